//! Where what a cue reports begins: at once, behind the one who is told, behind adverbials.

use std::ops::Range;

use super::opening::{Opening, opening_at};
use super::predicates::{holds_verb, is_title, names_a_work, opens_clause};
use super::prefaces::{behind_phrase, behind_preface};
use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, TokenKind};
use crate::quotations::Passage;
use crate::reporting::cues::CueSite;
use crate::reporting::noun_phrases::SPEAKERS;
use crate::reporting::unit::{FIRST, UnitIndex, Units};
use crate::reporting::view::SegmentView;

/// How far behind a verb the comma or colon that introduces its quotation is looked for.
const FEW_WORDS: usize = 9;

/// A relative clause behind those who are told is no longer than this, in units.
const LONGEST_RELATIVE: usize = 20;

/// Between a verb and what it reports, words between dashes are no more than this, in units.
const LONGEST_ASIDE: usize = 14;

/// Marked words without a comma before them are a sentence's if there are as many as this.
const SENTENCE_WORDS: u32 = 5;

/// Where the content begins and how: behind the one who is told, and behind adverbials.
pub fn opening_after(view: &SegmentView<'_>, site: &CueSite, end: UnitIndex) -> Option<(UnitIndex, Opening)> {
    let start = site.group.end;
    let passages_only = site.cue.is_in(WordSet::GoesIntoWords);
    find_opening(view, site, start, end).filter(|(_, opening)| !passages_only || *opening == Opening::Passage)
}

/// The same, whatever the verb takes.
fn find_opening(
    view: &SegmentView<'_>,
    site: &CueSite,
    start: UnitIndex,
    end: UnitIndex,
) -> Option<(UnitIndex, Opening)> {
    if names_a_work(view, start) {
        return None;
    }
    // *wondering aloud “what a fish would do”*
    let manner = view.is(start, Classes::ADVERB) || view.word(start).ends_with("ly");
    if manner && site.cue.frames.quotation() && view.is_passage(start + 1) && !is_title(view, start + 1) {
        return Some((start + 1, Opening::Passage));
    }
    // *said afterwards that …*
    if (manner || view.is_in(start, WordSet::SentenceAdverb))
        && view.is_in(start + 1, WordSet::That)
        && opens_clause(view, start + 1)
    {
        return Some((start + 1, Opening::Clause));
    }
    if let Some(passage) = quotation_ahead(view, site, start) {
        return Some((passage, Opening::Passage));
    }
    // *asserted — in one sentence — that the ferry is safe*
    if let Some(behind) = behind_aside(view, start, end) {
        return Some((behind, Opening::Clause));
    }
    let here = opening_at(view, site, start);
    if matches!(here, Some(Opening::Clause | Opening::Infinitive))
        || here == Some(Opening::Passage) && !is_title(view, start)
    {
        return here.map(|opening| (start, opening));
    }
    let mut behind = start;
    if site.cue.frames.recipient() {
        behind = recipient_end(view, start, end);
        // *told a hearing three days ago that …*
        let ago = (behind..behind + 4).each().find(|&place| view.is_in(place, WordSet::Ago));
        if let Some(ago) = ago.filter(|_| view.is(behind, Classes::NUMBER | Classes::DETERMINER)) {
            behind = ago + 1;
        }
        // *tells voters who wonder why he left that he was ill*
        if let Some((place, opening)) = behind_relative(view, site, behind, end).filter(|_| behind > start) {
            return Some(if opening == Opening::Infinitive { (start, opening) } else { (place, opening) });
        }
        match opening_at(view, site, behind).filter(|_| behind > start) {
            // *urged lawmakers to act*: those who are urged are part of it.
            Some(Opening::Infinitive) => return Some((start, Opening::Infinitive)),
            Some(opening @ (Opening::Clause | Opening::Passage)) => return Some((behind, opening)),
            // *told reporters he would stay*
            Some(Opening::Bare) if !site.cue.frames.noun_phrase() => return Some((behind, Opening::Bare)),
            _ => {}
        }
    }
    // *urged her friends via Twitter to “look for the charms”*
    if site.cue.frames.infinitive() && behind > start && view.is(behind, Classes::PREPOSITION) {
        let to = (behind..end.min(behind + FEW_WORDS)).each().find(|&place| view.is_in(place, WordSet::To));
        if to.is_some_and(|to| view.is_passage(to + 1)) {
            return to.map(|to| (to, Opening::Infinitive));
        }
    }
    // *told staff on Monday to leave*
    if site.cue.frames.infinitive() && behind > start {
        let to = (behind..end.min(behind + 4)).each().find(|&place| view.is_in(place, WordSet::To));
        let dated = to.is_some_and(|to| (behind..to).each().any(|place| view.is(place, Classes::CALENDAR)));
        if dated {
            return Some((start, Opening::Infinitive));
        }
    }
    behind_adverbials(view, site, behind, end).or(here.map(|opening| (start, opening))).or_else(|| {
        let front = behind_preface(view, site, start, end).or_else(|| behind_phrase(view, site, start, end));
        front.map(|start| (start, Opening::Bare))
    })
}

/// The place of a sentence in marks that a comma or a colon introduces a few words behind a verb: *told her supporters,
/// “…”*, *said back in May: “…”*.
fn quotation_ahead(view: &SegmentView<'_>, site: &CueSite, start: UnitIndex) -> Option<UnitIndex> {
    if !site.cue.frames.quotation() {
        return None;
    }
    let introducer = (start..start + FEW_WORDS).each().find(|&place| {
        matches!(view.kind(place), Some(TokenKind::Comma | TokenKind::Colon)) || view.is_passage(place)
    })?;
    // *says things such as, “…”* introduces a part of what is said.
    let introduces = !view.is_passage(introducer)
        && !(introducer > start && view.is(introducer - 1, Classes::PREPOSITION))
        && view.passage_capitalized(introducer + 1);
    let verbal =
        Classes::BE | Classes::HAVE | Classes::MODAL | Classes::SUBJECT | Classes::RELATIVE | Classes::COORDINATOR;
    let plain = |place: UnitIndex| {
        view.token(place).is_some_and(|token| token.kind != TokenKind::Dash && !token.is(verbal))
            && !view.cue(place).is_some_and(|(_, forms)| forms.past() || forms.ing())
    };
    (introduces && (start..introducer).each().all(plain)).then_some(introducer + 1)
}

/// Where a clause with *that* begins behind an aside between two dashes, if one begins at `start`.
fn behind_aside(view: &SegmentView<'_>, start: UnitIndex, end: UnitIndex) -> Option<UnitIndex> {
    let is_dash = |place: UnitIndex| view.kind(place) == Some(TokenKind::Dash);
    let inside = start + 1..end.min(start + LONGEST_ASIDE);
    let close = inside.each().find(|&place| is_dash(place)).filter(|_| is_dash(start))?;
    (view.is_in(close + 1, WordSet::That) && opens_clause(view, close + 1)).then_some(close + 1)
}

/// Where what is reported begins behind a relative clause that says more of those who are told: with *that*, or with *to*
/// (*urged anyone who saw it to call*).
fn behind_relative(
    view: &SegmentView<'_>,
    site: &CueSite,
    place: UnitIndex,
    end: UnitIndex,
) -> Option<(UnitIndex, Opening)> {
    let tells = view.is_in(place, WordSet::Who) && !site.cue.is_in(WordSet::Asks);
    let inside = (place + 1..end.min(place + LONGEST_RELATIVE)).each().filter(|_| tells);
    let mut words = inside.take_while(|&place| view.token(place).is_some_and(|token| token.is_word()));
    words.find_map(|place| {
        let that = view.is_in(place, WordSet::That) && opens_clause(view, place);
        let to = view.is_in(place, WordSet::To) && site.cue.frames.infinitive();
        if that { Some((place, Opening::Clause)) } else { to.then_some((place, Opening::Infinitive)) }
    })
}

/// Where the one who is told ends: *told reporters*, *told The Post*, *asked him*.
fn recipient_end(view: &SegmentView<'_>, start: UnitIndex, end: UnitIndex) -> UnitIndex {
    let Some(first) = view.token(start) else { return start };
    // *told her supporters that …*
    let owns = first.is(Classes::POSSESSIVE) && view.is(start + 1, SPEAKERS | Classes::KIN);
    if first.is(Classes::OBJECT | Classes::REFLEXIVE) && first.is(Classes::PRONOUN) && !owns {
        return start + 1;
    }
    let mut place = start;
    while place < end && place - start < 14 {
        let Some(token) = view.token(place) else {
            if is_title(view, place) {
                place += 1;
                continue;
            }
            break;
        };
        let goes_on = match token.kind {
            TokenKind::Lower => {
                !opens_clause(view, place)
                    && !view.is_in(place, WordSet::To)
                    && !token.is(Classes::SUBJECT | Classes::MODAL | Classes::BE | Classes::HAVE)
                    && !(place > start
                        && token.is(Classes::DETERMINER)
                        && !view.is(place - 1, Classes::PREPOSITION | Classes::COORDINATOR))
                    && !(token.is(Classes::PREPOSITION) && !view.is_in(place, WordSet::InsideRecipient))
                    && !(token.is(Classes::SUBORDINATOR) && !token.is(Classes::PREPOSITION))
            }
            TokenKind::Capital
            | TokenKind::Capitals
            | TokenKind::Mixed
            | TokenKind::Possessive
            | TokenKind::Number
            | TokenKind::Address => !token.is(Classes::CALENDAR),
            TokenKind::Symbol => true,
            _ => false,
        };
        if !goes_on {
            break;
        }
        place += 1;
    }
    place
}

/// Looks behind adverbials for what is reported: *said in a statement Monday that …*, *said on Fox News: “…”*.
fn behind_adverbials(
    view: &SegmentView<'_>,
    site: &CueSite,
    start: UnitIndex,
    end: UnitIndex,
) -> Option<(UnitIndex, Opening)> {
    if let Some(found) = behind_date(view, site, start, end) {
        return Some(found);
    }
    let mut place = start;
    let token = view.token(start)?;
    let is_adverbial = token.is(Classes::PREPOSITION | Classes::CALENDAR | Classes::ADVERB | Classes::SUBORDINATOR)
        || token.kind == TokenKind::Comma
        || view.word(start).ends_with("ly");
    if !is_adverbial && !site.cue.frames.recipient() {
        return None;
    }
    while place < end && place - start < 30 {
        // *said, in a statement, that …*, but not *said, a job for people that …*
        let apart = token.kind == TokenKind::Comma && start == site.group.end;
        let closed = !apart || view.kind(place - 1) == Some(TokenKind::Comma);
        if opens_clause(view, place) && place > start && closed && view.is_in(place, WordSet::OpensDistantClause) {
            return Some((place, Opening::Clause));
        }
        // *said on “Morning Call” that …*
        if is_title(view, place) {
            place += 1;
            continue;
        }
        // *said in a statement he would go* · *has said for weeks she is ready*
        let pronoun = view.is(place, Classes::SUBJECT) && view.is(place, Classes::PRONOUN);
        // *said yesterday he would go*
        let adverb =
            place == start + 1 && view.is(start, Classes::ADVERB) && view.kind(start) == Some(TokenKind::Lower);
        if pronoun
            && (adverb || place >= start + 2 && place - start <= FEW_WORDS && plain_adverbial(view, start..place))
            && (site.cue.frames.bare_clause() || site.cue.frames.recipient())
        {
            return Some((place, Opening::Bare));
        }
        // *promised on Sunday at a rally to end …*
        if place > start && view.is_in(place, WordSet::To) && site.cue.frames.infinitive() && is_adverbial {
            let behind = opening_at(view, site, place);
            return behind.filter(|&opening| opening == Opening::Infinitive).map(|opening| (place, opening));
        }
        if let Some(passage) = view.passage(place) {
            let introduced = place > start
                && (matches!(view.kind(place - 1), Some(TokenKind::Comma | TokenKind::Colon | TokenKind::Dash))
                    || begins_sentence(view, place, passage)
                    || site.cue.class.is_speech() && is_addressed(view, start..place, passage));
            // *said while it rained, “nobody was wet”*: the marked words end a sentence that begins behind the verb.
            let begun = introduced
                && !view.passage_capitalized(place)
                && view.is(start, Classes::SUBORDINATOR)
                && site.cue.frames.bare_clause()
                && holds_verb(view, start + 1..place - 1);
            if begun {
                return Some((start, Opening::Bare));
            }
            return (introduced && site.cue.frames.quotation()).then_some((place, Opening::Passage));
        }
        match view.kind(place)? {
            // *which is airing now, argues that …*: another verb's.
            TokenKind::Lower
                if place > start
                    && view.kind(place - 1) == Some(TokenKind::Comma)
                    && view.cue(place).is_some_and(|(_, forms)| forms.past() || forms.third()) =>
            {
                return None;
            }
            TokenKind::Colon => return site.cue.frames.quotation().then_some((place, Opening::Bare)),
            TokenKind::Semicolon => return None,
            TokenKind::Lower
                if place > start
                    && view.cue(place).is_some_and(|(_, forms)| forms.ing())
                    && view.kind(place - 1) == Some(TokenKind::Comma) =>
            {
                return None;
            }
            _ => place += 1,
        }
    }
    None
}

/// Whether a stretch is a phrase with a preposition and no verb, comma or relative clause: *in a statement*.
fn plain_adverbial(view: &SegmentView<'_>, places: Range<UnitIndex>) -> bool {
    let inner =
        Classes::SUBJECT | Classes::RELATIVE | Classes::BE | Classes::HAVE | Classes::MODAL | Classes::COORDINATOR;
    let plain = |place: UnitIndex| {
        view.token(place).is_some_and(|token| token.is_word() || token.kind == TokenKind::Number)
            && !view.is(place, inner)
            && view.cue(place).is_none_or(|(_, forms)| !forms.past() && !forms.ing())
    };
    let ends =
        places.end.checked_sub(1).is_some_and(|last| !view.is(last, Classes::PREPOSITION | Classes::SUBORDINATOR));
    view.is(places.start, Classes::PREPOSITION) && ends && places.each().all(plain)
}

/// *said Monday the plan would fail*, *announced on Friday the arrest*: behind a bare date.
fn behind_date(
    view: &SegmentView<'_>,
    site: &CueSite,
    start: UnitIndex,
    end: UnitIndex,
) -> Option<(UnitIndex, Opening)> {
    let dated = |place: UnitIndex| {
        view.is(place, Classes::CALENDAR)
            || view.is_in(place, WordSet::TimeSpan) && place > FIRST && view.is_in(place - 1, WordSet::BeforeTimeSpan)
    };
    let date = (start..end.min(start + 3)).each().find(|&place| dated(place))?;
    let more = view.kind(date + 1) == Some(TokenKind::Number) || view.is_in(date + 1, WordSet::TimeSpan);
    let behind = if more { date + 2 } else { date + 1 };
    let plain = (start..date).each().all(|place| {
        view.is(place, Classes::PREPOSITION | Classes::DETERMINER | Classes::ADVERB)
            || view.is_in(place, WordSet::BeforeTimeSpan)
    });
    (plain && behind < end).then(|| opening_at(view, site, behind).map(|opening| (behind, opening))).flatten()
}

/// *said to the two guards “You may go”*: a sentence in marks behind those to whom it is said, without its comma.
fn is_addressed(view: &SegmentView<'_>, between: Range<UnitIndex>, passage: &Passage) -> bool {
    let place = between.end;
    view.is_in(between.start, WordSet::To)
        && view.passage_capitalized(place)
        && passage.words >= SENTENCE_WORDS
        && !is_title(view, place)
        && !view.is(place - 1, Classes::DETERMINER)
        && plain_adverbial(view, between)
}

/// *acknowledged on Friday “it will be hard”*: marked words without a comma before them that are a sentence.
fn begins_sentence(view: &SegmentView<'_>, place: UnitIndex, passage: &Passage) -> bool {
    let subject = passage.inside.each().next().is_some_and(|token| {
        view.text.token(token).is(Classes::SUBJECT) && view.text.token(token).is(Classes::PRONOUN)
    });
    let dated = view.is(place - 1, Classes::CALENDAR) || view.is_in(place - 1, WordSet::TimeOfDay);
    passage.words >= SENTENCE_WORDS && subject && dated
}
