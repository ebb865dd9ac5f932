//! Findings as a person or a program reads them: one file for each format.

mod github;
mod json;
mod located;
mod sarif;
mod summary;
mod text;

use std::io::{self, Write};
use std::sync::Arc;

pub use summary::Summary;

use super::args::{Color, Output};
use crate::format::Prose;
use crate::rules::Finding;
use crate::text::SourceSpan;
use located::{Located, Places};

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

    /// Appends a file's findings to `output`. `prose` is that of the article, through which the places in `source` are
    /// found; findings about a file that is no article tell their places themselves. Elements of a list each have a comma
    /// before them.
    pub fn file(&self, name: &str, source: &str, prose: Option<&Prose>, findings: &[Finding], output: &mut Vec<u8>) {
        if findings.is_empty() {
            return;
        }
        let places = Places::new(source);
        for finding in findings {
            let span = match prose {
                Some(prose) => finding.in_source(prose),
                None => finding.comment.unwrap_or(SourceSpan::empty(0)),
            };
            let related = finding.related.iter();
            let related =
                related.filter_map(|related| Some((prose?.to_source(related.span), related.message.as_str())));
            let located = Located { name, finding, span, related: related.collect(), places: &places };
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
