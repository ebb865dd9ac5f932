//! Who and what fits a description.

use std::ops::Deref;

use super::ages::Ages;
use super::builder::{EntityBuilder, PartialEntityId};
use super::description_index::{DescriptionIndex, People};
use super::roles::{Past, Roles};
use crate::entities::facts::definite::{DescriptionWord, Phrase, Sort};
use crate::entities::facts::sentence::SentenceFacts;
use crate::entities::symbols::interner::{Interner, Symbol};
use crate::language::{self, Classes, WordSet};
use crate::prose::{Text, TokenIndex};

/// How many organizations that fit by their noun are looked at.
const COMPARED: usize = 24;
/// How many people that fit by a word are looked at, those named last before the description.
const PEOPLE_COMPARED: usize = 200;
/// How many tokens behind a description its bearer may be named first.
const SOON: u32 = 250;

/// Who and what may be described where the text was read to.
pub(super) struct Describable<'d> {
    pub text: &'d Text,
    pub sentences: &'d [SentenceFacts],
    pub builder: &'d EntityBuilder,
    pub roles: &'d [Roles],
    pub words: &'d Interner,
    pub index: &'d DescriptionIndex,
    /// The first token of each one's latest mention so far.
    pub last: Vec<TokenIndex>,
    pub ages: Ages,
}

impl Deref for Describable<'_> {
    type Target = DescriptionIndex;

    fn deref(&self) -> &DescriptionIndex {
        self.index
    }
}

impl Describable<'_> {
    /// The person who fits a description at a token: of several the one mentioned last.
    pub fn person(&self, phrase: &Phrase<'_>, at: TokenIndex) -> Option<PartialEntityId> {
        let Phrase { noun, .. } = phrase;
        if let Some(people) = self.by_noun.get(&noun.word) {
            return self.latest_person(people, phrase, at);
        }
        if let Some(known) = self.by_other_noun(phrase, at) {
            return Some(known);
        }
        if noun.sort != Sort::General || phrase.before.is_empty() && phrase.others.iter().all(Option::is_none) {
            return None;
        }
        // Whoever fits has the word in a role: cheaper than asking everybody.
        let telling = narrowing(phrase).find(|word| matches!(word.sort, Sort::Telling | Sort::General));
        match telling {
            Some(telling) => self.latest_person(self.by_role.get(&telling.word)?, phrase, at),
            None => self.latest_person(&self.with_roles, phrase, at),
        }
    }

    /// The person whom a description means that gives an office another name: *the lawmaker* for a senator, *the head of
    /// state* for the only king.
    pub fn by_other_noun(&self, phrase: &Phrase<'_>, at: TokenIndex) -> Option<PartialEntityId> {
        let noun = language::word(self.words.text(phrase.noun.word));
        if noun.is_in(WordSet::AnyLegislator) {
            return self.latest_person(&self.legislators, phrase, at);
        }
        let [None, Some(state)] = phrase.others else { return None };
        let is_head = noun.is_in(WordSet::Head) && language::word(self.words.text(state.word)).is_in(WordSet::State);
        let [(first, id)] = self.heads_of_state[..] else { return None };
        let agrees = self.builder[id].stated.agrees(phrase.noun.gender) && self.roles[id.index()].past != Past::All;
        (is_head && phrase.before.is_empty() && first < at && agrees).then_some(id)
    }

    /// The only person whose age a description states: *the 34-year-old*.
    pub fn by_age(&self, phrase: &Phrase<'_>, at: TokenIndex) -> Option<PartialEntityId> {
        let of_age = self.ages.by_age.get(&phrase.age()?)?;
        let before = &of_age[..of_age.partition_point(|(first, _)| *first < at)];
        let agrees = |id: &PartialEntityId| self.builder[*id].stated.agrees(phrase.noun.gender);
        only(before.iter().rev().take(COMPARED).map(|(_, id)| *id).filter(agrees))
    }

    /// Whether nothing else is stated of somebody's age than what a description says.
    pub fn may_be_as_old(&self, id: PartialEntityId, phrase: &Phrase<'_>) -> bool {
        let stated = self.ages.of.get(&id);
        phrase.age().is_none_or(|age| stated.is_none_or(|stated| *stated == age))
    }

    /// Of some people who were named before a token and fit, the one mentioned last; one who is no longer what the role says
    /// only if nobody is.
    pub fn latest_person(&self, people: &People, phrase: &Phrase<'_>, at: TokenIndex) -> Option<PartialEntityId> {
        let before = &people[..people.partition_point(|(first, _)| *first < at)];
        let fits = |id: &PartialEntityId| {
            self.builder[*id].stated.agrees(phrase.noun.gender)
                && narrowing(phrase).all(|word| self.narrows(&self.roles[id.index()].words, word))
                && (self.stands_in(phrase) || !self.roles[id.index()].only_stands_in(phrase.noun.word))
        };
        let fitting = before.iter().rev().take(PEOPLE_COMPARED).map(|(_, id)| *id).filter(fits);
        let wants_past = phrase.noun.is_past || phrase.before.iter().any(|word| word.is_past);
        let is_so = |id: &PartialEntityId| {
            let past = self.roles[id.index()].past;
            if wants_past { past != Past::None } else { past != Past::All }
        };
        // *the former principal* is not the principal.
        let fitting = fitting.filter(|id| !wants_past || is_so(id));
        // *the governor* is rather the governor than the deputy governor, *the deputy governor* is not.
        let is_below = |word: &DescriptionWord| language::word(self.words.text(word.word)).is_in(WordSet::BelowOffice);
        let names_lesser = narrowing(phrase).any(is_below);
        let is_it = |id: &PartialEntityId| names_lesser || self.roles[id.index()].holds_in_full(phrase.noun.word);
        fitting.max_by_key(|id| (is_so(id), is_it(id), self.last[id.index()]))
    }

    /// The only person of the article with a role of that noun, be it stated behind the description (*the harbour minister
    /// said … Minister Maria Lopez …*), if the role itself says nothing else.
    pub fn only_bearer(&self, phrase: &Phrase<'_>, at: TokenIndex) -> Option<PartialEntityId> {
        let [(first, id)] = self.by_noun.get(&phrase.noun.word)?[..] else { return None };
        let roles = &self.roles[id.index()].words;
        let is_bare = roles.iter().all(|word| *word == phrase.noun.word);
        let fits = |word: &DescriptionWord| is_bare && word.sort == Sort::Telling || self.narrows(roles, word);
        let agrees = self.builder[id].stated.agrees(phrase.noun.gender) && self.roles[id.index()].past != Past::All;
        let is_past = phrase.noun.is_past || phrase.before.iter().any(|word| word.is_past);
        (first < at + SOON && agrees && !is_past && !self.holds_another(id, phrase) && narrowing(phrase).all(fits))
            .then_some(id)
    }

    /// Whether somebody holds the office that a description says is another's: the governor is not the vice governor.
    pub fn holds_another(&self, id: PartialEntityId, phrase: &Phrase<'_>) -> bool {
        let held = &self.roles[id.index()];
        held.nouns.contains(&phrase.noun.word) && self.stands_in(phrase) != held.only_stands_in(phrase.noun.word)
    }

    /// *the vice governor*: whether a description names an office below one that somebody else holds.
    fn stands_in(&self, phrase: &Phrase<'_>) -> bool {
        let stands_in =
            |word: &DescriptionWord| language::word(self.words.text(word.word)).is_in(WordSet::StandsInOffice);
        phrase.before.iter().any(stands_in)
    }

    /// Whether the noun of a description is that of a role of somebody other than `person`, or of a role of theirs that says
    /// something else. *the Velmora MP* may well be *a Labour MP*: a seat and a party are two things.
    pub fn is_anothers(&self, phrase: &Phrase<'_>, person: PartialEntityId) -> bool {
        let Some(bearers) = self.by_noun.get(&phrase.noun.word) else { return false };
        let class_of = |word: &DescriptionWord| language::word(self.words.text(word.word));
        if self.holds_another(person, phrase) {
            return true;
        }
        let names_seat = class_of(&phrase.noun).is_in(WordSet::SitsInParliament)
            && narrowing(phrase).any(|word| class_of(word).classes.any(Classes::PLACE));
        !names_seat || bearers.iter().any(|(_, bearer)| *bearer != person)
    }

    /// Whether somebody may be what a description says beside what the article says of them: nothing is known that tells.
    pub fn may_be_also(&self, id: PartialEntityId, phrase: &Phrase<'_>) -> bool {
        let is_vague = |word: &str| language::word(word).is_in(WordSet::AnybodyMayBe);
        let is_other = |noun: &Symbol| *noun != phrase.noun.word && !is_vague(self.words.text(*noun));
        let has_other_office = || self.roles[id.index()].nouns.iter().any(is_other);
        let known = &self.roles[id.index()].words;
        let origin = Classes::DEMONYM | Classes::COUNTRY;
        let is_foreign = |word: &DescriptionWord| {
            let has_origin = || known.iter().any(|own| language::word(self.words.text(*own)).classes.any(origin));
            word.sort == Sort::Origin && !self.narrows(known, word) && has_origin()
        };
        let may_be = phrase.noun.age.is_some() || is_vague(self.words.text(phrase.noun.word));
        (may_be || !has_other_office()) && !narrowing(phrase).any(is_foreign)
    }

    /// The only organization that fits a description at a token.
    pub fn organization(
        &self,
        noun: DescriptionWord,
        narrowing: &[DescriptionWord],
        at: TokenIndex,
    ) -> Option<PartialEntityId> {
        let fits = |id: &PartialEntityId| {
            self.first[id.index()] < at
                && narrowing.iter().all(|word| self.narrows(&self.builder[*id].name_words, word))
        };
        only(self.by_head.get(&noun.word)?.iter().rev().take(COMPARED).copied().filter(fits))
    }

    /// Whether a word that narrows a noun down fits what is known: the same word, or the adjective of a country (*Iranian*
    /// for *Iran*).
    pub fn narrows(&self, known: &[Symbol], DescriptionWord { word, sort, .. }: &DescriptionWord) -> bool {
        let is_of = |other: &Symbol| {
            let (word, other) = (self.words.text(*word), self.words.text(*other));
            let shared = word.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
            shared >= 4.min(other.chars().count().max(3))
        };
        *sort == Sort::Idle || known.contains(word) || *sort == Sort::Origin && known.iter().any(is_of)
    }
}

/// All that narrows the noun of a description down.
pub(super) fn narrowing<'p>(phrase: &'p Phrase<'_>) -> impl Iterator<Item = &'p DescriptionWord> {
    phrase.before.iter().chain(phrase.others.iter().flatten())
}

/// The one entity of several that may be named more than once; nothing if there are two.
fn only(mut entities: impl Iterator<Item = PartialEntityId>) -> Option<PartialEntityId> {
    let first = entities.next()?;
    entities.all(|other| other == first).then_some(first)
}
