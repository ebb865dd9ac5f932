//! What a token is: a word, a number, punctuation, a mark.

use crate::language::{Classes, Word, WordSet};
use crate::text::ProseSpan;

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the prose.
    pub span: ProseSpan,
    /// What it is.
    pub kind: TokenKind,
    /// Whether white space stands before it (or it is the first of its paragraph).
    pub spaced: bool,
    /// What the language data knows of it.
    pub word: Word,
    /// For a word a hash of its letters, whatever their case; 0 for all else.
    pub hash: u32,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word in lower case (*said*, *al-*).
    Lower,
    /// A word that begins with a capital (*Lopez*, *McDonald*).
    Capital,
    /// A word of capitals only, two or more (*SNSC*, *U.S.*).
    Capitals,
    /// A word in lower case with a capital inside or after a particle (*al-Kazemi*, *iPhone*, *anti-Daesh*).
    Mixed,
    /// A possessive *'s*, or the apostrophe after a plural.
    Possessive,
    /// A number (*6,566*, *3rd*, *2.5*).
    Number,
    /// A web or mail address, a handle or a hashtag.
    Address,
    /// A mark that may open or close a quotation.
    Mark(MarkShape),
    /// `.`, `!`, `?` or `…`, in any number.
    Stop,
    /// A comma.
    Comma,
    /// A semicolon.
    Semicolon,
    /// A colon.
    Colon,
    /// A dash between words or clauses, not a hyphen.
    Dash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// Anything else.
    Symbol,
}

/// The shape of a quotation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MarkShape {
    /// `"`
    Straight,
    /// `“` `”` `„` `‟`: carries which way it points.
    Curly {
        /// Whether it can only open (`“`, `„`), as far as typography goes.
        opens: bool,
    },
    /// `'` (an apostrophe as often)
    StraightSingle,
    /// `‘` `’` `‚` `‛`
    CurlySingle {
        /// Whether it opens (`‘`, `‚`).
        opens: bool,
    },
    /// `''` or ` `` `: two single marks that stand for a double one.
    Doubled {
        /// Two backticks open; two apostrophes do either.
        opens: bool,
    },
    /// `«` `»` `‹` `›`
    Guillemet {
        /// Whether it points left (`«`).
        opens: bool,
    },
}

impl Token {
    /// What the token can be.
    #[inline]
    pub fn classes(&self) -> Classes {
        self.word.classes
    }

    /// Whether the token may be one of these.
    #[inline]
    pub fn is(&self, classes: Classes) -> bool {
        self.word.classes.any(classes)
    }

    /// Whether it is a word of a named set.
    #[inline]
    pub fn is_in(&self, set: WordSet) -> bool {
        self.word.is_in(set)
    }

    /// Whether it is a word of any case.
    #[inline]
    pub fn is_word(&self) -> bool {
        self.kind.is_word()
    }

    /// Whether it is a word with a capital in it.
    #[inline]
    pub fn is_capitalized(&self) -> bool {
        self.kind.is_capitalized()
    }

    /// The shape, if it is a quotation mark.
    #[inline]
    pub fn mark(&self) -> Option<MarkShape> {
        self.kind.mark()
    }
}

impl TokenKind {
    /// Whether it looks like an apostrophe: a possessive *'s*, or a single mark that does not open.
    pub fn may_be_apostrophe(self) -> bool {
        let is_single = |shape| matches!(shape, MarkShape::StraightSingle | MarkShape::CurlySingle { opens: false });
        self == TokenKind::Possessive || self.mark().is_some_and(is_single)
    }

    /// Whether it is a word of any case.
    #[inline]
    pub fn is_word(self) -> bool {
        matches!(self, TokenKind::Lower | TokenKind::Capital | TokenKind::Capitals | TokenKind::Mixed)
    }

    /// Whether it is a word with a capital in it.
    #[inline]
    pub fn is_capitalized(self) -> bool {
        matches!(self, TokenKind::Capital | TokenKind::Capitals | TokenKind::Mixed)
    }

    /// The shape, if it is a quotation mark.
    #[inline]
    pub fn mark(self) -> Option<MarkShape> {
        match self {
            TokenKind::Mark(shape) => Some(shape),
            _ => None,
        }
    }
}
