//! Where segments stand, and the passages and names in them.
//!
//! A segment is a sentence in which words inside marks count as one unit. It ends where a sentence ends outside the marks,
//! or together with a passage that ends a sentence. That is found from sentences and passages alone: no word is looked
//! at, so it costs little to do it anew for every text.

use std::ops::Range;

use crate::entities::{MentionForm, NamedMention};
use crate::language::Classes;
use crate::names::NameKind;
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenRange};
use crate::quotations::{Passage, Quotations};

/// No sentence of news is longer than this, in units. What is (a megabyte without a stop) is read in pieces, since every
/// verb looks back and ahead in its segment.
const LONGEST_SEGMENT: u32 = 500;

/// Where a segment stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its tokens; never empty.
    pub tokens: TokenRange,
    /// The paragraph it is in.
    pub paragraph: u32,
    /// Whether the segment behind it begins with marked words or is set apart as a block quotation: it may introduce it.
    pub precedes_words: bool,
    /// Whether the segment before it holds marked words or is a block quotation: it may say whose words they are.
    pub follows_words: bool,
    /// Its passages, and its names, in the lists of the index.
    passages: Range<u32>,
    names: Range<u32>,
}

/// Tokens, counted from the first of their segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    start: u32,
    end: u32,
}

impl Stretch {
    /// Tokens of a segment that begins with the token `first`; what stands before that is left out.
    pub fn of(tokens: TokenRange, first: TokenIndex) -> Stretch {
        Stretch { start: tokens.start.distance_from(first), end: tokens.end.distance_from(first) }
    }

    /// How many tokens.
    pub fn token_count(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// The tokens, for a segment that begins with the token `first`.
    pub fn tokens(self, first: TokenIndex) -> TokenRange {
        first + self.start..first + self.end
    }
}

/// The index of a passage among those of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PassageIndex(u32);

impl PassageIndex {
    /// The passage, if the text has it.
    #[inline]
    pub fn of(self, passages: &Quotations) -> Option<&Passage> {
        passages.passages.get(self.0 as usize)
    }
}

/// The number of an outermost passage among those of its segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PassageNumber(u32);

/// An outermost passage of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SegmentPassage {
    /// Where it stands, its marks included.
    pub place: Stretch,
    /// Whether it is one unit of its segment; a marked name between names is not.
    pub folded: bool,
    /// Whether a mark opens it, and whether one closes it.
    marks: (bool, bool),
}

/// A name of a segment, as far as it stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SegmentName {
    /// Where it stands.
    pub place: Stretch,
    /// How it names.
    pub form: MentionForm,
    /// What it names.
    pub kind: NameKind,
}

/// What is read of a segment beside its words: where both are equal, so is what is read.
#[derive(Debug, PartialEq, Eq)]
pub struct Surroundings<'a> {
    length: u32,
    precedes_words: bool,
    follows_words: bool,
    passages: &'a [SegmentPassage],
    names: &'a [SegmentName],
}

/// The segments of a text, in order, with the passages and names in them.
#[derive(Debug, Default)]
pub struct SegmentIndex {
    segments: Vec<Segment>,
    passages: Vec<SegmentPassage>,
    /// For each of the passages, its index among those of the text.
    passage_indexes: Vec<PassageIndex>,
    names: Vec<SegmentName>,
    /// What all of it was found from.
    layout: Layout,
}

/// What segments are found from.
#[derive(Debug, Default, PartialEq)]
pub struct Layout {
    /// Where the sentences end.
    sentence_ends: Vec<TokenIndex>,
    /// Where those are cut that are longer than a segment may be.
    cuts: Vec<TokenIndex>,
    /// The tokens of each paragraph, and whether it is set apart as a block quotation.
    paragraphs: Vec<(TokenRange, bool)>,
    outermost: Vec<Outermost>,
    names: Vec<NamedMention>,
}

impl Layout {
    /// What segments of a text are found from.
    pub fn of(text: &Text, passages: &Quotations, names: &[NamedMention]) -> Layout {
        Layout {
            sentence_ends: sentence_ends(text).collect(),
            cuts: cuts(text).collect(),
            paragraphs: paragraphs(text).collect(),
            outermost: outermost(text, passages).collect(),
            names: names.to_vec(),
        }
    }

    /// Whether it is that of a text.
    pub fn is_of(&self, text: &Text, passages: &Quotations, names: &[NamedMention]) -> bool {
        sentence_ends(text).eq(self.sentence_ends.iter().copied())
            && cuts(text).eq(self.cuts.iter().copied())
            && paragraphs(text).eq(self.paragraphs.iter().cloned())
            && outermost(text, passages).eq(self.outermost.iter().cloned())
            && self.names == names
    }
}

fn sentence_ends(text: &Text) -> impl Iterator<Item = TokenIndex> {
    text.sentences().iter().map(|sentence| sentence.tokens.end)
}

fn cuts(text: &Text) -> impl Iterator<Item = TokenIndex> {
    let sentences = text.sentences().iter().map(|sentence| &sentence.tokens);
    let long = sentences.filter(|tokens| tokens.end - tokens.start > LONGEST_SEGMENT);
    long.flat_map(|tokens| cuts_in(text, tokens))
}

/// Where a sentence is cut that is longer than a segment may be: in front of the word with the least hash of all that make
/// a piece neither short nor too long. So words that come and go move the cuts near them, and no others.
fn cuts_in(text: &Text, sentence: &TokenRange) -> Vec<TokenIndex> {
    let mut cuts = Vec::new();
    let mut start = sentence.start;
    while sentence.end - start > LONGEST_SEGMENT {
        let places = start + LONGEST_SEGMENT / 2..start + LONGEST_SEGMENT;
        start = places.each().min_by_key(|at| hash_of_word(text, *at)).unwrap_or(places.end);
        cuts.push(start);
    }
    cuts
}

/// The hash of a word; what is none comes last.
fn hash_of_word(text: &Text, at: TokenIndex) -> u32 {
    text.token(at).hash.checked_sub(1).unwrap_or(u32::MAX)
}

fn paragraphs(text: &Text) -> impl Iterator<Item = (TokenRange, bool)> {
    text.paragraphs().iter().map(|own| (own.tokens.clone(), own.nesting.quotes > 0))
}

fn outermost(text: &Text, passages: &Quotations) -> impl Iterator<Item = Outermost> {
    let outermost = (0..).zip(&passages.passages).filter(|(_, passage)| passage.depth == 0);
    outermost.map(|(index, passage)| Outermost {
        index: PassageIndex(index),
        tokens: passage.first()..passage.end(),
        folded: !is_nickname(text, passage),
        marks: (passage.open.is_some(), passage.close.is_some()),
    })
}

impl Segment {
    /// Whether it stands where another one stands, in a paragraph of that number.
    pub fn stands_as(&self, other: &Segment) -> bool {
        self.tokens == other.tokens && self.paragraph == other.paragraph
    }
}

impl SegmentIndex {
    /// The segments in order.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The outermost passages of a segment, with their indexes among those of the text.
    pub fn passages_of(&self, segment: &Segment) -> impl Iterator<Item = (PassageIndex, &SegmentPassage)> {
        let indexes = slice(&self.passage_indexes, &segment.passages).iter().copied();
        indexes.zip(slice(&self.passages, &segment.passages))
    }

    /// The place in the text's list of passages of the one with a number among those of a segment.
    pub fn passage(&self, segment: &Segment, number: PassageNumber) -> Option<usize> {
        slice(&self.passage_indexes, &segment.passages).get(number.0 as usize).map(|index| index.0 as usize)
    }

    /// The number of a passage among those of a segment.
    pub fn number(&self, segment: &Segment, passage: PassageIndex) -> Option<PassageNumber> {
        let mut indexes = slice(&self.passage_indexes, &segment.passages).iter();
        indexes.position(|&index| index == passage).map(|number| PassageNumber(number as u32))
    }

    /// The names of a segment. The first and the last may reach over its ends.
    pub fn names_of(&self, segment: &Segment) -> &[SegmentName] {
        slice(&self.names, &segment.names)
    }

    /// What is read of a segment beside its words.
    pub fn surroundings(&self, segment: &Segment) -> Surroundings<'_> {
        Surroundings {
            length: segment.tokens.len() as u32,
            precedes_words: segment.precedes_words,
            follows_words: segment.follows_words,
            passages: slice(&self.passages, &segment.passages),
            names: self.names_of(segment),
        }
    }

    /// What all of it was found from.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Parts a text into segments.
    pub fn find(layout: Layout) -> SegmentIndex {
        let mut found = SegmentIndex { segments: split(&layout), ..SegmentIndex::default() };
        let mut left = layout.outermost.as_slice();
        for segment in &mut found.segments {
            let start = found.passages.len() as u32;
            for passage in shared(&mut left, &segment.tokens, |passage| &passage.tokens) {
                let place = Stretch::of(passage.tokens.clone(), segment.tokens.start);
                found.passages.push(SegmentPassage { place, folded: passage.folded, marks: passage.marks });
                found.passage_indexes.push(passage.index);
            }
            segment.passages = start..found.passages.len() as u32;
        }
        let mut left = layout.names.as_slice();
        for segment in &mut found.segments {
            let start = found.names.len() as u32;
            for name in shared(&mut left, &segment.tokens, |name| &name.tokens) {
                let place = Stretch::of(name.tokens.clone(), segment.tokens.start);
                found.names.push(SegmentName { place, form: name.form, kind: name.kind });
            }
            segment.names = start..found.names.len() as u32;
        }
        SegmentIndex { layout, ..found }
    }
}

/// An outermost passage of the text.
#[derive(Debug, Clone, PartialEq)]
struct Outermost {
    index: PassageIndex,
    tokens: TokenRange,
    folded: bool,
    marks: (bool, bool),
}

fn slice<'a, T>(list: &'a [T], range: &Range<u32>) -> &'a [T] {
    list.get(range.start as usize..range.end as usize).unwrap_or_default()
}

/// The entries of an ordered list that share a token with `tokens`. What stands before them is taken off the list, so
/// that a walk over segments is one over the list.
fn shared<'a, T>(list: &mut &'a [T], tokens: &TokenRange, place: impl Fn(&T) -> &TokenRange) -> &'a [T] {
    let before = list.iter().take_while(|entry| place(entry).end <= tokens.start).count();
    *list = list.split_at(before).1;
    let inside = list.iter().take_while(|entry| place(entry).start < tokens.end).count();
    list.split_at(inside).0
}

/// A marked name between names is part of the name: *Marcia “Cia” Price*.
fn is_nickname(text: &Text, passage: &Passage) -> bool {
    if passage.words > 2 {
        return false;
    }
    let Some((before, after)) = passage.first().checked_sub(1).zip(text.get(passage.end())) else {
        return false;
    };
    let before = text.token(before);
    passage.inside.each().all(|token| text.token(token).is_capitalized())
        && after.kind == TokenKind::Capital
        && before.kind == TokenKind::Capital
        && !before.is(Classes::CALENDAR)
        && !after.is(Classes::CALENDAR)
}

/// The segments of a text that is laid out so, with empty lists of passages and names.
fn split(layout: &Layout) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::with_capacity(layout.sentence_ends.len());
    let mut ends = [layout.sentence_ends.as_slice(), &layout.cuts].concat();
    if !layout.cuts.is_empty() {
        ends.sort_unstable();
    }
    let mut sentences = ends.into_iter().peekable();
    let mut folded = layout.outermost.iter().filter(|passage| passage.folded).peekable();
    let mut follows_words = false;
    for (number, (tokens, is_quote)) in (0..).zip(&layout.paragraphs) {
        let is_quote = *is_quote;
        let mut at = tokens.start;
        while at < tokens.end {
            let start = at;
            let mut units = 0;
            let begins_marked = folded.peek().is_some_and(|passage| passage.tokens.start == start);
            let mut holds_words = is_quote;
            let ends = |at: TokenIndex, sentence: Option<&TokenIndex>| at >= tokens.end || sentence == Some(&at);
            while units == 0 || units < LONGEST_SEGMENT && !ends(at, sentences.peek()) {
                while sentences.next_if(|&end| end <= at).is_some() {}
                if let Some(passage) = folded.next_if(|passage| passage.tokens.start == at) {
                    at = passage.tokens.end;
                    units += 1;
                    holds_words = true;
                } else {
                    let passage = folded.peek().map_or(tokens.end, |passage| passage.tokens.start);
                    let sentence = sentences.peek().copied().unwrap_or(tokens.end);
                    let stop = passage.min(sentence).min(tokens.end).min(at + LONGEST_SEGMENT - units).max(at + 1);
                    units += stop - at;
                    at = stop;
                }
                while sentences.next_if(|&end| end < at).is_some() {}
            }
            if let Some(before) = segments.last_mut() {
                before.precedes_words = begins_marked || is_quote && start == tokens.start;
            }
            segments.push(Segment {
                tokens: start..at,
                paragraph: number,
                precedes_words: false,
                follows_words,
                passages: 0..0,
                names: 0..0,
            });
            follows_words = holds_words;
        }
    }
    segments
}
