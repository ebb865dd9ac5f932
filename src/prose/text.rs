//! A prose with its tokens, sentences and paragraphs.

use std::ops::Range;

use super::tokens::Token;
use crate::format::{BlockKind, Emphasis, Nesting, Prose};
use crate::text::ProseSpan;

/// Index of a token in [`Text::tokens`].
pub type TokenIndex = u32;

/// A run of tokens.
pub type TokenRange = Range<TokenIndex>;

/// The prose with its tokens, sentences and paragraphs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    pub(super) prose: Prose,
    pub(super) tokens: Vec<Token>,
    pub(super) sentences: Vec<Sentence>,
    pub(super) paragraphs: Vec<Paragraph>,
}

/// A sentence; it never crosses a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens; never empty.
    pub tokens: TokenRange,
    /// The paragraph it is in.
    pub paragraph: u32,
}

/// A block of the prose that holds at least one token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its sentences, as indexes; never empty.
    pub sentences: Range<u32>,
    /// Its tokens; never empty.
    pub tokens: TokenRange,
    /// What it is to a reader.
    pub kind: BlockKind,
    /// What holds it: block quotations, lists, a box beside the article.
    pub nesting: Nesting,
    /// How much of it is bold or in italics.
    pub emphasis: Emphasis,
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
        &self.tokens[index as usize]
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

    /// The bytes from the first to the last token of a range; empty at the token for an empty range.
    #[inline]
    pub fn span(&self, tokens: TokenRange) -> ProseSpan {
        if tokens.is_empty() {
            let at =
                self.tokens.get(tokens.start as usize).map_or(self.as_str().len() as u32, |token| token.span.start);
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
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        start as TokenIndex..end.max(start) as TokenIndex
    }
}
