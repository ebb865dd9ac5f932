//! Speech whose speaker only the context tells.

use super::insert_attribution::Speakers;
use super::missing_speaker::{self, Clue};
use super::{Findings, Rule, Severity};
use crate::Article;
use crate::attribution::Quotation;

/// The rule.
pub static RULE: Rule = Rule {
    name: "implied-speaker",
    summary: "a quotation whose speaker the reader has to work out",
    default: Some(Severity::Hint),
    desk: Some(Severity::Information),
    milder_than: Some("unattributed-quote"),
    page: include_str!("implied_speaker.md"),
    check,
};

/// What a reader of an article without speakers meets.
const STYLE: &str = "Nobody is named as saying this, nor are others in this piece. If a reader could lose track of who \
                     speaks, name the speaker here.";

/// What a reader of words that stand apart from the text meets.
const LAYOUT: &str = "Nobody is named as saying this. If it is somebody’s words, put a name below them.";

/// What a reader meets who has to remember who spoke last.
fn context(article: &Article, quotation: &Quotation) -> String {
    let speaker = quotation.speaker.and_then(|speaker| article.entity(speaker)).map(|speaker| speaker.name.as_str());
    let source = quotation.source.as_ref().map(|source| source.span.slice(article.prose().text()));
    let name = speaker.or(source).unwrap_or("the last speaker");
    format!("Only the context tells that {name} says this. If a reader could miss it, name the speaker here.")
}

fn check(article: &Article, findings: &mut Findings) {
    let mut speakers = None;
    for missing in missing_speaker::find(article) {
        let message = match missing.clue {
            Clue::None => continue,
            Clue::Context => context(article, missing.quotation),
            Clue::Style => STYLE.to_owned(),
            Clue::Layout => LAYOUT.to_owned(),
        };
        let speakers = speakers.get_or_insert_with(|| Speakers::of(article));
        findings.report(missing.quotation.extent(), message, speakers.fixes(missing.quotation));
    }
}
