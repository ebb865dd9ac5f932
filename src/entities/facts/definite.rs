//! *the* with a noun behind it, which may mean somebody or something that has a name.

use crate::entities::entity::Gender;
use crate::entities::grammar::clause;
use crate::entities::symbols::interner::{Interner, Symbol};
use crate::language::{self, Classes};
use crate::prose::{Text, Token, TokenIndex, TokenKind};

/// Words that mean a holder of some office; the words before them must say which.
const GENERAL: &[&str] =
    &["official", "leader", "chief", "politician", "lawmaker", "diplomat", "executive", "boss", "figure"];

/// Words before a noun that narrow nothing down.
const IDLE: &[&str] = &[
    "former",
    "late",
    "senior",
    "top",
    "new",
    "veteran",
    "longtime",
    "current",
    "then",
    "acting",
    "outgoing",
    "embattled",
    "young",
    "old",
    "elder",
    "retired",
    "same",
    "influential",
    "outspoken",
    "popular",
    "disgraced",
    "ousted",
];

/// *the* with the words behind it, as far as they may be one description.
#[derive(Debug, Clone, PartialEq)]
pub struct Definite {
    /// The words behind *the*, whoever is named there.
    pub words: Box<[DescriptionWord]>,
    /// Whether *of* or *for* stands behind the last of them.
    is_narrowed: bool,
    /// Whether the sentence goes on behind the last of them.
    goes_on: bool,
}

/// A word that may belong to a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DescriptionWord {
    /// The word, normalized.
    pub word: Symbol,
    /// What it does.
    pub sort: Sort,
    /// What it may describe as a noun.
    pub noun: Option<Noun>,
    /// The gender that it states.
    pub gender: Gender,
    /// Whether it may stand behind a description without belonging to it: an adverb, a verb.
    may_trail: bool,
    /// Whether all of it is in capitals.
    is_shouted: bool,
}

/// What a noun describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    /// A person, by a title.
    Title,
    /// A person, by a role.
    Role,
    /// An organization.
    Organization,
    /// Several people.
    Plural,
}

/// What a word does for a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Narrows nothing down (*former*).
    Idle,
    /// Says where somebody or something is from (*Iranian*).
    Origin,
    /// As a noun, means a holder of some office; the words before it must say which.
    General,
    /// Any other.
    Telling,
}

impl Definite {
    /// *the* at a token, if a description may open there. The sentence ends before `limit`.
    pub fn read(text: &Text, at: TokenIndex, limit: TokenIndex, words: &mut Interner) -> Option<Definite> {
        if !text.token(at).is(Classes::DETERMINER) || !text.word(at).eq_ignore_ascii_case("the") {
            return None;
        }
        let end = phrase_end(text, at, limit);
        let behind = at + 1..end;
        if !behind.clone().any(|index| text.token(index).is(NOUN)) {
            return None;
        }
        Some(Definite {
            words: behind.map(|index| DescriptionWord::read(text, index, words)).collect(),
            is_narrowed: end < limit && matches!(text.word(end), "of" | "for"),
            goes_on: end < limit,
        })
    }

    /// The words of the description, the noun last, where `is_taken` tells of each token behind *the*, counted from 0,
    /// whether it is part of a name. Nothing where a name follows (the noun is its title) or *of* does.
    pub fn phrase(&self, is_taken: impl Fn(usize) -> bool) -> Option<&[DescriptionWord]> {
        let all = self.words.len();
        let mut end = (0..all).find(|at| is_taken(*at)).unwrap_or(all);
        // Adverbs and verbs behind the noun do not belong to it.
        while let Some(last) = self.words[..end].last().filter(|last| last.noun.is_none()) {
            if !last.may_trail {
                return None;
            }
            end -= 1;
        }
        let noun = self.words[..end].last()?;
        let is_followed = end < all || self.goes_on;
        let is_narrowed = end == all && self.is_narrowed || is_followed && is_taken(end);
        (!noun.is_shouted && !is_narrowed).then_some(&self.words[..end])
    }
}

impl DescriptionWord {
    fn read(text: &Text, at: TokenIndex, words: &mut Interner) -> DescriptionWord {
        let token = text.token(at);
        let word = words.of_word(text.word(at));
        let normalized = words.text(word);
        let sort = match normalized {
            _ if IDLE.contains(&normalized) => Sort::Idle,
            _ if GENERAL.contains(&normalized) => Sort::General,
            _ if language::word(normalized).classes.any(Classes::DEMONYM) => Sort::Origin,
            _ => Sort::Telling,
        };
        let may_be_one = !token.is(Classes::ROLE_PLURAL);
        let noun = match token {
            _ if !token.is(NOUN) => None,
            _ if token.is(Classes::TITLE) && may_be_one => Some(Noun::Title),
            _ if token.is(Classes::ROLE) && may_be_one => Some(Noun::Role),
            _ if token.is(Classes::ORGANIZATION_HEAD | Classes::COLLECTIVE) => Some(Noun::Organization),
            _ => Some(Noun::Plural),
        };
        let is_adverb = token.is(Classes::ADVERB) || text.word(at).ends_with("ly");
        DescriptionWord {
            word,
            sort,
            noun,
            gender: noun_gender(token),
            may_trail: token.kind == TokenKind::Lower && (is_adverb || token.word.cue().is_some()),
            is_shouted: token.kind == TokenKind::Capitals,
        }
    }
}

/// What a noun for a person or a body is.
const NOUN: Classes = Classes::ROLE.with(Classes::TITLE).with(Classes::ORGANIZATION_HEAD).with(Classes::COLLECTIVE);

/// Where the words behind a *the* end that may belong to its noun.
fn phrase_end(text: &Text, the: TokenIndex, limit: TokenIndex) -> TokenIndex {
    let function = Classes::PREPOSITION
        | Classes::COORDINATOR
        | Classes::SUBORDINATOR
        | Classes::RELATIVE
        | Classes::PRONOUN
        | Classes::DETERMINER
        | Classes::MODAL;
    let mut end = the + 1;
    while end < limit.min(the + 6) {
        let token = text.token(end);
        let is_number = token.kind == TokenKind::Number;
        if !(token.is_word() || is_number) || token.is(function) {
            break;
        }
        if !token.is(NOUN) && clause::is_verb(text, end) {
            break;
        }
        end += 1;
    }
    end
}

/// The gender that a noun states.
fn noun_gender(token: &Token) -> Gender {
    match (token.is(Classes::NOUN_MALE), token.is(Classes::NOUN_FEMALE)) {
        (true, false) => Gender::Male,
        (false, true) => Gender::Female,
        _ => Gender::Unstated,
    }
}
