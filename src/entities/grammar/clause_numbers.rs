//! How a sentence falls into clauses, and which part of it comes before its subject.

use super::verb::{ends_in_ed, is_verb};
use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenRange};

/// The clause in which each token of a sentence stands, as a running number.
///
/// A new one begins behind a subordinator, a relative pronoun, a semicolon, a colon, a dash, and a conjunction behind
/// which a subject with its own verb begins. Brackets and relative clauses between commas are left again.
pub fn clauses(text: &Text, sentence: TokenRange) -> Vec<u8> {
    let mut highest: u8 = 0;
    let mut clause: u8 = 0;
    // What was interrupted, with what ends the interruption.
    let mut outer: Vec<(u8, TokenKind)> = Vec::new();
    let mut opened_by_subordinator = false;
    let mut numbers = Vec::with_capacity(sentence.len());
    for at in sentence.each() {
        let token = text.token(at);
        if let Some((number, end)) = outer.last().copied()
            && token.kind == end
        {
            outer.pop();
            clause = number;
            numbers.push(clause);
            continue;
        }
        let after_comma = at > sentence.start && text.token(at - 1).kind == TokenKind::Comma;
        let opens = match token.kind {
            TokenKind::Open => {
                outer.push((clause, TokenKind::Close));
                true
            }
            TokenKind::Semicolon | TokenKind::Colon | TokenKind::Dash => true,
            // *After she left, he stayed*: the main clause.
            TokenKind::Comma if opened_by_subordinator => {
                opened_by_subordinator = false;
                true
            }
            _ if token.is(Classes::RELATIVE | Classes::SUBORDINATOR) => {
                // *after*, *as*, *since* are prepositions unless a verb follows soon.
                let subordinates = !token.is(Classes::PREPOSITION)
                    || (at + 1..sentence.end.min(at + 6)).each().any(|next| is_verb(text, next));
                opened_by_subordinator |= subordinates && at == sentence.start;
                if subordinates && after_comma && token.is(Classes::RELATIVE) && outer.is_empty() {
                    outer.push((clause, TokenKind::Comma));
                }
                subordinates
            }
            _ if token.is(Classes::COORDINATOR) => {
                (at + 1 < sentence.end) && {
                    let next = text.token(at + 1);
                    next.is(Classes::SUBJECT)
                        || (next.is_capitalized()
                            && (at + 2..sentence.end.min(at + 5)).each().any(|next| is_verb(text, next)))
                }
            }
            _ => false,
        };
        if opens && at > sentence.start {
            highest = highest.saturating_add(1);
            clause = highest;
        }
        numbers.push(clause);
    }
    numbers
}

/// Whether a token stands in a phrase that opens its sentence in front of the subject, up to the first comma (*In her
/// first year, …*).
pub fn is_in_opening_phrase(text: &Text, at: TokenIndex, sentence: TokenRange) -> bool {
    let first = text.token(sentence.start);
    let opens = first.is(Classes::PREPOSITION | Classes::SUBORDINATOR)
        || text.word(sentence.start).ends_with("ing")
        || ends_in_ed(text.word(sentence.start))
        || first.word.is_in(WordSet::OpeningParticiple);
    let comma = |index: TokenIndex| text.token(index).kind == TokenKind::Comma;
    opens
        && at < sentence.start + 16
        && !(sentence.start..at).each().any(comma)
        && (at..sentence.end.min(at + 16)).each().any(comma)
}
