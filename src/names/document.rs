//! The second look: what the rest of the article says about a word.
//!
//! The first look sees one sentence. Here every capitalized word learns how the same word was read elsewhere: a bare
//! surname whose full name stands in another paragraph, a ministry's short form, a word that also occurs in lower case.
//! Only the scores of the first look are weighed anew; no features are taken again.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use super::labels::{self, LABELS, Label, Row};
use crate::prose::{TokenIndex, TokenRange};
use crate::text::hash;

/// Outside, the three kinds, and other.
const GROUPS: usize = 5;
const SURE: usize = 3;
const LEVELS: usize = 6;
const HINTS: usize = 4;

const ALONE: usize = 0;
const PAIRED: usize = ALONE + GROUPS;
const SHARES: usize = PAIRED + GROUPS * SURE * GROUPS * SURE;
const LAST_OF_PERSON: usize = SHARES + GROUPS * LEVELS;
const FIRST_OF_PERSON: usize = LAST_OF_PERSON + HINTS * GROUPS;
const IN_ORGANIZATION: usize = FIRST_OF_PERSON + HINTS * GROUPS;
const IN_PLACE: usize = IN_ORGANIZATION + HINTS * GROUPS;
const IN_LOWER_CASE: usize = IN_PLACE + HINTS * GROUPS;
const PARTS_OF_PERSON: usize = IN_LOWER_CASE + 4 * GROUPS;
const JOINED: usize = PARTS_OF_PERSON + HINTS * HINTS;
const ACRONYM: usize = JOINED + 2 * (HINTS + 1) * GROUPS;
const BESIDE: usize = ACRONYM + GROUPS;
const CONTEXT: usize = BESIDE + GROUPS * SURE * (1 + GROUPS * SURE);
/// How many features the second look has.
pub const FEATURES: usize = CONTEXT + CONTEXTS * TIMES * 2 * GROUPS;

/// How many contexts of a word are told apart; see [`super::contexts`].
pub const CONTEXTS: usize = 6;
/// A context is met nowhere else, once, or more often.
const TIMES: usize = 3;

/// One token that can be part of a name, as the first look saw it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sighting {
    /// Which token, counted from the first of what was looked at: a sentence.
    pub token: TokenIndex,
    /// Whether it opens its sentence.
    pub opens: bool,
    /// Whether it is an acronym that a bracket opens before.
    pub bracketed: bool,
    /// The contexts it stands in, a bit each.
    pub contexts: u8,
    /// What the other names are in the list that it is in (*Lop Buri, Ang Thong and Nonthaburi*); 0 in none.
    pub beside: u8,
    /// The hash of its word.
    pub word: u64,
    /// The score of each label.
    pub score: Row,
    /// How probable they are.
    pub shares: Shares,
}

/// How probable the labels of a token are, as far as the second look asks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shares {
    /// Each group of labels.
    groups: [f32; GROUPS],
    /// That a name goes on behind it.
    opens: f32,
    /// That a name goes on with it.
    goes_on: f32,
    /// How strong a hint it is that it ends the name of a person.
    last_of_person: u8,
    first_of_person: u8,
    in_organization: u8,
    in_place: u8,
    /// Whether it may well end the name of an organization.
    ends_organization: bool,
}

impl Shares {
    /// Reads how probable each label is.
    pub fn of(share: &Row) -> Shares {
        Shares {
            groups: groups(share),
            opens: sum_of(share, labels::opens),
            goes_on: sum_of(share, labels::continues),
            last_of_person: hint(share[3]) as u8,
            first_of_person: hint(share[1]) as u8,
            in_organization: hint(share[5] + share[6] + share[7]) as u8,
            in_place: hint(share[9] + share[10] + share[11]) as u8,
            ends_organization: share[7] + share[8] > 0.4,
        }
    }
}

/// What a sentence shows: its runs with their sightings, and its words in lower case.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sightings {
    /// One for each token of each run, in order.
    pub all: Vec<Sighting>,
    /// Where the sightings of each run end.
    pub ends: Vec<u32>,
    /// The hash of each word in lower case.
    pub lower: Vec<u64>,
}

impl Sightings {
    /// One number for what a sentence shows; equal sentences have the same.
    pub fn digest(&self) -> u64 {
        let state = self.all.iter().fold(0, |state, sighting| hash::mix(state, sighting.word));
        hash::finish(state, self.all.len() as u64)
    }

    /// The sightings of each run in order.
    pub fn runs(&self) -> impl Iterator<Item = &[Sighting]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.all[start as usize..*end as usize])
    }
}

/// What the article says about a word. Every figure is a count or a sum of whole numbers, so that a sentence can be
/// taken out again and the order of sentences does not matter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Known {
    count: u32,
    /// In parts of [`WHOLE`].
    groups: [u64; GROUPS],
    /// How many sightings give each hint.
    last_of_person: [u32; HINTS],
    first_of_person: [u32; HINTS],
    in_organization: [u32; HINTS],
    in_place: [u32; HINTS],
    /// How often it stands in brackets behind an organization: *Council for Trade (CFT)*.
    acronym: u32,
    /// How often it stands in each context.
    contexts: [u32; CONTEXTS],
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
    }

    /// Exchanges sentences, and says what else is true now.
    pub fn exchange<'s>(
        &mut self,
        old: impl Iterator<Item = &'s Sightings> + Clone,
        new: impl Iterator<Item = &'s Sightings> + Clone,
    ) -> Changes {
        let both = || old.clone().chain(new.clone());
        let mut words: Table<(Option<Known>, bool)> = Table::default();
        let mut pairs: Table<(u64, Option<Together>)> = Table::default();
        for seen in both() {
            for word in seen.all.iter().map(|sighting| &sighting.word).chain(&seen.lower) {
                words.insert(*word, (self.words.get(word).copied(), self.is_lower(*word)));
            }
            for run in seen.runs() {
                for two in run.windows(2) {
                    let key = pair(&two[0], &two[1]);
                    pairs.insert(key, (two[0].word, self.pairs.get(&key).copied()));
                }
            }
        }
        old.for_each(|seen| self.count(seen, -1));
        new.for_each(|seen| self.count(seen, 1));
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

    fn is_lower(&self, word: u64) -> bool {
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
        for word in &seen.lower {
            step(self.lower.entry(*word).or_default());
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
        for word in &seen.lower {
            if self.lower.get(word) == Some(&0) {
                self.lower.remove(word);
            }
        }
    }

    /// Gives the features of every sighting of a run to `each`, in order.
    pub fn features(&self, run: &[Sighting], mut each: impl FnMut(&[u32])) {
        let mut before = HINTS;
        for (index, sighting) in run.iter().enumerate() {
            let mut features = List::default();
            let nothing = Known::default();
            let known = self.words.get(&sighting.word).unwrap_or(&nothing);
            let best = of_one(sighting, known, self.is_lower(sighting.word), &mut features);
            let after = run.get(index + 1).map_or(HINTS, |next| self.elsewhere(sighting, next));
            features.push(JOINED + before * GROUPS + best);
            features.push(JOINED + (HINTS + 1 + after) * GROUPS + best);
            before = after;
            each(features.all());
        }
    }

    /// Whether two neighbours are of one name elsewhere in the article, in steps; [`HINTS`] if they never meet again.
    fn elsewhere(&self, left: &Sighting, right: &Sighting) -> usize {
        let known = self.pairs.get(&pair(left, right)).copied().unwrap_or_default();
        let Some(others) = known.count.checked_sub(1).filter(|others| *others > 0) else { return HINTS };
        let rest = known.joined.saturating_sub(parts(joined(left, right)));
        hint(rest as f32 / WHOLE / others as f32)
    }
}

/// The features of one sighting.
#[derive(Default)]
struct List {
    features: [u32; List::LONGEST],
    count: usize,
}

impl List {
    /// No sighting has more; a power of two.
    const LONGEST: usize = 32;

    fn push(&mut self, feature: usize) {
        self.features[self.count % List::LONGEST] = feature as u32;
        self.count += 1;
    }

    fn all(&self) -> &[u32] {
        self.features.get(..self.count).unwrap_or(&self.features)
    }
}

/// The features of every sighting of a whole article, in order. `each` gets the index of the sighting and its features.
#[cfg(feature = "train")]
pub fn features(seen: &Sightings, mut each: impl FnMut(usize, &[u32])) {
    let mut evidence = Evidence::default();
    evidence.add(seen);
    let mut index = 0;
    for run in seen.runs() {
        evidence.features(run, |features| {
            each(index, features);
            index += 1;
        });
    }
}

/// One number for a list of features; equal lists have the same, and others practically never.
pub fn digest(features: &[u32]) -> u64 {
    hash::finish(features.iter().fold(0, |state, feature| hash::mix(state, u64::from(*feature))), features.len() as u64)
}

/// How probable it is that two neighbours are of one name.
fn joined(left: &Sighting, right: &Sighting) -> f32 {
    left.shares.opens.min(right.shares.goes_on)
}

fn pair(left: &Sighting, right: &Sighting) -> u64 {
    hash::mix(left.word, right.word)
}

/// How probable it is that one of some labels is right.
fn sum_of(share: &Row, is_counted: impl Fn(usize) -> bool) -> f32 {
    (0..LABELS).filter(|label| is_counted(*label)).map(|label| share[label]).sum()
}

/// How probable each group of labels is.
fn groups(share: &Row) -> [f32; GROUPS] {
    let mut out = [0.0; GROUPS];
    for label in 0..LABELS {
        out[labels::group(label)] += share[label];
    }
    out
}

/// The most probable group and how sure that is.
fn top(groups: &[f32; GROUPS]) -> (usize, usize) {
    let mut best = 0;
    for group in 1..GROUPS {
        if groups[group] > groups[best] {
            best = group;
        }
    }
    let sure = match groups[best] {
        share if share > 0.95 => 2,
        share if share > 0.7 => 1,
        _ => 0,
    };
    (best, sure)
}

/// Adds the features of one sighting; returns its most probable group.
fn of_one(sighting: &Sighting, known: &Known, is_lower: bool, features: &mut List) -> usize {
    let own = sighting.shares.groups;
    let (best, sure) = top(&own);
    let others = known.count.saturating_sub(1);
    if others == 0 {
        features.push(ALONE + best);
    } else {
        let rest: [f32; GROUPS] = std::array::from_fn(|group| {
            known.groups[group].saturating_sub(parts(own[group])) as f32 / WHOLE / others as f32
        });
        let (other_best, other_sure) = top(&rest);
        features.push(PAIRED + ((best * SURE + sure) * GROUPS + other_best) * SURE + other_sure);
        for (group, share) in rest.iter().enumerate() {
            let level = match *share {
                share if share < 0.02 => 0,
                share if share < 0.15 => 1,
                share if share < 0.4 => 2,
                share if share < 0.7 => 3,
                share if share < 0.95 => 4,
                _ => 5,
            };
            features.push(SHARES + group * LEVELS + level);
        }
    }
    let last = strongest(&known.last_of_person);
    let first = strongest(&known.first_of_person);
    features.push(LAST_OF_PERSON + last * GROUPS + best);
    features.push(FIRST_OF_PERSON + first * GROUPS + best);
    features.push(IN_ORGANIZATION + strongest(&known.in_organization) * GROUPS + best);
    features.push(IN_PLACE + strongest(&known.in_place) * GROUPS + best);
    features.push(IN_LOWER_CASE + (usize::from(is_lower) * 2 + usize::from(sighting.opens)) * GROUPS + best);
    features.push(PARTS_OF_PERSON + last * HINTS + first);
    if known.acronym > 0 {
        features.push(ACRONYM + best);
    }
    features.push(BESIDE + (best * SURE + sure) * (1 + GROUPS * SURE) + usize::from(sighting.beside));
    for (context, count) in known.contexts.iter().enumerate() {
        let here = u32::from(sighting.contexts >> context & 1);
        let elsewhere = (count.saturating_sub(here) as usize).min(TIMES - 1);
        features.push(CONTEXT + ((context * TIMES + elsewhere) * 2 + here as usize) * GROUPS + best);
    }
    best
}

/// Notes for each run of a list what the others of the list are. A list is runs with nothing but commas and *and*
/// between them; `lists` holds for each list the numbers of its runs.
pub fn note_lists(seen: &mut Sightings, lists: &[std::ops::Range<usize>]) {
    for list in lists {
        let mut sum = [0.0; GROUPS];
        let of_run = |seen: &Sightings, run: usize| {
            let last = seen.ends.get(run).and_then(|end| seen.all.get((*end as usize).checked_sub(1)?));
            last.map_or([0.0; GROUPS], |last| last.shares.groups)
        };
        for run in list.clone() {
            for (sum, share) in sum.iter_mut().zip(of_run(seen, run)) {
                *sum += share;
            }
        }
        let others = list.len().saturating_sub(1) as f32;
        for run in list.clone() {
            let own = of_run(seen, run);
            let rest = std::array::from_fn(|group| (sum[group] - own[group]) / others);
            let (best, sure) = top(&rest);
            let start = run.checked_sub(1).map_or(0, |before| seen.ends[before]) as usize;
            for sighting in &mut seen.all[start..seen.ends[run] as usize] {
                sighting.beside = (1 + best * SURE + sure) as u8;
            }
        }
    }
}

/// The strongest hint that any sighting gives.
fn strongest(counts: &[u32; HINTS]) -> usize {
    counts.iter().rposition(|count| *count > 0).unwrap_or(0)
}

/// How strong a hint is, in steps.
fn hint(share: f32) -> usize {
    match share {
        share if share < 0.2 => 0,
        share if share < 0.5 => 1,
        share if share < 0.9 => 2,
        _ => 3,
    }
}

/// The spans of names in a run's labels, as places in the run, with what they name.
pub fn spans(labels: &[Label], run: TokenRange) -> impl Iterator<Item = (TokenRange, super::name::NameKind)> {
    let mut start = 0;
    let parts = labels.iter().enumerate().filter_map(move |(at, label)| {
        let (kind, part) = labels::read(*label)?;
        match part {
            labels::Part::Begin => start = at,
            labels::Part::Inside => {}
            labels::Part::Last => return Some((start, at + 1, kind)),
            labels::Part::Unit => return Some((at, at + 1, kind)),
        }
        None
    });
    parts.map(move |(from, to, kind)| (run.start + from as TokenIndex..run.start + to as TokenIndex, kind))
}
