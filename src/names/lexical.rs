//! Names by lists and capitals.
//!
//! A run of capitalized words is a candidate; what its words can be, by the language data, decides what it names.

use super::{Name, NameKind};
use crate::language::Classes;
use crate::prose::{Text, Token, TokenIndex, TokenRange};

/// All names of the text, in order.
pub fn find(text: &Text) -> Vec<Name> {
    let mut names = Vec::new();
    for sentence in text.sentences() {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let run = capital_run(text, at, sentence.tokens.end);
            if run.is_empty() {
                at += 1;
                continue;
            }
            at = run.end;
            names.extend(classify(text, run, sentence.tokens.start));
        }
    }
    names
}

/// The longest run of capitalized words from `at`, with particles inside.
fn capital_run(text: &Text, at: TokenIndex, limit: TokenIndex) -> TokenRange {
    let mut end = at;
    let mut next = at;
    while next < limit {
        let token = text.token(next);
        if token.is_capitalized() && !token.is(Classes::CALENDAR) {
            next += 1;
            end = next;
        } else if end > at && token.is(Classes::PARTICLE) {
            next += 1;
        } else {
            break;
        }
    }
    at..end
}

fn classify(text: &Text, run: TokenRange, sentence_start: TokenIndex) -> Option<Name> {
    let mut start = run.start;
    if start == sentence_start && is_plain_opener(text.token(start)) {
        start += 1;
    }
    let title_start = start;
    while start < run.end
        && text.token(start).is(Classes::TITLE | Classes::ROLE)
        && !text.token(start).is(Classes::GIVEN)
    {
        start += 1;
    }
    if start >= run.end {
        return None;
    }
    let tokens = start..run.end;
    let has = |classes: Classes| tokens.clone().any(|index| text.token(index).is(classes));
    let phrase = crate::language::phrase(text.slice(tokens.clone())).map_or(Classes::NONE, |word| word.classes);
    let whole = if tokens.len() == 1 { text.token(start).classes() } else { phrase };
    let titled = start > title_start;
    let kind = if titled {
        NameKind::Person
    } else if whole.any(Classes::PLACE) {
        NameKind::Place
    } else if whole.any(Classes::ORGANIZATION) || has(Classes::ORGANIZATION_HEAD | Classes::ORGANIZATION_SUFFIX) {
        NameKind::Organization
    } else if has(Classes::GIVEN | Classes::SURNAME) {
        NameKind::Person
    } else {
        return None;
    };
    Some(Name { tokens, kind, title: title_start..start })
}

/// Whether a sentence's first word is capitalized only because it is the first.
fn is_plain_opener(token: &Token) -> bool {
    let function =
        Classes::DETERMINER | Classes::PRONOUN | Classes::PREPOSITION | Classes::SUBORDINATOR | Classes::COORDINATOR;
    token.is(function | Classes::COMMON | Classes::ADVERB)
        && !token.is(Classes::GIVEN | Classes::SURNAME | Classes::PLACE)
}
