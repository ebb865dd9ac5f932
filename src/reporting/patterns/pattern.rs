//! What a pattern is.

use std::ops::Range;

use crate::reporting::cues::CueSite;
use crate::reporting::evidence::Evidence;
use crate::reporting::reading::{Clause, Reading};
use crate::reporting::unit::UnitIndex;
use crate::reporting::view::SegmentView;

/// A way in which an attribution is written.
pub struct Pattern {
    /// What its clauses have as evidence: one of these.
    pub evidence: &'static [Evidence],
    /// Whether it reads verbs of thought and finding, too, where no marks say that words were reported.
    pub any_verb: bool,
    /// Where it is tried, and how it is read.
    pub read: Read,
}

/// Where a pattern is tried, and the function that reads it.
pub enum Read {
    /// At every verb for which the trigger holds. The function finds the source itself.
    Verb(fn(&CueSite) -> bool, fn(&Reading<'_>, &CueSite) -> Option<Clause>),
    /// The same for words of which the verb's own subject is the source; the verbs that follow may share it.
    Subject(fn(&CueSite) -> bool, fn(&Reading<'_>, &CueSite) -> Option<Clause>),
    /// The same with the subject that governs the verb, which is looked for once.
    Governed(fn(&CueSite) -> bool, fn(&Reading<'_>, &CueSite, &Range<UnitIndex>) -> Option<Clause>),
    /// Once in a segment where the trigger holds for some unit, when its verbs are read. The function adds its clauses.
    Segment(fn(&SegmentView<'_>, UnitIndex) -> bool, fn(&mut Reading<'_>)),
}
