//! Entities in the making: each step adds mentions, none of which may overlap another.

use std::ops::{Index, IndexMut};

use rustc_hash::FxHashSet;

use crate::entities::entity::{Gender, MentionForm};
use crate::entities::facts::person_mention::MentionContext;
use crate::entities::symbols::interner::Symbol;
use crate::names::NameKind;
use crate::prose::{EachToken, Text, TokenIndex, TokenRange};
use crate::text::Splice;

/// Index of an entity in an [`EntityBuilder`]: not yet the one that it will have in the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct PartialEntityId(pub u32);

impl PartialEntityId {
    /// The place in a list of something for each entity.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A mention of an entity in the making.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PartialMention {
    /// Its tokens.
    pub tokens: TokenRange,
    /// How it refers.
    pub form: MentionForm,
    /// How sure the link is.
    pub confidence: f32,
    /// Another entity that fits about as well.
    pub rival: Option<PartialEntityId>,
    /// Whether it stands inside the name of something else, or inside a word.
    pub inside: bool,
    /// Of a mention that is the first part of a word only, the length of that part in bytes.
    pub length_in_word: Option<u32>,
    /// How it stands in its sentence, where that was read along with it.
    pub context: Option<MentionContext>,
    /// Whether a role may stand beside it.
    pub may_have_role: bool,
}

impl PartialMention {
    /// A mention that holds its tokens alone.
    pub fn new(tokens: TokenRange, form: MentionForm, confidence: f32) -> PartialMention {
        PartialMention {
            tokens,
            form,
            confidence,
            rival: None,
            inside: false,
            length_in_word: None,
            context: None,
            may_have_role: true,
        }
    }
}

/// An entity in the making.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PartialEntity {
    /// What it is.
    pub kind: NameKind,
    /// Every mention by name, in no order.
    pub mentions: Vec<PartialMention>,
    /// Of an organization, the words of its first names, and the nouns among them that say what it is.
    pub name_words: Vec<Symbol>,
    /// See [`PartialEntity::name_words`].
    pub heads: Vec<Symbol>,
    /// The acronym that the article gives it, as it is written.
    pub acronym: Option<Symbol>,
    /// The gender that the text states.
    pub stated: Gender,
    /// The gender that the given name suggests.
    pub likely: Gender,
    /// Spellings of the full name that are variants of another, by their text.
    pub variants: FxHashSet<String>,
    /// What the newsroom's lists have of a person.
    pub listed: Option<ListedPosition>,
}

/// What a person does, as the newsroom's lists have it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct ListedPosition {
    /// The role.
    pub role: Option<String>,
    /// The organization or place that it belongs to.
    pub affiliation: Option<String>,
}

/// All entities in the making, and which tokens are taken.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct EntityBuilder {
    all: Vec<PartialEntity>,
    /// One past the entity that names each token; 0 for none.
    named: Vec<u32>,
    /// The first tokens of the mentions that are inside others, with whom they mention, in no order.
    inside: Vec<(TokenIndex, PartialEntityId)>,
}

impl Index<PartialEntityId> for EntityBuilder {
    type Output = PartialEntity;

    // An id is only made by `add`, and nothing is ever taken out.
    fn index(&self, id: PartialEntityId) -> &PartialEntity {
        &self.all[id.index()]
    }
}

impl IndexMut<PartialEntityId> for EntityBuilder {
    fn index_mut(&mut self, id: PartialEntityId) -> &mut PartialEntity {
        &mut self.all[id.index()]
    }
}

impl EntityBuilder {
    /// No entities in a text.
    pub fn new(text: &Text) -> EntityBuilder {
        EntityBuilder { all: Vec::new(), named: vec![0; text.tokens().len()], inside: Vec::new() }
    }

    /// Moves all mentions to where they stand after an edit, which replaced these tokens.
    pub fn follow(&mut self, tokens: Splice<TokenIndex>) {
        tokens.exchange(&mut self.named, vec![0; tokens.now().len()], |_| {});
        self.inside.iter_mut().for_each(|(at, _)| *at = tokens.place(*at));
        let mentions = self.all.iter_mut().flat_map(|entity| &mut entity.mentions);
        mentions.for_each(|mention| mention.tokens = tokens.range_now(&mention.tokens));
    }

    /// Adds an entity without mentions.
    pub fn add(&mut self, kind: NameKind) -> PartialEntityId {
        self.all.push(PartialEntity {
            kind,
            mentions: Vec::new(),
            name_words: Vec::new(),
            heads: Vec::new(),
            acronym: None,
            stated: Gender::Unstated,
            likely: Gender::Unstated,
            variants: FxHashSet::default(),
            listed: None,
        });
        PartialEntityId(self.all.len() as u32 - 1)
    }

    /// How many entities there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// All entities with their ids.
    pub fn entities(&self) -> impl Iterator<Item = (PartialEntityId, &PartialEntity)> {
        (0..).map(PartialEntityId).zip(&self.all)
    }

    /// All entities.
    pub fn entities_mut(&mut self) -> impl Iterator<Item = &mut PartialEntity> {
        self.all.iter_mut()
    }

    /// The entity that names a token.
    #[inline]
    pub fn named_entity_at(&self, token: TokenIndex) -> Option<PartialEntityId> {
        self.named.get(token.number())?.checked_sub(1).map(PartialEntityId)
    }

    /// What a token names.
    #[inline]
    pub fn kind_at(&self, token: TokenIndex) -> Option<NameKind> {
        self.named_entity_at(token).map(|id| self[id].kind)
    }

    /// Whether no token of the range is part of a name.
    pub fn is_free(&self, tokens: TokenRange) -> bool {
        self.named.get(tokens.start.number()..tokens.end.number()).is_some_and(|named| named.iter().all(|id| *id == 0))
    }

    /// Adds a mention, unless it is empty or one of its tokens is taken. Says whether it was added.
    pub fn mention(&mut self, id: PartialEntityId, mention: PartialMention) -> bool {
        let TokenRange { start, end } = mention.tokens;
        let Some(named) = self.named.get_mut(start.number()..end.number()) else { return false };
        if named.is_empty() || named.iter().any(|id| *id != 0) {
            return false;
        }
        named.fill(id.0 + 1);
        self[id].mentions.push(mention);
        true
    }

    /// Adds a name that stands inside the name of something else, to which its tokens go on belonging; or inside a word,
    /// which stays nobody's.
    pub fn mention_inside(&mut self, id: PartialEntityId, mention: PartialMention) {
        self.inside.push((mention.tokens.start, id));
        self[id].mentions.push(PartialMention { inside: true, ..mention });
    }

    /// Everybody and everything that is named in some tokens, each once.
    pub fn named_in(&self, tokens: TokenRange) -> Vec<PartialEntityId> {
        let inside = self.inside.iter().filter(|(at, _)| tokens.contains(at)).map(|(_, id)| *id);
        let mut found: Vec<_> = tokens.each().filter_map(|token| self.named_entity_at(token)).chain(inside).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}
