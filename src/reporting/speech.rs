//! Speech, or words that are marked for another reason: titles of works, nicknames, terms, irony, slogans.

use crate::prose::{Text, TokenKind};
use crate::quotations::Passage;

/// Fewer words than this are a term more often than speech (PolNeAR: one to three marked words are speech half the
/// time, seven or more with a capital and an end mark 99 times in a hundred).
const SPEECH_WORDS: u32 = 4;

/// Whether marked words that no cue governs look like somebody's words: a sentence, with its capital and its end.
pub fn is_speech(text: &Text, passage: &Passage) -> bool {
    if passage.words < SPEECH_WORDS || passage.inside.is_empty() {
        return false;
    }
    let first = text.token(passage.inside.start);
    let last = text.token(passage.inside.end - 1);
    let ends = matches!(last.kind, TokenKind::Stop | TokenKind::Comma | TokenKind::Dash)
        || text.word(passage.inside.end - 1).ends_with('.')
        || last.mark().is_some();
    let lower = passage.inside.clone().filter(|&token| text.token(token).kind == TokenKind::Lower).count();
    (first.is_capitalized() || !first.is_word()) && ends && lower >= 2
}
