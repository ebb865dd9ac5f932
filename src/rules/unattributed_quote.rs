//! Speech that no one says.

use super::finding::{Findings, Safety};
use super::insert_attribution::Speakers;
use super::missing_speaker::{self, Clue};
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: "unattributed-quote",
    summary: "a quotation that no one says",
    default: Some(Severity::Warning),
    desk: Some(Severity::Warning),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Ask),
    page: include_str!("unattributed_quote.md"),
    check,
};

/// What is wrong, and what to do.
const MESSAGE: &str = "Nobody is named as saying this. Name the speaker beside the words, or take the marks off if \
                       these are nobody’s words.";

fn check(article: &Article, findings: &mut Findings) {
    let mut speakers = None;
    for missing in missing_speaker::find(article).into_iter().filter(|missing| missing.clue == Clue::None) {
        let speakers = speakers.get_or_insert_with(|| Speakers::of(article));
        findings.report(missing.words, MESSAGE.to_owned(), speakers.fixes(missing.quotation, missing.words));
    }
}
