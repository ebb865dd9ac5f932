//! The rules: each reads an article and reports findings.
//!
//! A rule is one file here, one line in [`ALL`], one fixture in `tests/rules`. Rules never read files, never look at a
//! clock, and do not know each other.

mod catalogue;
mod finding;
mod implied_speaker;
mod insert_attribution;
mod missing_speaker;
mod rule;
mod silence;
mod unattributed_quote;
mod unbalanced_quote;
pub mod unused_ignore;

pub use crate::config::Severity;
pub use catalogue::{ALL, check, names};
pub use finding::{Edit, Finding, Findings, Fix, Safety};
pub use rule::Rule;
pub use silence::{Silenced, silence, words_for};
