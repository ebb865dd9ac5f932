//! What each sentence reports: reporting clauses with cue, source phrase and content.
//!
//! This room comes before it is known whom pronouns mean. It reads words, marked passages and names, one segment at a
//! time, and says nothing of who anybody is.

mod content;
mod cues;
mod evidence;
mod facts;
mod letters;
mod noun_phrases;
mod overlaps;
mod patterns;
mod reading;
mod segments;
mod source;
mod speech;
mod subjects;
mod view;

pub use evidence::Evidence;
pub use facts::{AttributionAlone, ReportingClause, SegmentFacts, Signature, UncuedPassage};
pub use letters::Letters;
pub use segments::{Segment, SegmentIndex, Stretch};
pub use source::{SourceForm, SourcePhrase};
pub use speech::Nature;

use std::vec::IntoIter;

use crate::entities::NamedMention;
use crate::prose::{Revision, Text};
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
}

impl Reporting {
    /// Reads the segments of a text.
    pub fn find(text: &Text, passages: &Quotations, names: &[NamedMention]) -> Reporting {
        let index = SegmentIndex::find(text, passages, names);
        let facts = in_parts(index.segments(), WORTH_A_THREAD, |part| {
            let mut units = Vec::new();
            part.iter().map(|segment| read(text, passages, &index, segment, &mut units)).collect()
        });
        Reporting { index, facts }
    }

    /// The same as [`Reporting::find`] for the text after an edit of the one that this is of. A segment is read again
    /// unless all that is read of it is equal: its words and what [`SegmentIndex::surroundings`] gives.
    pub fn revise(self, text: &Text, passages: &Quotations, names: &[NamedMention], revision: &Revision) -> Reporting {
        let index = SegmentIndex::find(text, passages, names);
        let (segments, facts) = (self.index.segments(), self.facts.into_iter());
        let mut earlier = Earlier { index: &self.index, segments, facts, edit: revision.tokens };
        let mut units = Vec::new();
        let known = index.segments().iter().map(|segment| {
            let known = earlier.facts(segment, &index);
            known.unwrap_or_else(|| read(text, passages, &index, segment, &mut units))
        });
        Reporting { facts: known.collect(), index }
    }

    /// The segments in order, each with what it says.
    pub fn segments(&self) -> impl Iterator<Item = (&Segment, Option<&SegmentFacts>)> {
        self.index.segments().iter().zip(self.facts.iter().map(Option::as_deref))
    }

    /// The index of the passage with a number among those of a segment.
    pub fn passage(&self, segment: &Segment, number: u32) -> Option<usize> {
        self.index.passage(segment, number)
    }
}

/// Reads a segment; the buffer is kept between segments to save memory.
fn read(
    text: &Text,
    passages: &Quotations,
    index: &SegmentIndex,
    segment: &Segment,
    units: &mut Vec<view::Unit>,
) -> Option<Box<SegmentFacts>> {
    view::collect_units(text, segment, index, units);
    SegmentFacts::read(view::SegmentView::new(text, passages, index, segment, units), index, segment)
}

/// The text before an edit.
struct Earlier<'a> {
    index: &'a SegmentIndex,
    /// The segments that were not looked at yet, and what each of them says.
    segments: &'a [Segment],
    facts: IntoIter<Option<Box<SegmentFacts>>>,
    edit: Splice,
}

impl Earlier<'_> {
    /// What a segment said before the edit, if all that is read of it is equal. Segments are asked for in order.
    #[allow(clippy::option_option)] // Known to say nothing is not the same as unknown.
    fn facts(&mut self, segment: &Segment, index: &SegmentIndex) -> Option<Option<Box<SegmentFacts>>> {
        let start = if segment.tokens.end <= self.edit.start {
            segment.tokens.start
        } else if segment.tokens.start >= self.edit.new_end {
            self.edit.was(segment.tokens.start)
        } else {
            return None;
        };
        let before = self.segments.iter().take_while(|earlier| earlier.tokens.start < start).count();
        self.segments = self.segments.split_at(before).1;
        self.facts.by_ref().take(before).for_each(drop);
        let (earlier, behind) = self.segments.split_first().filter(|(earlier, _)| earlier.tokens.start == start)?;
        self.segments = behind;
        let facts = self.facts.next()?;
        (self.index.surroundings(earlier) == index.surroundings(segment)).then_some(facts)
    }
}
