//! Attributions without a plain reporting verb: *according to*, *quoted as saying*, a signature, a name and a colon.

use std::ops::Range;

use super::{Reading, Report};
use crate::attribution::Evidence;
use crate::attribution::content::{self, Opening};
use crate::attribution::cues::{CueSite, Shape};
use crate::attribution::frames::Place;
use crate::entities::MentionForm;
use crate::language::{Classes, Cue, CueClass};
use crate::names::NameKind;
use crate::prose::TokenKind;

/// What a noun of speech stands for among the cues.
static SPEECH_NOUN: Cue = Cue::of_noun("say");

/// Words that lead from a colon back to whose words follow it: *More from the report: “…”*
const FROM: &[&str] = &["more", "from", "via", "by"];

/// Nouns that stand for what somebody says in phrases like *in Lopez's words*.
pub(super) const WORDS: &[&str] = &[
    "words",
    "view",
    "opinion",
    "account",
    "telling",
    "reckoning",
    "admission",
    "estimation",
    "phrase",
    "description",
];

impl Reading<'_> {
    /// *Press TV quoted him as saying* · *she was quoted as saying*: the one quoted speaks, the outlet is between.
    pub(super) fn quoted_as_saying(&self, site: &CueSite) -> Option<Report> {
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
        let mut report = self.report(&whole, vec![content], Some(source), Evidence::QuotedAsSaying);
        report.lemma = "quote as saying";
        report.via = via;
        Some(report)
    }

    /// *Lopez was asked whether …* · *Asked by a caller why …, she …*: a question of somebody else, named or not.
    pub(super) fn asked(&self, site: &CueSite) -> Option<Report> {
        let scene = self.scene();
        let opens = site.head == 0 || site.head == 1 && scene.is_word(0, &["when", "if"]);
        let alone =
            site.shape == Shape::Finite && opens && scene.cue(site.head).is_some_and(|(_, forms)| forms.participle());
        if site.cue.lemma != "ask" || !(site.shape == Shape::Passive || alone) {
            return None;
        }
        let asker = self.by_outlet(site.group.end, scene.end());
        let behind = asker.as_ref().map_or(site.group.end, |asker| asker.end);
        let comma = usize::from(scene.kind(behind) == Some(TokenKind::Comma));
        if scene.passage(behind + comma).is_some() {
            let question = behind + comma..behind + comma + 1;
            return Some(self.report(site, vec![question], asker, Evidence::SourceCueQuotation));
        }
        let questions = ["whether", "if", "why", "how", "what", "who", "which", "where", "when", "about"];
        let start = (behind..scene.end().min(behind + 6)).find(|&place| scene.is_word(place, &questions))?;
        let start = start + usize::from(scene.is_word(start, &["about"]));
        let plain = (behind..start)
            .all(|place| scene.token(place).is_some_and(|token| token.is_word()) && scene.cue(place).is_none());
        let end = content::content_end(&scene, start, scene.end(), site, &self.sites, Opening::Clause);
        let comma = (start..end).find(|&place| opens && scene.kind(place) == Some(TokenKind::Comma));
        plain.then(|| self.report(site, vec![start..comma.unwrap_or(end)], asker, Evidence::SourceCueClause))
    }

    /// *by Press TV* behind *was quoted*.
    pub(super) fn by_outlet(&self, from: Place, limit: Place) -> Option<Range<Place>> {
        let by = (from..limit.min(from + 2)).find(|&place| self.scene().is_word(place, &["by"]))?;
        self.nouns.subject_after(by + 1, limit)
    }

    /// *according to the ministry*, before or behind what it said; behind another attribution it names the outlet.
    pub(super) fn according_to(&mut self) {
        let scene = self.scene();
        let Some((cue, source)) = self.naming_phrase() else { return };
        let (place, end) = (cue.start, scene.end());
        let is_according = scene.is_word(place, &["according"]);
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
        let announces = scene.is_word(place, &["to"]);
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
            if scene.is_word(place, &["according"]) && scene.is_word(place + 1, &["to"]) {
                return Some((place..place + 2, self.nouns.subject_after(place + 2, end)?));
            }
            if place == 0 && scene.is_word(0, &["as"]) && scene.is_word(2, &["by"]) {
                let reported = scene.cue(1).is_some_and(|(_, forms)| forms.participle());
                return reported.then(|| Some((0..3, self.nouns.subject_after(3, end)?))).flatten();
            }
            let parted =
                place == 0 || scene.passage(place - 1).is_some() || scene.kind(place - 1) == Some(TokenKind::Comma);
            // *To her, “nothing is lost.”*
            if scene.is_word(place, &["to"]) && (parted || scene.is(place - 1, Classes::SUBORDINATOR)) {
                let source = self.nouns.subject_after(place + 1, end).or_else(|| {
                    scene.is(place + 1, Classes::OBJECT | Classes::PRONOUN).then_some(place + 1..place + 2)
                })?;
                let comma = scene.kind(source.end) == Some(TokenKind::Comma);
                return (comma && scene.passage(source.end + 1).is_some()).then_some((place..place + 1, source));
            }
            if !parted {
                return None;
            }
            if scene.is_word(place, &["per"]) && scene.token(place + 1)?.is_capitalized() {
                return Some((place..place + 1, self.nouns.subject_after(place + 1, end)?));
            }
            if !scene.is_word(place, &["in", "by"]) {
                return None;
            }
            if scene.is_word(place + 1, &["the"])
                && scene.is_word(place + 2, WORDS)
                && scene.is_word(place + 3, &["of"])
            {
                return Some((place..place + 4, self.nouns.subject_after(place + 4, end)?));
            }
            let noun = (place + 2..end.min(place + 10)).find(|&noun| scene.is_word(noun, WORDS))?;
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
        let is_that = |place: Place| scene.is_word(place, &["that"]) && content::opens_clause(&scene, place);
        if is_that(noun + 1) {
            return Some((owner?, noun + 1, Opening::Clause));
        }
        if owner.is_some() && scene.is_word(noun + 1, &["to"]) {
            return Some((owner?, noun + 1, Opening::Infinitive));
        }
        if owner.is_none() && scene.is_word(noun + 1, &["of", "by", "from"]) {
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

    /// *“…” — Maria Lopez*: a name behind a dash signs the words.
    pub(super) fn signature(&mut self) {
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
        });
    }

    /// *LOPEZ: “…”* · *Lopez's answer: “…”* · *Lopez was blunt: “…”*
    pub(super) fn speaker_colon(&mut self) {
        let scene = self.scene();
        let introduces =
            |place: &Place| scene.kind(*place) == Some(TokenKind::Colon) && scene.passage(place + 1).is_some();
        let Some(colon) = (1..scene.len().min(60)).find(introduces) else { return };
        // A reporting verb before the colon introduces the words itself.
        let covered =
            self.reports.iter().flat_map(|report| &report.contents).any(|content| content.contains(&(colon + 1)));
        if covered {
            return;
        }
        let Some((source, cue)) = self.announcer(colon) else { return };
        self.reports.push(Report {
            contents: vec![colon + 1..colon + 2],
            cue,
            lemma: "say",
            class: CueClass::Neutral,
            source: Some(source),
            via: None,
            evidence: Evidence::SpeakerColon,
        });
    }

    /// Who announces words before a colon, and the words that do it: a name alone, the owner of an answer, or the
    /// person that the sentence is about.
    pub(super) fn announcer(&self, colon: Place) -> Option<(Range<Place>, Range<Place>)> {
        let scene = self.scene();
        let person = |place: Place| {
            let mention = self.nouns.entities.mention_at(scene.index(place)?)?;
            (mention.0.kind == NameKind::Person).then_some(mention.1)
        };
        // Behind a dash or words in marks the sentence begins anew: *Pollsters agree – Ana Lopez: “…”*
        let first = (0..colon)
            .rev()
            .find(|&place| scene.passage(place).is_some() || scene.kind(place) == Some(TokenKind::Dash))
            .map_or(0, |place| place + 1);
        if let Some(mention) = person(colon - 1)
            && mention.form != MentionForm::Pronoun
        {
            let opening = (first..colon)
                .find(|&place| !(scene.is_word(place, FROM) || place == 0 && scene.cue(place).is_some()))
                .unwrap_or(first);
            let whole = self.nouns.phrase_ending(colon, opening).is_some_and(|phrase| phrase.start == opening);
            if colon - opening <= 12 && (colon - opening <= 5 || whole) {
                return Some((opening..colon, colon..colon + 1));
            }
        }
        // *It surprised the pollster Ana Lopez: “…”* · *Rep. Ana Lopez (R-Texas): “…”*
        let bracket = (first..colon).find(|&place| scene.kind(place) == Some(TokenKind::Open));
        let bare = bracket.filter(|_| scene.kind(colon - 1) == Some(TokenKind::Close)).unwrap_or(colon);
        let speaks = scene.passage(colon + 1).is_some() && scene.passage_capitalized(colon + 1);
        let named = bare.checked_sub(1).and_then(person).is_some_and(|mention| mention.form != MentionForm::Pronoun);
        let plain = |phrase: &Range<Place>| !phrase.clone().any(|place| scene.is(place, Classes::PREPOSITION));
        let phrase = (speaks && named && bare > first).then(|| self.nouns.phrase_ending(bare, first)).flatten();
        if let Some(source) = phrase.filter(plain) {
            return Some((source, colon..colon + 1));
        }
        // *More from the report: “…”*
        let from = (first..colon).find(|&place| !scene.is_word(place, FROM)).filter(|&place| place > first);
        if let Some(source) = from.and_then(|from| self.nouns.phrase_ending(colon, from).filter(|p| p.start == from)) {
            return Some((source, colon..colon + 1));
        }
        let has_speech_noun = (0..colon).any(|place| scene.is(place, Classes::SPEECH_NOUN));
        let pronoun = Classes::PRONOUN_MALE | Classes::PRONOUN_FEMALE | Classes::PRONOUN_PLURAL;
        let owner = (0..colon).find_map(|place| {
            if scene.is(place, Classes::POSSESSIVE) && scene.is(place, pronoun) {
                return Some(place..place + 1);
            }
            let owned = scene.kind(place) == Some(TokenKind::Possessive) && place > 0;
            owned.then(|| self.nouns.phrase_ending(place, 0)).flatten()
        });
        if let Some(owner) = owner.filter(|owner| has_speech_noun && owner.end < colon) {
            return Some((owner.clone(), owner.end..colon));
        }
        let Some(subject) = self
            .leading_subject(0, colon)
            .filter(|subject| has_speech_noun || person(subject.start).is_some() || scene.is(subject.start, pronoun))
        else {
            // *… is shown by this finding: “…”*
            let noun = scene.is(colon - 1, Classes::SPEECH_NOUN | Classes::DOCUMENT);
            let source = self.nouns.phrase_ending(colon, 0).filter(|_| noun)?;
            return Some((source, colon..colon + 1));
        };
        (subject.end < colon).then(|| (subject.clone(), subject.end..colon))
    }
}
