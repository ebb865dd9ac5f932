//! Pairs the marks of each paragraph.
//!
//! Double marks are paired first, by the reading of the whole paragraph that costs least ([`super::doubles`]); single
//! marks afterwards, inside what the double marks left ([`super::singles`]). Where a mark was lost, the passage ends or
//! begins where the words say that it does ([`super::mend`]).
//!
//! A passage that is open at the end of its paragraph runs on if a later paragraph opens with a mark, as the convention
//! has it, or closes what nothing in it opened. A caption or a box between the two parts nothing.

use super::doubles::{self, Before, Readings, Role};
use super::marks::{self, Costs, Style};
use super::mend;
use super::passage::{Passage, Unbalanced};
use super::singles::Singles;
use crate::format::BlockKind;
use crate::prose::{EachToken, Paragraph, Text, TokenIndex, TokenKind, TokenRange};
use crate::text::Splice;

/// How many paragraphs ahead are searched for the rest of an open quotation, captions and boxes among them.
pub const PARAGRAPHS_AHEAD: usize = 8;

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
    /// The index of the passage that is open where the paragraph begins and that it, or one behind it, goes on with;
    /// those before counted.
    pub running_on: Option<usize>,
}

/// Passages of an earlier text, and which tokens were exchanged since.
#[derive(Default)]
pub struct Known<'t> {
    pub passages: &'t [Passage],
    pub tokens: Splice<TokenIndex>,
}

impl Known<'_> {
    /// How many words stand inside a passage, if it is one of these.
    fn words(&self, first: TokenIndex, inside: &TokenRange) -> Option<u32> {
        let was: fn(Splice<TokenIndex>, TokenIndex) -> TokenIndex = match self.tokens {
            tokens if inside.end <= tokens.start => |_, at| at,
            tokens if first >= tokens.new_end => Splice::was,
            _ => return None,
        };
        let (first, inside) = (was(self.tokens, first), was(self.tokens, inside.start)..was(self.tokens, inside.end));
        let at = self.passages.partition_point(|passage| passage.first() < first);
        let same = self.passages[at..].iter().take_while(|passage| passage.first() == first);
        same.into_iter().find(|passage| passage.inside == inside).map(|passage| passage.words)
    }
}

/// The double marks of a paragraph.
struct Doubles {
    marks: Vec<TokenIndex>,
    costs: Vec<Costs>,
    /// Whether the paragraph begins with one that opens.
    open_paragraph: bool,
}

impl Doubles {
    /// The style of the outermost mark that a reading leaves open.
    fn left_open(&self, roles: &[Role]) -> Option<Style> {
        let mut open: Vec<Style> = Vec::new();
        for (costs, role) in self.costs.iter().zip(roles) {
            match role {
                Role::Opens => open.push(costs.style),
                Role::OpensAnew => {
                    open.clear();
                    open.push(costs.style);
                }
                Role::Closes => {
                    open.pop();
                }
                Role::ClosesNothing | Role::Other => {}
            }
        }
        open.first().copied()
    }

    /// How they are to be read behind `before`.
    fn readings(&self, before: Before) -> Readings {
        doubles::read(&self.costs, before)
    }
}

/// A paragraph whose double marks are being paired.
struct Pairs<'p> {
    paragraph: &'p Paragraph,
    /// What is open: the marks, or nothing for the words of an earlier paragraph.
    open: Vec<Option<TokenIndex>>,
    /// The passage of an earlier paragraph that the first one here goes on with.
    continues: Option<usize>,
    first_passage: usize,
}

impl Pairing<'_> {
    /// Pairs the marks of the next paragraph, which is the one at `index`.
    pub fn paragraph(&mut self, index: usize) {
        let paragraph = &self.text.paragraphs()[index];
        let (first_passage, first_unbalanced) = (self.passages.len(), self.unbalanced.len());
        if stands_apart(paragraph) {
            let running_on = self.running_on.take();
            self.pair_doubles(index);
            self.running_on = running_on;
        } else {
            self.pair_doubles(index);
        }
        self.put_in_order(first_passage);
        let doubles = self.passages.len();
        self.pair_singles(paragraph, first_passage);
        if self.passages.len() > doubles {
            self.put_in_order(first_passage);
        }
        self.unbalanced[first_unbalanced..].sort_by_key(|unbalanced| unbalanced.mark);
    }

    fn pair_doubles(&mut self, index: usize) {
        let paragraph = &self.text.paragraphs()[index];
        let running_on = self.running_on.take();
        let doubles = self.doubles(&paragraph.tokens);
        if doubles.marks.is_empty() && running_on.is_none() {
            return;
        }
        let before = match running_on {
            Some(_) if !doubles.open_paragraph => Before::Words,
            _ => Before::Nothing,
        };
        let readings = doubles.readings(before);
        let ends_open = readings.best(true).filter(|best| best.open > 0 && !stands_apart(paragraph));
        let runs_on = ends_open.filter(|best| self.goes_on_behind(index, doubles.left_open(&best.roles)));
        let ends_runs_on = runs_on.is_some();
        let Some(reading) = runs_on.or_else(|| readings.best(false)) else { return };
        let mut pairs =
            Pairs { paragraph, open: Vec::new(), continues: running_on, first_passage: self.passages.len() };
        if before == Before::Words {
            pairs.open.push(None);
        }
        for (&mark, role) in doubles.marks.iter().zip(reading.roles) {
            match role {
                Role::Other => {}
                Role::Opens => pairs.open.push(Some(mark)),
                Role::OpensAnew => {
                    for open in std::mem::take(&mut pairs.open) {
                        self.leave_open(open, Some(mark), &mut pairs);
                    }
                    pairs.open.push(Some(mark));
                }
                Role::Closes => self.close(mark, &mut pairs),
                Role::ClosesNothing => self.close_nothing(mark, &pairs),
            }
        }
        for (depth, open) in std::mem::take(&mut pairs.open).into_iter().enumerate() {
            if depth == 0 && ends_runs_on {
                self.run_on(open, &mut pairs);
            } else {
                self.leave_open(open, None, &mut pairs);
            }
        }
    }

    /// Closes the innermost passage.
    fn close(&mut self, mark: TokenIndex, pairs: &mut Pairs) {
        let Some(open) = pairs.open.pop() else { return };
        let start = open.map_or(pairs.paragraph.tokens.start, |open| open + 1);
        if start < mark {
            let continues = pairs.continued_by(open);
            self.push(open, start..mark, Some(mark), continues);
        }
    }

    /// Leaves a passage open for a later paragraph to go on with.
    fn run_on(&mut self, open: Option<TokenIndex>, pairs: &mut Pairs) {
        let start = open.map_or(pairs.paragraph.tokens.start, |open| open + 1);
        if start < pairs.paragraph.tokens.end {
            let continues = pairs.continued_by(open);
            self.push(open, start..pairs.paragraph.tokens.end, None, continues);
            if let Some(passage) = self.passages.last_mut() {
                passage.runs_on = true;
            }
        }
    }

    /// Ends a passage that nothing closes; `before` is the mark that opens the next one, if one does.
    fn leave_open(&mut self, open: Option<TokenIndex>, before: Option<TokenIndex>, pairs: &mut Pairs) {
        let Some(open) = open else { return };
        self.unbalanced.push(Unbalanced { mark: open, opens: true });
        let paragraph = &pairs.paragraph.tokens;
        let Some(end) = mend::end_of_words(self.text, open, paragraph, before) else { return };
        let inside = self.passages[pairs.first_passage..].iter().rev().take_while(|passage| passage.first() > open);
        // What is closed inside stays whole.
        let end = inside.filter(|passage| passage.first() < end).map(Passage::end).fold(end, TokenIndex::max);
        let continues = pairs.continued_by(Some(open));
        self.push(Some(open), open + 1..end, None, continues);
    }

    /// Notes a mark that closes what nothing opened.
    fn close_nothing(&mut self, mark: TokenIndex, pairs: &Pairs) {
        self.unbalanced.push(Unbalanced { mark, opens: false });
        let Some(start) = mend::start_of_words(self.text, mark, &pairs.paragraph.tokens) else { return };
        let last = self.passages[pairs.first_passage..].last().map_or(start, Passage::end);
        if last.max(start) < mark {
            self.push(None, last.max(start)..mark, Some(mark), None);
        }
    }

    /// Whether a paragraph behind the one at `index` goes on with words that are open at its end, and that a mark of a
    /// style opened.
    fn goes_on_behind(&self, index: usize, style: Option<Style>) -> bool {
        let paragraphs = self.text.paragraphs();
        let Some(here) = paragraphs.get(index) else { return false };
        let mut between_is_whole = false;
        for paragraph in paragraphs.iter().skip(index + 1).take(PARAGRAPHS_AHEAD) {
            if stands_apart(paragraph) {
                continue;
            }
            let leaves_quote = here.nesting.quotes > 0 && !paragraph.nesting.in_same_quote;
            if paragraph.kind == BlockKind::Heading || leaves_quote {
                return false;
            }
            if self.marks(&paragraph.tokens).iter().all(|mark| self.is_single(*mark)) {
                between_is_whole |= self.text.token(paragraph.tokens.start).kind != TokenKind::Lower;
                continue;
            }
            let doubles = self.doubles(&paragraph.tokens);
            // A whole paragraph of the reporter's words in between, and the mark was forgotten.
            if doubles.open_paragraph {
                let others = doubles.costs.first().map(|costs| costs.style).zip(style);
                return !between_is_whole && others.is_none_or(|(one, other)| one.continues(other));
            }
            let cost = |before: Before| doubles.readings(before).best(false).map_or(u32::MAX, |best| best.cost);
            return cost(Before::Words) < cost(Before::Nothing);
        }
        false
    }

    /// Puts the passages of a paragraph in order of their first token, the outer before the inner.
    fn put_in_order(&mut self, first_passage: usize) {
        let passages = &mut self.passages[first_passage..];
        passages.sort_by_key(|passage| (passage.span.start, std::cmp::Reverse(passage.span.end)));
        number_depths(passages);
        if let Some(at) = passages.iter().position(|passage| passage.runs_on) {
            self.running_on = Some(self.before + first_passage + at);
        }
    }

    /// The marks among some tokens.
    fn marks(&self, tokens: &TokenRange) -> &[TokenIndex] {
        let at = |token: TokenIndex| self.marks.partition_point(|mark| *mark < token);
        &self.marks[at(tokens.start)..at(tokens.end)]
    }

    fn is_single(&self, mark: TokenIndex) -> bool {
        self.text.token(mark).mark().is_some_and(|shape| marks::style(shape).is_none())
    }

    /// The double marks among them.
    fn doubles(&self, tokens: &TokenRange) -> Doubles {
        let read = |mark: &TokenIndex| Some((*mark, marks::costs(self.text, *mark, tokens)?));
        let (marks, costs): (Vec<TokenIndex>, Vec<Costs>) = self.marks(tokens).iter().filter_map(read).unzip();
        let first = marks.first().zip(costs.first());
        let open_paragraph = first.is_some_and(|(mark, costs)| *mark == tokens.start && costs.may_open());
        Doubles { marks, costs, open_paragraph }
    }

    /// Pairs the single marks of a paragraph, whose other passages begin with `first_passage`.
    fn pair_singles(&mut self, paragraph: &Paragraph, first_passage: usize) {
        let marks = self.marks(&paragraph.tokens);
        let singles: Vec<TokenIndex> = marks.iter().copied().filter(|mark| self.is_single(*mark)).collect();
        if singles.len() < 2 {
            return;
        }
        let doubles = &self.passages[first_passage..];
        let pairs = Singles { text: self.text, paragraph: paragraph.tokens.clone(), doubles }.pairs(&singles);
        for (open, close) in pairs {
            self.push(Some(open), open + 1..close, Some(close), None);
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
        let count = || inside.each().filter(|&token| self.counts_as_word(token)).count() as u32;
        let words = self.known.words(from, &inside).unwrap_or_else(count);
        let to = close.map_or(inside.end, |close| close + 1);
        let span = self.text.span(from..to);
        self.passages.push(Passage { inside, open, close, span, depth: 0, continues, runs_on: false, words });
    }

    fn counts_as_word(&self, token: TokenIndex) -> bool {
        let token = self.text.token(token);
        token.is_word() || matches!(token.kind, TokenKind::Number | TokenKind::Address)
    }
}

impl Pairs<'_> {
    /// What a passage goes on with, if it is the paragraph's first.
    fn continued_by(&mut self, open: Option<TokenIndex>) -> Option<usize> {
        self.continues.take_if(|_| open.is_none_or(|open| open == self.paragraph.tokens.start))
    }
}

/// Whether a paragraph stands beside the text around it, and parts nothing: a caption, a box.
pub fn stands_apart(paragraph: &Paragraph) -> bool {
    paragraph.kind == BlockKind::Caption || paragraph.nesting.is_aside
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
