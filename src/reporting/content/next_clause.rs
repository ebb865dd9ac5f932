//! The clause that begins behind what somebody said: the next attribution, or the main clause that waited for its verb.

use std::ops::Range;

use super::predicates::is_sure_verb;
use super::writer::tells_circumstance;
use crate::language::{Classes, WordSet};
use crate::prose::TokenKind;
use crate::reporting::cues::{CueSite, Sites, VerbForm};
use crate::reporting::unit::{FIRST, UnitIndex, Units};
use crate::reporting::view::SegmentView;

/// A subject with all that is said of it between commas ends within so many units.
const FARTHEST_SUBJECT: usize = 14;

/// A name before the verb that goes on with a report ends within so many units.
const FARTHEST_VERB: usize = 10;

/// *suggested it was late, called it off and left* · *says it works, but he …*: behind the comma the writer goes on.
pub fn goes_on_apart(view: &SegmentView<'_>, place: UnitIndex, site: &CueSite, sites: &Sites) -> bool {
    // A verb with a particle (*referred to*) is known by both words together.
    let past =
        |place: UnitIndex| view.cue(place).is_some_and(|(_, forms)| forms.past()) || view.word(place).ends_with("ed");
    let listed = sites
        .starting_at(place)
        .any(|other| other.form == VerbForm::Finite && other.cue.class.is_speech() && past(other.head));
    // *Mayor slams rivals, says “no deal”*: a headline.
    let third = |place: UnitIndex| view.cue(place).is_some_and(|(_, forms)| forms.third() || forms.base());
    let headline = view.end() == view.past_last()
        && third(site.head)
        && sites
            .starting_at(place)
            .any(|other| other.form == VerbForm::Finite && other.cue.class.is_speech() && third(other.head));
    // *said a memo, dated 9 March, stated that …*: the subject of what is reported waits for its verb.
    let comma = (site.group.end..place).each().find(|&place| view.kind(place) == Some(TokenKind::Comma));
    let mut subject = (site.group.end..comma.unwrap_or(place)).each();
    let written = subject.clone().any(|place| view.is(place, Classes::DOCUMENT));
    let waits = written && !site.cue.frames.noun_phrase() && !subject.any(|place| is_sure_verb(view, place));
    listed && past(site.head) && !waits
        || headline
        || view.is_in(place, WordSet::But) && view.is(place + 1, Classes::SUBJECT)
}

/// *an official who asked …*: whether a relative pronoun stands right before the cue.
pub fn follows_relative(view: &SegmentView<'_>, site: &CueSite) -> bool {
    site.group.start > FIRST && view.is_in(site.group.start - 1, WordSet::Relative)
}

/// *an official who asked not to be named said …*: the verb that the noun before the relative clause waits for, if the cue
/// [follows a relative pronoun](follows_relative).
pub fn resumes_main_clause(view: &SegmentView<'_>, place: UnitIndex, sites: &Sites) -> bool {
    let subject = Classes::SUBJECT | Classes::ROLE | Classes::ROLE_PLURAL | Classes::GROUP | Classes::COLLECTIVE;
    view.kind(place - 1) == Some(TokenKind::Lower)
        && !view.is(place - 1, subject)
        && sites.starting_at(place).any(|other| {
            other.form == VerbForm::Finite
                && other.cue.frames.quotation()
                && view.cue(place).is_some_and(|(_, forms)| forms.past())
        })
}

/// *Lopez, who called the plan off, told reporters …*: the main verb behind a relative clause that holds the cue.
pub fn ends_relative_clause(view: &SegmentView<'_>, place: UnitIndex, site: &CueSite, sites: &Sites) -> bool {
    let relative = (site.group.start.saturating_sub(3)..site.group.start).each().any(|before| {
        view.is_in(before, WordSet::RelativeAfterComma)
            && before > FIRST
            && view.kind(before - 1) == Some(TokenKind::Comma)
    });
    // *Lopez, who never drove and claimed never to walk, taught thousands*
    let and = site.group.start.checked_sub(1).filter(|&and| view.is_in(and, WordSet::And));
    let relative = relative || and.is_some_and(|and| opens_relative_clause(view, and));
    // *The plan, which Lopez said would fail, was dropped*
    let verb = Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO | Classes::VERB;
    let main_verb = place > FIRST
        && view.kind(place - 1) == Some(TokenKind::Comma)
        && view.kind(place) == Some(TokenKind::Lower)
        && view.is(place, verb);
    relative && (main_verb || sites.starting_in(place..place + 2).iter().any(|other| other.form == VerbForm::Finite))
}

/// Whether a relative clause behind a comma reaches up to a place.
fn opens_relative_clause(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    let earliest = place.saturating_sub(FARTHEST_SUBJECT).max(FIRST);
    let comma = (earliest..place).each().rev().find(|&place| view.kind(place) == Some(TokenKind::Comma));
    comma.is_some_and(|comma| view.is_in(comma + 1, WordSet::RelativeAfterComma))
}

/// *Lopez, recalling the year, described …*: the main verb that the subject before a participle waits for.
pub fn resumes_behind_participle(view: &SegmentView<'_>, place: UnitIndex, site: &CueSite, sites: &Sites) -> bool {
    let before = site.group.start.checked_sub(1);
    // *Lopez, while praising them, called …*
    let before =
        before.filter(|&place| !view.is_in(place, WordSet::BeforeParticiple)).or(site.group.start.checked_sub(2));
    let inserted =
        site.form == VerbForm::Participle && before.is_some_and(|comma| view.kind(comma) == Some(TokenKind::Comma));
    inserted
        && sites
            .starting_at(place)
            .any(|other| other.form == VerbForm::Finite && view.cue(other.head).is_some_and(|(_, forms)| forms.past()))
}

/// *said he would stay and called on others to stay*: a second reporting verb of the same tense behind *and* is the
/// speaker's own.
pub fn same_source_goes_on(view: &SegmentView<'_>, place: UnitIndex, site: &CueSite, sites: &Sites) -> bool {
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
            let near =
                (place + 1..other.group.start).each().all(|place| names(place) || view.is(place, Classes::COORDINATOR));
            says && near && site.form == VerbForm::Finite && tense(other) == tense(site)
        });
    // *with Lopez saying it was late and Reyes calling it “a farce”*
    let own = view.is_in(place, WordSet::JoinsClauses)
        && site.form == VerbForm::Participle
        && sites.starting_in(place + 2..place + FARTHEST_VERB).first().is_some_and(|other| {
            let names = |place: UnitIndex| view.token(place).is_some_and(|token| token.is_capitalized());
            other.form == VerbForm::Participle && other.is_speech() && (place + 1..other.group.start).each().all(names)
        });
    // *Lopez hails deal as Reyes warns of cuts*: a headline.
    let meanwhile = view.is_in(place, WordSet::As)
        && view.end() == view.past_last()
        && site.form == VerbForm::Finite
        && view.token(place + 1).is_some_and(|token| token.is_capitalized())
        && sites.starting_in(place + 2..place + 4).first().is_some_and(|other| {
            other.form == VerbForm::Finite && other.cue.class.is_speech() && tense(other) == tense(site)
        });
    if contrasted || own || meanwhile {
        return true;
    }
    if !view.is_in(place, WordSet::JoinsClauses) {
        return false;
    }
    let adverb = usize::from(view.is(place + 1, Classes::ADVERB) || view.word(place + 1).ends_with("ly"));
    sites.starting_in(place + 1..place + 2 + adverb).iter().any(|other| {
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

/// *Although Lopez says the plan is dead, others …*: the cue stands in a clause that a comma ends.
pub fn stands_in_subordinate_clause(view: &SegmentView<'_>, site: &CueSite) -> bool {
    let opener = (FIRST..site.group.start.min(FIRST + 3))
        .each()
        .find(|&place| view.is_in(place, WordSet::OpensSubordinateClause));
    let Some(opener) = opener else { return false };
    let before_cue = opener + 1..site.group.start;
    // *After the vote, Lopez says …* stands behind the clause; *Although Lopez, the mayor, says …* stands in it.
    let comma = before_cue.each().rev().find(|&place| view.kind(place) == Some(TokenKind::Comma));
    let behind = comma.is_some_and(|comma| comma + 1 < site.group.start);
    !behind
        && before_cue.len() <= 20
        && (FIRST..opener).each().all(|place| view.is(place, Classes::COORDINATOR | Classes::ADVERB))
        && !before_cue.each().any(|place| view.passage_awaits(place) || view.passage_stops(place))
}

/// Whether the unit begins what is no longer reported.
pub fn ends_content(view: &SegmentView<'_>, place: UnitIndex, sites: &Sites) -> bool {
    if view.is_in(place, WordSet::According) && view.is_in(place + 1, WordSet::To) {
        return true;
    }
    let participle = |place: UnitIndex| sites.starting_at(place).any(|other| other.form == VerbForm::Participle);
    view.is_in(place, WordSet::BeforeParticiple) && participle(place + 1)
}

/// Whether what follows a comma is a new cue of the same source (*, adding that*) or leaves the report.
pub fn breaks_at(view: &SegmentView<'_>, place: UnitIndex, sites: &Sites) -> bool {
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
    let capitals = |&place: &UnitIndex| view.token(place).is_some_and(|token| token.is_capitalized());
    let name = (behind..behind + FARTHEST_VERB).each().take_while(capitals).count();
    let near = if subject { behind..behind + name.max(3) + 2 } else { behind..behind + 1 };
    let speaks = |other: &CueSite| other.form == VerbForm::Finite && other.cue.class.is_speech();
    if sites.starting_in(near).iter().any(speaks) {
        return true;
    }
    // *…, and its chairman, Ana Lopez, said …*
    let far = sites.starting_in(behind + 1..behind + FARTHEST_SUBJECT).first().filter(|other| speaks(other));
    far.is_some_and(|other| is_described_subject(view, behind..other.group.start))
}

/// Whether units are a noun phrase, and what is said of it between two commas (*its chairman, Ana Lopez,*).
fn is_described_subject(view: &SegmentView<'_>, units: Range<UnitIndex>) -> bool {
    let verbal = Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO | Classes::SUBJECT | Classes::RELATIVE;
    let nominal = |place: UnitIndex| {
        let is_comma = view.kind(place) == Some(TokenKind::Comma);
        let plain = view.token(place).is_some_and(|token| !token.is(verbal) && token.word.cue().is_none());
        is_comma || plain && matches!(view.kind(place), Some(kind) if kind != TokenKind::Dash)
    };
    let commas = units.each().filter(|&place| view.kind(place) == Some(TokenKind::Comma)).count();
    let opens = view.is(units.start, Classes::DETERMINER | Classes::POSSESSIVE)
        || view.token(units.start).is_some_and(|token| token.is_capitalized());
    let ends = units.end.checked_sub(1).is_some_and(|last| view.kind(last) == Some(TokenKind::Comma));
    opens && commas == 2 && ends && units.each().all(nominal)
}

/// *said the dam was unsafe, the public inquiry heard yesterday*: before whom something was said.
pub fn court_hears(view: &SegmentView<'_>, start: UnitIndex) -> bool {
    let words = |&place: &UnitIndex| view.token(place).is_some_and(|token| token.is_word());
    let heard =
        (start + 1..start + FARTHEST_VERB).each().take_while(words).find(|&place| view.is_in(place, WordSet::Heard));
    view.is(start, Classes::DETERMINER)
        && heard.is_some_and(|heard| (start + 1..heard).each().any(|place| view.is_in(place, WordSet::HearsEvidence)))
}

/// Whether an attribution in the tail follows: *…, Lopez said.*
pub fn tail_follows(view: &SegmentView<'_>, start: UnitIndex, site: &CueSite, sites: &Sites, end: UnitIndex) -> bool {
    sites.starting_in(start..start + 12).iter().any(|other| {
        other.head != site.head
            && other.form == VerbForm::Finite
            && other.cue.frames.quotation()
            && other.group.end >= end
            && (start..other.group.start)
                .each()
                .all(|place| view.kind(place) != Some(TokenKind::Comma) && !view.is_passage(place))
    })
}
