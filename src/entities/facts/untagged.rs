//! Names that the tagger overlooked.

use crate::language::{Classes, WordSet};
use crate::names::{Name, NameKind};
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenRange};

/// Bodies that the tagger overlooked in a sentence: capitalized words between *the* and words in lower case, of which the
/// last says what it is (*the Harbour Trust*). `names` are those that it did find there.
pub fn overlooked(text: &Text, sentence: TokenRange, names: &[Name]) -> Vec<Name> {
    let mut found = Vec::new();
    let is_taken = |at: TokenIndex| {
        let next = names.partition_point(|name| name.tokens.end <= at);
        names.get(next).is_some_and(|name| name.tokens.start <= at)
    };
    let capital = |at: &TokenIndex| text.token(*at).kind == TokenKind::Capital && !is_taken(*at);
    let limit = sentence.end;
    for the in sentence.each() {
        // The kinds of two tokens are asked sooner than the letters of a word.
        let opens = the + 2 < limit && capital(&(the + 1)) && capital(&(the + 2));
        if !opens || text.word(the) != "the" {
            continue;
        }
        let end = (the + 1..limit).each().take_while(capital).last().map_or(the + 1, |last| last + 1);
        let goes_on = end < limit && (text.token(end).is_capitalized() || text.token(end).is(Classes::PREPOSITION));
        if end < the + 3 || goes_on || !text.token(end - 1).word.is_in(WordSet::NounOfBody) {
            continue;
        }
        found.push(body(the + 1..end));
    }
    found
}

fn body(tokens: TokenRange) -> Name {
    Name { title: tokens.start..tokens.start, kind: NameKind::Organization, tokens }
}

/// Capitalized words, not yet in a name, that the office in front shows to be a body: *a spokeswoman for Nordia*, *the head
/// of Port Carers, which speaks for nurses*.
pub fn with_office(text: &Text, sentence: TokenRange, names: &[Name]) -> Vec<Name> {
    let is_taken = |at: TokenIndex| {
        let next = names.partition_point(|name| name.tokens.end <= at);
        names.get(next).is_some_and(|name| name.tokens.start <= at)
    };
    let other = Classes::PLACE | Classes::COUNTRY | Classes::CALENDAR | Classes::GIVEN | Classes::SURNAME;
    let other = other | Classes::TITLE | Classes::HONORIFIC | Classes::DEMONYM | Classes::ROLE;
    let capital = |at: &TokenIndex| text.token(*at).kind == TokenKind::Capital && !is_taken(*at);
    let mut found = Vec::new();
    let limit = sentence.end;
    for governs in (sentence.start + 1..limit).each() {
        // The kinds of two tokens are asked sooner than the letters of a word.
        let opens = governs + 1 < limit && text.token(governs).kind == TokenKind::Lower && capital(&(governs + 1));
        if !opens || !text.token(governs).word.is_in(WordSet::TiesOffice) {
            continue;
        }
        let office = text.token(governs - 1);
        let tokens = governs + 1..(governs + 1..limit).each().take_while(capital).last().map_or(limit, |last| last + 1);
        let which = tokens.end + 1 < limit
            && text.token(tokens.end).kind == TokenKind::Comma
            && text.word(tokens.end + 1) == "which";
        let is_body = office.is_in(WordSet::VoiceOfBody)
            || which && tokens.len() > 1 && office.is(Classes::ROLE | Classes::TITLE | Classes::ORGANIZATION_HEAD);
        let goes_on = tokens.end < limit && text.token(tokens.end).is_capitalized();
        if is_body && !goes_on && !tokens.each().all(|at| text.token(at).is(other)) {
            found.push(body(tokens));
        }
    }
    found
}
