//! What stands behind a verb of speech and is no report: the object of what somebody does.

use std::ops::Range;

use crate::language::{Classes, WordSet};
use crate::prose::TokenKind;
use crate::reporting::content;
use crate::reporting::cues::{CueSite, VerbForm};
use crate::reporting::noun_phrases::SPEAKERS;
use crate::reporting::reading::Reading;
use crate::reporting::unit::{FIRST, UnitIndex, Units};

/// A noun phrase of no more units than this is an object more often than words reported.
const FEW_WORDS: usize = 6;

/// The object of what somebody does, if the verb may also report words, has no more units than this.
const DEED_WORDS: usize = 4;

/// Whether a source can be somebody, a body or something written; a thing cannot: *The harbour offers shelter*.
pub fn can_speak(reading: &Reading<'_>, source: &Range<UnitIndex>) -> bool {
    let view = reading.view;
    if source.len() == 1 && view.is(source.start, Classes::RELATIVE) {
        return view.is_in(source.start, WordSet::Who);
    }
    let speaks = SPEAKERS
        .with(Classes::ANONYMOUS)
        .with(Classes::KIN)
        .with(Classes::TITLE)
        .with(Classes::ORGANIZATION_HEAD)
        .with(Classes::DOCUMENT)
        .with(Classes::PRONOUN)
        .with(Classes::NUMBER);
    // *Global trade offers relief*: the first word of a sentence has a capital in any case.
    let names = |place: UnitIndex| {
        view.token(place).is_some_and(|token| token.is_capitalized()) && (place > FIRST || view.name(place).is_some())
    };
    source.each().any(|place| {
        view.token(place).is_some_and(|token| token.is(speaks) || names(place) || token.kind == TokenKind::Number)
    })
}

/// *It is fair to say that …*: the writer says it.
pub fn is_writers(reading: &Reading<'_>, site: &CueSite) -> bool {
    let view = reading.view;
    let before = site.group.start.checked_sub(1);
    site.form == VerbForm::Infinitive && before.is_some_and(|before| view.is_in(before, WordSet::FairToSay))
}

/// Whether a noun phrase without marks is the object of what somebody did rather than words reported: behind *to*
/// (*to back her*), a pronoun (*opposed it*), a few words in a relative clause (*who has endorsed Lopez*) or behind a
/// conjunction (*while praising her virtues*).
pub fn is_object(reading: &Reading<'_>, site: &CueSite, source: &Range<UnitIndex>, content: &Range<UnitIndex>) -> bool {
    let view = reading.view;
    let few = content.len() <= FEW_WORDS;
    let relative = source.len() == 1 && view.is(source.start, Classes::RELATIVE);
    let pronoun = content.len() == 1 && view.is(content.start, Classes::PRONOUN);
    let nominal = |place: UnitIndex| {
        view.token(place)
            .is_some_and(|token| token.is_capitalized() || token.is(Classes::DETERMINER | Classes::REFLEXIVE))
    };
    let has_as = content.each().any(|place| view.is_in(place, WordSet::As));
    // *left without offering proof*
    let denied = site.form == VerbForm::Participle
        && site.group.start.checked_sub(1).is_some_and(|before| view.is_in(before, WordSet::Without));
    // *cast votes*: what somebody is cast as would be a report.
    let needs_as = !site.cue.frames.noun_phrase() && !has_as && !content::is_count(&view, site, content.start);
    // *a company called Griffon Ltd* · *thanked the doctor*
    let named = site.cue.is_in(WordSet::Calls) && !has_as && (content.len() == 1 || content.each().all(nominal));
    let thanked = site.cue.is_in(WordSet::Thanks) && content.len() <= 2;
    let circumstance = site
        .group
        .start
        .checked_sub(1)
        .is_some_and(|before| site.form == VerbForm::Participle && view.is_in(before, WordSet::BeforeParticiple));
    // *accused the crew of lying* · *denied paying*
    let tells = content.each().any(|place| view.is_in(place, WordSet::Of)) || view.word(content.start).ends_with("ing");
    let done = site.cue.is_in(WordSet::DoneInFew) && content.len() <= DEED_WORDS && !tells;
    let deed = denied || needs_as || named || thanked || done;
    site.form == VerbForm::Infinitive || pronoun || deed || few && (relative || circumstance)
}
