//! The noun phrase beside a verb: who speaks, and to whom.
//!
//! Without a parser, a noun phrase is what runs between a verb and the next thing that cannot be inside one. Its
//! apposition is cut: of *Miller, a retired worker, said* the source is *Miller*.

use std::ops::Range;

use super::unit::{FIRST, Unit, UnitIndex, Units};
use super::view::{Name, SegmentView};
use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, TokenKind};

/// Longest noun phrase that is looked at, in units. Bounds the work; real sources are far shorter.
pub const LONGEST: usize = 40;

/// Nouns for those who speak.
pub const SPEAKERS: Classes = Classes::ROLE.with(Classes::ROLE_PLURAL).with(Classes::GROUP).with(Classes::COLLECTIVE);

impl SegmentView<'_> {
    /// The noun phrase that ends at `end` (exclusive), not before `limit`.
    pub fn phrase_ending(&self, end: UnitIndex, limit: UnitIndex) -> Option<Range<UnitIndex>> {
        let view = self;
        let last = end.checked_sub(1).filter(|&last| last >= limit)?;
        let token = view.token(last)?;
        if token.is(Classes::SUBJECT | Classes::RELATIVE) && !token.is(Classes::COMMON.with(Classes::GIVEN))
            || view.is_in(last, WordSet::NounPhraseAlone)
        {
            return Some(view.some_of(last, limit).unwrap_or(last)..end);
        }
        let mut start = end;
        while start > limit && end - start < LONGEST && self.continues_back(start, end) {
            start -= 1;
        }
        // What a phrase cannot begin with belongs to what stands before it.
        while start < end
            && (view.is(start, Classes::COORDINATOR | Classes::PREPOSITION | Classes::ADVERB)
                && !view.is(start, Classes::DETERMINER)
                || !view.token(start).is_some_and(|token| {
                    token.is_word() || matches!(token.kind, TokenKind::Number | TokenKind::Symbol | TokenKind::Address)
                }))
        {
            start += 1;
        }
        (start < end).then_some(start..end)
    }

    /// *one of them* · *some of us*: where the phrase begins that says how many of those whom the pronoun at `last` means.
    fn some_of(&self, last: UnitIndex, limit: UnitIndex) -> Option<UnitIndex> {
        let first = last.checked_sub(2).filter(|&first| first >= limit && self.is_in(last - 1, WordSet::Of))?;
        let counts = self.is(first, Classes::NUMBER) || self.is_in(first, WordSet::StandsAlone);
        (counts && self.is(last, Classes::OBJECT)).then_some(first)
    }

    /// Whether the noun phrase that begins at `start` may begin one unit earlier.
    fn continues_back(&self, start: UnitIndex, end: UnitIndex) -> bool {
        let view = self;
        let Some(Unit::Token(_)) = view.unit(start - 1) else { return false };
        let Some(token) = view.token(start - 1) else { return false };
        if start < end
            && view.is(start, Classes::DETERMINER)
            && !token.is(Classes::PREPOSITION)
            && !token.is(Classes::DETERMINER)
        {
            // *… the* begins a phrase, unless a preposition ties it to one before: *the head of the office*.
            return false;
        }
        // *At a meeting on Friday one woman shouted*
        if start < end && view.is(start, Classes::NUMBER) && token.is(Classes::CALENDAR) {
            return false;
        }
        match view.kind(start - 1).unwrap_or(token.kind) {
            TokenKind::Lower => {
                if token.is(Classes::SUBORDINATOR) && !token.is(Classes::PREPOSITION) || token.is(Classes::RELATIVE) {
                    return false;
                }
                if token.is(Classes::BE
                    | Classes::HAVE
                    | Classes::DO
                    | Classes::MODAL
                    | Classes::SUBJECT
                    | Classes::NEGATION)
                    && !token.is(Classes::POSSESSIVE)
                {
                    return false;
                }
                if token.is(Classes::COORDINATOR) {
                    return view.is_in(start - 1, WordSet::JoinsNouns) && self.coordinates(start - 1);
                }
                if token.is(Classes::PREPOSITION) {
                    return view.is_in(start - 1, WordSet::InsideNounPhrase)
                        && start - 1 > FIRST
                        && view.token(start - 2).is_some_and(|before| {
                            before.is_word() && !before.is(Classes::PREPOSITION | Classes::BE | Classes::SUBORDINATOR)
                        });
                }
                !token
                    .word
                    .cue()
                    .is_some_and(|(cue, forms)| cue.class.is_speech() && forms.past() && !token.is(Classes::ROLE))
            }
            TokenKind::Capital
            | TokenKind::Capitals
            | TokenKind::Mixed
            | TokenKind::Possessive
            | TokenKind::Number
            | TokenKind::Address => {
                // A segment's first word is capitalized whatever it is.
                start - 1 > FIRST
                    || !token.is(Classes::PREPOSITION
                        | Classes::SUBORDINATOR
                        | Classes::COORDINATOR
                        | Classes::ADVERB
                        | Classes::RELATIVE
                        | Classes::SUBJECT)
            }
            TokenKind::Symbol => matches!(view.word(start - 1), "$" | "&" | "/" | "%" | "\u{2013}"),
            TokenKind::Close => true,
            TokenKind::Open => {
                view.kind(start).is_some()
                    && (start..end).each().any(|place| view.kind(place) == Some(TokenKind::Close))
            }
            _ => false,
        }
    }

    /// Whether an *and* joins two nouns: names or nouns stand on both sides and no verb before.
    fn coordinates(&self, and: UnitIndex) -> bool {
        let view = self;
        let Some(before) = and.checked_sub(1).and_then(|before| view.token(before)) else { return false };
        let Some(after) = view.token(and + 1) else { return false };
        let nounlike = |token: &crate::prose::Token| {
            token.is_word()
                && !token.is(Classes::PREPOSITION
                    | Classes::SUBJECT
                    | Classes::BE
                    | Classes::SUBORDINATOR
                    | Classes::ADVERB)
        };
        nounlike(before)
            && nounlike(after)
            && (before.is_capitalized() == after.is_capitalized() || after.is(Classes::DETERMINER))
    }

    /// The subject after an inverted verb: *said Maria Lopez, director of …*. `limit` is where to stop at the latest.
    pub fn subject_after(&self, start: UnitIndex, limit: UnitIndex) -> Option<Range<UnitIndex>> {
        let view = self;
        let first = view.token(start)?;
        if start >= limit {
            return None;
        }
        if first.is(Classes::SUBJECT) && first.is(Classes::PRONOUN) {
            return Some(start..start + 1);
        }
        let opens = first.is_capitalized()
            || first.is(Classes::DETERMINER
                | Classes::ROLE
                | Classes::ROLE_PLURAL
                | Classes::GROUP
                | Classes::ANONYMOUS
                | Classes::TITLE
                | Classes::DEMONYM
                | Classes::COLLECTIVE
                | Classes::NUMBER)
            || matches!(first.kind, TokenKind::Number | TokenKind::Address)
            || first.kind == TokenKind::Lower
                && !first.is(Classes::PREPOSITION
                    | Classes::SUBORDINATOR
                    | Classes::ADVERB
                    | Classes::COORDINATOR
                    | Classes::RELATIVE
                    | Classes::OBJECT
                    | Classes::BE
                    | Classes::HAVE
                    | Classes::MODAL
                    | Classes::NEGATION)
                && !view.word(start).ends_with("ly");
        if !opens || first.is(Classes::CALENDAR) && view.name(start).is_none() {
            return None;
        }
        let mut end = start + 1;
        while end < limit && end - start < LONGEST {
            let Some(token) = view.token(end) else { break };
            let goes_on = match view.kind(end).unwrap_or(token.kind) {
                TokenKind::Lower => {
                    if token.is(Classes::COORDINATOR) {
                        view.is_in(end, WordSet::JoinsNouns) && self.coordinates(end)
                    } else if view.is_in(end, WordSet::TiesToNoun) {
                        true
                    } else if view.is_in(end, WordSet::TiesToUnnamedNoun) {
                        // *said the editor in chief*, but *said Lopez in a statement*.
                        !self.is_named(start..end) && !view.is(end + 1, Classes::CALENDAR | Classes::DETERMINER)
                    } else {
                        let is_verb = token.word.cue().is_some_and(|(_, forms)| forms.ing())
                            || token.is(Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO);
                        !is_verb
                            && !token.is(Classes::PREPOSITION
                                | Classes::SUBORDINATOR
                                | Classes::RELATIVE
                                | Classes::SUBJECT
                                | Classes::ADVERB
                                | Classes::NEGATION)
                            && !(self.is_named(start..end) && !self.is_inside_name(end))
                    }
                }
                TokenKind::Capital | TokenKind::Capitals | TokenKind::Mixed | TokenKind::Address => {
                    !token.is(Classes::CALENDAR) || view.name(end).is_some()
                }
                TokenKind::Possessive | TokenKind::Number => true,
                TokenKind::Symbol => matches!(view.word(end), "&" | "/" | "$" | "\u{2013}"),
                // *said director of police (DGP) Ana Lopez*
                TokenKind::Open if view.kind(end + 2) == Some(TokenKind::Close) => {
                    let person = view.name(end + 3).filter(Name::is_person).filter(|_| !self.is_named(start..end));
                    let Some(name) = person else { break };
                    end += 2 + name.tokens.len();
                    true
                }
                _ => false,
            };
            if !goes_on {
                break;
            }
            end += 1;
        }
        while end > start + 1
            && view.is(end - 1, Classes::PREPOSITION | Classes::COORDINATOR | Classes::DETERMINER)
            && view.kind(end - 1) == Some(TokenKind::Lower)
        {
            end -= 1;
        }
        // *said an official familiar with the talks*
        if self.is_in(end, WordSet::KnowsOf) && self.is(end + 1, Classes::PREPOSITION) {
            end = self.phrase_from(end + 2, limit).unwrap_or(end);
        } else if end > start + 1 && self.is_in(end - 1, WordSet::KnowsOf) && self.is(end, Classes::PREPOSITION) {
            end = self.phrase_from(end + 1, limit).unwrap_or(end - 1);
        }
        Some(start..end)
    }

    /// Where the noun phrase ends that begins at a place: before a verb, a preposition or a mark.
    fn phrase_from(&self, start: UnitIndex, limit: UnitIndex) -> Option<UnitIndex> {
        let outside = Classes::PREPOSITION
            .with(Classes::SUBORDINATOR)
            .with(Classes::RELATIVE)
            .with(Classes::BE)
            .with(Classes::HAVE)
            .with(Classes::MODAL)
            .with(Classes::COORDINATOR);
        let inside = |&place: &UnitIndex| {
            self.token(place).is_some_and(|token| {
                (token.is_word() || token.kind == TokenKind::Possessive)
                    && (token.is_capitalized()
                        || token.is(Classes::DETERMINER | Classes::POSSESSIVE)
                        || !token.is(outside))
            })
        };
        let length = (start..limit.min(start + LONGEST)).each().take_while(inside).count();
        (length > 0).then_some(start + length)
    }

    /// The first thing in `from..to` that can be a subject: a pronoun, or a noun that owns nothing and follows no
    /// preposition.
    pub fn leading_subject(&self, from: UnitIndex, to: UnitIndex) -> Option<Range<UnitIndex>> {
        self.leading_subject_among((from..to).each(), from, to)
    }

    /// Whether a subject may begin at a place, or end with the noun there, as far as that word alone tells.
    pub fn may_be_subject(&self, place: UnitIndex) -> bool {
        self.token(place).is_some_and(|token| {
            let is_noun = token.kind == TokenKind::Lower && token.is(SPEAKERS | Classes::DOCUMENT | Classes::ANONYMOUS);
            is_noun
                || matches!(token.kind, TokenKind::Capital | TokenKind::Capitals)
                || token.is(Classes::SUBJECT) && token.is(Classes::PRONOUN)
                || self.name(place).is_some()
        })
    }

    /// The same as [`leading_subject`](Self::leading_subject), where only these places [may be](Self::may_be_subject) one.
    pub fn leading_subject_among(
        &self,
        mut places: impl Iterator<Item = UnitIndex>,
        from: UnitIndex,
        to: UnitIndex,
    ) -> Option<Range<UnitIndex>> {
        places.find_map(|place| {
            let token = self.token(place)?;
            if token.is(Classes::SUBJECT) && token.is(Classes::PRONOUN) {
                return Some(place..place + 1);
            }
            let behind = |classes| place > from && self.is(place - 1, classes);
            if token.is(Classes::DETERMINER) || behind(Classes::PREPOSITION) {
                return None;
            }
            if let Some(end) = self.name_from(place).or_else(|| self.capitals_from(place, to)) {
                let is_subject = end <= to && !self.owns(end) && !self.modifies(place, end);
                // *the Minister*: a name has no article, so this is a description.
                let described = is_subject && behind(Classes::DETERMINER) && self.name(place).is_none();
                return if described { self.phrase_ending(end, from) } else { is_subject.then_some(place..end) };
            }
            let is_noun = token.kind == TokenKind::Lower && token.is(SPEAKERS | Classes::DOCUMENT | Classes::ANONYMOUS);
            if !is_noun || self.owns(place + 1) {
                return None;
            }
            // *Greens leader Adam Bandt*
            let end = self
                .name_from(place + 1)
                .filter(|&end| end <= to && self.name(place + 1).is_some_and(|name| name.is_person()));
            let phrase = self.phrase_ending(end.unwrap_or(place + 1), from)?;
            // *called late by Nationals leader David Littleproud*
            let agent = phrase.start.checked_sub(1).is_some_and(|by| by >= from && self.is_in(by, WordSet::By));
            (!agent).then_some(phrase)
        })
    }

    /// Where the name ends that begins at a place.
    fn name_from(&self, place: UnitIndex) -> Option<UnitIndex> {
        let (token, name) = (self.index(place)?, self.name(place)?);
        (name.tokens.start == token).then(|| place + name.tokens.len())
    }

    /// Where the run of capitalized words ends that begins at a place: a name that the names room does not know.
    fn capitals_from(&self, place: UnitIndex, to: UnitIndex) -> Option<UnitIndex> {
        let function = Classes::PREPOSITION
            | Classes::DETERMINER
            | Classes::SUBORDINATOR
            | Classes::ADVERB
            | Classes::COORDINATOR
            | Classes::MODAL
            | Classes::BE;
        let token = self.token(place)?;
        let opens = matches!(token.kind, TokenKind::Capital | TokenKind::Capitals)
            && !token.is(Classes::CALENDAR | Classes::PRONOUN)
            && (place > FIRST && place != self.start() || !token.is(function | Classes::COMMON))
            && self.name(place).is_none()
            && !self.opens_participle_phrase(place);
        let is_capitalized = |&next: &UnitIndex| self.token(next).is_some_and(|token| token.is_capitalized());
        opens.then(|| place + (place..to).each().take_while(is_capitalized).count())
    }

    /// *Chastened by the vote, Lopez left*: a participle at the beginning of the sentence, and its preposition.
    fn opens_participle_phrase(&self, place: UnitIndex) -> bool {
        place == self.start()
            && (self.word(place).ends_with("ed") || self.word(place).ends_with("ing"))
            && self.is(place + 1, Classes::PREPOSITION)
    }

    /// Whether what ends at `end` owns what follows.
    fn owns(&self, end: UnitIndex) -> bool {
        self.kind(end) == Some(TokenKind::Possessive)
    }

    /// Whether what ends at `end`, and is no person's name, only says which people or body follow: *Halstad officials*.
    fn modifies(&self, start: UnitIndex, end: UnitIndex) -> bool {
        self.kind(end) == Some(TokenKind::Lower)
            && self.is(end, SPEAKERS)
            && !self.name(start).as_ref().is_some_and(Name::is_person)
    }

    /// Whether a phrase already ends with a person's name.
    fn is_named(&self, places: Range<UnitIndex>) -> bool {
        let end = self.tokens(places).end;
        let name = end.checked_sub(1).and_then(|last| self.name_in(last..end));
        name.is_some_and(|name| name.is_person() && name.tokens.end == end)
    }

    /// Whether the token at a place goes on with a name.
    fn is_inside_name(&self, place: UnitIndex) -> bool {
        let token = self.index(place);
        self.name(place).is_some_and(|name| token.is_some_and(|token| name.tokens.start < token))
    }
}
