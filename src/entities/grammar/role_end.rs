//! Where a role ends that stands behind a name.

use super::role_head::{FUNCTION, HEAD, LONGEST, NamedAt};
use super::verb;
use crate::language::{Classes, WordSet};
use crate::names::NameKind;
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, is_in_name_of_body};

/// Where a role ends that begins at `at`: before a comma, a stop, a mark, a relative clause, another person or a finite
/// verb; brackets and lists of what the role is for are passed.
pub fn phrase_end(text: &Text, named: impl NamedAt, at: TokenIndex, limit: TokenIndex) -> TokenIndex {
    let mut end = at + 1;
    while end < limit && end - at < LONGEST {
        let token = text.token(end);
        match token.kind {
            TokenKind::Open => {
                let close = (end..limit.min(end + 8)).each().find(|index| text.token(*index).kind == TokenKind::Close);
                let Some(close) = close else { break };
                end = close + 1;
                continue;
            }
            TokenKind::Comma if lists_on(text, named, at, end, limit) => {}
            TokenKind::Mark(_) if is_in_name_of_body(text, end, at..limit) => {}
            TokenKind::Comma
            | TokenKind::Semicolon
            | TokenKind::Colon
            | TokenKind::Stop
            | TokenKind::Close
            | TokenKind::Dash
            | TokenKind::Mark(_) => break,
            _ => {}
        }
        let is_subject = token.is(Classes::SUBJECT) && !token.is(Classes::OBJECT);
        if is_subject
            || token.is(Classes::RELATIVE | Classes::MODAL | Classes::BE | Classes::HAVE)
            || (token.is(Classes::SUBORDINATOR) && !token.is(Classes::PREPOSITION))
        {
            break;
        }
        if verb::is_verb(text, end) && !token.is(HEAD) {
            break;
        }
        let next = (end + 1 < limit).then_some(end + 1);
        let is_person = |at: TokenIndex| at < limit && named(at) == Some(NameKind::Person);
        let titled = |at: TokenIndex| text.token(at).is(Classes::TITLE | Classes::HONORIFIC) && is_person(at + 1);
        if token.is(Classes::COORDINATOR) && next.is_some_and(|next| is_person(next) || titled(next)) {
            break;
        }
        // *elected president in 2014*
        let dates = token.word.is_in(WordSet::BeforeYear)
            && next.is_some_and(|at| text.token(at).is(Classes::CALENDAR) || text.token(at).kind == TokenKind::Number);
        if dates || token.word.is_in(WordSet::SayingTelling) {
            break;
        }
        // *is elected president to find …*
        let lower = |at: TokenIndex| text.token(at).kind == TokenKind::Lower && !text.token(at).is(FUNCTION | HEAD);
        if text.word(end) == "to" && next.is_some_and(lower) {
            break;
        }
        end += 1;
    }
    // A preposition or an article that lost its noun, an adverb of what follows.
    let lost = Classes::PREPOSITION | Classes::DETERMINER | Classes::COORDINATOR | Classes::ADVERB;
    while end > at + 1 && text.token(end - 1).is(lost) {
        end -= 1;
    }
    end
}

/// Whether a comma parts what a role is for (*Minister for Culture, Community and Youth*): a preposition stands before
/// it, capitals around it, and a conjunction behind the next of them.
fn lists_on(text: &Text, named: impl NamedAt, head: TokenIndex, comma: TokenIndex, limit: TokenIndex) -> bool {
    let is_capital = |at: TokenIndex| text.token(at).kind == TokenKind::Capital && named(at) != Some(NameKind::Person);
    let governs = (head..comma).each().any(|at| text.token(at).word.is_in(WordSet::OfficeOf));
    let behind = (comma + 1..limit).each().take_while(|at| is_capital(*at)).last();
    let joined = behind.map(|last| last + 1).filter(|at| *at + 1 < limit && matches!(text.word(*at), "and" | "&"));
    governs && is_capital(comma - 1) && joined.is_some_and(|and| is_capital(and + 1))
}
