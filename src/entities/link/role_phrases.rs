//! The roles beside the names of somebody, by mention: what was read at one stays while nothing near it is edited.

use rustc_hash::FxHashMap;

use super::builder::{EntityBuilder, PartialEntityId};
use crate::entities::grammar::role_parts::RolePhrase;
use crate::entities::grammar::role_phrase;
use crate::names::NameKind;
use crate::prose::{EachToken, Text, TokenIndex, TokenRange};
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
    pub fn read(text: &Text, builder: &EntityBuilder, id: PartialEntityId, known: &mut KnownRoles) -> RolePhrases {
        RolePhrases::default().read_where(text, builder, id, &(TokenIndex::FIRST..TokenIndex::MAX), known)
    }

    /// The same after an edit of some tokens that left everybody who they were.
    pub fn read_again(self, text: &Text, builder: &EntityBuilder, id: PartialEntityId, edited: &TokenRange) -> Self {
        self.read_where(text, builder, id, edited, &mut KnownRoles::default())
    }

    fn read_where(
        self,
        text: &Text,
        builder: &EntityBuilder,
        id: PartialEntityId,
        edited: &TokenRange,
        beside: &mut KnownRoles,
    ) -> Self {
        let mut now = RolePhrases::default();
        if builder[id].kind != NameKind::Person {
            return now;
        }
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
            let found = beside.take(&tokens).unwrap_or_else(|| {
                let sentence = &text.sentences()[text.sentence_of(tokens.start)].tokens;
                let named = |at: TokenIndex| if sentence.contains(&at) { builder.kind_at(at) } else { None };
                role_phrase::beside(text, named, tokens, sentence.clone())
            });
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

/// What was read beside names before an edit, where the same would be read now: in sentences with the same words in which
/// the same tokens name the same kinds of things.
#[derive(Debug, Default)]
pub(crate) struct KnownRoles(FxHashMap<TokenRange, Vec<RolePhrase>>);

impl KnownRoles {
    /// Keeps what holds of these roles, which were read with the entities `before`; both have followed the edit of some
    /// tokens.
    pub fn of(
        text: &Text,
        before: &EntityBuilder,
        phrases: Vec<RolePhrases>,
        now: &EntityBuilder,
        edited: &TokenRange,
    ) -> KnownRoles {
        let is_same = |sentence: &TokenRange| {
            !edited.contains(&sentence.start) && sentence.each().all(|at| before.kind_at(at) == now.kind_at(at))
        };
        let same: Vec<bool> = text.sentences().iter().map(|sentence| is_same(&sentence.tokens)).collect();
        let mut known = KnownRoles::default();
        for ((_, entity), RolePhrases { all, seen }) in before.entities().zip(phrases) {
            let mut all = all.into_iter().peekable();
            let mentions = entity.mentions.iter().enumerate().take(seen);
            for (index, mention) in mentions.filter(|(_, mention)| mention.may_have_role) {
                let found = std::iter::from_fn(|| all.next_if(|(other, _)| *other == index));
                let found = found.map(|(_, role)| role).collect();
                if same.get(text.sentence_of(mention.tokens.start)) == Some(&true) {
                    known.0.insert(mention.tokens.clone(), found);
                }
            }
        }
        known
    }

    fn take(&mut self, name: &TokenRange) -> Option<Vec<RolePhrase>> {
        self.0.remove(name)
    }
}
