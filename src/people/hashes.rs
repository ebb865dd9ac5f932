//! Numbers by hash: as quick to ask as a hash table, and made as quickly as a list is sorted.

/// The finest division: a longer table would not be read from nearer memory.
const MOST_BITS: u32 = 20;

/// Numbers by hash, of which several may have one.
#[derive(Debug, Default)]
pub struct Hashes {
    /// In order.
    entries: Vec<(u64, u32)>,
    /// For each beginning of a hash where its entries begin, and behind the last where they end.
    starts: Vec<u32>,
    /// How many bits of a hash are behind its beginning.
    shift: u32,
}

impl Hashes {
    /// Puts numbers in order.
    pub fn new(mut entries: Vec<(u64, u32)>) -> Hashes {
        entries.sort_unstable();
        let bits = entries.len().max(2).ilog2().min(MOST_BITS);
        let shift = u64::BITS - bits;
        let mut starts = Vec::with_capacity((1 << bits) + 1);
        for (index, (hash, _)) in (0..).zip(&entries) {
            let beginning = (hash >> shift) as usize;
            if starts.len() <= beginning {
                starts.resize(beginning + 1, index);
            }
        }
        starts.resize((1 << bits) + 1, entries.len() as u32);
        Hashes { entries, starts, shift }
    }

    /// The numbers of a hash, in order.
    pub fn of(&self, hash: u64) -> impl Iterator<Item = u32> {
        let beginning = hash.checked_shr(self.shift).unwrap_or(0) as usize;
        let bound = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        let near = self.entries.get(bound(beginning)..bound(beginning + 1)).unwrap_or_default();
        near.iter().filter(move |(known, _)| *known == hash).map(|(_, number)| *number)
    }

    /// Numbers with one hash, for each hash that several have.
    pub fn several(&self) -> impl Iterator<Item = impl Iterator<Item = u32>> {
        let chunks = self.entries.chunk_by(|one, other| one.0 == other.0).filter(|chunk| chunk.len() > 1);
        chunks.map(|chunk| chunk.iter().map(|(_, number)| *number))
    }
}

#[cfg(test)]
mod tests {
    use super::Hashes;

    #[test]
    fn every_number_is_found_by_its_hash_and_no_other() {
        let hash = |number: u32| u64::from(number / 2).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        for count in [0, 1, 2, 3, 7, 1000] {
            let hashes = Hashes::new((0..count).map(|number| (hash(number), number)).collect());
            for number in 0..count {
                let pair: Vec<u32> = (0..count).filter(|other| other / 2 == number / 2).collect();
                assert_eq!(hashes.of(hash(number)).collect::<Vec<_>>(), pair, "{number} of {count}");
            }
            assert_eq!(hashes.of(u64::MAX).count() + hashes.of(1).count(), 0);
            assert_eq!(hashes.several().count() as u32, count / 2);
        }
    }

    #[test]
    fn hashes_that_begin_alike_are_told_apart() {
        let hashes = Hashes::new((0..100).map(|number| (u64::from(number), number)).collect());
        assert_eq!(hashes.of(7).collect::<Vec<_>>(), [7]);
    }
}
