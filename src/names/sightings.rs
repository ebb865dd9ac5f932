//! What the first look saw of a sentence: a sighting for each token that can be part of a name.

use super::labels::Row;
use super::shares::{GROUPS, SURE, Shares, top};
use crate::prose::TokenOffset;
use crate::text::hash;

/// One token that can be part of a name, as the first look saw it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sighting {
    /// Which token, counted from the first of what was looked at: a sentence.
    pub token: TokenOffset,
    /// Whether it opens its sentence.
    pub opens: bool,
    /// Whether it is an acronym that a bracket opens before.
    pub bracketed: bool,
    /// The contexts it stands in, a bit each.
    pub contexts: u8,
    /// What the other names are in the list that it is in (*Lop Buri, Ang Thong and Nonthaburi*); 0 in none.
    pub beside: u8,
    /// The hash of its word.
    pub word: u64,
    /// The score of each label.
    pub score: Row,
    /// How probable they are.
    pub shares: Shares,
}

/// What a sentence shows: its runs with their sightings, and its words in lower case.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sightings {
    /// One for each token of each run, in order.
    pub all: Vec<Sighting>,
    /// Where the sightings of each run end.
    pub ends: Vec<u32>,
    /// The hash of each word in lower case.
    pub lower: Vec<u64>,
}

impl Sightings {
    /// One number for what a sentence shows; equal sentences have the same.
    pub fn digest(&self) -> u64 {
        let state = self.all.iter().fold(0, |state, sighting| hash::mix(state, sighting.word));
        hash::finish(state, self.all.len() as u64)
    }

    /// The sightings of each run in order.
    pub fn runs(&self) -> impl Iterator<Item = &[Sighting]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.all[start as usize..*end as usize])
    }
}

/// How probable it is that two neighbours are of one name.
pub fn joined(left: &Sighting, right: &Sighting) -> f32 {
    left.shares.opens.min(right.shares.goes_on)
}

/// Notes for each run of a list what the others of the list are. A list is runs with nothing but commas and *and*
/// between them; `lists` holds for each list the numbers of its runs.
pub fn note_lists(seen: &mut Sightings, lists: &[std::ops::Range<usize>]) {
    for list in lists {
        let mut sum = [0.0; GROUPS];
        let of_run = |seen: &Sightings, run: usize| {
            let last = seen.ends.get(run).and_then(|end| seen.all.get((*end as usize).checked_sub(1)?));
            last.map_or([0.0; GROUPS], |last| last.shares.groups)
        };
        for run in list.clone() {
            for (sum, share) in sum.iter_mut().zip(of_run(seen, run)) {
                *sum += share;
            }
        }
        let others = list.len().saturating_sub(1) as f32;
        for run in list.clone() {
            let own = of_run(seen, run);
            let rest = std::array::from_fn(|group| (sum[group] - own[group]) / others);
            let (best, sure) = top(&rest);
            let start = run.checked_sub(1).map_or(0, |before| seen.ends[before]) as usize;
            for sighting in &mut seen.all[start..seen.ends[run] as usize] {
                sighting.beside = (1 + best * SURE + sure) as u8;
            }
        }
    }
}
