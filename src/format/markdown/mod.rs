//! Markdown: CommonMark with tables, footnotes, strikethrough, task lists and front matter.
//!
//! What is read: paragraphs, headings, items, cells and footnotes, with their marks mapped away and their references
//! and escapes decoded. A line break inside a paragraph is a space. Code inside a line is U+FFFC, code blocks and link
//! targets are not read. The description of a picture is a caption where the picture begins a paragraph; inside a
//! sentence it is not read. HTML is read as [`super::html`] reads it. Quotation marks stay as they were typed.

mod memory;
mod stretch;
mod words;

pub use memory::Memory;

use super::prose::{Prose, ProseBuilder};
use stretch::read_stretch;

/// The prose of a Markdown file.
pub fn read(source: &str) -> Prose {
    read_stretch(ProseBuilder::with_capacity(source.len()), source, 0..source.len()).0.finish()
}
