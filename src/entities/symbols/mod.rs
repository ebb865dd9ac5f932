//! Words by number, in the form in which they are compared.

pub mod interner;
pub(crate) use crate::text::normalize;
