//! Words that are one letter from a title, before a name.

use super::finding::{Findings, Safety};
use super::mend::replace;
use super::people;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::entities::Mention;
use crate::language::titles::titles;
use crate::language::{self, Classes};
use crate::prose::TokenIndex;

/// The rule.
pub static RULE: Rule = Rule {
    name: "misspelled-honorific",
    summary: "a word one letter from a title, before a name",
    default: Some(Severity::Information),
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Ask),
    page: include_str!("misspelled_honorific.md"),
    check,
};

/// Shorter titles are a letter from too many names.
const LEAST_LETTERS: usize = 6;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text();
    let mut last = None;
    for (person, mention) in article.entities().mentions() {
        if person.kind != crate::names::NameKind::Person || !mention.form.is_named() {
            continue;
        }
        let Some((token, title)) = misspelled(article, mention) else { continue };
        if last.replace(token) == Some(token) {
            continue;
        }
        let written = text.word(token);
        let quoted = is_quoted(article, token);
        let hint = if quoted { " This stands in a quotation: check the recording too." } else { "" };
        let message = format!("“{written}” before this name looks like “{title}”. Check the spelling.{hint}");
        let span = text.token(token).span;
        let fixes = match quoted {
            true => Vec::new(),
            false => replace(article, format!("Change to “{title}”"), Safety::Ask, &[(span, title)]),
        };
        findings.report(span, message, fixes);
    }
}

/// The misspelled title directly before a name, or taken for the first word of it, with what was meant.
fn misspelled(article: &Article, mention: &Mention) -> Option<(TokenIndex, &'static str)> {
    let text = article.text();
    let behind_capital = mention.tokens.start.checked_sub(1).is_some_and(|before| text.token(before).is_capitalized());
    if !behind_capital && mention.tokens.len() <= 2 {
        return None;
    }
    let titles = people::titles(article, mention);
    let start = people::sentence(article, mention)?.tokens.start;
    // *Marty Haj Lopez*: nobody's given name stands before a title.
    let in_titles = titles.clone().find(|&at| text.token(at).is(Classes::GIVEN) && at + 1 < titles.end);
    let before = titles.start.checked_sub(1).filter(|&at| at >= start && is_unknown(article, at));
    let first = (mention.tokens.len() > 2).then_some(mention.tokens.start).filter(|&at| is_unknown(article, at));
    [in_titles, before, first].into_iter().flatten().find_map(|at| Some((at, near_title(text.word(at))?)))
}

/// Whether a word is capitalized and in no list.
fn is_unknown(article: &Article, token: TokenIndex) -> bool {
    let token = article.text().token(token);
    token.is_capitalized() && token.word == language::UNKNOWN
}

/// The title that is one letter from a word.
fn near_title(word: &str) -> Option<&'static str> {
    let is_near = |title: &&'static str| {
        let lengths = (title.len(), word.len());
        // *Presidente*: a letter more at the end makes it a title of another language.
        !word.starts_with(*title)
            && lengths.0 >= LEAST_LETTERS
            && lengths.0.abs_diff(lengths.1) <= 1
            && strsim::osa_distance(title, word) == 1
    };
    titles().map(|title| title.long).find(is_near)
}
