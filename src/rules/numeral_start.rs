//! Sentences that start with a numeral.

use super::finding::Findings;
use super::place;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::language::dates;
use crate::prose::{Sentence, TokenKind};

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
    for paragraph in place::running(article) {
        for sentence in place::sentences(article, paragraph) {
            let Some(number) = numeral(article, sentence) else { continue };
            let message = format!(
                "This sentence starts with the figure {number}. Style books ask to spell it out, or to turn the sentence \
                 so that it starts with a word; a year may stand."
            );
            findings.report(article.text().token(sentence.tokens.start).span, message, Vec::new());
        }
    }
}

/// The number that a full sentence starts with, unless it is a year, a date, or the number of an item.
fn numeral<'a>(article: &'a Article, sentence: &Sentence) -> Option<&'a str> {
    let text = article.text();
    let first = sentence.tokens.start;
    let number = text.word(first);
    let is_plain = number.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    if text.token(first).kind != TokenKind::Number || !is_plain || sentence.tokens.len() < LEAST_TOKENS {
        return None;
    }
    let next = text.token(first + 1);
    let is_year = number.len() == 4 && (number.starts_with('1') || number.starts_with("20"));
    let is_date = dates::month(text.word(first + 1)).is_some();
    let goes_on = next.kind == TokenKind::Lower && next.spaced || text.word(first + 1) == "%";
    // A sentence ends with a stop; a line of a list does not.
    let is_full = text.token(sentence.tokens.end - 1).kind == TokenKind::Stop;
    (!is_year && !is_date && goes_on && is_full).then_some(number)
}
