//! What a name names, where the article as a whole knows better than the sentence.

use std::borrow::Cow;

use crate::entities::facts::lookups::{Lookups, Reading};
use crate::entities::facts::name_form::{NameForm, NameForms};
use crate::entities::facts::person_mention::PersonMention;
use crate::entities::facts::sentence::{NameFact, SentenceFacts};
use crate::entities::person_name::table::PersonNameTable;
use crate::entities::symbols::interner::{BySymbol, Interner};
use crate::language::{self, Classes};
use crate::names::NameKind;
use crate::prose::{Text, TokenIndex, TokenRange};

/// A name with its kind put right.
pub struct Named<'s> {
    /// Its tokens.
    pub tokens: TokenRange,
    /// The first token of its sentence.
    pub base: TokenIndex,
    /// What it names.
    pub kind: NameKind,
    /// What its sentence says of it.
    pub fact: &'s NameFact,
    /// Of a person's name: the people whom it names.
    pub people: Cow<'s, [PersonMention]>,
}

/// The names with their kinds put right: seats of power are the bodies that sit there (*the White House* denies it),
/// words that are the full name or the surname of somebody are that person's, and a person is parted from the body in
/// front (*the HWU Ann Holt*).
pub fn of_article<'s>(
    text: &Text,
    sentences: &'s [SentenceFacts],
    lookups: &mut [Lookups],
    name_forms: &NameForms,
    table: &mut PersonNameTable,
) -> Vec<Named<'s>> {
    let people = People::of(sentences, name_forms, table);
    let mut names = Vec::new();
    for ((facts, lookups), sentence) in sentences.iter().zip(lookups).zip(text.sentences()) {
        let base = sentence.tokens.start;
        let named = |fact: &'s NameFact, kind: NameKind| {
            let tokens = base + fact.tokens.start..base + fact.tokens.end;
            Named { tokens, base, kind, fact, people: Cow::Borrowed(fact.people.as_deref().unwrap_or_default()) }
        };
        for fact in &facts.naming.names {
            let kind = people.kind_of(fact, name_forms);
            let halves = fact.halves.as_deref().filter(|_| kind != NameKind::Person);
            // The last word names somebody alone elsewhere.
            let halves = halves.filter(|_| people.alone.get(name_forms.get(fact.name_form).last_word()));
            if let Some(halves) = halves {
                names.extend(halves.iter().map(|half| named(half, half.kind)));
                continue;
            }
            let mut name = named(fact, kind);
            if kind == NameKind::Person && fact.people.is_none() {
                let people = lookups.people(text, base, fact.tokens.clone(), Reading::Tagged, table);
                name.people = Cow::Owned(people.to_vec());
            }
            names.push(name);
        }
    }
    names
}

/// What people are called who are named in full.
struct People {
    /// Their normalized words, parted by blanks.
    full: BySymbol<bool>,
    surnames: BySymbol<bool>,
    /// Words that name somebody alone.
    alone: BySymbol<bool>,
    /// Words of longer names of bodies and places: *Marsh* in *Marsh Industries* may be the company.
    elsewhere: BySymbol<bool>,
    /// Single words that name a body.
    bodies: BySymbol<bool>,
    /// The last words of the names of teams.
    teams: BySymbol<bool>,
    /// Single words that can only name a place.
    placed: BySymbol<bool>,
}

impl People {
    fn of(sentences: &[SentenceFacts], name_forms: &NameForms, table: &PersonNameTable) -> People {
        let none = |words: &Interner| BySymbol::new(words);
        let words = &table.words;
        let mut people = People {
            full: none(words),
            surnames: none(words),
            alone: none(words),
            elsewhere: none(words),
            bodies: none(words),
            teams: none(words),
            placed: none(words),
        };
        let facts = || sentences.iter().flat_map(|sentence| &sentence.naming.names);
        let tagged = || facts().filter(|fact| fact.is_tagged).map(|fact| (fact.kind, name_forms.get(fact.name_form)));
        for (_, name_form) in tagged().filter(|(kind, _)| *kind == NameKind::Person) {
            if name_form.words.is_empty() {
                *people.alone.entry(name_form.key) = true;
            } else if let Some(full) = name_form.full {
                *people.full.entry(name_form.key) = true;
                *people.surnames.entry(table.name(full).surname) = true;
                // *Szijjártó Balázs*: the first word may be the family name.
                if let [first, _] = name_form.words[..]
                    && language::word(words.text(first)).classes == Classes::NONE
                {
                    *people.surnames.entry(first) = true;
                }
            }
        }
        for fact in facts().filter(|fact| fact.is_where) {
            *people.placed.entry(name_forms.get(fact.name_form).key) = true;
        }
        for fact in facts().filter(|fact| fact.is_played_for) {
            *people.teams.entry(name_forms.get(fact.name_form).last_word()) = true;
        }
        for (kind, name_form) in tagged().filter(|(kind, _)| *kind != NameKind::Person) {
            if kind == NameKind::Organization && name_form.words.is_empty() {
                *people.bodies.entry(name_form.key) = true;
            }
            if !people.full.get(name_form.key) {
                name_form.words.iter().for_each(|word| *people.elsewhere.entry(*word) = true);
            }
        }
        people
    }

    fn kind_of(&self, fact: &NameFact, name_forms: &NameForms) -> NameKind {
        let name_form = name_forms.get(fact.name_form);
        if fact.kind == NameKind::Person && fact.has_voice && self.is_body(name_form) {
            return NameKind::Organization;
        }
        if fact.kind == NameKind::Person && self.teams.get(name_form.last_word()) {
            return NameKind::Organization;
        }
        if fact.kind == NameKind::Person && self.is_place(name_form) {
            return NameKind::Place;
        }
        if !fact.is_tagged || fact.kind == NameKind::Person {
            return fact.kind;
        }
        match fact.kind {
            NameKind::Place if name_form.is_seat => NameKind::Organization,
            _ if self.have(fact, name_form) => NameKind::Person,
            kind => kind,
        }
    }

    /// Whether one word names a body elsewhere, and nobody's surname.
    fn is_body(&self, name_form: &NameForm) -> bool {
        name_form.words.is_empty() && self.bodies.get(name_form.key) && !self.surnames.get(name_form.key)
    }

    /// Whether one word can only name a place, and nobody's surname.
    fn is_place(&self, name_form: &NameForm) -> bool {
        name_form.words.is_empty() && self.placed.get(name_form.key) && !self.surnames.get(name_form.key)
    }

    fn have(&self, fact: &NameFact, name_form: &NameForm) -> bool {
        if !name_form.words.is_empty() {
            return self.full.get(name_form.key);
        }
        fact.may_be_surname && self.surnames.get(name_form.key) && !self.elsewhere.get(name_form.key)
    }
}
