//! The noun that makes a phrase a role: *director*, *singer-actor*, *secretary general*.

use crate::language::{self, Classes, WordSet};
use crate::names::NameKind;
use crate::prose::{EachToken, Text, Token, TokenIndex, TokenKind};

/// How many tokens of a role are read.
pub const LONGEST: u32 = 28;
/// What makes a noun the head of a role.
pub(super) const HEAD: Classes = Classes::ROLE.with(Classes::TITLE);
/// Words that stand in no noun phrase but as what they are.
pub(super) const FUNCTION: Classes = Classes::PREPOSITION
    .with(Classes::DETERMINER)
    .with(Classes::PRONOUN)
    .with(Classes::COORDINATOR)
    .with(Classes::SUBORDINATOR)
    .with(Classes::RELATIVE)
    .with(Classes::MODAL)
    .with(Classes::NEGATION)
    .with(Classes::BE)
    .with(Classes::HAVE)
    .with(Classes::DO);

/// What the mention is that holds a token, if one does.
pub trait NamedAt: Fn(TokenIndex) -> Option<NameKind> + Copy {}

impl<F: Fn(TokenIndex) -> Option<NameKind> + Copy> NamedAt for F {}

/// Which number the head of a role has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// *director*
    One,
    /// *directors*
    Several,
}

/// The number of a token that is the head of a role; nothing if it is none.
pub fn head_number(text: &Text, at: TokenIndex) -> Option<Number> {
    let token = text.token(at);
    // *Engineer Lopez* is a courtesy, *an engineer* is what somebody is.
    if token.is(Classes::HONORIFIC) && token.kind != TokenKind::Lower && !ends_title(text, at)
        || is_adjective_of_rank(token)
    {
        return None;
    }
    let number = |classes: Classes| match (classes.any(HEAD), classes.any(Classes::ROLE_PLURAL)) {
        (true, _) => Some(Number::One),
        (_, true) => Some(Number::Several),
        _ => None,
    };
    // *singer-actor*, *Ex-President*: what stands behind the hyphen is the head.
    let behind_hyphen = || {
        let (before, last) = text.word(at).rsplit_once('-').filter(|_| token.is_word())?;
        number(language::word(last).classes).filter(|_| !before.is_empty())
    };
    number(token.classes()).or_else(behind_hyphen)
}

/// *First Lady*: an office of two words of which the second alone is a courtesy.
fn ends_title(text: &Text, at: TokenIndex) -> bool {
    let before = at.checked_sub(1).filter(|before| text.sentence_of(*before) == text.sentence_of(at));
    let office = before.and_then(|before| language::phrase(text.slice(before..at + 1)));
    office.is_some_and(|office| office.classes.any(Classes::TITLE) && !office.classes.any(Classes::HONORIFIC))
}

/// *a major fire*: a rank that is an adjective where it is not capitalized.
fn is_adjective_of_rank(token: &Token) -> bool {
    token.kind == TokenKind::Lower && token.word.is_in(WordSet::RankOrAdjective)
}

/// Whether a token is the head of one person's role.
pub fn is_head(text: &Text, at: TokenIndex) -> bool {
    head_number(text, at) == Some(Number::One)
}

/// Whether a noun that may govern others ends with a token: *secretary*, *secretary general*, *chairman elect*.
pub(super) fn ends_head(text: &Text, at: TokenIndex, limit: TokenIndex) -> bool {
    let is_office = |at: TokenIndex| text.token(at).is(HEAD) || head_number(text, at).is_some();
    is_office(at) && !is_adjective_of_rank(text.token(at))
        || text.token(at).word.is_in(WordSet::BehindOffice) && {
            // *mayor pro tem*
            let noun = (limit..at).each().rev().take(2).find(|at| !text.token(*at).word.is_in(WordSet::BehindOffice));
            noun.is_some_and(is_office)
        }
}
