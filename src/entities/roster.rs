//! Every name of a person that a text holds, once: taken apart, and with all that looking it up asks for.

use std::sync::Arc;

use super::Gender;
use super::gender;
use super::person_name::PersonName;
use super::quick::Map;
use super::variants::{self, Likeness};
use super::words::{WordId, Words};
use crate::language::{self, Classes};

/// A name on the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NameId(u32);

/// The part of a full name that a single word is, in the order of preference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// A family name at either end of the family names.
    Surname,
    /// The first given name, or what stands for it.
    Given,
    /// Any other.
    Middle,
}

/// A name with what it is looked up by.
#[derive(Debug)]
pub struct Listed {
    /// The name itself.
    pub name: Arc<PersonName>,
    /// See [`PersonName::is_full`].
    pub is_full: bool,
    /// See [`PersonName::key`].
    pub key: WordId,
    /// See [`PersonName::surname`].
    pub surname: WordId,
    /// How the surname sounds.
    pub surname_sound: WordId,
    /// Its words, particles left out, with how each sounds.
    pub words: Box<[(WordId, WordId)]>,
    /// Its family names, particles left out.
    pub family: Box<[WordId]>,
    /// The words that may name the bearer alone.
    pub parts: Box<[(WordId, Rank)]>,
    /// The gender that it suggests.
    pub likely: Gender,
    /// Whether its first word is a given name.
    pub opens_given: bool,
}

/// The names, and what was found where two were compared.
#[derive(Debug, Default)]
pub struct Roster {
    /// The words of all names.
    pub words: Words,
    ids: Map<Arc<PersonName>, NameId>,
    all: Vec<Listed>,
    compared: Map<(u32, u32), Likeness>,
}

impl Roster {
    /// The name of that number.
    pub fn name(&self, id: NameId) -> &Listed {
        &self.all[id.0 as usize]
    }

    /// Puts a name on the roster, if it is not on it.
    pub fn list(&mut self, name: PersonName) -> NameId {
        if let Some(id) = self.ids.get(&name) {
            return *id;
        }
        let (id, name) = (NameId(self.all.len() as u32), Arc::new(name));
        let listed = Listed::new(name.clone(), &mut self.words);
        self.ids.insert(name, id);
        self.all.push(listed);
        id
    }

    /// What two names are to each other (see [`variants::compare`]).
    pub fn compare(&mut self, left: NameId, right: NameId) -> Likeness {
        if left == right {
            return Likeness::Equal;
        }
        let (one, other) = (&self.all[left.0 as usize].name, &self.all[right.0 as usize].name);
        *self.compared.entry((left.0, right.0)).or_insert_with(|| variants::compare(one, other))
    }
}

impl Listed {
    fn new(name: Arc<PersonName>, words: &mut Words) -> Listed {
        let key = words.of(&name.key());
        let surname = words.of(name.surname());
        let surname_sound = words.sound(surname);
        let all: Vec<WordId> = name.words().map(|part| words.of(&part.key)).collect();
        let all = all.into_iter().map(|word| (word, words.sound(word))).collect();
        let family: Box<[WordId]> = name.family().map(|part| words.of(&part.key)).collect();
        let parts = parts(&name, words);
        let likely = gender::likely(&name);
        let first = name.words().next();
        let opens_given = first.is_some_and(|part| language::word(&part.key).classes.any(Classes::GIVEN));
        let is_full = name.is_full();
        Listed { name, is_full, key, surname, surname_sound, words: all, family, parts, likely, opens_given }
    }
}

fn parts(name: &PersonName, words: &mut Words) -> Box<[(WordId, Rank)]> {
    let mut parts: Vec<(WordId, Rank)> = Vec::new();
    let families: Vec<&str> = name.family().map(|part| part.key.as_str()).collect();
    for (at, family) in families.iter().enumerate() {
        let edge = at + 1 == families.len() || at == 0;
        parts.push((words.of(family), if edge { Rank::Surname } else { Rank::Middle }));
        // *Smith-Jones* may go by *Jones*.
        parts.extend(family.split('-').filter(|half| half.len() > 3).map(|half| (words.of(half), Rank::Middle)));
    }
    for (at, given) in name.given().enumerate().filter(|(_, part)| part.key.chars().count() > 1) {
        parts.push((words.of(&given.key), if at == 0 { Rank::Given } else { Rank::Middle }));
    }
    parts.extend(name.nickname.iter().map(|nickname| (words.of(nickname), Rank::Given)));
    parts.into()
}
