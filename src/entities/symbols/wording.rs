//! Some words as they are written, as a key: equal for words that are taken apart alike.

use crate::prose::{EachToken, Text, Token, TokenKind, TokenRange};

/// Writes the key of the words at some tokens, in the place of what `key` held.
pub fn write(key: &mut String, text: &Text, tokens: TokenRange) {
    key.clear();
    key.extend(tokens.each().map(|index| sort_of(text.token(index))));
    key.push_str(text.slice(tokens));
}

/// What a token is to the parts of a name, as a letter: the same sign may be a possessive here and a mark there.
fn sort_of(token: &Token) -> char {
    match token.kind {
        TokenKind::Possessive => 'p',
        TokenKind::Mark(_) => 'm',
        _ if token.is_word() => 'w',
        _ => 'o',
    }
}
