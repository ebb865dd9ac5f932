//! From what the segments say to the quotations of the article.

use super::blocks::{self, Block};
use super::dialogue;
use super::draft::{self, Draft, QuotationIndex};
use super::paragraph::{self, Before, Behind, Candidate, Claim, Claimed, Context};
use super::quotation::{CueMention, QuotationKind, Source, Via};
use super::source::resolve;
use super::tally::SumIndex;
use super::transcript::Turn;
use super::view::View;
use crate::entities::Entities;
use crate::language::CueClass;
use crate::reporting::{Counted, Evidence, Reporting, ReportingClause, Segment, SegmentFacts, SourceForm};
use crate::text::ProseSpan;

/// The quotations of a text as its segments and paragraphs give them.
pub fn assemble(view: &View, entities: &Entities, reporting: &Reporting) -> Draft {
    let segments = reporting.segments();
    let draft = Draft::new(view.passages().len(), segments.size_hint().0);
    let mut assembly = Assembly { view, entities, reporting, draft, before: None };
    let mut next = view.turns().iter().peekable();
    let mut blocks = blocks::unmarked(view).into_iter().peekable();
    let mut open = None;
    for (number, (segment, facts)) in segments.enumerate() {
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
            _ => assembly.segment(number, segment, facts),
        }
    }
    if let Some((block, announced)) = open {
        assembly.block(block, announced);
    }
    assembly.draft
}

struct Assembly<'a> {
    view: &'a View,
    entities: &'a Entities,
    reporting: &'a Reporting,
    draft: Draft,
    /// What the next segment may lean on.
    before: Option<Before<'a>>,
}

impl<'a> Assembly<'a> {
    /// Adds what a segment says.
    fn segment(&mut self, number: usize, segment: &'a Segment, facts: Option<&'a SegmentFacts>) {
        let last = facts.and_then(|facts| self.facts(number, segment, facts));
        self.before = Some(Before { segment, facts, last });
    }

    /// Returns the quotation that the segment ends with, if the next segment may go on with it.
    fn facts(&mut self, number: usize, segment: &'a Segment, facts: &'a SegmentFacts) -> Option<QuotationIndex> {
        let mut last = self.claim(segment, facts);
        for (place, clause) in facts.clauses.iter().enumerate() {
            let letters = self.draft.count(clause.letters, Some((number, Counted::Clause(place))));
            let index = self.clause(segment, clause, letters);
            // *“…,” Lopez said, calling it a “farce.”*: it is the main clause that may go on.
            let is_direct = |index| self.draft.get(index).is_some_and(|found| found.kind == QuotationKind::Direct);
            let aside = last.is_some_and(is_direct) && !is_direct(index);
            if !clause.passages.is_empty() && !aside {
                last = Some(index);
            }
        }
        for place in 0..facts.uncued.len() {
            last = self.uncued(number, segment, facts, place).or(last);
        }
        last
    }

    /// Turns a reporting clause into a quotation, and returns its index.
    fn clause(&mut self, segment: &Segment, clause: &ReportingClause, letters: SumIndex) -> QuotationIndex {
        let first = segment.tokens.start;
        let source = clause.source.map(|source| resolve(self.view, self.entities, &source, first));
        let cue = CueMention::at(clause.cue.tokens(first), clause.lemma, clause.class);
        let parts = clause.contents.iter().map(|content| content.tokens(first)).collect();
        let kind = self.draft.kind(letters);
        let mut quotation = draft::attributed(parts, kind, Some(cue), source, clause.evidence);
        quotation.via = clause.via.map(|via| {
            let tokens = via.tokens(first);
            let entity = self.entities.mention_in(tokens.clone()).map(|(entity, _)| entity.id);
            Via { span: ProseSpan::empty(0), tokens, entity }
        });
        let index = self.draft.push(quotation, letters);
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
    fn uncued(
        &mut self,
        segment_number: usize,
        segment: &Segment,
        facts: &SegmentFacts,
        number: usize,
    ) -> Option<QuotationIndex> {
        let uncued = facts.uncued.get(number)?;
        let passage = self.reporting.passage(segment, uncued.passage)?;
        let context = Context {
            view: self.view,
            entities: self.entities,
            draft: &self.draft,
            before: self.before,
            segment,
            uncued,
            number,
            passage,
            only_words: facts.clauses.is_empty(),
        };
        let Some(Candidate { words, letters, claim, evidence }) = paragraph::decide(&context) else {
            let kind =
                if context.is_quotation() || context.is_turn() { QuotationKind::Direct } else { QuotationKind::Scare };
            let found = self.view.passages().get(passage)?;
            let letters = self.draft.count(uncued.letters, Some((segment_number, Counted::Uncued(number))));
            let index = self.draft.push(draft::unattributed(found.first()..found.end(), kind), letters);
            self.draft.own(passage, index);
            return None;
        };
        let letters = self.draft.count(facts.letters(letters), Some((segment_number, letters)));
        match claim {
            Claim::GoesOn(index) => Some(self.draft.join(index, passage, words, letters, evidence)),
            Claim::Own { cue, source } => {
                let quotation = draft::attributed(vec![words], QuotationKind::Direct, cue, Some(source), evidence);
                let index = self.draft.push(quotation, letters);
                self.draft.own(passage, index);
                Some(index)
            }
        }
    }

    /// Gives the words before a segment to whom it names for them. Returns the quotation if the next segment may go on
    /// with it.
    fn claim(&mut self, segment: &Segment, facts: &SegmentFacts) -> Option<QuotationIndex> {
        let (view, entities, draft) = (self.view, self.entities, &self.draft);
        let claimed = Behind { view, entities, draft, segment, facts }.decide()?;
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
        let announced = before.and_then(|before| Some((before.segment, before.facts?.announced.as_ref()?)));
        let first_of = |segment: &Segment| segment.tokens.start;
        let attribution = announced.map(|(segment, (cue, source))| {
            let cue = paragraph::plain_cue(*cue, first_of(segment));
            (cue, resolve(self.view, self.entities, source, first_of(segment)))
        });
        self.draft.push_block(block.parts, attribution);
    }

    /// Takes up the paragraphs before a quotation whose marks were left open and that nobody is named for: the tag of
    /// the last paragraph is for all of them.
    fn take_up_open(&mut self, index: QuotationIndex) {
        let Some(start) = self.draft.get(index).map(|quotation| quotation.place().start) else { return };
        let passages = self.view.passages();
        let mut at = passages.partition_point(|passage| passage.first() < start);
        while let Some(passage) = passages.get(at)
            && let Some(before) = passage.continues
        {
            let same_marks = passages.get(before).is_some_and(|before| {
                dialogue::is_single(self.view, before) == dialogue::is_single(self.view, passage)
            });
            let earlier = self.draft.owner(before).filter(|earlier| *earlier != index && same_marks);
            let Some(earlier) = earlier.and_then(|earlier| self.draft.loose(earlier, passage.first())) else {
                return;
            };
            self.draft.absorb(earlier, index);
            at = before;
        }
    }

    /// Adds what a paragraph of a transcript says, at its first segment.
    fn turn(&mut self, turn: &Turn) {
        let words = turn.words.clone();
        if self.draft.quotations().last().is_some_and(|last| last.parts == [words.clone()]) {
            return;
        }
        let source = Source::at(turn.label.clone(), SourceForm::Name, turn.speaker);
        let cue = CueMention::at(turn.colon..turn.colon + 1, "say", CueClass::Neutral);
        let letters = self.draft.count(turn.letters, None);
        let kind = self.draft.kind(letters);
        let quotation = draft::attributed(vec![words], kind, Some(cue), Some(source), Evidence::SpeakerColon);
        let index = self.draft.push(quotation, letters);
        let Some(paragraph) = self.view.paragraphs().get(turn.paragraph) else { return };
        let passages = self.view.passages();
        let first = passages.partition_point(|passage| passage.first() < paragraph.tokens.start);
        let inside = (first..).zip(passages.iter().skip(first));
        for (passage, _) in inside.take_while(|(_, passage)| passage.first() < paragraph.tokens.end) {
            self.draft.own(passage, index);
        }
        self.before = None;
    }
}
