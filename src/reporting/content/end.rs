//! Where what a cue reports ends: at the marks, at a comma behind which the writer goes on, at the next attribution.

use super::next_clause::{
    breaks_at, court_hears, ends_content, ends_relative_clause, follows_relative, goes_on_apart,
    resumes_behind_participle, resumes_main_clause, same_source_goes_on, stands_in_subordinate_clause, tail_follows,
};
use super::opening::Opening;
use super::predicates::{is_title, opens_clause};
use super::writer::{
    explains, explains_marked, hears_crowd, is_circumstance, leaves_marks, leaves_noun, says_as, tells_circumstance,
    tells_medium, turns_away, turns_back, turns_to_deed, walks_away,
};
use crate::language::{Classes, WordSet};
use crate::prose::TokenKind;
use crate::reporting::cues::{CueSite, Sites, VerbForm};
use crate::reporting::unit::{FIRST, UnitIndex, Units};
use crate::reporting::view::SegmentView;

/// Where the content that begins at `start` ends.
pub fn content_end(
    view: &SegmentView<'_>,
    start: UnitIndex,
    end: UnitIndex,
    site: &CueSite,
    sites: &Sites,
    opening: Opening,
) -> UnitIndex {
    let leaves = |place: UnitIndex| {
        tail_follows(view, place, site, sites, end)
            || breaks_at(view, place, sites)
            || court_hears(view, place)
            || ends_relative_clause(view, place, site, sites)
            || resumes_behind_participle(view, place, site, sites)
    };
    // *Calling for calm, the mayor …*: a participle that opens the sentence ends at the main clause too.
    let opens_frame = site.form == VerbForm::Participle && site.group.start <= FIRST + 1;
    let subordinate = opens_frame || stands_in_subordinate_clause(view, site);
    let relative = follows_relative(view, site);
    for place in (start..end).each() {
        if view.is_passage(place) {
            // Marks that end with their own stop or comma end the content, unless the sentence goes on.
            if coordinates_passage(view, place + 1) {
                continue;
            }
            let goes_on = goes_on_behind(view, place, opening) && !leaves(place + 1);
            let closes = view.passage_stops(place) || view.passage_awaits(place);
            let ends = match opening {
                // *described as “unhinged” a plan that …*
                Opening::Passage if start > FIRST && view.is_in(start - 1, WordSet::As) => true,
                // *what Lopez called “a farce” was over*
                Opening::Passage if site.cue.is_in(WordSet::Calls) && is_auxiliary(view, place + 1) => true,
                Opening::Passage => closes || !goes_on || is_circumstance(view, place + 1),
                // What somebody is called ends with the marks.
                Opening::Noun => closes || !goes_on || leaves_marks(view, place + 1, site),
                _ => {
                    let title = view.passage_awaits(place) && is_title(view, place);
                    closes
                        && (subordinate
                            || !title && (!goes_on || explains(view, place + 1) || tells_medium(view, place + 1)))
                        || view.passage_awaits(place) && (turns_away(view, place + 1) || hears_crowd(view, place + 1))
                        || walks_away(view, place + 1)
                }
            };
            if ends || closes && leaves(place + 1) || tells_circumstance(view, place + 1) {
                return place + 1;
            }
            continue;
        }
        if place == start {
            continue;
        }
        match view.kind(place) {
            Some(TokenKind::Semicolon) => return place,
            // *urged the crew not to guess: “We had no water.”* · *addressed the crew again: “We go.”*: the words in marks are a
            // report of their own.
            Some(TokenKind::Colon)
                if (opening == Opening::Infinitive || opening == Opening::Noun && !site.cue.frames.noun_phrase())
                    && is_marked_sentence(view, place + 1) =>
            {
                return place;
            }
            // *(Lopez called it “a swamp” and left), …*
            Some(TokenKind::Close) if !(start..place).each().any(|open| view.kind(open) == Some(TokenKind::Open)) => {
                return place;
            }
            Some(TokenKind::Comma | TokenKind::Dash) if leaves(place + 1) => return place,
            Some(TokenKind::Comma | TokenKind::Dash) if explains_marked(view, start..place, end) => return place,
            Some(TokenKind::Comma | TokenKind::Dash) if turns_to_deed(view, start..place, end) => return place,
            Some(TokenKind::Comma) if hears_crowd(view, place + 1) => return place,
            Some(TokenKind::Comma) if goes_on_apart(view, place + 1, site, sites) => return place,
            Some(TokenKind::Comma) if subordinate && !opens_clause(view, place + 1) => return place,
            // *described the work of her chief, Lopez, as “careless”*
            Some(TokenKind::Comma) if opening == Opening::Noun && says_as(view, place + 1, site) => {}
            Some(TokenKind::Comma) if opening == Opening::Noun && leaves_noun(view, place + 1, end, sites) => {
                return place;
            }
            Some(TokenKind::Dash | TokenKind::Open) if opening == Opening::Noun => return place,
            _ if opening == Opening::Noun && turns_back(view, place) => return place,
            _ if relative && resumes_main_clause(view, place, sites) => return place,
            // Only words of named sets do.
            _ if view.is_in_some_set(place)
                && !view.is_in(place - 1, WordSet::That)
                && (place > start + 1 && ends_content(view, place, sites)
                    || same_source_goes_on(view, place, site, sites)) =>
            {
                return place;
            }
            _ => {}
        }
    }
    end
}

/// Whether an auxiliary stands at a place.
fn is_auxiliary(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    view.is(place, Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO)
        && view.kind(place) == Some(TokenKind::Lower)
}

/// *“…” and “…”*, *“…,” and, “…”*: more words in marks follow.
fn coordinates_passage(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    let comma = |place: UnitIndex| usize::from(view.kind(place) == Some(TokenKind::Comma));
    let and = place + comma(place);
    if view.is_passage(place) || view.is_in(and, WordSet::JoinsPassages) && view.is_passage(and + 1 + comma(and + 1)) {
        return true;
    }
    // *a “bully,” an “actor” and a “liar”*
    let noun = and + usize::from(view.is_in(and, WordSet::JoinsNouns));
    // *called the plan “a sham” and Reyes “a liar”*
    let names =
        (noun..noun + 3).each().take_while(|&place| view.token(place).is_some_and(|token| token.is_capitalized()));
    let named = names.last().is_some_and(|last| noun > and && view.is_passage(last + 1));
    if named {
        return true;
    }
    let listed = view.is(noun, Classes::DETERMINER) && view.kind(noun) == Some(TokenKind::Lower);
    let adjective = view.kind(noun + 1) == Some(TokenKind::Lower) && view.is_passage(noun + 2);
    listed && (view.is_passage(noun + 1) || adjective)
}

/// Whether the words behind a passage may belong to what was said with it.
fn goes_on_behind(view: &SegmentView<'_>, passage: UnitIndex, opening: Opening) -> bool {
    match view.kind(passage + 1) {
        Some(TokenKind::Lower) => true,
        // *who want to “rent” Alpine meadows to “tourists”*
        Some(TokenKind::Capital | TokenKind::Number) => {
            opening == Opening::Noun && !view.passage_stops(passage) && !view.passage_awaits(passage)
        }
        _ => false,
    }
}

/// Whether a sentence in marks stands at a place.
pub fn is_marked_sentence(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    view.passage_capitalized(place)
        && (view.passage_stops(place) || view.passage_awaits(place) || view.passage_asks(place))
}

/// Brackets and marks that close what the content did not open.
pub fn trim_end(view: &SegmentView<'_>, start: UnitIndex, mut end: UnitIndex) -> UnitIndex {
    while end > start {
        let unopened = view.kind(end - 1) == Some(TokenKind::Close)
            && !(start..end).each().any(|place| view.kind(place) == Some(TokenKind::Open));
        let blank =
            matches!(view.kind(end - 1), Some(TokenKind::Comma | TokenKind::Dash | TokenKind::Colon | TokenKind::Open));
        if !unopened && !blank {
            break;
        }
        end -= 1;
    }
    end
}
