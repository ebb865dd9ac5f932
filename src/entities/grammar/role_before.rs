//! The noun phrases in front of a name that say what its bearer is: *the centre's director, Maria Lopez*, *the singers
//! Maria Lopez, Karin Skov and Eva Lund*, *as the director, Maria Lopez*.

use super::role_head::{NamedAt, Number, head_number, is_head};
use super::role_parts::{RolePhrase, split};
use super::role_start::{phrase_start, subject_start};
use super::{role_behind, verb};
use crate::language::{self, Classes, WordSet};
use crate::names::NameKind;
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenRange};

/// How many tokens of a list of names are passed to get to the role of all of them.
const LIST: u32 = 30;

/// A second role in front of a name has so many words at most, and so has the first behind its owner.
const SECOND: usize = 4;

/// Whether a role may stand in front of a name, whoever else is named around it.
pub fn may_stand(text: &Text, name: &TokenRange, sentence: &TokenRange) -> bool {
    let nobody = |_: TokenIndex| None;
    let holds_head = |end: TokenIndex| {
        let phrase = phrase_start(text, nobody, end, sentence.start)..end;
        phrase.each().any(|at| head_number(text, at).is_some() || is_demonym(text, at))
    };
    holds_head(name.start)
        || comma_before(text, name, sentence).is_some_and(holds_head)
        || linked(text, nobody, name, sentence).is_some()
        || first_of_list(text, |at| may_be_name(text, at), name.start, sentence.start).is_some()
        || name.start > sentence.start
            && text.token(name.start - 1).is_word()
            && is_reported(text, name.end, sentence.end)
}

/// Whether a word may be of somebody's name, whoever is named: *Lawmakers Lopez and Marsh* begins with none.
fn may_be_name(text: &Text, at: TokenIndex) -> bool {
    text.token(at).is_capitalized() && !text.token(at).is(Classes::ROLE_PLURAL)
}

/// The roles in front of a name in its sentence.
pub fn roles(text: &Text, named: impl NamedAt, name: &TokenRange, sentence: &TokenRange) -> Vec<RolePhrase> {
    let mut found = before(text, named, name, sentence);
    found.extend(in_front_of_comma(text, named, name, sentence));
    found.extend(shared(text, named, name.start, sentence.start));
    found.extend(linked(text, named, name, sentence));
    found
}

/// The roles directly before a name: *Chief of Iraq's Intelligence Service (IIS) Mustafa al-Kazemi*.
fn before(text: &Text, named: impl NamedAt, name: &TokenRange, sentence: &TokenRange) -> Vec<RolePhrase> {
    let limit = sentence.start;
    let mut start = phrase_start(text, named, name.start, limit);
    if is_reported(text, name.end, sentence.end) {
        // *The head of the union Maria Lopez said …*: no clause of hers can go on behind the name.
        let subject = subject_start(text, named, name.start, limit);
        if opens_clause(text, subject, limit) {
            start = subject;
        }
    }
    if let Some(one) = one_of(text, start, limit)
        && head_number(text, name.start - 1) == Some(Number::Several)
    {
        return vec![RolePhrase { tokens: one..name.start, owner: None }];
    }
    // *Maria Lopez, the director, and producer Karin Skov*
    let comma = (start..name.start).each().rev().find(|at| text.token(*at).kind == TokenKind::Comma);
    let start = comma.filter(|_| belongs_before(text, named, start, limit)).map_or(start, |comma| comma + 1);
    let start = own_part(text, start..name.start);
    let plural = joins_another(text, named, name.start);
    let end = without_courtesy(text, start..name.start);
    let roles = split(text, start..end, |at| is_head(text, at) || plural && head_number(text, at).is_some());
    let origin = name.start.checked_sub(1).filter(|at| *at > limit && is_demonym(text, *at));
    match origin.filter(|at| text.token(*at - 1).is(Classes::DETERMINER)) {
        Some(origin) if roles.is_empty() => vec![RolePhrase { tokens: origin..name.start, owner: None }],
        _ => roles,
    }
}

/// Where a role ends before the courtesy that stands between it and the name: *economist Dr. Maria Lopez*.
fn without_courtesy(text: &Text, phrase: TokenRange) -> TokenIndex {
    let is_courtesy = |at: &TokenIndex| {
        let token = text.token(*at);
        token.kind != TokenKind::Lower && token.word.is_in(WordSet::CourtesyBehindOffice)
    };
    // *Health Minister Tan Sri Dr. Lopez*
    let opens_style = |at: &TokenIndex| {
        let style = (*at + 2 <= phrase.end).then(|| language::phrase(text.slice(*at..*at + 2))).flatten();
        style.is_some_and(|style| style.classes.any(Classes::HONORIFIC)) && text.token(*at).is_capitalized()
    };
    let courtesies = phrase.each().rev().take_while(|at| is_courtesy(at) || opens_style(at));
    let end = courtesies.last().unwrap_or(phrase.end);
    if (phrase.start..end).each().any(|at| is_head(text, at)) { end } else { phrase.end }
}

/// *the Canadian Maria Lopez*: an adjective of origin that stands for a noun.
fn is_demonym(text: &Text, at: TokenIndex) -> bool {
    text.token(at).is(Classes::DEMONYM) && text.token(at).kind == TokenKind::Capital
}

/// Where *one of* begins, at the beginning of a noun phrase or directly before it.
fn one_of(text: &Text, start: TokenIndex, limit: TokenIndex) -> Option<TokenIndex> {
    if role_behind::is_one_of(text, start) {
        return Some(start);
    }
    let mut of = start;
    while of > limit && text.token(of - 1).is(Classes::DETERMINER) {
        of -= 1;
    }
    let one = of.checked_sub(2).filter(|one| *one >= limit)?;
    role_behind::is_one_of(text, one).then_some(one)
}

/// Whether a finite reporting verb stands at a token, and what it reports behind it: not *the president, she said, was
/// late*.
fn is_reported(text: &Text, at: TokenIndex, limit: TokenIndex) -> bool {
    let goes_on = at + 1 < limit && text.token(at + 1).kind != TokenKind::Comma;
    at < limit && goes_on && reports(text, at)
}

/// Whether a finite reporting verb stands at a token.
fn reports(text: &Text, at: TokenIndex) -> bool {
    verb::is_reporting(text.token(at)) && verb::is_verb(text, at)
}

/// Whether a name is the first of several (*Professors Lopez and Marsh*).
fn joins_another(text: &Text, named: impl NamedAt, name: TokenIndex) -> bool {
    let is_person = |at: TokenIndex| named(at) == Some(NameKind::Person);
    let end = (name..name.saturating_add(LIST)).each().find(|at| !is_person(*at)).unwrap_or(name);
    let next = (end + 1..end + 4).each().find(|at| is_person(*at));
    next.is_some() && (end == name || joins_names(text, end))
}

/// Where what a phrase says of the bearer of the name behind it begins: in *aunt of Prince Oskar* he is the prince, and
/// somebody else the aunt.
fn own_part(text: &Text, phrase: TokenRange) -> TokenIndex {
    let end = phrase.end;
    let names_office = |at: TokenIndex| is_head(text, at) && !text.token(at).word.is_in(WordSet::MatterOfOffice);
    let modifies = |at: &TokenIndex| {
        let token = text.token(*at);
        let is_adjective = token.kind == TokenKind::Lower && !token.is(Classes::PREPOSITION | Classes::COORDINATOR);
        is_adjective
            || token.is(Classes::HONORIFIC | Classes::DETERMINER | Classes::DEMONYM)
            || token.word.is_in(WordSet::BeforeOffice)
    };
    let begins = |at: &TokenIndex| {
        // *Special Adviser to the Prime Minister Lopez*: with an article the office is none of Lopez's.
        let is_to = text.token(*at).word.is_in(WordSet::To);
        let is_whole = is_to && text.token(*at - 1).is_capitalized() && text.token(*at + 1).word.is_in(WordSet::The);
        let governs = text.token(*at).word.is_in(WordSet::OfficeOf) || is_to && !is_whole;
        let office = (*at + 1..end).each().find(|at| names_office(*at) || !modifies(at));
        // *aide to the Secretary of State*, but *director of the Prime Minister's office*.
        governs
            && office.is_some_and(|office| {
                let last = (office..end).each().take_while(|at| names_office(*at)).last().unwrap_or(office) + 1;
                names_office(office) && (last >= end || text.token(last).word.is_in(WordSet::OfficeOf))
            })
    };
    // *son of the rugby captain Isaac Lopez*, but not *mother of two Maria Lopez*
    let is_of_kin = |at: &TokenIndex| {
        text.token(*at - 1).is(Classes::KIN)
            && text.word(*at) == "of"
            && *at + 1 < end
            && !text.token(*at + 1).is(Classes::NUMBER)
    };
    let preposition = (phrase.start + 1..end).each().rev().find(|at| begins(at) || is_of_kin(at));
    preposition.map_or(phrase.start, |at| at + 1)
}

/// *The centre's director, Maria Lopez, said*: a role in front of a comma, the name set off by a second one; or without
/// that where nothing but a role can stand there (*Deputy Minister of Mines, Dr. Maria Lopez said*).
fn in_front_of_comma(text: &Text, named: impl NamedAt, name: &TokenRange, sentence: &TokenRange) -> Vec<RolePhrase> {
    let Some(comma) = comma_before(text, name, sentence) else { return Vec::new() };
    let start = phrase_start(text, named, comma, sentence.start);
    // *The president, Maria Lopez said, was late.*
    let says_between = name.end + 1 < sentence.end
        && reports(text, name.end)
        && text.token(name.end + 1).kind == TokenKind::Comma
        && (name.end + 2..sentence.end).each().next().is_some_and(|at| verb::is_verb(text, at));
    if start == comma || says_between || belongs_before(text, named, start, sentence.start) {
        return Vec::new();
    }
    if let Some(one) = one_of(text, start, sentence.start)
        && is_set_off(text, name, sentence)
        && (start..comma).each().any(|at| head_number(text, at) == Some(Number::Several))
    {
        return vec![RolePhrase { tokens: one..comma, owner: None }];
    }
    let first = start.checked_sub(1).filter(|at| *at >= sentence.start);
    let owned = |at: TokenIndex| {
        let token = text.token(at);
        token.kind == TokenKind::Possessive
            || token.is(Classes::DETERMINER | Classes::POSSESSIVE)
            || token.word.is_in(WordSet::Whose)
            // *the players’ spokesman*; *the Marshes’ cousin* says whose before what.
            || owns(text, at, sentence.start) && !text.token(comma - 1).is(Classes::KIN)
    };
    let definite = first.is_none_or(owned)
        || text.token(start).is(Classes::DETERMINER)
        || (start..comma).each().any(|at| text.token(at).kind == TokenKind::Possessive);
    let opens = opens_clause(text, start, sentence.start);
    let alone = start > sentence.start && text.token(start - 1).is(Classes::COORDINATOR);
    let opens = opens && (!alone || is_set_off(text, name, sentence));
    let opens = opens || follows_as(text, start, sentence.start);
    let fits = if is_set_off(text, name, sentence) { definite || opens } else { opens };
    if fits { split(text, start..comma, |at| is_head(text, at)) } else { Vec::new() }
}

/// Whether a noun phrase between commas explains the name before it: *Maria Lopez, the director, Karin Skov, …*.
fn belongs_before(text: &Text, named: impl NamedAt, start: TokenIndex, limit: TokenIndex) -> bool {
    let is_inside = |at: &TokenIndex| *at > limit && text.token(*at - 1).is(Classes::DETERMINER);
    let start = if is_inside(&start) { start - 1 } else { start };
    let comma = start.checked_sub(1).filter(|at| *at > limit && text.token(*at).kind == TokenKind::Comma);
    comma.is_some_and(|comma| named(comma - 1) == Some(NameKind::Person))
}

/// *As the director, Maria Lopez knows it*: whether *as* stands before a noun phrase that opens a sentence.
fn follows_as(text: &Text, start: TokenIndex, limit: TokenIndex) -> bool {
    let first = (limit..start).each().rev().find(|at| !text.token(*at).is(Classes::DETERMINER) || *at == limit);
    first.is_some_and(|first| first == limit && text.token(first).word.is_in(WordSet::As))
}

/// Whether a noun phrase opens its clause: nothing that governs it stands before it but a reporting verb.
fn opens_clause(text: &Text, start: TokenIndex, limit: TokenIndex) -> bool {
    let mut first = start;
    while first > limit && text.token(first - 1).is(Classes::DETERMINER) {
        first -= 1;
    }
    let Some(before) = first.checked_sub(1).filter(|at| *at >= limit) else { return true };
    let token = text.token(before);
    let is_mark = matches!(token.kind, TokenKind::Mark(_)) && !owns(text, before, limit);
    let parts = is_mark || matches!(token.kind, TokenKind::Comma | TokenKind::Semicolon);
    reports(text, before) || parts || token.is(Classes::COORDINATOR)
}

/// Whether an apostrophe makes an owner of the word before it: *Marsh’s*, *the Marshes’*.
fn owns(text: &Text, at: TokenIndex, limit: TokenIndex) -> bool {
    text.token(at).kind.may_be_apostrophe() && !text.token(at).spaced && at > limit && text.word(at - 1).ends_with('s')
}

/// The comma before a name, titles between them passed.
fn comma_before(text: &Text, name: &TokenRange, sentence: &TokenRange) -> Option<TokenIndex> {
    let is_title = |at: &TokenIndex| {
        let token = text.token(*at);
        let is_courtesy = token.kind == TokenKind::Capital && token.word.is_in(WordSet::CourtesyBehindOffice);
        // *the registrar, Barr. (Mrs.) Lopez*
        let is_bracket = matches!(token.kind, TokenKind::Open | TokenKind::Close) && *at > sentence.start && {
            let inside = if token.kind == TokenKind::Open { *at + 1 } else { *at - 1 };
            text.token(inside).is(Classes::TITLE | Classes::HONORIFIC)
        };
        token.is(Classes::TITLE | Classes::HONORIFIC) || is_courtesy || is_bracket
    };
    let first = (sentence.start..name.start).each().rev().take(5).take_while(is_title).last().unwrap_or(name.start);
    // *the bishop, the Rt Rev Mara Quill*
    let is_article = |at: &TokenIndex| first < name.start && *at > sentence.start && text.word(*at) == "the";
    let first = first.checked_sub(1).filter(is_article).unwrap_or(first);
    let first = behind_second_role(text, first, sentence).unwrap_or(first);
    first.checked_sub(1).filter(|at| *at > sentence.start && text.token(*at).kind == TokenKind::Comma)
}

/// Where a second role begins between the comma of the first, which has an owner, and the name: *their president, senior
/// Ana Lopez*, *his coach, former captain Ana Lopez*.
fn behind_second_role(text: &Text, name: TokenIndex, sentence: &TokenRange) -> Option<TokenIndex> {
    let is_plain = |at: &TokenIndex| text.token(*at).kind == TokenKind::Lower;
    let start = (sentence.start..name).each().rev().take(SECOND).take_while(is_plain).last()?;
    let comma = start.checked_sub(1).filter(|at| *at > sentence.start && text.token(*at).kind == TokenKind::Comma)?;
    let is_role = is_head(text, name - 1) || text.token(name - 1).word.is_in(WordSet::AgeBeforeName);
    let owner = (sentence.start..comma)
        .each()
        .rev()
        .take(SECOND)
        .find(|at| !is_plain(at) || text.token(*at).is(Classes::DETERMINER));
    let is_owned =
        owner.is_some_and(|at| text.token(at).is(Classes::POSSESSIVE) || text.token(at).kind == TokenKind::Possessive);
    let opens = !(start..name)
        .each()
        .any(|at| text.token(at).is(Classes::DETERMINER | Classes::PREPOSITION | Classes::COORDINATOR));
    (is_role && is_owned && opens).then_some(start)
}

/// Whether nothing that goes on with its clause follows a name.
fn is_set_off(text: &Text, name: &TokenRange, sentence: &TokenRange) -> bool {
    name.end >= sentence.end
        || matches!(
            text.token(name.end).kind,
            TokenKind::Comma
                | TokenKind::Stop
                | TokenKind::Semicolon
                | TokenKind::Colon
                | TokenKind::Dash
                | TokenKind::Open
                | TokenKind::Mark(_)
        )
}

/// The role of all who are listed: *the singers Maria Lopez, Karin Skov and Eva Lund*, *favourite authors include …*.
fn shared(text: &Text, named: impl NamedAt, name: TokenIndex, limit: TokenIndex) -> Vec<RolePhrase> {
    let is_person = |at: TokenIndex| named(at) == Some(NameKind::Person);
    let Some(first) = first_of_list(text, is_person, name, limit) else { return Vec::new() };
    let mut end = first;
    if end > limit && text.token(end - 1).word.is_in(WordSet::NamesMembers) {
        end -= 1;
    } else if end > limit + 1 && text.word(end - 1) == "as" && text.word(end - 2) == "such" {
        end -= 2;
    }
    let introduced = end < first;
    // *her brothers, Felix and Oskar*: a comma alone also parts clauses.
    let is_list = first < name || joins_another(text, named, name);
    if end > limit {
        end -= match text.token(end - 1).kind {
            TokenKind::Comma if introduced || is_list => 1,
            // *two singers: Maria Lopez, from Halstad, …*; at the start of a headline it names who speaks.
            TokenKind::Colon if opens_with_number(text, phrase_start(text, named, end - 1, limit), limit) => 1,
            TokenKind::Dash if is_list => 1,
            _ => 0,
        };
    }
    if end == first && first == name {
        return Vec::new();
    }
    let start = phrase_start(text, named, end, limit);
    let roles = split(text, start..end, |at| head_number(text, at).is_some());
    let is_plural = |role: &RolePhrase| {
        let mut heads = role.tokens.each().filter_map(|at| head_number(text, at));
        heads.next_back() == Some(Number::Several) && !role.tokens.each().all(|at| text.word(at) == "people")
    };
    roles.into_iter().filter(is_plural).collect()
}

/// Whether a number stands at the beginning of a noun phrase, or directly before it.
fn opens_with_number(text: &Text, start: TokenIndex, limit: TokenIndex) -> bool {
    (start.saturating_sub(1).max(limit)..start + 3)
        .each()
        .any(|at| text.get(at).is_some_and(|token| token.is(Classes::NUMBER)))
}

/// The first name of a list of people; nothing where the list would be one name with nothing before it.
fn first_of_list(
    text: &Text,
    is_name: impl Fn(TokenIndex) -> bool,
    name: TokenIndex,
    limit: TokenIndex,
) -> Option<TokenIndex> {
    let mut first = name;
    while first > limit && name - first < LIST {
        let at = first - 1;
        let joint = if joins_names(text, at) { Some(at) } else { None };
        let Some(joint) = joint else { break };
        let last = (limit..joint).each().rev().find(|at| !joins_names(text, *at)).filter(|at| is_name(*at));
        let Some(last) = last else { break };
        let start = (limit..last + 1).each().rev().take_while(|at| is_name(*at)).last().unwrap_or(last);
        first = start;
    }
    (first > limit).then_some(first)
}

/// *and*, a comma.
fn joins_names(text: &Text, at: TokenIndex) -> bool {
    text.token(at).kind == TokenKind::Comma || matches!(text.word(at), "and" | "&" | "or")
}

/// *The chief architect was Siamak Hariri*, *… was the Canadian, Siamak Hariri*: a role in front of *be*.
fn linked(text: &Text, named: impl NamedAt, name: &TokenRange, sentence: &TokenRange) -> Option<RolePhrase> {
    let mut first = name.start;
    if first > sentence.start + 3 && text.token(first - 1).kind == TokenKind::Comma && is_demonym(text, first - 2) {
        first -= 2;
        first -= u32::from(text.token(first - 1).is(Classes::DETERMINER));
    }
    let be = first.checked_sub(1).filter(|at| *at > sentence.start && text.token(*at).is(Classes::BE))?;
    let start = phrase_start(text, named, be, sentence.start);
    let owned = name.end < sentence.end && text.token(name.end).kind == TokenKind::Possessive;
    if owned || !opens_clause(text, start, sentence.start) {
        return None;
    }
    split(text, start..be, |at| is_head(text, at)).pop()
}
