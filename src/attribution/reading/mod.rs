//! Reads one frame: what its cues report, and of whom.
//!
//! Each cue is tried in a fixed order of patterns; the first that fits wins and leaves its name as evidence.

mod announcing;
mod clauses;
mod marked;
mod phrases;
mod settle;
mod subjects;

use std::ops::Range;

use super::Evidence;
use super::content::{self, Opening};
use super::cues::{CueSite, Shape};
use super::frames::{Place, Scene};
use super::nouns::Nouns;
use crate::entities::Entities;
use crate::language::{Classes, CueClass, WordSet};
use crate::names::NameKind;
use crate::prose::TokenKind;

/// A line that signs a quotation is no longer than this, in units.
const LONGEST_SIGNATURE: usize = 12;

/// What a frame says was said, in places of the frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The content, in order; parted where the attribution stands in its middle.
    pub contents: Vec<Range<Place>>,
    /// The cue.
    pub cue: Range<Place>,
    /// Its base form.
    pub lemma: &'static str,
    /// Its class.
    pub class: CueClass,
    /// The noun phrase of the source.
    pub source: Option<Range<Place>>,
    /// The outlet between speaker and article.
    pub via: Option<Range<Place>>,
    /// Which pattern fits.
    pub evidence: Evidence,
}

impl Report {
    /// Whether the content begins with words in marks.
    fn marked_only(&self, scene: &Scene<'_>) -> bool {
        self.contents.first().is_some_and(|content| scene.passage(content.start).is_some())
    }
}

/// The reports of one frame.
pub struct Reading<'a> {
    nouns: Nouns<'a>,
    sites: Vec<CueSite>,
    /// The subject of the last finite cue, for the verbs that follow it.
    subject: Option<Range<Place>>,
    reports: Vec<Report>,
}

/// Reads a frame whose cues are `sites`.
pub fn read<'a>(scene: Scene<'a>, entities: &'a Entities, sites: Vec<CueSite>) -> Vec<Report> {
    let mut reading = Reading { nouns: Nouns { scene, entities }, sites, subject: None, reports: Vec::new() };
    for index in 0..reading.sites.len() {
        let site = reading.sites[index].clone();
        // *quoted him as saying* is one cue.
        if reading.reports.iter().any(|report| report.cue.contains(&site.head)) {
            continue;
        }
        if let Some(report) = reading.site(index, &site) {
            reading.reports.push(report);
        }
    }
    reading.speaker_colon();
    reading.speech_nouns();
    reading.according_to();
    reading.signature();
    if reading.reports.len() > 1 {
        settle::settle(&mut reading.reports, &reading.sites);
    }
    reading.reports
}

impl<'a> Reading<'a> {
    fn scene(&self) -> Scene<'a> {
        self.nouns.scene
    }

    fn site(&mut self, index: usize, site: &CueSite) -> Option<Report> {
        if let Some(report) = self.quoted_as_saying(site) {
            return Some(report);
        }
        if let Some(report) = self.asked(site) {
            return Some(report);
        }
        if site.shape == Shape::Passive {
            return None;
        }
        // Thoughts and findings count where their words are marked as somebody's.
        let is_speech = site.cue.class.is_speech() || site.cue.class == CueClass::Nonspeech;
        // A hope that hangs on what somebody said was said with it: *…, hoping that …*.
        let hangs_on = site.shape == Shape::Participle && self.subject.is_some();
        if let Some(report) = self.passage_before(site).filter(|report| is_speech || report.marked_only(&self.scene()))
        {
            self.subject = report.source.clone();
            return Some(report);
        }
        if !is_speech && !hangs_on {
            let (content, opening) = content::after(&self.scene(), site, &self.sites)?;
            let marked = content.clone().any(|place| self.scene().passage(place).is_some());
            if !marked || !matches!(opening, Opening::Passage | Opening::Clause) && !site.cue.frames.marked_phrase() {
                return None;
            }
        }
        if let Some(report) = self.opening_cue(index, site) {
            self.subject = report.source.clone();
            return Some(report);
        }
        if let Some(report) = self.inverted_clause(site) {
            self.subject = report.source.clone();
            return Some(report);
        }
        let source = self.governing_subject(index, site)?;
        if matches!(site.shape, Shape::Finite) {
            self.subject = Some(source.clone());
        }
        if let Some(report) = self.clause_before(site, &source) {
            return Some(report);
        }
        self.content_after(site, source)
    }

    fn report(
        &self,
        site: &CueSite,
        contents: Vec<Range<Place>>,
        source: Option<Range<Place>>,
        evidence: Evidence,
    ) -> Report {
        Report {
            contents,
            cue: site.group.clone(),
            lemma: site.cue.lemma,
            class: site.cue.class,
            source,
            via: None,
            evidence,
        }
    }
}

/// Whether a frame without a reporting verb may report all the same: a colon, a dash, *according to* or a noun of
/// speech is in it.
pub fn may_report(scene: &Scene<'_>) -> bool {
    (0..scene.len()).any(|place| {
        matches!(scene.kind(place), Some(TokenKind::Colon | TokenKind::Dash))
            || scene.is_in(place, WordSet::NamesSource)
            || scene.is_in(place, WordSet::To) && scene.passage(place + 3).is_some()
            || scene.is_in(place, WordSet::StatementNoun)
            || scene.is(place, Classes::SPEECH_NOUN)
    })
}

/// *Lopez was blunt:* · *The minister said:* – a frame that ends with a colon announces the words of the next. Gives
/// the places of the source and of the cue.
pub fn announcement(scene: Scene<'_>, entities: &Entities) -> Option<(Range<Place>, Range<Place>)> {
    let last = scene.len().checked_sub(1).filter(|&last| last > 0)?;
    if scene.kind(last) != Some(TokenKind::Colon) {
        return None;
    }
    let reading = Reading { nouns: Nouns { scene, entities }, sites: Vec::new(), subject: None, reports: Vec::new() };
    reading.announcer(last)
}

/// *— Maria Lopez, first customer*: a frame that signs the words of the paragraph before it. Gives the places of the
/// source and of the dash.
pub fn signature_line(scene: &Scene<'_>) -> Option<(Range<Place>, Range<Place>)> {
    let signs = scene.kind(0) == Some(TokenKind::Dash)
        && scene.token(1).is_some_and(|token| token.is_capitalized())
        && scene.len() <= LONGEST_SIGNATURE
        && (1..scene.len()).all(|place| scene.passage(place).is_none());
    let end = (1..scene.end()).find(|&place| scene.kind(place) == Some(TokenKind::Comma)).unwrap_or(scene.end());
    signs.then_some((1..end, 0..1))
}

/// Whom a frame is about: its first subject.
pub fn frame_subject(scene: Scene<'_>, entities: &Entities) -> Option<Range<Place>> {
    let reading = Reading { nouns: Nouns { scene, entities }, sites: Vec::new(), subject: None, reports: Vec::new() };
    let subject = reading.leading_subject(0, scene.end())?;
    let index = scene.index(subject.start)?;
    let is_person = entities.mention_at(index).is_some_and(|(entity, _)| entity.kind == NameKind::Person);
    (is_person || scene.is(subject.start, Classes::PRONOUN_MALE | Classes::PRONOUN_FEMALE)).then_some(subject)
}
