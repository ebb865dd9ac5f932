//! A sentence as the attribution sees it: what stands inside marks is one unit.
//!
//! *“It failed. We know,” she said.* is three units and one frame, however many sentences stand inside the marks.
//! [`outline`](super::outline) says where frames stand; here is what the steps that read one ask of it.

use std::ops::Range;

use super::outline::{Frame, Landmarks};
use crate::language::{Classes, Cue, CueForms, WordSet};
use crate::prose::{MarkShape, Text, Token, TokenIndex, TokenKind, TokenRange};
use crate::quotations::Quotations;
use crate::text::ProseSpan;

/// Longest dateline, in units.
const LONGEST_DATELINE: usize = 20;

/// One unit of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A token outside marks.
    Token(TokenIndex),
    /// An outermost passage, by its index.
    Passage(usize),
}

/// A position in a frame.
pub type Place = usize;

/// What every step reads: the text, its passages, and one frame.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The text.
    pub text: &'a Text,
    /// The passages.
    pub passages: &'a Quotations,
    /// The units of the frame, in order; never empty.
    pub units: &'a [Unit],
}

/// The units of a frame, in order.
pub fn units<'a>(frame: &Frame, landmarks: &'a Landmarks) -> impl Iterator<Item = Unit> + 'a {
    let (mut at, end) = (frame.tokens.start, frame.tokens.end);
    let mut folded = landmarks.passages_of(frame).iter().filter(|passage| passage.what.folded).peekable();
    std::iter::from_fn(move || {
        if let Some(passage) = folded.next_if(|passage| passage.tokens.start == at) {
            at = passage.tokens.end;
            return Some(Unit::Passage(passage.what.index as usize));
        }
        let token = at;
        at += 1;
        (token < end).then_some(Unit::Token(token))
    })
}

impl<'a> Scene<'a> {
    /// How many units the frame has.
    #[inline]
    pub fn len(&self) -> Place {
        self.units.len()
    }

    /// The unit at a place, if there is one.
    #[inline]
    pub fn unit(&self, place: Place) -> Option<Unit> {
        self.units.get(place).copied()
    }

    /// The token at a place, if the place is in the frame and no passage.
    #[inline]
    pub fn token(&self, place: Place) -> Option<&'a Token> {
        Some(self.text.token(self.index(place)?))
    }

    /// The index of the token at a place.
    #[inline]
    pub fn index(&self, place: Place) -> Option<TokenIndex> {
        match self.unit(place)? {
            Unit::Token(token) => Some(token),
            Unit::Passage(_) => None,
        }
    }

    /// The passage at a place.
    #[inline]
    pub fn passage(&self, place: Place) -> Option<usize> {
        match self.unit(place)? {
            Unit::Token(_) => None,
            Unit::Passage(passage) => Some(passage),
        }
    }

    /// The word at a place; empty for a passage or outside the frame.
    pub fn word(&self, place: Place) -> &'a str {
        self.index(place).map_or("", |token| self.text.word(token))
    }

    /// Whether the word at a place is in a named set.
    #[inline]
    pub fn is_in(&self, place: Place, set: WordSet) -> bool {
        self.token(place).is_some_and(|token| token.is_in(set))
    }

    /// Whether the token at a place may be one of these.
    #[inline]
    pub fn is(&self, place: Place, classes: Classes) -> bool {
        self.token(place).is_some_and(|token| token.is(classes))
    }

    /// The kind of the token at a place. A single mark that closes nothing is the apostrophe of *the Lopezes' house*.
    #[inline]
    pub fn kind(&self, place: Place) -> Option<TokenKind> {
        let token = self.token(place)?;
        let single =
            matches!(token.kind, TokenKind::Mark(MarkShape::StraightSingle | MarkShape::CurlySingle { opens: false }));
        if single && !token.spaced && self.word(place.wrapping_sub(1)).ends_with(['s', 'S']) {
            return Some(TokenKind::Possessive);
        }
        Some(token.kind)
    }

    /// The reporting verb of which the token at a place may be a form.
    pub fn cue(&self, place: Place) -> Option<(&'static Cue, CueForms)> {
        self.token(place).and_then(|token| token.word.cue())
    }

    /// The tokens from the first unit of `places` to the last, those inside passages among them.
    pub fn tokens(&self, places: Range<Place>) -> TokenRange {
        let (Some(first), Some(last)) =
            (self.unit(places.start), places.end.checked_sub(1).and_then(|last| self.unit(last)))
        else {
            return 0..0;
        };
        if places.is_empty() {
            return 0..0;
        }
        let start = match first {
            Unit::Token(token) => token,
            Unit::Passage(passage) => self.passages.passages[passage].first(),
        };
        let end = match last {
            Unit::Token(token) => token + 1,
            Unit::Passage(passage) => self.passages.passages[passage].end(),
        };
        start..end
    }

    /// The bytes of `places`.
    pub fn span(&self, places: Range<Place>) -> ProseSpan {
        self.text.span(self.tokens(places))
    }

    /// The last token inside a passage.
    fn last_inside(&self, passage: usize) -> Option<&'a Token> {
        let inside = &self.passages.passages[passage].inside;
        (!inside.is_empty()).then(|| self.text.token(inside.end - 1))
    }

    /// Whether the passage at a place ends, inside its marks, with a comma: its attribution follows.
    pub fn passage_awaits(&self, place: Place) -> bool {
        self.passage(place)
            .and_then(|passage| self.last_inside(passage))
            .is_some_and(|token| token.kind == TokenKind::Comma)
    }

    /// Whether the words of the passage at a place begin with a capital.
    pub fn passage_capitalized(&self, place: Place) -> bool {
        self.passage(place).map(|passage| &self.passages.passages[passage].inside).is_some_and(|inside| {
            inside
                .clone()
                .map(|token| self.text.token(token))
                .find(|token| token.is_word())
                .is_some_and(Token::is_capitalized)
        })
    }

    /// Whether the passage at a place ends, inside its marks, with a question or an outcry: it may go on all the same.
    pub fn passage_asks(&self, place: Place) -> bool {
        let word = self.passage(place).and_then(|passage| self.last_inside(passage)).map(|token| token.span);
        word.is_some_and(|span| span.slice(self.text.as_str()).ends_with(['?', '!']))
    }

    /// Whether the passage at a place ends, inside its marks, with a stop.
    pub fn passage_stops(&self, place: Place) -> bool {
        self.passage(place).and_then(|passage| self.last_inside(passage)).is_some_and(|token| {
            token.kind == TokenKind::Stop || token.is_word() && token.span.slice(self.text.as_str()).ends_with('.')
        })
    }

    /// Where the words of the frame begin: behind a dateline (*HALSTAD, June 6 (Meridian) - The crown fell …*).
    pub fn start(&self) -> Place {
        let in_capitals = self.kind(0) == Some(TokenKind::Capitals) && self.word(0).len() > 2;
        if !in_capitals {
            return 0;
        }
        let dash = (1..self.len().min(LONGEST_DATELINE)).find(|&place| self.kind(place) == Some(TokenKind::Dash));
        let plain = |place: Place| {
            self.token(place).is_some_and(|token| token.kind != TokenKind::Lower || token.is(Classes::PREPOSITION))
        };
        dash.filter(|&dash| (0..dash).all(plain)).map_or(0, |dash| dash + 1)
    }

    /// Where the frame's final stop stands, or its end without one. Brackets and stray marks after the stop count to it.
    pub fn end(&self) -> Place {
        let mut end = self.len();
        while end > 0 && matches!(self.kind(end - 1), Some(TokenKind::Mark(_))) {
            end -= 1;
        }
        if end > 0 && self.kind(end - 1) == Some(TokenKind::Stop) { end - 1 } else { self.len() }
    }
}
