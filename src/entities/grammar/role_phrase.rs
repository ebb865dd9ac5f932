//! The noun phrases beside a name that say what its bearer is: *the centre's director, Maria Lopez*, *Lopez, secretary of
//! the council*.

use super::role_head::NamedAt;
use super::role_parts::RolePhrase;
use super::{role_before, role_behind, role_held};
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// Whether a role may stand beside a name, whoever else is named around it.
pub fn may_have_role(text: &Text, name: TokenRange) -> bool {
    let nobody = |_: TokenIndex| None;
    let sentence = text.sentences()[text.sentence_of(name.start)].tokens.clone();
    let is_bracketed = name.end < sentence.end && text.token(name.end).kind == TokenKind::Open;
    is_bracketed
        || role_held::preposition(text, &name, &sentence).is_some()
        || role_before::may_stand(text, &name, &sentence)
        || behind(text, nobody, &name, &sentence).next().is_some()
}

/// The roles beside a name in its sentence.
pub fn beside(text: &Text, named: impl NamedAt, name: TokenRange, sentence: TokenRange) -> Vec<RolePhrase> {
    let mut found = role_before::roles(text, named, &name, &sentence);
    found.extend(behind(text, named, &name, &sentence));
    found
}

fn behind<'t>(
    text: &'t Text,
    named: impl NamedAt + 't,
    name: &'t TokenRange,
    sentence: &'t TokenRange,
) -> impl Iterator<Item = RolePhrase> + 't {
    let read = [role_held::put_in_office, role_held::held, role_held::belongs, role_behind::role];
    read.into_iter().filter_map(move |read| read(text, named, name, sentence))
}
