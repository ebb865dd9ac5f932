// Shared by the crate and by its build script, which writes what the crate reads.

/// The bytes of one entry: the length of its key, and what is known of it. The key follows.
pub const ENTRY: usize = 15;

/// A hash of a key, eight bytes at once, folded so that the low bits depend on all of them.
pub fn hash(key: &[u8]) -> u32 {
    let mut hash = key.len() as u64;
    for bytes in key.chunks(8) {
        hash = (hash.rotate_left(5) ^ number(bytes)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    (hash ^ (hash >> 32)) as u32
}

/// The first eight of some bytes as one number, the first byte lowest; zeros for what is missing.
#[inline]
pub fn number(bytes: &[u8]) -> u64 {
    if let Some(all) = bytes.first_chunk() {
        return u64::from_le_bytes(*all);
    }
    // Two overlapping halves say what each byte would.
    if let (Some(start), Some(end)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let behind = 8 * (bytes.len() - 4);
        return u64::from(u32::from_le_bytes(*start)) | u64::from(u32::from_le_bytes(*end)) << behind;
    }
    bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}
