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
use crate::reporting::view::SegmentView;

/// What a noun of speech stands for among the cues.
pub static CUE: Cue = Cue::of_noun("say");

/// Between a verb that gives a noun of speech and the noun stand no more units than this: *voiced his deep concern*.
const NOUN_WITHIN: usize = 4;

/// Between a verb and marked words that are somebody else's stand no more units than this.
const WORDS_WITHIN: usize = 14;

/// Between a noun of speech and its *that* stand no more units than this, where and when it was said.
const THAT_WITHIN: usize = 8;

/// *Lopez's warning that …* · *her remark that …* · *Lopez voiced concern about …*
pub const SPEECH_NOUN: Pattern = Pattern {
    evidence: &[Evidence::SpeechNoun],
    any_verb: true,
    read: Read::Segment(
        |view, place| view.is(place, Classes::SPEECH_NOUN) || view.is_in(place, WordSet::Voiced),
        speech_nouns,
    ),
};

/// *Lopez recalled the words of Mayor Reyes: “…”* · *ended her speech with Reyes's words, “…”*: the words behind the verb are
/// those of whom the noun before them names.
pub const WORDS_OF: Pattern = Pattern {
    evidence: &[Evidence::SpeechNoun],
    any_verb: true,
    read: Read::Verb(|site| site.cue.frames.quotation(), words_of_another),
};

fn words_of_another(reading: &Reading<'_>, site: &CueSite) -> Option<Clause> {
    let view = reading.view;
    let behind = site.group.end..view.past_last().min(site.group.end + WORDS_WITHIN);
    let passage = behind.each().find(|&place| view.is_passage(place))?;
    let mark = passage.checked_sub(1).filter(|&mark| {
        mark > site.group.end && matches!(view.kind(mark), Some(TokenKind::Comma | TokenKind::Colon))
    })?;
    let noun = (site.group.end..mark).each().rev().find(|&place| view.is_in(place, WordSet::SomebodysWords))?;
    let others = !(noun.saturating_sub(3)..noun).each().any(|place| view.is_in(place, WordSet::In));
    let owner = if noun + 1 == mark {
        owner_of(reading, noun)
            .map(|owner| {
                let governs = |&place: &UnitIndex| view.is(place, Classes::PREPOSITION);
                let start = owner.each().rev().find(governs).map_or(owner.start, |place| place + 1);
                start..owner.end
            })
            .filter(|owner| owner.start >= site.group.end && !view.is(owner.start, Classes::POSSESSIVE))
    } else {
        let of = view.is_in(noun + 1, WordSet::Of);
        view.phrase_ending(mark, noun + 2).filter(|owner| of && owner.start == noun + 2)
    };
    let content = passage..content::content_end(&view, passage, view.end(), site, &reading.sites, Opening::Passage);
    let clause = Clause::without_verb(noun..noun + 1, content, owner.filter(|_| others)?, Evidence::SpeechNoun);
    Some(clause)
}

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
        let end = main_verb(&view, &owner, start..end).filter(|_| opening == Opening::Clause).unwrap_or(end);
        // A promise to do something is reported where its words are marked.
        if opening == Opening::Infinitive && !(start..end).each().any(|place| view.is_passage(place)) {
            continue;
        }
        reading.clauses.push(Clause::new(&site, vec![start..end], Some(owner), Evidence::SpeechNoun));
    }
}

/// Where the main verb stands whose subject is a noun with its clause: *Lopez's claim that it was safe was rejected*. The
/// noun's owner opens the sentence, and of two verbs that nothing joins the second is the main one.
fn main_verb(view: &SegmentView<'_>, owner: &Range<UnitIndex>, clause: Range<UnitIndex>) -> Option<UnitIndex> {
    let auxiliary = Classes::BE | Classes::HAVE | Classes::MODAL;
    let is_verb = |&place: &UnitIndex| {
        let before = place.checked_sub(1);
        let chained = before.is_some_and(|before| {
            view.is(before, auxiliary | Classes::NEGATION | Classes::ADVERB | Classes::COORDINATOR | Classes::RELATIVE)
                || view.is_in(before, WordSet::To)
        });
        view.kind(place) == Some(TokenKind::Lower) && view.is(place, auxiliary) && !chained
    };
    let breaks = Classes::COORDINATOR | Classes::RELATIVE | Classes::SUBORDINATOR;
    let joined = |&place: &UnitIndex| {
        !view.token(place).is_some_and(|token| token.is_word()) || view.is(place, breaks) && place > clause.start
    };
    let opens = owner.start == view.start() || owner.start == view.start() + 1;
    let first = clause.each().find(is_verb).filter(|_| opens)?;
    let second = (first + 1..clause.end).each().find(is_verb)?;
    (!(first..second).each().any(|place| joined(&place))).then_some(second)
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
    let is_that = |place: UnitIndex| view.is_in(place, WordSet::That) && content::opens_clause(&view, place);
    // *expressed frustration in an interview that …*
    let adverbial = view.is(behind, Classes::PREPOSITION | Classes::CALENDAR) && view.is_in(noun, WordSet::Voiced);
    let plain = |place: &UnitIndex| {
        view.cue(*place).is_none()
            && view.token(*place).is_some_and(|token| token.is_word())
            && !view.is(*place, Classes::COORDINATOR | Classes::BE | Classes::HAVE | Classes::MODAL)
    };
    let distant = (behind..view.end().min(behind + THAT_WITHIN)).each().filter(|_| adverbial).take_while(plain);
    let tells_when = |place: UnitIndex| {
        view.is(place, Classes::CALENDAR)
            || view.is_in(place, WordSet::TimeSpan)
            || view.is_in(place, WordSet::CircumstanceNoun)
    };
    let distant = distant.filter(|&place| is_that(place) && tells_when(place - 1)).last();
    let (start, opening) = if is_that(behind) {
        (behind, Opening::Clause)
    } else if let Some(that) = distant {
        (that, Opening::Clause)
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
    // *the council's charges of “open theft”*
    let marked = view.is(noun + 1, Classes::PREPOSITION) && view.is_passage(noun + 2);
    if owner.is_some() && marked && reading.clauses.is_empty() && !content::is_title(&view, noun + 2) {
        return Some((owner?, noun + 2, Opening::Passage));
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
        // *her March comment that …* · *Lopez's most striking claim*
        if view.is(place, Classes::CALENDAR) || view.is_in(place, WordSet::Most) {
            continue;
        }
        if view.kind(place) != Some(TokenKind::Lower) || view.is(place, Classes::DETERMINER | Classes::PREPOSITION) {
            return None;
        }
    }
    None
}
