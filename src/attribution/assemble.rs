//! From reports of single frames to the quotations of the article.
//!
//! A report becomes a quotation; marks that no cue of their frame governs continue the words before them, are
//! introduced by the sentence before, or are nobody's words.

use std::ops::Range;
use std::sync::Arc;

use super::dialogue;
use super::frames::{Frame, Place, Scene, Unit, frames};
use super::memory::{self, Memory};
use super::nouns::Nouns;
use super::reading::{self, Report};
use super::transcript::{self, Turn};
use super::{CueMention, Evidence, Quotation, QuotationKind, Source, SourceForm, Via, confidence, scare, sources};
use crate::entities::{Entities, EntityId};
use crate::language::{Classes, CueClass};
use crate::prose::{MarkShape, Text, TokenKind};
use crate::quotations::Quotations;
use crate::text::ProseSpan;

/// Of the letters of a quotation, how many must stand inside marks for it to be direct (PolNeAR's definition).
const DIRECT_SHARE: f32 = 0.95;

/// A marked paragraph without an attribution is a heading if it has no more words than this.
const HEADING_WORDS: u32 = 5;

/// Words in marks at the end of a sentence go on with the quotation before it if there are as many as this.
const GOES_ON_WORDS: u32 = 5;

/// All quotations of a text, in order of their first byte. Frames that `memory` knows are not read again.
pub fn assemble(
    text: &Text,
    passages: &Quotations,
    entities: &Entities,
    memory: Option<&mut Memory>,
) -> Vec<Quotation> {
    let turns = transcript::turns(text);
    let mut assembly = Assembly {
        memory,
        text,
        passages,
        entities,
        quotations: Vec::new(),
        owner: vec![None; passages.passages.len()],
        before: None,
        interviewed: None,
    };
    assembly.interviewed = transcript::interviewed(text, entities, &turns);
    let mut next = turns.iter().peekable();
    for frame in &frames(text, passages) {
        while next.next_if(|turn| turn.paragraph < frame.paragraph).is_some() {}
        match next.peek() {
            Some(turn) if turn.paragraph == frame.paragraph => assembly.turn(turn),
            _ => assembly.frame(frame),
        }
    }
    let mut quotations = assembly.quotations;
    quotations.sort_by_key(Quotation::extent);
    quotations
}

/// What the next frame may lean on.
struct Before {
    paragraph: usize,
    /// The quotation whose words or attribution ended the frame.
    last: Option<usize>,
    /// A source that announced words to come: *Lopez was blunt:*
    announced: Option<(CueMention, Source)>,
    /// Who the frame was about.
    subject: Option<Source>,
}

struct Assembly<'a> {
    memory: Option<&'a mut Memory>,
    text: &'a Text,
    passages: &'a Quotations,
    entities: &'a Entities,
    quotations: Vec<Quotation>,
    /// The quotation that each outermost passage belongs to.
    owner: Vec<Option<usize>>,
    before: Option<Before>,
    /// Who answers the questions of an interview.
    interviewed: Option<EntityId>,
}

impl Assembly<'_> {
    fn frame(&mut self, frame: &Frame) {
        let scene = Scene { text: self.text, passages: self.passages, frame };
        let nouns = Nouns { scene, entities: self.entities };
        if let Some((source, cue)) = reading::signature_line(&scene) {
            self.sign(&scene, &nouns, source, &cue);
        }
        let understood = match &mut self.memory {
            Some(memory) => memory.understand(scene, self.entities),
            None => Arc::new(memory::understand(scene, self.entities)),
        };
        let reports = &understood.reports;
        let mut last: Option<usize> = None;
        for report in reports {
            let index = self.add(&scene, &nouns, report);
            let marked = report.contents.iter().flat_map(Clone::clone).any(|place| scene.passage(place).is_some());
            // *“…,” Lopez said, calling it a “farce.”*: it is the main clause that may go on.
            let aside = last.is_some_and(|last| {
                self.quotations[last].kind == QuotationKind::Direct
                    && self.quotations[index].kind != QuotationKind::Direct
            });
            if marked && !aside {
                last = Some(index);
            }
        }
        for place in 0..scene.len() {
            if let Some(passage) = scene.passage(place)
                && self.owner[passage].is_none()
            {
                last = self.leftover(&scene, place, passage, reports).or(last);
            }
        }
        let announced = understood.announced.clone();
        let announced =
            announced.map(|(source, cue)| (self.cue_mention(&scene, &cue, "say"), sources::source(&nouns, source)));
        // Who reported something in this frame speaks on, rather than whom the frame is about.
        let reporter = reports.iter().rev().find(|report| {
            matches!(report.evidence, Evidence::ClauseSourceCue | Evidence::ClauseCueSource | Evidence::SourceCueClause)
                && report.class.is_speech()
        });
        let reporter = reporter.and_then(|report| report.source.clone());
        let subject = reporter.or_else(|| understood.subject.clone()).map(|subject| sources::source(&nouns, subject));
        self.before = Some(Before { paragraph: frame.paragraph, last, announced, subject });
    }

    /// Gives the words of the paragraph before to the one who signs them, if nobody else says them.
    fn sign(&mut self, scene: &Scene<'_>, nouns: &Nouns<'_>, source: Range<Place>, cue: &Range<Place>) {
        let paragraph = scene.frame.paragraph;
        let (cue, source) = (self.cue_mention(scene, cue, "say"), sources::source(nouns, source));
        let Some(quotation) = self.quotations.last_mut() else { return };
        let adjacent = self.text.paragraphs()[paragraph.saturating_sub(1)..=paragraph]
            .iter()
            .any(|paragraph| self.text.span(paragraph.tokens.clone()).overlaps(quotation.extent()));
        if !adjacent || quotation.is_attributed() || quotation.kind != QuotationKind::Direct {
            return;
        }
        quotation.speaker = source.entity;
        quotation.cue = Some(cue);
        quotation.source = Some(source);
        quotation.confidence = confidence::of(Evidence::Signature, QuotationKind::Direct);
        quotation.evidence.insert(0, Evidence::Signature);
    }

    /// Adds what a paragraph of a transcript says, at its first frame.
    fn turn(&mut self, turn: &Turn) {
        let words = self.text.span(turn.words.clone());
        if self.quotations.last().is_some_and(|last| last.spans == [words]) {
            return;
        }
        let named = self.entities.mention_in(turn.label.clone()).map(|(entity, _)| entity.id);
        let entity = named.or(self.interviewed.filter(|_| turn.answers(self.text)));
        let span = self.text.span(turn.label.clone());
        let cue = self.text.span(turn.colon..turn.colon + 1);
        let index = self.quotations.len();
        self.quotations.push(Quotation {
            kind: self.kind(&[words]),
            spans: vec![words],
            cue: Some(CueMention { span: cue, lemma: "say", class: CueClass::Neutral }),
            source: Some(Source { span, form: SourceForm::Name, entity }),
            speaker: entity,
            via: None,
            confidence: confidence::of(Evidence::SpeakerColon, QuotationKind::Direct),
            evidence: vec![Evidence::SpeakerColon],
        });
        let tokens = self.text.paragraphs()[turn.paragraph].tokens.clone();
        let first = self.passages.passages.partition_point(|passage| passage.first() < tokens.start);
        for passage in first..self.passages.passages.len() {
            if self.passages.passages[passage].first() >= tokens.end {
                break;
            }
            self.owner[passage] = Some(index);
        }
        self.before = None;
    }

    fn cue_mention(&self, scene: &Scene<'_>, cue: &Range<Place>, lemma: &'static str) -> CueMention {
        CueMention { span: scene.span(cue.clone()), lemma, class: CueClass::Neutral }
    }

    /// Turns a report into a quotation, and returns its index.
    fn add(&mut self, scene: &Scene<'_>, nouns: &Nouns<'_>, report: &Report) -> usize {
        let spans: Vec<ProseSpan> = report.contents.iter().map(|content| scene.span(content.clone())).collect();
        let index = self.quotations.len();
        for place in report.contents.iter().flat_map(Clone::clone) {
            if let Some(Unit::Passage(passage)) = scene.unit(place) {
                self.owner[passage].get_or_insert(index);
            }
        }
        let source = report.source.clone().map(|source| sources::source(nouns, source));
        let via = report.via.clone().map(|via| {
            let tokens = scene.tokens(via.clone());
            Via { span: scene.span(via), entity: self.entities.mention_in(tokens).map(|(entity, _)| entity.id) }
        });
        let kind = self.kind(&spans);
        let speaker = source.as_ref().and_then(|source| source.entity);
        let cue = CueMention { span: scene.span(report.cue.clone()), lemma: report.lemma, class: report.class };
        self.quotations.push(Quotation {
            kind,
            spans,
            cue: Some(cue),
            source,
            speaker,
            via,
            confidence: confidence::of(report.evidence, kind),
            evidence: vec![report.evidence],
        });
        index
    }

    /// Direct, mixed or indirect, by how much of the letters stands inside marks.
    fn kind(&self, spans: &[ProseSpan]) -> QuotationKind {
        let letters =
            |span: ProseSpan| span.slice(self.text.as_str()).bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
        let (mut all, mut marked) = (0, 0);
        for &span in spans {
            all += letters(span);
            let first = self.passages.passages.partition_point(|passage| passage.span.end <= span.start);
            for passage in self.passages.passages[first..].iter().take_while(|passage| passage.span.start < span.end) {
                if passage.depth == 0 && span.overlaps(passage.span) {
                    let inside = ProseSpan::new(passage.span.start.max(span.start), passage.span.end.min(span.end));
                    marked += letters(inside);
                }
            }
        }
        match marked {
            0 => QuotationKind::Indirect,
            _ if marked as f32 >= DIRECT_SHARE * all as f32 => QuotationKind::Direct,
            _ => QuotationKind::Mixed,
        }
    }

    /// A passage that no cue of its frame governs. Returns the quotation it belongs to, if the next frame may go on
    /// with it.
    fn leftover(&mut self, scene: &Scene<'_>, place: Place, passage: usize, reports: &[Report]) -> Option<usize> {
        let found = &self.passages.passages[passage];
        let span = found.span;
        if let Some(index) = found.continues.and_then(|before| self.owner[before]) {
            return Some(self.join(index, passage, Evidence::ParagraphContinuation));
        }
        let is_speech = scare::is_speech(self.text, found) && !self.is_heading(scene, place, passage);
        let closes_frame =
            (place + 1..scene.len()).all(|place| !scene.token(place).is_none_or(|token| token.is_word()));
        let alone = place == 0 && closes_frame;
        if let Some(before) = self.before.take() {
            let result = if alone || place == 0 && reports.is_empty() && is_speech {
                self.lean(&before, scene, passage, is_speech)
            } else if closes_frame {
                self.go_on(&before, scene, place, passage)
            } else {
                None
            };
            self.before = Some(before);
            if result.is_some() {
                return result;
            }
        }
        let awaits = place == 0 && scene.passage_awaits(place);
        let kind = if is_speech && (alone || awaits) { QuotationKind::Direct } else { QuotationKind::Scare };
        self.quotations.push(Quotation {
            kind,
            spans: vec![span],
            cue: None,
            source: None,
            speaker: None,
            via: None,
            confidence: 0.0,
            evidence: Vec::new(),
        });
        self.owner[passage] = Some(self.quotations.len() - 1);
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
    fn is_heading(&self, scene: &Scene<'_>, place: Place, passage: usize) -> bool {
        let paragraph = &self.text.paragraphs()[scene.frame.paragraph].tokens;
        let found = &self.passages.passages[passage];
        let single = found.open.is_some_and(|open| {
            matches!(self.text.token(open).mark(), Some(MarkShape::StraightSingle | MarkShape::CurlySingle { .. }))
        });
        place == 0
            && single
            && found.words <= HEADING_WORDS
            && found.first() == paragraph.start
            && found.end() == paragraph.end
    }

    /// The quotation that the frame before ended with, if somebody speaks in it.
    fn spoken(&self, before: &Before) -> Option<usize> {
        before.last.filter(|&index| {
            self.quotations[index].is_attributed() && self.quotations[index].kind != QuotationKind::Scare
        })
    }

    /// *“…,” Lopez said. And then “we closed the door.”*: a word or two lead over to words of the same speaker.
    fn go_on(&mut self, before: &Before, scene: &Scene<'_>, place: Place, passage: usize) -> Option<usize> {
        let index = self.spoken(before).filter(|_| before.paragraph == scene.frame.paragraph)?;
        let leads = place <= 3 && (0..place).all(|place| scene.cue(place).is_none() && scene.passage(place).is_none());
        let introduced = place > 0 && scene.kind(place - 1) == Some(TokenKind::Colon);
        if !leads || !introduced && self.passages.passages[passage].words < GOES_ON_WORDS {
            return None;
        }
        let start = (0..place).find(|&place| !scene.is(place, Classes::COORDINATOR)).unwrap_or(place);
        self.quotations[index].spans.push(scene.span(start..place + 1));
        Some(self.joined(index, passage, Evidence::Continuation))
    }

    /// Tries to understand a passage that is a frame of its own by the frame before it.
    fn lean(&mut self, before: &Before, scene: &Scene<'_>, passage: usize, is_speech: bool) -> Option<usize> {
        let same_paragraph = before.paragraph == scene.frame.paragraph;
        if same_paragraph && let Some(index) = self.spoken(before) {
            return Some(self.join(index, passage, Evidence::Continuation));
        }
        if !is_speech {
            return None;
        }
        if before.paragraph + 1 == scene.frame.paragraph
            && let Some(index) = self.spoken(before)
        {
            let last = (0..passage).rev().find(|&before| self.owner[before] == Some(index));
            let (text, passages) = (self.text, self.passages);
            let other = dialogue::other_speaker(text, passages, &self.quotations, index, passage);
            // Who asked before asks again.
            let asks_again = other.is_some() && scene.passage_asks(0);
            if !asks_again
                && last.is_some_and(|last| dialogue::runs_on(text, passages, &self.quotations[index], last, passage))
            {
                return Some(self.join(index, passage, Evidence::ParagraphContinuation));
            }
            if let Some(source) = other.and_then(|other| self.quotations[other].source.clone()) {
                return Some(self.add_leaning(passage, None, source, Evidence::Dialogue));
            }
        }
        if let Some((cue, source)) = &before.announced {
            return Some(self.add_leaning(passage, Some(cue.clone()), source.clone(), Evidence::Announced));
        }
        // *“…,” Lopez said. The lake was calm. “…”*: nobody else has spoken here since.
        let about = before.subject.as_ref().filter(|_| same_paragraph && before.last.is_none());
        if about.is_none() {
            let index = self.only_speaker(scene.frame.paragraph).filter(|_| same_paragraph)?;
            return Some(self.join(index, passage, Evidence::Continuation));
        }
        let source = about?;
        // *“…,” Lopez said. She paused. “…”*: the same speaker goes on.
        let earlier = self.quotations.len().checked_sub(1).filter(|&index| {
            let quotation = &self.quotations[index];
            let here = self.text.paragraphs()[scene.frame.paragraph].tokens.clone();
            quotation.kind == QuotationKind::Direct
                && quotation.speaker.is_some()
                && quotation.speaker == source.entity
                && self.text.span(here).overlaps(quotation.extent())
        });
        if let Some(index) = earlier {
            return Some(self.join(index, passage, Evidence::Continuation));
        }
        Some(self.add_leaning(passage, None, source.clone(), Evidence::SubjectBefore))
    }

    fn add_leaning(&mut self, passage: usize, cue: Option<CueMention>, source: Source, evidence: Evidence) -> usize {
        let speaker = source.entity;
        self.quotations.push(Quotation {
            kind: QuotationKind::Direct,
            spans: vec![self.passages.passages[passage].span],
            cue,
            source: Some(source),
            speaker,
            via: None,
            confidence: confidence::of(evidence, QuotationKind::Direct),
            evidence: vec![evidence],
        });
        self.owner[passage] = Some(self.quotations.len() - 1);
        self.quotations.len() - 1
    }

    fn join(&mut self, index: usize, passage: usize, evidence: Evidence) -> usize {
        self.quotations[index].spans.push(self.passages.passages[passage].span);
        self.joined(index, passage, evidence)
    }

    /// Notes that a passage belongs to a quotation, which has its span already.
    fn joined(&mut self, index: usize, passage: usize, evidence: Evidence) -> usize {
        let kind = self.kind(&self.quotations[index].spans);
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
