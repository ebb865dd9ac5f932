//! Speech that no verb of speech reports: *“…,” came the reply* · *“You have”—he slid it across—“half.”*

use super::pattern::{Pattern, Read};
use crate::language::{Classes, WordSet};
use crate::prose::TokenKind;
use crate::reporting::content;
use crate::reporting::evidence::Evidence;
use crate::reporting::reading::{Clause, Reading};
use crate::reporting::unit::{FIRST, UnitIndex, Units};
use crate::reporting::view::{Name, SegmentView};

/// What somebody does between two halves of a sentence is no longer than this, in units.
const LONGEST_BEAT: usize = 14;

/// *“…,” came the reply*: the noun says that somebody spoke.
pub const CAME_THE_REPLY: Pattern = Pattern {
    evidence: &[Evidence::QuotationCueSource],
    any_verb: true,
    read: Read::Segment(|view, place| view.is_in(place, WordSet::Comes), came_the_reply),
};

fn came_the_reply(reading: &mut Reading<'_>) {
    let view = reading.view;
    let verb = (FIRST + 1..view.end()).each().find(|&place| view.is_in(place, WordSet::Comes));
    let Some(verb) = verb.filter(|&verb| view.is_passage(verb - 1) && !reading.is_reported(verb - 1)) else { return };
    let Some(noun) = view.subject_after(verb + 1, view.end()) else { return };
    let is_reply = |place: UnitIndex| view.is(place, Classes::SPEECH_NOUN) || view.is_in(place, WordSet::OwnedWords);
    if !noun.each().any(is_reply) {
        return;
    }
    // *came the reply from Lopez*
    let named = view.is_in(noun.end, WordSet::OfByFrom).then(|| view.subject_after(noun.end + 1, view.end())).flatten();
    let (cue, source) = match named {
        Some(source) => (verb..noun.end, source),
        None => (verb..verb + 1, noun),
    };
    reading.clauses.push(Clause::without_verb(cue, verb - 1..verb, source, Evidence::QuotationCueSource));
}

/// *“…,” he expressed* · *“…”, Lopez justified.*: words that await an attribution take any verb in the past.
pub const AWAITED: Pattern = Pattern {
    evidence: &[Evidence::QuotationSourceCue],
    any_verb: true,
    read: Read::Segment(|view, place| place == FIRST && view.is_passage(FIRST), awaited),
};

fn awaited(reading: &mut Reading<'_>) {
    let view = reading.view;
    let comma = usize::from(view.kind(FIRST + 1) == Some(TokenKind::Comma));
    if reading.is_reported(FIRST)
        || !(view.passage_awaits(FIRST) || comma == 1)
        || !content::is_marked_sentence(&view, FIRST) && comma == 0
    {
        return;
    }
    let from = FIRST + 1 + comma;
    let Some(subject) = view.leading_subject(from, view.end()).filter(|subject| subject.start == from) else { return };
    let person = view.is(from, Classes::PRONOUN) || view.name(subject.end - 1).as_ref().is_some_and(Name::is_person);
    let verb = subject.end;
    let past = view.kind(verb) == Some(TokenKind::Lower) && view.word(verb).ends_with("ed");
    let ends = verb + 1 >= view.end()
        || view.is(verb + 1, Classes::PREPOSITION | Classes::CALENDAR | Classes::SUBORDINATOR | Classes::ADVERB)
        || view.kind(verb + 1) == Some(TokenKind::Comma);
    if person && past && ends {
        let words = FIRST..FIRST + 1;
        reading.clauses.push(Clause::without_verb(verb..verb + 1, words, subject, Evidence::QuotationSourceCue));
    }
}

/// *“You can have half of”—he slid the plate across—“whatever is left.”*: who acts between the halves speaks both.
pub const BEAT_BETWEEN: Pattern = Pattern {
    evidence: &[Evidence::QuotationSourceCue],
    any_verb: true,
    read: Read::Segment(opens_beat, beat_between),
};

/// Whether a dash behind marked words opens what somebody does.
fn opens_beat(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    view.is_passage(place) && view.kind(place + 1) == Some(TokenKind::Dash) && !view.is_passage(place + 2)
}

fn beat_between(reading: &mut Reading<'_>) {
    let view = reading.view;
    let Some(passage) = view.all().each().find(|&place| opens_beat(&view, place)) else { return };
    let behind = passage + 2..view.past_last().min(passage + LONGEST_BEAT);
    let dash = behind.each().find(|&place| view.kind(place) == Some(TokenKind::Dash));
    let Some(dash) = dash.filter(|&dash| view.is_passage(dash + 1) && !view.passage_capitalized(dash + 1)) else {
        return;
    };
    let Some(subject) = view.leading_subject(behind.start, dash).filter(|subject| subject.start == behind.start) else {
        return;
    };
    if subject.end >= dash || [passage, dash + 1].iter().any(|&place| reading.is_reported(place)) {
        return;
    }
    let (cue, content) = (subject.end..dash, passage..passage + 1);
    let mut clause = Clause::without_verb(cue, content, subject, Evidence::QuotationSourceCue);
    clause.contents.push(dash + 1..dash + 2);
    reading.clauses.push(clause);
}
