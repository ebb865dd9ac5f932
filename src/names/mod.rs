//! Names in the text: which words name a person, an organization or a place.
//!
//! A linear model tags runs of capitalized words, one sentence at a time, by words, letters, shapes and the language
//! data; a second look weighs how the same word is read elsewhere in the article. `MODEL.md` says what the model was
//! trained on, how well it does and where it is weak. Which names belong to one person is for the entities room.

mod characters;
mod contexts;
mod document;
mod features;
mod labels;
mod lattice;
mod memory;
mod model;
mod nicknames;
mod runs;
mod tagger;
mod titles;
#[cfg(feature = "train")]
pub mod train;

pub use memory::Memory;

use crate::prose::{Text, TokenRange};

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organization: a body, a company, an outlet, a team.
    Organization,
    /// A place: a country, a city, a region, a river.
    Place,
}

/// A name where it stands, without titles before it and without a possessive after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its tokens.
    pub tokens: TokenRange,
    /// What it names.
    pub kind: NameKind,
    /// The tokens of the titles that stand directly before it (*Prime Minister*, *Gen.*); empty without.
    pub title: TokenRange,
}

/// All names of a text, in order, without overlap.
pub fn find(text: &Text) -> Vec<Name> {
    let mut memory = Memory::default();
    memory.find(text);
    memory.into_names()
}
