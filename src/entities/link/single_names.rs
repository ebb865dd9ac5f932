//! Whom a single word names, where several bear the name.

use super::builder::EntityBuilder;
use super::people::{COMPARED, Found, People, Person, PersonId};
use super::person_candidates::Candidate;
use super::recent::MANY;
use crate::entities::entity::{Gender, MentionForm};
use crate::entities::person_name::compare;
use crate::entities::person_name::table::Rank;
use crate::entities::symbols::interner::Symbol;
use crate::language::{self, Classes};
use crate::prose::TokenIndex;

/// From so many mentions by the surname alone or in full on the surname stays with its bearer when a namesake is named
/// once.
const ESTABLISHED: usize = 2;
/// How many tokens later the one whom the story is about may have been mentioned last, against a namesake.
const ASIDE: u32 = 120;

impl Person {
    /// Whether the story is about another bearer of the surname: a relative who was named once goes by the given name.
    fn is_aside(&self, rank: Rank, established: bool) -> bool {
        (self.kin || self.full < 2 && self.bare == 0 && established) && rank == Rank::Surname
    }
}

impl People<'_> {
    /// Whom a single word names: somebody named in full before it, else after it, else a person of that one name.
    pub(super) fn of_one_word(&mut self, candidate: &Candidate<'_>, builder: &mut EntityBuilder) -> Found {
        let key = self.listed(candidate).surname;
        let mut fits = self.bearers(key);
        if fits.is_empty() {
            fits.extend(self.by_another_spelling(key).map(|person| (person, Rank::Surname)));
        }
        // *Mr. Marsh* is no Rebecca, unless the text says so.
        let is_likely =
            |person: &Person| person.gender != Gender::Unstated || person.likely.agrees(candidate.stated.gender());
        fits.retain(|(person, _)| self.person(*person).may_be(candidate) && is_likely(self.person(*person)));
        let is_established = |person: &Person| person.bare.max(person.full) >= ESTABLISHED;
        let established = fits.iter().any(|(person, _)| is_established(self.person(*person)));
        if fits.len() > 1 {
            fits.sort_by_cached_key(|fit| std::cmp::Reverse(self.preference(*fit, candidate, established)));
        }
        let Some(&(person, rank)) = fits.first() else {
            let person = self.introduce(candidate, builder);
            self.share_surname(person, candidate);
            return Found { person, form: MentionForm::Name, confidence: 1.0, rival: None };
        };
        self.see(person, candidate);
        self.all[person as usize].bare += usize::from(rank == Rank::Surname);
        let form = match rank {
            _ if rank != Rank::Shared && !self.person(person).has_full_name => MentionForm::Name,
            Rank::Surname | Rank::Shared => MentionForm::Surname,
            Rank::Given => MentionForm::Given,
            // A middle word that is a family name was taken for a surname (*Rodham*), else for a given name.
            Rank::Middle if self.is_given_name(key) => MentionForm::Given,
            Rank::Middle => MentionForm::Surname,
        };
        let rival = fits[1..].iter().find(|(other, same)| *same == rank && *other != person).map(|(other, _)| *other);
        Found { person, form, confidence: if rival.is_some() { 0.7 } else { 0.97 }, rival }
    }

    /// *John and Mary Larkin own the mill. Mr Larkin slept.*: somebody called by a given name alone bears the family name of
    /// the one behind *and*, where it fits nobody else.
    fn share_surname(&mut self, person: PersonId, candidate: &Candidate<'_>) {
        let Some(other) = candidate.joined_to.map(|name| self.table.name(name)) else { return };
        if other.is_full && other.opens_given && self.listed(candidate).opens_given {
            let surname = other.surname;
            self.by_part.put(surname, (person, Rank::Shared));
        }
    }

    /// How well a single word fits a person of whose name it is a part; the higher the better.
    fn preference(
        &self,
        (person, rank): (PersonId, Rank),
        candidate: &Candidate<'_>,
        established: bool,
    ) -> (bool, bool, bool, bool, u32) {
        let person = self.person(person);
        let introduced = person.last > TokenIndex::FIRST;
        let since = match person.is_aside(rank, established) {
            true => person.last.saturating_sub(ASIDE),
            false => person.last,
        };
        let place = if introduced { since.into() } else { u32::MAX - u32::from(person.first) };
        let fits_given = person.likely.agrees(candidate.stated.gender());
        (fits_given, rank == Rank::Surname, introduced, rank == Rank::Given, place)
    }

    /// The people of whose name a word is a part, the first of them first.
    fn bearers(&self, key: Symbol) -> Vec<(PersonId, Rank)> {
        let recent = self.recent.of(key);
        if self.by_part.count(key) > MANY && !recent.is_empty() {
            return recent.to_vec();
        }
        let mut bearers: Vec<(PersonId, Rank)> = self.by_part.latest(key).take(MANY + 1).collect();
        bearers.reverse();
        bearers
    }

    /// Notes that somebody is mentioned by a name.
    pub(super) fn mentioned(&mut self, id: PersonId, candidate: &Candidate<'_>) {
        self.all[id as usize].last = candidate.tokens.start + 1;
        for (part, rank) in &self.table.name(candidate.name).parts {
            if self.by_part.count(*part) > MANY {
                self.recent.note(*part, id, *rank);
            }
        }
    }

    fn is_given_name(&self, word: Symbol) -> bool {
        language::word(self.table.words.text(word)).classes.any(Classes::GIVEN)
    }

    /// The bearer of a surname that sounds the same, if it is one person only.
    fn by_another_spelling(&mut self, surname: Symbol) -> Option<PersonId> {
        let sound = self.table.words.sound(surname);
        let alike = self.by_surname_sound.latest(sound).take(COMPARED);
        let words = &self.table.words;
        let mut fitting =
            alike.filter(|(_, other)| compare::same_surname(words.text(*other), words.text(surname))).map(|(id, _)| id);
        let first = fitting.next()?;
        fitting.all(|other| other == first).then_some(first)
    }
}
