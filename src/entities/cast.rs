//! Everybody and everything that has a name here, with roles and descriptions: entities without their pronouns.
//!
//! The cast is kept for the text after the next edit. There it is gathered anew only if names are others than they were, or
//! if they would be joined in another way; else all moves along, and roles and descriptions are read again where words
//! near them were.

use super::descriptions::{self, Description, Known};
use super::drafts::{DraftId, Drafts};
use super::kinds::Noted;
use super::notes::{Capital, News, Notes};
use super::people::{self, Gathered, Manners};
use super::roster::Roster;
use super::sights::Asked;
use super::track::{self, Stretch, moved, within};
use super::wordings::Wordings;
use super::{kinds, organizations, places, roles, sights};
use crate::names::NameKind;
use crate::prose::{Revision, Text, TokenIndex, TokenRange};
use crate::text::Splice;

/// The cast of an article.
#[derive(Debug)]
pub struct Cast {
    /// All entities with all mentions but pronouns.
    pub drafts: Drafts,
    /// How people's names stand in their sentences, as far as that is known, in order.
    pub manners: Manners,
    /// By which words people were looked for.
    asked: Asked,
    /// Where names stand that the article showed to be two.
    parted: Vec<TokenIndex>,
    /// The tokens of which the number has decided between namesakes, and by how many they may have been more or less since.
    counted: Vec<TokenRange>,
    drift: u32,
    known: Known,
    described: Vec<Description>,
}

/// What is as it was in the cast of a text after an edit, but for what the edit moved.
#[derive(Debug, Clone, Copy)]
pub struct Stands {
    /// How people's names stand in their sentences.
    pub manners: bool,
    /// Roles and affiliations.
    pub roles: bool,
    /// Descriptions.
    pub descriptions: bool,
}

impl Cast {
    /// Gathers the cast of a text by the notes on it.
    pub fn of(text: &Text, notes: &mut Notes, wordings: &mut Wordings, roster: &mut Roster) -> Cast {
        let names = kinds::of_article(text, &mut notes.names, wordings, roster);
        let mut drafts = Drafts::new(text);
        organizations::join(text, &names, &notes.acronyms, wordings, &roster.words, &mut drafts);
        places::join(text, &names, wordings, &roster.words, &mut drafts);
        let gathered = people::join(text, &names, &mut notes.capitals, &notes.compounds, roster, &mut drafts);
        let parted = names.iter().filter(|name| matches!(name.note, Noted::Made(_)));
        let parted = parted.map(|name| name.tokens.start).collect();
        let Gathered { manners, asked, counted } = gathered;
        let mut bare = vec![false; text.tokens().len()];
        for (tokens, _) in manners.iter().filter(|(_, manner)| !manner.may_have_role) {
            bare[tokens.start as usize] = true;
        }
        for id in 0..drafts.all.len() {
            if drafts.all[id].kind == NameKind::Person {
                roles::find(text, |at| bare[at as usize], &mut roster.words, &mut drafts, id);
            }
        }
        let known = Known::of(text, &roster.words, &drafts);
        let described = descriptions::find(text, &notes.definites, &known, &roster.words, &drafts);
        describe(text, &described, &mut drafts);
        Cast { drafts, manners, asked, parted, counted, drift: 0, known, described }
    }

    /// Brings the cast up to date with a text on which `notes` are, after a `revision`; `news` is what noting has shown. Nothing
    /// where the cast must be gathered anew, and then all of it is worth nothing.
    pub fn revise(
        &mut self,
        text: &Text,
        revision: &Revision,
        news: &News,
        notes: &Notes,
        roster: &mut Roster,
    ) -> Option<Stands> {
        let edit = revision.tokens;
        let may_be_joined_so = news.names_stand
            && !news.capitals.iter().any(|capital| self.asked.for_capital(capital))
            && !self.parts_in(&news.stretches)
            && !self.counts_over(edit)
            && !self.parts_people(edit)
            && !self.makes_name(text, &notes.capitals.all, edit, roster);
        if !may_be_joined_so {
            return None;
        }
        self.drafts.forget_descriptions();
        self.follow(text, revision);
        let stretches: Vec<TokenRange> = track::now(&news.stretches).collect();
        let manners = self.note_manners(&stretches, &news.manners)?;
        let roles = self.read_roles(text, &stretches, roster);
        if !roles {
            self.known = Known::of(text, &roster.words, &self.drafts);
        }
        let descriptions = self.describe(text, edit, notes, roster);
        Some(Stands { manners, roles, descriptions })
    }

    /// Whether a name stands in the stretches that the article showed to be two.
    fn parts_in(&self, stretches: &[Stretch]) -> bool {
        let is_here = |at: &TokenIndex| stretches.iter().any(|here| (here.old_start..here.old_end).contains(at));
        self.parted.iter().any(is_here)
    }

    /// Whether an edit may have made more or fewer of tokens of which the number has decided between namesakes.
    fn counts_over(&mut self, edit: Splice) -> bool {
        let by = edit.new_end.abs_diff(edit.old_end);
        self.drift += by;
        let is_over = |tokens: &TokenRange| tokens.start < edit.old_end && edit.start < tokens.end;
        by > 0 && (self.drift > people::SLACK || self.counted.iter().any(is_over))
    }

    /// Whether an edit lies between two names of people that few words part: these may say that they are two people.
    fn parts_people(&self, edit: Splice) -> bool {
        let near = edit.start.saturating_sub(sights::APART + 1)..edit.old_end + sights::APART + 1;
        let mut last: Option<DraftId> = None;
        let mut names = 0;
        for token in near {
            let person = self.drafts.bearer(token).filter(|id| self.drafts.all[*id].kind == NameKind::Person);
            names += usize::from(person.is_some() && person != last);
            last = person;
        }
        names > 1
    }

    /// Whether an edit makes a name of words that somebody is called elsewhere.
    fn makes_name(&self, text: &Text, capitals: &[Capital], edit: Splice, roster: &mut Roster) -> bool {
        let near = edit.start.saturating_sub(sights::LONGEST as TokenIndex)..edit.new_end;
        let is_somebody = |at: TokenIndex| {
            let at = if at < edit.new_end { at } else { edit.was(at) };
            self.drafts.bearer(at).is_some_and(|id| self.drafts.all[id].kind == NameKind::Person)
        };
        let mut others = within(capitals, near).iter().filter(|capital| !is_somebody(capital.at));
        others.any(|capital| self.asked.finds(text, capital, edit.start, roster))
    }

    fn follow(&mut self, text: &Text, revision: &Revision) {
        let edit = revision.tokens;
        self.drafts.follow(text, revision);
        if edit.new_end == edit.old_end {
            return;
        }
        self.known.follow(edit);
        self.manners.iter_mut().for_each(|(tokens, _)| *tokens = moved(edit, tokens));
        self.parted.iter_mut().for_each(|at| *at = at.wrapping_add(track::moved_by(edit, *at)));
        self.counted.iter_mut().for_each(|tokens| *tokens = moved(edit, tokens));
    }

    /// Takes over how names stand in the stretches now. Says whether that is as it was, or nothing if other names stand there.
    fn note_manners(&mut self, stretches: &[TokenRange], noted: &Manners) -> Option<bool> {
        let mut same = true;
        for stretch in stretches {
            let from = self.manners.partition_point(|(tokens, _)| tokens.start < stretch.start);
            let here = self.manners[from..].iter_mut().take_while(|(tokens, _)| tokens.start < stretch.end);
            for (tokens, manner) in here {
                let first = noted.partition_point(|(other, _)| other.start < tokens.start);
                let mut at_place = noted[first..].iter().take_while(|(other, _)| other.start == tokens.start);
                let (_, now) = at_place.find(|(other, _)| other == tokens)?;
                same &= manner == now;
                *manner = *now;
            }
        }
        Some(same)
    }

    /// Reads the roles of the people in the stretches again. Says whether they are as they were.
    fn read_roles(&mut self, text: &Text, stretches: &[TokenRange], roster: &mut Roster) -> bool {
        let Cast { drafts, manners, .. } = self;
        let is_bare = |at: TokenIndex| {
            let first = manners.partition_point(|(tokens, _)| tokens.start < at);
            let here = manners[first..].iter().take_while(|(tokens, _)| tokens.start == at);
            here.into_iter().any(|(_, manner)| !manner.may_have_role)
        };
        let mut people: Vec<DraftId> =
            stretches.iter().flat_map(|stretch| drafts.mentioned_in(stretch.clone())).collect();
        people.sort_unstable();
        people.dedup();
        let mut same = true;
        for id in people.into_iter().filter(|id| drafts.all[*id].kind == NameKind::Person).collect::<Vec<_>>() {
            let draft = &mut drafts.all[id];
            let before = (std::mem::take(&mut draft.roles), std::mem::take(&mut draft.role_tokens));
            let words = (std::mem::take(&mut draft.role_words), draft.affiliation.take());
            roles::find(text, is_bare, &mut roster.words, drafts, id);
            let draft = &drafts.all[id];
            same &= before.0 == draft.roles && before.1 == draft.role_tokens;
            same &= words.0 == draft.role_words && words.1 == draft.affiliation;
        }
        same
    }

    /// Reads all descriptions again. Says whether they are as they were.
    fn describe(&mut self, text: &Text, edit: Splice, notes: &Notes, roster: &Roster) -> bool {
        let before: Vec<Description> = self.described.iter().map(|before| track::at_new_place(before, edit)).collect();
        self.described = descriptions::find(text, &notes.definites, &self.known, &roster.words, &self.drafts);
        describe(text, &self.described, &mut self.drafts);
        before == self.described
    }
}

/// Adds descriptions to whom they mean.
fn describe(text: &Text, found: &[Description], drafts: &mut Drafts) {
    for Description { tokens, draft, form } in found {
        drafts.mention(text, *draft, tokens.clone(), *form, 0.8);
    }
}
