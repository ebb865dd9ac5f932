//! The weights, as they lie in the binary: no parsing, no building of maps.
//!
//! Weights of features are rows of one signed byte a label, in buckets of four. A feature's hash names its bucket; a
//! byte of the hash, kept beside each row, tells whether the row is that feature's. Features that training dropped are
//! found in no row and cost one look.

use std::sync::{Arc, LazyLock};

use super::labels::{LABELS, Row};
use super::lattice::{Factors, Steps};
use super::second_look;

/// How many rows the table of features has; a power of two.
pub const ROWS: usize = 1 << 18;
/// How many rows a bucket has.
pub const BUCKET: usize = 4;
/// So many features are looked for before their weights are added.
const AT_ONCE: usize = 64;

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
    /// Weights of the second look: [`second_look::FEATURES`] rows of [`LABELS`] signed bytes.
    pub second: &'m [u8],
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
    second: include_bytes!("model/second.bin"),
    second_unit: tables::SECOND_UNIT,
    second_steps: &tables::SECOND_STEPS,
    trust: tables::TRUST,
};

/// The first row of a feature's bucket.
#[inline]
pub fn bucket(feature: u64) -> usize {
    (feature as usize & (ROWS - 1)) & !(BUCKET - 1)
}

/// The byte that tells a feature from others in its bucket; never 0.
#[inline]
pub fn mark(feature: u64) -> u8 {
    ((feature >> 48) as u8).max(1)
}

/// Those of the weights that ship, which every sentence is read with.
static SHIPPED_FACTORS: LazyLock<Arc<Factors>> = LazyLock::new(|| Arc::new(Factors::of(SHIPPED.steps)));

impl Model<'_> {
    /// The steps of the first look as factors.
    pub fn factors(&self) -> Arc<Factors> {
        match std::ptr::eq(self.steps, SHIPPED.steps) {
            true => SHIPPED_FACTORS.clone(),
            false => Arc::new(Factors::of(self.steps)),
        }
    }

    /// The score of each label for a token with these features.
    pub fn score(&self, features: &[u64]) -> Row {
        let mut sums = [0i32; LABELS];
        let buckets = self.marks.as_chunks::<BUCKET>().0;
        // Looking first and adding then lets the memory work on several features at once.
        let mut found = [0u32; AT_ONCE];
        for features in features.chunks(AT_ONCE) {
            let mut count = 0;
            for feature in features {
                if let Some(row) = row_of(buckets, *feature) {
                    found[count % AT_ONCE] = row;
                    count += 1;
                }
            }
            add_rows(&mut sums, self.rows, found.get(..count).unwrap_or(&found));
        }
        sums.map(|sum| sum as f32 * self.unit)
    }

    /// Adds the weights of the second look's features to a token's scores.
    pub fn second_score(&self, scores: &Row, features: &[u32]) -> Row {
        let mut sums = [0i32; LABELS];
        for features in features.chunks(AT_ONCE) {
            add_rows(&mut sums, self.second, features);
        }
        let mut out = scores.map(|score| score * self.trust);
        for (value, sum) in out.iter_mut().zip(sums) {
            *value += sum as f32 * self.second_unit;
        }
        out
    }
}

/// The row of a feature, if training kept it.
#[inline]
fn row_of(buckets: &[[u8; BUCKET]], feature: u64) -> Option<u32> {
    let first = bucket(feature);
    let marks = u32::from_le_bytes(*buckets.get(first / BUCKET)?);
    // All four bytes at once: the lowest byte that equals the feature's becomes the lowest set bit.
    let differs = marks ^ (u32::from(mark(feature)) * 0x0101_0101);
    let equal = differs.wrapping_sub(0x0101_0101) & !differs & 0x8080_8080;
    (equal != 0).then(|| first as u32 + equal.trailing_zeros() / 8)
}

/// Adds some rows of a table of weights, [`AT_ONCE`] at most.
///
/// Every second byte of a row is added as the low half of 16 bits, eight at once, and then the others. So that none is
/// below zero, each weight counts 128 more, which is taken off in the end.
#[inline]
fn add_rows(sums: &mut [i32; LABELS], table: &[u8], rows: &[u32]) {
    const SIGNS: u64 = 0x8080_8080_8080_8080;
    const LOW: u64 = 0x00FF_00FF_00FF_00FF;
    let table = table.as_chunks::<LABELS>().0;
    let (mut even, mut odd) = ([0u64; 2], [0u64; 2]);
    let mut count = 0;
    for row in rows {
        let Some(row) = table.get(*row as usize) else { continue };
        let row = u128::from_le_bytes(*row);
        let [low, high] = [row as u64 ^ SIGNS, (row >> 64) as u64 ^ SIGNS];
        even[0] += low & LOW;
        even[1] += high & LOW;
        odd[0] += low >> 8 & LOW;
        odd[1] += high >> 8 & LOW;
        count += 1;
    }
    for (label, sum) in sums.iter_mut().enumerate() {
        let halves = if label % 2 == 0 { even } else { odd };
        let part = (halves[label / 8] >> (label % 8 / 2 * 16)) as u16;
        *sum += i32::from(part) - 128 * count;
    }
}

const _: () = assert!(second_look::FEATURES < 1 << 16);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_finds_its_own_row_in_its_bucket() {
        let steps = [[0.0; LABELS]; LABELS];
        let feature = 0x00AB_0000_0000_0005;
        let mut marks = vec![0; ROWS];
        let mut rows = vec![0; ROWS * LABELS];
        marks[4..8].copy_from_slice(&[0xAC, 0x01, mark(feature), 0xAB]);
        rows[6 * LABELS..7 * LABELS].fill((-3i8) as u8);
        rows[7 * LABELS..8 * LABELS].fill(99);
        let model = Model { marks: &marks, rows: &rows, unit: 0.5, second: &[], steps: &steps, ..SHIPPED };
        assert_eq!(model.score(&[feature, 0x0077_0000_0000_0005, 9]), [-1.5; LABELS]);
        assert_eq!(model.score(&[feature; 130]), [-195.0; LABELS]);
    }

    #[test]
    fn what_ships_has_the_size_that_the_code_expects() {
        assert_eq!((SHIPPED.marks.len(), SHIPPED.rows.len()), (ROWS, ROWS * LABELS));
        assert_eq!(SHIPPED.looks.len(), super::super::characters::ROWS * super::super::characters::LOOKS);
        assert_eq!(SHIPPED.second.len(), second_look::FEATURES * LABELS);
    }
}
