//! Whom *he*, *she*, *his* and *her* mean.
//!
//! The text is read once from front to back. A [`scene::Scene`] holds who was mentioned lately and how; each pronoun is
//! given to one of them, or to nobody, by a linear model over a few traits of grammar and salience ([`traits`]). Its
//! softmax is the confidence. *I*, *we* and *you* belong to the speaker of a quotation and are not resolved here, nor
//! is *they*, which may mean any number of people.

mod model;
mod scene;
#[cfg(feature = "train")]
pub mod train;
mod traits;

pub use model::Weights;

use std::cmp::Ordering;

use super::drafts::{DraftId, Drafts};
use super::notes::Notes;
use super::people::Manners;
use super::syntax::{self, Function};
use super::track::Placed;
use super::{Gender, MentionForm};
use crate::language::Classes;
use crate::names::NameKind;
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};
use crate::quotations::Quotations;
use scene::Scene;

/// A pronoun is given to somebody only from this confidence on.
const ENOUGH: f32 = 0.15;
/// A second person fits about as well if they have at least this share of the first one's confidence.
const RIVAL: f32 = 0.6;
/// From this confidence on a pronoun states the gender of the person.
const STATES: f32 = 0.85;

/// A third-person singular pronoun for a person, as far as its sentence tells of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Pronoun {
    /// Where it stands.
    pub at: TokenIndex,
    /// The gender that it states.
    pub gender: Gender,
    /// What it does in its clause.
    pub function: Function,
    /// Whether whoever is meant is said to speak.
    pub speaks: bool,
    /// The words in front of it that are given as its own: it means nobody whom they name.
    pub said: TokenRange,
    /// Whether it stands in a phrase that opens its sentence in front of the subject.
    pub is_in_opening: bool,
}

impl Pronoun {
    /// The pronoun at a token, if one stands there.
    pub fn read(text: &Text, at: TokenIndex, sentence: &TokenRange) -> Option<Pronoun> {
        let gender = gender_of(text, at)?;
        let function = syntax::pronoun_function(text, at);
        let speaks = syntax::speaks(text, at..at + 1, function);
        let said = if speaks { words_of(text, at, sentence) } else { at..at };
        let is_in_opening = syntax::is_in_opening_phrase(text, at, sentence.clone());
        Some(Pronoun { at, gender, function, speaks, said, is_in_opening })
    }
}

impl Placed for Pronoun {
    fn at(&self) -> TokenIndex {
        self.at
    }
    fn shift(&mut self, by: TokenIndex) {
        self.at = self.at.wrapping_add(by);
        self.said = self.said.start.wrapping_add(by)..self.said.end.wrapping_add(by);
    }
}

/// The words in front of a pronoun that speaks which are given as its own (*Lopez was ill, he said*; *…, Press TV quoted him
/// as saying*). Empty where it gives none.
fn words_of(text: &Text, at: TokenIndex, sentence: &TokenRange) -> TokenRange {
    let reach = at.saturating_sub(4).max(sentence.start);
    let joins = Classes::COORDINATOR | Classes::SUBORDINATOR | Classes::RELATIVE;
    let clause = (reach..at).rev().take_while(|index| !text.token(*index).is(joins));
    let comma = clause.into_iter().find(|index| text.token(*index).kind == TokenKind::Comma);
    // What is said stands in front, so nothing but the end may follow the verb.
    let ends = (at + 2..sentence.end.min(at + 5)).any(|index| text.token(index).kind == TokenKind::Stop);
    comma.filter(|_| ends).map_or(at..at, |comma| sentence.start..comma)
}

/// A pronoun and everybody whom it may mean.
#[derive(Default)]
pub struct Choice {
    /// Where the pronoun stands.
    #[cfg_attr(not(feature = "train"), allow(dead_code))]
    pub pronoun: TokenIndex,
    /// The candidates with their traits. The last one, without a draft, stands for nobody who has a name here.
    pub candidates: Vec<(Option<DraftId>, traits::Traits)>,
    /// How likely each candidate is; sums to 1.
    pub chances: Vec<f32>,
}

/// Gives every third-person singular pronoun for a person to somebody, where somebody fits by these weights, and shows
/// each choice. `manners` tells how people's names stand in their sentences, as far as that is known, in order.
pub fn read(
    text: &Text,
    quotations: &Quotations,
    notes: &Notes,
    manners: &Manners,
    drafts: &mut Drafts,
    weights: &Weights,
    mut show: impl FnMut(&Choice),
) {
    let mut scene = Scene::new(text, quotations, &notes.clauses, manners, drafts);
    let mut rest = notes.pronouns.as_slice();
    // Kept between pronouns to save memory.
    let mut choice = Choice::default();
    for (index, sentence) in text.sentences().iter().enumerate() {
        scene.enter(index);
        while let Some((pronoun, others)) = rest.split_first().filter(|(next, _)| next.at < sentence.tokens.end) {
            rest = others;
            scene.read_names(pronoun.at + 1);
            if drafts.owner(pronoun.at).is_none() {
                choice.of(pronoun, &mut scene, weights);
                give(text, pronoun, &choice, &mut scene, drafts, &mut show);
            }
        }
        scene.read_names(sentence.tokens.end);
    }
}

impl Choice {
    fn of(&mut self, pronoun: &Pronoun, scene: &mut Scene<'_>, weights: &Weights) {
        self.pronoun = pronoun.at;
        scene.find_candidates(pronoun, &mut self.candidates);
        weights.chances(self.candidates.iter().map(|(_, traits)| traits), &mut self.chances);
    }
}

/// Gives a pronoun to somebody, if anybody is there.
fn give(
    text: &Text,
    pronoun: &Pronoun,
    choice: &Choice,
    scene: &mut Scene<'_>,
    drafts: &mut Drafts,
    show: &mut impl FnMut(&Choice),
) {
    if choice.candidates.len() < 2 {
        return;
    }
    show(choice);
    let Some((chosen, chance, rival)) = decide(choice) else {
        scene.read_pronoun(pronoun, None, 0.0);
        return;
    };
    drafts.mention_or(text, chosen, pronoun.at..pronoun.at + 1, MentionForm::Pronoun, chance, rival);
    scene.read_pronoun(pronoun, Some(chosen), chance);
    let draft = &mut drafts.all[chosen];
    if chance >= STATES && draft.stated == Gender::Unstated {
        draft.stated = pronoun.gender;
    }
}

/// The gender of a third-person singular pronoun for a person.
fn gender_of(text: &Text, at: TokenIndex) -> Option<Gender> {
    let token = text.token(at);
    if !token.is(Classes::PRONOUN) {
        return None;
    }
    match (token.is(Classes::PRONOUN_MALE), token.is(Classes::PRONOUN_FEMALE)) {
        (true, _) => Some(Gender::Male),
        (_, true) => Some(Gender::Female),
        _ => None,
    }
}

/// The likeliest person, if likely enough, with the chance and a rival.
fn decide(choice: &Choice) -> Option<(DraftId, f32, Option<DraftId>)> {
    let people = choice.candidates.iter().zip(&choice.chances);
    let people = people.filter_map(|((draft, _), chance)| Some((*chance, (*draft)?)));
    // Of two who are as likely, the one who was drafted first.
    let is_before = |one: (f32, DraftId), other: (f32, DraftId)| match one.0.total_cmp(&other.0) {
        Ordering::Equal => one.1 < other.1,
        order => order == Ordering::Greater,
    };
    let mut first: Option<(f32, DraftId)> = None;
    let mut second: Option<(f32, DraftId)> = None;
    for person in people {
        if first.is_none_or(|first| is_before(person, first)) {
            second = first.replace(person);
        } else if second.is_none_or(|second| is_before(person, second)) {
            second = Some(person);
        }
    }
    let (chance, chosen) = first?;
    let nobody = choice.chances.last().copied().unwrap_or(0.0);
    if chance < ENOUGH || nobody > 6.0 * chance {
        return None;
    }
    let rival = second.filter(|(other, _)| *other >= RIVAL * chance).map(|(_, draft)| draft);
    Some((chosen, chance, rival))
}

/// Whether a draft is somebody whom *he* or *she* can mean.
fn is_person(drafts: &Drafts, id: DraftId) -> bool {
    drafts.all[id].kind == NameKind::Person
}
