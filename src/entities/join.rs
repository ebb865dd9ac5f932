//! From names to entities, step by step; a step only adds to what the ones before it found.

use super::drafts::Drafts;
use super::naming::Before;
use super::people::Manners;
use super::pronouns::{self, Weights};
use super::{Entity, Memory, descriptions, kinds, organizations, people, places, relatives, roles};
use crate::prose::Text;
use crate::quotations::Quotations;

/// All entities of the text that `memory` has its notes on, in order of first mention. `before` are those of the text before
/// an edit.
pub fn join(text: &Text, quotations: &Quotations, memory: &mut Memory, before: Before) -> Vec<Entity> {
    let (mut drafts, manners) = by_name(text, memory);
    pronouns::read(text, quotations, &memory.notes, &manners, &mut drafts, Weights::shipped(), |_| {});
    relatives::find(text, &memory.notes.relatives, &mut drafts);
    drafts.finish(text, before)
}

/// The entities with all mentions but pronouns, and how people's names stand in their sentences.
pub fn by_name(text: &Text, memory: &mut Memory) -> (Drafts, Manners) {
    let Memory { notes, wordings, roster, .. } = memory;
    let names = kinds::of_article(text, &mut notes.names, wordings, roster);
    let mut drafts = Drafts::new(text);
    organizations::join(text, &names, &notes.acronyms, wordings, &roster.words, &mut drafts);
    places::join(text, &names, wordings, &roster.words, &mut drafts);
    let manners = people::join(text, &names, &mut notes.capitals, &notes.compounds, roster, &mut drafts);
    let mut bare = vec![false; text.tokens().len()];
    for (tokens, _) in manners.iter().filter(|(_, manner)| !manner.may_have_role) {
        bare[tokens.start as usize] = true;
    }
    roles::find(text, &bare, &mut roster.words, &mut drafts);
    descriptions::find(text, &notes.definites, &roster.words, &mut drafts);
    (drafts, manners)
}
