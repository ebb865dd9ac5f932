//! Where a mark would stand that was lost, as well as the words tell.

use super::singles::Singles;
use crate::language::Classes;
use crate::prose::{EachToken, MarkShape, Text, Token, TokenIndex, TokenKind, TokenRange};

/// How many tokens behind a comma the reporting verb is looked for: *, said*, *, he said*, *, Mayor Mara Oduya said*.
const CUE_WITHIN: u32 = 5;

/// Where the words end that a mark opens and nothing closes: at the comma before a reporting clause, at a single mark
/// that was typed for a double one, else with the sentence or the paragraph. Nothing if no words of a quotation stand
/// there, because they announce the next one. `before` is the mark that opens next, if one does.
pub fn end_of_words(
    text: &Text,
    open: TokenIndex,
    paragraph: &TokenRange,
    before: Option<TokenIndex>,
) -> Option<TokenIndex> {
    if open + 1 >= paragraph.end {
        return None;
    }
    let sentence_end = text.sentences().get(text.sentence_of(open)).map_or(paragraph.end, |it| it.tokens.end);
    let limit = before.unwrap_or(paragraph.end);
    if let Some(next) = before
        && announces(text, open + 1..next)
    {
        return None;
    }
    let stands_in_sentence =
        open > paragraph.start && is_plain_word(text.token(open - 1)) && text.token(open + 1).is_word();
    let farthest = if before.is_some() || stands_in_sentence { sentence_end.min(limit) } else { limit };
    let singles = Singles { text, paragraph: paragraph.clone(), doubles: &[] };
    let mut inner_is_open = false;
    let found = (open + 1..farthest).each().find_map(|at| match text.token(at).kind {
        TokenKind::Comma if at > open + 1 && reports(text, at + 1..paragraph.end) => Some(at + 1),
        TokenKind::Mark(MarkShape::StraightSingle | MarkShape::CurlySingle { .. }) => {
            if singles.opens(at) {
                inner_is_open = true;
                return None;
            }
            let ends = at > open + 1 && ends_word(text, at, paragraph);
            // It closes what a single mark opened.
            (ends && !std::mem::take(&mut inner_is_open)).then_some(at)
        }
        _ => None,
    });
    Some(found.unwrap_or(farthest)).filter(|end| *end > open + 1)
}

/// Where the words begin that a mark closes and nothing opened: with the sentence, if a reporting clause behind the mark
/// shows that somebody says them.
pub fn start_of_words(text: &Text, close: TokenIndex, paragraph: &TokenRange) -> Option<TokenIndex> {
    let behind =
        close + 1 + u32::from(paragraph.contains(&(close + 1)) && text.token(close + 1).kind == TokenKind::Comma);
    if !reports(text, behind..paragraph.end) {
        return None;
    }
    let sentence = text.sentences().get(text.sentence_of(close))?;
    Some(sentence.tokens.start.max(paragraph.start)).filter(|start| *start < close)
}

/// Whether a reporting clause begins a run of tokens: *said Ana Lopez*, *he said*, *Ana Lopez, said*.
fn reports(text: &Text, tokens: TokenRange) -> bool {
    for at in (tokens.start..tokens.end.min(tokens.start + CUE_WITHIN)).each() {
        let token = text.token(at);
        let cue = token.word.cue().filter(|(cue, forms)| cue.frames.quotation() && (forms.past() || forms.third()));
        if cue.is_some() && token.kind == TokenKind::Lower {
            // *, said*, or a subject of a name, a title or a pronoun before it.
            return true;
        }
        let may_be_source = token.is_capitalized() || token.is(Classes::PRONOUN | Classes::DETERMINER | Classes::TITLE);
        if !may_be_source {
            return false;
        }
    }
    false
}

/// Whether words are no quotation but announce the one that follows: *Barlow told his nephew one night,*.
fn announces(text: &Text, tokens: TokenRange) -> bool {
    let ends = tokens.end.checked_sub(1).is_some_and(|last| {
        last >= tokens.start && matches!(text.token(last).kind, TokenKind::Comma | TokenKind::Colon)
    });
    let is_cue = |at: TokenIndex| {
        let token = text.token(at);
        token.kind == TokenKind::Lower
            && token.word.cue().is_some_and(|(cue, forms)| cue.frames.quotation() && (forms.past() || forms.third()))
    };
    ends && tokens.each().rev().take(12).any(is_cue)
}

fn is_plain_word(token: &Token) -> bool {
    token.kind == TokenKind::Lower && token.word.cue().is_none()
}

/// Whether a single mark stands behind a word or a stop and before a space or a stop, and is no plural's apostrophe.
fn ends_word(text: &Text, mark: TokenIndex, paragraph: &TokenRange) -> bool {
    let after = (mark + 1 < paragraph.end).then(|| text.token(mark + 1));
    let is_apart = after.is_none_or(|after| after.spaced || matches!(after.kind, TokenKind::Stop | TokenKind::Comma));
    is_apart && !text.token(mark).spaced && !text.word(mark - 1).ends_with(['s', 'S'])
}
