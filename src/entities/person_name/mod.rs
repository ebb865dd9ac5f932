//! Names of people: taken apart, compared, and each once in a table.

pub mod compare;
pub mod likely_gender;
pub mod parse;
pub mod table;
