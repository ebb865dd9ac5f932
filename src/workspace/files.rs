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
/// What a walk through a folder reads of it.
const IGNORE_FILES: [&str; 3] = [".gitignore", ".ignore", ".git/info/exclude"];
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
    if blocked(folder).is_some() {
        return all;
    }
    for entry in walk(folder, |_| true).build().take(MOST_ENTRIES).filter_map(Result::ok) {
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
    if blocked(folder).is_some() {
        return None;
    }
    let way = path.to_owned();
    // Only the folders on the way to it are entered.
    let walk = walk(folder, move |entry| way.starts_with(entry));
    let entry = walk.build().filter_map(Result::ok).find(|entry| entry.path() == path)?;
    found(&entry)
}

/// What would hold up a walk that begins in a folder: in it or above it.
pub fn blocked(folder: &Path) -> Option<PathBuf> {
    let folder = folder.canonicalize().ok()?;
    folder.ancestors().find_map(blocked_itself)
}

/// What would hold up a walk that enters a folder: something that says what is to be ignored and is a pipe, a device, or without
/// an end, be it through a link. Reading it could last for ever.
pub fn blocked_itself(folder: &Path) -> Option<PathBuf> {
    let holds_up = |path: &PathBuf| {
        let about = path.metadata();
        about.is_ok_and(|about| !about.is_dir() && (!about.is_file() || about.len() > LONGEST_FILE))
    };
    IGNORE_FILES.iter().map(|name| folder.join(name)).find(holds_up)
}

fn walk(folder: &Path, wanted: impl Fn(&Path) -> bool + Send + Sync + 'static) -> WalkBuilder {
    let mut walk = WalkBuilder::new(folder);
    walk.filter_entry(move |entry| {
        wanted(entry.path())
            && (!entry.file_type().is_some_and(|kind| kind.is_dir()) || blocked_itself(entry.path()).is_none())
    });
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
        // What is to be ignored would be read to its end.
        let endless = std::fs::File::create(root.path().join("desk/.ignore")).unwrap();
        endless.set_len(LONGEST_FILE + 1).unwrap();
        let found: Vec<PathBuf> = find(root.path(), &|| true).into_iter().map(|found| found.path).collect();
        assert_eq!(found, [root.path().join("a.md")]);
        assert_eq!(find_one(root.path(), &root.path().join("desk/b.txt")), None);
        assert_eq!(find(&root.path().join("desk/old"), &|| true), []);
        std::fs::remove_file(root.path().join("desk/.ignore")).unwrap();
        assert_eq!(read(&root.path().join("a.md")).as_deref(), Some("Words."));
        assert_eq!(read(&root.path().join("long.txt")), None);
    }
}
