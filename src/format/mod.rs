//! From the text of a file to its prose.
//!
//! A format takes away what is not prose (front matter, code, tags, link targets) and remembers where each byte of the
//! rest came from. It never fails: markup that nobody can parse is prose.

mod block;
mod change;
mod elements;
mod flow;
mod front_matter;
mod html;
mod kind;
mod markdown;
mod nesting;
mod plain;
mod prose;
mod state;
mod templates;

pub use block::{Block, BlockKind, BlockStyle, Emphasis, Extent, Nesting};
pub use change::{Change, Edit};
pub use kind::Format;
pub use prose::{Comment, LINE_BREAK, Prose, ProseBuilder};
pub use state::State;

use state::first_bytes;

impl Format {
    /// The prose of `source`. Total: any text has a prose, if need be an empty one. Of a text longer than 1 GiB only the
    /// first 1 GiB is read, so that every offset fits.
    pub fn read(self, source: &str) -> Prose {
        let source = first_bytes(source);
        match self {
            Format::Plain => plain::read(source),
            Format::Markdown => markdown::read(source),
            Format::Html => html::read(source),
        }
    }
}
