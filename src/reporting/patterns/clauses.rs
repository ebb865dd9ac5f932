//! Clauses without marks: what stands before an attribution that closes its sentence, and what follows a cue.

use std::ops::Range;

use super::objects::{can_speak, is_object, is_writers};
use super::pattern::{Pattern, Read};
use crate::language::{Classes, WordSet};
use crate::prose::TokenKind;
use crate::reporting::content::{self, Opening};
use crate::reporting::cues::{CueSite, VerbForm};
use crate::reporting::evidence::Evidence;
use crate::reporting::noun_phrases::SPEAKERS;
use crate::reporting::reading::{Clause, Reading};
use crate::reporting::unit::{FIRST, UnitIndex, Units};
use crate::reporting::view::SegmentView;

/// What somebody is, between two commas in front of the name, has no more units than this.
const LONGEST_ROLE: usize = 10;

/// *Said Lopez: “…”* · *Added the mayor, who was there, “…”*: the verb opens the sentence.
pub const OPENING_VERB: Pattern = Pattern {
    evidence: &[Evidence::SourceCueQuotation],
    any_verb: false,
    read: Read::Subject(|site| site.form == VerbForm::Finite && site.cue.frames.quotation(), opening_cue),
};

fn opening_cue(reading: &Reading<'_>, site: &CueSite) -> Option<Clause> {
    let view = reading.view;
    let opens = site.group.start == FIRST || site.group.start == FIRST + 1 && view.is(FIRST, Classes::COORDINATOR);
    if !opens || !reading.is_first(site) {
        return None;
    }
    let source = view.subject_after(site.group.end, view.end())?;
    let passage = (source.end..view.past_last().min(source.end + 30)).each().find(|&place| view.is_passage(place))?;
    let introduced = matches!(view.kind(passage - 1), Some(TokenKind::Comma | TokenKind::Colon));
    let end = content::content_end(&view, passage, view.end(), site, &reading.sites, Opening::Passage);
    introduced.then(|| Clause::new(site, vec![passage..end], Some(source), Evidence::SourceCueQuotation))
}

/// *The plan failed, said Lopez, the mayor.*
pub const BEFORE_INVERTED_VERB: Pattern = Pattern {
    evidence: &[Evidence::ClauseCueSource],
    any_verb: false,
    read: Read::Subject(|site| site.form == VerbForm::Finite && site.cue.frames.quotation(), inverted_clause),
};

fn inverted_clause(reading: &Reading<'_>, site: &CueSite) -> Option<Clause> {
    let view = reading.view;
    if site.group.len() > 1 {
        return None;
    }
    let comma = site.group.start.checked_sub(1).filter(|&comma| view.kind(comma) == Some(TokenKind::Comma))?;
    let source = view.subject_after(site.group.end, view.end())?;
    // Behind the source of an inverted verb the sentence ends or explains who that is; a verb there means that the
    // noun is the subject of what is reported.
    let closes = source.end >= view.end()
        || matches!(view.kind(source.end), Some(TokenKind::Comma | TokenKind::Open | TokenKind::Dash))
        || view.is(source.end, Classes::RELATIVE)
        || view.is(source.end, Classes::PREPOSITION)
            && (view.token(source.start).is_some_and(|token| token.is_capitalized())
                || !content::holds_verb(&view, source.end..view.end()));
    // *Lopez, the mayor of the port, urged drivers on Friday to wait*: whoever stands behind the verb is told.
    let is_told = site.cue.frames.recipient() && view.is(source.end, Classes::PREPOSITION);
    let is_source =
        view.token(source.start).is_some_and(|token| {
            token.is_capitalized()
                || token.is(Classes::SUBJECT
                    | Classes::DETERMINER
                    | Classes::ROLE
                    | Classes::ROLE_PLURAL
                    | Classes::GROUP
                    | Classes::ANONYMOUS)
        }) || source.end.checked_sub(1).and_then(|last| view.name(last)).is_some_and(|name| name.is_person());
    let start = reading.covered_before(comma);
    // *Lopez, who saw it, said the event was over*: a noun and an insertion stand before the verb, not a clause.
    let explained = view.kind(source.end) == Some(TokenKind::Comma) && view.is(source.end + 1, Classes::RELATIVE);
    let ends_segment =
        (source.end >= view.end() || explained) && view.token(source.start).is_some_and(|token| token.is_capitalized());
    if !ends_segment && view.inserted_subject(comma, start).is_some() {
        return None;
    }
    // *When we came, a trader, who gave her name, said a trip that …*: behind a relative clause the main verb follows.
    let last_comma = (start..comma).each().rev().find(|&place| view.kind(place) == Some(TokenKind::Comma));
    let behind_relative = last_comma.is_some_and(|comma| view.is_in(comma + 1, WordSet::Who));
    if behind_relative && !view.token(source.start).is_some_and(|token| token.is_capitalized()) {
        return None;
    }
    let is_clause = (start..comma).len() >= 3 && content::holds_main_verb(&view, start..comma);
    // What the verb itself introduces would be the content: *Lopez, the mayor, told reporters: “…”*.
    let introduces = content::after(&view, site, &reading.sites)
        .is_some_and(|(_, opening)| matches!(opening, Opening::Passage | Opening::Clause));
    (closes && is_source && !is_told && is_clause && !introduces)
        .then(|| Clause::new(site, vec![start..comma], Some(source), Evidence::ClauseCueSource))
}

/// *The plan failed, Lopez said.* · *The plan, Lopez said, failed.*
pub const BEFORE_VERB: Pattern = Pattern {
    evidence: &[Evidence::ClauseSourceCue, Evidence::SourceCueClause],
    any_verb: false,
    read: Read::Governed(|site| site.form == VerbForm::Finite, clause_before),
};

fn clause_before(reading: &Reading<'_>, site: &CueSite, source: &Range<UnitIndex>) -> Option<Clause> {
    let view = reading.view;
    let as_place = source.start.checked_sub(1).filter(|&place| view.is_in(place, WordSet::As));
    // *As Lopez put it, …* · *But as Lopez noted, …*
    if as_place.is_some_and(|place| {
        place == FIRST || view.is(place - 1, Classes::COORDINATOR) || view.kind(place - 1) == Some(TokenKind::Open)
    }) {
        return as_source_put_it(reading, site, source);
    }
    // *Lopez, who wrote for years, knows it*: what stands around a relative clause is never what it reports.
    let is_relative = source.len() == 1 && view.is_in(source.start, WordSet::Relative);
    if !site.takes_clause(&view) || is_relative {
        return None;
    }
    let mut from = source.start.min(site.group.start);
    if from > FIRST && view.is_in(from - 1, WordSet::As) {
        from -= 1;
    }
    let comma = from.checked_sub(1).filter(|&comma| view.kind(comma) == Some(TokenKind::Comma))?;
    let comma = comma_before_role(&view, comma, source).unwrap_or(comma);
    // *In a letter to its members, the choir did not explain which song …*
    if site.group.each().any(|place| view.is(place, Classes::NEGATION)) {
        return None;
    }
    // Something reported after the verb means that what stands before it is an adverbial.
    let inserted = view.kind(site.group.end.max(source.end)) == Some(TokenKind::Comma);
    if let Some((_, opening)) = content::after(&view, site, &reading.sites)
        && (!inserted || opening == Opening::Passage)
    {
        return None;
    }
    let covered = reading.covered_before(comma);
    // *While half liked it, 43 said the same of him*: what the verb reports is its object.
    let object = view.is(site.group.end, Classes::DETERMINER | Classes::POSSESSIVE) && source.end <= site.group.start;
    if object && view.is_in(covered, WordSet::OpensSubordinateClause) {
        return None;
    }
    let semicolon = (covered..comma).each().rev().find(|&place| view.kind(place) == Some(TokenKind::Semicolon));
    let start = semicolon.map_or(covered, |place| place + 1);
    // *Lopez said that it would fail — something, she said, that nobody knew*: behind the dash of a report another begins.
    let dash = (start..comma).each().rev().find(|&place| view.kind(place) == Some(TokenKind::Dash));
    let parted = dash.filter(|&dash| {
        let reaches_over = |clause: &Clause| clause.contents.iter().any(|said| said.start <= dash && dash < said.end);
        let is_told = |clause: &Clause| clause.evidence == Evidence::SourceCueClause && clause.class.is_speech();
        reading.clauses.iter().any(|clause| is_told(clause) && clause.cue.end <= dash && reaches_over(clause))
    });
    let start = parted.map_or(start, |dash| dash + 1);
    let is_content = |place: &UnitIndex| {
        view.token(*place).is_none_or(|token| {
            (token.is_word() || matches!(token.kind, TokenKind::Number | TokenKind::Symbol))
                && !view.is_in(*place, WordSet::JoinsClauses)
        })
    };
    let begins = (start..comma).each().find(is_content);
    let start = begins.unwrap_or(start);
    // The clause goes on behind the attribution: *The plan, Lopez said, failed.*
    let end = view.end();
    let behind = (site.group.end.max(source.end)..end).each().find(|&place| view.kind(place) == Some(TokenKind::Comma));
    let rest = behind.map(|comma| comma + 1..end).filter(|rest| {
        rest.len() >= 2
            && !reading.sites.heads_in(rest.clone()).iter().any(|other| {
                // *The plan, Lopez said, allowed her to stay*: a verb at once is that of the subject before.
                other.form == VerbForm::Finite
                    && other.cue.class.is_speech()
                    && other.cue.frames.quotation()
                    && (other.group.start > rest.start || view.is(source.start, Classes::RELATIVE))
            })
    });
    // *And, she said, it is late*: nothing but a conjunction stands before the attribution.
    if begins.is_none() {
        let rest = rest.filter(|_| inserted && covered < comma)?;
        return Some(Clause::new(site, vec![rest], Some(source.clone()), Evidence::ClauseSourceCue));
    }
    let mut contents = vec![start..comma];
    let mut length = comma - start;
    // *It is no surprise, Lopez said, that …*
    if let Some(rest) = rest
        && (view.is_in(rest.start, WordSet::That) || !view.is(rest.start, Classes::RELATIVE | Classes::COORDINATOR))
        && !view.word(rest.start).ends_with("ing")
    {
        length += rest.len();
        contents.push(rest);
    }
    // *In a speech last July, he said: …*: a phrase in front of the sentence says nothing by itself.
    let phrase = view.is(start, Classes::PREPOSITION) || view.word(start).ends_with("ing");
    // *A former judge, Ana Lopez, stated her wish to stay*: the noun is the subject.
    if contents.len() == 1 && (phrase || object) && !content::holds_verb(&view, start..comma) {
        return None;
    }
    if contents.len() == 1 && !inserted && is_circumstance(reading, start..comma) {
        return None;
    }
    (length >= 4).then(|| Clause::new(site, contents, Some(source.clone()), Evidence::ClauseSourceCue))
}

/// *Pressed by a caller for a figure* · *As the crowd cheered* · *In a release this week*: what stands in front of a sentence
/// that reports nothing, without a comma inside.
fn is_circumstance(reading: &Reading<'_>, front: Range<UnitIndex>) -> bool {
    let view = reading.view;
    let whole = front.each().all(|place| view.kind(place) != Some(TokenKind::Comma) && !view.is_passage(place));
    let first = front.start;
    let participle = view.name(first).is_none()
        && view.is(first + 1, Classes::PREPOSITION)
        && (view.word(first).ends_with("ed") || view.is_in(first, WordSet::OpeningParticiple));
    let subordinate = view.is_in(first, WordSet::OpensSubordinateClause) && !view.is_in(first, WordSet::If);
    let verbal = |place: UnitIndex| {
        let auxiliary = Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO;
        view.is(place, auxiliary)
            || view.is(place, Classes::SUBJECT) && view.is(place, Classes::PRONOUN)
            || view.kind(place) == Some(TokenKind::Lower)
                && (view.word(place).ends_with("ed")
                    || view.cue(place).is_some_and(|(_, forms)| forms.past() || forms.third()))
    };
    let plain =
        view.is(first, Classes::PREPOSITION) && view.is(first + 1, Classes::DETERMINER) && !front.each().any(verbal);
    let opens = first == view.start() || view.is(first - 1, Classes::COORDINATOR);
    whole && opens && (participle || subordinate || plain)
}

/// *The plan failed, its author, Ana Lopez, said.*: the comma before what the person at `source` is, which ends at `comma`.
fn comma_before_role(view: &SegmentView<'_>, comma: UnitIndex, source: &Range<UnitIndex>) -> Option<UnitIndex> {
    let earliest = comma.saturating_sub(LONGEST_ROLE).max(view.start());
    let before = (earliest..comma).each().rev().find(|&place| view.kind(place) == Some(TokenKind::Comma))?;
    let person = source.end.checked_sub(1).and_then(|last| view.name(last)).is_some_and(|name| name.is_person());
    let is_role = view.is(before + 1, Classes::DETERMINER | Classes::POSSESSIVE)
        && view.is(comma - 1, SPEAKERS)
        && !content::holds_verb(view, before + 1..comma);
    (person && is_role && content::holds_verb(view, view.start()..before)).then_some(before)
}

/// *As Lopez put it, the plan failed.*
fn as_source_put_it(reading: &Reading<'_>, site: &CueSite, source: &Range<UnitIndex>) -> Option<Clause> {
    let view = reading.view;
    let end = view.end();
    let comma = (site.group.end..end).each().find(|&place| view.kind(place) == Some(TokenKind::Comma))?;
    (end - comma > 3).then(|| Clause::new(site, vec![comma + 1..end], Some(source.clone()), Evidence::SourceCueClause))
}

/// *Lopez said that …* · *Lopez said: “…”*
pub const BEHIND_VERB: Pattern = Pattern {
    evidence: &[Evidence::SourceCueQuotation, Evidence::SourceCueClause, Evidence::DependentVerb],
    any_verb: false,
    read: Read::Governed(|site| site.form != VerbForm::Passive, content_after),
};

fn content_after(reading: &Reading<'_>, site: &CueSite, source: &Range<UnitIndex>) -> Option<Clause> {
    let view = reading.view;
    let (content, opening) = content::after(&view, site, &reading.sites)?;
    // *Court told of threats*: a headline; the court was told.
    let hears = source.end == site.group.start
        && view.end() == view.past_last()
        && view.is_in(site.head, WordSet::Told)
        && view.is_in(site.group.end - 1, WordSet::Of)
        && view.is_in(source.end - 1, WordSet::HearsEvidence);
    if hears {
        return None;
    }
    let holds_marks = content.each().any(|place| view.is_passage(place));
    if opening == Opening::Noun && !holds_marks && is_object(reading, site, source, &content) {
        return None;
    }
    let deed = matches!(opening, Opening::Noun | Opening::Infinitive) && site.cue.is_in(WordSet::DoneByThings);
    if deed && !holds_marks && !can_speak(reading, source) || is_writers(reading, site) {
        return None;
    }
    // *argued that: the plan …* says nothing yet, *asked not to be named* nothing for print.
    let unnamed =
        (content.start..content.end.min(content.start + 4)).each().any(|place| view.is_in(place, WordSet::Unnamed));
    if opening == Opening::Clause && content.len() <= 1 || opening == Opening::Infinitive && unnamed {
        return None;
    }
    let marked = view.is_passage(content.start);
    let mut contents = vec![content];
    if marked && let Some(before) = begun_before(reading, site, source, &contents[0]) {
        contents.insert(0, before);
    }
    if let Some(relative) = relative_object(reading, site, source, opening) {
        contents.insert(0, relative..relative + 1);
    }
    let evidence = match site.form {
        VerbForm::Participle | VerbForm::Infinitive => Evidence::DependentVerb,
        _ if marked => Evidence::SourceCueQuotation,
        _ => Evidence::SourceCueClause,
    };
    Some(Clause::new(site, contents, Some(source.clone()), evidence))
}

/// *which Lopez said would fail* · *whom she described as “a brother”*: the pronoun is a part of what is reported.
fn relative_object(
    reading: &Reading<'_>,
    site: &CueSite,
    source: &Range<UnitIndex>,
    opening: Opening,
) -> Option<UnitIndex> {
    let view = reading.view;
    let relative = source.start.checked_sub(1).filter(|&place| view.is_in(place, WordSet::RelativeObject))?;
    let free = relative == FIRST || !view.is(relative - 1, Classes::PREPOSITION);
    let directly = source.end <= site.group.start;
    let taken = match opening {
        Opening::Passage | Opening::Noun => site.cue.frames.noun_phrase() || site.cue.frames.as_phrase(),
        Opening::Bare => view.is(site.group.end, Classes::BE | Classes::HAVE | Classes::MODAL),
        Opening::Clause | Opening::Infinitive => false,
    };
    (site.form == VerbForm::Finite && directly && free && taken).then_some(relative)
}

/// *The truth is, Lopez said, “nobody knows.”*: the words before the attribution begin the sentence that the marked
/// words end.
fn begun_before(
    reading: &Reading<'_>,
    site: &CueSite,
    source: &Range<UnitIndex>,
    content: &Range<UnitIndex>,
) -> Option<Range<UnitIndex>> {
    let view = reading.view;
    let comma = source.start.min(site.group.start).checked_sub(1)?;
    if view.kind(content.start - 1) != Some(TokenKind::Comma) {
        return None;
    }
    if view.kind(comma) != Some(TokenKind::Comma) {
        return None;
    }
    let mut start = reading.covered_before(comma);
    while start < comma
        && (view.is(start, Classes::COORDINATOR) || !view.token(start).is_none_or(|token| token.is_word()))
    {
        start += 1;
    }
    // *He spoke of critics who, he said, “preach doom”*: the writer tells what stands before the pronoun.
    if comma > start + 1 && view.is_in(comma - 1, WordSet::Relative) {
        start = comma - 1;
    }
    // *If they come, Lopez said, “I will go.”*: a condition is a part of what was said, however the marked words begin.
    if view.passage_capitalized(content.start) && !view.is_in(start, WordSet::If) {
        return None;
    }
    let circumstance = !content::holds_verb(&view, start..comma)
        || view.is_in(start, WordSet::To)
        || [start, comma - 1].iter().any(|&place| view.word(place).ends_with("ing"));
    (start < comma && !circumstance && !view.is_passage(comma - 1)).then_some(start..comma)
}
