//! The figures: each a share of one count in another.

use std::ops::{AddAssign, Index, IndexMut};

/// What is counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    Direct,
    Mixed,
    Indirect,
    /// Indirect quotations whose cue has a reporting verb.
    Reporting,
    /// Attributed direct quotations; `found` are those that `unattributed-quote` flags.
    Alarm,
    /// Quotations that nobody says; `found` are those that it flags.
    Orphan,
    Person,
    Organization,
    Place,
    /// Names of all three kinds.
    Names,
    /// Pairs of mentions of one person.
    Alias,
    Pronoun,
    /// Quotations with the right source, of somebody who has a name; `right` are those with the right speaker.
    Speaker,
    /// Quotations that came through somebody; `found` are those for which the analysis names him.
    Via,
    /// Marked passages that are nobody's words; `found` are those taken for somebody's.
    Scare,
}

const GROUPS: usize = Group::Scare as usize + 1;

/// The counts of one group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// What the annotators have.
    pub gold: u32,
    /// What of it the analysis has too.
    pub found: u32,
    /// What of it is wholly right.
    pub right: u32,
    /// What the analysis has.
    pub predicted: u32,
    /// What of that is wholly right.
    pub predicted_right: u32,
}

/// The counts of an article, or of many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts([Tally; GROUPS]);

impl Index<Group> for Counts {
    type Output = Tally;

    fn index(&self, group: Group) -> &Tally {
        &self.0[group as usize]
    }
}

impl IndexMut<Group> for Counts {
    fn index_mut(&mut self, group: Group) -> &mut Tally {
        &mut self.0[group as usize]
    }
}

impl AddAssign<&Counts> for Counts {
    fn add_assign(&mut self, other: &Counts) {
        for (sum, tally) in self.0.iter_mut().zip(&other.0) {
            sum.gold += tally.gold;
            sum.found += tally.found;
            sum.right += tally.right;
            sum.predicted += tally.predicted;
            sum.predicted_right += tally.predicted_right;
        }
    }
}

/// A share of one count in another.
pub struct Figure {
    pub name: &'static str,
    group: Group,
    measure: Measure,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    Found,
    Recall,
    Precision,
    /// Right, of what was found.
    Given,
    F1,
    /// Found, where to find is a fault.
    Fault,
}

const fn figure(name: &'static str, group: Group, measure: Measure) -> Figure {
    Figure { name, group, measure }
}

/// Every figure, in the order in which they are printed.
pub const ALL: &[Figure] = &[
    figure("direct found", Group::Direct, Measure::Found),
    figure("direct end to end, recall", Group::Direct, Measure::Recall),
    figure("direct end to end, precision", Group::Direct, Measure::Precision),
    figure("direct speaker right, given found", Group::Direct, Measure::Given),
    figure("mixed found", Group::Mixed, Measure::Found),
    figure("mixed end to end, recall", Group::Mixed, Measure::Recall),
    figure("mixed end to end, precision", Group::Mixed, Measure::Precision),
    figure("mixed speaker right, given found", Group::Mixed, Measure::Given),
    figure("indirect found", Group::Indirect, Measure::Found),
    figure("indirect end to end, recall", Group::Indirect, Measure::Recall),
    figure("indirect end to end, precision", Group::Indirect, Measure::Precision),
    figure("indirect speaker right, given found", Group::Indirect, Measure::Given),
    figure("indirect, reporting verb, recall", Group::Reporting, Measure::Found),
    figure("indirect, precision (overlap .3)", Group::Reporting, Measure::Precision),
    figure("unattributed: false alarm", Group::Alarm, Measure::Fault),
    figure("unattributed: orphan caught", Group::Orphan, Measure::Found),
    figure("PER precision", Group::Person, Measure::Precision),
    figure("PER recall", Group::Person, Measure::Recall),
    figure("PER F1", Group::Person, Measure::F1),
    figure("ORG precision", Group::Organization, Measure::Precision),
    figure("ORG recall", Group::Organization, Measure::Recall),
    figure("ORG F1", Group::Organization, Measure::F1),
    figure("LOC precision", Group::Place, Measure::Precision),
    figure("LOC recall", Group::Place, Measure::Recall),
    figure("LOC F1", Group::Place, Measure::F1),
    figure("micro precision", Group::Names, Measure::Precision),
    figure("micro recall", Group::Names, Measure::Recall),
    figure("micro F1", Group::Names, Measure::F1),
    figure("alias F1", Group::Alias, Measure::F1),
    figure("pronoun F1", Group::Pronoun, Measure::F1),
    figure("speaker named right, given source", Group::Speaker, Measure::Recall),
    figure("via found", Group::Via, Measure::Found),
    figure("nobody's words taken for speech", Group::Scare, Measure::Fault),
];

impl Figure {
    /// Part and whole, or nothing where the annotators have nothing to measure by.
    pub fn counts(&self, counts: &Counts) -> Option<(u32, u32)> {
        let tally = counts[self.group];
        let (part, whole) = match self.measure {
            Measure::Found | Measure::Fault => (tally.found, tally.gold),
            Measure::Recall => (tally.right, tally.gold),
            Measure::Precision => (tally.predicted_right, tally.predicted),
            Measure::Given => (tally.right, tally.found),
            // The harmonic mean of precision and recall, both of the same right ones.
            Measure::F1 => (2 * tally.right, tally.predicted + tally.gold),
        };
        (tally.gold > 0 && whole > 0).then_some((part, whole))
    }

    /// The share, from 0 to 1.
    pub fn value(&self, counts: &Counts) -> Option<f64> {
        let (part, whole) = self.counts(counts)?;
        if self.measure == Measure::F1 && part > 0 {
            // Reckoned as scorers do, so that half a unit of the last digit is rounded to the same side.
            let tally = counts[self.group];
            let (precision, recall) = (share(tally.right, tally.predicted), share(tally.right, tally.gold));
            return Some(2.0 * precision * recall / (precision + recall));
        }
        Some(share(part, whole))
    }

    /// Whether the second share is worse than the first.
    pub fn is_drop(&self, before: (u32, u32), now: (u32, u32)) -> bool {
        let (before, now) = (share(before.0, before.1), share(now.0, now.1));
        if self.measure == Measure::Fault { now > before } else { now < before }
    }
}

/// A part of a whole as a number.
pub fn share(part: u32, whole: u32) -> f64 {
    f64::from(part) / f64::from(whole.max(1))
}

/// The sum of the counts of some articles.
pub fn sum<'c>(articles: impl IntoIterator<Item = &'c Counts>) -> Counts {
    let mut sum = Counts::default();
    for counts in articles {
        sum += counts;
    }
    sum
}

/// Every figure with its 95 % interval, one a line.
pub fn table(articles: &[Counts]) -> String {
    let point = sum(articles);
    let samples = samples(articles);
    let mut table = String::new();
    for figure in ALL {
        let (Some((part, whole)), Some(value)) = (figure.counts(&point), figure.value(&point)) else { continue };
        let mut spread: Vec<f64> = samples.iter().filter_map(|sample| figure.value(sample)).collect();
        spread.sort_by(f64::total_cmp);
        let at = |place: f64| spread.get(place as usize).copied().unwrap_or_default();
        let (low, high) = (at(0.025 * spread.len() as f64), at(0.975 * spread.len().saturating_sub(1) as f64));
        table += &format!("{:36} {value:.3}   [{low:.3}, {high:.3}]   {part}/{whole}\n", figure.name);
    }
    table
}

/// Sums over articles drawn at random with replacement: the bootstrap. Always the same draws.
fn samples(articles: &[Counts]) -> Vec<Counts> {
    const SAMPLES: usize = 200;
    if articles.is_empty() {
        return Vec::new();
    }
    let mut state: u64 = 7;
    let mut draw = || {
        // SplitMix64.
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        &articles[((bits ^ (bits >> 31)) % articles.len() as u64) as usize]
    };
    (0..SAMPLES).map(|_| sum((0..articles.len()).map(|_| draw()))).collect()
}
