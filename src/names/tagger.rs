//! The first look: each run of capitals by itself, in its sentence.

use std::sync::Arc;

use super::contexts;
use super::features::Features;
use super::lattice::{Factors, Sums};
use super::model::Model;
use super::runs;
use super::shares::Shares;
use super::sightings::{self, Sighting, Sightings};
use crate::language::Classes;
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenRange};
use crate::text::hash;

/// Looks at sentences, one after the other.
pub struct Tagger<'m> {
    model: &'m Model<'m>,
    factors: Arc<Factors>,
    // Kept between sentences to save memory.
    features: Features,
    sums: Sums,
    scores: Vec<super::labels::Row>,
    sightings: Sightings,
    /// The runs of each list, as their numbers in the sentence.
    lists: Vec<std::ops::Range<usize>>,
}

impl<'m> Tagger<'m> {
    /// A tagger with these weights.
    pub fn new(model: &'m Model<'m>) -> Tagger<'m> {
        let factors = model.factors();
        let (features, sums) = (Features::default(), Sums::default());
        Tagger {
            model,
            factors,
            features,
            sums,
            scores: Vec::new(),
            sightings: Sightings::default(),
            lists: Vec::new(),
        }
    }

    /// What a sentence shows. It depends on the words of that sentence alone.
    pub fn look(&mut self, text: &Text, sentence: &TokenRange) -> Sightings {
        let sightings = &mut self.sightings;
        sightings.all.clear();
        sightings.ends.clear();
        sightings.lower.clear();
        self.lists.clear();
        let mut last_end = None;
        let mut count = 0;
        runs::each(text, sentence.clone(), |run| {
            self.features.gather(text, sentence, &run, self.model.looks);
            self.scores.clear();
            self.scores.extend((0..run.len()).map(|at| self.model.score(self.features.of(at))));
            self.sums.run(&self.scores, &self.factors, &[]);
            let goes_on = last_end.is_some_and(|end| is_list_joint(text, end..run.start));
            match self.lists.last_mut() {
                Some(list) if goes_on && list.end == count => list.end += 1,
                _ if goes_on => self.lists.push(count - 1..count + 1),
                _ => {}
            }
            count += 1;
            last_end = Some(run.end);
            for (at, token) in run.each().enumerate() {
                sightings.all.push(Sighting {
                    token: token - sentence.start,
                    opens: token == sentence.start,
                    bracketed: is_bracketed(text, token),
                    contexts: contexts::of(text, sentence, token),
                    beside: 0,
                    word: hash::word(text.word(token)),
                    score: self.scores[at],
                    shares: Shares::of(&self.sums.marginal(at)),
                });
            }
            sightings.ends.push(sightings.all.len() as u32);
        });
        sightings::note_lists(sightings, &self.lists);
        let lower = sentence.each().filter(|index| text.token(*index).kind == TokenKind::Lower);
        sightings.lower.extend(lower.map(|index| hash::word(text.word(index))));
        // A copy has no more room than it needs.
        sightings.clone()
    }
}

/// Whether tokens between two runs join them to a list: a comma, *and*, or both.
fn is_list_joint(text: &Text, between: TokenRange) -> bool {
    (1..=2).contains(&between.len())
        && between.each().enumerate().all(|(at, token)| match text.token(token).kind {
            TokenKind::Comma | TokenKind::Semicolon => at == 0,
            TokenKind::Lower => text.token(token).is(Classes::COORDINATOR),
            _ => false,
        })
}

/// Whether a token is an acronym that a bracket opens before.
fn is_bracketed(text: &Text, token: TokenIndex) -> bool {
    let before = token.checked_sub(1).map(|before| text.token(before).kind);
    before == Some(TokenKind::Open) && text.token(token).kind == TokenKind::Capitals
}

/// What all sentences of a text show, with tokens counted from the first of the text.
#[cfg(feature = "train")]
pub fn look(model: &Model<'_>, text: &Text) -> Sightings {
    let mut tagger = Tagger::new(model);
    let mut all = Sightings::default();
    for sentence in text.sentences() {
        let seen = tagger.look(text, &sentence.tokens);
        let before = all.all.len() as u32;
        all.ends.extend(seen.ends.iter().map(|end| end + before));
        let moved =
            |sighting: Sighting| Sighting { token: sighting.token + u32::from(sentence.tokens.start), ..sighting };
        all.all.extend(seen.all.into_iter().map(moved));
        all.lower.extend(seen.lower);
    }
    all
}
