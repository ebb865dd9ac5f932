//! From names to entities, step by step; a step only adds to what the ones before it found.

use super::drafts::Drafts;
use super::{Entity, descriptions, kinds, organizations, people, places, pronouns, relatives, roles};
use crate::names::Name;
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
    let names = &kinds::of_article(text, names);
    let mut drafts = Drafts::new(text);
    organizations::join(text, names, &mut drafts);
    places::join(text, names, &mut drafts);
    people::join(text, names, &mut drafts);
    roles::find(text, &mut drafts);
    descriptions::find(text, &mut drafts);
    drafts
}
