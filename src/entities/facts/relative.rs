//! Relative pronouns right behind a name and a comma: *Maria Lopez, who …*, *Denmark, which …*.

use crate::prose::{Text, TokenIndex, TokenKind};

/// Whether a relative pronoun stands at `at`, behind a capitalized word and a comma of its sentence, and whether it is
/// that of a person.
pub fn at(text: &Text, at: TokenIndex, sentence_start: TokenIndex) -> Option<bool> {
    if at < sentence_start + 2 || text.token(at - 1).kind != TokenKind::Comma {
        return None;
    }
    let of_person = match text.word(at) {
        "who" => true,
        "which" => false,
        _ => return None,
    };
    text.token(at - 2).is_capitalized().then_some(of_person)
}
