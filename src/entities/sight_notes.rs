//! A name of a person where it stands, as far as its surroundings tell of it.

use super::gender::{self, Stated};
use super::person_name::PersonName;
use super::roles;
use super::roster::{NameId, Roster};
use super::syntax::{self, Function};
use super::track::shifted;
use super::words::WordId;
use crate::language::Classes;
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// What may stand capitalized in front of a name that somebody is called by.
const OPENERS: &[&str] = &["Hey", "Hi", "Hello", "Dear", "Oh", "Thanks", "Yes", "No", "Well", "And", "But", "So", "If"];

/// More tokens than this are nobody's name. Every ending of a name is looked at, so without a limit a run of capitals
/// would cost the square of its length.
pub const LONGEST: usize = 24;

/// A name of a person in its sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct SightNote {
    /// Its tokens, without titles.
    pub tokens: TokenRange,
    /// The words of the name.
    pub label: Label,
    /// What the words around it say of the bearer's gender.
    pub stated: Stated,
    /// Whether it is introduced as somebody's relative (*his wife, Elena Lopez*).
    pub kin: bool,
    /// Whether the word before it may say that it is another name of somebody (*known as La Rubia*).
    pub may_be_other_name: bool,
    /// How it stands in its sentence.
    pub manner: Manner,
    /// Full names within the name that leave out words in front which are neither given names nor particles (*Artist
    /// Maria Lopez*), the longest first.
    pub shorter: Box<[Label]>,
}

/// How a mention of somebody stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// The part it plays in its clause.
    pub function: Function,
    /// Whether whoever is mentioned is said to speak.
    pub speaks: bool,
    /// Whether a role may stand beside it.
    pub may_have_role: bool,
}

/// The words of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// How many tokens it has.
    pub length: TokenIndex,
    /// What it is made of.
    pub name: NameId,
    /// All of its words, folded, whatever they are.
    pub words: WordId,
    /// The first of these.
    pub first_word: WordId,
}

impl SightNote {
    /// The name at `tokens`; nothing where these are no name.
    pub fn new(text: &Text, tokens: TokenRange, roster: &mut Roster) -> Option<SightNote> {
        if tokens.len() > LONGEST {
            return None;
        }
        let tokens = without_titles(text, tokens);
        let name = PersonName::parse(text, tokens.clone())?;
        let function = Classes::PRONOUN | Classes::DETERMINER | Classes::PREPOSITION | Classes::SUBORDINATOR;
        if tokens.len() == 1 && text.token(tokens.start).is(function | Classes::COORDINATOR) {
            return None;
        }
        let around = gender::around(text, tokens.clone());
        Some(SightNote {
            shorter: shorter(text, tokens.clone(), roster),
            may_be_other_name: tokens.start.checked_sub(1).is_some_and(|before| says_other_name(text.word(before))),
            manner: Manner::new(text, tokens.clone()),
            label: Label::new(text, tokens.clone(), name, roster),
            stated: around.stated,
            kin: around.kin,
            tokens,
        })
    }

    /// Whether a note on the same place says the same, but for how the name stands in its sentence.
    pub fn says_the_same(&self, other: &SightNote) -> bool {
        let SightNote { tokens, label, stated, kin, may_be_other_name, manner: _, shorter } = self;
        (tokens, label, stated) == (&other.tokens, &other.label, &other.stated)
            && (kin, may_be_other_name, shorter) == (&other.kin, &other.may_be_other_name, &other.shorter)
    }

    /// The same so many tokens later, in wrapping arithmetic.
    pub fn moved(self, by: TokenIndex) -> SightNote {
        let tokens = shifted(&self.tokens, by);
        SightNote { tokens, ..self }
    }
}

impl Label {
    /// What parts the words of [`Label::words`].
    pub const JOINT: char = '\n';

    fn new(text: &Text, tokens: TokenRange, name: PersonName, roster: &mut Roster) -> Label {
        let words = roster.words.of_words(tokens.clone().map(|index| text.word(index)), Label::JOINT);
        let first_word = roster.words.of_word(text.word(tokens.start));
        let name = roster.list(name);
        Label { length: tokens.len() as TokenIndex, name, words, first_word }
    }
}

impl Manner {
    /// How the mention at `tokens` stands.
    pub fn new(text: &Text, tokens: TokenRange) -> Manner {
        let function = syntax::function_of(text, tokens.clone());
        let speaks = syntax::speaks(text, tokens.clone(), function);
        Manner { function, speaks, may_have_role: roles::may_have_role(text, tokens) }
    }
}

/// Whether a word in front of a name may say that somebody is also called so.
fn says_other_name(word: &str) -> bool {
    matches!(word, "as" | "born" | "n\u{e9}e" | "nee" | "alias" | "aka" | "a.k.a.")
}

fn shorter(text: &Text, tokens: TokenRange, roster: &mut Roster) -> Box<[Label]> {
    let mut found = Vec::new();
    let mut from = tokens.start;
    while tokens.end - from > 2 && !text.token(from).is(Classes::GIVEN | Classes::PARTICLE) {
        from += 1;
        let Some(name) = PersonName::parse(text, from..tokens.end) else { break };
        if name.is_full() {
            found.push(Label::new(text, from..tokens.end, name, roster));
        }
    }
    found.into()
}

/// What one tagged name holds of people: *A and B* are two, what stands before a possessive (*the club's Ann Holt*) is
/// no part of the name, nor is the body behind a full name (*Ann Holt of the Harbour Party*).
pub fn pieces(text: &Text, tokens: TokenRange) -> Vec<TokenRange> {
    let mut found = Vec::new();
    let mut start = tokens.start;
    let mut words = 0;
    let mut at = start;
    while at < tokens.end {
        let token = text.token(at);
        let rest = tokens.end - at - 1;
        let word = text.word(at);
        if token.kind == TokenKind::Possessive && rest > 0 {
            start = at + 1;
            words = 0;
        } else if matches!(word, "and" | "&") && words > 0 && rest > 0 {
            found.push(start..at);
            start = at + 1;
            words = 0;
        } else if matches!(word, "of" | "from" | "for")
            && words > 1
            && rest > 0
            && !text.token(at + 1).is(Classes::PLACE)
        {
            // Up to the next one who is named behind *and*.
            found.push(start..at);
            let next = (at..tokens.end).find(|index| text.word(*index) == "and").map_or(tokens.end, |and| and + 1);
            start = next;
            at = next;
            words = 0;
            continue;
        } else if token.is_capitalized() {
            words += 1;
        }
        at += 1;
    }
    if start < tokens.end {
        found.push(start..tokens.end);
    }
    found
}

/// A name without the titles and the origin that a tagger may have left in front of it; what stands before an honorific
/// inside (*Hero Haj Salim Tarawi*) is a title too. A full name remains, or the title is written with a period: *Don
/// Marsh* may be called Don.
fn without_titles(text: &Text, tokens: TokenRange) -> TokenRange {
    let title = Classes::TITLE | Classes::HONORIFIC | Classes::ROLE | Classes::DEMONYM | Classes::ORGANIZATION_HEAD;
    let mut start = tokens.start;
    let mut only_titles = true;
    for at in tokens.clone() {
        let token = text.token(at);
        let word = text.word(at);
        let is_name = token.is(Classes::GIVEN | Classes::SURNAME | Classes::PARTICLE) || word.chars().count() < 3;
        let leads = at == start && (token.is(title) && !is_name || OPENERS.contains(&word));
        let left = tokens.end - at - 1;
        // An honorific behind no name is none of the name, even if some are called so.
        let heaps = token.is(Classes::HONORIFIC) && at > tokens.start && only_titles && left > 1;
        let honors = token.is(Classes::HONORIFIC) && (!is_name || heaps) && at < tokens.start + 3;
        only_titles &= !is_name || token.is(Classes::HONORIFIC | Classes::TITLE);
        if (leads || honors) && (left > 1 || (left == 1 && at == start && word.ends_with('.'))) {
            start = at + 1;
        }
    }
    start..tokens.end
}
