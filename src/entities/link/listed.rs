//! What the newsroom's own lists know of people.

use super::builder::{EntityBuilder, ListedPosition, PartialEntity};
use super::display_name::one_line;
use crate::entities::entity::{Gender, MentionForm};
use crate::names::NameKind;
use crate::people::{People, Pronouns};
use crate::prose::Text;

/// How many names of one person are looked up.
const LOOKED_UP: usize = 16;

/// Notes of everybody who is on a list what all entries of that name say. What the article states itself counts for more.
pub fn note(text: &Text, people: &People, builder: &mut EntityBuilder) {
    if people.is_empty() {
        return;
    }
    for entity in builder.entities_mut().filter(|entity| entity.kind == NameKind::Person) {
        let Some(name) = listed_name(text, people, entity) else { continue };
        let gender = match people.pronouns_of(&name) {
            Some(Pronouns::He) => Gender::Male,
            Some(Pronouns::She) => Gender::Female,
            Some(Pronouns::Other) | None => Gender::Unstated,
        };
        entity.stated = entity.stated.or(gender);
        let mut all = people.named(&name).map(|listed| {
            let [role, affiliation] =
                [listed.person.role(), listed.person.affiliation()].map(|part| part.map(str::to_owned));
            ListedPosition { role, affiliation }
        });
        let first = all.next();
        // Two of one name are one only if both are the same.
        entity.listed = first.filter(|first| all.all(|other| other == *first));
    }
}

/// The first full name of a person that is on a list.
fn listed_name(text: &Text, people: &People, entity: &PartialEntity) -> Option<String> {
    let named = entity.mentions.iter().filter(|mention| mention.form == MentionForm::Name && !mention.inside);
    let mut before = "";
    for mention in named.take(LOOKED_UP) {
        let written = text.slice(mention.tokens.clone());
        if written != before && people.named(written).next().is_some() {
            return Some(one_line(written).into_owned());
        }
        before = written;
    }
    None
}
