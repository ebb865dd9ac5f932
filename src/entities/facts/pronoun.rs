//! A third-person pronoun in its sentence.

use std::ops::Range;

use crate::entities::entity::Gender;
use crate::entities::grammar::clause::{self, Function};
use crate::entities::grammar::{clause_numbers, gender, speaks};
use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenOffset, TokenRange};

/// A third-person singular pronoun for a person, as far as its sentence tells of it. `Place` is how tokens are counted:
/// from the sentence, unless it says otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Pronoun<Place = TokenOffset> {
    /// Its token.
    pub at: Place,
    /// The gender that it states.
    pub gender: Gender,
    /// What it does in its clause.
    pub function: Function,
    /// Whether whoever is meant is said to speak.
    pub speaks: bool,
    /// The words in front of it that are given as its own: it means nobody whom they name.
    pub said: Range<Place>,
    /// Whether it stands in a phrase that opens its sentence in front of the subject.
    pub is_in_opening: bool,
}

impl Pronoun {
    /// The pronoun at a token, if one stands there.
    pub fn read(text: &Text, at: TokenIndex, sentence: &TokenRange) -> Option<Pronoun> {
        let gender = gender_of(text, at)?;
        if opens_style(text, at, sentence.end) {
            return None;
        }
        let function = clause::pronoun_function(text, at);
        let speaks = speaks::speaks(text, at..at + 1, function);
        let said = if speaks { words_of(text, at, sentence) } else { at..at };
        let is_in_opening = clause_numbers::is_in_opening_phrase(text, at, sentence.clone());
        let base = sentence.start;
        let said = said.start - base..said.end - base;
        Some(Pronoun { at: at - base, gender, function, speaks, said, is_in_opening })
    }

    /// The same, counted from where the text begins, if the sentence begins at `base`.
    pub fn in_sentence_at(&self, base: TokenIndex) -> Pronoun<TokenIndex> {
        let Pronoun { at, gender, function, speaks, ref said, is_in_opening } = *self;
        let said = base + said.start..base + said.end;
        Pronoun { at: base + at, gender, function, speaks, said, is_in_opening }
    }
}

/// *His Excellency*, *Her Royal Highness*: a style of address, which refers to nobody else.
fn opens_style(text: &Text, at: TokenIndex, limit: TokenIndex) -> bool {
    let is_style_noun = |at: &TokenIndex| text.token(*at).word.is_in(WordSet::StyleNoun);
    // *HE the Minister*, *HE Al-Kuwari*: His Excellency, where the copy around it is in lower case.
    let next = text.get(at + 1).filter(|_| at + 1 < limit && text.word(at) == "HE");
    let is_short = next.is_some_and(|next| {
        next.kind == TokenKind::Capital || next.kind == TokenKind::Lower && next.is(Classes::DETERMINER)
    });
    if is_short {
        return true;
    }
    let capitals = (at + 1..limit.min(at + 3)).each().take_while(|at| text.token(*at).kind == TokenKind::Capital);
    text.token(at).kind == TokenKind::Capital && capitals.into_iter().any(|at| is_style_noun(&at))
}

/// The words in front of a pronoun that speaks which are given as its own (*Lopez was ill, he said*; *…, Press TV quoted him
/// as saying*). Empty where it gives none.
fn words_of(text: &Text, at: TokenIndex, sentence: &TokenRange) -> TokenRange {
    let reach = at.saturating_sub(4).max(sentence.start);
    let joins = Classes::COORDINATOR | Classes::SUBORDINATOR | Classes::RELATIVE;
    let clause = (reach..at).each().rev().take_while(|index| !text.token(*index).is(joins));
    let comma = clause.into_iter().find(|index| text.token(*index).kind == TokenKind::Comma);
    // What is said stands in front, so nothing but the end may follow the verb.
    let ends = (at + 2..sentence.end.min(at + 5)).each().any(|index| text.token(index).kind == TokenKind::Stop);
    comma.filter(|_| ends).map_or(at..at, |comma| sentence.start..comma)
}

/// The gender of a third-person singular pronoun for a person.
fn gender_of(text: &Text, at: TokenIndex) -> Option<Gender> {
    let token = text.token(at);
    let gender = gender::of_pronoun(token);
    (token.is(Classes::PRONOUN) && gender != Gender::Unstated).then_some(gender)
}
