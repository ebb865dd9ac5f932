//! Marked words that no cue of their frame governs: they go on with the words before them, are announced by the frame
//! before, or are nobody's words.

use super::{Assembly, Before, kind};
use crate::attribution::memory::Known;
use crate::attribution::told::{Leftover, Letters, Telling};
use crate::attribution::{CueMention, Evidence, Quotation, QuotationKind, Source, confidence, dialogue};
use crate::prose::MarkShape;

/// A marked paragraph without an attribution is a heading if it has no more words than this.
const HEADING_WORDS: u32 = 5;

impl Assembly<'_> {
    /// A passage that no cue of its frame governs. Returns the quotation it belongs to, if the next frame may go on
    /// with it.
    pub(super) fn leftover(&mut self, known: &Known, leftover: &Leftover, alone_in_frame: bool) -> Option<usize> {
        let passage = self.passage(known, leftover.passage)?;
        let found = &self.passages.passages[passage];
        let span = found.span;
        if let Some(index) = found.continues.and_then(|before| self.owner[before]) {
            return Some(self.join(index, passage, leftover.letters, Evidence::ParagraphContinuation));
        }
        let is_speech = leftover.is_speech && !self.is_heading(known, passage);
        let alone = leftover.opens_frame && leftover.closes_frame;
        if let Some(before) = self.before {
            let result = if alone || leftover.opens_frame && alone_in_frame && is_speech {
                self.lean(&before, known, passage, leftover, is_speech)
            } else if leftover.closes_frame {
                self.go_on(&before, known, passage, leftover)
            } else {
                None
            };
            if result.is_some() {
                return result;
            }
        }
        let awaits = leftover.opens_frame && leftover.awaits;
        let kind = if is_speech && (alone || awaits) { QuotationKind::Direct } else { QuotationKind::Scare };
        let quotation = Quotation {
            kind,
            spans: vec![span],
            cue: None,
            source: None,
            speaker: None,
            via: None,
            confidence: 0.0,
            evidence: Vec::new(),
        };
        self.owner[passage] = Some(self.push(quotation, leftover.letters));
        None
    }

    /// The last direct quotation of a paragraph, if all in it are attributed, to one source.
    fn only_speaker(&self, paragraph: usize) -> Option<usize> {
        let here = self.text.span(self.text.paragraphs()[paragraph].tokens.clone());
        let mut inside =
            self.quotations.iter().enumerate().rev().take_while(|(_, quotation)| quotation.extent().overlaps(here));
        let (index, last) = inside.next()?;
        let direct = last.kind == QuotationKind::Direct && last.speaker.is_some();
        (direct && inside.all(|(_, other)| other.speaker == last.speaker)).then_some(index)
    }

    /// A few words in single marks that are a paragraph of their own: a heading between paragraphs, not speech.
    fn is_heading(&self, known: &Known, passage: usize) -> bool {
        let paragraph = &self.text.paragraphs()[known.frame.paragraph as usize].tokens;
        let found = &self.passages.passages[passage];
        let single = |open| {
            matches!(self.text.token(open).mark(), Some(MarkShape::StraightSingle | MarkShape::CurlySingle { .. }))
        };
        found.words <= HEADING_WORDS
            && found.first() == paragraph.start
            && found.end() == paragraph.end
            && found.open.is_some_and(single)
    }

    /// The quotation that the frame before ended with, if somebody speaks in it.
    fn spoken(&self, before: &Before<'_>) -> Option<usize> {
        before.last.filter(|&index| {
            self.quotations[index].is_attributed() && self.quotations[index].kind != QuotationKind::Scare
        })
    }

    /// *“…,” Lopez said. And then “we closed the door.”*: a word or two lead over to words of the same speaker.
    fn go_on(&mut self, before: &Before<'_>, known: &Known, passage: usize, leftover: &Leftover) -> Option<usize> {
        let index = self.spoken(before).filter(|_| before.known.frame.paragraph == known.frame.paragraph)?;
        let (stretch, letters) = leftover.goes_on?;
        let span = self.span(known, stretch);
        self.quotations[index].spans.push(span);
        Some(self.joined(index, passage, letters, Evidence::Continuation))
    }

    /// Tries to understand a passage that is a frame of its own by the frame before it.
    fn lean(
        &mut self,
        before: &Before<'_>,
        known: &Known,
        passage: usize,
        leftover: &Leftover,
        is_speech: bool,
    ) -> Option<usize> {
        let earlier = &before.known.frame;
        let letters = leftover.letters;
        let same_paragraph = earlier.paragraph == known.frame.paragraph;
        if same_paragraph && let Some(index) = self.spoken(before) {
            return Some(self.join(index, passage, letters, Evidence::Continuation));
        }
        if !is_speech {
            return None;
        }
        if earlier.paragraph + 1 == known.frame.paragraph
            && let Some(index) = self.spoken(before)
        {
            let last = (0..passage).rev().find(|&before| self.owner[before] == Some(index));
            let (text, passages) = (self.text, self.passages);
            let other = dialogue::other_speaker(text, passages, &self.quotations, index, passage);
            // Who asked before asks again.
            let asks_again = other.is_some() && leftover.asks;
            if !asks_again
                && last.is_some_and(|last| dialogue::runs_on(text, passages, &self.quotations[index], last, passage))
            {
                return Some(self.join(index, passage, letters, Evidence::ParagraphContinuation));
            }
            if let Some(source) = other.and_then(|other| self.quotations[other].source.clone()) {
                return Some(self.add_leaning(passage, letters, None, source, Evidence::Dialogue));
            }
        }
        let told = match &before.known.telling {
            Telling::Told(told) => Some(told),
            Telling::Nothing | Telling::Unread => None,
        };
        if let Some((cue, source)) = told.and_then(|told| told.announced.as_ref()) {
            let (cue, source) = (self.cue(before.known, *cue), self.source(before.known, source));
            return Some(self.add_leaning(passage, letters, Some(cue), source, Evidence::Announced));
        }
        // *“…,” Lopez said. The lake was calm. “…”*: nobody else has spoken here since.
        let subject = told.and_then(|told| told.subject.as_ref());
        let about = subject.filter(|_| same_paragraph && before.last.is_none());
        let Some(about) = about else {
            let index = self.only_speaker(known.frame.paragraph as usize).filter(|_| same_paragraph)?;
            return Some(self.join(index, passage, letters, Evidence::Continuation));
        };
        let source = self.source(before.known, about);
        // *“…,” Lopez said. She paused. “…”*: the same speaker goes on.
        let spoken = self.quotations.len().checked_sub(1).filter(|&index| {
            let quotation = &self.quotations[index];
            let here = self.text.paragraphs()[known.frame.paragraph as usize].tokens.clone();
            quotation.kind == QuotationKind::Direct
                && quotation.speaker.is_some()
                && quotation.speaker == source.entity
                && self.text.span(here).overlaps(quotation.extent())
        });
        if let Some(index) = spoken {
            return Some(self.join(index, passage, letters, Evidence::Continuation));
        }
        Some(self.add_leaning(passage, letters, None, source, Evidence::SubjectBefore))
    }

    fn add_leaning(
        &mut self,
        passage: usize,
        letters: Letters,
        cue: Option<CueMention>,
        source: Source,
        evidence: Evidence,
    ) -> usize {
        let quotation = Quotation {
            kind: QuotationKind::Direct,
            spans: vec![self.passages.passages[passage].span],
            cue,
            speaker: source.entity,
            source: Some(source),
            via: None,
            confidence: confidence::of(evidence, QuotationKind::Direct),
            evidence: vec![evidence],
        };
        let index = self.push(quotation, letters);
        self.owner[passage] = Some(index);
        index
    }

    fn join(&mut self, index: usize, passage: usize, letters: Letters, evidence: Evidence) -> usize {
        self.quotations[index].spans.push(self.passages.passages[passage].span);
        self.joined(index, passage, letters, evidence)
    }

    /// Notes that a passage belongs to a quotation, which has its span already.
    fn joined(&mut self, index: usize, passage: usize, letters: Letters, evidence: Evidence) -> usize {
        self.letters[index] = self.letters[index] + letters;
        let kind = kind(self.letters[index]);
        let quotation = &mut self.quotations[index];
        quotation.kind = kind;
        if let Some(&first) = quotation.evidence.first().filter(|_| quotation.source.is_some()) {
            quotation.confidence = confidence::of(first, kind);
        }
        if !quotation.evidence.contains(&evidence) {
            quotation.evidence.push(evidence);
        }
        self.owner[passage] = Some(index);
        index
    }
}
