//! Passages inside quotation marks.
//!
//! Marks are paired, continued over paragraphs and nested. The result is typographic: which words stand inside which
//! marks. Who speaks, and whether anybody does, is for later rooms.

mod pairing;

use crate::prose::{Text, TokenIndex, TokenRange};
use crate::text::ProseSpan;

/// Everything the marks of an article say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quotations {
    /// The passages in order of their opening marks; nested ones follow the one that holds them.
    pub passages: Vec<Passage>,
    /// Marks that open without a close or close nothing.
    pub unbalanced: Vec<Unbalanced>,
}

/// Words inside one pair of marks, within one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The tokens inside, the marks not among them.
    pub inside: TokenRange,
    /// The token of the opening mark.
    pub open: TokenIndex,
    /// The token of the closing mark; `None` where the passage runs on into the next paragraph, or never closes and
    /// was ended at the paragraph's end.
    pub close: Option<TokenIndex>,
    /// The bytes from the opening to the closing mark, both included.
    pub span: ProseSpan,
    /// How many passages hold this one.
    pub depth: u8,
    /// The passage in the paragraph before, if this one continues it (the convention of opening each paragraph of a
    /// long quotation with a mark and closing only the last).
    pub continues: Option<usize>,
    /// How many words stand inside.
    pub words: u32,
}

/// A mark that has no counterpart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unbalanced {
    /// The token of the mark.
    pub mark: TokenIndex,
    /// Whether it opens (and nothing closes it) or closes (and nothing opened it).
    pub opens: bool,
}

impl Quotations {
    /// Reads the marks of a text.
    pub fn find(text: &Text) -> Quotations {
        pairing::pair(text)
    }

    /// The innermost passage that holds a token, its marks included.
    pub fn innermost(&self, token: TokenIndex) -> Option<usize> {
        let after = self.passages.partition_point(|passage| passage.open <= token);
        let holds = |passage: &Passage| {
            passage.open <= token && token <= passage.close.unwrap_or(passage.inside.end.saturating_sub(1))
        };
        // Nested passages follow the one that holds them, so the last that fits is the innermost; passages of the same
        // paragraph are few.
        self.passages[..after]
            .iter()
            .enumerate()
            .rev()
            .take(64)
            .find(|(_, passage)| holds(passage))
            .map(|(index, _)| index)
    }
}
