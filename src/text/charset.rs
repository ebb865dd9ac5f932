//! The bytes of a file as text, and back.

use encoding_rs::{Encoding as Named, UTF_8, WINDOWS_1252};

use super::{Encoding, LineIndex};

/// A file is binary if it holds a NUL in its first bytes, as `git` and `grep` decide it.
pub const SNIFFED: usize = 8000;
/// In how many bytes a page must say how it is encoded, as browsers have it.
const DECLARED_WITHIN: usize = 1024;

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
    /// An encoding from before Unicode.
    Old(Old),
}

/// An encoding from before Unicode, and how we know of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Old {
    encoding: &'static Named,
    /// Whether the file says so; otherwise it is a guess.
    is_declared: bool,
}

impl Charset {
    /// The bytes of a text, or nothing if it has a letter that the encoding has not.
    pub fn encode(self, text: &str) -> Option<Vec<u8>> {
        let utf16 = |to_bytes: fn(u16) -> [u8; 2]| {
            std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(to_bytes).collect()
        };
        Some(match self {
            Charset::Utf8 => text.as_bytes().to_vec(),
            Charset::Utf8Marked => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            Charset::Utf16Little => utf16(u16::to_le_bytes),
            Charset::Utf16Big => utf16(u16::to_be_bytes),
            Charset::Old(old) => {
                let (bytes, _, has_others) = old.encoding.encode(text);
                return (!has_others).then(|| bytes.into_owned());
            }
        })
    }

    /// What a user should know of it, if anything: that the file is not in UTF-8.
    pub fn note(self) -> Option<String> {
        let Charset::Old(Old { encoding, is_declared }) = self else { return None };
        let name = encoding.name();
        let how = if is_declared { "as it says" } else { "as it seems" };
        Some(format!("read as {name}, {how}; UTF-8 is safer"))
    }
}

/// Whether bytes are no text.
pub fn is_binary(bytes: &[u8]) -> bool {
    let utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let utf32 = bytes.starts_with(b"\xFF\xFE\0\0");
    (!utf16 || utf32) && bytes[..bytes.len().min(SNIFFED)].contains(&0)
}

/// The text that bytes spell, or what is wrong with them and where.
pub fn decode(mut bytes: Vec<u8>) -> Result<Decoded, String> {
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
            let at = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let old = if charset == Charset::Utf8 { old_encoding(&bytes) } else { None };
            old.and_then(|old| decode_old(&bytes, old)).ok_or_else(|| damaged(&bytes, at))
        }
    }
}

/// The encoding of bytes that are not UTF-8.
fn old_encoding(bytes: &[u8]) -> Option<Old> {
    if let Some(encoding) = declared(bytes) {
        return Some(Old { encoding, is_declared: true });
    }
    // Where some letters are UTF-8 and others are not, the file is damaged, and any guess would spoil one of the two.
    let has_utf8 = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    (!has_utf8).then_some(Old { encoding: WINDOWS_1252, is_declared: false })
}

/// The encoding that a page declares: `<meta charset="…">`, `<?xml … encoding="…"?>`.
fn declared(bytes: &[u8]) -> Option<&'static Named> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]).to_ascii_lowercase();
    let behind = |key: &str| {
        let (_, behind) = start.split_once(key)?;
        let value = behind.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(value.len());
        Named::for_label(value.get(..end)?.as_bytes())
    };
    let in_tag = |tag: &str, key: &str| start.contains(tag).then(|| behind(key)).flatten();
    let encoding = in_tag("<meta", "charset").or_else(|| in_tag("<?xml", "encoding"))?;
    // A page that says in single bytes that it is in UTF-16, or is not in the UTF-8 that it names, knows no better.
    (encoding.output_encoding() != UTF_8).then_some(encoding)
}

fn decode_old(bytes: &[u8], old: Old) -> Option<Decoded> {
    let text = old.encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    // Bytes that no letter has are decoded to control characters: such a file is something else.
    let is_text = !text.contains(|c: char| matches!(c, '\u{80}'..='\u{9F}'));
    is_text.then(|| Decoded { text: text.into_owned(), charset: Charset::Old(old) })
}

/// What to say of bytes that are not UTF-8 at `at`.
fn damaged(bytes: &[u8], at: usize) -> String {
    let place = place_at_end(std::str::from_utf8(&bytes[..at]).unwrap_or_default());
    let byte = bytes.get(at).copied().unwrap_or_default();
    format!(
        "{place}: the byte 0x{byte:02X} is not UTF-8, and other encodings do not fit either: save the file as UTF-8"
    )
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, charset: Charset) -> Result<Decoded, String> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    for character in char::decode_utf16(pairs.iter().copied().map(unit)) {
        match character {
            Ok(character) => text.push(character),
            Err(_) => {
                let place = place_at_end(&text);
                return Err(format!("{place}: half a character; the UTF-16 of this file is damaged"));
            }
        }
    }
    if !odd.is_empty() {
        return Err(format!("{}: the file ends inside a UTF-16 character", place_at_end(&text)));
    }
    Ok(Decoded { text, charset })
}

/// Where a text ends, for a message.
fn place_at_end(text: &str) -> String {
    let position = LineIndex::new(text).position(text, text.len() as u32, Encoding::Utf32);
    format!("line {}, column {}", position.line + 1, position.column + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<(&str, Charset), &str>) {
        let found = decode(bytes.to_vec());
        let found = found.as_ref().map(|found| (found.text.as_str(), found.charset)).map_err(String::as_str);
        assert_eq!(found, expected, "{bytes:?}");
        if let Ok((text, charset)) = expected {
            assert_eq!(charset.encode(text).as_deref(), Some(bytes), "written back as it was");
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
        assert!(is_binary(b"PK\x03\x04\0\0"));
        check(
            "one\nt\u{e9}o \u{93}"
                .as_bytes()
                .iter()
                .map(|&b| if b == 0xC2 { 0x93 } else { b })
                .collect::<Vec<_>>()
                .as_slice(),
            Err(
                "line 2, column 5: the byte 0x93 is not UTF-8, and other encodings do not fit either: save the file as UTF-8",
            ),
        );
        check(b"\xFF\xFEa\0\0\xD8", Err("line 1, column 2: half a character; the UTF-16 of this file is damaged"));
        check(b"\xFF\xFEa\0b", Err("line 1, column 2: the file ends inside a UTF-16 character"));
    }

    #[test]
    fn old_encodings_are_read_as_the_file_says_or_as_windows_has_them() {
        let old = |encoding, is_declared| Charset::Old(Old { encoding, is_declared });
        check(b"\x93caf\xE9\x94", Ok(("“café”", old(WINDOWS_1252, false))));
        let page = b"<meta charset=\"iso-8859-2\"><p>\xB1";
        check(page, Ok(("<meta charset=\"iso-8859-2\"><p>ą", old(encoding_rs::ISO_8859_2, true))));
        let page = b"<?xml version='1.0' encoding='koi8-r'?>\xC1";
        check(page, Ok(("<?xml version='1.0' encoding='koi8-r'?>а", old(encoding_rs::KOI8_R, true))));
        check(b"<meta charset=utf-8>\xE9", Ok(("<meta charset=utf-8>é", old(WINDOWS_1252, false))));
        assert_eq!(old(WINDOWS_1252, false).encode("ą"), None, "it has no such letter");
        assert!(old(WINDOWS_1252, false).note().is_some_and(|note| note.contains("windows-1252")));
    }
}
