//! Where words stand: in running text, in a heading, inside marks.

use crate::Article;
use crate::format::{BlockKind, Nesting};
use crate::prose::{Paragraph, ParagraphView, Sentence, Token, TokenIndex, TokenOffsets};

/// Whether a token stands inside quotation marks, or is one of them.
pub fn is_quoted(article: &Article, token: TokenIndex) -> bool {
    article.passages().innermost(token).is_some()
}

/// Whether a paragraph belongs to the running text of the article.
pub fn is_running(paragraph: &Paragraph) -> bool {
    is_running_text(paragraph.kind, paragraph.nesting)
}

/// The same for a paragraph by itself.
pub fn is_running_view(paragraph: &ParagraphView<'_>) -> bool {
    is_running_text(paragraph.kind(), paragraph.nesting())
}

/// The same for a paragraph of this kind.
pub fn is_running_text(kind: BlockKind, nesting: Nesting) -> bool {
    let is_text = matches!(kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::BlockQuote);
    is_text && !nesting.is_aside
}

/// The paragraphs of the running text.
pub fn running(article: &Article) -> impl DoubleEndedIterator<Item = &Paragraph> {
    article.text().paragraphs().iter().filter(|paragraph| is_running(paragraph))
}

/// The sentences of a paragraph.
pub fn sentences<'a>(article: &'a Article, paragraph: &Paragraph) -> &'a [Sentence] {
    let range = paragraph.sentences.start as usize..paragraph.sentences.end as usize;
    article.text().sentences().get(range).unwrap_or_default()
}

/// The sentences of the running text that `wanted` says yes to, by their indexes. It sees a paragraph and the tokens of a
/// sentence in it, and is asked of paragraphs that an edit changed only.
pub fn sentences_that<F>(article: &Article, wanted: F) -> Vec<usize>
where
    F: Fn(&ParagraphView<'_>, TokenOffsets) -> bool + Copy + Send + Sync + 'static,
{
    let text = article.text();
    let found = text.in_each_paragraph(move |paragraph| {
        if !is_running_view(&paragraph) {
            return Vec::new();
        }
        let sentences = paragraph.sentences().filter(|sentence| wanted(&paragraph, sentence.clone()));
        sentences.map(|sentence| sentence.start).collect()
    });
    found.iter().map(|(first, start)| text.sentence_of(first + *start)).collect()
}

/// The tokens of a sentence of a paragraph.
pub fn tokens_of(paragraph: &ParagraphView<'_>, sentence: TokenOffsets) -> impl Iterator<Item = Token> {
    sentence.filter_map(|token| paragraph.get(token))
}
