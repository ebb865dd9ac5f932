//! Places of tokens in a text.

use std::ops::{Add, AddAssign, Index, Range, Sub, SubAssign};

use super::token::Token;

/// Which token of a text: an index of [`Text::tokens`](super::Text::tokens). It may lie behind the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TokenIndex(u32);

/// A run of tokens; [`EachToken`] goes through it.
pub type TokenRange = Range<TokenIndex>;

/// Which token of a part of a text: counted from the first of its sentence or paragraph. With the index of that one it is
/// an index again.
pub type TokenOffset = u32;

/// A run of tokens of a part of a text.
pub type TokenOffsets = Range<TokenOffset>;

impl TokenIndex {
    /// The first token of a text.
    pub const FIRST: TokenIndex = TokenIndex(0);

    /// Behind every token of every text.
    pub const MAX: TokenIndex = TokenIndex(u32::MAX);

    /// How many tokens stand before it.
    #[inline]
    pub fn number(self) -> usize {
        self.0 as usize
    }

    /// So many tokens earlier, if the text begins before that.
    #[inline]
    pub fn checked_sub(self, tokens: u32) -> Option<TokenIndex> {
        self.0.checked_sub(tokens).map(TokenIndex)
    }

    /// So many tokens earlier, or the first.
    #[inline]
    pub fn saturating_sub(self, tokens: u32) -> TokenIndex {
        TokenIndex(self.0.saturating_sub(tokens))
    }

    /// So many tokens later, or [`TokenIndex::MAX`].
    #[inline]
    pub fn saturating_add(self, tokens: u32) -> TokenIndex {
        TokenIndex(self.0.saturating_add(tokens))
    }

    /// How many tokens it stands behind another; 0 if it stands before it.
    #[inline]
    pub fn distance_from(self, earlier: TokenIndex) -> u32 {
        self.0.saturating_sub(earlier.0)
    }

    /// How many tokens lie between two, whichever stands first.
    #[inline]
    pub fn abs_diff(self, other: TokenIndex) -> u32 {
        self.0.abs_diff(other.0)
    }
}

/// The token in front of which so many stand.
impl From<u32> for TokenIndex {
    #[inline]
    fn from(number: u32) -> TokenIndex {
        TokenIndex(number)
    }
}

impl From<TokenIndex> for u32 {
    #[inline]
    fn from(index: TokenIndex) -> u32 {
        index.0
    }
}

impl Add<u32> for TokenIndex {
    type Output = TokenIndex;

    #[inline]
    fn add(self, tokens: u32) -> TokenIndex {
        TokenIndex(self.0 + tokens)
    }
}

/// So many tokens earlier. To ask for one before the first is a mistake that tests see; elsewhere it is the first.
impl Sub<u32> for TokenIndex {
    type Output = TokenIndex;

    #[inline]
    fn sub(self, tokens: u32) -> TokenIndex {
        debug_assert!(self.0 >= tokens, "no token stands {tokens} before {self:?}");
        TokenIndex(self.0.saturating_sub(tokens))
    }
}

/// How many tokens lie between two, of which the second stands first. The other way round is a mistake that tests see;
/// elsewhere there are none between.
impl Sub for TokenIndex {
    type Output = u32;

    #[inline]
    fn sub(self, earlier: TokenIndex) -> u32 {
        debug_assert!(self >= earlier, "{self:?} stands before {earlier:?}");
        self.0.saturating_sub(earlier.0)
    }
}

impl AddAssign<u32> for TokenIndex {
    #[inline]
    fn add_assign(&mut self, tokens: u32) {
        *self = *self + tokens;
    }
}

impl SubAssign<u32> for TokenIndex {
    #[inline]
    fn sub_assign(&mut self, tokens: u32) {
        *self = *self - tokens;
    }
}

impl Index<TokenIndex> for [Token] {
    type Output = Token;

    #[inline]
    fn index(&self, index: TokenIndex) -> &Token {
        &self[index.number()]
    }
}

/// Tokens that stand side by side.
#[allow(clippy::len_without_is_empty)] // Every range says so itself.
pub trait EachToken {
    /// Each of them, in order.
    fn each(&self) -> Each;

    /// How many.
    fn len(&self) -> usize;
}

impl EachToken for TokenRange {
    #[inline]
    fn each(&self) -> Each {
        Each(self.start.0..self.end.0)
    }

    #[inline]
    fn len(&self) -> usize {
        self.end.0.saturating_sub(self.start.0) as usize
    }
}

/// Goes through tokens; the standard library lets ranges of its own numbers only be gone through.
#[derive(Debug, Clone)]
pub struct Each(Range<u32>);

impl Iterator for Each {
    type Item = TokenIndex;

    #[inline]
    fn next(&mut self) -> Option<TokenIndex> {
        self.0.next().map(TokenIndex)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }

    #[inline]
    fn nth(&mut self, tokens: usize) -> Option<TokenIndex> {
        self.0.nth(tokens).map(TokenIndex)
    }
}

impl DoubleEndedIterator for Each {
    #[inline]
    fn next_back(&mut self) -> Option<TokenIndex> {
        self.0.next_back().map(TokenIndex)
    }
}

impl ExactSizeIterator for Each {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_gone_through_from_both_ends() {
        let third = TokenIndex::FIRST + 2;
        let run = third..third + 3;
        assert_eq!(run.len(), 3);
        assert_eq!(run.each().collect::<Vec<_>>(), [third, third + 1, third + 2]);
        assert_eq!(run.each().next_back(), Some(third + 2));
        assert_eq!(run.each().nth(3), None);
        assert_eq!((third + 3..third).len(), 0);
    }

    #[test]
    fn nothing_stands_before_the_first_token() {
        let second = TokenIndex::FIRST + 1;
        assert_eq!(second - 1, TokenIndex::FIRST);
        assert_eq!(second - TokenIndex::FIRST, 1);
        assert_eq!(second.checked_sub(2), None);
        assert_eq!(second.saturating_sub(2), TokenIndex::FIRST);
        assert_eq!(TokenIndex::FIRST.distance_from(second), 0);
        assert_eq!(TokenIndex::MAX.saturating_add(1), TokenIndex::MAX);
    }
}
