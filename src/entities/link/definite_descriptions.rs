//! Descriptions that mean somebody or something named in the article: *the minister*, *the Iranian security official*,
//! *the ministry*. Of several people the one mentioned last is meant; an
//! organization only where exactly one fits.

use std::ops::Deref;

use rustc_hash::FxHashSet;

use super::builder::{EntityBuilder, PartialEntityId};
use super::description_index::{DescriptionIndex, People};
use super::roles::{Past, Roles};
use crate::entities::entity::MentionForm;
use crate::entities::facts::at::At;
use crate::entities::facts::definite::{Definite, DescriptionWord, Noun, Phrase, Sort};
use crate::entities::facts::person_mention::MentionContext;
use crate::entities::facts::sentence::SentenceFacts;
use crate::entities::grammar::clause::Function;
use crate::entities::symbols::interner::{Interner, Symbol};
use crate::language::{self, Classes, WordSet};
use crate::names::NameKind;
use crate::prose::{Text, TokenIndex, TokenRange};

/// How many organizations that fit by their noun are looked at.
const COMPARED: usize = 24;
/// How many people that fit by a word are looked at, those named last before the description.
const PEOPLE_COMPARED: usize = 200;

/// How many of those who acted last a description may mean that names no role of theirs.
const ACTING: usize = 8;
/// How many tokens ago they may have acted.
const LATELY: TokenIndex = 250;

/// A description where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Description {
    /// Its tokens.
    pub tokens: TokenRange,
    /// Whom or what it means.
    pub entity: PartialEntityId,
    /// How it means that.
    pub form: MentionForm,
}

/// What may be a description of somebody or something, or brings in somebody without a name. Its place counts from the
/// first token of its sentence.
#[derive(Debug, PartialEq)]
pub(crate) struct Possible<'f> {
    at: TokenIndex,
    what: PossibleKind<'f>,
}

#[derive(Debug, PartialEq)]
enum PossibleKind<'f> {
    /// *a driver*, by the nouns.
    New(Vec<Symbol>),
    /// *the minister*.
    Description {
        phrase: Phrase<'f>,
        /// Whether who is described is said to speak.
        speaks: bool,
        has_owner: bool,
        context: MentionContext,
    },
}

/// What may be a description among the definites of a sentence that begins at `base`: of somebody or something that is
/// known by its noun, or of somebody who speaks.
pub(crate) fn possible<'f>(
    definites: &'f [At<Definite>],
    base: TokenIndex,
    builder: &EntityBuilder,
    index: &DescriptionIndex,
    words: &Interner,
) -> impl Iterator<Item = Possible<'f>> {
    let named = |token: TokenIndex| builder.named_entity_at(token).map(|id| builder[id].kind);
    let description = move |at: TokenIndex, definite: &'f Definite| {
        // *Lopez's former aide*: that is not Lopez, nor anybody whom the article must have named.
        let owner = at.checked_sub(1).filter(|_| definite.owner.is_some());
        let is_persons = owner.and_then(named) == Some(NameKind::Person);
        let speaks = definite.context.speaks && !is_persons;
        if !speaks && !definite.words.iter().any(|word| index.may_mean(*word, words)) {
            return None;
        }
        let phrase = definite.phrase(|behind| named(at + 1 + behind as TokenIndex))?;
        // *Lopez, the minister of trade*: it says what Lopez is.
        let is_role = || index.role_tokens.contains(&(at + 1 + phrase.before.len() as TokenIndex));
        if !speaks && !index.may_mean(phrase.noun, words) || is_role() {
            return None;
        }
        let (has_owner, context) = (definite.owner.is_some(), definite.context);
        Some(PossibleKind::Description { phrase, speaks, has_owner, context })
    };
    definites.iter().filter_map(move |At { at, what: definite }| {
        let what = if definite.is_new {
            let nouns: Vec<Symbol> =
                definite.words.iter().filter(|word| word.noun.is_some()).map(|word| word.word).collect();
            (!nouns.is_empty()).then_some(PossibleKind::New(nouns))
        } else {
            description(base + at, definite)
        };
        what.map(|what| Possible { at: *at, what })
    })
}

/// Finds whom the descriptions of an article mean, in order. `roles` are those of each entity.
pub(crate) fn find(
    text: &Text,
    sentences: &[SentenceFacts],
    builder: &EntityBuilder,
    roles: &[Roles],
    index: &DescriptionIndex,
    words: &Interner,
) -> Vec<Description> {
    let mut known = Describable { text, sentences, builder, roles, words, index, last: vec![0; builder.len()] };
    let mut mentions: Vec<Named> = Vec::new();
    for (id, entity) in builder.entities().filter(|(_, entity)| entity.kind == NameKind::Person) {
        mentions.extend(entity.mentions.iter().map(|mention| Named {
            start: mention.tokens.start,
            id,
            context: mention.context,
        }));
    }
    mentions.sort_unstable_by_key(|named| (named.start, named.id));
    let mut mentions = mentions.into_iter().peekable();
    let mut protagonists = Protagonists::default();
    let mut found: Vec<Description> = Vec::new();
    for (facts, sentence) in sentences.iter().zip(text.sentences()) {
        let base = sentence.tokens.start;
        for Possible { at, what } in possible(&facts.definites, base, builder, index, words) {
            let at = base + at;
            while let Some(named) = mentions.next_if(|named| named.start < at) {
                known.last[named.id.index()] = named.start;
                protagonists.see(named);
            }
            let (phrase, speaks, has_owner, context) = match what {
                PossibleKind::Description { phrase, speaks, has_owner, context } => {
                    (phrase, speaks, has_owner, context)
                }
                PossibleKind::New(nouns) => {
                    protagonists.unnamed.extend(nouns);
                    continue;
                }
            };
            let is_plain = phrase.others.iter().all(Option::is_none) && phrase.free == 0;
            let here = Here {
                at,
                paragraph: sentence.paragraph,
                opens: facts.discourse.opens_paragraph && at == sentence.tokens.start,
            };
            let entity = match phrase.noun.noun {
                Some(Noun::Title | Noun::Role) => {
                    let known_by = known.person(&phrase, at);
                    let speaker =
                        || known.only_bearer(&phrase, at).or_else(|| protagonists.latest(&known, &phrase, here));
                    known_by.or_else(|| speaker().filter(|_| speaks))
                }
                Some(Noun::Organization) if is_plain => known.organization(phrase.noun, phrase.before, at),
                Some(Noun::Organization | Noun::Plural) | None => None,
            };
            let Some(entity) = entity else { continue };
            let form =
                if phrase.noun.noun == Some(Noun::Title) { MentionForm::Title } else { MentionForm::Description };
            // What is named in the description keeps its tokens.
            let open = if !has_owner && phrase.free == 0 { at } else { at + 1 + phrase.free as TokenIndex };
            let tokens = open..at + 2 + phrase.before.len() as TokenIndex;
            known.last[entity.index()] = at;
            protagonists.see(Named { start: at, id: entity, context: Some(context) });
            found.push(Description { tokens, entity, form });
        }
    }
    found
}

/// Whether a mention is one of whoever a clause is about.
fn acts(context: MentionContext) -> bool {
    context.speaks || matches!(context.function, Function::Subject | Function::Apposition)
}

/// A name of somebody where it stands.
struct Named {
    start: TokenIndex,
    id: PartialEntityId,
    context: Option<MentionContext>,
}

/// Who acts in the article, and who is in it without a name.
#[derive(Default)]
struct Protagonists {
    /// Whoever was named, in order.
    named: Vec<(TokenIndex, PartialEntityId)>,
    /// Whoever was said to speak, in order.
    speaking: Vec<(TokenIndex, PartialEntityId)>,
    /// Whoever a clause was about, in order.
    acting: Vec<(TokenIndex, PartialEntityId)>,
    /// The nouns that brought in somebody without a name (*a driver*).
    unnamed: FxHashSet<Symbol>,
}

impl Protagonists {
    fn see(&mut self, Named { start, id, context }: Named) {
        self.named.push((start, id));
        if context.is_some_and(|context| context.speaks) {
            self.speaking.push((start, id));
        }
        if context.is_some_and(acts) {
            self.acting.push((start, id));
        }
    }

    /// Whom a description means that names no role of anybody (*the 40-year-old driver*): who spoke last, or else who acted
    /// last if the article is about them; nobody who is said to be something else.
    fn latest(&self, known: &Describable<'_>, phrase: &Phrase<'_>, here: Here) -> Option<PartialEntityId> {
        let at = here.at;
        let noun = phrase.noun.word;
        let is_nobodys = language::word(known.words.text(noun)).classes.any(Classes::ANONYMOUS);
        let is_bare = narrowing(phrase).next().is_none();
        if is_nobodys || is_bare && phrase.noun.noun != Some(Noun::Title) || self.unnamed.contains(&noun) {
            return None;
        }
        let agrees = |id: &PartialEntityId| {
            let person = &known.builder[*id];
            person.stated.or(person.likely).agrees(phrase.noun.gender)
        };
        let lately = |list: &[(TokenIndex, PartialEntityId)], fits: &dyn Fn(&PartialEntityId) -> bool| {
            let latest = list.iter().rev().take(ACTING).take_while(|(start, _)| start + LATELY > at);
            latest.map(|(_, id)| *id).find(fits)
        };
        let named = |id: &PartialEntityId| known.builder[*id].mentions.len();
        let is_protagonist = |id: &PartialEntityId| named(id) > 1 && 2 * named(id) >= known.most_named;
        let fits = |id: &PartialEntityId| agrees(id) && known.may_be_also(*id, phrase);
        if let Some(introduced) = self.introduced(known, here).filter(|id| !is_bare && fits(id)) {
            return Some(introduced);
        }
        let found = lately(&self.speaking, &fits).or_else(|| lately(&self.acting, &fits)).filter(is_protagonist)?;
        if known.is_anothers(phrase, found) {
            return None;
        }
        // Where nothing narrows it down, nobody else may be there.
        let is_other = |id: &PartialEntityId| agrees(id) && *id != found;
        let rival = if is_bare { lately(&self.named, &is_other) } else { lately(&self.named, &agrees) };
        rival.is_none_or(|rival| rival == found).then_some(found)
    }
}

impl Protagonists {
    /// Whom the paragraph before introduced, as whoever its first clause is about, where nobody else was named since:
    /// *Ana Lopez, a baker, opened the shop.* ¶ *The Halstad native said …*
    fn introduced(&self, known: &Describable<'_>, here: Here) -> Option<PartialEntityId> {
        let (start, id) = *self.named.last()?;
        let text = known.text;
        let opened = |start: TokenIndex| text.paragraph_of(start) + 1 == here.paragraph as usize;
        let first = known.first[id.index()];
        // Somebody whom marked words or a later sentence name is not whom the paragraph is about.
        let opens = || {
            let index = text.sentence_of(first);
            let (facts, sentence) = known.sentences.get(index).zip(text.sentences().get(index))?;
            let discourse = &facts.discourse;
            let is_in_front = first - sentence.tokens.start <= TokenIndex::from(discourse.unmarked);
            (discourse.opens_paragraph && is_in_front).then_some(())
        };
        if !here.opens || !opened(start) || !opened(first) || opens().is_none() {
            return None;
        }
        let is_since = |(start, _): &&(TokenIndex, PartialEntityId)| *start >= first;
        let is_alone = self.named.iter().rev().take_while(is_since).all(|(_, other)| *other == id);
        let acts = self.acting.iter().rev().take_while(is_since).any(|acting| *acting == (first, id));
        (is_alone && acts).then_some(id)
    }
}

/// Where a description stands.
#[derive(Clone, Copy)]
struct Here {
    /// Its first token.
    at: TokenIndex,
    /// Its paragraph.
    paragraph: u32,
    /// Whether it is the first of that.
    opens: bool,
}

/// Who and what may be described where the text was read to.
struct Describable<'d> {
    text: &'d Text,
    sentences: &'d [SentenceFacts],
    builder: &'d EntityBuilder,
    roles: &'d [Roles],
    words: &'d Interner,
    index: &'d DescriptionIndex,
    /// The first token of each one's latest mention so far.
    last: Vec<TokenIndex>,
}

impl Deref for Describable<'_> {
    type Target = DescriptionIndex;

    fn deref(&self) -> &DescriptionIndex {
        self.index
    }
}

impl Describable<'_> {
    /// The person who fits a description at a token: of several the one mentioned last.
    fn person(&self, phrase: &Phrase<'_>, at: TokenIndex) -> Option<PartialEntityId> {
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
    fn by_other_noun(&self, phrase: &Phrase<'_>, at: TokenIndex) -> Option<PartialEntityId> {
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

    /// Of some people who were named before a token and fit, the one mentioned last; one who is no longer what the role says
    /// only if nobody is.
    fn latest_person(&self, people: &People, phrase: &Phrase<'_>, at: TokenIndex) -> Option<PartialEntityId> {
        let before = &people[..people.partition_point(|(first, _)| *first < at)];
        let fits = |id: &PartialEntityId| {
            self.builder[*id].stated.agrees(phrase.noun.gender)
                && narrowing(phrase).all(|word| self.narrows(&self.roles[id.index()].words, word))
        };
        let fitting = before.iter().rev().take(PEOPLE_COMPARED).map(|(_, id)| *id).filter(fits);
        let wants_past = phrase.noun.is_past || phrase.before.iter().any(|word| word.is_past);
        let is_so = |id: &PartialEntityId| {
            let past = self.roles[id.index()].past;
            if wants_past { past != Past::None } else { past != Past::All }
        };
        fitting.max_by_key(|id| (is_so(id), self.last[id.index()]))
    }

    /// The only person of the article with a role of that noun, be it stated behind the description (*the harbour minister
    /// said … Minister Maria Lopez …*), if the role itself says nothing else.
    fn only_bearer(&self, phrase: &Phrase<'_>, at: TokenIndex) -> Option<PartialEntityId> {
        let [(first, id)] = self.by_noun.get(&phrase.noun.word)?[..] else { return None };
        let roles = &self.roles[id.index()].words;
        let is_bare = roles.iter().all(|word| *word == phrase.noun.word);
        let fits = |word: &DescriptionWord| is_bare && word.sort == Sort::Telling || self.narrows(roles, word);
        let agrees = self.builder[id].stated.agrees(phrase.noun.gender) && self.roles[id.index()].past != Past::All;
        let is_past = phrase.noun.is_past || phrase.before.iter().any(|word| word.is_past);
        (first < at + LATELY && agrees && !is_past && narrowing(phrase).all(fits)).then_some(id)
    }

    /// Whether the noun of a description is that of a role of somebody other than `person`, or of a role of theirs that says
    /// something else. *the Velmora MP* may well be *a Labour MP*: a seat and a party are two things.
    fn is_anothers(&self, phrase: &Phrase<'_>, person: PartialEntityId) -> bool {
        let Some(bearers) = self.by_noun.get(&phrase.noun.word) else { return false };
        let class_of = |word: &DescriptionWord| language::word(self.words.text(word.word));
        let names_seat = class_of(&phrase.noun).is_in(WordSet::SitsInParliament)
            && narrowing(phrase).any(|word| class_of(word).classes.any(Classes::PLACE));
        !names_seat || bearers.iter().any(|(_, bearer)| *bearer != person)
    }

    /// Whether somebody may be what a description says beside what the article says of them: nothing is known that tells.
    fn may_be_also(&self, id: PartialEntityId, phrase: &Phrase<'_>) -> bool {
        let is_vague = |word: &str| language::word(word).is_in(WordSet::AnybodyMayBe);
        let is_other = |noun: &Symbol| *noun != phrase.noun.word && !is_vague(self.words.text(*noun));
        let has_other_office = || self.roles[id.index()].nouns.iter().any(is_other);
        let known = &self.roles[id.index()].words;
        let origin = Classes::DEMONYM | Classes::COUNTRY;
        let is_foreign = |word: &DescriptionWord| {
            let has_origin = || known.iter().any(|own| language::word(self.words.text(*own)).classes.any(origin));
            word.sort == Sort::Origin && !self.narrows(known, word) && has_origin()
        };
        (is_vague(self.words.text(phrase.noun.word)) || !has_other_office()) && !narrowing(phrase).any(is_foreign)
    }

    /// The only organization that fits a description at a token.
    fn organization(
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
    fn narrows(&self, known: &[Symbol], DescriptionWord { word, sort, .. }: &DescriptionWord) -> bool {
        let is_of = |other: &Symbol| {
            let (word, other) = (self.words.text(*word), self.words.text(*other));
            let shared = word.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
            shared >= 4.min(other.chars().count().max(3))
        };
        *sort == Sort::Idle || known.contains(word) || *sort == Sort::Origin && known.iter().any(is_of)
    }
}

/// All that narrows the noun of a description down.
fn narrowing<'p>(phrase: &'p Phrase<'_>) -> impl Iterator<Item = &'p DescriptionWord> {
    phrase.before.iter().chain(phrase.others.iter().flatten())
}

/// The one entity of several that may be named more than once; nothing if there are two.
fn only(mut entities: impl Iterator<Item = PartialEntityId>) -> Option<PartialEntityId> {
    let first = entities.next()?;
    entities.all(|other| other == first).then_some(first)
}
