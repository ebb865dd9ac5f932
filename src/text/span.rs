//! Half-open byte ranges, tagged with the text they point into.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Range;

/// Marks a span that counts bytes of the prose (what is left of a file when its format is mapped away).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum InProse {}

/// Marks a span that counts bytes of the source file as given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum InSource {}

/// A half-open range of bytes into the text named by `Text`.
///
/// The two kinds never mix; [`crate::format::Prose`] is the one place that converts between them.
pub struct Span<Text> {
    /// First byte.
    pub start: u32,
    /// One past the last byte; never less than `start`.
    pub end: u32,
    text: PhantomData<fn() -> Text>,
}

/// A range of bytes of the prose.
pub type ProseSpan = Span<InProse>;
/// A range of bytes of the source file.
pub type SourceSpan = Span<InSource>;

impl<Text> Span<Text> {
    /// The range `start..end`; an `end` before `start` gives the empty range at `start`.
    #[inline]
    pub fn new(start: u32, end: u32) -> Self {
        Span { start, end: end.max(start), text: PhantomData }
    }

    /// The empty range at `offset`.
    pub fn empty(offset: u32) -> Self {
        Span::new(offset, offset)
    }

    /// Length in bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the range holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two ranges share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies within this range (equal counts).
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` is in the range, or the range ends there: where a caret at `offset` touches it.
    pub fn touches(self, offset: u32) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// The smallest range that holds both.
    pub fn join(self, other: Self) -> Self {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The text of the range; empty where the range does not fit `text` or cuts a character.
    #[inline]
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// The range as `usize`, for indexing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

// Derived implementations would ask the same of `Text`, which is only a tag.
impl<Text> Clone for Span<Text> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<Text> Copy for Span<Text> {}
impl<Text> PartialEq for Span<Text> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<Text> Eq for Span<Text> {}
impl<Text> PartialOrd for Span<Text> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<Text> Ord for Span<Text> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<Text> Hash for Span<Text> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<Text> fmt::Debug for Span<Text> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reversed_range_is_empty_and_a_bad_slice_is_empty() {
        let span = ProseSpan::new(5, 2);
        assert!(span.is_empty());
        assert_eq!(ProseSpan::new(1, 2).slice("é"), "", "cuts a character");
        assert_eq!(ProseSpan::new(0, 99).slice("short"), "");
        assert_eq!(ProseSpan::new(0, 5).slice("short"), "short");
    }

    #[test]
    fn overlap_needs_a_shared_byte() {
        let (a, b) = (ProseSpan::new(0, 3), ProseSpan::new(3, 6));
        assert!(!a.overlaps(b));
        assert!(a.touches(3) && b.touches(3));
        assert_eq!(a.join(b), ProseSpan::new(0, 6));
    }
}
