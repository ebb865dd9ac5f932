//! The analysis of one article: one immutable value from which every rule and every feature reads.

mod analysis;
mod each_person;
mod host;
mod person_view;

pub use analysis::Article;
pub use each_person::FoundInPeople;
pub use host::{AnalysisHost, Runs};
pub use person_view::{MentionView, PersonView, Setting};
