//! Descriptions that mean somebody or something named in the article: *the minister*, *the Iranian security official*,
//! *the ministry*. Of several people the one mentioned last is meant; an
//! organization only where exactly one fits.

use super::ages::Ages;
use super::builder::{EntityBuilder, PartialEntityId};
use super::describable::Describable;
use super::description_index::DescriptionIndex;
use super::protagonists::{Here, Named, Protagonists};
use super::roles::Roles;
use crate::entities::entity::MentionForm;
use crate::entities::facts::at::At;
use crate::entities::facts::definite::{Definite, Noun, Phrase};
use crate::entities::facts::person_mention::MentionContext;
use crate::entities::facts::sentence::SentenceFacts;
use crate::entities::symbols::interner::{Interner, Symbol};
use crate::names::NameKind;
use crate::prose::{Text, TokenIndex, TokenOffset, TokenRange};

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
    at: TokenOffset,
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
        let speaks = definite.context.speaks && !is_persons && !definite.tells_me;
        if !speaks && !definite.words.iter().any(|word| word.age.is_some() || index.may_mean(*word, words)) {
            return None;
        }
        let phrase = definite.phrase(|behind| named(at + 1 + behind as u32))?;
        // *Lopez, the minister of trade*: it says what Lopez is.
        let is_role = || index.role_tokens.contains(&(at + 1 + phrase.before.len() as u32));
        let may_mean = || phrase.age().is_some() || index.may_mean(phrase.noun, words);
        if !speaks && !may_mean() || is_role() {
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
            description(base + *at, definite)
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
    let last = vec![TokenIndex::FIRST; builder.len()];
    let mut known =
        Describable { text, sentences, builder, roles, words, index, last, ages: Ages::read(text, sentences, builder) };
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
            let here = Here { at, paragraph: sentence.paragraph };
            let entity = match phrase.noun.noun {
                Some(Noun::Title | Noun::Role) => {
                    let known_by = known.person(&phrase, at);
                    let known_by = known_by.or_else(|| known.by_age(&phrase, at));
                    match known_by {
                        None if speaks => {
                            let speaker = known
                                .only_bearer(&phrase, at)
                                .or_else(|| protagonists.described_before(&known, &phrase))
                                .or_else(|| protagonists.latest(&known, &phrase, here));
                            protagonists.described.extend(speaker.map(|speaker| (phrase.wording(), speaker)));
                            speaker
                        }
                        known_by => known_by,
                    }
                }
                Some(Noun::Organization) if is_plain => known.organization(phrase.noun, phrase.before, at),
                Some(Noun::Organization | Noun::Plural) | None => None,
            };
            let Some(entity) = entity else { continue };
            let form =
                if phrase.noun.noun == Some(Noun::Title) { MentionForm::Title } else { MentionForm::Description };
            // What is named in the description keeps its tokens.
            let open = if !has_owner && phrase.free == 0 { at } else { at + 1 + phrase.free as u32 };
            let tokens = open..at + 2 + phrase.before.len() as u32;
            known.last[entity.index()] = at;
            if builder[entity].kind == NameKind::Person {
                protagonists.see(Named { start: at, id: entity, context: Some(context) });
            }
            found.push(Description { tokens, entity, form });
        }
    }
    found
}
