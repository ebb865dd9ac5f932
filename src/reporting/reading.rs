//! What is found out of a segment while it is read: its verbs, whose they are, and what they report.

use std::cell::OnceCell;
use std::ops::Range;

use super::content;
use super::cues::{CueSite, Sites, VerbForm};
use super::evidence::Evidence;
use super::speech::Nature;
use super::unit::{FIRST, UnitIndex, Units};
use super::view::SegmentView;
use crate::language::{Classes, CueClass, WordSet};
use crate::prose::{EachToken, TokenKind};

/// A reporting clause, in units of its segment.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// What is reported, in order; parted where the attribution stands in its middle.
    pub contents: Vec<Range<UnitIndex>>,
    /// The cue.
    pub cue: Range<UnitIndex>,
    /// Its base form.
    pub lemma: &'static str,
    /// Its class.
    pub class: CueClass,
    /// The noun phrase of the source.
    pub source: Option<Range<UnitIndex>>,
    /// The outlet between speaker and article.
    pub via: Option<Range<UnitIndex>>,
    /// Which pattern fits.
    pub evidence: Evidence,
}

impl Clause {
    /// What the verb at `site` reports of `source`.
    pub fn new(
        site: &CueSite,
        contents: Vec<Range<UnitIndex>>,
        source: Option<Range<UnitIndex>>,
        evidence: Evidence,
    ) -> Clause {
        let (cue, lemma, class) = (site.group.clone(), site.cue.lemma, site.cue.class);
        Clause { contents, cue, lemma, class, source, via: None, evidence }
    }

    /// What is reported of `source` by `cue`, which is no verb.
    pub fn without_verb(
        cue: Range<UnitIndex>,
        content: Range<UnitIndex>,
        source: Range<UnitIndex>,
        evidence: Evidence,
    ) -> Clause {
        let (contents, source) = (vec![content], Some(source));
        Clause { contents, cue, lemma: "say", class: CueClass::Neutral, source, via: None, evidence }
    }

    /// Whether the unit at a place is part of what is reported.
    pub fn reports(&self, place: UnitIndex) -> bool {
        self.contents.iter().any(|content| content.contains(&place))
    }
}

/// A segment while it is read.
pub struct Reading<'a> {
    /// The segment.
    pub view: SegmentView<'a>,
    /// Its reporting verbs.
    pub sites: Sites,
    /// The subject of the last finite verb, for the verbs that follow it.
    pub subject: Option<Range<UnitIndex>>,
    /// What was found so far.
    pub clauses: Vec<Clause>,
    /// The marked words of which the sentence says what they are.
    pub natures: Vec<(UnitIndex, Nature)>,
    landmarks: OnceCell<Landmarks>,
}

/// Fewer units than this are looked through again for each verb.
const FEW_UNITS: usize = 40;

/// Where things stand that every verb of a long segment looks for, in order.
struct Landmarks {
    /// See [`Reading::parts_clauses`].
    breaks: Vec<UnitIndex>,
    brackets: Vec<UnitIndex>,
    /// See [`SegmentView::may_be_subject`].
    subjects: Vec<UnitIndex>,
}

impl<'a> Reading<'a> {
    /// A segment of which nothing is read yet.
    pub fn new(view: SegmentView<'a>, sites: Sites) -> Reading<'a> {
        Reading { view, sites, subject: None, clauses: Vec::new(), natures: Vec::new(), landmarks: OnceCell::new() }
    }

    /// Whether some clause has taken the unit at a place.
    pub fn is_reported(&self, place: UnitIndex) -> bool {
        self.clauses.iter().any(|clause| clause.reports(place))
    }

    /// Whether a verb is the first of the segment.
    pub fn is_first(&self, site: &CueSite) -> bool {
        self.sites.all().first().is_some_and(|first| first.head == site.head)
    }

    /// Whether a verb reports words. Thoughts and findings count where their words are marked as somebody's; a hope that
    /// hangs on what somebody said was said with it: *…, hoping that …*.
    pub fn reports_words(&self, site: &CueSite) -> bool {
        let hangs_on = site.form == VerbForm::Participle && self.subject.is_some();
        if site.is_speech() || hangs_on {
            return true;
        }
        content::after(&self.view, site, &self.sites).is_some_and(|(content, opening)| {
            let clause = matches!(opening, content::Opening::Passage | content::Opening::Clause)
                // *thinks the bridge is a “shaky old thing”*
                || opening == content::Opening::Bare
                    && site.form == VerbForm::Finite
                    && (site.cue.class == CueClass::Thought || self.is_findings(site))
                    && !content.each().any(|place| self.view.passage_capitalized(place));
            // *The report found that …*
            let subject =
                self.view.is(content.start, Classes::SUBJECT) && self.view.is(content.start, Classes::PRONOUN);
            let bare = opening == content::Opening::Bare && subject;
            if (opening == content::Opening::Clause || bare) && self.is_findings(site) {
                return true;
            }
            content.each().any(|place| self.view.is_passage(place)) && (clause || site.cue.frames.marked_phrase())
        })
    }

    /// Whether a verb of finding is that of something written: *The report found*, *a poll showed*.
    fn is_findings(&self, site: &CueSite) -> bool {
        let finds = site.cue.class == CueClass::Document && site.form == VerbForm::Finite;
        let subject = if finds { self.governing_subject(site) } else { None };
        subject.is_some_and(|subject| subject.each().any(|place| self.view.is(place, Classes::DOCUMENT)))
    }

    /// Where a clause that ends at `comma` begins at the earliest: behind what was attributed for itself. Reports
    /// inside the clause are part of what was said.
    pub(super) fn covered_before(&self, comma: UnitIndex) -> UnitIndex {
        let ends = |clause: &Clause| {
            let own = clause.evidence == Evidence::ClauseSourceCue
                || clause.contents.iter().any(|content| self.view.is_passage(content.start));
            let source_end = clause.source.as_ref().map_or(FIRST, |source| source.end);
            own.then(|| {
                clause
                    .contents
                    .iter()
                    .map(|content| content.end)
                    .max()
                    .unwrap_or(FIRST)
                    .max(clause.cue.end)
                    .max(source_end)
            })
        };
        let start = self.view.start();
        self.clauses.iter().filter_map(ends).filter(|&end| end <= comma).max().unwrap_or(FIRST).max(start)
    }

    /// The subject of a verb, by its shape.
    pub fn governing_subject(&self, site: &CueSite) -> Option<Range<UnitIndex>> {
        let view = self.view;
        let limit = self.clause_floor(site.group.start);
        match site.form {
            VerbForm::Finite => {
                let mut before = site.group.start;
                while before > limit && view.is(before - 1, Classes::ADVERB) {
                    before -= 1;
                }
                // *Lopez mocked a ferryman, called him late and left*
                let listed = before.checked_sub(1).filter(|&comma| view.kind(comma) == Some(TokenKind::Comma));
                let goes_on = listed.and_then(|comma| self.source_until(comma, site));
                if let Some(source) = goes_on.filter(|source| !view.is(source.start, Classes::RELATIVE)) {
                    return Some(source);
                }
                let coordinated = before > FIRST && view.is(before - 1, Classes::COORDINATOR);
                if coordinated {
                    return self.coordinated_subject(site, before - 1);
                }
                let found = view.subject_before(site.group.start, limit);
                // *Lopez closed the door and, with a thin smile said*: a phrase behind *with* is no subject.
                let found = found.filter(|subject| {
                    !subject.start.checked_sub(1).is_some_and(|before| view.is_in(before, WordSet::With))
                });
                let found = found.filter(|subject| !self.is_governed(subject, before, limit));
                let found = found.map(|subject| self.whole_subject(&subject, limit).unwrap_or(subject));
                found
                    .or_else(|| self.carried_subject(site).filter(|_| !self.is_first(site)))
                    .or_else(|| self.leading_subject(limit, site.group.start))
            }
            VerbForm::Infinitive | VerbForm::Participle => {
                if let Some(own) = self.own_subject(site).or_else(|| self.shared_subject(site)) {
                    return Some(own);
                }
                let opens = site.group.start == FIRST
                    || site.group.start == FIRST + 1 && view.is(FIRST, Classes::PREPOSITION | Classes::SUBORDINATOR);
                if opens && site.form == VerbForm::Participle {
                    // *Calling for calm, the mayor left.*
                    let comma = (FIRST..view.end())
                        .each()
                        .find(|&place| view.kind(place) == Some(TokenKind::Comma) || view.passage_awaits(place))?;
                    return self.leading_subject(comma + 1, view.end());
                }
                // *In her remarks to the council, the minister, speaking of coal, …*
                let comma = (limit..site.group.start).each().find(|&place| view.kind(place) == Some(TokenKind::Comma));
                let limit = comma.filter(|&comma| view.is_fronted(limit, comma)).map_or(limit, |comma| comma + 1);
                let limit = limit.max(view.start());
                self.carried_subject(site)
                    .or_else(|| self.leading_subject(limit, site.group.start))
                    .or_else(|| self.leading_subject(view.start(), site.group.start))
            }
            VerbForm::Passive => None,
        }
    }

    /// *Lopez joked about the eels, declined to answer and left*: what a preposition governs, with a comma between it and
    /// the verb, is no subject where somebody else may be.
    fn is_governed(&self, phrase: &Range<UnitIndex>, verb: UnitIndex, limit: UnitIndex) -> bool {
        let view = self.view;
        let Some(preposition) = phrase.start.checked_sub(1).filter(|&place| place > limit) else { return false };
        phrase.end + 1 == verb
            && view.kind(phrase.end) == Some(TokenKind::Comma)
            && view.kind(preposition) == Some(TokenKind::Lower)
            && view.is(preposition, Classes::PREPOSITION)
            && !view.is(preposition, Classes::SUBORDINATOR)
            && !view.is_in(preposition, WordSet::As)
            && self.leading_subject(limit, preposition).is_some()
    }

    /// *Two officials with knowledge of talks between Lopez and the council, who asked not to be named, said …*: the noun at
    /// the beginning of the clause, where a preposition ties the phrase before the verb to it.
    fn whole_subject(&self, phrase: &Range<UnitIndex>, limit: UnitIndex) -> Option<Range<UnitIndex>> {
        let view = self.view;
        let tie = phrase.start.checked_sub(1).filter(|&tie| tie > limit)?;
        let governs = view.kind(tie) == Some(TokenKind::Lower)
            && view.is(tie, Classes::PREPOSITION)
            && !view.is(tie, Classes::SUBORDINATOR)
            && !view.is_in(tie, WordSet::As);
        let pairs = view.is_in(tie, WordSet::And)
            && (tie.saturating_sub(8)..tie).each().any(|place| view.is_in(place, WordSet::Between));
        let opens = limit.max(view.start());
        let leading = self.leading_subject(opens, tie).filter(|leading| leading.start <= opens + 1)?;
        let between = leading.end..phrase.start;
        let verbal = Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO | Classes::RELATIVE;
        let acts = |place: UnitIndex| view.is(place, verbal) || view.cue(place).is_some_and(|(_, forms)| forms.past());
        let whole = between.each().all(|place| view.kind(place) != Some(TokenKind::Comma) && !view.is_passage(place))
            && !between.each().any(acts)
            && !view.is(opens, Classes::PREPOSITION | Classes::SUBORDINATOR);
        ((governs || pairs) && whole).then_some(leading)
    }

    /// The subject of the verb before, for one that follows it; what stands in brackets between does not reach out of
    /// them.
    fn carried_subject(&self, site: &CueSite) -> Option<Range<UnitIndex>> {
        let subject = self.subject.clone()?;
        let between = subject.start..site.group.start;
        let count = |kind| between.each().filter(|&place| self.view.kind(place) == Some(kind)).count();
        (count(TokenKind::Close) <= count(TokenKind::Open)).then_some(subject)
    }

    /// The source of what was said up to `end`, behind its cue: it goes on where another verb of the same tense follows at
    /// once. A comma inside what was said may open another subject: *Lopez spoke of two towns, Halstad and Dunmore, said …*
    fn source_until(&self, end: UnitIndex, site: &CueSite) -> Option<Range<UnitIndex>> {
        let view = self.view;
        let perfect = |place: UnitIndex| view.is(place, Classes::HAVE);
        let ends = |clause: &&Clause| {
            clause.evidence == Evidence::SourceCueClause
                && perfect(clause.cue.start) == perfect(site.group.start)
                && clause.contents.last().is_some_and(|said| {
                    let inside = said.clone();
                    let whole = inside.each().all(|place| view.kind(place) != Some(TokenKind::Comma));
                    said.end == end && clause.cue.end <= said.start && whole
                })
        };
        self.clauses.iter().rfind(ends)?.source.clone()
    }

    /// The subject of a verb behind the coordinator at `and`: *Lopez saw it and asked*, *a man who took her ticket and
    /// told her*.
    fn coordinated_subject(&self, site: &CueSite, and: UnitIndex) -> Option<Range<UnitIndex>> {
        let view = self.view;
        // *Lopez said the plan would fail, and called it “a farce”*
        let comma = and.checked_sub(1).filter(|&comma| view.kind(comma) == Some(TokenKind::Comma));
        if let Some(source) = self.source_until(and, site).or_else(|| self.source_until(comma?, site)) {
            return Some(source);
        }
        let from = self.carried_subject(site).map_or(FIRST, |subject| subject.end);
        if let Some(relative) = view.open_relative(and, from) {
            return view.phrase_ending(relative, FIRST);
        }
        let leading = || self.leading_subject(FIRST, site.group.start);
        let carried = self.carried_subject(site);
        // *Lopez saw I did not understand and added*: who adds is the speaker of the sentence.
        if site.cue.is_in(WordSet::Adds)
            && carried.as_ref().is_some_and(|subject| view.is(subject.start, Classes::PRONOUN))
        {
            return leading().or(carried);
        }
        carried.or_else(leading)
    }

    /// The name or pronoun directly before a participle: *footage of Lopez saying …*
    pub fn own_subject(&self, site: &CueSite) -> Option<Range<UnitIndex>> {
        let view = self.view;
        if site.form != VerbForm::Participle {
            return None;
        }
        let before = site.group.start.checked_sub(1)?;
        if view.is(before, Classes::PRONOUN) && view.is(before, Classes::OBJECT) {
            return Some(before..before + 1);
        }
        let name = view.name(before)?;
        let start = site.group.start.checked_sub(name.tokens.len())?;
        name.is_person().then_some(start..site.group.start)
    }

    /// *with Lopez calling it late and asking: “…”*: the subject of the participle before, for one behind a coordinator.
    fn shared_subject(&self, site: &CueSite) -> Option<Range<UnitIndex>> {
        let and = site.group.start.checked_sub(1).filter(|&and| self.view.is(and, Classes::COORDINATOR))?;
        let before = self.sites.heads_in(FIRST..and).last()?;
        let is_participle = site.form == VerbForm::Participle && before.form == VerbForm::Participle;
        self.own_subject(before).filter(|_| is_participle)
    }

    /// Where the clause of a verb begins at the earliest: behind the last passage, semicolon or colon before it, and
    /// behind the brackets in which that stands.
    pub fn clause_floor(&self, verb: UnitIndex) -> UnitIndex {
        let is_near = verb - FIRST < FEW_UNITS;
        let last_break = match is_near {
            true => (FIRST..verb).each().rev().find(|&place| self.parts_clauses(place)),
            false => within(&self.landmarks().breaks, FIRST..verb).last().copied(),
        };
        let Some(floor) = last_break.map(|place| place + 1) else { return FIRST };
        let bracket = match is_near {
            true => (floor..verb).each().find(|&place| self.is_bracket(place)),
            false => within(&self.landmarks().brackets, floor..verb).first().copied(),
        };
        let closes = |place: &UnitIndex| self.view.kind(*place) == Some(TokenKind::Close);
        bracket.filter(closes).map_or(floor, |bracket| bracket + 1)
    }

    /// The same as [`SegmentView::leading_subject`].
    fn leading_subject(&self, from: UnitIndex, to: UnitIndex) -> Option<Range<UnitIndex>> {
        if (from..to).len() < FEW_UNITS {
            return self.view.leading_subject(from, to);
        }
        let places = within(&self.landmarks().subjects, from..to);
        self.view.leading_subject_among(places.iter().copied(), from, to)
    }

    fn landmarks(&self) -> &Landmarks {
        self.landmarks.get_or_init(|| {
            let all = || self.view.all().each();
            Landmarks {
                breaks: all().filter(|&place| self.parts_clauses(place)).collect(),
                brackets: all().filter(|&place| self.is_bracket(place)).collect(),
                subjects: all().filter(|&place| self.view.may_be_subject(place)).collect(),
            }
        })
    }

    /// Whether a passage, a semicolon or a colon at a place parts the clause behind it from the one before.
    fn parts_clauses(&self, place: UnitIndex) -> bool {
        let view = self.view;
        // *The film, “North,” argues that …*
        view.is_passage(place) && !content::is_title(&view, place) && view.relative_clause_with_marks(place).is_none()
            || matches!(view.kind(place), Some(TokenKind::Semicolon | TokenKind::Colon))
    }

    fn is_bracket(&self, place: UnitIndex) -> bool {
        matches!(self.view.kind(place), Some(TokenKind::Open | TokenKind::Close))
    }
}

/// Those of some places that lie in a range; they are in order.
fn within(places: &[UnitIndex], range: Range<UnitIndex>) -> &[UnitIndex] {
    let from = places.partition_point(|place| *place < range.start);
    let to = places.partition_point(|place| *place < range.end);
    places.get(from..to).unwrap_or_default()
}
