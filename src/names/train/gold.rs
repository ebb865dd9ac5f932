//! What a corpus marks.

use crate::names::name::NameKind;

/// What a marked span is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gold {
    /// A name that we keep.
    Name(NameKind),
    /// A people, a work, a product, a law.
    Other,
    /// Marked with a type that does not tell.
    Unclear,
    /// Marked as a person, and by others as none.
    Nobody,
}
