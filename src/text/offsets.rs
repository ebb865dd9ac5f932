//! Byte offsets turned into the units of an encoding.

use super::encoding::Encoding;

/// Bytes between two checkpoints: a look-up counts at most this many.
const STEP: usize = 64;

/// Answers, for one text, how many units of an encoding stand before a byte. Built in one pass; each answer takes the
/// same short time wherever it falls.
#[derive(Debug, Clone)]
pub struct Offsets<'t> {
    bytes: &'t [u8],
    encoding: Encoding,
    /// Units before each multiple of [`STEP`]; empty where a unit is a byte.
    checkpoints: Vec<u32>,
}

impl<'t> Offsets<'t> {
    /// Reads the text once; text of ASCII only, and UTF-8, need no table.
    pub fn new(text: &'t str, encoding: Encoding) -> Offsets<'t> {
        let bytes = text.as_bytes();
        if encoding == Encoding::Utf8 || text.is_ascii() {
            return Offsets { bytes, encoding, checkpoints: Vec::new() };
        }
        let mut units = 0;
        let mut checkpoints = Vec::with_capacity(bytes.len() / STEP + 1);
        for chunk in bytes.chunks(STEP) {
            checkpoints.push(units);
            units += encoding.count(chunk);
        }
        Offsets { bytes, encoding, checkpoints }
    }

    /// The units before a byte offset. An offset past the end is taken for the end; one inside a character counts that
    /// character.
    pub fn units_before(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.bytes.len());
        if self.checkpoints.is_empty() {
            return byte as u32;
        }
        let checkpoint = (byte / STEP).min(self.checkpoints.len() - 1);
        self.checkpoints[checkpoint] + self.encoding.count(&self.bytes[checkpoint * STEP..byte])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_counting_from_the_start() {
        let text = "é😀 “one” two\n".repeat(200);
        for text in [text.as_str(), "", "plain ascii", "é"] {
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let offsets = Offsets::new(text, encoding);
                for byte in text.char_indices().map(|(byte, _)| byte).chain([text.len()]) {
                    assert_eq!(offsets.units_before(byte as u32) as usize, encoding.units(&text[..byte]));
                }
                assert_eq!(offsets.units_before(u32::MAX) as usize, encoding.units(text));
            }
        }
    }
}
