//! Hashes of words and features. They are part of the model: weights learned under one do not fit another.

/// Takes one more value into a hash.
#[inline]
pub const fn mix(state: u64, value: u64) -> u64 {
    (state.rotate_left(5) ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The hash of a feature: a state under the number of its template, with the high bits stirred into the low.
#[inline]
pub const fn finish(state: u64, template: u64) -> u64 {
    let mixed = mix(state, template ^ 0x5851_F42D);
    (mixed ^ (mixed >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

/// The hash of a word in lower case, with straight apostrophes.
#[inline]
pub fn word(text: &str) -> u64 {
    let mut state = 0;
    if text.is_ascii() {
        for byte in text.bytes() {
            state = mix(state, u64::from(byte.to_ascii_lowercase()));
        }
    } else {
        for letter in text.chars().flat_map(char::to_lowercase) {
            let letter = if matches!(letter, '\u{2019}' | '\u{02BC}') { '\'' } else { letter };
            state = mix(state, letter as u64);
        }
    }
    state
}
