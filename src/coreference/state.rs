//! The entities of an article with their pronouns, kept for the article after the next edit.

use super::context::Reader;
use super::model::Weights;
use super::resolve::{Resolved, resolve};
use super::utterances::Utterances;
use crate::entities::link::builder::{PartialEntityId, PartialMention};
use crate::entities::link::finish::finish;
use crate::entities::link::relative_pronouns;
use crate::entities::{self, Changes, Entities, Entity, MentionForm};
use crate::prose::{Revision, Text, TokenIndex, TokenRange};
use crate::quotations::{Passage, Quotations};
use crate::reporting::Reporting;
use crate::text::Splice;

/// How sure it is that a relative pronoun means what is named before it.
const RELATIVE: f32 = 0.85;
/// How sure it is that a description means the only one who fits.
const DESCRIPTION: f32 = 0.93;

/// An edit of the text that was read last.
#[derive(Clone, Copy)]
pub(crate) struct Edit<'e> {
    /// What it has changed of the entities and what they were found by.
    pub changes: Changes,
    /// What it has changed of the text.
    pub revision: &'e Revision,
}

/// What is kept of one text.
#[derive(Debug, Default)]
pub struct State {
    /// The tokens and the depth of the passages that pronouns were seen in or out of, and which each goes on with.
    passages: Vec<(TokenRange, u8, Option<usize>)>,
    /// What was said in the text.
    utterances: Utterances,
    meant: Meant,
    runs: usize,
    /// See [`State::is_as_before`].
    is_same: bool,
}

/// Whom pronouns mean.
#[derive(Debug, Default, PartialEq)]
struct Meant {
    pronouns: Vec<Resolved>,
    /// *who* and *which*.
    relatives: Vec<(TokenIndex, PartialEntityId)>,
}

impl State {
    /// How often pronouns were resolved since the state was made.
    pub fn runs(&self) -> usize {
        self.runs
    }

    /// Whether the entities of the text that was revised last are those before its edit, but for the bytes where they stand.
    pub fn is_as_before(&self) -> bool {
        self.is_same
    }

    /// The entities of a text with the pronouns that mean them; `entities` are those of the same text without.
    pub fn find(
        &mut self,
        text: &Text,
        passages: &Quotations,
        entities: &entities::State,
        reporting: &Reporting,
    ) -> Entities {
        self.resolve(text, passages, entities, Utterances::of(reporting));
        Entities::from_list(gather(text, &self.meant, entities))
    }

    /// Finds whom pronouns mean.
    fn resolve(&mut self, text: &Text, passages: &Quotations, entities: &entities::State, utterances: Utterances) {
        self.runs += 1;
        self.passages = places_of(passages).collect();
        self.utterances = utterances;
        let (facts, named, utterances) = (entities.facts(), entities.named(), &self.utterances);
        let reader = Reader { text, passages, facts, named, utterances };
        self.meant = Meant::of(reader, resolve(reader, Weights::shipped(), |_| {}));
    }

    /// The same after an edit: `known` is what was found in the text that was read last, and becomes what is found now. If
    /// that is more than other bytes, what was known is given back.
    pub(crate) fn revise(
        &mut self,
        known: &mut Entities,
        text: &Text,
        passages: &Quotations,
        entities: &entities::State,
        reporting: &Reporting,
        edit: Edit<'_>,
    ) -> Option<Entities> {
        let Edit { changes, revision } = edit;
        self.meant.follow(revision.tokens);
        let as_before = reporting.is_as_before() && self.utterances.hold(reporting);
        let utterances = (!as_before).then(|| Utterances::of(reporting));
        let same_utterances = utterances.as_ref().is_none_or(|utterances| *utterances == self.utterances);
        let same_passages = places_of(passages).eq(self.passages.iter().cloned());
        self.is_same = same_utterances && same_passages && !changes.entities && !changes.discourse;
        if self.is_same {
            known.follow(text, revision);
            return None;
        }
        let utterances = utterances.unwrap_or_else(|| std::mem::take(&mut self.utterances));
        let before = std::mem::take(&mut self.meant);
        self.resolve(text, passages, entities, utterances);
        if !changes.entities && !entities.touches_name(revision) && before == self.meant {
            self.is_same = true;
            known.follow(text, revision);
            return None;
        }
        let before = std::mem::replace(known, Entities::from_list(gather(text, &self.meant, entities)));
        // Everybody may be found to mean whom they meant.
        self.is_same = known.are_the_same_but_for_bytes(&before);
        (!self.is_same).then_some(before)
    }
}

impl Meant {
    /// Moves all to where it stands after an edit, which replaced these tokens.
    fn follow(&mut self, tokens: Splice<TokenIndex>) {
        if tokens.moves() {
            self.pronouns.iter_mut().for_each(|pronoun| pronoun.at = tokens.place(pronoun.at));
            self.relatives.iter_mut().for_each(|(at, _)| *at = tokens.place(*at));
        }
    }

    fn of(reader: Reader<'_>, pronouns: Vec<Resolved>) -> Meant {
        let Reader { text, facts, named, .. } = reader;
        let entity_at = |at: TokenIndex| {
            let place = || pronouns.binary_search_by_key(&at, |pronoun| pronoun.at).ok();
            named.entity_at(at).or_else(|| pronouns.get(place()?)?.antecedent.entity())
        };
        let is_named = |at| named.entity_at(at).is_some();
        let mut roles: Vec<(TokenRange, PartialEntityId)> = Vec::new();
        for ((id, _), own) in named.builder.entities().zip(&named.roles) {
            roles.extend(own.all.iter().map(|(role, _)| (role.clone(), id)));
        }
        roles.sort_unstable_by_key(|(role, id)| (role.start, *id));
        let bearer_at = |at: TokenIndex| {
            let next = roles.partition_point(|(role, _)| role.start <= at);
            let (role, id) = roles.get(next.checked_sub(1)?)?;
            role.contains(&at).then_some(*id)
        };
        let relatives = relative_pronouns::find(text, facts, &named.builder, entity_at, bearer_at, is_named);
        Meant { pronouns, relatives }
    }
}

/// Adds to the entities by name what else refers to them: descriptions, pronouns and relative pronouns.
fn gather(text: &Text, meant: &Meant, entities: &entities::State) -> Vec<Entity> {
    let (named, Meant { pronouns, relatives }) = (entities.named(), meant);
    let mut added: Vec<(PartialEntityId, PartialMention)> = Vec::new();
    for (description, _) in &named.descriptions {
        let mention = PartialMention::new(description.tokens.clone(), description.form, DESCRIPTION);
        added.push((description.entity, mention));
    }
    let pronoun = |at: TokenIndex, confidence| PartialMention::new(at..at + 1, MentionForm::Pronoun, confidence);
    for Resolved { at, antecedent, .. } in pronouns {
        added.extend(
            antecedent
                .somebody()
                .map(|(entity, chance, rival)| (entity, PartialMention { rival, ..pronoun(*at, chance) })),
        );
    }
    added.extend(relatives.iter().map(|(at, entity)| (*entity, pronoun(*at, RELATIVE))));
    let states = |pronoun: &Resolved| Some((pronoun.antecedent.states_gender_of()?, pronoun.gender));
    let stated = pronouns.iter().filter_map(states).collect();
    let written = |acronym| entities.word(acronym);
    finish(text, &named.builder, &named.roles, added, stated, |entity| entity.acronym.map(written))
}

/// Where passages begin and end, and which each goes on with.
fn places_of(passages: &Quotations) -> impl Iterator<Item = (TokenRange, u8, Option<usize>)> {
    let place = |passage: &Passage| (passage.first()..passage.end(), passage.depth, passage.continues);
    passages.passages.iter().map(place)
}
