//! Hash tables for words and short names: a key is hashed in a step for each eight bytes.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A table whose keys are hashed quickly. Nothing may hang on the order of its entries.
pub type Map<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;
/// A set whose keys are hashed quickly.
pub type Set<K> = HashSet<K, BuildHasherDefault<Quick>>;

/// The hash so far.
#[derive(Debug, Clone, Copy, Default)]
pub struct Quick(u64);

impl Quick {
    fn mix(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(26) ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.mix(chunk.iter().rev().fold(0, |value, byte| value << 8 | u64::from(*byte)));
        }
        let rest = chunks.remainder();
        if !rest.is_empty() {
            self.mix(rest.iter().rev().fold(rest.len() as u64, |value, byte| value << 8 | u64::from(*byte)));
        }
    }

    fn write_u8(&mut self, value: u8) {
        self.mix(u64::from(value));
    }

    fn write_usize(&mut self, value: usize) {
        self.mix(value as u64);
    }

    fn finish(&self) -> u64 {
        // The tables ask the highest and the lowest bits.
        self.0 ^ self.0 >> 32
    }
}
