//! What the entities room remembers of one text, for the text after the next edit.

use super::cast::{Cast, Stands};
use super::drafts::{DraftId, Given};
use super::naming::Before;
use super::notes::Notes;
use super::pronouns::{Meant, Pronoun, Reader};
use super::roster::Roster;
use super::track;
use super::wordings::Wordings;
use super::{Entities, EntityId, Mention, MentionForm, relatives};
use crate::names::Name;
use crate::prose::{Revision, Text, TokenIndex, TokenRange};
use crate::quotations::Quotations;

/// How many words more than the text had may be remembered before all is noted anew: typing leaves the beginnings of
/// words behind.
const WORDS_LEFT_BEHIND: usize = 1_000;
/// How sure it is that a relative pronoun means what is named before it.
const RELATIVE: f32 = 0.85;

/// What is remembered of one text.
#[derive(Debug, Default)]
pub struct Memory {
    notes: Notes,
    wordings: Wordings,
    roster: Roster,
    found: Option<Found>,
    /// How many words there were when all was news.
    words: usize,
}

/// What was found in a text.
#[derive(Debug)]
struct Found {
    cast: Cast,
    /// Whom each pronoun of the notes means.
    meant: Vec<Meant>,
    /// The tokens and the depth of the passages that pronouns were seen in or out of.
    passages: Vec<(TokenRange, u8)>,
}

impl Memory {
    /// The same as [`Entities::find`].
    pub fn find(&mut self, text: &Text, quotations: &Quotations, names: &[Name]) -> Entities {
        let Memory { notes, wordings, roster, .. } = self;
        *notes = Notes::write(text, names, wordings, roster);
        let cast = Cast::of(text, notes, wordings, roster);
        self.words = roster.words.len();
        self.cast_anew(cast, text, quotations, Before::default())
    }

    /// The same after an edit: `before` are the entities of the text that was read last, and `revision` leads from it to
    /// `text`. Sentences in which nothing has changed are not read again, and who is who is asked anew only where
    /// something has changed that it is read from.
    pub fn revise(
        &mut self,
        before: Entities,
        text: &Text,
        quotations: &Quotations,
        names: &[Name],
        revision: &Revision,
    ) -> Entities {
        let Some(mut found) = self.found.take().filter(|_| self.remembers_little()) else {
            *self = Memory::default();
            return self.find(text, quotations, names);
        };
        let Memory { notes, wordings, roster, .. } = self;
        let edit = revision.tokens;
        let news = notes.revise(text, names, revision, wordings, roster);
        let Some(stands) = found.cast.revise(text, revision, &news, notes, roster) else {
            notes.capitals.tidy();
            let cast = Cast::of(text, notes, wordings, roster);
            return self.cast_anew(cast, text, quotations, Before::new(before, edit));
        };
        let passages = places_of(quotations);
        let moved = found.passages.iter().map(|(tokens, depth)| (track::moved(edit, tokens), *depth));
        let passages_stand = moved.eq(passages.iter().cloned());
        let Stands { manners, roles, descriptions } = stands;
        let reader = Reader::new(text, quotations, notes, &found.cast);
        let meant = if manners && descriptions && passages_stand && news.pronouns_stand && news.paragraphs_stand {
            let stretches: Vec<TokenRange> = track::now(&news.stretches).collect();
            reader.read_again(&found.meant, &stretches)
        } else {
            reader.read(|_| {})
        };
        let same = roles && descriptions && news.pronouns_stand && news.relatives_stand && meant == found.meant;
        if !same {
            return self.finish(found.cast, meant, text, passages, Before::new(before, edit));
        }
        found.passages = passages;
        self.found = Some(found);
        before.moved(text, revision)
    }

    fn remembers_little(&self) -> bool {
        self.roster.words.len() <= 2 * self.words + WORDS_LEFT_BEHIND
    }

    fn cast_anew(&mut self, cast: Cast, text: &Text, quotations: &Quotations, before: Before) -> Entities {
        let meant = Reader::new(text, quotations, &self.notes, &cast).read(|_| {});
        self.finish(cast, meant, text, places_of(quotations), before)
    }

    fn finish(
        &mut self,
        cast: Cast,
        meant: Vec<Meant>,
        text: &Text,
        passages: Vec<(TokenRange, u8)>,
        before: Before,
    ) -> Entities {
        let (pronouns, drafts) = (&self.notes.pronouns, &cast.drafts);
        let mut given = Given::default();
        let mut add = |at: TokenIndex, draft: DraftId, confidence: f32, rival: Option<DraftId>| {
            let (tokens, form) = (at..at + 1, MentionForm::Pronoun);
            let (span, rival) = (text.token(at).span, rival.map(|rival| EntityId(rival as u32)));
            given.mentions.push((draft, Mention { tokens, span, form, confidence, rival, inside: false }));
        };
        for (pronoun, meant) in pronouns.iter().zip(&meant) {
            if let Meant::Somebody { draft, chance, rival } = *meant {
                add(pronoun.at, draft, chance, rival);
            }
        }
        let means = |at: TokenIndex| {
            let pronoun = || pronouns.binary_search_by_key(&at, |pronoun| pronoun.at).ok();
            drafts.owner(at).or_else(|| meant[pronoun()?].draft())
        };
        let relatives = relatives::find(&self.notes.relatives, drafts, means);
        relatives.iter().for_each(|(at, draft)| add(*at, *draft, RELATIVE, None));
        let states = |(pronoun, meant): (&Pronoun, &Meant)| Some((meant.states_gender_of()?, pronoun.gender));
        given.stated = pronouns.iter().zip(&meant).filter_map(states).collect();
        let entities = Entities::from_list(drafts.finish(text, given, before));
        self.found = Some(Found { cast, meant, passages });
        entities
    }
}

/// Where passages begin and end.
fn places_of(quotations: &Quotations) -> Vec<(TokenRange, u8)> {
    quotations.passages.iter().map(|passage| (passage.first()..passage.end(), passage.depth)).collect()
}
