//! What a name names, where the article as a whole knows better than the sentence.

use std::collections::HashSet;

use super::fold::fold;
use super::person_name::PersonName;
use crate::language::{self, Classes};
use crate::names::{Name, NameKind};
use crate::prose::{Text, TokenRange};

/// The names with their kinds put right: seats of power are the bodies that sit there (*the White House* denies it), and
/// words that are the full name or the surname of somebody are that person's.
pub fn of_article(text: &Text, names: &[Name]) -> Vec<Name> {
    let mut names = names.to_vec();
    let people = People::of(text, &names);
    for name in names.iter_mut().filter(|name| name.kind != NameKind::Person) {
        if name.kind == NameKind::Place && is_seat(text, name.tokens.clone()) {
            name.kind = NameKind::Organization;
        } else if people.have(text, name.tokens.clone()) {
            name.kind = NameKind::Person;
        }
    }
    names
}

fn classes(text: &Text, tokens: TokenRange) -> Classes {
    match tokens.len() {
        1 => text.token(tokens.start).classes(),
        _ => language::phrase(text.slice(tokens)).map_or(Classes(0), |word| word.classes),
    }
}

fn is_seat(text: &Text, tokens: TokenRange) -> bool {
    let classes = classes(text, tokens);
    classes.any(Classes::COLLECTIVE) && classes.any(Classes::ORGANIZATION)
}

/// What people are called who are named in full.
struct People {
    full: HashSet<Vec<String>>,
    surnames: HashSet<String>,
    /// Words of longer names of bodies and places: *Marsh* in *Marsh Industries* may be the company.
    elsewhere: HashSet<String>,
}

impl People {
    fn of(text: &Text, names: &[Name]) -> People {
        let mut people = People { full: HashSet::new(), surnames: HashSet::new(), elsewhere: HashSet::new() };
        for name in names.iter().filter(|name| name.tokens.len() > 1) {
            if name.kind != NameKind::Person {
                people.elsewhere.extend(words(text, name.tokens.clone()));
            } else if let Some(parsed) = PersonName::parse(text, name.tokens.clone())
                && parsed.is_full()
            {
                people.full.insert(words(text, name.tokens.clone()));
                people.surnames.insert(parsed.surname().to_owned());
            }
        }
        people
    }

    fn have(&self, text: &Text, tokens: TokenRange) -> bool {
        if self.full.is_empty() {
            return false;
        }
        let words = words(text, tokens.clone());
        let [word] = &words[..] else { return self.full.contains(&words) };
        let listed = Classes::PLACE | Classes::COUNTRY | Classes::ORGANIZATION | Classes::OUTLET;
        self.surnames.contains(word)
            && !self.elsewhere.contains(word)
            && text.token(tokens.start).is_capitalized()
            && !classes(text, tokens).any(listed)
    }
}

fn words(text: &Text, tokens: TokenRange) -> Vec<String> {
    tokens.map(|index| fold(text.word(index))).collect()
}
