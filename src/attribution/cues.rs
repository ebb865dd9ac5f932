//! Where a frame has a reporting verb, and in what shape.
//!
//! There is no parser here. A verb is told from a noun or an adjective of the same form (*the reports*, *a proposed
//! law*) by the words around it, and its group is taken with auxiliaries and adverbs (*has repeatedly said*, *was
//! quoted as saying*).

use std::ops::Range;

use super::frames::{Place, Scene};
use crate::language::{self, Classes, Cue, CueForms, WordSet};
use crate::prose::TokenKind;

/// A reporting verb where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueSite {
    /// The verb with its auxiliaries, the adverbs between and its particle.
    pub group: Range<Place>,
    /// The verb itself.
    pub head: Place,
    /// Which verb.
    pub cue: &'static Cue,
    /// What governs its subject.
    pub shape: Shape,
}

/// The shape of a verb group, which decides where its subject stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// *said, has said, will say*: the subject stands beside it.
    Finite,
    /// *was told, were quoted*: the subject is the one spoken to or of.
    Passive,
    /// *to say*: the subject is that of the verb it hangs on.
    Infinitive,
    /// *saying*: the subject is that of the clause it hangs on.
    Participle,
}

/// The reporting verbs of a frame, in order.
pub fn sites(scene: &Scene<'_>) -> Vec<CueSite> {
    let mut sites = Vec::new();
    let mut place = 0;
    while place < scene.len() {
        let Some(site) = site_at(scene, place) else {
            place += 1;
            continue;
        };
        place = site.group.end.max(place + 1);
        sites.push(site);
    }
    sites
}

/// Words between an auxiliary and its verb.
fn is_between(scene: &Scene<'_>, place: Place) -> bool {
    scene.is(place, Classes::ADVERB | Classes::NEGATION)
        || scene.word(place).ends_with("ly") && scene.kind(place) == Some(TokenKind::Lower)
}

fn site_at(scene: &Scene<'_>, place: Place) -> Option<CueSite> {
    let token = scene.token(place)?;
    let opens_frame = place == 0 && token.kind == TokenKind::Capital;
    if token.kind != TokenKind::Lower && !opens_frame {
        return None;
    }
    let (cue, forms, end) = verb_with_particle(scene, place)?;
    // *continued to insist*, *went on to say*: the verb behind *to* reports.
    if cue.is_in(WordSet::HandsOnInfinitive) && scene.is_in(end, WordSet::To) {
        return None;
    }
    let mut start = place;
    let mut before = place;
    let mut shape = None;
    // Back over adverbs to an auxiliary.
    while before > 0 && place - before < 3 && is_between(scene, before - 1) {
        before -= 1;
    }
    let auxiliary = before.checked_sub(1);
    if let Some(auxiliary) = auxiliary {
        let is = |classes| scene.is(auxiliary, classes);
        let lower = scene.kind(auxiliary) == Some(TokenKind::Lower);
        let finite = is(Classes::MODAL | Classes::DO) && forms.base()
            || is(Classes::HAVE) && forms.participle() && lower
            || is(Classes::BE) && forms.ing();
        // *he's said*, *she's calling for …*
        let contracted = scene.kind(auxiliary) == Some(TokenKind::Possessive)
            && auxiliary > 0
            && scene.is(auxiliary - 1, Classes::SUBJECT)
            && scene.is(auxiliary - 1, Classes::PRONOUN)
            && (forms.ing() || forms.participle());
        if finite || contracted {
            shape = Some(Shape::Finite);
            start = auxiliary;
        } else if is(Classes::BE) && forms.participle() {
            shape = Some(Shape::Passive);
            start = auxiliary;
        } else if scene.is_in(auxiliary, WordSet::To) && forms.base() {
            shape = Some(Shape::Infinitive);
            start = auxiliary;
        }
        // *has been saying*, *will have said*
        while shape.is_some() && start > 0 && start < place {
            let is_chain = scene.is(start - 1, Classes::HAVE | Classes::BE | Classes::MODAL)
                || is_between(scene, start - 1)
                    && start >= 2
                    && scene.is(start - 2, Classes::HAVE | Classes::BE | Classes::MODAL);
            if !is_chain {
                break;
            }
            start -= 1;
        }
    }
    let shape = match shape {
        Some(shape) => shape,
        None => bare_shape(scene, place, before, end, cue, forms)?,
    };
    Some(CueSite { group: start..end, head: place, cue, shape })
}

/// The verb at a place, with the particle that makes it another verb (*pointed out*).
fn verb_with_particle(scene: &Scene<'_>, place: Place) -> Option<(&'static Cue, CueForms, Place)> {
    let token = scene.token(place)?;
    // Words that begin no verb, which are most of a text, need no look-up.
    let function = Classes::DETERMINER | Classes::PREPOSITION | Classes::COORDINATOR | Classes::PRONOUN;
    if token.word.cue().is_none() && token.is(function) {
        return None;
    }
    let longest = token.word.longest_phrase();
    for length in (2..=longest.min(4)).rev() {
        if place + length > scene.len() || (place..place + length).any(|place| scene.index(place).is_none()) {
            continue;
        }
        let words = scene.span(place..place + length).slice(scene.text.as_str());
        if let Some((cue, forms)) = language::phrase(words).and_then(|word| word.cue()) {
            return Some((cue, forms, place + length));
        }
    }
    let (cue, forms) = token.word.cue()?;
    Some((cue, forms, place + 1))
}

/// The shape of a verb without an auxiliary, or nothing where the word is no verb here. `before` is where its adverbs
/// begin.
fn bare_shape(scene: &Scene<'_>, place: Place, before: Place, end: Place, cue: &Cue, forms: CueForms) -> Option<Shape> {
    let previous = before.checked_sub(1);
    let is_previous = |classes: Classes| previous.is_some_and(|previous| scene.is(previous, classes));
    let after_noun_marker = previous.is_some_and(|previous| {
        let possessive = scene.kind(previous) == Some(TokenKind::Possessive);
        let determiner = scene.is(previous, Classes::DETERMINER | Classes::POSSESSIVE) && !scene.is(previous, Classes::SUBJECT | Classes::RELATIVE)
            // *her said*: only the object form is before a verb an odd case; *that said* is not a noun marker.
            && !scene.is_in(previous, WordSet::StandsAlone);
        possessive || determiner
    });
    if forms.ing() {
        if after_noun_marker
            || is_previous(Classes::PREPOSITION)
                && !scene.is_in(before.saturating_sub(1), WordSet::BeforeReportingParticiple)
        {
            return None;
        }
        return Some(Shape::Participle);
    }
    if after_noun_marker {
        return None;
    }
    let beside_passage = previous.is_some_and(|previous| scene.passage(previous).is_some());
    if forms.past() {
        if is_previous(Classes::PREPOSITION)
            && previous.is_some_and(|previous| !scene.is_in(previous, WordSet::In))
            && !beside_passage
        {
            return None;
        }
        // *the plan proposed by the council*, *a man accused of theft*, *the so-called*
        let ambiguous = forms.participle();
        let reduced = ambiguous && scene.is_in(end, WordSet::AfterPassive) && !cue.frames.quotation();
        let by_means = scene.is_in(end + 1, WordSet::MeansOfContact);
        let reduced_by = ambiguous && scene.is_in(end, WordSet::By) && !by_means;
        if reduced
            || reduced_by
            || scene.is_in(end, WordSet::As) && !beside_passage && scene.is_in(end + 1, WordSet::Saying)
        {
            return None;
        }
        // An adjective before its noun: *the alleged plot* was cut above; *widely reported cases*.
        return Some(Shape::Finite);
    }
    // Most forms of the present are nouns too (*the remarks*, *a call*): those are verbs only where what follows can
    // be reported.
    let token = scene.token(place)?;
    let noun = Classes::SPEECH_NOUN | Classes::ROLE | Classes::ROLE_PLURAL | Classes::DOCUMENT | Classes::GROUP;
    // *“…,” Lopez answers.*
    let awaited =
        (place.saturating_sub(8)..place).any(|place| scene.passage_awaits(place) || scene.passage_asks(place));
    let reports = awaited || reportable_follows(scene, end);
    if token.is(noun) && (owned(scene, place) || !reports) {
        return None;
    }
    let subject = previous.and_then(|previous| scene.token(previous));
    if forms.third() {
        let blocked = subject.is_some_and(|subject| {
            subject.kind == TokenKind::Lower && subject.is(Classes::PREPOSITION)
                || subject.kind == TokenKind::Symbol
                // *a few questions*
                || token.is(noun) && scene.is_in(before - 1, WordSet::BeforeCountedNoun)
                // *0.1 percentage points to …*, but *Article 33 affirms*.
                || subject.kind == TokenKind::Number
                    && !(before > 1 && scene.kind(before - 2) == Some(TokenKind::Capital))
        });
        return (!blocked).then_some(Shape::Finite);
    }
    if forms.base() {
        // *The two lawmakers, however, argue …*
        let (subject, before) = match subject.map(|subject| subject.kind) {
            Some(TokenKind::Comma) => {
                let comma =
                    (place.saturating_sub(6)..before - 1).rev().find(|&p| scene.kind(p) == Some(TokenKind::Comma));
                let noun = comma.and_then(|comma| comma.checked_sub(1));
                (noun.and_then(|noun| scene.token(noun)), noun.map_or(before, |noun| noun + 1))
            }
            _ => (subject, before),
        };
        let singular = Classes::PRONOUN_MALE | Classes::PRONOUN_FEMALE | Classes::PRONOUN_NEUTER;
        let plural = subject.is_some_and(|subject| {
            let word = scene.word(before - 1);
            subject.is(Classes::SUBJECT
                | Classes::GROUP
                | Classes::ROLE_PLURAL
                | Classes::ANONYMOUS
                | Classes::RELATIVE)
                && !subject.is(singular)
                || subject.is_word() && word.ends_with('s') && !word.ends_with("ss")
                || subject.kind == TokenKind::Capital
                    && joined_by_and(scene, before - 1)
                // *Six in 10 say …*, *47% say …*
                || subject.is(Classes::NUMBER) && word != "one"
                || subject.kind == TokenKind::Number
                || subject.kind == TokenKind::Symbol && word == "%"
                || subject.is_in(WordSet::PluralSubject)
        });
        // *Under the “Green Valley” plan* is a noun.
        let awaited = previous.is_some_and(|place| scene.passage_awaits(place) || scene.passage_asks(place));
        // *In one tweet, …*
        // *brings back the ferry*
        let particle = cue.is_in(WordSet::BringsBack) && subject.is_some_and(|subject| subject.is(Classes::VERB));
        let plural =
            plural && !particle && !previous.is_some_and(|previous| scene.is_in(previous, WordSet::SingleDeterminer));
        return (plural || awaited).then_some(Shape::Finite);
    }
    None
}

/// Whether what stands at `place` can be what a verb reports.
fn reportable_follows(scene: &Scene<'_>, place: Place) -> bool {
    let Some(token) = scene.token(place) else { return scene.unit(place).is_some() };
    let opens = Classes::SUBJECT | Classes::DETERMINER | Classes::RELATIVE | Classes::POSSESSIVE;
    token.is(opens)
        || token.is_capitalized()
        || matches!(token.kind, TokenKind::Comma | TokenKind::Colon)
        || scene.is_in(place, WordSet::OpensReport)
}

/// Whether a noun phrase that somebody owns, or that an article opens, reaches to `place`: *Lopez's angry remarks*.
fn owned(scene: &Scene<'_>, place: Place) -> bool {
    for before in (place.saturating_sub(3)..place).rev() {
        let Some(token) = scene.token(before) else { return false };
        if token.kind == TokenKind::Possessive || token.is(Classes::POSSESSIVE) {
            return true;
        }
        let adjective = token.kind == TokenKind::Lower
            && !token.is(Classes::ROLE
                | Classes::GROUP
                | Classes::COLLECTIVE
                | Classes::DOCUMENT
                | Classes::RELATIVE
                | Classes::SUBJECT);
        if !adjective {
            return false;
        }
    }
    false
}

/// Whether the name that ends at `last` is joined to another by *and*: *Mr. Lee and Mr. Diaz say*.
fn joined_by_and(scene: &Scene<'_>, last: Place) -> bool {
    (last.saturating_sub(4)..last).any(|place| scene.is_in(place, WordSet::And))
}
