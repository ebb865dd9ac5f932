//! The second look: what the rest of the article says about a word.
//!
//! The first look sees one sentence. Here every capitalized word learns how the same word was read elsewhere: a bare
//! surname whose full name stands in another paragraph, a ministry's short form, a word that also occurs in lower case.
//! Only the scores of the first look are weighed anew; no features are taken again.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::labels::{self, LABELS, Label, Row};
use super::model::Model;
use super::{hash, lattice};
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

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
/// How many features the second look has.
pub const FEATURES: usize = ACRONYM + GROUPS;

/// One token that can be part of a name, as the first look saw it.
#[derive(Debug, Clone)]
pub struct Sighting {
    /// Which token.
    pub token: TokenIndex,
    /// Whether it opens its sentence.
    pub opens: bool,
    /// The hash of its word.
    pub word: u64,
    /// The score of each label.
    pub score: Row,
    /// How probable each label is.
    pub share: Row,
}

/// All runs of a text with their sightings.
#[derive(Debug, Clone, Default)]
pub struct Sightings {
    /// One for each token of each run, in order.
    pub all: Vec<Sighting>,
    /// Where the sightings of each run end.
    pub ends: Vec<u32>,
}

#[cfg(feature = "train")]
impl Sightings {
    /// The sightings of each run in order.
    pub fn runs(&self) -> impl Iterator<Item = &[Sighting]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.all[start as usize..*end as usize])
    }
}

/// What the article says about a word.
#[derive(Debug, Clone, Copy, Default)]
struct Evidence {
    count: f32,
    groups: [f32; GROUPS],
    last_of_person: f32,
    first_of_person: f32,
    in_organization: f32,
    in_place: f32,
    /// Stands in brackets behind an organization somewhere: *Council for Trade (CFT)*.
    acronym: bool,
    lower: bool,
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

type Table = HashMap<u64, Evidence, BuildHasherDefault<AsIs>>;

/// The features of every sighting, in order. `each` gets the index of the sighting and its features.
pub fn features(text: &Text, sightings: &Sightings, mut each: impl FnMut(usize, &[usize])) {
    let table = evidence(text, sightings);
    let pairs = pairs(sightings);
    let mut features = Vec::with_capacity(20);
    let mut before = HINTS;
    for (index, sighting) in sightings.all.iter().enumerate() {
        let known = table.get(&sighting.word).copied().unwrap_or_default();
        features.clear();
        let best = of_one(sighting, &known, &mut features);
        let after = next_of(sightings, index).map_or(HINTS, |next| elsewhere(&pairs, sighting, next));
        features.push(JOINED + before * GROUPS + best);
        features.push(JOINED + (HINTS + 1 + after) * GROUPS + best);
        before = after;
        each(index, &features);
    }
}

/// The sighting behind this one, if nothing stands between them.
fn next_of(sightings: &Sightings, index: usize) -> Option<&Sighting> {
    let next = sightings.all.get(index + 1)?;
    (next.token == sightings.all[index].token + 1).then_some(next)
}

/// How probable it is that two neighbours are of one name.
fn joined(left: &Sighting, right: &Sighting) -> f32 {
    let opens: f32 = (0..LABELS).filter(|label| labels::opens(*label)).map(|label| left.share[label]).sum();
    let goes_on: f32 = (0..LABELS).filter(|label| labels::continues(*label)).map(|label| right.share[label]).sum();
    opens.min(goes_on)
}

/// For each pair of neighbouring words: how often they stand together, and how often as one name.
type Pairs = HashMap<u64, (f32, f32), BuildHasherDefault<AsIs>>;

fn pair(left: &Sighting, right: &Sighting) -> u64 {
    hash::mix(left.word, right.word)
}

fn pairs(sightings: &Sightings) -> Pairs {
    let mut pairs = Pairs::default();
    for (index, left) in sightings.all.iter().enumerate() {
        if let Some(right) = next_of(sightings, index) {
            let known = pairs.entry(pair(left, right)).or_default();
            known.0 += 1.0;
            known.1 += joined(left, right);
        }
    }
    pairs
}

/// Whether two neighbours are of one name elsewhere in the article, in steps; [`HINTS`] if they never meet again.
fn elsewhere(pairs: &Pairs, left: &Sighting, right: &Sighting) -> usize {
    let (count, sum) = pairs.get(&pair(left, right)).copied().unwrap_or_default();
    if count < 1.5 { HINTS } else { hint(((sum - joined(left, right)) / (count - 1.0)).max(0.0)) }
}

/// The labels of every sighting after the second look.
pub fn settle(model: &Model, text: &Text, sightings: &Sightings) -> Vec<Label> {
    let mut scores = Vec::with_capacity(sightings.all.len());
    features(text, sightings, |index, features| {
        scores.push(model.second_score(&sightings.all[index].score, features));
    });
    let mut labels = Vec::with_capacity(scores.len());
    let mut start = 0;
    for end in &sightings.ends {
        labels.extend(lattice::best(&scores[start..*end as usize], model.second_steps));
        start = *end as usize;
    }
    labels
}

fn evidence(text: &Text, sightings: &Sightings) -> Table {
    let mut table = Table::with_capacity_and_hasher(sightings.all.len(), BuildHasherDefault::default());
    for sighting in &sightings.all {
        let known = table.entry(sighting.word).or_default();
        known.count += 1.0;
        let groups = groups(&sighting.share);
        for (sum, share) in known.groups.iter_mut().zip(groups) {
            *sum += share;
        }
        let share = &sighting.share;
        known.last_of_person = known.last_of_person.max(share[3]);
        known.first_of_person = known.first_of_person.max(share[1]);
        known.in_organization = known.in_organization.max(share[5] + share[6] + share[7]);
        known.in_place = known.in_place.max(share[9] + share[10] + share[11]);
    }
    for pair in sightings.all.windows(2) {
        let [body, short] = pair else { continue };
        let bracketed = short.token == body.token + 2
            && text.token(short.token).kind == TokenKind::Capitals
            && text.token(short.token - 1).kind == TokenKind::Open;
        if bracketed
            && body.share[7] + body.share[8] > 0.4
            && let Some(known) = table.get_mut(&short.word)
        {
            known.acronym = true;
        }
    }
    for (index, token) in text.tokens().iter().enumerate() {
        if token.kind == TokenKind::Lower
            && let Some(known) = table.get_mut(&hash::word(text.word(index as TokenIndex)))
        {
            known.lower = true;
        }
    }
    table
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
fn of_one(sighting: &Sighting, known: &Evidence, features: &mut Vec<usize>) -> usize {
    let own = groups(&sighting.share);
    let (best, sure) = top(&own);
    let others = known.count - 1.0;
    if others < 0.5 {
        features.push(ALONE + best);
    } else {
        let rest: [f32; GROUPS] = std::array::from_fn(|group| (known.groups[group] - own[group]).max(0.0) / others);
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
    let last = hint(known.last_of_person);
    let first = hint(known.first_of_person);
    features.push(LAST_OF_PERSON + last * GROUPS + best);
    features.push(FIRST_OF_PERSON + first * GROUPS + best);
    features.push(IN_ORGANIZATION + hint(known.in_organization) * GROUPS + best);
    features.push(IN_PLACE + hint(known.in_place) * GROUPS + best);
    features.push(IN_LOWER_CASE + (usize::from(known.lower) * 2 + usize::from(sighting.opens)) * GROUPS + best);
    features.push(PARTS_OF_PERSON + last * HINTS + first);
    if known.acronym {
        features.push(ACRONYM + best);
    }
    best
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
pub fn spans(labels: &[Label], run: TokenRange) -> impl Iterator<Item = (TokenRange, super::NameKind)> {
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
