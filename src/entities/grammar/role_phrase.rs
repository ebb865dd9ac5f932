//! The noun phrases beside a name that say what its bearer is: *the centre's director, Maria Lopez*, *Lopez, secretary of
//! the council*.

use super::clause;
use crate::language::Classes;
use crate::names::NameKind;
use crate::prose::{Text, Token, TokenIndex, TokenKind, TokenRange};

/// How many tokens of a role are read.
const LONGEST: u32 = 28;
/// What makes a noun the head of a role.
const HEAD: Classes = Classes::ROLE.with(Classes::TITLE);

/// Verbs that say what a person does for a body (*who leads the council*).
pub const LEADS: &[&str] = &[
    "leads",
    "heads",
    "chairs",
    "runs",
    "directs",
    "represents",
    "commands",
    "coaches",
    "manages",
    "founded",
    "oversees",
    "teaches",
    "led",
    "headed",
    "chaired",
];

/// Ranks that are adjectives where they are not capitalized.
const RANKS: &[&str] = &["major", "general", "private"];

/// Whether a token is the head of a role.
fn is_head(text: &Text, at: TokenIndex) -> bool {
    let token = text.token(at);
    // *Engineer Lopez* is a courtesy, *an engineer* is what somebody is.
    let courtesy = token.is(Classes::HONORIFIC) && token.kind != TokenKind::Lower;
    token.is(HEAD) && !courtesy && !RANKS.contains(&text.word(at))
}

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

/// Whether a role may stand beside a name, whoever else is named around it.
pub fn may_have_role(text: &Text, name: TokenRange) -> bool {
    let nobody = |_: TokenIndex| None;
    let sentence = text.sentences()[text.sentence_of(name.start)].tokens.clone();
    let holds_head =
        |end: TokenIndex| (phrase_start(text, nobody, end, sentence.start)..end).any(|at| is_head(text, at));
    let comma = comma_before(text, &name, &sentence);
    holds_head(name.start) || comma.is_some_and(holds_head) || behind(text, nobody, name.end, sentence.end).is_some()
}

/// The roles beside a name in its sentence.
pub fn beside(text: &Text, named: impl NamedAt, name: TokenRange, sentence: TokenRange) -> Vec<RolePhrase> {
    let mut found = before(text, named, name.start, sentence.start);
    found.extend(in_front_of_comma(text, named, name.clone(), sentence.clone()));
    found.extend(behind(text, named, name.end, sentence.end));
    found
}

/// The roles directly before a name: *Chief of Iraq's Intelligence Service (IIS) Mustafa al-Kazemi*.
fn before(text: &Text, named: impl NamedAt, name: TokenIndex, limit: TokenIndex) -> Vec<RolePhrase> {
    let start = phrase_start(text, named, name, limit);
    split(text, start..name)
}

/// How far the noun phrase goes back that ends before `end`.
fn phrase_start(text: &Text, named: impl NamedAt, end: TokenIndex, limit: TokenIndex) -> TokenIndex {
    let is_head = |at: TokenIndex| text.token(at).is(HEAD) && !RANKS.contains(&text.word(at));
    let mut start = end;
    let mut adjectives = 0;
    while start > limit && end - start < LONGEST {
        let at = start - 1;
        let token = text.token(at);
        let word = text.word(at);
        if named(at) == Some(NameKind::Person) {
            break;
        }
        let goes_on = match token.kind {
            TokenKind::Possessive => at > limit && text.token(at - 1).is_capitalized(),
            TokenKind::Close => {
                let open = (limit.max(at.saturating_sub(6))..at)
                    .rev()
                    .find(|index| text.token(*index).kind == TokenKind::Open);
                if let Some(open) = open {
                    start = open;
                    continue;
                }
                false
            }
            TokenKind::Lower => match word {
                // *chief of Iraq's service*, but not *murder of the general*.
                "of" | "for" | "at" => at > limit && is_head(at - 1),
                "the" => at > limit && matches!(text.word(at - 1), "of" | "for" | "at" | "and"),
                "and" => at > limit && is_head(at - 1) && (start..end).any(is_head),
                _ if token.is(HEAD | Classes::DEMONYM) => !clause::is_verb(text, at) || is_head(at),
                _ => {
                    adjectives += 1;
                    adjectives <= 4 && start < end && is_adjective(text, at)
                }
            },
            _ if token.is_capitalized() => !(token.is(Classes::CALENDAR) || at == limit && opens_sentence(token, word)),
            _ => false,
        };
        if !goes_on {
            break;
        }
        if token.kind != TokenKind::Lower || token.is(HEAD) {
            adjectives = 0;
        }
        start = at;
    }
    start
}

/// Whether a sentence's first word is capitalized for that reason only.
fn opens_sentence(token: &Token, word: &str) -> bool {
    let function = Classes::PREPOSITION
        | Classes::SUBORDINATOR
        | Classes::ADVERB
        | Classes::PRONOUN
        | Classes::DETERMINER
        | Classes::COORDINATOR;
    token.is(function) || (word.len() > 4 && word.ends_with("ing") && !token.is(HEAD))
}

/// A word in lower case that is no function word and no verb: *top*, *caretaker*, *former*.
fn is_adjective(text: &Text, at: TokenIndex) -> bool {
    let token = text.token(at);
    let function = Classes::PREPOSITION
        | Classes::DETERMINER
        | Classes::PRONOUN
        | Classes::COORDINATOR
        | Classes::SUBORDINATOR
        | Classes::RELATIVE
        | Classes::MODAL
        | Classes::NEGATION
        | Classes::BE
        | Classes::HAVE
        | Classes::DO;
    let participle = {
        let owner =
            at > 0 && (text.token(at - 1).is(Classes::DETERMINER) || text.token(at - 1).kind == TokenKind::Possessive);
        text.word(at).ends_with("ing") && !owner
    };
    !token.is(function) && !clause::is_verb(text, at) && !participle && !token.is(Classes::KIN)
}

/// Parts a phrase before a name into its roles, without what owns them and without mere courtesy.
fn split(text: &Text, phrase: TokenRange) -> Vec<RolePhrase> {
    let mut found = Vec::new();
    let mut start = phrase.start;
    let mut owner: Option<TokenRange> = None;
    let mut at = phrase.start;
    let is_head = |at: TokenIndex| is_head(text, at);
    let mut close = |range: TokenRange, owner: Option<TokenRange>| {
        let mut range = range;
        while range.start < range.end && is_no_opening(text, range.start) {
            range.start += 1;
        }
        if range.clone().any(is_head) {
            found.push(RolePhrase { tokens: range, owner });
        }
    };
    while at < phrase.end {
        let token = text.token(at);
        if token.kind == TokenKind::Possessive && !(start..at).any(is_head) {
            owner = Some(start..at);
            start = at + 1;
        } else if text.word(at) == "and" && (start..at).any(is_head) {
            close(start..at, owner.clone());
            start = at + 1;
        } else if at > start + 1
            && token.kind == TokenKind::Capital
            && token.is(Classes::TITLE)
            && text.token(at - 1).kind == TokenKind::Lower
            && is_head(at - 1)
        {
            // *anti-terror commander General Soleimani*
            close(start..at, owner.clone());
            start = at;
        }
        at += 1;
    }
    close(start..phrase.end, owner);
    found
}

fn is_no_opening(text: &Text, at: TokenIndex) -> bool {
    let token = text.token(at);
    token.is(Classes::DETERMINER)
        || matches!(token.kind, TokenKind::Open | TokenKind::Close | TokenKind::Possessive)
        || text.word(at) == "of"
}

/// *The centre's director, Maria Lopez, said*: a role in front of a comma, the name set off by a second one.
fn in_front_of_comma(text: &Text, named: impl NamedAt, name: TokenRange, sentence: TokenRange) -> Vec<RolePhrase> {
    let Some(comma) = comma_before(text, &name, &sentence) else { return Vec::new() };
    let start = phrase_start(text, named, comma, sentence.start);
    let first = start.checked_sub(1).map(|at| text.token(at));
    let definite = start == sentence.start
        || text.token(start).is(Classes::DETERMINER)
        || first.is_some_and(|token| {
            token.kind == TokenKind::Possessive || token.is(Classes::DETERMINER | Classes::POSSESSIVE)
        })
        || (start..comma).any(|at| text.token(at).kind == TokenKind::Possessive);
    if definite { split(text, start..comma) } else { Vec::new() }
}

/// The comma before a name that a second one sets off.
fn comma_before(text: &Text, name: &TokenRange, sentence: &TokenRange) -> Option<TokenIndex> {
    let comma = name.start.checked_sub(1).filter(|at| *at > sentence.start && text.token(*at).kind == TokenKind::Comma);
    let is_set_off = name.end >= sentence.end
        || matches!(text.token(name.end).kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Mark(_));
    comma.filter(|_| is_set_off)
}

/// The role behind a name: *, secretary of the council*, *, 42, a farmer*, *, who leads the council*, *is the
/// director of …*.
fn behind(text: &Text, named: impl NamedAt, end: TokenIndex, limit: TokenIndex) -> Option<RolePhrase> {
    if end >= limit {
        return None;
    }
    let token = text.token(end);
    let word = text.word(end);
    let mut at = end;
    if token.kind == TokenKind::Comma || (token.kind == TokenKind::Open) || token.kind == TokenKind::Dash {
        at += 1;
        // An age between commas.
        if at + 1 < limit && text.token(at).kind == TokenKind::Number && text.token(at + 1).kind == TokenKind::Comma {
            at += 2;
        }
    } else if token.is(Classes::BE) || word == "became" || word == "remains" {
        at += 1;
        if !(at < limit && matches!(text.word(at), "a" | "an" | "the")) {
            return None;
        }
    } else if word != "who" {
        return None;
    }
    if at < limit && text.word(at) == "who" {
        let leads = at + 1 < limit && LEADS.contains(&text.word(at + 1));
        return leads.then(|| RolePhrase { tokens: at + 1..phrase_end(text, at + 1, limit), owner: None });
    }
    apposition(text, named, at, limit)
}

/// The noun phrase of a role from `at`: its head must come before any preposition or verb, and no name may follow the
/// head directly, for then the role is that person's.
fn apposition(text: &Text, named: impl NamedAt, at: TokenIndex, limit: TokenIndex) -> Option<RolePhrase> {
    let mut start = at;
    if start < limit && (text.token(start).is(Classes::DETERMINER) && !text.token(start).is(Classes::POSSESSIVE)) {
        start += 1;
    }
    let mut head = None;
    let mut owner = None;
    let last = limit.min(start + 10);
    let mut index = start;
    while index < last {
        let token = text.token(index);
        if named(index) == Some(NameKind::Person) {
            return None;
        }
        if token.kind == TokenKind::Possessive && head.is_none() {
            owner = Some(start..index);
            start = index + 1;
            index += 1;
            continue;
        }
        let inside = token.is_word() || token.kind == TokenKind::Number || token.kind == TokenKind::Dash;
        let is_head = is_head(text, index);
        let function =
            Classes::PREPOSITION | Classes::RELATIVE | Classes::SUBORDINATOR | Classes::COORDINATOR | Classes::PRONOUN;
        if !inside || token.is(function) || (!is_head && clause::is_verb(text, index)) {
            break;
        }
        if is_head {
            head = Some(index);
        }
        index += 1;
    }
    let head = head?;
    let end = phrase_end(text, head, limit);
    let titled = (head + 1..end).any(|index| {
        named(index) == Some(NameKind::Person) && text.token(index - 1).is(HEAD) && named(index - 1).is_none()
    });
    (!titled).then_some(RolePhrase { tokens: start..end, owner })
}

/// Where a role ends that begins at `at`: before a comma, a stop, a mark, a relative clause or a finite verb; brackets
/// are passed.
fn phrase_end(text: &Text, at: TokenIndex, limit: TokenIndex) -> TokenIndex {
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
            TokenKind::Comma
            | TokenKind::Semicolon
            | TokenKind::Colon
            | TokenKind::Stop
            | TokenKind::Close
            | TokenKind::Dash
            | TokenKind::Mark(_) => break,
            _ => {}
        }
        if token.is(Classes::RELATIVE | Classes::MODAL | Classes::BE | Classes::HAVE)
            || (token.is(Classes::SUBORDINATOR) && !token.is(Classes::PREPOSITION))
        {
            break;
        }
        if clause::is_verb(text, end) && !token.is(HEAD) {
            break;
        }
        end += 1;
    }
    // A preposition or an article that lost its noun.
    while end > at + 1 && text.token(end - 1).is(Classes::PREPOSITION | Classes::DETERMINER | Classes::COORDINATOR) {
        end -= 1;
    }
    end
}
