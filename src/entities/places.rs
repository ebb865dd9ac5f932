//! Joins the names of places: the same words, and the few that have several names.

use super::MentionForm;
use super::drafts::{DraftId, Drafts};
use super::fold::fold_onto;
use super::lists::SAME_PLACES;
use super::quick::Map;
use crate::language::{self, Classes};
use crate::names::{Name, NameKind};
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// What a place has one of, as a rule: its name and this noun name one place (*Velmora's international airport*).
const FACILITIES: &[&str] = &["airport", "seaport", "port", "harbor", "harbour", "stadium", "cathedral", "bazaar"];

/// Joins the places of the article, those that own a body or a facility (*Denmark's Fisheries Board*) among them.
pub fn join(text: &Text, names: &[Name], drafts: &mut Drafts) {
    let mut known: Map<String, DraftId> = Map::default();
    for name in names {
        let tokens = match name.kind {
            NameKind::Place => name.tokens.clone(),
            NameKind::Organization => match owner_of_body(text, name.tokens.clone()) {
                Some(owner) => owner,
                None => continue,
            },
            NameKind::Person => continue,
        };
        let mut draft_of = |tokens: TokenRange, drafts: &mut Drafts| {
            let key = usual_name(key_of(text, tokens));
            *known.entry(key).or_insert_with(|| drafts.add(NameKind::Place))
        };
        let facility = facility_of(text, tokens.clone()).filter(|_| name.kind == NameKind::Place);
        if let Some(whole) = facility {
            let draft = draft_of(whole.clone(), drafts);
            drafts.mention(text, draft, whole, MentionForm::Name, 0.9);
        }
        let draft = draft_of(tokens.clone(), drafts);
        if drafts.is_free(tokens.clone()) {
            drafts.mention(text, draft, tokens, MentionForm::Name, 1.0);
        } else {
            drafts.mention_inside(text, draft, tokens, MentionForm::Name);
        }
    }
}

/// The words of a name as they are compared, without a possessive and a leading article.
fn key_of(text: &Text, tokens: TokenRange) -> String {
    let mut key = String::new();
    let words = tokens.filter(|index| text.token(*index).kind != TokenKind::Possessive);
    for (count, index) in words.enumerate() {
        if count > 0 {
            key.push(' ');
        }
        fold_onto(&mut key, text.word(index));
    }
    key.retain(|letter| letter != '.');
    let article = key.len() - key.trim_start_matches("the ").len();
    key.drain(..article);
    key
}

/// The country or city to which a body belongs by its name: *Denmark's* in *Denmark's Fisheries Board*.
fn owner_of_body(text: &Text, name: TokenRange) -> Option<TokenRange> {
    let possessive = name.clone().find(|index| text.token(*index).kind == TokenKind::Possessive)?;
    let owner = name.start..possessive;
    let place = Classes::COUNTRY | Classes::PLACE;
    let is_place = match owner.len() {
        0 => false,
        1 => text.token(owner.start).is(place),
        _ => language::phrase(text.slice(owner.clone())).is_some_and(|word| word.classes.any(place)),
    };
    is_place.then_some(owner)
}

/// *Velmora's international airport* around the name of a place.
fn facility_of(text: &Text, name: TokenRange) -> Option<TokenRange> {
    let kind = |index: TokenIndex| text.tokens().get(index as usize).map(|token| token.kind);
    if kind(name.end)? != TokenKind::Possessive {
        return None;
    }
    let lower = (name.end + 1..name.end + 4).take_while(|index| kind(*index) == Some(TokenKind::Lower));
    let noun = lower.into_iter().find(|index| FACILITIES.contains(&text.word(*index)))?;
    Some(name.start..noun + 1)
}

/// The first of the names of a place that has several.
fn usual_name(key: String) -> String {
    let found = SAME_PLACES.binary_search_by_key(&key.as_str(), |(name, _)| name).ok();
    found.map_or(key, |at| SAME_PLACES[at].1.to_owned())
}
