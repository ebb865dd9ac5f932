//! The best sequence of labels for a run of tokens, and how sure each label is.

use super::labels::{self, LABELS, Label, Row};

/// Scores of the steps from one label to the next; a step that cannot be is minus infinity.
pub type Steps = [Row; LABELS];

/// The sequence of labels with the highest score.
#[cfg(any(test, feature = "train"))]
pub fn best(emissions: &[Row], steps: &Steps) -> Vec<Label> {
    let mut path = vec![labels::OUTSIDE; emissions.len()];
    Best::default().find(emissions, steps, &mut path);
    path
}

/// Finds the sequence of labels with the highest score; kept between runs to save memory.
#[derive(Debug, Default)]
pub struct Best {
    /// For each token but the first the best label before each label.
    back: Vec<[u32; LABELS]>,
}

impl Best {
    /// Writes the best sequence to `path`, which has a place for each of the emissions.
    pub fn find(&mut self, emissions: &[Row], steps: &Steps, path: &mut [Label]) {
        let Some((first, rest)) = emissions.split_first() else { return };
        let mut score = *first;
        for (label, value) in score.iter_mut().enumerate() {
            if !labels::may_start(label) {
                *value = f32::NEG_INFINITY;
            }
        }
        self.back.clear();
        for emission in rest {
            let mut next = [f32::NEG_INFINITY; LABELS];
            let mut from = [0; LABELS];
            for (before, (step, score)) in (0..).zip(steps.iter().zip(score)) {
                // Without a branch and with numbers of one width, several labels are compared at once.
                for after in 0..LABELS {
                    let value = score + step[after];
                    let is_better = value > next[after];
                    next[after] = if is_better { value } else { next[after] };
                    from[after] = if is_better { before } else { from[after] };
                }
            }
            for (value, emission) in next.iter_mut().zip(emission) {
                *value += emission;
            }
            score = next;
            self.back.push(from);
        }
        let mut label = labels::OUTSIDE;
        let mut top = f32::NEG_INFINITY;
        for (candidate, value) in score.iter().enumerate() {
            if labels::may_end(candidate) && *value > top {
                top = *value;
                label = candidate as Label;
            }
        }
        let mut places = path.iter_mut().rev();
        if let Some(last) = places.next() {
            *last = label;
        }
        for (place, from) in places.zip(self.back.iter().rev()) {
            label = from[usize::from(label)] as Label;
            *place = label;
        }
    }
}

/// The steps as factors: what a probability is multiplied with.
#[derive(Debug)]
pub struct Factors {
    /// To each label, from a label.
    pub onward: Steps,
    /// From each label, to a label.
    back: Steps,
}

impl Factors {
    /// The factors of steps.
    pub fn of(steps: &Steps) -> Factors {
        let onward = steps.map(|row| row.map(f32::exp));
        let back = std::array::from_fn(|to| std::array::from_fn(|from| onward[from][to]));
        Factors { onward, back }
    }
}

/// Forward and backward sums over all sequences of a run; kept between runs to save memory.
#[derive(Debug, Default)]
pub struct Sums {
    /// The factors of the emissions, each divided by its greatest; zero where a label cannot be.
    pub factor: Vec<Row>,
    /// Sums over all ways to reach a label, scaled to one at each token.
    pub forward: Vec<Row>,
    /// Sums over all ways to go on from a label, on the same scale.
    pub backward: Vec<Row>,
    /// The scale at each token.
    pub scale: Vec<f32>,
    /// Logarithm of the sum over all sequences.
    pub log_total: f64,
}

impl Sums {
    /// Sums over every sequence whose labels are in `allowed` (a bit a label, one entry a token; empty allows all).
    pub fn run(&mut self, emissions: &[Row], factors: &Factors, allowed: &[u16]) {
        let len = emissions.len();
        self.factor.clear();
        self.forward.clear();
        self.scale.clear();
        self.backward.clear();
        self.backward.resize(len, [0.0; LABELS]);
        self.log_total = 0.0;
        for (at, emission) in emissions.iter().enumerate() {
            let top = emission.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let mut factor = [0.0; LABELS];
            let mut mask = allowed.get(at).copied().unwrap_or(u16::MAX);
            if at == 0 {
                mask &= labels::MAY_START;
            }
            if at + 1 == len {
                mask &= labels::MAY_END;
            }
            for (label, value) in factor.iter_mut().enumerate() {
                if mask & (1 << label) != 0 {
                    *value = (emission[label] - top).exp();
                }
            }
            let mut forward = [0.0; LABELS];
            if at == 0 {
                forward = factor;
            } else {
                let before = &self.forward[at - 1];
                for (from, row) in factors.onward.iter().enumerate() {
                    for to in 0..LABELS {
                        forward[to] += before[from] * row[to];
                    }
                }
                for (value, factor) in forward.iter_mut().zip(&factor) {
                    *value *= factor;
                }
            }
            let total: f32 = forward.iter().sum();
            let scale = if total > 0.0 { total } else { f32::MIN_POSITIVE };
            forward.iter_mut().for_each(|value| *value /= scale);
            self.log_total += f64::from(scale.ln()) + f64::from(top);
            self.scale.push(scale);
            self.factor.push(factor);
            self.forward.push(forward);
        }
        for at in (0..len).rev() {
            let mut backward = [1.0; LABELS];
            if at + 1 < len {
                let mut after = self.backward[at + 1];
                for (value, factor) in after.iter_mut().zip(&self.factor[at + 1]) {
                    *value *= factor / self.scale[at + 1];
                }
                backward = [0.0; LABELS];
                for (to, row) in factors.back.iter().enumerate() {
                    for from in 0..LABELS {
                        backward[from] += row[from] * after[to];
                    }
                }
            }
            self.backward[at] = backward;
        }
    }

    /// How probable each label is at a token.
    pub fn marginal(&self, at: usize) -> Row {
        let mut out = [0.0; LABELS];
        for (label, value) in out.iter_mut().enumerate() {
            *value = self.forward[at][label] * self.backward[at][label];
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::super::labels::{LABELS, may_end, may_follow, may_start};
    use super::*;

    fn steps() -> Steps {
        let mut steps = [[0.0; LABELS]; LABELS];
        for (before, row) in steps.iter_mut().enumerate() {
            for (after, value) in row.iter_mut().enumerate() {
                let free = ((before * 7 + after * 3) % 5) as f32 * 0.2;
                *value = if may_follow(before, after) { free } else { f32::NEG_INFINITY };
            }
        }
        steps
    }

    fn emissions(len: usize) -> Vec<Row> {
        (0..len).map(|at| std::array::from_fn(|label| ((at * 31 + label * 17) % 11) as f32 * 0.3)).collect()
    }

    /// Every legal sequence with its score.
    fn all(emissions: &[Row], steps: &Steps) -> Vec<(Vec<Label>, f32)> {
        let mut open: Vec<(Vec<Label>, f32)> = (0..LABELS)
            .filter(|label| may_start(*label))
            .map(|label| (vec![label as Label], emissions[0][label]))
            .collect();
        for emission in &emissions[1..] {
            let mut next = Vec::new();
            for (path, score) in &open {
                let before = usize::from(path[path.len() - 1]);
                for label in (0..LABELS).filter(|label| may_follow(before, *label)) {
                    let mut path = path.clone();
                    path.push(label as Label);
                    next.push((path, score + steps[before][label] + emission[label]));
                }
            }
            open = next;
        }
        open.retain(|(path, _)| may_end(usize::from(path[path.len() - 1])));
        open
    }

    #[test]
    fn best_and_sums_agree_with_trying_every_sequence() {
        let steps = steps();
        for len in 1..=4 {
            let emissions = emissions(len);
            let all = all(&emissions, &steps);
            let top = all.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
            // Several sequences may score the same: the best must score what the top one does.
            let found = best(&emissions, &steps);
            let score = all.iter().find(|(path, _)| *path == found).map_or(f32::NEG_INFINITY, |(_, score)| *score);
            assert!((score - top.1).abs() < 1e-4, "{found:?} scores {score}, {:?} {}", top.0, top.1);
            let total: f64 = all.iter().map(|(_, score)| f64::from(*score).exp()).sum();
            let mut sums = Sums::default();
            sums.run(&emissions, &Factors::of(&steps), &[]);
            assert!((sums.log_total - total.ln()).abs() < 1e-3);
            for at in 0..len {
                for label in 0..LABELS {
                    let with = all.iter().filter(|(path, _)| usize::from(path[at]) == label);
                    let share = with.map(|(_, score)| f64::from(*score).exp()).sum::<f64>() / total;
                    assert!((f64::from(sums.marginal(at)[label]) - share).abs() < 1e-3, "{len} {at} {label}");
                }
            }
        }
        assert!(best(&[], &steps).is_empty());
    }
}
