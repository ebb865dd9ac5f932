//! How much of what somebody said stands inside marks.

use crate::prose::{Text, TokenRange};
use crate::text::ProseSpan;

/// How many letters words have, and how many of them stand inside marks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Letters {
    /// All of them.
    pub all: u32,
    /// Those inside marks.
    pub marked: u32,
}

impl Letters {
    /// Counts the letters of `tokens`; `passages` are the outermost passages that share tokens with them.
    pub fn count(text: &Text, tokens: TokenRange, passages: impl Iterator<Item = TokenRange>) -> Letters {
        let letters = |span: ProseSpan| {
            span.slice(text.as_str()).bytes().filter(|byte| !byte.is_ascii_whitespace()).count() as u32
        };
        let span = text.span(tokens);
        let inside = |passage: TokenRange| {
            let passage = text.span(passage);
            letters(ProseSpan::new(passage.start.max(span.start), passage.end.min(span.end)))
        };
        Letters { all: letters(span), marked: passages.map(inside).sum() }
    }
}

impl std::ops::Add for Letters {
    type Output = Letters;

    fn add(self, other: Letters) -> Letters {
        Letters { all: self.all + other.all, marked: self.marked + other.marked }
    }
}
