//! From reports of single frames to the quotations of the article.
//!
//! A report becomes a quotation; marks that no cue of their frame governs continue the words before them, are
//! introduced by the sentence before, or are nobody's words.

mod leftover;

use super::memory::Known;
use super::outline::Landmarks;
use super::told::{Letters, Number, Phrase, Reported, Stretch, Telling, Told};
use super::transcript::{self, Turn};
use super::{CueMention, Evidence, Quotation, QuotationKind, Source, SourceForm, Via, confidence};
use crate::entities::{Entities, EntityId};
use crate::language::CueClass;
use crate::prose::{Text, TokenRange};
use crate::quotations::Quotations;
use crate::text::ProseSpan;

/// Of the letters of a quotation, how many must stand inside marks for it to be direct (PolNeAR's definition).
const DIRECT_SHARE: f32 = 0.95;

/// All quotations of a text, in order of their first byte, from what its frames tell.
pub fn assemble(
    text: &Text,
    passages: &Quotations,
    entities: &Entities,
    landmarks: &Landmarks,
    frames: &[Known],
    turns: &[Turn],
) -> Vec<Quotation> {
    let mut assembly = Assembly {
        text,
        passages,
        entities,
        landmarks,
        quotations: Vec::with_capacity(frames.len() / 2),
        letters: Vec::with_capacity(frames.len() / 2),
        owner: vec![None; passages.passages.len()],
        before: None,
        interviewed: transcript::interviewed(text, entities, turns),
    };
    let mut next = turns.iter().peekable();
    for known in frames {
        let paragraph = known.frame.paragraph as usize;
        while next.next_if(|turn| turn.paragraph < paragraph).is_some() {}
        match next.peek() {
            Some(turn) if turn.paragraph == paragraph => assembly.turn(turn),
            _ => assembly.frame(known),
        }
    }
    let mut quotations = assembly.quotations;
    put_in_order(&mut quotations);
    quotations
}

/// Sorts quotations by their extent. They come in order but for a few of one frame, which are put where they belong.
fn put_in_order(quotations: &mut [Quotation]) {
    let mut extents: Vec<ProseSpan> = quotations.iter().map(Quotation::extent).collect();
    for index in 1..extents.len() {
        let extent = extents[index];
        if extents[index - 1] <= extent {
            continue;
        }
        let place = extents[..index].partition_point(|before| *before <= extent);
        extents[place..=index].rotate_right(1);
        quotations[place..=index].rotate_right(1);
    }
}

/// What the next frame may lean on.
#[derive(Clone, Copy)]
struct Before<'a> {
    /// The frame before.
    known: &'a Known,
    /// The quotation whose words or attribution ended it.
    last: Option<usize>,
}

struct Assembly<'a> {
    text: &'a Text,
    passages: &'a Quotations,
    entities: &'a Entities,
    landmarks: &'a Landmarks,
    quotations: Vec<Quotation>,
    /// The letters of each quotation.
    letters: Vec<Letters>,
    /// The quotation that each outermost passage belongs to.
    owner: Vec<Option<usize>>,
    before: Option<Before<'a>>,
    /// Who answers the questions of an interview.
    interviewed: Option<EntityId>,
}

impl<'a> Assembly<'a> {
    fn frame(&mut self, known: &'a Known) {
        let last = match &known.telling {
            Telling::Told(told) => self.told(known, told),
            Telling::Nothing | Telling::Unread => None,
        };
        self.before = Some(Before { known, last });
    }

    /// Adds what a frame tells. Returns the quotation that it ends with, if the next frame may go on with it.
    fn told(&mut self, known: &Known, told: &Told) -> Option<usize> {
        if let Some((cue, source)) = &told.signature {
            self.sign(known, *cue, source);
        }
        let mut last: Option<usize> = None;
        for report in &told.reports {
            let index = self.add(known, report);
            // *“…,” Lopez said, calling it a “farce.”*: it is the main clause that may go on.
            let aside = last.is_some_and(|last| {
                self.quotations[last].kind == QuotationKind::Direct
                    && self.quotations[index].kind != QuotationKind::Direct
            });
            if !report.passages.is_empty() && !aside {
                last = Some(index);
            }
        }
        for leftover in &told.leftovers {
            last = self.leftover(known, leftover, told.reports.is_empty()).or(last);
        }
        last
    }

    /// Gives the words of the paragraph before to the one who signs them, if nobody else says them.
    fn sign(&mut self, known: &Known, cue: Stretch, source: &Phrase) {
        let paragraph = known.frame.paragraph as usize;
        let (cue, source) = (self.cue(known, cue), self.source(known, source));
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
        let letters = self.letters_of(turn.words.clone());
        let quotation = Quotation {
            kind: kind(letters),
            spans: vec![words],
            cue: Some(CueMention { span: cue, lemma: "say", class: CueClass::Neutral }),
            source: Some(Source { span, form: SourceForm::Name, entity }),
            speaker: entity,
            via: None,
            confidence: confidence::of(Evidence::SpeakerColon, QuotationKind::Direct),
            evidence: vec![Evidence::SpeakerColon],
        };
        let index = self.push(quotation, letters);
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

    /// The letters of a run of tokens.
    fn letters_of(&self, tokens: TokenRange) -> Letters {
        let span = self.text.span(tokens.clone());
        let passages = &self.landmarks.passages;
        let first = passages.partition_point(|passage| passage.tokens.end <= tokens.start);
        let inside = passages[first..].iter().take_while(|passage| passage.tokens.start < tokens.end);
        Letters::count(self.text.as_str(), span, inside.map(|passage| self.text.span(passage.tokens.clone())))
    }

    fn push(&mut self, quotation: Quotation, letters: Letters) -> usize {
        self.quotations.push(quotation);
        self.letters.push(letters);
        self.quotations.len() - 1
    }

    fn span(&self, known: &Known, stretch: Stretch) -> ProseSpan {
        stretch.span(known.first_byte).unwrap_or_else(|| self.text.span(0..0))
    }

    fn cue(&self, known: &Known, stretch: Stretch) -> CueMention {
        CueMention { span: self.span(known, stretch), lemma: "say", class: CueClass::Neutral }
    }

    fn source(&self, known: &Known, phrase: &Phrase) -> Source {
        Source {
            span: self.span(known, phrase.stretch),
            form: phrase.form,
            entity: phrase.mention.and_then(|mention| self.entity(known, mention)),
        }
    }

    fn entity(&self, known: &Known, mention: Number) -> Option<EntityId> {
        self.landmarks.mentions_of(&known.frame).get(mention as usize).map(|mention| mention.what.entity)
    }

    /// The index of a passage, by its number among those of a frame.
    fn passage(&self, known: &Known, number: u32) -> Option<usize> {
        self.landmarks.passages_of(&known.frame).get(number as usize).map(|passage| passage.what.index as usize)
    }

    /// Turns a report into a quotation, and returns its index.
    fn add(&mut self, known: &Known, report: &Reported) -> usize {
        let source = report.source.as_ref().map(|source| self.source(known, source));
        let kind = kind(report.letters);
        let quotation = Quotation {
            kind,
            spans: report.contents.iter().map(|content| self.span(known, *content)).collect(),
            cue: Some(CueMention { span: self.span(known, report.cue), lemma: report.lemma, class: report.class }),
            speaker: source.as_ref().and_then(|source| source.entity),
            source,
            via: report.via.map(|(via, mention)| Via {
                span: self.span(known, via),
                entity: mention.and_then(|mention| self.entity(known, mention)),
            }),
            confidence: confidence::of(report.evidence, kind),
            evidence: vec![report.evidence],
        };
        let index = self.push(quotation, report.letters);
        for &number in &report.passages {
            if let Some(passage) = self.passage(known, number) {
                self.owner[passage].get_or_insert(index);
            }
        }
        index
    }
}

/// Direct, mixed or indirect, by how much of the letters stands inside marks.
fn kind(letters: Letters) -> QuotationKind {
    match letters.marked {
        0 => QuotationKind::Indirect,
        marked if marked as f32 >= DIRECT_SHARE * letters.all as f32 => QuotationKind::Direct,
        _ => QuotationKind::Mixed,
    }
}
