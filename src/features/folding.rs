//! What can be folded away.

use super::sections;
use crate::Article;
use crate::text::{ProseSpan, SourceSpan};

/// Sections with their headings, and quotations that run over paragraphs, in order, in bytes of the source.
pub fn of(article: &Article) -> Vec<SourceSpan> {
    let paragraphs = article.text().paragraphs();
    let runs_over = |span: &ProseSpan| {
        let tokens = article.text().tokens_in(*span);
        let first = article.text().paragraph_of(tokens.start);
        !tokens.is_empty() && paragraphs.get(first).is_some_and(|paragraph| paragraph.tokens.end < tokens.end)
    };
    let quotations = article.quotations().iter().map(|quotation| quotation.extent()).filter(runs_over);
    let spans = sections::of(article).into_iter().chain(quotations);
    let mut spans: Vec<SourceSpan> = spans.map(|span| article.prose().to_source(span)).collect();
    spans.sort_unstable();
    spans
}
