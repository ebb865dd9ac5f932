//! A segment as the patterns see it: what stands inside marks is one unit.
//!
//! *“It failed. We know,” she said.* is three units and one segment, however many sentences stand inside the marks.
//! Whatever is asked of a unit outside the segment has no answer; nothing panics.

use std::ops::Range;

use super::segments::{PassageIndex, Segment, SegmentIndex, SegmentName, Stretch};
use super::unit::{FIRST, Unit, UnitIndex, Units};
use crate::entities::MentionForm;
use crate::language::{Classes, Cue, CueForms, WordSet};
use crate::names::NameKind;
use crate::prose::{EachToken, MarkShape, Text, Token, TokenIndex, TokenKind, TokenRange, dateline, reference_end};
use crate::quotations::{Passage, Quotations};
use crate::text::ProseSpan;

/// A headline in Title Case has so many capitalized words at least.
const FEWEST_CAPITALS: usize = 4;

/// The same for one that ends with a stop, as sentences do.
const FEWEST_BEFORE_STOP: usize = 5;

/// Words of which a capital in a headline says nothing.
const FUNCTION: Classes = Classes::PREPOSITION
    .with(Classes::SUBORDINATOR)
    .with(Classes::COORDINATOR)
    .with(Classes::DETERMINER)
    .with(Classes::PRONOUN)
    .with(Classes::NEGATION)
    .with(Classes::MODAL)
    .with(Classes::BE)
    .with(Classes::HAVE)
    .with(Classes::DO);

/// What the patterns read: one segment of a text.
#[derive(Debug, Clone, Copy)]
pub struct SegmentView<'a> {
    /// The text.
    pub text: &'a Text,
    passages: &'a Quotations,
    /// The names of the segment.
    names: &'a [SegmentName],
    /// The first token of the segment.
    pub first: TokenIndex,
    /// The units of the segment, in order.
    pub units: &'a [Unit],
    /// Whether it is set in Title Case, as headlines are: a capital says nothing there.
    pub in_title_case: bool,
}

/// A name in a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its tokens, as far as they are in the segment.
    pub tokens: TokenRange,
    /// How it names.
    pub form: MentionForm,
    /// What it names.
    pub kind: NameKind,
}

impl Name {
    /// Whether it names a person.
    pub fn is_person(&self) -> bool {
        self.kind == NameKind::Person
    }
}

/// Puts the units of a segment into `units`, in order. A reference behind marked words (*“We asked twice,”[12] said …*)
/// is none.
pub fn collect_units(text: &Text, segment: &Segment, index: &SegmentIndex, units: &mut Vec<Unit>) {
    units.clear();
    let mut at = segment.tokens.start;
    for (passage, found) in index.passages_of(segment) {
        let tokens = found.place.tokens(segment.tokens.start);
        if found.folded && tokens.start >= at {
            units.extend((at..tokens.start).each().map(Unit::Token));
            units.push(Unit::Passage(passage));
            at = reference_end(text.as_str(), text.tokens(), tokens.end, segment.tokens.end).unwrap_or(tokens.end);
        }
    }
    units.extend((at..segment.tokens.end).each().map(Unit::Token));
}

/// Whether all words but function words are capitalized; with a stop at the end only if these are many.
fn is_in_title_case(text: &Text, units: &[Unit]) -> bool {
    let (mut capitals, mut fewest) = (0, FEWEST_CAPITALS);
    for (place, unit) in units.iter().enumerate() {
        let Unit::Token(at) = unit else { continue };
        let token = text.token(*at);
        match token.kind {
            TokenKind::Capital | TokenKind::Capitals | TokenKind::Mixed => capitals += 1,
            TokenKind::Lower if !token.is(FUNCTION) => return false,
            TokenKind::Stop if place + 1 < units.len() => return false,
            TokenKind::Stop => fewest = FEWEST_BEFORE_STOP,
            _ => {}
        }
    }
    capitals >= fewest
}

impl<'a> SegmentView<'a> {
    /// A view of a segment, whose units were collected into `units`.
    pub fn new(
        text: &'a Text,
        passages: &'a Quotations,
        index: &'a SegmentIndex,
        segment: &Segment,
        units: &'a [Unit],
    ) -> SegmentView<'a> {
        let in_title_case = is_in_title_case(text, units);
        SegmentView {
            text,
            passages,
            names: index.names_of(segment),
            first: segment.tokens.start,
            units,
            in_title_case,
        }
    }

    /// How many units the segment has.
    #[inline]
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// The place behind the last unit.
    #[inline]
    pub fn past_last(&self) -> UnitIndex {
        FIRST + self.units.len()
    }

    /// The places of all units.
    #[inline]
    pub fn all(&self) -> Range<UnitIndex> {
        FIRST..self.past_last()
    }

    /// The unit at a place, if there is one.
    #[inline]
    pub fn unit(&self, place: UnitIndex) -> Option<Unit> {
        place.in_list(self.units).copied()
    }

    /// The token at a place, if the place is in the segment and no passage.
    #[inline]
    pub fn token(&self, place: UnitIndex) -> Option<&'a Token> {
        Some(self.text.token(self.index(place)?))
    }

    /// The index of the token at a place.
    #[inline]
    pub fn index(&self, place: UnitIndex) -> Option<TokenIndex> {
        match self.unit(place)? {
            Unit::Token(token) => Some(token),
            Unit::Passage(_) => None,
        }
    }

    /// The passage at a place.
    #[inline]
    pub fn passage(&self, place: UnitIndex) -> Option<&'a Passage> {
        match self.unit(place)? {
            Unit::Token(_) => None,
            Unit::Passage(passage) => passage.of(self.passages),
        }
    }

    /// Whether a passage stands at a place.
    #[inline]
    pub fn is_passage(&self, place: UnitIndex) -> bool {
        matches!(self.unit(place), Some(Unit::Passage(_)))
    }

    /// The word at a place; empty for a passage or outside the segment.
    pub fn word(&self, place: UnitIndex) -> &'a str {
        self.index(place).map_or("", |token| self.text.word(token))
    }

    /// Whether the word at a place is in a named set.
    #[inline]
    pub fn is_in(&self, place: UnitIndex, set: WordSet) -> bool {
        self.token(place).is_some_and(|token| token.is_in(set))
    }

    /// Whether the word at a place is in any named set; most words are in none.
    #[inline]
    pub fn is_in_some_set(&self, place: UnitIndex) -> bool {
        self.token(place).is_some_and(|token| token.word.is_in_some_set())
    }

    /// Whether the token at a place may be one of these. In a name with a capital *Were* and *Will* are no verbs.
    #[inline]
    pub fn is(&self, place: UnitIndex, classes: Classes) -> bool {
        let auxiliary = Classes::BE | Classes::HAVE | Classes::DO | Classes::MODAL;
        self.token(place).is_some_and(|token| token.is(classes) && !(token.is(auxiliary) && self.is_called(place)))
    }

    /// Whether a word with a capital stands in a name.
    fn is_called(&self, place: UnitIndex) -> bool {
        self.token(place).is_some_and(|token| token.kind == TokenKind::Capital) && self.name(place).is_some()
    }

    /// The kind of the token at a place. A single mark that closes nothing is the apostrophe of *the Lopezes' house*, and
    /// a function word is in lower case whatever a headline makes of it (*Mayor Says It Is Folly*).
    #[inline]
    pub fn kind(&self, place: UnitIndex) -> Option<TokenKind> {
        let token = self.token(place)?;
        let read = match token.kind {
            TokenKind::Mark(MarkShape::StraightSingle | MarkShape::CurlySingle { opens: false })
                if !token.spaced && self.follows_s(place) =>
            {
                TokenKind::Possessive
            }
            TokenKind::Dash if self.joins(place) => TokenKind::Symbol,
            TokenKind::Capital if self.in_title_case && token.is(FUNCTION) && self.name(place).is_none() => {
                TokenKind::Lower
            }
            kind => kind,
        };
        Some(read)
    }

    /// *the Halstad–Dunmore road*: a dash between words without spaces joins them, if it is the shorter one.
    fn joins(&self, place: UnitIndex) -> bool {
        let tight = |place: UnitIndex| self.token(place).is_some_and(|token| !token.spaced);
        self.word(place) == "\u{2013}" && tight(place) && tight(place + 1)
    }

    /// Whether the word before a place ends with an *s*.
    fn follows_s(&self, place: UnitIndex) -> bool {
        place.checked_sub(1).is_some_and(|before| self.word(before).ends_with(['s', 'S']))
    }

    /// The reporting verb of which the token at a place may be a form.
    pub fn cue(&self, place: UnitIndex) -> Option<(&'static Cue, CueForms)> {
        self.token(place).and_then(|token| token.word.cue())
    }

    /// The tokens from the first unit of `places` to the last, those inside passages among them.
    pub fn tokens(&self, places: Range<UnitIndex>) -> TokenRange {
        let (Some(first), Some(last)) =
            (self.unit(places.start), places.end.checked_sub(1).and_then(|last| self.unit(last)))
        else {
            return TokenRange::default();
        };
        if places.is_empty() {
            return TokenRange::default();
        }
        let passage = |index: PassageIndex| index.of(self.passages);
        let start = match first {
            Unit::Token(token) => token,
            Unit::Passage(index) => passage(index).map_or(self.first, Passage::first),
        };
        let end = match last {
            Unit::Token(token) => token + 1,
            Unit::Passage(index) => passage(index).map_or(start, Passage::end),
        };
        start..end
    }

    /// The tokens of `places`, counted from the first of the segment.
    pub fn stretch(&self, places: Range<UnitIndex>) -> Stretch {
        Stretch::of(self.tokens(places), self.first)
    }

    /// The bytes of `places`.
    pub fn span(&self, places: Range<UnitIndex>) -> ProseSpan {
        self.text.span(self.tokens(places))
    }

    /// The name that holds the token at a place.
    pub fn name(&self, place: UnitIndex) -> Option<Name> {
        let token = self.index(place)?;
        self.name_in(token..token + 1)
    }

    /// The first name that shares a token with `tokens`.
    pub fn name_in(&self, tokens: TokenRange) -> Option<Name> {
        let place = |name: &SegmentName| name.place.tokens(self.first);
        let found = self.names.get(self.names.partition_point(|name| place(name).end <= tokens.start))?;
        let name = Name { tokens: place(found), form: found.form, kind: found.kind };
        (name.tokens.start < tokens.end).then_some(name)
    }

    /// The last token inside the passage at a place.
    fn last_inside(&self, place: UnitIndex) -> Option<&'a Token> {
        let inside = &self.passage(place)?.inside;
        (!inside.is_empty()).then(|| self.text.token(inside.end - 1))
    }

    /// Whether the passage at a place ends, inside its marks, with a comma: its attribution follows.
    pub fn passage_awaits(&self, place: UnitIndex) -> bool {
        self.last_inside(place).is_some_and(|token| token.kind == TokenKind::Comma)
    }

    /// Whether the words of the passage at a place begin with a capital.
    pub fn passage_capitalized(&self, place: UnitIndex) -> bool {
        let tokens = self.passage(place).into_iter().flat_map(|passage| passage.inside.each());
        tokens.map(|token| self.text.token(token)).find(|token| token.is_word()).is_some_and(Token::is_capitalized)
    }

    /// Whether the passage at a place ends, inside its marks, with a question or an outcry: it may go on all the same.
    pub fn passage_asks(&self, place: UnitIndex) -> bool {
        self.last_inside(place).is_some_and(|token| token.span.slice(self.text.as_str()).ends_with(['?', '!']))
    }

    /// Whether the passage at a place ends, inside its marks, with a stop.
    pub fn passage_stops(&self, place: UnitIndex) -> bool {
        self.last_inside(place).is_some_and(|token| {
            token.kind == TokenKind::Stop || token.is_word() && token.span.slice(self.text.as_str()).ends_with('.')
        })
    }

    /// Where the words of the segment begin: behind a dateline (*HALSTAD, June 6 (Meridian) - The crown fell …*) or a time
    /// (*10.15am Lopez says …*).
    pub fn start(&self) -> UnitIndex {
        if let Some(behind) = self.behind_time() {
            return behind;
        }
        let in_capitals = self.kind(FIRST) == Some(TokenKind::Capitals) && self.word(FIRST).len() > 2;
        if !in_capitals {
            return FIRST;
        }
        FIRST + dateline::length(self.all().each().map(|place| self.token(place))).unwrap_or(0)
    }

    /// Where the time of day ends with which an entry begins, if a sentence does right behind it: *10.15am Lopez says …* ·
    /// *5:30 p.m. “No,” …*
    fn behind_time(&self) -> Option<UnitIndex> {
        let word = self.word(FIRST);
        let digits = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ':');
        let is_time = |letters: &str| matches!(letters, "am" | "pm" | "a.m." | "p.m.");
        let behind = match digits {
            _ if word.len() == digits.len() => return None,
            "" if is_time(self.word(FIRST + 1)) => FIRST + 2,
            "" if word
                .split_once(['.', ':'])
                .is_some_and(|(hours, minutes)| hours.len() <= 2 && minutes.len() == 2) =>
            {
                FIRST + 1
            }
            letters if is_time(letters) => FIRST + 1,
            _ => return None,
        };
        let begins = self.is_passage(behind) || self.token(behind).is_some_and(|token| token.is_capitalized());
        begins.then_some(behind)
    }

    /// Where the segment's final stop stands, or its end without one. Brackets and stray marks after the stop count to it.
    pub fn end(&self) -> UnitIndex {
        let mut end = self.past_last();
        while end > FIRST && matches!(self.kind(end - 1), Some(TokenKind::Mark(_))) {
            end -= 1;
        }
        if end > FIRST && self.kind(end - 1) == Some(TokenKind::Stop) { end - 1 } else { self.past_last() }
    }
}
