//! Every name of a person that a text holds, once: taken apart, and with all that looking it up asks for.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::compare::{self, Likeness, MOST_SLIPS};
use super::likely_gender::likely_gender;
use super::parse::{PartKind, PersonName};
use crate::entities::entity::Gender;
use crate::entities::symbols::interner::{Interner, Symbol};
use crate::entities::symbols::normalize::Letters;
use crate::entities::symbols::wording;
use crate::language::{self, Classes};
use crate::prose::{EachToken, Text, TokenRange};

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
    /// The family name of the one behind *and* (*John and Mary Larkin*).
    Shared,
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
    /// Its family names, particles left out.
    pub family: Box<[Symbol]>,
    /// The first letter of the sound of the only family name; nothing if there is none or several.
    pub family_initial: Option<char>,
    /// The words that may name the bearer alone.
    pub parts: Box<[(Symbol, Rank)]>,
    /// The gender that it suggests.
    pub likely: Gender,
    /// Whether its first word is a given name.
    pub opens_given: bool,
}

/// What tells most names apart without a look at the rest: small, as a new name is held against many.
#[derive(Debug, Clone, Copy)]
pub struct Outline {
    /// Its words in one, without hyphens.
    compact: Symbol,
    /// Its only family name, with how that sounds.
    family: Option<(Symbol, Symbol)>,
    /// See [`NameEntry::family_initial`].
    family_initial: Option<char>,
    /// Which letters the only family name has.
    family_letters: Letters,
    /// How the first given name sounds.
    given_sound: Option<Symbol>,
    /// The first letter of that.
    given_initial: Option<char>,
    /// Which letters the first given name has, if that is a word and the name has no nickname in marks.
    first_given: Option<Letters>,
    /// Whether there are nicknames for the given name, or it is one.
    has_nicknames: bool,
}

/// A name as it is written somewhere.
#[derive(Debug, Clone, Copy)]
pub struct WrittenName {
    /// What it is made of.
    pub name: NameId,
    /// All of its words, normalized, whatever they are, parted by [`JOINT`].
    pub words: Symbol,
    /// The first of these.
    pub first_word: Symbol,
}

/// What parts the words of a name as it is written.
const JOINT: char = '\n';

/// The names, and what was found where two were compared.
#[derive(Debug, Default)]
pub struct PersonNameTable {
    /// The words of all names.
    pub words: Interner,
    /// The names by their words; nothing for words that name nobody.
    written: FxHashMap<Box<str>, Option<WrittenName>>,
    /// Kept to save memory between names.
    wording: String,
    ids: FxHashMap<Arc<PersonName>, NameId>,
    all: Vec<NameEntry>,
    /// One for each.
    outlines: Vec<Outline>,
    compared: FxHashMap<(u32, u32), Likeness>,
}

impl PersonNameTable {
    /// The name of that number.
    pub fn name(&self, id: NameId) -> &NameEntry {
        &self.all[id.0 as usize]
    }

    /// The name that some words are, on the table from then on; nothing if they name nobody.
    pub fn written(&mut self, text: &Text, tokens: TokenRange) -> Option<WrittenName> {
        wording::write(&mut self.wording, text, tokens.clone());
        if let Some(known) = self.written.get(&*self.wording) {
            return *known;
        }
        let found = PersonName::parse(text, tokens.clone()).map(|name| {
            let words = self.words.of_words(tokens.each().map(|index| text.word(index)), JOINT);
            let first_word = self.words.of_word(text.word(tokens.start));
            WrittenName { name: self.list(name), words, first_word }
        });
        self.written.insert(self.wording.as_str().into(), found);
        found
    }

    /// Puts a name on the table, if it is not on it.
    fn list(&mut self, name: PersonName) -> NameId {
        if let Some(id) = self.ids.get(&name) {
            return *id;
        }
        let (id, name) = (NameId(self.all.len() as u32), Arc::new(name));
        let (listed, outline) = NameEntry::new(name.clone(), &mut self.words);
        self.ids.insert(name, id);
        self.all.push(listed);
        self.outlines.push(outline);
        id
    }

    /// What tells the name of that number apart from most others.
    pub fn outline(&self, id: NameId) -> Outline {
        self.outlines[id.0 as usize]
    }

    /// Whether comparing two names may show that both are one, as far as that is seen at a glance.
    fn may_be_like(&self, left: NameId, right: NameId) -> bool {
        let (one, other) = (&self.outlines[left.0 as usize], &self.outlines[right.0 as usize]);
        one.may_be_like(other).unwrap_or_else(|| self.name(left).may_have_one_family(self.name(right)))
    }

    /// What two names are to each other (see [`compare::compare`]).
    pub fn compare(&mut self, left: NameId, right: NameId) -> Likeness {
        if left == right {
            return Likeness::Equal;
        }
        if !self.may_be_like(left, right) {
            return Likeness::Different;
        }
        let (one, other) = (&self.all[left.0 as usize].name, &self.all[right.0 as usize].name);
        *self.compared.entry((left.0, right.0)).or_insert_with(|| compare::compare(one, other))
    }
}

impl NameEntry {
    fn new(name: Arc<PersonName>, words: &mut Interner) -> (NameEntry, Outline) {
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
        let mut joined = String::new();
        let mut along_with = |initial: char| -> Box<[Symbol]> {
            let sounds = all.iter().map(|(_, sound)| {
                joined.clear();
                joined.push_str(words.text(*sound));
                joined.push(initial);
                words.of(&joined)
            });
            sounds.collect()
        };
        let sounds = along_with(family_initial.unwrap_or(SEVERAL));
        let sounds_of_several = along_with(SEVERAL);
        let given = name.given().next().map(|part| words.of(&part.key));
        let given_sound = given.map(|given| words.sound(given));
        let given_initial = given_sound.and_then(|sound| words.text(sound).chars().next());
        let parts = parts(&name, words);
        let likely = likely_gender(&name);
        let first = name.words().next();
        let opens_given = first.is_some_and(|part| language::word(&part.key).classes.any(Classes::GIVEN));
        let is_full = name.is_full();
        let only = Some(&*family).filter(|family| family.len() == 1).and_then(<[Symbol]>::first);
        let outline = Outline {
            compact,
            family: only.map(|only| (*only, words.sound(*only))),
            family_initial,
            family_letters: Letters::of(only.map_or("", |only| words.text(*only))),
            given_sound,
            given_initial,
            first_given: first_given(&name),
            has_nicknames: name.given().any(|given| compare::has_nicknames(&given.key)),
        };
        let entry = NameEntry {
            name,
            is_full,
            key,
            surname,
            surname_sound,
            words: all,
            sounds,
            sounds_of_several,
            family,
            family_initial,
            parts,
            likely,
            opens_given,
        };
        (entry, outline)
    }

    /// Whether the family names of two names, of which one has several or none, may be one's: all but one are the same
    /// where both have as many, else those of one begin or end those of the other.
    pub fn may_have_one_family(&self, other: &NameEntry) -> bool {
        let (ours, theirs) = (&*self.family, &*other.family);
        if ours.len() == theirs.len() {
            return ours.iter().zip(theirs).filter(|(one, other)| one != other).count() <= 1;
        }
        let (short, long) = if ours.len() < theirs.len() { (ours, theirs) } else { (theirs, ours) };
        !short.is_empty() && (long.starts_with(short) || long.ends_with(short))
    }
}

impl Outline {
    /// Whether comparing two names may show that both are one; nothing where their family names must be looked at. Two
    /// names are two without a look at their letters where they share no family name, unless the only one that each has
    /// may be another spelling of the other's.
    pub fn may_be_like(&self, other: &Outline) -> Option<bool> {
        if self.compact == other.compact {
            return Some(true);
        }
        let Some(((family, sound), (other_family, other_sound))) = self.family.zip(other.family) else {
            return if self.may_have_one_given(other) { None } else { Some(false) };
        };
        let is_respelled = || {
            self.family_initial == other.family_initial
                && self.given_sound == other.given_sound
                && (sound == other_sound || self.family_letters.may_differ_by(MOST_SLIPS, other.family_letters))
        };
        Some(if family == other_family { self.may_have_one_given(other) } else { is_respelled() })
    }

    /// Whether the first given names may be one, as far as their letters and sounds tell.
    fn may_have_one_given(&self, other: &Outline) -> bool {
        let Some((given, other_given)) = self.first_given.zip(other.first_given) else { return true };
        self.given_sound == other.given_sound
            || self.given_initial == other.given_initial && given.may_differ_by(MOST_SLIPS, other_given)
            || self.has_nicknames && other.has_nicknames
    }
}

/// The letters of the first given name, where it can be compared with another one and nothing else can be in its place.
fn first_given(name: &PersonName) -> Option<Letters> {
    let first = name.given().next().filter(|given| name.nickname.is_none() && given.kind == PartKind::Word)?;
    Some(Letters::of(&first.key))
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
