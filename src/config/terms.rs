//! The newsroom's terms, and where a text holds them.
//!
//! There may be thousands, so none is looked for by itself. Each that needs three ASCII letters or digits in a row is filed
//! under one such triple, the one that fewest others are filed under; a pattern that needs one of several, under one of
//! each. A text is gone through once, triple by triple. Patterns are compiled when a text first holds their letters, those
//! that need no letters in sets.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use regex::{Regex, RegexSet};

use super::term::{Sign, Term};
use super::term_letters::{AnyOf, needed_letters};
use super::term_words::{alphanumeric, fits, in_case_of};

/// The newsroom's terms, ready to be looked for.
#[derive(Default)]
pub struct Terms {
    terms: Vec<Filed>,
    entries: Vec<Entry>,
    /// By triple: one more than the first entry under it, 0 for none.
    first: Vec<u32>,
    /// Words without such a triple, by their first word in lower case.
    short: HashMap<String, Vec<u32>>,
    /// Patterns that need no letters.
    open: Vec<u32>,
    sets: OnceLock<Vec<Option<RegexSet>>>,
}

/// A term and what is known of it.
struct Filed {
    term: Term,
    /// For a pattern: what else a text must hold for it to fit.
    others: Vec<AnyOf>,
    /// For words: how many bytes of the term stand before the letters.
    before: usize,
    compiled: OnceLock<Option<Regex>>,
}

/// Letters under one of whose triples a term is filed.
struct Entry {
    term: u32,
    /// The letters that a text must hold, in lower case, and where in them the triple stands.
    letters: String,
    offset: usize,
    /// One more than the next entry under the same triple.
    next: u32,
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

/// So many places of one pattern are looked for in a text. Looking for each may cost as much as going through all that follows,
/// as for `.*x|a`, so that without an end the work would grow with the square of the text.
const MOST_PLACES: usize = 1000;

/// What a pattern puts in place of words is no longer than so many bytes; `$0$0$0…` could fill the memory.
const LONGEST_INSTEAD: usize = 2000;

/// So many patterns that need no letters are looked for together: a set of more may be too large.
const OPEN_IN_A_SET: usize = 50;

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
        let (mut before, mut others) = (0, Vec::new());
        match &term.sign {
            Sign::Words(words) => match longest_letters(words) {
                Some((ahead, letters)) => {
                    before = ahead;
                    self.file_under(index, letters, counts);
                }
                None => {
                    let start = words.find(char::is_alphanumeric).unwrap_or(0);
                    let first = alphanumeric(words.get(start..).unwrap_or_default());
                    self.short.entry(first.to_lowercase()).or_default().push(index);
                }
            },
            Sign::Pattern(pattern) => {
                let mut needed = needed_letters(pattern).into_iter();
                match needed.next() {
                    Some(any) => any.into_iter().for_each(|letters| self.file_under(index, letters, counts)),
                    None => self.open.push(index),
                }
                others.extend(needed);
            }
        }
        self.terms.push(Filed { term, others, before, compiled: OnceLock::new() });
    }

    /// Files a term under the rarest triple of some letters, three or more.
    fn file_under(&mut self, term: u32, letters: String, counts: &mut [u32]) {
        let places = letters.as_bytes().windows(3).enumerate();
        let rarest = places.filter_map(|(offset, triple)| Some((offset, slot(triple)?)));
        let rarest = rarest.min_by_key(|&(_, slot)| counts.get(slot).copied());
        let Some((offset, slot)) = rarest else { return };
        if let (Some(count), Some(first)) = (counts.get_mut(slot), self.first.get_mut(slot)) {
            *count += 1;
            let next = std::mem::replace(first, self.entries.len() as u32 + 1);
            self.entries.push(Entry { term, letters, offset, next });
        }
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
            while let Some(entry) = next.checked_sub(1).and_then(|entry| self.entries.get(entry as usize)) {
                next = entry.next;
                let Some(start) = at.checked_sub(entry.offset).filter(|&start| entry.has_letters(text, start)) else {
                    continue;
                };
                let Some(filed) = self.terms.get(entry.term as usize) else { continue };
                match &filed.term.sign {
                    Sign::Pattern(_) => patterns.push(entry.term),
                    Sign::Words(words) => {
                        places.extend(fits(words, filed.before, text, start).map(|found| (found, entry.term)))
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
            let filed = filed.filter(|filed| filed.others.iter().all(|any| any.iter().any(|run| holds(text, run))));
            let found = filed.and_then(Filed::regex).map(|regex| regex.find_iter(text).take(MOST_PLACES));
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

    /// The patterns that need no letters and that a text may hold.
    fn open_in(&self, text: &str) -> impl Iterator<Item = u32> {
        let sets = if self.open.is_empty() { &[][..] } else { self.sets.get_or_init(|| self.compile_open()) };
        let mut fitting: Vec<u32> = Vec::new();
        for (patterns, set) in self.open.chunks(OPEN_IN_A_SET).zip(sets) {
            match set {
                Some(set) => fitting.extend(set.matches(text).into_iter().filter_map(|index| patterns.get(index))),
                // Together they are too large: each is looked for by itself.
                None => fitting.extend(patterns),
            }
        }
        fitting.into_iter()
    }

    fn compile_open(&self) -> Vec<Option<RegexSet>> {
        let pattern = |&index: &u32| match &self.terms.get(index as usize)?.term.sign {
            Sign::Pattern(pattern) => Some(pattern.as_str()),
            Sign::Words(_) => None,
        };
        let sets = self.open.chunks(OPEN_IN_A_SET);
        sets.map(|patterns| RegexSet::new(patterns.iter().filter_map(pattern)).ok()).collect()
    }
}

impl Entry {
    fn has_letters(&self, text: &str, start: usize) -> bool {
        let held = text.as_bytes().get(start..start + self.letters.len());
        held.is_some_and(|held| held.eq_ignore_ascii_case(self.letters.as_bytes()))
    }
}

impl Filed {
    fn regex(&self) -> Option<&Regex> {
        let Sign::Pattern(pattern) = &self.term.sign else { return None };
        // It was read before, so that compiling it does not fail.
        self.compiled.get_or_init(|| Regex::new(pattern).ok()).as_ref()
    }

    fn found(&self, text: &str, range: Range<usize>) -> Option<Found<'_>> {
        let held = text.get(range.clone())?;
        let instead = self.term.instead.as_ref().and_then(|instead| match &self.term.sign {
            Sign::Words(words) => Some(in_case_of(instead, held, words)),
            Sign::Pattern(_) => {
                // No group is longer than what the pattern fits.
                let longest = instead.len() + instead.matches('$').count() * held.len();
                if longest > LONGEST_INSTEAD {
                    return None;
                }
                let groups = self.regex().and_then(|regex| regex.captures_at(text, range.start));
                let mut expanded = String::new();
                match groups {
                    Some(groups) => groups.expand(instead, &mut expanded),
                    None => expanded.push_str(instead),
                }
                Some(expanded)
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

/// Whether a text holds some ASCII letters, in any case.
fn holds(text: &str, letters: &str) -> bool {
    text.as_bytes().windows(letters.len()).any(|held| held.eq_ignore_ascii_case(letters.as_bytes()))
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
    fn patterns_of_alternatives_are_found_by_any_of_them() {
        let terms = [pattern(r"\b(?:unlawful|illegal) (?:alien|migrant)s?\b", "x"), pattern("weir|quay", "y")];
        check(
            &terms,
            "An illegal migrant, Unlawful aliens, unlawful aliens at the quay.",
            &[("illegal migrant", "x"), ("unlawful aliens", "x"), ("quay", "y")],
        );
    }

    #[test]
    fn however_many_patterns_need_no_letters_they_are_looked_for() {
        let list = (0..400).map(|number| Term::read(pattern(&format!(r"\w\w\b\D{number} ?%"), "")).unwrap());
        let terms = Terms::new(list.collect::<Vec<_>>());
        let text = "By 17 % of 399%";
        let found: Vec<&str> = terms.find(text).iter().map(|found| &text[found.range.clone()]).collect();
        assert_eq!(found, ["By 17 %", "of 399%"]);
    }

    /// Looking for `.*[^A-Z]|[A-Z]` goes to the end of the text for every letter.
    #[test]
    fn of_one_pattern_so_many_places_are_looked_for_and_no_more() {
        for written in [".*[^A-Z]|[A-Z]", "[A-Z]+[^A-Z]|[A-Z]", "[A-Z]"] {
            let terms = Terms::new([Term::read(pattern(written, "")).unwrap()]);
            assert_eq!(terms.find(&"A".repeat(100_000)).len(), MOST_PLACES, "{written}");
        }
        let known = Terms::new([Term::read(words("A", "")).unwrap()]);
        assert_eq!(known.find(&"A ".repeat(2 * MOST_PLACES)).len(), 2 * MOST_PLACES, "words are no pattern");
    }

    #[test]
    fn a_pattern_puts_nothing_endless_in_place_of_words() {
        let endless = "$0".repeat(LONGEST_INSTEAD / 20);
        check(&[pattern("quays?", &endless)], "quay", &[("quay", &"quay".repeat(LONGEST_INSTEAD / 20))]);
        let long = "quay".repeat(1000);
        check(&[pattern("(quay)+", &endless)], &long, &[(&long, "")]);
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
