//! Descriptions that mean somebody or something named in the article: *the minister*, *the Iranian security official*,
//! *the ministry*. A description is joined only where exactly one fits.

use rustc_hash::FxHashMap;

use super::builder::{EntityBuilder, PartialEntityId};
use super::roles::Roles;
use crate::entities::entity::{Gender, MentionForm};
use crate::entities::facts::at::At;
use crate::entities::facts::definite::{DescriptionWord, Noun, Sort};
use crate::entities::facts::sentence::SentenceFacts;
use crate::entities::symbols::interner::{Interner, Symbol};
use crate::language::Classes;
use crate::prose::{Text, TokenIndex, TokenRange};

/// How many organizations that fit by their noun are looked at.
const COMPARED: usize = 24;
/// How many people that fit by a word are looked at, those named last before the description.
const PEOPLE_COMPARED: usize = 200;

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

/// Finds whom the descriptions of an article mean, in order. `roles` are those of each entity.
pub(crate) fn find(
    text: &Text,
    sentences: &[SentenceFacts],
    builder: &EntityBuilder,
    roles: &[Roles],
    words: &Interner,
) -> Vec<Description> {
    let known = Describable::of(text, builder, roles, words);
    let mut found: Vec<Description> = Vec::new();
    for (facts, sentence) in sentences.iter().zip(text.sentences()) {
        for At { at, what: definite } in &facts.definites {
            let at = sentence.tokens.start + at;
            let is_named = |token: TokenIndex| builder.named_entity_at(token).is_some();
            if !definite.words.iter().any(|word| known.may_mean(*word)) || is_named(at) {
                continue;
            }
            let Some(phrase) = definite.phrase(|behind| is_named(at + 1 + behind as TokenIndex)) else { continue };
            let Some((noun, narrowing)) = phrase.split_last() else { continue };
            let entity = match noun.noun {
                Some(Noun::Title | Noun::Role) => known.person(*noun, narrowing, at),
                Some(Noun::Organization) => known.organization(*noun, narrowing, at),
                Some(Noun::Plural) | None => None,
            };
            let form = if noun.noun == Some(Noun::Title) { MentionForm::Title } else { MentionForm::Description };
            let tokens = at..at + 1 + phrase.len() as TokenIndex;
            found.extend(entity.map(|entity| Description { tokens, entity, form }));
        }
    }
    found
}

/// People with the first token of each one's first mention, in its order.
type People = Vec<(TokenIndex, PartialEntityId)>;

/// Who and what may be described.
struct Describable<'d> {
    builder: &'d EntityBuilder,
    roles: &'d [Roles],
    words: &'d Interner,
    /// The first token of each entity's first mention.
    first: Vec<TokenIndex>,
    /// People by the nouns of their roles.
    by_noun: FxHashMap<Symbol, People>,
    /// People by all words of their roles and of what these belong to.
    by_role: FxHashMap<Symbol, People>,
    /// Organizations by the nouns in their names.
    by_head: FxHashMap<Symbol, Vec<PartialEntityId>>,
    /// The people with roles.
    with_roles: People,
}

impl<'d> Describable<'d> {
    fn of(text: &Text, builder: &'d EntityBuilder, roles: &'d [Roles], words: &'d Interner) -> Describable<'d> {
        let start = |(_, entity): (_, &super::builder::PartialEntity)| {
            // Nobody is described before there is a mention.
            entity.mentions.iter().map(|mention| mention.tokens.start).min().unwrap_or(TokenIndex::MAX)
        };
        let mut known = Describable {
            builder,
            roles,
            words,
            first: builder.entities().map(start).collect(),
            by_noun: FxHashMap::default(),
            by_role: FxHashMap::default(),
            by_head: FxHashMap::default(),
            with_roles: Vec::new(),
        };
        for ((id, entity), roles) in builder.entities().zip(roles) {
            let first = known.first[id.index()];
            for (word, token) in roles.words.iter().zip(roles.all.iter().flat_map(|(tokens, _)| tokens.clone())) {
                let token = text.token(token);
                if token.is(Classes::ROLE | Classes::TITLE) && !token.is(Classes::HONORIFIC) {
                    known.by_noun.entry(*word).or_default().push((first, id));
                }
            }
            for word in &roles.words {
                known.by_role.entry(*word).or_default().push((first, id));
            }
            for word in &entity.heads {
                let list = known.by_head.entry(*word).or_default();
                if list.last() != Some(&id) {
                    list.push(id);
                }
            }
            if !roles.all.is_empty() {
                known.with_roles.push((first, id));
            }
        }
        let lists = known.by_noun.values_mut().chain(known.by_role.values_mut()).chain([&mut known.with_roles]);
        for list in lists {
            list.sort_unstable();
            list.dedup();
        }
        known
    }

    /// Whether anybody or anything is known by a noun.
    fn may_mean(&self, noun: DescriptionWord) -> bool {
        noun.sort == Sort::General || self.by_noun.contains_key(&noun.word) || self.by_head.contains_key(&noun.word)
    }

    /// The only person who fits a description at a token.
    fn person(&self, noun: DescriptionWord, narrowing: &[DescriptionWord], at: TokenIndex) -> Option<PartialEntityId> {
        if let Some(people) = self.by_noun.get(&noun.word) {
            return self.only_person(people, noun.gender, narrowing, at);
        }
        if noun.sort != Sort::General || narrowing.is_empty() {
            return None;
        }
        // Whoever fits has the word in a role: cheaper than asking everybody.
        match narrowing.iter().find(|word| matches!(word.sort, Sort::Telling | Sort::General)) {
            Some(telling) => self.only_person(self.by_role.get(&telling.word)?, noun.gender, narrowing, at),
            None => self.only_person(&self.with_roles, noun.gender, narrowing, at),
        }
    }

    /// The only one of some people who was named before a token and fits.
    fn only_person(
        &self,
        people: &People,
        gender: Gender,
        narrowing: &[DescriptionWord],
        at: TokenIndex,
    ) -> Option<PartialEntityId> {
        let before = &people[..people.partition_point(|(first, _)| *first < at)];
        let fits = |id: &PartialEntityId| {
            self.builder[*id].stated.agrees(gender) && self.narrows(&self.roles[id.index()].words, narrowing)
        };
        only(before.iter().rev().take(PEOPLE_COMPARED).map(|(_, id)| *id).filter(fits))
    }

    /// The only organization that fits a description at a token.
    fn organization(
        &self,
        noun: DescriptionWord,
        narrowing: &[DescriptionWord],
        at: TokenIndex,
    ) -> Option<PartialEntityId> {
        let fits = |id: &PartialEntityId| {
            self.first[id.index()] < at && self.narrows(&self.builder[*id].name_words, narrowing)
        };
        only(self.by_head.get(&noun.word)?.iter().rev().take(COMPARED).copied().filter(fits))
    }

    /// Whether everything that narrows a noun down fits what is known: the same word, or the adjective of a country
    /// (*Iranian* for *Iran*).
    fn narrows(&self, known: &[Symbol], narrowing: &[DescriptionWord]) -> bool {
        narrowing.iter().all(|DescriptionWord { word, sort, .. }| match sort {
            Sort::Idle => true,
            Sort::Telling | Sort::General => known.contains(word),
            Sort::Origin => {
                let is_of = |other: &Symbol| {
                    let (word, other) = (self.words.text(*word), self.words.text(*other));
                    let shared = word.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
                    shared >= 4.min(other.chars().count().max(3))
                };
                known.contains(word) || known.iter().any(is_of)
            }
        })
    }
}

/// The one entity of several that may be named more than once; nothing if there are two.
fn only(mut entities: impl Iterator<Item = PartialEntityId>) -> Option<PartialEntityId> {
    let first = entities.next()?;
    entities.all(|other| other == first).then_some(first)
}
