//! Weekdays that their dates did not fall on.

use super::finding::Safety;
use super::findings::Findings;
use super::mend::replace;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::language::{Classes, dates};
use crate::prose::{ParagraphView, Text, TokenIndex, TokenKind, TokenOffset};

/// The rule.
pub static RULE: Rule = Rule {
    name: "weekday-conflict",
    summary: "a weekday that the date beside it did not fall on",
    default: Some(Severity::Error),
    desk: Some(Severity::Error),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Ask),
    page: include_str!("weekday_conflict.md"),
    check,
};

fn check(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text();
    for (first, &(word, named)) in text.in_each_paragraph(weekdays).iter() {
        let token = first + word;
        let Some(date) = date_behind(text, token + 1) else { continue };
        let Some(real) = weekday_of(date).filter(|&real| real != named) else { continue };
        let (Some(right), Some(wrong)) = (dates::weekday_name(real), dates::weekday_name(named)) else { continue };
        let message = format!(
            "{} is a {right}, not a {wrong}. Check which of the two is meant, the weekday or the date.",
            text.slice(date.start..date.end)
        );
        let fixes = match is_quoted(article, token) {
            true => Vec::new(),
            false => replace(article, format!("Change to {right}"), Safety::Ask, &[(text.token(token).span, right)]),
        };
        findings.report(text.span(token..date.end), message, fixes);
    }
}

/// The weekdays of a paragraph, Monday as 0.
fn weekdays(paragraph: ParagraphView<'_>) -> Vec<(TokenOffset, u32)> {
    let words = paragraph.tokens_that(|_, word| word.classes.any(Classes::CALENDAR));
    words.filter_map(|(index, token)| Some((index, dates::weekday(paragraph.word(&token))?))).collect()
}

/// A date with its year, and its tokens.
#[derive(Debug, Clone, Copy)]
struct Date {
    year: u32,
    month: u32,
    day: u32,
    start: TokenIndex,
    end: TokenIndex,
}

/// The date right behind a weekday: *, Jan. 4, 2020*, *4 January 2020*.
fn date_behind(text: &Text, at: TokenIndex) -> Option<Date> {
    let word = |at: TokenIndex| text.get(at).map(|_| text.word(at));
    let is_comma = |at: TokenIndex| text.get(at).is_some_and(|token| token.kind == TokenKind::Comma);
    let start = at + u32::from(is_comma(at));
    let (month, day) = match dates::month(word(start)?) {
        Some(month) => (month, day(word(start + 1)?)?),
        None => (dates::month(word(start + 1)?)?, day(word(start)?)?),
    };
    let at = start + 2 + u32::from(is_comma(start + 2));
    let year: u32 = word(at).filter(|year| year.len() == 4)?.parse().ok()?;
    (1800..2200).contains(&year).then_some(Date { year, month: month.number, day, start, end: at + 1 })
}

fn day(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let day = Some(digits).filter(|digits| digits.len() <= 2)?.parse().ok()?;
    (1..=31).contains(&day).then_some(day)
}

/// The weekday of a date of our calendar (0 is Monday), by Zeller's rule.
fn weekday_of(date: Date) -> Option<u32> {
    let (year, month) = if date.month < 3 { (date.year - 1, date.month + 12) } else { (date.year, date.month) };
    let (century, year) = (year / 100, year % 100);
    let from_saturday = date.day + 13 * (month + 1) / 5 + year + year / 4 + century / 4 + 5 * century;
    Some((from_saturday + 5) % 7)
}
