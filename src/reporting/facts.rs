//! What one segment says by itself.
//!
//! All places are counted from where the segment begins, and nothing is said of who anybody is. So the facts hold
//! wherever the segment moves to, and whoever its names and pronouns turn out to mean.

use std::ops::Range;

use super::evidence::Evidence;
use super::letters::Letters;
use super::patterns;
use super::reading::{Clause, Reading};
use super::segments::{PassageNumber, Segment, SegmentIndex, Stretch};
use super::source::SourcePhrase;
use super::speech::{self, Nature};
use super::unit::{FIRST, Unit, UnitIndex, Units};
use super::view::{Name, SegmentView};
use crate::language::{Classes, CueClass, WordSet};
use crate::prose::{TokenKind, TokenRange};
use crate::quotations::Passage;

/// Words in marks at the end of a sentence go on with the quotation before it if there are as many as this.
const GOES_ON_WORDS: u32 = 5;

/// What one segment says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SegmentFacts {
    /// What its cues report.
    pub clauses: Vec<ReportingClause>,
    /// The marked words that no cue governs.
    pub uncued: Vec<UncuedPassage>,
    /// The cue and the source of words that it announces. Only asked of a segment that precedes words.
    pub announced: Option<(Stretch, SourcePhrase)>,
    /// Whom it is about. Only asked of a segment that stands beside words.
    pub subject: Option<SourcePhrase>,
    /// The cue and the source of an attribution that reports nothing itself. Only asked of a segment that follows words.
    pub alone: Option<AttributionAlone>,
    /// The dash (or where it would stand) and the name, where it may sign the words before it, or those behind it.
    pub signature: Option<Signature>,
}

/// Words of a segment whose letters were counted; the numbers are those of [`SegmentFacts::clauses`] and
/// [`SegmentFacts::uncued`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// What a clause reports.
    Clause(usize),
    /// A passage without a cue.
    Uncued(usize),
    /// The same with the words that lead over to it.
    LedOver(usize),
}

/// A sentence that says whose words stand before it, and reports nothing itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AttributionAlone {
    /// The cue.
    pub cue: Stretch,
    /// Who said it.
    pub source: SourcePhrase,
    /// Whether it speaks of the words before it (*those were the words of Lopez*), in whichever paragraph they stand.
    pub looks_back: bool,
}

/// A name that signs words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Signature {
    /// The dash, the bracket, or the first word of the name where there is neither.
    pub cue: Stretch,
    /// Who signs.
    pub source: SourcePhrase,
    /// Whether a dash or a bracket says that it signs; a bare name may be anything.
    pub is_marked: bool,
}

/// Words that give something as said: cue, source and content.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportingClause {
    /// What is reported, in order.
    pub contents: Box<[Stretch]>,
    /// Its letters.
    pub letters: Letters,
    /// The passages in it, by their numbers among those of the segment.
    pub passages: Box<[PassageNumber]>,
    /// The cue.
    pub cue: Stretch,
    /// Its base form.
    pub lemma: &'static str,
    /// Its class.
    pub class: CueClass,
    /// Who said it.
    pub source: Option<SourcePhrase>,
    /// The outlet between speaker and article.
    pub via: Option<Stretch>,
    /// Which pattern fits.
    pub evidence: Evidence,
}

/// A passage that no cue of its segment governs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UncuedPassage {
    /// Its number among the passages of the segment.
    pub passage: PassageNumber,
    /// Its letters.
    pub letters: Letters,
    /// Whether the segment begins with it.
    pub opens_segment: bool,
    /// Whether no word stands behind it, or only a sentence that begins though this one lost its stop.
    pub closes_segment: bool,
    /// Whether it ends with the comma that an attribution follows.
    pub awaits: bool,
    /// Whether it ends with a question or an outcry.
    pub asks: bool,
    /// What it is: somebody's words or not.
    pub nature: Nature,
    /// Where it may go on with words of the segment before: it with the words that lead over to it.
    pub goes_on: Option<(Stretch, Letters)>,
}

impl SegmentFacts {
    /// The letters of some of its words; none where it has no such words.
    pub fn letters(&self, words: Counted) -> Letters {
        let found = match words {
            Counted::Clause(number) => self.clauses.get(number).map(|clause| clause.letters),
            Counted::Uncued(number) => self.uncued.get(number).map(|uncued| uncued.letters),
            Counted::LedOver(number) => {
                self.uncued.get(number).and_then(|uncued| uncued.goes_on).map(|(_, letters)| letters)
            }
        };
        found.unwrap_or_default()
    }

    /// The same without how many letters its words have.
    pub fn without_letters(&self) -> SegmentFacts {
        let mut facts = self.clone();
        facts.clauses.iter_mut().for_each(|clause| clause.letters = Letters::default());
        for uncued in &mut facts.uncued {
            uncued.letters = Letters::default();
            uncued.goes_on = uncued.goes_on.map(|(place, _)| (place, Letters::default()));
        }
        facts
    }

    /// What a segment says; nothing for a segment that says nothing.
    pub fn read(view: SegmentView<'_>, index: &SegmentIndex, segment: &Segment) -> Option<Box<SegmentFacts>> {
        let Reading { clauses, natures, .. } = patterns::read(view);
        let facts = Extraction { view, index, segment, natures }.facts(&clauses);
        (facts != SegmentFacts::default()).then(|| Box::new(facts))
    }
}

struct Extraction<'a> {
    view: SegmentView<'a>,
    index: &'a SegmentIndex,
    segment: &'a Segment,
    /// The marked words of which the sentence says what they are.
    natures: Vec<(UnitIndex, Nature)>,
}

impl Extraction<'_> {
    fn facts(&self, clauses: &[Clause]) -> SegmentFacts {
        let view = self.view;
        let pair = |(source, cue)| (view.stretch(cue), self.source(source));
        let mut facts = SegmentFacts {
            clauses: clauses.iter().map(|clause| self.clause(clause)).collect(),
            ..SegmentFacts::default()
        };
        facts.uncued = self.uncued(&facts.clauses);
        if self.segment.precedes_words {
            facts.announced = patterns::announcement(&view).map(pair);
        }
        if self.segment.precedes_words || self.segment.follows_words {
            let subject = reporter(clauses).or_else(|| self.subject());
            facts.subject = subject.map(|subject| self.source(subject));
        }
        if self.segment.follows_words {
            let alone = patterns::attribution_alone(&view).filter(|alone| alone.2 || clauses.is_empty());
            facts.alone = alone.map(|(source, cue, looks_back)| AttributionAlone {
                cue: view.stretch(cue),
                source: self.source(source),
                looks_back,
            });
        }
        if (self.segment.follows_words || self.segment.precedes_words) && clauses.is_empty() {
            facts.signature = patterns::signature(&view).map(|(source, cue, is_marked)| Signature {
                cue: view.stretch(cue),
                source: self.source(source),
                is_marked,
            });
        }
        facts
    }

    fn clause(&self, clause: &Clause) -> ReportingClause {
        let view = self.view;
        let places = clause.contents.iter().flat_map(Units::each);
        let passages = places.filter_map(|place| match view.unit(place)? {
            Unit::Token(_) => None,
            Unit::Passage(passage) => self.index.number(self.segment, passage),
        });
        let letters = clause.contents.iter().map(|content| self.letters(view.tokens(content.clone())));
        ReportingClause {
            contents: clause.contents.iter().map(|content| view.stretch(content.clone())).collect(),
            letters: letters.fold(Letters::default(), |all, letters| all + letters),
            passages: passages.collect(),
            cue: view.stretch(clause.cue.clone()),
            lemma: clause.lemma,
            class: clause.class,
            source: clause.source.clone().map(|source| self.source(source)),
            via: clause.via.clone().map(|via| view.stretch(via)),
            evidence: clause.evidence,
        }
    }

    /// The passages that no clause has taken.
    fn uncued(&self, clauses: &[ReportingClause]) -> Vec<UncuedPassage> {
        let free = |number: &PassageNumber| !clauses.iter().any(|clause| clause.passages.contains(number));
        let passages = self.view.all().each().filter_map(|place| match self.view.unit(place)? {
            Unit::Token(_) => None,
            Unit::Passage(passage) => Some((place, self.index.number(self.segment, passage).filter(free)?)),
        });
        passages
            .filter_map(|(place, number)| Some(self.uncued_passage(place, number, self.view.passage(place)?)))
            .collect()
    }

    fn uncued_passage(&self, place: UnitIndex, number: PassageNumber, passage: &Passage) -> UncuedPassage {
        let view = self.view;
        let closes_segment =
            (place + 1..view.past_last()).each().all(|place| !view.token(place).is_none_or(|token| token.is_word()))
                || speech::lacks_its_stop(&view, place, passage);
        let goes_on = if closes_segment && place > FIRST { self.led_over(place, passage.words) } else { None };
        UncuedPassage {
            passage: number,
            letters: self.letters(passage.first()..passage.end()),
            opens_segment: place == FIRST,
            closes_segment,
            awaits: view.passage_awaits(place),
            asks: view.passage_asks(place),
            nature: self.nature(place),
            goes_on,
        }
    }

    fn nature(&self, place: UnitIndex) -> Nature {
        let told = self.natures.iter().find(|(passage, _)| *passage == place);
        told.map_or_else(|| Nature::of(&self.view, place), |(_, nature)| *nature)
    }

    /// A word or two that lead over to the passage at `place`, and the passage.
    fn led_over(&self, place: UnitIndex, words: u32) -> Option<(Stretch, Letters)> {
        let view = self.view;
        let leads = place <= FIRST + 3
            && (FIRST..place).each().all(|place| view.cue(place).is_none() && !view.is_passage(place));
        let introduced = view.kind(place.checked_sub(1)?) == Some(TokenKind::Colon);
        if !leads || !introduced && words < GOES_ON_WORDS {
            return None;
        }
        let start = (FIRST..place).each().find(|&place| !view.is(place, Classes::COORDINATOR)).unwrap_or(place);
        Some((view.stretch(start..place + 1), self.letters(view.tokens(start..place + 1))))
    }

    /// Whom the segment is about: the subject of its main clause, else its first one, if that can be a person.
    fn subject(&self) -> Option<Range<UnitIndex>> {
        self.main_clause().and_then(|main| self.subject_from(main)).or_else(|| self.subject_from(FIRST))
    }

    /// Where the main clause begins behind what opens the segment: *Asked about the vote, …*, *When she heard it, …*.
    fn main_clause(&self) -> Option<UnitIndex> {
        let view = self.view;
        let participle = view.cue(FIRST).is_some_and(|(_, forms)| forms.past());
        let opens =
            participle || view.is(FIRST, Classes::SUBORDINATOR) || view.is_in(FIRST, WordSet::OpensSubordinateClause);
        let comma = (FIRST + 1..view.end()).each().find(|&place| view.kind(place) == Some(TokenKind::Comma))?;
        opens.then_some(comma + 1)
    }

    fn subject_from(&self, from: UnitIndex) -> Option<Range<UnitIndex>> {
        let view = self.view;
        let subject = view.leading_subject(from, view.end())?;
        let last = subject.end.checked_sub(1)?;
        let pronoun = view.is(subject.start, Classes::PRONOUN_MALE | Classes::PRONOUN_FEMALE);
        // *Prof. Lopez*: the name ends the phrase.
        let named = [subject.start, last].iter().any(|&place| view.name(place).as_ref().is_some_and(Name::is_person));
        let described = view.is(last, Classes::ROLE | Classes::TITLE | Classes::KIN);
        (pronoun || named || described).then_some(subject)
    }

    fn source(&self, phrase: Range<UnitIndex>) -> SourcePhrase {
        SourcePhrase::read(&self.view, phrase)
    }

    fn letters(&self, tokens: TokenRange) -> Letters {
        let passages = self.index.passages_of(self.segment).map(|(_, passage)| passage.place.tokens(self.view.first));
        let inside = passages.filter(|passage| passage.start < tokens.end && tokens.start < passage.end);
        Letters::count(self.view.text, tokens.clone(), inside)
    }
}

/// Who reported something in a segment speaks on, rather than whom the segment is about.
fn reporter(clauses: &[Clause]) -> Option<Range<UnitIndex>> {
    let reporter = clauses.iter().rev().find(|clause| {
        matches!(clause.evidence, Evidence::ClauseSourceCue | Evidence::ClauseCueSource | Evidence::SourceCueClause)
            && clause.class.is_speech()
    })?;
    reporter.source.clone()
}
