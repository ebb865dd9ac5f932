//! Words that a name announces or signs: *LOPEZ: “…”*, *More from the report: “…”*, *“…” — Maria Lopez*.

use std::ops::Range;

use super::{Reading, Report};
use crate::attribution::Evidence;
use crate::attribution::frames::Place;
use crate::entities::MentionForm;
use crate::language::{Classes, CueClass, WordSet};
use crate::names::NameKind;
use crate::prose::TokenKind;

impl Reading<'_> {
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
                .find(|&place| !(scene.is_in(place, WordSet::LeadsBack) || place == 0 && scene.cue(place).is_some()))
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
        let from = (first..colon).find(|&place| !scene.is_in(place, WordSet::LeadsBack)).filter(|&place| place > first);
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
}
