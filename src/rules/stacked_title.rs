//! Two offices before one name.

use super::findings::Findings;
use super::place::is_running_text;
use super::rule::Rule;
use crate::Article;
use crate::article::PersonView;
use crate::config::Severity;
use crate::entities::Mention;
use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, TokenIndex, TokenKind, TokenRange};

/// The rule.
pub static RULE: Rule = Rule {
    name: "stacked-title",
    summary: "two offices joined before one name: one person or two?",
    default: None,
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("stacked_title.md"),
    check,
};

/// How many words an office has at most.
const LONGEST: u32 = 12;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text();
    for (person, found) in article.in_each_person(behind_and).iter() {
        let Some(mention) = person.mentions.get(found.mention) else { continue };
        let Some((first, second)) = stacked(article, mention, found) else { continue };
        let message = format!(
            "Is {} both “{}” and “{}”, or are these two people? Put the name first, or name the other person.",
            person.name,
            text.slice(first.clone()),
            text.slice(second)
        );
        findings.report(text.span(first.start..mention.tokens.end), message, Vec::new());
    }
}

/// A full name in the running text that an *and* stands before.
#[derive(Debug, Clone, Copy)]
struct BehindAnd {
    /// The index of the mention.
    mention: usize,
    /// How many tokens of its sentence stand before it, and how many of these are its titles.
    before: u32,
    titles: u32,
}

/// The full names of a person that an *and* stands before.
fn behind_and(person: PersonView<'_>) -> Vec<BehindAnd> {
    let found = person.named().filter_map(|(mention, view)| {
        let (titles, name) = (view.titles(), view.tokens.start);
        let start = view.sentence()?.start;
        let mut near = (start.max(titles.start.saturating_sub(LONGEST + 1))..titles.start).rev();
        let is_read = view.is_full()
            && near.any(|at| view.is_in(at, WordSet::And))
            && is_running_text(view.setting().kind, view.setting().nesting)
            && !view.is_quoted();
        is_read.then_some(BehindAnd { mention, before: name - start, titles: name - titles.start })
    });
    found.collect()
}

/// The two offices directly before a name, if *and* joins them and the second says of what it is held (*head of the
/// union*): two nouns of work (*writer and broadcaster*) are one person’s.
fn stacked(article: &Article, mention: &Mention, found: &BehindAnd) -> Option<(TokenRange, TokenRange)> {
    let text = article.text();
    let is = |at: TokenIndex, set: WordSet| text.token(at).is_in(set);
    let name = mention.tokens.start.checked_sub(found.titles)?;
    let start = mention.tokens.start.checked_sub(found.before)?;
    let second = office_before(article, start..name, |at| is(at, WordSet::And))?;
    let and = second.start.checked_sub(1).filter(|&and| and >= start && is(and, WordSet::And))?;
    let first = office_before(article, start..and, |at| !is_part(article, at))?;
    let is_held = |at: TokenIndex| is(at, WordSet::TiesOffice);
    let is_open = second.each().next_back().is_some_and(|last| is(last, WordSet::OfficeOf));
    (second.each().any(is_held) && !is_open && first.len() > 1).then_some((first, second))
}

/// The office that ends where a range does, from behind the word that `stops` it: a noun for people, and of what the
/// office is held.
fn office_before(article: &Article, range: TokenRange, stops: impl Fn(TokenIndex) -> bool) -> Option<TokenRange> {
    let text = article.text();
    let start = range.end.saturating_sub(LONGEST).max(range.start);
    let words = (start..range.end).each().rev().take_while(|&at| !stops(at) && is_part(article, at));
    let office = words.last()?..range.end;
    let is_noun = |at: TokenIndex| text.token(at).is(Classes::ROLE | Classes::TITLE);
    let noun = office.each().find(|&at| is_noun(at))?;
    // *chief of the police*, or a noun that the office ends with.
    let is_whole = noun + 1 == office.end
        || office.each().rev().take(1).any(is_noun)
        || text.token(noun + 1).is_in(WordSet::TiesOffice);
    // *Lopez's lawyer and head of the port*: whose lawyer it is, is no part of the office.
    let is_inside = |&at: &TokenIndex| {
        let token = text.token(at);
        token.kind != TokenKind::Possessive && !token.is(Classes::PREPOSITION | Classes::COORDINATOR)
    };
    let begins = office.each().find(is_inside)?;
    is_whole.then_some(begins..office.end)
}

/// Whether a word may stand in an office; verbs, commas and names of people do not.
fn is_part(article: &Article, at: TokenIndex) -> bool {
    let token = article.text().token(at);
    let is_person = |(entity, mention): (&crate::entities::Entity, &Mention)| {
        entity.kind == crate::names::NameKind::Person && mention.form.is_named()
    };
    let is_other = Classes::BE
        | Classes::HAVE
        | Classes::MODAL
        | Classes::PRONOUN
        | Classes::RELATIVE
        | Classes::SUBORDINATOR
        | Classes::ADVERB;
    let is_preposition = token.is(Classes::PREPOSITION) && !token.is_in(WordSet::OfficeOf);
    let is_word = token.is_word() || token.kind == TokenKind::Possessive;
    let is_verb = token.kind == TokenKind::Lower && (token.is(Classes::VERB) || token.word.cue().is_some());
    is_word
        && !token.is(is_other)
        && !is_preposition
        && !is_verb
        && !article.entities().mention_at(at).is_some_and(is_person)
}
