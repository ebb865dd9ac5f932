//! The roles that one phrase in front of a name holds: *captain and coach*, *Iraq's minister*.

use super::role_head::is_head;
use crate::language::{self, Classes, WordSet};
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenRange, is_in_name_of_body};

/// A role where it stands.
#[derive(Debug)]
pub struct RolePhrase {
    /// Its tokens.
    pub tokens: TokenRange,
    /// Whom it belongs to in front of it: *Iraq's*.
    pub owner: Option<TokenRange>,
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
        // *His Royal Highness, Igwe Lopez*
        let is_style_noun =
            |at: TokenIndex| text.token(at).kind == TokenKind::Capital && text.token(at).word.is_in(WordSet::StyleNoun);
        if range.each().next_back().is_some_and(is_style_noun) {
            return;
        }
        while range.start < range.end && (is_no_opening(text, range.start) || is_style_noun(range.start)) {
            range.start += 1;
        }
        loop {
            // *Governor of Akwar, His Excellency, Lopez*
            let is_style = range.len() > 2 && is_style(text, range.end - 2);
            let last = range.end.checked_sub(1).filter(|last| *last >= range.start);
            // *Prime Minister Dr. the Hon. Lopez*
            let is_courtesy = |last: &TokenIndex| {
                let token = text.token(*last);
                token.kind != TokenKind::Lower
                    && token.word.is_in(WordSet::CourtesyBehindOffice)
                    && (range.start..*last).each().any(&fits)
            };
            let ends = |last: &TokenIndex| is_style || is_no_ending(text, *last) || is_courtesy(last);
            let Some(last) = last.filter(ends) else { break };
            range.end = last - u32::from(is_style);
        }
        // *son of Dr. and Mrs. Lopez*, *aunt of Dr. Lopez*: what is joined or governed is the name.
        let leads = |at| text.token(at).word.is_in(WordSet::OfficeOf) || text.token(at).word.is_in(WordSet::And);
        let is_owner = |at| text.token(at).kind == TokenKind::Possessive;
        if range.each().next_back().is_some_and(|last| leads(last) || is_owner(last)) {
            return;
        }
        if range.each().any(&fits) {
            found.push(RolePhrase { tokens: range, owner });
        }
    };
    for at in phrase.each() {
        let token = text.token(at);
        let has_head = (start..at).each().any(&fits);
        let joins = text.word(at) == "and" || token.kind == TokenKind::Comma;
        if token.kind == TokenKind::Possessive && !has_head && !is_in_name_of_body(text, at, phrase.clone()) {
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
    for at in (from..end).each() {
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

/// Whether *His Excellency*, *Datuk Seri* or the like begins at a token.
fn is_style(text: &Text, at: TokenIndex) -> bool {
    let style = language::phrase(text.slice(at..at + 2));
    let is_owned = text.token(at).is(Classes::POSSESSIVE);
    let is_style = |classes: Classes| classes.any(Classes::HONORIFIC) || is_owned && classes.any(Classes::TITLE);
    style.is_some_and(|style| is_style(style.classes))
}

/// A courtesy between a role and the name, or a comma.
fn is_no_ending(text: &Text, at: TokenIndex) -> bool {
    let token = text.token(at);
    let is_called = token.word.is_in(WordSet::AgeBeforeName) && !token.is(Classes::ROLE);
    token.kind == TokenKind::Comma
        || token.kind == TokenKind::Lower && token.word.is_in(WordSet::The)
        || token.kind != TokenKind::Lower && (token.is(Classes::HONORIFIC) && !is_head(text, at) || is_called)
}

fn is_no_opening(text: &Text, at: TokenIndex) -> bool {
    let token = text.token(at);
    // *two brothers*, but *First Lady*, *One Moto director*.
    let is_plain = |at: TokenIndex| text.get(at).is_some_and(|token| token.kind == TokenKind::Lower);
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
