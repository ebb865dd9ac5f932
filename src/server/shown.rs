//! A finding as the client is shown it, or as it is ignored.

use std::sync::Arc;

use crate::Article;
use crate::config::Ignore;
use crate::rules::{Finding, Rule, Severity};
use crate::text::SourceSpan;

/// What a client is shown of a finding. It may stay on the screen while the finding itself is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Where it stands in the source.
    pub span: SourceSpan,
    /// The rule that reports it.
    pub rule: &'static str,
    /// How serious it is.
    pub severity: Severity,
    /// What it says.
    pub message: Arc<str>,
    /// Other places that belong to it, with what is there; none once the finding is not there any more.
    pub related: Vec<(SourceSpan, Arc<str>)>,
    /// The index of the finding in the analysis, if it is found there.
    pub finding: Option<usize>,
}

impl Shown {
    /// The words that it stands on; `None` where they are no prose.
    pub fn words<'a>(&self, article: &'a Article) -> Option<&'a str> {
        let prose = article.prose();
        let (start, end) = (prose.from_source(self.span.start), prose.from_source(self.span.end));
        prose.text().get(start as usize..end as usize)
    }
}

/// A finding that an entry of `ignore` silences, with what that entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// Where it would stand in the source.
    pub span: SourceSpan,
    /// The rule that the entry names: the finding's own, or the stricter one that it is the milder form of.
    pub rule: &'static str,
    /// The words of the entry.
    pub words: Option<String>,
}

impl Ignored {
    /// What is known of a silenced finding at a place; `None` if its entry is about all rules.
    pub fn of(span: SourceSpan, entry: &Ignore) -> Option<Ignored> {
        let rule = Rule::named(entry.rule()?)?;
        Some(Ignored { span, rule: rule.name, words: entry.words().map(str::to_owned) })
    }
}

/// All findings of an article, in their order.
pub fn all(article: &Article, findings: &[Finding]) -> Vec<Shown> {
    let shown = |(index, finding): (usize, &Finding)| Shown {
        span: finding.in_source(article.prose()),
        rule: finding.rule,
        severity: finding.severity,
        message: finding.message.as_str().into(),
        related: finding
            .related
            .iter()
            .map(|related| (article.prose().to_source(related.span), related.message.as_str().into()))
            .collect(),
        finding: Some(index),
    };
    findings.iter().enumerate().map(shown).collect()
}
