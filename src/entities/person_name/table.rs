//! Every name of a person that a text holds, once: taken apart, and with all that looking it up asks for.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::compare::{self, Likeness};
use super::likely_gender::likely_gender;
use super::parse::PersonName;
use crate::entities::entity::Gender;
use crate::entities::symbols::interner::{Interner, Symbol};
use crate::language::{self, Classes};

/// Stands for the first letter of a family name where there is none or several.
const SEVERAL: char = '*';

/// A name on the table.
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
pub struct NameEntry {
    /// The name itself.
    pub name: Arc<PersonName>,
    /// See [`PersonName::is_full`].
    pub is_full: bool,
    /// See [`PersonName::key`].
    pub key: Symbol,
    /// See [`PersonName::surname`].
    pub surname: Symbol,
    /// How the surname sounds.
    pub surname_sound: Symbol,
    /// Its words, particles left out, with how each sounds.
    pub words: Box<[(Symbol, Symbol)]>,
    /// The sounds of its words, each along with the first letter of the sound of its only family name: names that may be
    /// spellings of one share one of these.
    pub sounds: Box<[Symbol]>,
    /// The same for names with no family name, or several.
    pub sounds_of_several: Box<[Symbol]>,
    /// Its words in one, without hyphens.
    compact: Symbol,
    /// Its family names, particles left out.
    pub family: Box<[Symbol]>,
    /// The first letter of the sound of the only family name; nothing if there is none or several.
    pub family_initial: Option<char>,
    /// How the first given name sounds.
    given_sound: Option<Symbol>,
    /// The words that may name the bearer alone.
    pub parts: Box<[(Symbol, Rank)]>,
    /// The gender that it suggests.
    pub likely: Gender,
    /// Whether its first word is a given name.
    pub opens_given: bool,
}

/// The names, and what was found where two were compared.
#[derive(Debug, Default)]
pub struct PersonNameTable {
    /// The words of all names.
    pub words: Interner,
    ids: FxHashMap<Arc<PersonName>, NameId>,
    all: Vec<NameEntry>,
    compared: FxHashMap<(u32, u32), Likeness>,
}

impl PersonNameTable {
    /// The name of that number.
    pub fn name(&self, id: NameId) -> &NameEntry {
        &self.all[id.0 as usize]
    }

    /// Puts a name on the table, if it is not on it.
    pub fn list(&mut self, name: PersonName) -> NameId {
        if let Some(id) = self.ids.get(&name) {
            return *id;
        }
        let (id, name) = (NameId(self.all.len() as u32), Arc::new(name));
        let listed = NameEntry::new(name.clone(), &mut self.words);
        self.ids.insert(name, id);
        self.all.push(listed);
        id
    }

    /// What two names are to each other (see [`compare::compare`]).
    pub fn compare(&mut self, left: NameId, right: NameId) -> Likeness {
        if left == right {
            return Likeness::Equal;
        }
        let (one, other) = (&self.all[left.0 as usize], &self.all[right.0 as usize]);
        if !one.may_be_like(other) {
            return Likeness::Different;
        }
        let (one, other) = (&one.name, &other.name);
        *self.compared.entry((left.0, right.0)).or_insert_with(|| compare::compare(one, other))
    }
}

impl NameEntry {
    fn new(name: Arc<PersonName>, words: &mut Interner) -> NameEntry {
        let key = words.of(&name.key());
        let surname = words.of(name.surname());
        let surname_sound = words.sound(surname);
        let all: Vec<Symbol> = name.words().map(|part| words.of(&part.key)).collect();
        let all = all.into_iter().map(|word| (word, words.sound(word))).collect();
        let family: Box<[Symbol]> = name.family().map(|part| words.of(&part.key)).collect();
        let compact: String = name.words().flat_map(|part| part.key.chars()).filter(|letter| *letter != '-').collect();
        let compact = words.of(&compact);
        let family_initial = match &*family {
            [only] => {
                let sound = words.sound(*only);
                words.text(sound).chars().next()
            }
            _ => None,
        };
        let all: Box<[(Symbol, Symbol)]> = all;
        let mut along_with = |initial: char| -> Box<[Symbol]> {
            let sounds = all.iter().map(|(_, sound)| format!("{}{initial}", words.text(*sound)));
            let sounds: Vec<String> = sounds.collect();
            sounds.iter().map(|sound| words.of(sound)).collect()
        };
        let sounds = along_with(family_initial.unwrap_or(SEVERAL));
        let sounds_of_several = along_with(SEVERAL);
        let given = name.given().next().map(|part| words.of(&part.key));
        let given_sound = given.map(|given| words.sound(given));
        let parts = parts(&name, words);
        let likely = likely_gender(&name);
        let first = name.words().next();
        let opens_given = first.is_some_and(|part| language::word(&part.key).classes.any(Classes::GIVEN));
        let is_full = name.is_full();
        NameEntry {
            name,
            is_full,
            key,
            surname,
            surname_sound,
            words: all,
            sounds,
            sounds_of_several,
            compact,
            family,
            family_initial,
            given_sound,
            parts,
            likely,
            opens_given,
        }
    }

    /// Whether comparing it with another name may show that both are one. Two names are two without a look at their
    /// letters where they share no family name, unless the only one that each has may be another spelling of the other's.
    fn may_be_like(&self, other: &NameEntry) -> bool {
        let respelled = self.family.len() == 1
            && other.family.len() == 1
            && self.family_initial == other.family_initial
            && self.given_sound == other.given_sound;
        respelled
            || self.compact == other.compact
            || self.family.iter().any(|name| other.family.contains(name))
            || self.family.len() != 1 && self.family.len() == other.family.len()
    }
}

fn parts(name: &PersonName, words: &mut Interner) -> Box<[(Symbol, Rank)]> {
    let mut parts: Vec<(Symbol, Rank)> = Vec::new();
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
    parts.extend(name.called_by_letters().map(|letters| (words.of(&letters), Rank::Middle)));
    parts.extend(name.nickname.iter().map(|nickname| (words.of(nickname), Rank::Given)));
    parts.into()
}
