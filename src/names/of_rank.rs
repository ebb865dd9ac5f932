//! People of rank whom the tagger takes for a place or a body: *Prince Oskar of Lothen*.

use super::name::{Name, NameKind};
use crate::language::{Classes, WordSet};
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// Makes people of them.
pub fn put_right(text: &Text, names: &mut [Name]) {
    for name in names.iter_mut().filter(|name| name.kind != NameKind::Person) {
        let Some(called) = behind_rank(text, &name.tokens) else { continue };
        name.title = name.tokens.start..called;
        name.tokens.start = called;
        name.kind = NameKind::Person;
    }
}

/// Where the given name begins behind a rank, if *of* follows it.
fn behind_rank(text: &Text, name: &TokenRange) -> Option<TokenIndex> {
    let [rank, given, of, land] = [0, 1, 2, 3].map(|after| name.start + after);
    if land >= name.end {
        return None;
    }
    let is_capital = |at: TokenIndex| text.token(at).kind == TokenKind::Capital;
    let is_rank = is_capital(rank) && text.token(rank).is_in(WordSet::SingleNameTitle);
    let is_given = is_capital(given) && text.token(given).is(Classes::GIVEN);
    (is_rank && is_given && text.word(of) == "of" && is_capital(land)).then_some(given)
}
