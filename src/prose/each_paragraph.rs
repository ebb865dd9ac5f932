//! What is looked for in every paragraph by itself.

use std::ops::Range;
use std::sync::Arc;

use super::paragraph::Paragraph;
use super::paragraph_view::ParagraphView;
use super::text::Text;
use super::token_index::TokenIndex;
use crate::text::Splice;

/// What one function found in the paragraphs of a text.
pub struct Found<'t, T> {
    text: &'t Text,
    list: Arc<Vec<(u32, T)>>,
}

impl<T> Found<'_, T> {
    /// Each thing with the first token of its paragraph, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (TokenIndex, &T)> {
        let paragraphs = self.text.paragraphs();
        self.list.iter().filter_map(|(paragraph, found)| {
            let paragraph = paragraphs.get(*paragraph as usize)?;
            Some((paragraph.tokens.start, found))
        })
    }
}

impl Text {
    /// What `look` finds in each paragraph by itself. It is called for paragraphs that an edit changed, and for no others:
    /// what was found elsewhere is kept. So it must be a plain function, or a closure that captures nothing; it is known
    /// by its type.
    pub fn in_each_paragraph<T, F>(&self, look: F) -> Found<'_, T>
    where
        T: Clone + Send + Sync + 'static,
        F: Fn(ParagraphView<'_>) -> Vec<T> + Copy + Send + Sync + 'static,
    {
        let all = || self.views(0..self.paragraphs().len());
        Found { text: self, list: self.kept.found(look, all) }
    }

    /// Looks again in the paragraphs that an edit replaced.
    pub(super) fn look_again(&mut self, paragraphs: Splice) {
        let mut kept = std::mem::take(&mut self.kept);
        kept.revise(paragraphs, &self.views(paragraphs.now()).collect::<Vec<_>>());
        self.kept = kept;
    }

    fn views(&self, paragraphs: Range<usize>) -> impl Iterator<Item = (u32, ParagraphView<'_>)> {
        let range = self.paragraphs().get(paragraphs.clone()).unwrap_or_default();
        (paragraphs.start as u32..).zip(range).map(|(index, paragraph)| (index, self.view(paragraph)))
    }

    /// One of its paragraphs by itself.
    fn view<'a>(&'a self, paragraph: &'a Paragraph) -> ParagraphView<'a> {
        let sentences = paragraph.sentences.start as usize..paragraph.sentences.end as usize;
        let span = self.span(paragraph.tokens.clone());
        ParagraphView::new(
            paragraph,
            self.tokens_at(&paragraph.tokens),
            self.sentences().get(sentences).unwrap_or_default(),
            span.slice(self.as_str()),
            span.start,
        )
    }
}
