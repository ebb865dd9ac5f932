//! Findings as a person or a program reads them: one file for each format.

mod github;
mod json;
mod sarif;
mod summary;
mod text;

use std::io::{self, Write};
use std::sync::Arc;

pub use summary::Summary;

use super::args::{Color, Output};
use crate::rules::{Finding, Severity};
use crate::text::{Encoding, LineIndex, Offsets, SourceSpan};

/// Renders the findings of one file; shared by all workers.
#[derive(Debug)]
pub enum Reporter {
    /// For people.
    Text(text::Renderer),
    /// One JSON array.
    Json,
    /// SARIF.
    Sarif,
    /// A workflow's log.
    Github,
}

impl Reporter {
    /// The reporter of a format.
    pub fn new(format: Output, color: Color) -> Reporter {
        match format {
            Output::Text => Reporter::Text(text::Renderer::new(color)),
            Output::Json => Reporter::Json,
            Output::Sarif => Reporter::Sarif,
            Output::Github => Reporter::Github,
        }
    }

    /// Appends a file's findings to `output`, each where `place` says that it stands in `source`. Elements of a list
    /// each have a comma before them.
    pub fn file(
        &self,
        name: &str,
        source: &str,
        findings: &[Finding],
        place: impl Fn(&Finding) -> SourceSpan,
        output: &mut Vec<u8>,
    ) {
        if findings.is_empty() {
            return;
        }
        let places = Places::new(source);
        for finding in findings {
            let located = Located { name, finding, span: place(finding), places: &places };
            match self {
                Reporter::Text(renderer) => renderer.finding(&located, output),
                Reporter::Json => element(&json::finding(&located), output),
                Reporter::Sarif => element(&sarif::result(&located), output),
                Reporter::Github => github::finding(&located, output),
            }
        }
    }
}

fn element(value: &serde_json::Value, output: &mut Vec<u8>) {
    output.extend_from_slice(b",\n");
    // A JSON value always has a text, and a vector takes all bytes.
    let _ = serde_json::to_writer(&mut *output, value);
}

/// A report that is being written: what stands around the findings of all files.
#[derive(Debug)]
pub struct Report {
    reporter: Arc<Reporter>,
    empty: bool,
}

impl Report {
    /// A report that has not begun.
    pub fn new(reporter: Arc<Reporter>) -> Report {
        Report { reporter, empty: true }
    }

    /// What stands before all findings.
    pub fn begin(&self, output: &mut impl Write) -> io::Result<()> {
        match *self.reporter {
            Reporter::Text(_) | Reporter::Github => Ok(()),
            Reporter::Json => output.write_all(b"["),
            Reporter::Sarif => sarif::head(output),
        }
    }

    /// The findings of a file, as [`Reporter::file`] rendered them.
    pub fn write(&mut self, rendered: &[u8], output: &mut impl Write) -> io::Result<()> {
        let list = matches!(*self.reporter, Reporter::Json | Reporter::Sarif);
        let rendered = if list && self.empty { rendered.strip_prefix(b",").unwrap_or(rendered) } else { rendered };
        self.empty = false;
        output.write_all(rendered)?;
        output.flush()
    }

    /// What stands behind all findings.
    pub fn end(&self, summary: &Summary, output: &mut impl Write) -> io::Result<()> {
        match *self.reporter {
            Reporter::Text(_) => writeln!(output, "{}", text::summary(summary)),
            Reporter::Json => output.write_all(if self.empty { b"]\n" } else { b"\n]\n" }),
            Reporter::Sarif => sarif::foot(summary, output),
            Reporter::Github => Ok(()),
        }
    }
}

/// A finding in its file.
pub struct Located<'a> {
    name: &'a str,
    finding: &'a Finding,
    span: SourceSpan,
    places: &'a Places<'a>,
}

/// Lines and columns of a file, both from 1; columns count characters.
pub struct Places<'a> {
    source: &'a str,
    lines: LineIndex,
    offsets: Offsets<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct PlaceInFile {
    line: u32,
    column: u32,
}

impl<'a> Places<'a> {
    fn new(source: &'a str) -> Places<'a> {
        // Columns are counted through checkpoints: a line may be as long as the file.
        Places { source, lines: LineIndex::new(source), offsets: Offsets::new(source, Encoding::Utf32) }
    }

    fn of(&self, offset: u32) -> PlaceInFile {
        let (line, start) = self.lines.line_at(offset);
        let column = self.offsets.units_before(offset) - self.offsets.units_before(start);
        PlaceInFile { line: line + 1, column: column + 1 }
    }
}

impl Located<'_> {
    fn start(&self) -> PlaceInFile {
        self.places.of(self.span.start)
    }

    fn end(&self) -> PlaceInFile {
        self.places.of(self.span.end)
    }
}

/// Three words for four severities, as SARIF and GitHub have them.
fn level(severity: Severity, mildest: &'static str) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => mildest,
    }
}
