//! Offices that somebody is said to hold, and the bodies somebody belongs to: *named director*, *her term as minister*,
//! *Lopez of the Harbour Trust*.

use super::role_behind::apposition;
use super::role_end::phrase_end;
use super::role_head::NamedAt;
use super::role_parts::RolePhrase;
use super::verb;
use crate::language::{Classes, WordSet};
use crate::names::NameKind;
use crate::prose::{EachToken, Text, Token, TokenIndex, TokenKind, TokenRange};

/// How many tokens may stand between a name and *as*.
const TO_AS: u32 = 8;
/// How many tokens of a phrase behind a preposition are looked at for the body that it names.
const BODY: u32 = 8;

/// *appointed Maria Lopez as head of …*, *Lopez was named director*, *Lopez, who was elected president of …*.
pub fn put_in_office(text: &Text, named: impl NamedAt, name: &TokenRange, sentence: &TokenRange) -> Option<RolePhrase> {
    let gives = |at: TokenIndex| text.token(at).word.is_in(WordSet::PutsInOffice);
    let appoints = name.start.checked_sub(1).is_some_and(|at| at >= sentence.start && gives(at));
    let mut at = name.end;
    if !appoints {
        let skipped = |at: &TokenIndex| {
            let token = text.token(*at);
            token.is(Classes::BE | Classes::HAVE | Classes::ADVERB | Classes::RELATIVE)
                || token.kind == TokenKind::Comma
        };
        at = (at..sentence.end.min(at + 5)).each().find(|at| !skipped(at))?;
        let is_passive = gives(at) && at > name.end && text.token(at - 1).is(Classes::BE | Classes::ADVERB);
        if !is_passive {
            return None;
        }
        at += 1;
    }
    if at < sentence.end && text.token(at).word.is_in(WordSet::As) {
        at += 1;
    }
    apposition(text, named, at, sentence.end)
}

/// *Lopez, who works as a nurse*, *Lopez's term as minister*, *in her role as chair*, *hired Lopez as director*, *with
/// Lopez as its leader*: an office behind *as*.
pub fn held(text: &Text, named: impl NamedAt, name: &TokenRange, sentence: &TokenRange) -> Option<RolePhrase> {
    let limit = sentence.end.min(name.end + TO_AS);
    let before = name.start.checked_sub(1).filter(|at| *at >= sentence.start).map(|at| text.token(at));
    let mut holds = before.is_some_and(|token| token.word.is_in(WordSet::WithOffice));
    let mut at = name.end;
    let is = |at: TokenIndex, fits: fn(&Token) -> bool| at < limit && fits(text.token(at));
    // Nouns hold an office only where they are somebody's.
    let mut owned = is(at, |token| token.kind == TokenKind::Possessive);
    if !holds && is(at, |token| token.kind == TokenKind::Comma) {
        at += 1;
        owned = is(at, |token| token.is(Classes::PREPOSITION)) && is(at + 1, |token| token.is(Classes::POSSESSIVE));
        at += u32::from(is(at, |token| token.is(Classes::RELATIVE)));
    }
    let parts = Classes::COORDINATOR | Classes::SUBORDINATOR | Classes::RELATIVE | Classes::NEGATION;
    let leads = Classes::BE | Classes::HAVE | Classes::MODAL | Classes::ADVERB;
    while at < limit && !text.token(at).word.is_in(WordSet::As) {
        let token = text.token(at);
        let is_inside = token.is_word() || token.kind == TokenKind::Possessive;
        let is_parted = token.is(parts) && !token.is(Classes::PREPOSITION) || named(at) == Some(NameKind::Person);
        let now = token.word.is_in(WordSet::HoldsOffice) || owned && token.word.is_in(WordSet::TimeInOffice);
        if !is_inside
            || is_parted
            || !(holds || owned || now || token.is(leads) || token.word.is_in(WordSet::LeadsToBe))
        {
            return None;
        }
        holds |= now;
        at += 1;
    }
    if !holds || at + 1 >= sentence.end || !text.token(at).word.is_in(WordSet::As) {
        return None;
    }
    let theirs = text.token(at + 1).is(Classes::POSSESSIVE);
    let role = apposition(text, named, at + 1 + u32::from(theirs), sentence.end)?;
    // *took the call as a nurse came*: a clause.
    let end = role.tokens.end;
    (end >= sentence.end || !verb::is_verb(text, end)).then_some(role)
}

/// The body to which somebody is said to belong: *Lopez of the Harbour Trust*, *said Lopez, also from the trust's office*.
pub fn belongs(text: &Text, named: impl NamedAt, name: &TokenRange, sentence: &TokenRange) -> Option<RolePhrase> {
    let at = preposition(text, name, sentence)?;
    let limit = sentence.end;
    let of = !text.token(at).word.is_in(WordSet::BelongsTo);
    let fits = match announced_by(text, name, sentence) {
        Announced::Nothing => true,
        Announced::Reporting => true,
        // *accused Lopez of the trust's loss*
        Announced::Verb => false,
        Announced::Other => of,
    };
    let end = phrase_end(text, named, at, limit);
    // *praised Lopez of the trust for helping*
    let acts = |at: &TokenIndex| {
        text.token(*at).is(Classes::PREPOSITION) && *at + 1 < end && {
            let next = text.token(*at + 1);
            next.kind == TokenKind::Lower && text.word(*at + 1).ends_with("ing")
        }
    };
    let end = (at..end).each().find(acts).unwrap_or(end);
    (fits && end > at + 1 && names_body(text, named, at + 1..end))
        .then_some(RolePhrase { tokens: at..end, owner: None })
}

/// The preposition behind a name that may lead to a body: *of* directly behind it, others behind a comma or an adverb too.
pub fn preposition(text: &Text, name: &TokenRange, sentence: &TokenRange) -> Option<TokenIndex> {
    let passed = |at: TokenIndex| text.token(at).kind == TokenKind::Comma || text.token(at).is(Classes::ADVERB);
    let at = (name.end..sentence.end.min(name.end + 3)).each().find(|at| !passed(*at))?;
    let of = at == name.end && text.word(at) == "of";
    (of || text.token(at).word.is_in(WordSet::BelongsTo)).then_some(at)
}

/// What stands in front of a name and its titles.
enum Announced {
    /// It opens its sentence.
    Nothing,
    /// A reporting verb behind what it reports (*“…,” said Lopez*).
    Reporting,
    /// Any other verb.
    Verb,
    Other,
}

fn announced_by(text: &Text, name: &TokenRange, sentence: &TokenRange) -> Announced {
    let is_title = |at: &TokenIndex| text.token(*at).is(Classes::TITLE | Classes::HONORIFIC);
    let first = (sentence.start..name.start).each().rev().take(3).take_while(is_title).last().unwrap_or(name.start);
    let Some(before) = first.checked_sub(1).filter(|at| *at >= sentence.start) else { return Announced::Nothing };
    if !verb::is_verb(text, before) {
        return Announced::Other;
    }
    let speech = verb::is_reporting(text.token(before));
    let behind_words = before == sentence.start
        || matches!(text.token(before - 1).kind, TokenKind::Mark(_) | TokenKind::Comma | TokenKind::Stop);
    if speech && behind_words { Announced::Reporting } else { Announced::Verb }
}

/// Whether a phrase behind a preposition names a body: by its name, or by a noun with an article (*the bureau*).
fn names_body(text: &Text, named: impl NamedAt, phrase: TokenRange) -> bool {
    let end = phrase.end.min(phrase.start + BODY);
    let noun = (phrase.start..end).each().find(|at| text.token(*at).is(Classes::PREPOSITION)).unwrap_or(end);
    let is_named = (phrase.start..noun).each().any(|at| {
        let is_head = text.token(at).is(Classes::ORGANIZATION_HEAD) && text.token(at).kind == TokenKind::Capital;
        named(at) == Some(NameKind::Organization) || is_head && named(at) != Some(NameKind::Person)
    });
    let is_owned = (phrase.start..noun).each().any(|at| {
        let token = text.token(at);
        token.kind == TokenKind::Possessive || token.word.is_in(WordSet::The)
    });
    let is_body = noun.checked_sub(1).filter(|last| *last >= phrase.start).is_some_and(|last| {
        text.token(last).kind == TokenKind::Lower
            && text.token(last).is(Classes::ORGANIZATION_HEAD | Classes::COLLECTIVE | Classes::GROUP)
    });
    // *from the Left Youth of Finland*: a name of several words that is no place's and nobody's.
    let is_capital = |at: TokenIndex| {
        let token = text.token(at);
        token.is_capitalized()
            && !token.is(Classes::CALENDAR | Classes::PLACE | Classes::DEMONYM)
            && named(at).is_none()
    };
    let is_called = noun > phrase.start + 2
        && text.token(phrase.start).word.is_in(WordSet::The)
        && (phrase.start + 1..noun).each().all(is_capital);
    is_named || is_called || is_owned && is_body
}
