//! Attributions without a plain reporting verb: *according to*, *in Lopez's words*, *quoted as saying*, *her warning
//! that …*.

use std::ops::Range;

use super::{Reading, Report};
use crate::attribution::Evidence;
use crate::attribution::content::{self, Opening};
use crate::attribution::cues::{CueSite, Shape};
use crate::attribution::frames::Place;
use crate::language::{Classes, Cue, CueClass, WordSet};
use crate::names::NameKind;
use crate::prose::TokenKind;

/// What a noun of speech stands for among the cues.
static SPEECH_NOUN: Cue = Cue::of_noun("say");

impl Reading<'_> {
    /// *Press TV quoted him as saying* · *she was quoted as saying*: the one quoted speaks, the outlet is between.
    pub(super) fn quoted_as_saying(&self, site: &CueSite) -> Option<Report> {
        let scene = self.scene();
        if !site.cue.is_in(WordSet::Quotes) {
            return None;
        }
        let limit = scene.end();
        let as_saying = (site.group.end..limit.min(site.group.end + 10))
            .find(|&place| scene.is_in(place, WordSet::As) && scene.is_in(place + 1, WordSet::SayingTelling))?;
        let subject = self.nouns.subject_before(site.group.start, self.clause_floor(site.group.start));
        let (source, via) = if site.shape == Shape::Passive {
            let outlet = self.by_outlet(site.group.end, as_saying).or_else(|| self.by_outlet(as_saying + 2, limit));
            (subject?, outlet)
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
        let mut report = self.report(&whole, vec![content], Some(source), Evidence::QuotedAsSaying);
        report.lemma = "quote as saying";
        report.via = via;
        Some(report)
    }

    /// *Lopez was asked whether …* · *Asked by a caller why …, she …*: a question of somebody else, named or not.
    pub(super) fn asked(&self, site: &CueSite) -> Option<Report> {
        let scene = self.scene();
        let opens = site.head == 0 || site.head == 1 && scene.is_in(0, WordSet::WhenIf);
        let alone =
            site.shape == Shape::Finite && opens && scene.cue(site.head).is_some_and(|(_, forms)| forms.participle());
        if !site.cue.is_in(WordSet::Asks) || !(site.shape == Shape::Passive || alone) {
            return None;
        }
        let asker = self.by_outlet(site.group.end, scene.end());
        let behind = asker.as_ref().map_or(site.group.end, |asker| asker.end);
        let comma = usize::from(scene.kind(behind) == Some(TokenKind::Comma));
        if scene.passage(behind + comma).is_some() {
            let question = behind + comma..behind + comma + 1;
            return Some(self.report(site, vec![question], asker, Evidence::SourceCueQuotation));
        }
        let start = (behind..scene.end().min(behind + 6)).find(|&place| scene.is_in(place, WordSet::OpensQuestion))?;
        let start = start + usize::from(scene.is_in(start, WordSet::About));
        let plain = (behind..start)
            .all(|place| scene.token(place).is_some_and(|token| token.is_word()) && scene.cue(place).is_none());
        let end = content::content_end(&scene, start, scene.end(), site, &self.sites, Opening::Clause);
        let comma = (start..end).find(|&place| opens && scene.kind(place) == Some(TokenKind::Comma));
        plain.then(|| self.report(site, vec![start..comma.unwrap_or(end)], asker, Evidence::SourceCueClause))
    }

    /// *by Press TV* behind *was quoted*.
    pub(super) fn by_outlet(&self, from: Place, limit: Place) -> Option<Range<Place>> {
        let by = (from..limit.min(from + 2)).find(|&place| self.scene().is_in(place, WordSet::ByInOn))?;
        self.nouns.subject_after(by + 1, limit)
    }

    /// *according to the ministry*, before or behind what it said; behind another attribution it names the outlet.
    pub(super) fn according_to(&mut self) {
        let scene = self.scene();
        let Some((cue, source)) = self.naming_phrase() else { return };
        let (place, end) = (cue.start, scene.end());
        let is_according = scene.is_in(place, WordSet::According);
        let attribution_end = source.end.max(cue.end);
        if let Some(report) = self.reports.iter_mut().find(|report| {
            let attribution_end =
                report.source.as_ref().map_or(report.cue.end, |source| source.end.max(report.cue.end));
            report.evidence != Evidence::According
                && is_according
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
                // What somebody reported of somebody's words holds those words: *According to The Herald, Lopez said …*
                .any(|content| {
                    let holds = places.start < content.start && content.end <= places.end;
                    content.start < places.end && places.start < content.end && !holds
                })
        };
        let announces = scene.is_in(place, WordSet::To);
        let before = place
            .checked_sub(1)
            .filter(|_| !announces)
            .map(|last| if scene.kind(last) == Some(TokenKind::Comma) { last } else { place });
        let content = match before {
            Some(content_end) if content_end > 1 || content_end == 1 && scene.passage(0).is_some() => {
                let floor = self.covered_before(content_end);
                let floor = self.open_floor(content_end).max(floor);
                let floor = if scene.passage(content_end - 1).is_some() && floor == content_end {
                    content_end - 1
                } else {
                    floor
                };
                floor..content_end
            }
            _ => {
                let Some(comma) = (attribution_end..end)
                    .find(|&place| scene.kind(place) == Some(TokenKind::Comma) || scene.passage(place).is_some())
                else {
                    return;
                };
                let comma = self.behind_apposition(comma, end);
                let start = if scene.passage(comma).is_some() { comma } else { comma + 1 };
                if scene.passage(start).is_none() {
                    start..end
                } else {
                    let site = CueSite { group: cue.clone(), head: place, cue: &SPEECH_NOUN, shape: Shape::Finite };
                    start..content::content_end(&scene, start, end, &site, &self.sites, Opening::Passage)
                }
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
            cue,
            lemma: if is_according { "according to" } else { "say" },
            class: CueClass::Neutral,
            source: Some(source),
            via: None,
            evidence: Evidence::According,
        });
    }

    /// The comma behind what explains a source before it: *According to the prosecutor, Ana Lopez, he …* · *…, who farms
    /// herself, some …*
    fn behind_apposition(&self, comma: Place, end: Place) -> Place {
        let scene = self.scene();
        let explains = scene.is(comma + 1, Classes::RELATIVE)
            || scene.kind(comma + 1) == Some(TokenKind::Number)
            || scene.index(comma + 1).and_then(|token| self.nouns.entities.mention_at(token)).is_some_and(
                |(entity, mention)| {
                    let behind = comma + 1 + mention.tokens.len();
                    entity.kind == NameKind::Person && scene.kind(behind) == Some(TokenKind::Comma)
                },
            );
        let next = (comma + 1..end.min(comma + 14)).find(|&place| scene.kind(place) == Some(TokenKind::Comma));
        next.filter(|_| explains && scene.kind(comma) == Some(TokenKind::Comma)).unwrap_or(comma)
    }

    /// Where the clause that ends at `end` begins at the earliest: behind the last words in marks that were closed off, or
    /// the last semicolon.
    fn open_floor(&self, end: Place) -> Place {
        let scene = self.scene();
        let closes = |place: Place| {
            scene.kind(place) == Some(TokenKind::Semicolon)
                || place + 1 < end
                    && (scene.passage_stops(place) || scene.passage_awaits(place) && !content::is_title(&scene, place))
        };
        (0..end).rev().find(|&place| closes(place)).map_or(0, |place| place + 1)
    }

    /// Where a phrase begins that names a source without a verb, with its cue and the source: *according to Lopez*, *in
    /// Lopez's words*, *in the words of the mayor*, *per the report*.
    fn naming_phrase(&self) -> Option<(Range<Place>, Range<Place>)> {
        let scene = self.scene();
        let end = scene.end();
        (0..end).find_map(|place| {
            if scene.is_in(place, WordSet::According) && scene.is_in(place + 1, WordSet::To) {
                return Some((place..place + 2, self.nouns.subject_after(place + 2, end)?));
            }
            if place == 0 && scene.is_in(0, WordSet::As) && scene.is_in(2, WordSet::By) {
                let reported = scene.cue(1).is_some_and(|(_, forms)| forms.participle());
                return reported.then(|| Some((0..3, self.nouns.subject_after(3, end)?))).flatten();
            }
            let parted =
                place == 0 || scene.passage(place - 1).is_some() || scene.kind(place - 1) == Some(TokenKind::Comma);
            // *To her, “nothing is lost.”*
            if scene.is_in(place, WordSet::To) && (parted || scene.is(place - 1, Classes::SUBORDINATOR)) {
                let source = self.nouns.subject_after(place + 1, end).or_else(|| {
                    scene.is(place + 1, Classes::OBJECT | Classes::PRONOUN).then_some(place + 1..place + 2)
                })?;
                let comma = scene.kind(source.end) == Some(TokenKind::Comma);
                return (comma && scene.passage(source.end + 1).is_some()).then_some((place..place + 1, source));
            }
            if !parted {
                return None;
            }
            let names = |place: Place| scene.token(place).is_some_and(|token| token.is_capitalized());
            if scene.is_in(place, WordSet::Per) && (names(place + 1) || place == 0) {
                return Some((place..place + 1, self.nouns.subject_after(place + 1, end)?));
            }
            if !scene.is_in(place, WordSet::InBy) {
                return None;
            }
            if scene.is_in(place + 1, WordSet::The)
                && scene.is_in(place + 2, WordSet::StatementNoun)
                && scene.is_in(place + 3, WordSet::Of)
            {
                return Some((place..place + 4, self.nouns.subject_after(place + 4, end)?));
            }
            let noun = (place + 2..end.min(place + 10)).find(|&noun| scene.is_in(noun, WordSet::StatementNoun))?;
            let owner = self.owner_of(noun).filter(|owner| owner.start == place + 1)?;
            Some((place..noun + 1, owner))
        })
    }

    /// *Lopez's warning that …* · *her remark that …*
    pub(super) fn speech_nouns(&mut self) {
        let scene = self.scene();
        for noun in 1..scene.end() {
            if !scene.is(noun, Classes::SPEECH_NOUN) {
                continue;
            }
            let Some((owner, start, opening)) = self.owned_words(noun) else { continue };
            let covered =
                self.reports.iter().any(|report| report.contents.iter().any(|content| content.contains(&start)));
            if covered {
                continue;
            }
            let site = CueSite { group: noun..start, head: noun, cue: &SPEECH_NOUN, shape: Shape::Finite };
            let end = content::content_end(&scene, start, scene.end(), &site, &self.sites, opening);
            // A promise to do something is reported where its words are marked.
            if opening == Opening::Infinitive && !(start..end).any(|place| scene.passage(place).is_some()) {
                continue;
            }
            self.reports.push(self.report(&site, vec![start..end], Some(owner), Evidence::SpeechNoun));
        }
    }

    /// Whose statement the noun at `noun` is, and where and how its words begin: *her remark on Friday that …*, *the
    /// suggestion of the mayor that …*, *his answer was “…”*, *her pledge to “…”*.
    fn owned_words(&self, noun: Place) -> Option<(Range<Place>, Place, Opening)> {
        let scene = self.scene();
        let end = scene.end();
        let owner = self.owner_of(noun);
        let is_that = |place: Place| scene.is_in(place, WordSet::That) && content::opens_clause(&scene, place);
        if is_that(noun + 1) {
            return Some((owner?, noun + 1, Opening::Clause));
        }
        if owner.is_some() && scene.is_in(noun + 1, WordSet::To) {
            return Some((owner?, noun + 1, Opening::Infinitive));
        }
        if owner.is_none() && scene.is_in(noun + 1, WordSet::OfByFrom) {
            let source = self.nouns.subject_after(noun + 2, end)?;
            return is_that(source.end).then(|| (source.clone(), source.end, Opening::Clause));
        }
        let verb = (noun + 1..end.min(noun + 8)).find(|&place| {
            scene.is(place, Classes::BE) && scene.kind(place) == Some(TokenKind::Lower) || is_that(place)
        })?;
        let plain = (noun + 1..verb).all(|place| {
            scene.cue(place).is_none()
                && scene.token(place).is_some_and(|token| token.is_word())
                && !scene.is(place, Classes::COORDINATOR | Classes::RELATIVE)
        });
        if !plain {
            return None;
        }
        if is_that(verb) {
            let adverbial = scene.is(noun + 1, Classes::PREPOSITION | Classes::CALENDAR);
            return adverbial.then_some((owner?, verb, Opening::Clause));
        }
        let start = verb + 1 + usize::from(scene.kind(verb + 1) == Some(TokenKind::Comma));
        if is_that(start) {
            return Some((owner?, start, Opening::Clause));
        }
        let speaks = scene.passage(start).is_some() && !content::is_title(&scene, start);
        speaks.then_some((owner?, start, Opening::Passage))
    }

    /// Who owns the noun at `noun`: the pronoun or the name before it, over an adjective or two.
    fn owner_of(&self, noun: Place) -> Option<Range<Place>> {
        let scene = self.scene();
        for place in (noun.saturating_sub(3)..noun).rev() {
            if scene.is(place, Classes::POSSESSIVE) {
                return (!scene.is(place, Classes::PRONOUN_NEUTER)).then_some(place..place + 1);
            }
            if scene.kind(place) == Some(TokenKind::Possessive) {
                return self.nouns.phrase_ending(place, 0);
            }
            if scene.kind(place) != Some(TokenKind::Lower)
                || scene.is(place, Classes::DETERMINER | Classes::PREPOSITION)
            {
                return None;
            }
        }
        None
    }
}
