//! Words in marks beside a cue: behind them, before them, around them.

use std::ops::Range;

use super::pattern::{Pattern, Read};
use crate::language::{Classes, CueClass, WordSet};
use crate::prose::TokenKind;
use crate::reporting::content::{self, Opening};
use crate::reporting::cues::{CueSite, VerbForm};
use crate::reporting::evidence::Evidence;
use crate::reporting::reading::{Clause, Reading};
use crate::reporting::unit::{FIRST, UnitIndex, Units};

/// What no source behind marked words begins with.
const LEAVES_WORDS: Classes = Classes::COORDINATOR
    .with(Classes::PREPOSITION)
    .with(Classes::SUBORDINATOR)
    .with(Classes::RELATIVE)
    .with(Classes::BE)
    .with(Classes::HAVE)
    .with(Classes::MODAL);

/// *“…,” said Lopez* · *“…,” Lopez said*, and the words that go on behind: *“…,” Lopez said, “…”*.
pub const BEFORE_VERB: Pattern = Pattern {
    evidence: &[Evidence::QuotationCueSource, Evidence::QuotationSourceCue],
    any_verb: true,
    read: Read::Subject(|site| matches!(site.form, VerbForm::Finite | VerbForm::Infinitive), passage_before),
};

fn passage_before(reading: &Reading<'_>, site: &CueSite) -> Option<Clause> {
    let view = reading.view;
    let last = last_passage(reading, site.group.start)?;
    // *Lopez, who called it “a farce,” said …*: the words belong to the relative clause.
    if view.relative_clause_with_marks(last).is_some() {
        return None;
    }
    // Words that await an attribution take almost any verb: *“…?” Hannity pressed.*
    let awaits = view.passage_awaits(last) || view.passage_asks(last);
    if !(awaits && last == FIRST || site.cue.frames.quotation() || site.cue.class == CueClass::Nonspeech) {
        return None;
    }
    // *in a box labeled “…,” a doctor had typed “…”*: what follows at once is what was said.
    let after = site.group.end;
    // *“…,” Lopez said “and …”* lacks a comma.
    let between = view.subject_before(site.group.start, last + 1).is_some_and(|source| source.start == last + 1);
    let introduces =
        view.is_passage(after) && !content::is_title(&view, after) && !(awaits && between && last == FIRST);
    if introduces || view.is_in(after, WordSet::ThatWhether) && content::opens_clause(&view, after) {
        return None;
    }
    if introduces_a_clause(reading, site, last) || is_introduced(reading, last) {
        return None;
    }
    let (passage, attribution_end, source, evidence) = source_behind(reading, site, last, awaits)?;
    let contents = around(reading, passage, attribution_end);
    // *“…,” she said as a man laughed and said he would stay*: the words are known to be hers.
    let is_known = |clause: &Clause| clause.source.as_ref() == Some(&source) && clause.contents == contents;
    if reading.clauses.iter().any(is_known) {
        return None;
    }
    // Thoughts and findings count where all their words are marked as somebody's.
    let begins_marked = contents.first().is_some_and(|content| view.is_passage(content.start));
    (site.is_speech() || begins_marked).then(|| Clause::new(site, contents, Some(source), evidence))
}

/// *A heckler yelled, “Sell it!” The mayor asked for quiet*: an outcry or a question that the verb before it introduces ends
/// its sentence, if a capital follows.
fn is_introduced(reading: &Reading<'_>, passage: UnitIndex) -> bool {
    let view = reading.view;
    let ends = view.passage_asks(passage) && view.token(passage + 1).is_some_and(|token| token.is_capitalized());
    let mark = passage
        .checked_sub(1)
        .filter(|&mark| ends && matches!(view.kind(mark), Some(TokenKind::Comma | TokenKind::Colon)));
    mark.is_some_and(|mark| {
        let before = reading.sites.heads_in(FIRST..mark).last();
        before.is_some_and(|before| {
            before.form == VerbForm::Finite && before.cue.frames.quotation() && before.group.end == mark
        })
    })
}

/// Who says the marked words before a verb: the passage, the end of the attribution, the source, and what tells it.
fn source_behind(
    reading: &Reading<'_>,
    site: &CueSite,
    last: UnitIndex,
    awaits: bool,
) -> Option<(UnitIndex, UnitIndex, Range<UnitIndex>, Evidence)> {
    let view = reading.view;
    if site.form == VerbForm::Infinitive {
        // *“…,” he is expected to say.*
        let behind = last + 1..site.group.start;
        let source = view.leading_subject(behind.start, behind.end).filter(|source| source.start == behind.start)?;
        let is_tied =
            (source.end..behind.end).each().any(|place| view.is(place, Classes::BE | Classes::HAVE | Classes::VERB));
        let ends = site.group.end >= view.end() || view.is(site.group.end, Classes::PREPOSITION | Classes::CALENDAR);
        let fits = awaits && is_tied && ends && last == FIRST;
        return fits.then_some((last, site.group.end, source, Evidence::QuotationSourceCue));
    }
    // Directly behind the marks: the subject follows, or stands before the words.
    if let Some(passage) = passage_behind(reading, site.group.start) {
        // *“…” state Sen. Lopez*: no verb has that form before one subject.
        let phrasal = site.head + 1 < site.group.end;
        let inflected = view.cue(site.head).map_or(phrasal, |(_, forms)| forms.past() || forms.third());
        if inflected && let Some(source) = view.subject_after(site.group.end, view.end()) {
            let end = site.group.end.max(source.end);
            return Some((passage, end, source, Evidence::QuotationCueSource));
        }
    }
    let coordinated = site.group.start.checked_sub(1).is_some_and(|and| view.is(and, Classes::COORDINATOR));
    let subject = view.subject_before(site.group.start, last + 1).filter(|_| !coordinated);
    // *“…,” which would …* says nothing of who spoke.
    let subject = subject.filter(|source| {
        let participle = view.kind(source.start) == Some(TokenKind::Lower)
            && view.word(source.start).ends_with("ing")
            && source.start > last;
        !(view.is(source.start, Classes::RELATIVE) && source.len() == 1 || participle)
    });
    let placed = subject.and_then(|source| {
        let passage =
            passage_behind(reading, source.start).or_else(|| passage_behind_apposition(reading, source.start))?;
        Some((passage, source))
    });
    let (passage, source) = match placed {
        Some(placed) => placed,
        None => (last, all_between(reading, last, site).filter(|_| awaits)?),
    };
    Some((passage, site.group.end, source, Evidence::QuotationSourceCue))
}

/// *In an interview on “Morning Call,” Lopez said she …*: the passage is part of the circumstances, and the verb
/// introduces what was said.
fn introduces_a_clause(reading: &Reading<'_>, site: &CueSite, passage: UnitIndex) -> bool {
    let view = reading.view;
    let circumstance =
        passage > FIRST && (FIRST..passage).each().any(|place| view.token(place).is_some_and(|t| t.is_word()));
    // *Those who spend it “on shows,” Lopez said, know …*
    let inserted = view.passage_awaits(passage)
        && view.kind(site.group.end) == Some(TokenKind::Comma)
        && !view.is_passage(site.group.end + 1)
        && view.subject_before(site.group.start, passage + 1).is_some_and(|source| source.start == passage + 1);
    if !circumstance || inserted || passage_behind(reading, site.group.start).is_some() {
        return false;
    }
    match content::after(&view, site, &reading.sites) {
        Some((_, Opening::Clause | Opening::Bare)) => true,
        // *recalling “the flood,” the statement urged drivers to wait*
        Some((_, Opening::Infinitive)) => {
            let own = reading.sites.heads_in(FIRST..passage).last();
            own.is_some_and(|other| other.form == VerbForm::Participle && other.group.end == passage)
        }
        // A new sentence in marks; words that go on begin small: *“…,” Lopez said, “and …”*.
        Some((content, Opening::Passage)) => {
            // *After she warned of “slow” eels, Lopez added – “…”*
            view.is_in(FIRST, WordSet::OpensSubordinateClause) && !view.passage_awaits(passage)
                || view.passage_capitalized(content.start)
                    && (!view.passage_awaits(passage) || !content::holds_verb(&view, FIRST..passage))
        }
        _ => false,
    }
}

/// Everything between words that await their attribution and a verb: its subject, however it is built.
fn all_between(reading: &Reading<'_>, passage: UnitIndex, site: &CueSite) -> Option<Range<UnitIndex>> {
    let view = reading.view;
    let words = |place: &UnitIndex| view.token(*place).is_some_and(|token| token.is_word());
    let start = (passage + 1..site.group.start).each().find(words)?;
    // *“…,” he looked at Reyes and asked*
    if site.group.start.checked_sub(1).is_some_and(|and| view.is(and, Classes::COORDINATOR)) {
        return view.leading_subject(start, site.group.start).filter(|subject| subject.start == start);
    }
    let fits = site.group.start - start <= 25
        && !(view.kind(start) == Some(TokenKind::Lower) && view.is(start, LEAVES_WORDS))
        && !view.word(start).ends_with("ing")
        && reading.sites.heads_in(start..site.group.start).is_empty();
    let end = (start..site.group.start)
        .each()
        .find(|&place| matches!(view.kind(place), Some(TokenKind::Comma | TokenKind::Dash | TokenKind::Open)))
        .unwrap_or(site.group.start);
    fits.then_some(start..end)
}

/// The place of the last passage before `place`.
fn last_passage(reading: &Reading<'_>, place: UnitIndex) -> Option<UnitIndex> {
    (FIRST..place).each().rev().find(|&place| reading.view.is_passage(place))
}

/// The passage directly before `place`, over a comma, a dash, *as* or an adverb.
fn passage_behind(reading: &Reading<'_>, place: UnitIndex) -> Option<UnitIndex> {
    let view = reading.view;
    let mut before = place;
    while before > FIRST && place - before < 4 {
        if view.is_passage(before - 1) {
            // What awaits no attribution is followed by one only where nothing else could follow.
            return Some(before - 1);
        }
        // *“I was ignored”: Nurse tells inquiry*
        let headed = before == FIRST + 2 && view.kind(before - 1) == Some(TokenKind::Colon);
        let passable = matches!(view.kind(before - 1), Some(TokenKind::Comma | TokenKind::Dash))
            || headed
            || view.is(before - 1, Classes::ADVERB) && !view.is_in(before - 1, WordSet::SubordinatorBetween)
            || view.is_in(before - 1, WordSet::BeforeSource);
        if !passable {
            return None;
        }
        before -= 1;
    }
    None
}

/// The passage before the noun phrases that lead up to a source: *“…,” his wife, Ana Lopez, wrote.*
fn passage_behind_apposition(reading: &Reading<'_>, place: UnitIndex) -> Option<UnitIndex> {
    let view = reading.view;
    let verbal = Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO | Classes::SUBJECT | Classes::RELATIVE;
    let mut before = place;
    while before > FIRST && place - before < 12 {
        if view.is_passage(before - 1) {
            let awaits = view.passage_awaits(before - 1) || view.passage_stops(before - 1);
            return awaits.then_some(before - 1);
        }
        let token = view.token(before - 1)?;
        // *“…,” and he called …*: a clause of its own.
        let coordinates = token.is(Classes::COORDINATOR) && before >= FIRST + 2 && view.is_passage(before - 2);
        let nominal = token.is_word() && !token.is(verbal) && !coordinates
            || matches!(view.kind(before - 1), Some(TokenKind::Comma | TokenKind::Possessive | TokenKind::Number));
        if !nominal || token.word.cue().is_some_and(|(cue, forms)| cue.class.is_speech() && forms.past()) {
            return None;
        }
        before -= 1;
    }
    None
}

/// A passage, the words before it that belong to what was said, and the words that go on behind the attribution.
fn around(reading: &Reading<'_>, passage: UnitIndex, attribution_end: UnitIndex) -> Vec<Range<UnitIndex>> {
    let view = reading.view;
    let covered = reading
        .clauses
        .iter()
        .flat_map(|clause| clause.contents.iter().map(|content| content.end).chain([clause.cue.end]))
        .max();
    let mut start = passage;
    let mut floor = covered.unwrap_or(FIRST).max(view.start().min(passage));
    // *Lopez hinted that it was “a mistake,” The Herald reported*: all of it was reported.
    if floor == passage + 1 && reading.clauses.iter().any(|clause| leads_to(clause, passage)) {
        floor = FIRST;
    }
    // *As for the plan, “We dropped it,” Lopez said.*
    let announced = passage > floor
        && view.kind(passage - 1) == Some(TokenKind::Comma)
        && view.passage_capitalized(passage)
        && !content::holds_verb(&view, floor..passage);
    let apart =
        passage > floor && matches!(view.kind(passage - 1), Some(TokenKind::Colon | TokenKind::Dash | TokenKind::Open));
    // Words before the marks in the same clause were said too, if nothing else introduces the marks.
    if passage > floor && !apart && !announced {
        start = floor;
        while start < passage
            && !view.token(start).is_none_or(|token| {
                token.is_word()
                    || matches!(
                        token.kind,
                        TokenKind::Number | TokenKind::Symbol | TokenKind::Open | TokenKind::Address
                    )
            })
        {
            start += 1;
        }
        if view.is(start, Classes::COORDINATOR) {
            start += 1;
        }
    }
    let mut contents = vec![start..passage + 1];
    // *“…,” Lopez said, “…”* · *“…,” she said, adding: …* is another cue's.
    let mut next = attribution_end;
    let limit = view.past_last();
    while next < limit && next - attribution_end < 30 {
        // *“…,” Lopez told “Morning Call.”*
        if view.is_passage(next) && content::is_title(&view, next) && !view.passage_awaits(next) {
            next += 1;
            continue;
        }
        if view.is_passage(next) {
            let joined = next == attribution_end && !has_own_attribution(reading, next)
                || matches!(
                    view.kind(next - 1),
                    Some(
                        TokenKind::Comma | TokenKind::Colon | TokenKind::Dash | TokenKind::Semicolon | TokenKind::Stop
                    )
                )
                || view.word(next - 1).ends_with('.')
                || view.is_in(next - 1, WordSet::ContinuesPassage);
            if joined {
                // *“We will go,” Lopez said, “to the end” of the road.*
                let goes_on = view.kind(next + 1) == Some(TokenKind::Lower)
                    && view.is(next + 1, Classes::PREPOSITION | Classes::COORDINATOR)
                    && !view.passage_stops(next)
                    && !view.passage_awaits(next)
                    && reading.sites.heads_in(next + 1..view.past_last()).is_empty();
                contents.push(next..if goes_on { view.end() } else { next + 1 });
            }
            break;
        }
        if !reading.sites.heads_in(next..next + 1).is_empty() {
            break;
        }
        next += 1;
    }
    if let Some(rest) = rest_behind(reading, passage, attribution_end).filter(|_| contents.len() == 1) {
        contents.push(rest);
    }
    contents
}

/// *“Why?” asks Lopez “In my opinion,” he writes …*: the words are another attribution's.
fn has_own_attribution(reading: &Reading<'_>, passage: UnitIndex) -> bool {
    let view = reading.view;
    let near = reading.sites.starting_in(passage + 1..passage + 6);
    view.passage_awaits(passage)
        && near.iter().any(|site| {
            site.form == VerbForm::Finite
                && site.is_speech()
                && view.subject_before(site.group.start, passage + 1).is_some_and(|source| source.start == passage + 1)
        })
}

/// *The fence is a “polite insult,” Holm said, meant for “those of us …”*: the sentence goes on behind the attribution.
fn rest_behind(reading: &Reading<'_>, passage: UnitIndex, attribution_end: UnitIndex) -> Option<Range<UnitIndex>> {
    let view = reading.view;
    let inserted = view.kind(attribution_end) == Some(TokenKind::Comma) && view.passage_awaits(passage);
    let rest = attribution_end + 1..view.end();
    let marked = rest.each().find(|&place| view.is_passage(place));
    let goes_on = marked.is_some_and(|marked| !view.passage_capitalized(marked) && marked > rest.start);
    let apart = view.is(rest.start, Classes::RELATIVE | Classes::COORDINATOR | Classes::SUBORDINATOR)
        || view.is_in(rest.start, WordSet::AAn)
        || view.word(rest.start).ends_with("ing")
        || !reading.sites.heads_in(rest.clone()).is_empty();
    (inserted && goes_on && !apart && passage > FIRST).then_some(rest)
}

/// Whether a report's content begins before a passage and ends with it.
fn leads_to(clause: &Clause, passage: UnitIndex) -> bool {
    clause.contents.len() == 1
        && clause.source.is_some()
        && clause.contents[0].end == passage + 1
        && clause.cue.end <= clause.contents[0].start
        && clause.contents[0].start < passage
}
