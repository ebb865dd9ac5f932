//! Single words in marks that are nobody's.

use super::finding::Safety;
use super::findings::Findings;
use super::mend::replace;
use super::place::is_running;
use super::rule::Rule;
use super::said::said_in;
use crate::Article;
use crate::config::Severity;
use crate::language::WordSet;
use crate::prose::{EachToken, MarkShape, TokenIndex, TokenKind};
use crate::quotations::Passage;

/// The rule.
pub static RULE: Rule = Rule {
    name: "scare-quotes",
    summary: "one to three words in marks that nobody says",
    default: None,
    desk: Some(Severity::Hint),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Ask),
    page: include_str!("scare_quotes.md"),
    check,
};

/// More words are speech or a title.
const MOST_WORDS: u32 = 3;
/// So many tokens before the marks a word may stand that says what they are for: *a kind of pebble called “skerry”*.
const REACH: u32 = 3;
/// An article with more terms in marks marks terms: it explains a trade, or a program.
const MOST_TERMS: usize = 6;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text();
    let mut marked: Vec<(&Passage, &str)> = Vec::new();
    for passage in &article.passages().passages {
        let Some(open) = passage.open.filter(|_| passage.close.is_some()) else { continue };
        let is_short = (1..=MOST_WORDS).contains(&passage.words) && passage.depth == 0;
        if !is_short || !is_irony(article, passage, open) || said_in(article, passage).is_some() {
            continue;
        }
        // Words in a sentence that tells what somebody said are likely that person’s.
        let attributed = findings.gathered.attributed();
        let sentence = text.sentences().get(text.sentence_of(open));
        let words = text.slice(passage.inside.clone());
        let is_told = sentence.is_some_and(|sentence| attributed.reach_into(text.span(sentence.tokens.clone())));
        // Each term once.
        if !is_told && marked.iter().all(|(_, known)| *known != words) {
            marked.push((passage, words));
        }
    }
    if marked.len() > MOST_TERMS {
        return;
    }
    for (passage, words) in marked {
        let (Some(open), Some(close)) = (passage.open, passage.close) else { continue };
        let message = format!(
            "Nobody is quoted with “{words}”, so the marks say that you doubt it. Take them off, or say whose word it is."
        );
        let marks = [(text.token(open).span, ""), (text.token(close).span, "")];
        let fixes = replace(article, "Take the marks off".to_owned(), Safety::Ask, &marks);
        findings.report(passage.span, message, fixes);
    }
}

/// Whether the words are plain ones in running text, and nothing around them says what their marks are for.
fn is_irony(article: &Article, passage: &Passage, open: TokenIndex) -> bool {
    let text = article.text();
    let Some(paragraph) = text.paragraphs().get(text.paragraph_of(open)).filter(|found| is_running(found)) else {
        return false;
    };
    // Titles, names and foreign words are marked for what they are.
    let mut inside = passage.inside.each().map(|token| text.token(token));
    let is_plain = inside.all(|token| token.kind == TokenKind::Lower || token.kind == TokenKind::Dash);
    let is_double = matches!(text.token(open).mark(), Some(MarkShape::Straight | MarkShape::Curly { .. }));
    let before = open.saturating_sub(REACH).max(paragraph.tokens.start)..open;
    let is_named = before.each().any(|token| text.token(token).is_in(WordSet::NamesTerm));
    // *the debate over (“woke”) teaching*: brackets explain.
    let explains = before
        .each()
        .next_back()
        .is_some_and(|token| matches!(text.token(token).kind, TokenKind::Open | TokenKind::Colon));
    // `name="value"` is code.
    is_plain && is_double && !is_named && !explains && text.token(open).spaced
}
