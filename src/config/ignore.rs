//! Entries that silence findings.

use std::path::{Component, MAIN_SEPARATOR, Path};

use super::glob::Glob;

/// An entry of `ignore`. What it leaves out fits everything, so an entry with a file only silences the whole file.
///
/// In `copydesk.toml` it is a table with the keys `file`, `rule` and `words`; a string stands for a table with `file`
/// only:
///
/// ```toml
/// ignore = ["drafts/**", { file = "column.md", rule = "unattributed-quote" }]
/// ```
///
/// or, at the end of the file, one block for each entry (TOML does not allow both ways in one file):
///
/// ```toml
/// [[ignore]]
/// file = "2026/harbour.txt"
/// rule = "unattributed-quote"
/// words = "We asked twice"
/// ```
#[derive(Debug, Clone)]
pub struct Ignore {
    file: Option<FileGlob>,
    rule: Option<String>,
    words: Option<String>,
    /// Where the entry stands in `copydesk.toml`, in bytes.
    pub span: crate::text::SourceSpan,
}

#[derive(Debug, Clone)]
enum FileGlob {
    /// One file or folder, with `/` between folders.
    Named(String),
    /// A pattern.
    Pattern(Glob),
}

impl Ignore {
    /// An entry; `Err` tells what is wrong with the glob.
    pub(super) fn new(
        file: Option<&str>,
        rule: Option<String>,
        words: Option<&str>,
        span: crate::text::SourceSpan,
    ) -> Result<Ignore, String> {
        let file = file.map(FileGlob::new).transpose()?;
        Ok(Ignore { file, rule, words: words.map(one_spaced), span })
    }

    /// An entry for any file with a rule and, unless it is for all findings of that rule, the words that one begins with.
    pub fn of_finding(rule: &str, words: Option<&str>) -> Ignore {
        let span = crate::text::SourceSpan::empty(0);
        Ignore { file: None, rule: Some(rule.to_owned()), words: words.map(one_spaced), span }
    }

    /// Whether it names no rule and no words: then nothing in its files is reported.
    pub fn is_whole_file(&self) -> bool {
        self.rule.is_none() && self.words.is_none()
    }

    /// Whether it speaks of this file, given relative to the folder of the configuration.
    pub fn fits_file(&self, file: &Path) -> bool {
        self.file.as_ref().is_none_or(|glob| glob.fits(file))
    }

    /// Whether it names this file, given relative to the folder of the configuration, and can fit no other.
    pub fn names(&self, file: &Path) -> bool {
        match &self.file {
            Some(FileGlob::Named(name)) => with_slashes(file).is_some_and(|file| file == *name),
            Some(FileGlob::Pattern(_)) | None => false,
        }
    }

    /// Whether it names no file.
    pub fn is_for_any_file(&self) -> bool {
        self.file.is_none()
    }

    /// Whether it is about exactly this rule and these words.
    pub fn says(&self, rule: &str, words: Option<&str>) -> bool {
        self.rule.as_deref() == Some(rule) && self.words == words.map(one_spaced)
    }

    /// The rule that it silences; `None` for all.
    pub fn rule(&self) -> Option<&str> {
        self.rule.as_deref()
    }

    /// The words that it silences; `None` for all.
    pub fn words(&self) -> Option<&str> {
        self.words.as_deref()
    }

    /// Whether it silences a finding of `rule` in a file that it fits. `words` is the file's text from the finding on;
    /// it begins with the entry's words. White space of any kind and length is the same.
    pub fn fits_finding(&self, rule: &str, words: &str) -> bool {
        self.rule.as_deref().is_none_or(|own| own == rule)
            && self.words.as_deref().is_none_or(|own| begin_with(words, own))
    }
}

impl FileGlob {
    /// As in `.gitignore`: a pattern without a slash inside fits at any depth, and one that fits a folder fits all that
    /// is in it.
    fn new(pattern: &str) -> Result<FileGlob, String> {
        let anchored = pattern.trim_end_matches('/').contains('/');
        let pattern = pattern.trim_start_matches("./").trim_start_matches('/').trim_end_matches('/');
        if pattern.is_empty() {
            return Err("it is empty".to_owned());
        }
        if let Some(name) = unescaped(pattern).filter(|_| anchored) {
            return Ok(FileGlob::Named(name));
        }
        let pattern = if anchored { pattern.to_owned() } else { format!("**/{pattern}") };
        Glob::new(&pattern).map(FileGlob::Pattern).map_err(str::to_owned)
    }

    fn fits(&self, file: &Path) -> bool {
        match self {
            // A file that does not lie below the configuration may be meant by its name.
            FileGlob::Pattern(glob) => match with_slashes(file) {
                Some(file) => glob.fits(&file),
                None => glob.fits(&file.to_string_lossy().replace(MAIN_SEPARATOR, "/")),
            },
            FileGlob::Named(name) => with_slashes(file).is_some_and(|file| {
                let inside = file.strip_prefix(name.as_str());
                inside.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            }),
        }
    }
}

/// The glob that fits this file and no other; `None` for a path that is not below the configuration, or no text.
pub(super) fn glob_of(file: &Path) -> Option<String> {
    let path = with_slashes(file)?;
    // Without a slash it would fit files of that name in all folders.
    let mut glob = if path.contains('/') { String::new() } else { "./".to_owned() };
    for character in path.chars() {
        match character {
            '*' | '?' | '[' | ']' | '{' | '}' | '\\' => glob.extend(['[', character, ']']),
            _ => glob.push(character),
        }
    }
    Some(glob)
}

/// The path that a glob stands for, if each of its characters stands for one only.
fn unescaped(glob: &str) -> Option<String> {
    let mut path = String::new();
    let mut rest = glob.chars();
    while let Some(character) = rest.next() {
        match character {
            '[' => match (rest.next()?, rest.next()?) {
                ('!' | '^', _) => return None,
                (escaped, ']') => path.push(escaped),
                _ => return None,
            },
            '*' | '?' | '{' | '}' | '\\' => return None,
            _ => path.push(character),
        }
    }
    Some(path)
}

/// A relative path with `/` between folders; `None` for any other, and for one that is no text.
fn with_slashes(file: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = file
        .components()
        .map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect();
    parts.filter(|parts| !parts.is_empty()).map(|parts| parts.join("/"))
}

/// Whether `words` begin with `own`, which has single spaces; the last of them may be cut. Takes no longer than `own`
/// is long.
pub fn begin_with(words: &str, own: &str) -> bool {
    let mut words = words.split_whitespace();
    let mut own = own.split(' ').peekable();
    while let Some(part) = own.next() {
        let Some(word) = words.next() else { return false };
        let fits = if own.peek().is_some() { word == part } else { word.starts_with(part) };
        if !fits {
            return false;
        }
    }
    true
}

fn one_spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceSpan;

    fn check(glob: &str, fits: &[&str], not: &[&str]) {
        let entry = Ignore::new(Some(glob), None, None, SourceSpan::empty(0)).unwrap();
        for path in fits {
            assert!(entry.fits_file(Path::new(path)), "{glob} fits {path}");
        }
        for path in not {
            assert!(!entry.fits_file(Path::new(path)), "{glob} does not fit {path}");
        }
    }

    #[test]
    fn globs_mean_what_gitignore_says() {
        check("drafts/**", &["drafts/a.md", "drafts/b/c.md"], &["old/drafts/a.md", "drafts.md"]);
        check("drafts", &["drafts/a.md", "old/drafts/a.md"], &["drafts.md"]);
        check("drafts/", &["drafts/a.md", "old/drafts/a.md"], &["drafts.md"]);
        check("*.html", &["a.html", "b/c.html"], &["a.md"]);
        check("/a*.md", &["ab.md"], &["b/ab.md", "a/b.md"]);
        check("news/a", &["news/a", "news/a/b.md"], &["news/ab.md", "old/news/a"]);
        for empty in ["", "/", "./", "//"] {
            assert!(
                Ignore::new(Some(empty), None, None, SourceSpan::empty(0)).is_err(),
                "{empty:?} would fit everything"
            );
        }
        assert!(Ignore::new(Some("a[b"), None, None, SourceSpan::empty(0)).is_err());
    }

    #[test]
    fn a_file_that_is_named_exactly_is_known_from_a_pattern() {
        let named = |glob: &str, file: &str| {
            Ignore::new(Some(glob), None, None, SourceSpan::empty(0)).unwrap().names(Path::new(file))
        };
        assert!(named("./a.md", "a.md"));
        assert!(named("news/a.md", "news/a.md"));
        assert!(!named("news/a.md", "news/b.md"));
        for pattern in ["a.md", "news/*.md", "news/{a,b}.md", "news/[!].md]", "news/[ab].md"] {
            assert!(!named(pattern, "a.md") && !named(pattern, "news/a.md"), "{pattern} is a pattern");
        }
        assert!(!Ignore::new(None, None, Some("x"), SourceSpan::empty(0)).unwrap().names(Path::new("a.md")));
    }

    #[test]
    fn the_glob_of_a_file_fits_it_and_no_other() {
        for file in ["a.md", "news/a.md", "a[1].md", "news/{x} *?.md", "b!]/[[^.md", "a\u{E4} b.md"] {
            let glob = glob_of(Path::new(file)).unwrap();
            let entry = Ignore::new(Some(&glob), None, None, SourceSpan::empty(0)).unwrap();
            assert!(entry.fits_file(Path::new(file)) && entry.names(Path::new(file)), "{file}: {glob}");
            assert!(!entry.fits_file(&Path::new("sub").join(file)), "{glob}");
        }
        assert_eq!(glob_of(Path::new("a.md")).as_deref(), Some("./a.md"));
        assert_eq!(glob_of(Path::new("/news/a.md")), None);
        assert_eq!(glob_of(Path::new("../a.md")), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_backslash_in_a_name_is_no_escape() {
        let file = Path::new("a\\b.md");
        let entry = Ignore::new(glob_of(file).as_deref(), None, None, SourceSpan::empty(0)).unwrap();
        assert!(entry.fits_file(file) && entry.names(file));
    }

    #[test]
    fn words_fit_however_they_are_spaced() {
        let words = Some("We asked\ntwice");
        let entry = Ignore::new(None, Some("unattributed-quote".into()), words, SourceSpan::empty(0)).unwrap();
        assert!(entry.fits_finding("unattributed-quote", "We asked  twice and waited"));
        assert!(!entry.fits_finding("unbalanced-quote", "We asked twice"));
        assert!(!entry.fits_finding("unattributed-quote", "They asked twice"));
    }
}
