//! What a rule reports, and how it may be mended.

use crate::config::Severity;
use crate::format::Prose;
use crate::text::{ProseSpan, SourceSpan};

/// What a rule reports, in article terms.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule that reports it.
    pub rule: &'static str,
    /// How serious it is under the profile in use.
    pub severity: Severity,
    /// The words it is about, in bytes of the prose.
    pub span: ProseSpan,
    /// Where it stands in the source, if it is about something that is no prose: a comment, an entry of `copydesk.toml`.
    pub comment: Option<SourceSpan>,
    /// What is wrong, why, and what to do.
    pub message: String,
    /// Other places that belong to it: the other spelling, the first mention.
    pub related: Vec<Related>,
    /// Ways to mend it.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// Where it stands in the source of an article with that prose.
    pub fn in_source(&self, prose: &Prose) -> SourceSpan {
        self.comment.unwrap_or_else(|| prose.to_source(self.span))
    }
}

/// A place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where, in bytes of the prose.
    pub span: ProseSpan,
    /// What is there.
    pub message: String,
}

/// A way to mend a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a menu shows it.
    pub title: String,
    /// Whether it may run unattended.
    pub safety: Safety,
    /// The changes, in order, in bytes of the source file.
    pub edits: Vec<Edit>,
}

/// Whether a fix may run unattended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Safety {
    /// It may.
    Safe,
    /// It is offered.
    Ask,
}

impl Safety {
    /// The word for it in the analysis record.
    pub fn name(self) -> &'static str {
        match self {
            Safety::Safe => "safe",
            Safety::Ask => "ask",
        }
    }
}

/// A change of the source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What to replace; an empty span inserts.
    pub span: SourceSpan,
    /// What to put there.
    pub text: String,
}
