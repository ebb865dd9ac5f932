//! Ten agency stories of one evening, each with the kinds of mistakes that such copy has.
//!
//! `COPYDESK_BLESS=1 cargo test --test rules hurried` writes the carets of today; read what changed.

use copydesk::rules::Severity;

use super::{annotate, check, examples, findings};

const ARTICLES: &str = include_str!("hurried.md");

/// What the ten have between them.
const KINDS: [&str; 25] = [
    "agentless-claim",
    "anonymous-source",
    "attribution-tense",
    "boilerplate",
    "date-style",
    "late-attribution",
    "loaded-cue",
    "long-title-before-name",
    "misspelled-honorific",
    "mixed-marks",
    "name-variant",
    "numeral-start",
    "quoted-without-marks",
    "secondhand-quote",
    "short-form-first",
    "speaker-switch",
    "stacked-title",
    "stray-space",
    "surname-first",
    "title-repeated",
    "title-style",
    "undefined-acronym",
    "unidentified-person",
    "unsourced-figure",
    "unused-acronym",
];

/// So many of the kinds each of them has at least.
const LEAST_KINDS: usize = 15;

#[test]
fn hurried_stories_have_exactly_these_findings() {
    if std::env::var_os("COPYDESK_BLESS").is_some() {
        let mut text = ARTICLES.to_owned();
        for example in examples(ARTICLES) {
            text = text.replace(&example.annotated, &annotate("hurried.md", None, &example));
        }
        return std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules/hurried.md"), text).unwrap();
    }
    for example in examples(ARTICLES) {
        check("hurried.md", None, &example);
    }
}

#[test]
fn ten_stories_have_the_same_kinds_of_mistakes() {
    let articles = examples(ARTICLES);
    assert!(articles.len() >= 10);
    let mut all: Vec<&str> = Vec::new();
    for example in &articles {
        let (_, found) = findings(&example.source, example.format);
        let mut kinds: Vec<&str> =
            found.iter().map(|finding| finding.rule).filter(|rule| KINDS.contains(rule)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        assert!(kinds.len() >= LEAST_KINDS, "hurried.md:{}: {kinds:?}", example.line);
        assert!(found.iter().all(|finding| finding.severity < Severity::Error), "no mark is missing");
        all.extend(kinds);
    }
    all.sort_unstable();
    all.dedup();
    assert_eq!(all, KINDS);
}
