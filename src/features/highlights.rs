//! What belongs to the words under the caret.

use super::caret;
use super::references::{self, Wanted};
use crate::Article;
use crate::attribution::QuotationKind;
use crate::text::SourceSpan;

/// What lights up, in order, in bytes of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Highlight {
    /// Where.
    pub span: SourceSpan,
    /// Whether it tells of the words under the caret (the cue and the source of a quotation) rather than being of their kind.
    pub tells: bool,
}

/// At a byte of the source: all mentions of whoever is mentioned there; else the pieces of the quotation there, its cue
/// and its source.
pub fn at(article: &Article, offset: u32) -> Vec<Highlight> {
    if caret::mention_at(article, offset).is_some() {
        let mentions = references::at(article, offset, Wanted { pronouns: true, introduction: true });
        return mentions.into_iter().map(|span| Highlight { span, tells: false }).collect();
    }
    let Some((quotation, _)) = caret::quotation_at(article, offset) else { return Vec::new() };
    if quotation.kind == QuotationKind::Scare {
        return Vec::new();
    }
    let cue = quotation.cue.as_ref().map(|cue| cue.span);
    let source = quotation.source.as_ref().map(|source| source.span);
    let pieces = quotation.spans.iter().map(|span| (*span, false));
    let all = pieces.chain(cue.into_iter().chain(source).map(|span| (span, true)));
    let mut all: Vec<Highlight> =
        all.map(|(span, tells)| Highlight { span: article.prose().to_source(span), tells }).collect();
    all.sort_by_key(|highlight| highlight.span);
    all
}
