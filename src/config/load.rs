//! Finding and reading `copydesk.toml`.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::{fmt, fs};

use super::house_terms::{LARGEST, TermList};
use super::problem::Problem;
use super::values::Config;

/// The name of a configuration file.
pub const FILE_NAME: &str = "copydesk.toml";

/// A configuration file as read: with its problems, the rest is in use.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The file.
    pub path: PathBuf,
    /// Its text, into which the problems' spans point.
    pub text: String,
    /// What it says.
    pub config: Config,
    /// What could not be understood.
    pub problems: Vec<Problem>,
    /// The lists of terms that it names.
    pub lists: Vec<TermList>,
}

impl Loaded {
    /// The configuration with this text, and the lists that it names. `rules` are the names that exist.
    pub fn of(path: PathBuf, text: String, rules: &[&str]) -> Loaded {
        let (mut config, mut problems) = Config::parse(&text, rules);
        let (lists, unread) = config.terms.read(path.parent().unwrap_or(Path::new(".")));
        problems.extend(unread);
        problems.sort_by_key(|problem| problem.span);
        Loaded { path, text, config, problems, lists }
    }

    /// `file` as seen from the configuration's folder, for `ignore`; unchanged where it lies elsewhere.
    pub fn relative<'f>(&self, file: &'f Path) -> std::borrow::Cow<'f, Path> {
        let (Some(folder), Ok(absolute)) = (self.path.parent(), std::path::absolute(file)) else { return file.into() };
        let Ok(folder) = std::path::absolute(folder) else { return file.into() };
        absolute.strip_prefix(folder).map_or(file.into(), |relative| relative.to_owned().into())
    }
}

/// Why a configuration file cannot be used at all.
#[derive(Debug)]
pub struct LoadError {
    /// The file.
    pub path: PathBuf,
    /// What went wrong.
    pub error: io::Error,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.error)
    }
}

impl std::error::Error for LoadError {}

/// The nearest `copydesk.toml` in the folder of `path` or above it, but not above the repository or the user's home, nor
/// through a link that leads out of there. For a folder, its own counts. `path` need not exist.
pub fn find_for(path: &Path) -> Option<PathBuf> {
    find_among(path, is_configuration, is_top)
}

/// The same, where `exists` says which files there are, and `is_top` above which folder nobody looks, nor through a link.
pub fn find_among(path: &Path, exists: impl Fn(&Path) -> bool, is_top: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    let first = if path.is_dir() { Some(path.as_path()) } else { path.parent() };
    let folders: Vec<&Path> = first?.ancestors().collect();
    let top = folders.iter().position(|folder| is_top(folder));
    let below = folders.get(..=top.unwrap_or(folders.len().checked_sub(1)?))?;
    let top = top.and_then(|top| folders.get(top));
    let files = below.iter().map(|folder| folder.join(FILE_NAME));
    files.into_iter().find(|file| exists(file) && top.is_none_or(|top| !leaves(file, top)))
}

/// Whether a file is a link that leads out of a folder.
fn leaves(file: &Path, folder: &Path) -> bool {
    file.is_symlink()
        && !matches!((file.canonicalize(), folder.canonicalize()), (Ok(file), Ok(folder)) if file.starts_with(&folder))
}

/// Whether a folder is the top of a repository, or the user's home: what lies above is somebody else's.
pub fn is_top(folder: &Path) -> bool {
    let is_repository = || [".git", ".hg", ".jj"].iter().any(|name| folder.join(name).exists());
    std::env::home_dir().is_some_and(|home| home == folder) || is_repository()
}

/// Whether there is a configuration file at a path. A link to a file of another name is none: what is wrong with a
/// configuration is told with its values, and another file's are nobody's business.
pub fn is_configuration(path: &Path) -> bool {
    let is_link = path.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
    let named_so = || path.canonicalize().is_ok_and(|target| target.file_name() == path.file_name());
    path.is_file() && (!is_link || named_so())
}

/// Reads a configuration file. `rules` are the names that exist.
pub fn load(path: &Path, rules: &[&str]) -> Result<Loaded, LoadError> {
    let failed = |error| LoadError { path: path.to_owned(), error };
    let mut bytes = Vec::new();
    // Whatever its length is said to be: it may be a pipe.
    let read = fs::File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    if read.map_err(failed)? as u64 > LARGEST {
        return Err(failed(io::Error::other("longer than 16 MB")));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = 1 + error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|&&b| b == b'\n').count();
        failed(io::Error::new(io::ErrorKind::InvalidData, format!("line {line} is not UTF-8")))
    })?;
    Ok(Loaded::of(path.to_owned(), text, rules))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_file_above_wins_and_paths_are_seen_from_it() {
        let root = tempfile::tempdir().unwrap();
        let deep = root.path().join("a/b");
        fs::create_dir_all(&deep).unwrap();
        fs::write(root.path().join(FILE_NAME), "").unwrap();
        assert_eq!(find_for(&deep.join("new.txt")), Some(root.path().join(FILE_NAME)));
        fs::write(root.path().join("a").join(FILE_NAME), "profile = \"desk\"").unwrap();
        let found = find_for(&deep).unwrap();
        assert_eq!(found, root.path().join("a").join(FILE_NAME));
        let loaded = load(&found, &[]).unwrap();
        assert_eq!(loaded.relative(&deep.join("new.txt")), Path::new("b/new.txt"));
        fs::create_dir(deep.join(".git")).unwrap();
        assert_eq!(find_for(&deep.join("new.txt")), None, "not above the repository");
        #[cfg(unix)]
        {
            let link = deep.join(FILE_NAME);
            std::os::unix::fs::symlink(root.path().join(FILE_NAME), &link).unwrap();
            assert_eq!(find_for(&deep.join("new.txt")), None, "nor through a link that leads out of it");
            fs::remove_file(&link).unwrap();
            fs::create_dir(deep.join("shared")).unwrap();
            fs::write(deep.join("shared").join(FILE_NAME), "").unwrap();
            std::os::unix::fs::symlink(deep.join("shared").join(FILE_NAME), &link).unwrap();
            assert_eq!(find_for(&deep.join("new.txt")), Some(link));
        }
        let elsewhere = root.path().join("c.txt");
        assert_eq!(loaded.relative(&elsewhere), elsewhere);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named_with_the_place() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join(FILE_NAME);
        fs::write(&path, b"profile = \"desk\"\npeople = [\"\xE9\"]").unwrap();
        let error = load(&path, &[]).unwrap_err().to_string();
        assert_eq!(error, format!("{}: line 2 is not UTF-8", path.display()));
        assert!(load(&root.path().join("none.toml"), &[]).is_err());
    }
}
