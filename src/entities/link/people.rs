//! Joins the names of people: full name → surname → given name.
//!
//! Full names are joined first, over the whole article; a single word then goes to somebody whose full name holds it.
//! All look-ups go through lists by the parts of names, so the work grows with the article and not with its square.

use rustc_hash::{FxHashMap, FxHashSet};

use super::builder::{EntityBuilder, PartialEntityId, PartialMention};
use super::kinds::Named;
use super::person_candidates::{self, Candidate, Candidates, Search};
use super::recent::Recent;
use crate::entities::entity::{Gender, MentionForm};
use crate::entities::facts::at::At;
use crate::entities::facts::lookups::Lookups;
use crate::entities::facts::sentence::SentenceFacts;
use crate::entities::person_name::compare::Likeness;
use crate::entities::person_name::table::{NameEntry, NameId, Outline, PersonNameTable, Rank};
use crate::entities::symbols::interner::{Symbol, SymbolLists};
use crate::names::NameKind;
use crate::prose::{Text, TokenIndex};

/// How many people with a part of their name in common a new name is compared with: the latest ones. A page of
/// results lists hundreds of Smiths.
pub(super) const COMPARED: usize = 24;
/// Of how many names of one person each is compared with a new one.
const NAMES_COMPARED: usize = 8;
/// How many spellings of one person's name are told apart.
const SPELLINGS: usize = 16;

/// Index of a person in [`People::all`].
pub(super) type PersonId = u32;

/// Somebody who was named in full, or whose one name nobody else explains.
pub(super) struct Person {
    pub(super) entity: PartialEntityId,
    /// Their names, the fullest first seen first.
    pub(super) names: Vec<NameId>,
    pub(super) gender: Gender,
    /// What their given name suggests.
    pub(super) likely: Gender,
    /// Whether they were introduced as somebody's relative.
    pub(super) kin: bool,
    /// Whether one of their names is a full one.
    pub(super) has_full_name: bool,
    /// How often the surname alone named them so far.
    pub(super) bare: usize,
    /// How often the article names them in full.
    pub(super) full: usize,
    pub(super) first: TokenIndex,
    pub(super) last: TokenIndex,
}

/// Whom a name names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) person: PersonId,
    pub(super) form: MentionForm,
    pub(super) confidence: f32,
    /// Who else bears the name.
    pub(super) rival: Option<PersonId>,
}

pub(super) struct People<'a> {
    pub(super) table: &'a mut PersonNameTable,
    pub(super) all: Vec<Person>,
    /// The first name of each, with what tells most names apart.
    first_names: Vec<(NameId, Outline)>,
    /// By the whole name.
    by_name: SymbolLists<PersonId>,
    /// By surname, and by the sound of each word of the name, alone and along with that of the family name: where
    /// variants are looked for.
    by_surname: SymbolLists<PersonId>,
    by_sound: SymbolLists<PersonId>,
    /// By every part of the name.
    pub(super) by_part: SymbolLists<(PersonId, Rank)>,
    /// By the last word of a name of more than two parts: where names are looked for that leave some out.
    pub(super) by_ending: SymbolLists<PersonId>,
    /// By the first word of a name of more than two words, if it may name the bearer alone.
    pub(super) by_opening: SymbolLists<PersonId>,
    /// By the sound of the surname alone.
    pub(super) by_surname_sound: SymbolLists<(PersonId, Symbol)>,
    /// Who was mentioned lately by a part of a name that many bear.
    pub(super) recent: Recent,
}

/// Joins the people of the article; names of other kinds are left alone.
pub fn join(
    text: &Text,
    sentences: &[SentenceFacts],
    lookups: &mut [Lookups],
    names: &[Named<'_>],
    table: &mut PersonNameTable,
    builder: &mut EntityBuilder,
) {
    let Candidates { all: candidates, nested } =
        person_candidates::gather(names, &mut Search { text, sentences, lookups, table });
    let mut people = People::new(table);
    let owner = people.read(&candidates, builder);
    for (candidate, found) in candidates.iter().zip(&owner) {
        let Some(Found { person, form, confidence, rival }) = *found else { continue };
        let rival = rival.map(|rival| people.person(rival).entity);
        let mention = PartialMention {
            rival,
            context: candidate.context,
            may_have_role: candidate.may_have_role,
            ..PartialMention::new(candidate.tokens.clone(), form, confidence)
        };
        builder.mention(people.person(person).entity, mention);
    }
    for candidate in nested {
        let name = people.table.name(candidate.name);
        let (bearers, form) = match name.is_full {
            true => (people.by_name.only(name.key), MentionForm::Name),
            false => (people.by_surname.only(name.surname), MentionForm::Surname),
        };
        // Of two who bear one name, nobody can say after whom something is called.
        if let Some(person) = bearers {
            let mention = PartialMention::new(candidate.tokens, form, 0.9);
            builder.mention_inside(people.person(person).entity, mention);
        }
    }
    for (facts, sentence) in sentences.iter().zip(text.sentences()) {
        for &At { at, what: (surname, length) } in &facts.naming.compounds {
            let at = sentence.tokens.start + at;
            if let Some(person) = people.by_surname.only(surname).filter(|_| builder.named_entity_at(at).is_none()) {
                let mention = PartialMention::new(at..at + 1, MentionForm::Surname, 0.9);
                let mention = PartialMention { length_in_word: Some(length), ..mention };
                builder.mention_inside(people.person(person).entity, mention);
            }
        }
    }
    people.describe(text, &candidates, &owner, builder);
}

impl Person {
    fn seen(&mut self, candidate: &Candidate<'_>, is_full: bool) {
        self.gender = self.gender.or(candidate.stated.gender());
        self.full += usize::from(is_full);
        self.last = candidate.tokens.start + 1;
    }

    pub(super) fn may_be(&self, candidate: &Candidate<'_>) -> bool {
        self.gender.agrees(candidate.stated.gender())
    }
}

impl<'a> People<'a> {
    fn new(table: &'a mut PersonNameTable) -> People<'a> {
        let words = &table.words;
        People {
            all: Vec::new(),
            first_names: Vec::new(),
            by_name: SymbolLists::new(words),
            by_surname: SymbolLists::new(words),
            by_sound: SymbolLists::new(words),
            by_part: SymbolLists::new(words),
            by_ending: SymbolLists::new(words),
            by_opening: SymbolLists::new(words),
            by_surname_sound: SymbolLists::new(words),
            recent: Recent::default(),
            table,
        }
    }

    pub(super) fn person(&self, id: PersonId) -> &Person {
        &self.all[id as usize]
    }

    pub(super) fn listed(&self, candidate: &Candidate<'_>) -> &NameEntry {
        self.table.name(candidate.name)
    }

    /// Whom each candidate names.
    fn read(&mut self, candidates: &[Candidate<'_>], builder: &mut EntityBuilder) -> Vec<Option<Found>> {
        let mut owner: Vec<Option<Found>> = vec![None; candidates.len()];
        // *Ruiz Vega* in a headline is the end of *Ana Ruiz Vega* below it, so longer names come first.
        let endings = self.endings(candidates);
        for is_ending in [false, true] {
            for (index, candidate) in candidates.iter().enumerate() {
                let entry = self.listed(candidate);
                let ends_longer = match *entry.words {
                    [(first, _), (last, _)] => endings.contains(&[first, last]),
                    _ => false,
                };
                if entry.is_full && ends_longer == is_ending {
                    owner[index] = Some(self.of_full_name(candidates, index, &owner, builder));
                }
            }
        }
        // Who was mentioned last decides between bearers of one surname, so single words are read in order, along with
        // the full names between them.
        for person in &mut self.all {
            person.last = TokenIndex::FIRST;
        }
        for (index, candidate) in candidates.iter().enumerate() {
            if let Some(found) = owner[index] {
                self.mentioned(found.person, candidate);
                continue;
            }
            let before = index.checked_sub(1).and_then(|before| owner[before]).map(|found| found.person);
            let found = match before.filter(|before| candidate.known_as && self.person(*before).may_be(candidate)) {
                Some(person) => self.also_called(person, candidate),
                None => self.of_one_word(candidate, builder),
            };
            self.mentioned(found.person, candidate);
            owner[index] = Some(found);
        }
        owner
    }

    /// The two family names with which longer names end (*Ruiz Vega* of *Ana Ruiz Vega*).
    fn endings(&self, candidates: &[Candidate<'_>]) -> FxHashSet<[Symbol; 2]> {
        let of_longer = |candidate: &Candidate<'_>| {
            let entry = self.listed(candidate);
            let [_, .., (first, _), (last, _)] = *entry.words else { return None };
            entry.family.contains(&first).then_some([first, last])
        };
        candidates.iter().filter_map(of_longer).collect()
    }

    /// Whom a full name names; `owner` holds whom the full names before it do.
    fn of_full_name(
        &mut self,
        candidates: &[Candidate<'_>],
        index: usize,
        owner: &[Option<Found>],
        builder: &mut EntityBuilder,
    ) -> Found {
        let candidate = &candidates[index];
        if let Some(person) = self.run_in_full_name(candidate) {
            self.see(person, candidate);
            return Found { person, form: MentionForm::Surname, confidence: 0.97, rival: None };
        }
        let before = index.checked_sub(1).and_then(|before| Some((&candidates[before], owner[before]?.person)));
        if let Some((_, person)) = before
            && candidate.known_as
            && self.person(person).may_be(candidate)
        {
            return self.also_called(person, candidate);
        }
        // *Lopez, née Elena Rubio*: bare surnames are read later.
        let bare = || {
            let before = candidates.get(index.checked_sub(1)?)?;
            self.by_surname.only(self.listed(before).surname)
        };
        if candidate.known_as
            && before.is_none()
            && let Some(person) = bare()
            && self.person(person).may_be(candidate)
        {
            return self.also_called(person, candidate);
        }
        // *Elena Lopez, known as Lena Rubio*, where Lena Rubio has been named before.
        if let Some(next) = candidates.get(index + 1).filter(|next| next.known_as)
            && self.by_name.last(self.listed(candidate).key).is_none()
            && let Some(person) = self.by_name.last(self.listed(next).key)
            && self.person(person).may_be(candidate)
        {
            return self.also_called(person, candidate);
        }
        let apart = before.filter(|(before, _)| candidate.is_joined_to(before)).map(|(_, person)| person);
        if let Some((person, likeness)) = self.bearer(candidate, apart) {
            let confidence = if likeness == Likeness::Variant { 0.9 } else { 1.0 };
            return Found { person, form: MentionForm::Name, confidence, rival: None };
        }
        if let Some(person) = self.both_given_names(candidate, apart) {
            self.see(person, candidate);
            return Found { person, form: MentionForm::Given, confidence: 0.97, rival: None };
        }
        let person = self.introduce(candidate, builder);
        Found { person, form: MentionForm::Name, confidence: 1.0, rival: None }
    }

    pub(super) fn see(&mut self, person: PersonId, candidate: &Candidate<'_>) {
        let is_full = self.listed(candidate).is_full;
        self.all[person as usize].seen(candidate, is_full);
    }

    /// Gives a person one more name, as the text says that both are one.
    fn also_called(&mut self, person: PersonId, candidate: &Candidate<'_>) -> Found {
        self.see(person, candidate);
        self.register(person, candidate.name);
        Found { person, form: MentionForm::Name, confidence: 0.95, rival: None }
    }

    /// The person who bears a full name, if anybody does yet.
    fn bearer(&mut self, candidate: &Candidate<'_>, apart: Option<PersonId>) -> Option<(PersonId, Likeness)> {
        if let Some(person) = self.same_name(candidate, apart) {
            self.see(person, candidate);
            return Some((person, Likeness::Equal));
        }
        let mut best: Option<(Likeness, PersonId)> = None;
        for person in self.comparable(candidate.name) {
            if Some(person) == apart || !self.person(person).may_be(candidate) {
                continue;
            }
            // Every name of a person must fit: two spellings of one name may each be near a third that is another's.
            let known = &self.all[person as usize].names;
            let known = known.iter().take(NAMES_COMPARED);
            let Some(worst) = known.map(|name| self.table.compare(*name, candidate.name)).min() else { continue };
            let found = (worst, person);
            if worst > Likeness::Different && best.is_none_or(|best| found > best) {
                best = Some(found);
            }
        }
        let (likeness, person) = best?;
        self.see(person, candidate);
        self.register(person, candidate.name);
        Some((person, likeness))
    }

    /// The latest bearer of just this name.
    fn same_name(&mut self, candidate: &Candidate<'_>, apart: Option<PersonId>) -> Option<PersonId> {
        let bearers = self.by_name.latest(self.table.name(candidate.name).key).take(COMPARED);
        for person in bearers.filter(|person| Some(*person) != apart) {
            let known = &self.all[person as usize];
            let same = |name: &NameId| self.table.compare(*name, candidate.name) == Likeness::Equal;
            if known.may_be(candidate) && known.names.iter().any(same) {
                return Some(person);
            }
        }
        None
    }

    /// The people with whom a full name is compared: the latest ones with that surname, or with a part that sounds
    /// the same, but for those whom the first of their names tells apart.
    fn comparable(&self, name: NameId) -> Vec<PersonId> {
        let outline = self.table.outline(name);
        let entry = self.table.name(name);
        let may_be_like = |person: &PersonId| {
            let first = self.first_names.get(*person as usize);
            first.is_some_and(|(first, known)| {
                known.may_be_like(&outline).unwrap_or_else(|| self.table.name(*first).may_have_one_family(entry))
            })
        };
        let mut found: Vec<PersonId> = Vec::new();
        let mut take = |list: &SymbolLists<PersonId>, word: Symbol| {
            found.extend(list.latest(word).take(COMPARED).filter(may_be_like));
        };
        take(&self.by_surname, entry.surname);
        match entry.family_initial {
            Some(_) => {
                entry.sounds.iter().chain(&entry.sounds_of_several).for_each(|sound| take(&self.by_sound, *sound))
            }
            None => entry.words.iter().for_each(|(_, sound)| take(&self.by_sound, *sound)),
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    pub(super) fn introduce(&mut self, candidate: &Candidate<'_>, builder: &mut EntityBuilder) -> PersonId {
        let id = self.all.len() as PersonId;
        self.first_names.push((candidate.name, self.table.outline(candidate.name)));
        self.all.push(Person {
            entity: builder.add(NameKind::Person),
            names: Vec::new(),
            gender: candidate.stated.gender(),
            likely: self.listed(candidate).likely,
            kin: candidate.kin,
            has_full_name: false,
            bare: 0,
            full: 0,
            first: candidate.tokens.start,
            last: candidate.tokens.start + 1,
        });
        self.see(id, candidate);
        self.register(id, candidate.name);
        id
    }

    /// Makes a person findable by a name.
    fn register(&mut self, id: PersonId, name: NameId) {
        let person = &mut self.all[id as usize];
        if person.names.contains(&name) {
            return;
        }
        person.names.push(name);
        let name = self.table.name(name);
        person.has_full_name |= name.is_full;
        self.by_name.put(name.key, id);
        self.by_surname.put(name.surname, id);
        for sound in name.words.iter().map(|(_, sound)| sound).chain(&name.sounds) {
            self.by_sound.put(*sound, id);
        }
        self.by_surname_sound.put(name.surname_sound, (id, name.surname));
        for (part, rank) in &name.parts {
            self.by_part.put(*part, (id, *rank));
        }
        if let [(first, _), _, _, ..] = *name.words
            && name.parts.iter().any(|(part, _)| *part == first)
        {
            self.by_opening.put(first, id);
        }
        // Particles are no words here: *Sofie De Smet* has two.
        if let [_, .., (last, _)] = *name.words
            && name.name.parts.len() > 2
        {
            self.by_ending.put(last, id);
        }
    }

    /// Hands what is known of each person to the builder: gender, and which spellings are variants.
    fn describe(
        &mut self,
        text: &Text,
        candidates: &[Candidate<'_>],
        owner: &[Option<Found>],
        builder: &mut EntityBuilder,
    ) {
        for person in &self.all {
            let entity = &mut builder[person.entity];
            entity.stated = person.gender;
            let likely = person.names.iter().map(|name| self.table.name(*name).likely);
            entity.likely = likely.fold(Gender::Unstated, Gender::or);
        }
        let mut written: FxHashMap<PersonId, Vec<(NameId, String, usize)>> = FxHashMap::default();
        for (candidate, found) in candidates.iter().zip(owner) {
            let Some(Found { person, form: MentionForm::Name, .. }) = *found else { continue };
            if self.person(person).names.len() < 2 {
                continue;
            }
            let list = written.entry(person).or_default();
            if let Some((.., count)) = list.iter_mut().find(|(name, ..)| *name == candidate.name) {
                *count += 1;
            } else if list.len() < SPELLINGS {
                let words = text.slice(candidate.tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
                list.push((candidate.name, words, 1));
            }
        }
        for (person, list) in written {
            // The spelling that the article uses most is the name; those that vary from it are its variants.
            let parts = |name: NameId| self.table.name(name).name.parts.len();
            let Some(&(usual, ..)) = list.iter().rev().max_by_key(|(name, _, count)| (parts(*name), *count)) else {
                continue;
            };
            for (name, words, _) in &list {
                if self.table.compare(usual, *name) == Likeness::Variant {
                    builder[self.all[person as usize].entity].variants.insert(words.clone());
                }
            }
        }
    }
}
