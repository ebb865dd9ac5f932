//! Units counted from the start of a text, kept right while the text is edited.

use std::ops::Range;

use super::encoding::Encoding;

/// Bytes between two checkpoints where the text is new. Edits stretch and shrink the distance, up to twice as much.
const STEP: usize = 1024;

/// How many units stand before certain bytes of a text, so that counting can begin at the nearest of them.
///
/// An edit costs the distance to the next checkpoint and one addition for each that follows: a key in a line of a
/// megabyte costs about a microsecond.
#[derive(Debug, Clone)]
pub struct Checkpoints {
    /// In order; the first is the start of the text.
    list: Vec<Checkpoint>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Checkpoint {
    /// A byte of the text, not always the first of a character.
    byte: u32,
    /// Units of UTF-16 before it. A character counts where its first byte is.
    utf16: u32,
    /// Code points before it.
    utf32: u32,
}

impl Checkpoint {
    fn units(self, encoding: Encoding) -> u32 {
        match encoding {
            Encoding::Utf8 => self.byte,
            Encoding::Utf16 => self.utf16,
            Encoding::Utf32 => self.utf32,
        }
    }

    /// The checkpoint that follows after some more text.
    fn after(self, bytes: &[u8]) -> Checkpoint {
        Checkpoint {
            byte: self.byte + bytes.len() as u32,
            utf16: self.utf16 + Encoding::Utf16.count(bytes),
            utf32: self.utf32 + Encoding::Utf32.count(bytes),
        }
    }
}

impl Checkpoints {
    /// Counts a text once.
    pub fn new(text: &str) -> Checkpoints {
        let mut list = vec![Checkpoint::default()];
        extend(&mut list, text.as_bytes());
        Checkpoints { list }
    }

    /// Follows an edit: `text` is what it made, and its bytes `replaced` became `len` bytes.
    pub fn replace(&mut self, text: &str, replaced: Range<usize>, len: usize) {
        let first = self.list.partition_point(|point| point.byte as usize <= replaced.start).max(1);
        let next = self.list.partition_point(|point| point.byte as usize <= replaced.end).max(first);
        // All between the checkpoint before the edit and the one after it is counted again.
        let start = self.list[first - 1].byte as usize;
        let old_end = self.list.get(next).copied();
        let end = old_end.map_or(text.len(), |point| point.byte as usize - replaced.len() + len);
        let mut list = vec![self.list[first - 1]];
        let counted = extend(&mut list, &text.as_bytes()[start..end]);
        if let Some(old) = old_end {
            for point in &mut self.list[next..] {
                point.byte = point.byte - old.byte + counted.byte;
                point.utf16 = point.utf16 - old.utf16 + counted.utf16;
                point.utf32 = point.utf32 - old.utf32 + counted.utf32;
            }
        }
        self.list.splice(first - 1..next, list);
    }

    /// The units before a byte of the text.
    pub fn units_before(&self, text: &str, byte: usize, encoding: Encoding) -> u32 {
        let point = self.list[self.list.partition_point(|point| point.byte as usize <= byte) - 1];
        point.units(encoding) + encoding.count(&text.as_bytes()[point.byte as usize..byte])
    }

    /// The byte that the given number of units stands before; inside a character it rounds down, past the end it is
    /// the end.
    pub fn byte_at(&self, text: &str, units: u32, encoding: Encoding) -> usize {
        if encoding == Encoding::Utf8 {
            // A checkpoint may lie inside a character, where bytes would round the wrong way; and bytes need no counting.
            return encoding.byte_offset(text, units as usize);
        }
        let point = self.list[self.list.partition_point(|point| point.units(encoding) <= units) - 1];
        let mut start = point.byte as usize;
        while !text.is_char_boundary(start) {
            start += 1;
        }
        start + encoding.byte_offset(&text[start..], (units - point.units(encoding)) as usize)
    }
}

/// Adds checkpoints over `bytes`, which follow the last of the list; gives what would be the one at their end.
fn extend(list: &mut Vec<Checkpoint>, mut bytes: &[u8]) -> Checkpoint {
    let mut point = list.last().copied().unwrap_or_default();
    while bytes.len() > 2 * STEP {
        let (step, rest) = bytes.split_at(STEP);
        point = point.after(step);
        list.push(point);
        bytes = rest;
    }
    point.after(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_from_the_start_in_both_directions() {
        let text = "é😀 “one” two\n".repeat(400);
        let points = Checkpoints::new(&text);
        assert!(points.list.len() > 3);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let mut units = 0;
            for (byte, character) in text.char_indices() {
                assert_eq!(points.units_before(&text, byte, encoding), units);
                assert_eq!(points.byte_at(&text, units, encoding), byte, "{encoding:?} {units}");
                let width = encoding.units(&text[byte..byte + character.len_utf8()]) as u32;
                if width > 1 {
                    assert_eq!(points.byte_at(&text, units + 1, encoding), byte, "rounds down");
                }
                units += width;
            }
            assert_eq!(points.byte_at(&text, units, encoding), text.len());
            assert_eq!(points.byte_at(&text, units + 9, encoding), text.len());
        }
    }
}
