//! Entries that silence findings.

use std::path::Path;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

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
struct FileGlob(GlobSet);

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

    /// Whether it names no rule and no words: then nothing in its files is reported.
    pub fn is_whole_file(&self) -> bool {
        self.rule.is_none() && self.words.is_none()
    }

    /// Whether it speaks of this file, given relative to the folder of the configuration.
    pub fn fits_file(&self, file: &Path) -> bool {
        self.file.as_ref().is_none_or(|glob| glob.0.is_match(file))
    }

    /// Whether it silences a finding of `rule` about `words`, in a file that it fits. The finding's words begin with
    /// the entry's; white space of any kind and length is the same.
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
        let pattern = if anchored { pattern.to_owned() } else { format!("**/{pattern}") };
        let mut set = GlobSetBuilder::new();
        for pattern in [pattern.clone(), format!("{pattern}/**")] {
            let glob = GlobBuilder::new(&pattern).literal_separator(true).build();
            set.add(glob.map_err(|error| error.kind().to_string())?);
        }
        set.build().map(FileGlob).map_err(|error| error.kind().to_string())
    }
}

/// Whether `words` begin with `own`, which has single spaces. Takes no longer than `own` is long.
fn begin_with(words: &str, own: &str) -> bool {
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
        assert!(Ignore::new(Some("a[b"), None, None, SourceSpan::empty(0)).is_err());
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
