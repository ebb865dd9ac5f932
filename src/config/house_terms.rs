//! The terms that a `copydesk.toml` names: its own, and those of lists beside it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::named_file::{NamedFile, open};
use super::problem::Problem;
use super::term::Term;
use super::term_file;
use super::terms::Terms;

/// What a `copydesk.toml` says of terms.
#[derive(Debug, Clone, Default)]
pub struct HouseTerms {
    /// Its own.
    pub(super) entries: Vec<Term>,
    /// The files with lists.
    pub(super) files: Vec<NamedFile>,
    all: Arc<Terms>,
}

/// A list as it was read.
#[derive(Debug, Clone)]
pub struct TermList {
    /// The file.
    pub path: PathBuf,
    /// Its text, into which the problems' spans point.
    pub text: String,
    /// What could not be understood; the rest is used.
    pub problems: Vec<Problem>,
}

/// A larger file is no list, and no configuration.
pub const LARGEST: u64 = 16_000_000;

impl HouseTerms {
    /// All terms, ready to be looked for.
    pub fn all(&self) -> &Terms {
        &self.all
    }

    /// The files with lists.
    pub fn files(&self) -> &[NamedFile] {
        &self.files
    }

    /// Whether a file is one of the lists. `file` is relative to the folder of the configuration.
    pub fn is_list(&self, file: &Path) -> bool {
        self.files.iter().any(|list| list.is(file))
    }

    /// Makes its own terms ready to be looked for.
    pub(super) fn index_entries(&mut self) {
        self.all = Arc::new(Terms::new(self.entries.iter().cloned()));
    }

    /// Reads the lists, which lie in the folder of the configuration or below it. Gives them with what is wrong in them, and
    /// what is wrong with how they are named.
    pub(super) fn read(&mut self, folder: &Path) -> (Vec<TermList>, Vec<Problem>) {
        if self.files.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let mut terms = self.entries.clone();
        let (mut lists, mut problems) = (Vec::new(), Vec::new());
        let mut seen = HashSet::new();
        for file in &self.files {
            let opened = open(folder, &file.name, LARGEST, &mut seen).and_then(|(path, bytes)| {
                let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
                Ok((path, text))
            });
            match opened {
                Ok((path, text)) => {
                    let (found, problems) = term_file::read(&text);
                    terms.extend(found);
                    lists.push(TermList { path, text, problems });
                }
                Err(why) => {
                    problems.push(Problem { span: file.span, message: format!("this list is not in use: {why}") })
                }
            }
        }
        self.all = Arc::new(Terms::new(terms));
        (lists, problems)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::load;
    use super::*;

    #[test]
    fn lists_are_read_from_the_folder_of_the_configuration_and_from_nowhere_else() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("news");
        fs::create_dir(&folder).unwrap();
        fs::write(root.path().join("outside.csv"), "words\nquay\n").unwrap();
        fs::write(folder.join("terms.csv"), "words,use\nper cent,percent\n,\"\"\nx,y\n").unwrap();
        let text = "terms = [\"terms.csv\", \"none.csv\", \"../outside.csv\", { words = \"quay\" }]\n";
        fs::write(folder.join("copydesk.toml"), text).unwrap();
        let loaded = load::load(&folder.join("copydesk.toml"), &[]).unwrap();
        let problems: Vec<_> =
            loaded.problems.iter().map(|problem| (problem.span.slice(text), problem.message.as_str())).collect();
        assert_eq!(
            problems,
            [
                ("\"none.csv\"", "this list is not in use: there is no such file"),
                (
                    "\"../outside.csv\"",
                    "this list is not in use: it must lie in the folder of copydesk.toml or below it"
                ),
            ]
        );
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(root.path().join("outside.csv"), folder.join("inside.csv")).unwrap();
            let (lists, problems) = load::load(&folder.join("copydesk.toml"), &[])
                .map(|mut loaded| {
                    loaded.config.terms.files.iter_mut().for_each(|file| file.name = "inside.csv".to_owned());
                    loaded.config.terms.read(&folder)
                })
                .unwrap();
            assert_eq!((lists.len(), problems.len()), (0, 3), "nor through a link");
        }
        assert_eq!(loaded.lists.len(), 1);
        let found = loaded.config.terms.all().find("40 per cent of the quay");
        assert_eq!(found.len(), 2);
        assert!(loaded.config.is_list(Path::new("terms.csv")));
    }
}
