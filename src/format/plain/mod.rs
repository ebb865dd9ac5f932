//! Plain text: all of it is prose, and the map back is the identity. Only front matter stands in no block.
//!
//! What needs thought is where a paragraph ends. Copy pasted from the wires parts paragraphs with a blank line, copy
//! from a word processor with a single line break, and mail wraps its lines at some 72 columns without ending the
//! paragraph. So a line break between two lines of text is looked at: a line that breaks off in the middle of a
//! sentence has been wrapped; and in a text that has many such lines, so has every line whose next word would not have
//! fitted.

mod lines;
mod memory;
mod paragraphs;
mod wrapping;

pub use memory::Memory;

use super::prose::Prose;

/// The prose of plain text: the text itself.
pub fn read(source: &str) -> Prose {
    Memory::default().read(source)
}
