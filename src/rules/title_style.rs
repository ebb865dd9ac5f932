//! Titles before full names, in long and in short.

use super::finding::{Findings, Safety};
use super::mend::replace;
use super::people;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::config::{Severity, TitleStyle};
use crate::language::titles::{self, Title, TitleKind};
use crate::language::{Classes, WordSet};
use crate::prose::{TokenIndex, TokenKind, TokenRange};

/// The rule.
pub static RULE: Rule = Rule {
    name: "title-style",
    summary: "a title before a full name that is not in house style",
    default: None,
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Safe),
    page: include_str!("title_style.md"),
    check,
};

/// A title before a full name.
struct Found {
    tokens: TokenRange,
    title: &'static Title,
    is_long: bool,
}

fn check(article: &Article, findings: &mut Findings<'_>) {
    let found = found(article);
    let style = findings.style().titles;
    for Found { tokens, title, is_long } in &found {
        let is_shortened = match (style, title.kind) {
            (Some(TitleStyle::RanksAndOffices), _) | (Some(_), TitleKind::Rank) => true,
            (Some(TitleStyle::UnstoppedRanks), _) => false,
            // What the house leaves open the article decides.
            (Some(TitleStyle::Ranks) | None, kind) => {
                let of_kind = || found.iter().filter(|other| other.title.kind == kind);
                let short = of_kind().filter(|other| !other.is_long).count();
                let first_is_short = of_kind().next().is_some_and(|first| !first.is_long);
                2 * short > of_kind().count() || 2 * short == of_kind().count() && first_is_short
            }
        };
        let is_unstopped = match style {
            Some(TitleStyle::UnstoppedRanks) => true,
            Some(TitleStyle::RanksAndOffices) => false,
            Some(TitleStyle::Ranks) | None => leaves_periods_out(article),
        };
        let short = if is_unstopped { title.unstopped } else { title.short };
        let Some(wanted) = (if is_shortened { short } else { Some(title.long) }) else { continue };
        let span = article.text().span(tokens.clone());
        let written = span.slice(article.prose().text());
        // Whether a short form has its period is not asked where the house says nothing of it.
        let is_open = style.is_none_or(|style| style == TitleStyle::Ranks);
        if written == wanted || is_shortened && !is_long && is_open || is_quoted(article, tokens.start) {
            continue;
        }
        let why = match (is_shortened, style) {
            (true, Some(_)) => "house style shortens this title before a full name",
            (true, None) => "other titles here are shortened before a full name",
            (false, Some(TitleStyle::UnstoppedRanks)) => "house style writes this title out",
            (false, _) => "other titles here are written out",
        };
        let message = format!("Here stands “{written}”, but {why}. Write “{wanted}”.");
        let fixes = replace(article, format!("Change to “{wanted}”"), Safety::Safe, &[(span, wanted)]);
        findings.report(span, message, fixes);
    }
}

/// The titles with a short form before all full names of the running text.
fn found(article: &Article) -> Vec<Found> {
    let mut found = Vec::new();
    for person in people::all(article) {
        let full = people::named(person).filter(|mention| people::is_full(article, mention));
        for mention in full.filter(|mention| people::is_in_body(article, mention)) {
            found.extend(title_in(article, people::titles(article, mention)));
        }
    }
    found.sort_by_key(|found| found.tokens.start);
    found
}

/// The longest title with a short form at the end of a range, if no other office stands before it (*Attorney General*).
fn title_in(article: &Article, range: TokenRange) -> Option<Found> {
    let text = article.text();
    let mut starts = range.clone().map(|start| start..range.end);
    let (tokens, title) = starts.find_map(|tokens| {
        let title = titles::title(text.slice(tokens.clone())).filter(|title| title.short.is_some())?;
        Some((tokens, title))
    })?;
    let is_compound = tokens.start > range.start || is_part(article, tokens.start);
    let is_long = text.slice(tokens.clone()) == title.long;
    (!is_compound).then_some(Found { tokens, title, is_long })
}

/// Whether the word before a title belongs to it: an office (*Attorney General*), or what somebody is captain of (*team
/// Captain*).
fn is_part(article: &Article, title: TokenIndex) -> bool {
    let Some(before) = title.checked_sub(1).map(|before| article.text().token(before)) else { return false };
    let joins =
        Classes::PREPOSITION | Classes::DETERMINER | Classes::COORDINATOR | Classes::SUBORDINATOR | Classes::VERB;
    match before.kind {
        TokenKind::Possessive | TokenKind::Number => true,
        TokenKind::Lower => !before.is(joins | Classes::BE | Classes::ADVERB | Classes::ROLE),
        _ => before.is_capitalized() && before.is(Classes::ROLE | Classes::TITLE),
    }
}

/// Whether the article writes *Mr* and *Dr* without a period.
fn leaves_periods_out(article: &Article) -> bool {
    article.text().tokens().iter().any(|token| token.is_in(WordSet::UnstoppedTitle))
}
