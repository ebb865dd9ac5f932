//! Claims that nobody makes.

use super::findings::Findings;
use super::place::{self, is_quoted};
use super::rule::Rule;
use super::unnamed;
use crate::Article;
use crate::config::Severity;
use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, ParagraphView, Sentence, Token, TokenIndex, TokenOffsets, TokenRange};

/// The rule.
pub static RULE: Rule = Rule {
    name: "agentless-claim",
    summary: "a claim or an accusation that nobody makes",
    default: None,
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("agentless_claim.md"),
    check,
};

fn check(article: &Article, findings: &mut Findings<'_>) {
    for sentence in place::sentences_that(article, has_claim) {
        let claim = article.text().sentences().get(sentence).and_then(|sentence| claim(article, sentence));
        let Some((claim, message)) = claim else { continue };
        let attributed = findings.gathered.attributed();
        // Somebody says that it is believed.
        if !is_quoted(article, claim.start) && !attributed.hold(article, claim.start) {
            findings.report(article.text().span(claim), message, Vec::new());
        }
    }
}

/// Whether a sentence has a word that tells of a claim.
fn has_claim(paragraph: &ParagraphView<'_>, sentence: TokenOffsets) -> bool {
    let tells = |token: Token| token.is_in(WordSet::Accused) || token.is_in(WordSet::Believed);
    place::tokens_of(paragraph, sentence).any(tells)
}

/// The claim of a sentence, and what to say of it.
fn claim(article: &Article, sentence: &Sentence) -> Option<(TokenRange, String)> {
    let text = article.text();
    if let Some(charge) = unnamed::charge(article, sentence) {
        let verb = text.word(charge.verb);
        let message = format!("Nobody is named who says so: {verb} by whom? Name who makes the accusation.");
        return Some((charge.words, message));
    }
    let words = belief(article, sentence)?;
    let verb = text.word(words.end - 1);
    let message = format!("Nobody is named who says so: {verb} by whom? Say who holds this to be true, and why.");
    Some((words, message))
}

/// *It is believed that …*, *it has been alleged that …*
fn belief(article: &Article, sentence: &Sentence) -> Option<TokenRange> {
    let text = article.text();
    let tokens = sentence.tokens.clone();
    tokens.each().filter(|&token| text.token(token).is_in(WordSet::It)).find_map(|start| {
        let verb = passive(article, start + 1..tokens.end, WordSet::Believed)?;
        let that = (verb + 1 < tokens.end).then(|| text.token(verb + 1))?;
        // *It is believed to be …* is about something.
        let opens_clause =
            that.is_in(WordSet::That) || that.is(Classes::DETERMINER | Classes::SUBJECT | Classes::POSSESSIVE);
        let names_agent = unnamed::has_agent(article, verb..tokens.end);
        (opens_clause && !names_agent).then_some(start..verb + 1)
    })
}

/// The participle of a passive that begins a range: *is widely believed*, *has been alleged*.
fn passive(article: &Article, tokens: TokenRange, participles: WordSet) -> Option<TokenIndex> {
    let text = article.text();
    let is_auxiliary = |token: &TokenIndex| text.token(*token).is(Classes::BE | Classes::HAVE | Classes::ADVERB);
    let verb = tokens.each().find(|token| !is_auxiliary(token))?;
    let has_be = (tokens.start..verb).each().any(|token| text.token(token).is(Classes::BE));
    (has_be && text.token(verb).is_in(participles)).then_some(verb)
}
