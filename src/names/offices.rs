//! Offices and seats that the tagger takes for names: *the Resident Engineer*, *Assistant District Attorney*, *R-Elk Ford*.

use super::name::{Name, NameKind};
use crate::language::{Classes, WordSet};
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// Takes them out.
pub fn take_out(text: &Text, sentence: &TokenRange, names: &mut Vec<Name>) {
    names.retain(|name| match name.kind {
        NameKind::Person => !is_party_and_seat(text.word(name.tokens.start)),
        NameKind::Organization | NameKind::Place => !is_office(text, &name.tokens, sentence.end),
    });
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
    let is_whole = name.len() > 1 && name.clone().all(is_noun);
    // *the Bishop of Halstad*
    let holds_of = name.len() > 2 && is_noun(name.start) && text.word(name.start + 1) == "of";
    is_whole || holds_of || opens && goes_on
}
