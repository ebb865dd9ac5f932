//! Whom *who* and *which* mean right behind a name.

use super::builder::{EntityBuilder, PartialEntityId};
use crate::entities::facts::relative;
use crate::entities::facts::sentence::SentenceFacts;
use crate::names::NameKind;
use crate::prose::{Text, TokenIndex};

/// The relative pronouns of an article with whom they mean: the person, body or place that is mentioned there by
/// `entity_at`, or whose role is there by `bearer_at`. `is_taken` tells of each token whether it is part of another mention.
pub(crate) fn find(
    text: &Text,
    sentences: &[SentenceFacts],
    builder: &EntityBuilder,
    entity_at: impl Fn(TokenIndex) -> Option<PartialEntityId>,
    bearer_at: impl Fn(TokenIndex) -> Option<PartialEntityId>,
    is_taken: impl Fn(TokenIndex) -> bool,
) -> Vec<(TokenIndex, PartialEntityId)> {
    let mut found = Vec::new();
    for (facts, sentence) in sentences.iter().zip(text.sentences()) {
        for relative in &facts.discourse.relatives {
            let at = sentence.tokens.start + relative.at;
            let Some(before) = relative::antecedent(text, at).filter(|_| !is_taken(at)) else { continue };
            let fits = |id: &PartialEntityId| (builder[*id].kind == NameKind::Person) == relative.what;
            // *Lopez, head of the Port Authority, who …*
            let bearer = || bearer_at(before).filter(|_| relative.what);
            found.extend(entity_at(before).filter(fits).or_else(bearer).map(|id| (at, id)));
        }
    }
    found
}
