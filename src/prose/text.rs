//! A prose with its tokens, sentences and paragraphs.

use super::paragraph::{Paragraph, Sentence};
use super::paragraph_view::Paragraphs;
use super::token::{Token, TokenKind};
use super::token_index::{TokenIndex, TokenRange};
use crate::format::Prose;
use crate::text::{Kept, ProseSpan};

/// A headline has no more parts than this.
const HEADLINE_PARTS: usize = 4;

/// The prose with its tokens, sentences and paragraphs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    pub(super) prose: Prose,
    pub(super) tokens: Vec<Token>,
    pub(super) sentences: Vec<Sentence>,
    pub(super) paragraphs: Vec<Paragraph>,
    /// What was looked for in the paragraphs.
    pub(super) kept: Kept<Paragraphs>,
}

impl Text {
    /// The prose itself, with the way back to the source.
    pub fn prose(&self) -> &Prose {
        &self.prose
    }

    /// The text to which every [`ProseSpan`] refers.
    #[inline]
    pub fn as_str(&self) -> &str {
        self.prose.text()
    }

    /// All tokens in order.
    #[inline]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// A token; callers pass indexes that they got from this text.
    #[inline]
    pub fn token(&self, index: TokenIndex) -> &Token {
        &self.tokens()[index]
    }

    /// A token; `None` behind the last one.
    #[inline]
    pub fn get(&self, index: TokenIndex) -> Option<&Token> {
        self.tokens.get(index.number())
    }

    /// The tokens of a range; none if it reaches behind the last one.
    pub fn tokens_at(&self, range: &TokenRange) -> &[Token] {
        self.tokens.get(range.start.number()..range.end.number()).unwrap_or_default()
    }

    /// All of its tokens.
    pub fn all(&self) -> TokenRange {
        TokenIndex::FIRST..TokenIndex::from(self.tokens.len() as u32)
    }

    /// The words of a token.
    #[inline]
    pub fn word(&self, index: TokenIndex) -> &str {
        self.token(index).span.slice(self.as_str())
    }

    /// All sentences in order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// All paragraphs in order.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The index of the sentence that holds a token.
    pub fn sentence_of(&self, token: TokenIndex) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end <= token)
    }

    /// The index of the paragraph that holds a token.
    pub fn paragraph_of(&self, token: TokenIndex) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.tokens.end <= token)
    }

    /// Where the first sentence ends, which may be a headline; one of several parts (*Ferry late; mayor angry*) is one.
    pub fn headline_end(&self) -> TokenIndex {
        let goes_on = |end: TokenIndex| end > TokenIndex::FIRST && self.token(end - 1).kind == TokenKind::Semicolon;
        let ends = self.sentences.iter().map(|sentence| sentence.tokens.end);
        ends.take(HEADLINE_PARTS).find(|&end| !goes_on(end)).unwrap_or_default()
    }

    /// The bytes from the first to the last token of a range; empty at the token for an empty range.
    #[inline]
    pub fn span(&self, tokens: TokenRange) -> ProseSpan {
        if tokens.is_empty() {
            let at = self.get(tokens.start).map_or(self.as_str().len() as u32, |token| token.span.start);
            return ProseSpan::empty(at);
        }
        ProseSpan::new(self.token(tokens.start).span.start, self.token(tokens.end - 1).span.end)
    }

    /// The text from the first to the last token of a range.
    #[inline]
    pub fn slice(&self, tokens: TokenRange) -> &str {
        self.span(tokens).slice(self.as_str())
    }

    /// The tokens that overlap a span.
    pub fn tokens_in(&self, span: ProseSpan) -> TokenRange {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        // Spans are short against the text, so their ends are looked for in growing steps.
        let behind = self.tokens.get(start..).unwrap_or_default();
        let is_inside = |token: &Token| token.span.start < span.end;
        let mut reach = 4;
        while behind.get(reach).is_some_and(is_inside) {
            reach *= 4;
        }
        let near = behind.get(..reach).unwrap_or(behind);
        let start = TokenIndex::from(start as u32);
        start..start + near.partition_point(is_inside) as u32
    }
}
