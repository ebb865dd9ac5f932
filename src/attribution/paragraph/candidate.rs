//! Marked words without a cue of their own, what stands before them, and what a candidate says of them.

use crate::attribution::dialogue;
use crate::attribution::draft::{Draft, QuotationIndex};
use crate::attribution::quotation::{CueMention, QuotationKind, Source};
use crate::attribution::source::resolve;
use crate::attribution::view::View;
use crate::entities::Entities;
use crate::language::CueClass;
use crate::prose::{MarkShape, TokenIndex, TokenRange};
use crate::quotations::Passage;
use crate::reporting::{
    Counted, Evidence, Nature, Segment, SegmentFacts, SourceForm, SourcePhrase, Stretch, UncuedPassage,
};

/// A marked paragraph without an attribution is a heading if it has no more words than this.
const HEADING_WORDS: u32 = 5;

/// Whose words a passage may be.
pub struct Candidate {
    /// The words: the passage, or it with the words that lead over to it.
    pub words: TokenRange,
    /// Where their letters were counted.
    pub letters: Counted,
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
    pub view: &'a View,
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
    /// The number of what it says there.
    pub number: usize,
    /// Its index among all passages.
    pub passage: usize,
    /// Whether its segment reports nothing.
    pub only_words: bool,
}

/// A cue that is no verb.
pub fn plain_cue(place: Stretch, first: TokenIndex) -> CueMention {
    CueMention::at(place.tokens(first), "say", CueClass::Neutral)
}

impl<'a> Context<'a> {
    pub(super) fn found(&self) -> Option<&'a Passage> {
        self.view.passages().get(self.passage)
    }

    /// Whether it is all of its segment.
    pub(super) fn is_alone(&self) -> bool {
        self.uncued.opens_segment && self.uncued.closes_segment
    }

    /// Whether it looks like somebody's words.
    pub(super) fn is_speech(&self) -> bool {
        self.uncued.nature.is_speech() && !self.is_heading()
    }

    /// Whether it looks like a quotation even though nothing tells whose it is.
    pub fn is_quotation(&self) -> bool {
        let quoted = self.uncued.nature == Nature::Quoted;
        self.is_speech() && (quoted || self.is_alone() || self.uncued.opens_segment && self.uncued.awaits)
    }

    /// Whether a few words are a turn of a dialogue: a paragraph of their own that ends like a sentence or breaks off,
    /// right behind a paragraph with somebody's words.
    pub fn is_turn(&self) -> bool {
        let (Some(paragraph), Some(found)) =
            (self.view.paragraphs().get(self.segment.paragraph as usize), self.found())
        else {
            return false;
        };
        let fills = found.first() == paragraph.tokens.start && found.end() == paragraph.tokens.end;
        let before = self.before.filter(|before| before.segment.paragraph + 1 == self.segment.paragraph);
        let spoken = before.zip(self.draft.quotations().last()).is_some_and(|(before, last)| {
            last.kind == QuotationKind::Direct && last.place().end > before.segment.tokens.start
        });
        fills && spoken && self.view.comes_to_an_end(found.inside.clone())
    }

    /// A few words in single marks that are a paragraph of their own: a heading between paragraphs, not speech.
    fn is_heading(&self) -> bool {
        let paragraph = self.view.paragraphs().get(self.segment.paragraph as usize);
        let (Some(paragraph), Some(found)) = (paragraph, self.found()) else { return false };
        let single = |open| {
            matches!(self.view.token(open).mark(), Some(MarkShape::StraightSingle | MarkShape::CurlySingle { .. }))
        };
        found.words <= HEADING_WORDS
            && found.first() == paragraph.tokens.start
            && found.end() == paragraph.tokens.end
            && found.open.is_some_and(single)
    }

    /// The segment before, if the words may lean on it.
    pub(super) fn leans_on(&self) -> Option<Before<'a>> {
        let leans = self.is_alone() || self.uncued.opens_segment && self.only_words && self.is_speech();
        self.before.filter(|_| leans)
    }

    /// The same for somebody's words.
    pub(super) fn speech_leans_on(&self) -> Option<Before<'a>> {
        self.leans_on().filter(|_| self.is_speech())
    }

    pub(super) fn is_in_paragraph_of(&self, before: &Before<'_>) -> bool {
        before.segment.paragraph == self.segment.paragraph
    }

    /// The quotation that the segment before ended with, if somebody speaks in it.
    pub(super) fn spoken(&self, before: &Before<'_>) -> Option<QuotationIndex> {
        before.last.filter(|&index| {
            self.draft.get(index).is_some_and(|last| last.is_attributed() && last.kind != QuotationKind::Scare)
        })
    }

    /// The quotation with which the paragraph before ended, if somebody speaks in it and the words open the next one.
    pub(super) fn spoken_in_paragraph_before(&self) -> Option<QuotationIndex> {
        let before = self.speech_leans_on()?;
        self.spoken(&before).filter(|_| before.segment.paragraph + 1 == self.segment.paragraph)
    }

    /// The earlier quotation whose speaker takes turns with that of `last`.
    pub(super) fn other_speaker(&self, last: QuotationIndex) -> Option<QuotationIndex> {
        dialogue::other_speaker(self.view, self.draft.quotations(), last, self.found()?)
    }

    /// Whom the segment before is about, if nobody speaks in it and it is in the same paragraph.
    pub(super) fn subject(&self) -> Option<Source> {
        let before =
            self.speech_leans_on().filter(|before| self.is_in_paragraph_of(before) && before.last.is_none())?;
        let source = self.source(&before, before.facts?.subject.as_ref()?);
        // A description counts where it is known whose it is.
        let known = source.entity.is_some() || !matches!(source.form, SourceForm::Title | SourceForm::Description);
        known.then_some(source)
    }

    pub(super) fn source(&self, before: &Before<'_>, phrase: &SourcePhrase) -> Source {
        resolve(self.view, self.entities, phrase, before.segment.tokens.start)
    }

    pub(super) fn goes_on(&self, index: QuotationIndex, evidence: Evidence) -> Option<Candidate> {
        self.candidate(Claim::GoesOn(index), evidence)
    }

    pub(super) fn candidate(&self, claim: Claim, evidence: Evidence) -> Option<Candidate> {
        let found = self.found()?;
        let words = found.first()..found.end();
        Some(Candidate { words, letters: Counted::Uncued(self.number), claim, evidence })
    }
}
