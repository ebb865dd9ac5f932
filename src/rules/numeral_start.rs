//! Sentences that start with a numeral.

use super::findings::Findings;
use super::place;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::language::dates;
use crate::prose::{ParagraphView, TokenKind, TokenOffset, TokenOffsets};

/// The rule.
pub static RULE: Rule = Rule {
    name: "numeral-start",
    summary: "a sentence that starts with a numeral",
    default: None,
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("numeral_start.md"),
    check,
};

/// A shorter sentence may be an item of a table or a list.
const LEAST_TOKENS: usize = 4;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text();
    for (first, numeral) in text.in_each_paragraph(numerals).iter() {
        let token = first + *numeral;
        let message = format!(
            "This sentence starts with the figure {}. Style books ask to spell it out, or to turn the sentence so that it \
             starts with a word; a year may stand.",
            text.word(token)
        );
        findings.report(text.token(token).span, message, Vec::new());
    }
}

/// The numbers that full sentences of running text start with.
fn numerals(paragraph: ParagraphView<'_>) -> Vec<TokenOffset> {
    if !place::is_running_view(&paragraph) {
        return Vec::new();
    }
    paragraph.sentences().filter_map(|sentence| numeral(&paragraph, &sentence)).collect()
}

/// The number that a full sentence starts with, unless it is a year, a date, or the number of an item.
fn numeral(paragraph: &ParagraphView<'_>, sentence: &TokenOffsets) -> Option<TokenOffset> {
    let first = paragraph.get(sentence.start)?;
    let number = paragraph.word(&first);
    let is_plain = number.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    if first.kind != TokenKind::Number || !is_plain || sentence.len() < LEAST_TOKENS {
        return None;
    }
    let next = paragraph.get(sentence.start + 1)?;
    let word = paragraph.word(&next);
    let is_year = number.len() == 4 && (number.starts_with('1') || number.starts_with("20"));
    let is_date = dates::month(word).is_some();
    let goes_on = next.kind == TokenKind::Lower && next.spaced || word == "%";
    // A sentence ends with a stop; a line of a list does not.
    let is_full = paragraph.get(sentence.end.checked_sub(1)?)?.kind == TokenKind::Stop;
    (!is_year && !is_date && goes_on && is_full).then_some(sentence.start)
}
