//! Joins the names of people: full name → surname → given name.
//!
//! Full names are joined first, over the whole article; a single word then goes to somebody whose full name holds it.
//! All look-ups go through hash tables by the parts of names, so the work grows with the article and not with its
//! square.

use std::collections::{HashMap, HashSet};

use super::drafts::{DraftId, Drafts};
use super::fold::{fold, sound};
use super::gender::{self, Stated};
use super::person_name::PersonName;
use super::variants::{self, Likeness};
use super::{Gender, MentionForm};
use crate::language::{self, Classes};
use crate::names::{Name, NameKind};
use crate::prose::{Text, Token, TokenIndex, TokenKind, TokenRange};

/// How many people with a part of their name in common a new name is compared with: the latest ones. A page of
/// results lists hundreds of Smiths.
const COMPARED: usize = 24;

/// A name of a person where it stands.
struct Sight {
    tokens: TokenRange,
    name: PersonName,
    /// What the words around it say of the bearer's gender.
    stated: Stated,
    /// Whether it is introduced as somebody's relative (*his wife, Elena Lopez*).
    kin: bool,
}

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
    by_name: HashMap<String, Vec<usize>>,
    /// By surname, by its sound and by the sound of the given name: where variants are looked for.
    by_surname: HashMap<String, Vec<usize>>,
    by_sound: HashMap<String, Vec<usize>>,
    /// By every part of the name.
    by_part: HashMap<String, Vec<(usize, Rank)>>,
    /// By the sound of the surname alone.
    by_surname_sound: HashMap<String, Vec<(usize, String)>>,
}

/// Joins the people of the article. Names of other kinds are left alone.
pub fn join(text: &Text, names: &[Name], drafts: &mut Drafts) {
    let people = names.iter().filter(|name| name.kind == NameKind::Person);
    let mut sights: Vec<Sight> = people.filter_map(|name| Sight::new(text, name.tokens.clone())).collect();
    let found = overlooked(text, &sights, names);
    sights.extend(found);
    sights.sort_by_key(|sight| sight.tokens.start);
    trim_to_known(text, &mut sights);

    let mut people = People::default();
    let mut owner: Vec<Option<Found>> = vec![None; sights.len()];
    for (index, sight) in sights.iter().enumerate().filter(|(_, sight)| sight.name.is_full()) {
        let part_of = people.run_in_full_name(sight);
        owner[index] = Some(match part_of {
            Some(person) => {
                people.all[person].seen(sight);
                (person, MentionForm::Surname, 0.97, None)
            }
            None => {
                let before = (index > 0).then(|| &sights[index - 1]).filter(|before| coordinated(text, before, sight));
                let apart = before.and_then(|_| owner[index - 1]).map(|(person, ..)| person);
                let (person, likeness) = people.bearer(sight, apart, drafts);
                (person, MentionForm::Name, if likeness == Likeness::Variant { 0.9 } else { 1.0 }, None)
            }
        });
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
        let found = people.of_one_word(sight, drafts);
        people.all[found.0].last = sight.tokens.start + 1;
        owner[index] = Some(found);
    }
    for (sight, owner) in sights.iter().zip(&owner) {
        let Some((person, form, confidence, rival)) = *owner else { continue };
        let draft = people.all[person].draft;
        let rival = rival.map(|rival| people.all[rival].draft);
        drafts.mention_or(text, draft, sight.tokens.clone(), form, confidence, rival);
    }
    people.describe(text, &sights, &owner, drafts);
}

impl Sight {
    fn new(text: &Text, tokens: TokenRange) -> Option<Sight> {
        let tokens = without_titles(text, tokens);
        let name = PersonName::parse(text, tokens.clone())?;
        let function = Classes::PRONOUN | Classes::DETERMINER | Classes::PREPOSITION | Classes::SUBORDINATOR;
        if tokens.len() == 1 && text.token(tokens.start).is(function | Classes::COORDINATOR) {
            return None;
        }
        let around = gender::around(text, tokens.clone());
        Some(Sight { tokens, name, stated: around.stated, kin: around.kin })
    }
}

impl Person {
    fn seen(&mut self, sight: &Sight) {
        self.gender = self.gender.or(sight.stated.gender());
        self.last = sight.tokens.start + 1;
    }

    fn may_be(&self, sight: &Sight) -> bool {
        self.gender.agrees(sight.stated.gender())
    }
}

impl People {
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
            first: sight.tokens.start,
            last: sight.tokens.start + 1,
        });
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
        let first_is_given = language::word(words[0]).classes.any(Classes::GIVEN);
        let bearers = self.by_part.get(words[words.len() - 1])?.iter().rev().take(COMPARED);
        let holds = |name: &PersonName| {
            let parts: Vec<&str> = name.words().map(|part| part.key.as_str()).collect();
            // A given name and the last word is a full name of its own.
            parts.len() > words.len()
                && parts.ends_with(&words)
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
        let preference = |people: &People, (index, rank): (usize, Rank)| {
            let person = &people.all[index];
            let introduced = person.last > 0;
            // A relative who was named once goes by the given name; the surname stays with the one the story is
            // about.
            let since = if person.kin && rank == Rank::Surname { person.last.saturating_sub(60) } else { person.last };
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
        let mut written: HashMap<usize, Vec<(&PersonName, String, usize)>> = HashMap::new();
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

/// Cuts off words that a tagger left in front of a full name which stands without them elsewhere (*Artist Maria Lopez*).
/// A given name is no such word.
fn trim_to_known(text: &Text, sights: &mut [Sight]) {
    let full: HashSet<String> =
        sights.iter().filter(|sight| sight.name.is_full()).map(|sight| sight.name.key()).collect();
    for sight in sights.iter_mut() {
        let mut start = sight.tokens.start;
        while sight.tokens.end - start > 2 && !text.token(start).is(Classes::GIVEN | Classes::PARTICLE) {
            start += 1;
            let Some(shorter) = PersonName::parse(text, start..sight.tokens.end) else { break };
            if shorter.is_full() && full.contains(&shorter.key()) {
                sight.tokens = start..sight.tokens.end;
                sight.name = shorter;
                break;
            }
        }
    }
}

/// A name without the titles and the origin that a tagger may have left in front of it; what stands before an honorific
/// inside (*Hero Haj Salim Tarawi*) is a title too. A full name remains, or the title is written with a period: *Don
/// Marsh* may be called Don.
fn without_titles(text: &Text, tokens: TokenRange) -> TokenRange {
    let title = Classes::TITLE | Classes::HONORIFIC | Classes::ROLE | Classes::DEMONYM | Classes::ORGANIZATION_HEAD;
    let mut start = tokens.start;
    for at in tokens.clone() {
        let token = text.token(at);
        let word = text.word(at);
        let is_name = token.is(Classes::GIVEN | Classes::SURNAME | Classes::PARTICLE) || word.chars().count() < 3;
        let leads = at == start && token.is(title) && !is_name;
        let honors = token.is(Classes::HONORIFIC) && !is_name && at < tokens.start + 3;
        let left = tokens.end - at - 1;
        if (leads || honors) && (left > 1 || (left == 1 && at == start && word.ends_with('.'))) {
            start = at + 1;
        }
    }
    start..tokens.end
}

/// *A and B*, *A, B*: two people, however alike their names are.
fn coordinated(text: &Text, before: &Sight, after: &Sight) -> bool {
    let between = before.tokens.end..after.tokens.start;
    if between.is_empty() || between.len() > 3 {
        return false;
    }
    between.into_iter().all(|index| {
        let token = text.token(index);
        token.is(Classes::COORDINATOR | Classes::HONORIFIC | Classes::TITLE)
            || token.kind == TokenKind::Comma
            || text.word(index) == "&"
    })
}

/// Names of people named in full elsewhere that stand untagged: a capitalized word that is the surname of one of
/// them, alone between words that are not capitalized.
fn overlooked(text: &Text, sights: &[Sight], names: &[Name]) -> Vec<Sight> {
    let full = sights.iter().filter(|sight| sight.name.is_full());
    let surnames: HashSet<&str> = full.map(|sight| sight.name.surname()).collect();
    if surnames.is_empty() {
        return Vec::new();
    }
    let mut taken = names.iter().map(|name| name.tokens.clone()).peekable();
    let mut found = Vec::new();
    for at in 0..text.tokens().len() as TokenIndex {
        while taken.peek().is_some_and(|tokens| tokens.end <= at) {
            taken.next();
        }
        let token = text.token(at);
        let is_taken = taken.peek().is_some_and(|tokens| tokens.start <= at);
        if is_taken || !token.is_capitalized() || token.is(Classes::CALENDAR | Classes::PLACE | Classes::COUNTRY) {
            continue;
        }
        let neighbour = |index: Option<TokenIndex>| {
            index.and_then(|index| text.tokens().get(index as usize)).is_some_and(Token::is_part_of_name)
        };
        if neighbour(at.checked_sub(1)) && !text.token(at - 1).is(Classes::TITLE | Classes::HONORIFIC)
            || neighbour(Some(at + 1))
        {
            continue;
        }
        let folded = fold(text.word(at));
        let key = folded.strip_prefix("al-").unwrap_or(&folded);
        if surnames.contains(key) {
            found.extend(Sight::new(text, at..at + 1));
        }
    }
    found
}

trait PartOfName {
    fn is_part_of_name(&self) -> bool;
}

impl PartOfName for Token {
    fn is_part_of_name(&self) -> bool {
        self.is_capitalized()
            && !self.is(Classes::DETERMINER | Classes::PRONOUN | Classes::PREPOSITION | Classes::SUBORDINATOR)
    }
}
