//! Where the lines of a text begin, and positions in them.

use super::Encoding;

/// A line and a column, both counted from 0; the column in units of an [`Encoding`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 0.
    pub line: u32,
    /// Column, from 0, in units of the encoding in use.
    pub column: u32,
}

/// The first byte of each line. CRLF, LF and a lone CR each end a line, as the protocol says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// The index of `text`.
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let crlf = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            if !crlf {
                starts.push(at as u32 + 1);
            }
        }
        LineIndex { starts }
    }

    /// How many lines there are; at least one.
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// The bytes of a line without its ending; empty at the end of the text for a line that does not exist.
    pub fn line<'t>(&self, text: &'t str, line: u32) -> &'t str {
        let Some(&start) = self.starts.get(line as usize) else { return "" };
        let end = self.starts.get(line as usize + 1).map_or(text.len(), |&next| next as usize);
        text.get(start as usize..end).unwrap_or_default().trim_end_matches(['\r', '\n'])
    }

    /// The line that holds a byte offset, and the offset of its first byte. Offsets past the end are in the last line.
    pub fn line_at(&self, offset: u32) -> (u32, u32) {
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        (line as u32, self.starts[line])
    }

    /// The bytes of the line that holds an offset, without its ending.
    pub fn line_range(&self, text: &str, offset: u32) -> std::ops::Range<usize> {
        let (line, start) = self.line_at(offset);
        start as usize..start as usize + self.line(text, line).len()
    }

    /// The position of a byte offset. Offsets past the end are taken for the end.
    pub fn position(&self, text: &str, offset: u32, encoding: Encoding) -> Position {
        let mut offset = (offset as usize).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|&start| start as usize <= offset) - 1;
        let column = encoding.units(&text[self.starts[line] as usize..offset]);
        Position { line: line as u32, column: column as u32 }
    }

    /// The byte offset of a position. A column past the line's end is taken for the line's end, a line past the last
    /// for the end of the text; inside a character it rounds down.
    pub fn offset(&self, text: &str, position: Position, encoding: Encoding) -> u32 {
        let Some(&start) = self.starts.get(position.line as usize) else { return text.len() as u32 };
        let line = self.line(text, position.line);
        start + encoding.byte_offset(line, position.column as usize) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_ending_counts_once() {
        let text = "a\r\nb\rc\n\nd";
        let index = LineIndex::new(text);
        let lines: Vec<&str> = (0..index.lines() as u32).map(|line| index.line(text, line)).collect();
        assert_eq!(lines, ["a", "b", "c", "", "d"]);
    }

    #[test]
    fn positions_and_offsets_are_inverse() {
        let text = "one “two”\r\n😀 three\rfour\n";
        let index = LineIndex::new(text);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            for (byte, character) in text.char_indices() {
                if matches!(character, '\r' | '\n') {
                    continue;
                }
                let position = index.position(text, byte as u32, encoding);
                assert_eq!(index.offset(text, position, encoding), byte as u32, "{encoding:?} {byte}");
            }
        }
    }

    #[test]
    fn out_of_range_positions_clamp() {
        let text = "ab\ncd";
        let index = LineIndex::new(text);
        let at = |line, column| index.offset(text, Position { line, column }, Encoding::Utf16);
        assert_eq!(at(0, 99), 2, "stays before the line ending");
        assert_eq!(at(99, 9), 5);
        assert_eq!(index.position(text, 99, Encoding::Utf16), Position { line: 1, column: 2 });
    }
}
