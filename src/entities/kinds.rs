//! What a name names, where the article as a whole knows better than the sentence.

use std::ops::Deref;

use super::name_notes::NameNote;
use super::roster::Roster;
use super::sheet::Sheets;
use super::words::{ByWord, WordId, Words};
use crate::language::{self, Classes};
use crate::names::{Name, NameKind};
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// A name with its kind put right.
pub struct Named<'s> {
    /// The sentence in which it stands.
    pub sentence: usize,
    /// Its tokens.
    pub tokens: TokenRange,
    /// What it names.
    pub kind: NameKind,
    /// What is noted of it.
    pub note: Noted<'s>,
}

impl Named<'_> {
    /// The first token of its sentence, from which the places in its note count.
    pub fn sentence_start(&self, text: &Text) -> TokenIndex {
        text.sentences()[self.sentence].tokens.start
    }
}

/// The note on a name: the sheet's, or one of its own where the article shows the name to be two.
pub enum Noted<'s> {
    /// The sheet's.
    Kept(&'s NameNote),
    /// One that no sheet has.
    Made(Box<NameNote>),
}

impl Deref for Noted<'_> {
    type Target = NameNote;

    fn deref(&self) -> &NameNote {
        match self {
            Noted::Kept(note) => note,
            Noted::Made(note) => note,
        }
    }
}

/// The names with their kinds put right: seats of power are the bodies that sit there (*the White House* denies it),
/// words that are the full name or the surname of somebody are that person's, and a person is parted from the body in
/// front (*the HWU Ann Holt*).
pub fn of_article<'s>(text: &'s Text, sheets: &'s Sheets, roster: &mut Roster) -> Vec<Named<'s>> {
    let people = People::of(text, sheets, roster);
    let mut names = Vec::new();
    for (sentence, (start, sheet)) in sheets.with_places(text).enumerate() {
        for note in &sheet.names {
            let tokens = note.place_in(start);
            let kind = match note.kind {
                kind if !note.is_tagged || kind == NameKind::Person => kind,
                NameKind::Place if note.as_place(text, start, roster).is_seat => NameKind::Organization,
                _ if people.have(text, note, tokens.clone()) => NameKind::Person,
                kind => kind,
            };
            let behind = if note.is_tagged { people.behind_body(text, note, kind, tokens.clone()) } else { None };
            let Some(person) = behind else {
                names.push(Named { sentence, tokens, kind, note: Noted::Kept(note) });
                continue;
            };
            for (tokens, kind) in [(tokens.start..person, kind), (person..tokens.end, NameKind::Person)] {
                let name = Name { title: tokens.start..tokens.start, kind, tokens: tokens.clone() };
                let note = Noted::Made(Box::new(NameNote::new(text, &name, start, false, roster)));
                names.push(Named { sentence, tokens, kind, note });
            }
        }
    }
    names
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

/// Bodies that the tagger overlooked in a sentence: capitalized words between *the* and words in lower case, of which the
/// last says what it is (*the Harbour Trust*). `names` are those that it did find there.
pub fn overlooked(text: &Text, sentence: TokenRange, names: &[Name]) -> Vec<Name> {
    let mut found = Vec::new();
    let is_taken = |at: TokenIndex| {
        let next = names.partition_point(|name| name.tokens.end <= at);
        names.get(next).is_some_and(|name| name.tokens.start <= at)
    };
    let capital = |at: &TokenIndex| text.token(*at).kind == TokenKind::Capital && !is_taken(*at);
    let limit = sentence.end;
    for the in sentence {
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
    found
}

fn classes(text: &Text, tokens: TokenRange) -> Classes {
    match tokens.len() {
        1 => text.token(tokens.start).classes(),
        _ => language::phrase(text.slice(tokens)).map_or(Classes(0), |word| word.classes),
    }
}

/// Whether a body goes by the name of the place where it sits.
pub fn is_seat(text: &Text, tokens: TokenRange) -> bool {
    let classes = classes(text, tokens);
    classes.any(Classes::COLLECTIVE) && classes.any(Classes::ORGANIZATION)
}

/// What people are called who are named in full.
struct People {
    /// Their folded words, parted by blanks.
    full: ByWord<bool>,
    surnames: ByWord<bool>,
    /// Words that name somebody alone.
    alone: ByWord<bool>,
    /// Words of longer names of bodies and places: *Marsh* in *Marsh Industries* may be the company.
    elsewhere: ByWord<bool>,
}

impl People {
    fn of(text: &Text, sheets: &Sheets, roster: &mut Roster) -> People {
        let none = |words: &Words| ByWord::new(words);
        let words = &roster.words;
        let mut people =
            People { full: none(words), surnames: none(words), alone: none(words), elsewhere: none(words) };
        let tagged = || {
            let sheets = sheets.with_places(text);
            sheets.flat_map(|(start, sheet)| sheet.names.iter().map(move |note| (start, note)))
        };
        for (start, note) in tagged().filter(|(_, note)| note.is_tagged && note.kind == NameKind::Person) {
            if note.words.is_empty() {
                *people.alone.entry(note.key) = true;
            } else if let Some(full) = note.as_person(text, start, roster).full {
                *people.full.entry(note.key) = true;
                *people.surnames.entry(roster.name(full).surname) = true;
            }
        }
        for (_, note) in tagged().filter(|(_, note)| note.is_tagged && note.kind != NameKind::Person) {
            if !people.full.get(note.key) {
                note.words.iter().for_each(|word| *people.elsewhere.entry(*word) = true);
            }
        }
        people
    }

    /// Where a person's name begins behind that of a body, if the last word names somebody alone elsewhere: behind an
    /// acronym, or at a title.
    fn behind_body(&self, text: &Text, note: &NameNote, kind: NameKind, tokens: TokenRange) -> Option<TokenIndex> {
        if kind == NameKind::Person || tokens.len() < 3 || !self.alone.get(note.last_word()) {
            return None;
        }
        let last = tokens.end - 1;
        let is_title = |at: &TokenIndex| text.token(*at).is(Classes::TITLE | Classes::HONORIFIC);
        let title = (tokens.start + 1..last).find(is_title);
        let acronym = text.token(tokens.start).kind == TokenKind::Capitals
            && (tokens.start + 1..last).all(|at| text.token(at).kind == TokenKind::Capital);
        title.or(acronym.then_some(tokens.start + 1))
    }

    fn have(&self, text: &Text, note: &NameNote, tokens: TokenRange) -> bool {
        if tokens.len() > 1 {
            return self.full.get(note.key);
        }
        let listed = Classes::PLACE | Classes::COUNTRY | Classes::ORGANIZATION | Classes::OUTLET;
        let key: WordId = note.key;
        self.surnames.get(key)
            && !self.elsewhere.get(key)
            && text.token(tokens.start).is_capitalized()
            && !classes(text, tokens).any(listed)
    }
}
