//! A paragraph by itself.

use super::paragraph::{Paragraph, Sentence, TokenIndex, TokenRange};
use super::tokens::Token;
use crate::format::{BlockKind, Emphasis, Nesting};
use crate::text::ProseSpan;

/// A paragraph as if it were all there is: tokens and bytes are counted from its first one, and nothing outside of it can
/// be read. What is found in it stays true wherever the paragraph stands.
#[derive(Debug, Clone, Copy)]
pub struct ParagraphView<'a> {
    tokens: &'a [Token],
    sentences: &'a [Sentence],
    paragraph: &'a Paragraph,
    /// Its words.
    text: &'a str,
    /// Where it begins in the prose.
    start: u32,
}

impl<'a> ParagraphView<'a> {
    /// The view of a paragraph with its own tokens, sentences and words; the first of these is the byte `start` of the
    /// prose.
    pub(super) fn new(
        paragraph: &'a Paragraph,
        tokens: &'a [Token],
        sentences: &'a [Sentence],
        text: &'a str,
        start: u32,
    ) -> ParagraphView<'a> {
        ParagraphView { tokens, sentences, paragraph, text, start }
    }

    /// What it is to a reader.
    pub fn kind(&self) -> BlockKind {
        self.paragraph.kind
    }

    /// What holds it.
    pub fn nesting(&self) -> Nesting {
        self.paragraph.nesting
    }

    /// How much of it is bold or in italics.
    pub fn emphasis(&self) -> Emphasis {
        self.paragraph.emphasis
    }

    /// Its words.
    pub fn as_str(&self) -> &'a str {
        self.text
    }

    /// All of its tokens.
    pub fn all(&self) -> TokenRange {
        0..self.tokens.len() as TokenIndex
    }

    /// A token; `None` outside of the paragraph.
    #[inline]
    pub fn get(&self, index: TokenIndex) -> Option<Token> {
        self.tokens.get(index as usize).map(|token| self.relative(token))
    }

    /// The tokens in order, with their indexes.
    pub fn tokens(&self) -> impl DoubleEndedIterator<Item = (TokenIndex, Token)> + use<'_, 'a> {
        self.tokens.iter().enumerate().map(|(index, token)| (index as TokenIndex, self.relative(token)))
    }

    /// The sentences in order.
    pub fn sentences(&self) -> impl Iterator<Item = TokenRange> + use<'_, 'a> {
        let first = self.paragraph.tokens.start;
        self.sentences.iter().map(move |sentence| sentence.tokens.start - first..sentence.tokens.end - first)
    }

    /// The words of one of its tokens.
    #[inline]
    pub fn word(&self, token: &Token) -> &'a str {
        token.span.slice(self.text)
    }

    #[inline]
    fn relative(&self, token: &Token) -> Token {
        let span = ProseSpan::new(token.span.start - self.start, token.span.end - self.start);
        Token { span, ..*token }
    }
}
