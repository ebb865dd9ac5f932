//! Names in the text: which words name a person, an organization or a place.
//!
//! A linear model tags runs of capitalized words, one sentence at a time, by words, letters, shapes and the language
//! data; a second look weighs how the same word is read elsewhere in the article. `MODEL.md` says what the model was
//! trained on, how well it does and where it is weak. Which names belong to one person is for the entities room.

mod characters;
mod contexts;
mod evidence;
mod extent;
mod features;
mod labels;
mod lattice;
mod listed;
mod model;
mod name;
mod nicknames;
mod of_rank;
mod offices;
mod other_names;
mod patronymics;
mod places;
mod put_in_office;
mod runs;
mod saints;
mod second_look;
mod shares;
mod sightings;
mod state;
mod tagger;
mod titles;
#[cfg(feature = "train")]
pub mod train;

pub use name::{Name, NameKind};
pub use state::{RevisedNames, State};

use crate::prose::Text;

/// All names of a text, in order, without overlap.
pub fn find(text: &Text) -> Vec<Name> {
    let mut state = State::default();
    state.find(text);
    state.into_names()
}
