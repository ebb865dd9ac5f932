//! People of rank or kin whom the tagger takes for a place or a body: *Prince Oskar of Lothen*, *King Oskar IV*, *Grandad
//! Ken*.

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

/// Where the given name begins behind a rank, if *of* and a land or a number follow it; or behind a word of kin, if
/// nothing does.
fn behind_rank(text: &Text, name: &TokenRange) -> Option<TokenIndex> {
    let [rank, given, of, land] = [0, 1, 2, 3].map(|after| name.start + after);
    let is_capital = |at: TokenIndex| at < name.end && text.token(at).kind == TokenKind::Capital;
    let is_given = is_capital(given) && text.token(given).is(Classes::GIVEN);
    let is_rank = is_capital(rank) && text.token(rank).is_in(WordSet::SingleNameTitle);
    let is_kin = is_capital(rank) && text.token(rank).is(Classes::KIN);
    let has_land = || is_capital(land) && text.word(of) == "of";
    let is_counted = || land == name.end && text.word(of).bytes().all(|letter| matches!(letter, b'I' | b'V' | b'X'));
    let ends = of == name.end;
    (is_given && (is_rank && (has_land() || is_counted()) || is_kin && ends)).then_some(given)
}
