//! The weights of the traits, and what they make of a set of candidates.

use std::sync::OnceLock;

use super::traits::{Traits, WEIGHTS, index_of};

/// The weights that ship; its first lines say how they were obtained.
const SHIPPED: &str = include_str!("weights.tsv");

/// One weight for every value of every trait.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights(pub Vec<f32>);

impl Weights {
    /// The weights of `weights.tsv`; a value that it does not name weighs nothing.
    pub fn shipped() -> &'static Weights {
        static WEIGHTS_ONCE: OnceLock<Weights> = OnceLock::new();
        WEIGHTS_ONCE.get_or_init(|| Weights::parse(SHIPPED))
    }

    /// Reads lines of trait, value and weight, parted by tabs. Other lines are passed over.
    pub fn parse(lines: &str) -> Weights {
        let mut weights = vec![0.0; WEIGHTS];
        for line in lines.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(name), Some(value), Some(weight)) = (fields.next(), fields.next(), fields.next()) else {
                continue;
            };
            let (Ok(value), Ok(weight)) = (value.parse(), weight.parse()) else { continue };
            if let Some(index) = index_of(name, value) {
                weights[index] = weight;
            }
        }
        Weights(weights)
    }

    /// How likely each candidate is by these weights: a softmax over the sums of their traits.
    pub fn chances<'t>(&self, candidates: impl Iterator<Item = &'t Traits>) -> Vec<f32> {
        let mut scores: Vec<f32> =
            candidates.map(|traits| traits.indexes().map(|index| self.0[index]).sum::<f32>()).collect();
        let highest = scores.iter().copied().fold(f32::MIN, f32::max);
        for score in &mut scores {
            *score = (*score - highest).exp();
        }
        let total: f32 = scores.iter().sum();
        for score in &mut scores {
            *score /= total;
        }
        scores
    }
}
