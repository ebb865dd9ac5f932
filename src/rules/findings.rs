//! Where rules put what they find.

use super::finding::{Finding, Fix, Related};
use super::gathered::Gathered;
use crate::Article;
use crate::config::{Config, HouseStyle, Severity, Terms};
use crate::text::ProseSpan;

/// Where rules put what they find, and what they may know of the settings.
pub struct Findings<'c> {
    pub(super) config: &'c Config,
    /// What several rules ask of the article.
    pub(super) gathered: Gathered<'c>,
    pub(super) rule: &'static str,
    pub(super) severity: Severity,
    pub(super) found: Vec<Finding>,
}

impl<'c> Findings<'c> {
    /// Nothing yet, of an article under a configuration.
    pub(super) fn of(article: &'c Article, config: &'c Config) -> Findings<'c> {
        Findings { config, gathered: Gathered::of(article), rule: "", severity: Severity::Hint, found: Vec::new() }
    }

    /// All of it, by place.
    pub(super) fn in_order(self) -> Vec<Finding> {
        let mut found = self.found;
        found.sort_by_key(|finding| (finding.span, finding.rule));
        found
    }

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
