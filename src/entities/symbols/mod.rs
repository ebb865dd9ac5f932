//! Words by number, in the form in which they are compared.

pub mod interner;
pub mod wording;
pub(crate) use crate::text::normalize;
