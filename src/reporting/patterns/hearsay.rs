//! Words that are known from hearsay: *to hear Lopez tell it*, *a remark attributed to Lopez*.

use super::pattern::{Pattern, Read};
use crate::language::{Classes, WordSet};
use crate::prose::TokenKind;
use crate::reporting::content;
use crate::reporting::evidence::Evidence;
use crate::reporting::reading::{Clause, Reading};
use crate::reporting::unit::{FIRST, UnitIndex, Units};

/// Whoever is heard to tell something is named in so many units.
const LONGEST_TELLER: usize = 8;

/// Between marked words and *attributed to* stand no more units than this.
const LONGEST_NOUN: usize = 6;

/// *To hear Lopez tell it, the ferry never sank.* · *The ferry, to hear him tell it, never sank.*
pub const HEARD_TO_TELL: Pattern = Pattern {
    evidence: &[Evidence::According],
    any_verb: true,
    read: Read::Segment(|view, place| view.is_in(place, WordSet::Hear), heard_to_tell),
};

fn heard_to_tell(reading: &mut Reading<'_>) {
    let view = reading.view;
    let hear = (FIRST + 1..view.end())
        .each()
        .find(|&place| view.is_in(place, WordSet::Hear) && view.is_in(place - 1, WordSet::To));
    let Some(hear) = hear else { return };
    let tells = |place: &UnitIndex| view.is_in(*place, WordSet::Tell) && view.is_in(*place + 1, WordSet::It);
    let Some(tell) = (hear + 2..view.end().min(hear + LONGEST_TELLER)).each().find(tells) else { return };
    let (start, end) = (hear - 1, tell + 2);
    let is_comma = |place: UnitIndex| view.kind(place) == Some(TokenKind::Comma);
    let before = start.checked_sub(1).filter(|&comma| is_comma(comma)).map(|comma| view.start()..comma);
    let behind = is_comma(end).then(|| end + 1..view.end());
    let contents: Vec<_> = before.into_iter().chain(behind).filter(|content| !content.is_empty()).collect();
    let (Some(first), true) = (contents.first(), start == view.start() || start > FIRST && is_comma(start - 1)) else {
        return;
    };
    // *it* is nothing that is told.
    reading.clauses.retain(|clause| clause.cue.start < start || clause.cue.end > end);
    if contents.iter().any(|content| content.each().any(|place| reading.is_reported(place))) {
        return;
    }
    let mut clause = Clause::without_verb(tell..end, first.clone(), hear + 1..tell, Evidence::According);
    clause.contents = contents;
    reading.clauses.push(clause);
}

/// *A remark attributed to Lopez, “…,” made the round.* · *“…,” a line attributed to Lopez*
pub const ATTRIBUTED_TO: Pattern = Pattern {
    evidence: &[Evidence::According],
    any_verb: true,
    read: Read::Segment(|view, place| view.is_in(place, WordSet::Attributed), attributed_to),
};

fn attributed_to(reading: &mut Reading<'_>) {
    let view = reading.view;
    let cue = (FIRST..view.end())
        .each()
        .find(|&place| view.is_in(place, WordSet::Attributed) && view.is_in(place + 1, WordSet::To))
        .map(|place| place..place + 2);
    let Some(cue) = cue else { return };
    let Some(source) = view.subject_after(cue.end, view.end()) else { return };
    let mark = usize::from(matches!(view.kind(source.end), Some(TokenKind::Comma | TokenKind::Colon)));
    let behind = Some(source.end + mark).filter(|&place| view.is_passage(place));
    let noun = |place: UnitIndex| {
        view.token(place)
            .is_none_or(|token| token.is_word() && !token.is(Classes::SUBJECT) || token.kind == TokenKind::Comma)
    };
    let before = || {
        let passage =
            (cue.start.saturating_sub(LONGEST_NOUN)..cue.start).each().rev().find(|&place| view.is_passage(place))?;
        (passage..cue.start).each().all(noun).then_some(passage)
    };
    let Some(passage) = behind.or_else(before) else { return };
    if !reading.is_reported(passage) && !content::is_title(&view, passage) {
        let words = passage..passage + 1;
        reading.clauses.push(Clause::without_verb(cue, words, source, Evidence::According));
    }
}
