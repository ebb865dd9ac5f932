//! Words that somebody smiles or shrugs.

use super::finding::Safety;
use super::findings::Findings;
use super::rule::Rule;
use super::verbs::{Introduced, introduced, say_instead};
use crate::Article;
use crate::attribution::QuotationKind;
use crate::config::Severity;
use crate::language::CueClass;
use crate::prose::TokenKind;

/// The rule.
pub static RULE: Rule = Rule {
    name: "nonspeech-cue",
    summary: "words that somebody is said to smile or shrug",
    default: Some(Severity::Information),
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Ask),
    page: include_str!("nonspeech_cue.md"),
    check,
};

fn check(article: &Article, findings: &mut Findings<'_>) {
    let silent = introduced(article, |found| found.class == CueClass::Nonspeech && is_tag(article, found));
    for found in silent.filter(|found| found.quotation.kind == QuotationKind::Direct) {
        let verb = article.text().word(found.verb);
        let message = format!(
            "Nobody can speak words by the act of “{verb}”. Write “said”, and tell of that in words of its own, if it matters."
        );
        findings.report(article.text().token(found.verb).span, message, say_instead(article, &found));
    }
}

/// Whether the verb stands as *said* does, right beside the words or the speaker; what somebody does on the way to the
/// words is told, not said.
fn is_tag(article: &Article, found: &Introduced<'_>) -> bool {
    let text = article.text();
    let Some(behind) = text.get(found.verb + 1) else { return true };
    let ends = matches!(behind.kind, TokenKind::Stop | TokenKind::Comma | TokenKind::Mark(_));
    ends || found.quotation.source.as_ref().is_some_and(|source| source.span.start == behind.span.start)
}
