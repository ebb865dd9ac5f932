#![doc = include_str!("ARCHITECTURE.md")]
// One call is excepted: `server/spare_memory` says why.
#![deny(unsafe_code)]

pub mod article;
pub mod attribution;
pub mod cli;
pub mod config;
pub mod coreference;
pub mod entities;
pub mod features;
pub mod format;
pub mod language;
pub mod names;
pub mod people;
pub mod prose;
pub mod quotations;
pub mod reporting;
pub mod rules;
pub mod server;
pub mod text;
pub mod workspace;

pub use article::Article;
