//! What somebody is also called, whom the tagger takes for something else behind such words: *Jaswant Singh alias Jassa*.

use super::name::{Name, NameKind};
use crate::language::WordSet;
use crate::prose::{Text, TokenIndex, TokenKind};

/// Makes people of them.
pub fn put_right(text: &Text, names: &mut [Name]) {
    let mut before: Option<TokenIndex> = None;
    for name in names {
        let end = before.take();
        let is_alias = end.is_some_and(|end| end + 1 == name.tokens.start && text.token(end).is_in(WordSet::Alias));
        let is_called = name.tokens.clone().all(|at| text.token(at).kind == TokenKind::Capital);
        if is_alias && is_called {
            name.kind = NameKind::Person;
        }
        before = Some(name.tokens.end).filter(|_| name.kind == NameKind::Person);
    }
}
