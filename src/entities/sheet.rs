//! What the steps of this room read in a sentence, noted once: an edit elsewhere leaves a sentence's sheet as it is.
//!
//! A sheet depends on the words of its sentence, on the names that were tagged there, and on a few tokens around
//! ([`REACH`]). Its places count from the sentence's first token, so that a sentence may move. What an article as a
//! whole says of a name is no part of it.

use std::cell::RefCell;
use std::hash::{Hash, Hasher};

use super::fold::fold;
use super::name_notes::NameNote;
use super::quick::{Map, Quick};
use super::roster::Roster;
use super::sight_notes::SightNote;
use super::words::WordId;
use super::pronouns::Pronoun;
use super::{descriptions, kinds, organizations, relatives, syntax};
use crate::language::Classes;
use crate::names::Name;
use crate::prose::{Revision, Text, Token, TokenIndex, TokenRange};

/// How many tokens around a sentence may have a say in its sheet, at most.
const REACH: TokenIndex = 16;

/// The notes on one sentence.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Of the names that were tagged; nothing for a sheet that must be written anew.
    digest: Option<u64>,
    /// Tagged names, and those of bodies that the tagger overlooked, in order.
    pub names: Box<[NameNote]>,
    /// Words with a capital.
    pub capitals: Box<[Capital]>,
    /// Words that look like acronyms, with their letters.
    pub acronyms: Box<[(TokenIndex, WordId)]>,
    /// Capitalized words in front of a hyphen, with their length in bytes.
    pub compounds: Box<[(TokenIndex, WordId, u32)]>,
    /// Words that may refer to somebody or something.
    pub pointers: Box<[Pointer]>,
    /// The clause of each token, as a running number; empty for a sentence without pronouns.
    pub clauses: Box<[u8]>,
    /// People's names that only the rest of the article shows to be there, as far as they were looked at.
    found: RefCell<Map<(TokenIndex, TokenIndex), Option<SightNote>>>,
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

/// A word that may refer to somebody or something, with its place.
#[derive(Debug, Clone)]
pub enum Pointer {
    /// *the*, with a noun for a person or a body behind it.
    The(TokenIndex),
    /// *he*, *her*.
    Pronoun(Pronoun),
    /// *who* (of a person) or *which*, behind a name and a comma.
    Relative(TokenIndex, bool),
}

/// The sheets of a text, one for each sentence.
#[derive(Debug, Default)]
pub struct Sheets(Vec<Sheet>);

impl Sheets {
    /// Brings the sheets up to date with a text whose tagged names are `names`. `revision` leads from the text that was
    /// read last to this one; without it all sheets are written.
    pub fn revise(&mut self, text: &Text, names: &[Name], revision: Option<&Revision>, roster: &mut Roster) {
        match revision {
            Some(revision) => self.make_room(text, revision),
            None => self.0.clear(),
        }
        self.0.resize_with(text.sentences().len(), Sheet::default);
        let mut rest = names;
        for (sheet, sentence) in self.0.iter_mut().zip(text.sentences()) {
            let here = rest.iter().take_while(|name| name.tokens.start < sentence.tokens.end).count();
            let (own, others) = rest.split_at(here);
            rest = others;
            let digest = digest(own, sentence.tokens.start);
            if sheet.digest != Some(digest) {
                *sheet = Sheet::write(text, sentence.tokens.clone(), own, roster);
                sheet.digest = Some(digest);
            }
        }
    }

    /// Puts blank sheets where sentences were read again, or stand near words that were.
    fn make_room(&mut self, text: &Text, revision: &Revision) {
        let (tokens, sentences) = (revision.tokens, revision.sentences);
        self.0.splice(sentences.before(), sentences.now().map(|_| Sheet::default()));
        let near = text.sentence_of(tokens.start.saturating_sub(REACH))..text.sentences().len();
        for index in near {
            if text.sentences()[index].tokens.start >= tokens.new_end + REACH {
                break;
            }
            self.0[index] = Sheet::default();
        }
    }

    /// Each sheet with the first token of its sentence, in order.
    pub fn with_places<'s>(&'s self, text: &'s Text) -> impl Iterator<Item = (TokenIndex, &'s Sheet)> {
        text.sentences().iter().map(|sentence| sentence.tokens.start).zip(&self.0)
    }

    /// The sheet of a sentence.
    pub fn get(&self, sentence: usize) -> &Sheet {
        &self.0[sentence]
    }
}

/// One number for the names of a sentence.
fn digest(names: &[Name], start: TokenIndex) -> u64 {
    let mut digest = Quick::default();
    for name in names {
        let place = (u64::from(name.tokens.start - start) << 32) | u64::from(name.tokens.end - name.tokens.start);
        digest.write_u64(place);
        name.kind.hash(&mut digest);
    }
    digest.finish()
}

impl Sheet {
    fn write(text: &Text, sentence: TokenRange, names: &[Name], roster: &mut Roster) -> Sheet {
        let bodies = kinds::overlooked(text, sentence.clone(), names);
        let mut all: Vec<NameNote> =
            names.iter().map(|name| NameNote::new(text, name, sentence.start, true, roster)).collect();
        all.extend(bodies.iter().map(|name| NameNote::new(text, name, sentence.start, false, roster)));
        all.sort_by_key(|note| note.tokens.start);
        let mut writer = Writer { text, start: sentence.start, sheet: Notes::default() };
        let mut taken = all.iter().map(|note| note.tokens.clone()).peekable();
        for at in sentence.clone() {
            let place = at - sentence.start;
            while taken.next_if(|tokens| tokens.end <= place).is_some() {}
            let is_taken = taken.peek().is_some_and(|tokens| tokens.start <= place);
            writer.read(at, sentence.clone(), is_taken, roster);
        }
        let Notes { capitals, acronyms, compounds, pointers } = writer.sheet;
        let has_pronouns = pointers.iter().any(|pointer| matches!(pointer, Pointer::Pronoun(_)));
        let clauses = if has_pronouns { syntax::clauses(text, sentence) } else { Vec::new() };
        Sheet {
            digest: None,
            names: all.into(),
            capitals: capitals.into(),
            acronyms: acronyms.into(),
            compounds: compounds.into(),
            pointers: pointers.into(),
            clauses: clauses.into(),
            found: RefCell::default(),
        }
    }

    /// The name of a person at `tokens` (of the text), where no tag says that there is one.
    pub fn sight(&self, text: &Text, start: TokenIndex, tokens: TokenRange, roster: &mut Roster) -> Option<SightNote> {
        let place = (tokens.start - start, tokens.end - start);
        let mut found = self.found.borrow_mut();
        found.entry(place).or_insert_with(|| SightNote::new(text, start, tokens, roster)).clone()
    }
}

/// A sheet while it is written.
#[derive(Default)]
struct Notes {
    capitals: Vec<Capital>,
    acronyms: Vec<(TokenIndex, WordId)>,
    compounds: Vec<(TokenIndex, WordId, u32)>,
    pointers: Vec<Pointer>,
}

struct Writer<'t> {
    text: &'t Text,
    start: TokenIndex,
    sheet: Notes,
}

impl Writer<'_> {
    fn read(&mut self, at: TokenIndex, sentence: TokenRange, is_taken: bool, roster: &mut Roster) {
        let (text, place) = (self.text, at - self.start);
        let token = text.token(at);
        if token.is_capitalized() {
            self.read_capital(at, is_taken, roster);
        }
        if let Some(pronoun) = Pronoun::read(text, at, &sentence) {
            self.sheet.pointers.push(Pointer::Pronoun(pronoun.from(self.start)));
        } else if descriptions::may_open(text, at, sentence.end) {
            self.sheet.pointers.push(Pointer::The(place));
        } else if let Some(of_person) = relatives::at(text, at, sentence.start) {
            self.sheet.pointers.push(Pointer::Relative(place, of_person));
        }
    }

    fn read_capital(&mut self, at: TokenIndex, is_taken: bool, roster: &mut Roster) {
        let (text, place) = (self.text, at - self.start);
        let words = &mut roster.words;
        let word = words.of_word(text.word(at));
        if organizations::is_acronym(text, at..at + 1) {
            self.sheet.acronyms.push((place, words.of(&organizations::letters_of(text.word(at)))));
        }
        if let Some(name) = surname_in_compound(text.word(at)) {
            self.sheet.compounds.push((place, words.of(&fold(name)), name.len() as u32));
        }
        let alone = (!is_taken && may_stand_alone(text, at)).then(|| {
            let folded = words.text(word);
            match folded.strip_prefix("al-") {
                Some(rest) => {
                    let rest = rest.to_owned();
                    words.of(&rest)
                }
                None => word,
            }
        });
        let opens = match text.tokens().get(at as usize + 1) {
            Some(next) if is_part_of_name(next) => {
                let of_person = next.is(Classes::GIVEN | Classes::SURNAME | Classes::PARTICLE);
                if of_person { Opening::Name } else { Opening::Thing }
            }
            _ => Opening::Nothing,
        };
        self.sheet.capitals.push(Capital { at: place, word, alone, opens });
    }
}

/// Whether a capitalized word that no name holds may be somebody's: nothing before it belongs to its name.
fn may_stand_alone(text: &Text, at: TokenIndex) -> bool {
    if text.token(at).is(Classes::CALENDAR | Classes::PLACE | Classes::COUNTRY) {
        return false;
    }
    let before = at.checked_sub(1).map(|before| text.token(before));
    before.is_none_or(|before| !is_part_of_name(before) || before.is(Classes::TITLE | Classes::HONORIFIC))
}

fn is_part_of_name(token: &Token) -> bool {
    token.is_capitalized()
        && !token.is(Classes::DETERMINER | Classes::PRONOUN | Classes::PREPOSITION | Classes::SUBORDINATOR)
}

/// The part before a hyphen and words in lower case, which may be a surname: *a Lopez-like smile*.
fn surname_in_compound(word: &str) -> Option<&str> {
    let (name, rest) = word.split_once('-')?;
    let compound = name.len() > 3 && rest.len() > 2 && rest.chars().all(|c| c.is_lowercase() || c == '-');
    compound.then_some(name)
}
