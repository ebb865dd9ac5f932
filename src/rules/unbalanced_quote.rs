//! Marks without a counterpart.

use super::finding::{Edit, Findings, Fix, Safety};
use super::mend::replace;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::prose::TokenIndex;
use crate::quotations::{Passage, Unbalanced};
use crate::text::ProseSpan;

/// The rule.
pub static RULE: Rule = Rule {
    name: "unbalanced-quote",
    summary: "a quotation mark that never closes, or closes nothing",
    default: Some(Severity::Error),
    desk: Some(Severity::Error),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Ask),
    page: include_str!("unbalanced_quote.md"),
    check,
};

/// So many passages back the one of a mark is looked for: those inside it come behind it.
const LOOKED_BACK: usize = 8;

fn check(article: &Article, findings: &mut Findings) {
    for unbalanced in &article.passages().unbalanced {
        let span = article.text().token(unbalanced.mark).span;
        let message = if unbalanced.opens {
            "This mark opens a quotation that never closes. Readers cannot tell where somebody's words end and yours begin. \
             Add the closing mark where the words end."
        } else {
            "This mark closes a quotation that was never opened. Readers cannot tell where somebody's words began. Add the \
             opening mark where they do, or take this one out."
        };
        findings.report(span, message.to_owned(), add_other(article, *unbalanced));
    }
    for passage in &article.passages().passages {
        points_the_wrong_way(article, passage, findings);
    }
}

/// A fix that adds the other mark, where the words tell where it would stand.
fn add_other(article: &Article, unbalanced: Unbalanced) -> Vec<Fix> {
    let text = article.text();
    let passages = &article.passages().passages;
    let mark = text.token(unbalanced.mark).span;
    let behind = passages.partition_point(|passage| passage.span.start <= mark.start);
    let mut near = passages.iter().take(behind).rev().take(LOOKED_BACK);
    let is_own = |passage: &&Passage| match unbalanced.opens {
        true => passage.open == Some(unbalanced.mark) && passage.close.is_none() && !passage.runs_on,
        false => passage.close == Some(unbalanced.mark) && passage.open.is_none() && passage.continues.is_none(),
    };
    let Some(passage) = near.find(is_own) else { return Vec::new() };
    let place = ProseSpan::empty(if unbalanced.opens { passage.span.end } else { passage.span.start });
    let (title, other) = match (mark.slice(text.as_str()), unbalanced.opens) {
        ("“", true) => ("Add the closing mark", "”"),
        ("\"", true) => ("Add the closing mark", "\""),
        ("”", false) => ("Add the opening mark", "“"),
        ("\"", false) => ("Add the opening mark", "\""),
        _ => return Vec::new(),
    };
    let Some(span) = article.prose().to_source_exact(place) else { return Vec::new() };
    vec![Fix { title: title.to_owned(), safety: Safety::Ask, edits: vec![Edit { span, text: other.to_owned() }] }]
}

/// Reports a curly mark that opens where it should close, or the other way round: *“One“*, *”One”*.
fn points_the_wrong_way(article: &Article, passage: &Passage, findings: &mut Findings<'_>) {
    let (Some(open), Some(close)) = (passage.open, passage.close) else { return };
    let text = article.text();
    let (token, message, right): (TokenIndex, &str, &str) = match (text.word(open), text.word(close)) {
        ("“", "“") => {
            (close, "This mark opens a quotation, but stands where one ends. Put the closing mark here.", "”")
        }
        ("”", "”") => {
            (open, "This mark closes a quotation, but stands where one begins. Put the opening mark here.", "“")
        }
        _ => return,
    };
    let span = text.token(token).span;
    let fixes = replace(article, format!("Change to {right}"), Safety::Ask, &[(span, right)]);
    findings.report(span, message.to_owned(), fixes);
}
