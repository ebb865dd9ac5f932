//! Relative pronouns right behind the name that they mean: *Maria Lopez, who …*, *Denmark, which …*.

use super::MentionForm;
use super::drafts::Drafts;
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

/// Gives *who* and *which* behind a name and a comma to the person, body or place that is named.
pub fn find(text: &Text, relatives: &[Spotted<bool>], drafts: &mut Drafts) {
    for &Spotted { at, what: of_person } in relatives {
        let Some(id) = drafts.owner(at - 2) else { continue };
        if (drafts.all[id].kind == NameKind::Person) == of_person {
            drafts.mention(text, id, at..at + 1, MentionForm::Pronoun, 0.85);
        }
    }
}
