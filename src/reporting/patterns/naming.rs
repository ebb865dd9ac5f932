//! A source that is named without a verb: *according to*, *in Lopez's words*, *per the report*.

use std::ops::Range;

use super::pattern::{Pattern, Read};
use super::speech_nouns::{self, owner_of};
use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, TokenKind};
use crate::reporting::content::{self, Opening};
use crate::reporting::cues::{CueSite, VerbForm};
use crate::reporting::evidence::Evidence;
use crate::reporting::noun_phrases::SPEAKERS;
use crate::reporting::reading::{Clause, Reading};
use crate::reporting::unit::{FIRST, UnitIndex, Units};
use crate::reporting::view::{Name, SegmentView};

/// Fewer marked words than this are no clause of their own.
const CLAUSE_WORDS: u32 = 4;

/// When and where something was said takes no more units than this.
const LONGEST_CIRCUMSTANCE: usize = 9;

/// What explains a source between two commas is no longer than this, in units.
const LONGEST_APPOSITION: usize = 14;

/// The same for a relative clause.
const LONGEST_RELATIVE: usize = 30;

/// *according to the ministry*, before or behind what it said; behind another attribution it names the outlet.
pub const NAMED_SOURCE: Pattern =
    Pattern { evidence: &[Evidence::According], any_verb: true, read: Read::Segment(names_source, according_to) };

fn names_source(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    view.token(place).is_some_and(|token| {
        token.is_in(WordSet::NamesSource)
            || token.is_in(WordSet::StatementNoun)
            || token.is_in(WordSet::To) && view.is_passage(place + 3)
            || place == FIRST && token.is_in(WordSet::As)
    })
}

/// *According to Lopez the ferry is late*: whether a clause follows that no comma parts from the source.
fn is_bare_clause(reading: &Reading<'_>, places: Range<UnitIndex>) -> bool {
    let view = reading.view;
    view.is(places.start, Classes::DETERMINER | Classes::SUBJECT)
        && !view.is_in(places.start, WordSet::That)
        && content::holds_verb(&view, places.start + 1..places.end)
        && !reading.sites.all().iter().any(|site| site.form == VerbForm::Finite)
        && !places.each().any(|place| view.is_passage(place))
}

fn according_to(reading: &mut Reading<'_>) {
    let view = reading.view;
    let Some((cue, source)) = naming_phrase(reading) else { return };
    let (place, end) = (cue.start, view.end());
    let is_according = view.is_in(place, WordSet::According);
    let attribution_end = source.end.max(cue.end);
    let sites = &reading.sites;
    if let Some(clause) = reading.clauses.iter_mut().find(|clause| {
        let told = sites.starting_at(clause.cue.start).any(|site| site.cue.frames.recipient());
        let attribution_end = clause.source.as_ref().map_or(clause.cue.end, |source| source.end.max(clause.cue.end));
        clause.evidence != Evidence::According
            && is_according
            && attribution_end < place
            && (attribution_end + 2 >= place || is_circumstance(&view, attribution_end..place, told))
            && clause.contents.iter().all(|content| content.end <= place)
    }) {
        clause.via = Some(source);
        return;
    }
    let announces = view.is_in(place, WordSet::To);
    let before = place
        .checked_sub(1)
        .filter(|_| !announces)
        .map(|last| if view.kind(last) == Some(TokenKind::Comma) { last } else { place });
    let content = match before {
        Some(content_end)
            if (content_end > FIRST + 1 || content_end == FIRST + 1 && view.is_passage(FIRST))
                && !leads_on(&view, content_end, attribution_end) =>
        {
            let floor = reading.covered_before(content_end);
            let floor = open_floor(reading, content_end).max(floor);
            let floor = if view.is_passage(content_end - 1) && floor == content_end { content_end - 1 } else { floor };
            floor..content_end
        }
        _ => {
            if place == FIRST && is_bare_clause(reading, attribution_end..end) {
                let clause = Clause::without_verb(cue, attribution_end..end, source, Evidence::According);
                reading
                    .clauses
                    .push(Clause { lemma: if is_according { "according to" } else { clause.lemma }, ..clause });
                return;
            }
            let Some(comma) = (attribution_end..end)
                .each()
                .find(|&place| view.kind(place) == Some(TokenKind::Comma) || view.is_passage(place))
            else {
                return;
            };
            let comma = behind_apposition(reading, comma, end);
            let start = if view.is_passage(comma) { comma } else { comma + 1 };
            if !view.is_passage(start) {
                start..end
            } else {
                let site = CueSite { group: cue.clone(), head: place, cue: &speech_nouns::CUE, form: VerbForm::Finite };
                start..content::content_end(&view, start, end, &site, &reading.sites, Opening::Passage)
            }
        }
    };
    let start = content.each().find(|&place| {
        view.is_passage(place)
            || view.token(place).is_some_and(|token| {
                token.is_word() || token.kind == TokenKind::Number || token.kind == TokenKind::Symbol
            })
    });
    let Some(start) = start else { return };
    let content = start..content.end;
    if content.is_empty() {
        return;
    }
    // *According to a clerk, who was not allowed to tell the press, Lopez left*: what the relative clause reports ends with it.
    for clause in reading.clauses.iter_mut().filter(|clause| place < clause.cue.start && clause.cue.end < start) {
        clause.contents.iter_mut().for_each(|inside| inside.end = inside.end.min(start - 1).max(inside.start));
    }
    reading.clauses.retain(|clause| clause.contents.iter().all(|inside| !inside.is_empty()));
    let covered = |places: &Range<UnitIndex>| {
        reading
            .clauses
            .iter()
            .flat_map(|clause| &clause.contents)
            // What somebody reported of somebody's words holds those words: *According to The Herald, Lopez said …*
            .any(|content| {
                let holds = places.start < content.start && content.end <= places.end;
                content.start < places.end && places.start < content.end && !holds
            })
    };
    if covered(&content) {
        return;
    }
    let rest = rest_behind(reading, &content, attribution_end);
    let mut clause = Clause::without_verb(cue, content, source, Evidence::According);
    clause.contents.extend(rest);
    if is_according {
        clause.lemma = "according to";
    }
    reading.clauses.push(clause);
}

/// *The other cause, according to Lopez, is the wind.* · *Since May, in her view, it fell.*: what stands before the source is
/// no clause, which ends behind it.
fn rest_behind(
    reading: &Reading<'_>,
    before: &Range<UnitIndex>,
    attribution_end: UnitIndex,
) -> Option<Range<UnitIndex>> {
    let view = reading.view;
    let comma = behind_apposition(reading, attribution_end, view.end());
    let inserted = view.kind(before.end) == Some(TokenKind::Comma) && view.kind(comma) == Some(TokenKind::Comma);
    let rest = comma + 1..view.end();
    let apart = view.is(rest.start, Classes::RELATIVE | Classes::COORDINATOR | Classes::SUBORDINATOR)
        || view.word(rest.start).ends_with("ing")
        || before.each().any(|place| view.is_passage(place))
        || rest.each().any(|place| reading.is_reported(place));
    let whole = before.end <= attribution_end && inserted && rest.len() >= 2 && !apart;
    // *includes, in the board's words, to “safe shifts”*: marked words end the sentence.
    let ends_marked = view.is(rest.start, Classes::PREPOSITION) && rest.each().any(|place| view.is_passage(place));
    (whole && (ends_marked || !content::holds_verb(&view, before.clone()))).then_some(rest)
}

/// *“…,” Lopez said Monday in Velmora, according to the Herald* · *“…,” Lopez told aides, according to …*: a few words on
/// when and where something was said, and to whom if the verb takes somebody who is `told`.
fn is_circumstance(view: &SegmentView<'_>, places: Range<UnitIndex>, told: bool) -> bool {
    let opens = told || view.is(places.start, Classes::PREPOSITION | Classes::CALENDAR);
    let other = Classes::SUBJECT | Classes::BE | Classes::HAVE | Classes::MODAL | Classes::RELATIVE;
    let is_plain = |place: UnitIndex| {
        view.token(place)
            .is_some_and(|token| !token.is(other) && token.word.cue().is_none_or(|(_, forms)| !forms.past()))
    };
    opens && places.len() <= LONGEST_CIRCUMSTANCE && places.each().all(is_plain)
}

/// *…, and, according to Lopez, “won the votes of the guilds”*: what was said follows, since words that open a clause or
/// marked words that begin small stand at both ends of the attribution.
fn leads_on(view: &SegmentView<'_>, before: UnitIndex, behind: UnitIndex) -> bool {
    let opens = before.checked_sub(1).is_some_and(|last| {
        view.is(last, Classes::COORDINATOR | Classes::SUBORDINATOR | Classes::RELATIVE)
            && view.kind(last) == Some(TokenKind::Lower)
    });
    let marked = view.is_passage(behind + 1) && !view.passage_capitalized(behind + 1);
    view.kind(behind) == Some(TokenKind::Comma) && (opens || marked)
}

/// The comma behind what explains a source before it: *According to the prosecutor, Ana Lopez, he …* · *…, who farms
/// herself, some …*
fn behind_apposition(reading: &Reading<'_>, comma: UnitIndex, end: UnitIndex) -> UnitIndex {
    let view = reading.view;
    let explains = view.is(comma + 1, Classes::RELATIVE)
        || describes_source(reading, comma + 1, end)
        || view.kind(comma + 1) == Some(TokenKind::Number)
        || view
            .name(comma + 1)
            .filter(Name::is_person)
            .is_some_and(|name| view.kind(comma + 1 + name.tokens.len()) == Some(TokenKind::Comma));
    let longest = if view.is(comma + 1, Classes::RELATIVE) { LONGEST_RELATIVE } else { LONGEST_APPOSITION };
    let next = (comma + 1..end.min(comma + longest)).each().find(|&place| view.kind(place) == Some(TokenKind::Comma));
    next.filter(|_| explains && view.kind(comma) == Some(TokenKind::Comma)).unwrap_or(comma)
}

/// *a friend of Lopez who died in May, the mayor left*: a noun for somebody behind an article, and a clause behind the
/// next comma.
fn describes_source(reading: &Reading<'_>, start: UnitIndex, end: UnitIndex) -> bool {
    let view = reading.view;
    let people = SPEAKERS.with(Classes::KIN).with(Classes::TITLE);
    let is_comma = |place: UnitIndex| view.kind(place) == Some(TokenKind::Comma);
    let described =
        (start + 1..start + 4).each().any(|place| view.is(place, people) && view.kind(place) == Some(TokenKind::Lower));
    let Some(comma) = (start..end.min(start + 14)).each().find(|&place| is_comma(place)) else { return false };
    let clause = comma + 1;
    let subject = view.is(clause, Classes::DETERMINER | Classes::SUBJECT | Classes::POSSESSIVE)
        || view.token(clause).is_some_and(|token| token.is_capitalized());
    view.is_in(start, WordSet::AAn)
        && described
        && subject
        && content::holds_verb(&view, clause..end)
        && !(clause..end).each().any(is_comma)
}

/// Where the clause that ends at `end` begins at the earliest: behind the last words in marks that were closed off, or
/// the last semicolon.
fn open_floor(reading: &Reading<'_>, end: UnitIndex) -> UnitIndex {
    let view = reading.view;
    // *Prices stayed “soft,” with “thin” trade, according to …*: a word or two are a part of their clause.
    let is_inside_clause = |place: UnitIndex| {
        let few = view.passage(place).is_some_and(|passage| passage.words < CLAUSE_WORDS);
        few && place > FIRST && !reading.is_reported(place) && view.is(place + 1, Classes::PREPOSITION)
    };
    let closes = |place: UnitIndex| {
        view.kind(place) == Some(TokenKind::Semicolon)
            || place + 1 < end
                && (view.passage_stops(place)
                    || view.passage_awaits(place) && !content::is_title(&view, place) && !is_inside_clause(place))
    };
    (FIRST..end).each().rev().find(|&place| closes(place)).map_or(FIRST, |place| place + 1)
}

/// Where a phrase begins that names a source without a verb, with its cue and the source: *according to Lopez*, *in
/// Lopez's words*, *in the words of the mayor*, *per the report*.
fn naming_phrase(reading: &Reading<'_>) -> Option<(Range<UnitIndex>, Range<UnitIndex>)> {
    let view = reading.view;
    let end = view.end();
    let pronoun_at = |place: UnitIndex, classes: Classes| view.is(place, classes).then_some(place..place + 1);
    (FIRST..end).each().find_map(|place| {
        if view.is_in(place, WordSet::According) && view.is_in(place + 1, WordSet::To) {
            // *According to him, …*
            let pronoun = || pronoun_at(place + 2, Classes::OBJECT);
            return Some((place..place + 2, view.subject_after(place + 2, end).or_else(pronoun)?));
        }
        // *As per the police, …*
        if place == FIRST && view.is_in(FIRST, WordSet::As) && view.is_in(FIRST + 1, WordSet::Per) {
            return Some((FIRST..FIRST + 2, view.subject_after(FIRST + 2, end)?));
        }
        if place == FIRST && view.is_in(FIRST, WordSet::As) && view.is_in(FIRST + 2, WordSet::By) {
            let reported = view.cue(FIRST + 1).is_some_and(|(_, forms)| forms.participle());
            return reported.then(|| Some((FIRST..FIRST + 3, view.subject_after(FIRST + 3, end)?))).flatten();
        }
        let parted = place == FIRST || view.is_passage(place - 1) || view.kind(place - 1) == Some(TokenKind::Comma);
        // *To her, “nothing is lost.”*
        if view.is_in(place, WordSet::To) && (parted || view.is(place - 1, Classes::SUBORDINATOR)) {
            let source = view
                .subject_after(place + 1, end)
                .or_else(|| pronoun_at(place + 1, Classes::OBJECT | Classes::PRONOUN))?;
            let comma = view.kind(source.end) == Some(TokenKind::Comma);
            return (comma && view.is_passage(source.end + 1)).then_some((place..place + 1, source));
        }
        if !parted {
            return None;
        }
        let names = |place: UnitIndex| view.token(place).is_some_and(|token| token.is_capitalized());
        if view.is_in(place, WordSet::Per) && (names(place + 1) || place == FIRST) {
            return Some((place..place + 1, view.subject_after(place + 1, end)?));
        }
        if !view.is_in(place, WordSet::InBy) {
            return None;
        }
        if view.is_in(place + 1, WordSet::The)
            && view.is_in(place + 2, WordSet::StatementNoun)
            && view.is_in(place + 3, WordSet::Of)
        {
            return Some((place..place + 4, view.subject_after(place + 4, end)?));
        }
        let noun = (place + 2..end.min(place + 10)).each().find(|&noun| view.is_in(noun, WordSet::StatementNoun))?;
        let owner = owner_of(reading, noun).filter(|owner| owner.start == place + 1)?;
        Some((place..noun + 1, owner))
    })
}
