//! Names of people of which a tagger finds the parts one by one: with a nickname in marks or brackets inside (*Earl
//! “Sunny” Whitlock*), or with a word in lower case.

use std::borrow::Cow;

use crate::language::Classes;
use crate::names::{Name, NameKind};
use crate::prose::{EachToken, MarkShape, Text, TokenIndex, TokenKind, TokenRange};

/// How many words a nickname has at most (*The Little Whirlwind*).
const NICKNAME: u32 = 3;
/// How many words may follow what parts a name.
const REST: u32 = 3;

/// The names of a sentence, with those joined that are parts of one.
pub fn joined<'n>(text: &Text, sentence: &TokenRange, names: &'n [Name]) -> Cow<'n, [Name]> {
    let wholes: Vec<Name> = names.iter().filter_map(|name| whole(text, sentence, name)).collect();
    if wholes.is_empty() {
        return Cow::Borrowed(names);
    }
    let mut all: Vec<Name> = Vec::with_capacity(names.len());
    let mut wholes = wholes.into_iter().peekable();
    for name in names {
        if let Some(whole) = wholes.next_if(|whole| whole.tokens.start == name.tokens.start) {
            all.push(whole);
            continue;
        }
        match all.last_mut().filter(|last| name.tokens.start < last.tokens.end) {
            // The last part may be longer than its first capitals.
            Some(last) if name.kind == NameKind::Person => last.tokens.end = last.tokens.end.max(name.tokens.end),
            Some(_) => {}
            None => all.push(name.clone()),
        }
    }
    Cow::Owned(all)
}

/// The whole name of which a tagged one is the first part.
fn whole(text: &Text, sentence: &TokenRange, name: &Name) -> Option<Name> {
    let last = name.tokens.end.checked_sub(1)?;
    let opens = name.kind == NameKind::Person && name.tokens.len() <= 2;
    if !opens || name.tokens.end >= sentence.end {
        return None;
    }
    let at = name.tokens.end;
    let is_given = text.token(last).is(Classes::GIVEN);
    // Double marks say that what stands before them is a given name, be it known for one or not; single ones hold
    // words of a headline as often (*Lopez ‘Regrets’ Vote*).
    let double = |shape| matches!(shape, MarkShape::Straight | MarkShape::Curly { .. } | MarkShape::Doubled { .. });
    let is_marked = text.token(at).mark().is_some_and(double);
    let nickname = || behind_nickname(text, at, sentence.end).filter(|_| is_given || is_marked);
    let lower_case = || behind_lower_case(text, at, sentence.end).filter(|_| is_given);
    let rest = nickname().or_else(lower_case)?;
    let end = (rest..sentence.end.min(rest + REST)).each().take_while(|at| is_part(text, *at)).last()? + 1;
    Some(Name { tokens: name.tokens.start..end, ..name.clone() })
}

/// Where a name goes on behind a nickname in marks or brackets at `open`.
fn behind_nickname(text: &Text, open: TokenIndex, limit: TokenIndex) -> Option<TokenIndex> {
    let opens = |at: TokenIndex| matches!(text.token(at).kind, TokenKind::Mark(_) | TokenKind::Open);
    let closes = |at: TokenIndex| matches!(text.token(at).kind, TokenKind::Mark(_) | TokenKind::Close);
    if !opens(open) || !text.token(open).spaced {
        return None;
    }
    let close = (open + 1..limit.min(open + 2 + NICKNAME)).each().find(|at| closes(*at))?;
    let called = open + 1..close;
    let is_nickname = !called.is_empty()
        && called.each().all(|at| text.token(at).is_word() && text.token(at).is_capitalized())
        && !text.token(close).spaced;
    let next = text.get(close + 1)?;
    (is_nickname && close + 1 < limit && next.spaced).then_some(close + 1)
}

/// Where a name goes on behind a word in lower case that is no word of English: *Dave mangenner Gough*.
fn behind_lower_case(text: &Text, at: TokenIndex, limit: TokenIndex) -> Option<TokenIndex> {
    let (token, word) = (text.token(at), text.word(at));
    let inflected = ["ed", "ing", "s", "ly"].iter().any(|ending| word.ends_with(ending));
    let unknown = token.kind == TokenKind::Lower && token.classes() == Classes::NONE && token.word.cue().is_none();
    let is_part = unknown && !inflected && word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    (is_part && at + 1 < limit).then_some(at + 1)
}

/// Whether a word may be the rest of a name.
fn is_part(text: &Text, at: TokenIndex) -> bool {
    let token = text.token(at);
    let other = Classes::PLACE
        | Classes::CALENDAR
        | Classes::ORGANIZATION
        | Classes::ORGANIZATION_HEAD
        | Classes::COMMON
        | Classes::TITLE
        | Classes::ROLE
        | Classes::DEMONYM;
    token.kind == TokenKind::Capital && token.is_word() && (token.is(Classes::SURNAME) || !token.is(other))
}
