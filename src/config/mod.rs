//! What a user sets: the profile, the severity of rules, what is ignored.
//!
//! Reading is total: a part that nobody can understand is a [`Problem`] with its place, and the rest is used. This room
//! knows no rule; whoever reads a configuration says which names exist.

mod add_ignore;
mod display;
mod glob;
pub mod help;
mod house_style;
mod house_terms;
mod ignore;
mod load;
mod named_file;
mod nearest;
mod parse;
mod place;
mod problem;
#[cfg(test)]
mod schema;
mod severity;
mod table;
mod term;
mod term_file;
mod term_letters;
mod term_pattern;
mod term_words;
mod terms;
mod values;
mod write;

pub use add_ignore::{IgnoreList, Insertion, NewIgnore};
pub use display::{Display, InlayHints};
pub use help::{Choice, Holds};
pub use house_style::{HouseStyle, MonthStyle, StopPlace, TitleStyle};
pub use house_terms::{HouseTerms, LARGEST, TermList};
pub use ignore::{Ignore, begin_with};
pub use load::{FILE_NAME, LoadError, Loaded, find_among, find_for, is_configuration, is_top, load};
pub use named_file::{NamedFile, open};
pub use nearest::nearest;
pub use place::Place;
pub use problem::Problem;
pub use severity::Severity;
pub use table::Table;
pub use term::{Sign, Term, Written};
pub use terms::{Found, Terms};
pub use values::{Config, Language, Profile, Setting};
pub use write::{WriteError, write};
