//! How old the people of an article are.

use rustc_hash::FxHashMap;

use super::builder::{EntityBuilder, PartialEntityId};
use super::description_index::People;
use crate::entities::facts::at::At;
use crate::entities::facts::sentence::SentenceFacts;
use crate::prose::Text;

/// How old the people of an article are, as far as an age stands behind a name of theirs.
pub(super) struct Ages {
    pub of: FxHashMap<PartialEntityId, u8>,
    /// Everybody of an age, by where they are first named.
    pub by_age: FxHashMap<u8, People>,
}

impl Ages {
    pub fn read(text: &Text, sentences: &[SentenceFacts], builder: &EntityBuilder) -> Ages {
        let mut ages = Ages { of: FxHashMap::default(), by_age: FxHashMap::default() };
        for (facts, sentence) in sentences.iter().zip(text.sentences()) {
            for At { at, what: age } in &facts.discourse.ages {
                let at = sentence.tokens.start + *at;
                let Some(person) = builder.named_entity_at(at) else { continue };
                if ages.of.insert(person, *age) != Some(*age) {
                    ages.by_age.entry(*age).or_default().push((at, person));
                }
            }
        }
        ages
    }
}
