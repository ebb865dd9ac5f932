//! The name of an organization, by its words: what its short forms and acronyms are found by.

use super::place_name;

use crate::entities::symbols::interner::{Interner, Symbol};
use crate::entities::symbols::normalize::normalize;
use crate::language::{self, Classes, WordSet};
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenOffsets, TokenRange};

/// The words of a name, taken for that of a body.
#[derive(Debug)]
pub struct OrganizationName {
    /// Its words without a leading article, small ones among them; never empty.
    pub words: Box<[Symbol]>,
    /// All words in one.
    pub key: Symbol,
    /// How many of its first words only say where it is from (*Iraqi*, *U.S.*).
    pub origin: usize,
    /// Whether nothing in it tells it from other bodies of its kind (*the Ministry*).
    pub is_general: bool,
    /// The acronyms that its first letters can give.
    pub initials: Box<[Symbol]>,
    /// All words as they are written, and the nouns among them that say what it is.
    pub spelled: Box<[Symbol]>,
    pub heads: Box<[Symbol]>,
    /// The letters, where the name is an acronym.
    pub letters: Option<Symbol>,
    /// The country or city to which it belongs by its name (*Denmark's* in *Denmark's Fisheries Board*), by its tokens
    /// counted from the name's first, and its usual name.
    pub owner: Option<(TokenOffsets, Symbol)>,
}

impl OrganizationName {
    /// The body that is named at `tokens`.
    pub fn new(text: &Text, tokens: TokenRange, words: &mut Interner) -> OrganizationName {
        let (own, origin) = words_of(text, tokens.clone());
        let start = tokens.start;
        let owner = place_name::owner_of_body(text, tokens.clone());
        let is_head = |index: &TokenIndex| text.token(*index).is(Classes::ORGANIZATION_HEAD | Classes::COLLECTIVE);
        let mut spelled = |index: TokenIndex| words.of_word(text.word(index));
        OrganizationName {
            heads: tokens.each().filter(is_head).map(&mut spelled).collect(),
            spelled: tokens.each().map(&mut spelled).collect(),
            key: words.of(&own.join(" ")),
            origin,
            is_general: own[origin..].iter().all(|word| is_head_only(word)),
            initials: initials(&own, origin).iter().map(|letters| words.of(letters)).collect(),
            letters: is_acronym(text, tokens).then(|| words.of(&letters_of(text.word(start)))),
            owner: owner.map(|owner| (owner.start - start..owner.end - start, place_name::key_of(text, owner, words))),
            words: own.iter().map(|word| words.of(word)).collect(),
        }
    }
}

/// An acronym.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acronym {
    /// Its letters.
    pub letters: Symbol,
    /// As it is written.
    pub written: Symbol,
}

/// The acronym of its own that stands in brackets behind a name, with its place. It is its own whether or not the
/// letters fit, as long as it is not known for a place; the other way round (*ACRONYM (Name)*) the letters decide.
pub fn own_acronym(text: &Text, name: TokenRange, words: &mut Interner) -> Option<(TokenIndex, Acronym)> {
    let at = bracketed_acronym(text, name.end)?;
    let is_place = text.token(at).is(Classes::PLACE | Classes::COUNTRY);
    let is_own = !is_place || fits_letters(text, name, text.word(at));
    let written = text.word(at);
    is_own.then(|| (at, Acronym { letters: words.of(&letters_of(written)), written: words.of(written) }))
}

/// *SNSC*, *U.N.*, *WHO*: one word of two to seven capitals.
pub fn is_acronym(text: &Text, tokens: TokenRange) -> bool {
    tokens.len() == 1 && text.token(tokens.start).kind == TokenKind::Capitals && {
        let letters = || text.word(tokens.start).chars().filter(|character| character.is_alphanumeric());
        letters().all(|letter| letter.is_ascii_uppercase()) && (2..=7).contains(&letters().count())
    }
}

/// The letters and digits of an acronym (*UN* of *U.N.*).
pub fn letters_of(word: &str) -> String {
    word.chars().filter(|character| character.is_alphanumeric()).collect()
}

/// Whether a word tells a body from none of its kind.
fn is_head_only(word: &str) -> bool {
    let classes = language::word(word).classes;
    classes.any(Classes::ORGANIZATION_HEAD | Classes::COLLECTIVE | Classes::PLACE | Classes::DEMONYM | Classes::COUNTRY)
}

/// The normalized words of a name without a leading article, and how many of them only say where the body is from.
fn words_of(text: &Text, tokens: TokenRange) -> (Vec<String>, usize) {
    let mut words = Vec::new();
    let mut origin = 0;
    let mut in_origin = true;
    for index in tokens.each() {
        let token = text.token(index);
        if token.kind == TokenKind::Possessive {
            continue;
        }
        if words.is_empty() && text.word(index).eq_ignore_ascii_case("the") {
            continue;
        }
        in_origin &= token.is(Classes::COUNTRY | Classes::DEMONYM) && token.is_capitalized();
        origin += usize::from(in_origin);
        words.push(normalize(text.word(index)));
    }
    if words.is_empty() {
        words.push(String::new());
    }
    // *Iran* alone, or *American*: nothing would be left.
    if origin >= words.len() {
        origin = 0;
    }
    (words, origin)
}

/// The acronyms that a name's first letters can give: of all words but the small ones, of all of them, without the
/// origin.
fn initials(words: &[String], origin: usize) -> Vec<String> {
    if words.len() < 2 {
        return Vec::new();
    }
    let letter = |word: &String| word.chars().next().map(|letter| letter.to_ascii_uppercase());
    let of = |words: &[String], small: bool| -> String {
        words.iter().filter(|word| small || !is_small(word)).filter_map(letter).collect()
    };
    let mut found = vec![of(words, false), of(words, true), of(&words[origin..], false), of(&words[origin..], true)];
    found.retain(|letters| letters.len() > 1);
    found.sort();
    found.dedup();
    found
}

/// Whether the letters of an acronym appear in a name in order, the first of them first.
fn fits_letters(text: &Text, name: TokenRange, acronym: &str) -> bool {
    let (words, _) = words_of(text, name);
    let joined: String = words.join(" ");
    let mut letters = joined.chars();
    letters_of(acronym).to_lowercase().chars().all(|wanted| letters.any(|letter| letter == wanted))
}

/// The acronym in brackets right behind a name.
fn bracketed_acronym(text: &Text, end: TokenIndex) -> Option<TokenIndex> {
    let kind = |index: TokenIndex| text.get(index).map(|token| token.kind);
    let opens = kind(end) == Some(TokenKind::Open);
    let fits = opens && kind(end + 1).is_some() && kind(end + 2) == Some(TokenKind::Close);
    (fits && is_acronym(text, end + 1..end + 2)).then_some(end + 1)
}

/// Whether an acronym leaves a word out more often than not.
fn is_small(word: &str) -> bool {
    word == "&" || language::word(word).is_in(WordSet::OutOfAcronym)
}
