//! What rules report, and how it may be mended.

use crate::config::{Config, HouseStyle, Severity, Terms};
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

/// Where rules put what they find, and what they may know of the settings.
#[derive(Debug)]
pub struct Findings<'c> {
    pub(super) config: &'c Config,
    pub(super) rule: &'static str,
    pub(super) severity: Severity,
    pub(super) found: Vec<Finding>,
}

impl Findings<'_> {
    /// The house style of the profile in use.
    pub fn style(&self) -> HouseStyle {
        self.config.profile.unwrap_or_default().style()
    }

    /// Reports a finding with its fixes.
    pub fn report(&mut self, span: ProseSpan, message: String, fixes: Vec<Fix>) {
        self.report_with(span, message, fixes, Vec::new());
    }

    /// The newsroom's terms.
    pub fn terms(&self) -> &Terms {
        self.config.terms.all()
    }

    /// Reports a finding that is as serious as a list says, or as the rule, if it says nothing.
    pub fn report_as(&mut self, severity: Option<Severity>, span: ProseSpan, message: String, fixes: Vec<Fix>) {
        let (rule, severity) = (self.rule, severity.unwrap_or(self.severity));
        self.found.push(Finding { rule, severity, span, comment: None, message, related: Vec::new(), fixes });
    }

    /// Reports a finding with its fixes and other places that belong to it.
    pub fn report_with(&mut self, span: ProseSpan, message: String, fixes: Vec<Fix>, related: Vec<Related>) {
        let (rule, severity) = (self.rule, self.severity);
        self.found.push(Finding { rule, severity, span, comment: None, message, related, fixes });
    }

    /// Reports a finding that is right less often than the rule's others: `most` is the most serious that it may be.
    pub fn report_at_most(&mut self, most: Severity, span: ProseSpan, message: String) {
        self.report_at_most_with(most, span, message, Vec::new());
    }

    /// The same with its fixes.
    pub fn report_at_most_with(&mut self, most: Severity, span: ProseSpan, message: String, fixes: Vec<Fix>) {
        let (rule, severity) = (self.rule, self.severity.min(most));
        self.found.push(Finding { rule, severity, span, comment: None, message, related: Vec::new(), fixes });
    }
}
