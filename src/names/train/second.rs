//! Trains the second look on what the first look says of articles that it was not trained on.

use super::corpus::Marked;
use super::crf;
use super::random::Random;
use crate::names::labels::{LABELS, Row};
use crate::names::lattice::{Factors, Steps, Sums};
use crate::names::second_look::{self, FEATURES};
use crate::names::sightings::Sightings;

const ROUNDS: usize = 6;
const RATE: f32 = 0.05;
const DECAY: f32 = 1e-3;

/// What the second look learned.
pub struct Learned {
    pub weights: Vec<Row>,
    pub steps: Steps,
    pub trust: f32,
}

/// Learns from texts with their sightings by a model that did not know them.
pub fn train(texts: &[(&Marked, &Sightings)], first: &Steps, seed: u64) -> Learned {
    struct Example {
        scores: Vec<Row>,
        features: Vec<Vec<usize>>,
        allowed: Vec<u16>,
    }
    let mut examples = Vec::new();
    for (marked, sightings) in texts {
        let mut features: Vec<Vec<usize>> = Vec::with_capacity(sightings.all.len());
        second_look::features_of_all(sightings, |_, found| {
            features.push(found.iter().map(|feature| *feature as usize).collect())
        });
        let mut features = features.into_iter();
        for (run, (_, _, allowed)) in sightings.runs().zip(&marked.runs) {
            examples.push(Example {
                scores: run.iter().map(|sighting| sighting.score).collect(),
                features: features.by_ref().take(run.len()).collect(),
                allowed: allowed.clone(),
            });
        }
    }
    let mut weights = vec![[0f32; LABELS]; FEATURES];
    let mut squares = vec![[1e-1f32; LABELS]; FEATURES];
    let mut steps = *first;
    debug_assert!(
        crf::open_steps().iter().flatten().zip(steps.iter().flatten()).all(|(a, b)| a.is_finite() == b.is_finite())
    );
    let mut step_squares = [[1f32; LABELS]; LABELS];
    let (mut trust, mut trust_square) = (1f32, 10f32);
    let mut random = Random::new(seed ^ 0x5EC0);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let (mut free, mut bound) = (Sums::default(), Sums::default());
    for _ in 0..ROUNDS {
        random.shuffle(&mut order);
        for index in &order {
            let example = &examples[*index];
            let scores: Vec<Row> = example
                .scores
                .iter()
                .zip(&example.features)
                .map(|(score, features)| {
                    std::array::from_fn(|label| {
                        score[label] * trust + features.iter().map(|feature| weights[*feature][label]).sum::<f32>()
                    })
                })
                .collect();
            let factors = Factors::of(&steps);
            free.run(&scores, &factors, &[]);
            bound.run(&scores, &factors, &example.allowed);
            let mut trust_slope = 0.0;
            for (at, features) in example.features.iter().enumerate() {
                let (have, want) = (free.marginal(at), bound.marginal(at));
                let slope: Row = std::array::from_fn(|label| have[label] - want[label]);
                trust_slope += slope.iter().zip(&example.scores[at]).map(|(slope, score)| slope * score).sum::<f32>();
                for feature in features {
                    for label in 0..LABELS {
                        let slope = slope[label] + DECAY * weights[*feature][label];
                        squares[*feature][label] += slope * slope;
                        weights[*feature][label] -= RATE * slope / squares[*feature][label].sqrt();
                    }
                }
            }
            trust_square += trust_slope * trust_slope;
            trust -= 0.02 * trust_slope / trust_square.sqrt();
            crf::learn_steps(&mut steps, &mut step_squares, &factors, &free, &bound, 0.02);
        }
    }
    Learned { weights, steps, trust }
}
