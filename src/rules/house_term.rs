//! Terms that the newsroom replaces.

use super::finding::{Fix, Safety};
use super::findings::Findings;
use super::mend::replace;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::config::{Found, Severity};
use crate::prose::EachToken;
use crate::text::ProseSpan;

/// The rule. It knows no term of its own: which words are right is the newsroom's decision.
pub static RULE: Rule = Rule {
    name: "house-term",
    summary: "a term that the newsroom’s own list replaces",
    default: Some(Severity::Information),
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Safe),
    page: include_str!("house_term.md"),
    check,
};

fn check(article: &Article, findings: &mut Findings<'_>) {
    if findings.terms().is_empty() {
        return;
    }
    let text = article.text();
    let mut found = Vec::new();
    for paragraph in text.paragraphs() {
        let span = text.span(paragraph.tokens.clone());
        let terms = findings.terms().find(span.slice(text.as_str()));
        found.extend(terms.into_iter().map(|term| report(article, span.start, &term)));
    }
    for (severity, span, message, fixes) in found {
        findings.report_as(severity, span, message, fixes);
    }
}

type Report = (Option<Severity>, ProseSpan, String, Vec<Fix>);

/// What is said of a term in a paragraph that begins at `start`.
fn report(article: &Article, start: u32, found: &Found<'_>) -> Report {
    let place = |at: usize| start + at as u32;
    let span = ProseSpan::new(place(found.range.start), place(found.range.end));
    let held = span.slice(article.text().as_str());
    let is_quoted = article.text().tokens_in(span).each().any(|token| is_quoted(article, token));
    let what = match &found.instead {
        Some(instead) => format!("The newsroom’s list has “{instead}” for “{held}”."),
        None => format!("“{held}” is on the newsroom’s list of terms to avoid."),
    };
    let note = found.term.note.as_ref().map(|note| format!(" {note}")).unwrap_or_default();
    if is_quoted {
        // Somebody's words are left as they were said.
        let message = format!("{what}{note} Here it stands in a quotation: leave it, or tell it in your own words.");
        return (Some(Severity::Hint), span, message, Vec::new());
    }
    let safety = if found.term.is_safe { Safety::Safe } else { Safety::Ask };
    let fixes = found
        .instead
        .as_ref()
        .map(|instead| replace(article, format!("Change to “{instead}”"), safety, &[(span, instead.as_str())]));
    (found.term.severity, span, format!("{what}{note}"), fixes.unwrap_or_default())
}
