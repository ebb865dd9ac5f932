//! Words that a headline quotes and the article does not hold.

use super::findings::Findings;
use super::place::is_running;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::format::BlockKind;
use crate::language::Classes;
use crate::prose::{EachToken, Paragraph, TokenKind, TokenRange};
use crate::quotations::Passage;

/// The rule.
pub static RULE: Rule = Rule {
    name: "headline-quote",
    summary: "words quoted in a headline that the article does not hold",
    default: Some(Severity::Warning),
    desk: Some(Severity::Warning),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("headline_quote.md"),
    check,
};

/// Fewer words may be a name, a term or the writer’s irony.
const LEAST_WORDS: usize = 3;
/// An article with fewer words is a teaser, whose body stands elsewhere.
const LEAST_BODY: usize = 60;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text();
    let is_heading = |paragraph: &&Paragraph| paragraph.kind == BlockKind::Heading;
    // What stands above the first paragraph is the headline; headings further down are not.
    let headlines = text.paragraphs().iter().take_while(is_heading);
    let Some(end) = headlines.last().map(|paragraph| paragraph.tokens.end) else { return };
    let quoted = article.passages().passages.iter().take_while(|passage| passage.first() < end);
    let quoted: Vec<&Passage> = quoted.filter(|passage| passage.depth == 0).collect();
    if quoted.is_empty() {
        return;
    }
    let body: Vec<u32> = text
        .paragraphs()
        .iter()
        .filter(|paragraph| is_running(paragraph) && paragraph.tokens.start >= end)
        .flat_map(|paragraph| words(article, paragraph.tokens.clone()))
        .collect();
    if body.len() < LEAST_BODY {
        return;
    }
    for passage in quoted {
        let said: Vec<u32> = words(article, passage.inside.clone()).collect();
        if said.len() < LEAST_WORDS || is_title(article, passage) || body.windows(said.len()).any(|held| held == said) {
            continue;
        }
        let message = "The headline quotes these words, but the article does not hold them. Readers will look for them. Quote \
                       what was said, or take the marks off.";
        findings.report(passage.span, message.to_owned(), Vec::new());
    }
}

/// The words and numbers of some tokens, by their hashes; numbers have none and are told apart by their length.
fn words(article: &Article, tokens: TokenRange) -> impl Iterator<Item = u32> {
    let tokens = tokens.each().map(|token| article.text().token(token));
    tokens.filter(|token| token.is_word() || token.kind == TokenKind::Number).map(|token| match token.kind {
        TokenKind::Number => token.span.len(),
        _ => token.hash,
    })
}

/// Whether the marked words are written as titles of works are: capitals on all words but small ones.
fn is_title(article: &Article, passage: &Passage) -> bool {
    let mut words = passage.inside.each().map(|token| article.text().token(token)).filter(|token| token.is_word());
    let small = Classes::PREPOSITION | Classes::DETERMINER | Classes::COORDINATOR;
    words.all(|word| word.is_capitalized() || word.is(small))
}
