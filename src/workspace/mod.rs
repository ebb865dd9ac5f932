//! The articles of a workspace: which files these are, and who is named in each. It is kept in memory alone.
//!
//! Two people of one name in two articles are two. Nothing is joined here; whoever asks is shown each with its article
//! and roles.

mod article;
mod files;
mod index;
mod others;
mod strings;

pub use article::{Named, NamedPlace, key, names_of};
pub use files::{Found, LONGEST_FILE, blocked, blocked_itself, find, find_one, read};
pub use index::{Bearers, Entry, Index, Version};
pub use others::{OtherName, Others};
