//! The roles beside the names of somebody, by mention: what was read at one stays while nothing near it is edited.

use super::builder::{EntityBuilder, PartialEntityId};
use crate::entities::grammar::role_parts::RolePhrase;
use crate::entities::grammar::role_phrase;
use crate::names::NameKind;
use crate::prose::{Text, TokenIndex, TokenRange};
use crate::text::Splice;

/// How many different roles a person keeps, the first ones.
pub const KEPT: usize = 12;
/// Beside how many names of one person roles are looked for.
const READ: usize = 400;

/// The roles beside the names of one person.
#[derive(Debug, Default)]
pub(crate) struct RolePhrases {
    /// Each with the index of its mention, in order of these.
    all: Vec<(usize, RolePhrase)>,
    /// How many mentions were looked at.
    seen: usize,
}

impl RolePhrases {
    /// Reads those of a person; of others there are none.
    pub fn read(text: &Text, builder: &EntityBuilder, id: PartialEntityId) -> RolePhrases {
        RolePhrases::default().read_again(text, builder, id, &(TokenIndex::FIRST..TokenIndex::MAX))
    }

    /// The same after an edit of some tokens that left everybody who they were.
    pub fn read_again(self, text: &Text, builder: &EntityBuilder, id: PartialEntityId, edited: &TokenRange) -> Self {
        let mut now = RolePhrases::default();
        if builder[id].kind != NameKind::Person {
            return now;
        }
        let named = |at: TokenIndex| builder.named_entity_at(at).map(|id| builder[id].kind);
        let mentions = builder[id].mentions.iter().enumerate().filter(|(_, mention)| mention.may_have_role);
        let mut known = self.all.into_iter().peekable();
        for (index, mention) in mentions.take(READ) {
            if now.all.len() >= KEPT {
                break;
            }
            now.seen = index + 1;
            while known.next_if(|(other, _)| *other < index).is_some() {}
            let tokens = mention.tokens.clone();
            if index < self.seen && !edited.contains(&tokens.start) {
                now.all.extend(std::iter::from_fn(|| known.next_if(|(other, _)| *other == index)));
                continue;
            }
            let sentence = text.sentences()[text.sentence_of(tokens.start)].tokens.clone();
            let found = role_phrase::beside(text, named, tokens, sentence);
            now.all.extend(found.into_iter().map(|role| (index, role)));
        }
        now
    }

    /// All of them, by place.
    pub fn in_order(&self) -> Vec<&RolePhrase> {
        let mut all: Vec<&RolePhrase> = self.all.iter().map(|(_, role)| role).collect();
        all.sort_by_key(|role| role.tokens.start);
        all
    }

    /// Moves them to where they stand after an edit, which replaced these tokens.
    pub fn follow(&mut self, tokens: Splice<TokenIndex>) {
        for (_, role) in &mut self.all {
            role.tokens = tokens.range_now(&role.tokens);
            role.owner = role.owner.as_ref().map(|owner| tokens.range_now(owner));
        }
    }
}
