//! What an acronym that an article never spells out is short for, where its words or the newsroom's list of people tell.

use super::acronyms::is_small;
use super::people;
use super::place::is_quoted;
use crate::Article;
use crate::language::Classes;
use crate::prose::{EachToken, Token, TokenIndex, TokenKind, TokenRange};

/// So many words before an acronym its long form is looked for; what stands further off is not thought of.
const IN_MIND: u32 = 400;
/// Words with the initials of a shorter acronym stand there by chance.
const LEAST_LETTERS: usize = 3;
/// So many people of the article are looked up.
const MOST_PEOPLE: usize = 50;

/// The long form of an acronym that stands at `token`.
pub fn of(article: &Article, acronym: &str, token: TokenIndex) -> Option<String> {
    if acronym.len() < LEAST_LETTERS {
        return None;
    }
    let told = || in_lower_case(article, acronym, token).map(|words| article.text().slice(words).to_owned());
    listed(article, acronym).or_else(told)
}

/// The body of somebody in the article, as the newsroom's list of people has it.
fn listed(article: &Article, acronym: &str) -> Option<String> {
    if article.people().is_empty() {
        return None;
    }
    people::all(article).take(MOST_PEOPLE).find_map(|person| {
        let mut listed = article.people().named(&person.name);
        listed.find_map(|listed| {
            listed.person.affiliation().filter(|body| has_initials(body, acronym)).map(str::to_owned)
        })
    })
}

/// Whether the initials of the words with a capital are those of an acronym.
fn has_initials(body: &str, acronym: &str) -> bool {
    let initials = body.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|first| first.is_uppercase());
    initials.eq(acronym.chars())
}

/// *The river quality board met.* … *the RQB*: words behind an article, not written as a name.
fn in_lower_case(article: &Article, acronym: &str, token: TokenIndex) -> Option<TokenRange> {
    let text = article.text();
    let articles =
        (token.saturating_sub(IN_MIND)..token).each().rev().filter(|&at| text.token(at).is(Classes::DETERMINER));
    articles.into_iter().find_map(|at| {
        let words = run(text.tokens(), at + 1, acronym, |at| text.word(at))?;
        (!is_quoted(article, at)).then_some(words)
    })
}

/// The words from a token on whose initials are the letters of an acronym, small words left out.
fn run<'t>(
    tokens: &[Token],
    start: TokenIndex,
    acronym: &str,
    word: impl Fn(TokenIndex) -> &'t str,
) -> Option<TokenRange> {
    let mut at = start;
    for letter in acronym.chars() {
        let found = |at: TokenIndex| tokens.get(at.number()).filter(|token| token.kind == TokenKind::Lower);
        while at > start && found(at).is_some_and(is_small) {
            at += 1;
        }
        found(at)?;
        if !word(at).chars().next().is_some_and(|first| first.to_uppercase().eq([letter])) {
            return None;
        }
        at += 1;
    }
    Some(start..at)
}
