//! How probable the labels of a token are, in the few figures and steps that the second look reads.

use super::labels::{self, LABELS, Row};

/// How many groups of labels there are: outside, the three kinds, and other.
pub const GROUPS: usize = 5;
/// How many steps tell how sure the most probable group is.
pub const SURE: usize = 3;
/// How many steps a hint has.
pub const HINTS: usize = 4;

/// How probable the labels of a token are, as far as the second look asks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shares {
    /// Each group of labels.
    pub groups: [f32; GROUPS],
    /// That a name goes on behind it.
    pub opens: f32,
    /// That a name goes on with it.
    pub goes_on: f32,
    /// How strong a hint it is that it ends the name of a person.
    pub last_of_person: u8,
    pub first_of_person: u8,
    pub in_organization: u8,
    pub in_place: u8,
    /// Whether it may well end the name of an organization.
    pub ends_organization: bool,
}

impl Shares {
    /// Reads how probable each label is.
    pub fn of(share: &Row) -> Shares {
        Shares {
            groups: groups(share),
            opens: sum_of(share, labels::opens),
            goes_on: sum_of(share, labels::continues),
            last_of_person: hint(share[3]) as u8,
            first_of_person: hint(share[1]) as u8,
            in_organization: hint(share[5] + share[6] + share[7]) as u8,
            in_place: hint(share[9] + share[10] + share[11]) as u8,
            ends_organization: share[7] + share[8] > 0.4,
        }
    }
}

/// How probable it is that one of some labels is right.
fn sum_of(share: &Row, is_counted: impl Fn(usize) -> bool) -> f32 {
    (0..LABELS).filter(|label| is_counted(*label)).map(|label| share[label]).sum()
}

/// How probable each group of labels is.
fn groups(share: &Row) -> [f32; GROUPS] {
    let mut out = [0.0; GROUPS];
    for label in 0..LABELS {
        out[labels::group(label)] += share[label];
    }
    out
}

/// The most probable group and how sure that is.
pub fn top(groups: &[f32; GROUPS]) -> (usize, usize) {
    let mut best = 0;
    for group in 1..GROUPS {
        if groups[group] > groups[best] {
            best = group;
        }
    }
    let sure = match groups[best] {
        share if share > 0.95 => 2,
        share if share > 0.7 => 1,
        _ => 0,
    };
    (best, sure)
}

/// How strong a hint is, in steps.
pub fn hint(share: f32) -> usize {
    match share {
        share if share < 0.2 => 0,
        share if share < 0.5 => 1,
        share if share < 0.9 => 2,
        _ => 3,
    }
}
