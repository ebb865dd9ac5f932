//! Who said it: quotations with their cue, source and speaker, and the evidence for each.
//!
//! Three steps: what the segments report becomes quotations (`assemble`); marked words without a cue of their own are
//! decided paragraph by paragraph (`paragraph`); and what is left over is nobody's.

mod assemble;
mod blocks;
mod confidence;
mod dialogue;
mod draft;
mod paragraph;
mod quotation;
mod repeated;
mod source;
mod state;
mod tally;
mod transcript;
mod view;
pub mod voices;
mod writer;

pub use crate::reporting::{Evidence, SourceForm};
pub use quotation::{CueMention, Quotation, QuotationKind, Source, Via};
pub use state::{State, find};
