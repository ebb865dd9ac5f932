//! Relative pronouns right behind the name that they mean: *Maria Lopez, who …*, *Denmark, which …*.

use super::MentionForm;
use super::drafts::Drafts;
use crate::names::NameKind;
use crate::prose::{Text, TokenKind};

/// Gives *who* and *which* behind a name and a comma to the person, body or place that is named.
pub fn find(text: &Text, drafts: &mut Drafts) {
    for sentence in text.sentences() {
        for at in sentence.tokens.start + 2..sentence.tokens.end {
            if text.token(at - 1).kind != TokenKind::Comma {
                continue;
            }
            let is_person = match text.word(at) {
                "who" => true,
                "which" => false,
                _ => continue,
            };
            let Some(id) = drafts.owner(at - 2).filter(|_| text.token(at - 2).is_capitalized()) else { continue };
            if (drafts.all[id].kind == NameKind::Person) == is_person {
                drafts.mention(text, id, at..at + 1, MentionForm::Pronoun, 0.85);
            }
        }
    }
}
