//! What stands where the caret is.

use crate::Article;
use crate::attribution::Quotation;
use crate::entities::{Entity, Mention};
use crate::text::ProseSpan;

/// The mention at a byte of the source, with its entity. Directly behind a word the caret still touches it; the word
/// before it wins only where none begins there. What is no prose, such as a tag, holds nothing.
pub fn mention_at(article: &Article, offset: u32) -> Option<(&Entity, &Mention)> {
    let caret = article.prose().from_source(offset);
    let places = [ProseSpan::new(caret, caret + 1), ProseSpan::new(caret.saturating_sub(1), caret)];
    let (entity, mention) = places.into_iter().find_map(|place| {
        let tokens = article.text().tokens_in(place);
        (!tokens.is_empty()).then(|| article.entities().mention_in(tokens))?
    })?;
    touches(article, mention.span, offset).then_some((entity, mention))
}

/// The innermost quotation that holds a byte of the source, be it in its words, its cue or its source; and the piece that
/// holds it, in bytes of the prose.
pub fn quotation_at(article: &Article, offset: u32) -> Option<(&Quotation, ProseSpan)> {
    let caret = article.prose().from_source(offset);
    let pieces = article.quotations().iter().flat_map(|quotation| {
        let cue = quotation.cue.as_ref().map(|cue| cue.span);
        let source = quotation.source.as_ref().map(|source| source.span);
        quotation.spans.iter().copied().chain(cue).chain(source).map(move |span| (quotation, span))
    });
    let found = pieces.filter(|(_, span)| span.touches(caret)).min_by_key(|(_, span)| (caret == span.end, span.len()));
    found.filter(|(_, span)| touches(article, *span, offset))
}

/// What is no prose, such as a tag, has the place of the prose that follows it, so a place is held against the source.
fn touches(article: &Article, span: ProseSpan, offset: u32) -> bool {
    article.prose().to_source(span).touches(offset)
}
