//! From the text of a file to its prose.
//!
//! A format takes away what is not prose (front matter, code, tags, link targets) and remembers where each byte of the
//! rest came from. It never fails: markup that nobody can parse is prose.

mod elements;
mod flow;
mod front_matter;
mod html;
mod markdown;
mod plain;
mod prose;

pub use prose::{Block, BlockKind, Comment, Prose, ProseBuilder};

use std::path::Path;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Format {
    /// Text as it stands.
    #[default]
    Plain,
    /// CommonMark with tables, footnotes and front matter.
    Markdown,
    /// An HTML page or fragment.
    Html,
}

impl Format {
    /// The format that a client's language id names. An id that is not known here is plain text.
    pub fn from_language_id(id: &str) -> Format {
        match id.to_ascii_lowercase().as_str() {
            "markdown" | "md" | "mdx" | "quarto" | "rmd" => Format::Markdown,
            "html" | "xhtml" | "htm" => Format::Html,
            _ => Format::Plain,
        }
    }

    /// The format that a file's name tells, if it is one that copydesk reads.
    pub fn from_path(path: &Path) -> Option<Format> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Format::Plain),
            "md" | "markdown" | "mdown" | "mkd" => Some(Format::Markdown),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            _ => None,
        }
    }

    /// The format of that name (`plain`, `markdown`, `html`), as the command line and the records spell it.
    pub fn from_name(name: &str) -> Option<Format> {
        match name.to_ascii_lowercase().as_str() {
            "plain" | "text" | "txt" | "plaintext" => Some(Format::Plain),
            "markdown" | "md" => Some(Format::Markdown),
            "html" | "htm" => Some(Format::Html),
            _ => None,
        }
    }

    /// The prose of `source`. Total: any text has a prose, if need be an empty one.
    pub fn read(self, source: &str) -> Prose {
        match self {
            Format::Plain => plain::read(source),
            Format::Markdown => markdown::read(source),
            Format::Html => html::read(source),
        }
    }
}
