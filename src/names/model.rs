//! The weights, as they lie in the binary: no parsing, no building of maps.
//!
//! Weights of features are rows of one signed byte a label, in buckets of four. A feature's hash names its bucket; a
//! byte of the hash, kept beside each row, tells whether the row is that feature's. Features that training dropped are
//! found in no row and cost one look.

use super::document;
use super::labels::{LABELS, Row};
use super::lattice::Steps;

/// How many rows the table of features has; a power of two.
pub const ROWS: usize = 1 << 18;
/// How many rows a bucket has.
pub const BUCKET: usize = 4;

/// The weights of a tagger.
#[derive(Clone, Copy)]
pub struct Model<'m> {
    /// One byte a row: 0 where the row is empty.
    pub marks: &'m [u8],
    /// [`LABELS`] signed bytes a row.
    pub rows: &'m [u8],
    /// What one step of a weight in `rows` is worth.
    pub unit: f32,
    /// Weights of the steps from label to label.
    pub steps: &'m Steps,
    /// The model of characters: see [`super::characters`].
    pub looks: &'m [u8],
    /// Weights of the second look: [`document::FEATURES`] rows of [`LABELS`] numbers.
    pub second: &'m [[i8; LABELS]],
    /// What one step of a weight in `second` is worth.
    pub second_unit: f32,
    /// Weights of the steps in the second look.
    pub second_steps: &'m Steps,
    /// What the first look's scores are multiplied with in the second.
    pub trust: f32,
}

#[allow(clippy::approx_constant)] // A weight that comes near a famous number is a weight.
mod tables {
    include!("model/tables.rs");
}

/// The weights that ship.
pub static SHIPPED: Model<'static> = Model {
    marks: include_bytes!("model/marks.bin"),
    rows: include_bytes!("model/rows.bin"),
    unit: tables::UNIT,
    steps: &tables::STEPS,
    looks: include_bytes!("model/looks.bin"),
    second: &tables::SECOND,
    second_unit: tables::SECOND_UNIT,
    second_steps: &tables::SECOND_STEPS,
    trust: tables::TRUST,
};

/// The first row of a feature's bucket.
pub fn bucket(feature: u64) -> usize {
    (feature as usize & (ROWS - 1)) & !(BUCKET - 1)
}

/// The byte that tells a feature from others in its bucket; never 0.
pub fn mark(feature: u64) -> u8 {
    ((feature >> 48) as u8).max(1)
}

impl Model<'_> {
    /// The score of each label for a token with these features.
    pub fn score(&self, features: &[u64]) -> Row {
        let mut sums = [0i32; LABELS];
        for feature in features {
            let first = bucket(*feature);
            let mark = mark(*feature);
            let Some(marks) = self.marks.get(first..first + BUCKET) else { continue };
            for (place, known) in marks.iter().enumerate() {
                if *known == mark
                    && let Some(row) = self.rows.get((first + place) * LABELS..(first + place + 1) * LABELS)
                {
                    for (sum, weight) in sums.iter_mut().zip(row) {
                        *sum += i32::from(*weight as i8);
                    }
                    break;
                }
            }
        }
        sums.map(|sum| sum as f32 * self.unit)
    }

    /// Adds the weights of the second look's features to a token's scores.
    pub fn second_score(&self, scores: &Row, features: &[usize]) -> Row {
        let mut out = scores.map(|score| score * self.trust);
        for row in features.iter().filter_map(|feature| self.second.get(*feature)) {
            for (value, weight) in out.iter_mut().zip(row) {
                *value += f32::from(*weight) * self.second_unit;
            }
        }
        out
    }
}

const _: () = assert!(document::FEATURES < 1 << 16);
