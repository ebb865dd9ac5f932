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

/// The same where readers may guess who said it.
const NEAR: &str = "Nobody is named as saying this. The text around it speaks of somebody, but readers have to guess whether \
                    these are their words. Name the speaker beside them.";

fn check(article: &Article, findings: &mut Findings) {
    let mut speakers = None;
    for missing in missing_speaker::find(article) {
        let (most, message) = match missing.clue {
            Clue::None => (Severity::Error, MESSAGE),
            Clue::Near => (Severity::Information, NEAR),
            _ => continue,
        };
        let speakers = speakers.get_or_insert_with(|| Speakers::of(article));
        let fixes = speakers.fixes(missing.quotation, missing.words);
        findings.report_at_most_with(most, missing.words, message.to_owned(), fixes);
    }
}
