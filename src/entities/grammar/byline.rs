//! Lines that say who wrote an article or took its picture: *By Ana Roe and Luis Marsh*, *Photo by Ana Roe*.

use super::verb::is_verb;
use crate::language::WordSet;
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenRange};

/// *By* is one of so many tokens at the beginning of such a line.
const BEFORE_BY: usize = 3;

/// Whether a name in the sentence at `sentence` is that of whoever made the article: the sentence is a byline, with neither
/// a verb nor a stop. Nobody is spoken of there, so that no pronoun means them.
pub fn names_author(text: &Text, sentence: &TokenRange, name: TokenIndex) -> bool {
    let by = sentence.each().take(BEFORE_BY).find(|at| text.token(*at).is_in(WordSet::By));
    let in_front = |by: TokenIndex| {
        by == sentence.start || (sentence.start..by).each().all(|at| text.token(at).is_in(WordSet::MadeBy))
    };
    let is_line = || {
        let ends = sentence.end.checked_sub(1).is_some_and(|last| text.token(last).kind == TokenKind::Stop);
        !ends && !sentence.each().any(|at| is_verb(text, at) || text.token(at).kind == TokenKind::Possessive)
    };
    by.is_some_and(|by| by < name && in_front(by)) && is_line()
}
