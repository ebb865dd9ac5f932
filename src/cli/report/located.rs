//! A finding in its file, with lines and columns.

use crate::rules::{Finding, Severity};
use crate::text::{Encoding, LineIndex, Offsets, SourceSpan};

/// A finding in its file.
pub struct Located<'a> {
    pub name: &'a str,
    pub finding: &'a Finding,
    pub span: SourceSpan,
    /// Other places that belong to it, with what is there.
    pub related: Vec<(SourceSpan, &'a str)>,
    pub places: &'a Places<'a>,
}

/// Lines and columns of a file, both from 1; columns count characters.
pub struct Places<'a> {
    pub source: &'a str,
    pub lines: LineIndex,
    offsets: Offsets<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceInFile {
    pub line: u32,
    pub column: u32,
}

impl<'a> Places<'a> {
    pub fn new(source: &'a str) -> Places<'a> {
        // Columns are counted through checkpoints: a line may be as long as the file.
        Places { source, lines: LineIndex::new(source), offsets: Offsets::new(source, Encoding::Utf32) }
    }

    pub fn of(&self, offset: u32) -> PlaceInFile {
        let (line, start) = self.lines.line_at(offset);
        let column = self.offsets.units_before(offset) - self.offsets.units_before(start);
        PlaceInFile { line: line + 1, column: column + 1 }
    }
}

impl Located<'_> {
    pub fn start(&self) -> PlaceInFile {
        self.places.of(self.span.start)
    }

    pub fn end(&self) -> PlaceInFile {
        self.places.of(self.span.end)
    }
}

/// Three words for four severities, as SARIF and GitHub have them.
pub fn level(severity: Severity, mildest: &'static str) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => mildest,
    }
}
