//! Marked words without a cue of their own: whose they are, by what stands around them in the paragraphs.
//!
//! Each way to tell is one function that gives a candidate with its evidence: by what stands before the words, in the
//! order of [`CANDIDATES`] (`before`), or by what stands behind them (`behind`). The first answer holds, but words that
//! only the context gives to somebody are free for what names their speaker later. To add a way, write it and name it
//! in its list.

mod before;
mod behind;

pub use behind::{Behind, Claimed};

use super::dialogue;
use super::draft::{Draft, QuotationIndex};
use super::quotation::{CueMention, QuotationKind, Source};
use super::source::resolve;
use crate::entities::Entities;
use crate::language::CueClass;
use crate::prose::{MarkShape, Text, TokenIndex};
use crate::quotations::{Passage, Quotations};
use crate::reporting::{
    Evidence, Letters, Nature, Segment, SegmentFacts, SourceForm, SourcePhrase, Stretch, UncuedPassage,
};
use crate::text::ProseSpan;

/// A marked paragraph without an attribution is a heading if it has no more words than this.
const HEADING_WORDS: u32 = 5;

/// Every way to tell whose words without a cue are.
const CANDIDATES: &[fn(&Context<'_>) -> Option<Candidate>] = &[
    before::open_marks,
    before::same_paragraph,
    before::led_over,
    before::runs_on,
    before::other_speaker,
    before::announced,
    before::list_goes_on,
    before::subject_speaks_on,
    before::subject_before,
    before::only_speaker,
    before::answer,
    before::speaker_before,
    before::subject_of_paragraph_before,
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
    // The sentence itself says that nobody speaks, or that somebody does whom it does not name.
    if matches!(context.uncued.nature, Nature::Nobodys | Nature::Quoted) {
        return None;
    }
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
        self.uncued.nature.is_speech() && !self.is_heading()
    }

    /// Whether it looks like a quotation even though nothing tells whose it is.
    pub fn is_quotation(&self) -> bool {
        let quoted = self.uncued.nature == Nature::Quoted;
        self.is_speech() && (quoted || self.is_alone() || self.uncued.opens_segment && self.uncued.awaits)
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
