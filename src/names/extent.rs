//! Where names begin and end that the tagger cuts short: *N. Ravi Kumar*, *Rhodri ab Owain*, *Elvis Were*, *Mr Were*.

use super::name::{Name, NameKind};
use super::titles;
use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenRange};

/// Words that a sentence writes in lower case, be they somebody's name or not.
const FUNCTION: Classes = Classes::MODAL
    .with(Classes::BE)
    .with(Classes::HAVE)
    .with(Classes::DO)
    .with(Classes::PREPOSITION)
    .with(Classes::ADVERB)
    .with(Classes::SUBORDINATOR);

/// Puts the names of one sentence right.
pub fn put_right(text: &Text, sentence: &TokenRange, names: &mut Vec<Name>) {
    names.retain(|name| name.kind != NameKind::Person || !ends_with_pronoun(text, &name.tokens));
    join(text, names);
    lengthen(text, sentence, names);
    add_surnames(text, sentence, names);
}

/// *Governor Betrayed Him*: a headline gives a capital to what is nobody's name.
fn ends_with_pronoun(text: &Text, name: &TokenRange) -> bool {
    let personal = Classes::PRONOUN_MALE | Classes::PRONOUN_FEMALE | Classes::PRONOUN_PLURAL;
    let last = text.token(name.end - 1);
    name.len() > 1 && last.is(personal) && !last.is(Classes::GIVEN | Classes::SURNAME)
}

/// Whether a token is a small word that joins names.
fn is_joint(text: &Text, at: TokenIndex) -> bool {
    text.token(at).kind == TokenKind::Lower && text.token(at).is_in(WordSet::JoinsNames)
}

/// *Marta Ferrer i Puig*, *Rhodri ab Owain*: two names and the word between them are one.
fn join(text: &Text, names: &mut Vec<Name>) {
    names.dedup_by(|family, name| {
        let is_one = name.kind == NameKind::Person
            && family.kind == NameKind::Person
            && family.title.is_empty()
            && family.tokens.start == name.tokens.end + 1
            && is_joint(text, name.tokens.end);
        if is_one {
            name.tokens.end = family.tokens.end;
        }
        is_one
    });
}

/// Takes initials in front of a name into it, and a family name behind it that is a function word elsewhere.
fn lengthen(text: &Text, sentence: &TokenRange, names: &mut [Name]) {
    let shows_case = shows_case(text, sentence);
    let mut limit = sentence.start;
    for at in 0..names.len() {
        let next = names.get(at + 1).map_or(sentence.end, |next| next.tokens.start);
        let Some(name) = names.get_mut(at) else { break };
        if name.kind == NameKind::Person {
            let start = name.tokens.start;
            let first = (limit..start).each().rev().take_while(|at| is_initial(text, *at)).last().unwrap_or(start);
            if first < start && !follows_name(text, first, limit) {
                name.tokens.start = first;
                name.title = titles::before(text, first, limit);
            }
            let end = name.tokens.end;
            // The tagger looks at no word behind *i*.
            if end + 1 < next && is_joint(text, end) && text.token(end + 1).kind == TokenKind::Capital {
                name.tokens.end += 2;
            }
            let end = name.tokens.end;
            let is_given = text.token(end - 1).kind == TokenKind::Capital;
            if shows_case && is_given && end < next && is_surname(text, end) {
                name.tokens.end += 1;
            }
        }
        limit = name.tokens.end;
    }
}

/// *N.*, *B.K.*
fn is_initial(text: &Text, at: TokenIndex) -> bool {
    let word = text.word(at);
    let is_letters = |letters: &str| letters.split('.').all(|letter| letter.chars().count() == 1);
    let letters = word.strip_suffix('.');
    text.token(at).is_capitalized() && letters.is_some_and(is_letters)
}

/// Whether a capitalized word that may be a name stands in front of a token: *Vitamin C. Lopez*.
fn follows_name(text: &Text, at: TokenIndex, limit: TokenIndex) -> bool {
    let before = at.checked_sub(1).filter(|before| *before >= limit).map(|before| text.token(before));
    let stands_before_names = Classes::TITLE | Classes::ROLE | Classes::HONORIFIC;
    before.is_some_and(|token| token.is_capitalized() && !token.is(stands_before_names))
}

/// A function word with a capital inside a sentence that writes such words in lower case: *Elvis Odhiambo Were*.
fn is_surname(text: &Text, at: TokenIndex) -> bool {
    let token = text.token(at);
    let other = Classes::PRONOUN | Classes::CALENDAR | Classes::COORDINATOR | Classes::TITLE | Classes::ROLE;
    let is_word = text.word(at).chars().count() > 1 && text.word(at).bytes().all(|byte| byte.is_ascii_alphabetic());
    token.kind == TokenKind::Capital && is_word && token.is(FUNCTION) && !token.is(other)
}

/// Whether a sentence tells names by their capitals: a headline in Title Case has only words like *of* and *with* in lower
/// case.
fn shows_case(text: &Text, sentence: &TokenRange) -> bool {
    let small = Classes::PREPOSITION
        | Classes::COORDINATOR
        | Classes::SUBORDINATOR
        | Classes::DETERMINER
        | Classes::PARTICLE
        | Classes::RELATIVE;
    sentence.each().any(|at| text.token(at).kind == TokenKind::Lower && !text.token(at).is(small))
}

/// *Mr Were told mourners*: a courtesy stands before nothing but a name.
fn add_surnames(text: &Text, sentence: &TokenRange, names: &mut Vec<Name>) {
    for at in (sentence.start + 1..sentence.end).each() {
        let title = text.token(at - 1);
        if !(title.kind == TokenKind::Capital && title.is_in(WordSet::CourtesyTitle) && is_surname(text, at)) {
            continue;
        }
        let place = names.partition_point(|name| name.tokens.end <= at);
        if names.get(place).is_none_or(|name| name.tokens.start > at) {
            names.insert(place, Name { tokens: at..at + 1, title: at - 1..at, kind: NameKind::Person });
        }
    }
}
