//! The form in which names are compared.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::text::normalize::normalize_onto;

/// Words of names as they are compared: in lower case, without accents, letters and digits only. Keeps its memory from word
/// to word.
#[derive(Debug, Default)]
pub struct Folder(String);

impl Folder {
    /// A word in that form; empty where nothing is left of it.
    pub fn fold(&mut self, word: &str) -> &str {
        self.0.clear();
        fold_onto(&mut self.0, word);
        &self.0
    }
}

/// Adds a word in that form to what is there.
pub fn fold_onto(folded: &mut String, word: &str) {
    if word.is_ascii() {
        let letters = word.bytes().filter(u8::is_ascii_alphanumeric);
        folded.extend(letters.map(|letter| char::from(letter.to_ascii_lowercase())));
        return;
    }
    let mut normal = String::new();
    normalize_onto(&mut normal, word);
    folded.extend(normal.chars().filter(|letter| letter.is_alphanumeric()));
}

/// Whether two names are one when they are compared: word by word.
pub fn are_same(one: &str, other: &str) -> bool {
    let (mut left, mut right) = (Folder::default(), Folder::default());
    let (mut ones, mut others) = (words(one), words(other));
    loop {
        match (ones.next(), others.next()) {
            (None, None) => return true,
            (Some(one), Some(other)) if left.fold(one) == right.fold(other) => {}
            _ => return false,
        }
    }
}

/// The words of a name that have a letter or a digit.
pub fn words(name: &str) -> impl DoubleEndedIterator<Item = &str> {
    name.split_whitespace().filter(|word| word.contains(char::is_alphanumeric))
}

/// The hash of a word in that form.
pub fn hash(folded: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(folded.as_bytes());
    // Tables are divided by the first bits.
    hasher.finish().wrapping_mul(SPREAD)
}

/// An odd number with bits all over.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of a name whose words before have the hash `name`, with one word more.
pub fn join(name: u64, word: u64) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u64(name);
    hasher.write_u64(word);
    hasher.finish().wrapping_mul(SPREAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_punctuation_do_not_matter() {
        for (one, other) in [
            ("María López", "maria LOPEZ"),
            ("J. K. O’Dowd-Smith", "j k odowdsmith"),
            ("Ann  Holt", " Ann Holt "),
            ("Ann – Holt", "Ann Holt"),
        ] {
            assert!(are_same(one, other), "{one} {other}");
        }
        assert!(!are_same("Ann Holt", "Ann Holte"));
        assert!(!are_same("Ann", "Ann Holt"));
    }
}
