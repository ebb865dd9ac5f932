//! Joins names to entities: the same full name, or the surname of somebody named in full before.

use std::collections::HashMap;

use super::{Entity, EntityId, Gender, Mention, MentionForm};
use crate::names::{Name, NameKind};
use crate::prose::Text;
use crate::quotations::Quotations;

/// One entity for each name; a person's surname joins the last person who bears it.
pub fn join(text: &Text, _quotations: &Quotations, names: &[Name]) -> Vec<Entity> {
    let mut entities: Vec<Entity> = Vec::new();
    let mut known: HashMap<(NameKind, String), usize> = HashMap::new();
    for name in names {
        let words = text.slice(name.tokens.clone());
        let found = known.get(&(name.kind, words.to_lowercase())).copied();
        let index = found.unwrap_or_else(|| {
            entities.push(Entity {
                id: EntityId(entities.len() as u32),
                kind: name.kind,
                name: words.to_owned(),
                aliases: Vec::new(),
                variants: Vec::new(),
                acronym: None,
                roles: Vec::new(),
                affiliation: None,
                gender: Gender::Unstated,
                mentions: Vec::new(),
            });
            entities.len() - 1
        });
        known.insert((name.kind, words.to_lowercase()), index);
        let mut form = MentionForm::Name;
        if name.kind == NameKind::Person {
            let surname = text.word(name.tokens.end - 1);
            if name.tokens.len() == 1 && entities[index].name != words {
                form = MentionForm::Surname;
            } else {
                known.insert((name.kind, surname.to_lowercase()), index);
            }
        }
        let entity = &mut entities[index];
        if entity.name != words && !entity.aliases.iter().any(|alias| alias == words) {
            entity.aliases.push(words.to_owned());
        }
        entity.mentions.push(Mention {
            tokens: name.tokens.clone(),
            span: text.span(name.tokens.clone()),
            form,
            confidence: 1.0,
            rival: None,
        });
    }
    entities
}
