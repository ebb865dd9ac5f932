//! Joins the names of places: the same words, and the few that have several names.

use std::collections::HashMap;

use super::MentionForm;
use super::drafts::{DraftId, Drafts};
use super::fold::fold;
use super::lists::SAME_PLACES;
use crate::names::{Name, NameKind};
use crate::prose::{Text, TokenKind};

/// Joins the places of the article.
pub fn join(text: &Text, names: &[Name], drafts: &mut Drafts) {
    let mut known: HashMap<String, DraftId> = HashMap::new();
    for name in names.iter().filter(|name| name.kind == NameKind::Place) {
        let words = name.tokens.clone().filter(|index| text.token(*index).kind != TokenKind::Possessive);
        let words: Vec<String> = words.map(|index| fold(text.word(index)).replace('.', "")).collect();
        let key = usual_name(words.join(" ").trim_start_matches("the "));
        let draft = *known.entry(key).or_insert_with(|| drafts.add(NameKind::Place));
        drafts.mention(text, draft, name.tokens.clone(), MentionForm::Name, 1.0);
    }
}

/// The first of the names of a place that has several.
fn usual_name(key: &str) -> String {
    let found = SAME_PLACES.binary_search_by_key(&key, |(name, _)| name).ok();
    found.map_or(key, |at| SAME_PLACES[at].1).to_owned()
}
