//! From text to names, and what is remembered for the text after the next edit.
//!
//! The first look at a sentence depends on its words alone, the second on what the article says of these words. So
//! after an edit the sentences that were read again are looked at, the article's evidence is exchanged for them, and
//! only where it now says something else of a word the names with that word are settled anew.

use super::document::{self, Evidence, Sighting, Sightings, Witness};
use super::labels::{Label, Row};
use super::model::{Model, SHIPPED};
use super::tagger::Tagger;
use super::{Name, NameKind, lattice, titles};
use crate::prose::{Revision, Text, TokenRange};

/// What the names room knows of one text.
#[derive(Debug, Default)]
pub struct Memory {
    /// One for each sentence.
    sentences: Vec<Remembered>,
    evidence: Evidence,
}

/// What is known of a sentence. Tokens are counted from its first.
#[derive(Debug, Default)]
struct Remembered {
    seen: Sightings,
    /// See [`document::signs`].
    signs: u64,
    /// For each run a digest of what its labels were made from.
    asked: Vec<Option<u64>>,
    /// The label of each sighting.
    labels: Vec<Label>,
    names: Vec<Name>,
}

impl Memory {
    /// All names of a text, in order, without overlap.
    pub fn find(&mut self, text: &Text) -> Vec<Name> {
        self.read(&SHIPPED, text);
        self.names(text)
    }

    /// The same after an edit: `before` is the text that was read last, and `revision` leads from it to `text`.
    pub fn revise(&mut self, before: &Text, text: &Text, revision: &Revision) -> Vec<Name> {
        self.reread(&SHIPPED, before, text, revision);
        self.names(text)
    }

    /// Reads a whole text with these weights.
    pub(super) fn read(&mut self, model: &Model<'_>, text: &Text) {
        let mut tagger = Tagger::new(model);
        self.sentences.clear();
        self.sentences
            .extend(text.sentences().iter().map(|sentence| Remembered::look(&mut tagger, text, &sentence.tokens)));
        let sightings = self.sentences.iter().map(|remembered| remembered.seen.all.len()).sum();
        self.evidence = Evidence::with_room(sightings, text.tokens().len());
        for (sentence, remembered) in text.sentences().iter().zip(&self.sentences) {
            self.evidence.add(remembered.witness(text, &sentence.tokens));
        }
        let mut settler = Settler::new(model);
        for (sentence, remembered) in text.sentences().iter().zip(&mut self.sentences) {
            if settler.settle(&self.evidence, remembered, |_| true) {
                remembered.name(text, &sentence.tokens);
            }
        }
    }

    fn reread(&mut self, model: &Model<'_>, before: &Text, text: &Text, revision: &Revision) {
        let splice = revision.sentences;
        let now = &text.sentences()[splice.now()];
        let mut tagger = Tagger::new(model);
        let fresh = now.iter().map(|sentence| Remembered::look(&mut tagger, text, &sentence.tokens));
        let gone: Vec<Remembered> = self.sentences.splice(splice.before(), fresh).collect();
        let old = before.sentences()[splice.before()].iter().zip(&gone);
        let old: Vec<Witness<'_>> = old.map(|(sentence, gone)| gone.witness(before, &sentence.tokens)).collect();
        let new = now.iter().zip(&self.sentences[splice.now()]);
        let new: Vec<Witness<'_>> = new.map(|(sentence, known)| known.witness(text, &sentence.tokens)).collect();
        let changes = self.evidence.exchange(&old, &new);
        let mut settler = Settler::new(model);
        for (index, remembered) in self.sentences.iter_mut().enumerate() {
            let signs = if splice.now().contains(&index) { None } else { Some(remembered.signs) };
            let concerned = |run: &[Sighting]| signs.is_none_or(|signs| changes.touch(signs, run));
            if settler.settle(&self.evidence, remembered, concerned) {
                remembered.name(text, &text.sentences()[index].tokens);
            }
        }
    }

    /// The names of the text that was read last.
    pub(super) fn names(&self, text: &Text) -> Vec<Name> {
        let mut names = Vec::new();
        for (sentence, remembered) in text.sentences().iter().zip(&self.sentences) {
            let start = sentence.tokens.start;
            let moved = |tokens: &TokenRange| tokens.start + start..tokens.end + start;
            names.extend(remembered.names.iter().map(|name| Name {
                tokens: moved(&name.tokens),
                kind: name.kind,
                title: moved(&name.title),
            }));
        }
        names
    }
}

impl Remembered {
    fn look(tagger: &mut Tagger<'_>, text: &Text, sentence: &TokenRange) -> Remembered {
        let mut seen = tagger.look(text, sentence);
        seen.all.shrink_to_fit();
        let signs = document::signs(&seen.all);
        let (asked, labels) = (vec![None; seen.ends.len()], vec![0; seen.all.len()]);
        Remembered { seen, signs, asked, labels, names: Vec::new() }
    }

    fn witness<'s>(&'s self, text: &'s Text, tokens: &'s TokenRange) -> Witness<'s> {
        Witness { text, tokens, seen: &self.seen }
    }

    /// Puts names together from the labels.
    fn name(&mut self, text: &Text, sentence: &TokenRange) {
        self.names.clear();
        let mut start = 0;
        for end in self.seen.ends.iter().map(|end| *end as usize) {
            let first = self.seen.all[start].token;
            let spans = document::spans(&self.labels[start..end], first..first + (end - start) as u32);
            start = end;
            for (tokens, kind) in spans {
                let limit = self.names.last().map_or(0, |name| name.tokens.end);
                let title = match kind {
                    NameKind::Person => {
                        let title = titles::before(text, tokens.start + sentence.start, limit + sentence.start);
                        title.start - sentence.start..title.end - sentence.start
                    }
                    _ => tokens.start..tokens.start,
                };
                self.names.push(Name { tokens, kind, title });
            }
        }
    }
}

/// The second look.
struct Settler<'m> {
    model: &'m Model<'m>,
    // Kept between runs to save memory.
    features: Vec<usize>,
    ends: Vec<usize>,
    scores: Vec<Row>,
}

impl<'m> Settler<'m> {
    fn new(model: &'m Model<'m>) -> Settler<'m> {
        Settler { model, features: Vec::new(), ends: Vec::new(), scores: Vec::new() }
    }

    /// Settles the runs of a sentence that are `concerned`; says whether a label may have changed.
    fn settle(
        &mut self,
        evidence: &Evidence,
        sentence: &mut Remembered,
        concerned: impl Fn(&[Sighting]) -> bool,
    ) -> bool {
        let mut changed = false;
        let mut start = 0;
        for (end, asked) in sentence.seen.ends.iter().zip(&mut sentence.asked) {
            let run = start..*end as usize;
            start = run.end;
            let sightings = &sentence.seen.all[run.clone()];
            if !concerned(sightings) {
                continue;
            }
            self.features.clear();
            self.ends.clear();
            evidence.features(sightings, |features| {
                self.features.extend_from_slice(features);
                self.ends.push(self.features.len());
            });
            let asks = document::digest(&self.features);
            if *asked == Some(asks) {
                continue;
            }
            *asked = Some(asks);
            self.scores.clear();
            let mut from = 0;
            for (sighting, end) in sightings.iter().zip(&self.ends) {
                self.scores.push(self.model.second_score(&sighting.score, &self.features[from..*end]));
                from = *end;
            }
            sentence.labels[run].copy_from_slice(&lattice::best(&self.scores, self.model.second_steps));
            changed = true;
        }
        changed
    }
}
