//! A paragraph by itself.

use super::paragraph::{Paragraph, Sentence};
use super::token::{Token, TokenKind};
use super::token_index::{TokenOffset, TokenOffsets};
use crate::format::{BlockKind, Emphasis, Nesting};
use crate::language::Word;
use crate::text::{Parts, ProseSpan};

/// The paragraphs of a text.
#[derive(Debug)]
pub struct Paragraphs;

impl Parts for Paragraphs {
    type View<'a> = ParagraphView<'a>;
}

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
    pub fn all(&self) -> TokenOffsets {
        0..self.tokens.len() as TokenOffset
    }

    /// A token; `None` outside of the paragraph.
    #[inline]
    pub fn get(&self, index: TokenOffset) -> Option<Token> {
        self.tokens.get(index as usize).map(|token| self.relative(token))
    }

    /// The tokens in order, with their indexes.
    pub fn tokens(&self) -> impl DoubleEndedIterator<Item = (TokenOffset, Token)> + use<'_, 'a> {
        self.tokens.iter().enumerate().map(|(index, token)| (index as TokenOffset, self.relative(token)))
    }

    /// The tokens that are wanted by what they are, with their indexes. Cheaper than to ask each of [`tokens`](Self::tokens).
    pub fn tokens_that(
        &self,
        wanted: impl Fn(TokenKind, &Word) -> bool,
    ) -> impl DoubleEndedIterator<Item = (TokenOffset, Token)> {
        let found = self.tokens.iter().enumerate().filter(move |(_, token)| wanted(token.kind, &token.word));
        found.map(|(index, token)| (index as TokenOffset, self.relative(token)))
    }

    /// The hashes of the words of its tokens, in order; 0 for what is no word.
    pub fn hashes(&self) -> impl Iterator<Item = u32> + use<'a> {
        self.tokens.iter().map(|token| token.hash)
    }

    /// The sentences in order.
    pub fn sentences(&self) -> impl Iterator<Item = TokenOffsets> + use<'_, 'a> {
        let first = self.paragraph.tokens.start;
        self.sentences.iter().map(move |sentence| sentence.tokens.start - first..sentence.tokens.end - first)
    }

    /// The sentence that holds a token; `None` outside of the paragraph.
    pub fn sentence_of(&self, token: TokenOffset) -> Option<TokenOffsets> {
        let first = self.paragraph.tokens.start;
        let at = self.sentences.partition_point(|sentence| sentence.tokens.end <= first + token);
        let sentence = self.sentences.get(at)?;
        Some(sentence.tokens.start - first..sentence.tokens.end - first)
    }

    /// The words from the first to the last token of a range; empty where there are none.
    pub fn slice(&self, tokens: TokenOffsets) -> &'a str {
        let Some(last) = tokens.end.checked_sub(1).filter(|_| !tokens.is_empty()).and_then(|last| self.get(last))
        else {
            return "";
        };
        let start = self.get(tokens.start).map_or(last.span.start, |first| first.span.start);
        ProseSpan::new(start, last.span.end).slice(self.text)
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
