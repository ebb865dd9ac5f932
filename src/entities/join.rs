//! From names to entities, step by step; a step only adds to what the ones before it found.

use super::drafts::Drafts;
use super::people::Manners;
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
pub fn by_name(text: &Text, sheets: &Sheets, roster: &mut Roster) -> (Drafts, Manners) {
    let names = kinds::of_article(text, sheets, roster);
    let mut drafts = Drafts::new(text);
    organizations::join(text, &names, sheets, roster, &mut drafts);
    places::join(text, &names, roster, &mut drafts);
    let manners = people::join(text, sheets, &names, roster, &mut drafts);
    let mut bare = vec![false; text.tokens().len()];
    for (tokens, _) in manners.iter().filter(|(_, manner)| !manner.may_have_role) {
        bare[tokens.start as usize] = true;
    }
    roles::find(text, &bare, &mut drafts);
    descriptions::find(text, sheets, &mut drafts);
    (drafts, manners)
}
