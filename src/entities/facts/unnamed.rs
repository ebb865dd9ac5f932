//! *A nurse said …*, *her lawyer said …*, *one of the drivers said …*: somebody without a name whom a sentence is about.

use super::definite::{Definite, Noun};
use crate::entities::entity::Gender;
use crate::entities::grammar::clause::{self, Function};
use crate::entities::grammar::{gender, speaks, verb};
use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenOffset, TokenRange};

/// *one of the drivers* has no more tokens than this behind *of*.
const LONGEST_GROUP: u32 = 5;

/// What explains somebody in front of a sentence has no more tokens than this behind the noun.
const LONGEST_FRONT: u32 = 10;

/// Somebody without a name where a sentence brings them in as what it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct UnnamedMention {
    /// The noun, counted from the sentence.
    pub noun: TokenOffset,
    /// The gender that it states.
    pub gender: Gender,
    /// Whether whoever is mentioned is said to speak.
    pub speaks: bool,
}

impl UnnamedMention {
    /// The mention that a description at a token is, if it brings in somebody.
    pub fn of(text: &Text, at: TokenIndex, description: &Definite, sentence: &TokenRange) -> Option<UnnamedMention> {
        let phrase = description.phrase(|_| None).filter(|_| description.is_new)?;
        if !matches!(phrase.noun.noun, Some(Noun::Title | Noun::Role)) {
            return None;
        }
        let tokens = at..at + 2 + phrase.before.len() as u32;
        // *Her mother said she was safe*: as likely as not that means whose mother it is.
        let owner = gender::of_pronoun(text.token(at));
        if owner != Gender::Unstated && (owner == phrase.noun.gender || phrase.noun.gender == Gender::Unstated) {
            return None;
        }
        UnnamedMention::acting(text, tokens, phrase.noun.gender, sentence)
    }

    /// *one of the drivers*, with *one* at a token.
    pub fn one_of(text: &Text, at: TokenIndex, sentence: &TokenRange) -> Option<UnnamedMention> {
        let opens = text.token(at).word.is_in(WordSet::BringsIn) && at + 2 < sentence.end && text.word(at + 1) == "of";
        if !opens || !text.token(at + 2).is(Classes::DETERMINER | Classes::POSSESSIVE) {
            return None;
        }
        let group = at + 3..sentence.end.min(at + 3 + LONGEST_GROUP);
        let mut words = group.each().take_while(|at| text.token(*at).kind == TokenKind::Lower);
        let noun = words.find(|at| text.token(*at).is(Classes::ROLE_PLURAL))?;
        UnnamedMention::acting(text, at..noun + 1, Gender::Unstated, sentence)
    }

    fn acting(text: &Text, tokens: TokenRange, gender: Gender, sentence: &TokenRange) -> Option<UnnamedMention> {
        let is_subject = clause::function_of(text, tokens.clone()) == Function::Subject;
        let speaks_of_others = text.token(tokens.end.checked_sub(1)?).is_in(WordSet::SpeaksOfOthers);
        if !is_subject
            || speaks_of_others
            || !is_main(text, tokens.start, sentence.start)
            || explains(text, tokens.end, sentence.end)
        {
            return None;
        }
        let noun = tokens.end.checked_sub(1)? - sentence.start;
        Some(UnnamedMention { noun, gender, speaks: speaks::speaks(text, tokens, Function::Subject) })
    }
}

/// Whether a noun phrase stands in a main clause: nothing before it opens another one (*Lopez thinks a mayor who …*) or
/// denies it (*not one driver*).
fn is_main(text: &Text, start: TokenIndex, limit: TokenIndex) -> bool {
    let before = start.checked_sub(1).filter(|before| *before >= limit);
    if before.is_some_and(|before| verb::is_verb(text, before) && !verb::is_reporting(text.token(before))) {
        return false;
    }
    !(limit..start).each().any(|at| text.token(at).is(Classes::SUBORDINATOR | Classes::RELATIVE | Classes::NEGATION))
}

/// *An artist and teacher, he loves the sea*: whether the noun phrase says in front of the sentence what its subject is.
fn explains(text: &Text, end: TokenIndex, limit: TokenIndex) -> bool {
    let front = end..limit.min(end + LONGEST_FRONT);
    let comma = front.each().find(|at| text.token(*at).kind == TokenKind::Comma || verb::is_verb(text, *at));
    let next = comma.filter(|at| text.token(*at).kind == TokenKind::Comma && *at + 1 < limit);
    next.is_some_and(|at| text.token(at + 1).is(Classes::SUBJECT) && !text.token(at + 1).is(Classes::RELATIVE))
}
