//! The name of a place, by its words.

use crate::entities::lists::SAME_PLACES;
use crate::entities::symbols::interner::{Interner, Symbol};
use crate::entities::symbols::normalize::normalize_onto;
use crate::language::{self, Classes, WordSet};
use crate::names::NameKind;
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenRange};

/// The words of a name, taken for that of a place.
#[derive(Debug, Clone, Copy)]
pub struct PlaceName {
    /// The place, by its usual name.
    pub key: Symbol,
}

impl PlaceName {
    /// The place that is named at `tokens`.
    pub fn new(text: &Text, tokens: TokenRange, words: &mut Interner) -> PlaceName {
        PlaceName { key: key_of(text, tokens, words) }
    }
}

/// The end of the name of the facility that is named after a place (*Velmora's international airport*), with the
/// facility's usual name.
pub fn facility(text: &Text, tokens: TokenRange, kind: NameKind, words: &mut Interner) -> Option<(TokenIndex, Symbol)> {
    let whole = (kind == NameKind::Place).then(|| facility_of(text, tokens)).flatten()?;
    Some((whole.end, key_of(text, whole, words)))
}

/// Whether a body goes by the name of the place where it sits (*the White House*).
pub fn is_seat(text: &Text, tokens: TokenRange) -> bool {
    let classes = match tokens.len() {
        1 => text.token(tokens.start).classes(),
        _ => language::phrase(text.slice(tokens)).map_or(Classes(0), |word| word.classes),
    };
    classes.any(Classes::COLLECTIVE) && classes.any(Classes::ORGANIZATION)
}

/// The place that a name names, by its usual name: its words without a possessive and a leading article.
pub fn key_of(text: &Text, tokens: TokenRange, words: &mut Interner) -> Symbol {
    let mut key = String::new();
    let own = tokens.each().filter(|index| text.token(*index).kind != TokenKind::Possessive);
    for (count, index) in own.enumerate() {
        if count > 0 {
            key.push(' ');
        }
        normalize_onto(&mut key, text.word(index));
    }
    key.retain(|letter| letter != '.');
    words.of(usual_name(key.trim_start_matches("the ")))
}

/// The country or city to which a body belongs by its name: *Denmark's* in *Denmark's Fisheries Board*.
pub fn owner_of_body(text: &Text, name: TokenRange) -> Option<TokenRange> {
    let possessive = name.each().find(|index| text.token(*index).kind == TokenKind::Possessive)?;
    let owner = name.start..possessive;
    let place = Classes::COUNTRY | Classes::PLACE;
    let is_place = match owner.len() {
        0 => false,
        1 => text.token(owner.start).is(place),
        _ => language::phrase(text.slice(owner.clone())).is_some_and(|word| word.classes.any(place)),
    };
    is_place.then_some(owner)
}

/// *Velmora's international airport* around the name of a place.
fn facility_of(text: &Text, name: TokenRange) -> Option<TokenRange> {
    let kind = |index: TokenIndex| text.get(index).map(|token| token.kind);
    if kind(name.end)? != TokenKind::Possessive {
        return None;
    }
    let lower = (name.end + 1..name.end + 4).each().take_while(|index| kind(*index) == Some(TokenKind::Lower));
    let noun = lower.into_iter().find(|index| text.token(*index).word.is_in(WordSet::Facility))?;
    Some(name.start..noun + 1)
}

/// The first of the names of a place that has several.
fn usual_name(key: &str) -> &str {
    let found = SAME_PLACES.binary_search_by_key(&key, |(name, _)| name).ok();
    found.map_or(key, |at| SAME_PLACES[at].1)
}
