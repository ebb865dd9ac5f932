//! Forms of the present: whether they are verbs, or the nouns of the same letters (*the remarks*, *a call*).

use super::candidate::{Candidate, is_parted};
use crate::language::{Classes, WordSet};
use crate::names::NameKind;
use crate::prose::{Token, TokenKind};
use crate::reporting::unit::{FIRST, UnitIndex, Units};
use crate::reporting::view::SegmentView;

/// Between a subject and its verb two commas part no more units than this: *the critics, many of them farmers, argue*.
const LONGEST_INSERTION: usize = 12;

/// How many words before a verb are looked at for marked words that await it.
const AWAITED_WITHIN: usize = 8;

impl Candidate<'_> {
    /// Whether marked words before the verb await it (*“…,” Lopez answers.*), or what follows can be reported.
    pub fn reports(&self) -> bool {
        let view = self.view;
        let awaits = |place: UnitIndex| view.passage_awaits(place) || view.passage_asks(place);
        (self.place.saturating_sub(AWAITED_WITHIN)..self.place).each().any(awaits)
            || reportable_follows(view, self.end)
            || self.calls_something()
    }

    /// *Mayor Oduya calls deal “folly”*: marked words behind an object that a headline gives without its article.
    fn calls_something(&self) -> bool {
        let view = self.view;
        let other = Classes::PREPOSITION | Classes::COORDINATOR | Classes::SUBORDINATOR | Classes::BE | Classes::ADVERB;
        let named = self
            .previous()
            .and_then(|place| view.token(place))
            .is_some_and(|subject| subject.is_capitalized() && !subject.is(Classes::DEMONYM | Classes::DETERMINER));
        let object = view.kind(self.end) == Some(TokenKind::Lower) && !view.is(self.end, other);
        let frames = self.cue.frames;
        named && object && view.is_passage(self.end + 1) && (frames.noun_phrase() || frames.marked_phrase())
    }

    /// Whether a form in *-s* is a verb, by what stands before it.
    pub fn is_third_person(&self) -> bool {
        let view = self.view;
        let Some((before, subject)) = self.previous().and_then(|place| Some((place, view.token(place)?))) else {
            return true;
        };
        let preposition = subject.kind == TokenKind::Lower && subject.is(Classes::PREPOSITION);
        // *a few questions*
        let counted = self.is_noun_too() && subject.is_in(WordSet::BeforeCountedNoun);
        // *0.1 percentage points to …*, but *Article 33 affirms*.
        let numbered = subject.kind == TokenKind::Number
            && !before.checked_sub(1).is_some_and(|named| view.kind(named) == Some(TokenKind::Capital));
        !(preposition || subject.kind == TokenKind::Symbol || counted || numbered || self.is_rather_noun(subject))
    }

    /// Whether a form is the noun of the same letters, as it is much more often: *four states*, *the swing states*, but
    /// *the report states*.
    fn is_rather_noun(&self, subject: &Token) -> bool {
        let speaker = Classes::DOCUMENT | Classes::SPEECH_NOUN | Classes::ROLE | Classes::TITLE | Classes::COLLECTIVE;
        let other = Classes::ORGANIZATION_HEAD | Classes::SUBJECT | Classes::RELATIVE | Classes::COORDINATOR;
        // *Blistering attacks upend …*, *The Halstad attacks are …*
        let name = self.previous().and_then(|place| self.view.name(place));
        let names = name.as_ref().map_or(self.previous() > Some(FIRST), |name| name.kind != NameKind::Place);
        let may_speak = subject.is(speaker | other)
            || subject.is_capitalized() && names && !subject.is(Classes::DEMONYM)
            || !subject.is_word();
        let reports = self.view.is_passage(self.end)
            || self.is_behind_the(self.adverbs) && self.view.is_in(self.end, WordSet::That);
        // *those issues*, *many requests*
        let counts = subject.is(Classes::NUMBER | Classes::DETERMINER) && !subject.is(Classes::SUBJECT);
        self.cue.is_in(WordSet::MoreOftenNoun) && (!may_speak && !reports || counts)
    }

    /// Whether an article and a noun or two before `end` are the subject of a clause: no preposition governs them.
    fn is_behind_the(&self, end: UnitIndex) -> bool {
        let view = self.view;
        let article = (end.saturating_sub(3)..end).each().rev().find(|&place| view.is(place, Classes::DETERMINER));
        article.is_some_and(|article| {
            let governs = article.checked_sub(1).is_some_and(|before| view.is(before, Classes::PREPOSITION));
            view.is_in(article, WordSet::Article) && article + 1 < end && !governs
        })
    }

    /// Whether a base form is a verb: behind a subject in the plural, or marked words that await it.
    pub fn is_plural_present(&self) -> bool {
        let view = self.view;
        let Some(previous) = self.previous() else { return false };
        // *Under the “Green Valley” plan* is a noun.
        if view.passage_awaits(previous) || view.passage_asks(previous) {
            return true;
        }
        let Some(subject) = self.subject_noun(previous) else { return false };
        // *Farmers on the far side of the river argue* · *people close to Lopez say she …*
        if !self.is_noun_too()
            && (self.is_far_plural(previous)
                || self.introduces_clause(previous)
                || self.introduces_clause(subject)
                || self.is_behind_relative(previous))
        {
            return true;
        }
        // *brings back the ferry*
        let particle = self.cue.is_in(WordSet::BringsBack) && view.is(subject, Classes::VERB);
        // *In one tweet, …*
        let single = view.is_in(previous, WordSet::SingleDeterminer);
        is_plural(view, subject) && !particle && !single
    }

    /// Whether a clause with its own subject follows a verb that is never a noun, and something that can end a subject
    /// stands before it.
    fn introduces_clause(&self, previous: UnitIndex) -> bool {
        let view = self.view;
        let clause = view.is_in(self.end, WordSet::ThatWhether)
            || view.is(self.end, Classes::SUBJECT) && view.is(self.end, Classes::PRONOUN);
        let subject = view.token(previous).is_some_and(|token| token.is_word())
            && !view
                .is(previous, Classes::OBJECT | Classes::PREPOSITION | Classes::COORDINATOR | Classes::SUBORDINATOR);
        clause && subject && self.cue.frames.bare_clause() && self.cue.frames.quotation() && self.cue.class.is_speech()
    }

    /// *Supporters who heard it from Lopez say their aim is …*: whether a relative clause without commas stands between a
    /// noun in the plural and the verb.
    fn is_behind_relative(&self, previous: UnitIndex) -> bool {
        let view = self.view;
        let says = self.cue.frames.bare_clause() && self.cue.class.is_speech() && reportable_follows(view, self.end);
        let relative = if says { view.relative_before(previous + 1, FIRST) } else { None };
        relative.and_then(|relative| relative.checked_sub(1)).is_some_and(|noun| is_plural(view, noun))
    }

    /// Whether the noun phrase before the verb has a head in the plural, far before it.
    fn is_far_plural(&self, previous: UnitIndex) -> bool {
        let view = self.view;
        // *The plan fails, people close to Lopez say.*
        let closes = self.end >= view.end() && self.cue.frames.quotation();
        let nominal = view.kind(previous) == Some(TokenKind::Lower) && !view.is(previous, Classes::ADVERB);
        let phrase = view
            .phrase_ending(previous + 1, FIRST)
            .filter(|phrase| nominal && reportable_follows(view, self.end) || closes && is_parted(view, phrase.start));
        phrase.is_some_and(|phrase| {
            let mut prepositions = phrase.each().filter(|&place| view.is(place, Classes::PREPOSITION));
            let speakers = Classes::ROLE_PLURAL | Classes::GROUP | Classes::ANONYMOUS;
            let before = |place: UnitIndex| place.checked_sub(1).filter(|&head| head >= phrase.start);
            // *people close to Lopez*
            let knows =
                |place: UnitIndex| if view.is_in(place, WordSet::KnowsOf) { before(place) } else { Some(place) };
            // *half of the voters in each town*
            prepositions.any(|preposition| {
                let head = before(preposition).and_then(knows);
                head.is_some_and(|head| {
                    view.is(head, speakers) || view.is(head, Classes::NUMBER) && head == phrase.start
                })
            })
        })
    }

    /// Where the noun stands that a verb agrees with: before it, or before what two commas part (*The two lawmakers,
    /// however, argue …*).
    fn subject_noun(&self, previous: UnitIndex) -> Option<UnitIndex> {
        let view = self.view;
        if view.kind(previous) != Some(TokenKind::Comma) {
            return Some(previous);
        }
        let is_comma = |&place: &UnitIndex| view.kind(place) == Some(TokenKind::Comma);
        (self.place.saturating_sub(LONGEST_INSERTION)..previous).each().rev().find(is_comma)?.checked_sub(1)
    }
}

/// Whether the word at a place is a subject in the plural.
fn is_plural(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    let Some(token) = view.token(place) else { return false };
    let word = view.word(place);
    let subject = Classes::SUBJECT | Classes::GROUP | Classes::ROLE_PLURAL | Classes::ANONYMOUS | Classes::RELATIVE;
    let singular = Classes::PRONOUN_MALE | Classes::PRONOUN_FEMALE | Classes::PRONOUN_NEUTER;
    token.is(subject) && !token.is(singular) && !token.is_in(WordSet::SingularDemonstrative)
        || token.is_word() && word.ends_with('s') && !["ss", "us", "sis", "this"].iter().any(|end| word.ends_with(end))
        || token.kind == TokenKind::Capital && joined_by_and(view, place)
        // *Six in 10 say …*, *47% say …*
        || token.is(Classes::NUMBER) && !token.is_in(WordSet::SingleDeterminer)
        || token.kind == TokenKind::Number && !word.contains('-')
        || token.kind == TokenKind::Symbol && word == "%"
        || token.is_in(WordSet::PluralSubject)
        // *Those surveyed say …*
        || word.ends_with("ed") && place.checked_sub(1).is_some_and(|those| view.is_in(those, WordSet::Those))
}

/// Whether what stands at `place` can be what a verb reports.
fn reportable_follows(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    let Some(token) = view.token(place) else { return view.unit(place).is_some() };
    let opens = Classes::SUBJECT | Classes::DETERMINER | Classes::RELATIVE | Classes::POSSESSIVE;
    token.is(opens)
        || token.is_capitalized()
        || matches!(token.kind, TokenKind::Comma | TokenKind::Colon)
        || token.is_in(WordSet::OpensReport)
        || token.is(Classes::OBJECT)
}

/// Whether a noun phrase that somebody owns reaches to `place`: *Lopez's angry remarks*.
pub fn is_owned(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    let noun =
        Classes::ROLE | Classes::GROUP | Classes::COLLECTIVE | Classes::DOCUMENT | Classes::RELATIVE | Classes::SUBJECT;
    for before in (place.saturating_sub(3)..place).each().rev() {
        let Some(token) = view.token(before) else { return false };
        if token.kind == TokenKind::Possessive || token.is(Classes::POSSESSIVE) {
            return true;
        }
        if token.kind != TokenKind::Lower || token.is(noun) {
            return false;
        }
    }
    false
}

/// Whether the name that ends at `last` is joined to another by *and*: *Mr. Lee and Mr. Diaz say*.
fn joined_by_and(view: &SegmentView<'_>, last: UnitIndex) -> bool {
    (last.saturating_sub(4)..last).each().any(|place| view.is_in(place, WordSet::And))
}
