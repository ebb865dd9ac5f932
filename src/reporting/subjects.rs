//! The subject of a verb that stands before it, over adverbs, dates, insertions between commas and relative clauses.

use std::ops::Range;

use super::noun_phrases::{LONGEST, SPEAKERS};
use super::unit::{UnitIndex, Units};
use super::view::{Name, SegmentView};
use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, TokenKind};

impl SegmentView<'_> {
    /// The subject that ends before `verb`, looking no further back than `limit`.
    pub fn subject_before(&self, verb: UnitIndex, limit: UnitIndex) -> Option<Range<UnitIndex>> {
        let view = self;
        // No subject stands in a dateline.
        let limit = if verb > self.start() { limit.max(self.start()) } else { limit };
        let end = self.without_class_year(self.behind_subject(verb, limit), limit);
        if end <= limit {
            return None;
        }
        if let Some(comma) = self.relative_clause_with_marks(end - 1) {
            return self.phrase_ending(comma, limit);
        }
        let subject = match view.kind(end - 1)? {
            TokenKind::Comma | TokenKind::Dash | TokenKind::Close => self.subject_before_insertion(end, limit)?,
            _ => self.phrase_ending(end, limit)?,
        };
        let subject = self.without_date_before(self.with_what_it_knows(subject, limit));
        let subject = self.without_noun_before_name(subject);
        if self.is_circumstance(&subject, limit) {
            return None;
        }
        if let Some(described) = self.described_by(&subject, verb, limit) {
            return Some(described);
        }
        let antecedent = self.relative_before(subject.start, limit);
        antecedent.and_then(|relative| self.phrase_ending(relative, limit)).or(Some(subject))
    }

    /// *a question Lopez calls “futile”*: the name alone, where the noun before it is none for somebody and so begins a
    /// clause that says more of it.
    fn without_noun_before_name(&self, subject: Range<UnitIndex>) -> Range<UnitIndex> {
        let name = subject.end.checked_sub(1).and_then(|last| self.name(last)).filter(Name::is_person);
        let Some(start) = name.and_then(|name| subject.end.checked_sub(name.tokens.len())) else { return subject };
        let noun = start.checked_sub(1).filter(|&noun| noun > subject.start && noun == subject.start + 1);
        let people = SPEAKERS | Classes::TITLE | Classes::KIN | Classes::ANONYMOUS | Classes::DEMONYM | Classes::ADVERB;
        let thing = noun.is_some_and(|noun| {
            self.kind(noun) == Some(TokenKind::Lower)
                && self.is(noun, Classes::SPEECH_NOUN | Classes::DOCUMENT)
                && !self.is(noun, people)
        });
        if thing && self.is(subject.start, Classes::DETERMINER) { start..subject.end } else { subject }
    }

    /// A subject with the source that knows of it: *a source close to him said*.
    fn with_what_it_knows(&self, subject: Range<UnitIndex>, limit: UnitIndex) -> Range<UnitIndex> {
        let knows = subject.start.checked_sub(2).filter(|&knows| {
            knows > limit && self.is_in(knows, WordSet::KnowsOf) && self.is(knows + 1, Classes::PREPOSITION)
        });
        let whole = knows.and_then(|knows| self.phrase_ending(knows, limit));
        whole.map_or(subject.clone(), |source| source.start..subject.end)
    }

    /// Where the subject of the verb at `verb` ends: before adverbs and dates (*Lopez on Friday also said*).
    fn behind_subject(&self, verb: UnitIndex, limit: UnitIndex) -> UnitIndex {
        let mut end = verb;
        loop {
            let before = end;
            while end > limit && self.is_adverbial(end - 1) {
                end -= 1;
            }
            let date = self.date_ending(end, limit);
            // A date alone is no adverbial of a subject: *Friday said to be the day*.
            if date > limit {
                end = date;
            }
            if end == before {
                return end;
            }
        }
    }

    /// Where a name ends that a class year follows (*Ana Lopez '27 said*); `end` if none does.
    fn without_class_year(&self, end: UnitIndex, limit: UnitIndex) -> UnitIndex {
        let Some(name) = end.checked_sub(3).filter(|&name| name >= limit) else { return end };
        let is_year = self.kind(end - 1) == Some(TokenKind::Number) && self.word(end - 1).len() == 2;
        let is_mark = matches!(self.kind(end - 2), Some(TokenKind::Mark(_)));
        if is_year && is_mark && self.name(name).is_some_and(|name| name.is_person()) { name + 1 } else { end }
    }

    /// Where the date begins that ends at `end`: *on Friday*, *last week*, *Monday morning*; `end` if none does.
    fn date_ending(&self, end: UnitIndex, limit: UnitIndex) -> UnitIndex {
        let mut start = end;
        let span = start > limit && self.is_in(start - 1, WordSet::TimeSpan);
        if span {
            start -= 1;
        }
        let is_day = |place: UnitIndex| {
            self.is(place, Classes::CALENDAR)
                && self.name(place).is_none()
                && self.kind(place) != Some(TokenKind::Lower)
        };
        let last = start.checked_sub(1).filter(|&last| last >= limit);
        if !last.is_some_and(|last| is_day(last) || span && self.is_in(last, WordSet::BeforeTimeSpan)) {
            return end;
        }
        start -= 1;
        if start > limit && self.is_in(start - 1, WordSet::On) { start - 1 } else { start }
    }

    /// A subject without the date that stands before it: *On Thursday Ana Lopez said*, *Last night the mayor said*.
    fn without_date_before(&self, subject: Range<UnitIndex>) -> Range<UnitIndex> {
        let mut start = subject.start;
        let is_day = self.is(start, Classes::CALENDAR) && self.name(start).is_none();
        let spans = |place: UnitIndex| self.is_in(place, WordSet::TimeSpan);
        if is_day {
            start += 1 + usize::from(spans(start + 1));
        } else if self.is_in(start, WordSet::BeforeTimeSpan) && spans(start + 1) {
            start += 2;
        }
        let opens = self.token(start).is_some_and(|token| token.is_capitalized() || token.is(Classes::DETERMINER))
            || self.is(start, SPEAKERS | Classes::ANONYMOUS);
        if start < subject.end && opens && self.kind(start) != Some(TokenKind::Possessive) {
            start..subject.end
        } else {
            subject
        }
    }

    /// *Ana Lopez, head of the council said that …*: the person before the comma, where the second comma is missing.
    fn described_by(
        &self,
        description: &Range<UnitIndex>,
        verb: UnitIndex,
        limit: UnitIndex,
    ) -> Option<Range<UnitIndex>> {
        // *Ana Lopez, from the University of Velmora said that …*
        let tied = description
            .start
            .checked_sub(1)
            .filter(|&place| self.is_in(place, WordSet::TiesToNoun) || self.is_in(place, WordSet::TiesToUnnamedNoun));
        let start = tied.unwrap_or(description.start);
        let comma = start.checked_sub(1).filter(|&comma| self.kind(comma) == Some(TokenKind::Comma))?;
        // *Ana Lopez, the mayor said, was late*: here the mayor speaks.
        let inserted = self.kind(verb + 1) == Some(TokenKind::Comma) && !self.is_passage(verb + 2);
        let described = self
            .is(description.start, Classes::ROLE | Classes::TITLE | Classes::ORGANIZATION_HEAD | Classes::DETERMINER)
            && self.name_in(self.tokens(description.clone())).is_none_or(|name| !name.is_person());
        let person = self.phrase_ending(comma, limit).filter(|_| described && !inserted)?;
        let name = self.name(comma.checked_sub(1)?).filter(Name::is_person)?;
        let opens = person.start == limit.max(self.start());
        let titled = (person.start..person.end - name.tokens.len().min(person.len()))
            .each()
            .all(|place| self.is(place, Classes::TITLE));
        (opens && titled).then_some(person)
    }

    /// *Miller, a retired worker from Springfield, said*: the segment before the insertions.
    fn subject_before_insertion(&self, end: UnitIndex, limit: UnitIndex) -> Option<Range<UnitIndex>> {
        let view = self;
        let separators = [TokenKind::Comma, TokenKind::Dash];
        let mut segment_end = end - 1;
        for _ in 0..8 {
            // A bracket directly before the verb is skipped as a whole: *Rep. Lee (R-Texas) said*.
            if view.kind(segment_end) == Some(TokenKind::Close) {
                let open = (limit..segment_end)
                    .each()
                    .rev()
                    .take(LONGEST)
                    .find(|&place| view.kind(place) == Some(TokenKind::Open))?;
                return self.phrase_ending(open, limit);
            }
            // *Lopez (Lab, Eastgate), who chairs the committee, said*
            let comma = view.kind(segment_end) == Some(TokenKind::Comma);
            let closes =
                segment_end.checked_sub(1).filter(|&close| comma && view.kind(close) == Some(TokenKind::Close));
            let open = closes.and_then(|close| {
                (limit..close).each().rev().take(LONGEST).find(|&place| view.kind(place) == Some(TokenKind::Open))
            });
            let listed = |&open: &UnitIndex| {
                (open..segment_end - 1).each().any(|place| view.kind(place) == Some(TokenKind::Comma)) && open > limit
            };
            segment_end = open.filter(listed).unwrap_or(segment_end);
            let mut start = segment_end;
            while start > limit
                && segment_end - start < LONGEST
                // *Cho, who runs “Salt Co.” as its head, said*
                && (view.is_passage(start - 1) && !view.passage_awaits(start - 1) || view.token(start - 1).is_some_and(|token| {
                    !separators.contains(&token.kind)
                        && token.kind != TokenKind::Semicolon
                        && token.kind != TokenKind::Colon
                }))
            {
                start -= 1;
            }
            if start >= segment_end {
                return None;
            }
            // *Or, as Lopez, the mayor, put it*
            if self.is_in(start, WordSet::As) {
                return self.phrase_ending(segment_end, start + 1);
            }
            let more_before = start > limit + 1 && view.kind(start - 1).is_some_and(|kind| separators.contains(&kind));
            if more_before && self.is_insertion(start..segment_end) && !self.is_fronted(limit, start - 1) {
                // *One of them, the rider Ana Lopez, said*
                let of = (start - 1).checked_sub(2).filter(|&of| of >= limit && self.is_in(of, WordSet::Of));
                let some_of_them = of.is_some_and(|of| self.is(of + 1, Classes::OBJECT));
                if some_of_them && self.name(segment_end - 1).is_some_and(|name| name.is_person()) {
                    return self.phrase_ending(segment_end, start);
                }
                segment_end = start - 1;
                continue;
            }
            return self.phrase_ending(segment_end, start);
        }
        None
    }

    /// The noun phrase at the very start of a clause, from `start`, that only insertions part from the comma at `comma`:
    /// *Lopez, 59, who saw it, …*
    pub fn inserted_subject(&self, comma: UnitIndex, start: UnitIndex) -> Option<Range<UnitIndex>> {
        let subject = self.subject_before_insertion(comma + 1, start)?;
        let strong = (subject.end..comma).each().any(|place| {
            self.kind(place) == Some(TokenKind::Comma)
                && (self.is(place + 1, Classes::RELATIVE | Classes::PREPOSITION | Classes::DETERMINER)
                    || self.kind(place + 1) == Some(TokenKind::Number))
        });
        (subject.start == start && strong).then_some(subject)
    }

    /// Whether a segment between commas explains the noun before it: a relative clause, an age, an office, a place.
    fn is_insertion(&self, segment: Range<UnitIndex>) -> bool {
        let view = self;
        let first = segment.start;
        let opener = Classes::RELATIVE
            | Classes::PREPOSITION
            | Classes::DETERMINER
            | Classes::SUBORDINATOR
            | Classes::ADVERB
            | Classes::POSSESSIVE
            | Classes::COORDINATOR;
        if view.is(first, opener) && !view.is(first, Classes::SUBJECT) {
            return true;
        }
        if view.kind(first) == Some(TokenKind::Number) || view.is(first, Classes::NUMBER) {
            return true;
        }
        if view.kind(first) == Some(TokenKind::Lower) && !view.is(first, Classes::SUBJECT) {
            return true;
        }
        // *of Springfield, Ohio,* · *the director, Jr.,*
        let tokens = view.tokens(segment.clone());
        match view.name_in(tokens.clone()) {
            // *Mayor of Riyadh Region*
            Some(name) => {
                let titled = view.is(first, Classes::TITLE | Classes::ROLE);
                !name.is_person() && (name.tokens.start <= tokens.start || titled)
            }
            None => {
                segment.len() == 1 && view.word(first).ends_with('.')
                    || view.is(first, Classes::TITLE | Classes::ROLE | Classes::DEMONYM)
            }
        }
    }

    /// A word that may stand between a subject and its verb.
    pub fn is_adverbial(&self, place: UnitIndex) -> bool {
        let view = self;
        view.kind(place) == Some(TokenKind::Lower)
            && !view.is(place, Classes::SUBJECT | Classes::RELATIVE | Classes::ROLE_PLURAL | Classes::GROUP)
            // *the daily wrote* is a newspaper.
            && !place.checked_sub(1).is_some_and(|before| {
                view.is(before, Classes::DETERMINER) && !view.is_in(before, WordSet::StandsAlone)
            })
            && (view.is(place, Classes::ADVERB | Classes::NEGATION) && !view.is_in(place, WordSet::DeterminerNotAdverb)
                || view.word(place).ends_with("ly")
                    && view.word(place).len() > 4
                    && !view.is_in(place, WordSet::EndsLikeAdverb))
            || view.is_in(place, WordSet::Emphatic)
            || view.is_in(place, WordSet::Degree)
    }
}
