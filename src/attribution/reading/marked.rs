//! Words in marks beside a cue: behind them, before them, around them.

use std::ops::Range;

use super::{Reading, Report};
use crate::attribution::Evidence;
use crate::attribution::content::{self, Opening};
use crate::attribution::cues::{CueSite, Shape};
use crate::attribution::frames::Place;
use crate::language::{Classes, CueClass, WordSet};
use crate::prose::TokenKind;

impl Reading<'_> {
    /// *“…,” said Lopez* · *“…,” Lopez said*, and the words that go on behind: *“…,” Lopez said, “…”*.
    pub(super) fn passage_before(&self, site: &CueSite) -> Option<Report> {
        let scene = self.scene();
        if site.shape != Shape::Finite {
            return None;
        }
        let last = self.last_passage(site.group.start)?;
        // Words that await an attribution take almost any verb: *“…?” Hannity pressed.*
        let awaits = scene.passage_awaits(last) || scene.passage_asks(last);
        if !(awaits && last == 0 || site.cue.frames.quotation() || site.cue.class == CueClass::Nonspeech) {
            return None;
        }
        // *in a box labeled “…,” a doctor had typed “…”*: what follows at once is what was said.
        let after = site.group.end;
        // *“…,” Lopez said “and …”* lacks a comma.
        let between =
            self.nouns.subject_before(site.group.start, last + 1).is_some_and(|source| source.start == last + 1);
        let introduces =
            scene.passage(after).is_some() && !content::is_title(&scene, after) && !(awaits && between && last == 0);
        if introduces || scene.is_in(after, WordSet::ThatWhether) && content::opens_clause(&scene, after) {
            return None;
        }
        if self.introduces_a_clause(site, last) {
            return None;
        }
        // Directly behind the marks: the subject follows, or stands before the words.
        let behind = self.passage_behind(site.group.start);
        if let Some(passage) = behind {
            // *“…” state Sen. Lopez*: no verb has that form before one subject.
            let inflected = scene.cue(site.head).is_some_and(|(_, forms)| forms.past() || forms.third());
            let inverted = self.nouns.subject_after(site.group.end, scene.end()).filter(|_| inflected);
            if let Some(source) = inverted {
                let contents = self.around(passage, site.group.end.max(source.end));
                return Some(self.report(site, contents, Some(source), Evidence::QuotationCueSource));
            }
        }
        let subject = self.nouns.subject_before(site.group.start, last + 1);
        // *“…,” which would …* says nothing of who spoke.
        let subject = subject.filter(|source| {
            let participle = scene.kind(source.start) == Some(TokenKind::Lower)
                && scene.word(source.start).ends_with("ing")
                && source.start > last;
            !(scene.is(source.start, Classes::RELATIVE) && source.len() == 1 || participle)
        });
        let placed = subject.and_then(|source| {
            let passage = self.passage_behind(source.start).or_else(|| self.passage_behind_apposition(source.start))?;
            Some((passage, source))
        });
        let (passage, source) = match placed {
            Some(placed) => placed,
            None => (last, self.all_between(last, site).filter(|_| awaits)?),
        };
        let contents = self.around(passage, site.group.end);
        Some(self.report(site, contents, Some(source), Evidence::QuotationSourceCue))
    }

    /// *In an interview on “Morning Call,” Lopez said she …*: the passage is part of the circumstances, and the verb
    /// introduces what was said.
    fn introduces_a_clause(&self, site: &CueSite, passage: Place) -> bool {
        let scene = self.scene();
        let circumstance = passage > 0 && (0..passage).any(|place| scene.token(place).is_some_and(|t| t.is_word()));
        if !circumstance || self.passage_behind(site.group.start).is_some() {
            return false;
        }
        match content::after(&scene, site, &self.sites) {
            Some((_, Opening::Clause | Opening::Bare)) => true,
            // A new sentence in marks; words that go on begin small: *“…,” Lopez said, “and …”*.
            Some((content, Opening::Passage)) => {
                scene.passage_capitalized(content.start)
                    && (!scene.passage_awaits(passage) || !content::holds_verb(&scene, 0..passage))
            }
            _ => false,
        }
    }

    /// Everything between words that await their attribution and a verb: its subject, however it is built.
    fn all_between(&self, passage: Place, site: &CueSite) -> Option<Range<Place>> {
        let scene = self.scene();
        let words = |place: &Place| scene.token(*place).is_some_and(|token| token.is_word());
        let start = (passage + 1..site.group.start).find(words)?;
        let fits = site.group.start - start <= 25
            && !(scene.kind(start) == Some(TokenKind::Lower)
                && scene.is(
                    start,
                    Classes::COORDINATOR | Classes::PREPOSITION | Classes::SUBORDINATOR | Classes::RELATIVE,
                ))
            && !scene.word(start).ends_with("ing")
            && !self.sites.iter().any(|other| (start..site.group.start).contains(&other.head));
        let end = (start..site.group.start)
            .find(|&place| matches!(scene.kind(place), Some(TokenKind::Comma | TokenKind::Dash | TokenKind::Open)))
            .unwrap_or(site.group.start);
        fits.then_some(start..end)
    }

    /// The place of the last passage before `place`.
    pub(super) fn last_passage(&self, place: Place) -> Option<Place> {
        (0..place).rev().find(|&place| self.scene().passage(place).is_some())
    }

    /// The passage directly before `place`, over a comma, a dash, *as* or an adverb.
    pub(super) fn passage_behind(&self, place: Place) -> Option<Place> {
        let scene = self.scene();
        let mut before = place;
        while before > 0 && place - before < 4 {
            if scene.passage(before - 1).is_some() {
                // What awaits no attribution is followed by one only where nothing else could follow.
                return Some(before - 1);
            }
            let passable = matches!(scene.kind(before - 1), Some(TokenKind::Comma | TokenKind::Dash))
                || scene.is(before - 1, Classes::ADVERB) && !scene.is_in(before - 1, WordSet::SubordinatorBetween)
                || scene.is_in(before - 1, WordSet::BeforeSource);
            if !passable {
                return None;
            }
            before -= 1;
        }
        None
    }

    /// The passage before the noun phrases that lead up to a source: *“…,” his wife, Ana Lopez, wrote.*
    fn passage_behind_apposition(&self, place: Place) -> Option<Place> {
        let scene = self.scene();
        let verbal = Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO | Classes::SUBJECT | Classes::RELATIVE;
        let mut before = place;
        while before > 0 && place - before < 12 {
            if scene.passage(before - 1).is_some() {
                let awaits = scene.passage_awaits(before - 1) || scene.passage_stops(before - 1);
                return awaits.then_some(before - 1);
            }
            let token = scene.token(before - 1)?;
            // *“…,” and he called …*: a clause of its own.
            let coordinates = token.is(Classes::COORDINATOR) && before >= 2 && scene.passage(before - 2).is_some();
            let nominal = token.is_word() && !token.is(verbal) && !coordinates
                || matches!(scene.kind(before - 1), Some(TokenKind::Comma | TokenKind::Possessive | TokenKind::Number));
            if !nominal || token.word.cue().is_some_and(|(cue, forms)| cue.class.is_speech() && forms.past()) {
                return None;
            }
            before -= 1;
        }
        None
    }

    /// A passage, the words before it that belong to what was said, and the words that go on behind the attribution.
    pub(super) fn around(&self, passage: Place, attribution_end: Place) -> Vec<Range<Place>> {
        let scene = self.scene();
        let covered = self
            .reports
            .iter()
            .flat_map(|report| report.contents.iter().map(|content| content.end).chain([report.cue.end]))
            .max();
        let mut start = passage;
        let mut floor = covered.unwrap_or(0);
        // *Lopez hinted that it was “a mistake,” The Herald reported*: all of it was reported.
        if floor == passage + 1 && self.reports.iter().any(|report| self.leads_to(report, passage)) {
            floor = 0;
        }
        // *As for the plan, “We dropped it,” Lopez said.*
        let announced = passage > floor
            && scene.kind(passage - 1) == Some(TokenKind::Comma)
            && scene.passage_capitalized(passage)
            && !content::holds_verb(&scene, floor..passage);
        let apart = passage > floor
            && matches!(scene.kind(passage - 1), Some(TokenKind::Colon | TokenKind::Dash | TokenKind::Open));
        // Words before the marks in the same clause were said too, if nothing else introduces the marks.
        if passage > floor && !apart && !announced {
            start = floor;
            while start < passage
                && !scene.token(start).is_none_or(|token| {
                    token.is_word()
                        || matches!(
                            token.kind,
                            TokenKind::Number | TokenKind::Symbol | TokenKind::Open | TokenKind::Address
                        )
                })
            {
                start += 1;
            }
            if scene.is(start, Classes::COORDINATOR) {
                start += 1;
            }
        }
        let mut contents = vec![start..passage + 1];
        // *“…,” Lopez said, “…”* · *“…,” she said, adding: …* is another cue's.
        let mut next = attribution_end;
        let limit = scene.len();
        while next < limit && next - attribution_end < 30 {
            // *“…,” Lopez told “Morning Call.”*
            if scene.passage(next).is_some() && content::is_title(&scene, next) && !scene.passage_awaits(next) {
                next += 1;
                continue;
            }
            if scene.passage(next).is_some() {
                let joined = next == attribution_end
                    || matches!(
                        scene.kind(next - 1),
                        Some(
                            TokenKind::Comma
                                | TokenKind::Colon
                                | TokenKind::Dash
                                | TokenKind::Semicolon
                                | TokenKind::Stop
                        )
                    )
                    || scene.word(next - 1).ends_with('.')
                    || scene.is_in(next - 1, WordSet::ContinuesPassage);
                if joined {
                    // *“We will go,” Lopez said, “to the end” of the road.*
                    let goes_on = scene.kind(next + 1) == Some(TokenKind::Lower)
                        && scene.is(next + 1, Classes::PREPOSITION | Classes::COORDINATOR)
                        && !scene.passage_stops(next)
                        && !scene.passage_awaits(next)
                        && !self.sites.iter().any(|site| site.head > next);
                    contents.push(next..if goes_on { scene.end() } else { next + 1 });
                }
                break;
            }
            if self.sites.iter().any(|site| site.head == next) {
                break;
            }
            next += 1;
        }
        contents
    }

    /// Whether a report's content begins before a passage and ends with it.
    fn leads_to(&self, report: &Report, passage: Place) -> bool {
        report.contents.len() == 1
            && report.source.is_some()
            && report.contents[0].end == passage + 1
            && report.cue.end <= report.contents[0].start
            && report.contents[0].start < passage
    }
}
