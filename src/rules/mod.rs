//! The rules: each reads an article and reports findings.
//!
//! A rule is one file here, one line in [`ALL`], one fixture in `tests/rules`. Rules never read files, never look at a
//! clock, and do not know each other.

mod implied_speaker;
mod insert_attribution;
mod missing_speaker;
mod silence;
mod unattributed_quote;
mod unbalanced_quote;
pub mod unused_ignore;

pub use crate::config::Severity;
pub use silence::{Silenced, silence, words_for};

use crate::Article;
use crate::config::{Config, Profile};
use crate::format::Prose;
use crate::text::{ProseSpan, SourceSpan};

/// Every rule, in the order of the catalogue. Listings, documentation and the check itself all derive from this list.
pub static ALL: &[&Rule] =
    &[&unattributed_quote::RULE, &implied_speaker::RULE, &unbalanced_quote::RULE, &unused_ignore::RULE];

/// A rule of the catalogue.
#[derive(Debug)]
pub struct Rule {
    /// Named after the defect, in lower case with hyphens.
    pub name: &'static str,
    /// One line: what is wrong.
    pub summary: &'static str,
    /// How serious a finding is in the profile of a writer who never asked for advice; `None` is off.
    pub default: Option<Severity>,
    /// The same for the copy desk, which wants to see everything. The house profiles start from here.
    pub desk: Option<Severity>,
    /// The stricter rule of which this one is the milder form: what silences that one at a place silences this one too,
    /// as it depends on the rest of the article which of them reports the place.
    pub milder_than: Option<&'static str>,
    /// The rule's page in Markdown, with the headings *What it finds*, *Why it matters*, *Wrong*, *Right*, *Settings*
    /// and *Style books*.
    pub page: &'static str,
    /// Reports what is wrong with an article.
    pub check: fn(&Article, &mut Findings),
}

impl Rule {
    /// The rule of that name.
    pub fn named(name: &str) -> Option<&'static Rule> {
        ALL.iter().copied().find(|rule| rule.name == name)
    }

    /// How serious a finding of this rule is in a profile; `None` is off.
    pub fn severity(&self, profile: Profile) -> Option<Severity> {
        match profile {
            Profile::Default => self.default,
            Profile::Desk | Profile::Ap | Profile::Reuters | Profile::Bbc | Profile::Guardian => self.desk,
        }
    }
}

/// The names of all rules.
pub fn names() -> Vec<&'static str> {
    ALL.iter().map(|rule| rule.name).collect()
}

impl Config {
    /// How serious a finding of a rule is under this configuration; `None` is off.
    pub fn severity_of(&self, rule: &Rule) -> Option<Severity> {
        match self.setting(rule.name) {
            Some(setting) => setting.severity(),
            None => rule.severity(self.profile.unwrap_or_default()),
        }
    }
}

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
    /// Ways to mend it.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// Where it stands in the source of an article with that prose.
    pub fn in_source(&self, prose: &Prose) -> SourceSpan {
        self.comment.unwrap_or_else(|| prose.to_source(self.span))
    }
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

/// Where rules put what they find.
#[derive(Debug)]
pub struct Findings {
    rule: &'static str,
    severity: Severity,
    found: Vec<Finding>,
}

impl Findings {
    /// Reports a finding with its fixes.
    pub fn report(&mut self, span: ProseSpan, message: String, fixes: Vec<Fix>) {
        self.found.push(Finding { rule: self.rule, severity: self.severity, span, comment: None, message, fixes });
    }
}

/// Runs every rule that is on, and sorts what they find by place.
pub fn check(article: &Article, severity_of: impl Fn(&'static Rule) -> Option<Severity>) -> Vec<Finding> {
    let mut findings = Findings { rule: "", severity: Severity::Hint, found: Vec::new() };
    for &rule in ALL {
        let Some(severity) = severity_of(rule) else { continue };
        findings.rule = rule.name;
        findings.severity = severity;
        (rule.check)(article, &mut findings);
    }
    findings.found.sort_by_key(|finding| (finding.span, finding.rule));
    findings.found
}
