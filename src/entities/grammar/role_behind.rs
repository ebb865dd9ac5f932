//! What is said behind a name of what its bearer is: *Lopez, secretary of the council*, *Lopez, who became director*, *Lopez
//! (co-founder, Harbour Works)*.

use super::role_end::phrase_end;
use super::role_head::{LONGEST, NamedAt, head_number, is_head};
use super::role_parts::RolePhrase;
use super::verb;
use crate::language::{Classes, WordSet};
use crate::names::NameKind;
use crate::prose::{EachToken, Text, Token, TokenIndex, TokenKind, TokenRange};

/// How many tokens a bracket behind a name may have that says what its bearer is.
const BRACKET: u32 = 10;
/// How many tokens may stand between a name and the verb that says what its bearer is.
const TO_VERB: u32 = 9;
/// How many tokens between commas are passed behind such a verb (*became, in May, the head*).
const ASIDE: u32 = 6;
/// How many tokens from a name on a second role may stand beside something that is none (*BC '15 and one of the
/// organizers*).
const SECOND: u32 = 5;

/// The role behind a name: *, secretary of the council*, *, 42, a farmer*, *, who leads the council*, *is the
/// director of …*, *(co-founder, Harbour Works)*.
pub fn role(text: &Text, named: impl NamedAt, name: &TokenRange, sentence: &TokenRange) -> Option<RolePhrase> {
    let (end, limit) = (name.end, sentence.end);
    if end >= limit {
        return None;
    }
    let token = text.token(end);
    let mut at = end;
    if token.kind == TokenKind::Open {
        return in_bracket(text, named, end, limit).or_else(|| behind_bracket(text, named, end, limit));
    } else if let Some(year) = class_year(text, end, limit) {
        // *Lena Fitch ’26, an economics major*
        let goes_on = year < limit && text.token(year).kind == TokenKind::Comma;
        return goes_on.then(|| apposition(text, named, year + 1, limit)).flatten();
    } else if token.kind == TokenKind::Comma || token.kind == TokenKind::Dash {
        at = behind_asides(text, end + 1, limit);
    } else if !token.word.is_in(WordSet::Who) {
        // *Juan Jimenez former justice minister, said*
        let goes_on = text.word(end) == "former" || is_head(text, end) && end + 1 < limit && text.word(end + 1) == "of";
        if goes_on && token.kind == TokenKind::Lower || name.len() > 1 && is_seat_behind(token) {
            return apposition(text, named, end, limit);
        }
        if let Some(role) = in_credit(text, named, name, sentence) {
            return Some(role);
        }
        return if is_governed(text, name, sentence) { None } else { predicate(text, named, end, limit, false) };
    }
    if at < limit && text.token(at).word.is_in(WordSet::Who) {
        let leads = at + 1 < limit && text.token(at + 1).word.is_in(WordSet::LeadsBody);
        if leads {
            return Some(RolePhrase { tokens: at + 1..phrase_end(text, named, at + 1, limit), owner: None });
        }
        return predicate(text, named, at + 1, limit, true);
    }
    if token.kind == TokenKind::Comma
        && let Some(seat) = seat(text, end + 1, limit)
    {
        return Some(RolePhrase { tokens: seat, owner: None });
    }
    let role = in_charge(text, named, at, limit).or_else(|| apposition(text, named, at, limit));
    match role {
        Some(role) if speaks_of_clause_before(text, &role, name, sentence) => None,
        Some(role) => Some(with_body(text, named, role, limit)),
        None => second(text, named, at, limit),
    }
}

/// *Ann Holt MP*: the letters of a seat.
fn is_seat_behind(token: &Token) -> bool {
    token.kind == TokenKind::Capitals && token.word.is_in(WordSet::BehindName) && token.is(Classes::TITLE)
}

/// *Ann Holt city treasurer*: nothing but a name and a role, as in a caption.
fn in_credit(text: &Text, named: impl NamedAt, name: &TokenRange, sentence: &TokenRange) -> Option<RolePhrase> {
    let is_title = |at: TokenIndex| text.token(at).is(Classes::TITLE | Classes::HONORIFIC);
    let opens = name.len() > 1 && (sentence.start..name.start).each().all(is_title);
    let role = opens.then(|| apposition(text, named, name.end, sentence.end)).flatten()?;
    let is_whole = role.tokens.start == name.end && role.tokens.end == sentence.end;
    is_whole.then_some(role)
}

/// *The yard was sold to Oskar Holt, the skipper said*: the noun phrase is the subject of a verb of saying that gives the
/// clause before it.
fn speaks_of_clause_before(text: &Text, role: &RolePhrase, name: &TokenRange, sentence: &TokenRange) -> bool {
    let opener = role.tokens.start.checked_sub(1).filter(|at| *at >= name.end);
    let has_article = opener.is_some_and(|at| text.token(at).is(Classes::DETERMINER));
    let says = role.tokens.end < sentence.end && verb::is_reporting(text.token(role.tokens.end));
    // *Represented by Oskar Holt, the governor said …*
    let opener = text.word(sentence.start);
    let opens_with_participle =
        ["ed", "ing"].iter().any(|ending| opener.ends_with(ending)) && sentence.start < name.start;
    has_article
        && says
        && (opens_with_participle || (sentence.start..name.start).each().any(|at| verb::is_verb(text, at)))
}

/// The first token from `at` that belongs to no aside between commas: an age, a degree, an origin (*, 42, from Halstad,
/// a nurse*).
fn behind_asides(text: &Text, at: TokenIndex, limit: TokenIndex) -> TokenIndex {
    let mut start = at;
    for _ in 0..2 {
        if start >= limit {
            break;
        }
        // *Lena Fitch, CC ’26, a dancer*
        let year = class_year(text, start + u32::from(text.token(start).kind == TokenKind::Capitals), limit);
        if let Some(year) = year.filter(|year| *year < limit && text.token(*year).kind == TokenKind::Comma) {
            start = year + 1;
            continue;
        }
        let token = text.token(start);
        let origin = matches!(text.word(start), "of" | "from");
        // *PhD*, *MBA*
        let is_degree = token.is_capitalized() && text.word(start).chars().skip(1).any(char::is_uppercase);
        let is_degree = is_degree && !is_head(text, start);
        let reach = if origin { 5 } else { 1 };
        if !(origin || is_degree || token.kind == TokenKind::Number) {
            break;
        }
        let end = (start + 1..limit.min(start + 1 + reach)).each().find(|at| text.token(*at).kind == TokenKind::Comma);
        let Some(comma) = end.filter(|comma| (start + 1..*comma).each().all(|at| text.token(at).is_capitalized()))
        else {
            break;
        };
        start = comma + 1;
    }
    start
}

/// Where the year ends that somebody leaves school, if it stands at a token: *’26*.
fn class_year(text: &Text, at: TokenIndex, limit: TokenIndex) -> Option<TokenIndex> {
    let is_mark = at + 1 < limit && matches!(text.token(at).kind, TokenKind::Mark(_) | TokenKind::Possessive);
    let is_year = |word: &str| word.len() == 2 && word.bytes().all(|digit| digit.is_ascii_digit());
    (is_mark && !text.token(at + 1).spaced && is_year(text.word(at + 1))).then_some(at + 2)
}

/// Behind a bracket that says nothing of it, what somebody is: *Lena Fitch (22), a dancer*, *Grace Sakala (Ms), officer*.
fn behind_bracket(text: &Text, named: impl NamedAt, open: TokenIndex, limit: TokenIndex) -> Option<RolePhrase> {
    let close = (open..limit.min(open + ASIDE)).each().find(|at| text.token(*at).kind == TokenKind::Close)?;
    let comma = Some(close + 1).filter(|at| *at < limit && text.token(*at).kind == TokenKind::Comma)?;
    let names_nobody = (open + 1..close).each().all(|at| named(at).is_none());
    names_nobody.then(|| apposition(text, named, comma + 1, limit)).flatten()
}

/// Whether a name stands behind a preposition, and so is no subject: *the house of Lopez is a partner*.
fn is_governed(text: &Text, name: &TokenRange, sentence: &TokenRange) -> bool {
    let is_title = |at: &TokenIndex| text.token(*at).is(Classes::TITLE | Classes::HONORIFIC);
    let first = (sentence.start..name.start).each().rev().take(3).take_while(is_title).last().unwrap_or(name.start);
    let before = first.checked_sub(1).filter(|at| *at >= sentence.start).map(|at| text.token(at));
    before.is_some_and(|token| token.is(Classes::PREPOSITION) && !token.is(Classes::SUBORDINATOR))
}

/// What a subject is said to be from `at` on: *is the director*, *has been a nurse*, *, after the vote, became head of …*,
/// *is in charge of the workshop*. In a relative clause no article is needed (*who is press secretary to …*).
fn predicate(
    text: &Text,
    named: impl NamedAt,
    at: TokenIndex,
    limit: TokenIndex,
    is_relative: bool,
) -> Option<RolePhrase> {
    let verb = linking_verb(text, at, limit)?;
    let mut noun = behind_adverbs(text, verb + 1, limit);
    if noun < limit && text.token(noun).kind == TokenKind::Comma {
        let closes = |at: &TokenIndex| text.token(*at).kind == TokenKind::Comma;
        noun = (noun + 1..limit.min(noun + 1 + ASIDE)).each().find(closes)? + 1;
    }
    if noun >= limit {
        return None;
    }
    let is_noun = is_relative
        || text.token(noun).word.is_in(WordSet::Article)
        || is_one_of(text, noun)
        || opens_with_head(text, noun);
    let in_charge = || in_charge(text, named, noun, limit);
    // *became the first woman to win the cup*
    let is_whole = |role: &RolePhrase| {
        let first = text.token(role.tokens.start);
        let goes_on = role.tokens.end < limit && text.word(role.tokens.end) == "to";
        // *was a good girl*
        let is_mere = text.token(role.tokens.end - 1).word.is_in(WordSet::MerePerson);
        !is_mere && (!goes_on || !first.is(Classes::NUMBER))
    };
    is_noun.then(|| apposition(text, named, noun, limit)).flatten().filter(is_whole).or_else(in_charge)
}

/// The verb from `at` on behind which stands what its subject is. Auxiliaries and adverbs are passed, and what says when
/// between commas or behind a preposition.
fn linking_verb(text: &Text, at: TokenIndex, limit: TokenIndex) -> Option<TokenIndex> {
    let end = limit.min(at + TO_VERB);
    let links = |at: TokenIndex| {
        let token = text.token(at);
        token.is(Classes::BE) && text.word(at) != "being" || token.word.is_in(WordSet::LinksNoun)
    };
    let mut index = at;
    let mut adjunct = false;
    while index < end {
        let token = text.token(index);
        if links(index) {
            // *has been*, *was once*: the last of them.
            return Some(if index + 1 < end && links(index + 1) { index + 1 } else { index });
        }
        let auxiliary = token.is(Classes::HAVE | Classes::ADVERB) || token.word.is_in(WordSet::LeadsToBe);
        let opens_adjunct = token.word.is_in(WordSet::BeforeYear) || token.kind == TokenKind::Comma && index == at;
        adjunct |= opens_adjunct;
        let parts = Classes::PRONOUN | Classes::RELATIVE | Classes::SUBORDINATOR | Classes::COORDINATOR;
        let is_word = token.is_word() && (!token.is(parts) || token.is(Classes::PREPOSITION))
            || token.kind == TokenKind::Possessive;
        let inside = adjunct && !verb::is_verb(text, index) && (is_word || token.kind == TokenKind::Number);
        let closes = adjunct && token.kind == TokenKind::Comma;
        if token.is(Classes::NEGATION) || !(auxiliary || opens_adjunct || inside || closes) {
            return None;
        }
        index += 1;
    }
    None
}

/// The first token from `at` that is no adverb: *is also the chair*.
fn behind_adverbs(text: &Text, at: TokenIndex, limit: TokenIndex) -> TokenIndex {
    let passed = |at: TokenIndex| {
        let token = text.token(at);
        // *Lopez, then a student*
        let is_before_article = at + 1 < limit && text.token(at + 1).word.is_in(WordSet::Article);
        let is_adverb = token.is(Classes::ADVERB) && (is_before_article || !token.word.is_in(WordSet::BeforeOffice));
        is_adverb || token.word.is_in(WordSet::Emphatic)
    };
    (at..limit.min(at + 3)).each().find(|at| !passed(*at)).unwrap_or(at)
}

/// Whether a noun phrase without an article is an office: *is chair of the committee*.
fn opens_with_head(text: &Text, at: TokenIndex) -> bool {
    let of = text.get(at + 1).is_some_and(|next| next.word.is_in(WordSet::OfficeOf));
    of && is_head(text, at)
}

/// *in charge of the workshop*
fn in_charge(text: &Text, named: impl NamedAt, at: TokenIndex, limit: TokenIndex) -> Option<RolePhrase> {
    let words = ["in", "charge", "of"];
    let is_it = at + 3 < limit && (at..limit).each().zip(words).all(|(at, word)| text.word(at) == word);
    is_it
        .then(|| RolePhrase { tokens: at..phrase_end(text, named, at + 2, limit), owner: None })
        .filter(|role| role.tokens.len() > words.len())
}

/// A capitalized office with the body that follows a comma: *Director, Harbour Trust*.
fn with_body(text: &Text, named: impl NamedAt, role: RolePhrase, limit: TokenIndex) -> RolePhrase {
    let comma = role.tokens.end;
    let is_office = role.tokens.each().all(|at| text.token(at).is_capitalized());
    let is_body = |at: TokenIndex| at < limit && named(at) == Some(NameKind::Organization);
    if !is_office || comma + 1 >= limit || text.token(comma).kind != TokenKind::Comma || !is_body(comma + 1) {
        return role;
    }
    let end = (comma + 1..limit).each().find(|at| !is_body(*at)).unwrap_or(limit);
    let is_closed = end >= limit || !text.token(end).is_word();
    if is_closed && end - role.tokens.start < LONGEST {
        RolePhrase { tokens: role.tokens.start..end, ..role }
    } else {
        role
    }
}

/// A role that is coordinated with something that is none: *BC '15 and one of the organizers*.
fn second(text: &Text, named: impl NamedAt, at: TokenIndex, limit: TokenIndex) -> Option<RolePhrase> {
    let and = (at..limit.min(at + SECOND)).each().find(|at| text.token(*at).is(Classes::COORDINATOR))?;
    let is_name = |at: TokenIndex| !text.token(at).is_capitalized() || named(at) != Some(NameKind::Person);
    let fits = (at..and).each().all(|at| text.token(at).kind != TokenKind::Comma && is_name(at));
    (fits && is_one_of(text, and + 1)).then(|| apposition(text, named, and + 1, limit)).flatten()
}

/// *a junior*, *a college first year*, *an economics major*: what students are called, where no noun follows.
fn is_student(text: &Text, at: TokenIndex, limit: TokenIndex) -> bool {
    let token = text.token(at);
    let in_year = token.word.is_in(WordSet::YearOfStudy) && text.token(at - 1).is(Classes::NUMBER);
    let noun = |at: TokenIndex| {
        let next = text.token(at);
        let ends = Classes::PREPOSITION | Classes::COORDINATOR | Classes::RELATIVE;
        next.is_word() && !next.is(ends) && !text.word(at).ends_with("ing") && !verb::is_verb(text, at)
    };
    let is_one = token.kind == TokenKind::Lower && (in_year || token.word.is_in(WordSet::Student));
    is_one && !(at + 1 < limit && noun(at + 1))
}

/// *one of*
pub fn is_one_of(text: &Text, at: TokenIndex) -> bool {
    let of = text.get(at + 1).is_some() && text.word(at + 1) == "of";
    of && text.word(at).eq_ignore_ascii_case("one")
}

/// Whether a conjunction joins nouns in front of the head: *marketing and communications executive*.
fn joins_nouns(text: &Text, and: TokenIndex, limit: TokenIndex) -> bool {
    let is_noun = |at: &TokenIndex| text.token(*at).kind == TokenKind::Lower && !verb::is_verb(text, *at);
    let function = Classes::PREPOSITION | Classes::DETERMINER | Classes::PRONOUN | Classes::COORDINATOR;
    let mut nouns = (and + 1..limit.min(and + 4)).each().take_while(|at| is_noun(at) && !text.token(*at).is(function));
    nouns.any(|at| is_head(text, at) || is_student(text, at, limit))
}

/// All that stands in the bracket behind a name, if it says what somebody is: *(co-founder, Harbour Works)*, *(D-Ohio)*.
fn in_bracket(text: &Text, named: impl NamedAt, open: TokenIndex, limit: TokenIndex) -> Option<RolePhrase> {
    let close = (open..limit.min(open + BRACKET)).each().find(|at| text.token(*at).kind == TokenKind::Close)?;
    let inside = open + 1..close;
    if is_party(text, named, inside.clone()) {
        return Some(RolePhrase { tokens: inside, owner: None });
    }
    let role = apposition(text, named, open + 1, close)?;
    let rest = role.tokens.end..close;
    let is_list = rest.each().all(|at| text.token(at).is_capitalized() || text.token(at).kind == TokenKind::Comma);
    let end = if is_list { close } else { role.tokens.end };
    Some(RolePhrase { tokens: role.tokens.start..end, ..role })
}

/// *D-Ohio*, *PH-Bukit Mertam*, *R., Ohio*: a party and a seat; or the name of a body alone.
fn is_party(text: &Text, named: impl NamedAt, inside: TokenRange) -> bool {
    let Some(first) = inside.each().next() else { return false };
    let is_body = inside.each().all(|at| named(at) == Some(NameKind::Organization));
    let has_seat = is_party_and_seat(text.word(first));
    let is_name = inside.each().all(|at| text.token(at).is_capitalized() && named(at) != Some(NameKind::Person));
    is_body || has_seat && is_name
}

/// *R-Elk Ford* between commas, behind the name of whoever has the seat.
fn seat(text: &Text, at: TokenIndex, limit: TokenIndex) -> Option<TokenRange> {
    if at >= limit || !is_party_and_seat(text.word(at)) {
        return None;
    }
    let end = (at + 1..limit).each().find(|at| !text.token(*at).is_capitalized()).unwrap_or(limit);
    let is_closed = end >= limit || matches!(text.token(end).kind, TokenKind::Comma | TokenKind::Stop);
    is_closed.then_some(at..end)
}

/// *D-Ohio*, *PH-Bukit*: the letters of a party in front of a hyphen, a capital behind it.
fn is_party_and_seat(word: &str) -> bool {
    word.split_once('-').is_some_and(|(party, seat)| {
        let is_acronym = party.chars().count() < 6 && party.chars().all(char::is_uppercase) && !party.is_empty();
        is_acronym && seat.starts_with(char::is_uppercase)
    })
}

/// The noun phrase of a role from `at`: its head must come before any preposition or verb, and no name may follow the
/// head directly, for then the role is that person's.
pub fn apposition(text: &Text, named: impl NamedAt, at: TokenIndex, limit: TokenIndex) -> Option<RolePhrase> {
    let at = behind_adverbs(text, at, limit);
    let mut start = at;
    // *one of the founders of the club*
    let one_of = at + 2 < limit && is_one_of(text, at);
    if one_of {
        start += 2;
    }
    let is_skipped = |at: TokenIndex| {
        let token = text.token(at);
        token.is(Classes::DETERMINER) && (one_of || !token.is(Classes::POSSESSIVE))
    };
    while start < limit && is_skipped(start) {
        start += 1;
    }
    let mut head = None;
    let mut owner = None;
    let last = limit.min(start + 10);
    let mut index = start;
    while index < last {
        let token = text.token(index);
        // *Director Harbour Trust's fleet*: the director is none of the Trust's owner.
        let owns = token.kind == TokenKind::Possessive && head.is_none_or(|head| head + 1 == index);
        if named(index) == Some(NameKind::Person) {
            return None;
        }
        if owns {
            owner = Some(start..index);
            head = None;
            start = index + 1;
            index += 1;
            continue;
        }
        let inside = token.is_word() || token.kind == TokenKind::Number || token.kind == TokenKind::Dash;
        let is_head = is_head(text, index)
            || one_of && head_number(text, index).is_some()
            || index > at && is_student(text, index, last);
        let function =
            Classes::PREPOSITION | Classes::RELATIVE | Classes::SUBORDINATOR | Classes::COORDINATOR | Classes::PRONOUN;
        let joins = token.is(Classes::COORDINATOR) && head.is_none() && index > start && joins_nouns(text, index, last);
        if !inside || token.is(function) && !joins || (!is_head && verb::is_verb(text, index)) {
            break;
        }
        if is_head {
            head = Some(index);
        }
        index += 1;
    }
    let head = head?;
    let end = phrase_end(text, named, head, limit);
    // Behind a preposition somebody else is named (*a spokesman for President Lopez*).
    let governs = |at: &TokenIndex| text.token(*at).is(Classes::PREPOSITION);
    let titled = (head + 1..end)
        .each()
        .take_while(|at| !governs(at))
        .any(|index| named(index) == Some(NameKind::Person) && is_head(text, index - 1) && named(index - 1).is_none());
    let start = if one_of { at } else { start };
    (!titled && end - start < LONGEST).then_some(RolePhrase { tokens: start..end, owner })
}
