//! Names that are a letter from one on a list.

use super::key::{self, Folder};
use super::lookup::Lookup;

/// Words with fewer letters may differ in one and be two names.
const LEAST_LETTERS: usize = 5;
/// Of more people with a given name or a family name in common, no more are asked.
const MOST_ASKED: usize = 4_000;

/// The numbers of the names a letter from another one: in the first word or in the last one, where all others are the same.
pub fn near(lookup: &Lookup, name: &str) -> Vec<u32> {
    let mut folder = Folder::default();
    let words: Vec<String> = key::words(name).map(|word| folder.fold(word).to_owned()).collect();
    let ([first, .., last], [start @ .., _], [_, end @ ..]) = (&words[..], &words[..], &words[..]) else {
        return Vec::new();
    };
    let mut numbers: Vec<u32> = Vec::new();
    for number in lookup.by_first.of(key::hash(first)).take(MOST_ASKED) {
        let mut listed = lookup.folded_words(number);
        if listed.next_back().is_some_and(|listed| is_near(listed, last)) && listed.eq(start) {
            numbers.push(number);
        }
    }
    for number in lookup.by_last.of(key::hash(last)).take(MOST_ASKED) {
        let mut listed = lookup.folded_words(number);
        if listed.next().is_some_and(|listed| is_near(listed, first)) && listed.eq(end) {
            numbers.push(number);
        }
    }
    numbers
}

/// Whether two words differ in one letter, or in two that are swapped. A first letter, and an *s* at the end, make another
/// name as often.
pub fn is_near(one: &str, other: &str) -> bool {
    let is_long = |word: &str| word.chars().nth(LEAST_LETTERS - 1).is_some();
    one.as_bytes().first() == other.as_bytes().first()
        && one.len().abs_diff(other.len()) <= 4
        && is_long(one)
        && is_long(other)
        && one.trim_end_matches('s') != other.trim_end_matches('s')
        && strsim::osa_distance(one, other) == 1
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn one_letter_inside_a_long_word_is_near() {
        assert!(is_near("whitcombe", "witcombe"));
        assert!(is_near("hallberg", "hallbreg"));
        for (one, other) in [("hall", "halls"), ("holt", "hold"), ("allman", "ullman"), ("williams", "william")] {
            assert!(!is_near(one, other), "{one} {other}");
        }
        assert!(!is_near("hallberg", "hallberg"));
    }
}
