//! Relative pronouns right behind the name that they mean: *Maria Lopez, who …*, *Denmark, which …*.

use super::drafts::{DraftId, Drafts};
use super::notes::Spotted;
use crate::names::NameKind;
use crate::prose::{Text, TokenIndex, TokenKind};

/// Whether a relative pronoun stands at `at`, behind a capitalized word and a comma of its sentence, and whether it is
/// that of a person.
pub fn at(text: &Text, at: TokenIndex, sentence_start: TokenIndex) -> Option<bool> {
    if at < sentence_start + 2 || text.token(at - 1).kind != TokenKind::Comma {
        return None;
    }
    let of_person = match text.word(at) {
        "who" => true,
        "which" => false,
        _ => return None,
    };
    text.token(at - 2).is_capitalized().then_some(of_person)
}

/// Whom *who* and *which* behind a name and a comma mean: the person, body or place that is named there by `meant`.
pub fn find(
    relatives: &[Spotted<bool>],
    drafts: &Drafts,
    meant: impl Fn(TokenIndex) -> Option<DraftId>,
) -> Vec<(TokenIndex, DraftId)> {
    let means = |&Spotted { at, what: of_person }: &Spotted<bool>| {
        let id = meant(at - 2).filter(|_| drafts.owner(at).is_none())?;
        ((drafts.all[id].kind == NameKind::Person) == of_person).then_some((at, id))
    };
    relatives.iter().filter_map(means).collect()
}
