//! The noun phrases beside a name that say what its bearer is: *the centre's director, Maria Lopez*, *Lopez, secretary of
//! the council*.

use super::clause;
use super::role_extent::{LONGEST, NamedAt, Number, RolePhrase, head_number, is_head, phrase_end, phrase_start, split};
use crate::language::{Classes, WordSet};
use crate::names::NameKind;
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// How many tokens of a list of names are passed to get to the role of all of them.
const LIST: u32 = 30;
/// How many tokens a bracket behind a name may have that says what its bearer is.
const BRACKET: u32 = 10;

/// Whether a role may stand beside a name, whoever else is named around it.
pub fn may_have_role(text: &Text, name: TokenRange) -> bool {
    let nobody = |_: TokenIndex| None;
    let sentence = text.sentences()[text.sentence_of(name.start)].tokens.clone();
    let holds_head = |end: TokenIndex| {
        (phrase_start(text, nobody, end, sentence.start)..end).any(|at| head_number(text, at).is_some())
    };
    holds_head(name.start)
        || comma_before(text, &name, &sentence).is_some_and(holds_head)
        || behind(text, nobody, &name, &sentence).is_some()
        || linked(text, nobody, &name, &sentence).is_some()
        || first_of_list(text, |at| text.token(at).is_capitalized(), name.start, sentence.start).is_some()
        || put_in_office(text, nobody, &name, &sentence).is_some()
}

/// The roles beside a name in its sentence.
pub fn beside(text: &Text, named: impl NamedAt, name: TokenRange, sentence: TokenRange) -> Vec<RolePhrase> {
    let mut found = before(text, named, name.start, sentence.start);
    found.extend(in_front_of_comma(text, named, name.clone(), sentence.clone()));
    found.extend(shared(text, named, name.start, sentence.start));
    found.extend(linked(text, named, &name, &sentence));
    found.extend(put_in_office(text, named, &name, &sentence));
    found.extend(behind(text, named, &name, &sentence));
    found
}

/// The roles directly before a name: *Chief of Iraq's Intelligence Service (IIS) Mustafa al-Kazemi*.
fn before(text: &Text, named: impl NamedAt, name: TokenIndex, limit: TokenIndex) -> Vec<RolePhrase> {
    let start = phrase_start(text, named, name, limit);
    let start = own_part(text, start..name);
    let plural = joins_another(text, named, name);
    split(text, start..name, |at| is_head(text, at) || plural && head_number(text, at).is_some())
}

/// Whether a name is the first of several (*Professors Lopez and Marsh*).
fn joins_another(text: &Text, named: impl NamedAt, name: TokenIndex) -> bool {
    let is_person = |at: TokenIndex| named(at) == Some(NameKind::Person);
    let end = (name..name.saturating_add(LIST)).find(|at| !is_person(*at)).unwrap_or(name);
    let next = (end + 1..end + 4).find(|at| is_person(*at));
    next.is_some() && (end == name || joins_names(text, end))
}

/// Where what a phrase says of the bearer of the name behind it begins: in *aunt of Prince Oskar* he is the prince, and
/// somebody else the aunt.
fn own_part(text: &Text, phrase: TokenRange) -> TokenIndex {
    let is_title = |at: TokenIndex| {
        let token = text.token(at);
        head_number(text, at).is_some()
            || token.is(Classes::HONORIFIC | Classes::DETERMINER | Classes::DEMONYM)
            || token.word.is_in(WordSet::BeforeOffice)
    };
    let titles = phrase.clone().rev().take_while(|at| is_title(*at)).last().unwrap_or(phrase.end);
    let preposition = titles.checked_sub(1).filter(|at| *at > phrase.start);
    let governs = |at: TokenIndex| text.token(at).word.is_in(WordSet::OfficeOf) || text.word(at) == "to";
    match preposition {
        Some(at) if governs(at) && (titles..phrase.end).any(|at| head_number(text, at).is_some()) => titles,
        _ => phrase.start,
    }
}

/// *The centre's director, Maria Lopez, said*: a role in front of a comma, the name set off by a second one; or without
/// that where nothing but a role can stand there (*Deputy Minister of Mines, Dr. Maria Lopez said*).
fn in_front_of_comma(text: &Text, named: impl NamedAt, name: TokenRange, sentence: TokenRange) -> Vec<RolePhrase> {
    let Some(comma) = comma_before(text, &name, &sentence) else { return Vec::new() };
    let start = phrase_start(text, named, comma, sentence.start);
    if start == comma || belongs_before(text, named, start, sentence.start) {
        return Vec::new();
    }
    let first = start.checked_sub(1).filter(|at| *at >= sentence.start);
    let owned = |at: TokenIndex| {
        let token = text.token(at);
        token.kind == TokenKind::Possessive || token.is(Classes::DETERMINER | Classes::POSSESSIVE)
    };
    let definite = first.is_none_or(owned)
        || text.token(start).is(Classes::DETERMINER)
        || (start..comma).any(|at| text.token(at).kind == TokenKind::Possessive);
    let opens = opens_clause(text, start, sentence.start);
    let alone = start > sentence.start && text.token(start - 1).is(Classes::COORDINATOR);
    let opens = opens && (!alone || is_set_off(text, &name, &sentence));
    let fits = if is_set_off(text, &name, &sentence) { definite || opens } else { opens };
    if fits { split(text, start..comma, |at| is_head(text, at)) } else { Vec::new() }
}

/// Whether a noun phrase between commas explains the name before it: *Maria Lopez, the director, Karin Skov, …*.
fn belongs_before(text: &Text, named: impl NamedAt, start: TokenIndex, limit: TokenIndex) -> bool {
    let is_inside = |at: &TokenIndex| *at > limit && text.token(*at - 1).is(Classes::DETERMINER);
    let start = if is_inside(&start) { start - 1 } else { start };
    let comma = start.checked_sub(1).filter(|at| *at > limit && text.token(*at).kind == TokenKind::Comma);
    comma.is_some_and(|comma| named(comma - 1) == Some(NameKind::Person))
}

/// Whether a noun phrase opens its clause: nothing that governs it stands before it but a reporting verb.
fn opens_clause(text: &Text, start: TokenIndex, limit: TokenIndex) -> bool {
    let mut first = start;
    while first > limit && text.token(first - 1).is(Classes::DETERMINER) {
        first -= 1;
    }
    let Some(before) = first.checked_sub(1).filter(|at| *at >= limit) else { return true };
    let token = text.token(before);
    let reports = token.word.cue().is_some_and(|(cue, forms)| cue.class.is_speech() && forms.finite());
    let parts = matches!(token.kind, TokenKind::Comma | TokenKind::Semicolon | TokenKind::Mark(_));
    reports && clause::is_verb(text, before) || parts || token.is(Classes::COORDINATOR)
}

/// The comma before a name, titles between them passed.
fn comma_before(text: &Text, name: &TokenRange, sentence: &TokenRange) -> Option<TokenIndex> {
    let is_title = |at: &TokenIndex| text.token(*at).is(Classes::TITLE | Classes::HONORIFIC);
    let first = (sentence.start..name.start).rev().take(3).take_while(is_title).last().unwrap_or(name.start);
    first.checked_sub(1).filter(|at| *at > sentence.start && text.token(*at).kind == TokenKind::Comma)
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
    if end > limit && text.token(end - 1).kind == TokenKind::Comma && (introduced || is_list) {
        end -= 1;
    }
    if end == first && first == name {
        return Vec::new();
    }
    let start = phrase_start(text, named, end, limit);
    let roles = split(text, start..end, |at| head_number(text, at).is_some());
    let is_plural = |role: &RolePhrase| {
        let mut heads = role.tokens.clone().filter_map(|at| head_number(text, at));
        heads.next_back() == Some(Number::Several) && !role.tokens.clone().all(|at| text.word(at) == "people")
    };
    roles.into_iter().filter(is_plural).collect()
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
        let last = (limit..joint).rev().find(|at| !joins_names(text, *at)).filter(|at| is_name(*at));
        let Some(last) = last else { break };
        let start = (limit..=last).rev().take_while(|at| is_name(*at)).last().unwrap_or(last);
        first = start;
    }
    (first > limit).then_some(first)
}

/// *and*, a comma.
fn joins_names(text: &Text, at: TokenIndex) -> bool {
    text.token(at).kind == TokenKind::Comma || matches!(text.word(at), "and" | "&" | "or")
}

/// *The chief architect was Siamak Hariri*: a role in front of *be*.
fn linked(text: &Text, named: impl NamedAt, name: &TokenRange, sentence: &TokenRange) -> Option<RolePhrase> {
    let be = name.start.checked_sub(1).filter(|at| *at > sentence.start && text.token(*at).is(Classes::BE))?;
    let start = phrase_start(text, named, be, sentence.start);
    let owned = name.end < sentence.end && text.token(name.end).kind == TokenKind::Possessive;
    if owned || !opens_clause(text, start, sentence.start) {
        return None;
    }
    split(text, start..be, |at| is_head(text, at)).pop()
}

/// *appointed Maria Lopez as head of …*, *Lopez was named director*, *Lopez, who was elected president of …*.
fn put_in_office(text: &Text, named: impl NamedAt, name: &TokenRange, sentence: &TokenRange) -> Option<RolePhrase> {
    let gives = |at: TokenIndex| text.token(at).word.is_in(WordSet::PutsInOffice);
    let appoints = name.start.checked_sub(1).is_some_and(|at| at >= sentence.start && gives(at));
    let mut at = name.end;
    if !appoints {
        let skipped = |at: &TokenIndex| {
            let token = text.token(*at);
            token.is(Classes::BE | Classes::HAVE | Classes::ADVERB | Classes::RELATIVE)
                || token.kind == TokenKind::Comma
                || token.word.is_in(WordSet::Serves)
        };
        at = (at..sentence.end.min(at + 5)).find(|at| !skipped(at))?;
        let is_passive = gives(at) && at > name.end && text.token(at - 1).is(Classes::BE | Classes::ADVERB);
        let serves = text.word(at) == "as" && text.token(at - 1).word.is_in(WordSet::Serves) && at > name.end;
        if !is_passive && !serves {
            return None;
        }
        at += u32::from(is_passive);
    }
    if at < sentence.end && text.word(at) == "as" {
        at += 1;
    }
    apposition(text, named, at, sentence.end)
}

/// The role behind a name: *, secretary of the council*, *, 42, a farmer*, *, who leads the council*, *is the
/// director of …*, *(co-founder, Harbour Works)*.
fn behind(text: &Text, named: impl NamedAt, name: &TokenRange, sentence: &TokenRange) -> Option<RolePhrase> {
    let (end, limit) = (name.end, sentence.end);
    if end >= limit {
        return None;
    }
    let token = text.token(end);
    let word = text.word(end);
    let is = |at: TokenIndex| text.token(at).is(Classes::BE) || text.token(at).word.is_in(WordSet::LinksNoun);
    let mut at = end;
    if token.kind == TokenKind::Open {
        return in_bracket(text, named, end, limit);
    } else if token.kind == TokenKind::Comma || token.kind == TokenKind::Dash {
        at += 1;
        // An age between commas.
        if at + 1 < limit && text.token(at).kind == TokenKind::Number && text.token(at + 1).kind == TokenKind::Comma {
            at += 2;
        }
    } else if is(end) {
        let noun = behind_adverbs(text, end + 1, limit);
        let opens = noun < limit
            && (matches!(text.word(noun), "a" | "an" | "the") || is_one_of(text, noun) || opens_with_head(text, noun));
        return opens.then(|| apposition(text, named, noun, limit)).flatten();
    } else if word != "who" {
        // *Juan Jimenez former justice minister, said*
        let goes_on = word == "former" || is_head(text, end) && end + 1 < limit && text.word(end + 1) == "of";
        return (goes_on && token.kind == TokenKind::Lower).then(|| apposition(text, named, end, limit)).flatten();
    }
    if at < limit && text.word(at) == "who" {
        let verb = behind_adverbs(text, at + 1, limit);
        if verb < limit && is(verb) {
            return apposition(text, named, behind_adverbs(text, verb + 1, limit), limit);
        }
        let leads = at + 1 < limit && text.token(at + 1).word.is_in(WordSet::LeadsBody);
        return leads.then(|| RolePhrase { tokens: at + 1..phrase_end(text, named, at + 1, limit), owner: None });
    }
    apposition(text, named, at, limit).filter(|role| !speaks_of_clause_before(text, role, name, sentence))
}

/// *The yard was sold to Oskar Holt, the skipper said*: the noun phrase is the subject of a verb of saying that gives the
/// clause before it.
fn speaks_of_clause_before(text: &Text, role: &RolePhrase, name: &TokenRange, sentence: &TokenRange) -> bool {
    let opener = role.tokens.start.checked_sub(1).filter(|at| *at >= name.end);
    let has_article = opener.is_some_and(|at| text.token(at).is(Classes::DETERMINER));
    let says = role.tokens.end < sentence.end && {
        let cue = text.token(role.tokens.end).word.cue();
        cue.is_some_and(|(cue, forms)| cue.class.is_speech() && forms.finite())
    };
    has_article && says && (sentence.start..name.start).any(|at| clause::is_verb(text, at))
}

/// The first token from `at` that is no adverb: *is also the chair*.
fn behind_adverbs(text: &Text, at: TokenIndex, limit: TokenIndex) -> TokenIndex {
    (at..limit.min(at + 3)).find(|at| !text.token(*at).is(Classes::ADVERB)).unwrap_or(at)
}

/// Whether a noun phrase without an article is an office: *is chair of the committee*.
fn opens_with_head(text: &Text, at: TokenIndex) -> bool {
    let of = text.tokens().get(at as usize + 1).is_some_and(|next| next.word.is_in(WordSet::OfficeOf));
    of && is_head(text, at)
}

/// *one of*
fn is_one_of(text: &Text, at: TokenIndex) -> bool {
    let of = text.tokens().get(at as usize + 1).is_some() && text.word(at + 1) == "of";
    of && text.word(at).eq_ignore_ascii_case("one")
}

/// Whether a conjunction joins nouns in front of the head: *marketing and communications executive*.
fn joins_nouns(text: &Text, and: TokenIndex, limit: TokenIndex) -> bool {
    let is_noun = |at: &TokenIndex| text.token(*at).kind == TokenKind::Lower && !clause::is_verb(text, *at);
    let function = Classes::PREPOSITION | Classes::DETERMINER | Classes::PRONOUN | Classes::COORDINATOR;
    let mut nouns = (and + 1..limit.min(and + 4)).take_while(|at| is_noun(at) && !text.token(*at).is(function));
    nouns.any(|at| is_head(text, at))
}

/// All that stands in the bracket behind a name, if it says what somebody is: *(co-founder, Harbour Works)*.
fn in_bracket(text: &Text, named: impl NamedAt, open: TokenIndex, limit: TokenIndex) -> Option<RolePhrase> {
    let close = (open..limit.min(open + BRACKET)).find(|at| text.token(*at).kind == TokenKind::Close)?;
    let role = apposition(text, named, open + 1, close)?;
    let rest = role.tokens.end..close;
    let is_list = rest.clone().all(|at| text.token(at).is_capitalized() || text.token(at).kind == TokenKind::Comma);
    let end = if is_list { close } else { role.tokens.end };
    Some(RolePhrase { tokens: role.tokens.start..end, ..role })
}

/// The noun phrase of a role from `at`: its head must come before any preposition or verb, and no name may follow the
/// head directly, for then the role is that person's.
fn apposition(text: &Text, named: impl NamedAt, at: TokenIndex, limit: TokenIndex) -> Option<RolePhrase> {
    let mut start = at;
    // *one of the founders of the club*
    let one_of = at + 2 < limit && is_one_of(text, at);
    if one_of {
        start += 2;
    }
    while start < limit && text.token(start).is(Classes::DETERMINER) && !text.token(start).is(Classes::POSSESSIVE) {
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
        let is_head = is_head(text, index) || one_of && head_number(text, index).is_some();
        let function =
            Classes::PREPOSITION | Classes::RELATIVE | Classes::SUBORDINATOR | Classes::COORDINATOR | Classes::PRONOUN;
        let joins = token.is(Classes::COORDINATOR) && head.is_none() && index > start && joins_nouns(text, index, last);
        if !inside || token.is(function) && !joins || (!is_head && clause::is_verb(text, index)) {
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
        .take_while(|at| !governs(at))
        .any(|index| named(index) == Some(NameKind::Person) && is_head(text, index - 1) && named(index - 1).is_none());
    let start = if one_of { at } else { start };
    (!titled && end - start < LONGEST).then_some(RolePhrase { tokens: start..end, owner })
}
