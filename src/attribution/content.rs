//! What was said: where the content of a cue begins and ends.
//!
//! The bounds are those at which annotators of news stop (PolNeAR): a leading *that* belongs to the content, the final
//! stop and a closing attribution do not.

use std::ops::Range;

use super::cues::{CueSite, Shape};
use super::frames::{Place, Scene};
use crate::language::Classes;
use crate::prose::{Token, TokenKind};

/// How far behind a verb the comma or colon that introduces its quotation is looked for.
const FEW_WORDS: usize = 9;

/// Marked words without a comma before them are a sentence's if there are as many as this.
const SENTENCE_WORDS: u32 = 5;

/// How what follows a cue begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// A passage in marks, with or without a comma or a colon before it.
    Passage,
    /// *that …*, *whether …*, *how …*
    Clause,
    /// A clause without *that*.
    Bare,
    /// A noun phrase: *criticized the plan*, *described it as …*
    Noun,
    /// *to …*
    Infinitive,
}

/// The content that follows a cue, if there is one.
pub fn after(scene: &Scene<'_>, site: &CueSite, sites: &[CueSite]) -> Option<(Range<Place>, Opening)> {
    let end = scene.end();
    let (mut start, opening) = opening_after(scene, site, end)?;
    let leads = |place: Place| {
        matches!(scene.kind(place), Some(TokenKind::Comma | TokenKind::Colon | TokenKind::Dash))
            || opening == Opening::Passage && scene.is_word(place, &["as"])
    };
    while start < end && leads(start) {
        start += 1;
    }
    let stop = trim_end(scene, start, content_end(scene, start, end, site, sites, opening));
    let needs_marks = opening == Opening::Noun && !site.cue.frames.noun_phrase() && site.cue.frames.marked_phrase();
    let marked = (start..stop).any(|place| scene.passage(place).is_some());
    (start < stop && (marked || !needs_marks)).then_some((start..stop, opening))
}

/// Where the content begins and how: behind the one who is told, and behind adverbials.
fn opening_after(scene: &Scene<'_>, site: &CueSite, end: Place) -> Option<(Place, Opening)> {
    let start = site.group.end;
    if names_a_work(scene, start) {
        return None;
    }
    if let Some(passage) = quotation_ahead(scene, site, start) {
        return Some((passage, Opening::Passage));
    }
    let here = opening_at(scene, site, start);
    if matches!(here, Some(Opening::Clause | Opening::Infinitive))
        || here == Some(Opening::Passage) && !is_title(scene, start)
    {
        return here.map(|opening| (start, opening));
    }
    let mut behind = start;
    if site.cue.frames.recipient() {
        behind = recipient_end(scene, start, end);
        match opening_at(scene, site, behind).filter(|_| behind > start) {
            // *urged lawmakers to act*: those who are urged are part of it.
            Some(Opening::Infinitive) => return Some((start, Opening::Infinitive)),
            Some(opening @ (Opening::Clause | Opening::Passage)) => return Some((behind, opening)),
            // *told reporters he would stay*
            Some(Opening::Bare) if !site.cue.frames.noun_phrase() => return Some((behind, Opening::Bare)),
            _ => {}
        }
    }
    // *told staff on Monday to leave*
    if site.cue.frames.infinitive() && behind > start {
        let to = (behind..end.min(behind + 4)).find(|&place| scene.is_word(place, &["to"]));
        let dated = to.is_some_and(|to| (behind..to).any(|place| scene.is(place, Classes::CALENDAR)));
        if dated {
            return Some((start, Opening::Infinitive));
        }
    }
    behind_adverbials(scene, site, behind, end).or(here.map(|opening| (start, opening)))
}

/// The place of a sentence in marks that a comma or a colon introduces a few words behind a verb: *told her supporters,
/// “…”*, *said back in May: “…”*.
fn quotation_ahead(scene: &Scene<'_>, site: &CueSite, start: Place) -> Option<Place> {
    if !site.cue.frames.quotation() {
        return None;
    }
    let introducer = (start..start + FEW_WORDS).find(|&place| {
        matches!(scene.kind(place), Some(TokenKind::Comma | TokenKind::Colon)) || scene.passage(place).is_some()
    })?;
    // *says things such as, “…”* introduces a part of what is said.
    let introduces = scene.passage(introducer).is_none()
        && !(introducer > start && scene.is(introducer - 1, Classes::PREPOSITION))
        && scene.passage_capitalized(introducer + 1);
    let verbal =
        Classes::BE | Classes::HAVE | Classes::MODAL | Classes::SUBJECT | Classes::RELATIVE | Classes::COORDINATOR;
    let plain = |place: Place| {
        scene.token(place).is_some_and(|token| token.kind != TokenKind::Dash && !token.is(verbal))
            && !scene.cue(place).is_some_and(|(_, forms)| forms.past() || forms.ing())
    };
    (introduces && (start..introducer).all(plain)).then_some(introducer + 1)
}

/// Brackets and marks that close what the content did not open.
fn trim_end(scene: &Scene<'_>, start: Place, mut end: Place) -> Place {
    while end > start {
        let unopened = scene.kind(end - 1) == Some(TokenKind::Close)
            && !(start..end).any(|place| scene.kind(place) == Some(TokenKind::Open));
        let blank = matches!(
            scene.kind(end - 1),
            Some(TokenKind::Comma | TokenKind::Dash | TokenKind::Colon | TokenKind::Open)
        );
        if !unopened && !blank {
            break;
        }
        end -= 1;
    }
    end
}

/// *sang “Autumn Leaves”*, *a film called “The Long Bridge”*: a title behind a verb is nobody's words.
fn names_a_work(scene: &Scene<'_>, place: Place) -> bool {
    let ends_open = !scene.passage_awaits(place) && !scene.passage_stops(place);
    let words = scene.passage(place).map_or(0, |passage| scene.passages.passages[passage].words);
    words >= 2 && ends_open && is_title(scene, place)
}

/// Whether the passage at a place is the title of a work or a programme: few words, all of them capitalized.
pub fn is_title(scene: &Scene<'_>, place: Place) -> bool {
    let Some(passage) = scene.passage(place).map(|passage| &scene.passages.passages[passage]) else { return false };
    passage.words <= 5
        && passage.inside.clone().all(|token| {
            let token = scene.text.token(token);
            !token.is_word()
                || token.is_capitalized()
                || token.is(Classes::PREPOSITION | Classes::DETERMINER | Classes::COORDINATOR)
        })
        && !matches!(scene.kind(place.wrapping_sub(1)), Some(TokenKind::Comma | TokenKind::Colon))
}

/// Words that open a reported clause.
pub fn opens_clause(scene: &Scene<'_>, place: Place) -> bool {
    // *the plan that could fail*: a relative clause reports nothing.
    let is_relative = scene.is_word(place, &["that"])
        && scene.is(place + 1, Classes::MODAL | Classes::BE | Classes::HAVE | Classes::DO)
        && scene.kind(place + 1) == Some(TokenKind::Lower)
        && !scene.is(place + 1, Classes::DETERMINER | Classes::POSSESSIVE);
    !is_relative
        && scene.is_word(place, &["that", "whether", "how", "why", "what", "if", "where", "who", "when"])
        && scene.kind(place) == Some(TokenKind::Lower)
}

/// What a reported matter begins with at `start`, if one begins there.
fn opening_at(scene: &Scene<'_>, site: &CueSite, start: Place) -> Option<Opening> {
    if scene.passage(start).is_some() {
        return Some(Opening::Passage);
    }
    let frames = site.cue.frames;
    match scene.kind(start)? {
        TokenKind::Comma | TokenKind::Colon | TokenKind::Dash => {
            if scene.passage(start + 1).is_some() {
                return Some(Opening::Passage);
            }
            if scene.kind(start) == Some(TokenKind::Colon) && frames.quotation() {
                return Some(Opening::Bare);
            }
            None
        }
        TokenKind::Lower if opens_clause(scene, start) => Some(Opening::Clause),
        // *which she described as “a farce”*
        TokenKind::Lower
            if scene.is_word(start, &["as"]) && frames.as_phrase() && scene.passage(start + 1).is_some() =>
        {
            Some(Opening::Passage)
        }
        // *said that is a lie*: directly behind the verb it is the subject of what is reported.
        TokenKind::Lower
            if scene.is_word(start, &["that"])
                && frames.that_clause()
                && start == site.group.end
                && scene.is(start + 1, Classes::BE) =>
        {
            Some(Opening::Bare)
        }
        TokenKind::Lower
            if scene.is_word(start, &["to"]) && (frames.infinitive() || site.cue.class.stance() == "directive") =>
        {
            let is_verb =
                |token: &Token| token.kind == TokenKind::Lower && !token.is(Classes::DETERMINER | Classes::POSSESSIVE);
            // *vowed to “fight on”*
            let opens = scene.passage(start + 1).is_some() || scene.token(start + 1).is_some_and(is_verb);
            opens.then_some(Opening::Infinitive)
        }
        TokenKind::Lower
        | TokenKind::Capital
        | TokenKind::Capitals
        | TokenKind::Mixed
        | TokenKind::Number
        | TokenKind::Symbol
        | TokenKind::Address => {
            let token = scene.token(start)?;
            let owned = scene.kind(start + 1) == Some(TokenKind::Possessive);
            let pairs = scene.is_word(start, &["both", "either", "neither"]);
            let blocked =
                token.is(Classes::PREPOSITION | Classes::COORDINATOR) && !token.is(Classes::DETERMINER) && !pairs
                    || token.is(Classes::CALENDAR) && !owned
                    || scene.is_word(start, &["so"])
                    || token.is(Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO)
                        && token.kind == TokenKind::Lower
                    || token.kind == TokenKind::Lower && token.is(Classes::ADVERB | Classes::RELATIVE) && !pairs;
            if blocked {
                return None;
            }
            if (frames.that_clause() || frames.bare_clause()) && has_verb(scene, start) {
                return Some(Opening::Bare);
            }
            (frames.noun_phrase() || frames.as_phrase() || frames.marked_phrase()).then_some(Opening::Noun)
        }
        _ => None,
    }
}

/// Whether a clause with a verb of its own may begin at `start`: a clause is reported without *that* only as a whole.
fn has_verb(scene: &Scene<'_>, start: Place) -> bool {
    scene.is(start, Classes::SUBJECT) || holds_verb(scene, start + 1..scene.end().min(start + 24))
}

/// Whether something in `places` looks like a verb.
pub fn holds_verb(scene: &Scene<'_>, mut places: Range<Place>) -> bool {
    places.any(|place| {
        // What stands inside marks is likely to hold the verb.
        let Some(token) = scene.token(place) else { return true };
        let word = scene.word(place);
        token.kind == TokenKind::Lower
            && (token.is(Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO)
                || token.word.cue().is_some_and(|(_, forms)| forms.finite())
                || word.ends_with("ed")
                || word.ends_with('s') && !word.ends_with("ss")
                || scene.is(place.wrapping_sub(1), Classes::SUBJECT))
            || token.is(Classes::SUBJECT) && word.contains(['\'', '\u{2019}'])
    })
}

/// Where the one who is told ends: *told reporters*, *told The Post*, *asked him*.
fn recipient_end(scene: &Scene<'_>, start: Place, end: Place) -> Place {
    let Some(first) = scene.token(start) else { return start };
    if first.is(Classes::OBJECT | Classes::REFLEXIVE) && first.is(Classes::PRONOUN) {
        return start + 1;
    }
    let mut place = start;
    while place < end && place - start < 14 {
        let Some(token) = scene.token(place) else {
            if is_title(scene, place) {
                place += 1;
                continue;
            }
            break;
        };
        let goes_on = match token.kind {
            TokenKind::Lower => {
                !opens_clause(scene, place)
                    && !scene.is_word(place, &["to"])
                    && !token.is(Classes::SUBJECT | Classes::MODAL | Classes::BE | Classes::HAVE)
                    && !(place > start
                        && token.is(Classes::DETERMINER)
                        && !scene.is(place - 1, Classes::PREPOSITION | Classes::COORDINATOR))
                    && !(token.is(Classes::PREPOSITION) && !scene.is_word(place, &["of", "for", "at", "from"]))
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
fn behind_adverbials(scene: &Scene<'_>, site: &CueSite, start: Place, end: Place) -> Option<(Place, Opening)> {
    if let Some(found) = behind_date(scene, site, start, end) {
        return Some(found);
    }
    let mut place = start;
    let token = scene.token(start)?;
    let is_adverbial = token.is(Classes::PREPOSITION | Classes::CALENDAR | Classes::ADVERB | Classes::SUBORDINATOR)
        || token.kind == TokenKind::Comma
        || scene.word(start).ends_with("ly");
    if !is_adverbial && !site.cue.frames.recipient() {
        return None;
    }
    while place < end && place - start < 30 {
        if opens_clause(scene, place) && place > start && scene.is_word(place, &["that", "whether", "how", "why"]) {
            return Some((place, Opening::Clause));
        }
        // *said on “Morning Call” that …*
        if is_title(scene, place) {
            place += 1;
            continue;
        }
        // *promised on Sunday at a rally to end …*
        if place > start && scene.is_word(place, &["to"]) && site.cue.frames.infinitive() && is_adverbial {
            let behind = opening_at(scene, site, place);
            return behind.filter(|&opening| opening == Opening::Infinitive).map(|opening| (place, opening));
        }
        if let Some(passage) = scene.passage(place) {
            let introduced = place > start
                && (matches!(scene.kind(place - 1), Some(TokenKind::Comma | TokenKind::Colon | TokenKind::Dash))
                    || begins_sentence(scene, place, passage));
            return (introduced && site.cue.frames.quotation()).then_some((place, Opening::Passage));
        }
        match scene.kind(place)? {
            // *which is airing now, argues that …*: another verb's.
            TokenKind::Lower
                if place > start
                    && scene.kind(place - 1) == Some(TokenKind::Comma)
                    && scene.cue(place).is_some_and(|(_, forms)| forms.past() || forms.third()) =>
            {
                return None;
            }
            TokenKind::Colon => return site.cue.frames.quotation().then_some((place, Opening::Bare)),
            TokenKind::Semicolon => return None,
            TokenKind::Lower
                if place > start
                    && scene.cue(place).is_some_and(|(_, forms)| forms.ing())
                    && scene.kind(place - 1) == Some(TokenKind::Comma) =>
            {
                return None;
            }
            _ => place += 1,
        }
    }
    None
}

/// *said Monday the plan would fail*, *announced on Friday the arrest*: behind a bare date.
fn behind_date(scene: &Scene<'_>, site: &CueSite, start: Place, end: Place) -> Option<(Place, Opening)> {
    let times = ["morning", "afternoon", "evening", "night", "week", "weekend", "month", "year"];
    let dated = |place: Place| {
        scene.is(place, Classes::CALENDAR)
            || scene.is_word(place, &times) && scene.is_word(place.wrapping_sub(1), &["this", "last", "next", "that"])
    };
    let date = (start..end.min(start + 3)).find(|&place| dated(place))?;
    let more = scene.kind(date + 1) == Some(TokenKind::Number) || scene.is_word(date + 1, &times);
    let behind = if more { date + 2 } else { date + 1 };
    let plain =
        (start..date).all(|place| scene.is(place, Classes::PREPOSITION | Classes::DETERMINER | Classes::ADVERB));
    (plain && behind < end).then(|| opening_at(scene, site, behind).map(|opening| (behind, opening))).flatten()
}

/// Where the content that begins at `start` ends.
pub fn content_end(
    scene: &Scene<'_>,
    start: Place,
    end: Place,
    site: &CueSite,
    sites: &[CueSite],
    opening: Opening,
) -> Place {
    let leaves = |place: Place| {
        tail_follows(scene, place, site, sites, end)
            || breaks_at(scene, place, sites)
            || ends_relative_clause(scene, place, site, sites)
    };
    let subordinate = stands_in_subordinate_clause(scene, site);
    for place in start..end {
        if scene.passage(place).is_some() {
            // Marks that end with their own stop or comma end the content, unless the sentence goes on.
            if coordinates_passage(scene, place + 1) {
                continue;
            }
            let goes_on = scene.kind(place + 1) == Some(TokenKind::Lower) && !leaves(place + 1);
            let closes = scene.passage_stops(place) || scene.passage_awaits(place);
            let ends = match opening {
                // *described as “unhinged” a plan that …*
                Opening::Passage if scene.is_word(start.wrapping_sub(1), &["as"]) => true,
                Opening::Passage => closes || !goes_on || is_circumstance(scene, place + 1),
                // What somebody is called ends with the marks.
                Opening::Noun => closes || !goes_on || leaves_marks(scene, place + 1, site),
                _ => {
                    let title = scene.passage_awaits(place) && is_title(scene, place);
                    closes && !title && (!goes_on || explains(scene, place + 1) || subordinate)
                }
            };
            if ends || closes && leaves(place + 1) {
                return place + 1;
            }
            continue;
        }
        if place == start {
            continue;
        }
        match scene.kind(place) {
            Some(TokenKind::Semicolon) => return place,
            Some(TokenKind::Comma | TokenKind::Dash) if leaves(place + 1) => return place,
            Some(TokenKind::Comma) if goes_on_apart(scene, place + 1, site, sites) => return place,
            Some(TokenKind::Comma) if subordinate && !opens_clause(scene, place + 1) => return place,
            Some(TokenKind::Comma) if opening == Opening::Noun && leaves_noun(scene, place + 1) => return place,
            Some(TokenKind::Dash | TokenKind::Open) if opening == Opening::Noun => return place,
            _ if place > start + 1 && ends_content(scene, place, sites)
                || same_source_goes_on(scene, place, site, sites) =>
            {
                return place;
            }
            _ => {}
        }
    }
    end
}

/// *“…” and “…”*, *“…,” and, “…”*: more words in marks follow.
fn coordinates_passage(scene: &Scene<'_>, place: Place) -> bool {
    let comma = |place: Place| usize::from(scene.kind(place) == Some(TokenKind::Comma));
    let and = place + comma(place);
    if scene.passage(place).is_some()
        || scene.is_word(and, &["and", "or", "but"]) && scene.passage(and + 1 + comma(and + 1)).is_some()
    {
        return true;
    }
    // *a “bully,” an “actor” and a “liar”*
    let noun = and + usize::from(scene.is_word(and, &["and", "or"]));
    let listed = scene.is(noun, Classes::DETERMINER) && scene.kind(noun) == Some(TokenKind::Lower);
    let adjective = scene.kind(noun + 1) == Some(TokenKind::Lower) && scene.passage(noun + 2).is_some();
    listed && (scene.passage(noun + 1).is_some() || adjective)
}

/// What follows marked words and tells when they were said: *said “no” when he was asked*.
fn is_circumstance(scene: &Scene<'_>, place: Place) -> bool {
    scene.is_word(place, &["when", "after", "before", "until", "while", "during", "despite"])
        || scene.is_word(place, &["in", "on", "at"])
            && scene.is(place + 1, Classes::CALENDAR | Classes::DETERMINER)
            && !scene.is_word(place + 1, &["the"])
        || scene.is_word(place, &["on"]) && scene.is(place + 1, Classes::CALENDAR)
}

/// What follows a comma and explains what was said instead of going on with it: *“…,” a swipe at …*, *“…,” referring
/// to …*
fn explains(scene: &Scene<'_>, place: Place) -> bool {
    scene.is_word(place, &["a", "an"])
        || scene.word(place).ends_with("ing") && scene.kind(place) == Some(TokenKind::Lower)
}

/// *Although Lopez says the plan is dead, others …*: the cue stands in a clause that a comma ends.
fn stands_in_subordinate_clause(scene: &Scene<'_>, site: &CueSite) -> bool {
    let opener = (0..3.min(site.group.start)).find(|&place| {
        scene.is_word(
            place,
            &["when", "although", "though", "while", "as", "after", "if", "because", "since", "whereas"],
        )
    });
    let Some(opener) = opener else { return false };
    let before_cue = opener + 1..site.group.start;
    before_cue.len() <= 20
        && (0..opener).all(|place| scene.is(place, Classes::COORDINATOR | Classes::ADVERB))
        && !before_cue.clone().any(|place| scene.passage_awaits(place) || scene.passage_stops(place))
}

/// What follows marked words that a noun phrase ends with: *called it “a farce” and left*
fn leaves_marks(scene: &Scene<'_>, place: Place, site: &CueSite) -> bool {
    scene.is_word(place, &["but", "when", "after", "before", "until", "while"])
        || scene.is_word(place, &["and"]) && {
            let next = scene.word(place + 1);
            let verb = scene.cue(place + 1).is_some()
                || scene.is(place + 1, Classes::SUBJECT | Classes::ADVERB)
                || scene.kind(place + 1) == Some(TokenKind::Lower)
                    && (next.ends_with("ed") || next.ends_with("ing") && site.shape == Shape::Participle);
            verb || scene.token(place + 1).is_some_and(|token| token.is_capitalized())
        }
}

/// *suggested it was late, called it off and left* · *says it works, but he …*: behind the comma the writer goes on.
fn goes_on_apart(scene: &Scene<'_>, place: Place, site: &CueSite, sites: &[CueSite]) -> bool {
    let past = |place: Place| scene.cue(place).is_some_and(|(_, forms)| forms.past());
    let listed = sites.iter().any(|other| {
        other.group.start == place && other.shape == Shape::Finite && other.cue.class.is_speech() && past(other.head)
    });
    listed && past(site.head) || scene.is_word(place, &["but"]) && scene.is(place + 1, Classes::SUBJECT)
}

/// *Lopez, who called the plan off, told reporters …*: the main verb behind a relative clause that holds the cue.
fn ends_relative_clause(scene: &Scene<'_>, place: Place, site: &CueSite, sites: &[CueSite]) -> bool {
    let relative = (site.group.start.saturating_sub(3)..site.group.start).any(|before| {
        scene.is_word(before, &["who", "which"]) && before > 0 && scene.kind(before - 1) == Some(TokenKind::Comma)
    });
    relative
        && sites.iter().any(|other| other.shape == Shape::Finite && (place..place + 2).contains(&other.group.start))
}

/// *acknowledged on Friday “it will be hard”*: marked words without a comma before them that are a sentence.
fn begins_sentence(scene: &Scene<'_>, place: Place, passage: usize) -> bool {
    let passage = &scene.passages.passages[passage];
    let subject = passage.inside.clone().next().is_some_and(|token| {
        scene.text.token(token).is(Classes::SUBJECT) && scene.text.token(token).is(Classes::PRONOUN)
    });
    let dated = scene.is(place - 1, Classes::CALENDAR)
        || scene.is_word(place - 1, &["morning", "afternoon", "evening", "night", "week"]);
    passage.words >= SENTENCE_WORDS && subject && dated
}

/// *said he would stay and called on others to stay*: a second reporting verb of the same tense behind *and* is the
/// speaker's own.
fn same_source_goes_on(scene: &Scene<'_>, place: Place, site: &CueSite, sites: &[CueSite]) -> bool {
    let forms = |place: Place| scene.cue(place).map(|(_, forms)| (forms.past(), forms.third()));
    scene.is_word(place, &["and", "but"])
        && sites.iter().any(|other| {
            other.group.start == place + 1
                && other.shape == Shape::Finite
                && other.cue.class.is_speech()
                && forms(other.head) == forms(site.head)
        })
}

/// Whether what follows a comma no longer belongs to a noun phrase that was reported.
fn leaves_noun(scene: &Scene<'_>, place: Place) -> bool {
    scene
        .is_word(place, &["but", "which", "while", "though", "although", "because", "so", "who", "where", "when", "as"])
        || scene.kind(place) == Some(TokenKind::Lower) && scene.word(place).ends_with("ing")
        || scene.is(place, Classes::SUBJECT)
        || scene.is_word(place, &["and"])
            && (scene.is(place + 1, Classes::SUBJECT | Classes::HAVE | Classes::BE)
                || scene.cue(place + 1).is_some_and(|(_, forms)| forms.past()))
}

/// Whether the unit begins what is no longer reported.
fn ends_content(scene: &Scene<'_>, place: Place, sites: &[CueSite]) -> bool {
    if scene.is_word(place, &["according"]) && scene.is_word(place + 1, &["to"]) {
        return true;
    }
    let participle =
        |place: Place| sites.iter().any(|other| other.group.start == place && other.shape == Shape::Participle);
    scene.is_word(place, &["while", "before", "after", "when"])
        && (participle(place + 1)
            || scene.word(place + 1).ends_with("ing") && scene.kind(place + 1) == Some(TokenKind::Lower))
}

/// Whether what follows a comma is a new cue of the same source (*, adding that*) or leaves the report.
fn breaks_at(scene: &Scene<'_>, place: Place, sites: &[CueSite]) -> bool {
    if sites
        .iter()
        .any(|other| other.group.start == place && other.shape == Shape::Participle && other.cue.class.is_speech())
    {
        return true;
    }
    if ends_content(scene, place, sites) {
        return true;
    }
    // *, and called on …* · *, but he said …*
    if !scene.is(place, Classes::COORDINATOR) && !scene.is_word(place, &["while", "though", "although"]) {
        return false;
    }
    let behind = place + 1;
    let subject = scene.is(behind, Classes::SUBJECT) || scene.token(behind).is_some_and(|token| token.is_capitalized());
    sites.iter().any(|other| {
        let near = if subject { behind..behind + 5 } else { behind..behind + 1 };
        near.contains(&other.group.start) && other.shape == Shape::Finite && other.cue.class.is_speech()
    })
}

/// Whether an attribution in the tail follows: *…, Lopez said.*
fn tail_follows(scene: &Scene<'_>, start: Place, site: &CueSite, sites: &[CueSite], end: Place) -> bool {
    sites.iter().any(|other| {
        other.head != site.head
            && other.group.start >= start
            && other.group.start < start + 12
            && other.shape == Shape::Finite
            && other.cue.frames.quotation()
            && other.group.end >= end
            && (start..other.group.start)
                .all(|place| scene.kind(place) != Some(TokenKind::Comma) && scene.passage(place).is_none())
    })
}
