//! Joins the names of people: full name → surname → given name.
//!
//! Full names are joined first, over the whole article; a single word then goes to somebody whose full name holds it.
//! All look-ups go through lists by the parts of names, so the work grows with the article and not with its square.

mod namesakes;

pub use namesakes::SLACK;

use super::drafts::{DraftId, Drafts};
use super::kinds::Named;
use super::notes::{Capitals, Spotted};
use super::quick::Map;
use super::roster::{Listed, NameId, Rank, Roster};
use super::sight_notes::Manner;
use super::sights::{self, Asked, Sight, Sights};
use super::variants::Likeness;
use super::words::{Lists, WordId};
use super::{Gender, MentionForm};
use crate::names::NameKind;
use crate::prose::{Text, TokenIndex, TokenRange};

/// How many people with a part of their name in common a new name is compared with: the latest ones. A page of
/// results lists hundreds of Smiths.
const COMPARED: usize = 24;
/// Of how many names of one person each is compared with a new one.
const NAMES_COMPARED: usize = 8;
/// How many spellings of one person's name are told apart.
const SPELLINGS: usize = 16;

/// Index of a person in [`People::all`].
type PersonId = u32;

/// Somebody who was named in full, or whose one name nobody else explains.
struct Person {
    draft: DraftId,
    /// Their names, the fullest first seen first.
    names: Vec<NameId>,
    gender: Gender,
    /// What their given name suggests.
    likely: Gender,
    /// Whether they were introduced as somebody's relative.
    kin: bool,
    /// Whether one of their names is a full one.
    has_full_name: bool,
    /// How often the surname alone named them so far.
    bare: usize,
    /// How often the article names them in full.
    full: usize,
    first: TokenIndex,
    last: TokenIndex,
}

/// Whom a name names.
#[derive(Debug, Clone, Copy)]
struct Found {
    person: PersonId,
    form: MentionForm,
    confidence: f32,
    /// Who else bears the name.
    rival: Option<PersonId>,
}

/// Names of people with how they stand in their sentences, as far as that is noted, in order.
pub type Manners = Vec<(TokenRange, Manner)>;

/// What gathering people has shown.
pub struct Gathered {
    /// How the names stand in their sentences, as far as that is known, in order.
    pub manners: Manners,
    /// By which words people were looked for.
    pub asked: Asked,
    /// The tokens of which the number has decided between namesakes.
    pub counted: Vec<TokenRange>,
}

struct People<'a> {
    roster: &'a mut Roster,
    /// See [`Gathered::counted`].
    counted: Vec<TokenRange>,
    all: Vec<Person>,
    /// By the whole name.
    by_name: Lists<PersonId>,
    /// By surname, and by the sound of each part of the name: where variants are looked for.
    by_surname: Lists<PersonId>,
    by_sound: Lists<PersonId>,
    /// By every part of the name.
    by_part: Lists<(PersonId, Rank)>,
    /// By the sound of the surname alone.
    by_surname_sound: Lists<(PersonId, WordId)>,
}

/// Joins the people of the article; names of other kinds are left alone. `compounds` are words with a capital in front
/// of a hyphen.
pub fn join(
    text: &Text,
    names: &[Named<'_>],
    capitals: &mut Capitals,
    compounds: &[Spotted<(WordId, u32)>],
    roster: &mut Roster,
    drafts: &mut Drafts,
) -> Gathered {
    let Sights { all: sights, nested, asked } = sights::gather(text, names, capitals, roster);
    let mut people = People::new(roster);
    let owner = people.read(text, &sights, drafts);
    for (sight, found) in sights.iter().zip(&owner) {
        let Some(Found { person, form, confidence, rival }) = *found else { continue };
        let rival = rival.map(|rival| people.person(rival).draft);
        drafts.mention_or(text, people.person(person).draft, sight.tokens.clone(), form, confidence, rival);
    }
    for sight in nested {
        let name = people.roster.name(sight.name);
        let (bearers, form) = match name.is_full {
            true => (people.by_name.only(name.key), MentionForm::Name),
            false => (people.by_surname.only(name.surname), MentionForm::Surname),
        };
        // Of two who bear one name, nobody can say after whom something is called.
        if let Some(person) = bearers {
            drafts.mention_inside(text, people.person(person).draft, sight.tokens, form);
        }
    }
    for &Spotted { at, what: (surname, length) } in compounds {
        if let Some(person) = people.by_surname.only(surname).filter(|_| drafts.owner(at).is_none()) {
            drafts.mention_in_word(text, people.person(person).draft, at, length);
        }
    }
    people.describe(text, &sights, &owner, drafts);
    let counted = people.counted;
    let manners = sights.into_iter().filter_map(|sight| Some((sight.tokens, sight.manner?))).collect();
    Gathered { manners, asked, counted }
}

impl Person {
    fn seen(&mut self, sight: &Sight<'_>, is_full: bool) {
        self.gender = self.gender.or(sight.stated.gender());
        self.full += usize::from(is_full);
        self.last = sight.tokens.start + 1;
    }

    fn may_be(&self, sight: &Sight<'_>) -> bool {
        self.gender.agrees(sight.stated.gender())
    }
}

impl<'a> People<'a> {
    fn new(roster: &'a mut Roster) -> People<'a> {
        let words = &roster.words;
        People {
            all: Vec::new(),
            by_name: Lists::new(words),
            by_surname: Lists::new(words),
            by_sound: Lists::new(words),
            by_part: Lists::new(words),
            by_surname_sound: Lists::new(words),
            counted: Vec::new(),
            roster,
        }
    }

    fn person(&self, id: PersonId) -> &Person {
        &self.all[id as usize]
    }

    fn listed(&self, sight: &Sight<'_>) -> &Listed {
        self.roster.name(sight.name)
    }

    /// Whom each sight names.
    fn read(&mut self, text: &Text, sights: &[Sight<'_>], drafts: &mut Drafts) -> Vec<Option<Found>> {
        let mut owner: Vec<Option<Found>> = vec![None; sights.len()];
        for (index, sight) in sights.iter().enumerate() {
            if self.listed(sight).is_full {
                owner[index] = Some(self.of_full_name(text, sights, index, &owner, drafts));
            }
        }
        // Who was mentioned last decides between bearers of one surname, so single words are read in order, along with
        // the full names between them.
        for person in &mut self.all {
            person.last = 0;
        }
        for (index, sight) in sights.iter().enumerate() {
            if let Some(found) = owner[index] {
                self.all[found.person as usize].last = sight.tokens.start + 1;
                continue;
            }
            let before = index.checked_sub(1).and_then(|before| owner[before]).map(|found| found.person);
            let found = match before.filter(|before| sight.known_as && self.person(*before).may_be(sight)) {
                Some(person) => self.also_called(person, sight),
                None => self.of_one_word(sight, drafts),
            };
            self.all[found.person as usize].last = sight.tokens.start + 1;
            owner[index] = Some(found);
        }
        owner
    }

    /// Whom a full name names; `owner` holds whom the full names before it do.
    fn of_full_name(
        &mut self,
        text: &Text,
        sights: &[Sight<'_>],
        index: usize,
        owner: &[Option<Found>],
        drafts: &mut Drafts,
    ) -> Found {
        let sight = &sights[index];
        if let Some(person) = self.run_in_full_name(sight) {
            self.see(person, sight);
            return Found { person, form: MentionForm::Surname, confidence: 0.97, rival: None };
        }
        let before = index.checked_sub(1).and_then(|before| Some((&sights[before], owner[before]?.person)));
        if let Some((_, person)) = before
            && sight.known_as
            && self.person(person).may_be(sight)
        {
            return self.also_called(person, sight);
        }
        // *Elena Lopez, known as Lena Rubio*, where Lena Rubio has been named before.
        if let Some(next) = sights.get(index + 1).filter(|next| next.known_as)
            && self.by_name.last(self.listed(sight).key).is_none()
            && let Some(person) = self.by_name.last(self.listed(next).key)
            && self.person(person).may_be(sight)
        {
            return self.also_called(person, sight);
        }
        let apart = before.filter(|(before, _)| sights::coordinated(text, before, sight)).map(|(_, person)| person);
        let (person, likeness) = self.bearer(sight, apart, drafts);
        let confidence = if likeness == Likeness::Variant { 0.9 } else { 1.0 };
        Found { person, form: MentionForm::Name, confidence, rival: None }
    }

    fn see(&mut self, person: PersonId, sight: &Sight<'_>) {
        let is_full = self.listed(sight).is_full;
        self.all[person as usize].seen(sight, is_full);
    }

    /// Gives a person one more name, as the text says that both are one.
    fn also_called(&mut self, person: PersonId, sight: &Sight<'_>) -> Found {
        self.see(person, sight);
        self.register(person, sight.name);
        Found { person, form: MentionForm::Name, confidence: 0.95, rival: None }
    }

    /// The person who bears a full name, a new one if nobody does yet.
    fn bearer(&mut self, sight: &Sight<'_>, apart: Option<PersonId>, drafts: &mut Drafts) -> (PersonId, Likeness) {
        if let Some(person) = self.same_name(sight, apart) {
            self.see(person, sight);
            return (person, Likeness::Equal);
        }
        let mut best: Option<(Likeness, PersonId)> = None;
        for person in self.comparable(sight.name) {
            if Some(person) == apart || !self.person(person).may_be(sight) {
                continue;
            }
            // Every name of a person must fit: two spellings of one name may each be near a third that is another's.
            let known = &self.all[person as usize].names;
            let known = known.iter().take(NAMES_COMPARED);
            let Some(worst) = known.map(|name| self.roster.compare(*name, sight.name)).min() else { continue };
            let found = (worst, person);
            if worst > Likeness::Different && best.is_none_or(|best| found > best) {
                best = Some(found);
            }
        }
        if let Some((likeness, person)) = best {
            self.see(person, sight);
            self.register(person, sight.name);
            return (person, likeness);
        }
        (self.introduce(sight, drafts), Likeness::Different)
    }

    /// The latest bearer of just this name.
    fn same_name(&mut self, sight: &Sight<'_>, apart: Option<PersonId>) -> Option<PersonId> {
        let bearers = self.by_name.latest(self.roster.name(sight.name).key).take(COMPARED);
        for person in bearers.filter(|person| Some(*person) != apart) {
            let known = &self.all[person as usize];
            let same = |name: &NameId| self.roster.compare(*name, sight.name) == Likeness::Equal;
            if known.may_be(sight) && known.names.iter().any(same) {
                return Some(person);
            }
        }
        None
    }

    /// The people with whom a full name is compared: the latest ones with that surname, or with a part that sounds
    /// the same.
    fn comparable(&self, name: NameId) -> Vec<PersonId> {
        let name = self.roster.name(name);
        let mut found: Vec<PersonId> = self.by_surname.latest(name.surname).take(COMPARED).collect();
        for (_, sound) in &name.words {
            found.extend(self.by_sound.latest(*sound).take(COMPARED));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn introduce(&mut self, sight: &Sight<'_>, drafts: &mut Drafts) -> PersonId {
        let id = self.all.len() as PersonId;
        self.all.push(Person {
            draft: drafts.add(NameKind::Person),
            names: Vec::new(),
            gender: sight.stated.gender(),
            likely: self.listed(sight).likely,
            kin: sight.kin,
            has_full_name: false,
            bare: 0,
            full: 0,
            first: sight.tokens.start,
            last: sight.tokens.start + 1,
        });
        self.see(id, sight);
        self.register(id, sight.name);
        id
    }

    /// Makes a person findable by a name.
    fn register(&mut self, id: PersonId, name: NameId) {
        let person = &mut self.all[id as usize];
        if person.names.contains(&name) {
            return;
        }
        person.names.push(name);
        let name = self.roster.name(name);
        person.has_full_name |= name.is_full;
        self.by_name.put(name.key, id);
        self.by_surname.put(name.surname, id);
        for (_, sound) in &name.words {
            self.by_sound.put(*sound, id);
        }
        self.by_surname_sound.put(name.surname_sound, (id, name.surname));
        for (part, rank) in &name.parts {
            self.by_part.put(*part, (id, *rank));
        }
    }

    /// The latest person of whose longer full name this name is a part: *López Obrador*, *bin Nayef*, *Jong Un*.
    fn run_in_full_name(&self, sight: &Sight<'_>) -> Option<PersonId> {
        let sought = self.listed(sight);
        let (first, last) = (sought.words.first()?.0, sought.words.last()?.0);
        let holds = |name: &NameId| {
            let name = self.roster.name(*name);
            // A given name and the last word is a full name of its own.
            name.words.len() > sought.words.len()
                && name.words.ends_with(&sought.words)
                && (!sought.opens_given || name.family.contains(&first))
        };
        let bearers = self.by_part.latest(last).take(COMPARED).map(|(person, _)| person);
        let mut fitting = bearers.filter(|person| self.person(*person).may_be(sight));
        fitting.find(|person| self.person(*person).names.iter().any(holds))
    }

    /// Hands what is known of each person to the drafts: gender, and which spellings are variants.
    fn describe(&mut self, text: &Text, sights: &[Sight<'_>], owner: &[Option<Found>], drafts: &mut Drafts) {
        for person in &self.all {
            let draft = &mut drafts.all[person.draft];
            draft.stated = person.gender;
            let likely = person.names.iter().map(|name| self.roster.name(*name).likely);
            draft.likely = likely.fold(Gender::Unstated, Gender::or);
        }
        let mut written: Map<PersonId, Vec<(NameId, String, usize)>> = Map::default();
        for (sight, found) in sights.iter().zip(owner) {
            let Some(Found { person, form: MentionForm::Name, .. }) = *found else { continue };
            if self.person(person).names.len() < 2 {
                continue;
            }
            let list = written.entry(person).or_default();
            if let Some((.., count)) = list.iter_mut().find(|(name, ..)| *name == sight.name) {
                *count += 1;
            } else if list.len() < SPELLINGS {
                let words = text.slice(sight.tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
                list.push((sight.name, words, 1));
            }
        }
        for (person, list) in written {
            // The spelling that the article uses most is the name; those that vary from it are its variants.
            let parts = |name: NameId| self.roster.name(name).name.parts.len();
            let Some(&(usual, ..)) = list.iter().rev().max_by_key(|(name, _, count)| (parts(*name), *count)) else {
                continue;
            };
            for (name, words, _) in &list {
                if self.roster.compare(usual, *name) == Likeness::Variant {
                    drafts.all[self.all[person as usize].draft].variants.insert(words.clone());
                }
            }
        }
    }
}
