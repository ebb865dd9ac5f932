//! Speech that no one says.

use super::finding::Safety;
use super::findings::Findings;
use super::missing_speaker::Clue;
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

fn check(_: &Article, findings: &mut Findings) {
    let missing = findings.gathered.missing_speakers();
    for missing in missing.iter().filter(|missing| missing.clue == Clue::None) {
        let speakers = findings.gathered.speakers();
        findings.report(missing.words, MESSAGE.to_owned(), speakers.fixes(missing.quotation, missing.words));
    }
}
