//! Pull quotes: words in marks that the article has elsewhere, too, set apart to catch the eye.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use crate::prose::{Text, TokenIndex, TokenRange};

/// So many words in a row are held against the rest of the text.
const RUN: usize = 5;

/// Of the runs of a passage, so many (in percent) must stand in one place elsewhere: pull quotes are shortened.
const ENOUGH: usize = 60;

/// Of how many passages with the same words each place is held against, the last ones.
const COMPARED: usize = 64;

/// For each of `passages`, a token of the place where the text has the same words elsewhere; `None` where it has not.
///
/// One walk over the text, whatever the number of passages; passages of fewer than five words are never found.
pub fn find(text: &Text, passages: &[TokenRange]) -> Vec<Option<TokenIndex>> {
    let mut elsewhere: Vec<Vec<TokenIndex>> = vec![Vec::new(); passages.len()];
    // The passage of each run, and where the same run was seen before.
    let mut all: Vec<(usize, Option<usize>)> = Vec::new();
    let mut latest: FxHashMap<u64, usize> = FxHashMap::default();
    latest.reserve(passages.iter().map(TokenRange::len).sum());
    let mut counts = vec![0; passages.len()];
    let mut pairs = KnownPairs::default();
    for (passage, tokens) in passages.iter().enumerate() {
        let note = |pair| {
            pairs.add(pair);
            true
        };
        each_run(text, tokens.clone(), note, |_, run| {
            counts[passage] += 1;
            let before = latest.insert(run, all.len());
            all.push((passage, before));
        });
    }
    if all.is_empty() {
        return vec![None; passages.len()];
    }
    each_run(
        text,
        0..text.tokens().len() as TokenIndex,
        |pair| pairs.may_hold(pair),
        |at, run| {
            let mut next = latest.get(&run);
            for _ in 0..COMPARED {
                let Some((passage, before)) = next.and_then(|index| all.get(*index)) else { break };
                if !passages[*passage].contains(&at) {
                    elsewhere[*passage].push(at);
                }
                next = before.as_ref();
            }
        },
    );
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

/// Shows the runs of words in a range of tokens, each with the token that it begins with and a hash of its words in small
/// letters; but none in which two words in a row are not `known` as a pair.
fn each_run(
    text: &Text,
    tokens: TokenRange,
    mut known: impl FnMut(u32) -> bool,
    mut show: impl FnMut(TokenIndex, u64),
) {
    let first = tokens.start;
    let (mut before, mut in_a_row) = (0, 0);
    let range = tokens.start as usize..tokens.end as usize;
    let tokens = text.tokens().get(range).unwrap_or_default();
    for (index, token) in tokens.iter().enumerate() {
        // Words alone have a hash.
        if token.hash == 0 {
            continue;
        }
        in_a_row = if known(before ^ token.hash) { in_a_row + 1 } else { 1 };
        before = token.hash.rotate_left(5);
        if in_a_row >= RUN {
            let read = tokens.iter().enumerate().take(index + 1);
            let words = read.rev().filter(|(_, token)| token.hash != 0);
            let mut hasher = FxHasher::default();
            let mut start = index;
            for (at, token) in words.take(RUN) {
                hasher.write_u32(token.hash);
                start = at;
            }
            show(first + start as TokenIndex, hasher.finish());
        }
    }
}

/// The pairs of neighbouring words in some passages, by a part of their hashes: enough to see where a text has other ones.
struct KnownPairs(Vec<bool>);

impl Default for KnownPairs {
    fn default() -> KnownPairs {
        KnownPairs(vec![false; 1 << u16::BITS])
    }
}

impl KnownPairs {
    #[inline]
    fn add(&mut self, pair: u32) {
        self.0[usize::from(pair as u16)] = true;
    }

    #[inline]
    fn may_hold(&self, pair: u32) -> bool {
        self.0[usize::from(pair as u16)]
    }
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
