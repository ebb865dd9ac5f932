//! Trains the model of characters on the lists and the census names.

use super::lists::Lists;
use super::random::Random;
use crate::names::characters::{self, LOOKS, ROWS, SCALE};

const ROUNDS: usize = 6;

/// The weights, one signed byte a look and row.
pub fn train(lists: &Lists, census: &(Vec<String>, Vec<String>), seed: u64) -> Vec<u8> {
    let mut words: Vec<(&str, usize)> = Vec::new();
    for culture in &lists.cultures {
        words.extend(culture.given.iter().map(|word| (word.as_str(), 0)));
        words.extend(culture.family.iter().map(|word| (word.as_str(), 1)));
    }
    words.extend(census.0.iter().map(|word| (word.as_str(), 0)));
    words.extend(census.1.iter().take(12_000).map(|word| (word.as_str(), 1)));
    for place in lists.places.values().flatten() {
        // Places count thrice: their list is short.
        words.extend(place.split(' ').filter(|word| word.len() > 3).flat_map(|word| [(word, 2); 3]));
    }
    words.extend(lists.common.iter().flat_map(|word| [(word.as_str(), 3); 3]));
    let mut random = Random::new(seed ^ 0x100C);
    let mut weights = vec![[0f32; LOOKS]; ROWS];
    let mut squares = vec![[1e-3f32; LOOKS]; ROWS];
    let mut rows = Vec::new();
    for _ in 0..ROUNDS {
        random.shuffle(&mut words);
        for (word, look) in &words {
            rows.clear();
            characters::pieces(word, |row| rows.push(row));
            let mut sums = [0f32; LOOKS];
            for row in &rows {
                for (sum, weight) in sums.iter_mut().zip(&weights[*row]) {
                    *sum += weight;
                }
            }
            let top = sums.iter().copied().fold(f32::MIN, f32::max);
            let total: f32 = sums.iter().map(|sum| (sum - top).exp()).sum();
            for row in &rows {
                for other in 0..LOOKS {
                    let share = (sums[other] - top).exp() / total;
                    let slope = share - f32::from(u8::from(other == *look)) + 2e-4 * weights[*row][other];
                    squares[*row][other] += slope * slope;
                    weights[*row][other] -= 0.08 * slope / squares[*row][other].sqrt();
                }
            }
        }
    }
    weights.iter().flatten().map(|weight| (weight * SCALE).round().clamp(-127.0, 127.0) as i8 as u8).collect()
}
