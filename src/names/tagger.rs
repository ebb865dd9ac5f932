//! From text to names: a look at each run by itself, then a look at the whole article.

use super::document::{self, Sighting, Sightings};
use super::features::Features;
use super::lattice::{self, Sums};
use super::model::Model;
use super::{NameKind, hash, runs};
use crate::prose::{Text, TokenRange};

/// The names of a text, in order, with what they name.
pub fn find(model: &Model, text: &Text) -> Vec<(TokenRange, NameKind)> {
    let sightings = look(model, text);
    let labels = document::settle(model, text, &sightings);
    let mut names = Vec::new();
    let mut start = 0;
    for end in &sightings.ends {
        let (from, to) = (start, *end as usize);
        start = to;
        let Some(first) = sightings.all.get(from) else { continue };
        let run = first.token..first.token + (to - from) as u32;
        names.extend(document::spans(&labels[from..to], run));
    }
    names
}

/// The first look: each sentence by itself.
pub fn look(model: &Model, text: &Text) -> Sightings {
    let factors = lattice::factors(model.steps);
    let mut sightings = Sightings::default();
    let mut features = Features::default();
    let mut sums = Sums::default();
    let mut scores = Vec::new();
    for sentence in text.sentences() {
        runs::each(text, sentence.tokens.clone(), |run| {
            features.gather(text, &sentence.tokens, &run, model.looks);
            scores.clear();
            scores.extend((0..run.len()).map(|at| model.score(features.of(at))));
            sums.run(&scores, &factors, &[]);
            for (at, token) in run.enumerate() {
                sightings.all.push(Sighting {
                    token,
                    opens: token == sentence.tokens.start,
                    word: hash::word(text.word(token)),
                    score: scores[at],
                    share: sums.marginal(at),
                });
            }
            sightings.ends.push(sightings.all.len() as u32);
        });
    }
    sightings
}
