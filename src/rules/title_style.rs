//! Titles before full names, in long and in short.

use super::finding::Safety;
use super::findings::Findings;
use super::mend::replace;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::article::{MentionView, PersonView};
use crate::config::{Severity, TitleStyle};
use crate::entities::Entity;
use crate::language::titles::{self, Title, TitleKind};
use crate::language::{Classes, WordSet};
use crate::prose::{TokenKind, TokenOffset, TokenRange};

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
    let place = |(person, found): (&Entity, &BeforeName)| {
        let name = person.mentions.get(found.mention)?.tokens.start;
        Some(Found { tokens: name.checked_sub(found.words)?..name, title: found.title, is_long: found.is_long })
    };
    let mut found: Vec<Found> = article.in_each_person(before_names).iter().filter_map(place).collect();
    found.sort_by_key(|found| found.tokens.start);
    found
}

/// A title directly before a full name of somebody.
#[derive(Debug, Clone, Copy)]
struct BeforeName {
    /// The index of the mention.
    mention: usize,
    /// How many tokens it has.
    words: u32,
    title: &'static Title,
    is_long: bool,
}

/// The titles with a short form before the full names of a person in the running text.
fn before_names(person: PersonView<'_>) -> Vec<BeforeName> {
    let full = person.named().filter(|(_, view)| view.is_full() && view.is_in_body());
    full.filter_map(|(mention, view)| title_before(mention, &view)).collect()
}

/// The longest title with a short form before a name, if no other office stands before it (*Attorney General*).
fn title_before(mention: usize, view: &MentionView<'_>) -> Option<BeforeName> {
    let titles = view.titles();
    let (start, title) = titles.clone().find_map(|start| {
        let title = titles::title(view.slice(start..titles.end)).filter(|title| title.short.is_some())?;
        Some((start, title))
    })?;
    let is_compound = start > titles.start || is_part(view, start);
    let is_long = view.slice(start..titles.end) == title.long;
    (!is_compound).then_some(BeforeName { mention, words: titles.end - start, title, is_long })
}

/// Whether the word before a title belongs to it: an office (*Attorney General*), or what somebody is captain of (*team
/// Captain*).
fn is_part(view: &MentionView<'_>, title: TokenOffset) -> bool {
    let Some(before) = title.checked_sub(1).and_then(|before| view.token(before)) else { return false };
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
