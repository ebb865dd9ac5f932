//! What the steps of this room read in the sentences, noted once: an edit leaves the notes on other sentences as they are.
//!
//! The notes on a sentence depend on its words, on the names that were tagged there, and on a few tokens around
//! ([`REACH`]). What the article as a whole says of a name is no part of them. They lie in flat lists, in the order of
//! the text, so that each step reads what it needs from front to back.

mod revise;
mod writer;

pub use revise::News;

use super::descriptions::Described;
use super::organizations;
use super::places;
use super::pronouns::Pronoun;
use super::roster::Roster;
use super::sight_notes::{SightNote, pieces};
use super::track::{Placed, shifted};
use super::wordings::{WordingId, Wordings};
use super::words::WordId;
use crate::names::{Name, NameKind};
use crate::prose::{Text, TokenIndex, TokenRange};
use writer::Writer;

/// How many tokens around a sentence may have a say in its notes, at most.
const REACH: TokenIndex = 16;

/// More names than this that the article's own names showed and that are gone make us forget them all.
const FORGOTTEN: usize = 4_096;

/// The notes on a text.
#[derive(Debug, Default)]
pub struct Notes {
    /// Where paragraphs begin.
    paragraphs: Vec<Spotted<()>>,
    /// Tagged names, and those of bodies that the tagger overlooked.
    pub names: Vec<NameNote>,
    /// Words with a capital.
    pub capitals: Capitals,
    /// Words that look like acronyms, with their letters.
    pub acronyms: Vec<Spotted<WordId>>,
    /// Capitalized words in front of a hyphen, with their length in bytes.
    pub compounds: Vec<Spotted<(WordId, u32)>>,
    /// *the*, with a noun for a person or a body behind it.
    pub definites: Vec<Spotted<Box<[Described]>>>,
    /// *he*, *her*.
    pub pronouns: Vec<Pronoun>,
    /// For sentences with pronouns, the clause of each token as a running number.
    pub clauses: Vec<Spotted<Box<[u8]>>>,
    /// *who* (of a person) or *which*, behind a name and a comma.
    pub relatives: Vec<Spotted<bool>>,
}

/// Words with a capital.
#[derive(Debug, Default)]
pub struct Capitals {
    /// Each of them.
    pub all: Vec<Capital>,
    /// People's names that only the rest of the article shows to be there, as far as they were looked at. Places count
    /// from the first token of each.
    found: Vec<Looked>,
    /// Whether a name was looked at that begins with no capital: nothing is remembered of it.
    is_unnoted: bool,
}

/// What came of looking for a name of so many tokens.
type Looked = (usize, Option<SightNote>);

/// Something at a token.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spotted<T> {
    /// The token.
    pub at: TokenIndex,
    /// What is there.
    pub what: T,
}

/// A name where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct NameNote {
    /// Its tokens.
    pub tokens: TokenRange,
    /// What it was tagged as.
    pub kind: NameKind,
    /// Whether the tagger found it.
    pub is_tagged: bool,
    /// Its words.
    pub wording: WordingId,
    /// The acronym of its own in brackets behind it, with its letters.
    pub acronym: Option<Spotted<WordId>>,
    /// The end of the name of the facility that is named after it (*Velmora's international airport*).
    pub facility: Option<(TokenIndex, WordId)>,
    /// The people whom it names, if it was taken for a person's name.
    pub people: Option<Box<[SightNote]>>,
}

/// A word with a capital.
#[derive(Debug, Clone, Copy)]
pub struct Capital {
    /// Its place.
    pub at: TokenIndex,
    /// The word, folded.
    pub word: WordId,
    /// The word without an article, if somebody may be called so here whom no tag names.
    pub alone: Option<WordId>,
    /// What stands behind it.
    pub opens: Opening,
    /// One past the places in [`Capitals::found`] of the names of one word and of several that begin here; 0 for none.
    found: [u32; 2],
}

/// What stands behind a capitalized word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// Nothing that may belong to a name.
    Nothing,
    /// A word that may belong to a name, but to no person's.
    Thing,
    /// A word that may belong to a person's name.
    Name,
}

/// What was found of a capital before is no part of it.
impl PartialEq for Capital {
    fn eq(&self, other: &Capital) -> bool {
        let noted = |one: &Capital| (one.at, one.word, one.alone, one.opens);
        noted(self) == noted(other)
    }
}

impl<T> Placed for Spotted<T> {
    fn at(&self) -> TokenIndex {
        self.at
    }
    fn shift(&mut self, by: TokenIndex) {
        self.at = self.at.wrapping_add(by);
    }
}

impl Placed for Capital {
    fn at(&self) -> TokenIndex {
        self.at
    }
    fn shift(&mut self, by: TokenIndex) {
        self.at = self.at.wrapping_add(by);
    }
}

impl Placed for NameNote {
    fn at(&self) -> TokenIndex {
        self.tokens.start
    }
    fn shift(&mut self, by: TokenIndex) {
        if by == 0 {
            return;
        }
        self.tokens = shifted(&self.tokens, by);
        if let Some(acronym) = &mut self.acronym {
            acronym.shift(by);
        }
        if let Some((end, _)) = &mut self.facility {
            *end = end.wrapping_add(by);
        }
        for sight in self.people.iter_mut().flatten() {
            sight.tokens = shifted(&sight.tokens, by);
        }
    }
}

impl Notes {
    /// Notes all of a text whose tagged names are `names`.
    pub fn write(text: &Text, names: &[Name], wordings: &mut Wordings, roster: &mut Roster) -> Notes {
        let mut writer = Writer::new(text, wordings, roster);
        writer.read(0..text.tokens().len() as TokenIndex, names);
        writer.finish()
    }
}

impl Capitals {
    /// The name of a person at `tokens`, where no tag says that there is one; it begins with a capital.
    pub fn sight(&mut self, text: &Text, tokens: TokenRange, roster: &mut Roster) -> Option<SightNote> {
        let at = tokens.start;
        let Ok(index) = self.all.binary_search_by_key(&at, |capital| capital.at) else {
            self.is_unnoted = true;
            return SightNote::new(text, tokens, roster);
        };
        let slot = usize::from(tokens.len() > 1);
        if let Some(place) = self.all[index].found[slot].checked_sub(1)
            && let (length, known) = &self.found[place as usize]
            && *length == tokens.len()
        {
            return known.clone().map(|note| note.moved(at));
        }
        let length = tokens.len();
        let note = SightNote::new(text, tokens, roster);
        self.found.push((length, note.clone().map(|note| note.moved(0_u32.wrapping_sub(at)))));
        self.all[index].found[slot] = self.found.len() as u32;
        note
    }

    /// Forgets what was found where that is more than there can be. Then all must be looked for again.
    pub fn tidy(&mut self) {
        self.is_unnoted = false;
        if self.found.len() > self.all.len() + FORGOTTEN {
            self.found.clear();
            self.all.iter_mut().for_each(|capital| capital.found = [0, 0]);
        }
    }
}

impl NameNote {
    /// Whether a note on the same place says the same, but for how the people stand in their sentence.
    fn says_the_same(&self, other: &NameNote) -> bool {
        let NameNote { tokens, kind, is_tagged, wording, acronym, facility, people } = self;
        let people = (people.as_deref().unwrap_or_default(), other.people.as_deref().unwrap_or_default());
        (tokens, *kind, *is_tagged, *wording) == (&other.tokens, other.kind, other.is_tagged, other.wording)
            && (acronym, facility) == (&other.acronym, &other.facility)
            && people.0.len() == people.1.len()
            && people.0.iter().zip(people.1).all(|(one, other)| one.says_the_same(other))
    }

    /// The note on a name that stands at `tokens`.
    pub fn new(
        text: &Text,
        tokens: TokenRange,
        kind: NameKind,
        is_tagged: bool,
        wordings: &mut Wordings,
        roster: &mut Roster,
    ) -> NameNote {
        let mut note = NameNote {
            wording: wordings.of(text, tokens.clone(), kind, roster),
            acronym: organizations::own_acronym(text, tokens.clone(), &mut roster.words),
            facility: places::facility(text, tokens.clone(), kind, &mut roster.words),
            tokens,
            kind,
            is_tagged,
            people: None,
        };
        note.take_for(kind, text, wordings, roster);
        note
    }

    /// Makes sure that it is known what the name is as one of a kind.
    pub fn take_for(&mut self, kind: NameKind, text: &Text, wordings: &mut Wordings, roster: &mut Roster) {
        wordings.take_for(self.wording, text, self.tokens.clone(), kind, roster);
        if kind == NameKind::Person && self.people.is_none() {
            let pieces = pieces(text, self.tokens.clone());
            self.people = Some(pieces.into_iter().filter_map(|piece| SightNote::new(text, piece, roster)).collect());
        }
    }
}
