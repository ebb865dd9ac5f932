//! Relative clauses, and participles like them, between a subject and its verb.

use super::noun_phrases::SPEAKERS;
use super::unit::{FIRST, UnitIndex, Units};
use super::view::SegmentView;
use crate::language::{Classes, WordSet};
use crate::prose::TokenKind;

/// A relative clause without a comma is no longer than this, in units.
const LONGEST_RELATIVE: usize = 20;

impl SegmentView<'_> {
    /// The relative pronoun of a clause without commas that ends before the verb, and so before `end`: *A man who saw
    /// the boat said*. What stands before it is the subject.
    pub fn relative_before(&self, end: UnitIndex, limit: UnitIndex) -> Option<UnitIndex> {
        let earliest = limit.max(end.saturating_sub(LONGEST_RELATIVE)) + 1;
        let parts = |place: UnitIndex| {
            self.token(place).is_none_or(|token| !(token.is_word() || token.kind == TokenKind::Possessive))
        };
        let relative = (earliest..end).each().rev().find(|&place| self.opens_relative(place) || parts(place))?;
        // *The man holding the rope said* · *The boy whose dog drowned said*
        if !parts(relative) && !self.is_in(relative, WordSet::Who) {
            return Some(relative);
        }
        let is_verb = |place: UnitIndex| {
            let kept = Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO | Classes::VERB;
            self.kind(place) == Some(TokenKind::Lower)
                && (self.is(place, kept)
                    || self.cue(place).is_some_and(|(_, forms)| forms.past() || forms.third())
                    || self.word(place).ends_with("ed"))
        };
        let verb = (relative + 1..end).each().find(|&place| !self.is_adverbial(place))?;
        let noun = relative.checked_sub(1).and_then(|noun| self.token(noun)).is_some_and(|noun| {
            noun.is_word()
                && !noun.is(Classes::PREPOSITION | Classes::COORDINATOR | Classes::SUBORDINATOR | Classes::BE)
                && noun.word.cue().is_none_or(|(_, forms)| !forms.past())
        });
        (self.is_in(relative, WordSet::Who) && noun && is_verb(verb)).then_some(relative)
    }

    /// Whether a clause that says more of the noun before it begins at a place: with *who*, or with *that*, *whose* or a
    /// participle behind a noun for somebody.
    fn opens_relative(&self, place: UnitIndex) -> bool {
        if self.is_in(place, WordSet::Who) {
            return true;
        }
        let noun = place.checked_sub(1).and_then(|noun| self.token(noun)).is_some_and(|noun| {
            // *A FARMER whose tank burst*: an opening in capitals.
            matches!(noun.kind, TokenKind::Lower | TokenKind::Capitals)
                && noun.is(SPEAKERS | Classes::ANONYMOUS | Classes::KIN)
        });
        let verbal = self.is(place + 1, Classes::BE | Classes::HAVE | Classes::MODAL | Classes::VERB);
        let holding = self.word(place).ends_with("ing")
            && self.kind(place) == Some(TokenKind::Lower)
            && self.is(place + 1, Classes::DETERMINER | Classes::POSSESSIVE)
            && !self.is(place, Classes::PREPOSITION | Classes::ROLE | Classes::GROUP);
        noun && (self.is_in(place, WordSet::Whose) || self.is_in(place, WordSet::That) && verbal || holding)
    }

    /// The pronoun of a relative clause without commas that a verb behind the coordinator at `and` goes on with, not
    /// before `from`: *a man who took her ticket and told her*.
    pub fn open_relative(&self, and: UnitIndex, from: UnitIndex) -> Option<UnitIndex> {
        let relative = self.relative_before(and, from)?;
        let coordinated = (relative..and).each().any(|place| self.is(place, Classes::COORDINATOR));
        (!coordinated).then_some(relative)
    }

    /// The comma before a relative clause that ends with the marked words at `passage` and the comma inside their
    /// marks: *Lopez, who called it “a farce,” said*.
    pub fn relative_clause_with_marks(&self, passage: UnitIndex) -> Option<UnitIndex> {
        if !self.passage_awaits(passage) {
            return None;
        }
        let separates = |place: UnitIndex| self.token(place).is_none_or(|token| !token.is_word());
        let comma = (passage.saturating_sub(LONGEST_RELATIVE)..passage).each().rev().find(|&place| separates(place))?;
        let opens = self.kind(comma) == Some(TokenKind::Comma)
            && (self.is_in(comma + 1, WordSet::RelativeAfterComma) || self.opens_participle(comma + 1));
        (opens && comma > FIRST).then_some(comma)
    }

    /// *Lopez, citing “a fault,” said the ferry would stay*: whether a participle opens at a place what is inserted behind
    /// the subject that begins the segment.
    fn opens_participle(&self, place: UnitIndex) -> bool {
        let participle = self.cue(place).is_some_and(|(cue, forms)| forms.ing() && cue.class.is_speech());
        let comma = place.checked_sub(1).filter(|_| participle);
        let subject = comma.and_then(|comma| self.phrase_ending(comma, self.start()));
        subject.is_some_and(|subject| subject.start == self.start())
    }
}
