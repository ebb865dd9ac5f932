//! Marks without a counterpart.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::finding::{Edit, Fix, Related, Safety};
use super::findings::Findings;
use super::mend::replace;
use super::place::is_running_view;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::prose::{MarkShape, ParagraphView, Token, TokenIndex, TokenKind, TokenOffset};
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
    report_strays(article, findings);
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

/// What is told of *“One»*.
const OTHER_KIND: &str = "This mark closes a quotation that a mark of another kind opens, so readers look for its end. Use one kind for both.";

/// Reports a curly mark that opens where it should close, or the other way round (*“One“*, *”One”*), and one that closes
/// what a mark of another kind opens.
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
        ("“", "«" | "»") => (close, OTHER_KIND, "”"),
        ("«", "“" | "”") => (close, OTHER_KIND, "»"),
        ("»", "“" | "”") => (close, OTHER_KIND, "«"),
        _ => return,
    };
    let span = text.token(token).span;
    let fixes = replace(article, format!("Change to {right}"), Safety::Ask, &[(span, right)]);
    let (other, what) = if token == open { (close, "The words end here") } else { (open, "The words begin here") };
    let related = Related { span: text.token(other).span, message: what.to_owned() };
    findings.report_with(span, message.to_owned(), fixes, vec![related]);
}

/// What a mark looks like that no passage has a use for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stray {
    /// *now “these words*: nothing but an opening mark looks like this.
    Opens,
    /// *these words.“ Now*: an opening mark in the place of a closing one.
    OpensWhereWordsEnd,
    /// *these words.’”* and *the old Tower’ stands*, where no single mark opens.
    ClosesNothing,
}

/// A name that is shorter, or ends in another letter, may well have an apostrophe: *Ol’*, *Rabi’*, *Descartes’*.
const SHORTEST_NAME: usize = 4;

/// Reports the marks that the pairing left out, where they can be nothing else: a single one without a partner is as a
/// rule an apostrophe.
fn report_strays(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text();
    let found = text.in_each_paragraph(strays);
    let mut strays = found.iter().map(|(first, (mark, stray))| (first + *mark, *stray)).peekable();
    if strays.peek().is_none() {
        return;
    }
    let passages = &article.passages().passages;
    let closing: FxHashSet<TokenIndex> = passages.iter().filter_map(|passage| passage.close).collect();
    let opening: FxHashMap<TokenIndex, &Passage> =
        passages.iter().filter_map(|passage| Some((passage.open?, passage))).collect();
    let unbalanced: FxHashSet<TokenIndex> = article.passages().unbalanced.iter().map(|found| found.mark).collect();
    for (mark, stray) in strays.filter(|(mark, _)| !closing.contains(mark) && !unbalanced.contains(mark)) {
        let opened = opening.get(&mark);
        let message = match stray {
            Stray::Opens if opened.is_none() => {
                "This mark opens a quotation that never closes. Readers cannot tell where somebody's words end. Add the \
                 closing mark where they do, or take this one out."
            }
            // A space on the wrong side is no lost mark.
            Stray::OpensWhereWordsEnd if opened.is_none_or(|passage| passage.close.is_none()) => {
                "This mark opens a quotation, but stands where one ends. Put the closing mark here, and the opening one \
                 where the words begin."
            }
            Stray::ClosesNothing if opened.is_none() => {
                "This mark closes a quotation that was never opened. Add the opening mark where the words begin, or take \
                 this one out."
            }
            _ => continue,
        };
        findings.report(text.token(mark).span, message.to_owned(), Vec::new());
    }
}

/// The marks of a paragraph that look as if one of two was lost.
fn strays(paragraph: ParagraphView<'_>) -> Vec<(TokenOffset, Stray)> {
    if !is_running_view(&paragraph) {
        return Vec::new();
    }
    // *„So.“* closes with the mark that opens elsewhere, and what a single mark opens, a single mark may close.
    let low = OnceCell::new();
    let has_low = || *low.get_or_init(|| paragraph.as_str().contains(['„', '‚']));
    let opens_single = |(index, token): (TokenOffset, Token)| match token.mark() {
        Some(MarkShape::CurlySingle { opens: true }) => true,
        Some(MarkShape::CurlySingle { .. } | MarkShape::StraightSingle) => token.spaced || index == 0,
        _ => false,
    };
    let mut has_single = None;
    let mut found = Vec::new();
    for (index, token) in paragraph.tokens_that(|kind, _| kind.mark().is_some()) {
        let Some(shape) = token.mark() else { continue };
        let before = index.checked_sub(1).and_then(|before| paragraph.get(before)).filter(|_| !token.spaced);
        let behind = paragraph.get(index + 1);
        let glued = behind.filter(|behind| !behind.spaced);
        let stray = match shape {
            MarkShape::Curly { opens: true } if paragraph.word(&token) == "“" && !has_low() => {
                match (before, glued) {
                    (None, Some(word)) if word.is_word() => Stray::Opens,
                    (Some(stop), None) if stop.kind == TokenKind::Stop => Stray::OpensWhereWordsEnd,
                    _ => continue,
                }
            }
            MarkShape::CurlySingle { opens: false } | MarkShape::StraightSingle => {
                let is_end = before.is_some_and(|stop| stop.kind == TokenKind::Stop)
                    && glued
                        .is_some_and(|mark| matches!(mark.mark(), Some(MarkShape::Straight | MarkShape::Curly { .. })));
                let is_free = glued.is_none_or(|behind| !behind.is_word() && behind.mark().is_none());
                let ends_name = || is_free && before.is_some_and(|name| is_plain_name(&name, paragraph.word(&name)));
                if !is_end && !ends_name() || *has_single.get_or_insert_with(|| paragraph.tokens().any(opens_single)) {
                    continue;
                }
                Stray::ClosesNothing
            }
            _ => continue,
        };
        found.push((index, stray));
    }
    found
}

/// Whether a word is a name that no apostrophe ends: it has no plural, and no sound was left out.
fn is_plain_name(name: &Token, word: &str) -> bool {
    let ends_plainly = word.ends_with(|last: char| last.is_ascii_lowercase() && !"aegiouyszx".contains(last));
    name.kind == TokenKind::Capital && word.len() >= SHORTEST_NAME && ends_plainly && !word.ends_with("in")
}
