//! How a file is written: the formats and their names.

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

/// What a format is called: by the endings of file names, by editors (the ids of their languages), and by users. The first
/// so many are what files end in.
const NAMES: [(Format, usize, &[&str]); 3] = [
    (Format::Plain, 2, &["txt", "text", "plain", "plaintext"]),
    (Format::Markdown, 8, &["md", "markdown", "mdown", "mkd", "mkdn", "mdx", "qmd", "rmd", "quarto", "rmarkdown"]),
    (Format::Html, 4, &["html", "htm", "xhtml", "xht"]),
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
        NAMES.into_iter().find(|(_, _, names)| is_named(names)).map(|(format, ..)| format)
    }

    /// What the names of articles end in.
    pub fn endings() -> impl Iterator<Item = &'static str> {
        NAMES.into_iter().flat_map(|(_, files, names)| names.iter().copied().take(files))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let endings: Vec<&str> = Format::endings().collect();
        assert!(endings.contains(&"rmd") && !endings.contains(&"plain") && !endings.contains(&"quarto"), "{endings:?}");
    }
}
