//! Where a text holds words of the newsroom's list, whatever their case and spacing.

use std::ops::Range;

/// The letters and digits that a text begins with.
pub fn alphanumeric(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// Where a text holds words whose byte `before` stands at `at`, as whole words.
pub fn fits(words: &str, before: usize, text: &str, at: usize) -> Option<Range<usize>> {
    let is_exact = words.chars().any(char::is_uppercase);
    let (ahead, rest) = words.split_at_checked(before)?;
    let backwards = walk(ahead.chars().rev(), text.get(..at)?.chars().rev(), is_exact)?;
    let forwards = walk(rest.chars(), text.get(at..)?.chars(), is_exact)?;
    let range = at - backwards..at + forwards;
    let ends = !text.get(range.end..)?.starts_with(char::is_alphanumeric);
    (begins_word(text, range.start) && ends).then_some(range)
}

/// How many bytes of a text some words take, where the text goes on with them.
fn walk(words: impl Iterator<Item = char>, text: impl Iterator<Item = char>, is_exact: bool) -> Option<usize> {
    let mut text = text.peekable();
    let mut length = 0;
    for word in words {
        let held = text.next()?;
        length += held.len_utf8();
        if word == ' ' {
            if !held.is_whitespace() {
                return None;
            }
            while let Some(blank) = text.next_if(|c| c.is_whitespace()) {
                length += blank.len_utf8();
            }
        } else if !is_same(word, held, is_exact) {
            return None;
        }
    }
    Some(length)
}

fn is_same(word: char, held: char, is_exact: bool) -> bool {
    let is_apostrophe = |c: char| matches!(c, '\'' | '\u{2019}');
    word == held || is_apostrophe(word) && is_apostrophe(held) || !is_exact && held.to_lowercase().eq([word])
}

fn begins_word(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| !before.ends_with(char::is_alphanumeric))
}

/// A replacement with a capital where the words that it replaces have one and the list has none.
pub fn in_case_of(instead: &str, held: &str, words: &str) -> String {
    let starts_sentence = held.starts_with(char::is_uppercase) && words.starts_with(char::is_lowercase);
    let mut rest = instead.chars();
    match rest.next() {
        Some(first) if starts_sentence => first.to_uppercase().chain(rest).collect(),
        _ => instead.to_owned(),
    }
}
