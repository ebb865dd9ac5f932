//! How far the noun phrase of a role reaches back.

use super::role_head::{FUNCTION, HEAD, LONGEST, NamedAt, Number, ends_head, head_number};
use super::verb;
use crate::language::{Classes, WordSet};
use crate::names::NameKind;
use crate::prose::{EachToken, Text, Token, TokenIndex, TokenKind, TokenRange, is_in_name_of_body};

/// How many tokens of what a head governs are passed to get to the head (*director of youth football for the island*).
const COMPLEMENT: u32 = 14;
/// How many nouns in lower case between a preposition and a name may be what a head governs (*professor of early music
/// Lorna Fry*).
const GOVERNED: u32 = 3;

/// How far the noun phrase of a role goes back that ends before `end`. It stops at a person's name.
pub fn phrase_start(text: &Text, named: impl NamedAt, end: TokenIndex, limit: TokenIndex) -> TokenIndex {
    let next = text.get(end);
    let is_closed = next.is_some_and(|token| token.kind == TokenKind::Comma || token.is(Classes::BE));
    start_of(text, named, end, limit, is_closed)
}

/// The same for a phrase that is known to end there, whatever its head governs (*the head of the union Maria Lopez*).
pub fn subject_start(text: &Text, named: impl NamedAt, end: TokenIndex, limit: TokenIndex) -> TokenIndex {
    start_of(text, named, end, limit, true)
}

fn start_of(text: &Text, named: impl NamedAt, end: TokenIndex, limit: TokenIndex, is_closed: bool) -> TokenIndex {
    let mut start = end;
    let mut adjectives = 0;
    while start > limit && end - start < LONGEST {
        let at = start - 1;
        let token = text.token(at);
        if named(at) == Some(NameKind::Person) {
            break;
        }
        if token.kind == TokenKind::Close
            && let Some(open) = opening_bracket(text, at, limit)
        {
            start = open;
            continue;
        }
        if token.kind == TokenKind::Lower && !token.is(HEAD | FUNCTION | Classes::DEMONYM) {
            adjectives += 1;
        }
        if !goes_back(text, named, at, start..end, limit) || adjectives > 4 {
            match governing_head(text, named, start..end, limit, is_closed) {
                Some(head) => start = head,
                None => break,
            }
            continue;
        }
        if token.kind != TokenKind::Lower || token.is(HEAD) {
            adjectives = 0;
        }
        start = at;
    }
    behind_joined_noun(text, start..end, limit)
}

/// *After a year of delay and discord conductor Lopez returned*: the noun behind *and* belongs to the one before it.
fn behind_joined_noun(text: &Text, phrase: TokenRange, limit: TokenIndex) -> TokenIndex {
    let TokenRange { start, end } = phrase;
    let is_noun = |at: TokenIndex| {
        let token = text.token(at);
        token.kind == TokenKind::Lower
            && !token.is(HEAD | FUNCTION | Classes::DEMONYM)
            && head_number(text, at).is_none()
    };
    let is_joined = start >= limit + 3
        && text.token(start - 1).word.is_in(WordSet::And)
        && is_noun(start - 2)
        && text.token(start - 3).is(Classes::PREPOSITION);
    let head = (start..end).each().find(|at| !is_noun(*at)).filter(|head| *head > start && is_joined);
    head.unwrap_or(start)
}

/// Whether a noun phrase that reaches back from `end` to `start` holds the token before that, too.
fn goes_back(text: &Text, named: impl NamedAt, at: TokenIndex, phrase: TokenRange, limit: TokenIndex) -> bool {
    let TokenRange { start, end } = phrase;
    let token = text.token(at);
    let word = text.word(at);
    let is_head = |at: TokenIndex| ends_head(text, at, limit);
    let governs = |at: TokenIndex| is_head(at) || text.token(at).kind == TokenKind::Capital;
    let is_and = |at: TokenIndex| at < end && text.token(at).word.is_in(WordSet::And);
    // *Trinidad and Tobago Prime Minister*
    let is_in_name = |at: TokenIndex| at > limit && start < end && named(at).is_some() && named(at - 1) == named(at);
    match token.kind {
        TokenKind::Lower if word == "and" && is_in_name(at) => true,
        TokenKind::Possessive => at > limit && text.token(at - 1).is_capitalized(),
        TokenKind::Mark(_) => is_in_name_of_body(text, at, limit..end),
        // *director, producer and founder of the club*
        TokenKind::Comma => {
            let lists = is_and(start) || is_head(start) && (is_and(start + 1) || is_and(start + 2));
            at > limit && start + 1 < end && is_head(at - 1) && named(at - 1).is_none() && lists
        }
        TokenKind::Lower if token.word.is_in(WordSet::OfficeOf) => {
            // *chief of Iraq's service*, but not *murder of the general*.
            at > limit && start < end && governs(at - 1)
        }
        TokenKind::Lower => match word {
            // *Ambassador to Korea*
            "to" => {
                at > limit
                    && start < end
                    && is_head(at - 1)
                    && (text.token(start).is_capitalized() || text.word(start) == "the")
            }
            "the" => {
                let before = at.checked_sub(1).filter(|before| *before >= limit);
                // *Archbishop the Most Rev.*
                let is_styled = start < end
                    && text.token(start).kind != TokenKind::Lower
                    && text.token(start).word.is_in(WordSet::CourtesyBehindOffice);
                // *Press Secretary to the governor*
                let is_to = |to: TokenIndex| text.word(to) == "to" && to > limit && is_head(to - 1);
                before.is_some_and(|before| {
                    let joins = text.token(before).word.is_in(WordSet::OfficeOf) || text.word(before) == "and";
                    joins || is_to(before) || is_styled && is_head(before) && text.token(before).is_capitalized()
                })
            }
            "and" => {
                // *the director, producer, and founder*
                let comma = at > limit + 1 && text.token(at - 1).kind == TokenKind::Comma;
                let before = at - u32::from(comma);
                let is_office = |at: TokenIndex| {
                    is_head(at) && (!comma || head_number(text, at) == Some(Number::One) && named(at).is_none())
                };
                before > limit && is_office(before - 1) && (start..end).each().any(is_head)
            }
            _ if token.is(HEAD | Classes::DEMONYM) || head_number(text, at).is_some() => {
                // *will host Lopez*
                let is_infinitive = at > limit && text.token(at - 1).is(Classes::MODAL);
                // *has accused Lopez*
                !is_infinitive && !verb::is_verb(text, at)
                    || !is_infinitive
                        && ends_head(text, at, limit)
                        && !(word.ends_with("ed") && has_subject(text, at, limit))
            }
            _ if token.word.is_in(WordSet::BehindOffice) => ends_head(text, at, limit),
            // *Democrats currently back Senator Lopez*
            _ if token.is(Classes::ADVERB)
                && !token.word.is_in(WordSet::BeforeOffice)
                && follows_noun(text, at, limit) =>
            {
                false
            }
            _ => start < end && is_adjective(text, at, limit) && !stands_before_title(text, at, start, limit),
        },
        // *Parks & Rec director*
        TokenKind::Symbol if word == "&" => at > limit && start < end && text.token(at - 1).is_word(),
        _ if token.is_capitalized() => {
            let opens = at == limit && opens_sentence(token, word) && !names_matter(text, at, end);
            !token.is(Classes::CALENDAR | Classes::COORDINATOR | Classes::SUBORDINATOR) && !opens
        }
        _ => false,
    }
}

/// The head that governs the words before `start` and those up to `end`: *Minister of Agriculture and Livestock*,
/// *director of youth football for the whole island*. Directly before a name only a noun or two are passed (*professor
/// of early music*), as any may be a verb.
fn governing_head(
    text: &Text,
    named: impl NamedAt,
    phrase: TokenRange,
    limit: TokenIndex,
    is_closed: bool,
) -> Option<TokenIndex> {
    let TokenRange { start, end } = phrase;
    let is_capital = |at: TokenIndex| at < end && text.token(at).is_capitalized();
    let first = start.checked_sub(1)?;
    let lists = text.token(first).kind == TokenKind::Comma || matches!(text.word(first), "and" | "&");
    // Behind capitals only a list goes on; before them nothing in lower case is passed.
    if start < end && !is_closed && !(lists && is_capital(start)) {
        return None;
    }
    let mut nouns = 0;
    for at in (limit.max(end.saturating_sub(COMPLEMENT))..start).each().rev() {
        let token = text.token(at);
        if named(at) == Some(NameKind::Person) {
            return None;
        }
        let lists = |at: TokenIndex| at > limit && is_capital(at - 1) && is_capital(at + 1);
        match token.kind {
            TokenKind::Lower if joins_office(text, at, end) && at > limit && ends_head(text, at - 1, limit) => {
                return (at + 1 < end).then_some(at - 1);
            }
            TokenKind::Lower if matches!(text.word(at), "and" | "&") => {
                if !lists(at) && !is_closed {
                    return None;
                }
            }
            TokenKind::Lower if token.is(Classes::PREPOSITION | Classes::POSSESSIVE) || text.word(at) == "the" => {
                if !is_closed || at + 1 == end {
                    return None;
                }
            }
            TokenKind::Lower => {
                nouns += 1;
                let is_noun = !token.is(FUNCTION | Classes::ADVERB) && !verb::is_verb(text, at);
                if !is_noun || nouns > GOVERNED && !is_closed {
                    return None;
                }
            }
            TokenKind::Comma if lists(at) => {}
            _ if token.is_capitalized() || text.word(at) == "&" || token.kind == TokenKind::Possessive => {}
            _ => return None,
        }
    }
    None
}

/// *of*, *for*, *representing*; or *in* before a body with a name (*Permanent Secretary in the Ministry*), *to* before
/// somebody (*Special Adviser to the Governor on Media*).
fn joins_office(text: &Text, at: TokenIndex, end: TokenIndex) -> bool {
    let is_body = |at: TokenIndex| {
        let token = text.token(at);
        token.kind == TokenKind::Capital && token.is(Classes::ORGANIZATION_HEAD)
    };
    let next = text.token(at + 1);
    let is_to = text.word(at) == "to" && at + 2 < end && (next.is_capitalized() || next.word.is_in(WordSet::The));
    let word = text.token(at).word;
    word.is_in(WordSet::OfficeOf)
        || word.is_in(WordSet::SitsFor)
        || is_to
        || text.word(at) == "in" && (at + 1..end).each().any(is_body)
}

/// The bracket that one at `close` closes.
fn opening_bracket(text: &Text, close: TokenIndex, limit: TokenIndex) -> Option<TokenIndex> {
    (limit.max(close.saturating_sub(6))..close).each().rev().find(|at| text.token(*at).kind == TokenKind::Open)
}

/// Whether a sentence's first word is capitalized for that reason only.
fn opens_sentence(token: &Token, word: &str) -> bool {
    let function = Classes::PREPOSITION
        | Classes::SUBORDINATOR
        | Classes::ADVERB
        | Classes::PRONOUN
        | Classes::DETERMINER
        | Classes::COORDINATOR;
    token.is(function) || is_participle(token, word)
}

/// How adjectives end that may stand before a title.
const ADJECTIVES: [&str; 10] = ["ed", "al", "an", "ar", "ic", "ive", "ous", "ent", "ant", "time"];

/// *Mining Minister Lopez*: a word in *-ing* that opens a sentence is what an office is for.
fn names_matter(text: &Text, at: TokenIndex, end: TokenIndex) -> bool {
    at + 1 < end && text.token(at).word.is_in(WordSet::MatterInIng) && text.token(at + 1).kind == TokenKind::Capital
}

/// *with dismay Cllr Lopez*, *to thank Nurse Lopez*: a word in lower case before a title with a capital tells what the
/// bearer is only where an article or an owner opens the phrase, or where it is such a word.
fn stands_before_title(text: &Text, at: TokenIndex, start: TokenIndex, limit: TokenIndex) -> bool {
    let (token, title) = (text.token(at), text.token(start));
    let is_titled = start == at + 1 && title.kind == TokenKind::Capital && title.is(Classes::TITLE);
    let body = Classes::COLLECTIVE | Classes::GROUP | Classes::ORGANIZATION_HEAD | Classes::PLACE_NOUN;
    let describes = token.word.is_in(WordSet::BeforeOffice)
        || token.word.is_in(WordSet::LevelOfOffice)
        || token.is(HEAD | Classes::DEMONYM | Classes::ADVERB | body);
    let is_compound = text.word(at).contains('-') || ADJECTIVES.iter().any(|ending| text.word(at).ends_with(ending));
    let opens = at.checked_sub(1).filter(|before| *before >= limit).is_some_and(|before| {
        let before = text.token(before);
        before.is(Classes::DETERMINER | Classes::POSSESSIVE) || before.kind == TokenKind::Possessive
    });
    is_titled && !describes && !is_compound && !opens
}

/// *-ing*, unless it stands in front of offices (*acting*) or ends a compound (*award-winning*).
fn is_participle(token: &Token, word: &str) -> bool {
    let is_listed = token.is(HEAD) || token.word.is_in(WordSet::BeforeOffice);
    word.len() > 4 && word.ends_with("ing") && !is_listed && !word.contains('-')
}

/// A word in lower case that is no function word and no verb: *top*, *caretaker*, *former*.
fn is_adjective(text: &Text, at: TokenIndex, limit: TokenIndex) -> bool {
    let token = text.token(at);
    let before = at.checked_sub(1).filter(|before| *before >= limit).map(|before| text.token(before));
    let owner = before.is_some_and(|before| before.is(Classes::DETERMINER) || before.kind == TokenKind::Possessive);
    let participle = is_participle(token, text.word(at)) && !owner;
    // *did not mention*, *to help*: a verb.
    let infinitive = before.is_some_and(|before| before.is(Classes::MODAL | Classes::NEGATION | Classes::DO))
        || at > limit && text.word(at - 1) == "to";
    let verb = participle
        || infinitive
        || token.word.is_in(WordSet::NamesMembers)
        || token.word.is_in(WordSet::Compares)
        || verb::is_verb(text, at) && !is_past_participle(text, at, limit);
    !token.is(FUNCTION) && !verb && !token.is(Classes::KIN)
}

/// Whether what stands before a form in *-ed* makes it a verb.
fn has_subject(text: &Text, at: TokenIndex, limit: TokenIndex) -> bool {
    let subject = HEAD | Classes::ROLE_PLURAL | Classes::GROUP | Classes::SUBJECT | Classes::HAVE | Classes::ADVERB;
    let before = at.checked_sub(1).filter(|before| *before >= limit).map(|before| text.token(before));
    before.is_some_and(|token| token.is(subject) || token.is_capitalized())
}

/// Whether a noun in the plural stands before a token.
fn follows_noun(text: &Text, at: TokenIndex, limit: TokenIndex) -> bool {
    at.checked_sub(1)
        .filter(|before| *before >= limit)
        .is_some_and(|before| text.token(before).is(Classes::ROLE_PLURAL | Classes::DEMONYM | Classes::GROUP))
}

/// *the newly arrived ambassador*, *the activists and elected leaders*: a form in *-ed* in front of a noun phrase that
/// cannot be the verb of anybody before it.
fn is_past_participle(text: &Text, at: TokenIndex, limit: TokenIndex) -> bool {
    let Some(before) = at.checked_sub(1).filter(|before| *before >= limit) else { return false };
    if !text.word(at).ends_with("ed") {
        return false;
    }
    let token = text.token(before);
    if token.is(Classes::COORDINATOR) {
        return before > limit && head_number(text, before - 1).is_some();
    }
    let opens = |at: TokenIndex| {
        let token = text.token(at);
        token.is(Classes::DETERMINER) && !token.is(Classes::RELATIVE | Classes::SUBORDINATOR)
            || token.kind == TokenKind::Possessive
    };
    text.word(before).ends_with("ly") && before > limit && opens(before - 1)
}
