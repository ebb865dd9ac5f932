//! From names to entities, step by step; a step only adds to what the ones before it found.

use super::drafts::Drafts;
use super::{Entity, descriptions, organizations, people, places, pronouns, relatives, roles};
use crate::language::{self, Classes};
use crate::names::{Name, NameKind};
use crate::prose::Text;
use crate::quotations::Quotations;

/// All entities of the text, in order of first mention.
pub fn join(text: &Text, quotations: &Quotations, names: &[Name]) -> Vec<Entity> {
    let mut drafts = by_name(text, quotations, names);
    pronouns::resolve(text, quotations, &mut drafts);
    relatives::find(text, &mut drafts);
    drafts.finish(text)
}

/// The entities with all mentions but pronouns.
pub fn by_name(text: &Text, _quotations: &Quotations, names: &[Name]) -> Drafts {
    let names = &with_seats(text, names);
    let mut drafts = Drafts::new(text);
    organizations::join(text, names, &mut drafts);
    places::join(text, names, &mut drafts);
    people::join(text, names, &mut drafts);
    roles::find(text, &mut drafts);
    descriptions::find(text, &mut drafts);
    drafts
}

/// The names with the seats of power for the bodies that sit there: *the White House* decides, denies and says.
fn with_seats(text: &Text, names: &[Name]) -> Vec<Name> {
    let mut names = names.to_vec();
    for name in names.iter_mut().filter(|name| name.kind == NameKind::Place) {
        let classes = match name.tokens.len() {
            1 => text.token(name.tokens.start).classes(),
            _ => language::phrase(text.slice(name.tokens.clone())).map_or(Classes(0), |word| word.classes),
        };
        if classes.any(Classes::COLLECTIVE) && classes.any(Classes::ORGANIZATION) {
            name.kind = NameKind::Organization;
        }
    }
    names
}
