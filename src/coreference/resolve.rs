//! Whom each pronoun of an article means.

use std::cmp::Ordering;

use super::context::{DiscourseContext, Reader};
use super::feature_table::Features;
use super::model::Weights;
use crate::entities::facts::pronoun::Pronoun;
use crate::entities::link::builder::PartialEntityId;
use crate::entities::{Gender, NamedEntities};
use crate::prose::TokenIndex;

/// A pronoun is given to somebody only from this confidence on.
const ENOUGH: f32 = 0.15;
/// A second person fits about as well if they have at least this share of the first one's confidence.
const RIVAL: f32 = 0.6;
/// From this confidence on a pronoun states the gender of the person.
const STATES: f32 = 0.85;

/// A pronoun and everybody whom it may mean.
#[derive(Default)]
pub struct Choice {
    /// Where the pronoun stands.
    #[cfg_attr(not(feature = "train"), allow(dead_code))]
    pub pronoun: TokenIndex,
    /// The candidates with their features. The last one, without an entity, stands for nobody who has a name here.
    pub candidates: Vec<(Option<PartialEntityId>, Features)>,
    /// How likely each candidate is; sums to 1.
    pub chances: Vec<f32>,
}

/// A pronoun and whom it means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Resolved {
    /// Its token.
    pub at: TokenIndex,
    /// The gender that it states.
    pub gender: Gender,
    /// Whom it means.
    pub antecedent: Antecedent,
}

/// Whom a pronoun means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Antecedent {
    /// It is part of a name, or nobody is there whom it may mean.
    Nothing,
    /// None of those who are there.
    Nobody,
    /// Somebody.
    Somebody {
        /// Who.
        entity: PartialEntityId,
        /// How likely.
        chance: f32,
        /// Another one whom it may mean about as well.
        rival: Option<PartialEntityId>,
    },
}

impl Antecedent {
    /// Who is meant, how likely, and who else may be.
    pub fn somebody(self) -> Option<(PartialEntityId, f32, Option<PartialEntityId>)> {
        match self {
            Antecedent::Somebody { entity, chance, rival } => Some((entity, chance, rival)),
            Antecedent::Nothing | Antecedent::Nobody => None,
        }
    }

    /// Who is meant.
    pub fn entity(self) -> Option<PartialEntityId> {
        self.somebody().map(|(entity, ..)| entity)
    }

    /// The one whose gender the pronoun states.
    pub fn states_gender_of(self) -> Option<PartialEntityId> {
        match self {
            Antecedent::Somebody { entity, chance, .. } if chance >= STATES => Some(entity),
            _ => None,
        }
    }
}

/// Finds whom each pronoun means, where somebody fits by the weights, with its token; shows each choice.
pub fn resolve(reader: Reader<'_>, weights: &Weights, mut show: impl FnMut(&Choice)) -> Vec<Resolved> {
    let mut found = Vec::new();
    let mut context = DiscourseContext::new(reader);
    // Kept between pronouns to save memory.
    let mut choice = Choice::default();
    for (index, (sentence, facts)) in reader.text.sentences().iter().zip(reader.facts).enumerate() {
        context.enter(index, &facts.discourse.clauses);
        for pronoun in &facts.discourse.pronouns {
            let pronoun = pronoun.in_sentence_at(sentence.tokens.start);
            context.read_names(pronoun.at + 1);
            let antecedent = choose(reader.named, &pronoun, &mut context, &mut choice, weights, &mut show);
            match antecedent {
                Antecedent::Nothing => {}
                Antecedent::Nobody => context.read_pronoun(&pronoun, None, 0.0),
                Antecedent::Somebody { entity, chance, .. } => context.read_pronoun(&pronoun, Some(entity), chance),
            }
            found.push(Resolved { at: pronoun.at, gender: pronoun.gender, antecedent });
        }
        context.read_names(sentence.tokens.end);
    }
    found
}

fn choose(
    named: &NamedEntities,
    pronoun: &Pronoun,
    context: &mut DiscourseContext<'_>,
    choice: &mut Choice,
    weights: &Weights,
    show: &mut impl FnMut(&Choice),
) -> Antecedent {
    if named.entity_at(pronoun.at).is_some() {
        return Antecedent::Nothing;
    }
    choice.pronoun = pronoun.at;
    context.find_candidates(pronoun, &mut choice.candidates);
    if choice.candidates.len() < 2 {
        return Antecedent::Nothing;
    }
    weights.chances(choice.candidates.iter().map(|(_, features)| features), &mut choice.chances);
    show(choice);
    let somebody = |(entity, chance, rival)| Antecedent::Somebody { entity, chance, rival };
    decide(choice).map_or(Antecedent::Nobody, somebody)
}

/// The likeliest person, if likely enough, with the chance and a rival.
fn decide(choice: &Choice) -> Option<(PartialEntityId, f32, Option<PartialEntityId>)> {
    let people = choice.candidates.iter().zip(&choice.chances);
    let people = people.filter_map(|((entity, _), chance)| Some((*chance, (*entity)?)));
    // Of two who are as likely, the one who was drafted first.
    let is_before = |one: (f32, PartialEntityId), other: (f32, PartialEntityId)| match one.0.total_cmp(&other.0) {
        Ordering::Equal => one.1 < other.1,
        order => order == Ordering::Greater,
    };
    let mut first: Option<(f32, PartialEntityId)> = None;
    let mut second: Option<(f32, PartialEntityId)> = None;
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
    let rival = second.filter(|(other, _)| *other >= RIVAL * chance).map(|(_, entity)| entity);
    Some((chosen, chance, rival))
}
