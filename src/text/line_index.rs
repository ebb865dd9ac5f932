//! Where the lines of a text begin, and positions in them.

use std::ops::Range;
use std::sync::OnceLock;

use super::checkpoints::Checkpoints;
use super::encoding::Encoding;

/// A line and a column, both counted from 0; the column in units of an [`Encoding`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 0.
    pub line: u32,
    /// Column, from 0, in units of the encoding in use.
    pub column: u32,
}

/// Where a column is counted from the line's start up to this distance, in bytes. Farther out, counting begins at a
/// checkpoint.
const NEAR: usize = 2048;

/// The first byte of each line. CRLF, LF and a lone CR each end a line, as the protocol says.
///
/// It follows edits of its text ([`LineIndex::replace`]), and columns of a line of a megabyte cost no more than others.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// Made when somebody first asks for a column far out in a line.
    checkpoints: OnceLock<Checkpoints>,
}

impl LineIndex {
    /// The index of `text`.
    pub fn new(text: &str) -> LineIndex {
        let mut starts = vec![0];
        find_starts(text.as_bytes(), 0..text.len(), &mut starts);
        LineIndex { starts, checkpoints: OnceLock::new() }
    }

    /// Follows an edit: `text` is what it made, and its bytes `replaced`, as counted before, became `len` bytes.
    pub fn replace(&mut self, text: &str, replaced: Range<usize>, len: usize) {
        // Whether a line starts at a byte depends on that byte and the one before it. So every start below the edit
        // stays, those from its first byte to the one behind its last are found anew, and the rest moves along.
        let first = self.starts.partition_point(|&start| (start as usize) < replaced.start).max(1);
        let next = self.starts.partition_point(|&start| start as usize <= replaced.end).max(first);
        for start in &mut self.starts[next..] {
            *start = (*start as usize - replaced.len() + len) as u32;
        }
        let mut found = Vec::new();
        find_starts(text.as_bytes(), replaced.start.saturating_sub(1)..replaced.start + len, &mut found);
        self.starts.splice(first..next, found);
        if let Some(checkpoints) = self.checkpoints.get_mut() {
            checkpoints.replace(text, replaced, len);
        }
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
        let start = self.starts[line] as usize;
        let column = match encoding {
            Encoding::Utf8 => offset - start,
            Encoding::Utf16 | Encoding::Utf32 if offset - start > NEAR => {
                let checkpoints = self.checkpoints(text);
                let before = |byte| checkpoints.units_before(text, byte, encoding);
                (before(offset) - before(start)) as usize
            }
            Encoding::Utf16 | Encoding::Utf32 => encoding.units(&text[start..offset]),
        };
        Position { line: line as u32, column: column as u32 }
    }

    /// The byte offset of a position. A column past the line's end is taken for the line's end, a line past the last
    /// for the end of the text; inside a character it rounds down.
    pub fn offset(&self, text: &str, position: Position, encoding: Encoding) -> u32 {
        let Some(&start) = self.starts.get(position.line as usize) else { return text.len() as u32 };
        let line = self.line(text, position.line);
        if encoding == Encoding::Utf8 || (position.column as usize).min(line.len()) <= NEAR {
            return start + encoding.byte_offset(line, position.column as usize) as u32;
        }
        let checkpoints = self.checkpoints(text);
        let before = checkpoints.units_before(text, start as usize, encoding);
        let byte = checkpoints.byte_at(text, before.saturating_add(position.column), encoding);
        byte.min(start as usize + line.len()) as u32
    }

    fn checkpoints(&self, text: &str) -> &Checkpoints {
        self.checkpoints.get_or_init(|| Checkpoints::new(text))
    }
}

/// Adds the starts of lines that follow a line ending whose last byte is in `range`.
fn find_starts(bytes: &[u8], range: Range<usize>, starts: &mut Vec<u32>) {
    let from = range.start;
    for at in memchr::memchr2_iter(b'\n', b'\r', &bytes[range]).map(|at| from + at) {
        let crlf = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
        if !crlf {
            starts.push(at as u32 + 1);
        }
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

    /// A sequence of numbers that looks random and is always the same.
    fn numbers(mut seed: u64) -> impl FnMut(usize) -> usize {
        move |below| {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 33) as usize % below
        }
    }

    #[test]
    fn edits_leave_the_index_that_a_fresh_one_would_be() {
        let pieces = ["", "a", "\r", "\n", "\r\n", "😀é", "x\ry\nz\r", "long “words” 😀 "];
        for (seed, start) in [(1, String::new()), (2, "a\r\nb\rc\n\n".repeat(9)), (3, "“ab😀” ".repeat(900))] {
            let mut number = numbers(seed);
            let mut text = start;
            let mut index = LineIndex::new(&text);
            index.checkpoints(&text);
            for round in 0..600 {
                let mut ends = [number(text.len() + 1), number(text.len() + 1)];
                if number(8) > 0 {
                    ends[1] = (ends[0] + number(4)).min(text.len());
                }
                ends.sort_unstable();
                let [from, to] = ends.map(|end| (0..=end).rev().find(|&at| text.is_char_boundary(at)).unwrap());
                let piece = pieces[number(pieces.len())].repeat(1 + number(3) * number(200));
                text.replace_range(from..to, &piece);
                index.replace(&text, from..to, piece.len());
                let fresh = LineIndex::new(&text);
                assert_eq!(index.starts, fresh.starts, "round {round}");
                for _ in 0..4 {
                    let offset = number(text.len() + 1) as u32;
                    for encoding in [Encoding::Utf16, Encoding::Utf32] {
                        let position = index.position(&text, offset, encoding);
                        assert_eq!(position, fresh.position(&text, offset, encoding), "round {round}");
                        assert_eq!(
                            index.offset(&text, position, encoding),
                            fresh.offset(&text, position, encoding),
                            "round {round}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn columns_far_out_in_a_line_are_counted_as_near_ones_are() {
        let text = format!("x\n{}\r\nend", "“é😀” word ".repeat(2000));
        let index = LineIndex::new(&text);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            for (byte, character) in text.char_indices().step_by(7).filter(|(_, c)| !matches!(c, '\r' | '\n')) {
                let position = index.position(&text, byte as u32, encoding);
                let start = if position.line == 1 { 2 } else { text[..byte].rfind('\n').map_or(0, |at| at + 1) };
                assert_eq!(position.column as usize, encoding.units(&text[start..byte]), "{character}");
                assert_eq!(index.offset(&text, position, encoding), byte as u32);
            }
            let past = Position { line: 1, column: u32::MAX };
            assert_eq!(index.offset(&text, past, encoding) as usize, text.find('\r').unwrap(), "clamps");
        }
    }
}
