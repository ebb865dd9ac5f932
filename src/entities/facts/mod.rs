//! What each sentence says by itself: its names, and the words that may refer to somebody or something.

pub mod at;
pub mod definite;
pub mod extract;
pub mod lookups;
pub mod name_form;
pub mod organization_name;
pub mod person_mention;
pub mod place_name;
pub mod pronoun;
pub mod relative;
pub mod sentence;
pub mod split_name;
pub mod unnamed;
mod untagged;
