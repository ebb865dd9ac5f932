//! Joins the names of people: full name → surname → given name.
//!
//! Full names are joined first, over the whole article; a single word then goes to somebody whose full name holds it.
//! All look-ups go through hash tables by the parts of names, so the work grows with the article and not with its
//! square.

use super::drafts::{DraftId, Drafts};
use super::fold::{fold, sound};
use super::gender;
use super::person_name::PersonName;
use super::quick::Map;
use super::sights::{self, Sight, Sights};
use super::variants::{self, Likeness};
use super::{Gender, MentionForm};
use crate::language::{self, Classes};
use crate::names::{Name, NameKind};
use crate::prose::{Text, TokenIndex};

/// How many people with a part of their name in common a new name is compared with: the latest ones. A page of
/// results lists hundreds of Smiths.
const COMPARED: usize = 24;
/// From so many mentions by the surname alone on it stays with its bearer when a namesake is named once.
const ESTABLISHED: usize = 2;
/// How many tokens later the one whom the story is about may have been mentioned last, against a namesake.
const ASIDE: TokenIndex = 60;

/// Somebody who was named in full, or whose one name nobody else explains.
struct Person {
    draft: DraftId,
    /// Their names, the fullest first seen first.
    names: Vec<PersonName>,
    gender: Gender,
    /// What their given name suggests.
    likely: Gender,
    /// Whether they were introduced as somebody's relative.
    kin: bool,
    /// How often the surname alone named them so far.
    bare: usize,
    /// How often the article names them in full.
    full: usize,
    first: TokenIndex,
    last: TokenIndex,
}

/// Whom a name names: the person, how, how surely, and who else bears the name.
type Found = (usize, MentionForm, f32, Option<usize>);

/// The part of a full name that a single word is, in the order of preference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Surname,
    Given,
    Middle,
}

#[derive(Default)]
struct People {
    all: Vec<Person>,
    /// By the whole name.
    by_name: Map<String, Vec<usize>>,
    /// By surname, by its sound and by the sound of the given name: where variants are looked for.
    by_surname: Map<String, Vec<usize>>,
    by_sound: Map<String, Vec<usize>>,
    /// By every part of the name.
    by_part: Map<String, Vec<(usize, Rank)>>,
    /// By the sound of the surname alone.
    by_surname_sound: Map<String, Vec<(usize, String)>>,
}

/// Joins the people of the article. Names of other kinds are left alone.
pub fn join(text: &Text, names: &[Name], drafts: &mut Drafts) {
    let Sights { all: sights, nested } = sights::gather(text, names);
    let mut people = People::default();
    let mut owner: Vec<Option<Found>> = vec![None; sights.len()];
    for index in (0..sights.len()).filter(|index| sights[*index].name.is_full()) {
        owner[index] = Some(people.of_full_name(text, &sights, index, &owner, drafts));
    }
    // Who was mentioned last decides between bearers of one surname, so single words are read in order, along with
    // the full names between them.
    for person in &mut people.all {
        person.last = 0;
    }
    for (index, sight) in sights.iter().enumerate() {
        if let Some((person, ..)) = owner[index] {
            people.all[person].last = sight.tokens.start + 1;
            continue;
        }
        let before = index.checked_sub(1).and_then(|before| owner[before]).map(|(person, ..)| person);
        let found = match before.filter(|before| sight.known_as && people.all[*before].may_be(sight)) {
            Some(person) => people.also_called(person, sight),
            None => people.of_one_word(sight, drafts),
        };
        people.all[found.0].last = sight.tokens.start + 1;
        owner[index] = Some(found);
    }
    for (sight, owner) in sights.iter().zip(&owner) {
        let Some((person, form, confidence, rival)) = *owner else { continue };
        let draft = people.all[person].draft;
        let rival = rival.map(|rival| people.all[rival].draft);
        drafts.mention_or(text, draft, sight.tokens.clone(), form, confidence, rival);
    }
    for sight in nested {
        let bearers: Vec<usize> = if sight.name.is_full() {
            people.by_name.get(&sight.name.key()).cloned().unwrap_or_default()
        } else {
            people.by_surname.get(sight.name.surname()).cloned().unwrap_or_default()
        };
        // Of two who bear one name, nobody can say after whom something is called.
        if let [person] = bearers[..] {
            let form = if sight.name.is_full() { MentionForm::Name } else { MentionForm::Surname };
            drafts.mention_inside(text, people.all[person].draft, sight.tokens, form);
        }
    }
    for (index, surname) in surnames_in_compounds(text) {
        let taken = drafts.owner(index).is_some();
        if let Some([person]) = people.by_surname.get(&fold(surname)).filter(|_| !taken).map(Vec::as_slice) {
            drafts.mention_in_word(text, people.all[*person].draft, index, surname.len() as u32);
        }
    }
    people.describe(text, &sights, &owner, drafts);
}

/// Capitalized words before a hyphen and words in lower case, which may be surnames: *a Lopez-like smile*.
fn surnames_in_compounds(text: &Text) -> impl Iterator<Item = (TokenIndex, &str)> {
    let capitalized = (0..text.tokens().len() as TokenIndex).filter(|&index| text.token(index).is_capitalized());
    capitalized.filter_map(|index| {
        let (name, rest) = text.word(index).split_once('-')?;
        let compound = name.len() > 3 && rest.len() > 2 && rest.chars().all(|c| c.is_lowercase() || c == '-');
        compound.then_some((index, name))
    })
}

impl Person {
    fn seen(&mut self, sight: &Sight) {
        self.gender = self.gender.or(sight.stated.gender());
        self.full += usize::from(sight.name.is_full());
        self.last = sight.tokens.start + 1;
    }

    fn may_be(&self, sight: &Sight) -> bool {
        self.gender.agrees(sight.stated.gender())
    }
}

impl People {
    /// Whom a full name names; `owner` holds whom the full names before it do.
    fn of_full_name(
        &mut self,
        text: &Text,
        sights: &[Sight],
        index: usize,
        owner: &[Option<Found>],
        drafts: &mut Drafts,
    ) -> Found {
        let sight = &sights[index];
        if let Some(person) = self.run_in_full_name(sight) {
            self.all[person].seen(sight);
            return (person, MentionForm::Surname, 0.97, None);
        }
        let before = index.checked_sub(1).and_then(|before| Some((&sights[before], owner[before]?.0)));
        if let Some((_, person)) = before
            && sight.known_as
            && self.all[person].may_be(sight)
        {
            return self.also_called(person, sight);
        }
        // *Elena Lopez, known as Lena Rubio*, where Lena Rubio has been named before.
        let other = sights.get(index + 1).filter(|next| next.known_as && !self.by_name.contains_key(&sight.name.key()));
        if let Some(person) = other.and_then(|next| self.by_name.get(&next.name.key())?.last().copied())
            && self.all[person].may_be(sight)
        {
            return self.also_called(person, sight);
        }
        let apart = before.filter(|(before, _)| sights::coordinated(text, before, sight)).map(|(_, person)| person);
        let (person, likeness) = self.bearer(sight, apart, drafts);
        (person, MentionForm::Name, if likeness == Likeness::Variant { 0.9 } else { 1.0 }, None)
    }

    /// Gives a person one more name, as the text says that both are one.
    fn also_called(&mut self, person: usize, sight: &Sight) -> Found {
        self.all[person].seen(sight);
        self.register(person, &sight.name);
        (person, MentionForm::Name, 0.95, None)
    }

    /// The person who bears a full name, a new one if nobody does yet.
    fn bearer(&mut self, sight: &Sight, apart: Option<usize>, drafts: &mut Drafts) -> (usize, Likeness) {
        let key = sight.name.key();
        let may_be = |people: &People, index: usize| Some(index) != apart && people.all[index].may_be(sight);
        let exact = self.by_name.get(&key).into_iter().flatten().rev().take(COMPARED);
        if let Some(person) = exact.copied().find(|index| {
            let known = &self.all[*index];
            may_be(self, *index)
                && known.names.iter().any(|name| variants::compare(name, &sight.name) == Likeness::Equal)
        }) {
            self.all[person].seen(sight);
            return (person, Likeness::Equal);
        }
        let mut best: Option<(Likeness, usize)> = None;
        for index in self.comparable(&sight.name) {
            if !may_be(self, index) {
                continue;
            }
            // Every name of a person must fit: two spellings of one name may each be near a third that is another's.
            let known = self.all[index].names.iter().take(8);
            let Some(worst) = known.map(|name| variants::compare(name, &sight.name)).min() else { continue };
            let found = (worst, index);
            if worst > Likeness::Different && best.is_none_or(|best| found > best) {
                best = Some(found);
            }
        }
        if let Some((likeness, index)) = best {
            self.all[index].seen(sight);
            self.register(index, &sight.name);
            return (index, likeness);
        }
        (self.introduce(sight, drafts), Likeness::Different)
    }

    /// The people with whom a full name is compared: the latest ones with that surname, or with a part that sounds
    /// the same.
    fn comparable(&self, name: &PersonName) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let mut take = |list: Option<&Vec<usize>>| found.extend(list.into_iter().flatten().rev().take(COMPARED));
        take(self.by_surname.get(name.surname()));
        for part in name.words() {
            take(self.by_sound.get(&sound(&part.key)));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn introduce(&mut self, sight: &Sight, drafts: &mut Drafts) -> usize {
        let index = self.all.len();
        self.all.push(Person {
            draft: drafts.add(NameKind::Person),
            names: Vec::new(),
            gender: sight.stated.gender(),
            likely: gender::likely(&sight.name),
            kin: sight.kin,
            bare: 0,
            full: 0,
            first: sight.tokens.start,
            last: sight.tokens.start + 1,
        });
        self.all[index].seen(sight);
        self.register(index, &sight.name);
        index
    }

    /// Makes a person findable by a name.
    fn register(&mut self, index: usize, name: &PersonName) {
        fn put<T: PartialEq>(list: &mut Vec<T>, value: T) {
            if list.last() != Some(&value) {
                list.push(value);
            }
        }
        if self.all[index].names.contains(name) {
            return;
        }
        self.all[index].names.push(name.clone());
        put(self.by_name.entry(name.key()).or_default(), index);
        put(self.by_surname.entry(name.surname().to_owned()).or_default(), index);
        for part in name.words() {
            put(self.by_sound.entry(sound(&part.key)).or_default(), index);
        }
        let surname_sound = self.by_surname_sound.entry(sound(name.surname())).or_default();
        put(surname_sound, (index, name.surname().to_owned()));
        let mut parts: Vec<(String, Rank)> = Vec::new();
        let families: Vec<&str> = name.family().map(|part| part.key.as_str()).collect();
        for (at, family) in families.iter().enumerate() {
            let edge = at + 1 == families.len() || at == 0;
            parts.push(((*family).to_owned(), if edge { Rank::Surname } else { Rank::Middle }));
            // *Smith-Jones* may go by *Jones*.
            parts.extend(family.split('-').filter(|half| half.len() > 3).map(|half| (half.to_owned(), Rank::Middle)));
        }
        for (at, given) in name.given().enumerate().filter(|(_, part)| part.key.chars().count() > 1) {
            parts.push((given.key.clone(), if at == 0 { Rank::Given } else { Rank::Middle }));
        }
        parts.extend(name.nickname.iter().map(|nickname| (nickname.clone(), Rank::Given)));
        for (part, rank) in parts {
            put(self.by_part.entry(part).or_default(), (index, rank));
        }
    }

    /// The latest person of whose longer full name this name is a part: *López Obrador*, *bin Nayef*, *Jong Un*.
    fn run_in_full_name(&self, sight: &Sight) -> Option<usize> {
        let words: Vec<&str> = sight.name.words().map(|part| part.key.as_str()).collect();
        let bearers = self.by_part.get(words[words.len() - 1])?.iter().rev().take(COMPARED);
        let first_is_given = language::word(words[0]).classes.any(Classes::GIVEN);
        let holds = |name: &PersonName| {
            let mut parts = name.words().rev().map(|part| part.key.as_str());
            // A given name and the last word is a full name of its own.
            words.iter().rev().all(|word| parts.next() == Some(word))
                && parts.next().is_some()
                && (!first_is_given || name.family().any(|part| part.key == words[0]))
        };
        bearers
            .map(|(index, _)| *index)
            .find(|index| self.all[*index].may_be(sight) && self.all[*index].names.iter().any(holds))
    }

    /// Whom a single word names: somebody named in full before it, else after it, else a person of that one name.
    fn of_one_word(&mut self, sight: &Sight, drafts: &mut Drafts) -> Found {
        let key = sight.name.surname().to_owned();
        let mut fits: Vec<(usize, Rank)> = self.by_part.get(&key).cloned().unwrap_or_default();
        if fits.is_empty() {
            fits = self.by_another_spelling(&key);
        }
        fits.retain(|(index, _)| self.all[*index].may_be(sight));
        let established = fits.iter().any(|(index, _)| self.all[*index].bare >= ESTABLISHED);
        let preference = |people: &People, (index, rank): (usize, Rank)| {
            let person = &people.all[index];
            let introduced = person.last > 0;
            // A relative who was named once goes by the given name; the surname stays with the one the story is
            // about.
            let is_aside = person.full < 2 && person.bare == 0 && established;
            let since = if (person.kin || is_aside) && rank == Rank::Surname {
                person.last.saturating_sub(ASIDE)
            } else {
                person.last
            };
            let place = if introduced { since } else { u32::MAX - person.first };
            // *Mr. Marsh* is no Rebecca.
            let fits_given = person.likely.agrees(sight.stated.gender());
            (fits_given, rank == Rank::Surname, introduced, rank == Rank::Given, place)
        };
        fits.sort_by_key(|fit| std::cmp::Reverse(preference(self, *fit)));
        let Some(&(person, rank)) = fits.first() else {
            return (self.introduce(sight, drafts), MentionForm::Name, 1.0, None);
        };
        self.all[person].seen(sight);
        self.all[person].bare += usize::from(rank == Rank::Surname);
        let is_full = self.all[person].names.iter().any(PersonName::is_full);
        let form = match rank {
            _ if !is_full => MentionForm::Name,
            Rank::Surname => MentionForm::Surname,
            Rank::Given => MentionForm::Given,
            // A middle word that is a family name was taken for a surname (*Rodham*), else for a given name.
            Rank::Middle if language::word(&key).classes.any(Classes::GIVEN) => MentionForm::Given,
            Rank::Middle => MentionForm::Surname,
        };
        let rival = fits[1..].iter().find(|(index, other)| *other == rank && *index != person).map(|(index, _)| *index);
        (person, form, if rival.is_some() { 0.7 } else { 0.97 }, rival)
    }

    /// Bearers of a surname that sounds the same, if it is one person only.
    fn by_another_spelling(&self, key: &str) -> Vec<(usize, Rank)> {
        let alike = self.by_surname_sound.get(&sound(key)).into_iter().flatten().rev().take(COMPARED);
        let mut found: Vec<usize> =
            alike.filter(|(_, surname)| variants::same_surname(surname, key)).map(|(index, _)| *index).collect();
        found.sort_unstable();
        found.dedup();
        if found.len() == 1 { vec![(found[0], Rank::Surname)] } else { Vec::new() }
    }

    /// Hands what is known of each person to the drafts: gender, and which spellings are variants.
    fn describe(&self, text: &Text, sights: &[Sight], owner: &[Option<Found>], drafts: &mut Drafts) {
        for person in &self.all {
            let draft = &mut drafts.all[person.draft];
            draft.stated = person.gender;
            draft.likely = person.names.iter().fold(Gender::Unstated, |known, name| known.or(gender::likely(name)));
        }
        let mut written: Map<usize, Vec<(&PersonName, String, usize)>> = Map::default();
        for (sight, owner) in sights.iter().zip(owner) {
            let Some((person, MentionForm::Name, ..)) = *owner else { continue };
            if self.all[person].names.len() < 2 {
                continue;
            }
            let list = written.entry(person).or_default();
            if let Some((.., count)) = list.iter_mut().find(|(name, ..)| **name == sight.name) {
                *count += 1;
            } else if list.len() < 16 {
                let words = text.slice(sight.tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
                list.push((&sight.name, words, 1));
            }
        }
        for (person, list) in written {
            // The spelling that the article uses most is the name; those that vary from it are its variants.
            let Some(usual) = list.iter().rev().max_by_key(|(name, _, count)| (name.parts.len(), *count)) else {
                continue;
            };
            for (name, words, _) in &list {
                if variants::compare(usual.0, name) == Likeness::Variant {
                    drafts.all[self.all[person].draft].variants.insert(words.clone());
                }
            }
        }
    }
}
