//! The letters of quotations, added up.
//!
//! Nearly every key changes how many letters some words have; attribution only asks whether they make the words direct,
//! mixed or indirect. So it is kept which letters were added to which, to tell after an edit whether all answers stay.

use super::quotation::QuotationKind;
use crate::reporting::{Counted, Letters, Reporting};

/// Of the letters of a quotation, how many must stand inside marks for it to be direct (PolNeAR's definition).
const DIRECT_SHARE: f32 = 0.95;

/// The index of a sum in a [`Tally`].
#[derive(Debug, Clone, Copy)]
pub struct SumIndex(usize);

/// Every sum of letters that was asked for its kind.
#[derive(Debug, Default)]
pub struct Tally {
    sums: Vec<Sum>,
}

#[derive(Debug)]
struct Sum {
    letters: Letters,
    of: Parts,
}

/// What letters were added up.
#[derive(Debug, Clone, Copy)]
enum Parts {
    /// Nothing that an edit can change while all else stays.
    Fixed,
    /// Some words of a segment.
    Words(usize, Counted),
    /// Two sums.
    Both(SumIndex, SumIndex),
}

impl Tally {
    /// No letters.
    pub fn nothing(&mut self) -> SumIndex {
        self.push(Letters::default(), Parts::Fixed)
    }

    /// The letters of some words of a segment, or such as are compared elsewhere.
    pub fn count(&mut self, letters: Letters, of: Option<(usize, Counted)>) -> SumIndex {
        self.push(letters, of.map_or(Parts::Fixed, |(segment, words)| Parts::Words(segment, words)))
    }

    /// Two sums together.
    pub fn add(&mut self, one: SumIndex, other: SumIndex) -> SumIndex {
        self.push(self.letters(one) + self.letters(other), Parts::Both(one, other))
    }

    /// Direct, mixed or indirect, by how much of the letters stands inside marks.
    pub fn kind(&self, sum: SumIndex) -> QuotationKind {
        kind(self.letters(sum))
    }

    /// Adds up anew after an edit that changed nothing but letters. Returns whether every sum is of the kind that it was.
    pub fn revise(&mut self, reporting: &Reporting) -> bool {
        let changed = reporting.with_other_letters();
        if changed.is_empty() {
            return true;
        }
        for index in 0..self.sums.len() {
            let Some(Sum { letters, of }) = self.sums.get(index) else { break };
            let (before, of) = (*letters, *of);
            let now = match of {
                Parts::Words(segment, words) if changed.contains(&segment) => reporting.letters(segment, words),
                Parts::Both(one, other) => self.letters(one) + self.letters(other),
                Parts::Words(..) | Parts::Fixed => before,
            };
            if kind(now) != kind(before) {
                return false;
            }
            if let Some(sum) = self.sums.get_mut(index) {
                sum.letters = now;
            }
        }
        true
    }

    fn letters(&self, sum: SumIndex) -> Letters {
        self.sums.get(sum.0).map(|sum| sum.letters).unwrap_or_default()
    }

    fn push(&mut self, letters: Letters, of: Parts) -> SumIndex {
        self.sums.push(Sum { letters, of });
        SumIndex(self.sums.len() - 1)
    }
}

fn kind(letters: Letters) -> QuotationKind {
    match letters.marked {
        0 => QuotationKind::Indirect,
        marked if marked as f32 >= DIRECT_SHARE * letters.all as f32 => QuotationKind::Direct,
        _ => QuotationKind::Mixed,
    }
}
