//! What a name names, where the article as a whole knows better than the sentence.

use std::ops::Deref;

use super::notes::NameNote;
use super::roster::Roster;
use super::wordings::{Wording, Wordings};
use super::words::{ByWord, Words};
use crate::language::Classes;
use crate::names::{Name, NameKind};
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// A name with its kind put right.
pub struct Named<'s> {
    /// Its tokens.
    pub tokens: TokenRange,
    /// What it names.
    pub kind: NameKind,
    /// What is noted of it.
    pub note: Noted<'s>,
}

/// The note on a name: the one that was kept, or one of its own where the article shows the name to be two.
pub enum Noted<'s> {
    /// A note on what was tagged.
    Kept(&'s NameNote),
    /// A note on a part of it.
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
pub fn of_article<'s>(
    text: &Text,
    notes: &'s mut [NameNote],
    wordings: &mut Wordings,
    roster: &mut Roster,
) -> Vec<Named<'s>> {
    let people = People::of(notes, wordings, roster);
    let kinds: Vec<NameKind> = notes.iter().map(|note| people.kind_of(text, note, wordings)).collect();
    for (note, kind) in notes.iter_mut().zip(&kinds).filter(|(note, kind)| note.kind != **kind) {
        note.take_for(*kind, text, wordings, roster);
    }
    let mut names = Vec::with_capacity(notes.len());
    for (note, kind) in notes.iter().zip(kinds) {
        let tokens = note.tokens.clone();
        let Some(person) = people.behind_body(text, note, kind, wordings) else {
            names.push(Named { tokens, kind, note: Noted::Kept(note) });
            continue;
        };
        for (tokens, kind) in [(tokens.start..person, kind), (person..tokens.end, NameKind::Person)] {
            let note = NameNote::new(text, tokens.clone(), kind, false, wordings, roster);
            names.push(Named { tokens, kind, note: Noted::Made(Box::new(note)) });
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
    fn of(notes: &[NameNote], wordings: &Wordings, roster: &Roster) -> People {
        let none = |words: &Words| ByWord::new(words);
        let words = &roster.words;
        let mut people =
            People { full: none(words), surnames: none(words), alone: none(words), elsewhere: none(words) };
        let tagged = || notes.iter().filter(|note| note.is_tagged).map(|note| (note.kind, wordings.get(note.wording)));
        for (_, wording) in tagged().filter(|(kind, _)| *kind == NameKind::Person) {
            if wording.words.is_empty() {
                *people.alone.entry(wording.key) = true;
            } else if let Some(full) = wording.full {
                *people.full.entry(wording.key) = true;
                *people.surnames.entry(roster.name(full).surname) = true;
            }
        }
        for (_, wording) in tagged().filter(|(kind, _)| *kind != NameKind::Person) {
            if !people.full.get(wording.key) {
                wording.words.iter().for_each(|word| *people.elsewhere.entry(*word) = true);
            }
        }
        people
    }

    fn kind_of(&self, text: &Text, note: &NameNote, wordings: &Wordings) -> NameKind {
        if !note.is_tagged || note.kind == NameKind::Person {
            return note.kind;
        }
        let wording = wordings.get(note.wording);
        match note.kind {
            NameKind::Place if wording.is_seat => NameKind::Organization,
            _ if self.have(text, note, wording) => NameKind::Person,
            kind => kind,
        }
    }

    fn have(&self, text: &Text, note: &NameNote, wording: &Wording) -> bool {
        if !wording.words.is_empty() {
            return self.full.get(wording.key);
        }
        let listed = Classes::PLACE | Classes::COUNTRY | Classes::ORGANIZATION | Classes::OUTLET;
        let token = text.token(note.tokens.start);
        self.surnames.get(wording.key)
            && !self.elsewhere.get(wording.key)
            && token.is_capitalized()
            && !token.is(listed)
    }

    /// Where a person's name begins behind that of a body, if the last word names somebody alone elsewhere: behind an
    /// acronym, or at a title.
    fn behind_body(&self, text: &Text, note: &NameNote, kind: NameKind, wordings: &Wordings) -> Option<TokenIndex> {
        let tokens = note.tokens.clone();
        let may_be_two = note.is_tagged && kind != NameKind::Person && tokens.len() > 2;
        if !may_be_two || !self.alone.get(wordings.get(note.wording).last_word()) {
            return None;
        }
        let last = tokens.end - 1;
        let is_title = |at: &TokenIndex| text.token(*at).is(Classes::TITLE | Classes::HONORIFIC);
        let title = (tokens.start + 1..last).find(is_title);
        let acronym = text.token(tokens.start).kind == TokenKind::Capitals
            && (tokens.start + 1..last).all(|at| text.token(at).kind == TokenKind::Capital);
        title.or(acronym.then_some(tokens.start + 1))
    }
}
