//! The newsroom's terms, and where a text holds them.
//!
//! There may be thousands, so none is looked for by itself. Each that needs three ASCII letters or digits in a row is filed
//! under one such triple, the one that fewest others are filed under; a text is gone through once, triple by triple.
//! Patterns are compiled when a text first holds their letters, those that need no letters together as one set.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use regex::{Regex, RegexSet};

use super::term::{Sign, Term};
use super::term_letters::needed_letters;

/// The newsroom's terms, ready to be looked for.
#[derive(Default)]
pub struct Terms {
    terms: Vec<Filed>,
    /// By triple: one more than the first term that is filed under it, 0 for none.
    first: Vec<u32>,
    /// Words without such a triple, by their first word in lower case.
    short: HashMap<String, Vec<u32>>,
    /// Patterns that need no letters.
    open: Vec<u32>,
    set: OnceLock<Option<RegexSet>>,
}

/// A term and where it is filed.
struct Filed {
    term: Term,
    /// The letters that a text must hold, in lower case, and where in them the triple stands.
    letters: String,
    offset: usize,
    /// Other letters that a text must hold for a pattern to fit.
    others: Vec<String>,
    /// For words: how many bytes of the term stand before the letters.
    before: usize,
    /// One more than the next term under the same triple.
    next: u32,
    compiled: OnceLock<Option<Regex>>,
}

/// A term where a text holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<'t> {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The term.
    pub term: &'t Term,
    /// What stands there instead, in the case of what it replaces.
    pub instead: Option<String>,
}

/// So many triples of letters are told apart.
const TRIPLES: usize = 1 << 15;

impl Terms {
    /// Files terms. Of several for the same words the first counts.
    pub fn new(terms: impl IntoIterator<Item = Term>) -> Terms {
        let mut filed = Terms::default();
        let mut counts: Vec<u32> = Vec::new();
        for term in terms {
            if counts.is_empty() {
                counts.resize(TRIPLES, 0);
                filed.first.resize(TRIPLES, 0);
            }
            filed.file(term, &mut counts);
        }
        filed
    }

    fn file(&mut self, term: Term, counts: &mut [u32]) {
        let index = self.terms.len() as u32;
        let (before, letters, others) = match &term.sign {
            Sign::Words(words) => longest_letters(words)
                .map_or((0, String::new(), Vec::new()), |(before, letters)| (before, letters, Vec::new())),
            Sign::Pattern(pattern) => {
                let mut needed = needed_letters(pattern).into_iter();
                (0, needed.next().unwrap_or_default(), needed.collect())
            }
        };
        let places = letters.as_bytes().windows(3).enumerate();
        let rarest = places.filter_map(|(offset, triple)| Some((offset, slot(triple)?)));
        let rarest = rarest.min_by_key(|&(_, slot)| counts.get(slot).copied());
        let mut next = 0;
        match (&term.sign, rarest) {
            (_, Some((_, slot))) => {
                if let Some(count) = counts.get_mut(slot) {
                    *count += 1;
                }
                if let Some(first) = self.first.get_mut(slot) {
                    next = std::mem::replace(first, index + 1);
                }
            }
            (Sign::Words(words), None) => {
                let start = words.find(char::is_alphanumeric).unwrap_or(0);
                let first = alphanumeric(words.get(start..).unwrap_or_default());
                self.short.entry(first.to_lowercase()).or_default().push(index);
            }
            (Sign::Pattern(_), None) => self.open.push(index),
        }
        let offset = rarest.map_or(0, |(offset, _)| offset);
        self.terms.push(Filed { term, letters, offset, others, before, next, compiled: OnceLock::new() });
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The terms that a text holds, in order and apart: of two in one place the one that begins first, then the longer one.
    pub fn find(&self, text: &str) -> Vec<Found<'_>> {
        let mut places: Vec<(Range<usize>, u32)> = Vec::new();
        let mut patterns: Vec<u32> = Vec::new();
        for (at, triple) in text.as_bytes().windows(3).enumerate() {
            let mut next = slot(triple).and_then(|slot| self.first.get(slot)).copied().unwrap_or(0);
            while let Some(filed) = next.checked_sub(1).and_then(|index| self.terms.get(index as usize)) {
                let index = next - 1;
                next = filed.next;
                let Some(start) = at.checked_sub(filed.offset).filter(|&start| filed.has_letters(text, start)) else {
                    continue;
                };
                match &filed.term.sign {
                    Sign::Pattern(_) => patterns.push(index),
                    Sign::Words(words) => {
                        places.extend(fits(words, filed.before, text, start).map(|found| (found, index)))
                    }
                }
            }
        }
        self.find_short(text, &mut places);
        patterns.extend(self.open_in(text));
        patterns.sort_unstable();
        patterns.dedup();
        for index in patterns {
            let filed = self.terms.get(index as usize);
            // Compiling costs more than looking for the other letters.
            let filed = filed.filter(|filed| filed.others.iter().all(|letters| holds(text, letters)));
            let found = filed.and_then(Filed::regex).map(|regex| regex.find_iter(text));
            places.extend(
                found.into_iter().flatten().filter(|found| !found.is_empty()).map(|found| (found.range(), index)),
            );
        }
        places.sort_by_key(|(range, index)| (range.start, std::cmp::Reverse(range.end), *index));
        let mut end = 0;
        places.retain(|(range, _)| {
            let is_free = range.start >= end;
            end = if is_free { range.end } else { end };
            is_free
        });
        places.into_iter().filter_map(|(range, index)| self.terms.get(index as usize)?.found(text, range)).collect()
    }

    /// Finds the words that are filed by their first word.
    fn find_short(&self, text: &str, places: &mut Vec<(Range<usize>, u32)>) {
        if self.short.is_empty() {
            return;
        }
        let mut at = 0;
        while let Some(start) = text.get(at..).and_then(|rest| rest.find(char::is_alphanumeric)).map(|next| at + next) {
            let word = alphanumeric(text.get(start..).unwrap_or_default());
            at = start + word.len();
            // A longer ASCII word has a triple.
            if word.len() < 3 || !word.is_ascii() {
                for &index in self.short.get(&word.to_lowercase()).into_iter().flatten() {
                    let Some(Sign::Words(words)) = self.terms.get(index as usize).map(|filed| &filed.term.sign) else {
                        continue;
                    };
                    let before = words.find(char::is_alphanumeric).unwrap_or(0);
                    places.extend(fits(words, before, text, start).map(|found| (found, index)));
                }
            }
        }
    }

    /// The patterns that need no letters and that a text holds.
    fn open_in(&self, text: &str) -> impl Iterator<Item = u32> {
        let set = (!self.open.is_empty()).then(|| self.set.get_or_init(|| self.compile_open()).as_ref()).flatten();
        let fitting: Vec<usize> = set.map(|set| set.matches(text).into_iter().collect()).unwrap_or_default();
        fitting.into_iter().filter_map(|index| self.open.get(index).copied())
    }

    fn compile_open(&self) -> Option<RegexSet> {
        let pattern = |&index: &u32| match &self.terms.get(index as usize)?.term.sign {
            Sign::Pattern(pattern) => Some(pattern.as_str()),
            Sign::Words(_) => None,
        };
        // Each was read before; all together may still be too large, and then none of these is looked for.
        RegexSet::new(self.open.iter().filter_map(pattern)).ok()
    }
}

impl Filed {
    fn has_letters(&self, text: &str, start: usize) -> bool {
        let held = text.as_bytes().get(start..start + self.letters.len());
        held.is_some_and(|held| held.eq_ignore_ascii_case(self.letters.as_bytes()))
    }

    fn regex(&self) -> Option<&Regex> {
        let Sign::Pattern(pattern) = &self.term.sign else { return None };
        // It was read before, so that compiling it does not fail.
        self.compiled.get_or_init(|| Regex::new(pattern).ok()).as_ref()
    }

    fn found(&self, text: &str, range: Range<usize>) -> Option<Found<'_>> {
        let held = text.get(range.clone())?;
        let instead = self.term.instead.as_ref().map(|instead| match &self.term.sign {
            Sign::Words(words) => in_case_of(instead, held, words),
            Sign::Pattern(_) => {
                let mut expanded = String::new();
                let groups = self.regex().and_then(|regex| regex.captures_at(text, range.start));
                groups.map_or_else(
                    || instead.clone(),
                    |groups| {
                        groups.expand(instead, &mut expanded);
                        expanded
                    },
                )
            }
        });
        Some(Found { range, term: &self.term, instead })
    }
}

impl fmt::Debug for Terms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Terms").field("len", &self.terms.len()).finish()
    }
}

/// The number of a triple; `None` unless it is of ASCII letters and digits.
fn slot(triple: &[u8]) -> Option<usize> {
    let [a, b, c] = *triple else { return None };
    let part = |byte: u8| byte.is_ascii_alphanumeric().then_some(usize::from(byte & 31));
    Some(part(a)? << 10 | part(b)? << 5 | part(c)?)
}

/// The longest run of ASCII letters and digits in some words, in lower case, and how many bytes stand before it.
fn longest_letters(words: &str) -> Option<(usize, String)> {
    let mut longest = 0..0;
    let mut start = 0;
    for (at, byte) in words.bytes().chain([b' ']).enumerate() {
        if !byte.is_ascii_alphanumeric() {
            if at - start > longest.len() {
                longest = start..at;
            }
            start = at + 1;
        }
    }
    let letters = words.get(longest.clone()).filter(|letters| letters.len() >= 3)?;
    Some((longest.start, letters.to_ascii_lowercase()))
}

/// The letters and digits that a text begins with.
fn alphanumeric(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// Whether a text holds some ASCII letters, in any case.
fn holds(text: &str, letters: &str) -> bool {
    text.as_bytes().windows(letters.len()).any(|held| held.eq_ignore_ascii_case(letters.as_bytes()))
}

/// Where a text holds words whose byte `before` stands at `at`, as whole words.
fn fits(words: &str, before: usize, text: &str, at: usize) -> Option<Range<usize>> {
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
fn in_case_of(instead: &str, held: &str, words: &str) -> String {
    let starts_sentence = held.starts_with(char::is_uppercase) && words.starts_with(char::is_lowercase);
    let mut rest = instead.chars();
    match rest.next() {
        Some(first) if starts_sentence => first.to_uppercase().chain(rest).collect(),
        _ => instead.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::term::Written;
    use super::*;

    fn words<'w>(words: &'w str, instead: &'w str) -> Written<'w> {
        Written { words: Some(words), instead: Some(instead), ..Written::default() }
    }

    fn pattern<'w>(pattern: &'w str, instead: &'w str) -> Written<'w> {
        Written { pattern: Some(pattern), instead: Some(instead), ..Written::default() }
    }

    fn check(terms: &[Written<'_>], text: &str, expected: &[(&str, &str)]) {
        let terms = Terms::new(terms.iter().map(|&written| Term::read(written).unwrap()));
        let found = terms.find(text);
        let found: Vec<_> =
            found.iter().map(|found| (&text[found.range.clone()], found.instead.as_deref().unwrap_or(""))).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_are_found_as_whole_words_in_any_case_and_spacing() {
        let terms = [words("per cent", "percent"), words("harbourmaster's", "harbour master’s"), words("quay", "dock")];
        check(
            &terms,
            "Per\n cent of quays, quay-side, percent, per  cent.",
            &[("Per\n cent", "Percent"), ("quay", "dock"), ("per  cent", "percent")],
        );
        check(&terms, "the Harbourmaster’s QUAY", &[("Harbourmaster’s", "Harbour master’s"), ("QUAY", "Dock")]);
    }

    #[test]
    fn a_capital_in_the_list_asks_for_that_spelling() {
        check(
            &[words("Facebook", "Meta"), words("Mr", "")],
            "facebook Facebook mr Mr. Mrs",
            &[("Facebook", "Meta"), ("Mr", "")],
        );
    }

    #[test]
    fn short_words_and_words_of_other_letters_are_found() {
        check(
            &[words("eu", "EU"), words("a s", "as"), words("é", "e")],
            "the eu, a s, É. été",
            &[("eu", "EU"), ("a s", "as"), ("É", "E")],
        );
    }

    #[test]
    fn patterns_are_found_with_their_groups() {
        let terms = [pattern(r"\b(\w+)-goer(s?)\b", "${1} fan$2"), pattern(r"\d+ ?%", "")];
        check(&terms, "Two cinema-goers, 40 % of all.", &[("cinema-goers", "cinema fans"), ("40 %", "")]);
        check(&[pattern("(?i)harbou?r", "port")], "HARBOR, Harbour", &[("HARBOR", "port"), ("Harbour", "port")]);
    }

    #[test]
    fn of_two_in_one_place_the_longer_is_found() {
        let terms = [words("harbour", "port"), words("harbour trust", "Port Trust"), words("trust", "fund")];
        check(&terms, "the harbour trust and a harbour", &[("harbour trust", "Port Trust"), ("harbour", "port")]);
    }

    #[test]
    fn thousands_cost_little() {
        let list = (0..13_000).map(|index| {
            let word = format!("{}{}", ["press", "harbour", "minister", "flood"][index % 4], index * 7919);
            Term { sign: Sign::Words(word), instead: None, note: None, severity: None, is_safe: false }
        });
        let terms = Terms::new(list.collect::<Vec<_>>());
        assert_eq!(terms.find("the harbour7919 and the harbour").len(), 1);
    }
}
