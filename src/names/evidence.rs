//! What the rest of the article says about a word.
//!
//! Every figure is a count or a sum of whole numbers, so that a sentence can be taken out again and the order of
//! sentences does not matter.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use super::contexts::CONTEXTS;
use super::shares::{GROUPS, HINTS, hint};
use super::sightings::{Sighting, Sightings, joined};
use crate::text::hash;

/// What the article says about a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// How often it stands in a run.
    count: u32,
    /// In parts of [`WHOLE`].
    groups: [u64; GROUPS],
    /// How many sightings give each hint.
    pub last_of_person: [u32; HINTS],
    pub first_of_person: [u32; HINTS],
    pub in_organization: [u32; HINTS],
    pub in_place: [u32; HINTS],
    /// How often it stands in brackets behind an organization: *Council for Trade (CFT)*.
    pub acronym: u32,
    /// How often it stands in each context.
    pub contexts: [u32; CONTEXTS],
}

impl Known {
    /// How probable each group of labels is where the word stands elsewhere, given its shares here; nothing if it stands
    /// nowhere else.
    pub fn elsewhere(&self, own: &[f32; GROUPS]) -> Option<[f32; GROUPS]> {
        let others = self.count.checked_sub(1).filter(|others| *others > 0)?;
        let rest = |sum: u64, own: f32| sum.saturating_sub(parts(own)) as f32 / WHOLE / others as f32;
        Some(std::array::from_fn(|group| rest(self.groups[group], own[group])))
    }
}

/// What two neighbouring words do together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Together {
    count: u32,
    /// How often they are of one name, in parts of [`WHOLE`].
    joined: u64,
}

/// A probability of one in sums of whole numbers.
const WHOLE: f32 = 4_294_967_296.0;

fn parts(share: f32) -> u64 {
    (share * WHOLE) as u64
}

/// Keys are hashes already.
#[derive(Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |state, byte| hash::mix(state, u64::from(*byte)));
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = value ^ (value >> 29);
    }
}

type Table<T> = HashMap<u64, T, BuildHasherDefault<AsIs>>;

/// What the article says of its words.
#[derive(Debug, Default)]
pub struct Evidence {
    words: Table<Known>,
    pairs: Table<Together>,
    /// How often a word occurs in lower case.
    lower: Table<u32>,
}

/// Words and pairs of which the article now says something else.
#[derive(Debug, Default)]
pub struct Changes {
    words: HashSet<u64, BuildHasherDefault<AsIs>>,
    pairs: HashSet<u64, BuildHasherDefault<AsIs>>,
    /// The [`signs`] of all of them.
    signs: u64,
}

impl Changes {
    /// Whether the article says the same of all words.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.pairs.is_empty()
    }

    /// Whether a sentence with these signs may read anything that changed.
    pub fn may_touch(&self, signs: u64) -> bool {
        signs & self.signs != 0
    }

    /// Whether a run with these sightings reads anything that changed.
    pub fn touch(&self, run: &[Sighting]) -> bool {
        run.iter().any(|sighting| self.words.contains(&sighting.word))
            || run.windows(2).any(|two| self.pairs.contains(&pair(&two[0], &two[1])))
    }
}

/// One bit for each word, a few words a bit: sentences without a common bit have no word in common.
pub fn signs(sightings: &[Sighting]) -> u64 {
    sightings.iter().fold(0, |signs, sighting| signs | sign(sighting.word))
}

fn sign(word: u64) -> u64 {
    1 << (word >> 58)
}

impl Evidence {
    /// No evidence yet, with room for that of so many sightings in a text of so many tokens.
    pub fn with_room(sightings: usize, tokens: usize) -> Evidence {
        let mut evidence = Evidence::default();
        evidence.words.reserve(sightings / 2);
        evidence.lower.reserve(tokens / 4);
        evidence
    }

    /// Takes in one more sentence.
    pub fn add(&mut self, seen: &Sightings) {
        self.count(seen, 1);
        self.count_lower(&seen.lower, 1);
    }

    /// Exchanges sentences, and says what else is true now.
    pub fn exchange<'s>(
        &mut self,
        old: impl Iterator<Item = &'s Sightings> + Clone,
        new: impl Iterator<Item = &'s Sightings> + Clone,
    ) -> Changes {
        let both = || old.clone().chain(new.clone());
        let old_lower: Vec<u64> = old.clone().flat_map(|seen| &seen.lower).copied().collect();
        let new_lower: Vec<u64> = new.clone().flat_map(|seen| &seen.lower).copied().collect();
        let (gone, come) = differing(&old_lower, &new_lower);
        let mut words: Table<(Option<Known>, bool)> = Table::default();
        let mut pairs: Table<(u64, Option<Together>)> = Table::default();
        let in_names = both().flat_map(|seen| &seen.all).map(|sighting| &sighting.word);
        for word in in_names.chain(gone).chain(come) {
            words.insert(*word, (self.words.get(word).copied(), self.is_lower(*word)));
        }
        for seen in both() {
            for run in seen.runs() {
                for two in run.windows(2) {
                    let key = pair(&two[0], &two[1]);
                    pairs.insert(key, (two[0].word, self.pairs.get(&key).copied()));
                }
            }
        }
        old.for_each(|seen| self.count(seen, -1));
        new.for_each(|seen| self.count(seen, 1));
        self.count_lower(gone, -1);
        self.count_lower(come, 1);
        let mut changes = Changes::default();
        // A word that no name may hold any more, or never might, concerns nobody.
        for (word, (known, lower)) in words {
            let now = self.words.get(&word).copied();
            if now.is_some() && (now != known || self.is_lower(word) != lower) {
                changes.words.insert(word);
                changes.signs |= sign(word);
            }
        }
        for (key, (left, known)) in pairs {
            let now = self.pairs.get(&key).copied();
            if now.is_some() && now != known {
                changes.pairs.insert(key);
                changes.signs |= sign(left);
            }
        }
        changes
    }

    /// What the article says of a word.
    pub fn known(&self, word: u64) -> Known {
        self.words.get(&word).copied().unwrap_or_default()
    }

    /// Whether a word occurs in lower case.
    pub fn is_lower(&self, word: u64) -> bool {
        self.lower.contains_key(&word)
    }

    /// Counts a sentence in (`sign` 1) or out (-1).
    fn count(&mut self, seen: &Sightings, sign: i32) {
        let step = |sum: &mut u32| *sum = sum.wrapping_add_signed(sign);
        let weigh = |sum: &mut u64, parts: u64| *sum = sum.wrapping_add_signed(i64::from(sign) * parts as i64);
        for sighting in &seen.all {
            let shares = &sighting.shares;
            let known = self.words.entry(sighting.word).or_default();
            step(&mut known.count);
            for (sum, share) in known.groups.iter_mut().zip(shares.groups) {
                weigh(sum, parts(share));
            }
            step(&mut known.last_of_person[usize::from(shares.last_of_person)]);
            step(&mut known.first_of_person[usize::from(shares.first_of_person)]);
            step(&mut known.in_organization[usize::from(shares.in_organization)]);
            step(&mut known.in_place[usize::from(shares.in_place)]);
            for (context, count) in known.contexts.iter_mut().enumerate() {
                if sighting.contexts & (1 << context) != 0 {
                    step(count);
                }
            }
        }
        for two in seen.all.windows(2) {
            let [body, short] = two else { continue };
            let is_acronym = short.bracketed && short.token == body.token + 2;
            if is_acronym && body.shares.ends_organization {
                step(&mut self.words.entry(short.word).or_default().acronym);
            }
        }
        for run in seen.runs() {
            for two in run.windows(2) {
                let known = self.pairs.entry(pair(&two[0], &two[1])).or_default();
                step(&mut known.count);
                weigh(&mut known.joined, parts(joined(&two[0], &two[1])));
            }
        }
        if sign < 0 {
            self.forget(seen);
        }
    }

    /// Drops what nobody says any more.
    fn forget(&mut self, seen: &Sightings) {
        for sighting in &seen.all {
            if self.words.get(&sighting.word).is_some_and(|known| known.count == 0) {
                self.words.remove(&sighting.word);
            }
        }
        for run in seen.runs() {
            for two in run.windows(2) {
                let key = pair(&two[0], &two[1]);
                if self.pairs.get(&key).is_some_and(|known| known.count == 0) {
                    self.pairs.remove(&key);
                }
            }
        }
    }

    /// Counts words in lower case in (`sign` 1) or out (-1).
    fn count_lower(&mut self, words: &[u64], sign: i32) {
        for word in words {
            let count = self.lower.entry(*word).or_default();
            *count = count.wrapping_add_signed(sign);
            if *count == 0 {
                self.lower.remove(word);
            }
        }
    }

    /// Whether two neighbours are of one name elsewhere in the article, in steps; [`HINTS`] if they never meet again.
    pub fn elsewhere(&self, left: &Sighting, right: &Sighting) -> usize {
        let known = self.pairs.get(&pair(left, right)).copied().unwrap_or_default();
        let Some(others) = known.count.checked_sub(1).filter(|others| *others > 0) else { return HINTS };
        let rest = known.joined.saturating_sub(parts(joined(left, right)));
        hint(rest as f32 / WHOLE / others as f32)
    }
}

/// What is left of two lists without what they begin and end with alike.
fn differing<'l>(old: &'l [u64], new: &'l [u64]) -> (&'l [u64], &'l [u64]) {
    let front = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let (old, new) = (old.get(front..).unwrap_or_default(), new.get(front..).unwrap_or_default());
    let back = old.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| one == other).count();
    let trim = |list: &'l [u64]| list.get(..list.len() - back).unwrap_or_default();
    (trim(old), trim(new))
}

fn pair(left: &Sighting, right: &Sighting) -> u64 {
    hash::mix(left.word, right.word)
}
