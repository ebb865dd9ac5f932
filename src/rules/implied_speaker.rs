//! Speech whose speaker only the context tells.

use super::finding::Safety;
use super::findings::Findings;
use super::missing_speaker::{Clue, MissingSpeaker};
use super::rule::Rule;
use crate::Article;
use crate::attribution::QuotationKind;
use crate::config::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: "implied-speaker",
    summary: "a quotation whose speaker the reader has to work out",
    default: Some(Severity::Hint),
    desk: Some(Severity::Information),
    house: &[],
    milder_than: Some("unattributed-quote"),
    fix: Some(Safety::Ask),
    page: include_str!("implied_speaker.md"),
    check,
};

/// So many quotations back the words right before are looked for.
const LOOKED_BACK: usize = 8;

/// What a reader of an article without speakers meets.
const STYLE: &str = "Nobody is named as saying this, nor are others in this piece. If a reader could lose track of who \
                     speaks, name the speaker here.";

/// What a reader meets behind the words of one of several people.
const VOICES: &str = "Nobody is named as saying this, and more than one person before it could go on. Name the speaker \
                      here.";

/// What a reader meets where the text leads up to words and names nobody.
const INTRODUCED: &str = "The text leads up to these words, but names nobody as saying them. If somebody did, say who.";

/// What a reader of words that stand apart from the text meets.
const LAYOUT: &str = "Nobody is named as saying this. If it is somebody’s words, put a name below them.";

/// What a reader meets who has to remember who spoke last.
fn context(article: &Article, missing: &MissingSpeaker<'_>) -> String {
    let quotation = missing.quotation;
    let speaker = quotation.speaker.and_then(|speaker| article.entity(speaker)).map(|speaker| speaker.name.as_str());
    let source = quotation.source.as_ref().map(|source| source.span.slice(article.prose().text()));
    let name = speaker.or(source).unwrap_or("the last speaker");
    let remedy = if follows_own_words(article, missing) {
        "If the same person goes on, take off the closing mark of the paragraph before; or name the speaker here."
    } else {
        "If a reader could miss it, name the speaker here."
    };
    format!("Only the context tells that {name} says this. {remedy}")
}

/// Whether the paragraph before ends with marked words of the same speaker, which their closing mark ends.
fn follows_own_words(article: &Article, missing: &MissingSpeaker<'_>) -> bool {
    let Some(before) = article.prose().text().get(..missing.words.start as usize) else { return false };
    let end = before.trim_end().len() as u32;
    let quotations = article.quotations();
    let here = quotations.partition_point(|other| other.extent().start < missing.words.start);
    quotations.iter().take(here).rev().take(LOOKED_BACK).any(|other| {
        other.kind == QuotationKind::Direct
            && other.speaker.is_some()
            && other.speaker == missing.quotation.speaker
            && other.spans.iter().any(|words| words.end == end)
    })
}

fn check(article: &Article, findings: &mut Findings) {
    for missing in findings.gathered.missing_speakers().iter() {
        let message = match missing.clue {
            Clue::None => continue,
            Clue::Context => context(article, missing),
            Clue::Voices => VOICES.to_owned(),
            Clue::Introduced => INTRODUCED.to_owned(),
            Clue::Style => STYLE.to_owned(),
            Clue::Layout => LAYOUT.to_owned(),
        };
        let speakers = findings.gathered.speakers();
        findings.report(missing.words, message, speakers.fixes(missing.quotation, missing.words));
    }
}
