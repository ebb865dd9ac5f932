//! Accusations in the passive, and who is left out of them.

use crate::Article;
use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, Sentence, TokenIndex, TokenRange};

/// So many words may stand between *in* and a document: *in an earlier annual report*.
const WORDS_TO_DOCUMENT: usize = 4;

/// An accusation that nobody makes: *some people have been implicated in the theft*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    /// The first auxiliary to the end of what somebody is accused of.
    pub words: TokenRange,
    /// The participle.
    pub verb: TokenIndex,
}

/// The accusation of a sentence that says neither who makes it nor where it was made.
pub fn charge(article: &Article, sentence: &Sentence) -> Option<Charge> {
    let text = article.text();
    let tokens = sentence.tokens.clone();
    let verb = tokens.each().find(|&token| text.token(token).is_in(WordSet::Accused))?;
    let is_auxiliary = |token: &TokenIndex| text.token(*token).is(Classes::BE | Classes::HAVE | Classes::ADVERB);
    let start = (tokens.start..verb).each().rev().take_while(is_auxiliary).last()?;
    // Before the perfect something stands that is accused; *being implicated* and *if implicated* claim nothing.
    let is_perfect =
        text.token(start).is(Classes::HAVE) && (start..verb).each().any(|token| text.token(token).is(Classes::BE));
    let behind = verb + 1..tokens.end;
    let of_what = behind.start < behind.end && text.token(behind.start).is(Classes::PREPOSITION);
    if !is_perfect || !of_what || start == tokens.start || has_agent(article, behind.clone()) {
        return None;
    }
    let end = behind.each().skip(1).find(|&token| !in_phrase(article, token)).unwrap_or(behind.end);
    Some(Charge { words: start..end, verb })
}

/// Whether a token goes on with the words behind a preposition: *in the theft*.
fn in_phrase(article: &Article, token: TokenIndex) -> bool {
    let token = article.text().token(token);
    token.is_word()
        && !token.is(Classes::PREPOSITION | Classes::COORDINATOR | Classes::SUBORDINATOR | Classes::RELATIVE)
}

/// Whether some words say who does what a passive tells of, or where it was said: *by the mayor*, *in a report*.
pub fn has_agent(article: &Article, tokens: TokenRange) -> bool {
    let text = article.text();
    tokens.each().any(|token| {
        let found = text.token(token);
        // *Accused of hiding a letter* names what was hidden.
        let is_inside = || {
            (tokens.start..token).each().rev().take(WORDS_TO_DOCUMENT).any(|near| text.token(near).is_in(WordSet::In))
        };
        found.is_in(WordSet::By) || found.is_in(WordSet::NamesSource) || found.is(Classes::DOCUMENT) && is_inside()
    })
}
