//! Whether somebody who is mentioned is said to speak.

use super::clause::{Function, after_phrase, next_is};
use super::verb::{is_reporting, is_verb};
use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenRange};

/// Whether somebody mentioned at `tokens` is said to speak: *Lopez said*, *said Lopez*, *according to Lopez*, *quoted him
/// as saying*.
pub fn speaks(text: &Text, tokens: TokenRange, function: Function) -> bool {
    let sentence = &text.sentences()[text.sentence_of(tokens.start)].tokens;
    let reports = |at: TokenIndex| {
        let token = text.token(at);
        let quotes = || token.word.cue().is_some_and(|(cue, _)| cue.frames.quotation());
        token.kind == TokenKind::Lower && is_reporting(token) && quotes()
    };
    let before = |back: u32| tokens.start.checked_sub(back).filter(|at| *at >= sentence.start);
    if before(1).is_some_and(|at| text.word(at) == "to")
        && before(2).is_some_and(|at| text.word(at).eq_ignore_ascii_case("according"))
    {
        return true;
    }
    let quoted = before(1).is_some_and(|at| text.token(at).word.is_in(WordSet::BeforeQuoted));
    if quoted && next_is(text, tokens.end, sentence.end, |token| token.is(Classes::SUBORDINATOR)) {
        return text.word(tokens.end) == "as";
    }
    if function != Function::Subject {
        return false;
    }
    if before(1).is_some_and(reports)
        && !after_phrase(text, tokens.end, sentence.end).is_some_and(|at| is_verb(text, at))
    {
        return true;
    }
    let Some(at) = after_phrase(text, tokens.end, sentence.end) else { return false };
    // *has said*, *also said*.
    (at..sentence.end.min(at + 3))
        .each()
        .take_while(|index| *index == at || text.token(*index - 1).is(Classes::HAVE | Classes::ADVERB))
        .any(reports)
}
