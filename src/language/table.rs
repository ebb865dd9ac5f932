// Shared by the crate and by its build script, which writes what the crate reads.

/// The bytes of one entry: the length of its key, and what is known of it. The key follows.
pub const ENTRY: usize = 15;

/// A hash of a key, eight bytes at once, folded so that the low bits depend on all of them.
pub fn hash(key: &[u8]) -> u32 {
    let mut hash = key.len() as u64;
    for bytes in key.chunks(8) {
        let number = bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte));
        hash = (hash.rotate_left(5) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    (hash ^ (hash >> 32)) as u32
}
