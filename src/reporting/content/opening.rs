//! What begins at a place behind a verb: marked words, a clause, a noun phrase, an infinitive.

use super::bare::{has_verb, opens_amount, opens_deed, said_of_noun, says_clause};
use super::predicates::{is_count, opens_clause};
use crate::language::{Classes, CueClass, WordSet};
use crate::prose::{Token, TokenKind};
use crate::reporting::cues::CueSite;
use crate::reporting::unit::{UnitIndex, Units};
use crate::reporting::view::SegmentView;

/// How what follows a cue begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// A passage in marks, with or without a comma or a colon before it.
    Passage,
    /// *that …*, *whether …*, *how …*
    Clause,
    /// A clause without *that*.
    Bare,
    /// A noun phrase: *criticized the plan*, *described it as …*
    Noun,
    /// *to …*
    Infinitive,
}

/// What a reported matter begins with at `start`, if one begins there.
pub fn opening_at(view: &SegmentView<'_>, site: &CueSite, start: UnitIndex) -> Option<Opening> {
    if view.is_passage(start) {
        return Some(Opening::Passage);
    }
    let frames = site.cue.frames;
    match view.kind(start)? {
        // *He said; “…”*
        TokenKind::Comma | TokenKind::Colon | TokenKind::Dash | TokenKind::Semicolon => {
            if view.is_passage(start + 1) {
                return Some(Opening::Passage);
            }
            if view.kind(start) == Some(TokenKind::Colon) && frames.quotation() {
                return Some(Opening::Bare);
            }
            None
        }
        // *laughed when she was told*: it says when, and nothing.
        TokenKind::Lower if site.cue.class == CueClass::Nonspeech && view.is_in(start, WordSet::WhenIf) => None,
        TokenKind::Lower if opens_clause(view, start) => Some(Opening::Clause),
        // *which she described as “a farce”*
        TokenKind::Lower if view.is_in(start, WordSet::As) && frames.as_phrase() && view.is_passage(start + 1) => {
            Some(Opening::Passage)
        }
        // *what she described as a “farce”*
        TokenKind::Lower if view.is_in(start, WordSet::As) && frames.as_phrase() && leads_to_marks(view, start + 1) => {
            Some(Opening::Noun)
        }
        // *vows not to sell the ferry*
        TokenKind::Lower
            if frames.infinitive() && view.is_in(start, WordSet::Not) && view.is_in(start + 1, WordSet::To) =>
        {
            Some(Opening::Infinitive)
        }
        // *said that is a lie*: directly behind the verb it is the subject of what is reported.
        TokenKind::Lower
            if view.is_in(start, WordSet::That)
                && frames.that_clause()
                && start == site.group.end
                && view.is(start + 1, Classes::BE | Classes::MODAL | Classes::HAVE | Classes::DO) =>
        {
            Some(Opening::Bare)
        }
        TokenKind::Lower
            if view.is_in(start, WordSet::To) && (frames.infinitive() || site.cue.class.stance() == "directive") =>
        {
            let is_verb = |token: &Token| {
                token.kind == TokenKind::Lower
                        && !token.is(Classes::DETERMINER | Classes::POSSESSIVE)
                        // *agreed to what one clerk called “a farce”*
                        && !token.is_in(WordSet::OpensQuestion)
            };
            // *vowed to “fight on”*
            let opens = view.is_passage(start + 1) || view.token(start + 1).is_some_and(is_verb);
            opens.then_some(Opening::Infinitive)
        }
        TokenKind::Lower
        | TokenKind::Capital
        | TokenKind::Capitals
        | TokenKind::Mixed
        | TokenKind::Number
        | TokenKind::Symbol
        | TokenKind::Address => {
            let token = view.token(start)?;
            let owned = view.kind(start + 1) == Some(TokenKind::Possessive);
            let pairs = view.is_in(start, WordSet::PairOpener) || opens_amount(view, start);
            let blocked = token.is(Classes::PREPOSITION | Classes::COORDINATOR) && !token.is(Classes::DETERMINER) && !pairs
                    || token.is(Classes::CALENDAR) && !owned
                    || view.is_in(start, WordSet::So)
                    // *declined to comment while the case is open*
                    || view.is_in(start, WordSet::Contrasts)
                    // *wrote while praising her*
                    || view.is_in(start, WordSet::BeforeParticiple) && view.word(start + 1).ends_with("ing")
                    || token.is(Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO)
                        && !said_of_noun(view, site, start)
                        && token.kind == TokenKind::Lower
                        && !view.word(start).ends_with("ing")
                    || token.kind == TokenKind::Lower
                        && token.is(Classes::ADVERB | Classes::RELATIVE)
                        && !token.is_in(WordSet::DeterminerNotAdverb)
                        && !pairs;
            if blocked {
                return None;
            }
            // *claimed a third victory in the string of votes known as …*
            let claims = site.cue.is_in(WordSet::DoneByThings)
                && (start..start + 4).each().any(|place| view.is_in(place, WordSet::ClaimedThing));
            if claims {
                return None;
            }
            if site.takes_clause(view) && (has_verb(view, site, start) || said_of_noun(view, site, start)) {
                return Some(Opening::Bare);
            }
            if opens_deed(view, site, start) || says_clause(view, site, start) {
                return Some(Opening::Bare);
            }
            let takes_noun = frames.noun_phrase() || frames.as_phrase() || frames.marked_phrase();
            (takes_noun || is_count(view, site, start)).then_some(Opening::Noun)
        }
        _ => None,
    }
}

/// *a “farce”*, *a total “farce”*: whether a noun phrase that is marked words begins at a place.
fn leads_to_marks(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    let adjective = |place: UnitIndex| {
        view.kind(place) == Some(TokenKind::Lower) && !view.is(place, Classes::PREPOSITION | Classes::COORDINATOR)
    };
    view.is(place, Classes::DETERMINER | Classes::POSSESSIVE)
        && (view.is_passage(place + 1) || adjective(place + 1) && view.is_passage(place + 2))
}
