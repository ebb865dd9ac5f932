//! Where what a cue reports ends: at the marks, at a comma behind which the writer goes on, at the next attribution.

use std::ops::Range;

use super::opening::Opening;
use super::predicates::{is_title, opens_clause};
use crate::language::{Classes, WordSet};
use crate::prose::TokenKind;
use crate::reporting::cues::{CueSite, Sites, VerbForm};
use crate::reporting::view::{SegmentView, UnitIndex};

/// A name before the verb that goes on with a report ends within so many units.
const FARTHEST_VERB: usize = 10;

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
            || ends_relative_clause(view, place, site, sites)
            || resumes_behind_participle(view, place, site, sites)
    };
    // *Calling for calm, the mayor …*: a participle that opens the sentence ends at the main clause too.
    let opens_frame = site.form == VerbForm::Participle && site.group.start <= 1;
    let subordinate = opens_frame || stands_in_subordinate_clause(view, site);
    for place in start..end {
        if view.is_passage(place) {
            // Marks that end with their own stop or comma end the content, unless the sentence goes on.
            if coordinates_passage(view, place + 1) {
                continue;
            }
            let goes_on = goes_on_behind(view, place, opening) && !leaves(place + 1);
            let closes = view.passage_stops(place) || view.passage_awaits(place);
            let ends = match opening {
                // *described as “unhinged” a plan that …*
                Opening::Passage if start > 0 && view.is_in(start - 1, WordSet::As) => true,
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
                        || view.passage_awaits(place) && turns_away(view, place + 1)
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
            Some(TokenKind::Close) if !(start..place).any(|open| view.kind(open) == Some(TokenKind::Open)) => {
                return place;
            }
            Some(TokenKind::Comma | TokenKind::Dash) if leaves(place + 1) => return place,
            Some(TokenKind::Comma | TokenKind::Dash) if explains_marked(view, start..place, end) => return place,
            Some(TokenKind::Comma | TokenKind::Dash) if turns_to_deed(view, start..place, end) => return place,
            Some(TokenKind::Comma) if goes_on_apart(view, place + 1, site, sites) => return place,
            Some(TokenKind::Comma) if subordinate && !opens_clause(view, place + 1) => return place,
            // *described the work of her chief, Lopez, as “careless”*
            Some(TokenKind::Comma) if opening == Opening::Noun && says_as(view, place + 1, site) => {}
            Some(TokenKind::Comma) if opening == Opening::Noun && leaves_noun(view, place + 1, end, sites) => {
                return place;
            }
            Some(TokenKind::Dash | TokenKind::Open) if opening == Opening::Noun => return place,
            _ if place > start && resumes_main_clause(view, place, site, sites) => return place,
            _ if !view.is_in(place - 1, WordSet::That)
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

/// What the writer tells behind marked words: *said they were “no good” and walked away*, *but we stayed*.
fn walks_away(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    view.is_in(place, WordSet::And) && view.is_in(place + 1, WordSet::WalksAway)
        || view.is_in(place, WordSet::But) && view.is(place + 1, Classes::FIRST_PERSON | Classes::DO)
}

/// *vows to “defend the law” before sketching her own*, *even as the wind rose*: what the writer tells behind marked words.
fn tells_circumstance(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    let participle = view.kind(place + 1) == Some(TokenKind::Lower) && view.word(place + 1).ends_with("ing");
    view.is_in(place, WordSet::BeforeParticiple) && participle
        || view.is_in(place, WordSet::Even) && view.is_in(place + 1, WordSet::As)
}

/// *said it was “late,” but he stayed*: behind the comma in the marks the writer tells what somebody did.
fn turns_away(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    view.is_in(place, WordSet::But)
        && view.is(place + 1, Classes::SUBJECT)
        && view.is(place + 1, Classes::PRONOUN_MALE | Classes::PRONOUN_FEMALE)
}

/// *in a post*, *in an interview with the Herald*: where somebody said or wrote something.
fn tells_medium(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    view.is(place, Classes::PREPOSITION)
        && view.is(place + 1, Classes::DETERMINER | Classes::POSSESSIVE)
        && (place + 2..place + 6)
            .take_while(|&noun| view.kind(noun).is_some_and(|kind| kind != TokenKind::Possessive))
            .any(|noun| view.is_in(noun, WordSet::CircumstanceNoun))
}

/// What follows marked words and tells when or where they were said: *said “no” when he was asked*, *in a post*.
fn is_circumstance(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    tells_medium(view, place)
        || view.is_in(place, WordSet::TellsWhen)
        || view.is_in(place, WordSet::BeforeDate)
            && view.is(place + 1, Classes::CALENDAR | Classes::DETERMINER)
            && !view.is_in(place + 1, WordSet::The)
        || view.is_in(place, WordSet::On) && view.is(place + 1, Classes::CALENDAR)
}

/// What follows a comma and explains what was said instead of going on with it: *“…,” a swipe at …*, *“…,” referring
/// to …*
fn explains(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    view.is_in(place, WordSet::AAn) || view.word(place).ends_with("ing") && view.kind(place) == Some(TokenKind::Lower)
}

/// *said he was “a pilot”, which …* · *said it was “late,” becoming …*: behind the last marked words of a report the
/// writer explains.
fn explains_marked(view: &SegmentView<'_>, before: Range<UnitIndex>, end: UnitIndex) -> bool {
    let comma = before.end;
    let dash = view.kind(comma) == Some(TokenKind::Dash) && !view.is(comma + 1, Classes::COORDINATOR);
    let tail = dash || explains(view, comma + 1) || view.is_in(comma + 1, WordSet::RelativeAfterComma);
    tail && before.into_iter().any(|place| view.is_passage(place)) && !(comma..end).any(|place| view.is_passage(place))
}

/// *Although Lopez says the plan is dead, others …*: the cue stands in a clause that a comma ends.
fn stands_in_subordinate_clause(view: &SegmentView<'_>, site: &CueSite) -> bool {
    let opener = (0..3.min(site.group.start)).find(|&place| view.is_in(place, WordSet::OpensSubordinateClause));
    let Some(opener) = opener else { return false };
    let before_cue = opener + 1..site.group.start;
    // *After the vote, Lopez says …* stands behind the clause; *Although Lopez, the mayor, says …* stands in it.
    let comma = before_cue.clone().rev().find(|&place| view.kind(place) == Some(TokenKind::Comma));
    let behind = comma.is_some_and(|comma| comma + 1 < site.group.start);
    !behind
        && before_cue.len() <= 20
        && (0..opener).all(|place| view.is(place, Classes::COORDINATOR | Classes::ADVERB))
        && !before_cue.clone().any(|place| view.passage_awaits(place) || view.passage_stops(place))
}

/// What follows marked words that a noun phrase ends with: *called it “a farce” and left*
fn leaves_marks(view: &SegmentView<'_>, place: UnitIndex, site: &CueSite) -> bool {
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

/// *suggested it was late, called it off and left* · *says it works, but he …*: behind the comma the writer goes on.
fn goes_on_apart(view: &SegmentView<'_>, place: UnitIndex, site: &CueSite, sites: &Sites) -> bool {
    // A verb with a particle (*referred to*) is known by both words together.
    let past =
        |place: UnitIndex| view.cue(place).is_some_and(|(_, forms)| forms.past()) || view.word(place).ends_with("ed");
    let listed = sites
        .starting_at(place)
        .any(|other| other.form == VerbForm::Finite && other.cue.class.is_speech() && past(other.head));
    listed && past(site.head) || view.is_in(place, WordSet::But) && view.is(place + 1, Classes::SUBJECT)
}

/// *said it would be “hard”, but downplayed it* · *said it was “late” – and she left*: behind the last marked words of a
/// report the writer tells what somebody did.
fn turns_to_deed(view: &SegmentView<'_>, before: Range<UnitIndex>, end: UnitIndex) -> bool {
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
    turns && before.into_iter().any(is_passage) && !(mark..end).any(is_passage)
}

/// *an official who asked not to be named said …*: the verb that the noun before the relative clause waits for.
fn resumes_main_clause(view: &SegmentView<'_>, place: UnitIndex, site: &CueSite, sites: &Sites) -> bool {
    let relative = site.group.start > 0 && view.is_in(site.group.start - 1, WordSet::Relative);
    let subject = Classes::SUBJECT | Classes::ROLE | Classes::ROLE_PLURAL | Classes::GROUP | Classes::COLLECTIVE;
    relative
        && view.kind(place - 1) == Some(TokenKind::Lower)
        && !view.is(place - 1, subject)
        && sites.starting_at(place).any(|other| {
            other.form == VerbForm::Finite
                && other.cue.frames.quotation()
                && view.cue(place).is_some_and(|(_, forms)| forms.past())
        })
}

/// *Lopez, who called the plan off, told reporters …*: the main verb behind a relative clause that holds the cue.
fn ends_relative_clause(view: &SegmentView<'_>, place: UnitIndex, site: &CueSite, sites: &Sites) -> bool {
    let relative = (site.group.start.saturating_sub(3)..site.group.start).any(|before| {
        view.is_in(before, WordSet::RelativeAfterComma) && before > 0 && view.kind(before - 1) == Some(TokenKind::Comma)
    });
    // *The plan, which Lopez said would fail, was dropped*
    let verb = Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO | Classes::VERB;
    let main_verb = place > 0
        && view.kind(place - 1) == Some(TokenKind::Comma)
        && view.kind(place) == Some(TokenKind::Lower)
        && view.is(place, verb);
    relative && (main_verb || sites.starting_in(place..place + 2).iter().any(|other| other.form == VerbForm::Finite))
}

/// *Lopez, recalling the year, described …*: the main verb that the subject before a participle waits for.
fn resumes_behind_participle(view: &SegmentView<'_>, place: UnitIndex, site: &CueSite, sites: &Sites) -> bool {
    let inserted = site.form == VerbForm::Participle
        && site.group.start.checked_sub(1).is_some_and(|comma| view.kind(comma) == Some(TokenKind::Comma));
    inserted
        && sites
            .starting_at(place)
            .any(|other| other.form == VerbForm::Finite && view.cue(other.head).is_some_and(|(_, forms)| forms.past()))
}

/// *said he would stay and called on others to stay*: a second reporting verb of the same tense behind *and* is the
/// speaker's own.
fn same_source_goes_on(view: &SegmentView<'_>, place: UnitIndex, site: &CueSite, sites: &Sites) -> bool {
    // *did say … and called* is one tense.
    let tense = |site: &CueSite| {
        let did = view.is_in(site.group.start, WordSet::Did);
        view.cue(site.head).map(|(_, forms)| (did || forms.past(), forms.third()))
    };
    // *Lopez accuses Reyes of ducking while Reyes suggests …*
    let contrasted = view.is_in(place, WordSet::Contrasts)
        && view.token(place + 1).is_some_and(|token| token.is_capitalized() && token.is_word())
        && sites.starting_in(place + 2..place + FARTHEST_VERB).first().is_some_and(|other| {
            let says = other.form == VerbForm::Finite && other.cue.class.is_speech();
            let names = |place: UnitIndex| view.token(place).is_some_and(|token| token.is_capitalized());
            let near = (place + 1..other.group.start).all(|place| names(place) || view.is(place, Classes::COORDINATOR));
            says && near && site.form == VerbForm::Finite && tense(other) == tense(site)
        });
    // *with Lopez saying it was late and Reyes calling it “a farce”*
    let own = view.is_in(place, WordSet::JoinsClauses)
        && site.form == VerbForm::Participle
        && sites.starting_in(place + 2..place + FARTHEST_VERB).first().is_some_and(|other| {
            let names = |place: UnitIndex| view.token(place).is_some_and(|token| token.is_capitalized());
            other.form == VerbForm::Participle && other.is_speech() && (place + 1..other.group.start).all(names)
        });
    if contrasted || own {
        return true;
    }
    let adverb = usize::from(view.is(place + 1, Classes::ADVERB) || view.word(place + 1).ends_with("ly"));
    view.is_in(place, WordSet::JoinsClauses)
        && sites.starting_in(place + 1..place + 2 + adverb).iter().any(|other| {
            let finite = other.form == VerbForm::Finite && other.cue.class.is_speech();
            let is_participle = other.form == VerbForm::Participle && other.is_speech();
            match site.form {
                // *telling them that it failed and warning of more* · *calling it late and said …*
                VerbForm::Participle => is_participle || finite,
                // *is crying “fraud” and threatening to leave*
                _ if view.cue(site.head).is_some_and(|(_, forms)| forms.ing()) => is_participle,
                _ => finite && tense(other) == tense(site),
            }
        })
}

/// Whether *as* and the marked words follow for which a verb like *described* waits.
fn says_as(view: &SegmentView<'_>, place: UnitIndex, site: &CueSite) -> bool {
    site.cue.frames.as_phrase() && view.is_in(place, WordSet::As) && view.is_passage(place + 1)
}

/// Whether what follows a comma no longer belongs to a noun phrase that was reported.
fn leaves_noun(view: &SegmentView<'_>, place: UnitIndex, end: UnitIndex, sites: &Sites) -> bool {
    // *praised the cuts, which will “help growth”*
    let marked = view.is_in(place, WordSet::RelativeAfterComma)
        && (place..end).any(|place| view.is_passage(place))
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

/// Whether the unit begins what is no longer reported.
fn ends_content(view: &SegmentView<'_>, place: UnitIndex, sites: &Sites) -> bool {
    if view.is_in(place, WordSet::According) && view.is_in(place + 1, WordSet::To) {
        return true;
    }
    let participle = |place: UnitIndex| sites.starting_at(place).any(|other| other.form == VerbForm::Participle);
    view.is_in(place, WordSet::BeforeParticiple) && participle(place + 1)
}

/// Whether what follows a comma is a new cue of the same source (*, adding that*) or leaves the report.
fn breaks_at(view: &SegmentView<'_>, place: UnitIndex, sites: &Sites) -> bool {
    if sites.starting_at(place).any(|other| other.form == VerbForm::Participle && other.cue.class.is_speech()) {
        return true;
    }
    if ends_content(view, place, sites) || tells_circumstance(view, place) {
        return true;
    }
    // *, and called on …* · *, but he said …*
    if !view.is(place, Classes::COORDINATOR) && !view.is_in(place, WordSet::Contrasts) {
        return false;
    }
    let behind = place + 1;
    let subject = view.is(behind, Classes::SUBJECT | Classes::NUMBER)
        || view.token(behind).is_some_and(|token| token.is_capitalized());
    let near = if subject { behind..behind + 5 } else { behind..behind + 1 };
    sites.starting_in(near).iter().any(|other| other.form == VerbForm::Finite && other.cue.class.is_speech())
}

/// Whether an attribution in the tail follows: *…, Lopez said.*
fn tail_follows(view: &SegmentView<'_>, start: UnitIndex, site: &CueSite, sites: &Sites, end: UnitIndex) -> bool {
    sites.starting_in(start..start + 12).iter().any(|other| {
        other.head != site.head
            && other.form == VerbForm::Finite
            && other.cue.frames.quotation()
            && other.group.end >= end
            && (start..other.group.start)
                .all(|place| view.kind(place) != Some(TokenKind::Comma) && !view.is_passage(place))
    })
}

/// Brackets and marks that close what the content did not open.
pub fn trim_end(view: &SegmentView<'_>, start: UnitIndex, mut end: UnitIndex) -> UnitIndex {
    while end > start {
        let unopened = view.kind(end - 1) == Some(TokenKind::Close)
            && !(start..end).any(|place| view.kind(place) == Some(TokenKind::Open));
        let blank =
            matches!(view.kind(end - 1), Some(TokenKind::Comma | TokenKind::Dash | TokenKind::Colon | TokenKind::Open));
        if !unopened && !blank {
            break;
        }
        end -= 1;
    }
    end
}
