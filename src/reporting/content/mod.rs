//! What was said: where the content of a cue begins ([`opening`]) and ends ([`end`]).
//!
//! The bounds are those at which annotators of news stop (PolNeAR): a leading *that* belongs to the content, the final
//! stop and a closing attribution do not.

mod bare;
mod end;
mod fronts;
mod next_clause;
mod opening;
mod predicates;
mod writer;

use std::ops::Range;

use crate::language::WordSet;
use crate::prose::TokenKind;
use crate::reporting::cues::{CueSite, Sites};
use crate::reporting::unit::{UnitIndex, Units};
use crate::reporting::view::SegmentView;

pub use end::{content_end, is_marked_sentence};
pub use opening::Opening;
pub use predicates::{holds_verb, is_count, is_title, opens_clause};

/// The content that follows a cue, if there is one.
pub fn after(view: &SegmentView<'_>, site: &CueSite, sites: &Sites) -> Option<(Range<UnitIndex>, Opening)> {
    let end = view.end();
    let (mut start, opening) = opening::opening_after(view, site, end)?;
    let leads = |place: UnitIndex| {
        matches!(view.kind(place), Some(TokenKind::Comma | TokenKind::Colon | TokenKind::Dash | TokenKind::Semicolon))
            || opening == Opening::Passage && view.is_in(place, WordSet::As)
    };
    while start < end && leads(start) {
        start += 1;
    }
    let stop = end::trim_end(view, start, content_end(view, start, end, site, sites, opening));
    let needs_marks = opening == Opening::Noun && !site.cue.frames.noun_phrase() && site.cue.frames.marked_phrase();
    let marked = (start..stop).each().any(|place| view.is_passage(place));
    (start < stop && (marked || !needs_marks)).then_some((start..stop, opening))
}
