//! Pairs single marks.
//!
//! They are as often apostrophes, so they are paired only where opening and closing both look right, each within the
//! stretch that the double marks left whole. One without a partner is an apostrophe and never a defect.

use super::passage::Passage;
use crate::language::WordSet;
use crate::prose::{EachToken, MarkShape, Text, TokenIndex, TokenKind, TokenRange};

/// How many marks ahead an opening single mark looks for its partner. Bounds the work on hostile text.
const PARTNERS_TRIED: usize = 16;

/// The single marks of a paragraph, and the passages inside its double marks.
pub struct Singles<'t> {
    pub text: &'t Text,
    pub paragraph: TokenRange,
    /// In order, the outer before the inner.
    pub doubles: &'t [Passage],
}

/// How well a single mark closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closing {
    Surely,
    /// It may as well be the apostrophe of *the countries' efforts*.
    Perhaps,
    No,
}

impl Singles<'_> {
    /// The pairs among the paragraph's single marks, in order.
    pub fn pairs(&self, marks: &[TokenIndex]) -> Vec<(TokenIndex, TokenIndex)> {
        let mut pairs = Vec::new();
        let mut place = 0;
        while let Some(&open) = marks.get(place) {
            place += 1;
            if !self.opens(open) {
                continue;
            }
            if let Some((close, step)) = self.partner(open, &marks[place..]) {
                pairs.push((open, close));
                place += step + 1;
            }
        }
        pairs
    }

    /// The mark that closes what `open` opens, and how many stand between.
    fn partner(&self, open: TokenIndex, ahead: &[TokenIndex]) -> Option<(TokenIndex, usize)> {
        let region = self.region(open);
        let is_year = self.begins_year(open);
        let is_low = self.text.word(open) == "‚";
        let mut partner = None;
        let ahead = ahead.iter().take(PARTNERS_TRIED).take_while(|&&mark| mark < region.end);
        for (step, &mark) in ahead.enumerate() {
            let closes_low = is_low && self.text.word(mark) == "‘" && !self.text.token(mark).spaced;
            // *in a '58 Hillman,'*: a year opens nothing here.
            if self.opens(mark) && !closes_low && !self.begins_year(mark) {
                break;
            }
            if mark == open + 1 || self.region(mark) != region {
                continue;
            }
            match self.closes(mark) {
                _ if closes_low => return Some((mark, step)),
                // *the class of '99 … the girls' choir*
                _ if is_year && self.text.token(mark - 1).is_word() => {}
                Closing::Surely => return Some((mark, step)),
                Closing::Perhaps => partner = partner.or(Some((mark, step))),
                Closing::No => {}
            }
        }
        partner
    }

    /// The tokens inside the shortest passage of double marks around a token, or the paragraph.
    fn region(&self, token: TokenIndex) -> TokenRange {
        let mut region = self.paragraph.clone();
        let begun = self.doubles.partition_point(|passage| passage.inside.start <= token);
        for passage in self.doubles[..begun].iter().rev() {
            if passage.inside.contains(&token) && passage.inside.len() <= region.len() {
                region = passage.inside.clone();
            }
            // What stands before an outermost passage ends before it.
            if passage.depth == 0 {
                break;
            }
        }
        region
    }

    /// Whether a mark may be the apostrophe before a year: *'99*.
    fn begins_year(&self, mark: TokenIndex) -> bool {
        if mark + 1 >= self.paragraph.end {
            return false;
        }
        let next = self.text.token(mark + 1);
        next.kind == TokenKind::Number && !next.spaced && next.span.len() == 2
    }

    /// Whether a single mark looks as if it opened.
    pub fn opens(&self, mark: TokenIndex) -> bool {
        let token = self.text.token(mark);
        if token.mark() == Some(MarkShape::CurlySingle { opens: false }) || mark + 1 >= self.paragraph.end {
            return false;
        }
        let after_opener = mark > self.paragraph.start
            && matches!(
                self.text.token(mark - 1).kind,
                TokenKind::Open | TokenKind::Dash | TokenKind::Mark(_) | TokenKind::Colon
            );
        let next = self.text.token(mark + 1);
        if !(token.spaced || mark == self.paragraph.start || after_opener) || next.spaced {
            return false;
        }
        let follower = self.text.word(mark + 1);
        match next.kind {
            // *'90s*
            TokenKind::Number => !follower.ends_with('s'),
            // *'em*, *'til*
            _ => !next.is_in(WordSet::Elided),
        }
    }

    fn closes(&self, mark: TokenIndex) -> Closing {
        let token = self.text.token(mark);
        if token.spaced || token.mark() == Some(MarkShape::CurlySingle { opens: true }) {
            return Closing::No;
        }
        let next = (mark + 1 < self.paragraph.end).then(|| self.text.token(mark + 1));
        if next.is_some_and(|next| !next.spaced && (next.is_word() || next.kind == TokenKind::Number)) {
            return Closing::No;
        }
        // *rock 'n' roll*
        let before = mark.checked_sub(2).filter(|before| *before >= self.paragraph.start);
        let elided = self.text.token(mark - 1).is_in(WordSet::Elided)
            && before
                .is_some_and(|before| self.text.token(before).mark().is_some() && !self.text.token(mark - 1).spaced);
        if elided {
            return Closing::No;
        }
        let after_word = self.text.token(mark - 1).is_word();
        let plural_or_elided = after_word && {
            let word = self.text.word(mark - 1);
            word.ends_with(['s', 'S']) || word.ends_with("in")
        };
        let a_word_follows = next.is_some_and(|next| next.spaced && next.is_word());
        if plural_or_elided && a_word_follows { Closing::Perhaps } else { Closing::Surely }
    }
}
