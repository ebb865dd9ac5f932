//! Who says what where, as far as it matters to whom a pronoun means.

use std::ops::Range;

use crate::language::{self, WordSet};
use crate::prose::{EachToken, TokenIndex, TokenRange};
use crate::quotations::Quotations;
use crate::reporting::{Letters, Reporting, ReportingClause, Segment, SegmentFacts, SourceForm, SourcePhrase, Stretch};

/// So many paragraphs of one quotation are gone back.
const PARAGRAPHS: usize = 24;

/// How words are given that somebody says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// All of them inside marks.
    Direct,
    /// Some of them inside marks.
    Mixed,
    /// Without marks.
    Indirect,
    /// They stand somewhere else: before or behind the segment.
    Elsewhere,
}

/// A noun phrase that says who speaks.
#[derive(Debug, Clone, PartialEq)]
pub struct Speaker {
    /// All of it.
    pub phrase: TokenRange,
    /// The part that carries its head.
    pub head: TokenRange,
    /// The name behind it that says who it is.
    pub name_behind: Option<TokenRange>,
    /// How it refers.
    pub form: SourceForm,
}

/// Something that somebody says.
#[derive(Debug, Clone, PartialEq)]
pub struct Utterance {
    /// What is said.
    pub contents: Box<[TokenRange]>,
    /// How it is given.
    pub manner: Manner,
    /// Who says it.
    pub speaker: Option<Speaker>,
    /// The words that introduce it.
    pub cue: TokenRange,
    /// Whether it is spoken or written, rather than thought or shown.
    pub is_speech: bool,
    /// Whether the cue says that somebody goes on who spoke before (*added*).
    pub goes_on: bool,
    /// The end of the words that say who speaks.
    pub said_by: TokenIndex,
    /// The paragraph it stands in.
    pub paragraph: u32,
}

impl Utterance {
    /// Where what is said begins.
    pub fn content_start(&self) -> Option<TokenIndex> {
        self.contents.iter().map(|content| content.start).min()
    }

    /// The end of what is said and of the words that say who speaks.
    pub fn end(&self) -> TokenIndex {
        self.contents.iter().map(|content| content.end).fold(self.said_by, TokenIndex::max)
    }

    /// How many tokens are said.
    fn length(&self) -> usize {
        self.contents.iter().map(|content| content.len()).sum()
    }

    /// Whether a token is one of those that are said.
    pub fn holds(&self, at: TokenIndex) -> bool {
        self.contents.iter().any(|content| content.contains(&at))
    }

    /// The one word that says who speaks, if it is but one.
    pub fn speaker_word(&self) -> Option<TokenIndex> {
        self.speaker.as_ref().filter(|speaker| speaker.head.len() == 1).map(|speaker| speaker.head.start)
    }
}

/// All that is said in a text, in order of the words that say who speaks.
#[derive(Debug, Default, PartialEq)]
pub struct Utterances {
    /// In order of segments.
    all: Vec<Utterance>,
    /// The tokens of each segment in which something is said, with its utterances.
    segments: Vec<(TokenRange, Range<usize>)>,
}

impl Utterances {
    /// Reads the reporting clauses of a text.
    pub fn of(reporting: &Reporting) -> Utterances {
        let mut found = Utterances::default();
        for (segment, facts) in reporting.segments() {
            let Some(facts) = facts else { continue };
            let start = found.all.len();
            read(segment, facts, &mut found.all);
            if found.all.len() > start {
                found.segments.push((segment.tokens.clone(), start..found.all.len()));
            }
        }
        found
    }

    /// Whether they are still those of a text in which nothing but the letters of some words may have changed.
    pub fn hold(&self, reporting: &Reporting) -> bool {
        reporting.with_other_letters().iter().all(|&number| {
            let Some((segment, facts)) = reporting.segment(number) else { return false };
            let mut now = Vec::new();
            facts.iter().for_each(|facts| read(segment, facts, &mut now));
            let at = self.segments.partition_point(|(tokens, _)| tokens.start < segment.tokens.start);
            let known = self.segments.get(at).filter(|(tokens, _)| *tokens == segment.tokens);
            known.and_then(|(_, own)| self.all.get(own.clone())).unwrap_or_default() == now
        })
    }

    /// All of them, in order.
    pub fn all(&self) -> &[Utterance] {
        &self.all
    }

    /// The utterances of the segment that holds a token, with their indexes.
    pub fn around(&self, at: TokenIndex) -> impl Iterator<Item = (usize, &Utterance)> {
        let next = self.segments.partition_point(|(tokens, _)| tokens.end <= at);
        let own = self.segments.get(next).filter(|(tokens, _)| tokens.start <= at).map(|(_, own)| own.clone());
        let own = own.unwrap_or(0..0);
        own.clone().zip(self.all.get(own).unwrap_or_default())
    }

    /// The utterance whose speaker is the one word at a token; of several the longest.
    pub fn said_at(&self, at: TokenIndex) -> Option<&Utterance> {
        let own = self.around(at).map(|(_, utterance)| utterance);
        own.filter(|utterance| utterance.speaker_word() == Some(at)).max_by_key(|utterance| utterance.length())
    }

    /// The words that say who speaks, in one word, behind what is said: where that begins, with the paragraphs before
    /// whose marks were left open, and the word, in order.
    pub fn said_before_speaker(&self, passages: &Quotations) -> Vec<(TokenIndex, TokenIndex)> {
        let before = self.all.iter().filter_map(|utterance| {
            let (start, word) = utterance.content_start().zip(utterance.speaker_word())?;
            (start < word).then(|| (opening(passages, start), word))
        });
        let mut found: Vec<_> = before.collect();
        found.sort_unstable();
        found
    }

    /// The indexes of the utterances whose speaker is the one word at a token.
    pub fn said_by_word(&self, at: TokenIndex) -> impl Iterator<Item = usize> + use<'_> {
        self.around(at).filter(move |(_, utterance)| utterance.speaker_word() == Some(at)).map(|(index, _)| index)
    }

    /// The utterances in which a token stands among what is said, the innermost first.
    pub fn holding(&self, at: TokenIndex) -> Vec<(usize, &Utterance)> {
        let mut holding: Vec<_> = self.around(at).filter(|(_, utterance)| utterance.holds(at)).collect();
        holding.sort_by_key(|(_, utterance)| utterance.length());
        holding
    }
}

/// Where the words begin that go on with a passage at `start`: several paragraphs before it, if the marks of each were
/// left open.
pub fn opening(passages: &Quotations, start: TokenIndex) -> TokenIndex {
    let passages = &passages.passages;
    let at = passages.partition_point(|passage| passage.first() < start);
    let Some(mut first) = passages.get(at).filter(|passage| passage.first() == start) else { return start };
    for _ in 0..PARAGRAPHS {
        let Some(before) = first.continues.and_then(|before| passages.get(before)) else { break };
        first = before;
    }
    first.first()
}

/// Adds what a segment says, in order of the words that say who speaks.
fn read(segment: &Segment, facts: &SegmentFacts, all: &mut Vec<Utterance>) {
    let start = all.len();
    all.extend(facts.clauses.iter().map(|clause| of_clause(clause, segment)));
    if let Some((cue, source)) = &facts.announced {
        all.push(elsewhere(*cue, source, segment));
    }
    if let Some(alone) = &facts.alone {
        all.push(elsewhere(alone.cue, &alone.source, segment));
    }
    if let Some(own) = all.get_mut(start..) {
        own.sort_by_key(|utterance| utterance.said_by);
    }
}

fn of_clause(clause: &ReportingClause, segment: &Segment) -> Utterance {
    let first = segment.tokens.start;
    let Letters { marked, all } = clause.letters;
    let manner = match marked {
        0 => Manner::Indirect,
        marked if u64::from(marked) * 20 >= u64::from(all) * 19 => Manner::Direct,
        _ => Manner::Mixed,
    };
    let speaker = clause.source.as_ref().map(|source| speaker_of(source, first));
    let cue = clause.cue.tokens(first);
    Utterance {
        contents: clause.contents.iter().map(|content| content.tokens(first)).collect(),
        manner,
        said_by: cue.end.max(speaker.as_ref().map_or(TokenIndex::FIRST, |speaker| speaker.head.end)),
        is_speech: clause.class.is_speech(),
        goes_on: language::word(clause.lemma).is_in(WordSet::GoesOn),
        speaker,
        cue,
        paragraph: segment.paragraph,
    }
}

/// The words before or behind a segment that says whose they are.
fn elsewhere(cue: Stretch, source: &SourcePhrase, segment: &Segment) -> Utterance {
    let first = segment.tokens.start;
    let (cue, speaker) = (cue.tokens(first), speaker_of(source, first));
    Utterance {
        contents: Box::default(),
        manner: Manner::Elsewhere,
        said_by: cue.end.max(speaker.head.end),
        is_speech: true,
        goes_on: false,
        speaker: Some(speaker),
        cue,
        paragraph: segment.paragraph,
    }
}

fn speaker_of(source: &SourcePhrase, first: TokenIndex) -> Speaker {
    Speaker {
        phrase: source.phrase.tokens(first),
        head: source.head.tokens(first),
        name_behind: source.name_behind.map(|name| name.tokens(first)),
        form: source.form,
    }
}
