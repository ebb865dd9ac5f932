//! Something with its place in a sentence.

use crate::prose::TokenIndex;

/// Something at a token, counted from the sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct At<T> {
    /// The token.
    pub at: TokenIndex,
    /// What is there.
    pub what: T,
}
