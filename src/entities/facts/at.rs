//! Something with its place in a sentence.

use crate::prose::TokenOffset;

/// Something at a token, counted from the sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct At<T> {
    /// The token.
    pub at: TokenOffset,
    /// What is there.
    pub what: T,
}
