//! Quotations while they are put together.

use super::confidence;
use super::quotation::{CueMention, Quotation, QuotationKind, Source};
use crate::prose::{Text, TokenRange};
use crate::quotations::Quotations;
use crate::reporting::{Evidence, Letters};
use crate::text::ProseSpan;

/// Of the letters of a quotation, how many must stand inside marks for it to be direct (PolNeAR's definition).
const DIRECT_SHARE: f32 = 0.95;

/// How many quotations back the one is looked for that words go on with.
const LOOKED_BACK: usize = 4;

/// The index of a quotation in a [`Draft`].
pub type QuotationIndex = usize;

/// The quotations found so far, and which passages they hold.
pub struct Draft {
    quotations: Vec<Quotation>,
    /// The letters of each quotation.
    letters: Vec<Letters>,
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
            owners: vec![None; passages],
            blocks: Vec::new(),
        }
    }

    /// The quotations found so far, in the order in which they were found.
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
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

    /// Adds a quotation, and returns its index.
    pub fn push(&mut self, quotation: Quotation, letters: Letters) -> QuotationIndex {
        self.quotations.push(quotation);
        self.letters.push(letters);
        self.quotations.len() - 1
    }

    /// Adds the words of a passage to a quotation.
    pub fn join(
        &mut self,
        index: QuotationIndex,
        passage: usize,
        span: ProseSpan,
        letters: Letters,
        evidence: Evidence,
    ) -> QuotationIndex {
        if let (Some(quotation), Some(all)) = (self.quotations.get_mut(index), self.letters.get_mut(index)) {
            *all = *all + letters;
            quotation.spans.push(span);
            quotation.kind = kind(*all);
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
    pub fn push_block(&mut self, spans: Vec<ProseSpan>, attribution: Option<(CueMention, Source)>) {
        let Some(&first) = spans.first() else { return };
        let quotation = match attribution {
            Some((cue, source)) => {
                attributed(spans, QuotationKind::Direct, Some(cue), Some(source), Evidence::Announced)
            }
            None => Quotation { spans, ..unattributed(first, QuotationKind::Direct) },
        };
        let index = self.push(quotation, Letters::default());
        self.blocks.push(index);
    }

    /// Parts the last words of a quotation from it, which only seemed to go on with it. Returns their own index.
    pub fn split_last(&mut self, index: QuotationIndex) -> QuotationIndex {
        let last = self.quotations.get_mut(index).filter(|quotation| quotation.spans.len() > 1);
        let Some(words) = last.and_then(|quotation| quotation.spans.pop()) else { return index };
        self.push(unattributed(words, QuotationKind::Direct), Letters::default())
    }

    /// The words before `place` with which a quotation ends, if something that names their speaker later may have them:
    /// all of it where nobody sure is named, or what only seemed to run on.
    pub fn loose(&mut self, index: QuotationIndex, place: u32) -> Option<QuotationIndex> {
        let quotation = self.get(index)?;
        if quotation.is_free() {
            return Some(index);
        }
        let ran_on = quotation.evidence.last() == Some(&Evidence::RunsOn);
        let is_last = quotation.spans.last().is_some_and(|words| words.end <= place);
        let parts = ran_on && is_last && quotation.spans.len() > 1;
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
            spans: std::mem::take(&mut quotation.spans),
            ..unattributed(ProseSpan::empty(0), QuotationKind::Scare)
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
        let spans = self.quotations.get_mut(earlier).map(|quotation| std::mem::take(&mut quotation.spans));
        let letters = self.letters.get(earlier).copied().unwrap_or_default();
        if let (Some(quotation), Some(all)) = (self.quotations.get_mut(later), self.letters.get_mut(later)) {
            quotation.spans.splice(0..0, spans.into_iter().flatten());
            *all = *all + letters;
            quotation.kind = kind(*all);
            if !quotation.evidence.contains(&Evidence::ParagraphContinuation) {
                quotation.evidence.push(Evidence::ParagraphContinuation);
            }
        }
        self.owners.iter_mut().filter(|owner| **owner == Some(earlier)).for_each(|owner| *owner = Some(later));
    }

    /// Joins words that are paragraphs of their own to those of the same speaker with which the paragraph before ends:
    /// *Lopez said, “….”* ¶ *“….”*
    pub fn run_together(&mut self, text: &Text) {
        for later in 1..self.quotations.len() {
            let Some(earlier) = self.runs_on_from(text, later) else { continue };
            let spans = self.quotations.get_mut(later).map(|quotation| std::mem::take(&mut quotation.spans));
            let more = self.letters.get(later).copied().unwrap_or_default();
            if let (Some(quotation), Some(all)) = (self.quotations.get_mut(earlier), self.letters.get_mut(earlier)) {
                quotation.spans.extend(spans.into_iter().flatten());
                *all = *all + more;
                if !quotation.evidence.contains(&Evidence::SpeakerBefore) {
                    quotation.evidence.push(Evidence::SpeakerBefore);
                }
            }
        }
    }

    /// The quotation with which the paragraph before ends, if the words of `later` go on with it for all a reader can tell.
    fn runs_on_from(&self, text: &Text, later: QuotationIndex) -> Option<QuotationIndex> {
        let next = self.get(later).filter(|next| next.evidence.first() == Some(&Evidence::SpeakerBefore))?;
        let words = text.tokens_in(*next.spans.first()?);
        let paragraph = text.paragraph_of(words.start);
        let end = text.paragraphs().get(paragraph.checked_sub(1)?)?.tokens.end;
        let alone = text.paragraphs().get(paragraph).is_some_and(|found| found.tokens == words);
        let fits = |&earlier: &QuotationIndex| {
            self.get(earlier).is_some_and(|quotation| {
                let last = quotation.spans.last().map(|words| text.tokens_in(*words).end);
                quotation.kind == QuotationKind::Direct && quotation.speaker == next.speaker && last == Some(end)
            })
        };
        (later.saturating_sub(LOOKED_BACK)..later).rev().find(fits).filter(|_| alone && next.speaker.is_some())
    }

    /// All quotations, in order of their first byte.
    pub fn finish(self) -> Vec<Quotation> {
        let mut quotations = self.quotations;
        for block in self.blocks {
            if let Some(quotation) = quotations.get_mut(block).filter(|quotation| !quotation.is_attributed()) {
                quotation.spans.clear();
            }
        }
        // One that another absorbed has no words any more.
        quotations.retain(|quotation| !quotation.spans.is_empty());
        // Often they were found in order.
        if !quotations.is_sorted_by_key(Quotation::extent) {
            quotations.sort_by_cached_key(Quotation::extent);
        }
        quotations
    }
}

/// Words with an attribution.
pub fn attributed(
    spans: Vec<ProseSpan>,
    kind: QuotationKind,
    cue: Option<CueMention>,
    source: Option<Source>,
    evidence: Evidence,
) -> Quotation {
    Quotation {
        kind,
        spans,
        cue,
        speaker: source.as_ref().and_then(|source| source.entity),
        confidence: confidence::of(evidence, kind, source.as_ref()),
        source,
        via: None,
        evidence: vec![evidence],
    }
}

/// Words of which nothing says whose they are.
pub fn unattributed(span: ProseSpan, kind: QuotationKind) -> Quotation {
    Quotation {
        kind,
        spans: vec![span],
        cue: None,
        source: None,
        speaker: None,
        via: None,
        confidence: 0.0,
        evidence: Vec::new(),
    }
}

/// Direct, mixed or indirect, by how much of the letters stands inside marks.
pub fn kind(letters: Letters) -> QuotationKind {
    match letters.marked {
        0 => QuotationKind::Indirect,
        marked if marked as f32 >= DIRECT_SHARE * letters.all as f32 => QuotationKind::Direct,
        _ => QuotationKind::Mixed,
    }
}

/// The letters of a run of tokens.
pub fn letters_of(text: &Text, passages: &Quotations, tokens: TokenRange) -> Letters {
    let passages = &passages.passages;
    let behind = passages.partition_point(|passage| passage.first() < tokens.start);
    // The outermost passage before them may reach into them.
    let first = passages.iter().take(behind).rposition(|passage| passage.depth == 0).unwrap_or(behind);
    let outermost = passages.iter().skip(first).take_while(|passage| passage.first() < tokens.end);
    let inside = outermost.filter(|passage| passage.depth == 0 && passage.end() > tokens.start);
    Letters::count(text, tokens.clone(), inside.map(|passage| passage.first()..passage.end()))
}
