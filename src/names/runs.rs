//! Which tokens can be part of a name.
//!
//! Most tokens cannot, and the tagger never looks at them. What is left are runs: capitalized words, with the small words
//! that may stand between them (*of*, *and*, *bin*) and numbers behind them. All else is outside by construction, so
//! each run is tagged by itself.

use crate::language::Classes;
use crate::prose::{EachToken, Text, Token, TokenIndex, TokenKind, TokenRange, is_in_name_of_body};

/// At most so many small words may stand between two capitalized words of one run.
const LONGEST_LINK: u32 = 3;

/// Calls `found` with each run of a sentence, in order.
pub fn each(text: &Text, sentence: TokenRange, mut found: impl FnMut(TokenRange)) {
    let mut at = sentence.start;
    while at < sentence.end {
        let token = text.token(at);
        if !token.is_capitalized() && !opens_with_particle(text, at, sentence.end) {
            at += 1;
            continue;
        }
        let run = at..run_end(text, at, sentence.end);
        at = run.end;
        if !(run.len() == 1 && is_plain_opener(text, &sentence, run.start)) {
            found(run);
        }
    }
}

/// Whether particles lead to a capitalized word: *van Dyck*, *von der Heyde*.
fn opens_with_particle(text: &Text, at: TokenIndex, limit: TokenIndex) -> bool {
    let is_particle = |at: &TokenIndex| {
        let token = text.token(*at);
        token.kind == TokenKind::Lower && token.is(Classes::PARTICLE)
    };
    let particles = (at..limit).each().take(LONGEST_LINK as usize).take_while(is_particle).count() as u32;
    particles > 0 && at + particles < limit && text.token(at + particles).is_capitalized()
}

fn run_end(text: &Text, start: TokenIndex, limit: TokenIndex) -> TokenIndex {
    let mut end = start + 1;
    let mut next = end;
    while next < limit && next - end < LONGEST_LINK {
        let token = text.token(next);
        if token.is_capitalized() || (token.kind == TokenKind::Number && next == end) {
            end = next + 1;
        } else if !links(text, next, token) && !is_in_name_of_body(text, next, start..limit) {
            break;
        }
        next += 1;
    }
    end
}

/// Whether a token may stand inside a name.
fn links(text: &Text, index: TokenIndex, token: &Token) -> bool {
    match token.kind {
        TokenKind::Lower => {
            token.is(Classes::PARTICLE | Classes::COORDINATOR | Classes::PREPOSITION | Classes::DETERMINER)
        }
        TokenKind::Possessive => true,
        TokenKind::Symbol => matches!(text.word(index), "&" | "/"),
        TokenKind::Mark(_) => token.span.len() == 1 && text.word(index) == "'",
        _ => false,
    }
}

/// Whether a token that is a run of its own is a function word with the capital of a sentence's first word.
fn is_plain_opener(text: &Text, sentence: &TokenRange, index: TokenIndex) -> bool {
    let token = text.token(index);
    let function = Classes::DETERMINER
        | Classes::PRONOUN
        | Classes::PREPOSITION
        | Classes::SUBORDINATOR
        | Classes::COORDINATOR
        | Classes::NEGATION;
    let name = Classes::GIVEN | Classes::SURNAME | Classes::PLACE | Classes::ORGANIZATION;
    let opens = index == sentence.start || !matches!(text.token(index - 1).kind, TokenKind::Lower | TokenKind::Comma);
    opens && token.kind == TokenKind::Capital && token.is(function) && !token.is(name)
}
