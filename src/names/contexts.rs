//! What stands directly beside a word, as far as the rest of the article may learn from it.
//!
//! *said Korda* in one sentence tells that *Korda* is somebody in another.

use crate::language::Classes;
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// How many contexts of a word are told apart.
pub const CONTEXTS: usize = 6;

/// The contexts of a token, a bit each.
pub fn of(text: &Text, sentence: &TokenRange, token: TokenIndex) -> u8 {
    let before = token.checked_sub(1).filter(|before| *before >= sentence.start);
    let after = Some(token + 1).filter(|after| *after < sentence.end);
    let is = |index: Option<TokenIndex>, classes| index.is_some_and(|index| text.token(index).is(classes));
    let in_lower = |index: Option<TokenIndex>| index.is_some_and(|index| text.token(index).kind == TokenKind::Lower);
    let says = |index: Option<TokenIndex>| in_lower(index) && index.is_some_and(|index| is_saying(text, index));
    let titled = is(before, Classes::HONORIFIC)
        || !in_lower(before) && is(before, Classes::TITLE) && !is(before, Classes::GIVEN | Classes::SURNAME);
    let contexts: [bool; CONTEXTS] = [
        says(before) || says(after),
        titled,
        in_lower(before) && is(before, Classes::DETERMINER),
        before.is_some_and(|before| matches!(text.word(before), "in" | "In" | "at" | "near" | "from")),
        after.is_some_and(|after| is_person_next(text, sentence, after)),
        after.is_some_and(|after| text.token(after).kind == TokenKind::Possessive),
    ];
    contexts.into_iter().enumerate().fold(0, |all, (at, here)| all | u8::from(here) << at)
}

/// Whether a word is a form of a verb of speech that a subject can have.
fn is_saying(text: &Text, index: TokenIndex) -> bool {
    text.token(index).word.cue().is_some_and(|(cue, forms)| forms.finite() && cue.class.is_speech())
}

/// Whether what begins here is said of somebody: *who*, *, who*, *, 42,*.
fn is_person_next(text: &Text, sentence: &TokenRange, index: TokenIndex) -> bool {
    let next = match text.token(index).kind {
        TokenKind::Comma => Some(index + 1).filter(|next| *next < sentence.end),
        TokenKind::Lower => return text.word(index) == "who",
        _ => None,
    };
    next.is_some_and(|next| match text.token(next).kind {
        TokenKind::Number => text.word(next).parse::<u8>().is_ok_and(|age| (5..110).contains(&age)),
        TokenKind::Lower => text.word(next) == "who",
        _ => false,
    })
}
