//! People of rank or kin whom the tagger takes for a place or a body: *Prince Oskar of Lothen*, *King Oskar IV*, *Grandad
//! Ken*, *his wife, Petra*.

use super::name::{Name, NameKind};
use super::titles;
use crate::language::{self, Classes, WordSet};
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenRange};

/// Makes people of them.
pub fn put_right(text: &Text, sentence: &TokenRange, names: &mut [Name]) {
    for name in names.iter_mut().filter(|name| name.kind != NameKind::Person) {
        if is_titled(text, &name.tokens) {
            name.title = name.tokens.start..name.tokens.end - 1;
            name.tokens.start = name.tokens.end - 1;
            name.kind = NameKind::Person;
            continue;
        }
        if is_relative(text, sentence, &name.tokens) {
            name.kind = NameKind::Person;
            continue;
        }
        if let Some(title) = behind_office(text, sentence, &name.tokens) {
            name.title = title;
            name.kind = NameKind::Person;
            continue;
        }
        let Some(called) = behind_rank(text, &name.tokens) else { continue };
        name.title = name.tokens.start..called;
        name.tokens.start = called;
        name.kind = NameKind::Person;
    }
}

/// Where the given name begins behind a rank, if *of* and a land or a number follow it; or behind a word of kin, if
/// nothing does.
fn behind_rank(text: &Text, name: &TokenRange) -> Option<TokenIndex> {
    let [rank, given, of, land] = [0, 1, 2, 3].map(|after| name.start + after);
    let is_capital = |at: TokenIndex| at < name.end && text.token(at).kind == TokenKind::Capital;
    let is_given = is_capital(given) && text.token(given).is(Classes::GIVEN);
    let is_rank = is_capital(rank) && text.token(rank).is_in(WordSet::SingleNameTitle);
    let is_kin = is_capital(rank) && text.token(rank).is(Classes::KIN);
    let has_land = || is_capital(land) && text.word(of) == "of";
    let is_counted = || land == name.end && text.word(of).bytes().all(|letter| matches!(letter, b'I' | b'V' | b'X'));
    let ends = of == name.end;
    (is_given && (is_rank && (has_land() || is_counted()) || is_kin && ends)).then_some(given)
}

/// *Congresswoman Tabata Amaral de Lima*: the title of somebody in front of several words that are no body's and no place's.
fn behind_office(text: &Text, sentence: &TokenRange, name: &TokenRange) -> Option<TokenRange> {
    let title = name.start.checked_sub(1).filter(|at| *at >= sentence.start)?;
    let is_title = text.token(title).kind == TokenKind::Capital && text.token(title).is_in(WordSet::SitsInParliament);
    let other = Classes::ORGANIZATION_HEAD
        | Classes::ORGANIZATION
        | Classes::OUTLET
        | Classes::PLACE_NOUN
        | Classes::DEMONYM
        | Classes::ROLE
        | Classes::TITLE
        | Classes::DETERMINER;
    let is_called = |at: TokenIndex| text.token(at).is_word() && !text.token(at).is(other);
    let is_whole = text.token(name.start).kind == TokenKind::Capital && !text.token(name.start).is(Classes::PLACE);
    (name.len() > 1 && is_title && is_whole && name.each().all(is_called))
        .then(|| titles::before(text, name.start, sentence.start))
}

/// *Assoc Prof Tan*, *First Lady Iriana*: a title of two words and a name.
fn is_titled(text: &Text, name: &TokenRange) -> bool {
    let last = text.token(name.end - 1);
    let is_called = last.is(Classes::SURNAME | Classes::GIVEN) || last.classes() == Classes::NONE;
    name.len() == 3 && last.kind == TokenKind::Capital && is_called && {
        let title = language::phrase(text.slice(name.start..name.end - 1));
        title.is_some_and(|title| title.classes.any(Classes::TITLE) && !title.classes.any(Classes::PLACE))
    }
}

/// *his wife, Petra*, *his wife Petra*, *Petra's brother*: a given name beside a word of kin.
fn is_relative(text: &Text, sentence: &TokenRange, name: &TokenRange) -> bool {
    let token = |at: TokenIndex| sentence.contains(&at).then(|| text.token(at));
    let kind = |at: TokenIndex| token(at).map(|token| token.kind);
    let is_kin =
        |at: TokenIndex| token(at).is_some_and(|token| token.kind == TokenKind::Lower && token.is(Classes::KIN));
    let before = name.start.checked_sub(1);
    let comma = before.filter(|at| kind(*at) == Some(TokenKind::Comma));
    let before = comma.map_or(before, |comma| comma.checked_sub(1));
    let owns = kind(name.end) == Some(TokenKind::Possessive) && is_kin(name.end + 1);
    name.len() == 1 && text.token(name.start).is(Classes::GIVEN) && (before.is_some_and(is_kin) || owns)
}
