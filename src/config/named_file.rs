//! Files that a `copydesk.toml` names.

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

use crate::text::SourceSpan;

/// A file as a `copydesk.toml` names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFile {
    /// Relative to the folder of the configuration.
    pub name: String,
    /// Where the name stands.
    pub span: SourceSpan,
}

impl NamedFile {
    /// Where it is; `None` if a configuration may not name it. `folder` is that of the configuration.
    pub fn path(&self, folder: &Path) -> Option<PathBuf> {
        is_inside(&self.name).then(|| folder.join(self.name.trim_start_matches("./")))
    }

    /// Whether it is that file, seen from the folder of the configuration.
    pub fn is(&self, file: &Path) -> bool {
        Path::new(self.name.trim_start_matches("./")) == file
    }
}

/// Whether a name leads to a place in the folder of the configuration or below it, links aside.
fn is_inside(name: &str) -> bool {
    Path::new(name).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// Reads a file that a configuration in `folder` names, or says why not. A configuration may come with somebody else's
/// folder: it names no file outside of its own, be it through a link, nothing that is no plain file, and none again that was
/// `seen`, by whatever name.
pub fn open(
    folder: &Path,
    name: &str,
    largest: u64,
    seen: &mut HashSet<PathBuf>,
) -> Result<(PathBuf, Vec<u8>), String> {
    let outside = || "it must lie in the folder of copydesk.toml or below it".to_owned();
    if !is_inside(name) {
        return Err(outside());
    }
    let in_words = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        _ => error.to_string(),
    };
    let path = folder.join(name);
    let real = path.canonicalize().map_err(in_words)?;
    if !real.starts_with(folder.canonicalize().map_err(in_words)?) {
        return Err(outside());
    }
    let about = real.metadata().map_err(in_words)?;
    if !about.is_file() || about.len() > largest {
        return Err("it is no file, or too large".to_owned());
    }
    if seen.contains(&real) {
        return Err("it is in use already".to_owned());
    }
    let bytes = fs::read(&real).map_err(in_words)?;
    seen.insert(real);
    Ok((path, bytes))
}
