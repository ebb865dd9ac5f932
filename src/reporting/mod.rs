//! What each sentence reports: reporting clauses with cue, source phrase and content.
//!
//! This room comes before it is known whom pronouns mean. It reads words, marked passages and names, one segment at a
//! time, and says nothing of who anybody is.

mod content;
mod cues;
mod evidence;
mod facts;
mod fronts;
mod letters;
mod noun_phrases;
mod overlaps;
mod patterns;
mod reading;
mod relatives;
mod segments;
mod source;
mod speech;
mod subjects;
mod unit;
mod view;

pub use evidence::Evidence;
pub use facts::{AttributionAlone, Counted, ReportingClause, SegmentFacts, Signature, UncuedPassage};
pub use letters::Letters;
use segments::Layout;
pub use segments::{PassageNumber, Segment, SegmentIndex, Stretch};
pub use source::{SourceForm, SourcePhrase};
pub use speech::Nature;

use crate::entities::NamedMention;
use crate::prose::{Revision, Text, TokenIndex};
use crate::quotations::Quotations;
use crate::text::{Splice, in_parts};

/// How many segments are worth a thread.
const WORTH_A_THREAD: usize = 2_000;

/// The segments of a text and what each of them says.
#[derive(Debug, Default)]
pub struct Reporting {
    index: SegmentIndex,
    /// For each segment, what it says; nothing for most.
    facts: Vec<Option<Box<SegmentFacts>>>,
    /// See [`Reporting::is_as_before`].
    is_same: bool,
    /// See [`Reporting::with_other_letters`].
    other_letters: Vec<usize>,
}

impl Reporting {
    /// Reads the segments of a text.
    pub fn find(text: &Text, passages: &Quotations, names: &[NamedMention]) -> Reporting {
        let index = SegmentIndex::find(Layout::of(text, passages, names));
        let facts = in_parts(index.segments(), WORTH_A_THREAD, |part| {
            let mut units = Vec::new();
            part.iter().map(|segment| read(text, passages, &index, segment, &mut units)).collect()
        });
        Reporting { index, facts, is_same: false, other_letters: Vec::new() }
    }

    /// The same as [`Reporting::find`] for the text after an edit of the one that this is of. A segment is read again
    /// unless all that is read of it is equal: its words and what [`SegmentIndex::surroundings`] gives.
    pub fn revise(self, text: &Text, passages: &Quotations, names: &[NamedMention], revision: &Revision) -> Reporting {
        if self.index.layout().is_of(text, passages, names) {
            return self.with_new_words(text, passages, revision.tokens);
        }
        let index = SegmentIndex::find(Layout::of(text, passages, names));
        let mut earlier = Earlier { index: &self.index, facts: self.facts, next: 0, edit: revision.tokens };
        let mut units = Vec::new();
        let mut is_same = index.segments().len() == self.index.segments().len();
        let mut other_letters = Vec::new();
        let facts = (0..).zip(index.segments()).map(|(number, segment)| {
            let before = self.index.segments().get(number);
            is_same &= before.is_some_and(|before| before.stands_as(segment));
            if let Some(equal) = earlier.find_equal(segment, &index) {
                is_same &= equal == number;
                return earlier.take(equal);
            }
            let fresh = read(text, passages, &index, segment, &mut units);
            match earlier.facts.get(number).map(|known| Difference::between(known, &fresh)) {
                Some(Difference::None) => {}
                Some(Difference::Letters) => other_letters.push(number),
                Some(Difference::Words) | None => is_same = false,
            }
            fresh
        });
        Reporting { facts: facts.collect(), index, is_same, other_letters }
    }

    /// The same after an edit that left everything beside the words where and what it was: only segments with other words
    /// are read.
    fn with_new_words(mut self, text: &Text, passages: &Quotations, edit: Splice<TokenIndex>) -> Reporting {
        let Reporting { index, facts, is_same, other_letters } = &mut self;
        let first = index.segments().partition_point(|segment| segment.tokens.end <= edit.start);
        let edited = index.segments().iter().zip(facts).enumerate().skip(first);
        *is_same = true;
        other_letters.clear();
        let mut units = Vec::new();
        for (number, (segment, known)) in edited.take_while(|(_, (segment, _))| segment.tokens.start < edit.new_end) {
            let fresh = read(text, passages, index, segment, &mut units);
            match Difference::between(known, &fresh) {
                Difference::None => {}
                Difference::Letters => other_letters.push(number),
                Difference::Words => *is_same = false,
            }
            *known = fresh;
        }
        self
    }

    /// Whether all segments stand where they stood in the text of which this was revised, and say the same, but for how
    /// many letters their words have.
    pub fn is_as_before(&self) -> bool {
        self.is_same
    }

    /// The numbers of the segments in which words have more or fewer letters than before, if all else is as before.
    pub fn with_other_letters(&self) -> &[usize] {
        &self.other_letters
    }

    /// The segment with a number, with what it says.
    pub fn segment(&self, number: usize) -> Option<(&Segment, Option<&SegmentFacts>)> {
        Some((self.index.segments().get(number)?, self.facts.get(number)?.as_deref()))
    }

    /// The letters of some words of the segment with a number.
    pub fn letters(&self, segment: usize, words: Counted) -> Letters {
        self.segment(segment).and_then(|(_, facts)| facts).map(|facts| facts.letters(words)).unwrap_or_default()
    }

    /// The segments in order, each with what it says.
    pub fn segments(&self) -> impl Iterator<Item = (&Segment, Option<&SegmentFacts>)> {
        self.index.segments().iter().zip(self.facts.iter().map(Option::as_deref))
    }

    /// The place in the text's list of passages of the one with a number among those of a segment.
    pub fn passage(&self, segment: &Segment, number: PassageNumber) -> Option<usize> {
        self.index.passage(segment, number)
    }
}

/// Reads a segment; the buffer is kept between segments to save memory.
fn read(
    text: &Text,
    passages: &Quotations,
    index: &SegmentIndex,
    segment: &Segment,
    units: &mut Vec<unit::Unit>,
) -> Option<Box<SegmentFacts>> {
    view::collect_units(text, segment, index, units);
    SegmentFacts::read(view::SegmentView::new(text, passages, index, segment, units), index, segment)
}

/// In what two readings of a segment differ.
enum Difference {
    None,
    /// In how many letters words have, which changes with most keys and matters to few.
    Letters,
    Words,
}

impl Difference {
    fn between(one: &Option<Box<SegmentFacts>>, other: &Option<Box<SegmentFacts>>) -> Difference {
        match (one, other) {
            _ if one == other => Difference::None,
            (Some(one), Some(other)) if one.without_letters() == other.without_letters() => Difference::Letters,
            _ => Difference::Words,
        }
    }
}

/// The text before an edit.
struct Earlier<'a> {
    index: &'a SegmentIndex,
    /// What each segment said; nothing where that was taken over.
    facts: Vec<Option<Box<SegmentFacts>>>,
    /// The first segment that was not looked at yet.
    next: usize,
    edit: Splice<TokenIndex>,
}

impl Earlier<'_> {
    /// The number of the segment that was this one before the edit, if all that is read of it is equal. Segments are asked
    /// for in order.
    fn find_equal(&mut self, segment: &Segment, index: &SegmentIndex) -> Option<usize> {
        let start = if segment.tokens.end <= self.edit.start {
            segment.tokens.start
        } else if segment.tokens.start >= self.edit.new_end {
            self.edit.was(segment.tokens.start)
        } else {
            return None;
        };
        let left = self.index.segments().get(self.next..)?;
        self.next += left.iter().take_while(|earlier| earlier.tokens.start < start).count();
        let number = self.next;
        let earlier = self.index.segments().get(number).filter(|earlier| earlier.tokens.start == start)?;
        self.next += 1;
        (self.index.surroundings(earlier) == index.surroundings(segment)).then_some(number)
    }

    /// Takes over what a segment said.
    fn take(&mut self, number: usize) -> Option<Box<SegmentFacts>> {
        self.facts.get_mut(number)?.take()
    }
}
