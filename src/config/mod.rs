//! What a user sets: the profile, the severity of rules, what is ignored.
//!
//! Reading is total: a part that nobody can understand is a [`Problem`] with its place, and the rest is used. This room
//! knows no rule; whoever reads a configuration says which names exist.

mod add_ignore;
mod display;
mod house_style;
mod ignore;
mod load;
mod nearest;
mod parse;
#[cfg(test)]
mod schema;
mod values;
mod write;

pub use add_ignore::{IgnoreList, Insertion, NewIgnore};
pub use display::{Display, InlayHints};
pub use house_style::{HouseStyle, MonthStyle, StopPlace, TitleStyle};
pub use ignore::{Ignore, begin_with};
pub use load::{FILE_NAME, LoadError, Loaded, find_among, find_for, is_configuration, load};
pub use nearest::nearest;
pub use parse::Problem;
pub use values::{Config, Language, Profile, Setting, Severity};
pub use write::{WriteError, write};
