//! What the writer tells behind what somebody said: when and where it was said, what somebody did then, what it means.

use std::ops::Range;

use crate::language::{Classes, WordSet};
use crate::prose::TokenKind;
use crate::reporting::cues::{CueSite, Sites, VerbForm};
use crate::reporting::unit::{UnitIndex, Units};
use crate::reporting::view::SegmentView;

/// What the writer tells behind marked words: *said they were “no good” and walked away*, *but we stayed*.
pub fn walks_away(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    view.is_in(place, WordSet::And) && view.is_in(place + 1, WordSet::WalksAway)
        || view.is_in(place, WordSet::But) && view.is(place + 1, Classes::FIRST_PERSON | Classes::DO)
}

/// *vows to “defend the law” before sketching her own*, *even as the wind rose*: what the writer tells behind marked words.
pub fn tells_circumstance(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    let participle = view.kind(place + 1) == Some(TokenKind::Lower) && view.word(place + 1).ends_with("ing");
    view.is_in(place, WordSet::BeforeParticiple) && participle
        || view.is_in(place, WordSet::Even) && view.is_in(place + 1, WordSet::As)
}

/// *said it was “late,” but he stayed*: behind the comma in the marks the writer tells what somebody did.
pub fn turns_away(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    view.is_in(place, WordSet::But)
        && view.is(place + 1, Classes::SUBJECT)
        && view.is(place + 1, Classes::PRONOUN_MALE | Classes::PRONOUN_FEMALE)
}

/// *said it would be ready, to groans from the benches*: what was heard when it was said.
pub fn hears_crowd(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    view.is_in(place, WordSet::To)
        && (place + 1..place + 4).each().any(|place| view.is_in(place, WordSet::SoundOfCrowd))
}

/// *in a post*, *in an interview with the Herald*: where somebody said or wrote something.
pub fn tells_medium(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    view.is(place, Classes::PREPOSITION)
        && view.is(place + 1, Classes::DETERMINER | Classes::POSSESSIVE)
        && (place + 2..place + 6)
            .each()
            .take_while(|&noun| view.kind(noun).is_some_and(|kind| kind != TokenKind::Possessive))
            .any(|noun| view.is_in(noun, WordSet::CircumstanceNoun))
}

/// What follows marked words and tells when or where they were said: *said “no” when he was asked*, *in a post*.
pub fn is_circumstance(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    tells_medium(view, place)
        || view.is_in(place, WordSet::TellsWhen)
        || view.is_in(place, WordSet::BeforeDate)
            && view.is(place + 1, Classes::CALENDAR | Classes::DETERMINER)
            && !view.is_in(place + 1, WordSet::The)
        || view.is_in(place, WordSet::On) && view.is(place + 1, Classes::CALENDAR)
}

/// What follows a comma and explains what was said instead of going on with it: *“…,” a swipe at …*, *“…,” referring
/// to …*
pub fn explains(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    view.is_in(place, WordSet::AAn) || view.word(place).ends_with("ing") && view.kind(place) == Some(TokenKind::Lower)
}

/// *said he was “a pilot”, which …* · *said it was “late,” becoming …*: behind the last marked words of a report the
/// writer explains.
pub fn explains_marked(view: &SegmentView<'_>, before: Range<UnitIndex>, end: UnitIndex) -> bool {
    let comma = before.end;
    let dash = view.kind(comma) == Some(TokenKind::Dash) && !view.is(comma + 1, Classes::COORDINATOR);
    let tail = dash || explains(view, comma + 1) || view.is_in(comma + 1, WordSet::RelativeAfterComma);
    tail && before.each().any(|place| view.is_passage(place))
        && !(comma..end).each().any(|place| view.is_passage(place))
}

/// What follows marked words that a noun phrase ends with: *called it “a farce” and left*
pub fn leaves_marks(view: &SegmentView<'_>, place: UnitIndex, site: &CueSite) -> bool {
    view.is_in(place, WordSet::LeavesMarks)
        || is_circumstance(view, place)
        || view.is_in(place, WordSet::And) && {
            let next = view.word(place + 1);
            let verb = view.cue(place + 1).is_some()
                || view.is(place + 1, Classes::SUBJECT | Classes::ADVERB)
                || view.is_in(place + 1, WordSet::WalksAway)
                || view.kind(place + 1) == Some(TokenKind::Lower)
                    && (next.ends_with("ed") || next.ends_with("ing") && site.form == VerbForm::Participle);
            verb || view.token(place + 1).is_some_and(|token| token.is_capitalized())
        }
}

/// *said it would be “hard”, but downplayed it* · *said it was “late” – and she left*: behind the last marked words of a
/// report the writer tells what somebody did.
pub fn turns_to_deed(view: &SegmentView<'_>, before: Range<UnitIndex>, end: UnitIndex) -> bool {
    let mark = before.end;
    let next = mark + 2;
    let subject = view.is(next, Classes::SUBJECT) && view.is(next, Classes::PRONOUN);
    let past = view.kind(next) == Some(TokenKind::Lower)
        && (view.word(next).ends_with("ed") || view.cue(next).is_some_and(|(_, forms)| forms.past()));
    let turns = match view.kind(mark) {
        Some(TokenKind::Dash) => view.is(mark + 1, Classes::COORDINATOR) && subject,
        _ => view.is_in(mark + 1, WordSet::But) && past,
    };
    let is_passage = |place: UnitIndex| view.is_passage(place);
    turns && before.each().any(is_passage) && !(mark..end).each().any(is_passage)
}

/// *confirmed the delay but blamed the rain*: what somebody did, and not what was reported.
pub fn turns_back(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    let past = view.word(place + 1).ends_with("ed") || view.cue(place + 1).is_some_and(|(_, forms)| forms.past());
    view.is_in(place, WordSet::But) && view.kind(place + 1) == Some(TokenKind::Lower) && past
}

/// Whether what follows a comma no longer belongs to a noun phrase that was reported.
pub fn leaves_noun(view: &SegmentView<'_>, place: UnitIndex, end: UnitIndex, sites: &Sites) -> bool {
    // *praised the cuts, which will “help growth”*
    let marked = view.is_in(place, WordSet::RelativeAfterComma)
        && (place..end).each().any(|place| view.is_passage(place))
        && sites.heads_in(place..end).is_empty();
    if marked {
        return false;
    }
    view.is_in(place, WordSet::LeavesNoun)
        || view.kind(place) == Some(TokenKind::Lower) && view.word(place).ends_with("ing")
        || view.is(place, Classes::SUBJECT)
        || view.is_in(place, WordSet::And)
            && (view.is(place + 1, Classes::SUBJECT | Classes::HAVE | Classes::BE)
                || view.cue(place + 1).is_some_and(|(_, forms)| forms.past()))
}

/// Whether *as* and the marked words follow for which a verb like *described* waits.
pub fn says_as(view: &SegmentView<'_>, place: UnitIndex, site: &CueSite) -> bool {
    site.cue.frames.as_phrase() && view.is_in(place, WordSet::As) && view.is_passage(place + 1)
}
