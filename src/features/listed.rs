//! What the newsroom's own lists say of people.

use super::card::{Card, Part};
use crate::Article;
use crate::entities::Entity;
use crate::language::{self, Classes};
use crate::names::NameKind;
use crate::people::{Listed, People};

/// Of more people with one name, no more are shown.
const SHOWN: usize = 3;
/// A longer address is not shown.
const LONGEST_ADDRESS: usize = 500;

/// The entries for a person of an article: by the name, else by another spelling of it, else by another full name.
pub fn of<'a>(article: &'a Article, entity: &'a Entity) -> Vec<Listed<'a>> {
    let people = article.people();
    if people.is_empty() || entity.kind != NameKind::Person {
        return Vec::new();
    }
    let names = std::iter::once(&entity.name).chain(&entity.variants);
    let names = names.chain(entity.aliases.iter().filter(|alias| alias.contains(' ')));
    names.map(|name| people.named(name).collect::<Vec<_>>()).find(|found| !found.is_empty()).unwrap_or_default()
}

/// Whether a person could be put on a list: named in full, and not there.
pub fn may_be_added(article: &Article, entity: &Entity) -> bool {
    entity.kind == NameKind::Person && entity.name.contains(' ') && of(article, entity).is_empty()
}

/// The role that the article gives a person, and the organization or place that it belongs to; each empty where it gives none.
pub fn position(entity: &Entity) -> (&str, &str) {
    let role = entity.roles.first().map_or("", |role| role.text.as_str());
    let body = entity.affiliation.as_deref().unwrap_or_default();
    // *director of the Harbour Trust* is a director.
    let Some((mut head, _)) = role.split_once(body).filter(|_| !body.is_empty()) else { return (role, body) };
    let joins = |word: &str| language::word(word).classes.any(Classes::PREPOSITION | Classes::DETERMINER);
    while let Some((before, _)) = head.trim_end().rsplit_once(' ').filter(|(_, last)| joins(last)) {
        head = before;
    }
    match head.trim_end().trim_end_matches(',') {
        "" => (role, body),
        head => (head, body),
    }
}

/// Adds what the lists say, and that it is they who say it.
pub fn write(card: &mut Card, entries: &[Listed<'_>]) {
    for listed in entries.iter().take(SHOWN) {
        let person = listed.person;
        let file = listed.list.path().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut parts = vec![Part::ours("On the newsroom’s list, "), Part::theirs(&file), Part::ours(": ")];
        parts.push(Part::theirs(person.name()));
        let position = person.position();
        let pronouns = person.pronouns_written();
        for what in position.iter().map(String::as_str).chain(pronouns) {
            parts.extend([Part::ours(", "), Part::theirs(what)]);
        }
        card.line(parts);
        let aliases: Vec<&str> = person.aliases().collect();
        if !aliases.is_empty() {
            card.line([Part::ours("Also on the list as "), Part::theirs(&aliases.join(", "))]);
        }
        if let Some(note) = person.note() {
            card.line([Part::theirs(note)]);
        }
        if let Some(url) = person.url().filter(|url| url.len() <= LONGEST_ADDRESS) {
            card.line([Part::address(url)]);
        }
    }
    if let Some(more) = entries.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        card.line([Part::ours(format!("{more} more of that name stand there."))]);
    }
}

/// What the lists say of everybody with a name.
pub fn card(people: &People, name: &str) -> Card {
    let mut card = Card::default();
    card.line([Part::strong(name)]);
    write(&mut card, &people.named(name).collect::<Vec<_>>());
    card
}
