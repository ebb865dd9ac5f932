//! Surnames that come before the full name.

use super::finding::{Findings, Related, Safety};
use super::mend::replace;
use super::people::{self, Bearers};
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::entities::{Entity, Mention, MentionForm};
use crate::language::{self, Classes, WordSet};
use crate::prose::{Token, TokenIndex, TokenKind};

/// The rule.
pub static RULE: Rule = Rule {
    name: "surname-first",
    summary: "a surname before its full name was given",
    default: Some(Severity::Information),
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Ask),
    page: include_str!("surname_first.md"),
    check,
};

/// Less sure that a surname is that of somebody named in full, nothing is said.
const SURE: f32 = 0.95;
/// Somebody who is never named in full is named so often at least: once may be a slip of the reader's.
const LEAST_MENTIONS: usize = 2;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let mut bearers = None;
    for person in people::all(article) {
        match people::first_full(article, person) {
            Some(full) => before_full(article, person, full, findings),
            None => never_full(article, person, &mut bearers, findings),
        }
    }
}

/// The first surname in front of the first full name.
fn before_full(article: &Article, person: &Entity, full: &Mention, findings: &mut Findings<'_>) {
    let earlier = people::named(person).take_while(|mention| mention.tokens.start < full.tokens.start);
    let mut bare = earlier.filter(|mention| mention.form == MentionForm::Surname && is_told(article, mention));
    let Some(first) = bare.find(|mention| mention.confidence >= SURE && fits(article, mention, full)) else { return };
    if !is_sure(article, full) {
        return;
    }
    let surname = first.span.slice(article.prose().text());
    let message = format!(
        "{surname} is named before the full name, {}, was given. Give the full name here and the surname after that.",
        person.name
    );
    let fixes = match is_quoted(article, first.tokens.start) {
        true => Vec::new(),
        false => {
            let title = format!("Change to “{}”", person.name);
            replace(article, title, Safety::Ask, &[(first.span, person.name.as_str())])
        }
    };
    let related = Related { span: full.span, message: "The full name".to_owned() };
    findings.report_with(first.span, message, fixes, vec![related]);
}

/// A surname of somebody whose full name the article never gives, where a title or a list of surnames shows that it is
/// one.
fn never_full(article: &Article, person: &Entity, bearers: &mut Option<Bearers>, findings: &mut Findings<'_>) {
    let count = people::named(person).count();
    let Some(first) = people::named(person).find(|mention| is_told(article, mention)) else { return };
    let surname = first.span.slice(article.prose().text());
    let is_surname = first.tokens.len() == 1 && people::is_known_surname(surname);
    if !is_surname || count < LEAST_MENTIONS {
        return;
    }
    // Where others bear it, one of them may be meant.
    if bearers.get_or_insert_with(|| Bearers::of(article)).are_several(surname) {
        return;
    }
    let message = format!("{surname} is never named in full in this article. Give the full name on first mention.");
    let text = article.text();
    let has_office = people::titles(article, first).any(|title| !text.token(title).is_in(WordSet::CourtesyTitle));
    // Without an office, a name that everybody knows is as likely.
    let most = if has_office { Severity::Information } else { Severity::Hint };
    if has_office || is_quoted(article, first.tokens.start) {
        findings.report_at_most(most, first.span, message);
    }
}

/// Whether a mention tells readers of somebody, rather than naming something after them.
fn is_told(article: &Article, mention: &Mention) -> bool {
    people::is_in_body(article, mention)
        && !people::is_attributive(article, mention)
        && !people::is_among_relatives(article, mention)
        && mention.tokens.clone().all(|token| people::is_sure_name(article, token))
        && !people::titles(article, mention).any(|title| article.text().token(title).is_in(WordSet::SingleNameTitle))
}

/// Whether a bare surname is no part of a longer name or title of something (*Misuzulu ka Zwelithini*), and has no office
/// that is not that of the full name: *President Obama* is not Michelle Obama.
fn fits(article: &Article, bare: &Mention, full: &Mention) -> bool {
    let text = article.text();
    let titles = people::titles(article, bare);
    let opens = people::sentence(article, bare).is_none_or(|sentence| sentence.tokens.start == titles.start);
    let before = titles.start.checked_sub(1).filter(|_| !opens).map(|before| text.token(before));
    let is_strange = |before: &Token| before.kind == TokenKind::Lower && before.word == language::UNKNOWN;
    let is_part =
        before.is_some_and(|before| before.is_capitalized() || before.is(Classes::PARTICLE) || is_strange(before));
    // *President-elect* goes with *President*.
    let stem = |title: TokenIndex| text.word(title).split('-').next().unwrap_or_default();
    let has_title = |wanted: TokenIndex| people::titles(article, full).any(|own| stem(own) == stem(wanted));
    let is_courtesy = |title: TokenIndex| text.token(title).is_in(WordSet::CourtesyTitle);
    !is_part && titles.into_iter().all(|title| is_courtesy(title) || has_title(title))
}

/// Whether a full name begins with a word that is known as a given name, or as a surname (*Park Min-seo*), and is written
/// as names are.
fn is_sure(article: &Article, full: &Mention) -> bool {
    let text = article.text();
    let mut words = full.tokens.clone().filter(|&token| text.token(token).is_word());
    let is_name = |token| {
        let word = text.token(token);
        word.is(Classes::GIVEN | Classes::SURNAME | Classes::PARTICLE) || people::is_sure_name(article, token)
    };
    let first = text.token(full.tokens.start);
    first.is(Classes::GIVEN | Classes::SURNAME) && !first.is(Classes::COMMON) && words.all(is_name)
}
