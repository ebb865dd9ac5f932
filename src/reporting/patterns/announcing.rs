//! Words that a name announces or signs: *LOPEZ: “…”*, *More from the report: “…”*, *“…” — Maria Lopez*.

use std::ops::Range;

use super::pattern::{Pattern, Read};
use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, TokenKind};
use crate::reporting::content;
use crate::reporting::cues::{Sites, VerbForm};
use crate::reporting::evidence::Evidence;
use crate::reporting::reading::{Clause, Reading};
use crate::reporting::unit::{FIRST, UnitIndex, Units};
use crate::reporting::view::{Name, SegmentView};

/// A colon behind more units than this ends no announcement.
const LONGEST_ANNOUNCEMENT: usize = 60;

/// A line that signs a quotation is no longer than this, in units.
const LONGEST_SIGNATURE: usize = 12;

/// Between a verb and the colon that ends its announcement stand no more units than this: who is told, where and when.
const FARTHEST_VERB: usize = 14;

/// The same before a comma, which ends many other things.
const NEAREST_VERB: usize = 4;

/// A name with its titles is no longer than this, in units.
const LONGEST_NAME: usize = 8;

/// A line that says by whom a statement is is no longer than this, in units.
const LONGEST_HEADING_LINE: usize = 20;

/// *The mayor of Halstead's answer?* is about the longest of its kind, in units.
const LONGEST_QUESTION: usize = 6;

/// Behind a title or a role alone and a colon, so many marked words are somebody's.
const SAID_WORDS: u32 = 3;

/// *LOPEZ: “…”* · *Lopez's answer: “…”* · *Lopez was blunt: “…”*
pub const SPEAKER_COLON: Pattern = Pattern {
    evidence: &[Evidence::SpeakerColon, Evidence::SourceCueQuotation],
    any_verb: true,
    read: Read::Segment(
        |view, place| view.is_passage(place + 1) && view.kind(place) == Some(TokenKind::Colon),
        speaker_colon,
    ),
};

fn speaker_colon(reading: &mut Reading<'_>) {
    let view = reading.view;
    let introduces = |place: &UnitIndex| view.kind(*place) == Some(TokenKind::Colon) && view.is_passage(*place + 1);
    let Some(colon) = (FIRST + 1..view.past_last().min(FIRST + LONGEST_ANNOUNCEMENT)).each().find(introduces) else {
        return;
    };
    // A reporting verb before the colon introduces the words itself.
    if reading.is_reported(colon + 1) {
        return;
    }
    // *urged the crew not to guess: “We had no water.”*: whoever says what stands before the colon speaks on.
    let ends_there = |clause: &&Clause| {
        matches!(clause.evidence, Evidence::SourceCueClause | Evidence::DependentVerb)
            && clause.class.is_speech()
            && clause.contents.last().is_some_and(|content| content.end == colon)
    };
    if let Some(report) =
        reading.clauses.iter().rfind(ends_there).filter(|_| content::is_marked_sentence(&view, colon + 1))
    {
        let mut words = report.clone();
        words.contents = vec![colon + 1..colon + 2];
        words.evidence = Evidence::SourceCueQuotation;
        reading.clauses.push(words);
        return;
    }
    let Some((source, cue)) = from_somebody(&view, colon).or_else(|| announcer(&view, colon)) else { return };
    let content = colon + 1..colon + 2;
    reading.clauses.push(Clause::without_verb(cue, content, source, Evidence::SpeakerColon));
}

/// Who announces words before a colon, and the words that do it: a name alone, the owner of an answer, or the
/// person that the sentence is about.
fn announcer(view: &SegmentView<'_>, colon: UnitIndex) -> Option<(Range<UnitIndex>, Range<UnitIndex>)> {
    let person = |place: UnitIndex| view.name(place).filter(Name::is_person);
    // Behind a dash or words in marks the sentence begins anew: *Pollsters agree – Ana Lopez: “…”*
    let first = (FIRST..colon)
        .each()
        .rev()
        .find(|&place| view.is_passage(place) || view.kind(place) == Some(TokenKind::Dash))
        .map_or(FIRST, |place| place + 1);
    if person(colon - 1).is_some() {
        let opening = (first..colon)
            .each()
            .find(|&place| !(view.is_in(place, WordSet::LeadsBack) || place == FIRST && view.cue(place).is_some()))
            .unwrap_or(first);
        let whole = view.phrase_ending(colon, opening).is_some_and(|phrase| phrase.start == opening);
        if colon - opening <= 12 && (colon - opening <= 5 || whole) {
            return Some((opening..colon, colon..colon + 1));
        }
    }
    // *Mayor: “We will not pay”*: a headline, or a turn of a dialogue.
    let people = Classes::TITLE | Classes::ROLE | Classes::ROLE_PLURAL | Classes::GROUP;
    let stands_alone = first == FIRST && colon - first <= 2 && view.is(colon - 1, people);
    let says = view.passage(colon + 1).is_some_and(|passage| passage.words >= SAID_WORDS);
    if stands_alone && says && view.passage_capitalized(colon + 1) {
        return Some((first..colon, colon..colon + 1));
    }
    // *It surprised the pollster Ana Lopez: “…”* · *Rep. Ana Lopez (R-Texas): “…”*
    let bracket = (first..colon).each().find(|&place| view.kind(place) == Some(TokenKind::Open));
    let bare = bracket.filter(|_| view.kind(colon - 1) == Some(TokenKind::Close)).unwrap_or(colon);
    let speaks = view.is_passage(colon + 1) && view.passage_capitalized(colon + 1);
    let named = bare.checked_sub(1).and_then(person).is_some();
    let plain = |phrase: &Range<UnitIndex>| !phrase.each().any(|place| view.is(place, Classes::PREPOSITION));
    let phrase = (speaks && named && bare > first).then(|| view.phrase_ending(bare, first)).flatten();
    if let Some(source) = phrase.filter(plain) {
        return Some((source, colon..colon + 1));
    }
    // *More from the report: “…”*
    let from =
        (first..colon).each().find(|&place| !view.is_in(place, WordSet::LeadsBack)).filter(|&place| place > first);
    if let Some(source) = from.and_then(|from| view.phrase_ending(colon, from).filter(|p| p.start == from)) {
        return Some((source, colon..colon + 1));
    }
    let has_speech_noun = (FIRST..colon).each().any(|place| view.is(place, Classes::SPEECH_NOUN));
    let pronoun = Classes::PRONOUN_MALE | Classes::PRONOUN_FEMALE | Classes::PRONOUN_PLURAL;
    let owner = (FIRST..colon).each().find_map(|place| {
        if view.is(place, Classes::POSSESSIVE) && view.is(place, pronoun) {
            return Some(place..place + 1);
        }
        // *Here's the question:*
        let owned = view.kind(place) == Some(TokenKind::Possessive)
            && place > FIRST
            && !view.is(place + 1, Classes::DETERMINER);
        owned.then(|| view.phrase_ending(place, FIRST)).flatten()
    });
    if let Some(owner) = owner.filter(|owner| has_speech_noun && owner.end < colon) {
        return Some((owner.clone(), owner.end..colon));
    }
    let leading = view.leading_subject(FIRST, colon);
    let acting = acting_person(view, first, colon);
    // *When Reyes died, the minister Ana Lopez issued this statement:* · *The head of the mill Ana Lopez shared her view:*
    let behind_clause = |name: &Range<UnitIndex>| {
        leading.as_ref().is_none_or(|subject| {
            let parted = (subject.end..name.start).each().any(|place| view.kind(place) == Some(TokenKind::Comma));
            parted || person(subject.start).is_none() && !view.is(subject.start, pronoun)
        })
    };
    if let Some(name) = acting.filter(|name| name.start > FIRST && behind_clause(name)) {
        return Some((name.clone(), name.end..colon));
    }
    let Some(subject) =
        leading.filter(|subject| has_speech_noun || person(subject.start).is_some() || view.is(subject.start, pronoun))
    else {
        // *… is shown by this finding: “…”*
        let noun = view.is(colon - 1, Classes::SPEECH_NOUN | Classes::DOCUMENT);
        // *INTERVIEW: “…”* says what follows, and not who speaks.
        let source = view.phrase_ending(colon, FIRST).filter(|source| noun && source.len() > 1)?;
        return Some((source, colon..colon + 1));
    };
    (subject.end < colon).then(|| (subject.clone(), subject.end..colon))
}

/// The last person in `from..colon` who is named right before a verb, and governed by no preposition.
fn acting_person(view: &SegmentView<'_>, from: UnitIndex, colon: UnitIndex) -> Option<Range<UnitIndex>> {
    let verb = Classes::BE | Classes::HAVE | Classes::DO | Classes::MODAL | Classes::VERB;
    let acts = |place: UnitIndex| {
        view.kind(place) == Some(TokenKind::Lower)
            && (view.is(place, verb)
                || view.word(place).ends_with("ed")
                || view.cue(place).is_some_and(|(_, forms)| forms.past() || forms.third()))
    };
    (from + 1..colon).each().rev().filter(|&end| acts(end)).find_map(|end| {
        let name = view.name(end - 1).filter(Name::is_person)?;
        let start = end.checked_sub(name.tokens.len()).filter(|&start| start >= from)?;
        let ends = view.index(end - 1).is_some_and(|last| name.tokens.end == last + 1);
        let governed = start.checked_sub(1).is_some_and(|before| {
            view.is(before, Classes::PREPOSITION | Classes::COORDINATOR) && view.kind(before) == Some(TokenKind::Lower)
        });
        (ends && !governed).then_some(start..end)
    })
}

/// *“…” — Maria Lopez*: a name behind a dash signs the words.
pub const SIGNATURE: Pattern = Pattern {
    evidence: &[Evidence::Signature],
    any_verb: true,
    read: Read::Segment(|view, place| view.token(place).is_some_and(|token| token.kind == TokenKind::Dash), signature),
};

fn signature(reading: &mut Reading<'_>) {
    let view = reading.view;
    let end = view.end();
    let Some(dash) = (FIRST + 1..end).each().rev().find(|&place| view.kind(place) == Some(TokenKind::Dash)) else {
        return;
    };
    let passage = dash - 1;
    let is_free = view.is_passage(passage) && !reading.is_reported(passage);
    let named = view.token(dash + 1).is_some_and(|token| token.is_capitalized());
    if !is_free || dash + 1 >= end || end - dash > LONGEST_SIGNATURE || !named {
        return;
    }
    let name = (dash + 1..end).each().take_while(|&place| view.kind(place) != Some(TokenKind::Comma));
    let source = dash + 1..dash + 1 + name.count();
    let (cue, content) = (dash..dash + 1, passage..dash);
    reading.clauses.push(Clause::without_verb(cue, content, source, Evidence::Signature));
}

/// Who announces the words of the next segment, and the words that do it: *Lopez was blunt:* · *Speaking to the Herald,
/// the minister said,* · *In the words of Lopez,* · *From Chairwoman Lopez:* · *The motion was as follows.* · *Lopez did not
/// mince words.*
pub fn announcement(view: &SegmentView<'_>) -> Option<(Range<UnitIndex>, Range<UnitIndex>)> {
    let end =
        view.all().each().rev().find(|&place| view.kind(place) != Some(TokenKind::Dash)).filter(|&end| end > FIRST)?;
    match view.kind(end) {
        Some(TokenKind::Colon) => verb_announces(view, end, FARTHEST_VERB)
            .or_else(|| from_somebody(view, end))
            .or_else(|| announcer(view, end)),
        Some(TokenKind::Comma | TokenKind::Semicolon) => {
            verb_announces(view, end, NEAREST_VERB).or_else(|| in_the_words_of(view, end))
        }
        _ => as_follows(view)
            .or_else(|| by_somebody(view))
            .or_else(|| owner_asked(view))
            .or_else(|| in_the_words_of(view, view.end()))
            .or_else(|| minces_no_words(view)),
    }
}

/// *Lopez, who chairs the council, told us:* – a verb of saying that reports nothing else before `end`.
fn verb_announces(
    view: &SegmentView<'_>,
    end: UnitIndex,
    farthest: usize,
) -> Option<(Range<UnitIndex>, Range<UnitIndex>)> {
    let reading = Reading::new(*view, Sites::find(view));
    let site = reading.sites.all().iter().rev().find(|site| {
        let frames = site.cue.frames;
        site.form == VerbForm::Finite && site.is_speech() && (frames.quotation() || frames.recipient())
    })?;
    let between = site.group.end..end;
    if site.group.end > end || between.len() > farthest || between.each().any(|place| view.is_passage(place)) {
        return None;
    }
    let subject = reading.governing_subject(site).filter(|subject| !subject.is_empty())?;
    let relative = subject.len() == 1 && view.is(subject.start, Classes::RELATIVE);
    let subject = if relative { view.leading_subject(FIRST, subject.start)? } else { subject };
    Some((subject, site.group.clone()))
}

/// *From Chairwoman Delia Rosewarne, of Hythe:* · *And this from her deputy:*
fn from_somebody(view: &SegmentView<'_>, end: UnitIndex) -> Option<(Range<UnitIndex>, Range<UnitIndex>)> {
    let leads = |place: &UnitIndex| view.is_in(*place, WordSet::LeadsToSource) || view.is(*place, Classes::COORDINATOR);
    let start = (FIRST..end).each().find(|place| !leads(place)).filter(|&start| start > FIRST)?;
    let comma = (start..end).each().find(|&place| view.kind(place) == Some(TokenKind::Comma)).unwrap_or(end);
    let is_phrase = view.phrase_ending(comma, start).is_some_and(|phrase| phrase.start == start);
    let capital = view.token(start).is_some_and(|token| token.is_capitalized());
    (is_phrase || capital && comma - start <= LONGEST_NAME).then_some((start..comma, FIRST..start))
}

/// *In the words of Lena Marsh herself,* · *The mood is caught in the words of Lena Marsh.*
fn in_the_words_of(view: &SegmentView<'_>, end: UnitIndex) -> Option<(Range<UnitIndex>, Range<UnitIndex>)> {
    let of = (FIRST + 1..end)
        .each()
        .rev()
        .find(|&place| view.is_in(place, WordSet::Of) && view.is_in(place - 1, WordSet::SomebodysWords))?;
    let start = of.checked_sub(3).filter(|&start| view.is_in(start, WordSet::In))?;
    let last = if view.is_in(end - 1, WordSet::Emphatic) { end - 1 } else { end };
    let last = (of + 2..last).each().find(|&place| view.kind(place) == Some(TokenKind::Comma)).unwrap_or(last);
    (of + 1 < last).then_some((of + 1..last, start..of + 1))
}

/// *Lopez did not mince words.*
fn minces_no_words(view: &SegmentView<'_>) -> Option<(Range<UnitIndex>, Range<UnitIndex>)> {
    let end = view.end();
    let verb = (end.saturating_sub(4)..end).each().find(|&place| view.is_in(place, WordSet::Mince))?;
    let words = view.is_in(end - 1, WordSet::SomebodysWords);
    let denied = (verb.saturating_sub(3)..end).each().any(|place| view.is_in(place, WordSet::Negation));
    let source = view.subject_before(verb, FIRST).or_else(|| view.leading_subject(FIRST, verb))?;
    (words && denied).then(|| (source.clone(), source.end..end))
}

/// *The wording of the motion was as follows.*
fn as_follows(view: &SegmentView<'_>) -> Option<(Range<UnitIndex>, Range<UnitIndex>)> {
    let end = view.end();
    let start = end.checked_sub(2).filter(|&start| view.is_in(start, WordSet::As))?;
    let follows = view.is_in(end - 1, WordSet::Follows);
    let verb =
        (FIRST..start).each().rev().find(|&place| !view.is(place, Classes::ADVERB) && !view.cue(place).is_some())? + 1;
    let be = if view.is(verb - 1, Classes::BE) { verb - 1 } else { verb };
    (follows && be > FIRST).then_some((FIRST..be, be..end))
}

/// *Statement by John Averill, chief analyst* · *From the desk of John Averill, chief analyst.*
fn by_somebody(view: &SegmentView<'_>) -> Option<(Range<UnitIndex>, Range<UnitIndex>)> {
    let end = view.end();
    let is_short = end <= FIRST + LONGEST_HEADING_LINE && Sites::find(view).all().is_empty();
    let statement = view.is(FIRST, Classes::SPEECH_NOUN | Classes::DOCUMENT) && view.is_in(FIRST + 1, WordSet::By);
    let desk = view.is_in(FIRST, WordSet::LeadsBack) && view.is_in(FIRST + 3, WordSet::Of);
    let start = FIRST + if statement { 2 } else { 4 };
    let name = view.name(start).filter(Name::is_person).filter(|_| is_short && (statement || desk))?;
    Some((start..start + name.tokens.len(), FIRST..start))
}

/// *His reasoning?* · *The mayor's answer?*
fn owner_asked(view: &SegmentView<'_>) -> Option<(Range<UnitIndex>, Range<UnitIndex>)> {
    let end = view.end();
    let asks =
        view.word(view.past_last().checked_sub(1)?) == "?" && (FIRST + 2..=FIRST + LONGEST_QUESTION).contains(&end);
    let noun = view.is(end.checked_sub(1)?, Classes::SPEECH_NOUN) || view.is_in(end - 1, WordSet::OwnedWords);
    let owner = (FIRST..end - 1).each().find(|&place| {
        view.is(place, Classes::POSSESSIVE) || view.kind(place) == Some(TokenKind::Possessive) && place > FIRST
    });
    let owner = owner.filter(|_| asks && noun)?;
    let source = if view.is(owner, Classes::POSSESSIVE) { owner..owner + 1 } else { FIRST..owner };
    let cue = source.end..end;
    (!cue.is_empty()).then_some((source, cue))
}
