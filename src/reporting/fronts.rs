//! What stands in front of a sentence and is no source: *Meanwhile, …*, *Speaking afterwards, …*, *, referring queries to the
//! board*.

use std::ops::Range;

use super::noun_phrases::SPEAKERS;
use super::unit::{UnitIndex, Units};
use super::view::SegmentView;
use crate::language::{Classes, WordSet};
use crate::prose::TokenKind;

impl SegmentView<'_> {
    /// *, referring queries to the board* · *, early in the act*: a participle or an adverb behind a comma, which is no
    /// subject of the word that looks like a verb.
    pub fn is_circumstance(&self, subject: &Range<UnitIndex>, limit: UnitIndex) -> bool {
        let first = subject.start;
        let is_apart = first > limit && self.kind(first - 1) == Some(TokenKind::Comma);
        let is_participle = subject.len() == 1 && self.word(first).ends_with("ing");
        let is_adverbial = self.is(first, Classes::ADVERB) && self.is(first + 1, Classes::PREPOSITION);
        let people = SPEAKERS | Classes::TITLE | Classes::KIN | Classes::ANONYMOUS;
        is_apart
            && self.kind(first) == Some(TokenKind::Lower)
            && !self.is(first, people)
            && (is_participle || is_adverbial)
    }

    /// Whether what stands between `limit` and the comma at `comma` is an adverb or a phrase in front of the sentence:
    /// *Meanwhile, the firm, a trader, said* · *In his remarks to the council, the minister, speaking of wages, said* ·
    /// *Speaking afterwards, the mayor, a farmer, said* · *Two days after the vote, residents …*.
    pub fn is_fronted(&self, limit: UnitIndex, comma: UnitIndex) -> bool {
        let start = limit.max(self.start());
        let adverb =
            start + 1 == comma && (self.is(start, Classes::ADVERB) || self.is_in(start, WordSet::SentenceAdverb));
        let phrase = self.is(start, Classes::PREPOSITION)
            && !self.is(start, Classes::DETERMINER | Classes::SUBORDINATOR)
            && self.name(start).is_none();
        let whole =
            (start..comma).each().all(|place| self.kind(place) != Some(TokenKind::Comma) && !self.is_passage(place));
        let named = comma.checked_sub(1).and_then(|last| self.name(last)).is_some_and(|name| name.is_person());
        let fronted = adverb || phrase || !named && self.opens_front(start) || self.opens_clause_in_front(start..comma);
        self.kind(comma) == Some(TokenKind::Comma) && start < comma && fronted && whole
    }

    /// *Speaking afterwards* · *Reached by phone* · *Two days after the vote*: whether a participle with what says where and
    /// when, or a figure of time, stands at a place.
    fn opens_front(&self, place: UnitIndex) -> bool {
        let next = place + 1;
        let word = self.word(place);
        let participle =
            (word.ends_with("ing") || word.ends_with("ed") || self.is_in(place, WordSet::OpeningParticiple))
                && self.token(place).is_some_and(|token| token.is_capitalized())
                && self.name(place).is_none()
                && !self.is(place, SPEAKERS | Classes::TITLE);
        let circumstance = Classes::PREPOSITION | Classes::ADVERB | Classes::CALENDAR | Classes::SUBORDINATOR;
        let leads = self.kind(next) == Some(TokenKind::Lower)
            && (self.is(next, circumstance) || self.is_in(next, WordSet::SentenceAdverb));
        let counts = self.kind(place) == Some(TokenKind::Number) || self.is(place, Classes::NUMBER);
        let span = (next..next + 2).each().any(|place| self.is_in(place, WordSet::CountedTime));
        participle && leads || counts && span
    }

    /// *When we came, the mayor, a farmer, said*: whether places are a subordinate clause with its verb.
    fn opens_clause_in_front(&self, places: Range<UnitIndex>) -> bool {
        let verb = Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO | Classes::VERB;
        let acts = |place: UnitIndex| {
            self.kind(place) == Some(TokenKind::Lower)
                && (self.is(place, verb)
                    || self.word(place).ends_with("ed")
                    || self.cue(place).is_some_and(|(_, forms)| forms.past()))
        };
        self.is_in(places.start, WordSet::OpensSubordinateClause) && (places.start + 2..places.end).each().any(acts)
    }
}
