//! Marked words without a cue of their own: whose they are, by what stands around them in the paragraphs.
//!
//! Each way to tell is one function that looks at the passage and what stands before it, and gives a candidate with its
//! evidence. They are asked in the order of [`CANDIDATES`]; the first answer holds. To add one, write it and name it
//! there.

use super::dialogue;
use super::draft::{Draft, QuotationIndex};
use super::quotation::{CueMention, QuotationKind, Source};
use super::source::resolve;
use crate::entities::Entities;
use crate::language::CueClass;
use crate::prose::{MarkShape, Text, TokenIndex};
use crate::quotations::{Passage, Quotations};
use crate::reporting::{Evidence, Letters, Segment, SegmentFacts, SourceForm, SourcePhrase, Stretch, UncuedPassage};
use crate::text::ProseSpan;

/// A marked paragraph without an attribution is a heading if it has no more words than this.
const HEADING_WORDS: u32 = 5;

/// How many quotations of a paragraph are looked at to say that one person speaks in all of it.
const LOOKED_BACK: usize = 50;

/// Every way to tell whose words without a cue are.
const CANDIDATES: &[fn(&Context<'_>) -> Option<Candidate>] = &[
    open_marks,
    same_paragraph,
    led_over,
    runs_on,
    other_speaker,
    announced,
    subject_speaks_on,
    subject_before,
    only_speaker,
];

/// Whose words a passage may be.
pub struct Candidate {
    /// The words: the passage, or it with the words that lead over to it.
    pub span: ProseSpan,
    /// Their letters.
    pub letters: Letters,
    /// Whose they are.
    pub claim: Claim,
    /// What tells it.
    pub evidence: Evidence,
}

/// How a candidate says whose words a passage is.
pub enum Claim {
    /// It goes on with a quotation.
    GoesOn(QuotationIndex),
    /// It is a quotation of its own.
    Own {
        /// The words that introduce it, if any do.
        cue: Option<CueMention>,
        /// Who says it.
        source: Source,
    },
}

/// What the next segment may lean on.
#[derive(Clone, Copy)]
pub struct Before<'a> {
    /// The segment before.
    pub segment: &'a Segment,
    /// What it says.
    pub facts: Option<&'a SegmentFacts>,
    /// The quotation whose words or attribution ended it.
    pub last: Option<QuotationIndex>,
}

/// A passage without a cue, and what stands before it.
pub struct Context<'a> {
    /// The text.
    pub text: &'a Text,
    /// All passages.
    pub passages: &'a Quotations,
    /// Who is who.
    pub entities: &'a Entities,
    /// The quotations before it.
    pub draft: &'a Draft,
    /// The segment before it.
    pub before: Option<Before<'a>>,
    /// The segment that holds it.
    pub segment: &'a Segment,
    /// What that says of it.
    pub uncued: &'a UncuedPassage,
    /// Its index among all passages.
    pub passage: usize,
    /// Whether its segment reports nothing.
    pub only_words: bool,
}

/// The candidate that holds, if there is one.
pub fn decide(context: &Context<'_>) -> Option<Candidate> {
    CANDIDATES.iter().find_map(|candidate| candidate(context))
}

/// A cue that is no verb.
pub fn plain_cue(text: &Text, place: Stretch, first: TokenIndex) -> CueMention {
    CueMention { span: text.span(place.tokens(first)), lemma: "say", class: CueClass::Neutral }
}

impl<'a> Context<'a> {
    fn found(&self) -> Option<&'a Passage> {
        self.passages.passages.get(self.passage)
    }

    /// Whether it is all of its segment.
    fn is_alone(&self) -> bool {
        self.uncued.opens_segment && self.uncued.closes_segment
    }

    /// Whether it looks like somebody's words.
    fn is_speech(&self) -> bool {
        self.uncued.is_speech && !self.is_heading()
    }

    /// Whether it looks like a quotation even though nothing tells whose it is.
    pub fn is_quotation(&self) -> bool {
        self.is_speech() && (self.is_alone() || self.uncued.opens_segment && self.uncued.awaits)
    }

    /// A few words in single marks that are a paragraph of their own: a heading between paragraphs, not speech.
    fn is_heading(&self) -> bool {
        let paragraph = self.text.paragraphs().get(self.segment.paragraph as usize);
        let (Some(paragraph), Some(found)) = (paragraph, self.found()) else { return false };
        let single = |open| {
            matches!(self.text.token(open).mark(), Some(MarkShape::StraightSingle | MarkShape::CurlySingle { .. }))
        };
        found.words <= HEADING_WORDS
            && found.first() == paragraph.tokens.start
            && found.end() == paragraph.tokens.end
            && found.open.is_some_and(single)
    }

    /// The segment before, if the words may lean on it.
    fn leans_on(&self) -> Option<Before<'a>> {
        let leans = self.is_alone() || self.uncued.opens_segment && self.only_words && self.is_speech();
        self.before.filter(|_| leans)
    }

    /// The same for somebody's words.
    fn speech_leans_on(&self) -> Option<Before<'a>> {
        self.leans_on().filter(|_| self.is_speech())
    }

    fn is_in_paragraph_of(&self, before: &Before<'_>) -> bool {
        before.segment.paragraph == self.segment.paragraph
    }

    /// The quotation that the segment before ended with, if somebody speaks in it.
    fn spoken(&self, before: &Before<'_>) -> Option<QuotationIndex> {
        before.last.filter(|&index| {
            self.draft.get(index).is_some_and(|last| last.is_attributed() && last.kind != QuotationKind::Scare)
        })
    }

    /// The quotation with which the paragraph before ended, if somebody speaks in it and the words open the next one.
    fn spoken_in_paragraph_before(&self) -> Option<QuotationIndex> {
        let before = self.speech_leans_on()?;
        self.spoken(&before).filter(|_| before.segment.paragraph + 1 == self.segment.paragraph)
    }

    /// The earlier quotation whose speaker takes turns with that of `last`.
    fn other_speaker(&self, last: QuotationIndex) -> Option<QuotationIndex> {
        dialogue::other_speaker(self.text, self.draft.quotations(), last, self.found()?)
    }

    /// Whom the segment before is about, if nobody speaks in it and it is in the same paragraph.
    fn subject(&self) -> Option<Source> {
        let before =
            self.speech_leans_on().filter(|before| self.is_in_paragraph_of(before) && before.last.is_none())?;
        let source = self.source(&before, before.facts?.subject.as_ref()?);
        // A description counts where it is known whose it is.
        let known = source.entity.is_some() || !matches!(source.form, SourceForm::Title | SourceForm::Description);
        known.then_some(source)
    }

    fn source(&self, before: &Before<'_>, phrase: &SourcePhrase) -> Source {
        resolve(self.text, self.entities, phrase, before.segment.tokens.start)
    }

    fn goes_on(&self, index: QuotationIndex, evidence: Evidence) -> Option<Candidate> {
        self.candidate(Claim::GoesOn(index), evidence)
    }

    fn candidate(&self, claim: Claim, evidence: Evidence) -> Option<Candidate> {
        Some(Candidate { span: self.found()?.span, letters: self.uncued.letters, claim, evidence })
    }
}

/// Marks that were left open at the end of the paragraph before.
fn open_marks(context: &Context<'_>) -> Option<Candidate> {
    let index = context.draft.owner(context.found()?.continues?)?;
    context.goes_on(index, Evidence::ParagraphContinuation)
}

/// *“…,” Lopez said. “…”*
fn same_paragraph(context: &Context<'_>) -> Option<Candidate> {
    let before = context.leans_on().filter(|before| context.is_in_paragraph_of(before))?;
    context.goes_on(context.spoken(&before)?, Evidence::Continuation)
}

/// *“…,” Lopez said. And then “we closed the door.”*: a word or two lead over to words of the same speaker.
fn led_over(context: &Context<'_>) -> Option<Candidate> {
    let before = context.before.filter(|before| context.is_in_paragraph_of(before))?;
    let index = context.spoken(&before)?;
    let (place, letters) = context.uncued.goes_on?;
    let span = context.text.span(place.tokens(context.segment.tokens.start));
    Some(Candidate { span, letters, claim: Claim::GoesOn(index), evidence: Evidence::Continuation })
}

/// *“…,” Lopez said.* ¶ *“…”*
fn runs_on(context: &Context<'_>) -> Option<Candidate> {
    let index = context.spoken_in_paragraph_before()?;
    // Who asked before asks again.
    if context.uncued.asks && context.other_speaker(index).is_some() {
        return None;
    }
    let owned = |&before: &usize| context.draft.owner(before) == Some(index);
    let last = context.passages.passages.get((0..context.passage).rev().find(owned)?)?;
    let runs_on = dialogue::runs_on(context.text, context.draft.get(index)?, last, context.found()?);
    runs_on.then(|| context.goes_on(index, Evidence::ParagraphContinuation)).flatten()
}

/// *“Why?” Lopez asked.* ¶ *“No money,” Reyes said.* ¶ *“And then?”*
fn other_speaker(context: &Context<'_>) -> Option<Candidate> {
    let other = context.other_speaker(context.spoken_in_paragraph_before()?)?;
    let source = context.draft.get(other)?.source.clone()?;
    context.candidate(Claim::Own { cue: None, source }, Evidence::Dialogue)
}

/// *Lopez was blunt:* ¶ *“…”*
fn announced(context: &Context<'_>) -> Option<Candidate> {
    let before = context.speech_leans_on()?;
    let (cue, source) = before.facts?.announced.as_ref()?;
    let cue = Some(plain_cue(context.text, *cue, before.segment.tokens.start));
    context.candidate(Claim::Own { cue, source: context.source(&before, source) }, Evidence::Announced)
}

/// *“…,” Lopez said. She paused. “…”*
fn subject_speaks_on(context: &Context<'_>) -> Option<Candidate> {
    let subject = context.subject()?;
    let index = context.draft.quotations().len().checked_sub(1)?;
    let last = context.draft.get(index)?;
    let paragraph = context.text.paragraphs().get(context.segment.paragraph as usize)?;
    let speaks_on = last.kind == QuotationKind::Direct
        && last.speaker.is_some()
        && last.speaker == subject.entity
        && context.text.span(paragraph.tokens.clone()).overlaps(last.extent());
    speaks_on.then(|| context.goes_on(index, Evidence::Continuation)).flatten()
}

/// *Lopez shook her head. “…”*
fn subject_before(context: &Context<'_>) -> Option<Candidate> {
    context.candidate(Claim::Own { cue: None, source: context.subject()? }, Evidence::SubjectBefore)
}

/// *“…,” Lopez said. The lake was calm. “…”*: nobody else has spoken in the paragraph.
fn only_speaker(context: &Context<'_>) -> Option<Candidate> {
    context.speech_leans_on().filter(|before| context.is_in_paragraph_of(before))?;
    let paragraph = context.text.paragraphs().get(context.segment.paragraph as usize)?;
    let here = context.text.span(paragraph.tokens.clone());
    let quotations = context.draft.quotations().iter().enumerate().rev().take(LOOKED_BACK);
    let mut inside = quotations.take_while(|(_, quotation)| quotation.extent().overlaps(here));
    let (index, last) = inside.next()?;
    let one = last.kind == QuotationKind::Direct
        && last.speaker.is_some()
        && inside.all(|(_, other)| other.speaker == last.speaker);
    one.then(|| context.goes_on(index, Evidence::Continuation)).flatten()
}
