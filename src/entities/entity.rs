//! What the room yields: entities with their mentions.

use crate::names::NameKind;
use crate::prose::{EachToken, Revision, Text, TokenIndex, TokenRange};
use crate::text::{ProseSpan, Splice};

/// Index of an entity in [`Entities::all`]; the `id` of the analysis record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityId(pub u32);

/// A person, an organization or a place of the article.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Its index.
    pub id: EntityId,
    /// What it is.
    pub kind: NameKind,
    /// Its fullest name as the article spells it most.
    pub name: String,
    /// Other ways the article calls it: surname, short form.
    pub aliases: Vec<String>,
    /// Other spellings of its full name.
    pub variants: Vec<String>,
    /// Its acronym, if the article gives one.
    pub acronym: Option<String>,
    /// What the article says a person is.
    pub roles: Vec<Role>,
    /// The organization or place that the fullest role belongs to, as written.
    pub affiliation: Option<String>,
    /// What the article's pronouns, titles and kinship nouns say.
    pub gender: Gender,
    /// Where it is mentioned, in order.
    pub mentions: Vec<Mention>,
}

/// The gender that the text states for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Gender {
    /// The text states none.
    #[default]
    Unstated,
    /// *he*, *Mr.*, *spokesman*.
    Male,
    /// *she*, *Mrs.*, *spokeswoman*.
    Female,
}

/// What a person is, as the article puts it (*director of the Harbour Trust*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// The words.
    pub text: String,
    /// Where they stand, in bytes of the prose.
    pub span: ProseSpan,
    /// Their tokens.
    pub tokens: TokenRange,
}

/// An occurrence of an entity in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Its tokens.
    pub tokens: TokenRange,
    /// Its bytes in the prose.
    pub span: ProseSpan,
    /// How it refers.
    pub form: MentionForm,
    /// How sure the link to the entity is, from 0 to 1. Names are near 1, pronouns below.
    pub confidence: f32,
    /// For a pronoun or a description: another entity that fits about as well.
    pub rival: Option<EntityId>,
    /// Whether it stands inside the name of something else (*Ann Holt* in *the Ann Holt Foundation*). [`Entities`] then
    /// answers for its place with what the longer name names.
    pub inside: bool,
}

/// How a mention refers to its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MentionForm {
    /// The full name, or the only one there is.
    Name,
    /// The family name alone.
    Surname,
    /// The given name alone.
    Given,
    /// An acronym.
    Acronym,
    /// A pronoun.
    Pronoun,
    /// A title alone (*the minister*, *the president*).
    Title,
    /// Another description (*the 42-year-old farmer*, *the ministry*).
    Description,
}

impl MentionForm {
    /// Whether the mention names the entity, in full or in part.
    pub fn is_named(self) -> bool {
        matches!(self, MentionForm::Name | MentionForm::Surname | MentionForm::Given | MentionForm::Acronym)
    }
}

/// All entities of an article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entities {
    all: Vec<Entity>,
    /// Every mention that is not inside another, in order of its first token: entity and index into its mentions. They
    /// do not overlap.
    by_place: Vec<(TokenRange, EntityId, u32)>,
}

impl Entities {
    /// Takes over a finished list, whose entities are numbered in order and whose mentions do not overlap but for those
    /// that are inside another.
    pub(crate) fn from_list(all: Vec<Entity>) -> Entities {
        let outermost = || {
            all.iter().flat_map(|entity| {
                let mentions = (0..).zip(&entity.mentions).filter(|(_, mention)| !mention.inside);
                mentions.map(|(index, mention)| (mention.tokens.clone(), entity.id, index))
            })
        };
        // They do not overlap, so each has its first token for itself: cheaper than sorting them.
        let end = outermost().map(|(tokens, ..)| tokens.end.number()).max().unwrap_or(0);
        let mut by_token: Vec<u32> = vec![0; end];
        let mut found: Vec<(TokenRange, EntityId, u32)> = Vec::new();
        for mention in outermost() {
            by_token[mention.0.start.number()] = found.len() as u32 + 1;
            found.push(mention);
        }
        let in_order = by_token.into_iter().filter_map(|place| Some(found[place.checked_sub(1)? as usize].clone()));
        Entities { by_place: in_order.collect(), all }
    }

    /// All entities, in order of first mention; an [`EntityId`] is an index into it.
    pub fn all(&self) -> &[Entity] {
        &self.all
    }

    /// The entity of that id, if this article has it.
    pub fn get(&self, id: EntityId) -> Option<&Entity> {
        self.all.get(id.0 as usize)
    }

    /// The first mention that shares a token with `tokens`.
    pub fn mention_in(&self, tokens: TokenRange) -> Option<(&Entity, &Mention)> {
        let first = self.by_place.partition_point(|(place, _, _)| place.end <= tokens.start);
        let (place, id, index) = self.by_place.get(first)?;
        if place.start >= tokens.end {
            return None;
        }
        let entity = self.get(*id)?;
        Some((entity, entity.mentions.get(*index as usize)?))
    }

    /// The mentions that share a token with a range, in order; without those that are inside another.
    pub fn mentions_in(&self, tokens: TokenRange) -> impl Iterator<Item = (&Entity, &Mention)> + Clone {
        let first = self.by_place.partition_point(|(place, _, _)| place.end <= tokens.start);
        let inside = self.by_place.iter().skip(first).take_while(move |(place, _, _)| place.start < tokens.end);
        inside.filter_map(|(_, id, index)| {
            let entity = self.get(*id)?;
            Some((entity, entity.mentions.get(*index as usize)?))
        })
    }

    /// The mention that holds a token.
    pub fn mention_at(&self, token: TokenIndex) -> Option<(&Entity, &Mention)> {
        self.mention_in(token..token + 1)
    }

    /// Every mention in order, with its entity; without those that are inside another.
    pub fn mentions(&self) -> impl DoubleEndedIterator<Item = (&Entity, &Mention)> {
        self.by_place.iter().filter_map(|(_, id, index)| {
            let entity = self.get(*id)?;
            Some((entity, entity.mentions.get(*index as usize)?))
        })
    }
}

impl Entities {
    /// Whether other entities are the same but for the bytes where they stand.
    pub(crate) fn are_the_same_but_for_bytes(&self, other: &Entities) -> bool {
        let as_many = self.by_place == other.by_place && self.all.len() == other.all.len();
        as_many && self.all.iter().zip(&other.all).all(|(one, other)| one.is_the_same_but_for_bytes(other))
    }

    /// Moves all to where it stands after an edit that left everybody who they were.
    pub(crate) fn follow(&mut self, text: &Text, revision: &Revision) {
        if revision.tokens.moves() {
            self.move_tokens(revision.tokens);
        }
        self.renew_spans(text, revision.text.start);
    }

    fn move_tokens(&mut self, tokens: Splice<TokenIndex>) {
        for entity in &mut self.all {
            entity.roles.iter_mut().for_each(|role| role.tokens = tokens.range_now(&role.tokens));
            entity.mentions.iter_mut().for_each(|mention| mention.tokens = tokens.range_now(&mention.tokens));
        }
        self.by_place.iter_mut().for_each(|(place, ..)| *place = tokens.range_now(place));
    }

    /// The same after an edit at byte `from` that left every token the number it had and every mention what it was: the
    /// bytes of mentions and roles are read anew.
    fn renew_spans(&mut self, text: &Text, from: u32) {
        for entity in &mut self.all {
            for role in entity.roles.iter_mut().filter(|role| role.span.end >= from) {
                role.span = text.span(role.tokens.clone());
            }
            for mention in entity.mentions.iter_mut().filter(|mention| mention.span.end >= from) {
                mention.span = mention.span_in(text);
            }
        }
    }
}

impl Entity {
    fn is_the_same_but_for_bytes(&self, other: &Entity) -> bool {
        let Entity { id, kind, name, aliases, variants, acronym, roles, affiliation, gender, mentions } = self;
        let is_same_role = |(one, other): (&Role, &Role)| {
            let Role { text, span: _, tokens } = one;
            (text, tokens) == (&other.text, &other.tokens)
        };
        let is_same_mention = |(one, other): (&Mention, &Mention)| {
            let Mention { tokens, span, form, confidence, rival, inside } = one;
            // The first part of a word may be all of a mention.
            let same_part = !inside || span.len() == other.span.len();
            same_part
                && (tokens, form, confidence) == (&other.tokens, &other.form, &other.confidence)
                && (rival, inside) == (&other.rival, &other.inside)
        };
        (id, kind, name, aliases) == (&other.id, &other.kind, &other.name, &other.aliases)
            && (variants, acronym) == (&other.variants, &other.acronym)
            && (affiliation, gender) == (&other.affiliation, &other.gender)
            && (roles.len(), mentions.len()) == (other.roles.len(), other.mentions.len())
            && roles.iter().zip(&other.roles).all(is_same_role)
            && mentions.iter().zip(&other.mentions).all(is_same_mention)
    }
}

impl Mention {
    /// Whether it names the entity, and not inside the name of something else.
    pub fn is_naming(&self) -> bool {
        self.form.is_named() && !self.inside
    }

    fn span_in(&self, text: &Text) -> ProseSpan {
        let whole = text.span(self.tokens.clone());
        match self.tokens.len() {
            // The first part of a word may be all of a mention.
            1 if self.inside => ProseSpan::new(whole.start, whole.start + self.span.len()),
            _ => whole,
        }
    }
}

impl Gender {
    /// This gender, or the other if this one is not stated.
    pub(crate) fn or(self, other: Gender) -> Gender {
        if self == Gender::Unstated { other } else { self }
    }

    /// Whether one person can have both.
    pub(crate) fn agrees(self, other: Gender) -> bool {
        self == Gender::Unstated || other == Gender::Unstated || self == other
    }
}
