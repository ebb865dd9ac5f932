//! Which files of a workspace are articles, and their texts.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use ignore::{DirEntry, WalkBuilder};

use crate::format::Format;
use crate::text::charset;

/// No article is longer; what is, is a dump or a book.
pub const LONGEST_FILE: u64 = 1 << 20;
/// So many files and folders are looked at. More has no newsroom, but perhaps a home folder.
const MOST_ENTRIES: usize = 500_000;

/// A file that may be an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// How it is written, by its name.
    pub format: Format,
    /// When it was changed, if the file system tells.
    pub modified: Option<SystemTime>,
    /// How long it is, in bytes.
    pub bytes: u64,
}

/// The articles in a folder and below it, the youngest first. What `.gitignore` and `.ignore` leave out, hidden files and
/// links are no articles here. Ends early, with what was found so far, once `wanted` is false.
pub fn find(folder: &Path, wanted: &dyn Fn() -> bool) -> Vec<Found> {
    let mut all = Vec::new();
    for entry in walk(folder).build().take(MOST_ENTRIES).filter_map(Result::ok) {
        if !wanted() {
            break;
        }
        all.extend(found(&entry));
    }
    all.sort_by(|one, other| other.modified.cmp(&one.modified).then_with(|| one.path.cmp(&other.path)));
    all
}

/// The article at a path below a folder, if a walk through the folder would find it.
pub fn find_one(folder: &Path, path: &Path) -> Option<Found> {
    let way = path.to_owned();
    let mut walk = walk(folder);
    // Only the folders on the way to it are entered.
    walk.filter_entry(move |entry| way.starts_with(entry.path()));
    let entry = walk.build().filter_map(Result::ok).find(|entry| entry.path() == path)?;
    found(&entry)
}

fn walk(folder: &Path) -> WalkBuilder {
    let mut walk = WalkBuilder::new(folder);
    // A `.gitignore` counts outside of repositories too: a newsroom's folder need not be one. What the user ignores
    // everywhere is written outside of the workspace.
    walk.require_git(false).git_global(false).max_filesize(Some(LONGEST_FILE));
    walk
}

fn found(entry: &DirEntry) -> Option<Found> {
    entry.file_type().filter(|kind| kind.is_file())?;
    let format = Format::from_path(entry.path())?;
    let metadata = entry.metadata().ok()?;
    Some(Found { path: entry.path().to_owned(), format, modified: metadata.modified().ok(), bytes: metadata.len() })
}

/// The text of a file; `None` if it cannot be read, is no text, or has become too long.
pub fn read(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(LONGEST_FILE + 1).read_to_end(&mut bytes).ok()?;
    if bytes.len() as u64 > LONGEST_FILE || charset::is_binary(&bytes) {
        return None;
    }
    charset::decode(bytes).ok().map(|decoded| decoded.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_alone_exactly_where_the_walk_finds_it() {
        let root = tempfile::tempdir().unwrap();
        let names = ["a.md", "desk/b.txt", "desk/old/c.html", "desk/d.csv", ".hidden/e.md", "drafts/f.md", "long.txt"];
        for name in names {
            let path = root.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            let text = if name == "long.txt" { "a ".repeat(1 << 20) } else { "Words.".to_owned() };
            std::fs::write(path, text).unwrap();
        }
        std::fs::write(root.path().join(".gitignore"), "drafts/\n").unwrap();
        let mut found: Vec<PathBuf> = find(root.path(), &|| true).into_iter().map(|found| found.path).collect();
        found.sort();
        assert_eq!(found, ["a.md", "desk/b.txt", "desk/old/c.html"].map(|name| root.path().join(name)));
        for name in names {
            let path = root.path().join(name);
            assert_eq!(find_one(root.path(), &path).map(|found| found.path), found.contains(&path).then_some(path));
        }
        assert_eq!(find(root.path(), &|| false), []);
        assert_eq!(read(&root.path().join("a.md")).as_deref(), Some("Words."));
        assert_eq!(read(&root.path().join("long.txt")), None);
    }
}
