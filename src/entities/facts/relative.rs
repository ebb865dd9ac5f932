//! Relative pronouns right behind a name, most often with a comma between: *Maria Lopez, who …*, *Maria Lopez who …*,
//! *Denmark, which …*.

use crate::language::Classes;
use crate::prose::{Text, TokenIndex, TokenKind};

/// Whether a relative pronoun stands at `at`, behind a capitalized word of its sentence, and whether it is that of a person.
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
    (fits && text.token(before).is_capitalized()).then_some(of_person)
}

/// The last token of what a relative pronoun at `at` means: before it and a comma.
pub fn antecedent(text: &Text, at: TokenIndex) -> Option<TokenIndex> {
    let before = at.checked_sub(1)?;
    if text.token(before).kind == TokenKind::Comma { before.checked_sub(1) } else { Some(before) }
}
