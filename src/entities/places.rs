//! Joins the names of places: the same words, and the few that have several names.

use super::MentionForm;
use super::drafts::{DraftId, Drafts};
use super::fold::fold_onto;
use super::kinds::{self, Named};
use super::lists::SAME_PLACES;
use super::roster::Roster;
use super::words::{ByWord, WordId, Words};
use crate::language::{self, Classes};
use crate::names::NameKind;
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// What a place has one of, as a rule: its name and this noun name one place (*Velmora's international airport*).
const FACILITIES: &[&str] = &["airport", "seaport", "port", "harbor", "harbour", "stadium", "cathedral", "bazaar"];

/// A name as that of a place. Places in the text count from the sentence's first token.
#[derive(Debug)]
pub struct PlaceNote {
    /// The place, by its usual name.
    key: WordId,
    /// The facility that is named after it (*Velmora's international airport*).
    facility: Option<(TokenRange, WordId)>,
    /// Whether a body goes by the name (*the White House*).
    pub is_seat: bool,
}

impl PlaceNote {
    /// The note on the name at `tokens` (of the text) in a sentence that begins with the token `start`.
    pub fn new(text: &Text, start: TokenIndex, tokens: TokenRange, words: &mut Words) -> PlaceNote {
        let facility = facility_of(text, tokens.clone());
        PlaceNote {
            facility: facility.map(|whole| (whole.start - start..whole.end - start, key_of(text, whole, words))),
            is_seat: kinds::is_seat(text, tokens.clone()),
            key: key_of(text, tokens, words),
        }
    }
}

/// Joins the places of the article, those that own a body or a facility (*Denmark's Fisheries Board*) among them.
pub fn join(text: &Text, names: &[Named<'_>], roster: &mut Roster, drafts: &mut Drafts) {
    let mut known: ByWord<Option<DraftId>> = ByWord::new(&roster.words);
    for name in names {
        let start = name.sentence_start(text);
        let moved = |tokens: &TokenRange| tokens.start + start..tokens.end + start;
        let mut draft_of =
            |key, drafts: &mut Drafts| *known.entry(key).get_or_insert_with(|| drafts.add(NameKind::Place));
        let (tokens, key) = match name.kind {
            NameKind::Place => {
                let note = name.note.as_place(text, start, roster);
                if let Some((whole, key)) = &note.facility {
                    let draft = draft_of(*key, drafts);
                    drafts.mention(text, draft, moved(whole), MentionForm::Name, 0.9);
                }
                (name.tokens.clone(), note.key)
            }
            NameKind::Organization => match &name.note.as_body(text, start, roster).owner {
                Some((owner, key)) => (moved(owner), *key),
                None => continue,
            },
            NameKind::Person => continue,
        };
        let draft = draft_of(key, drafts);
        if drafts.is_free(tokens.clone()) {
            drafts.mention(text, draft, tokens, MentionForm::Name, 1.0);
        } else {
            drafts.mention_inside(text, draft, tokens, MentionForm::Name);
        }
    }
}

/// The place that a name names, by its usual name: its words without a possessive and a leading article.
pub fn key_of(text: &Text, tokens: TokenRange, words: &mut Words) -> WordId {
    let mut key = String::new();
    let own = tokens.filter(|index| text.token(*index).kind != TokenKind::Possessive);
    for (count, index) in own.enumerate() {
        if count > 0 {
            key.push(' ');
        }
        fold_onto(&mut key, text.word(index));
    }
    key.retain(|letter| letter != '.');
    words.of(usual_name(key.trim_start_matches("the ")))
}

/// The country or city to which a body belongs by its name: *Denmark's* in *Denmark's Fisheries Board*.
pub fn owner_of_body(text: &Text, name: TokenRange) -> Option<TokenRange> {
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
fn usual_name(key: &str) -> &str {
    let found = SAME_PLACES.binary_search_by_key(&key, |(name, _)| name).ok();
    found.map_or(key, |at| SAME_PLACES[at].1)
}
