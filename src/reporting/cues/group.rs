//! A reporting verb with its auxiliaries, adverbs and particle: where the group stands, and in what form.

use super::candidate::Candidate;
use super::present::is_owned;
use super::site::{CueSite, VerbForm};
use crate::language::{self, Classes, Cue, CueForms, WordSet};
use crate::prose::{Token, TokenKind};
use crate::reporting::unit::{FIRST, UnitIndex, Units};
use crate::reporting::view::SegmentView;

/// The verb that stands at a place, with its group.
pub fn site_at(view: &SegmentView<'_>, place: UnitIndex) -> Option<CueSite> {
    let token = view.token(place)?;
    let opens_segment = place == FIRST && token.kind == TokenKind::Capital;
    // *Mayor Calls Deal “Folly”*
    let in_headline =
        view.in_title_case && place > FIRST && token.kind == TokenKind::Capital && view.name(place).is_none();
    if token.kind != TokenKind::Lower && !opens_segment && !in_headline {
        return None;
    }
    let (cue, forms, end) = verb_with_particle(view, place)?;
    if in_headline && !is_verb_of_headline(view, place, forms, end) {
        return None;
    }
    // *continued to insist*, *went on to say*: the verb behind *to* reports.
    if cue.is_in(WordSet::HandsOnInfinitive) && view.is_in(end, WordSet::To) {
        return None;
    }
    let mut adverbs = place;
    // *The first said, “…”*
    let quotes = view.is_passage(end) || view.is_passage(end + 1) && !view.token(end).is_some_and(Token::is_word);
    let counts = |place: UnitIndex| {
        quotes && view.is_in(place, WordSet::CountedOne) && place > FIRST && view.is_in(place - 1, WordSet::Article)
    };
    while adverbs > FIRST && place - adverbs < 3 && is_between(view, adverbs - 1) && !counts(adverbs - 1) {
        adverbs -= 1;
    }
    let candidate = Candidate { view, token, cue, forms, place, end, adverbs };
    let (start, form) = match candidate.with_auxiliary() {
        Some((auxiliary, form)) => {
            let start = auxiliaries_start(view, auxiliary);
            // *is understood to have told*
            let to = start.checked_sub(1).filter(|&to| form == VerbForm::Finite && view.is_in(to, WordSet::To));
            to.map_or((start, form), |to| (to, VerbForm::Infinitive))
        }
        None => (place, candidate.without_auxiliary()?),
    };
    Some(CueSite { group: start..end, head: place, cue, form })
}

/// Whether a capitalized word of a headline is a verb: in *-s* or in the past; a word that is a noun too only where
/// marked words follow at once or behind its object (*Calls Deal “Folly”*, but *Insurance Claims Rise*).
fn is_verb_of_headline(view: &SegmentView<'_>, place: UnitIndex, forms: CueForms, end: UnitIndex) -> bool {
    let noun = Classes::SPEECH_NOUN | Classes::ROLE | Classes::ROLE_PLURAL | Classes::DOCUMENT | Classes::GROUP;
    let marked = (end..end + 3).each().any(|place| view.is_passage(place));
    (forms.third() || forms.past() || !view.is(place, noun)) && (marked || !view.is(place, noun))
}

/// The verb at a place, with the particle that makes it another verb (*pointed out*).
fn verb_with_particle(view: &SegmentView<'_>, place: UnitIndex) -> Option<(&'static Cue, CueForms, UnitIndex)> {
    let token = view.token(place)?;
    // Words that begin no verb, which are most of a text, need no look-up.
    let function = Classes::DETERMINER | Classes::PREPOSITION | Classes::COORDINATOR | Classes::PRONOUN;
    if token.word.cue().is_none() && token.is(function) {
        return None;
    }
    let longest = token.word.longest_phrase();
    for length in (2..=longest.min(4)).rev() {
        if place + length > view.past_last() || (place..place + length).each().any(|place| view.index(place).is_none())
        {
            continue;
        }
        let words = view.span(place..place + length).slice(view.text.as_str());
        // *chips in.* at the end of a sentence looks like an abbreviation.
        let words = words.strip_suffix('.').unwrap_or(words);
        // *reported on Monday that …*
        let last = place + length - 1;
        if view.is_in(last, WordSet::On) && view.is(last + 1, Classes::CALENDAR) {
            continue;
        }
        if let Some((cue, forms)) = language::phrase(words).and_then(|word| word.cue()) {
            return Some((cue, forms, place + length));
        }
    }
    let (cue, forms) = token.word.cue()?;
    Some((cue, forms, place + 1))
}

/// Whether a word may stand between an auxiliary and its verb.
fn is_between(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    view.is(place, Classes::ADVERB | Classes::NEGATION)
        || view.is_in(place, WordSet::Degree)
        || view.word(place).ends_with("ly")
            && view.kind(place) == Some(TokenKind::Lower)
            && !view.is_in(place, WordSet::EndsLikeAdverb)
}

/// Where the chain of auxiliaries begins that ends with the one at `last`: *has been saying*, *will have said*.
fn auxiliaries_start(view: &SegmentView<'_>, last: UnitIndex) -> UnitIndex {
    let is_auxiliary = |place| view.is(place, Classes::HAVE | Classes::BE | Classes::MODAL);
    let mut start = last;
    while start > FIRST
        && (is_auxiliary(start - 1) || start >= FIRST + 2 && is_between(view, start - 1) && is_auxiliary(start - 2))
    {
        start -= 1;
    }
    start
}

impl Candidate<'_> {
    /// The auxiliary before the verb, and the form that they have together.
    fn with_auxiliary(&self) -> Option<(UnitIndex, VerbForm)> {
        let (view, forms) = (self.view, self.forms);
        let auxiliary = self.adverbs.checked_sub(1)?;
        // *Mr Lopez AM said*: an order in capitals is no verb.
        let is = |classes| view.is(auxiliary, classes) && view.kind(auxiliary) != Some(TokenKind::Capitals);
        let finite = is(Classes::MODAL | Classes::DO) && forms.base()
            || is(Classes::HAVE) && forms.participle() && view.kind(auxiliary) == Some(TokenKind::Lower)
            || is(Classes::BE) && forms.ing();
        // *he's said*, *she's calling for …*
        let contracted = view.kind(auxiliary) == Some(TokenKind::Possessive)
            && auxiliary > FIRST
            && view.is(auxiliary - 1, Classes::SUBJECT)
            && view.is(auxiliary - 1, Classes::PRONOUN)
            && (forms.ing() || forms.participle());
        let form = if finite || contracted {
            VerbForm::Finite
        } else if is(Classes::BE) && forms.participle() {
            VerbForm::Passive
        } else if view.is_in(auxiliary, WordSet::To) && forms.base() {
            VerbForm::Infinitive
        } else {
            return None;
        };
        Some((auxiliary, form))
    }

    /// The form of a verb without an auxiliary, or nothing where the word is no verb here.
    fn without_auxiliary(&self) -> Option<VerbForm> {
        let forms = self.forms;
        if self.is_behind_noun_marker() {
            return None;
        }
        if forms.ing() {
            return (!self.is_gerund()).then_some(VerbForm::Participle);
        }
        let is_verb = if forms.past() {
            self.is_past_tense()
        } else if self.is_noun_too() && (is_owned(self.view, self.place) || !self.reports()) {
            false
        } else if forms.third() {
            self.is_third_person()
        } else {
            forms.base() && self.is_plural_present()
        };
        is_verb.then_some(VerbForm::Finite)
    }

    /// Whether a possessive or a determiner says that a noun follows.
    fn is_behind_noun_marker(&self) -> bool {
        let Some(previous) = self.previous() else { return false };
        let determiner = self.view.is(previous, Classes::DETERMINER | Classes::POSSESSIVE)
            && !self.view.is(previous, Classes::SUBJECT | Classes::RELATIVE)
            && !self.view.is_in(previous, WordSet::StandsAlone);
        determiner || self.view.kind(previous) == Some(TokenKind::Possessive)
    }
}
