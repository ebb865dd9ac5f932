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
    let stretches = KnownWords::of(text, passages).stretches(text);
    for (at, run) in stretches.into_iter().flat_map(|stretch| Runs::of(text, stretch)) {
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

/// The words of some passages, as far as their lengths and outer letters tell: enough to see where a text has other ones.
struct KnownWords(Vec<bool>);

impl KnownWords {
    /// How many words are told apart.
    const ROOM: usize = 1 << 14;

    fn of(text: &Text, passages: &[TokenRange]) -> KnownWords {
        let mut known = vec![false; KnownWords::ROOM];
        for token in passages.iter().flat_map(Clone::clone).filter(|&token| text.token(token).is_word()) {
            if let Some(place) = known.get_mut(KnownWords::place(text.word(token))) {
                *place = true;
            }
        }
        KnownWords(known)
    }

    /// Where a text may have a run of these words.
    fn stretches(&self, text: &Text) -> Vec<TokenRange> {
        let mut found = Vec::new();
        let (mut stretch, mut words) = (0..0, 0);
        for (at, token) in (0..).zip(text.tokens()).filter(|(_, token)| token.is_word()) {
            let place = KnownWords::place(token.span.slice(text.as_str()));
            if self.0.get(place).copied().unwrap_or(false) {
                stretch = if words == 0 { at } else { stretch.start }..at + 1;
                words += 1;
            } else {
                found.extend(Some(stretch.clone()).filter(|_| words >= RUN));
                words = 0;
            }
        }
        found.extend(Some(stretch).filter(|_| words >= RUN));
        found
    }

    /// The same for a word in capitals: only the last five bits of a letter count.
    fn place(word: &str) -> usize {
        let letter = |letter: Option<&u8>| usize::from(letter.copied().unwrap_or(0) % 32);
        let bytes = word.as_bytes();
        (bytes.len() % 16 * 32 + letter(bytes.first())) * 32 + letter(bytes.last())
    }
}

/// The runs of words in a range of tokens: the token that each begins with, and a hash of its words in small letters.
struct Runs<'t> {
    text: &'t Text,
    tokens: TokenRange,
    /// The words read last, the oldest at `oldest`.
    words: [(TokenIndex, u64); RUN],
    read: usize,
}

impl<'t> Runs<'t> {
    fn of(text: &'t Text, tokens: TokenRange) -> Runs<'t> {
        Runs { text, tokens, words: [(0, 0); RUN], read: 0 }
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
            self.words[self.read % RUN] = (token, word_hash(self.text.word(token)));
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
