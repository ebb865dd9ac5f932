//! What was said: where the content of a cue begins ([`opening`]) and ends ([`end`]).
//!
//! The bounds are those at which annotators of news stop (PolNeAR): a leading *that* belongs to the content, the final
//! stop and a closing attribution do not.

mod end;
mod opening;

use std::ops::Range;

use super::cues::CueSite;
use super::frames::{Place, Scene};
use crate::language::{Classes, WordSet};
use crate::prose::TokenKind;

pub use end::content_end;

/// How what follows a cue begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// A passage in marks, with or without a comma or a colon before it.
    Passage,
    /// *that …*, *whether …*, *how …*
    Clause,
    /// A clause without *that*.
    Bare,
    /// A noun phrase: *criticized the plan*, *described it as …*
    Noun,
    /// *to …*
    Infinitive,
}

/// The content that follows a cue, if there is one.
pub fn after(scene: &Scene<'_>, site: &CueSite, sites: &[CueSite]) -> Option<(Range<Place>, Opening)> {
    let end = scene.end();
    let (mut start, opening) = opening::opening_after(scene, site, end)?;
    let leads = |place: Place| {
        matches!(scene.kind(place), Some(TokenKind::Comma | TokenKind::Colon | TokenKind::Dash))
            || opening == Opening::Passage && scene.is_in(place, WordSet::As)
    };
    while start < end && leads(start) {
        start += 1;
    }
    let stop = end::trim_end(scene, start, content_end(scene, start, end, site, sites, opening));
    let needs_marks = opening == Opening::Noun && !site.cue.frames.noun_phrase() && site.cue.frames.marked_phrase();
    let marked = (start..stop).any(|place| scene.passage(place).is_some());
    (start < stop && (marked || !needs_marks)).then_some((start..stop, opening))
}

/// *sang “Autumn Leaves”*, *a film called “The Long Bridge”*: a title behind a verb is nobody's words.
pub(super) fn names_a_work(scene: &Scene<'_>, place: Place) -> bool {
    let ends_open = !scene.passage_awaits(place) && !scene.passage_stops(place);
    let words = scene.passage(place).map_or(0, |passage| scene.passages.passages[passage].words);
    words >= 2 && ends_open && is_title(scene, place)
}

/// Whether the passage at a place is the title of a work or a programme: few words, all of them capitalized.
pub fn is_title(scene: &Scene<'_>, place: Place) -> bool {
    let Some(passage) = scene.passage(place).map(|passage| &scene.passages.passages[passage]) else { return false };
    passage.words <= 5
        && passage.inside.clone().all(|token| {
            let token = scene.text.token(token);
            !token.is_word()
                || token.is_capitalized()
                || token.is(Classes::PREPOSITION | Classes::DETERMINER | Classes::COORDINATOR)
        })
        && !matches!(scene.kind(place.wrapping_sub(1)), Some(TokenKind::Comma | TokenKind::Colon))
}

/// Words that open a reported clause.
pub fn opens_clause(scene: &Scene<'_>, place: Place) -> bool {
    // *the plan that could fail*: a relative clause reports nothing.
    let is_relative = scene.is_in(place, WordSet::That)
        && scene.is(place + 1, Classes::MODAL | Classes::BE | Classes::HAVE | Classes::DO)
        && scene.kind(place + 1) == Some(TokenKind::Lower)
        && !scene.is(place + 1, Classes::DETERMINER | Classes::POSSESSIVE);
    !is_relative && scene.is_in(place, WordSet::OpensReportedClause) && scene.kind(place) == Some(TokenKind::Lower)
}

/// Whether something in `places` looks like a verb.
pub fn holds_verb(scene: &Scene<'_>, mut places: Range<Place>) -> bool {
    places.any(|place| {
        // What stands inside marks is likely to hold the verb.
        let Some(token) = scene.token(place) else { return true };
        let word = scene.word(place);
        token.kind == TokenKind::Lower
            && (token.is(Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO)
                || token.word.cue().is_some_and(|(_, forms)| forms.finite())
                || word.ends_with("ed")
                || word.ends_with('s') && !word.ends_with("ss")
                || scene.is(place.wrapping_sub(1), Classes::SUBJECT))
            || token.is(Classes::SUBJECT) && word.contains(['\'', '\u{2019}'])
    })
}
