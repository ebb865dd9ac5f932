//! Joins the names of places: the same words, and the few that have several names.

use super::builder::{EntityBuilder, PartialEntityId, PartialMention};
use super::kinds::Named;
use crate::entities::entity::MentionForm;
use crate::entities::facts::name_form::NameForms;
use crate::entities::symbols::interner::{BySymbol, Interner};
use crate::names::NameKind;

/// Joins the places of the article, those that own a body or a facility (*Denmark's Fisheries Board*) among them.
pub fn join(names: &[Named<'_>], name_forms: &NameForms, words: &Interner, builder: &mut EntityBuilder) {
    let mut known: BySymbol<Option<PartialEntityId>> = BySymbol::new(words);
    let mut entity_of = |key, builder: &mut EntityBuilder| match *known.entry(key) {
        Some(id) => id,
        None => *known.entry(key).insert(builder.add(NameKind::Place)),
    };
    for name in names {
        let start = name.tokens.start;
        let (tokens, key) = match name.kind {
            NameKind::Place => {
                if let Some((end, key)) = name.fact.facility {
                    let entity = entity_of(key, builder);
                    builder.mention(entity, PartialMention::new(start..name.base + end, MentionForm::Name, 0.9));
                }
                let Some(place) = name_forms.place(name.fact.name_form) else { continue };
                (name.tokens.clone(), place.key)
            }
            NameKind::Organization => {
                let body = name_forms.organization(name.fact.name_form);
                match body.and_then(|body| body.owner.as_ref()) {
                    Some((owner, key)) => (start + owner.start..start + owner.end, *key),
                    None => continue,
                }
            }
            NameKind::Person => continue,
        };
        let entity = entity_of(key, builder);
        if builder.is_free(tokens.clone()) {
            builder.mention(entity, PartialMention::new(tokens, MentionForm::Name, 1.0));
        } else {
            builder.mention_inside(entity, PartialMention::new(tokens, MentionForm::Name, 0.9));
        }
    }
}
