//! Whom several words name that are a part of a longer full name.

use super::people::{COMPARED, People, PersonId};
use super::person_candidates::Candidate;
use crate::entities::person_name::table::NameId;
use crate::language::{self, Classes};

impl People<'_> {
    /// The latest person of whose longer full name this name is a part: *López Obrador*, *bin Nayef*, *Jong Un*.
    pub(super) fn run_in_full_name(&self, candidate: &Candidate<'_>) -> Option<PersonId> {
        let sought = self.listed(candidate);
        let (first, last) = (sought.words.first()?.0, sought.words.last()?.0);
        let holds = |name: &NameId| {
            let name = self.table.name(*name);
            // A given name and the last word is a full name of its own.
            name.words.len() > sought.words.len()
                && name.words.ends_with(&sought.words)
                && (!sought.opens_given || name.family.contains(&first))
                || name.name.ends_with_particle_and(&sought.name)
        };
        let bearers = self.by_ending.latest(last).take(COMPARED);
        let mut fitting = bearers.filter(|person| self.person(*person).may_be(candidate));
        fitting.find(|person| self.person(*person).names.iter().any(holds))
    }

    /// *Mary Ann* behind *Mary Ann Lopez*: the latest person of whose longer full name this one is the beginning.
    pub(super) fn both_given_names(&self, candidate: &Candidate<'_>, apart: Option<PersonId>) -> Option<PersonId> {
        let sought = self.listed(candidate);
        // Most names begin no longer one.
        let first = sought.words.first().map(|(first, _)| *first).filter(|first| self.by_opening.count(*first) > 0)?;
        let last = language::word(self.table.words.text(sought.words.last()?.0)).classes;
        if last.any(Classes::SURNAME) && !last.any(Classes::GIVEN) {
            return None;
        }
        let holds = |name: &NameId| {
            let words = &self.table.name(*name).words;
            words.len() > sought.words.len() && words.starts_with(&sought.words)
        };
        let bearers = self.by_opening.latest(first).take(COMPARED);
        let mut fitting = bearers.filter(|person| Some(*person) != apart && self.person(*person).may_be(candidate));
        fitting.find(|person| self.person(*person).names.iter().any(holds))
    }
}
