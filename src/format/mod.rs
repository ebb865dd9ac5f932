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
mod markdown;
mod memory;
mod nesting;
mod plain;
mod prose;
mod templates;

pub use block::{Block, BlockKind, BlockStyle, Emphasis, Extent, Nesting};
pub use change::{Change, Edit};
pub use memory::Memory;
pub use prose::{Comment, Prose, ProseBuilder};

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

/// What a format is called: by the endings of file names, by editors (the ids of their languages), and by users.
const NAMES: [(Format, &[&str]); 3] = [
    (Format::Plain, &["txt", "text", "plain", "plaintext"]),
    (Format::Markdown, &["md", "markdown", "mdown", "mkd", "mkdn", "mdx", "qmd", "quarto", "rmd", "rmarkdown"]),
    (Format::Html, &["html", "htm", "xhtml", "xht"]),
];

impl Format {
    /// The format that a client's language id names. An id that is not known here is plain text.
    pub fn from_language_id(id: &str) -> Format {
        Format::from_name(id).unwrap_or_default()
    }

    /// The format that a file's name tells, if it is one that copydesk reads.
    pub fn from_path(path: &Path) -> Option<Format> {
        Format::from_name(path.extension()?.to_str()?)
    }

    /// The format of that name, in letters of any size: `plain`, `markdown`, `html`, and what else stands for one of them.
    pub fn from_name(name: &str) -> Option<Format> {
        let is_named = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        NAMES.into_iter().find(|(_, names)| is_named(names)).map(|(format, _)| format)
    }

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

/// The beginning of a source, as much of it as is read.
fn first_bytes(source: &str) -> &str {
    at_most(source, 1 << 30)
}

/// The beginning of a text, of at most `limit` bytes.
fn at_most(source: &str, limit: usize) -> &str {
    if source.len() <= limit {
        return source;
    }
    // A character has at most four bytes, so one of these does not cut it.
    (0..4).find_map(|back| source.get(..limit.checked_sub(back)?)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_cut_between_characters() {
        assert_eq!(at_most("añ", 3), "añ");
        assert_eq!(at_most("añ", 2), "a");
        assert_eq!(at_most("ñ", 1), "");
        assert_eq!(at_most("🖊🖊", 7), "🖊");
        assert_eq!(at_most("a", 0), "");
    }

    #[test]
    fn formats_are_known_by_name_path_and_language() {
        assert_eq!(Format::from_path(Path::new("desk/pier.MD")), Some(Format::Markdown));
        assert_eq!(Format::from_path(Path::new("pier.htm")), Some(Format::Html));
        assert_eq!(Format::from_path(Path::new("pier")), None);
        for name in ["pier.mdx", "pier.qmd", "pier.Rmd", "pier.markdown"] {
            assert_eq!(Format::from_path(Path::new(name)), Some(Format::Markdown), "{name}");
        }
        assert_eq!(Format::from_path(Path::new("pier.xhtml")), Some(Format::Html));
        assert_eq!(Format::from_language_id("rmd"), Format::Markdown);
        assert_eq!(Format::from_path(Path::new("pier.jpg")), None);
        assert_eq!(Format::from_language_id("Markdown"), Format::Markdown);
        assert_eq!(Format::from_language_id("no such language"), Format::Plain);
        assert_eq!(Format::from_name("HTML"), Some(Format::Html));
        assert_eq!(Format::from_name("docx"), None);
    }
}
