//! Words that are one letter from a title, before a name.

use super::finding::Safety;
use super::findings::Findings;
use super::mend::replace;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::article::{MentionView, PersonView};
use crate::config::Severity;
use crate::entities::Entity;
use crate::language::titles::titles;
use crate::language::{self, Classes};
use crate::prose::{TokenIndex, TokenOffset};

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
    let place = |(person, found): (&Entity, &Misspelled)| {
        Some((person.mentions.get(found.mention)?.tokens.start.checked_sub(found.before)?, found.title))
    };
    let mut found: Vec<(TokenIndex, &str)> = article.in_each_person(misspelled).iter().filter_map(place).collect();
    // One word may stand before two names.
    found.sort_unstable_by_key(|(token, _)| *token);
    found.dedup_by_key(|(token, _)| *token);
    for (token, title) in found {
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

/// A word that is one letter from a title.
#[derive(Debug, Clone, Copy)]
struct Misspelled {
    /// The index of a mention.
    mention: usize,
    /// How many tokens before its first one the word stands.
    before: u32,
    title: &'static str,
}

/// The words before and in the names of a person that are one letter from a title.
fn misspelled(person: PersonView<'_>) -> Vec<Misspelled> {
    let found = person.named().filter_map(|(mention, view)| {
        let (token, title) = misspelled_at(&view)?;
        Some(Misspelled { mention, before: view.tokens.start - token, title })
    });
    found.collect()
}

/// The misspelled title directly before a name, or taken for the first word of it, with what was meant.
fn misspelled_at(mention: &MentionView<'_>) -> Option<(TokenOffset, &'static str)> {
    if !mention.before().is_some_and(|before| before.is_capitalized()) && mention.tokens.len() <= 2 {
        return None;
    }
    let titles = mention.titles();
    let start = mention.sentence()?.start;
    let is_unknown = |&at: &TokenOffset| {
        mention.token(at).is_some_and(|token| token.is_capitalized() && token.word == language::UNKNOWN)
    };
    // *Marty Haj Lopez*: nobody's given name stands before a title.
    let in_titles = titles.clone().find(|&at| mention.is_at(at, Classes::GIVEN) && at + 1 < titles.end);
    let before = titles.start.checked_sub(1).filter(|&at| at >= start).filter(is_unknown);
    let first = (mention.tokens.len() > 2).then_some(mention.tokens.start).filter(is_unknown);
    let near = |at| Some((at, near_title(mention.word(&mention.token(at)?))?));
    [in_titles, before, first].into_iter().flatten().find_map(near)
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
