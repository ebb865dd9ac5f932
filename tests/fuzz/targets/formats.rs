//! The formats: every byte of a prose leads back to where it came from.

use super::{map, text_of};

pub fn run(data: &[u8]) {
    let Some((format, text)) = text_of(data) else { return };
    // The check costs the square of the length.
    if text.len() <= 4096 {
        map::check_map(&text, &format.read(&text));
    }
}
