//! Dates in two styles.

use super::finding::{Related, Safety};
use super::findings::Findings;
use super::mend::replace;
use super::place;
use super::rule::Rule;
use crate::Article;
use crate::config::{MonthStyle, Profile, Severity};
use crate::language::{Classes, dates};
use crate::prose::{ParagraphView, TokenIndex, TokenKind, TokenOffset};

/// The rule.
pub static RULE: Rule = Rule {
    name: "date-style",
    summary: "months of dates written out here and shortened there",
    default: None,
    desk: Some(Severity::Hint),
    house: &[
        (Profile::Ap, Some(Severity::Information)),
        (Profile::Bbc, Some(Severity::Information)),
        (Profile::Guardian, Some(Severity::Information)),
    ],
    milder_than: None,
    fix: Some(Safety::Safe),
    page: include_str!("date_style.md"),
    check,
};

/// The month of a date with a day, where that month has a short form.
struct MonthOfDate {
    token: TokenIndex,
    style: MonthStyle,
    other: &'static str,
}

fn check(article: &Article, findings: &mut Findings<'_>) {
    let months = months(article);
    let short = months.iter().filter(|month| month.style == MonthStyle::Short).count();
    let long = months.len() - short;
    let house = findings.style().months;
    // Where both are as frequent, the first sets the style.
    let first = months.first().map_or(MonthStyle::Short, |first| first.style);
    let wanted = house.unwrap_or(match short.cmp(&long) {
        std::cmp::Ordering::Greater => MonthStyle::Short,
        std::cmp::Ordering::Less => MonthStyle::Long,
        std::cmp::Ordering::Equal => first,
    });
    let why = match (house.is_some(), wanted) {
        (true, MonthStyle::Short) => "house style shortens this month before a day",
        (true, MonthStyle::Long) => "house style writes months out",
        (false, MonthStyle::Short) => "other dates here shorten their month",
        (false, MonthStyle::Long) => "other dates here write their month out",
    };
    let usual = months.iter().find(|month| month.style == wanted);
    let usual: Vec<Related> = usual
        .map(|month| Related {
            span: article.text().token(month.token).span,
            message: "A date as the others are".to_owned(),
        })
        .into_iter()
        .collect();
    for month in months.iter().filter(|month| month.style != wanted) {
        // What stands in marks may be a document's own words.
        if place::is_quoted(article, month.token) {
            continue;
        }
        let span = article.text().token(month.token).span;
        let message =
            format!("This date has {}, but {why}. Write {} instead.", article.text().word(month.token), month.other);
        let fixes = replace(article, format!("Change to {}", month.other), Safety::Safe, &[(span, month.other)]);
        findings.report_with(span, message, fixes, usual.clone());
    }
}

/// The months of all dates with a day.
fn months(article: &Article) -> Vec<MonthOfDate> {
    let text = article.text();
    let is_day = |token: TokenIndex| {
        text.get(token).is_some_and(|found| {
            found.kind == TokenKind::Number && text.word(token).trim_end_matches(char::is_alphabetic).len() <= 2
        })
    };
    let month = |token: TokenIndex| {
        let month = dates::month(text.word(token))?;
        let short = month.short?;
        let dated = is_day(token + 1) || token.checked_sub(1).is_some_and(is_day);
        let is_short = text.word(token) == short;
        let (style, other) = if is_short { (MonthStyle::Short, month.long) } else { (MonthStyle::Long, short) };
        dated.then_some(MonthOfDate { token, style, other })
    };
    text.in_each_paragraph(calendar_words).iter().filter_map(|(first, word)| month(first + *word)).collect()
}

/// The words of a paragraph of running text that may be part of a date.
fn calendar_words(paragraph: ParagraphView<'_>) -> Vec<TokenOffset> {
    // A paragraph that holds a web address and somebody's handle is a post that was taken over as it stood.
    let is_post = || paragraph.tokens().filter(|(_, token)| token.kind == TokenKind::Address).count() > 1;
    let words = paragraph.tokens().filter(|(_, token)| token.is(Classes::CALENDAR));
    let found: Vec<TokenOffset> =
        words.map(|(index, _)| index).filter(|_| place::is_running_view(&paragraph)).collect();
    if found.is_empty() || is_post() { Vec::new() } else { found }
}
