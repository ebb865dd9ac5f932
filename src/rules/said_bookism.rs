//! Showy verbs for *said*.

use super::finding::Safety;
use super::findings::Findings;
use super::rule::Rule;
use super::verbs::{introduced, say_instead};
use crate::Article;
use crate::attribution::QuotationKind;
use crate::config::Severity;
use crate::language::WordSet;

/// The rule.
pub static RULE: Rule = Rule {
    name: "said-bookism",
    summary: "a showy verb for “said”",
    default: None,
    desk: Some(Severity::Hint),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Ask),
    page: include_str!("said_bookism.md"),
    check,
};

fn check(article: &Article, findings: &mut Findings<'_>) {
    let shown = introduced(article, |found| found.cue.is_in(WordSet::ShowyCue));
    for found in shown.filter(|found| found.quotation.kind == QuotationKind::Direct) {
        let verb = article.text().word(found.verb);
        let message = format!("“{verb}” draws attention to itself. Readers pass over “said”, and let the words speak.");
        findings.report(article.text().token(found.verb).span, message, say_instead(article, &found));
    }
}
