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
use std::ops::Range;

use super::Gender;
use super::cast::Cast;
use super::drafts::{DraftId, Drafts};
use super::notes::Notes;
use super::syntax::{self, Function};
use super::track::{Placed, shifted};
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

    /// Whether another pronoun at the same place is to those behind it what this one is, whomever each means.
    pub fn acts_as(&self, other: &Pronoun) -> bool {
        (self.at, self.gender, self.function, self.speaks) == (other.at, other.gender, other.function, other.speaks)
    }
}

impl Placed for Pronoun {
    fn at(&self) -> TokenIndex {
        self.at
    }
    fn shift(&mut self, by: TokenIndex) {
        self.at = self.at.wrapping_add(by);
        self.said = shifted(&self.said, by);
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

/// Whom a pronoun means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Meant {
    /// It is part of a name, or nobody is there whom it may mean.
    Nothing,
    /// None of those who are there.
    Nobody,
    /// Somebody.
    Somebody {
        /// Who.
        draft: DraftId,
        /// How likely.
        chance: f32,
        /// Another one whom it may mean about as well.
        rival: Option<DraftId>,
    },
}

impl Meant {
    /// Who is meant.
    pub fn draft(self) -> Option<DraftId> {
        match self {
            Meant::Somebody { draft, .. } => Some(draft),
            Meant::Nothing | Meant::Nobody => None,
        }
    }

    /// The one whose gender the pronoun states.
    pub fn states_gender_of(self) -> Option<DraftId> {
        match self {
            Meant::Somebody { draft, chance, .. } if chance >= STATES => Some(draft),
            _ => None,
        }
    }
}

/// What pronouns are read from.
pub struct Reader<'r> {
    text: &'r Text,
    quotations: &'r Quotations,
    notes: &'r Notes,
    cast: &'r Cast,
    weights: &'r Weights,
}

impl<'r> Reader<'r> {
    /// A reader by the weights that ship. `notes` are those on the text, and `cast` is its cast.
    pub fn new(text: &'r Text, quotations: &'r Quotations, notes: &'r Notes, cast: &'r Cast) -> Reader<'r> {
        Reader { text, quotations, notes, cast, weights: Weights::shipped() }
    }

    /// The same by other weights.
    #[cfg(feature = "train")]
    pub fn with(self, weights: &'r Weights) -> Reader<'r> {
        Reader { weights, ..self }
    }

    /// Finds whom each pronoun of the notes means, where somebody fits by the weights, and shows each choice.
    pub fn read(&self, mut show: impl FnMut(&Choice)) -> Vec<Meant> {
        let mut found = Vec::with_capacity(self.notes.pronouns.len());
        self.walk(|pronoun, scene, choice| {
            found.push(self.choose(pronoun, scene, choice, &mut show));
            found.last().copied()
        });
        found
    }

    /// The same where everybody is mentioned as before an edit, and `before` is what was found then: only pronouns near the
    /// `stretches` that were noted anew are read again, and those behind if one of these means somebody else.
    pub fn read_again(&self, before: &[Meant], stretches: &[TokenRange]) -> Vec<Meant> {
        let mut found = before.to_vec();
        let near: Vec<Range<usize>> = stretches.iter().map(|stretch| self.near(stretch)).collect();
        let end = near.iter().filter(|near| !near.is_empty()).map(|near| near.end).max().unwrap_or(0);
        if end == 0 {
            return found;
        }
        let (mut index, mut is_same) = (0, true);
        self.walk(|pronoun, scene, choice| {
            if index >= end && is_same {
                return None;
            }
            if !is_same || near.iter().any(|near| near.contains(&index)) {
                let meant = self.choose(pronoun, scene, choice, &mut |_| {});
                is_same &= found[index] == meant;
                found[index] = meant;
            }
            index += 1;
            Some(found[index - 1])
        });
        found
    }

    /// The pronouns to which words and mentions in a stretch may matter for other reasons than whom they mention.
    fn near(&self, stretch: &TokenRange) -> Range<usize> {
        let sentences = self.text.sentences();
        let last = self.text.sentence_of(stretch.end.saturating_sub(1)) + scene::SENTENCES + 1;
        let end = sentences.get(last).map_or(TokenIndex::MAX, |sentence| sentence.tokens.end);
        let end = end.max(stretch.end + traits::FARTHEST);
        let index = |token: TokenIndex| self.notes.pronouns.partition_point(|pronoun| pronoun.at < token);
        index(stretch.start)..index(end)
    }

    /// Walks through the text; `meant` says of each pronoun whom it means, or that the walk is over.
    fn walk<'s>(&'s self, mut meant: impl FnMut(&Pronoun, &mut Scene<'s>, &mut Choice) -> Option<Meant>) {
        let mut scene =
            Scene::new(self.text, self.quotations, &self.notes.clauses, &self.cast.manners, &self.cast.drafts);
        let mut rest = self.notes.pronouns.as_slice();
        // Kept between pronouns to save memory.
        let mut choice = Choice::default();
        for (index, sentence) in self.text.sentences().iter().enumerate() {
            scene.enter(index);
            while let Some((pronoun, others)) = rest.split_first().filter(|(next, _)| next.at < sentence.tokens.end) {
                rest = others;
                scene.read_names(pronoun.at + 1);
                match meant(pronoun, &mut scene, &mut choice) {
                    None => return,
                    Some(Meant::Nothing) => {}
                    Some(Meant::Nobody) => scene.read_pronoun(pronoun, None, 0.0),
                    Some(Meant::Somebody { draft, chance, .. }) => scene.read_pronoun(pronoun, Some(draft), chance),
                }
            }
            scene.read_names(sentence.tokens.end);
        }
    }

    fn choose(
        &self,
        pronoun: &Pronoun,
        scene: &mut Scene<'_>,
        choice: &mut Choice,
        show: &mut impl FnMut(&Choice),
    ) -> Meant {
        if self.cast.drafts.owner(pronoun.at).is_some() {
            return Meant::Nothing;
        }
        choice.of(pronoun, scene, self.weights);
        if choice.candidates.len() < 2 {
            return Meant::Nothing;
        }
        show(choice);
        let somebody = |(draft, chance, rival)| Meant::Somebody { draft, chance, rival };
        decide(choice).map_or(Meant::Nobody, somebody)
    }
}

impl Choice {
    fn of(&mut self, pronoun: &Pronoun, scene: &mut Scene<'_>, weights: &Weights) {
        self.pronoun = pronoun.at;
        scene.find_candidates(pronoun, &mut self.candidates);
        weights.chances(self.candidates.iter().map(|(_, traits)| traits), &mut self.chances);
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
