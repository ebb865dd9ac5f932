//! Lines for the desk, not for readers.

use super::findings::Findings;
use super::place;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::language;
use crate::language::WordSet;
use crate::prose::{EachToken, Sentence, TokenRange};

/// The rule.
pub static RULE: Rule = Rule {
    name: "boilerplate",
    summary: "a licence line or desk initials in the body",
    default: None,
    desk: Some(Severity::Hint),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("boilerplate.md"),
    check,
};

/// Such lines stand at an article's end; further up, an article may be about licences.
const LAST: usize = 4;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text();
    let paragraphs = place::running(article).rev();
    let from_the_end = paragraphs.flat_map(|paragraph| place::sentences(article, paragraph).iter().rev());
    let last: Vec<&Sentence> = from_the_end.take(LAST).collect();
    for sentence in last.into_iter().rev() {
        let message = if is_initials(text.slice(sentence.tokens.clone())) {
            "This looks like the initials of a desk. Take them out of the text, or put them where credits go."
        } else if is_legal(article, sentence.tokens.clone()) {
            "This looks like a licence or copyright line. Take it out of the text, or put it where credits go."
        } else {
            continue;
        };
        findings.report(text.span(sentence.tokens.clone()), message.to_owned(), Vec::new());
    }
}

/// Whether a sentence is nothing but initials: *MH/PA*.
fn is_initials(sentence: &str) -> bool {
    let mut parts = sentence.split('/');
    let is_part = |part: &str| (2..=3).contains(&part.len()) && part.chars().all(|c| c.is_ascii_uppercase());
    let both = parts.next().is_some_and(is_part) && parts.next().is_some_and(is_part);
    both && parts.next().is_none()
}

/// Whether a sentence says what may be done with the article.
fn is_legal(article: &Article, tokens: TokenRange) -> bool {
    let text = article.text();
    tokens.each().any(|first| {
        let longest = text.token(first).word.longest_phrase() as u32;
        let ends = first + 2..(first + longest).min(tokens.end) + 1;
        ends.each()
            .any(|end| language::phrase(text.slice(first..end)).is_some_and(|phrase| phrase.is_in(WordSet::LegalLine)))
    })
}
