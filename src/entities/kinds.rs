//! What a name names, where the article as a whole knows better than the sentence.

use super::fold::{Folded, fold, fold_onto};
use super::person_name::PersonName;
use super::quick::Set;
use crate::language::{self, Classes};
use crate::names::{Name, NameKind};
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// The names with their kinds put right: seats of power are the bodies that sit there (*the White House* denies it),
/// words that are the full name or the surname of somebody are that person's, and a person is parted from the body in
/// front (*the HWU Ann Holt*).
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
    let mut parted = Vec::with_capacity(names.len());
    for mut name in names {
        if let Some(person) = people.behind_body(text, &name) {
            let tokens = person..name.tokens.end;
            name.tokens.end = person;
            parted.push(name);
            parted.push(Name { title: tokens.start..tokens.start, kind: NameKind::Person, tokens });
        } else {
            parted.push(name);
        }
    }
    parted.extend(overlooked(text, &parted));
    parted.sort_by_key(|name| name.tokens.start);
    parted
}

/// Nouns that make what stands before them the name of a body, and next to nothing else.
const BODIES: &[&str] = &[
    "Agency",
    "Association",
    "Authority",
    "Bank",
    "Board",
    "Commission",
    "Committee",
    "Council",
    "Federation",
    "Institute",
    "Ministry",
    "Society",
    "Trust",
    "Union",
];

/// Bodies that the tagger overlooked: capitalized words between *the* and words in lower case, of which the last says what
/// it is (*the Harbour Trust*).
fn overlooked(text: &Text, names: &[Name]) -> Vec<Name> {
    let mut taken = vec![false; text.tokens().len()];
    for name in names {
        taken[name.tokens.start as usize..name.tokens.end as usize].fill(true);
    }
    let mut found = Vec::new();
    for sentence in text.sentences() {
        let limit = sentence.tokens.end;
        for the in sentence.tokens.start..limit {
            let capital = |at: &TokenIndex| text.token(*at).kind == TokenKind::Capital && !taken[*at as usize];
            // The kinds of two tokens are asked sooner than the letters of a word.
            let opens = the + 2 < limit && capital(&(the + 1)) && capital(&(the + 2));
            if !opens || text.word(the) != "the" {
                continue;
            }
            let end = (the + 1..limit).take_while(capital).last().map_or(the + 1, |last| last + 1);
            let goes_on = end < limit && (text.token(end).is_capitalized() || text.token(end).is(Classes::PREPOSITION));
            if end < the + 3 || goes_on || !BODIES.contains(&text.word(end - 1)) {
                continue;
            }
            let tokens = the + 1..end;
            found.push(Name { title: tokens.start..tokens.start, kind: NameKind::Organization, tokens });
        }
    }
    found
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
#[derive(Default)]
struct People {
    /// Their folded words, parted by blanks.
    full: Set<String>,
    surnames: Set<String>,
    /// Words that name somebody alone.
    alone: Set<String>,
    /// Words of longer names of bodies and places: *Marsh* in *Marsh Industries* may be the company.
    elsewhere: Set<String>,
}

impl People {
    fn of(text: &Text, names: &[Name]) -> People {
        let mut people = People::default();
        let mut key = String::new();
        let long = || names.iter().filter(|name| name.tokens.len() > 1);
        for name in long().filter(|name| name.kind == NameKind::Person) {
            if let Some(parsed) = PersonName::parse(text, name.tokens.clone())
                && parsed.is_full()
            {
                words(text, name.tokens.clone(), &mut key);
                add(&mut people.full, &key);
                add(&mut people.surnames, parsed.surname());
            }
        }
        for name in long().filter(|name| name.kind != NameKind::Person) {
            words(text, name.tokens.clone(), &mut key);
            if !people.full.contains(&key) {
                key.split(' ').for_each(|word| add(&mut people.elsewhere, word));
            }
        }
        let alone = names.iter().filter(|name| name.kind == NameKind::Person && name.tokens.len() == 1);
        let mut folded = Folded::default();
        alone.for_each(|name| add(&mut people.alone, folded.of(text.word(name.tokens.start))));
        people
    }

    /// Where a person's name begins behind that of a body, if the last word names somebody alone elsewhere: behind an
    /// acronym, or at a title.
    fn behind_body(&self, text: &Text, name: &Name) -> Option<TokenIndex> {
        let last = name.tokens.end.checked_sub(1)?;
        if name.kind == NameKind::Person || name.tokens.len() < 3 || !self.alone.contains(&fold(text.word(last))) {
            return None;
        }
        let is_title = |at: &TokenIndex| text.token(*at).is(Classes::TITLE | Classes::HONORIFIC);
        let title = (name.tokens.start + 1..last).find(is_title);
        let acronym = text.token(name.tokens.start).kind == TokenKind::Capitals
            && (name.tokens.start + 1..last).all(|at| text.token(at).kind == TokenKind::Capital);
        title.or(acronym.then_some(name.tokens.start + 1))
    }

    fn have(&self, text: &Text, tokens: TokenRange) -> bool {
        if self.full.is_empty() {
            return false;
        }
        let mut key = String::new();
        words(text, tokens.clone(), &mut key);
        if tokens.len() > 1 {
            return self.full.contains(&key);
        }
        let listed = Classes::PLACE | Classes::COUNTRY | Classes::ORGANIZATION | Classes::OUTLET;
        self.surnames.contains(&key)
            && !self.elsewhere.contains(&key)
            && text.token(tokens.start).is_capitalized()
            && !classes(text, tokens).any(listed)
    }
}

/// The folded words of a name, parted by blanks, in `key`.
fn words(text: &Text, tokens: TokenRange, key: &mut String) {
    key.clear();
    for index in tokens.clone() {
        if index > tokens.start {
            key.push(' ');
        }
        fold_onto(key, text.word(index));
    }
}

fn add(words: &mut Set<String>, word: &str) {
    if !words.contains(word) {
        words.insert(word.to_owned());
    }
}
