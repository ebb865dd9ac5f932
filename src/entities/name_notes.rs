//! A tagged name in its sentence: what it is if it names a person, a body or a place.

use std::cell::OnceCell;

use super::organizations::BodyNote;
use super::places::PlaceNote;
use super::person_name::PersonName;
use super::roster::{NameId, Roster};
use super::sight_notes::{SightNote, pieces};
use super::words::WordId;
use crate::language::Classes;
use crate::names::{Name, NameKind};
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// A name in its sentence.
#[derive(Debug)]
pub struct NameNote {
    /// Its tokens, counted from the sentence's first.
    pub tokens: TokenRange,
    /// What it was tagged as.
    pub kind: NameKind,
    /// Whether the tagger found it.
    pub is_tagged: bool,
    /// Its words, folded, parted by blanks.
    pub key: WordId,
    /// Each of its words, folded, if there are several.
    pub words: Box<[WordId]>,
    // Boxed, as most names are only one of these.
    person: OnceCell<Box<PersonNote>>,
    body: OnceCell<Box<BodyNote>>,
    place: OnceCell<Box<PlaceNote>>,
}

/// What a name is as a person's.
#[derive(Debug)]
pub struct PersonNote {
    /// The name as a whole, if it is a full one of several words.
    pub full: Option<NameId>,
    /// The people whom it names.
    pub sights: Box<[SightNote]>,
}

impl NameNote {
    /// The note on a name of a sentence that begins with the token `start`.
    pub fn new(text: &Text, name: &Name, start: TokenIndex, is_tagged: bool, roster: &mut Roster) -> NameNote {
        let word = |index: TokenIndex| text.word(index);
        let key = roster.words.of_words(name.tokens.clone().map(word), ' ');
        let several = name.tokens.clone().filter(|_| name.tokens.len() > 1);
        NameNote {
            tokens: name.tokens.start - start..name.tokens.end - start,
            kind: name.kind,
            is_tagged,
            key,
            words: several.map(|index| roster.words.of_word(text.word(index))).collect(),
            person: OnceCell::new(),
            body: OnceCell::new(),
            place: OnceCell::new(),
        }
    }

    /// Its last word, folded.
    pub fn last_word(&self) -> WordId {
        self.words.last().copied().unwrap_or(self.key)
    }

    /// Its tokens in the text.
    pub fn place_in(&self, start: TokenIndex) -> TokenRange {
        self.tokens.start + start..self.tokens.end + start
    }

    /// What it is as a person's name.
    pub fn as_person(&self, text: &Text, start: TokenIndex, roster: &mut Roster) -> &PersonNote {
        self.person.get_or_init(|| {
            let tokens = self.place_in(start);
            let whole = (tokens.len() > 1).then(|| PersonName::parse(text, tokens.clone())).flatten();
            let full = whole.filter(PersonName::is_full).map(|name| roster.list(name));
            let pieces = pieces(text, tokens);
            let sights = pieces.into_iter().filter_map(|piece| SightNote::new(text, start, piece, roster)).collect();
            Box::new(PersonNote { full, sights })
        })
    }

    /// What it is as the name of a body.
    pub fn as_body(&self, text: &Text, start: TokenIndex, roster: &mut Roster) -> &BodyNote {
        self.body.get_or_init(|| Box::new(BodyNote::new(text, start, self.place_in(start), &mut roster.words)))
    }

    /// What it is as the name of a place.
    pub fn as_place(&self, text: &Text, start: TokenIndex, roster: &mut Roster) -> &PlaceNote {
        self.place.get_or_init(|| Box::new(PlaceNote::new(text, start, self.place_in(start), &mut roster.words)))
    }

    /// Whether its first word may be the surname of somebody after whom something is called (*Marsh's Workshop*, *the
    /// Marsh Foundation*). For names of several words.
    pub fn may_open_with_surname(&self, text: &Text, start: TokenIndex) -> bool {
        let first = self.tokens.start + start;
        let next = text.token(first + 1);
        let of_person = Classes::GIVEN | Classes::SURNAME | Classes::PARTICLE | Classes::COORDINATOR;
        !text.token(first).is(Classes::PLACE) && (next.kind == TokenKind::Possessive || !next.is(of_person))
    }
}
