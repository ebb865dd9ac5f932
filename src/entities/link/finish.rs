//! Makes the entities of the article of those in the making.

use super::builder::{EntityBuilder, PartialEntity, PartialEntityId, PartialMention};
use super::display_name::DisplayName;
use super::roles::{Roles, is_relation};
use crate::entities::entity::{Entity, EntityId, Gender, Mention, Role};
use crate::prose::{Text, TokenRange};
use crate::text::ProseSpan;

/// Makes entities in order of first mention. `added` are mentions that name nobody, and `stated` genders that pronouns
/// state. Who is not mentioned is left out; `written` gives the text of an acronym.
pub(crate) fn finish<'w>(
    text: &Text,
    builder: &EntityBuilder,
    roles: &[Roles],
    added: Vec<(PartialEntityId, PartialMention)>,
    stated: Vec<(PartialEntityId, Gender)>,
    written: impl Fn(&PartialEntity) -> Option<&'w str>,
) -> Vec<Entity> {
    let mut mentions: Vec<Vec<PartialMention>> =
        builder.entities().map(|(_, entity)| entity.mentions.clone()).collect();
    added.into_iter().for_each(|(id, mention)| mentions[id.index()].push(mention));
    mentions.iter_mut().for_each(|mentions| mentions.sort_by_key(|mention| mention.tokens.start));
    let mut gender: Vec<Gender> = builder.entities().map(|(_, entity)| entity.stated).collect();
    stated.into_iter().for_each(|(id, stated)| gender[id.index()] = gender[id.index()].or(stated));
    let first = |id: &PartialEntityId| mentions[id.index()].first().map(|mention| mention.tokens.start);
    let mut order: Vec<PartialEntityId> = builder.entities().map(|(id, _)| id).collect();
    order.retain(|id| first(id).is_some());
    order.sort_by_key(|id| first(id));
    let mut number = vec![None; builder.len()];
    for (index, id) in (0..).zip(&order) {
        number[id.index()] = Some(EntityId(index));
    }
    let mut finished = Vec::with_capacity(order.len());
    for (index, id) in (0..).zip(order) {
        let entity = &builder[id];
        let mentions: Vec<Mention> = mentions[id.index()]
            .drain(..)
            .map(|mention| {
                let rival = mention.rival.and_then(|rival| number[rival.index()]);
                mention_of(text, mention, rival)
            })
            .collect();
        let DisplayName { name, aliases, variants } = DisplayName::of(text, entity, &mentions);
        let roles = &roles[id.index()];
        let mut in_order: Vec<&(TokenRange, String)> = roles.all.iter().collect();
        // What only says beside whom somebody stands comes behind what else is known.
        in_order.sort_by_key(|(tokens, _)| (is_relation(text, tokens), tokens.start, tokens.end));
        let role = |(tokens, words): &(TokenRange, String)| Role {
            text: words.clone(),
            span: text.span(tokens.clone()),
            tokens: tokens.clone(),
        };
        finished.push(Entity {
            id: EntityId(index),
            kind: entity.kind,
            name,
            aliases,
            variants,
            acronym: written(entity).map(str::to_owned),
            roles: in_order.into_iter().map(role).collect(),
            affiliation: roles.affiliation.clone(),
            gender: gender[id.index()],
            mentions,
        });
    }
    finished
}

fn mention_of(text: &Text, mention: PartialMention, rival: Option<EntityId>) -> Mention {
    let PartialMention { tokens, form, confidence, inside, length_in_word, .. } = mention;
    let span = text.span(tokens.clone());
    let span = length_in_word.map_or(span, |length| ProseSpan::new(span.start, span.start + length));
    Mention { tokens, span, form, confidence, rival, inside }
}
