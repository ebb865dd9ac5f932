//! Names with the father's name inside: *Suresh a/l Ramasamy*, *Meena d/o Pillai*.
//!
//! The tagger sees two people on both sides of such letters; here they become one.

use super::name::{Name, NameKind};
use crate::language::{self, WordSet};
use crate::prose::{Text, TokenIndex, TokenKind};

/// *a/l*: a letter, a stroke and a letter.
const LENGTH: u32 = 3;

/// Joins the names of one sentence.
pub fn join(text: &Text, names: &mut Vec<Name>) {
    names.dedup_by(|father, name| {
        let is_one = name.kind == NameKind::Person
            && father.kind == NameKind::Person
            && father.tokens.start == name.tokens.end + LENGTH
            && says_child_of(text, name.tokens.end);
        if is_one {
            name.tokens.end = father.tokens.end;
        }
        is_one
    });
}

/// Whether the letters at a token say *son of* or *daughter of*.
fn says_child_of(text: &Text, at: TokenIndex) -> bool {
    let stroke = text.token(at + 1);
    let touches = !stroke.spaced && !text.token(at + 2).spaced;
    let letters = text.slice(at..at + LENGTH);
    stroke.kind == TokenKind::Symbol && touches && language::word(letters).is_in(WordSet::ChildOf)
}
