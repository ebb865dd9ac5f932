//! The rules, held against articles.
//!
//! A fixture is `RULE.md` beside this file. Each block fenced as `article` (or `article markdown`, `article html`) is
//! an article; a line of carets annotates the line above it with the rule that reports those words. Carets that end in
//! `>` stand for words that go on in later lines. The set is exact: a finding of the fixture's rule without carets
//! fails, and carets without a finding fail. A block without carets is a counter-example; every fixture has one.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

mod hurried;
mod lists;
mod mending;
mod pages;

use std::sync::Arc;

use copydesk::Article;
use copydesk::config::{Config, Profile};
use copydesk::format::Format;
use copydesk::people::{People, PeopleList};
use copydesk::rules::{self, Finding, Rule};

/// The newsroom's own terms, for the rule that has none without it.
const HOUSE: &str = r#"
[[terms]]
words = "stationmaster’s office"
use = "office of the stationmaster"
severity = "warning"

[[terms]]
words = "per cent"
use = "percent"
note = "One word in our style."
fix = "safe"

[[terms]]
pattern = '\b(\w+)-goers\b'
use = "$1 fans"
"#;

/// The newsroom's own people, for the rule that knows nobody without them.
const PEOPLE: &str = "name,role,affiliation
Thérèse Valcourt,director,Quarry Trust
Orrin Brandstad,engineer,Harbour Trust
nell quillan,poet,
Ansel Morrow,warden,Upper Quarry Water Trust
";

fn people() -> Arc<People> {
    Arc::new(People::new(vec![Arc::new(PeopleList::read("people.csv".into(), PEOPLE.as_bytes()))]))
}

/// Everything that the copy desk's profile reports of an article.
fn findings(source: &str, format: Format) -> (Article, Vec<Finding>) {
    findings_by(Profile::Desk, source, format)
}

/// Everything that a profile reports of an article.
fn findings_by(profile: Profile, source: &str, format: Format) -> (Article, Vec<Finding>) {
    let config = Config { profile: Some(profile), ..Config::parse(HOUSE, &rules::names()).0 };
    let article = Article::analyze_knowing(source, format, people());
    let findings = rules::check(&article, &config);
    let findings = rules::silence(&article, source, findings, [], |rule| config.severity_of(rule)).findings;
    (article, findings)
}

/// An article of a fixture: its source, and the source with carets.
struct Example {
    line: usize,
    format: Format,
    source: String,
    annotated: String,
}

/// Analyzes an article, writes carets for the findings of `rule`, or for all of them, and compares.
fn check(fixture: &str, rule: Option<&str>, example: &Example) {
    let annotated = annotate(fixture, rule, example);
    assert_eq!(annotated, example.annotated, "{fixture}:{}: found on the left, expected on the right", example.line);
}

/// An article with carets for the findings of `rule`, or for all of them.
fn annotate(fixture: &str, rule: Option<&str>, example: &Example) -> String {
    let (article, findings) = findings(&example.source, example.format);
    let mut annotated = String::new();
    let mut line_start = 0;
    for line in example.source.split_inclusive('\n') {
        let line_end = line_start + line.trim_end_matches('\n').len();
        annotated += line;
        for finding in findings.iter().filter(|finding| rule.is_none_or(|rule| finding.rule == rule)) {
            let span = finding.in_source(article.prose());
            assert!(example.source.is_char_boundary(span.range().start), "{fixture}: a finding cuts a character");
            assert!(example.source.is_char_boundary(span.range().end), "{fixture}: a finding cuts a character");
            assert!(!finding.message.is_empty());
            let (start, end) = (span.range().start, span.range().end);
            if !(line_start..=line_end).contains(&start) || (start == line_end && end > start) {
                continue;
            }
            let width = |from: usize, to: usize| example.source[from..to].chars().count();
            let carets = width(start, end.min(line_end)).max(1);
            let goes_on = if end > line_end { ">" } else { "" };
            let name = finding.rule;
            annotated += &format!("{}{}{goes_on} {name}\n", " ".repeat(width(line_start, start)), "^".repeat(carets));
        }
        line_start += line.len();
    }
    annotated
}

fn is_carets(line: &str) -> bool {
    let line = line.trim_start();
    let rest = line.trim_start_matches('^').trim_start_matches('>');
    line.starts_with('^') && rest.starts_with(' ')
}

fn examples(fixture: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut open: Option<Example> = None;
    for (number, line) in fixture.lines().enumerate() {
        match &mut open {
            None => {
                if let Some(info) = line.strip_prefix("```article") {
                    let format = Format::from_name(info.trim()).unwrap_or_default();
                    open = Some(Example { line: number + 2, format, source: String::new(), annotated: String::new() });
                }
            }
            Some(_) if line == "```" => examples.extend(open.take()),
            Some(example) => {
                if !is_carets(line) {
                    example.source += line;
                    example.source.push('\n');
                }
                example.annotated += line;
                example.annotated.push('\n');
            }
        }
    }
    assert!(open.is_none(), "a block never closes");
    examples
}

fn fixture_of(rule: &Rule) -> (String, String) {
    let path = format!("{}/tests/rules/{}.md", env!("CARGO_MANIFEST_DIR"), rule.name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{} has no fixture: {error}", rule.name));
    (format!("{}.md", rule.name), text)
}

#[test]
fn every_rule_reports_exactly_what_its_fixture_says() {
    for rule in rules::ALL {
        let (name, text) = fixture_of(rule);
        for example in examples(&text) {
            check(&name, Some(rule.name), &example);
        }
    }
}

#[test]
fn whole_articles_have_exactly_these_findings() {
    for example in examples(include_str!("articles.md")) {
        check("articles.md", None, &example);
    }
}

#[test]
fn every_fixture_has_both_kinds_of_article() {
    for rule in rules::ALL {
        let (name, text) = fixture_of(rule);
        let examples = examples(&text);
        assert!(examples.iter().any(|example| example.source == example.annotated), "{name} has no counter-example");
        assert!(examples.iter().any(|example| example.source != example.annotated), "{name} reports nothing");
    }
}

#[test]
fn a_wrong_fixture_fails() {
    let article = "\"We asked twice and nobody answered.\"\n";
    let carets = format!("{} unattributed-quote\n", "^".repeat(article.trim_end().len()));
    let compare = |annotated: String| {
        let example = Example { line: 1, format: Format::Plain, source: article.to_owned(), annotated };
        std::panic::catch_unwind(|| check("self", Some("unattributed-quote"), &example)).is_ok()
    };
    assert!(compare(format!("{article}{carets}")));
    assert!(!compare(article.to_owned()), "a finding without carets");
    assert!(!compare(format!("{article}{carets}{carets}")), "carets without a finding");
    assert!(!compare(format!("{article} {}", &carets[1..])), "carets in the wrong place");
}

/// How often the words are reported, and how often a comment that does nothing.
fn reported(source: &str, format: Format) -> (usize, usize) {
    let (_, findings) = findings(source, format);
    let count = |rule: &str| findings.iter().filter(|finding| finding.rule == rule).count();
    (count("unattributed-quote"), count("unused-ignore"))
}

#[test]
fn a_comment_silences_the_quotation_that_it_stands_by() {
    let quote = "\"We asked twice and nobody answered.\"";
    let comment = "<!-- copydesk: ignore unattributed-quote -->";
    for source in [
        format!("A.\n\n{comment}\n{quote}\n"),
        format!("A.\n\n{comment}\n\n{quote}\n"),
        format!("A.\n\n{comment} {quote}\n"),
        format!("A.\n\n{quote} {comment}\n\nB.\n"),
        format!("A.\n\n{quote}\n{comment}\n\nB.\n"),
        format!("- {comment} {quote}\n- b\n"),
        format!("> {quote} {comment}\n"),
        format!("A.\n\n<!--Copydesk: Ignore: `unattributed-quote` - the mayor asked for it-->\n{quote}\n"),
        format!("A.\n\n{quote}\n\nB.\n\n<!-- copydesk: ignore-file unattributed-quote -->\n"),
    ] {
        assert_eq!(reported(&source, Format::Markdown), (0, 0), "{source}");
    }
    for source in [
        format!("<p>A.</p>\n{comment}\n<p>{quote}</p>"),
        format!("<p>A.</p><p>{comment}{quote}</p>"),
        format!("<p>{quote}{comment}</p><p>B.</p>"),
        format!("<p>{quote}</p> {comment}\n<p>B.</p>"),
        format!("<p>A.</p>{comment}<p>{quote}</p>"),
        format!("{comment}<blockquote><p>{quote}</p></blockquote>"),
    ] {
        assert_eq!(reported(&source, Format::Html), (0, 0), "{source}");
    }
    let next = format!("{quote}\n{comment}\n\"And nobody came at all.\"\n");
    assert_eq!(reported(&next, Format::Markdown), (1, 0), "of two it is the one below");
    let far = format!("{quote}\n\n{comment}\n");
    assert_eq!(reported(&far, Format::Markdown), (1, 1), "an empty line between says that it is not meant");
}
