//! Pull quotes: words in marks that the article has elsewhere, too, set apart to catch the eye.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::prose::{EachToken, ParagraphView, Revision, Text, TokenIndex, TokenRange};
use crate::text::Splice;

/// So many words in a row are held against the rest of the text.
const RUN: usize = 5;

/// Of the runs of a passage, so many (in percent) must stand in one place elsewhere: pull quotes are shortened.
const ENOUGH: usize = 60;

/// An odd number with bits all over.
const HASH_STEP: u32 = 0x9E37_79B1;

/// What the hash of the first word of a run has been multiplied with when the last one is added.
const FIRST_OF_RUN: u32 = HASH_STEP.wrapping_pow(RUN as u32 - 1);

/// So many bits for each run that is looked for.
const SPARSE: usize = 32;

/// Of how many passages with the same words each place is held against, the last ones.
const COMPARED: usize = 64;

/// Passages of a text, and where it has the same words elsewhere.
#[derive(Debug, Default)]
pub struct Repeated {
    passages: Vec<TokenRange>,
    /// A hash of each of their runs of words, and where the text has one of these.
    runs: PassageRuns,
    hits: Vec<Hit>,
    elsewhere: Vec<Option<TokenIndex>>,
}

/// A place of a text that has a run of words of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Hit {
    /// The first word.
    at: TokenIndex,
    /// The last such run among those of all passages.
    latest: usize,
}

impl Repeated {
    /// Finds for each of `passages` a token of the place where the text has the same words elsewhere.
    ///
    /// One walk over the text, whatever the number of passages, and after an edit over a hash for each of its words;
    /// passages of fewer than five words are never found. A run of words does not cross a paragraph's end.
    pub fn find(text: &Text, passages: Vec<TokenRange>) -> Repeated {
        let runs = PassageRuns::of(text, &passages);
        let hits = match runs.all.is_empty() {
            true => Vec::new(),
            false => runs.all_hits(text),
        };
        let elsewhere = runs.elsewhere(&passages, &hits);
        Repeated { passages, runs, hits, elsewhere }
    }

    /// The same of these passages of the text after an edit. If they are those that were found before, only what was edited
    /// is looked at.
    pub fn renewed(mut self, text: &Text, passages: Vec<TokenRange>, revision: &Revision) -> Repeated {
        self.follow(revision.tokens);
        if self.passages != passages {
            return Repeated::find(text, passages);
        }
        self.elsewhere = self.runs.elsewhere(&self.passages, &self.hits);
        self.revise(text, revision.paragraphs.now());
        self
    }

    /// Moves all to where it stands after an edit, which replaced these tokens.
    fn follow(&mut self, tokens: Splice<TokenIndex>) {
        if tokens.moves() {
            self.passages.iter_mut().for_each(|passage| *passage = tokens.range_now(passage));
            self.hits.retain(|hit| !tokens.before().contains(&hit.at.number()));
            self.hits.iter_mut().for_each(|hit| hit.at = tokens.place(hit.at));
        }
    }

    /// Where the same words are, for each passage; `None` where they are nowhere else.
    pub fn elsewhere(&self) -> &[Option<TokenIndex>] {
        &self.elsewhere
    }

    /// Finds the same after an edit that left every token the number it had and made these paragraphs others. Returns
    /// whether all is where it was.
    pub fn revise(&mut self, text: &Text, paragraphs: Range<usize>) -> bool {
        let edited = text.paragraphs().get(paragraphs).unwrap_or_default();
        let (Some(first), Some(last)) = (edited.first(), edited.last()) else { return true };
        let tokens = first.tokens.start..last.tokens.end;
        let meets = |passage: &TokenRange| passage.start < tokens.end && tokens.start < passage.end;
        let start = self.hits.partition_point(|hit| hit.at < tokens.start);
        let end = self.hits.partition_point(|hit| hit.at < tokens.end);
        let known = self.hits.get(start..end).unwrap_or_default().iter().copied();
        if !self.passages.iter().any(meets) && self.runs.hits(text, &tokens).eq(known) {
            return true;
        }
        let now = Repeated::find(text, std::mem::take(&mut self.passages));
        let before = std::mem::replace(self, now);
        before.elsewhere == self.elsewhere
    }
}

/// The runs of words of passages.
#[derive(Debug, Default)]
struct PassageRuns {
    /// The passage of each run, and where the same run was before.
    all: Vec<(usize, Option<usize>)>,
    /// The last place of each run among all.
    latest: FxHashMap<u32, usize>,
    /// How many runs each passage has.
    counts: Vec<usize>,
    sought: Sought,
}

impl PassageRuns {
    fn of(text: &Text, passages: &[TokenRange]) -> PassageRuns {
        let mut found = PassageRuns { counts: vec![0; passages.len()], ..PassageRuns::default() };
        for ((passage, tokens), count) in passages.iter().enumerate().zip(&mut found.counts) {
            for (_, run) in runs(text, tokens) {
                *count += 1;
                let before = found.latest.insert(run, found.all.len());
                found.all.push((passage, before));
            }
        }
        found.sought = Sought::new(found.latest.keys());
        found
    }

    /// Where a text has one of the runs.
    fn all_hits(&self, text: &Text) -> Vec<Hit> {
        let hashes = text.in_each_paragraph(run_hashes);
        let holding = hashes.iter().filter(|(_, hashes)| hashes.iter().any(|run| self.sought.may_hold(*run)));
        let paragraphs = holding.filter_map(|(first, _)| text.paragraphs().get(text.paragraph_of(first)));
        paragraphs.flat_map(|paragraph| self.hits(text, &paragraph.tokens)).collect()
    }

    /// Where some tokens have one of the runs.
    fn hits<'t>(&'t self, text: &'t Text, tokens: &TokenRange) -> impl Iterator<Item = Hit> + 't {
        let sought = runs(text, tokens).filter(|(_, run)| self.sought.may_hold(*run));
        sought.filter_map(|(at, run)| Some(Hit { at, latest: *self.latest.get(&run)? }))
    }

    /// For each passage, the place that has enough of its runs outside of it.
    fn elsewhere(&self, passages: &[TokenRange], hits: &[Hit]) -> Vec<Option<TokenIndex>> {
        let mut elsewhere: Vec<Vec<TokenIndex>> = vec![Vec::new(); passages.len()];
        for Hit { at, latest } in hits {
            let mut next = Some(latest);
            for _ in 0..COMPARED {
                let Some((passage, before)) = next.and_then(|index| self.all.get(*index)) else { break };
                if let Some((tokens, places)) = passages.get(*passage).zip(elsewhere.get_mut(*passage))
                    && !tokens.contains(at)
                {
                    places.push(*at);
                }
                next = before.as_ref();
            }
        }
        let counted = elsewhere.into_iter().zip(&self.counts);
        counted.map(|(places, &count)| densest(&places, count).filter(|_| count > 0)).collect()
    }
}

/// The first of the places that has enough others within the length of a passage of `count` runs.
fn densest(places: &[TokenIndex], count: usize) -> Option<TokenIndex> {
    let enough = (count * ENOUGH).div_ceil(100).max(1);
    // Punctuation between the words counts as tokens.
    let reach = 2 * (count + RUN) as u32;
    let found = places.iter().zip(places.get(enough - 1..)?).find(|(first, last)| **last - **first <= reach);
    found.map(|(first, _)| *first)
}

/// Each run of words in a range of tokens: its first word, and a hash. What is no word is passed over.
fn runs<'t>(text: &'t Text, tokens: &TokenRange) -> impl Iterator<Item = (TokenIndex, u32)> + 't {
    let TokenRange { start, end } = *tokens;
    let first = text.paragraph_of(start);
    let held = text.paragraphs().iter().skip(first).take_while(move |paragraph| paragraph.tokens.start < end);
    held.flat_map(move |paragraph| {
        let inside = paragraph.tokens.start.max(start)..paragraph.tokens.end.min(end);
        let tokens = inside.each().zip(text.tokens_at(&inside));
        runs_of(tokens.map(|(at, token)| (at, token.hash)))
    })
}

/// A hash of each run of words of a paragraph, if it has any.
fn run_hashes(paragraph: ParagraphView<'_>) -> Vec<Box<[u32]>> {
    let hashes: Box<[u32]> = runs_of((0..).zip(paragraph.hashes())).map(|(_, run)| run).collect();
    if hashes.is_empty() { Vec::new() } else { vec![hashes] }
}

/// Each run of words in tokens with the hashes of their words: its first word, and a hash.
fn runs_of<Place: Copy + Default>(tokens: impl Iterator<Item = (Place, u32)>) -> impl Iterator<Item = (Place, u32)> {
    // The last words, each in its place until another one takes it, and their hash: what a word adds to it is
    // multiplied once for each word behind.
    let (mut last, mut run) = ([(Place::default(), 0); RUN], 0u32);
    tokens.filter(|(_, hash)| *hash != 0).enumerate().filter_map(move |(count, (at, hash))| {
        let (_, gone) = std::mem::replace(&mut last[count % RUN], (at, hash));
        run = run.wrapping_sub(FIRST_OF_RUN.wrapping_mul(gone)).wrapping_mul(HASH_STEP).wrapping_add(hash);
        let (first, _) = last[(count + 1) % RUN];
        (count + 1 >= RUN).then_some((first, run))
    })
}

/// The runs that are looked for, by a part of their hashes: enough to see where a text has other ones.
#[derive(Debug, Default)]
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

    /// The upper bits hang on all words of a run.
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
        let found = Repeated::find(&text, passages);
        let words = found.elsewhere().iter().map(|at| at.map(|at| text.slice(at..at + 3)));
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
