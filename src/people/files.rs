//! The files that a `copydesk.toml` names.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::list::People;
use super::read::PeopleList;
use crate::config::{self, Loaded, Problem};

/// A larger file is no list. In bytes.
pub const LARGEST: u64 = 64 << 20;
/// So many lists are kept.
const MOST_KEPT: usize = 16;

/// Lists that were read, for when they are asked for again and their files hold what they held.
#[derive(Debug, Default)]
pub struct KeptLists(Mutex<FxHashMap<PathBuf, Arc<PeopleList>>>);

/// Reads the people that a configuration names. What is wrong with how it names them becomes a problem of the configuration;
/// what is wrong in the files stays with their lists.
pub fn load(loaded: &mut Loaded, kept: &KeptLists) -> People {
    let folder = loaded.path.parent().unwrap_or(Path::new("."));
    let mut lists = Vec::new();
    let mut seen = HashSet::new();
    for file in &loaded.config.people {
        match config::open(folder, &file.name, LARGEST, &mut seen) {
            Ok((path, bytes)) => lists.push(kept.list(path, &bytes)),
            Err(why) => {
                let message = format!("this people file is not in use: {why}");
                loaded.problems.push(Problem { span: file.span, message });
            }
        }
    }
    loaded.problems.sort_by_key(|problem| problem.span);
    People::new(lists)
}

impl KeptLists {
    fn list(&self, path: PathBuf, bytes: &[u8]) -> Arc<PeopleList> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&path).cloned();
        if let Some(known) = known.filter(|known| known.text().as_bytes() == bytes) {
            return known;
        }
        let list = Arc::new(PeopleList::read(path.clone(), bytes));
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(path, list.clone());
        list
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn files_that_hold_what_they_held_are_not_read_again() {
        let root = tempfile::tempdir().unwrap();
        let (toml, csv) = (root.path().join("copydesk.toml"), root.path().join("people.csv"));
        fs::write(&csv, "name\nAnn Holt\n").unwrap();
        let text = "people = [\"people.csv\", \"none.csv\", \"../people.csv\", \"././people.csv\"]\n";
        fs::write(&toml, text).unwrap();
        let kept = KeptLists::default();
        let read = || {
            let mut loaded = config::load(&toml, &[]).unwrap();
            let people = load(&mut loaded, &kept);
            (people, loaded.problems)
        };
        let (first, problems) = read();
        let problems: Vec<_> =
            problems.iter().map(|problem| (problem.span.slice(text), problem.message.as_str())).collect();
        let twice = "this people file is not in use: it is in use already";
        let outside = "this people file is not in use: it must lie in the folder of copydesk.toml or below it";
        assert_eq!(
            problems,
            [
                ("\"none.csv\"", "this people file is not in use: there is no such file"),
                ("\"../people.csv\"", outside),
                ("\"././people.csv\"", twice),
            ]
        );
        assert_eq!(first, read().0);
        fs::write(&csv, "name\nBob Hale\n").unwrap();
        let (second, _) = read();
        assert_ne!(first, second);
        assert_eq!(second.named("bob hale").count(), 1);
    }
}
