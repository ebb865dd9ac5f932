//! Where words stand: in running text, in a heading, inside marks.

use crate::Article;
use crate::format::BlockKind;
use crate::prose::{Paragraph, Sentence, TokenIndex};

/// Whether a token stands inside quotation marks, or is one of them.
pub fn is_quoted(article: &Article, token: TokenIndex) -> bool {
    article.passages().innermost(token).is_some()
}

/// Whether a paragraph belongs to the running text of the article.
pub fn is_running(paragraph: &Paragraph) -> bool {
    let is_text = matches!(paragraph.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::BlockQuote);
    is_text && !paragraph.nesting.is_aside
}

/// The paragraphs of the running text.
pub fn running(article: &Article) -> impl Iterator<Item = &Paragraph> {
    article.text().paragraphs().iter().filter(|paragraph| is_running(paragraph))
}

/// The sentences of a paragraph.
pub fn sentences<'a>(article: &'a Article, paragraph: &Paragraph) -> &'a [Sentence] {
    let range = paragraph.sentences.start as usize..paragraph.sentences.end as usize;
    article.text().sentences().get(range).unwrap_or_default()
}
