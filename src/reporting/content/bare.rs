//! Clauses that are reported without *that*: whether the words behind a verb are one.

use super::predicates::{holds_verb, is_sure_verb};
use crate::language::{Classes, WordSet};
use crate::prose::TokenKind;
use crate::reporting::cues::{CueSite, VerbForm};
use crate::reporting::unit::{FIRST, UnitIndex, Units};
use crate::reporting::view::SegmentView;

/// So many words behind *say* are a clause.
const CLAUSE_UNITS: usize = 3;

/// Between a relative pronoun and the verb of saying stand no more units than this.
const LONGEST_SUBJECT: usize = 5;

/// *at least 40 people died* · *about half of it was lost* · *only two ferries run* · *even the old ferries run*: words
/// before a figure or a subject, which open a clause.
pub fn opens_amount(view: &SegmentView<'_>, start: UnitIndex) -> bool {
    let is_amount = |place: UnitIndex| {
        view.kind(place) == Some(TokenKind::Number)
            || view.is(place, Classes::NUMBER)
            || view.is_in(place, WordSet::AmountNoun)
            || view.word(place).starts_with('$')
    };
    let next = start + 1;
    if view.kind(start) != Some(TokenKind::Lower) {
        return false;
    }
    if view.is_in(start, WordSet::BeforeAmount) {
        return is_amount(next) || view.kind(next) == Some(TokenKind::Lower) && is_amount(next + 1);
    }
    let other =
        Classes::PREPOSITION | Classes::SUBORDINATOR | Classes::COORDINATOR | Classes::ADVERB | Classes::RELATIVE;
    view.is_in(start, WordSet::BeforeSubject)
        && (is_amount(next)
            || view.is(next, Classes::DETERMINER | Classes::POSSESSIVE)
            || view.token(next).is_some_and(|token| token.is_word() && !token.is(other)))
}

/// *said all staffers sign contracts*: behind *say* several words are a clause, even where its verb is not known; *said a
/// prayer* is none.
pub fn says_clause(view: &SegmentView<'_>, site: &CueSite, start: UnitIndex) -> bool {
    let leads = site.form == VerbForm::Finite && site.cue.is_in(WordSet::SaysClause) && start == site.group.end;
    // *“…,” said Ana Lopez of the Lake District Council*
    let inverted = site.group.start.checked_sub(1).is_none_or(|before| {
        view.is_passage(before) || view.kind(before) == Some(TokenKind::Comma) || view.is(before, Classes::ADVERB)
    });
    // *The bridge fell, the mayor said here on Monday.*
    let said = holds_verb(view, view.start()..site.group.start.saturating_sub(1));
    if !leads || inverted || said {
        return false;
    }
    let words =
        |place: &UnitIndex| view.token(*place).is_some_and(|token| token.is_word() || token.kind == TokenKind::Number);
    let length = (start..view.end()).each().take_while(words).count();
    let article = usize::from(view.is_in(start, WordSet::Article));
    length >= CLAUSE_UNITS + article && !(start..start + 3).each().any(|place| view.is_in(place, WordSet::SaysNoClause))
}

/// *admitted selling the ferry* · *denied lying*, but not *reported rising prices*: a deed that somebody speaks of.
pub fn opens_deed(view: &SegmentView<'_>, site: &CueSite, start: UnitIndex) -> bool {
    let next = start + 1;
    let object = Classes::DETERMINER | Classes::POSSESSIVE | Classes::OBJECT | Classes::PREPOSITION;
    let governs = next >= view.end()
        || view.is(next, object)
        || view.token(next).is_some_and(|token| token.is_capitalized() || !token.is_word());
    view.word(start).ends_with("ing")
        && view.kind(start) == Some(TokenKind::Lower)
        && !view.is_in(start, WordSet::SaysNoClause)
        && site.cue.frames.that_clause()
        && site.cue.class.is_speech()
        && start == site.group.end
        && governs
}

/// *a plan that Lopez said would fail* · *names he said were known*: the noun before the attribution is the subject of
/// what is said.
pub fn said_of_noun(view: &SegmentView<'_>, site: &CueSite, start: UnitIndex) -> bool {
    site.form == VerbForm::Finite
        && start == site.group.end
        && site.cue.frames.bare_clause()
        && site.cue.class.is_speech()
        && (view.is(start, Classes::BE | Classes::HAVE | Classes::MODAL) || is_verb_of_relative(view, site, start))
        && site.group.start >= FIRST + 2
        && view.token(site.group.start - 1).is_some_and(|token| token.is_word())
}

/// *laws that the court said discriminated against the poor*: a verb in the past behind a relative pronoun.
fn is_verb_of_relative(view: &SegmentView<'_>, site: &CueSite, start: UnitIndex) -> bool {
    let before = site.group.start.saturating_sub(LONGEST_SUBJECT)..site.group.start;
    view.word(start).ends_with("ed")
        && view.kind(start) == Some(TokenKind::Lower)
        && before.each().any(|place| view.is_in(place, WordSet::Relative))
}

/// Whether a clause with a verb of its own may begin at `start`: a clause is reported without *that* only as a whole.
pub fn has_verb(view: &SegmentView<'_>, site: &CueSite, start: UnitIndex) -> bool {
    let places = start + 1..view.end().min(start + 24);
    // *added 40 beds last winter*: what is added is a thing as often as words.
    let holds = if site.cue.is_in(WordSet::Adds) {
        let inside = |place: &UnitIndex| view.kind(*place) != Some(TokenKind::Comma);
        places.each().take_while(inside).any(|place| is_sure_verb(view, place))
    } else {
        holds_verb(view, places)
    };
    view.is(start, Classes::SUBJECT) || holds
}
