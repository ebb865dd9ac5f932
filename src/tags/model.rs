//! The weights, as they lie in the binary: rows of one signed byte a tag, in buckets of four, found by the feature's hash.
//! A byte beside each row tells whose it is. Features that training dropped are found in no row.

/// How many tags the model tells apart: one byte of a row for each.
pub const TAGS: usize = 16;
/// How many rows there are; a power of two.
pub const ROWS: usize = 1 << 16;
/// How many rows a bucket has.
pub const BUCKET: usize = 4;

/// The weights of a tagger.
#[derive(Clone, Copy)]
pub struct Model<'m> {
    /// One byte a row, 0 where the row is empty; then [`TAGS`] signed bytes a row.
    pub bytes: &'m [u8],
}

/// The weights that ship.
pub static SHIPPED: Model<'static> = Model { bytes: include_bytes!("weights.bin") };

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

impl Model<'_> {
    /// The score of each tag for a word with these features.
    pub fn score(&self, features: &[u64]) -> [i32; TAGS] {
        let mut sums = [0i32; TAGS];
        for row in features.iter().filter_map(|feature| self.row(*feature)) {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += i32::from(*weight as i8);
            }
        }
        sums
    }

    /// The weights of a feature, if training kept it.
    #[inline]
    fn row(&self, feature: u64) -> Option<&[u8]> {
        let first = bucket(feature);
        let mark = mark(feature);
        let place = self.bytes.get(first..first + BUCKET)?.iter().position(|known| *known == mark)?;
        let start = ROWS + (first + place) * TAGS;
        self.bytes.get(start..start + TAGS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_finds_its_own_row_in_its_bucket() {
        let feature = 0x00AB_0000_0000_0005;
        let mut bytes = vec![0; ROWS * (1 + TAGS)];
        bytes[4..8].copy_from_slice(&[0xAC, 0x01, mark(feature), 0xAB]);
        bytes[ROWS + 6 * TAGS..ROWS + 7 * TAGS].fill((-3i8) as u8);
        let model = Model { bytes: &bytes };
        assert_eq!(model.score(&[feature, 0x0077_0000_0000_0005, 9]), [-3; TAGS]);
    }

    #[test]
    fn what_ships_has_the_size_that_the_code_expects() {
        assert_eq!(SHIPPED.bytes.len(), ROWS * (1 + TAGS));
    }
}
