//! What is wrong with a file that a user wrote.

use crate::text::SourceSpan;

/// A part of a configuration or of a list that nobody can understand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands, in bytes of the file's text.
    pub span: SourceSpan,
    /// What is wrong and what would be right, one sentence without a period.
    pub message: String,
}
