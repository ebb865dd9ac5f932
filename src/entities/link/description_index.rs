//! Whom and what descriptions may mean, by the words of these.

use rustc_hash::{FxHashMap, FxHashSet};

use super::builder::{EntityBuilder, PartialEntity, PartialEntityId};
use super::roles::Roles;
use crate::entities::facts::definite::{DescriptionWord, Sort};
use crate::entities::symbols::interner::{Interner, Symbol};
use crate::language::{self, WordSet};
use crate::names::NameKind;
use crate::prose::{EachToken, TokenIndex};

/// People with the first token of each one's first mention, in its order.
pub type People = Vec<(TokenIndex, PartialEntityId)>;

/// Who and what may be described. Follows from names and roles alone.
#[derive(Debug, Default)]
pub(crate) struct DescriptionIndex {
    /// The first token of each entity's first mention.
    pub first: Vec<TokenIndex>,
    /// The tokens of all roles.
    pub role_tokens: FxHashSet<TokenIndex>,
    /// People by the nouns of their roles.
    pub by_noun: FxHashMap<Symbol, People>,
    /// People by all words of their roles and of what these belong to.
    pub by_role: FxHashMap<Symbol, People>,
    /// Organizations by the nouns in their names.
    pub by_head: FxHashMap<Symbol, Vec<PartialEntityId>>,
    /// The people with roles.
    pub with_roles: People,
    /// People who sit in a parliament, by whatever name.
    pub legislators: People,
    /// People who may be the head of a state.
    pub heads_of_state: People,
    /// How often the person is named whom the article names most.
    pub most_named: usize,
}

impl DescriptionIndex {
    /// Sorts everybody and everything by the words of their roles and names.
    pub fn new(builder: &EntityBuilder, roles: &[Roles], words: &Interner) -> DescriptionIndex {
        let start = |(_, entity): (_, &PartialEntity)| {
            // Nobody is described before there is a mention.
            entity.mentions.iter().map(|mention| mention.tokens.start).min().unwrap_or(TokenIndex::MAX)
        };
        let people = builder.entities().filter(|(_, entity)| entity.kind == NameKind::Person);
        let mut known = DescriptionIndex {
            first: builder.entities().map(start).collect(),
            role_tokens: roles.iter().flat_map(|roles| &roles.all).flat_map(|(tokens, _)| tokens.each()).collect(),
            most_named: people.map(|(_, entity)| entity.mentions.len()).max().unwrap_or(0),
            ..DescriptionIndex::default()
        };
        for ((id, entity), roles) in builder.entities().zip(roles) {
            let first = known.first[id.index()];
            for word in &roles.nouns {
                known.by_noun.entry(*word).or_default().push((first, id));
                let noun = language::word(words.text(*word));
                if noun.is_in(WordSet::SitsInParliament) {
                    known.legislators.push((first, id));
                }
                if noun.is_in(WordSet::HeadOfState) {
                    known.heads_of_state.push((first, id));
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
        let lists = known.by_noun.values_mut().chain(known.by_role.values_mut()).chain([
            &mut known.with_roles,
            &mut known.legislators,
            &mut known.heads_of_state,
        ]);
        for list in lists {
            list.sort_unstable();
            list.dedup();
        }
        known
    }

    /// Whether anybody or anything may be known by a noun.
    pub fn may_mean(&self, noun: DescriptionWord, words: &Interner) -> bool {
        // Other names of an office: *the lawmaker*, *the head of state*.
        let is_other_name = || {
            let noun = language::word(words.text(noun.word));
            noun.is_in(WordSet::AnyLegislator) || noun.is_in(WordSet::Head)
        };
        noun.sort == Sort::General
            || self.by_noun.contains_key(&noun.word)
            || self.by_head.contains_key(&noun.word)
            || is_other_name()
    }
}
