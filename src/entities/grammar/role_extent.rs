//! Where the noun phrase of a role begins and ends, and what its head is.

use super::clause;
use crate::language::{self, Classes, WordSet};
use crate::names::NameKind;
use crate::prose::{Text, Token, TokenIndex, TokenKind, TokenRange};

/// How many tokens of a role are read.
pub const LONGEST: u32 = 28;
/// How many tokens of what a head governs are passed to get to the head (*director of youth football for the island*).
const COMPLEMENT: u32 = 14;
/// How many nouns in lower case between a preposition and a name may be what a head governs (*professor of early music
/// Lorna Fry*).
const GOVERNED: u32 = 3;
/// What makes a noun the head of a role.
const HEAD: Classes = Classes::ROLE.with(Classes::TITLE);
/// Words that stand in no noun phrase but as what they are.
const FUNCTION: Classes = Classes::PREPOSITION
    .with(Classes::DETERMINER)
    .with(Classes::PRONOUN)
    .with(Classes::COORDINATOR)
    .with(Classes::SUBORDINATOR)
    .with(Classes::RELATIVE)
    .with(Classes::MODAL)
    .with(Classes::NEGATION)
    .with(Classes::BE)
    .with(Classes::HAVE)
    .with(Classes::DO);

/// What the mention is that holds a token, if one does.
pub trait NamedAt: Fn(TokenIndex) -> Option<NameKind> + Copy {}

impl<F: Fn(TokenIndex) -> Option<NameKind> + Copy> NamedAt for F {}

/// A role where it stands.
pub struct RolePhrase {
    /// Its tokens.
    pub tokens: TokenRange,
    /// Whom it belongs to in front of it: *Iraq's*.
    pub owner: Option<TokenRange>,
}

/// Which number the head of a role has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// *director*
    One,
    /// *directors*
    Several,
}

/// The number of a token that is the head of a role; nothing if it is none.
pub fn head_number(text: &Text, at: TokenIndex) -> Option<Number> {
    let token = text.token(at);
    // *Engineer Lopez* is a courtesy, *an engineer* is what somebody is.
    if token.is(Classes::HONORIFIC) && token.kind != TokenKind::Lower || is_adjective_of_rank(token) {
        return None;
    }
    let number = |classes: Classes| match (classes.any(HEAD), classes.any(Classes::ROLE_PLURAL)) {
        (true, _) => Some(Number::One),
        (_, true) => Some(Number::Several),
        _ => None,
    };
    // *singer-actor*, *Ex-President*: what stands behind the hyphen is the head.
    let behind_hyphen = || {
        let (before, last) = text.word(at).rsplit_once('-').filter(|_| token.is_word())?;
        number(language::word(last).classes).filter(|_| !before.is_empty())
    };
    number(token.classes()).or_else(behind_hyphen)
}

/// *a major fire*: a rank that is an adjective where it is not capitalized.
fn is_adjective_of_rank(token: &Token) -> bool {
    token.kind == TokenKind::Lower && token.word.is_in(WordSet::RankOrAdjective)
}

/// Whether a token is the head of one person's role.
pub fn is_head(text: &Text, at: TokenIndex) -> bool {
    head_number(text, at) == Some(Number::One)
}

/// Whether a noun that may govern others ends with a token: *secretary*, *secretary general*, *chairman elect*.
fn ends_head(text: &Text, at: TokenIndex, limit: TokenIndex) -> bool {
    let is_office = |at: TokenIndex| text.token(at).is(HEAD) || head_number(text, at).is_some();
    is_office(at) && !is_adjective_of_rank(text.token(at))
        || text.token(at).word.is_in(WordSet::BehindOffice) && at > limit && is_office(at - 1)
}

/// How far the noun phrase of a role goes back that ends before `end`. It stops at a person's name.
pub fn phrase_start(text: &Text, named: impl NamedAt, end: TokenIndex, limit: TokenIndex) -> TokenIndex {
    let next = text.tokens().get(end as usize);
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
    start
}

/// Whether a noun phrase that reaches back from `end` to `start` holds the token before that, too.
fn goes_back(text: &Text, named: impl NamedAt, at: TokenIndex, phrase: TokenRange, limit: TokenIndex) -> bool {
    let TokenRange { start, end } = phrase;
    let token = text.token(at);
    let word = text.word(at);
    let is_head = |at: TokenIndex| ends_head(text, at, limit);
    let governs = |at: TokenIndex| is_head(at) || text.token(at).kind == TokenKind::Capital;
    let is_and = |at: TokenIndex| at < end && text.token(at).word.is_in(WordSet::And);
    match token.kind {
        TokenKind::Possessive => at > limit && text.token(at - 1).is_capitalized(),
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
            "to" => at > limit && start < end && is_head(at - 1) && text.token(start).is_capitalized(),
            "the" => {
                let before = at.checked_sub(1).filter(|before| *before >= limit);
                before.is_some_and(|before| {
                    text.token(before).word.is_in(WordSet::OfficeOf) || text.word(before) == "and"
                })
            }
            "and" => {
                // *the director, producer, and founder*
                let comma = at > limit + 1 && text.token(at - 1).kind == TokenKind::Comma;
                let before = at - u32::from(comma);
                let is_office = |at: TokenIndex| {
                    is_head(at) && (!comma || head_number(text, at) == Some(Number::One) && named(at).is_none())
                };
                before > limit && is_office(before - 1) && (start..end).any(is_head)
            }
            _ if token.is(HEAD | Classes::DEMONYM) || head_number(text, at).is_some() => {
                // *has accused Lopez*
                !clause::is_verb(text, at)
                    || ends_head(text, at, limit) && !(word.ends_with("ed") && has_subject(text, at, limit))
            }
            _ if token.word.is_in(WordSet::BehindOffice) => ends_head(text, at, limit),
            // *Democrats currently back Senator Lopez*
            _ if token.is(Classes::ADVERB)
                && !token.word.is_in(WordSet::BeforeOffice)
                && follows_noun(text, at, limit) =>
            {
                false
            }
            _ => start < end && is_adjective(text, at, limit),
        },
        _ if token.is_capitalized() => {
            let opens = at == limit && opens_sentence(token, word);
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
    for at in (limit.max(end.saturating_sub(COMPLEMENT))..start).rev() {
        let token = text.token(at);
        if named(at) == Some(NameKind::Person) {
            return None;
        }
        let lists = |at: TokenIndex| at > limit && is_capital(at - 1) && is_capital(at + 1);
        match token.kind {
            TokenKind::Lower if token.word.is_in(WordSet::OfficeOf) && at > limit && ends_head(text, at - 1, limit) => {
                return (at + 1 < end).then_some(at - 1);
            }
            TokenKind::Lower if matches!(text.word(at), "and" | "&") => {
                if !lists(at) && !is_closed {
                    return None;
                }
            }
            TokenKind::Lower if token.is(Classes::PREPOSITION) || text.word(at) == "the" => {
                if !is_closed || at + 1 == end {
                    return None;
                }
            }
            TokenKind::Lower => {
                nouns += 1;
                let is_noun = !token.is(FUNCTION | Classes::ADVERB) && !clause::is_verb(text, at);
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

/// The bracket that one at `close` closes.
fn opening_bracket(text: &Text, close: TokenIndex, limit: TokenIndex) -> Option<TokenIndex> {
    (limit.max(close.saturating_sub(6))..close).rev().find(|at| text.token(*at).kind == TokenKind::Open)
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
        || clause::is_verb(text, at) && !is_past_participle(text, at, limit);
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

/// Parts a phrase before a name into its roles, without what owns them and without mere courtesy. `fits` says which
/// nouns are heads.
pub fn split(text: &Text, phrase: TokenRange, fits: impl Fn(TokenIndex) -> bool) -> Vec<RolePhrase> {
    let mut found = Vec::new();
    let mut start = phrase.start;
    let mut owner: Option<TokenRange> = None;
    let mut close = |range: TokenRange, owner: Option<TokenRange>| {
        let mut range = range;
        // *at least two mothers*
        let counts = |at: TokenIndex| text.token(at).is(Classes::NUMBER) && text.token(at - 1).kind == TokenKind::Lower;
        if range.len() > 2 && !fits(range.start) && counts(range.start + 1) {
            range.start += 1;
        }
        while range.start < range.end && is_no_opening(text, range.start) {
            range.start += 1;
        }
        while range.start < range.end && is_no_ending(text, range.end - 1) {
            range.end -= 1;
        }
        if range.clone().any(&fits) {
            found.push(RolePhrase { tokens: range, owner });
        }
    };
    for at in phrase.clone() {
        let token = text.token(at);
        let has_head = (start..at).any(&fits);
        let joins = text.word(at) == "and" || token.kind == TokenKind::Comma;
        if token.kind == TokenKind::Possessive && !has_head {
            owner = Some(start..at);
            start = at + 1;
        } else if joins && has_head && opens_role(text, at + 1, phrase.end, &fits) {
            close(start..at, owner.clone());
            start = at + 1;
        } else if at > start + 1
            && token.kind == TokenKind::Capital
            && token.is(Classes::TITLE)
            && text.token(at - 1).kind == TokenKind::Lower
            && fits(at - 1)
        {
            // *anti-terror commander General Soleimani*
            close(start..at, owner.clone());
            start = at;
        }
    }
    close(start..phrase.end, owner);
    found
}

/// Whether another role begins at a token, and not one more thing that a role is for (*Minister of Mines and Energy*): a
/// head comes before anything that would govern or join.
fn opens_role(text: &Text, from: TokenIndex, end: TokenIndex, fits: &impl Fn(TokenIndex) -> bool) -> bool {
    let matter = |at: TokenIndex| text.token(at).word.is_in(WordSet::MatterOfOffice);
    for at in from..end {
        if fits(at) && !matter(at) {
            return true;
        }
        let token = text.token(at);
        if token.is(Classes::PREPOSITION | Classes::COORDINATOR) || token.kind == TokenKind::Comma {
            return false;
        }
    }
    false
}

/// A courtesy between a role and the name, or a comma.
fn is_no_ending(text: &Text, at: TokenIndex) -> bool {
    let token = text.token(at);
    token.kind == TokenKind::Comma || token.is(Classes::HONORIFIC) && token.kind != TokenKind::Lower
}

fn is_no_opening(text: &Text, at: TokenIndex) -> bool {
    let token = text.token(at);
    // *two brothers*, but *First Lady*, *One Moto director*.
    let is_plain = |at: TokenIndex| text.tokens().get(at as usize).is_some_and(|token| token.kind == TokenKind::Lower);
    let counts =
        token.is(Classes::NUMBER) && !token.word.is_in(WordSet::BeforeOffice) && (is_plain(at) || is_plain(at + 1));
    token.is(Classes::DETERMINER)
        || counts
        || matches!(
            token.kind,
            TokenKind::Open | TokenKind::Close | TokenKind::Possessive | TokenKind::Comma | TokenKind::Dash
        )
        || token.word.is_in(WordSet::OfficeOf)
        || matches!(text.word(at), "to" | "and")
}

/// Where a role ends that begins at `at`: before a comma, a stop, a mark, a relative clause, another person or a finite
/// verb; brackets and lists of what the role is for are passed.
pub fn phrase_end(text: &Text, named: impl NamedAt, at: TokenIndex, limit: TokenIndex) -> TokenIndex {
    let mut end = at + 1;
    while end < limit && end - at < LONGEST {
        let token = text.token(end);
        match token.kind {
            TokenKind::Open => {
                let close = (end..limit.min(end + 8)).find(|index| text.token(*index).kind == TokenKind::Close);
                let Some(close) = close else { break };
                end = close + 1;
                continue;
            }
            TokenKind::Comma if lists_on(text, named, at, end, limit) => {}
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
        if clause::is_verb(text, end) && !token.is(HEAD) {
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
    let governs = (head..comma).any(|at| text.token(at).word.is_in(WordSet::OfficeOf));
    let behind = (comma + 1..limit).take_while(|at| is_capital(*at)).last();
    let joined = behind.map(|last| last + 1).filter(|at| at + 1 < limit && matches!(text.word(*at), "and" | "&"));
    governs && is_capital(comma - 1) && joined.is_some_and(|and| is_capital(and + 1))
}
