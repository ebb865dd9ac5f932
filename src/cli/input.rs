//! What the command line names: files, folders, standard input; and their bytes as text.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::format::Format;
use crate::text::{Encoding, LineIndex};

/// Offsets are 32-bit numbers.
const LONGEST_FILE: u64 = u32::MAX as u64;
/// A file is binary if it holds a NUL in its first bytes, as `git` and `grep` decide it.
const SNIFFED: usize = 8000;

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

/// Calls `found` with every input that the paths name, in an order that does not depend on the file system, or with
/// why a path cannot be read. Stops when `found` says so.
pub fn gather(paths: &[PathBuf], naming: &Naming, mut found: impl FnMut(Result<Input, String>) -> bool) {
    let mut seen = HashSet::new();
    for path in paths {
        let go_on = if path.as_os_str() == "-" {
            found(Ok(naming.stdin()))
        } else if path.is_dir() {
            walk(path, naming, paths.len() > 1, &mut seen, &mut found)
        } else if paths.len() > 1 && !is_new(path, &mut seen) {
            true
        } else {
            let format = naming.format.or_else(|| Format::from_path(path)).unwrap_or_default();
            found(Ok(Input { place: Place::File(path.clone()), format, named: true }))
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
    found: &mut impl FnMut(Result<Input, String>) -> bool,
) -> bool {
    // A `.gitignore` counts outside of repositories too: a newsroom's folder need not be one.
    let walk = WalkBuilder::new(folder).require_git(false).sort_by_file_name(|a, b| a.cmp(b)).build();
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                if !found(Err(error.to_string())) {
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
        let Some(by_name) = Format::from_path(&path) else { continue };
        if is_link && !leads_to_file_outside(&path, folder) {
            continue;
        }
        if may_repeat && !is_new(&path, seen) {
            continue;
        }
        let path = path.strip_prefix("./").map(Path::to_owned).unwrap_or(path);
        let format = naming.format.unwrap_or(by_name);
        if !found(Ok(Input { place: Place::File(path), format, named: false })) {
            return false;
        }
    }
    true
}

/// Whether a link leads to a file that the walk through `folder` does not come by itself.
fn leads_to_file_outside(link: &Path, folder: &Path) -> bool {
    let (Ok(target), Ok(folder)) = (link.canonicalize(), folder.canonicalize()) else { return false };
    target.is_file() && !target.starts_with(folder)
}

fn is_new(path: &Path, seen: &mut HashSet<PathBuf>) -> bool {
    std::path::absolute(path).is_ok_and(|absolute| seen.insert(absolute))
}

/// The text of a file, and what it takes to write a changed text back in the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// How its bytes were.
    pub charset: Charset,
}

/// How the bytes of a file spell its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// UTF-8.
    Utf8,
    /// UTF-8 with a byte order mark.
    Utf8Marked,
    /// UTF-16 with a byte order mark, the low byte first.
    Utf16Little,
    /// The same, the high byte first.
    Utf16Big,
}

impl Charset {
    /// The bytes of a text.
    pub fn encode(self, text: &str) -> Vec<u8> {
        let utf16 = |to_bytes: fn(u16) -> [u8; 2]| {
            std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(to_bytes).collect()
        };
        match self {
            Charset::Utf8 => text.as_bytes().to_vec(),
            Charset::Utf8Marked => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            Charset::Utf16Little => utf16(u16::to_le_bytes),
            Charset::Utf16Big => utf16(u16::to_be_bytes),
        }
    }
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
            let file = File::open(path).map_err(failed)?;
            let metadata = file.metadata().map_err(failed)?;
            if metadata.is_dir() {
                return Err(Unreadable::Failed("this is a folder".to_owned()));
            }
            read_bytes(file, metadata.len())?
        }
        Place::Stdin(_) => read_bytes(io::stdin().lock(), 0)?,
    };
    decode(bytes)
}

fn read_bytes(mut from: impl Read, length: u64) -> Result<Vec<u8>, Unreadable> {
    let failed = |error: io::Error| Unreadable::Failed(in_words(&error));
    let too_long = || Unreadable::Failed("4 GiB or more cannot be analyzed in one piece".to_owned());
    if length >= LONGEST_FILE {
        return Err(too_long());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
    // The start tells a binary file before all of it is read: it may be long, or without an end.
    from.by_ref().take(SNIFFED as u64).read_to_end(&mut bytes).map_err(failed)?;
    if is_binary(&bytes) {
        return Err(Unreadable::Binary);
    }
    from.take(LONGEST_FILE).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 >= LONGEST_FILE {
        return Err(too_long());
    }
    Ok(bytes)
}

fn is_binary(bytes: &[u8]) -> bool {
    let utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let utf32 = bytes.starts_with(b"\xFF\xFE\0\0");
    (!utf16 || utf32) && bytes[..bytes.len().min(SNIFFED)].contains(&0)
}

fn decode(mut bytes: Vec<u8>) -> Result<Decoded, Unreadable> {
    if is_binary(&bytes) {
        return Err(Unreadable::Binary);
    }
    if bytes.starts_with(b"\xFF\xFE") {
        return decode_utf16(&bytes[2..], u16::from_le_bytes, Charset::Utf16Little);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return decode_utf16(&bytes[2..], u16::from_be_bytes, Charset::Utf16Big);
    }
    let mut charset = Charset::Utf8;
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
        charset = Charset::Utf8Marked;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, charset }),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let place = place_at_end(std::str::from_utf8(&bytes[..valid]).unwrap_or_default());
            Err(Unreadable::Failed(format!(
                "{place}: the byte 0x{:02X} is not UTF-8; the file seems to be in an older encoding such as \
                 Windows-1252: save it as UTF-8",
                bytes[valid]
            )))
        }
    }
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, charset: Charset) -> Result<Decoded, Unreadable> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    for character in char::decode_utf16(pairs.iter().copied().map(unit)) {
        match character {
            Ok(character) => text.push(character),
            Err(_) => {
                let place = place_at_end(&text);
                return Err(Unreadable::Failed(format!(
                    "{place}: half a character; the UTF-16 of this file is damaged"
                )));
            }
        }
    }
    if !odd.is_empty() {
        let place = place_at_end(&text);
        return Err(Unreadable::Failed(format!("{place}: the file ends inside a UTF-16 character")));
    }
    Ok(Decoded { text, charset })
}

/// Where a text ends, for a message.
fn place_at_end(text: &str) -> String {
    let position = LineIndex::new(text).position(text, text.len() as u32, Encoding::Utf32);
    format!("line {}, column {}", position.line + 1, position.column + 1)
}

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

    fn check(bytes: &[u8], expected: Result<(&str, Charset), &str>) {
        let found = decode(bytes.to_vec());
        let found = found.as_ref().map(|found| (found.text.as_str(), found.charset)).map_err(Unreadable::reason);
        assert_eq!(found, expected, "{bytes:?}");
        if let Ok((text, charset)) = expected {
            assert_eq!(charset.encode(text), bytes, "written back as it was");
        }
    }

    #[test]
    fn encodings_are_told_by_their_mark() {
        check("é😀".as_bytes(), Ok(("é😀", Charset::Utf8)));
        check(b"", Ok(("", Charset::Utf8)));
        check(b"\xEF\xBB\xBFa", Ok(("a", Charset::Utf8Marked)));
        check(b"\xFF\xFEa\0=\xD8\0\xDE", Ok(("a😀", Charset::Utf16Little)));
        check(b"\xFE\xFF\0a", Ok(("a", Charset::Utf16Big)));
    }

    #[test]
    fn what_is_no_text_is_told_with_its_place() {
        check(b"PK\x03\x04\0\0", Err(Unreadable::Binary.reason()));
        check(
            "one\nt\u{e9}o \u{93}"
                .as_bytes()
                .iter()
                .map(|&b| if b == 0xC2 { 0x93 } else { b })
                .collect::<Vec<_>>()
                .as_slice(),
            Err(
                "line 2, column 5: the byte 0x93 is not UTF-8; the file seems to be in an older encoding such as Windows-1252: save it as UTF-8",
            ),
        );
        check(b"\xFF\xFEa\0\0\xD8", Err("line 1, column 2: half a character; the UTF-16 of this file is damaged"));
        check(b"\xFF\xFEa\0b", Err("line 1, column 2: the file ends inside a UTF-16 character"));
    }

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
            let input = input.unwrap();
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
