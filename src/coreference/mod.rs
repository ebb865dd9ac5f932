//! Coreference: whom *he*, *she*, *his* and *her* mean.
//!
//! The text is read once from front to back. [`context`] holds who was mentioned lately and how; each pronoun is given to
//! one of these candidates, or to nobody, by a linear model over a few features of grammar and salience. Its softmax is
//! the confidence. *I*, *we* and *you* belong to the speaker of a quotation and are not resolved here, nor is *they*,
//! which may mean any number of people.

mod binding;
mod candidates;
mod certain;
mod context;
mod feature_table;
mod features;
mod model;
mod own_words;
mod resolve;
mod site;
mod speech;
mod state;
mod stranger;
#[cfg(feature = "train")]
pub mod train;
mod utterances;
mod values;

pub(crate) use state::Edit;
pub use state::State;

use crate::entities::{self, Entities};
use crate::prose::Text;
use crate::quotations::Quotations;
use crate::reporting::Reporting;

/// The entities of a text with the titles, descriptions and pronouns that refer to them.
pub fn find(text: &Text, passages: &Quotations, entities: &entities::State, reporting: &Reporting) -> Entities {
    State::default().find(text, passages, entities, reporting)
}
