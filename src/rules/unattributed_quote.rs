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

/// What is wrong, why, and what to do.
const MESSAGE: &str = "Nobody is named as saying this. Readers judge words by who says them, and nothing here tells. \
                       Name the speaker beside the quotation, or take the marks off if these are nobody's words.";

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
        let message = MESSAGE.to_owned();
        let speakers = speakers.get_or_insert_with(|| Speakers::of(article));
        findings.report(extent, message, speakers.fixes(quotation));
    }
}
