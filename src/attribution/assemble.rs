//! From what the segments say to the quotations of the article.

use super::blocks::{self, Block};
use super::dialogue;
use super::draft::{self, Draft, QuotationIndex};
use super::paragraph::{self, Before, Behind, Candidate, Claim, Claimed, Context};
use super::quotation::{CueMention, Quotation, QuotationKind, Source, Via};
use super::repeated;
use super::source::{certainty, resolve};
use super::transcript::{self, Turn};
use crate::entities::{Entities, EntityId};
use crate::language::CueClass;
use crate::prose::Text;
use crate::quotations::Quotations;
use crate::reporting::{
    Evidence, Reporting, ReportingClause, Segment, SegmentFacts, SourceForm, Stretch, UncuedPassage,
};

/// All quotations of a text, in order of their first byte.
pub fn find(text: &Text, passages: &Quotations, entities: &Entities, reporting: &Reporting) -> Vec<Quotation> {
    let turns = transcript::turns(text, entities);
    let segments = reporting.segments();
    let mut assembly = Assembly {
        text,
        passages,
        entities,
        reporting,
        draft: Draft::new(passages.passages.len(), segments.size_hint().0),
        before: None,
        interviewed: transcript::interviewed(text, entities, &turns),
    };
    let mut next = turns.iter().peekable();
    let blocks = blocks::unmarked(text, passages);
    let mut blocks = blocks.into_iter().peekable();
    let mut open = None;
    for (segment, facts) in segments {
        let paragraph = segment.paragraph as usize;
        if let Some((block, announced)) = open.take_if(|(block, _): &mut (Block, _)| paragraph >= block.end) {
            assembly.block(block, announced);
        }
        if let Some(block) = blocks.next_if(|block| block.first <= paragraph) {
            open = Some((block, assembly.before));
        }
        while next.next_if(|turn| turn.paragraph < paragraph).is_some() {}
        match next.peek() {
            Some(turn) if turn.paragraph == paragraph => assembly.turn(turn),
            _ => assembly.segment(segment, facts),
        }
    }
    if let Some((block, announced)) = open {
        assembly.block(block, announced);
    }
    assembly.pull_quotes();
    assembly.draft.run_together(text);
    let mut quotations = assembly.draft.finish();
    for quotation in &mut quotations {
        let certainty = quotation.source.as_ref().map_or(1.0, |source| certainty(entities, source));
        quotation.confidence *= certainty;
    }
    quotations
}

struct Assembly<'a> {
    text: &'a Text,
    passages: &'a Quotations,
    entities: &'a Entities,
    reporting: &'a Reporting,
    draft: Draft,
    /// What the next segment may lean on.
    before: Option<Before<'a>>,
    /// Who answers the questions of an interview.
    interviewed: Option<EntityId>,
}

impl<'a> Assembly<'a> {
    /// Adds what a segment says.
    fn segment(&mut self, segment: &'a Segment, facts: Option<&'a SegmentFacts>) {
        let last = facts.and_then(|facts| self.facts(segment, facts));
        self.before = Some(Before { segment, facts, last });
    }

    /// Returns the quotation that the segment ends with, if the next segment may go on with it.
    fn facts(&mut self, segment: &'a Segment, facts: &'a SegmentFacts) -> Option<QuotationIndex> {
        let mut last = self.claim(segment, facts);
        for clause in &facts.clauses {
            let index = self.clause(segment, clause);
            // *“…,” Lopez said, calling it a “farce.”*: it is the main clause that may go on.
            let is_direct = |index| self.draft.get(index).is_some_and(|found| found.kind == QuotationKind::Direct);
            let aside = last.is_some_and(is_direct) && !is_direct(index);
            if !clause.passages.is_empty() && !aside {
                last = Some(index);
            }
        }
        for uncued in &facts.uncued {
            last = self.uncued(segment, uncued, facts.clauses.is_empty()).or(last);
        }
        last
    }

    /// Turns a reporting clause into a quotation, and returns its index.
    fn clause(&mut self, segment: &Segment, clause: &ReportingClause) -> QuotationIndex {
        let (text, first) = (self.text, segment.tokens.start);
        let span = |place: Stretch| text.span(place.tokens(first));
        let source = clause.source.map(|source| resolve(text, self.entities, &source, first));
        let tokens = clause.cue.tokens(first);
        let cue = CueMention { span: span(clause.cue), tokens, lemma: clause.lemma, class: clause.class };
        let spans = clause.contents.iter().map(|content| span(*content)).collect();
        let kind = draft::kind(clause.letters);
        let mut quotation = draft::attributed(spans, kind, Some(cue), source, clause.evidence);
        quotation.via = clause.via.map(|via| Via {
            span: span(via),
            entity: self.entities.mention_in(via.tokens(first)).map(|(entity, _)| entity.id),
        });
        let index = self.draft.push(quotation, clause.letters);
        for &number in &clause.passages {
            if let Some(passage) = self.reporting.passage(segment, number)
                && self.draft.owner(passage).is_none()
            {
                self.draft.own(passage, index);
            }
        }
        self.take_up_open(index);
        index
    }

    /// Adds a passage without a cue as the paragraph stage decides. Returns the quotation it belongs to, if the next
    /// segment may go on with it.
    fn uncued(&mut self, segment: &Segment, uncued: &UncuedPassage, only_words: bool) -> Option<QuotationIndex> {
        let passage = self.reporting.passage(segment, uncued.passage)?;
        let context = Context {
            text: self.text,
            passages: self.passages,
            entities: self.entities,
            draft: &self.draft,
            before: self.before,
            segment,
            uncued,
            passage,
            only_words,
        };
        let Some(Candidate { span, letters, claim, evidence }) = paragraph::decide(&context) else {
            let kind =
                if context.is_quotation() || context.is_turn() { QuotationKind::Direct } else { QuotationKind::Scare };
            let span = self.passages.passages.get(passage)?.span;
            let index = self.draft.push(draft::unattributed(span, kind), uncued.letters);
            self.draft.own(passage, index);
            return None;
        };
        match claim {
            Claim::GoesOn(index) => Some(self.draft.join(index, passage, span, letters, evidence)),
            Claim::Own { cue, source } => {
                let quotation = draft::attributed(vec![span], QuotationKind::Direct, cue, Some(source), evidence);
                let index = self.draft.push(quotation, letters);
                self.draft.own(passage, index);
                Some(index)
            }
        }
    }

    /// Gives the words before a segment to whom it names for them. Returns the quotation if the next segment may go on
    /// with it.
    fn claim(&mut self, segment: &Segment, facts: &SegmentFacts) -> Option<QuotationIndex> {
        let (text, entities, draft) = (self.text, self.entities, &self.draft);
        let claimed = Behind { text, entities, draft, segment, facts }.decide()?;
        let Claimed { mut quotations, only_last_words, cue, source, evidence } = claimed;
        if only_last_words {
            quotations.iter_mut().for_each(|index| *index = self.draft.split_last(*index));
        }
        for &index in &quotations {
            self.draft.attribute(index, cue.as_ref(), &source, evidence);
            self.take_up_open(index);
        }
        // *Those were the words of Lopez.* closes; *Lopez said.* may go on.
        let goes_on = facts.alone.is_some_and(|alone| !alone.looks_back);
        quotations.first().copied().filter(|_| evidence == Evidence::AttributionBehind && goes_on)
    }

    /// Adds a block quotation without marks, which the segment before it may announce. Without that it is one only if
    /// somebody is named at its foot.
    fn block(&mut self, block: Block, before: Option<Before<'_>>) {
        let (text, entities) = (self.text, self.entities);
        let announced = before.and_then(|before| Some((before.segment, before.facts?.announced.as_ref()?)));
        let first_of = |segment: &Segment| segment.tokens.start;
        let attribution = announced.map(|(segment, (cue, source))| {
            let cue = paragraph::plain_cue(text, *cue, first_of(segment));
            (cue, resolve(text, entities, source, first_of(segment)))
        });
        self.draft.push_block(block.spans, attribution);
    }

    /// Gives words that stand elsewhere, too, to whoever says them there; where nobody does, they are the writer's own.
    fn pull_quotes(&mut self) {
        let free = |quotation: &Quotation| quotation.kind == QuotationKind::Direct && quotation.is_free();
        let quotations = self.draft.quotations().iter().enumerate();
        let candidates: Vec<QuotationIndex> =
            quotations.filter(|(_, quotation)| free(quotation)).map(|(index, _)| index).collect();
        let words = |index: &QuotationIndex| {
            self.draft.get(*index).map_or(0..0, |quotation| self.text.tokens_in(quotation.extent()))
        };
        let ranges: Vec<_> = candidates.iter().map(words).collect();
        let elsewhere = repeated::find(self.text, &ranges);
        for (index, place) in candidates.into_iter().zip(elsewhere) {
            let Some(place) = place else { continue };
            let byte = self.text.token(place).span;
            let holds = |quotation: &&Quotation| quotation.spans.iter().any(|span| span.contains(byte));
            let original = self.draft.quotations().iter().find(holds);
            match original.map(|original| original.source.clone()) {
                Some(Some(source)) => self.draft.attribute(index, None, &source, Evidence::Repeated),
                // Twice in marks, and nobody says it.
                Some(None) => {}
                None => self.draft.disown(index),
            }
        }
    }

    /// Takes up the paragraphs before a quotation whose marks were left open and that nobody is named for: the tag of
    /// the last paragraph is for all of them.
    fn take_up_open(&mut self, index: QuotationIndex) {
        let Some(start) = self.draft.get(index).map(|quotation| quotation.extent().start) else { return };
        let passages = &self.passages.passages;
        let mut at = passages.partition_point(|passage| passage.span.start < start);
        while let Some(passage) = passages.get(at)
            && let Some(before) = passage.continues
        {
            let same_marks = passages
                .get(before)
                .is_some_and(|before| dialogue::shape(self.text, before) == dialogue::shape(self.text, passage));
            let earlier = self.draft.owner(before).filter(|earlier| *earlier != index && same_marks);
            let Some(earlier) = earlier.and_then(|earlier| self.draft.loose(earlier, passage.span.start)) else {
                return;
            };
            self.draft.absorb(earlier, index);
            at = before;
        }
    }

    /// Adds what a paragraph of a transcript says, at its first segment.
    fn turn(&mut self, turn: &Turn) {
        let words = self.text.span(turn.words.clone());
        if self.draft.quotations().last().is_some_and(|last| last.spans == [words]) {
            return;
        }
        let named = self.entities.mention_in(turn.label.clone()).map(|(entity, _)| entity.id);
        let entity = named.or(self.interviewed.filter(|_| turn.answers(self.text)));
        let (span, tokens) = (self.text.span(turn.label.clone()), turn.label.clone());
        let source = Source { span, tokens, form: SourceForm::Name, entity };
        let tokens = turn.colon..turn.colon + 1;
        let colon = self.text.span(tokens.clone());
        let cue = CueMention { span: colon, tokens, lemma: "say", class: CueClass::Neutral };
        let letters = draft::letters_of(self.text, self.passages, turn.words.clone());
        let kind = draft::kind(letters);
        let quotation = draft::attributed(vec![words], kind, Some(cue), Some(source), Evidence::SpeakerColon);
        let index = self.draft.push(quotation, letters);
        let Some(paragraph) = self.text.paragraphs().get(turn.paragraph) else { return };
        let passages = &self.passages.passages;
        let first = passages.partition_point(|passage| passage.first() < paragraph.tokens.start);
        let inside = (first..).zip(passages.iter().skip(first));
        for (passage, _) in inside.take_while(|(_, passage)| passage.first() < paragraph.tokens.end) {
            self.draft.own(passage, index);
        }
        self.before = None;
    }
}
