//! Quotations while they are put together.

use super::confidence;
use super::quotation::{CueMention, Quotation, QuotationKind, Source};
use super::tally::{SumIndex, Tally};
use super::view::View;
use crate::prose::{EachToken, TokenIndex, TokenRange};
use crate::reporting::{Counted, Evidence, Letters};

/// How many quotations back the one is looked for that words go on with.
const LOOKED_BACK: usize = 4;

/// The index of a quotation in a [`Draft`].
pub type QuotationIndex = usize;

/// The quotations found so far, and which passages they hold.
pub struct Draft {
    quotations: Vec<Quotation>,
    /// The letters of each quotation.
    letters: Vec<SumIndex>,
    tally: Tally,
    /// The quotation that each outermost passage belongs to.
    owners: Vec<Option<QuotationIndex>>,
    /// The block quotations without marks.
    blocks: Vec<QuotationIndex>,
}

impl Draft {
    /// No quotation yet, for a text with that many passages.
    pub fn new(passages: usize, segments: usize) -> Draft {
        let capacity = segments / 2;
        Draft {
            quotations: Vec::with_capacity(capacity),
            letters: Vec::with_capacity(capacity),
            tally: Tally::default(),
            owners: vec![None; passages],
            blocks: Vec::new(),
        }
    }

    /// The quotations found so far, in the order in which they were found.
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }

    /// The direct quotations that can still be given to somebody, with their tokens.
    pub fn nobodys(&self) -> Vec<(QuotationIndex, TokenRange)> {
        let free = |quotation: &Quotation| quotation.kind == QuotationKind::Direct && quotation.is_free();
        let quotations = self.quotations.iter().enumerate();
        quotations.filter(|(_, found)| free(found)).map(|(index, found)| (index, found.place())).collect()
    }

    /// A quotation.
    pub fn get(&self, index: QuotationIndex) -> Option<&Quotation> {
        self.quotations.get(index)
    }

    /// The quotation that a passage belongs to.
    pub fn owner(&self, passage: usize) -> Option<QuotationIndex> {
        self.owners.get(passage).copied().flatten()
    }

    /// Gives a passage to a quotation.
    pub fn own(&mut self, passage: usize, index: QuotationIndex) {
        if let Some(owner) = self.owners.get_mut(passage) {
            *owner = Some(index);
        }
    }

    /// Takes down how many letters words have.
    pub fn count(&mut self, letters: Letters, of: Option<(usize, Counted)>) -> SumIndex {
        self.tally.count(letters, of)
    }

    /// Direct, mixed or indirect.
    pub fn kind(&self, letters: SumIndex) -> QuotationKind {
        self.tally.kind(letters)
    }

    /// Adds a quotation, and returns its index.
    pub fn push(&mut self, quotation: Quotation, letters: SumIndex) -> QuotationIndex {
        self.quotations.push(quotation);
        self.letters.push(letters);
        self.quotations.len() - 1
    }

    /// Adds the words of a passage to a quotation.
    pub fn join(
        &mut self,
        index: QuotationIndex,
        passage: usize,
        words: TokenRange,
        letters: SumIndex,
        evidence: Evidence,
    ) -> QuotationIndex {
        if let (Some(quotation), Some(all)) = (self.quotations.get_mut(index), self.letters.get_mut(index)) {
            *all = self.tally.add(*all, letters);
            quotation.parts.push(words);
            quotation.kind = self.tally.kind(*all);
            if let Some(&first) = quotation.evidence.first().filter(|_| quotation.source.is_some()) {
                quotation.confidence = confidence::of(first, quotation.kind, quotation.source.as_ref());
            }
            if !quotation.evidence.contains(&evidence) {
                quotation.evidence.push(evidence);
            }
        }
        self.own(passage, index);
        index
    }

    /// Adds a block quotation without marks, whose layout says that it is one. It stays if it has an attribution, or gets
    /// one.
    pub fn push_block(&mut self, parts: Vec<TokenRange>, attribution: Option<(CueMention, Source)>) {
        let Some(first) = parts.first().cloned() else { return };
        let quotation = match attribution {
            Some((cue, source)) => {
                attributed(parts, QuotationKind::Direct, Some(cue), Some(source), Evidence::Announced)
            }
            None => Quotation { parts, ..unattributed(first, QuotationKind::Direct) },
        };
        let letters = self.tally.nothing();
        let index = self.push(quotation, letters);
        self.blocks.push(index);
    }

    /// Parts the last words of a quotation from it, which only seemed to go on with it. Returns their own index.
    pub fn split_last(&mut self, index: QuotationIndex) -> QuotationIndex {
        let last = self.quotations.get_mut(index).filter(|quotation| quotation.parts.len() > 1);
        let Some(words) = last.and_then(|quotation| quotation.parts.pop()) else { return index };
        let letters = self.tally.nothing();
        self.push(unattributed(words, QuotationKind::Direct), letters)
    }

    /// The words before `place` with which a quotation ends, if something that names their speaker later may have them:
    /// all of it where nobody sure is named, or what only seemed to run on.
    pub fn loose(&mut self, index: QuotationIndex, place: TokenIndex) -> Option<QuotationIndex> {
        let quotation = self.get(index)?;
        if quotation.is_free() {
            return Some(index);
        }
        let ran_on = quotation.evidence.last() == Some(&Evidence::RunsOn);
        let is_last = quotation.parts.last().is_some_and(|words| words.end <= place);
        let parts = ran_on && is_last && quotation.parts.len() > 1;
        parts.then(|| {
            if let Some(quotation) = self.quotations.get_mut(index) {
                quotation.evidence.pop();
            }
            self.split_last(index)
        })
    }

    /// Makes marked words nobody's.
    pub fn disown(&mut self, index: QuotationIndex) {
        let Some(quotation) = self.quotations.get_mut(index) else { return };
        *quotation = Quotation {
            parts: std::mem::take(&mut quotation.parts),
            ..unattributed(TokenRange::default(), QuotationKind::Scare)
        };
    }

    /// Gives a quotation to somebody who was named for it later.
    pub fn attribute(&mut self, index: QuotationIndex, cue: Option<&CueMention>, source: &Source, evidence: Evidence) {
        let Some(quotation) = self.quotations.get_mut(index) else { return };
        quotation.speaker = source.entity;
        quotation.cue = cue.cloned();
        quotation.source = Some(source.clone());
        quotation.confidence = confidence::of(evidence, quotation.kind, Some(source));
        quotation.evidence.retain(|known| !known.is_context() && *known != evidence);
        quotation.evidence.insert(0, evidence);
    }

    /// Puts the words of an earlier quotation, which is none any more, in front of those of a later one.
    pub fn absorb(&mut self, earlier: QuotationIndex, later: QuotationIndex) {
        if earlier == later {
            return;
        }
        let parts = self.quotations.get_mut(earlier).map(|quotation| std::mem::take(&mut quotation.parts));
        let letters = self.letters.get(earlier).copied();
        if let (Some(quotation), Some(all), Some(letters)) =
            (self.quotations.get_mut(later), self.letters.get_mut(later), letters)
        {
            quotation.parts.splice(0..0, parts.into_iter().flatten());
            *all = self.tally.add(*all, letters);
            quotation.kind = self.tally.kind(*all);
            if !quotation.evidence.contains(&Evidence::ParagraphContinuation) {
                quotation.evidence.push(Evidence::ParagraphContinuation);
            }
        }
        self.owners.iter_mut().filter(|owner| **owner == Some(earlier)).for_each(|owner| *owner = Some(later));
    }

    /// Gives words that are paragraphs of their own to whoever speaks in the paragraph before and in the one behind.
    pub fn fill_between(&mut self, view: &View) {
        for index in 1..self.quotations.len() {
            if let Some(source) = self.source_around(view, index).filter(|_| !self.blocks.contains(&index)) {
                self.attribute(index, None, &source, Evidence::SpeakerBefore);
            }
        }
    }

    /// The last source before a free quotation that fills its paragraph, if the same person speaks on both sides of it.
    fn source_around(&self, view: &View, index: QuotationIndex) -> Option<Source> {
        let free = self.get(index).filter(|free| free.kind == QuotationKind::Direct && !free.is_attributed())?;
        let words = free.place();
        let paragraph = view.paragraph_of(words.start);
        let speaks_in = |other: &&Quotation, paragraph: usize| {
            other.kind != QuotationKind::Scare
                && other.speaker.is_some()
                && other.evidence.first() != Some(&Evidence::SpeakerBefore)
                && view.paragraph_of(other.place().start) == paragraph
        };
        let before = self.quotations.get(index.saturating_sub(LOOKED_BACK)..index)?;
        let before = before.iter().rev().find(|other| speaks_in(other, paragraph.saturating_sub(1)))?;
        let behind = self.quotations.get(index + 1..self.quotations.len().min(index + 1 + LOOKED_BACK))?;
        let behind = behind.iter().find(|other| speaks_in(other, paragraph + 1))?;
        let fits = paragraph > 0 && before.speaker == behind.speaker && fills(view, paragraph, &words);
        fits.then(|| before.source.clone()).flatten()
    }

    /// Joins words that are paragraphs of their own to those of the same speaker with which the paragraph before ends:
    /// *Lopez said, “….”* ¶ *“….”*
    pub fn run_together(&mut self, view: &View) {
        for later in 1..self.quotations.len() {
            let Some(earlier) = self.runs_on_from(view, later) else { continue };
            let parts = self.quotations.get_mut(later).map(|quotation| std::mem::take(&mut quotation.parts));
            if let Some(quotation) = self.quotations.get_mut(earlier) {
                quotation.parts.extend(parts.into_iter().flatten());
                if !quotation.evidence.contains(&Evidence::SpeakerBefore) {
                    quotation.evidence.push(Evidence::SpeakerBefore);
                }
            }
        }
    }

    /// The quotation with which the paragraph before ends, if the words of `later` go on with it for all a reader can tell.
    fn runs_on_from(&self, view: &View, later: QuotationIndex) -> Option<QuotationIndex> {
        let next = self.get(later).filter(|next| next.evidence.first() == Some(&Evidence::SpeakerBefore))?;
        let words = next.parts.first()?;
        let paragraph = view.paragraph_of(words.start);
        let end = view.paragraphs().get(paragraph.checked_sub(1)?)?.tokens.end;
        let alone = fills(view, paragraph, words);
        let fits = |&earlier: &QuotationIndex| {
            self.get(earlier).is_some_and(|quotation| {
                let ends = quotation.parts.last().is_some_and(|words| holds_no_word(view, words.end..end));
                let is_same = match (quotation.speaker, next.speaker) {
                    (None, None) => named_at(quotation).is_some() && named_at(quotation) == named_at(next),
                    (one, other) => one == other,
                };
                quotation.kind == QuotationKind::Direct && is_same && ends
            })
        };
        (later.saturating_sub(LOOKED_BACK)..later).rev().find(fits).filter(|_| alone)
    }

    /// All quotations in order, and the letters that decided on their kinds.
    pub fn finish(self) -> (Vec<Quotation>, Tally) {
        let mut quotations = self.quotations;
        for block in self.blocks {
            if let Some(quotation) = quotations.get_mut(block).filter(|quotation| !quotation.is_attributed()) {
                quotation.parts.clear();
            }
        }
        // One that another absorbed has no words any more.
        quotations.retain(|quotation| !quotation.parts.is_empty());
        // Often they were found in order.
        let key = |quotation: &Quotation| (quotation.place().start, quotation.place().end);
        if !quotations.is_sorted_by_key(key) {
            quotations.sort_by_cached_key(key);
        }
        (quotations, self.tally)
    }
}

/// Where the source of a quotation stands.
fn named_at(quotation: &Quotation) -> Option<&TokenRange> {
    quotation.source.as_ref().map(|source| &source.tokens)
}

/// Whether some words are all that a paragraph says; a stop may stand behind their mark.
fn fills(view: &View, paragraph: usize, words: &TokenRange) -> bool {
    let found = view.paragraphs().get(paragraph);
    found.is_some_and(|found| found.tokens.start == words.start && holds_no_word(view, words.end..found.tokens.end))
}

/// Whether nothing but stops and marks stands in `tokens`; not so where they end before they begin.
fn holds_no_word(view: &View, tokens: TokenRange) -> bool {
    tokens.start <= tokens.end && tokens.each().all(|token| !view.token(token).is_word())
}

/// Words with an attribution.
pub fn attributed(
    parts: Vec<TokenRange>,
    kind: QuotationKind,
    cue: Option<CueMention>,
    source: Option<Source>,
    evidence: Evidence,
) -> Quotation {
    Quotation {
        kind,
        spans: Vec::new(),
        parts,
        cue,
        speaker: source.as_ref().and_then(|source| source.entity),
        confidence: confidence::of(evidence, kind, source.as_ref()),
        source,
        via: None,
        evidence: vec![evidence],
    }
}

/// Words of which nothing says whose they are.
pub fn unattributed(words: TokenRange, kind: QuotationKind) -> Quotation {
    Quotation {
        kind,
        spans: Vec::new(),
        parts: vec![words],
        cue: None,
        source: None,
        speaker: None,
        via: None,
        confidence: 0.0,
        evidence: Vec::new(),
    }
}
