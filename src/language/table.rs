// Shared by the crate and by its build script, which writes what the crate reads.

/// The bytes of one entry: place and length of its key, then what is known of it.
pub const ENTRY: usize = 20;

/// FNV-1a over the bytes of a key, folded so that the low bits depend on all of them.
pub fn hash(key: &[u8]) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in key {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    (hash ^ (hash >> 32)) as u32
}
