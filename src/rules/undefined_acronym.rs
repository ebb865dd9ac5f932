//! Acronyms that are never spelled out.

use super::acronyms::Acronyms;
use super::finding::Findings;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::language::WordSet;

/// The rule.
pub static RULE: Rule = Rule {
    name: "undefined-acronym",
    summary: "an acronym that is never spelled out",
    default: Some(Severity::Hint),
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("undefined_acronym.md"),
    check,
};

fn check(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text();
    for (acronym, token) in Acronyms::of(article).unexplained() {
        if text.token(token).is_in(WordSet::KnownAcronym) {
            continue;
        }
        let message = format!(
            "{acronym} is never spelled out. Readers who do not know it lose the thread: write the full name at first mention, \
             with {acronym} in brackets behind it if it comes again."
        );
        findings.report(text.token(token).span, message, Vec::new());
    }
}
