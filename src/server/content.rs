//! The text of an open document, edited in place.

use std::ops::Range;

use tower_lsp::ls_types::{self as lsp, TextDocumentContentChangeEvent};

use crate::text::{Encoding, LineIndex, Position, SourceSpan, Splice};

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
