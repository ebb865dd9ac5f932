//! What a growing selection takes in: the word, the name, the quotation, the sentence, the paragraph, the section.

use super::sections;
use super::sureness::is_guessed;
use crate::Article;
use crate::attribution::Quotation;
use crate::text::{ProseSpan, SourceSpan};

/// Of the quotations that begin before a place so many are looked at: they nest a few deep at most.
const NESTED: usize = 8;

/// What holds each of some bytes of the source, from the smallest to the largest; each holds the one before. Empty for a place
/// that holds no prose.
pub fn around(article: &Article, offsets: &[u32]) -> Vec<Vec<SourceSpan>> {
    let sections = sections::of(article);
    offsets.iter().map(|&offset| around_one(article, &sections, offset)).collect()
}

fn around_one(article: &Article, sections: &[ProseSpan], offset: u32) -> Vec<SourceSpan> {
    let (text, prose) = (article.text(), article.prose());
    let caret = prose.from_source(offset);
    let beside = [ProseSpan::new(caret, caret + 1), ProseSpan::new(caret.saturating_sub(1), caret)];
    let Some(token) = beside.into_iter().map(|place| text.tokens_in(place)).find(|tokens| !tokens.is_empty()) else {
        return Vec::new();
    };
    let token = token.start;
    let mut spans = vec![text.token(token).span];
    spans.extend(article.entities().mention_at(token).map(|(_, mention)| mention.span));
    let passages = &article.passages().passages;
    let first = passages.partition_point(|passage| passage.first() <= token);
    for passage in passages.iter().take(first).rev() {
        spans.extend([text.span(passage.inside.clone()), passage.span]);
        if passage.depth == 0 {
            break;
        }
    }
    let quotations = article.quotations();
    let first = quotations.partition_point(|quotation| quotation.extent().start <= caret);
    let near = quotations.iter().take(first).rev().take(NESTED);
    spans.extend(near.flat_map(|quotation| [quotation.extent(), with_attribution(quotation)]));
    let sentence = text.sentences().get(text.sentence_of(token));
    spans.extend(sentence.map(|sentence| text.span(sentence.tokens.clone())));
    let paragraph = text.paragraphs().get(text.paragraph_of(token));
    spans.extend(paragraph.map(|paragraph| text.span(paragraph.tokens.clone())));
    spans.extend(sections.get(sections.partition_point(|section| section.end <= caret)));
    spans.push(ProseSpan::new(0, prose.text().len() as u32));

    let mut spans: Vec<SourceSpan> = spans.into_iter().map(|span| prose.to_source(span)).collect();
    spans.retain(|span| span.touches(offset));
    spans.sort_by_key(|span| span.len());
    let mut chain: Vec<SourceSpan> = Vec::new();
    for span in spans {
        if chain.last().is_none_or(|inner| span != *inner && span.contains(*inner)) {
            chain.push(span);
        }
    }
    chain
}

/// A quotation with its cue and its source. One that only the context tells may stand far from it.
fn with_attribution(quotation: &Quotation) -> ProseSpan {
    let cue = quotation.cue.as_ref().map(|cue| cue.span);
    let source = quotation.source.as_ref().filter(|_| !is_guessed(quotation)).map(|source| source.span);
    cue.into_iter().chain(source).fold(quotation.extent(), ProseSpan::join)
}
