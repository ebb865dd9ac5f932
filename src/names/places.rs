//! Bodies and places that the tagger takes for people, and people with an age that it takes for places: *Fianna Fáil*, *Co
//! Leitrim*, *of the college, Legon,*, *identified as Mahadeva (34)*.

use super::name::{Name, NameKind};
use crate::language::{self, Classes, WordSet};
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenRange};

/// *(34)*: a bracket, a number, a bracket.
const AGE: u32 = 3;

/// Puts their kinds right.
pub fn put_right(text: &Text, sentence: &TokenRange, names: &mut Vec<Name>) {
    let mut body: Option<TokenIndex> = None;
    for name in names.iter_mut() {
        if name.kind == NameKind::Person && is_listed_body(text, &name.tokens) {
            name.kind = NameKind::Organization;
            name.title = name.tokens.start..name.tokens.start;
        }
        if name.kind == NameKind::Person
            && (is_listed_place(text, &name.tokens)
                || is_county(text, &name.tokens)
                || is_seat(text, sentence, body, &name.tokens))
        {
            name.kind = NameKind::Place;
            name.title = name.tokens.start..name.tokens.start;
        }
        body = (name.kind == NameKind::Organization).then_some(name.tokens.end);
    }
    add_aged(text, sentence, names);
}

/// *Fianna Fáil*, *Stormont*: the name of a body that the language data has, without any word that people are called by.
fn is_listed_body(text: &Text, name: &TokenRange) -> bool {
    let known = language::phrase(text.slice(name.clone()));
    let is_called = |at: TokenIndex| text.token(at).is(Classes::GIVEN | Classes::SURNAME);
    let is_body = match name.len() {
        1 => text.token(name.start).is(Classes::ORGANIZATION) && text.token(name.start).is(Classes::COLLECTIVE),
        _ => known.is_some_and(|known| known.classes.any(Classes::ORGANIZATION)),
    };
    is_body && !name.each().any(is_called)
}

/// *Ang Mo Kio*: three words that the language data has as a place.
fn is_listed_place(text: &Text, name: &TokenRange) -> bool {
    name.len() > 2 && language::phrase(text.slice(name.clone())).is_some_and(|known| known.classes.any(Classes::PLACE))
}

/// *Co Leitrim*
fn is_county(text: &Text, name: &TokenRange) -> bool {
    name.len() == 2 && text.token(name.start).is_capitalized() && text.token(name.start).is_in(WordSet::County)
}

/// *a lecturer at the Federal Polytechnic, Oko, told …*: where the body in front of the comma is.
fn is_seat(text: &Text, sentence: &TokenRange, body: Option<TokenIndex>, name: &TokenRange) -> bool {
    let is_comma = |at: TokenIndex| at < sentence.end && text.token(at).kind == TokenKind::Comma;
    let parted = name.start.checked_sub(1).filter(|comma| is_comma(*comma));
    let known = Classes::GIVEN | Classes::SURNAME;
    name.len() == 1
        && parted.is_some_and(|comma| body == Some(comma))
        && is_comma(name.end)
        && !text.token(name.start).is(known)
}

/// *three men, identified as Mahadeva (34), Ninga (29) and Siddaiah (45)*: a word with an age is somebody.
fn add_aged(text: &Text, sentence: &TokenRange, names: &mut Vec<Name>) {
    let Some(says) = sentence.each().find(|at| text.token(*at).is_in(WordSet::SaysWho)) else { return };
    for at in (says + 1..sentence.end.saturating_sub(AGE)).each() {
        if !is_aged(text, at) {
            continue;
        }
        let place = names.partition_point(|name| name.tokens.end <= at);
        match names.get_mut(place).filter(|name| name.tokens.start <= at) {
            Some(name) if name.tokens.len() == 1 => name.kind = NameKind::Person,
            Some(_) => {}
            None => {
                names.insert(place, Name { tokens: at..at + 1, title: at..at, kind: NameKind::Person });
            }
        }
    }
}

/// Whether a word of its own is capitalized, unknown as a place, and followed by an age in brackets.
fn is_aged(text: &Text, at: TokenIndex) -> bool {
    let known = Classes::PLACE | Classes::COUNTRY | Classes::ORGANIZATION | Classes::ROLE | Classes::DEMONYM;
    let is_alone = !text.token(at - 1).is_capitalized();
    let years = text.word(at + 2).parse::<u8>().is_ok_and(|years| (10..100).contains(&years));
    text.token(at).kind == TokenKind::Capital
        && is_alone
        && !text.token(at).is(known)
        && text.token(at + 1).kind == TokenKind::Open
        && years
        && text.token(at + 3).kind == TokenKind::Close
}
