//! Trains the weights of features and steps: a conditional random field over runs, by AdaGrad.

use super::random::Random;
use crate::names::labels::{self, LABELS, Row};
use crate::names::lattice::{Factors, Steps, Sums};

/// A run to learn from.
pub struct Example {
    /// Each token's features, as numbers of the dictionary.
    pub features: Vec<Vec<u32>>,
    /// A bit for each label that a token may have.
    pub allowed: Vec<u16>,
    /// Whether it is news as we read it.
    pub news: bool,
    /// How much it counts.
    pub weight: f32,
}

/// How training goes.
#[derive(Clone, Copy)]
pub struct Settings {
    /// How often each example is seen.
    pub rounds: usize,
    /// The length of the first steps.
    pub rate: f32,
    /// How strongly weights are drawn to nothing.
    pub decay: f32,
    /// The share of features that a token forgets in a round, so that it learns to do without.
    pub dropout: f64,
    /// The beginning of all chance.
    pub seed: u64,
    /// How many copies of each article get other names.
    pub copies: usize,
    /// How much a copy counts, an article being 1.
    pub copy_weight: f32,
}

/// The settings of the model that ships.
impl Default for Settings {
    fn default() -> Settings {
        Settings { rounds: 6, rate: 0.12, decay: 1e-5, dropout: 0.15, seed: 1, copies: 1, copy_weight: 0.35 }
    }
}

/// What was learned.
pub struct Learned {
    /// For each feature, what news adds up to.
    pub weights: Vec<Row>,
    pub steps: Steps,
}

/// Steps that cannot be are minus infinity, all others zero.
pub fn open_steps() -> Steps {
    let mut steps = [[0.0; LABELS]; LABELS];
    for (before, row) in steps.iter_mut().enumerate() {
        for (after, value) in row.iter_mut().enumerate() {
            if !labels::may_follow(before, after) {
                *value = f32::NEG_INFINITY;
            }
        }
    }
    steps
}

struct Table {
    weights: Vec<Row>,
    squares: Vec<Row>,
}

impl Table {
    fn new(len: usize) -> Table {
        Table { weights: vec![[0.0; LABELS]; len], squares: vec![[1e-2; LABELS]; len] }
    }

    fn step(&mut self, row: usize, slope: &Row, settings: &Settings) {
        let (weights, squares) = (&mut self.weights[row], &mut self.squares[row]);
        for label in 0..LABELS {
            let slope = slope[label] + settings.decay * weights[label];
            squares[label] += slope * slope;
            weights[label] -= settings.rate * slope / squares[label].sqrt();
        }
    }
}

/// Learns from examples with `count` different features. All examples share one table; those of news and the others
/// have one of their own besides, so that what only holds elsewhere does not reach the news.
pub fn train(examples: &[Example], count: usize, settings: &Settings) -> Learned {
    let mut shared = Table::new(count);
    let mut own = [Table::new(count), Table::new(count)];
    let mut steps = open_steps();
    let mut step_squares = [[1e-2f32; LABELS]; LABELS];
    let mut random = Random::new(settings.seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let (mut free, mut bound) = (Sums::default(), Sums::default());
    let mut kept: Vec<Vec<u32>> = Vec::new();
    for _ in 0..settings.rounds {
        random.shuffle(&mut order);
        for index in &order {
            let example = &examples[*index];
            let own = &mut own[usize::from(example.news)];
            kept.clear();
            kept.extend(
                example
                    .features
                    .iter()
                    .map(|all| all.iter().copied().filter(|_| !random.chance(settings.dropout)).collect::<Vec<u32>>()),
            );
            let scores: Vec<Row> = kept
                .iter()
                .map(|features| {
                    let mut score = [0.0; LABELS];
                    for feature in features {
                        let row = *feature as usize;
                        for (score, (shared, own)) in
                            score.iter_mut().zip(shared.weights[row].iter().zip(&own.weights[row]))
                        {
                            *score += shared + own;
                        }
                    }
                    score
                })
                .collect();
            let factors = Factors::of(&steps);
            free.run(&scores, &factors, &[]);
            bound.run(&scores, &factors, &example.allowed);
            for (at, features) in kept.iter().enumerate() {
                let (have, want) = (free.marginal(at), bound.marginal(at));
                let slope: Row = std::array::from_fn(|label| (have[label] - want[label]) * example.weight);
                if slope.iter().all(|value| value.abs() < 1e-4) {
                    continue;
                }
                for feature in features {
                    shared.step(*feature as usize, &slope, settings);
                    own.step(*feature as usize, &slope, settings);
                }
            }
            learn_steps(&mut steps, &mut step_squares, &factors, &free, &bound, settings.rate * 0.3);
        }
    }
    let news = &own[1].weights;
    let weights = shared.weights.iter().zip(news).map(|(a, b)| std::array::from_fn(|label| a[label] + b[label]));
    Learned { weights: weights.collect(), steps }
}

/// One step of learning for the weights of steps.
pub fn learn_steps(steps: &mut Steps, squares: &mut Steps, factors: &Factors, free: &Sums, bound: &Sums, rate: f32) {
    let mut slope = [[0.0; LABELS]; LABELS];
    for at in 1..free.factor.len() {
        for (sums, sign) in [(free, 1.0), (bound, -1.0)] {
            for (before, (slopes, factors)) in slope.iter_mut().zip(&factors.onward).enumerate() {
                let start = sums.forward[at - 1][before] * sign / sums.scale[at];
                if start == 0.0 {
                    continue;
                }
                for (after, (slope, factor)) in slopes.iter_mut().zip(factors).enumerate() {
                    let end = sums.factor[at][after] * sums.backward[at][after];
                    let ends = at + 1 < sums.factor.len() || labels::may_end(after);
                    if ends {
                        *slope += start * factor * end;
                    }
                }
            }
        }
    }
    for before in 0..LABELS {
        for after in 0..LABELS {
            let slope = slope[before][after];
            if slope != 0.0 && steps[before][after].is_finite() {
                squares[before][after] += slope * slope;
                steps[before][after] -= rate * slope / squares[before][after].sqrt();
            }
        }
    }
}
