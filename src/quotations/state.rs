//! The marks of a text that is being written.
//!
//! Marks are paired within their paragraph; all that goes from one to the next is the passage that is still open at its
//! end, and whether that runs on, the paragraphs behind decide, as far as one looks ahead. So pairing begins again so
//! far before the first that an edit changed, and ends behind the last where as much is open as was open there before.

use super::pairing::{Known, PARAGRAPHS_AHEAD, Pairing};
use super::passage::{Passage, Quotations};
use crate::prose::{Revision, Text, TokenIndex, TokenRange};
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
        self.marks = marks(text, 0..text.tokens().len() as TokenIndex).collect();
        let mut pairing = self.pairing(text, Known::default(), 0, None);
        (0..text.paragraphs().len()).for_each(|index| pairing.paragraph(index));
        Quotations { passages: pairing.passages, unbalanced: pairing.unbalanced }
    }

    /// Makes the quotations of the text that was read last those of this one; `revision` leads from one to the other.
    pub fn revise(&mut self, text: &Text, revision: &Revision, quotations: &mut Quotations) {
        let tokens = revision.tokens;
        self.exchange_marks(text, tokens);
        let first = (revision.paragraphs.start as usize).saturating_sub(PARAGRAPHS_AHEAD);
        let (mut index, running_on) = quotations.certain_before(text, first);
        let begin = first_token(text, index);
        let known = Known { passages: &quotations.passages, tokens };
        let mut pairing = self.pairing(text, known, quotations.before(begin), running_on);
        let mut was_running = Running { passages: &quotations.passages, next: 0, now: None };
        let mut was_running_on = None;
        while index < text.paragraphs().len() {
            if index >= revision.paragraphs.new_end as usize {
                was_running_on = was_running.before(tokens.was(first_token(text, index)));
                let is_certain = was_running_on.is_none_or(|was| quotations.is_gone_on_with(was));
                if is_certain && was_running_on.is_some() == pairing.running_on.is_some() {
                    break;
                }
            }
            pairing.paragraph(index);
            index += 1;
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

    fn exchange_marks(&mut self, text: &Text, tokens: Splice) {
        let fresh: Vec<TokenIndex> = marks(text, tokens.start..tokens.new_end).collect();
        let place = |token: TokenIndex| self.marks.partition_point(|mark| *mark < token) as u32;
        let start = place(tokens.start);
        let splice = Splice { start, old_end: place(tokens.old_end), new_end: start + fresh.len() as u32 };
        splice.exchange(&mut self.marks, fresh, |mark| *mark = tokens.moved(*mark));
    }
}

/// The marks among some tokens.
fn marks(text: &Text, tokens: TokenRange) -> impl Iterator<Item = TokenIndex> {
    tokens.filter(|token| text.token(*token).mark().is_some())
}

/// The first token of a paragraph, or the end of the text.
fn first_token(text: &Text, paragraph: usize) -> TokenIndex {
    text.paragraphs().get(paragraph).map_or(text.tokens().len() as TokenIndex, |paragraph| paragraph.tokens.start)
}

impl Quotations {
    /// How many passages begin before a token.
    fn before(&self, token: TokenIndex) -> usize {
        self.passages.partition_point(|passage| passage.first() < token)
    }

    /// Whether some passage goes on with the one at an index. If none does, it was given up at a paragraph of which
    /// nothing is remembered.
    fn is_gone_on_with(&self, index: usize) -> bool {
        let behind = self.passages.get(index + 1..).unwrap_or_default();
        behind.iter().find_map(|passage| passage.continues) == Some(index)
    }

    /// The last paragraph up to the one at `paragraph` of which it is certain which passage runs on before it, and that
    /// passage. What stands before it in the text is as it was.
    fn certain_before(&self, text: &Text, mut paragraph: usize) -> (usize, Option<usize>) {
        loop {
            match self.running_on(first_token(text, paragraph)) {
                Some(last) if !self.is_gone_on_with(last) => {
                    let first = self.passages.get(last).map_or(0, Passage::first);
                    paragraph = text.paragraph_of(first).min(paragraph.saturating_sub(1));
                }
                running_on => return (paragraph, running_on),
            }
        }
    }

    /// The passage that seems to run on over the boundary between two paragraphs.
    fn running_on(&self, boundary: TokenIndex) -> Option<usize> {
        let before = &self.passages[..self.before(boundary)];
        let last = before.iter().rposition(|passage| passage.runs_on || passage.continues.is_some())?;
        before[last].runs_on.then_some(last)
    }
}

/// Which passage runs on, boundary after boundary.
struct Running<'q> {
    passages: &'q [Passage],
    next: usize,
    now: Option<usize>,
}

impl Running<'_> {
    /// The one that runs on over a boundary that is not before the last one that was asked for.
    fn before(&mut self, boundary: TokenIndex) -> Option<usize> {
        while let Some(passage) = self.passages.get(self.next).filter(|passage| passage.first() < boundary) {
            if passage.runs_on {
                self.now = Some(self.next);
            } else if passage.continues.is_some() {
                self.now = None;
            }
            self.next += 1;
        }
        self.now
    }
}
