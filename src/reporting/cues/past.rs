//! Forms in *-ed* and *-ing*: whether they are verbs of their own, or say more of a noun.

use super::candidate::{Candidate, is_parted};
use crate::language::{Classes, WordSet};
use crate::prose::TokenKind;
use crate::reporting::unit::{FIRST, Units};

impl Candidate<'_> {
    /// A form in *-ing* behind most prepositions is a noun, and so it is in *a crowded hearing*.
    pub fn is_gerund(&self) -> bool {
        let described = self.place >= FIRST + 2
            && self.view.kind(self.place - 1) == Some(TokenKind::Lower)
            && self.view.word(self.place - 1).ends_with("ed")
            && self.view.is(self.place - 2, Classes::DETERMINER | Classes::POSSESSIVE);
        if described {
            return true;
        }
        self.is_previous(Classes::PREPOSITION)
            && !self.view.is_in(self.adverbs.saturating_sub(1), WordSet::BeforeReportingParticiple)
    }

    /// Whether a past form is a past tense and no participle: not *the plan proposed by the council*, *a man accused of
    /// theft*.
    pub fn is_past_tense(&self) -> bool {
        let (view, end) = (self.view, self.end);
        let beside_passage = self.previous().is_some_and(|previous| view.is_passage(previous));
        if self.is_previous(Classes::PREPOSITION)
            && self.previous().is_some_and(|previous| !view.is_in(previous, WordSet::In))
            && !beside_passage
        {
            return false;
        }
        let participle = self.forms.participle();
        // *435 declared seats*
        let counted = self.previous().is_some_and(|number| view.kind(number) == Some(TokenKind::Number))
            && view.kind(end) == Some(TokenKind::Lower)
            && !view.is(
                end,
                Classes::DETERMINER
                    | Classes::PREPOSITION
                    | Classes::SUBJECT
                    | Classes::POSSESSIVE
                    | Classes::SUBORDINATOR,
            );
        let reduced = participle && view.is_in(end, WordSet::AfterPassive) && !self.cue.frames.quotation();
        // *said by telephone*
        // *Asked by a caller why he left, …*
        let opens = self.place == FIRST && self.cue.is_in(WordSet::Asks);
        // *in a statement read to the court*
        let read_out = view.is_in(self.place, WordSet::Read)
            && view.is_in(end, WordSet::To)
            && self.previous().is_some_and(|noun| {
                view.is(noun, Classes::DOCUMENT)
                    && (noun.saturating_sub(3)..noun).each().any(|place| view.is_in(place, WordSet::In))
            });
        let by_agent =
            participle && view.is_in(end, WordSet::By) && !view.is_in(end + 1, WordSet::MeansOfContact) && !opens;
        let as_saying = view.is_in(end, WordSet::As) && !beside_passage && view.is_in(end + 1, WordSet::Saying);
        !(reduced
            || read_out
            || by_agent
            || as_saying
            || participle && (counted || self.describes_noun() || self.is_asked_of()))
    }

    /// *Lopez, asked whether it would last, shrugged*: whoever stands before the comma is asked.
    fn is_asked_of(&self) -> bool {
        let view = self.view;
        let asks = self.cue.is_in(WordSet::Asks)
            && view.is(self.end, Classes::SUBORDINATOR | Classes::RELATIVE | Classes::PREPOSITION);
        let comma = self.previous().filter(|&comma| asks && view.kind(comma) == Some(TokenKind::Comma));
        let opens = comma
            .and_then(|comma| view.phrase_ending(comma, view.start()))
            .is_some_and(|subject| subject.start == view.start());
        let goes_on = || {
            let comma = (self.end..view.end()).each().find(|&place| view.kind(place) == Some(TokenKind::Comma));
            comma.and_then(|comma| view.cue(comma + 1)).is_some_and(|(_, forms)| forms.past())
                || comma.is_some_and(|comma| view.word(comma + 1).ends_with("ed") || view.is(comma + 1, Classes::VERB))
        };
        opens && goes_on()
    }

    /// Whether a participle says more of the noun before it: *an official briefed on the talks*, *a group called Saltmen*,
    /// *In a statement released when she won, Lopez …*
    fn describes_noun(&self) -> bool {
        let view = self.view;
        let Some(noun) = self.previous() else { return false };
        let frames = self.cue.frames;
        let told = view.is_in(self.end, WordSet::On)
            && !view.is(self.end + 1, Classes::CALENDAR)
            && frames.recipient()
            && !frames.quotation();
        let phrase = || view.phrase_ending(noun + 1, FIRST);
        let called = self.cue.is_in(WordSet::Calls)
            && view.token(self.end).is_some_and(|token| token.is_capitalized() && token.is_word())
            && phrase().is_some_and(|phrase| view.is_in(phrase.start, WordSet::AAn));
        let released = view.is(noun, Classes::SPEECH_NOUN | Classes::DOCUMENT)
            && view.kind(noun) == Some(TokenKind::Lower)
            && phrase().is_some_and(|phrase| {
                let front = phrase
                    .start
                    .checked_sub(1)
                    .filter(|&front| view.is(front, Classes::PREPOSITION) && !view.is_in(front, WordSet::As));
                front.is_some_and(|front| front == view.start() || is_parted(view, front))
            });
        told || called || released
    }
}
