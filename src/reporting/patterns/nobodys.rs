//! Marked words that the sentence itself says nobody speaks, and words that somebody is quoted with whom it does not
//! name.

use super::pattern::{Pattern, Read};
use crate::language::{Classes, WordSet};
use crate::prose::TokenKind;
use crate::reporting::content;
use crate::reporting::cues::{CueSite, VerbForm};
use crate::reporting::reading::{Clause, Reading};
use crate::reporting::speech::Nature;
use crate::reporting::unit::{FIRST, UnitIndex, Units};
use crate::reporting::view::SegmentView;

/// Between the verb behind marked words and the noun that says what they are stand no more units than this.
const NOUN_WITHIN: usize = 6;

/// Fewer marked words than this behind a passive are a name or a term: *is known as “the Rock”*.
const QUOTED_WORDS: u32 = 6;

/// *“…” is the line on the poster* · *“…,” runs the slogan* · *riddles like “…?” “…?”* · *has been described as “…”*
pub const NOBODYS: Pattern =
    Pattern { evidence: &[], any_verb: true, read: Read::Segment(|view, place| view.is_passage(place), nobodys) };

fn nobodys(reading: &mut Reading<'_>) {
    let view = reading.view;
    for place in view.all().each() {
        if !view.is_passage(place) || reading.is_reported(place) {
            continue;
        }
        if is_named_as_none(&view, place) || is_example(&view, place) || is_imagined(reading, place) {
            reading.natures.push((place, Nature::Nobodys));
        } else if is_quoted_by_nobody(reading, place) {
            reading.natures.push((place, Nature::Quoted));
        }
    }
}

/// *“…” is the line on the poster* · *“…,” runs the slogan*: the words are the subject of a sentence about them.
fn is_named_as_none(view: &SegmentView<'_>, passage: UnitIndex) -> bool {
    let verb = passage + 1 + usize::from(view.kind(passage + 1) == Some(TokenKind::Comma));
    let is_verb = view.kind(verb) == Some(TokenKind::Lower)
        && (view.is(verb, Classes::BE) || view.is_in(verb, WordSet::Runs) || view.cue(verb).is_some());
    is_verb && (verb + 1..verb + NOUN_WITHIN).each().any(|noun| view.is_in(noun, WordSet::NobodysWords))
}

/// *riddles include “…?” “…?” and more*: words that are listed as examples.
fn is_example(view: &SegmentView<'_>, passage: UnitIndex) -> bool {
    let listed = |place: &UnitIndex| {
        view.is_passage(*place)
            || view.is(*place, Classes::COORDINATOR)
            || matches!(view.kind(*place), Some(TokenKind::Comma | TokenKind::Semicolon))
    };
    let first = (FIRST..passage).each().rev().take_while(listed).last().unwrap_or(passage);
    first.checked_sub(1).is_some_and(|before| view.is_in(before, WordSet::ListsExamples))
}

/// *never have occasion to say “…”*: words that are not said.
fn is_imagined(reading: &Reading<'_>, passage: UnitIndex) -> bool {
    let sites = reading.sites.heads_in(passage.saturating_sub(2)..passage);
    sites.iter().any(|site| is_never_said(reading, site))
}

/// Whether what a verb reports is said not to have been said: *they never get to say “…”*.
pub fn is_never_said(reading: &Reading<'_>, site: &CueSite) -> bool {
    if site.form != VerbForm::Infinitive {
        return false;
    }
    let clause = reading.clause_floor(site.group.start)..site.group.start;
    clause.each().any(|place| reading.view.is_in(place, WordSet::Never))
}

/// *The plan has been described as “…”*: somebody said it, and the sentence does not say who.
fn is_quoted_by_nobody(reading: &Reading<'_>, passage: UnitIndex) -> bool {
    let view = reading.view;
    let long = view.passage(passage).is_some_and(|passage| passage.words >= QUOTED_WORDS);
    let leads = |place: UnitIndex| view.is_in(place, WordSet::As) || view.is(place, Classes::DETERMINER);
    let described = reading.sites.heads_in(passage.saturating_sub(3)..passage).iter().any(|site| {
        site.form == VerbForm::Passive
            && site.cue.is_in(WordSet::Describes)
            && (site.group.end..passage).each().all(leads)
    });
    long && described && !content::is_title(&view, passage)
}

/// Whether all marked words that a clause reports are keys, paths or addresses: *type “ftp://” to see the list*.
pub fn is_only_code(view: &SegmentView<'_>, clause: &Clause) -> bool {
    let mut marked = clause.contents.iter().flat_map(Units::each).filter(|&place| view.is_passage(place)).peekable();
    marked.peek().is_some() && marked.all(|place| is_code(view, place))
}

/// Whether a passage holds a key, a path or an address.
fn is_code(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    let Some(passage) = view.passage(place).filter(|passage| !passage.inside.is_empty()) else { return false };
    let words = view.text.slice(passage.inside.clone());
    !words.contains(char::is_whitespace) && words.contains(['/', '\\', '_', '=', '<', '>', '{', '}'])
}
