//! Words that a name announces or signs: *LOPEZ: “…”*, *More from the report: “…”*, *“…” — Maria Lopez*.

use std::ops::Range;

use super::pattern::{Pattern, Read};
use crate::language::{Classes, WordSet};
use crate::prose::TokenKind;
use crate::reporting::evidence::Evidence;
use crate::reporting::reading::{Clause, Reading};
use crate::reporting::view::{Name, SegmentView, UnitIndex};

/// A colon behind more units than this ends no announcement.
const LONGEST_ANNOUNCEMENT: usize = 60;

/// A line that signs a quotation is no longer than this, in units.
const LONGEST_SIGNATURE: usize = 12;

/// *LOPEZ: “…”* · *Lopez's answer: “…”* · *Lopez was blunt: “…”*
pub const SPEAKER_COLON: Pattern = Pattern {
    evidence: &[Evidence::SpeakerColon],
    any_verb: true,
    read: Read::Segment(
        |view, place| view.kind(place) == Some(TokenKind::Colon) && view.is_passage(place + 1),
        speaker_colon,
    ),
};

fn speaker_colon(reading: &mut Reading<'_>) {
    let view = reading.view;
    let introduces = |place: &UnitIndex| view.kind(*place) == Some(TokenKind::Colon) && view.is_passage(place + 1);
    let Some(colon) = (1..view.len().min(LONGEST_ANNOUNCEMENT)).find(introduces) else { return };
    // A reporting verb before the colon introduces the words itself.
    if reading.is_reported(colon + 1) {
        return;
    }
    let Some((source, cue)) = announcer(&view, colon) else { return };
    let content = colon + 1..colon + 2;
    reading.clauses.push(Clause::without_verb(cue, content, source, Evidence::SpeakerColon));
}

/// Who announces words before a colon, and the words that do it: a name alone, the owner of an answer, or the
/// person that the sentence is about.
fn announcer(view: &SegmentView<'_>, colon: UnitIndex) -> Option<(Range<UnitIndex>, Range<UnitIndex>)> {
    let person = |place: UnitIndex| view.name(place).filter(Name::is_person);
    // Behind a dash or words in marks the sentence begins anew: *Pollsters agree – Ana Lopez: “…”*
    let first = (0..colon)
        .rev()
        .find(|&place| view.is_passage(place) || view.kind(place) == Some(TokenKind::Dash))
        .map_or(0, |place| place + 1);
    if person(colon - 1).is_some() {
        let opening = (first..colon)
            .find(|&place| !(view.is_in(place, WordSet::LeadsBack) || place == 0 && view.cue(place).is_some()))
            .unwrap_or(first);
        let whole = view.phrase_ending(colon, opening).is_some_and(|phrase| phrase.start == opening);
        if colon - opening <= 12 && (colon - opening <= 5 || whole) {
            return Some((opening..colon, colon..colon + 1));
        }
    }
    // *It surprised the pollster Ana Lopez: “…”* · *Rep. Ana Lopez (R-Texas): “…”*
    let bracket = (first..colon).find(|&place| view.kind(place) == Some(TokenKind::Open));
    let bare = bracket.filter(|_| view.kind(colon - 1) == Some(TokenKind::Close)).unwrap_or(colon);
    let speaks = view.is_passage(colon + 1) && view.passage_capitalized(colon + 1);
    let named = bare.checked_sub(1).and_then(person).is_some();
    let plain = |phrase: &Range<UnitIndex>| !phrase.clone().any(|place| view.is(place, Classes::PREPOSITION));
    let phrase = (speaks && named && bare > first).then(|| view.phrase_ending(bare, first)).flatten();
    if let Some(source) = phrase.filter(plain) {
        return Some((source, colon..colon + 1));
    }
    // *More from the report: “…”*
    let from = (first..colon).find(|&place| !view.is_in(place, WordSet::LeadsBack)).filter(|&place| place > first);
    if let Some(source) = from.and_then(|from| view.phrase_ending(colon, from).filter(|p| p.start == from)) {
        return Some((source, colon..colon + 1));
    }
    let has_speech_noun = (0..colon).any(|place| view.is(place, Classes::SPEECH_NOUN));
    let pronoun = Classes::PRONOUN_MALE | Classes::PRONOUN_FEMALE | Classes::PRONOUN_PLURAL;
    let owner = (0..colon).find_map(|place| {
        if view.is(place, Classes::POSSESSIVE) && view.is(place, pronoun) {
            return Some(place..place + 1);
        }
        let owned = view.kind(place) == Some(TokenKind::Possessive) && place > 0;
        owned.then(|| view.phrase_ending(place, 0)).flatten()
    });
    if let Some(owner) = owner.filter(|owner| has_speech_noun && owner.end < colon) {
        return Some((owner.clone(), owner.end..colon));
    }
    let Some(subject) = view
        .leading_subject(0, colon)
        .filter(|subject| has_speech_noun || person(subject.start).is_some() || view.is(subject.start, pronoun))
    else {
        // *… is shown by this finding: “…”*
        let noun = view.is(colon - 1, Classes::SPEECH_NOUN | Classes::DOCUMENT);
        let source = view.phrase_ending(colon, 0).filter(|_| noun)?;
        return Some((source, colon..colon + 1));
    };
    (subject.end < colon).then(|| (subject.clone(), subject.end..colon))
}

/// *“…” — Maria Lopez*: a name behind a dash signs the words.
pub const SIGNATURE: Pattern = Pattern {
    evidence: &[Evidence::Signature],
    any_verb: true,
    read: Read::Segment(|view, place| view.kind(place) == Some(TokenKind::Dash), signature),
};

fn signature(reading: &mut Reading<'_>) {
    let view = reading.view;
    let end = view.end();
    let Some(dash) = (1..end).rev().find(|&place| view.kind(place) == Some(TokenKind::Dash)) else { return };
    let passage = dash - 1;
    let is_free = view.is_passage(passage) && !reading.is_reported(passage);
    let named = view.token(dash + 1).is_some_and(|token| token.is_capitalized());
    if !is_free || dash + 1 >= end || end - dash > LONGEST_SIGNATURE || !named {
        return;
    }
    let name = (dash + 1..end).take_while(|&place| view.kind(place) != Some(TokenKind::Comma));
    let source = dash + 1..dash + 1 + name.count();
    let (cue, content) = (dash..dash + 1, passage..dash);
    reading.clauses.push(Clause::without_verb(cue, content, source, Evidence::Signature));
}

/// *Lopez was blunt:* · *The minister said:* – a segment that ends with a colon announces the words of the next. Gives
/// the places of the source and of the cue.
pub fn announcement(view: &SegmentView<'_>) -> Option<(Range<UnitIndex>, Range<UnitIndex>)> {
    let last = view.len().checked_sub(1).filter(|&last| last > 0)?;
    if view.kind(last) != Some(TokenKind::Colon) {
        return None;
    }
    announcer(view, last)
}

/// *— Maria Lopez, first customer*: a segment that signs the words of the paragraph before it. Gives the places of the
/// source and of the dash.
pub fn signature_line(view: &SegmentView<'_>) -> Option<(Range<UnitIndex>, Range<UnitIndex>)> {
    let signs = view.kind(0) == Some(TokenKind::Dash)
        && view.token(1).is_some_and(|token| token.is_capitalized())
        && view.len() <= LONGEST_SIGNATURE
        && (1..view.len()).all(|place| !view.is_passage(place));
    let end = (1..view.end()).find(|&place| view.kind(place) == Some(TokenKind::Comma)).unwrap_or(view.end());
    signs.then_some((1..end, 0..1))
}
