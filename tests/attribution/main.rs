//! Attribution, on annotated articles.
//!
//! A fixture is an article (plain text, or Markdown in `.md`), a line of `---`, and one line for each quotation in it, in order:
//!
//!     direct · “It failed,” | “Twice.” · said · Maria Lopez · Maria Lopez
//!
//! the kind, the words of each span parted by ` | `, the cue, the source as written, and the name of the speaker; `-`
//! where there is none. `via NAME` may follow, and where there is an attribution its evidence: *quotation-source-cue,
//! continuation*. The set is exact: a quotation too many or too few fails.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

use std::fs;
use std::path::{Path, PathBuf};

use copydesk::Article;
use copydesk::attribution::{Evidence, Quotation, QuotationKind};
use copydesk::format::Format;

/// A quotation as a fixture writes it.
fn describe(article: &Article, quotation: &Quotation) -> String {
    let text = article.prose().text();
    let spans: Vec<&str> = quotation.spans.iter().map(|span| span.slice(text)).collect();
    let cue = quotation.cue.as_ref().map_or("-", |cue| cue.span.slice(text));
    let source = quotation.source.as_ref().map_or("-", |source| source.span.slice(text));
    let speaker = quotation.speaker.and_then(|speaker| article.entity(speaker)).map_or("-", |entity| &entity.name);
    let mut line = format!("{} · {} · {cue} · {source} · {speaker}", quotation.kind.name(), spans.join(" | "));
    if let Some(via) = &quotation.via {
        line += &format!(" · via {}", via.span.slice(text));
    }
    let evidence: Vec<&str> = quotation.evidence.iter().map(|evidence| evidence.name()).collect();
    if !evidence.is_empty() {
        line += &format!(" · {}", evidence.join(", "));
    }
    line
}

fn check(fixture: &Path) -> Result<(), String> {
    let name = fixture.file_name().unwrap_or_default().to_string_lossy();
    let whole = fs::read_to_string(fixture).map_err(|error| format!("{name}: {error}"))?;
    let format =
        if fixture.extension().is_some_and(|extension| extension == "md") { Format::Markdown } else { Format::Plain };
    let (source, expected) = whole.split_once("\n---\n").ok_or(format!("{name}: no line of ---"))?;
    let article = Article::analyze(source, format);
    let found: Vec<String> = article.quotations().iter().map(|quotation| describe(&article, quotation)).collect();
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    for quotation in article.quotations() {
        let attributed = quotation.is_attributed();
        // *It was reported that …* tells that words were said, and not by whom.
        let told = attributed || quotation.cue.is_some();
        if told == quotation.evidence.is_empty() {
            return Err(format!("{name}: an attribution and its evidence go together: {quotation:?}"));
        }
        if quotation.kind == QuotationKind::Scare && attributed {
            return Err(format!("{name}: nobody's words have a source: {quotation:?}"));
        }
    }
    if found == expected {
        return Ok(());
    }
    Err(format!("{name}\n  expected\n    {}\n  found\n    {}", expected.join("\n    "), found.join("\n    ")))
}

/// The fixtures of this folder.
fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attribution");
    let mut fixtures: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    fixtures.retain(|path| path.extension().is_some_and(|extension| extension == "txt" || extension == "md"));
    fixtures.sort();
    assert!(fixtures.len() >= 8, "the fixtures are there");
    fixtures
}

#[test]
fn every_annotated_article_is_attributed_as_its_fixture_says() {
    let fixtures = fixtures();
    let wrong: Vec<String> = fixtures.iter().filter_map(|fixture| check(fixture).err()).collect();
    assert!(wrong.is_empty(), "{} of {} fixtures:\n{}", wrong.len(), fixtures.len(), wrong.join("\n"));
}

#[test]
fn every_kind_of_evidence_is_in_a_fixture() {
    let expected: String = fixtures()
        .iter()
        .map(|fixture| fs::read_to_string(fixture).unwrap().split_once("\n---\n").unwrap().1.to_owned())
        .collect();
    let shown: Vec<&str> = expected.lines().filter_map(|line| line.rsplit(" · ").next()).collect();
    let is_shown = |name: &str| shown.iter().any(|evidence| evidence.split(", ").any(|one| one == name));
    let missing: Vec<&str> =
        Evidence::ALL.iter().map(|evidence| evidence.name()).filter(|name| !is_shown(name)).collect();
    assert_eq!(missing, [""; 0], "no fixture shows this evidence");
}
