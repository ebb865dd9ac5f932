//! Offices and seats that the tagger takes for names: *the Resident Engineer*, *Assistant District Attorney*, *R-Elk Ford*.

use super::name::{Name, NameKind};
use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenRange};

/// So many tokens in front of a name belong to an office at most.
const MATTER: usize = 9;

/// Takes them out.
pub fn take_out(text: &Text, sentence: &TokenRange, names: &mut Vec<Name>) {
    for name in names.iter_mut() {
        if is_behind_matter(text, sentence, name) {
            name.tokens.start += 1;
            name.title = name.tokens.start..name.tokens.start;
            name.kind = NameKind::Person;
        }
    }
    names.retain(|name| match name.kind {
        NameKind::Person => {
            !is_party_and_seat(text.word(name.tokens.start))
                && !is_office_of_place(text, &name.tokens)
                && !is_kind_of_people(text, sentence, &name.tokens)
        }
        NameKind::Organization | NameKind::Place => !is_office(text, &name.tokens, sentence.end),
    });
}

/// *Minister for Science and Innovation Ayesha King*, *Dean of the Faculty Henrietta Stone*: whether the first word of a
/// name is the last of what an office is for.
fn is_behind_matter(text: &Text, sentence: &TokenRange, name: &Name) -> bool {
    let TokenRange { start, end } = name.tokens;
    if name.kind == NameKind::Place || name.tokens.len() < 3 {
        return false;
    }
    let known = Classes::GIVEN | Classes::SURNAME | Classes::TITLE | Classes::ROLE | Classes::PARTICLE;
    let body = Classes::ORGANIZATION_HEAD | Classes::ORGANIZATION | Classes::PLACE_NOUN;
    let is_matter = text.token(start).kind == TokenKind::Capital && !text.token(start).is(known);
    let is_called =
        text.token(start + 1).is(Classes::GIVEN) && !(start + 1..end).each().any(|at| text.token(at).is(body));
    let joins = |at: TokenIndex| matches!(text.word(at), "of" | "for" | "and" | "the" | "&");
    let is_inside =
        |at: &TokenIndex| joins(*at) || text.token(*at).is_capitalized() || text.token(*at).kind == TokenKind::Comma;
    let before = (sentence.start..start).each().rev().take(MATTER).take_while(is_inside);
    let mut offices = before.filter(|at| text.token(*at).is(Classes::TITLE | Classes::ROLE));
    let governs = |at: TokenIndex| matches!(text.word(at + 1), "of" | "for");
    is_matter && is_called && start > sentence.start && joins(start - 1) && offices.any(governs)
}

/// *Hill farmers are waiting*: a word of every day that opens a sentence and says what kind of people are meant.
fn is_kind_of_people(text: &Text, sentence: &TokenRange, name: &TokenRange) -> bool {
    let is_group = |at: TokenIndex| text.token(at).kind == TokenKind::Lower && text.token(at).is(Classes::ROLE_PLURAL);
    name.len() == 1
        && name.start == sentence.start
        && text.token(name.start).is(Classes::COMMON)
        && name.end < sentence.end
        && is_group(name.end)
}

/// *Alberta Premier*, *News Editor*: a place or a matter and an office, and nobody's name.
fn is_office_of_place(text: &Text, name: &TokenRange) -> bool {
    let called = Classes::GIVEN | Classes::SURNAME;
    let is_office = |at: TokenIndex| {
        let token = text.token(at);
        token.kind == TokenKind::Capital && token.is(Classes::TITLE | Classes::ROLE) && !token.is(called)
    };
    let first = text.token(name.start);
    name.len() == 2
        && is_office(name.end - 1)
        && first.is(Classes::PLACE | Classes::DEMONYM | Classes::COMMON)
        && !first.is(called)
}

/// *R-Halstad*: one letter or two of a party, a hyphen, a place.
fn is_party_and_seat(word: &str) -> bool {
    let parts = word.split_once('-');
    parts.is_some_and(|(party, seat)| matches!(party, "R" | "D" | "I") && seat.starts_with(char::is_uppercase))
}

/// Whether a name is that of an office, or the beginning of one.
fn is_office(text: &Text, name: &TokenRange, limit: TokenIndex) -> bool {
    let is_noun = |at: TokenIndex| {
        let token = text.token(at);
        token.kind == TokenKind::Capital
            && token.is(Classes::ROLE | Classes::TITLE)
            && !token.is(Classes::ORGANIZATION_HEAD | Classes::OUTLET)
            && (token.is(Classes::ROLE) || !token.is(Classes::HONORIFIC))
    };
    let opens =
        text.token(name.start).is_in(WordSet::DeputyOffice) && text.token(name.start).kind == TokenKind::Capital;
    let goes_on = name.end < limit && is_noun(name.end);
    let is_whole = name.len() > 1 && name.each().all(is_noun);
    // *the Bishop of Halstad*
    let holds_of = name.len() > 2 && is_noun(name.start) && text.word(name.start + 1) == "of";
    // *the District Engineer*
    let is_level = name.len() == 2 && text.token(name.start).is_in(WordSet::LevelOfOffice) && is_noun(name.start + 1);
    is_whole || is_level || holds_of || opens && goes_on
}
