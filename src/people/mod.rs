//! The people whom a newsroom knows: lists in files that a `copydesk.toml` names.
//!
//! Reading is total: a row that nobody can understand is a problem at its place, and the others are used. A list never
//! changes once it is read; a file that changes is another list. Names are compared without case, accents and punctuation, and
//! looked up by hashes of their words, so that the length of a list costs an article nothing.

mod add;
mod entry;
mod files;
mod hashes;
mod key;
mod list;
mod lookup;
mod near;
mod popolo;
mod pronouns;
mod read;
mod spreadsheet;
mod store;

pub use add::new_row;
pub use entry::COLUMNS;
pub use files::{KeptLists, LARGEST, load};
pub use key::{Folder, are_same};
pub use list::{Listed, People};
pub use lookup::Recognized;
pub use pronouns::Pronouns;
pub use read::PeopleList;
pub use store::Person;
