//! Pairs the marks of each paragraph.
//!
//! Double marks are paired first, with a stack: a mark that typography or spacing lets go only one way goes that way,
//! any other closes what is open. Single marks are as often apostrophes, so they are paired afterwards, inside what the
//! double marks left, and only where opening and closing both look right; one without a partner is an apostrophe and
//! never a defect.

use std::ops::Range;

use super::{Passage, Unbalanced};
use crate::prose::{MarkShape, Paragraph, Text, TokenIndex, TokenKind, TokenRange};
use crate::text::Splice;

/// How many marks ahead an opening single mark looks for its partner. Bounds the work on hostile text.
const PARTNERS_TRIED: usize = 16;

/// Which way a mark may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Opens,
    Closes,
    Either,
}

/// Pairs the marks of a text, paragraph by paragraph.
pub struct Pairing<'t> {
    pub text: &'t Text,
    /// All marks of the text.
    pub marks: &'t [TokenIndex],
    /// What an earlier text had.
    pub known: Known<'t>,
    /// How many passages stand before the first paragraph that is paired.
    pub before: usize,
    /// What was found behind them.
    pub passages: Vec<Passage>,
    pub unbalanced: Vec<Unbalanced>,
    /// The index of the passage of the paragraph before that was still open at its end, those before counted.
    pub running_on: Option<usize>,
}

/// Passages of an earlier text, and which tokens were exchanged since.
#[derive(Default)]
pub struct Known<'t> {
    pub passages: &'t [Passage],
    pub tokens: Splice,
}

impl Known<'_> {
    /// How many words stand inside a passage, if it is one of these.
    fn words(&self, first: TokenIndex, inside: &TokenRange) -> Option<u32> {
        let was = match self.tokens {
            tokens if inside.end <= tokens.start => |_: Splice, at: TokenIndex| at,
            tokens if first >= tokens.new_end => Splice::was,
            _ => return None,
        };
        let (first, inside) = (was(self.tokens, first), was(self.tokens, inside.start)..was(self.tokens, inside.end));
        let at = self.passages.partition_point(|passage| passage.first() < first);
        let same = self.passages[at..].iter().take_while(|passage| passage.first() == first);
        same.into_iter().find(|passage| passage.inside == inside).map(|passage| passage.words)
    }
}

impl Pairing<'_> {
    /// Pairs the marks of the next paragraph, which is the one at `index`.
    pub fn paragraph(&mut self, index: usize) {
        let paragraph = &self.text.paragraphs()[index];
        let tokens = paragraph.tokens.clone();
        let (first_passage, first_unbalanced) = (self.passages.len(), self.unbalanced.len());
        let mut stack: Vec<TokenIndex> = Vec::new();
        let mut continues = self.running_on.take();
        let marks: Vec<TokenIndex> = self.doubles(&tokens).collect();

        for (place, &mark) in marks.iter().enumerate() {
            match self.way(mark, tokens.clone(), !stack.is_empty()) {
                Way::Opens => {
                    if !stack.is_empty() && !self.nests(&marks[place + 1..], tokens.clone()) {
                        self.abandon(&mut stack, mark);
                    }
                    stack.push(mark);
                }
                Way::Closes => match stack.pop() {
                    Some(open) => self.passage(Some(open), mark, continues.take_if(|_| open == tokens.start)),
                    // The paragraph goes on with words of the one before, without marking them anew.
                    None if continues.is_some() && first_passage == self.passages.len() => {
                        self.passage(None, mark, continues.take());
                    }
                    // *a 6" gap*: inches close nothing.
                    None if self.follows_measure(mark) => {}
                    None => self.unbalanced.push(Unbalanced { mark, opens: false }),
                },
                Way::Either => stack.push(mark),
            }
        }
        self.leave_open(index, stack, continues);
        self.put_in_order(first_passage);
        let doubles = first_passage..self.passages.len();
        self.pair_singles(paragraph, doubles.clone());
        if self.passages.len() > doubles.end {
            self.put_in_order(first_passage);
        }
        self.unbalanced[first_unbalanced..].sort_by_key(|unbalanced| unbalanced.mark);
    }

    /// Puts the passages of a paragraph in order of their first token, the outer before the inner.
    fn put_in_order(&mut self, first_passage: usize) {
        let order = |passage: &Passage| (passage.span.start, std::cmp::Reverse(passage.span.end));
        let running = self.running_on.map(|passage| order(&self.passages[passage - self.before]));
        let passages = &mut self.passages[first_passage..];
        passages.sort_by_key(order);
        number_depths(passages);
        let first_passage = self.before + first_passage;
        self.running_on = running
            .and_then(|key| passages.iter().position(|passage| order(passage) == key).map(|at| first_passage + at));
    }

    /// The marks among some tokens.
    fn marks(&self, tokens: &TokenRange) -> &[TokenIndex] {
        let at = |token: TokenIndex| self.marks.partition_point(|mark| *mark < token);
        &self.marks[at(tokens.start)..at(tokens.end)]
    }

    /// The double marks among them.
    fn doubles(&self, tokens: &TokenRange) -> impl Iterator<Item = TokenIndex> {
        self.marks(tokens).iter().copied().filter(|&token| self.is_double(token))
    }

    /// What is still open at the paragraph's end either runs on into the next paragraph, which opens with a mark, or
    /// was never closed.
    fn leave_open(&mut self, index: usize, mut stack: Vec<TokenIndex>, continues: Option<usize>) {
        let paragraph = &self.text.paragraphs()[index];
        let Some(open) = stack.pop() else { return };
        for mark in stack {
            self.unbalanced.push(Unbalanced { mark, opens: true });
        }
        let runs_on = self.text.paragraphs().get(index + 1).is_some_and(|next| self.goes_on(next));
        let inside = open + 1..paragraph.tokens.end;
        if inside.is_empty() {
            self.unbalanced.push(Unbalanced { mark: open, opens: true });
            return;
        }
        let continues = continues.filter(|_| open == paragraph.tokens.start);
        self.push(Some(open), inside, None, continues);
        if runs_on {
            self.running_on = Some(self.before + self.passages.len() - 1);
        } else {
            self.unbalanced.push(Unbalanced { mark: open, opens: true });
        }
    }

    /// Whether a paragraph continues a quotation that was left open: it opens with a mark, or closes one that nothing
    /// in it opened.
    fn goes_on(&self, paragraph: &Paragraph) -> bool {
        let Some(first) = self.doubles(&paragraph.tokens).next() else { return false };
        first == paragraph.tokens.start || self.way(first, paragraph.tokens.clone(), false) == Way::Closes
    }

    /// Ends what is open before a mark that opens anew: its own closing mark is missing.
    fn abandon(&mut self, stack: &mut Vec<TokenIndex>, before: TokenIndex) {
        for open in stack.drain(..) {
            self.unbalanced.push(Unbalanced { mark: open, opens: true });
            // Without the closing mark nobody knows where the words end; the sentence is the safest guess.
            let sentence = &self.text.sentences()[self.text.sentence_of(open)];
            let inside = open + 1..sentence.tokens.end.min(before);
            if !inside.is_empty() {
                self.push(Some(open), inside, None, None);
            }
        }
    }

    /// Whether an opening mark inside an open passage is a nested one: both then close before anything else opens.
    fn nests(&self, ahead: &[TokenIndex], paragraph: TokenRange) -> bool {
        ahead.len() >= 2 && ahead[..2].iter().all(|&mark| self.way(mark, paragraph.clone(), true) == Way::Closes)
    }

    fn passage(&mut self, open: Option<TokenIndex>, close: TokenIndex, continues: Option<usize>) {
        let start = match open {
            Some(open) => open + 1,
            None => self.text.paragraphs()[self.text.paragraph_of(close)].tokens.start,
        };
        if start < close {
            self.push(open, start..close, Some(close), continues);
        }
    }

    fn push(
        &mut self,
        open: Option<TokenIndex>,
        inside: TokenRange,
        close: Option<TokenIndex>,
        continues: Option<usize>,
    ) {
        let from = open.unwrap_or(inside.start);
        let count = || inside.clone().filter(|&token| self.counts_as_word(token)).count() as u32;
        let words = self.known.words(from, &inside).unwrap_or_else(count);
        let to = close.map_or(inside.end, |close| close + 1);
        let span = self.text.span(from..to);
        self.passages.push(Passage { inside, open, close, span, depth: 0, continues, words });
    }

    fn counts_as_word(&self, token: TokenIndex) -> bool {
        let token = self.text.token(token);
        token.is_word() || matches!(token.kind, TokenKind::Number | TokenKind::Address)
    }

    fn is_double(&self, token: TokenIndex) -> bool {
        match self.text.token(token).mark() {
            Some(MarkShape::StraightSingle | MarkShape::CurlySingle { .. }) | None => false,
            Some(_) => !self.is_measure(token),
        }
    }

    /// Inches and seconds: *a 6" gap*, *5'11"*. After a number a straight mark is a measure where no passage is open,
    /// which [`Pairing::way`] knows; here only what can be no closing mark at all.
    fn is_measure(&self, token: TokenIndex) -> bool {
        let mark = self.text.token(token);
        if mark.spaced || token == 0 || mark.mark() != Some(MarkShape::Straight) {
            return false;
        }
        let before = self.text.token(token - 1);
        let feet = token >= 2 && self.text.token(token - 2).mark() == Some(MarkShape::StraightSingle) && !before.spaced;
        before.kind == TokenKind::Number && feet
    }

    /// Which way a double mark goes, given whether a passage is open.
    fn way(&self, token: TokenIndex, paragraph: TokenRange, open: bool) -> Way {
        let mark = self.text.token(token);
        let next = (token + 1 < paragraph.end).then(|| self.text.token(token + 1));
        let space_before = mark.spaced || token == paragraph.start;
        let space_after = next.is_none_or(|next| next.spaced);
        let after_opener = token > paragraph.start
            && matches!(self.text.token(token - 1).kind, TokenKind::Open | TokenKind::Dash | TokenKind::Colon);
        match mark.mark() {
            Some(MarkShape::Curly { opens } | MarkShape::Guillemet { opens }) => {
                // A mark typed the wrong way round: what the spaces say counts where the stack agrees.
                match (opens, space_before, space_after) {
                    (true, false, true) if open && !after_opener => Way::Closes,
                    (false, true, false) if !open => Way::Opens,
                    (false, true, true) if !open && token == paragraph.start => Way::Opens,
                    (true, ..) => Way::Opens,
                    (false, ..) => Way::Closes,
                }
            }
            Some(MarkShape::Doubled { opens: true }) => Way::Opens,
            _ => match (space_before, space_after) {
                (true, false) => Way::Opens,
                (false, true) => Way::Closes,
                _ if open => Way::Closes,
                (false, false) if !after_opener && self.follows_measure(token) => Way::Closes,
                _ => Way::Either,
            },
        }
    }

    fn follows_measure(&self, token: TokenIndex) -> bool {
        token > 0 && self.text.token(token - 1).kind == TokenKind::Number
    }

    /// Pairs single marks inside each stretch that the double marks left whole.
    fn pair_singles(&mut self, paragraph: &Paragraph, doubles: Range<usize>) {
        let singles: Vec<TokenIndex> = self
            .marks(&paragraph.tokens)
            .iter()
            .copied()
            .filter(|&token| {
                matches!(self.text.token(token).mark(), Some(MarkShape::StraightSingle | MarkShape::CurlySingle { .. }))
            })
            .collect();
        if singles.len() < 2 {
            return;
        }
        let mut place = 0;
        while place < singles.len() {
            let open = singles[place];
            place += 1;
            if !self.single_opens(open, paragraph) {
                continue;
            }
            let region = self.region(open, doubles.clone(), paragraph);
            let ahead = singles[place..].iter().take(PARTNERS_TRIED).take_while(|&&mark| mark < region.end);
            let mut partner = None;
            for (step, &mark) in ahead.enumerate() {
                if self.single_opens(mark, paragraph) {
                    break;
                }
                if mark == open + 1 || self.region(mark, doubles.clone(), paragraph) != region {
                    continue;
                }
                match self.single_closes(mark, paragraph) {
                    Closing::Surely => {
                        partner = Some((mark, step));
                        break;
                    }
                    Closing::Perhaps => partner = partner.or(Some((mark, step))),
                    Closing::No => {}
                }
            }
            if let Some((close, step)) = partner {
                self.passage(Some(open), close, None);
                place += step + 1;
            }
        }
    }

    /// The tokens inside the shortest passage of double marks around a token, or the paragraph.
    fn region(&self, token: TokenIndex, doubles: Range<usize>, paragraph: &Paragraph) -> TokenRange {
        let doubles = &self.passages[doubles];
        let mut region = paragraph.tokens.clone();
        for passage in doubles[..doubles.partition_point(|passage| passage.inside.start <= token)].iter().rev() {
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

    fn single_opens(&self, token: TokenIndex, paragraph: &Paragraph) -> bool {
        let mark = self.text.token(token);
        if mark.mark() == Some(MarkShape::CurlySingle { opens: false }) || token + 1 >= paragraph.tokens.end {
            return false;
        }
        let after_opener = token > paragraph.tokens.start
            && matches!(
                self.text.token(token - 1).kind,
                TokenKind::Open | TokenKind::Dash | TokenKind::Mark(_) | TokenKind::Colon
            );
        let next = self.text.token(token + 1);
        if !(mark.spaced || token == paragraph.tokens.start || after_opener) || next.spaced {
            return false;
        }
        // *'90s*, *'em*, *'til*
        let elided = ["em", "til", "tis", "twas", "cause", "n", "round", "bout"];
        let follower = self.text.word(token + 1).to_ascii_lowercase();
        next.kind != TokenKind::Number && !elided.contains(&follower.as_str())
            || next.kind == TokenKind::Number && !follower.ends_with('s')
    }

    fn single_closes(&self, token: TokenIndex, paragraph: &Paragraph) -> Closing {
        let mark = self.text.token(token);
        if mark.spaced || mark.mark() == Some(MarkShape::CurlySingle { opens: true }) {
            return Closing::No;
        }
        let next = (token + 1 < paragraph.tokens.end).then(|| self.text.token(token + 1));
        if next.is_some_and(|next| !next.spaced && (next.is_word() || next.kind == TokenKind::Number)) {
            return Closing::No;
        }
        let before = self.text.token(token - 1);
        let after_word = before.is_word();
        let plural_or_elided = after_word && {
            let word = self.text.word(token - 1);
            word.ends_with(['s', 'S']) || word.ends_with("in")
        };
        let a_word_follows = next.is_some_and(|next| next.spaced && next.is_word());
        if plural_or_elided && a_word_follows { Closing::Perhaps } else { Closing::Surely }
    }
}

/// How well a single mark closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closing {
    Surely,
    /// It may as well be the apostrophe of *the countries' efforts*.
    Perhaps,
    No,
}

/// Counts for each passage how many hold it. Passages are in order, the outer before the inner.
fn number_depths(passages: &mut [Passage]) {
    let mut around: Vec<u32> = Vec::new();
    for passage in passages {
        while around.last().is_some_and(|&end| end <= passage.span.start) {
            around.pop();
        }
        passage.depth = around.len().min(usize::from(u8::MAX)) as u8;
        around.push(passage.span.end);
    }
}
