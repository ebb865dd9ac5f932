//! How much of what somebody said stands inside marks.

use crate::prose::{EachToken, Text, TokenRange};

/// How many letters words have, and how many of them stand inside marks. Whatever is no blank counts as one letter, be it
/// one byte or several.
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
        let letters = |tokens: TokenRange| -> u32 {
            tokens
                .each()
                .map(|token| text.word(token))
                .map(|word| if word.is_ascii() { word.len() } else { word.chars().count() } as u32)
                .sum()
        };
        let inside = |passage: TokenRange| letters(passage.start.max(tokens.start)..passage.end.min(tokens.end));
        Letters { marked: passages.map(inside).sum(), all: letters(tokens.clone()) }
    }
}

impl std::ops::Add for Letters {
    type Output = Letters;

    fn add(self, other: Letters) -> Letters {
        Letters { all: self.all + other.all, marked: self.marked + other.marked }
    }
}
