//! The weights of the features, and what they make of a set of candidates.

use super::feature_table::{Features, WEIGHTS, index_of};

/// One weight for every value of every feature.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights(pub [f32; WEIGHTS]);

/// The lines of `weights.tsv`, whose first lines say how they were obtained.
#[allow(clippy::approx_constant)] // A weight that comes near a famous number is a weight.
const LINES: &[(&str, usize, f32)] = &include!(concat!(env!("OUT_DIR"), "/pronoun-weights.rs"));

/// The weights that ship, laid out by the compiler; a value that the lines do not name weighs nothing.
static SHIPPED: Weights = laid_out(LINES);

const fn laid_out(lines: &[(&str, usize, f32)]) -> Weights {
    let mut weights = [0.0; WEIGHTS];
    let mut at = 0;
    while at < lines.len() {
        let (name, value, weight) = lines[at];
        if let Some(index) = index_of(name, value) {
            weights[index] = weight;
        }
        at += 1;
    }
    Weights(weights)
}

impl Weights {
    /// The weights of `weights.tsv`.
    pub fn shipped() -> &'static Weights {
        &SHIPPED
    }

    /// Reads lines of feature, value and weight, parted by tabs. Other lines are passed over.
    #[cfg(any(test, feature = "train"))]
    pub fn parse(lines: &str) -> Weights {
        let mut weights = [0.0; WEIGHTS];
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

    /// How likely each candidate is by these weights, in `chances`: a softmax over the sums of their features.
    pub fn chances<'t>(&self, candidates: impl Iterator<Item = &'t Features>, chances: &mut Vec<f32>) {
        chances.clear();
        chances.extend(candidates.map(|features| features.indexes().map(|index| self.0[index]).sum::<f32>()));
        let highest = chances.iter().copied().fold(f32::MIN, f32::max);
        for score in chances.iter_mut() {
            *score = (*score - highest).exp();
        }
        let total: f32 = chances.iter().sum();
        for score in chances {
            *score /= total;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_compiler_lays_out_is_what_the_file_says() {
        let parsed = Weights::parse(include_str!("weights.tsv"));
        assert!(LINES.len() > 100);
        assert_eq!(*Weights::shipped(), parsed);
    }
}
