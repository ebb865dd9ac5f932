//! The marks of a text that is being written.
//!
//! Marks are paired within their paragraph; all that goes from one to the next is the passage that is still open at its
//! end, and whether that runs on, the paragraphs behind decide, as far as one looks ahead. So pairing begins again so
//! far before the first that an edit changed, and ends behind the last where as much is open as was open there before.

use std::ops::Range;

use super::pairing::{Known, PARAGRAPHS_AHEAD, Pairing, stands_apart};
use super::passage::{Passage, Quotations};
use crate::prose::{EachToken, Revision, Text, TokenIndex, TokenRange};
use crate::text::Splice;

/// What is remembered of a text beside its [`Quotations`].
#[derive(Debug, Default)]
pub struct State {
    /// All marks.
    marks: Vec<TokenIndex>,
}

impl State {
    /// Reads the marks of a text.
    pub fn find(&mut self, text: &Text) -> Quotations {
        self.marks = marks(text, text.all()).collect();
        let mut pairing = self.pairing(text, Known::default(), 0, None);
        (0..text.paragraphs().len()).for_each(|index| pairing.paragraph(index));
        Quotations { passages: pairing.passages, unbalanced: pairing.unbalanced }
    }

    /// Makes the quotations of the text that was read last those of this one; `revision` leads from one to the other.
    pub fn revise(&mut self, text: &Text, revision: &Revision, quotations: &mut Quotations) {
        let tokens = revision.tokens;
        self.exchange_marks(text, tokens);
        let mut index = (revision.paragraphs.start as usize).saturating_sub(PARAGRAPHS_AHEAD);
        let begin = first_token(text, index);
        let known = Known { passages: &quotations.passages, tokens };
        let running_on = quotations.running_on(begin, first_token(text, behind_article(text, 0..index)));
        let mut pairing = self.pairing(text, known, quotations.before(begin), running_on);
        let new_end = revision.paragraphs.new_end as usize;
        // Where the last paragraph behind what was read again ends that does not stand apart.
        let mut behind = new_end;
        let mut last_open = LastOpen { passages: &quotations.passages, next: 0, last: None };
        let mut was_running_on = None;
        while index < text.paragraphs().len() {
            if index >= new_end {
                let boundary = tokens.was(first_token(text, index));
                let last = last_open.before(boundary);
                let end = tokens.was(first_token(text, behind));
                was_running_on = last.filter(|last| quotations.passages[*last].inside.end == end);
                // What stood between an earlier passage and what was read again is not known any more.
                let is_known = was_running_on.is_some() || behind > new_end || last.is_none();
                if is_known && was_running_on.is_some() == pairing.running_on.is_some() {
                    break;
                }
            }
            pairing.paragraph(index);
            index += 1;
            if index > new_end && !text.paragraphs().get(index - 1).is_some_and(stands_apart) {
                behind = index;
            }
        }
        let Pairing { before, passages, unbalanced, running_on, .. } = pairing;
        let end = tokens.was(first_token(text, index));
        let splice = |start: usize, end: usize, count: usize| Splice {
            start: start as u32,
            old_end: end as u32,
            new_end: (start + count) as u32,
        };
        let unbalanced_before = |token: TokenIndex| quotations.unbalanced.partition_point(|one| one.mark < token);
        let of_unbalanced = splice(unbalanced_before(begin), unbalanced_before(end), unbalanced.len());
        let of_passages = splice(before, quotations.before(end), passages.len());
        of_unbalanced.exchange(&mut quotations.unbalanced, unbalanced, |one| one.mark = tokens.moved(one.mark));
        of_passages.exchange(&mut quotations.passages, passages, |passage| {
            passage.inside = tokens.moved_range(&passage.inside);
            passage.open = passage.open.map(|mark| tokens.moved(mark));
            passage.close = passage.close.map(|mark| tokens.moved(mark));
            passage.span = revision.text.moved_span(passage.span);
            passage.continues = match passage.continues {
                Some(was) if Some(was) == was_running_on => running_on,
                was => was.map(|was| of_passages.moved(was as u32) as usize),
            };
        });
    }

    fn pairing<'t>(
        &'t self,
        text: &'t Text,
        known: Known<'t>,
        before: usize,
        running_on: Option<usize>,
    ) -> Pairing<'t> {
        let (passages, unbalanced) = (Vec::new(), Vec::new());
        Pairing { text, marks: &self.marks, known, before, passages, unbalanced, running_on }
    }

    fn exchange_marks(&mut self, text: &Text, tokens: Splice<TokenIndex>) {
        let fresh: Vec<TokenIndex> = marks(text, tokens.start..tokens.new_end).collect();
        let place = |token: TokenIndex| self.marks.partition_point(|mark| *mark < token) as u32;
        let start = place(tokens.start);
        let splice = Splice { start, old_end: place(tokens.old_end), new_end: start + fresh.len() as u32 };
        splice.exchange(&mut self.marks, fresh, |mark| *mark = tokens.moved(*mark));
    }
}

/// The marks among some tokens.
fn marks(text: &Text, tokens: TokenRange) -> impl Iterator<Item = TokenIndex> {
    tokens.each().filter(|token| text.token(*token).mark().is_some())
}

/// The first token of a paragraph, or the end of the text.
fn first_token(text: &Text, paragraph: usize) -> TokenIndex {
    text.paragraphs().get(paragraph).map_or(text.all().end, |paragraph| paragraph.tokens.start)
}

impl Quotations {
    /// How many passages begin before a token.
    fn before(&self, token: TokenIndex) -> usize {
        self.passages.partition_point(|passage| passage.first() < token)
    }

    /// The passage that runs on over the boundary between two paragraphs, if the last paragraph before it that does not
    /// stand apart ends at `end`: each one either goes on with what is open or ends it.
    fn running_on(&self, boundary: TokenIndex, end: TokenIndex) -> Option<usize> {
        let last = self.passages[..self.before(boundary)].iter().rposition(|passage| passage.runs_on);
        last.filter(|last| self.passages[*last].inside.end == end)
    }
}

/// The last passage that was left open for a later paragraph, boundary after boundary.
struct LastOpen<'q> {
    passages: &'q [Passage],
    next: usize,
    last: Option<usize>,
}

impl LastOpen<'_> {
    /// The last one before a boundary that is not before the one that was asked for last.
    fn before(&mut self, boundary: TokenIndex) -> Option<usize> {
        while let Some(passage) = self.passages.get(self.next).filter(|passage| passage.first() < boundary) {
            if passage.runs_on {
                self.last = Some(self.next);
            }
            self.next += 1;
        }
        self.last
    }
}

/// The paragraph that follows the last one of some that does not stand apart; the first where all do.
fn behind_article(text: &Text, paragraphs: Range<usize>) -> usize {
    let start = paragraphs.start;
    let is_part = |index: &usize| text.paragraphs().get(*index).is_some_and(|paragraph| !stands_apart(paragraph));
    paragraphs.rev().find(is_part).map_or(start, |last| last + 1)
}
