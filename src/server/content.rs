//! The text of an open document, edited in place.

use std::ops::Range;

use tower_lsp::ls_types::{self as lsp, TextDocumentContentChangeEvent};

use crate::text::{Encoding, LONGEST_TEXT, LineIndex, Position, SourceSpan, Splice};

/// What is held of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// All of it, as it is in the editor.
    All,
    /// Nothing: a change could not be read.
    OutOfStep,
    /// Nothing: it is longer than what is checked.
    TooLong,
}

impl Held {
    /// What is held of a text of that many bytes.
    pub fn of(length: usize) -> Held {
        if length > LONGEST_TEXT { Held::TooLong } else { Held::All }
    }
}

/// A text and where its lines begin.
#[derive(Debug, Clone)]
pub struct Content {
    text: String,
    lines: LineIndex,
}

impl Content {
    /// The content of a document that is opened.
    pub fn new(text: String) -> Content {
        let lines = LineIndex::new(&text);
        Content { text, lines }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What a change does: it replaces a range, or gives the whole text anew. Positions out of range clamp.
    pub fn splice(&self, change: &TextDocumentContentChangeEvent, encoding: Encoding) -> Splice {
        let Some(range) = change.range else {
            return Splice::between(self.text.as_bytes(), change.text.as_bytes()).of_characters(&self.text);
        };
        let SourceSpan { start, end, .. } = self.span(range, encoding);
        Splice { start, old_end: end, new_end: start + change.text.len() as u32 }
    }

    /// Applies a change; gives what it did.
    pub fn change(&mut self, change: TextDocumentContentChangeEvent, encoding: Encoding) -> Splice {
        let splice = self.splice(&change, encoding);
        match change.range {
            None => *self = Content::new(change.text),
            Some(_) => self.replace(splice.before(), &change.text),
        }
        splice
    }

    fn replace(&mut self, range: Range<usize>, text: &str) {
        self.text.replace_range(range.clone(), text);
        self.lines.replace(&self.text, range, text.len());
    }

    /// The byte that a position stands before.
    pub fn offset(&self, position: lsp::Position, encoding: Encoding) -> u32 {
        let position = Position { line: position.line, column: position.character };
        self.lines.offset(&self.text, position, encoding)
    }

    /// The bytes of a range; one that ends before it starts is taken the other way round.
    pub fn span(&self, range: lsp::Range, encoding: Encoding) -> SourceSpan {
        let (start, end) = (self.offset(range.start, encoding), self.offset(range.end, encoding));
        SourceSpan::new(start.min(end), start.max(end))
    }

    /// The position before a byte.
    pub fn position(&self, offset: u32, encoding: Encoding) -> lsp::Position {
        let Position { line, column } = self.lines.position(&self.text, offset, encoding);
        lsp::Position::new(line, column)
    }

    /// The range of a span.
    pub fn range(&self, span: SourceSpan, encoding: Encoding) -> lsp::Range {
        lsp::Range::new(self.position(span.start, encoding), self.position(span.end, encoding))
    }

    /// The line of a byte, counted from 1 as readers do.
    pub fn line_number(&self, offset: u32) -> u32 {
        self.lines.position(&self.text, offset, Encoding::Utf8).line + 1
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PIECES: &[&str] =
        &["a", "“", "é", "🖊", "e\u{301}", "\n", "\r\n", "\r", "\u{2028}", " ", "\t", "long words here"];

    fn text() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(PIECES), 0..25).prop_map(|pieces| pieces.concat())
    }

    /// A position, be it in the text or not.
    fn position() -> impl Strategy<Value = lsp::Position> {
        let number = || prop_oneof![8 => 0..12_u32, 1 => any::<u32>()];
        (number(), number()).prop_map(|(line, column)| lsp::Position::new(line, column))
    }

    /// The byte of a position, found by walking as the protocol says: a column behind the end of a line is its end, a line
    /// behind the last is the end of the text, and the middle of a character is its beginning.
    fn offset_by_walking(text: &str, position: lsp::Position, encoding: Encoding) -> usize {
        let (mut line, mut column) = (0, 0);
        let mut characters = text.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let width = encoding.units(character.encode_utf8(&mut [0; 4])) as u32;
            let is_line = line == position.line;
            if is_line && (column + width > position.character || matches!(character, '\n' | '\r')) {
                return at;
            }
            let ends =
                character == '\n' || character == '\r' && characters.peek().is_none_or(|(_, next)| *next != '\n');
            (line, column) = if ends { (line + 1, 0) } else { (line, column + width) };
        }
        text.len()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_text_is_the_clients_after_any_edits_in_any_encoding(
            start in text(),
            edits in prop::collection::vec((position(), position(), text(), 0..12_u8), 0..12),
        ) {
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let (mut content, mut expected) = (Content::new(start.clone()), start.clone());
                for (one, other, new, kind) in &edits {
                    let range = (*kind > 0).then(|| lsp::Range::new(*one, *other));
                    match range {
                        None => expected = new.clone(),
                        Some(_) => {
                            let (one, other) = (offset_by_walking(&expected, *one, encoding), offset_by_walking(&expected, *other, encoding));
                            expected.replace_range(one.min(other)..one.max(other), new);
                        }
                    }
                    content.change(TextDocumentContentChangeEvent { range, range_length: None, text: new.clone() }, encoding);
                    prop_assert_eq!(content.text(), &expected);
                    // What was moved along is what would be found anew.
                    let fresh = Content::new(expected.clone());
                    for at in 0..=expected.len() as u32 {
                        prop_assert_eq!(content.position(at, encoding), fresh.position(at, encoding));
                    }
                }
            }
        }
    }
}
