//! From text to names, and what is remembered for the text after the next edit.
//!
//! The first look at a sentence depends on its words alone, the second on what the article says of these words. So
//! after an edit the sentences that were read again are looked at, the article's evidence is exchanged for them, and
//! only where it now says something else of a word the names with that word are settled anew.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::evidence::{self, Evidence};
use super::labels::{self, Label, Row};
use super::lattice::Best;
use super::model::{Model, SHIPPED};
use super::name::{Name, NameKind};
use super::second_look;
use super::sightings::{Sighting, Sightings};
use super::tagger::Tagger;
use super::{
    extent, listed, nicknames, of_rank, offices, other_names, patronymics, places, put_in_office, saints, titles,
};
use crate::people::People;
use crate::prose::{Revision, Text, TokenIndex, TokenRange};
use crate::text::{Splice, in_parts};

/// How many sentences are worth a thread.
const WORTH_A_THREAD: usize = 1_000;

/// What the names room knows of one text.
#[derive(Debug, Default)]
pub struct State {
    /// One for each sentence.
    sentences: Vec<Remembered>,
    /// See [`evidence::signs`]; one for each sentence, for all of them are looked at.
    signs: Vec<u64>,
    evidence: Evidence,
    names: Vec<Name>,
    /// Whom the newsroom knows.
    people: Arc<People>,
}

/// The names of a text after an edit.
#[derive(Debug)]
pub struct RevisedNames<'n> {
    /// All of them, in order, without overlap.
    pub all: &'n [Name],
    /// The sentences that have other names than before although they were not read again, in order.
    pub renamed: Vec<usize>,
}

/// What is known of a sentence. Tokens are counted from its first.
#[derive(Debug, Default)]
struct Remembered {
    seen: Sightings,
    /// For each run a digest of what its labels were made from.
    asked: Vec<Option<u64>>,
    /// The label of each sighting.
    labels: Vec<Label>,
}

impl State {
    /// What is known of no text yet, where the newsroom knows these people.
    pub fn knowing(people: Arc<People>) -> State {
        State { people, ..State::default() }
    }

    /// All names of a text, in order, without overlap.
    pub fn find(&mut self, text: &Text) -> &[Name] {
        self.read(&SHIPPED, text);
        &self.names
    }

    /// The same after an edit: `revision` leads from the text that was read last to this one.
    pub fn revise(&mut self, text: &Text, revision: &Revision) -> RevisedNames<'_> {
        let renamed = self.reread(&SHIPPED, text, revision);
        RevisedNames { all: &self.names, renamed }
    }

    /// The names of the text that was read last.
    pub(super) fn into_names(self) -> Vec<Name> {
        self.names
    }

    /// Reads a whole text with these weights.
    pub(super) fn read(&mut self, model: &Model<'_>, text: &Text) {
        self.sentences = in_parts(text.sentences(), WORTH_A_THREAD, |sentences| {
            let mut tagger = Tagger::new(model);
            sentences.iter().map(|one| Remembered::look(&mut tagger, text, &one.tokens)).collect()
        });
        self.signs = self.sentences.iter().map(|remembered| evidence::signs(&remembered.seen.all)).collect();
        let sightings = self.sentences.iter().map(|remembered| remembered.seen.all.len()).sum();
        self.evidence = Evidence::with_room(sightings, text.tokens().len());
        for remembered in &self.sentences {
            self.evidence.add(&remembered.seen);
        }
        self.names.clear();
        let mut settler = Settler::new(model);
        for (sentence, remembered) in text.sentences().iter().zip(&mut self.sentences) {
            settler.settle(&self.evidence, remembered, |_| true);
            self.names.extend(remembered.names(text, &sentence.tokens, &self.people));
        }
    }

    /// Says which sentences that are not new have other names now.
    fn reread(&mut self, model: &Model<'_>, text: &Text, revision: &Revision) -> Vec<usize> {
        let splice = revision.sentences;
        let now = &text.sentences()[splice.now()];
        let mut tagger = Tagger::new(model);
        let fresh: Vec<Remembered> = now.iter().map(|one| Remembered::look(&mut tagger, text, &one.tokens)).collect();
        let signs = fresh.iter().map(|remembered| evidence::signs(&remembered.seen.all)).collect();
        let changes = {
            let (old, new) = others(&self.sentences[splice.before()], &fresh);
            self.evidence.exchange(old.iter().map(|old| &old.seen), new.iter().map(|new| &new.seen))
        };
        splice.exchange(&mut self.sentences, fresh, |_| {});
        splice.exchange(&mut self.signs, signs, |_| {});
        self.move_names(text, revision);
        let mut settler = Settler::new(model);
        let mut twins: FxHashMap<u64, usize> = FxHashMap::default();
        for index in splice.now() {
            self.settle(&mut settler, &mut twins, index, |_| true);
            // Lists and rules know names where the tagger does not even look.
            self.rename(text, index);
        }
        let mut renamed = Vec::new();
        if changes.is_empty() {
            return renamed;
        }
        for index in 0..self.signs.len() {
            let may_be_touched = changes.may_touch(self.signs[index]) && !splice.now().contains(&index);
            if may_be_touched
                && self.settle(&mut settler, &mut twins, index, |run| changes.touch(run))
                && self.rename(text, index)
            {
                renamed.push(index);
            }
        }
        renamed
    }

    /// Settles the runs of a sentence that are `concerned`; says whether a label may have changed. What shows the same is
    /// settled alike, so text that repeats itself is settled once: `twins` holds the sentences that are settled.
    fn settle(
        &mut self,
        settler: &mut Settler<'_>,
        twins: &mut FxHashMap<u64, usize>,
        index: usize,
        concerned: impl Fn(&[Sighting]) -> bool,
    ) -> bool {
        let seen = &self.sentences[index].seen;
        let twin = twins.insert(seen.digest(), index).map(|twin| &self.sentences[twin]);
        let Some(Remembered { asked, labels, .. }) = twin.filter(|twin| twin.seen == *seen) else {
            return settler.settle(&self.evidence, &mut self.sentences[index], concerned);
        };
        let (asked, labels) = (asked.clone(), labels.clone());
        let remembered = &mut self.sentences[index];
        let are_others = remembered.labels != labels;
        (remembered.asked, remembered.labels) = (asked, labels);
        are_others
    }

    /// Puts the names of a sentence in the place of those it had. Says whether they are others.
    fn rename(&mut self, text: &Text, index: usize) -> bool {
        let sentence = &text.sentences()[index].tokens;
        let place = |token: TokenIndex| self.names.partition_point(|name| name.tokens.start < token);
        let known = place(sentence.start)..place(sentence.end);
        let now = self.sentences[index].names(text, sentence, &self.people);
        let are_others = self.names[known.clone()] != now[..];
        if are_others {
            self.names.splice(known, now);
        }
        are_others
    }

    /// Takes out the names of sentences that are gone, and moves those behind.
    fn move_names(&mut self, text: &Text, revision: &Revision) {
        let begins = |sentence: u32| {
            let sentence = text.sentences().get(sentence as usize);
            sentence.map_or(text.all().end, |sentence| sentence.tokens.start)
        };
        let place = |token: TokenIndex| self.names.partition_point(|name| name.tokens.start < token) as u32;
        let start = place(begins(revision.sentences.start));
        let old_end = place(revision.tokens.was(begins(revision.sentences.new_end)));
        Splice { start, old_end, new_end: start }.exchange(&mut self.names, Vec::new(), |name| {
            name.tokens = revision.tokens.moved_range(&name.tokens);
            name.title = revision.tokens.moved_range(&name.title);
        });
    }
}

/// What is left of two lists of sentences without those at the beginning and at the end that show the same.
fn others<'s>(old: &'s [Remembered], new: &'s [Remembered]) -> (&'s [Remembered], &'s [Remembered]) {
    let is_same = |(one, other): &(&Remembered, &Remembered)| one.seen == other.seen;
    let front = old.iter().zip(new).take_while(is_same).count();
    let (old, new) = (&old[front..], &new[front..]);
    let back = old.iter().rev().zip(new.iter().rev()).take_while(is_same).count();
    (&old[..old.len() - back], &new[..new.len() - back])
}

impl Remembered {
    fn look(tagger: &mut Tagger<'_>, text: &Text, sentence: &TokenRange) -> Remembered {
        let seen = tagger.look(text, sentence);
        let (asked, labels) = (vec![None; seen.ends.len()], vec![0; seen.all.len()]);
        Remembered { seen, asked, labels }
    }

    /// Puts names together from the labels.
    fn names(&self, text: &Text, sentence: &TokenRange, people: &People) -> Vec<Name> {
        let mut names: Vec<Name> = Vec::new();
        let mut start = 0;
        for end in self.seen.ends.iter().map(|end| *end as usize) {
            let first = sentence.start + self.seen.all[start].token;
            let spans = labels::spans(&self.labels[start..end], first..first + (end - start) as u32);
            start = end;
            for (tokens, kind) in spans {
                let limit = names.last().map_or(sentence.start, |name| name.tokens.end);
                let title = match kind {
                    NameKind::Person => titles::before(text, tokens.start, limit),
                    _ => tokens.start..tokens.start,
                };
                names.push(Name { tokens, kind, title });
            }
        }
        of_rank::put_right(text, sentence, &mut names);
        offices::take_out(text, sentence, &mut names);
        other_names::put_right(text, &mut names);
        extent::put_right(text, sentence, &mut names);
        places::put_right(text, sentence, &mut names);
        patronymics::join(text, &mut names);
        saints::put_right(text, sentence, &mut names);
        nicknames::join(text, sentence, &mut names);
        put_in_office::add(text, sentence, &mut names);
        listed::add(text, sentence, people, &mut names);
        names
    }
}

/// The second look.
struct Settler<'m> {
    model: &'m Model<'m>,
    // Kept between runs to save memory.
    features: Vec<u32>,
    ends: Vec<usize>,
    scores: Vec<Row>,
    best: Best,
}

impl<'m> Settler<'m> {
    fn new(model: &'m Model<'m>) -> Settler<'m> {
        Settler { model, features: Vec::new(), ends: Vec::new(), scores: Vec::new(), best: Best::default() }
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
            second_look::features(evidence, sightings, |features| {
                self.features.extend_from_slice(features);
                self.ends.push(self.features.len());
            });
            let asks = second_look::digest(&self.features);
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
            self.best.find(&self.scores, self.model.second_steps, &mut sentence.labels[run]);
            changed = true;
        }
        changed
    }
}

/// The names of a text with what they name, by other weights than those that ship.
#[cfg(feature = "train")]
pub fn find(model: &Model<'_>, text: &Text) -> Vec<(TokenRange, NameKind)> {
    let mut state = State::default();
    state.read(model, text);
    state.into_names().into_iter().map(|name| (name.tokens, name.kind)).collect()
}
