//! A noun for an act of speech: *her warning that …*, *his answer was “…”*.

use std::ops::Range;

use super::pattern::{Pattern, Read};
use crate::language::{Classes, Cue, WordSet};
use crate::names::NameKind;
use crate::prose::TokenKind;
use crate::reporting::content::{self, Opening};
use crate::reporting::cues::{CueSite, VerbForm};
use crate::reporting::evidence::Evidence;
use crate::reporting::noun_phrases::SPEAKERS;
use crate::reporting::reading::{Clause, Reading};
use crate::reporting::unit::{FIRST, UnitIndex, Units};

/// What a noun of speech stands for among the cues.
pub static CUE: Cue = Cue::of_noun("say");

/// Between a verb that gives a noun of speech and the noun stand no more units than this: *voiced his deep concern*.
const NOUN_WITHIN: usize = 4;

/// *Lopez's warning that …* · *her remark that …* · *Lopez voiced concern about …*
pub const SPEECH_NOUN: Pattern = Pattern {
    evidence: &[Evidence::SpeechNoun],
    any_verb: true,
    read: Read::Segment(
        |view, place| view.is(place, Classes::SPEECH_NOUN) || view.is_in(place, WordSet::Voiced),
        speech_nouns,
    ),
};

fn speech_nouns(reading: &mut Reading<'_>) {
    let view = reading.view;
    for noun in (FIRST + 1..view.end()).each() {
        if !view.is(noun, Classes::SPEECH_NOUN) && !view.is_in(noun, WordSet::Voiced) {
            continue;
        }
        let Some((cue, owner, start, opening)) = words_of(reading, noun) else { continue };
        if reading.is_reported(start) {
            continue;
        }
        let site = CueSite { group: cue..start, head: noun, cue: &CUE, form: VerbForm::Finite };
        let end = content::content_end(&view, start, view.end(), &site, &reading.sites, opening);
        // *Lopez's claim that the ferry was “safe” was false*
        let verb = (start..end).each().find(|&place| {
            view.is_passage(place) && view.is(place + 1, Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO)
        });
        let end = verb.filter(|_| opening == Opening::Clause).map_or(end, |passage| passage + 1);
        // A promise to do something is reported where its words are marked.
        if opening == Opening::Infinitive && !(start..end).each().any(|place| view.is_passage(place)) {
            continue;
        }
        reading.clauses.push(Clause::new(&site, vec![start..end], Some(owner), Evidence::SpeechNoun));
    }
}

/// Where the cue of the noun at `noun` begins, whose statement it is, and where and how its words begin.
fn words_of(reading: &Reading<'_>, noun: UnitIndex) -> Option<(UnitIndex, Range<UnitIndex>, UnitIndex, Opening)> {
    if let Some((verb, owner, start, opening)) = voiced_words(reading, noun) {
        return Some((verb, owner, start, opening));
    }
    let (owner, start, opening) = owned_words(reading, noun).filter(|_| reading.view.is(noun, Classes::SPEECH_NOUN))?;
    Some((noun, owner, start, opening))
}

/// *Lopez voiced concern about the ferry* · *The council issued a warning that …*: the subject of the verb that gives the
/// noun.
fn voiced_words(reading: &Reading<'_>, noun: UnitIndex) -> Option<(UnitIndex, Range<UnitIndex>, UnitIndex, Opening)> {
    let view = reading.view;
    let verb = (noun.saturating_sub(NOUN_WITHIN)..noun)
        .each()
        .rev()
        .find(|&place| view.is_in(place, WordSet::Voices) && view.kind(place) == Some(TokenKind::Lower))?;
    let leads = |place: UnitIndex| {
        view.kind(place) == Some(TokenKind::Lower)
            && (!view.is(place, Classes::PREPOSITION | Classes::BE | Classes::SUBJECT)
                || view.is(place, Classes::DETERMINER | Classes::POSSESSIVE))
    };
    if !(verb + 1..noun).each().all(leads) {
        return None;
    }
    let behind = noun + 1;
    let (start, opening) = if view.is_in(behind, WordSet::That) && content::opens_clause(&view, behind) {
        (behind, Opening::Clause)
    } else if view.is_in(noun, WordSet::Voiced) && view.is_in(behind, WordSet::OverAbout) {
        (behind + 1, Opening::Noun)
    } else {
        return None;
    };
    let helps = Classes::HAVE | Classes::BE | Classes::MODAL | Classes::ADVERB;
    let group = (FIRST..verb).each().rev().take_while(|&place| view.is(place, helps)).last().unwrap_or(verb);
    let subject = view.subject_before(group, reading.clause_floor(group));
    let owner = subject.or_else(|| view.leading_subject(reading.clause_floor(group), group))?;
    Some((verb, owner, start, opening))
}

/// Whose statement the noun at `noun` is, and where and how its words begin: *her remark on Friday that …*, *the
/// suggestion of the mayor that …*, *his answer was “…”*, *her pledge to “…”*.
fn owned_words(reading: &Reading<'_>, noun: UnitIndex) -> Option<(Range<UnitIndex>, UnitIndex, Opening)> {
    let view = reading.view;
    let end = view.end();
    let owner = owner_of(reading, noun);
    let is_that = |place: UnitIndex| view.is_in(place, WordSet::That) && content::opens_clause(&view, place);
    if is_that(noun + 1) {
        return Some((owner?, noun + 1, Opening::Clause));
    }
    if owner.is_some() && view.is_in(noun + 1, WordSet::To) {
        return Some((owner?, noun + 1, Opening::Infinitive));
    }
    if owner.is_none() && view.is_in(noun + 1, WordSet::OfByFrom) {
        let source = view.subject_after(noun + 2, end)?;
        // *the idea of a reform that …*
        let somebody = source.end.checked_sub(1).is_some_and(|last| {
            view.name(last).is_some_and(|name| name.kind != NameKind::Place)
                || view.is(last, SPEAKERS | Classes::TITLE | Classes::ANONYMOUS | Classes::PRONOUN)
        });
        return (somebody && is_that(source.end)).then(|| (source.clone(), source.end, Opening::Clause));
    }
    let verb = (noun + 1..end.min(noun + 8))
        .each()
        .find(|&place| view.is(place, Classes::BE) && view.kind(place) == Some(TokenKind::Lower) || is_that(place))?;
    let plain = (noun + 1..verb).each().all(|place| {
        view.cue(place).is_none()
            && view.token(place).is_some_and(|token| token.is_word())
            && !view.is(place, Classes::COORDINATOR | Classes::RELATIVE)
    });
    if !plain {
        return None;
    }
    if is_that(verb) {
        let adverbial = view.is(noun + 1, Classes::PREPOSITION | Classes::CALENDAR);
        return adverbial.then_some((owner?, verb, Opening::Clause));
    }
    let start = verb + 1 + usize::from(view.kind(verb + 1) == Some(TokenKind::Comma));
    if is_that(start) {
        return Some((owner?, start, Opening::Clause));
    }
    let speaks = view.is_passage(start) && !content::is_title(&view, start);
    speaks.then_some((owner?, start, Opening::Passage))
}

/// Who owns the noun at `noun`: the pronoun or the name before it, over an adjective or two.
pub fn owner_of(reading: &Reading<'_>, noun: UnitIndex) -> Option<Range<UnitIndex>> {
    let view = reading.view;
    for place in (noun.saturating_sub(3)..noun).each().rev() {
        if view.is(place, Classes::POSSESSIVE) {
            return (!view.is(place, Classes::PRONOUN_NEUTER)).then_some(place..place + 1);
        }
        if view.kind(place) == Some(TokenKind::Possessive) {
            return view.phrase_ending(place, FIRST);
        }
        if view.kind(place) != Some(TokenKind::Lower) || view.is(place, Classes::DETERMINER | Classes::PREPOSITION) {
            return None;
        }
    }
    None
}
