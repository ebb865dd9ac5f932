//! Whom a single word names, where several bear the name.

use super::{COMPARED, Found, People, Person, PersonId};
use crate::entities::MentionForm;
use crate::entities::drafts::Drafts;
use crate::entities::roster::Rank;
use crate::entities::sights::Sight;
use crate::entities::variants;
use crate::entities::words::WordId;
use crate::language::{self, Classes};
use crate::prose::TokenIndex;

/// From so many mentions by the surname alone on it stays with its bearer when a namesake is named once.
const ESTABLISHED: usize = 2;
/// How many tokens later the one whom the story is about may have been mentioned last, against a namesake.
const ASIDE: TokenIndex = 60;
/// Which of two namesakes was mentioned later, one of them aside, is only sure to stay so while fewer tokens than this come
/// or go between them.
pub const SLACK: TokenIndex = 1_000;

impl Person {
    /// Whether the story is about another bearer of the surname: a relative who was named once goes by the given name.
    fn is_aside(&self, rank: Rank, established: bool) -> bool {
        (self.kin || self.full < 2 && self.bare == 0 && established) && rank == Rank::Surname
    }
}

impl People<'_> {
    /// Whom a single word names: somebody named in full before it, else after it, else a person of that one name.
    pub(super) fn of_one_word(&mut self, sight: &Sight<'_>, drafts: &mut Drafts) -> Found {
        let key = self.listed(sight).surname;
        let mut fits: Vec<(PersonId, Rank)> = self.by_part.latest(key).collect();
        fits.reverse();
        if fits.is_empty() {
            fits.extend(self.by_another_spelling(key).map(|person| (person, Rank::Surname)));
        }
        fits.retain(|(person, _)| self.person(*person).may_be(sight));
        let established = fits.iter().any(|(person, _)| self.person(*person).bare >= ESTABLISHED);
        if fits.len() > 1 {
            self.note_counted(&fits, established);
            fits.sort_by_cached_key(|fit| std::cmp::Reverse(self.preference(*fit, sight, established)));
        }
        let Some(&(person, rank)) = fits.first() else {
            let person = self.introduce(sight, drafts);
            return Found { person, form: MentionForm::Name, confidence: 1.0, rival: None };
        };
        self.see(person, sight);
        self.all[person as usize].bare += usize::from(rank == Rank::Surname);
        let form = match rank {
            _ if !self.person(person).has_full_name => MentionForm::Name,
            Rank::Surname => MentionForm::Surname,
            Rank::Given => MentionForm::Given,
            // A middle word that is a family name was taken for a surname (*Rodham*), else for a given name.
            Rank::Middle if self.is_given_name(key) => MentionForm::Given,
            Rank::Middle => MentionForm::Surname,
        };
        let rival = fits[1..].iter().find(|(other, same)| *same == rank && *other != person).map(|(other, _)| *other);
        Found { person, form, confidence: if rival.is_some() { 0.7 } else { 0.97 }, rival }
    }

    /// How well a single word fits a person of whose name it is a part; the higher the better.
    fn preference(
        &self,
        (person, rank): (PersonId, Rank),
        sight: &Sight<'_>,
        established: bool,
    ) -> (bool, bool, bool, bool, TokenIndex) {
        let person = self.person(person);
        let introduced = person.last > 0;
        let since = match person.is_aside(rank, established) {
            true => person.last.saturating_sub(ASIDE),
            false => person.last,
        };
        let place = if introduced { since } else { u32::MAX - person.first };
        // *Mr. Marsh* is no Rebecca.
        let fits_given = person.likely.agrees(sight.stated.gender());
        (fits_given, rank == Rank::Surname, introduced, rank == Rank::Given, place)
    }

    /// Notes the tokens that were counted to choose between bearers of a name.
    fn note_counted(&mut self, fits: &[(PersonId, Rank)], established: bool) {
        let person = |id: &PersonId| &self.all[*id as usize];
        let (aside, others): (Vec<_>, Vec<_>) =
            fits.iter().partition(|(id, rank)| person(id).is_aside(*rank, established));
        let all = || aside.iter().chain(&others);
        for (one, _) in &aside {
            for (other, _) in all().filter(|(other, _)| other != one) {
                let (one, other) = (person(one).last, person(other).last);
                let (from, to) = (one.min(other), one.max(other));
                if to - from <= ASIDE + SLACK {
                    // Nothing is before the beginning.
                    self.counted.push(if one <= ASIDE + SLACK { 0 } else { from.saturating_sub(1) }..to);
                }
            }
        }
    }

    fn is_given_name(&self, word: WordId) -> bool {
        language::word(self.roster.words.text(word)).classes.any(Classes::GIVEN)
    }

    /// The bearer of a surname that sounds the same, if it is one person only.
    fn by_another_spelling(&mut self, surname: WordId) -> Option<PersonId> {
        let sound = self.roster.words.sound(surname);
        let alike = self.by_surname_sound.latest(sound).take(COMPARED);
        let words = &self.roster.words;
        let mut fitting = alike
            .filter(|(_, other)| variants::same_surname(words.text(*other), words.text(surname)))
            .map(|(id, _)| id);
        let first = fitting.next()?;
        fitting.all(|other| other == first).then_some(first)
    }
}
