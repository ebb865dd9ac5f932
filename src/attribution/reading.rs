//! Reads one frame: what its cues report, and of whom.
//!
//! Each cue is tried in a fixed order of patterns; the first that fits wins and leaves its name as evidence.

use std::ops::Range;

use super::Evidence;
use super::content::{self, Opening};
use super::cues::{CueSite, Shape};
use super::frames::{Place, Scene};
use super::nouns::Nouns;
use crate::entities::{Entities, MentionForm};
use crate::language::{Classes, CueClass};
use crate::names::NameKind;
use crate::prose::TokenKind;

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
    /// How sure this is.
    pub confidence: f32,
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
    reading.speaker_colon();
    for index in 0..reading.sites.len() {
        let site = reading.sites[index].clone();
        if let Some(report) = reading.site(index, &site) {
            reading.reports.push(report);
        }
    }
    reading.according_to();
    reading.signature();
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
        if site.shape == Shape::Passive {
            return None;
        }
        // Thoughts and findings count where their words are marked as somebody's.
        let is_speech = site.cue.class.is_speech() || site.cue.class == CueClass::Nonspeech;
        if !is_speech {
            let (content, _) = content::after(&self.scene(), site, &self.sites)?;
            if !content.clone().any(|place| self.scene().passage(place).is_some()) {
                return None;
            }
        }
        if let Some(report) = self.passage_before(site) {
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
        confidence: f32,
    ) -> Report {
        Report {
            contents,
            cue: site.group.clone(),
            lemma: site.cue.lemma,
            class: site.cue.class,
            source,
            via: None,
            evidence,
            confidence,
        }
    }

    /// *“…,” said Lopez* · *“…,” Lopez said*, and the words that go on behind: *“…,” Lopez said, “…”*.
    fn passage_before(&self, site: &CueSite) -> Option<Report> {
        let scene = self.scene();
        if site.shape != Shape::Finite || !(site.cue.frames.quotation() || site.cue.class == CueClass::Nonspeech) {
            return None;
        }
        // *in a box labeled “…,” a doctor had typed “…”*: what follows at once is what was said.
        if scene.passage(site.group.end).is_some() || content::opens_clause(&scene, site.group.end) {
            return None;
        }
        // Directly behind the marks: the subject follows, or stands before the words.
        let behind = self.passage_behind(site.group.start);
        if let Some(passage) = behind {
            let inverted = self.nouns.subject_after(site.group.end, scene.end());
            if let Some(source) = inverted {
                let contents = self.around(passage, site.group.end.max(source.end));
                return Some(self.report(site, contents, Some(source), Evidence::QuotationCueSource, 0.97));
            }
        }
        let limit = self.last_passage(site.group.start)? + 1;
        let source = self.nouns.subject_before(site.group.start, limit)?;
        if scene.is(source.start, Classes::RELATIVE) && source.len() == 1 {
            // *“…,” which would …* says nothing of who spoke.
            return None;
        }
        let passage = self.passage_behind(source.start)?;
        let contents = self.around(passage, site.group.end);
        Some(self.report(site, contents, Some(source), Evidence::QuotationSourceCue, 0.97))
    }

    /// The place of the last passage before `place`.
    fn last_passage(&self, place: Place) -> Option<Place> {
        (0..place).rev().find(|&place| self.scene().passage(place).is_some())
    }

    /// The passage directly before `place`, over a comma, a dash, *as* or an adverb.
    fn passage_behind(&self, place: Place) -> Option<Place> {
        let scene = self.scene();
        let mut before = place;
        while before > 0 && place - before < 4 {
            if scene.passage(before - 1).is_some() {
                // What awaits no attribution is followed by one only where nothing else could follow.
                return Some(before - 1);
            }
            let passable = matches!(scene.kind(before - 1), Some(TokenKind::Comma | TokenKind::Dash))
                || scene.is(before - 1, Classes::ADVERB)
                || scene.is_word(before - 1, &["as", "is", "how", "what", "so"]);
            if !passable {
                return None;
            }
            before -= 1;
        }
        None
    }

    /// A passage, the words before it that belong to what was said, and the words that go on behind the attribution.
    fn around(&self, passage: Place, attribution_end: Place) -> Vec<Range<Place>> {
        let scene = self.scene();
        let covered = self
            .reports
            .iter()
            .flat_map(|report| report.contents.iter().map(|content| content.end).chain([report.cue.end]))
            .max();
        let mut start = passage;
        let floor = covered.unwrap_or(0);
        // Words before the marks in the same clause were said too, if nothing else introduces the marks.
        if passage > floor && !matches!(scene.kind(passage - 1), Some(TokenKind::Colon)) {
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
                    || scene.is_word(next - 1, &["and", "but", "that"]);
                if joined {
                    contents.push(next..next + 1);
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

    /// The subject of a verb, by its shape.
    fn governing_subject(&self, index: usize, site: &CueSite) -> Option<Range<Place>> {
        let scene = self.scene();
        let limit = self.clause_floor(site.group.start);
        match site.shape {
            Shape::Finite => {
                let coordinated =
                    site.group.start.checked_sub(1).is_some_and(|before| scene.is(before, Classes::COORDINATOR));
                if coordinated {
                    return self.subject.clone().or_else(|| self.leading_subject(0, site.group.start));
                }
                let found = self.nouns.subject_before(site.group.start, limit);
                found.or_else(|| self.subject.clone().filter(|_| index > 0))
            }
            Shape::Infinitive | Shape::Participle => {
                if let Some(own) = self.own_subject(site) {
                    return Some(own);
                }
                let opens = site.group.start == 0
                    || site.group.start == 1 && scene.is(0, Classes::PREPOSITION | Classes::SUBORDINATOR);
                if opens && site.shape == Shape::Participle {
                    // *Calling for calm, the mayor left.*
                    let comma = (0..scene.end()).find(|&place| scene.kind(place) == Some(TokenKind::Comma))?;
                    return self.leading_subject(comma + 1, scene.end());
                }
                self.subject
                    .clone()
                    .or_else(|| self.leading_subject(limit, site.group.start))
                    .or_else(|| self.leading_subject(0, site.group.start))
            }
            Shape::Passive => None,
        }
    }

    /// The name or pronoun directly before a participle: *footage of Lopez saying …*
    fn own_subject(&self, site: &CueSite) -> Option<Range<Place>> {
        let scene = self.scene();
        if site.shape != Shape::Participle {
            return None;
        }
        let before = site.group.start.checked_sub(1)?;
        if scene.is(before, Classes::PRONOUN) && scene.is(before, Classes::OBJECT) {
            return Some(before..before + 1);
        }
        let (entity, mention) = self.nouns.entities.mention_at(scene.index(before)?)?;
        let start = site.group.start.checked_sub(mention.tokens.len())?;
        (entity.kind == NameKind::Person && mention.form != MentionForm::Pronoun).then_some(start..site.group.start)
    }

    /// Where the clause of a verb begins at the earliest: behind the last passage, semicolon or colon before it.
    fn clause_floor(&self, verb: Place) -> Place {
        let scene = self.scene();
        (0..verb)
            .rev()
            .find(|&place| {
                scene.passage(place).is_some()
                    || matches!(scene.kind(place), Some(TokenKind::Semicolon | TokenKind::Colon))
            })
            .map_or(0, |place| place + 1)
    }

    /// The first thing in `from..to` that can be a subject: a pronoun, or a mention that owns nothing and follows no
    /// preposition.
    fn leading_subject(&self, from: Place, to: Place) -> Option<Range<Place>> {
        let scene = self.scene();
        for place in from..to {
            let Some(token) = scene.token(place) else { continue };
            let after_preposition = place > from && scene.is(place - 1, Classes::PREPOSITION);
            if token.is(Classes::SUBJECT) && token.is(Classes::PRONOUN) {
                return Some(place..place + 1);
            }
            if after_preposition || token.is(Classes::DETERMINER) {
                continue;
            }
            let Some(index) = scene.index(place) else { continue };
            if let Some((entity, mention)) = self.nouns.entities.mention_at(index)
                && mention.tokens.start == index
                && mention.form != MentionForm::Pronoun
            {
                let end = place + mention.tokens.len();
                let owns = scene.kind(end) == Some(TokenKind::Possessive);
                let modifies = entity.kind != NameKind::Person
                    && scene.kind(end) == Some(TokenKind::Lower)
                    && scene.is(end, Classes::ROLE | Classes::ROLE_PLURAL | Classes::GROUP | Classes::COLLECTIVE);
                if !owns && !modifies && end <= to {
                    return Some(place..end);
                }
            }
            // A name that the names room does not know is still a capitalized run.
            let plain = Classes::COMMON
                | Classes::PREPOSITION
                | Classes::DETERMINER
                | Classes::SUBORDINATOR
                | Classes::ADVERB
                | Classes::COORDINATOR
                | Classes::MODAL
                | Classes::BE;
            let capital = matches!(token.kind, TokenKind::Capital | TokenKind::Capitals)
                && !token.is(Classes::CALENDAR)
                && (place > 0 || !token.is(plain));
            if capital && self.nouns.entities.mention_at(index).is_none() {
                let capitals = |next: &Place| scene.token(*next).is_some_and(|token| token.is_capitalized());
                let end = place + (place..to).take_while(capitals).count();
                if scene.kind(end) != Some(TokenKind::Possessive) {
                    return Some(place..end);
                }
            }
            if token.is(Classes::GROUP
                | Classes::ROLE_PLURAL
                | Classes::ROLE
                | Classes::COLLECTIVE
                | Classes::DOCUMENT
                | Classes::ANONYMOUS)
                && token.kind == TokenKind::Lower
                && scene.kind(place + 1) != Some(TokenKind::Possessive)
            {
                return self.nouns.phrase_ending(place + 1, from);
            }
        }
        None
    }

    /// *The plan failed, Lopez said.* · *The plan, Lopez said, failed.*
    fn clause_before(&self, site: &CueSite, source: &Range<Place>) -> Option<Report> {
        let scene = self.scene();
        if site.shape != Shape::Finite || !(site.cue.frames.bare_clause() || site.cue.frames.that_clause()) {
            return None;
        }
        let mut from = source.start.min(site.group.start);
        if from > 0 && scene.is_word(from - 1, &["as"]) {
            from -= 1;
        }
        if from == 0 {
            return self.as_source_put_it(site, source);
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
                    && !scene.is_word(*place, &["and", "but"])
            })
        };
        let start = (start..comma).find(is_content)?;
        // The clause goes on behind the attribution: *The plan, Lopez said, failed.*
        let end = scene.end();
        let behind = (site.group.end.max(source.end)..end).find(|&place| scene.kind(place) == Some(TokenKind::Comma));
        let rest = behind.map(|comma| comma + 1..end).filter(|rest| {
            rest.len() >= 2
                && !rest
                    .clone()
                    .any(|place| self.sites.iter().any(|other| other.head == place && other.cue.class.is_speech()))
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
        (length >= 4).then(|| self.report(site, contents, Some(source.clone()), Evidence::ClauseSourceCue, 0.85))
    }

    /// Where a clause that ends at `comma` begins at the earliest: behind what was attributed for itself. Reports
    /// inside the clause are part of what was said.
    fn covered_before(&self, comma: Place) -> Place {
        let ends = |report: &Report| {
            let own = report.evidence == Evidence::ClauseSourceCue
                || report.contents.iter().any(|content| self.scene().passage(content.start).is_some());
            let source_end = report.source.as_ref().map_or(0, |source| source.end);
            own.then(|| {
                report.contents.iter().map(|content| content.end).max().unwrap_or(0).max(report.cue.end).max(source_end)
            })
        };
        self.reports.iter().filter_map(ends).filter(|&end| end <= comma).max().unwrap_or(0)
    }

    /// *The plan failed, said Lopez, the mayor.*
    fn inverted_clause(&self, site: &CueSite) -> Option<Report> {
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
            || scene.is(source.end, Classes::RELATIVE | Classes::PREPOSITION);
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
        let long_enough = comma.saturating_sub(start) >= 5;
        (closes && is_source && long_enough)
            .then(|| self.report(site, vec![start..comma], Some(source), Evidence::ClauseCueSource, 0.85))
    }

    /// *As Lopez put it, the plan failed.*
    fn as_source_put_it(&self, site: &CueSite, source: &Range<Place>) -> Option<Report> {
        let scene = self.scene();
        if !scene.is_word(0, &["as"]) || source.start != 1 {
            return None;
        }
        let end = scene.end();
        let comma = (site.group.end..end).find(|&place| scene.kind(place) == Some(TokenKind::Comma))?;
        (end - comma > 3)
            .then(|| self.report(site, vec![comma + 1..end], Some(source.clone()), Evidence::SourceCueClause, 0.8))
    }

    /// *Lopez said that …* · *Lopez said: “…”*
    fn content_after(&self, site: &CueSite, source: Range<Place>) -> Option<Report> {
        let scene = self.scene();
        let (content, opening) = content::after(&scene, site, &self.sites)?;
        // A noun phrase behind *to* is an object far more often than words reported.
        if opening == Opening::Noun && site.shape == Shape::Infinitive {
            return None;
        }
        let marked = scene.passage(content.start).is_some();
        let evidence = match site.shape {
            Shape::Participle | Shape::Infinitive => Evidence::DependentVerb,
            _ if marked => Evidence::SourceCueQuotation,
            _ => Evidence::SourceCueClause,
        };
        let confidence = match (site.shape, opening) {
            (Shape::Finite, Opening::Passage) => 0.93,
            (Shape::Finite, Opening::Clause) => 0.9,
            (Shape::Finite, _) => 0.8,
            (_, Opening::Passage | Opening::Clause) => 0.8,
            _ => 0.65,
        };
        Some(self.report(site, vec![content], Some(source), evidence, confidence))
    }

    /// *Press TV quoted him as saying* · *she was quoted as saying*: the one quoted speaks, the outlet is between.
    fn quoted_as_saying(&self, site: &CueSite) -> Option<Report> {
        let scene = self.scene();
        if !matches!(site.cue.lemma, "quote" | "cite") {
            return None;
        }
        let limit = scene.end();
        let as_saying = (site.group.end..limit.min(site.group.end + 10))
            .find(|&place| scene.is_word(place, &["as"]) && scene.is_word(place + 1, &["saying", "telling"]))?;
        let subject = self.nouns.subject_before(site.group.start, self.clause_floor(site.group.start));
        let (source, via) = if site.shape == Shape::Passive {
            (subject?, self.by_outlet(as_saying + 2, limit))
        } else {
            let object = site.group.end..as_saying;
            if object.is_empty() {
                return None;
            }
            (object, subject)
        };
        let attribution_start =
            via.as_ref().map_or(source.start, |via| via.start.min(source.start)).min(site.group.start);
        let mut whole = site.clone();
        whole.group.end = as_saying + 2;
        whole.head = as_saying + 1;
        let before = attribution_start
            .checked_sub(1)
            .filter(|&before| scene.kind(before) == Some(TokenKind::Comma) || scene.passage(before).is_some());
        let content = match before {
            Some(before) if scene.passage(before).is_some() || before > 3 => {
                let end = if scene.passage(before).is_some() { before + 1 } else { before };
                let start = self.clause_floor(end.saturating_sub(1));
                let start = if scene.passage(before).is_some() { before } else { start };
                start..end
            }
            _ => content::after(&scene, &whole, &self.sites)?.0,
        };
        let mut report = self.report(&whole, vec![content], Some(source), Evidence::QuotedAsSaying, 0.85);
        report.lemma = "quote as saying";
        report.via = via;
        Some(report)
    }

    /// *by Press TV* behind *was quoted*.
    fn by_outlet(&self, from: Place, limit: Place) -> Option<Range<Place>> {
        let by = (from..limit.min(from + 2)).find(|&place| self.scene().is_word(place, &["by"]))?;
        self.nouns.subject_after(by + 1, limit)
    }

    /// *according to the ministry*, before or behind what it said; behind another attribution it names the outlet.
    fn according_to(&mut self) {
        let scene = self.scene();
        let Some(place) =
            (0..scene.len()).find(|&place| scene.is_word(place, &["according"]) && scene.is_word(place + 1, &["to"]))
        else {
            return;
        };
        let end = scene.end();
        let Some(source) = self.nouns.subject_after(place + 2, end) else { return };
        if let Some(report) = self.reports.iter_mut().find(|report| {
            let attribution_end =
                report.source.as_ref().map_or(report.cue.end, |source| source.end.max(report.cue.end));
            report.evidence != Evidence::According
                && attribution_end < place
                && attribution_end + 2 >= place
                && report.contents.iter().all(|content| content.end <= place)
        }) {
            report.via = Some(source);
            return;
        }
        let covered = |places: &Range<Place>| {
            self.reports
                .iter()
                .flat_map(|report| &report.contents)
                .any(|content| content.start < places.end && places.start < content.end)
        };
        let before =
            place.checked_sub(1).map(|last| if scene.kind(last) == Some(TokenKind::Comma) { last } else { place });
        let content = match before {
            Some(content_end) if content_end > 1 => {
                let floor = self.clause_floor(content_end);
                let floor = if scene.passage(content_end - 1).is_some() && floor == content_end {
                    content_end - 1
                } else {
                    floor
                };
                floor..content_end
            }
            _ => {
                let Some(comma) = (source.end..end)
                    .find(|&place| scene.kind(place) == Some(TokenKind::Comma) || scene.passage(place).is_some())
                else {
                    return;
                };
                let start = if scene.passage(comma).is_some() { comma } else { comma + 1 };
                start..end
            }
        };
        let start = content.clone().find(|&place| {
            scene.passage(place).is_some()
                || scene.token(place).is_some_and(|token| {
                    token.is_word() || token.kind == TokenKind::Number || token.kind == TokenKind::Symbol
                })
        });
        let Some(start) = start else { return };
        let content = start..content.end;
        if content.is_empty() || covered(&content) {
            return;
        }
        self.reports.push(Report {
            contents: vec![content],
            cue: place..place + 2,
            lemma: "according to",
            class: CueClass::Neutral,
            source: Some(source),
            via: None,
            evidence: Evidence::According,
            confidence: 0.9,
        });
    }

    /// *“…” — Maria Lopez*: a name behind a dash signs the words.
    fn signature(&mut self) {
        let scene = self.scene();
        let end = scene.end();
        let Some(dash) = (1..end).rev().find(|&place| scene.kind(place) == Some(TokenKind::Dash)) else { return };
        let passage = dash - 1;
        let is_free = scene.passage(passage).is_some()
            && !self.reports.iter().flat_map(|report| &report.contents).any(|content| content.contains(&passage));
        if !is_free
            || dash + 1 >= end
            || end - dash > 12
            || !scene.token(dash + 1).is_some_and(|token| token.is_capitalized())
        {
            return;
        }
        let name = (dash + 1..end).take_while(|&place| scene.kind(place) != Some(TokenKind::Comma));
        let source = dash + 1..dash + 1 + name.count();
        self.reports.push(Report {
            contents: vec![passage..passage + 1],
            cue: dash..dash + 1,
            lemma: "say",
            class: CueClass::Neutral,
            source: Some(source),
            via: None,
            evidence: Evidence::Signature,
            confidence: 0.9,
        });
    }

    /// *LOPEZ: “…”* · *Lopez's answer: “…”* · *Her verdict: “…”*
    fn speaker_colon(&mut self) {
        let scene = self.scene();
        let Some(colon) = (1..scene.len().min(30)).find(|&place| scene.kind(place) == Some(TokenKind::Colon)) else {
            return;
        };
        if scene.passage(colon + 1).is_none() || (0..colon).any(|place| scene.passage(place).is_some()) {
            return;
        }
        let content = vec![colon + 1..colon + 2];
        let has_speech_noun = (0..colon).any(|place| scene.is(place, Classes::SPEECH_NOUN));
        let owner = (0..colon).find_map(|place| {
            if scene.is(place, Classes::POSSESSIVE)
                && scene.is(place, Classes::PRONOUN_MALE | Classes::PRONOUN_FEMALE | Classes::PRONOUN_PLURAL)
            {
                return Some(place..place + 1);
            }
            let owned = scene.kind(place) == Some(TokenKind::Possessive) && place > 0;
            owned.then(|| self.nouns.phrase_ending(place, 0)).flatten()
        });
        let name = scene.tokens(0..colon);
        let whole_name = self.nouns.entities.mention_in(name.clone()).filter(|(entity, mention)| {
            entity.kind == NameKind::Person
                && mention.tokens.end == name.end
                && colon <= 5
                && mention.form != MentionForm::Pronoun
        });
        let (source, cue) = match (owner, whole_name) {
            (Some(owner), _) if has_speech_noun => (owner.clone(), owner.end..colon),
            (_, Some(_)) => (0..colon, colon..colon + 1),
            // *The president has a new message: “…”*
            _ if has_speech_noun && !self.sites.iter().any(|site| site.head < colon && site.cue.frames.quotation()) => {
                let Some(subject) = self.leading_subject(0, colon) else { return };
                (subject.clone(), subject.end..colon)
            }
            _ => return,
        };
        self.reports.push(Report {
            contents: content,
            cue,
            lemma: "say",
            class: CueClass::Neutral,
            source: Some(source),
            via: None,
            evidence: Evidence::SpeakerColon,
            confidence: 0.85,
        });
    }
}

/// Whether a frame without a reporting verb may report all the same: a colon, a dash or *according to* is in it.
pub fn may_report(scene: &Scene<'_>) -> bool {
    (0..scene.len()).any(|place| {
        matches!(scene.kind(place), Some(TokenKind::Colon | TokenKind::Dash)) || scene.is_word(place, &["according"])
    })
}

/// *Lopez was blunt:* · *The minister said:* – a frame that ends with a colon announces the words of the next. Gives
/// the places of the cue and of the source.
pub fn announcement(scene: Scene<'_>, entities: &Entities) -> Option<(Range<Place>, Range<Place>)> {
    let last = scene.len().checked_sub(1)?;
    if scene.kind(last) != Some(TokenKind::Colon) {
        return None;
    }
    let source = frame_subject(scene, entities)?;
    Some((source.end..last, source))
}

/// Whom a frame is about: its first subject.
pub fn frame_subject(scene: Scene<'_>, entities: &Entities) -> Option<Range<Place>> {
    let reading = Reading { nouns: Nouns { scene, entities }, sites: Vec::new(), subject: None, reports: Vec::new() };
    let subject = reading.leading_subject(0, scene.end())?;
    let index = scene.index(subject.start)?;
    let is_person = entities.mention_at(index).is_some_and(|(entity, _)| entity.kind == NameKind::Person);
    (is_person || scene.is(subject.start, Classes::PRONOUN_MALE | Classes::PRONOUN_FEMALE)).then_some(subject)
}
