//! What a word looks like, letter by letter: a given name, a family name, a place, a common word.
//!
//! A linear model over the word's pieces of one to four letters. It was learned from the lists and from census figures;
//! what ships are its weights, hashed.

use crate::text::hash;

/// What a word can look like.
pub const LOOKS: usize = 4;
/// How many rows the model has; a power of two.
pub const ROWS: usize = 1 << 14;
/// Letters behind so many say no more about a word.
const LONGEST: usize = 24;
/// How many steps of a weight make one.
pub const SCALE: f32 = 32.0;

/// Calls `piece` with the row of every piece of a word. Letters are taken in lower case; a mark stands for each end.
#[inline]
pub fn pieces(word: &str, piece: impl FnMut(usize)) {
    if word.is_ascii() {
        of_letters(word.bytes().map(|byte| u64::from(byte.to_ascii_lowercase())), piece);
    } else {
        of_letters(word.chars().flat_map(char::to_lowercase).map(u64::from), piece);
    }
}

#[inline]
fn of_letters(word: impl Iterator<Item = u64>, mut piece: impl FnMut(usize)) {
    // The three letters before, from the nearest on; 0 before the first mark.
    let mut before = [u64::from('^'), 0, 0];
    for letter in word.take(LONGEST).chain(std::iter::once(u64::from('$'))) {
        let [near, far, farthest] = before;
        let mut state = 0;
        for (length, letter) in (1..).zip([letter, near, far, farthest]) {
            if letter == 0 {
                break;
            }
            state = hash::mix(state, letter);
            piece((hash::finish(state, length) as usize) & (ROWS - 1));
        }
        before = [letter, near, far];
    }
}

/// How much a word looks like each, as steps from 0 (not at all) to 7. `weights` holds [`LOOKS`] signed bytes a row.
pub fn looks(weights: &[u8], word: &str) -> [u8; LOOKS] {
    let mut sums = [0i32; LOOKS];
    let weights = weights.as_chunks::<LOOKS>().0;
    pieces(word, |row| {
        if let Some(row) = weights.get(row) {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += i32::from(*weight as i8);
            }
        }
    });
    std::array::from_fn(|look| {
        let others = (0..LOOKS).filter(|other| *other != look).map(|other| sums[other]).max().unwrap_or(0);
        let lead = (sums[look] - others) as f32 / SCALE;
        (lead * 0.75 + 4.0).clamp(0.0, 7.0) as u8
    })
}
