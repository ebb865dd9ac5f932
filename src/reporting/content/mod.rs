//! What was said: where the content of a cue begins ([`opening`]) and ends ([`end`]).
//!
//! The bounds are those at which annotators of news stop (PolNeAR): a leading *that* belongs to the content, the final
//! stop and a closing attribution do not.

mod bare;
mod behind_verb;
mod end;
mod next_clause;
mod opening;
mod predicates;
mod prefaces;
mod writer;

use std::ops::Range;

use crate::language::WordSet;
use crate::prose::TokenKind;
use crate::reporting::cues::{CueSite, Sites, VerbForm};
use crate::reporting::unit::{FIRST, UnitIndex, Units};
use crate::reporting::view::SegmentView;

pub use end::{content_end, is_marked_sentence};
pub use opening::Opening;
pub use predicates::{holds_main_verb, holds_verb, is_count, is_title, opens_clause};

/// The content that follows a cue, if there is one.
pub fn after(view: &SegmentView<'_>, site: &CueSite, sites: &Sites) -> Option<(Range<UnitIndex>, Opening)> {
    let end = view.end();
    let (mut start, opening) = behind_verb::opening_after(view, site, end)?;
    if matches!(opening, Opening::Clause | Opening::Infinitive) && another_reports(view, site, sites, start) {
        return None;
    }
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

/// *Responding to critics, Lopez said it was late and that …* · *appealed for calm and told the crew to wait*: whether what
/// begins at `start` is what a verb between reports.
fn another_reports(view: &SegmentView<'_>, site: &CueSite, sites: &Sites, start: UnitIndex) -> bool {
    let between = site.group.end..start;
    let past = |site: &CueSite| view.cue(site.head).is_some_and(|(_, forms)| forms.past());
    sites.heads_in(between.clone()).iter().any(|other| {
        let speaks = other.form == VerbForm::Finite && other.cue.class.is_speech();
        let before = between.start..other.group.start;
        let joined = before.end.checked_sub(1).is_some_and(|and| view.is_in(and, WordSet::JoinsClauses));
        let coordinated = joined && before.len() > 1 && past(site) && past(other);
        let fronted = site.form == VerbForm::Participle
            && site.group.start <= FIRST + 1
            && before.each().any(|place| view.kind(place) == Some(TokenKind::Comma));
        speaks && (coordinated || fronted)
    })
}
