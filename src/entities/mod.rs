//! Who is who: the mentions of one person, organization or place joined to one entity.

mod descriptions;
mod drafts;
mod fold;
mod gender;
mod join;
mod kinds;
mod naming;
mod notes;
mod organizations;
mod people;
mod person_name;
mod places;
#[cfg(not(feature = "train"))]
mod pronouns;
#[cfg(feature = "train")]
pub mod pronouns;
mod quick;
mod relatives;
mod roles;
mod roster;
mod sight_notes;
mod sights;
mod signature;
mod syntax;
mod track;
mod variants;
mod wordings;
mod words;

/// Lists that the build script has sorted.
mod lists {
    include!(concat!(env!("OUT_DIR"), "/entities.rs"));
}

use std::hash::Hasher;

use naming::Before;
use notes::{Notes, Touched};
use quick::Quick;
use roster::Roster;
use wordings::Wordings;

use crate::names::{Name, NameKind};
use crate::prose::{Revision, Text, TokenIndex, TokenRange};
use crate::quotations::Quotations;
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
    /// Joins the names of a text to entities, and finds the titles, descriptions and pronouns that refer to them.
    pub fn find(text: &Text, quotations: &Quotations, names: &[Name]) -> Entities {
        Memory::default().find(text, quotations, names)
    }

    /// Takes over a finished list, whose entities are numbered in order and whose mentions do not overlap but for those
    /// that are inside another.
    fn from_list(all: Vec<Entity>) -> Entities {
        let outermost = || {
            all.iter().flat_map(|entity| {
                let mentions = (0..).zip(&entity.mentions).filter(|(_, mention)| !mention.inside);
                mentions.map(|(index, mention)| (mention.tokens.clone(), entity.id, index))
            })
        };
        // They do not overlap, so each has its first token for itself: cheaper than sorting them.
        let end = outermost().map(|(tokens, ..)| tokens.end as usize).max().unwrap_or(0);
        let mut by_token: Vec<u32> = vec![0; end];
        let mut found: Vec<(TokenRange, EntityId, u32)> = Vec::new();
        for mention in outermost() {
            by_token[mention.0.start as usize] = found.len() as u32 + 1;
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

/// What the entities room remembers of one text.
#[derive(Debug, Default)]
pub struct Memory {
    notes: Notes,
    wordings: Wordings,
    roster: Roster,
    /// A digest of the passages that pronouns were seen in or out of.
    passages: u64,
    /// How many words there were when all was noted.
    words: usize,
}

/// How many words more than the text had may be remembered before all is noted anew: typing leaves the beginnings of
/// words behind.
const WORDS_LEFT_BEHIND: usize = 1_000;

impl Memory {
    /// The same as [`Entities::find`].
    pub fn find(&mut self, text: &Text, quotations: &Quotations, names: &[Name]) -> Entities {
        self.passages = places_of(quotations);
        self.notes.revise(text, names, None, &mut self.wordings, &mut self.roster);
        let entities = Entities::from_list(join::join(text, quotations, self, Before::default()));
        self.words = self.roster.words.len();
        entities
    }

    /// The same after an edit: `before` are the entities of the text that was read last, and `revision` leads from it to
    /// `text`. Sentences in which nothing has changed are not read again; who is who is asked anew where anything has
    /// changed that it is read from.
    pub fn revise(
        &mut self,
        before: Entities,
        text: &Text,
        quotations: &Quotations,
        names: &[Name],
        revision: &Revision,
    ) -> Entities {
        if self.roster.words.len() > 2 * self.words + WORDS_LEFT_BEHIND {
            *self = Memory::default();
            return self.find(text, quotations, names);
        }
        let passages = std::mem::replace(&mut self.passages, places_of(quotations));
        let touched = self.notes.revise(text, names, Some(revision), &mut self.wordings, &mut self.roster);
        let stays = match touched {
            Touched::Nothing => true,
            Touched::Sentences(tokens) => !before.describe_in(tokens),
            Touched::Notes => false,
        };
        if stays && passages == self.passages && !before.are_written_in(revision) {
            return before.moved(text, revision);
        }
        Entities::from_list(join::join(text, quotations, self, Before::new(before, revision.tokens)))
    }
}

/// A digest of where passages begin and end.
fn places_of(quotations: &Quotations) -> u64 {
    let mut digest = Quick::default();
    for passage in &quotations.passages {
        digest.write_u64(u64::from(passage.first()) << 32 | u64::from(passage.end()));
        digest.write_u8(passage.depth);
    }
    digest.finish()
}

impl Entities {
    /// Whether anything is described in some sentences.
    fn describe_in(&self, tokens: TokenRange) -> bool {
        let first = self.by_place.partition_point(|(place, ..)| place.end <= tokens.start);
        let here = self.by_place[first..].iter().take_while(|(place, ..)| place.start < tokens.end);
        let mut mentions = here.filter_map(|(_, id, index)| self.get(*id)?.mentions.get(*index as usize));
        mentions.any(|mention| matches!(mention.form, MentionForm::Title | MentionForm::Description))
    }

    /// Whether words of a role were read again.
    fn are_written_in(&self, revision: &Revision) -> bool {
        let Splice { start, old_end, .. } = revision.text;
        let touches = |role: &Role| role.span.start <= old_end && start <= role.span.end;
        self.all.iter().any(|entity| entity.roles.iter().any(touches))
    }

    /// The same after an edit that left every token in its place, though not every byte.
    fn moved(mut self, text: &Text, revision: &Revision) -> Entities {
        let (bytes, tokens) = (revision.text, revision.tokens);
        for entity in &mut self.all {
            for role in entity.roles.iter_mut().filter(|role| role.span.start >= bytes.old_end) {
                role.span = bytes.moved_span(role.span);
            }
            for mention in entity.mentions.iter_mut().filter(|mention| mention.tokens.end > tokens.start) {
                mention.span = match mention.tokens.start {
                    start if start >= tokens.old_end => bytes.moved_span(mention.span),
                    // The first part of a word may be all of a mention.
                    start if mention.tokens.len() == 1 => {
                        let start = text.token(start).span.start;
                        ProseSpan::new(start, start + mention.span.len())
                    }
                    _ => text.span(mention.tokens.clone()),
                };
            }
        }
        self
    }
}
