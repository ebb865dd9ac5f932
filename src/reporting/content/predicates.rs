//! What is asked of units around reported words.

use std::ops::Range;

use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, TokenKind};
use crate::reporting::cues::CueSite;
use crate::reporting::unit::{UnitIndex, Units};
use crate::reporting::view::SegmentView;

/// *sang “Autumn Leaves”*, *a film called “The Long Bridge”*: a title behind a verb is nobody's words.
pub fn names_a_work(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    let ends_open = !view.passage_awaits(place) && !view.passage_stops(place);
    let words = view.passage(place).map_or(0, |passage| passage.words);
    words >= 2 && ends_open && is_title(view, place)
}

/// *reported 40 cases* · *confirmed 3 new deaths*: whether a verb passes on a figure with what it counts, from `start` on.
pub fn is_count(view: &SegmentView<'_>, site: &CueSite, start: UnitIndex) -> bool {
    let is_counted = |place: UnitIndex| {
        let is_noun = view.kind(place) == Some(TokenKind::Lower) && !view.is(place, Classes::PREPOSITION);
        is_noun && view.word(place).ends_with('s')
    };
    site.cue.is_in(WordSet::ReportsCounts)
        && view.kind(start) == Some(TokenKind::Number)
        && (is_counted(start + 1) || is_counted(start + 2))
}

/// Whether the passage at a place is the title of a work or a programme: few words, all of them capitalized.
pub fn is_title(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    let Some(passage) = view.passage(place) else { return false };
    passage.words <= 5
        && passage.inside.each().all(|token| {
            let token = view.text.token(token);
            !token.is_word()
                || token.is_capitalized()
                || token.is(Classes::PREPOSITION | Classes::DETERMINER | Classes::COORDINATOR)
        })
        && !matches!(
            place.checked_sub(1).and_then(|before| view.kind(before)),
            Some(TokenKind::Comma | TokenKind::Colon)
        )
}

/// Words that open a reported clause.
pub fn opens_clause(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    // *the plan that could fail*: a relative clause reports nothing.
    let is_relative = view.is_in(place, WordSet::That)
        && view.is(place + 1, Classes::MODAL | Classes::BE | Classes::HAVE | Classes::DO)
        && view.kind(place + 1) == Some(TokenKind::Lower)
        && !view.is(place + 1, Classes::DETERMINER | Classes::POSSESSIVE);
    !is_relative && view.is_in(place, WordSet::OpensReportedClause) && view.kind(place) == Some(TokenKind::Lower)
}

/// Whether a number directly before a word in *-s* says that it is a noun: *156,000 jobs*.
fn is_counted(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    place
        .checked_sub(1)
        .is_some_and(|before| view.kind(before) == Some(TokenKind::Number) || view.is(before, Classes::NUMBER))
}

/// Function words that end with an *s* and are no verbs: *this*, *its*, *always*.
const FUNCTION: Classes = Classes::DETERMINER
    .with(Classes::POSSESSIVE)
    .with(Classes::PRONOUN)
    .with(Classes::PREPOSITION)
    .with(Classes::SUBORDINATOR)
    .with(Classes::ADVERB);

/// Whether something in `places` looks like a verb.
pub fn holds_verb(view: &SegmentView<'_>, places: Range<UnitIndex>) -> bool {
    places.each().any(|place| is_verb(view, place))
}

/// The same, but for relative clauses between commas: *aides to Lopez, who was there, and Reyes* has no verb of its own.
pub fn holds_main_verb(view: &SegmentView<'_>, places: Range<UnitIndex>) -> bool {
    let mut is_relative = false;
    places.each().any(|place| {
        let comma = view.kind(place) == Some(TokenKind::Comma);
        if comma {
            is_relative = view.is_in(place + 1, WordSet::RelativeAfterComma);
        }
        !comma && !is_relative && is_verb(view, place)
    })
}

/// Whether the unit at a place looks like a verb.
fn is_verb(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    let word = view.word(place);
    let third = is_plain(view, place)
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !view.is(place, FUNCTION)
        && !is_counted(view, place);
    third || is_sure_verb(view, place)
}

/// Whether a word is in lower case, or capitalized only because it stands in a headline.
fn is_plain(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    let kind = view.kind(place);
    kind == Some(TokenKind::Lower)
        || view.in_title_case && kind == Some(TokenKind::Capital) && view.name(place).is_none()
}

/// Whether the unit at a place looks like a verb that is no noun in the plural.
pub fn is_sure_verb(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    // What stands inside marks is likely to hold the verb.
    let Some(token) = view.token(place) else { return true };
    let word = view.word(place);
    is_plain(view, place)
        && (token.is(Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO)
            || token.word.cue().is_some_and(|(_, forms)| forms.finite())
            || word.ends_with("ed")
            || place.checked_sub(1).is_some_and(|before| view.is(before, Classes::SUBJECT)))
        || token.is(Classes::SUBJECT) && word.contains(['\'', '\u{2019}'])
}
