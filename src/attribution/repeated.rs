//! Pull quotes: words in marks that the article has elsewhere, too, set apart to catch the eye.

use rustc_hash::FxHashMap;

use crate::prose::{Text, TokenIndex, TokenRange};

/// So many words in a row are held against the rest of the text.
const RUN: usize = 5;

/// Of the runs of a passage, so many (in percent) must stand in one place elsewhere: pull quotes are shortened.
const ENOUGH: usize = 60;

/// An odd number with bits all over.
const HASH_STEP: u32 = 0x9E37_79B1;

/// So many bits for each run that is looked for.
const SPARSE: usize = 32;

/// Of how many passages with the same words each place is held against, the last ones.
const COMPARED: usize = 64;

/// For each of `passages`, a token of the place where the text has the same words elsewhere; `None` where it has not.
///
/// One walk over the text, whatever the number of passages; passages of fewer than five words are never found. A run of
/// words does not cross a paragraph's end.
pub fn find(text: &Text, passages: &[TokenRange]) -> Vec<Option<TokenIndex>> {
    let mut elsewhere: Vec<Vec<TokenIndex>> = vec![Vec::new(); passages.len()];
    // The passage of each run, and where the same run was seen before.
    let mut all: Vec<(usize, Option<usize>)> = Vec::new();
    let mut latest: FxHashMap<u32, usize> = FxHashMap::default();
    let mut counts = vec![0; passages.len()];
    for ((passage, tokens), count) in passages.iter().enumerate().zip(&mut counts) {
        for run in parts(text, tokens).flat_map(runs) {
            *count += 1;
            let before = latest.insert(run, all.len());
            all.push((passage, before));
        }
    }
    if all.is_empty() {
        return vec![None; passages.len()];
    }
    let sought = Sought::new(latest.keys());
    let known = text.in_each_paragraph(|paragraph| {
        let runs: Box<[u32]> = runs(paragraph.tokens().map(|(_, token)| token.hash)).collect();
        if runs.is_empty() { Vec::new() } else { vec![runs] }
    });
    for (first, runs) in known.iter() {
        for (word, run) in runs.iter().enumerate() {
            if !sought.may_hold(*run) {
                continue;
            }
            let Some(mut next) = latest.get(run).map(Some) else { continue };
            let mut words =
                (first..).zip(text.tokens().iter().skip(first as usize)).filter(|(_, token)| token.hash != 0);
            let Some((at, _)) = words.nth(word) else { continue };
            for _ in 0..COMPARED {
                let Some((passage, before)) = next.and_then(|index| all.get(*index)) else { break };
                if let Some((tokens, places)) = passages.get(*passage).zip(elsewhere.get_mut(*passage))
                    && !tokens.contains(&at)
                {
                    places.push(at);
                }
                next = before.as_ref();
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

/// The hashes of the words of a range of tokens, by paragraph.
fn parts<'t>(text: &'t Text, tokens: &TokenRange) -> impl Iterator<Item = impl Iterator<Item = u32> + 't> {
    let TokenRange { start, end } = *tokens;
    let first = text.paragraph_of(start);
    let held = text.paragraphs().iter().skip(first).take_while(move |paragraph| paragraph.tokens.start < end);
    held.map(move |paragraph| {
        let inside = paragraph.tokens.start.max(start) as usize..paragraph.tokens.end.min(end) as usize;
        text.tokens().get(inside).unwrap_or_default().iter().map(|token| token.hash)
    })
}

/// A hash of each run of words among tokens with these hashes; what is no word has none.
fn runs(hashes: impl Iterator<Item = u32>) -> impl Iterator<Item = u32> {
    let mut last = [0; RUN];
    let mut count = 0;
    hashes.filter(|hash| *hash != 0).filter_map(move |hash| {
        last.rotate_left(1);
        let [.., newest] = &mut last;
        *newest = hash;
        count += 1;
        let run = last.iter().fold(0u32, |run, hash| (run.rotate_left(5) ^ hash).wrapping_mul(HASH_STEP));
        (count >= RUN).then_some(run)
    })
}

/// The runs that are looked for, by a part of their hashes: enough to see where a text has other ones.
struct Sought {
    bits: Vec<u64>,
    /// How far a hash is shifted to become the index of a bit.
    shift: u32,
}

impl Sought {
    /// Has many more bits than there are runs.
    fn new<'r>(runs: impl ExactSizeIterator<Item = &'r u32>) -> Sought {
        let words = (runs.len() * SPARSE).div_ceil(u64::BITS as usize).next_power_of_two().min(1 << u16::BITS);
        let mut sought = Sought { bits: vec![0; words], shift: u32::BITS - words.ilog2() - u64::BITS.ilog2() };
        for &run in runs {
            let (word, bit) = sought.place(run);
            if let Some(word) = sought.bits.get_mut(word) {
                *word |= bit;
            }
        }
        sought
    }

    /// The upper bits of a product are the ones that hang on all of its factors.
    #[inline]
    fn place(&self, run: u32) -> (usize, u64) {
        let index = run >> self.shift;
        ((index / u64::BITS) as usize, 1 << (index % u64::BITS))
    }

    #[inline]
    fn may_hold(&self, run: u32) -> bool {
        let (word, bit) = self.place(run);
        self.bits.get(word).is_some_and(|word| word & bit != 0)
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
