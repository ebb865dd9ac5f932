//! What the marks of an article say.

use crate::prose::{TokenIndex, TokenRange};
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
    /// The token of the opening mark; `None` where a paragraph goes on with the words of the one before and does not
    /// mark them anew.
    pub open: Option<TokenIndex>,
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
    /// Whether a later paragraph goes on with it.
    pub runs_on: bool,
    /// How many words stand inside.
    pub words: u32,
}

impl Passage {
    /// Its first token: the opening mark, or the first word where there is none.
    pub fn first(&self) -> TokenIndex {
        self.open.unwrap_or(self.inside.start)
    }

    /// One past its last token: the closing mark, or the last word where there is none.
    pub fn end(&self) -> TokenIndex {
        self.close.map_or(self.inside.end, |close| close + 1)
    }
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
    /// The innermost passage that holds a token, its marks included.
    pub fn innermost(&self, token: TokenIndex) -> Option<usize> {
        let after = self.passages.partition_point(|passage| passage.first() <= token);
        let holds = |passage: &Passage| passage.first() <= token && token < passage.end();
        // Nested passages follow the one that holds them, so the last that fits is the innermost; what stands before an
        // outermost passage ends before it.
        for (index, passage) in self.passages[..after].iter().enumerate().rev() {
            if holds(passage) {
                return Some(index);
            }
            if passage.depth == 0 {
                break;
            }
        }
        None
    }
}
