//! What must hold of any article, tried on random ones. A case that failed once is kept beside its property.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

#[path = "../support/holds.rs"]
mod holds;

use copydesk::Article;
use copydesk::attribution::QuotationKind;
use copydesk::format::Format;
use copydesk::rules;
use holds::{FORMATS, check_article, desk, mended};
use proptest::prelude::*;

/// Pieces that decide on tokens, sentences, marks, names, markup, and who speaks.
const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "’",
    "«",
    "»",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    ". ",
    ", ",
    ": ",
    "? ",
    "—",
    " – ",
    "…",
    "(",
    ")",
    "said ",
    "told ",
    "according to ",
    "he ",
    "She ",
    "they ",
    "his wife, ",
    "the mayor ",
    "The union ",
    "the council ",
    "Maria Lopez ",
    "Lopez ",
    "Ms. Lopez ",
    "Ann Holt, the mayor, ",
    "Mayor Ann Holt ",
    "Harbour Council (HC) ",
    "the HC ",
    "J. K. Smith ",
    "Smith’s ",
    "U.S. ",
    "GHENT — ",
    "By Maria Lopez\n\n",
    "Q: ",
    "WALLACE: ",
    "on Monday, Jan. 3, ",
    "12 percent ",
    "We asked twice",
    "it closed",
    "nobody came",
    "of the ",
    "and ",
    "who ",
    "that ",
    "is ",
    "a nurse ",
    "word",
    "é",
    "🖊",
    "\u{A0}",
    "\u{200B}",
    "*",
    "**",
    "_",
    "`",
    "> ",
    "- ",
    "# ",
    "[a](b)",
    "<p>",
    "</p>",
    "<q>",
    "</q>",
    "<b>",
    "<!-- copydesk: ignore -->",
    "&amp;",
    "&ldquo;",
    "<",
    "&",
];

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![12 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..50).prop_map(|pieces| pieces.concat())
}

/// A paragraph as reporters write them, with marks that are whole.
fn paragraph() -> impl Strategy<Value = String> {
    let who = prop::sample::select(
        &["Maria Lopez", "Lopez", "Ann Holt, the mayor of Velmora,", "the union", "she", "Mr. Okafor", "a nurse"][..],
    );
    let words = prop::sample::select(
        &[
            "We asked the council twice",
            "It’s late and nobody’s here",
            "The pumps won’t run again",
            "They called it ‘the long night’ then",
            "I’ll go",
        ][..],
    );
    let verb = prop::sample::select(&["said", "told reporters", "asked", "warned", "added"][..]);
    (who, words, verb, 0..11_usize).prop_map(|(who, words, verb, shape)| match shape {
        0 => format!("“{words},” {who} {verb}."),
        1 => format!("“{words},” {verb} {who}. “{words}.”"),
        2 => format!("{who} {verb}: “{words}.”"),
        3 => format!("“{words},” {who} {verb}, “and {words}.”"),
        4 => format!("“{words}.\n\n“And {words},” {who} {verb}."),
        5 => format!("The pumps of {who} failed on Monday. Nobody’s sure why."),
        6 => format!("He spoke of a “long night” in which {who} {verb} little."),
        // A mark was lost.
        7 => format!("“{words}."),
        8 => format!("“{words}, {who} {verb}."),
        9 => format!("{who} {verb}: “{words}."),
        _ => format!("“{words}.”"),
    })
}

fn article() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(paragraph(), 1..7)
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Paragraphs from which nothing follows for any other: no name, no mark, no number, nothing that may be meant.
const NEUTRAL: [&str; 2] = ["There was much fog until noon.", "There was little rain at night."];
/// What is found by rules that read on to the end of the article is about what stands there, too.
const READ_ON: [&str; 1] = ["unused-acronym"];

/// The findings before a byte, without the articles that they are in.
fn findings_before(text: &str, end: usize) -> Vec<(String, std::ops::Range<usize>, String)> {
    let article = Article::analyze(text, Format::Plain);
    let findings = rules::check(&article, &desk());
    let places =
        findings.iter().map(|finding| (finding.rule.to_owned(), finding.span.range(), finding.message.clone()));
    places.filter(|(rule, span, _)| span.end <= end && !READ_ON.contains(&rule.as_str())).collect()
}

#[track_caller]
fn assert_paragraph_behind_changes_nothing(text: &str) {
    let text = format!("{text}\n\n{}", NEUTRAL[0]);
    let longer = format!("{text}\n\n{}", NEUTRAL[1]);
    assert_eq!(findings_before(&longer, text.len()), findings_before(&text, text.len()), "{longer}");
}

#[track_caller]
fn assert_fixes_end_and_spare_quotations(text: &str, format: Format) {
    let Some(after) = mended(text, format) else { panic!("fixes undo each other in {text:?}") };
    assert_eq!(mended(&after, format).as_deref(), Some(&*after), "a second time in {text:?}");
    let article = Article::analyze(text, format);
    for passage in article.passages().passages.iter().filter(|passage| passage.depth == 0) {
        let words = letters(article.text().slice(passage.inside.clone()));
        let stays = letters(format.read(&after).text()).contains(&words);
        assert!(stays, "{words} is gone: {text:?} becomes {after:?}");
    }
}

/// What is known of an article, without its marks and places.
fn known(text: &str) -> Vec<String> {
    let article = Article::analyze(text, Format::Plain);
    let straight = |words: &str| words.replace(['“', '”'], "\"").replace(['‘', '’'], "'");
    let words = |span: copydesk::text::ProseSpan| straight(span.slice(article.prose().text()));
    let quotations = article.quotations().iter().filter(|quotation| quotation.kind != QuotationKind::Scare);
    let mut known: Vec<String> = quotations
        .map(|quotation| {
            let contents: Vec<String> = quotation.spans.iter().map(|span| words(*span)).collect();
            let speaker =
                quotation.speaker.and_then(|speaker| article.entity(speaker)).map(|entity| straight(&entity.name));
            let cue = quotation.cue.as_ref().map(|cue| words(cue.span));
            format!("{:?} {contents:?} {cue:?} {speaker:?}", quotation.kind)
        })
        .collect();
    let entities = article.entities().mentions();
    known.extend(entities.map(|(entity, mention)| format!("{} {}", straight(&entity.name), words(mention.span))));
    let findings = rules::check(&article, &desk());
    known.extend(findings.iter().map(|finding| format!("{} {}", finding.rule, words(finding.span))));
    known
}

#[track_caller]
fn assert_marks_are_all_one(text: &str) {
    let straight = text.replace(['“', '”'], "\"").replace(['‘', '’'], "'");
    assert_eq!(known(&straight), known(text), "{text}");
}

/// `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    ProptestConfig { cases: if asked { config.cases } else { 150 }, ..config }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_place_is_one(text in any_text()) {
        FORMATS.iter().for_each(|format| drop(check_article(&text, *format)));
    }

    #[test]
    fn safe_fixes_end_and_spare_quotations(text in any_text(), format in prop::sample::select(&FORMATS[..])) {
        assert_fixes_end_and_spare_quotations(&text, format);
    }

    #[test]
    fn safe_fixes_of_articles_end_and_spare_quotations(paragraphs in article()) {
        assert_fixes_end_and_spare_quotations(&paragraphs.join("\n\n").replace(". “", ".  \""), Format::Plain);
    }

    #[test]
    fn a_paragraph_behind_changes_nothing_before_it(text in any_text()) {
        assert_paragraph_behind_changes_nothing(&text);
    }

    #[test]
    fn a_paragraph_behind_an_article_changes_nothing_before_it(paragraphs in article()) {
        assert_paragraph_behind_changes_nothing(&paragraphs.join("\n\n"));
    }

    #[test]
    fn straight_and_curly_marks_are_all_one(paragraphs in article()) {
        assert_marks_are_all_one(&paragraphs.join("\n\n"));
    }
}

#[test]
fn a_mark_that_is_missing_lets_no_fix_decide_what_is_quoted() {
    assert_fixes_end_and_spare_quotations("\"««\"“Harbour Council (HC) '", Format::Plain);
}
