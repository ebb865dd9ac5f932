//! The same marks inside the same marks.

use super::finding::{Fix, Related, Safety};
use super::findings::Findings;
use super::mend::replace;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::prose::MarkShape;
use crate::quotations::Passage;

/// The rule.
pub static RULE: Rule = Rule {
    name: "nested-marks",
    summary: "a quotation inside a quotation, in the same marks",
    default: Some(Severity::Information),
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Safe),
    page: include_str!("nested_marks.md"),
    check,
};

fn check(article: &Article, findings: &mut Findings<'_>) {
    let mut around: Vec<&Passage> = Vec::new();
    for inner in &article.passages().passages {
        around.truncate(inner.depth as usize);
        let outer = around.last().copied();
        around.push(inner);
        let Some(outer) = outer else { continue };
        let (Some(held_by), Some(own)) = (level(article, outer), level(article, inner)) else { continue };
        if held_by != own {
            continue;
        }
        let remedy = match own {
            Level::Double => "Words quoted inside a quotation take single marks.",
            Level::Single => "Words quoted inside single marks take double ones.",
        };
        let message = format!(
            "These words stand in the same marks as the quotation around them, so readers take the first of them for its \
             end. {remedy}"
        );
        let around = outer.open.map(|open| article.text().token(open).span);
        let related = around.map(|span| Related { span, message: "The quotation around them begins here".to_owned() });
        findings.report_with(inner.span, message, fixes(article, inner, own), related.into_iter().collect());
    }
}

/// Whether marks are double or single.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Double,
    Single,
}

/// Of which kind both marks of a passage are; `None` where one is missing or they differ.
fn level(article: &Article, passage: &Passage) -> Option<Level> {
    let of = |token| match article.text().token(token).mark()? {
        MarkShape::Straight | MarkShape::Curly { .. } | MarkShape::Doubled { .. } => Some(Level::Double),
        MarkShape::StraightSingle | MarkShape::CurlySingle { .. } => Some(Level::Single),
        MarkShape::Guillemet { .. } => None,
    };
    let points = |token| match article.text().token(token).mark() {
        Some(MarkShape::Curly { opens } | MarkShape::CurlySingle { opens }) => Some(opens),
        _ => None,
    };
    // Marks that point outwards belong to the words around.
    if points(passage.open?) == Some(false) || points(passage.close?) == Some(true) {
        return None;
    }
    let (open, close) = (of(passage.open?)?, of(passage.close?)?);
    (open == close).then_some(open)
}

/// The other marks, in the shape of those that stand there.
fn fixes(article: &Article, inner: &Passage, level: Level) -> Vec<Fix> {
    let (Some(open), Some(close)) = (inner.open, inner.close) else { return Vec::new() };
    let text = article.text();
    let is_curly = matches!(text.token(open).mark(), Some(MarkShape::Curly { .. } | MarkShape::CurlySingle { .. }));
    // Straight marks do not say which of them open: there the writer has a look.
    let safety = if is_curly { Safety::Safe } else { Safety::Ask };
    let (title, opening, closing) = match (level, is_curly) {
        (Level::Double, true) => ("Put single marks here", "‘", "’"),
        (Level::Double, false) => ("Put single marks here", "'", "'"),
        (Level::Single, true) => ("Put double marks here", "“", "”"),
        (Level::Single, false) => ("Put double marks here", "\"", "\""),
    };
    let changes = [(text.token(open).span, opening), (text.token(close).span, closing)];
    replace(article, title.to_owned(), safety, &changes)
}
