//! What the command line names: files, folders, standard input; and their bytes.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;

use ignore::WalkBuilder;

use crate::format::Format;
use crate::text::LONGEST_TEXT;
use crate::text::charset::{self, Decoded, SNIFFED};
use crate::workspace;

/// One thing to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Where its bytes are.
    pub place: Place,
    /// How it is written.
    pub format: Format,
    /// Whether the user named it, rather than a folder that holds it.
    pub named: bool,
}

/// Where the bytes of an input are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a file.
    File(PathBuf),
    /// On standard input; the path is the name that the user gave it.
    Stdin(Option<PathBuf>),
}

impl Place {
    /// What to call it in messages and records. Two names are never one: bytes that are no text are written out.
    pub fn name(&self) -> String {
        match self {
            Place::File(path) | Place::Stdin(Some(path)) => spelled(path),
            Place::Stdin(None) => "-".to_owned(),
        }
    }

    /// The path by which its configuration is found.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Place::File(path) => Some(path),
            Place::Stdin(path) => path.as_deref(),
        }
    }
}

/// A path as text, with bytes that are none as in `\xE9`.
fn spelled(path: &Path) -> String {
    let mut name = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        name.push_str(chunk.valid());
        name.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02X}")));
    }
    name
}

/// How to understand what the command line names.
#[derive(Debug, Clone, Default)]
pub struct Naming {
    /// The name of standard input, which tells its format and its configuration.
    pub stdin_name: Option<PathBuf>,
    /// The format of everything, whatever its name.
    pub format: Option<Format>,
}

/// What is found where the command line points.
#[derive(Debug)]
pub enum Found {
    /// Something to read.
    Input(Input),
    /// What was left out, for the user to know.
    Note(String),
    /// What cannot be read, and why.
    Trouble(String),
}

/// Calls `found` with everything that the paths name, in an order that does not depend on the file system. Stops when
/// `found` says so.
pub fn gather(paths: &[PathBuf], naming: &Naming, mut found: impl FnMut(Found) -> bool) {
    let mut seen = HashSet::new();
    for path in paths {
        let go_on = if path.as_os_str() == "-" {
            found(Found::Input(naming.stdin()))
        } else if path.is_dir() {
            walk(path, naming, paths.len() > 1, &mut seen, &mut found)
        } else if paths.len() > 1 && !is_new(path, &mut seen) {
            true
        } else {
            let format = naming.format.or_else(|| Format::from_path(path)).unwrap_or_default();
            found(Found::Input(Input { place: Place::File(path.clone()), format, named: true }))
        };
        if !go_on {
            return;
        }
    }
}

impl Naming {
    fn stdin(&self) -> Input {
        let by_name = || self.stdin_name.as_deref().and_then(Format::from_path);
        let format = self.format.or_else(by_name).unwrap_or_default();
        Input { place: Place::Stdin(self.stdin_name.clone()), format, named: true }
    }
}

fn walk(
    folder: &Path,
    naming: &Naming,
    may_repeat: bool,
    seen: &mut HashSet<PathBuf>,
    found: &mut impl FnMut(Found) -> bool,
) -> bool {
    let left_out = |path: &Path| {
        let name = Place::File(path.to_owned()).name();
        Found::Trouble(format!("{name}: this is no plain file, or longer than 1 MB; its folder is left out"))
    };
    if let Some(path) = workspace::blocked(folder) {
        return found(left_out(&path));
    }
    let (send, blocked) = channel();
    // A `.gitignore` counts outside of repositories too: a newsroom's folder need not be one.
    let walk = WalkBuilder::new(folder)
        .require_git(false)
        .sort_by_file_name(|a, b| a.cmp(b))
        .filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            let blocked = workspace::blocked_itself(entry.path()).filter(|_| is_folder);
            // Nobody hears of it where the walk was given up.
            blocked.map(|path| send.send(path)).is_none()
        })
        .build();
    for entry in walk {
        if let Ok(path) = blocked.try_recv()
            && !found(left_out(&without_dot(path)))
        {
            return false;
        }
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                if !found(Found::Trouble(error.to_string())) {
                    return false;
                }
                continue;
            }
        };
        let is_link = entry.path_is_symlink();
        if !is_link && !entry.file_type().is_some_and(|kind| kind.is_file()) {
            continue;
        }
        let path = entry.into_path();
        if is_link && let Leads::Nowhere(why) = Leads::of(&path, folder) {
            let text = format!("{}: left out: {why}", Place::File(without_dot(path)).name());
            if !found(Found::Note(text)) {
                return false;
            }
            continue;
        }
        let Some(by_name) = Format::from_path(&path) else { continue };
        if is_link && Leads::of(&path, folder) == Leads::ToWalked {
            continue;
        }
        if may_repeat && !is_new(&path, seen) {
            continue;
        }
        let format = naming.format.unwrap_or(by_name);
        if !found(Found::Input(Input { place: Place::File(without_dot(path)), format, named: false })) {
            return false;
        }
    }
    blocked.try_iter().all(|path| found(left_out(&without_dot(path))))
}

/// A path as people write it.
fn without_dot(path: PathBuf) -> PathBuf {
    path.strip_prefix("./").map(Path::to_owned).unwrap_or(path)
}

/// Where a link in a folder leads.
#[derive(Debug, PartialEq, Eq)]
enum Leads {
    /// To a file that is read through it.
    ToFile,
    /// To a file that the walk through the folder comes by itself.
    ToWalked,
    /// To nothing that is read, and why that should be said.
    Nowhere(&'static str),
}

impl Leads {
    fn of(link: &Path, folder: &Path) -> Leads {
        let is_article = |path: &Path| Format::from_path(path).is_some();
        let (Ok(target), Ok(folder)) = (link.canonicalize(), folder.canonicalize()) else {
            return match is_article(link) {
                true => Leads::Nowhere("this link leads nowhere"),
                false => Leads::ToWalked,
            };
        };
        match (target.is_file(), target.starts_with(folder)) {
            (true, true) if is_article(&target) => Leads::ToWalked,
            (true, _) => Leads::ToFile,
            (false, true) => Leads::ToWalked,
            (false, false) if target.is_dir() => Leads::Nowhere("this is a link to a folder; name it to have it read"),
            (false, false) if is_article(link) => Leads::Nowhere("this link leads to no file"),
            (false, false) => Leads::ToWalked,
        }
    }
}

fn is_new(path: &Path, seen: &mut HashSet<PathBuf>) -> bool {
    std::path::absolute(path).is_ok_and(|absolute| seen.insert(absolute))
}

/// Why there is no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// Not text at all.
    Binary,
    /// What went wrong, and where in the file if it has a place there.
    Failed(String),
}

impl Unreadable {
    /// The reason, as it follows the file's name and a colon.
    pub fn reason(&self) -> &str {
        match self {
            Unreadable::Binary => "this is a binary file; copydesk reads plain text, Markdown and HTML",
            Unreadable::Failed(reason) => reason,
        }
    }
}

/// Reads an input.
pub fn read(place: &Place) -> Result<Decoded, Unreadable> {
    let failed = |error: io::Error| Unreadable::Failed(in_words(&error));
    let bytes = match place {
        Place::File(path) => {
            if is_idle_pipe(path) {
                return Err(Unreadable::Failed(format!("{PIPE}; send the text to standard input and name -")));
            }
            let file = File::open(path).map_err(failed)?;
            let metadata = file.metadata().map_err(failed)?;
            if metadata.is_dir() {
                return Err(Unreadable::Failed("this is a folder".to_owned()));
            }
            read_bytes(file, metadata.len())?
        }
        Place::Stdin(_) => read_bytes(io::stdin().lock(), 0)?,
    };
    if charset::is_binary(&bytes) {
        return Err(Unreadable::Binary);
    }
    charset::decode(bytes).map_err(Unreadable::Failed)
}

/// Whether a path leads to a named pipe: to open one lasts until somebody writes. The pipes below `/dev` and `/proc`,
/// such as those of the shell's `<(…)`, are open already.
#[cfg(unix)]
pub fn is_idle_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    let is_open = ["/dev", "/proc"].into_iter().any(|folder| path.starts_with(folder));
    !is_open && path.metadata().is_ok_and(|metadata| metadata.file_type().is_fifo())
}

#[cfg(not(unix))]
pub fn is_idle_pipe(_path: &Path) -> bool {
    false
}

fn read_bytes(mut from: impl Read, length: u64) -> Result<Vec<u8>, Unreadable> {
    let failed = |error: io::Error| Unreadable::Failed(in_words(&error));
    let too_long = || Unreadable::Failed(TOO_LONG.to_owned());
    let longest = LONGEST_TEXT as u64;
    // The start tells a binary file before all of it is read: it may be long, or without an end.
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(longest)).unwrap_or(0) + 1);
    from.by_ref().take(SNIFFED as u64).read_to_end(&mut bytes).map_err(failed)?;
    if charset::is_binary(&bytes) {
        return Err(Unreadable::Binary);
    }
    if length > longest {
        return Err(too_long());
    }
    from.take(longest).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > LONGEST_TEXT {
        return Err(too_long());
    }
    Ok(bytes)
}

/// Reads a file that is no article, of at most so many bytes; says why not.
pub fn read_up_to(path: &Path, largest: u64) -> Result<Vec<u8>, String> {
    if is_idle_pipe(path) {
        return Err(PIPE.to_owned());
    }
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(largest + 1).read_to_end(&mut bytes));
    match read.map_err(|error| in_words(&error))? as u64 {
        length if length > largest => Err(format!("longer than {} MB", largest >> 20)),
        _ => Ok(bytes),
    }
}

/// What is said of a pipe that nobody writes to.
pub const PIPE: &str = "this is a pipe";

/// What is said of a text that is too long, behind what it is called.
pub const TOO_LONG: &str = "longer than 10 MB, and is not checked; split it, one article to a file";

/// An input or output error without the system's number.
pub fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_in_order_and_nothing_comes_twice() {
        let root = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = root.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        for name in ["b.md", "a.txt", "c/d.html", "picture.png", "old/e.txt", ".hidden.txt", "notes"] {
            write(name, "");
        }
        write(".gitignore", "old/\n");
        let paths = [root.path().to_owned(), root.path().join("a.txt"), root.path().join("notes"), PathBuf::from("-")];
        let mut found = Vec::new();
        gather(&paths, &Naming::default(), |input| {
            let Found::Input(input) = input else { panic!("{input:?}") };
            let name = input.place.name();
            let name = name.strip_prefix(root.path().to_str().unwrap()).map_or(&*name, |rest| &rest[1..]).to_owned();
            found.push((name, input.format, input.named));
            true
        });
        let expected = [
            ("a.txt", Format::Plain, false),
            ("b.md", Format::Markdown, false),
            ("c/d.html", Format::Html, false),
            ("notes", Format::Plain, true),
            ("-", Format::Plain, true),
        ];
        assert_eq!(found, expected.map(|(name, format, named)| (name.to_owned(), format, named)));
    }
}
