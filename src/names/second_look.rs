//! The second look: the features of a word by what the rest of the article says about it.
//!
//! The first look sees one sentence. Here every capitalized word learns how the same word was read elsewhere: a bare
//! surname whose full name stands in another paragraph, a ministry's short form, a word that also occurs in lower case.
//! Only the scores of the first look are weighed anew; no features are taken again.

use super::contexts::CONTEXTS;
use super::evidence::{Evidence, Known};
use super::shares::{GROUPS, HINTS, SURE, top};
use super::sightings::Sighting;
#[cfg(feature = "train")]
use super::sightings::Sightings;
use crate::text::hash;

/// How many steps a share has.
const LEVELS: usize = 6;
/// A context is met nowhere else, once, or more often.
const TIMES: usize = 3;

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

/// Gives the features of every sighting of a run to `each`, in order.
pub fn features(evidence: &Evidence, run: &[Sighting], mut each: impl FnMut(&[u32])) {
    let mut before = HINTS;
    for (index, sighting) in run.iter().enumerate() {
        let mut features = List::default();
        let known = evidence.known(sighting.word);
        let best = of_one(sighting, &known, evidence.is_lower(sighting.word), &mut features);
        let after = run.get(index + 1).map_or(HINTS, |next| evidence.elsewhere(sighting, next));
        features.push(JOINED + before * GROUPS + best);
        features.push(JOINED + (HINTS + 1 + after) * GROUPS + best);
        before = after;
        each(features.all());
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
pub fn features_of_all(seen: &Sightings, mut each: impl FnMut(usize, &[u32])) {
    let mut evidence = Evidence::default();
    evidence.add(seen);
    let mut index = 0;
    for run in seen.runs() {
        features(&evidence, run, |features| {
            each(index, features);
            index += 1;
        });
    }
}

/// One number for a list of features; equal lists have the same, and others practically never.
pub fn digest(features: &[u32]) -> u64 {
    hash::finish(features.iter().fold(0, |state, feature| hash::mix(state, u64::from(*feature))), features.len() as u64)
}

/// Adds the features of one sighting; returns its most probable group.
fn of_one(sighting: &Sighting, known: &Known, is_lower: bool, features: &mut List) -> usize {
    let own = sighting.shares.groups;
    let (best, sure) = top(&own);
    match known.elsewhere(&own) {
        None => features.push(ALONE + best),
        Some(rest) => {
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

/// The strongest hint that any sighting gives.
fn strongest(counts: &[u32; HINTS]) -> usize {
    counts.iter().rposition(|count| *count > 0).unwrap_or(0)
}
