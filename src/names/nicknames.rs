//! Names with a nickname in marks or brackets inside: *Marcia “Cia” Price*, *Robert (Bob) Hale*.
//!
//! The tagger sees what is before the marks, inside and behind as three; here they become one name.

use super::name::{Name, NameKind};
use crate::language::Classes;
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenRange};

/// At most so many words are a nickname: *“The Rock”*, *“Big Bad John”*.
const LONGEST: usize = 3;
/// At most so many words stand before one in brackets: *Mary Ann (Molly) Brown*.
const LONGEST_BEFORE: usize = 2;

/// Joins the names of one sentence.
pub fn join(text: &Text, sentence: &TokenRange, names: &mut Vec<Name>) {
    let mut at = 0;
    while at < names.len() {
        let Some(end) = behind_nickname(text, sentence, &names[at]) else {
            at += 1;
            continue;
        };
        let inside = names[at + 1..].iter().take_while(|name| name.tokens.start < end).count();
        let is_nickname = names[at + 1..=at + inside].iter().all(|name| name.kind == NameKind::Person);
        let in_brackets = text.token(end - 1).kind == TokenKind::Close;
        let mut is_joined = false;
        match names.get(at + inside + 1) {
            Some(rest)
                if rest.tokens.start == end
                    && (rest.kind == NameKind::Person || !in_brackets && rest.tokens.len() == 1)
                    && (is_nickname || !in_brackets) =>
            {
                names[at].tokens.end = rest.tokens.end;
                names.drain(at + 1..=at + inside + 1);
                is_joined = true;
            }
            _ => {}
        }
        // *Margaret “Peg” Louise (Dowling) Sorensen*: a joined name may go on.
        at += usize::from(!is_joined);
    }
}

/// Where a nickname ends that marks or brackets hold directly behind a person's name.
fn behind_nickname(text: &Text, sentence: &TokenRange, name: &Name) -> Option<TokenIndex> {
    let open = name.tokens.end;
    if name.kind != NameKind::Person || open >= sentence.end || !text.token(open).spaced {
        return None;
    }
    let opener = text.token(open).kind;
    let closes = |kind: TokenKind| match opener {
        TokenKind::Mark(_) => matches!(kind, TokenKind::Mark(_)),
        TokenKind::Open => kind == TokenKind::Close,
        _ => false,
    };
    let close = (open + 1..sentence.end).each().take(LONGEST + 1).find(|index| closes(text.token(*index).kind))?;
    let inside = open + 1..close;
    let is_word = |index: TokenIndex| text.token(index).is_word() && (index == open + 1) != text.token(index).spaced;
    let has_nickname = name.tokens.each().any(|at| !text.token(at).is_word());
    let longest = LONGEST_BEFORE + usize::from(has_nickname) * LONGEST;
    let is_capital = |index: TokenIndex| text.token(index).kind == TokenKind::Capital;
    let fits = match opener {
        TokenKind::Open => {
            let other = Classes::PLACE | Classes::COUNTRY | Classes::ORGANIZATION | Classes::OUTLET | Classes::CALENDAR;
            inside.len() == 1
                && is_capital(open + 1)
                && (!text.token(open + 1).is(other) || text.token(open + 1).is(Classes::GIVEN))
                && name.tokens.each().filter(|at| text.token(*at).is_word()).count() <= longest
        }
        _ => !inside.is_empty() && inside.each().any(is_capital),
    };
    let goes_on = close + 1 < sentence.end && text.token(close + 1).spaced && !text.token(close).spaced;
    (fits && goes_on && inside.each().all(is_word)).then_some(close + 1)
}
