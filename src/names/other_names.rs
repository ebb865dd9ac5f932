//! What somebody is also called, whom the tagger takes for something else behind such words: *Jaswant Singh alias Jassa*.

use super::name::{Name, NameKind};
use crate::language::WordSet;
use crate::prose::{EachToken, Text, TokenIndex, TokenKind};

/// Makes people of them.
pub fn put_right(text: &Text, names: &mut [Name]) {
    let mut before: Option<TokenIndex> = None;
    for name in names {
        let end = before.take();
        let is_alias = end.is_some_and(|end| end + 1 == name.tokens.start && is_alias(text, end));
        let is_called = name.tokens.each().all(|at| text.token(at).kind == TokenKind::Capital);
        if is_alias && is_called {
            name.kind = NameKind::Person;
        }
        before = Some(name.tokens.end).filter(|_| name.kind == NameKind::Person);
    }
}

/// *alias*, *aka*; *Jeffrey Gapari @ Jeff* in Malaysian copy.
fn is_alias(text: &Text, at: TokenIndex) -> bool {
    text.token(at).is_in(WordSet::Alias) || text.word(at) == "@"
}
