//! How much of a document's text the server has.

use crate::text::LONGEST_TEXT;

/// What is held of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// All of it, as it is in the editor.
    All,
    /// Nothing: a change could not be read.
    OutOfStep,
    /// Nothing: it is longer than what is checked.
    TooLong,
}

impl Held {
    /// What is held of a text of that many bytes.
    pub fn of(length: usize) -> Held {
        if length > LONGEST_TEXT { Held::TooLong } else { Held::All }
    }
}
