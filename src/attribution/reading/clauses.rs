//! Clauses without marks: what stands before an attribution that closes its sentence, and what follows a cue.

use std::ops::Range;

use super::{Reading, Report};
use crate::attribution::Evidence;
use crate::attribution::content::{self, Opening};
use crate::attribution::cues::{CueSite, Shape};
use crate::attribution::frames::Place;
use crate::language::{Classes, WordSet};
use crate::prose::TokenKind;

impl Reading<'_> {
    /// *The plan failed, Lopez said.* · *The plan, Lopez said, failed.*
    pub(super) fn clause_before(&self, site: &CueSite, source: &Range<Place>) -> Option<Report> {
        let scene = self.scene();
        if site.shape != Shape::Finite {
            return None;
        }
        if scene.is_in(0, WordSet::As) && source.start == 1 {
            return self.as_source_put_it(site, source);
        }
        if !(site.cue.frames.bare_clause() || site.cue.frames.that_clause()) {
            return None;
        }
        let mut from = source.start.min(site.group.start);
        if from > 0 && scene.is_in(from - 1, WordSet::As) {
            from -= 1;
        }
        let comma = from.checked_sub(1).filter(|&comma| scene.kind(comma) == Some(TokenKind::Comma))?;
        // Something reported after the verb means that what stands before it is an adverbial.
        if content::after(&scene, site, &self.sites).is_some() {
            return None;
        }
        let covered = self.covered_before(comma);
        let semicolon = (covered..comma).rev().find(|&place| scene.kind(place) == Some(TokenKind::Semicolon));
        let start = semicolon.map_or(covered, |place| place + 1);
        let is_content = |place: &Place| {
            scene.token(*place).is_none_or(|token| {
                (token.is_word() || matches!(token.kind, TokenKind::Number | TokenKind::Symbol))
                    && !scene.is_in(*place, WordSet::JoinsClauses)
            })
        };
        let start = (start..comma).find(is_content)?;
        // The clause goes on behind the attribution: *The plan, Lopez said, failed.*
        let end = scene.end();
        let behind = (site.group.end.max(source.end)..end).find(|&place| scene.kind(place) == Some(TokenKind::Comma));
        let rest = behind.map(|comma| comma + 1..end).filter(|rest| {
            rest.len() >= 2
                && !rest.clone().any(|place| {
                    self.sites
                        .iter()
                        .any(|other| other.head == place && other.cue.class.is_speech() && other.cue.frames.quotation())
                })
        });
        let mut contents = vec![start..comma];
        let mut length = comma - start;
        if let Some(rest) = rest
            && !scene.is(rest.start, Classes::RELATIVE | Classes::COORDINATOR)
            && !scene.word(rest.start).ends_with("ing")
        {
            length += rest.len();
            contents.push(rest);
        }
        (length >= 4).then(|| self.report(site, contents, Some(source.clone()), Evidence::ClauseSourceCue))
    }

    /// Where a clause that ends at `comma` begins at the earliest: behind what was attributed for itself. Reports
    /// inside the clause are part of what was said.
    pub(super) fn covered_before(&self, comma: Place) -> Place {
        let ends = |report: &Report| {
            let own = report.evidence == Evidence::ClauseSourceCue
                || report.contents.iter().any(|content| self.scene().passage(content.start).is_some());
            let source_end = report.source.as_ref().map_or(0, |source| source.end);
            own.then(|| {
                report.contents.iter().map(|content| content.end).max().unwrap_or(0).max(report.cue.end).max(source_end)
            })
        };
        let start = self.scene().start();
        self.reports.iter().filter_map(ends).filter(|&end| end <= comma).max().unwrap_or(0).max(start)
    }

    /// *The plan failed, said Lopez, the mayor.*
    pub(super) fn inverted_clause(&self, site: &CueSite) -> Option<Report> {
        let scene = self.scene();
        if site.shape != Shape::Finite || site.group.len() > 1 || !site.cue.frames.quotation() {
            return None;
        }
        let comma = site.group.start.checked_sub(1).filter(|&comma| scene.kind(comma) == Some(TokenKind::Comma))?;
        let source = self.nouns.subject_after(site.group.end, scene.end())?;
        // Behind the source of an inverted verb the sentence ends or explains who that is; a verb there means that the
        // noun is the subject of what is reported.
        let closes = source.end >= scene.end()
            || matches!(scene.kind(source.end), Some(TokenKind::Comma | TokenKind::Open | TokenKind::Dash))
            || scene.is(source.end, Classes::RELATIVE)
            || scene.is(source.end, Classes::PREPOSITION)
                && (scene.token(source.start).is_some_and(|token| token.is_capitalized())
                    || !content::holds_verb(&scene, source.end..scene.end()));
        let is_source = scene.token(source.start).is_some_and(|token| {
            token.is_capitalized()
                || token.is(Classes::SUBJECT
                    | Classes::DETERMINER
                    | Classes::ROLE
                    | Classes::ROLE_PLURAL
                    | Classes::GROUP
                    | Classes::ANONYMOUS)
        });
        let start = self.covered_before(comma);
        // *Lopez, who saw it, said the event was over*: a noun and an insertion stand before the verb, not a clause.
        let ends_frame =
            source.end >= scene.end() && scene.token(source.start).is_some_and(|token| token.is_capitalized());
        if !ends_frame && self.nouns.inserted_subject(comma, start).is_some() {
            return None;
        }
        let is_clause = comma.saturating_sub(start) >= 3 && content::holds_verb(&scene, start..comma);
        // What the verb itself introduces would be the content: *Lopez, the mayor, told reporters: “…”*.
        let introduces = content::after(&scene, site, &self.sites)
            .is_some_and(|(_, opening)| matches!(opening, Opening::Passage | Opening::Clause));
        (closes && is_source && is_clause && !introduces)
            .then(|| self.report(site, vec![start..comma], Some(source), Evidence::ClauseCueSource))
    }

    /// *As Lopez put it, the plan failed.*
    pub(super) fn as_source_put_it(&self, site: &CueSite, source: &Range<Place>) -> Option<Report> {
        let scene = self.scene();
        let end = scene.end();
        let comma = (site.group.end..end).find(|&place| scene.kind(place) == Some(TokenKind::Comma))?;
        (end - comma > 3)
            .then(|| self.report(site, vec![comma + 1..end], Some(source.clone()), Evidence::SourceCueClause))
    }

    /// *Lopez said that …* · *Lopez said: “…”*
    pub(super) fn content_after(&self, site: &CueSite, source: Range<Place>) -> Option<Report> {
        let scene = self.scene();
        let (content, opening) = content::after(&scene, site, &self.sites)?;
        // A noun phrase behind *to* is an object far more often than words reported.
        let holds_marks = content.clone().any(|place| scene.passage(place).is_some());
        if opening == Opening::Noun && site.shape == Shape::Infinitive && !holds_marks {
            return None;
        }
        let marked = scene.passage(content.start).is_some();
        let mut contents = vec![content];
        if marked && let Some(before) = self.begun_before(site, &source, &contents[0]) {
            contents.insert(0, before);
        }
        let evidence = match site.shape {
            Shape::Participle | Shape::Infinitive => Evidence::DependentVerb,
            _ if marked => Evidence::SourceCueQuotation,
            _ => Evidence::SourceCueClause,
        };
        Some(self.report(site, contents, Some(source), evidence))
    }

    /// *The truth is, Lopez said, “nobody knows.”*: the words before the attribution begin the sentence that the marked
    /// words end.
    fn begun_before(&self, site: &CueSite, source: &Range<Place>, content: &Range<Place>) -> Option<Range<Place>> {
        let scene = self.scene();
        let comma = source.start.min(site.group.start).checked_sub(1)?;
        if scene.kind(content.start - 1) != Some(TokenKind::Comma) {
            return None;
        }
        if scene.kind(comma) != Some(TokenKind::Comma) || scene.passage_capitalized(content.start) {
            return None;
        }
        let mut start = self.covered_before(comma);
        while start < comma
            && (scene.is(start, Classes::COORDINATOR) || !scene.token(start).is_none_or(|token| token.is_word()))
        {
            start += 1;
        }
        let circumstance = !content::holds_verb(&scene, start..comma)
            || scene.is_in(start, WordSet::To)
            || [start, comma - 1].iter().any(|&place| scene.word(place).ends_with("ing"));
        (start < comma && !circumstance && scene.passage(comma - 1).is_none()).then_some(start..comma)
    }

    /// *Said Lopez: “…”* · *Added the mayor, who was there, “…”*: the verb opens the sentence.
    pub(super) fn opening_cue(&self, index: usize, site: &CueSite) -> Option<Report> {
        let scene = self.scene();
        let opens = site.group.start == 0 || site.group.start == 1 && scene.is(0, Classes::COORDINATOR);
        if index > 0 || !opens || site.shape != Shape::Finite || !site.cue.frames.quotation() {
            return None;
        }
        let source = self.nouns.subject_after(site.group.end, scene.end())?;
        let passage = (source.end..scene.len().min(source.end + 30)).find(|&place| scene.passage(place).is_some())?;
        let introduced = matches!(scene.kind(passage - 1), Some(TokenKind::Comma | TokenKind::Colon));
        let end = content::content_end(&scene, passage, scene.end(), site, &self.sites, Opening::Passage);
        introduced.then(|| self.report(site, vec![passage..end], Some(source), Evidence::SourceCueQuotation))
    }
}
