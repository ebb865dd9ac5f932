//! The units of a segment, and where they stand in it.

use std::ops::{Add, AddAssign, Range, Sub, SubAssign};

use super::segments::PassageIndex;
use crate::prose::TokenIndex;

/// One unit of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A token outside marks.
    Token(TokenIndex),
    /// An outermost passage.
    Passage(PassageIndex),
}

/// Where a unit stands in its segment, counted in units. It may lie behind the last one; what is asked there has no
/// answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnitIndex(usize);

/// Where the first unit of a segment stands.
pub const FIRST: UnitIndex = UnitIndex(0);

impl UnitIndex {
    /// The unit at a place of a list of all units.
    #[inline]
    pub fn in_list<T>(self, units: &[T]) -> Option<&T> {
        units.get(self.0)
    }

    /// So many units earlier, if the segment begins before that.
    #[inline]
    pub fn checked_sub(self, units: usize) -> Option<UnitIndex> {
        self.0.checked_sub(units).map(UnitIndex)
    }

    /// So many units earlier, or the first unit.
    #[inline]
    pub fn saturating_sub(self, units: usize) -> UnitIndex {
        UnitIndex(self.0.saturating_sub(units))
    }
}

impl Add<usize> for UnitIndex {
    type Output = UnitIndex;

    #[inline]
    fn add(self, units: usize) -> UnitIndex {
        UnitIndex(self.0 + units)
    }
}

impl Sub<usize> for UnitIndex {
    type Output = UnitIndex;

    #[inline]
    fn sub(self, units: usize) -> UnitIndex {
        UnitIndex(self.0 - units)
    }
}

/// How many units lie between two places, of which the second stands first.
impl Sub for UnitIndex {
    type Output = usize;

    #[inline]
    fn sub(self, earlier: UnitIndex) -> usize {
        self.0 - earlier.0
    }
}

impl AddAssign<usize> for UnitIndex {
    #[inline]
    fn add_assign(&mut self, units: usize) {
        self.0 += units;
    }
}

impl SubAssign<usize> for UnitIndex {
    #[inline]
    fn sub_assign(&mut self, units: usize) {
        self.0 -= units;
    }
}

/// Units that stand side by side.
pub trait Units {
    /// Each of them, in order.
    fn each(&self) -> Each;

    /// How many.
    fn len(&self) -> usize;
}

impl Units for Range<UnitIndex> {
    #[inline]
    fn each(&self) -> Each {
        Each(self.start.0..self.end.0)
    }

    #[inline]
    fn len(&self) -> usize {
        self.end.0.saturating_sub(self.start.0)
    }
}

/// Goes through units; the standard library lets ranges of its own numbers only be gone through.
#[derive(Debug, Clone)]
pub struct Each(Range<usize>);

impl Iterator for Each {
    type Item = UnitIndex;

    #[inline]
    fn next(&mut self) -> Option<UnitIndex> {
        self.0.next().map(UnitIndex)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for Each {
    #[inline]
    fn next_back(&mut self) -> Option<UnitIndex> {
        self.0.next_back().map(UnitIndex)
    }
}
