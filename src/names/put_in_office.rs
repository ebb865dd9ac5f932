//! Somebody who is given an office, whom the tagger does not know for a person: *appointed Anya Brook as head*, *named Anya
//! Brook chairwoman*.

use super::name::{Name, NameKind};
use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenRange};

/// A full name has so many words at most.
const LONGEST: usize = 3;
/// So many tokens behind *as* the office is named.
const TO_OFFICE: u32 = 4;

/// Adds those people to the names of a sentence.
pub fn add(text: &Text, sentence: &TokenRange, names: &mut Vec<Name>) {
    let verbs = sentence.each().filter(|at| {
        let token = text.token(*at);
        token.kind == TokenKind::Lower && token.word.is_in(WordSet::PutsInOffice)
    });
    for verb in verbs {
        let Some(tokens) = person_behind(text, verb, sentence.end) else { continue };
        let overlaps = |name: &Name| name.tokens.start < tokens.end && tokens.start < name.tokens.end;
        let mut others = names.iter().filter(|name| overlaps(name));
        let is_known = others.clone().any(|name| name.kind == NameKind::Person);
        if is_known || others.any(|name| name.tokens.start < tokens.start || name.tokens.end > tokens.end) {
            continue;
        }
        names.retain(|name| !overlaps(name));
        let place = names.partition_point(|name| name.tokens.start < tokens.start);
        let title = tokens.start..tokens.start;
        names.insert(place, Name { tokens, title, kind: NameKind::Person });
    }
}

/// The capitalized words behind a verb, if an office follows them.
fn person_behind(text: &Text, verb: TokenIndex, limit: TokenIndex) -> Option<TokenRange> {
    let other = Classes::TITLE | Classes::ROLE | Classes::ORGANIZATION_HEAD | Classes::CALENDAR | Classes::DEMONYM;
    let is_name = |at: &TokenIndex| text.token(*at).kind == TokenKind::Capital && !text.token(*at).is(other);
    let start = verb + 1;
    let length = (start..limit).each().take_while(is_name).count();
    let end = start + length as u32;
    let is_office = |at: TokenIndex| {
        let token = text.token(at);
        token.kind == TokenKind::Lower && token.is(Classes::ROLE | Classes::TITLE)
    };
    let follows = end < limit
        && (is_office(end)
            || text.token(end).word.is_in(WordSet::As) && (end + 1..limit.min(end + TO_OFFICE)).each().any(is_office));
    ((2..=LONGEST).contains(&length) && follows).then_some(start..end)
}
