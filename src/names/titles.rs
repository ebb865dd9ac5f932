//! The titles that stand directly before a person's name.

use crate::language::Classes;
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// At most so many words are read as a title (*Iranian Foreign Ministry Spokesman* is a description).
const LONGEST: u32 = 6;

/// The tokens of the title before a name that starts at `name`; empty at `name` if there is none. Never reaches before
/// `limit`.
pub fn before(text: &Text, name: TokenIndex, limit: TokenIndex) -> TokenRange {
    let mut start = name;
    while start > limit && name - start < LONGEST {
        let token = text.token(start - 1);
        let is_title = token.is_word() && token.is(Classes::TITLE | Classes::HONORIFIC);
        // *Foreign Minister*: the first word is no title by itself, the phrase is.
        let opens_phrase = start < name
            && token.kind == TokenKind::Capital
            && crate::language::phrase(text.slice(start - 1..name))
                .is_some_and(|word| word.classes.any(Classes::TITLE));
        let is_role = token.kind == TokenKind::Capital && token.is(Classes::ROLE);
        if !(is_title && token.kind != TokenKind::Lower || opens_phrase || is_role) {
            break;
        }
        start -= 1;
    }
    start..name
}
