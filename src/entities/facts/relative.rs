//! Relative pronouns right behind a name, most often with a comma between: *Maria Lopez, who …*, *Maria Lopez who …*,
//! *Denmark, which …*.

use crate::language::Classes;
use crate::prose::{EachToken, Text, TokenIndex, TokenKind};

/// What stands in brackets behind a name has no more tokens than this.
const LONGEST_BRACKETS: u32 = 6;

/// The first of two relative clauses has no more tokens than this.
const LONGEST_RELATIVE: u32 = 12;

/// Whether a relative pronoun stands at `at`, behind a capitalized word of its sentence or what somebody is, and whether it
/// is that of a person.
/// Only *which* needs a comma.
pub fn at(text: &Text, at: TokenIndex, sentence_start: TokenIndex) -> Option<bool> {
    if !text.token(at).is(Classes::RELATIVE) {
        return None;
    }
    let of_person = match text.word(at) {
        "who" => true,
        "which" => false,
        _ => return None,
    };
    let before = antecedent(text, at).filter(|before| *before >= sentence_start)?;
    let fits = of_person || before + 1 < at;
    let is_role = || of_person && text.token(before).is(Classes::ROLE | Classes::TITLE | Classes::KIN);
    (fits && (text.token(before).is_capitalized() || is_role())).then_some(of_person)
}

/// The last token of what a relative pronoun at `at` means: before it, a comma and brackets (*Lopez (Ind), who …*), or before
/// the first of two that *and* joins (*Lopez, who waited and who left*).
pub fn antecedent(text: &Text, at: TokenIndex) -> Option<TokenIndex> {
    let before = before_commas(text, at)?;
    if !text.token(before).is(Classes::COORDINATOR) {
        return Some(before);
    }
    let word = text.word(at);
    let mut reach = (before.saturating_sub(LONGEST_RELATIVE)..before).each().rev();
    let first = reach.by_ref().take_while(|index| text.token(*index).kind != TokenKind::Stop);
    before_commas(text, first.into_iter().find(|index| text.word(*index) == word)?)
}

/// The last token before a token, a comma and what stands in brackets there.
fn before_commas(text: &Text, at: TokenIndex) -> Option<TokenIndex> {
    let before = at.checked_sub(1)?;
    let before = if text.token(before).kind == TokenKind::Comma { before.checked_sub(1)? } else { before };
    if text.token(before).kind != TokenKind::Close {
        return Some(before);
    }
    let mut brackets = (before.saturating_sub(LONGEST_BRACKETS)..before).each().rev();
    brackets.find(|index| text.token(*index).kind == TokenKind::Open)?.checked_sub(1)
}
