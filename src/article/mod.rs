//! The analysis of one article: one immutable value from which every rule and every feature reads.

mod analysis;
mod workshop;

pub use analysis::Article;
pub use workshop::{Runs, Workshop};
