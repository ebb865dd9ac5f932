//! What was read in a sentence only because the rest of the article made us look there.
//!
//! Each entry is a fact of its sentence like all others; it is read when somebody asks for it first.

use rustc_hash::FxHashMap;

use super::person_mention::{PersonMention, pieces};
use crate::entities::person_name::table::PersonNameTable;
use crate::entities::symbols::interner::{Interner, Symbol};
use crate::prose::{EachToken, Text, TokenIndex, TokenOffsets};

/// What was looked up in one sentence, by places that count from its first token.
#[derive(Debug, Default)]
pub struct Lookups {
    people: FxHashMap<(TokenOffsets, Reading), Box<[PersonMention]>>,
    words: FxHashMap<TokenOffsets, Words>,
}

/// Some words in a row.
#[derive(Debug, PartialEq)]
struct Words {
    /// As they are compared.
    symbols: Box<[Symbol]>,
    /// As they are written.
    written: Box<str>,
}

/// How some tokens are taken for names of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reading {
    /// As one name.
    One,
    /// As what a tagger took for one name (see [`pieces`]).
    Tagged,
}

impl Lookups {
    /// The people whom some tokens of a sentence name that begins at `base`.
    pub fn people(
        &mut self,
        text: &Text,
        base: TokenIndex,
        tokens: TokenOffsets,
        reading: Reading,
        table: &mut PersonNameTable,
    ) -> &[PersonMention] {
        let read = || read_people(text, base, tokens.clone(), reading, table);
        self.people.entry((tokens.clone(), reading)).or_insert_with(read)
    }

    /// Some words of a sentence that begins at `base`.
    pub fn words(&mut self, text: &Text, base: TokenIndex, tokens: TokenOffsets, words: &mut Interner) -> &[Symbol] {
        let read = || read_words(text, base, tokens.clone(), words);
        &self.words.entry(tokens.clone()).or_insert_with(read).symbols
    }

    /// Reads all of it again in the sentence, which begins at `base` now and has as many tokens as before. Says whether it
    /// still says the same.
    pub fn read_again(&mut self, text: &Text, base: TokenIndex, table: &mut PersonNameTable) -> bool {
        let mut same = true;
        for ((tokens, reading), known) in &mut self.people {
            let now = read_people(text, base, tokens.clone(), *reading, table);
            same &= now == *known;
            *known = now;
        }
        for (tokens, known) in &mut self.words {
            let now = read_words(text, base, tokens.clone(), &mut table.words);
            same &= now == *known;
            *known = now;
        }
        same
    }
}

fn read_words(text: &Text, base: TokenIndex, tokens: TokenOffsets, words: &mut Interner) -> Words {
    let tokens = base + tokens.start..base + tokens.end;
    Words {
        symbols: tokens.each().map(|at| words.of_word(text.word(at))).collect(),
        written: text.slice(tokens).into(),
    }
}

fn read_people(
    text: &Text,
    base: TokenIndex,
    tokens: TokenOffsets,
    reading: Reading,
    table: &mut PersonNameTable,
) -> Box<[PersonMention]> {
    let tokens = base + tokens.start..base + tokens.end;
    match reading {
        Reading::One => PersonMention::new(text, tokens, base, table).into_iter().collect(),
        Reading::Tagged => {
            let pieces = pieces(text, tokens);
            pieces.into_iter().filter_map(|piece| PersonMention::new(text, piece, base, table)).collect()
        }
    }
}
