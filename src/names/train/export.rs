//! Weights in the form in which they ship, and the files that hold them.

use std::fmt::Write as _;

use super::{crf, second};
use crate::names::labels::{LABELS, Row};
use crate::names::lattice::Steps;
use crate::names::model::{self, BUCKET, Model, ROWS};

/// A model that owns its weights.
pub struct Packed {
    marks: Vec<u8>,
    rows: Vec<u8>,
    unit: f32,
    steps: Steps,
    looks: Vec<u8>,
    second: Vec<u8>,
    second_unit: f32,
    second_steps: Steps,
    trust: f32,
}

impl Packed {
    /// Keeps the strongest features of each bucket. `hashes` are those of the features in the order of the weights.
    pub(super) fn new(learned: &crf::Learned, hashes: &[u64], looks: &[u8]) -> Packed {
        let strength = |row: &Row| row.iter().map(|weight| weight * weight).sum::<f32>();
        let mut order: Vec<u32> =
            (0..hashes.len() as u32).filter(|at| strength(&learned.weights[*at as usize]) > 1e-3).collect();
        order.sort_by(|a, b| {
            let (a, b) = (*a as usize, *b as usize);
            strength(&learned.weights[b]).total_cmp(&strength(&learned.weights[a])).then(hashes[a].cmp(&hashes[b]))
        });
        let greatest = order.iter().take(order.len() / 2000 + 1).flat_map(|at| learned.weights[*at as usize]);
        let unit = (greatest.fold(0f32, |most, weight| most.max(weight.abs())) / 127.0).clamp(1e-3, 0.06);
        let (mut marks, mut rows) = (vec![0; ROWS], vec![0; ROWS * LABELS]);
        for at in order {
            let feature = hashes[at as usize];
            let first = model::bucket(feature);
            let mark = model::mark(feature);
            let bucket = &mut marks[first..first + BUCKET];
            if bucket.contains(&mark) {
                continue;
            }
            let Some(place) = bucket.iter().position(|known| *known == 0) else { continue };
            bucket[place] = mark;
            let row = &mut rows[(first + place) * LABELS..(first + place + 1) * LABELS];
            for (byte, weight) in row.iter_mut().zip(learned.weights[at as usize]) {
                *byte = (weight / unit).round().clamp(-127.0, 127.0) as i8 as u8;
            }
        }
        Packed {
            marks,
            rows,
            unit,
            steps: rounded(&learned.steps),
            looks: looks.to_vec(),
            second: Vec::new(),
            second_unit: 0.0,
            second_steps: rounded(&learned.steps),
            trust: 1.0,
        }
    }

    /// Adds the second look.
    pub(super) fn with_second(mut self, learned: &second::Learned) -> Packed {
        let greatest = learned.weights.iter().flatten().fold(1e-3f32, |most, weight| most.max(weight.abs()));
        self.second_unit = thousandth(greatest / 127.0 + 0.0005).max(0.001);
        let unit = self.second_unit;
        self.second = learned
            .weights
            .iter()
            .flatten()
            .map(|weight| (weight / unit).round().clamp(-127.0, 127.0) as i8 as u8)
            .collect();
        self.second_steps = rounded(&learned.steps);
        self.trust = thousandth(learned.trust);
        self
    }

    pub(in crate::names) fn model(&self) -> Model<'_> {
        Model {
            marks: &self.marks,
            rows: &self.rows,
            unit: self.unit,
            steps: &self.steps,
            looks: &self.looks,
            second: &self.second,
            second_unit: self.second_unit,
            second_steps: &self.second_steps,
            trust: self.trust,
        }
    }

    /// The files of `src/names/model`: their names and contents.
    pub fn files(&self) -> Vec<(&'static str, Vec<u8>)> {
        let mut out = String::from("// Written by train-names; src/names/MODEL.md says how.\n");
        let _ = writeln!(out, "pub const UNIT: f32 = {:?};", self.unit);
        let _ = writeln!(out, "pub const SECOND_UNIT: f32 = {:?};", self.second_unit);
        let _ = writeln!(out, "pub const TRUST: f32 = {:?};", self.trust);
        for (name, steps) in [("STEPS", &self.steps), ("SECOND_STEPS", &self.second_steps)] {
            let _ = writeln!(out, "#[rustfmt::skip]\npub static {name}: [[f32; {LABELS}]; {LABELS}] = [");
            for row in steps {
                let row: Vec<String> = row
                    .iter()
                    .map(|v| if v.is_finite() { format!("{v:?}") } else { "f32::NEG_INFINITY".into() })
                    .collect();
                let _ = writeln!(out, "    [{}],", row.join(", "));
            }
            out.push_str("];\n");
        }
        vec![
            ("marks.bin", self.marks.clone()),
            ("rows.bin", self.rows.clone()),
            ("looks.bin", self.looks.clone()),
            ("second.bin", self.second.clone()),
            ("tables.rs", out.into_bytes()),
        ]
    }
}

fn thousandth(value: f32) -> f32 {
    (value * 1000.0).round() / 1000.0
}

fn rounded(steps: &Steps) -> Steps {
    steps.map(|row| row.map(|value| if value.is_finite() { thousandth(value) } else { value }))
}
