//! From names to entities, step by step; a step only adds to what the ones before it found.

use super::drafts::Drafts;
use super::people::Manner;
use super::pronouns::{self, Weights};
use super::roster::Roster;
use super::sheet::Sheets;
use super::{Entity, descriptions, kinds, organizations, people, places, relatives, roles};
use crate::prose::Text;
use crate::quotations::Quotations;

/// All entities of the text, in order of first mention.
pub fn join(text: &Text, quotations: &Quotations, sheets: &Sheets, roster: &mut Roster) -> Vec<Entity> {
    let (mut drafts, manners) = by_name(text, sheets, roster);
    pronouns::read(text, quotations, sheets, &manners, &mut drafts, Weights::shipped(), |_| {});
    relatives::find(text, sheets, &mut drafts);
    drafts.finish(text)
}

/// The entities with all mentions but pronouns, and how people's names stand in their sentences.
pub fn by_name(text: &Text, sheets: &Sheets, roster: &mut Roster) -> (Drafts, Vec<Manner>) {
    let names = kinds::of_article(text, sheets, roster);
    let mut drafts = Drafts::new(text);
    organizations::join(text, &names, sheets, roster, &mut drafts);
    places::join(text, &names, roster, &mut drafts);
    let manners = people::join(text, sheets, &names, roster, &mut drafts);
    roles::find(text, &mut drafts);
    descriptions::find(text, sheets, &mut drafts);
    (drafts, manners)
}
