//! Pull quotes: words in marks that the article has elsewhere, too, set apart to catch the eye.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::prose::{Text, TokenIndex, TokenRange};

/// So many words in a row are held against the rest of the text.
const RUN: usize = 5;

/// Of the runs of a passage, so many (in percent) must stand in one place elsewhere: pull quotes are shortened.
const ENOUGH: usize = 60;

/// For each of `passages`, a token of the place where the text has the same words elsewhere; `None` where it has not.
///
/// One walk over the text, whatever the number of passages; passages of fewer than five words are never found.
pub fn find(text: &Text, passages: &[TokenRange]) -> Vec<Option<TokenIndex>> {
    let mut elsewhere: Vec<Vec<TokenIndex>> = vec![Vec::new(); passages.len()];
    let mut runs: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let mut counts = vec![0; passages.len()];
    for (passage, tokens) in passages.iter().enumerate() {
        for (_, run) in Runs::of(text, tokens.clone()) {
            counts[passage] += 1;
            runs.entry(run).or_default().push(passage);
        }
    }
    if runs.is_empty() {
        return vec![None; passages.len()];
    }
    let known = KnownWords::of(text, passages);
    for (at, run) in Runs::of_known(text, 0..text.tokens().len() as TokenIndex, &known) {
        for &passage in runs.get(&run).into_iter().flatten() {
            if !passages[passage].contains(&at) {
                elsewhere[passage].push(at);
            }
        }
    }
    let counted = elsewhere.into_iter().zip(counts);
    counted.map(|(places, count)| densest(&places, count).filter(|_| count > 0)).collect()
}

/// The first of the places that has enough others within the length of a passage of `count` runs.
fn densest(places: &[TokenIndex], count: usize) -> Option<TokenIndex> {
    let enough = (count * ENOUGH).div_ceil(100).max(1);
    // Punctuation between the words counts as tokens.
    let reach = 2 * (count + RUN) as TokenIndex;
    let found = places.iter().zip(places.get(enough - 1..)?).find(|(first, last)| **last - **first <= reach);
    found.map(|(first, _)| *first)
}

/// The words of the passages, as far as their hashes tell: most runs of a text hold another word, and need no hash of
/// their own.
struct KnownWords(Vec<bool>);

impl KnownWords {
    /// How many hashes are told apart.
    const ROOM: u64 = 1 << 14;

    fn of(text: &Text, passages: &[TokenRange]) -> KnownWords {
        let mut known = KnownWords(vec![false; KnownWords::ROOM as usize]);
        for token in passages.iter().flat_map(Clone::clone).filter(|&token| text.token(token).is_word()) {
            if let Some(place) = known.0.get_mut(KnownWords::place(word_hash(text.word(token)))) {
                *place = true;
            }
        }
        known
    }

    fn may_hold(&self, word: u64) -> bool {
        self.0.get(KnownWords::place(word)).copied().unwrap_or(false)
    }

    fn place(word: u64) -> usize {
        (word % KnownWords::ROOM) as usize
    }
}

/// The runs of words in a range of tokens: the token that each begins with, and a hash of its words in small letters.
struct Runs<'t> {
    text: &'t Text,
    tokens: TokenRange,
    /// Where there are such words: the runs that hold another one are left out.
    known: Option<&'t KnownWords>,
    /// The words read last, the oldest at `oldest`.
    words: [(TokenIndex, u64); RUN],
    read: usize,
}

impl<'t> Runs<'t> {
    fn of(text: &'t Text, tokens: TokenRange) -> Runs<'t> {
        Runs { text, tokens, known: None, words: [(0, 0); RUN], read: 0 }
    }

    fn of_known(text: &'t Text, tokens: TokenRange, known: &'t KnownWords) -> Runs<'t> {
        Runs { known: Some(known), ..Runs::of(text, tokens) }
    }
}

impl Iterator for Runs<'_> {
    type Item = (TokenIndex, u64);

    fn next(&mut self) -> Option<(TokenIndex, u64)> {
        loop {
            let token = self.tokens.next()?;
            if !self.text.token(token).is_word() {
                continue;
            }
            let word = word_hash(self.text.word(token));
            if self.known.is_some_and(|known| !known.may_hold(word)) {
                self.read = 0;
                continue;
            }
            self.words[self.read % RUN] = (token, word);
            self.read += 1;
            if self.read >= RUN {
                break;
            }
        }
        let mut hasher = FxHasher::default();
        let oldest = self.read % RUN;
        let in_order = self.words[oldest..].iter().chain(&self.words[..oldest]);
        in_order.for_each(|(_, word)| hasher.write_u64(*word));
        Some((self.words[oldest].0, hasher.finish()))
    }
}

fn word_hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    if word.is_ascii() {
        // Eight letters at once. The bit makes letters small; no other signs of words differ in it alone.
        for letters in word.as_bytes().chunks(8) {
            let number = letters.iter().fold(0, |number, letter| number << 8 | u64::from(letter | 0x20));
            hasher.write_u64(number);
        }
    } else {
        word.to_lowercase().hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;
    use crate::quotations::Quotations;

    /// For each passage in marks, the word that the same words begin with elsewhere, and those behind it.
    fn check(source: &str, expected: &[Option<&str>]) {
        let text = Text::new(Format::Plain.read(source));
        let passages = Quotations::find(&text).passages;
        let passages: Vec<TokenRange> = passages.into_iter().map(|passage| passage.inside).collect();
        let found = find(&text, &passages);
        let words = found.iter().map(|at| at.map(|at| text.slice(at..at + 3)));
        assert_eq!(words.collect::<Vec<_>>(), expected, "{source}");
    }

    #[test]
    fn words_that_stand_elsewhere_are_found() {
        check(
            "“The loudest thing in the valley is the clock.”\n\nThe loudest thing in the valley is the clock. Nobody winds it.",
            &[Some("The loudest thing")],
        );
    }

    #[test]
    fn a_shortened_pull_quote_is_found_and_other_words_are_not() {
        check(
            "He said: “We asked the council twice, and nobody there answered us.”\n\n“We asked the council twice, and nobody there answered”\n\n“We asked for nothing else at all that winter.”",
            &[Some("We asked the"), Some("We asked the"), None],
        );
    }

    #[test]
    fn few_words_are_nobodys_copy() {
        check("“We asked twice.”\n\nWe asked twice.", &[None]);
        check("No marks at all.", &[]);
    }
}
