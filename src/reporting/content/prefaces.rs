//! Reports that begin with what stands in front of their clause: *said after the vote, the council would pay*, *said in 2015
//! the town paid*.

use super::predicates::holds_verb;
use crate::language::{Classes, WordSet};
use crate::prose::TokenKind;
use crate::reporting::cues::{CueSite, VerbForm};
use crate::reporting::unit::{UnitIndex, Units};
use crate::reporting::view::SegmentView;

/// What stands in front of a reported clause is no longer than this, in units.
const LONGEST_PREFACE: usize = 24;

/// Within so many units of a reported clause its verb is looked for.
const LONGEST_SUBJECT: usize = 12;

/// A phrase in front of a clause, without a comma between, is no longer than this, in units.
const LONGEST_PHRASE: usize = 9;

/// *said after the vote, the council would pay* · *says even though it rained, nobody left*: a report that begins with
/// what stands in front of its clause, where nothing was said before the verb.
pub fn behind_preface(view: &SegmentView<'_>, site: &CueSite, start: UnitIndex, end: UnitIndex) -> Option<UnitIndex> {
    let says = site.form == VerbForm::Finite && site.cue.frames.bare_clause() && site.cue.class.is_speech();
    let start = start + usize::from(view.kind(start) == Some(TokenKind::Comma));
    let opens = view.is(start, Classes::SUBORDINATOR | Classes::PREPOSITION)
        || view.is_in(start, WordSet::OpensSubordinateClause)
        || view.is_in(start + 1, WordSet::OpensSubordinateClause) && view.is(start, Classes::ADVERB);
    let before = view.start()..site.group.start.saturating_sub(1);
    if !says || !opens || holds_verb(view, before) {
        return None;
    }
    let comma =
        (start..end.min(start + LONGEST_PREFACE)).each().find(|&place| view.kind(place) == Some(TokenKind::Comma))?;
    let clause = comma + 1;
    let leaves =
        Classes::PREPOSITION | Classes::COORDINATOR | Classes::SUBORDINATOR | Classes::RELATIVE | Classes::ADVERB;
    let subject = view.is(clause, Classes::SUBJECT | Classes::DETERMINER) || !view.is(clause, leaves);
    (subject && has_near_verb(view, clause, end)).then_some(start)
}

/// *said in 2015 the town paid* · *said under the plan the town would pay* · *said in a statement the town would pay*: the
/// phrase in front of the clause has no comma. Where somebody said it is no part of what was said.
pub fn behind_phrase(view: &SegmentView<'_>, site: &CueSite, start: UnitIndex, end: UnitIndex) -> Option<UnitIndex> {
    let says = site.form == VerbForm::Finite && site.cue.frames.bare_clause() && site.cue.class.is_speech();
    let opens = view.is(start, Classes::PREPOSITION) && view.kind(start) == Some(TokenKind::Lower);
    let before = view.start()..site.group.start.saturating_sub(1);
    if !says || !opens || holds_verb(view, before) {
        return None;
    }
    let ends_phrase = |place: UnitIndex| {
        let tied = Classes::PREPOSITION | Classes::DETERMINER | Classes::POSSESSIVE | Classes::COORDINATOR;
        view.token(place).is_some_and(|token| {
            (token.is_word() || token.kind == TokenKind::Number) && !token.is(tied | Classes::SUBORDINATOR)
        })
    };
    let opens_subject = |place: UnitIndex| {
        view.is(place, Classes::DETERMINER) && view.kind(place) == Some(TokenKind::Lower)
            || view.is(place, Classes::SUBJECT) && view.is(place, Classes::PRONOUN)
    };
    let phrase = (start..end.min(start + LONGEST_PHRASE)).each().take_while(|&place| {
        view.token(place).is_some_and(|token| token.is_word() || token.kind == TokenKind::Number)
            && !view.is(place, Classes::BE | Classes::HAVE | Classes::MODAL | Classes::RELATIVE)
    });
    let clause = phrase.skip(2).find(|&place| opens_subject(place) && ends_phrase(place - 1))?;
    let told = (start..clause)
        .each()
        .any(|place| view.is_in(place, WordSet::CircumstanceNoun) || view.is(place, Classes::CALENDAR));
    let content = if told { clause } else { start };
    has_near_verb(view, clause, end).then_some(content)
}

/// Whether a verb stands near behind the beginning of a clause.
fn has_near_verb(view: &SegmentView<'_>, clause: UnitIndex, end: UnitIndex) -> bool {
    let past = |place: UnitIndex| view.cue(place).is_some_and(|(_, forms)| forms.past());
    (clause + 1..end.min(clause + LONGEST_SUBJECT)).each().any(|place| {
        let verb = Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO | Classes::VERB;
        view.kind(place) == Some(TokenKind::Lower) && (view.is(place, verb) || past(place))
    })
}
