//! Where sentences and paragraphs stand.

use std::ops::Range;

use super::token_index::TokenRange;
use crate::format::{BlockKind, Emphasis, Nesting};

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
