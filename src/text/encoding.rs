//! The units in which a client counts characters.

/// What one unit of a column or an offset is. The names are the protocol's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// 16-bit units, as editors count that are written in JavaScript or for Windows. The protocol's default.
    #[default]
    Utf16,
    /// Unicode code points.
    Utf32,
}

impl Encoding {
    /// The protocol's name: `utf-8`, `utf-16` or `utf-32`.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
            Encoding::Utf32 => "utf-32",
        }
    }

    /// The encoding of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Encoding> {
        [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32].into_iter().find(|encoding| encoding.name() == name)
    }

    /// The units of a run of bytes: a character counts where its first byte is, so a run may begin or end inside one.
    pub(super) fn count(self, bytes: &[u8]) -> u32 {
        let starts = |byte: u8| u32::from(byte & 0xC0 != 0x80);
        match self {
            Encoding::Utf8 => bytes.len() as u32,
            Encoding::Utf16 => bytes.iter().map(|&byte| starts(byte) + u32::from(byte >= 0xF0)).sum(),
            Encoding::Utf32 => bytes.iter().map(|&byte| starts(byte)).sum(),
        }
    }

    /// How many units `text` takes.
    pub fn units(self, text: &str) -> usize {
        match self {
            Encoding::Utf8 => text.len(),
            // Counted over bytes, so that the compiler can use vector instructions: every byte that starts a
            // character counts one, every four-byte start one more.
            Encoding::Utf16 => {
                text.bytes().map(|byte| usize::from(byte & 0xC0 != 0x80) + usize::from(byte >= 0xF0)).sum()
            }
            Encoding::Utf32 => text.bytes().map(|byte| usize::from(byte & 0xC0 != 0x80)).sum(),
        }
    }

    /// The byte offset in `text` of the given unit: clamped to the end of the text, rounded down to the start of a
    /// character.
    pub fn byte_offset(self, text: &str, unit: usize) -> usize {
        if self == Encoding::Utf8 {
            let mut byte = unit.min(text.len());
            while !text.is_char_boundary(byte) {
                byte -= 1;
            }
            return byte;
        }
        let mut left = unit;
        for (byte, character) in text.char_indices() {
            let width = if self == Encoding::Utf16 { character.len_utf16() } else { 1 };
            if left < width {
                return byte;
            }
            left -= width;
        }
        text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_finds_units_in_every_encoding() {
        let text = "aé😀“z";
        for (encoding, units) in [(Encoding::Utf8, 11), (Encoding::Utf16, 6), (Encoding::Utf32, 5)] {
            assert_eq!(encoding.units(text), units, "{encoding:?}");
            for (byte, _) in text.char_indices() {
                let unit = encoding.units(&text[..byte]);
                assert_eq!(encoding.byte_offset(text, unit), byte, "{encoding:?} {byte}");
            }
            assert_eq!(encoding.byte_offset(text, 99), text.len());
        }
    }

    #[test]
    fn rounds_down_inside_a_character() {
        assert_eq!(Encoding::Utf16.byte_offset("a😀b", 2), 1, "inside a surrogate pair");
        assert_eq!(Encoding::Utf8.byte_offset("é", 1), 0);
    }
}
