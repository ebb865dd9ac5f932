//! Marks without a counterpart.

use super::finding::Findings;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: "unbalanced-quote",
    summary: "a quotation mark that never closes, or closes nothing",
    default: Some(Severity::Error),
    desk: Some(Severity::Error),
    milder_than: None,
    page: include_str!("unbalanced_quote.md"),
    check,
};

fn check(article: &Article, findings: &mut Findings) {
    for unbalanced in &article.passages().unbalanced {
        let span = article.text().token(unbalanced.mark).span;
        let message = if unbalanced.opens {
            "This mark opens a quotation that never closes. Readers cannot tell where somebody's words end and yours begin. \
             Add the closing mark where the words end."
        } else {
            "This mark closes a quotation that was never opened. Readers cannot tell where somebody's words began. Add the \
             opening mark where they do, or take this one out."
        };
        findings.report(span, message.to_owned(), Vec::new());
    }
}
