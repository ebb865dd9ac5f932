//! Family names and places that are called after a saint: *Remy St. Cloud*, *Sta. Lucia Parish*.
//!
//! The tagger takes *St.* for a title of whoever it finds behind it.

use super::name::{Name, NameKind};
use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenRange};

/// Takes *St.* into the names behind it, and says what is no person.
pub fn put_right(text: &Text, sentence: &TokenRange, names: &mut [Name]) {
    let mut limit = sentence.start;
    for name in names {
        let before = |at: TokenIndex| at.checked_sub(1).filter(|before| *before >= limit);
        let saint = before(name.tokens.start).filter(|at| name.kind == NameKind::Person && is_saint(text, *at));
        // *Remy St. Cloud*, of whom the tagger saw no more than *Cloud*.
        let given = saint.and_then(before).filter(|at| is_given(text, *at));
        limit = name.tokens.end;
        let Some(saint) = saint else { continue };
        name.tokens.start = saint;
        if is_of_place(text, name) {
            name.kind = NameKind::Place;
            name.title = saint..saint;
        } else {
            name.tokens.start = given.unwrap_or(saint);
            name.title = name.title.start.min(name.tokens.start)..name.tokens.start;
        }
    }
}

fn is_given(text: &Text, at: TokenIndex) -> bool {
    text.token(at).kind == TokenKind::Capital && text.token(at).is(Classes::GIVEN)
}

fn is_saint(text: &Text, at: TokenIndex) -> bool {
    let token = text.token(at);
    token.kind == TokenKind::Capital && (token.is_in(WordSet::SaintInName) || token.is_in(WordSet::SaintOfPlace))
}

/// Whether a name with a saint in front is that of a church, a street or a town.
fn is_of_place(text: &Text, name: &Name) -> bool {
    let last = text.token(name.tokens.end - 1);
    let is_thing = name.tokens.len() > 2 && last.is(Classes::ORGANIZATION_HEAD | Classes::PLACE_NOUN);
    // *Santa Claus* is a man.
    is_thing || text.token(name.tokens.start).is_in(WordSet::SaintOfPlace) && !last.is(Classes::GIVEN_MALE)
}
