//! Where what a cue reports ends: at the marks, at a comma behind which the writer goes on, at the next attribution.

use super::{Opening, is_title, opens_clause};
use crate::attribution::cues::{CueSite, Shape};
use crate::attribution::frames::{Place, Scene};
use crate::language::{Classes, WordSet};
use crate::prose::TokenKind;

/// Where the content that begins at `start` ends.
pub fn content_end(
    scene: &Scene<'_>,
    start: Place,
    end: Place,
    site: &CueSite,
    sites: &[CueSite],
    opening: Opening,
) -> Place {
    let leaves = |place: Place| {
        tail_follows(scene, place, site, sites, end)
            || breaks_at(scene, place, sites)
            || ends_relative_clause(scene, place, site, sites)
    };
    // *Calling for calm, the mayor …*: a participle that opens the sentence ends at the main clause too.
    let opens_frame = site.shape == Shape::Participle && site.group.start <= 1;
    let subordinate = opens_frame || stands_in_subordinate_clause(scene, site);
    for place in start..end {
        if scene.passage(place).is_some() {
            // Marks that end with their own stop or comma end the content, unless the sentence goes on.
            if coordinates_passage(scene, place + 1) {
                continue;
            }
            let goes_on = scene.kind(place + 1) == Some(TokenKind::Lower) && !leaves(place + 1);
            let closes = scene.passage_stops(place) || scene.passage_awaits(place);
            let ends = match opening {
                // *described as “unhinged” a plan that …*
                Opening::Passage if scene.is_in(start.wrapping_sub(1), WordSet::As) => true,
                Opening::Passage => closes || !goes_on || is_circumstance(scene, place + 1),
                // What somebody is called ends with the marks.
                Opening::Noun => closes || !goes_on || leaves_marks(scene, place + 1, site),
                _ => {
                    let title = scene.passage_awaits(place) && is_title(scene, place);
                    closes && !title && (!goes_on || explains(scene, place + 1) || subordinate)
                }
            };
            if ends || closes && leaves(place + 1) {
                return place + 1;
            }
            continue;
        }
        if place == start {
            continue;
        }
        match scene.kind(place) {
            Some(TokenKind::Semicolon) => return place,
            Some(TokenKind::Comma | TokenKind::Dash) if leaves(place + 1) => return place,
            Some(TokenKind::Comma) if goes_on_apart(scene, place + 1, site, sites) => return place,
            Some(TokenKind::Comma) if subordinate && !opens_clause(scene, place + 1) => return place,
            Some(TokenKind::Comma) if opening == Opening::Noun && leaves_noun(scene, place + 1) => return place,
            Some(TokenKind::Dash | TokenKind::Open) if opening == Opening::Noun => return place,
            _ if place > start && resumes_main_clause(scene, place, site, sites) => return place,
            _ if place > start + 1 && ends_content(scene, place, sites)
                || same_source_goes_on(scene, place, site, sites) =>
            {
                return place;
            }
            _ => {}
        }
    }
    end
}

/// *“…” and “…”*, *“…,” and, “…”*: more words in marks follow.
fn coordinates_passage(scene: &Scene<'_>, place: Place) -> bool {
    let comma = |place: Place| usize::from(scene.kind(place) == Some(TokenKind::Comma));
    let and = place + comma(place);
    if scene.passage(place).is_some()
        || scene.is_in(and, WordSet::JoinsPassages) && scene.passage(and + 1 + comma(and + 1)).is_some()
    {
        return true;
    }
    // *a “bully,” an “actor” and a “liar”*
    let noun = and + usize::from(scene.is_in(and, WordSet::JoinsNouns));
    let listed = scene.is(noun, Classes::DETERMINER) && scene.kind(noun) == Some(TokenKind::Lower);
    let adjective = scene.kind(noun + 1) == Some(TokenKind::Lower) && scene.passage(noun + 2).is_some();
    listed && (scene.passage(noun + 1).is_some() || adjective)
}

/// What follows marked words and tells when they were said: *said “no” when he was asked*.
fn is_circumstance(scene: &Scene<'_>, place: Place) -> bool {
    scene.is_in(place, WordSet::TellsWhen)
        || scene.is_in(place, WordSet::BeforeDate)
            && scene.is(place + 1, Classes::CALENDAR | Classes::DETERMINER)
            && !scene.is_in(place + 1, WordSet::The)
        || scene.is_in(place, WordSet::On) && scene.is(place + 1, Classes::CALENDAR)
}

/// What follows a comma and explains what was said instead of going on with it: *“…,” a swipe at …*, *“…,” referring
/// to …*
fn explains(scene: &Scene<'_>, place: Place) -> bool {
    scene.is_in(place, WordSet::AAn)
        || scene.word(place).ends_with("ing") && scene.kind(place) == Some(TokenKind::Lower)
}

/// *Although Lopez says the plan is dead, others …*: the cue stands in a clause that a comma ends.
fn stands_in_subordinate_clause(scene: &Scene<'_>, site: &CueSite) -> bool {
    let opener = (0..3.min(site.group.start)).find(|&place| scene.is_in(place, WordSet::OpensSubordinateClause));
    let Some(opener) = opener else { return false };
    let before_cue = opener + 1..site.group.start;
    before_cue.len() <= 20
        && (0..opener).all(|place| scene.is(place, Classes::COORDINATOR | Classes::ADVERB))
        && !before_cue.clone().any(|place| scene.passage_awaits(place) || scene.passage_stops(place))
}

/// What follows marked words that a noun phrase ends with: *called it “a farce” and left*
fn leaves_marks(scene: &Scene<'_>, place: Place, site: &CueSite) -> bool {
    scene.is_in(place, WordSet::LeavesMarks)
        || scene.is_in(place, WordSet::And) && {
            let next = scene.word(place + 1);
            let verb = scene.cue(place + 1).is_some()
                || scene.is(place + 1, Classes::SUBJECT | Classes::ADVERB)
                || scene.kind(place + 1) == Some(TokenKind::Lower)
                    && (next.ends_with("ed") || next.ends_with("ing") && site.shape == Shape::Participle);
            verb || scene.token(place + 1).is_some_and(|token| token.is_capitalized())
        }
}

/// *suggested it was late, called it off and left* · *says it works, but he …*: behind the comma the writer goes on.
fn goes_on_apart(scene: &Scene<'_>, place: Place, site: &CueSite, sites: &[CueSite]) -> bool {
    let past = |place: Place| scene.cue(place).is_some_and(|(_, forms)| forms.past());
    let listed = sites.iter().any(|other| {
        other.group.start == place && other.shape == Shape::Finite && other.cue.class.is_speech() && past(other.head)
    });
    listed && past(site.head) || scene.is_in(place, WordSet::But) && scene.is(place + 1, Classes::SUBJECT)
}

/// *an official who asked not to be named said …*: the verb that the noun before the relative clause waits for.
fn resumes_main_clause(scene: &Scene<'_>, place: Place, site: &CueSite, sites: &[CueSite]) -> bool {
    let relative = site.group.start > 0 && scene.is_in(site.group.start - 1, WordSet::Relative);
    let subject = Classes::SUBJECT | Classes::ROLE | Classes::ROLE_PLURAL | Classes::GROUP | Classes::COLLECTIVE;
    relative
        && scene.kind(place - 1) == Some(TokenKind::Lower)
        && !scene.is(place - 1, subject)
        && sites.iter().any(|other| {
            other.group.start == place
                && other.shape == Shape::Finite
                && other.cue.frames.quotation()
                && scene.cue(place).is_some_and(|(_, forms)| forms.past())
        })
}

/// *Lopez, who called the plan off, told reporters …*: the main verb behind a relative clause that holds the cue.
fn ends_relative_clause(scene: &Scene<'_>, place: Place, site: &CueSite, sites: &[CueSite]) -> bool {
    let relative = (site.group.start.saturating_sub(3)..site.group.start).any(|before| {
        scene.is_in(before, WordSet::RelativeAfterComma)
            && before > 0
            && scene.kind(before - 1) == Some(TokenKind::Comma)
    });
    relative
        && sites.iter().any(|other| other.shape == Shape::Finite && (place..place + 2).contains(&other.group.start))
}

/// *said he would stay and called on others to stay*: a second reporting verb of the same tense behind *and* is the
/// speaker's own.
fn same_source_goes_on(scene: &Scene<'_>, place: Place, site: &CueSite, sites: &[CueSite]) -> bool {
    let forms = |place: Place| scene.cue(place).map(|(_, forms)| (forms.past(), forms.third()));
    scene.is_in(place, WordSet::JoinsClauses)
        && sites.iter().any(|other| {
            other.group.start == place + 1
                && other.shape == Shape::Finite
                && other.cue.class.is_speech()
                && forms(other.head) == forms(site.head)
        })
}

/// Whether what follows a comma no longer belongs to a noun phrase that was reported.
fn leaves_noun(scene: &Scene<'_>, place: Place) -> bool {
    scene.is_in(place, WordSet::LeavesNoun)
        || scene.kind(place) == Some(TokenKind::Lower) && scene.word(place).ends_with("ing")
        || scene.is(place, Classes::SUBJECT)
        || scene.is_in(place, WordSet::And)
            && (scene.is(place + 1, Classes::SUBJECT | Classes::HAVE | Classes::BE)
                || scene.cue(place + 1).is_some_and(|(_, forms)| forms.past()))
}

/// Whether the unit begins what is no longer reported.
fn ends_content(scene: &Scene<'_>, place: Place, sites: &[CueSite]) -> bool {
    if scene.is_in(place, WordSet::According) && scene.is_in(place + 1, WordSet::To) {
        return true;
    }
    let participle =
        |place: Place| sites.iter().any(|other| other.group.start == place && other.shape == Shape::Participle);
    scene.is_in(place, WordSet::BeforeParticiple)
        && (participle(place + 1)
            || scene.word(place + 1).ends_with("ing") && scene.kind(place + 1) == Some(TokenKind::Lower))
}

/// Whether what follows a comma is a new cue of the same source (*, adding that*) or leaves the report.
fn breaks_at(scene: &Scene<'_>, place: Place, sites: &[CueSite]) -> bool {
    if sites
        .iter()
        .any(|other| other.group.start == place && other.shape == Shape::Participle && other.cue.class.is_speech())
    {
        return true;
    }
    if ends_content(scene, place, sites) {
        return true;
    }
    // *, and called on …* · *, but he said …*
    if !scene.is(place, Classes::COORDINATOR) && !scene.is_in(place, WordSet::Contrasts) {
        return false;
    }
    let behind = place + 1;
    let subject = scene.is(behind, Classes::SUBJECT) || scene.token(behind).is_some_and(|token| token.is_capitalized());
    sites.iter().any(|other| {
        let near = if subject { behind..behind + 5 } else { behind..behind + 1 };
        near.contains(&other.group.start) && other.shape == Shape::Finite && other.cue.class.is_speech()
    })
}

/// Whether an attribution in the tail follows: *…, Lopez said.*
fn tail_follows(scene: &Scene<'_>, start: Place, site: &CueSite, sites: &[CueSite], end: Place) -> bool {
    sites.iter().any(|other| {
        other.head != site.head
            && other.group.start >= start
            && other.group.start < start + 12
            && other.shape == Shape::Finite
            && other.cue.frames.quotation()
            && other.group.end >= end
            && (start..other.group.start)
                .all(|place| scene.kind(place) != Some(TokenKind::Comma) && scene.passage(place).is_none())
    })
}

/// Brackets and marks that close what the content did not open.
pub(super) fn trim_end(scene: &Scene<'_>, start: Place, mut end: Place) -> Place {
    while end > start {
        let unopened = scene.kind(end - 1) == Some(TokenKind::Close)
            && !(start..end).any(|place| scene.kind(place) == Some(TokenKind::Open));
        let blank = matches!(
            scene.kind(end - 1),
            Some(TokenKind::Comma | TokenKind::Dash | TokenKind::Colon | TokenKind::Open)
        );
        if !unopened && !blank {
            break;
        }
        end -= 1;
    }
    end
}
