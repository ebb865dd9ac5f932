//! Names to complete what is being typed.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::Article;
use crate::entities::symbols::normalize::normalize;
use crate::entities::{Entity, EntityId, MentionForm};
use crate::names::NameKind;
use crate::people::People;
use crate::text::SourceSpan;

/// A name that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Whose it is; nothing for somebody whom only the newsroom's lists have.
    pub entity: Option<EntityId>,
    /// The name as the list shows it.
    pub name: String,
    /// What is written in place of what was typed.
    pub text: String,
    /// What of the name the typed letters begin.
    pub matches: String,
    /// What is replaced, in bytes of the source.
    pub span: SourceSpan,
    /// What the article says of a person, or the list.
    pub role: Option<String>,
    /// What is named.
    pub kind: NameKind,
}

/// Names to offer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offers {
    /// The likeliest first.
    pub all: Vec<Offer>,
    /// Whether the newsroom's lists have more that fit.
    pub are_more: bool,
}

/// So many names of the newsroom's lists are offered.
const MOST_LISTED: usize = 50;
/// So many of them are looked at for it.
const MOST_LOOKED_AT: usize = 5_000;

/// The names that what was typed before a byte of the source may become, the likeliest first: people by their full name where
/// they have not been named before, else by their family name first; then organizations and places, then the people on the
/// newsroom's lists. `source` is the text of the article. Empty in a word that begins with a small letter: nobody's name is
/// being typed.
pub fn at(article: &Article, source: &str, offset: u32) -> Offers {
    let Some(typed) = Typed::at(source, offset) else { return Offers::default() };
    let mut offers: Vec<(u8, Offer)> = Vec::new();
    for entity in article.entities().all() {
        let near = mentions_near(article, entity, typed.span);
        // What is just being typed is no name that is known.
        if !near.is_known {
            continue;
        }
        let rank = match entity.kind {
            NameKind::Person => 0,
            NameKind::Organization => 2,
            NameKind::Place => 4,
        };
        let surname = near.surname.filter(|surname| near.is_introduced && *surname != entity.name);
        offers.extend(surname.and_then(|name| Some((rank, typed.offer(entity, name)?))));
        offers.extend(typed.offer(entity, &entity.name).map(|offer| (rank + u8::from(near.is_introduced), offer)));
    }
    offers.sort_by_key(|(rank, _)| *rank);
    let mut offers = Offers { all: offers.into_iter().map(|(_, offer)| offer).collect(), are_more: false };
    typed.offer_listed(article.people(), &mut offers);
    offers
}

/// The word before a byte, as far as it is typed.
fn typed(source: &str, offset: usize) -> Range<usize> {
    let before = source.get(..offset).unwrap_or_default();
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '\u{300}'..='\u{36F}');
    let word = before.trim_end_matches(is_of_name);
    // A mark is no part of the word that it opens.
    let start = before.len() - before.get(word.len()..).unwrap_or_default().trim_start_matches(['-', '\'', '’']).len();
    start..before.len()
}

/// How an entity is mentioned around a place.
struct Near<'a> {
    /// Somewhere else than in the place itself.
    is_known: bool,
    /// By name before the place.
    is_introduced: bool,
    /// The family name as the article uses it alone, or would.
    surname: Option<&'a str>,
}

fn mentions_near<'a>(article: &'a Article, entity: &'a Entity, place: SourceSpan) -> Near<'a> {
    let text = article.prose().text();
    let named = entity.mentions.iter().filter(|mention| mention.form.is_named());
    let elsewhere = named.filter(|mention| {
        let span = article.prose().to_source(mention.span);
        span.end < place.start || span.start > place.end
    });
    let mut near = Near { is_known: false, is_introduced: false, surname: None };
    for mention in elsewhere {
        near.is_known = true;
        near.is_introduced |= article.prose().to_source(mention.span).end <= place.start;
        if mention.form == MentionForm::Surname {
            near.surname = near.surname.or(Some(mention.span.slice(text)));
        }
    }
    if entity.kind == NameKind::Person {
        near.surname = near.surname.or(entity.name.split_whitespace().next_back());
    } else {
        near.surname = entity.acronym.as_deref();
    }
    near
}

/// What has been typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed<'s> {
    /// The letters of the word at the caret.
    pub written: &'s str,
    /// The same, normalized.
    prefix: String,
    /// All that stands before them.
    before: &'s str,
    /// Where they stand, in bytes of the source.
    pub span: SourceSpan,
}

impl<'s> Typed<'s> {
    /// What has been typed before a byte of the source, if it may become a name.
    pub fn at(source: &'s str, offset: u32) -> Option<Typed<'s>> {
        let place = typed(source, offset as usize);
        let written = source.get(place.clone())?;
        if written.starts_with(|first: char| !first.is_uppercase()) {
            return None;
        }
        let before = source.get(..place.start).unwrap_or_default();
        let span = SourceSpan::new(place.start as u32, place.end as u32);
        Some(Typed { written, prefix: normalize(written), before, span })
    }

    /// A name of an entity, if one of its words begins as what was typed.
    fn offer(&self, entity: &Entity, name: &str) -> Option<Offer> {
        let role = entity.roles.first().map(|role| role.text.clone());
        Some(Offer { entity: Some(entity.id), role, kind: entity.kind, ..self.complete(name)? })
    }

    /// Offers people on the newsroom's lists: first those who fit the word before, too.
    fn offer_listed(&self, people: &People, offers: &mut Offers) {
        if people.is_empty() || self.prefix.is_empty() {
            return;
        }
        let before = self.before.split_whitespace().next_back().filter(|word| word.starts_with(char::is_uppercase));
        let both = before.map(|word| format!("{word} {}", self.written));
        let mut known: FxHashSet<String> = offers.all.iter().map(|offer| normalize(&offer.name)).collect();
        let (mut room, mut left) = (MOST_LISTED, MOST_LOOKED_AT);
        for start in both.as_deref().into_iter().chain([self.written]) {
            people.beginning_with(start, |listed| {
                left = left.saturating_sub(1);
                offers.are_more |= left == 0;
                let Some(offer) = self.complete(listed.spelling) else { return left > 0 };
                if !known.insert(normalize(listed.spelling)) {
                    return left > 0;
                }
                if room == 0 {
                    offers.are_more = true;
                    return false;
                }
                room -= 1;
                offers.all.push(Offer { role: listed.person.position(), ..offer });
                left > 0
            });
        }
    }

    fn complete(&self, name: &str) -> Option<Offer> {
        let (matches, text) = self.completed(name)?;
        Some(Offer {
            entity: None,
            name: name.to_owned(),
            text,
            matches,
            span: self.span,
            role: None,
            kind: NameKind::Person,
        })
    }

    /// What of a name the typed letters begin, and what is written in their place; `None` if they begin no word of it. Words
    /// of it that stand there already are not written again.
    pub fn completed(&self, name: &str) -> Option<(String, String)> {
        let words: Vec<&str> = name.split_whitespace().collect();
        let first = (0..words.len()).find(|&index| normalize(words[index]).starts_with(&self.prefix))?;
        let matches = words.get(first..)?.join(" ");
        let in_front: Vec<String> = words.iter().take(first).map(|word| normalize(word)).collect();
        let typed: Vec<String> = self.before.split_whitespace().rev().take(first).map(normalize).collect();
        let stand_there = typed.iter().rev().eq(in_front.iter());
        let text = if stand_there { matches.clone() } else { name.to_owned() };
        (text != self.written).then_some((matches, text))
    }
}
