//! Speech that no one says.

use super::insert_attribution::Speakers;
use super::{Findings, Rule, Severity};
use crate::Article;
use crate::attribution::QuotationKind;

/// The rule.
pub static RULE: Rule = Rule {
    name: "unattributed-quote",
    summary: "a quotation that no one says",
    default: Some(Severity::Warning),
    desk: Some(Severity::Warning),
    page: include_str!("unattributed_quote.md"),
    check,
};

/// Fewer marked words than this may be a term or a title; they are never reported.
const SPEECH_WORDS: usize = 4;

fn check(article: &Article, findings: &mut Findings) {
    let mut speakers = None;
    for quotation in article.quotations() {
        if quotation.kind != QuotationKind::Direct || quotation.is_attributed() {
            continue;
        }
        let extent = quotation.extent();
        let words = extent.slice(article.prose().text()).split_whitespace().count();
        if words < SPEECH_WORDS {
            continue;
        }
        let message =
            "Nobody says this quotation: no source stands beside it, and it continues nobody's words. Add who said \
                       it, or take the marks off if these are not somebody's words."
                .to_owned();
        let speakers = speakers.get_or_insert_with(|| Speakers::of(article));
        findings.report(extent, message, speakers.fixes(quotation));
    }
}
