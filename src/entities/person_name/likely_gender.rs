//! The gender that a given name suggests.

use super::parse::PersonName;
use crate::entities::entity::Gender;
use crate::language::{self, Classes};

/// The gender of most bearers of a name, by its given names.
pub fn likely_gender(name: &PersonName) -> Gender {
    let mut given: Vec<&str> = name.given().map(|part| part.key.as_str()).collect();
    given.extend(name.nickname.as_deref());
    if !name.is_full() {
        given.extend(name.words().map(|part| part.key.as_str()));
    }
    for word in given {
        let parts = std::iter::once(word).chain(word.split('-').filter(|part| *part != word));
        for part in parts {
            let classes = language::word(part).classes;
            match (classes.any(Classes::GIVEN_MALE), classes.any(Classes::GIVEN_FEMALE)) {
                (true, false) => return Gender::Male,
                (false, true) => return Gender::Female,
                _ => {}
            }
        }
    }
    Gender::Unstated
}
