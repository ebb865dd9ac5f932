//! The wordings of the names of a text, each once: what a name is by its words alone, as a person's, a body's or a place's.

use super::organizations::Body;
use super::person_name::PersonName;
use super::places::{self, Place};
use super::quick::Map;
use super::roster::{NameId, Roster};
use super::sight_notes::LONGEST;
use super::words::WordId;
use crate::names::NameKind;
use crate::prose::{Text, Token, TokenKind, TokenRange};

/// A wording that [`Wordings`] knows, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordingId(u32);

/// The words of a name.
#[derive(Debug)]
pub struct Wording {
    /// The words, folded, parted by blanks.
    pub key: WordId,
    /// Each of them, if there are several.
    pub words: Box<[WordId]>,
    /// The name as a whole, if it is the full name of a person in several words.
    pub full: Option<NameId>,
    /// Whether a body goes by this name of a place (*the White House*).
    pub is_seat: bool,
    body: Option<Box<Body>>,
    place: Option<Place>,
    is_person: bool,
}

/// The wordings of the names of a text.
#[derive(Debug, Default)]
pub struct Wordings {
    ids: Map<Box<str>, WordingId>,
    all: Vec<Wording>,
    /// Kept to save memory between names.
    spelled: String,
}

impl Wordings {
    /// The wording of a name, with all that it is as a name of that kind.
    pub fn of(&mut self, text: &Text, tokens: TokenRange, kind: NameKind, roster: &mut Roster) -> WordingId {
        self.spelled.clear();
        self.spelled.extend(tokens.clone().map(|index| sort_of(text.token(index))));
        self.spelled.push_str(text.slice(tokens.clone()));
        let id = match self.ids.get(&*self.spelled) {
            Some(id) => *id,
            None => {
                let id = WordingId(self.all.len() as u32);
                self.all.push(Wording::new(text, tokens.clone(), roster));
                self.ids.insert(self.spelled.as_str().into(), id);
                id
            }
        };
        self.take_for(id, text, tokens, kind, roster);
        id
    }

    /// Makes sure that it is known what a wording is as a name of a kind; it stands at `tokens`, among other places.
    pub fn take_for(&mut self, id: WordingId, text: &Text, tokens: TokenRange, kind: NameKind, roster: &mut Roster) {
        let wording = &mut self.all[id.0 as usize];
        match kind {
            NameKind::Person if !wording.is_person => {
                let whole = (2..=LONGEST).contains(&tokens.len()).then(|| PersonName::parse(text, tokens)).flatten();
                wording.full = whole.filter(PersonName::is_full).map(|name| roster.list(name));
                wording.is_person = true;
            }
            NameKind::Organization if wording.body.is_none() => {
                wording.body = Some(Box::new(Body::new(text, tokens, &mut roster.words)));
            }
            NameKind::Place if wording.place.is_none() => {
                wording.is_seat = places::is_seat(text, tokens.clone());
                wording.place = Some(Place::new(text, tokens, &mut roster.words));
            }
            _ => {}
        }
    }

    /// The wording of that number.
    pub fn get(&self, id: WordingId) -> &Wording {
        &self.all[id.0 as usize]
    }

    /// What it is as the name of a body, if it was taken for one.
    pub fn body(&self, id: WordingId) -> Option<&Body> {
        self.get(id).body.as_deref()
    }

    /// What it is as the name of a place, if it was taken for one.
    pub fn place(&self, id: WordingId) -> Option<Place> {
        self.get(id).place
    }
}

/// What a token is to the parts of a name, as a letter: the same sign may be a possessive here and a mark there.
fn sort_of(token: &Token) -> char {
    match token.kind {
        TokenKind::Possessive => 'p',
        TokenKind::Mark(_) => 'm',
        _ if token.is_word() => 'w',
        _ => 'o',
    }
}

impl Wording {
    fn new(text: &Text, tokens: TokenRange, roster: &mut Roster) -> Wording {
        let words = &mut roster.words;
        let several = tokens.clone().filter(|_| tokens.len() > 1);
        Wording {
            words: several.map(|index| words.of_word(text.word(index))).collect(),
            key: words.of_words(tokens.map(|index| text.word(index)), ' '),
            full: None,
            is_seat: false,
            body: None,
            place: None,
            is_person: false,
        }
    }

    /// The last of its words.
    pub fn last_word(&self) -> WordId {
        self.words.last().copied().unwrap_or(self.key)
    }
}
