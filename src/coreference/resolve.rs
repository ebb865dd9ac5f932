//! Whom each pronoun of an article means.

use std::cmp::Ordering;
use std::iter::Peekable;
use std::vec::IntoIter;

use rustc_hash::FxHashMap;

use super::context::{DiscourseContext, Reader};
use super::feature_table::Features;
use super::model::Weights;
use crate::entities::Gender;
use crate::entities::facts::pronoun::Pronoun;
use crate::entities::link::builder::PartialEntityId;
use crate::prose::TokenIndex;

/// A pronoun is given to somebody only from this confidence on.
const ENOUGH: f32 = 0.15;
/// A second person fits about as well if they have at least this share of the first one's confidence.
const RIVAL: f32 = 0.6;
/// How often a pronoun means whom the words around it all but name. Counted on world news: whoever spoke last says the words
/// that open the next paragraph in 64 cases of 65.
const SURE: f32 = 0.96;
/// The same for a pronoun ahead of the first name that it may mean; too rare to be counted.
const AHEAD: f32 = 0.8;
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
    /// It is part of a name.
    Nothing,
    /// None of those who are there, or nobody is.
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

/// Finds whom each pronoun means, where somebody fits by the weights, with its token; shows each choice. Where that makes
/// somebody both *he* and *she*, all is decided again, with the likelier gender for a fact.
pub fn resolve(reader: Reader<'_>, weights: &Weights, mut show: impl FnMut(&Choice)) -> Vec<Resolved> {
    let mut first = Resolution::new(reader, weights, DiscourseContext::new(reader));
    first.run(&mut show);
    let contradictions = first.context.contradictions();
    if contradictions.is_empty() {
        return first.found;
    }
    let mut second = Resolution::new(reader, weights, DiscourseContext::strict(reader, &contradictions));
    second.run(&mut show);
    second.found
}

/// A walk over the pronouns of an article.
struct Resolution<'r> {
    reader: Reader<'r>,
    weights: &'r Weights,
    context: DiscourseContext<'r>,
    found: Vec<Resolved>,
    /// Pronouns that say words in front of them, each with where these begin: they are resolved before the words are read.
    ahead: Peekable<IntoIter<(TokenIndex, TokenIndex)>>,
    /// What was found for them, until their own place is reached.
    known: FxHashMap<TokenIndex, Antecedent>,
    /// Kept between pronouns to save memory.
    choice: Choice,
}

impl<'r> Resolution<'r> {
    fn new(reader: Reader<'r>, weights: &'r Weights, context: DiscourseContext<'r>) -> Resolution<'r> {
        Resolution {
            reader,
            weights,
            context,
            found: Vec::new(),
            ahead: reader.utterances.said_before_speaker(reader.passages).into_iter().peekable(),
            known: FxHashMap::default(),
            choice: Choice::default(),
        }
    }

    fn run(&mut self, show: &mut impl FnMut(&Choice)) {
        let Reader { text, facts, .. } = self.reader;
        for (index, (sentence, facts)) in text.sentences().iter().zip(facts).enumerate() {
            self.context.enter(index, facts);
            for pronoun in &facts.discourse.pronouns {
                let pronoun = pronoun.in_sentence_at(sentence.tokens.start);
                self.look_ahead(pronoun.at + 1, show);
                self.context.read_speech(pronoun.at);
                self.context.read_names(pronoun.at + 1);
                let (at, gender) = (pronoun.at, pronoun.gender);
                let known = self.known.remove(&at);
                let antecedent = known.unwrap_or_else(|| self.choose(pronoun.clone(), at, show));
                match antecedent {
                    Antecedent::Nothing => {}
                    Antecedent::Nobody => self.context.read_pronoun(&pronoun, None, 0.0),
                    Antecedent::Somebody { entity, chance, .. } => {
                        self.context.read_pronoun(&pronoun, Some(entity), chance);
                    }
                }
                self.context.speech.resolve(at, antecedent.entity());
                let antecedent = self.with_name(antecedent);
                self.found.push(Resolved { at, gender, antecedent });
            }
            self.look_ahead(sentence.tokens.end, show);
            self.context.read_names(sentence.tokens.end);
        }
    }

    /// Resolves the pronouns that say words which begin before a token.
    fn look_ahead(&mut self, end: TokenIndex, show: &mut impl FnMut(&Choice)) {
        while let Some((start, at)) = self.ahead.next_if(|(start, _)| *start < end) {
            let Some(pronoun) = self.pronoun_at(at).filter(|_| !self.known.contains_key(&at)) else { continue };
            self.context.read_speech(start);
            self.context.read_names(start);
            let antecedent = self.choose(pronoun, start, show);
            self.context.speech.resolve(at, antecedent.entity());
            self.known.insert(at, antecedent);
        }
    }

    /// The same as far as it has a name.
    fn with_name(&self, antecedent: Antecedent) -> Antecedent {
        match antecedent {
            Antecedent::Somebody { entity, .. } if self.context.is_unnamed(entity) => Antecedent::Nobody,
            Antecedent::Somebody { entity, chance, rival } => {
                let rival = rival.filter(|rival| !self.context.is_unnamed(*rival));
                Antecedent::Somebody { entity, chance, rival }
            }
            Antecedent::Nothing | Antecedent::Nobody => antecedent,
        }
    }

    fn pronoun_at(&self, at: TokenIndex) -> Option<Pronoun<TokenIndex>> {
        let sentence = self.reader.text.sentence_of(at);
        let base = self.reader.text.sentences().get(sentence)?.tokens.start;
        let pronouns = &self.reader.facts.get(sentence)?.discourse.pronouns;
        pronouns.iter().find(|pronoun| base + pronoun.at == at).map(|pronoun| pronoun.in_sentence_at(base))
    }

    /// Whom a pronoun means, looked back for from a token.
    fn choose(&mut self, pronoun: Pronoun<TokenIndex>, from: TokenIndex, show: &mut impl FnMut(&Choice)) -> Antecedent {
        if self.reader.named.entity_at(pronoun.at).is_some() {
            return Antecedent::Nothing;
        }
        let Resolution { context, choice, weights, .. } = self;
        choice.pronoun = pronoun.at;
        let site = context.site(pronoun, from);
        context.find_candidates(&site, &mut choice.candidates);
        let is_named =
            |(person, _): &(Option<PartialEntityId>, Features)| person.is_some_and(|one| !context.is_unnamed(one));
        if !choice.candidates.iter().any(is_named)
            && let Some(entity) = context.named_next(&site)
        {
            return Antecedent::Somebody { entity, chance: AHEAD, rival: None };
        }
        if choice.candidates.len() < 2 {
            return Antecedent::Nobody;
        }
        if context.would_speak_of_oneself(&site, choice.candidates.iter().filter_map(|(person, _)| *person)) {
            return Antecedent::Nobody;
        }
        let sure = context.certain(&site);
        weights.chances(choice.candidates.iter().map(|(_, features)| features), &mut choice.chances);
        show(choice);
        // *A man stood up. “…,” he said.*: only who is mentioned along with him may be meant instead.
        let stranger = context
            .stranger_acts(&site)
            .or_else(|| context.stranger_before(&site))
            .or_else(|| context.stranger_inside(&site));
        let is_gone =
            |person: PartialEntityId| stranger.is_some_and(|since| !context.is_mentioned_since(person, since));
        let sure = sure.filter(|person| !is_gone(*person));
        if let Some(entity) = sure.filter(|person| choice.candidates.iter().any(|(one, _)| one == &Some(*person))) {
            return Antecedent::Somebody { entity, chance: SURE, rival: None };
        }
        let somebody = |(entity, chance, rival)| Antecedent::Somebody { entity, chance, rival };
        decide(choice).filter(|(person, ..)| !is_gone(*person)).map_or(Antecedent::Nobody, somebody)
    }
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
