//! A name of a person where it stands, as far as its sentence tells of it.

use crate::entities::grammar::clause::{self, Function};
use crate::entities::grammar::gender::{self, Stated};
use crate::entities::grammar::{role_phrase, speaks};
use crate::entities::person_name::table::{NameId, PersonNameTable, WrittenName};
use crate::entities::symbols::interner::Symbol;
use crate::language::{self, Classes, WordSet};
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenOffsets, TokenRange};

/// More tokens than this are nobody's name. Every ending of a name is looked at, so without a limit a run of capitals
/// would cost the square of its length.
pub const LONGEST: usize = 12;

/// Between how many tokens two names may say by what parts them that they name two people.
const APART: u32 = 3;

/// Between how many tokens two names may say by what parts them that they name one person.
const OTHER_NAME: u32 = 24;

/// A name of a person in its sentence.
///
/// Two are equal if names are joined alike by them: how the name stands in its sentence has no say in that.
#[derive(Debug, Clone)]
pub struct PersonMention {
    /// Its tokens without titles, counted from the sentence.
    pub tokens: TokenOffsets,
    /// The words of the name.
    pub key: NameKey,
    /// What the words around it say of the bearer's gender.
    pub stated: Stated,
    /// Whether it is introduced as somebody's relative (*his wife, Elena Lopez*).
    pub kin: bool,
    /// How it stands in its sentence.
    pub context: MentionContext,
    /// Whether a role may stand beside it.
    pub may_have_role: bool,
    /// Full names within the name that leave out words in front which are neither given names nor particles (*Artist
    /// Maria Lopez*), the longest first.
    pub shorter: Box<[NameKey]>,
}

/// How a mention of somebody stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MentionContext {
    /// The part it plays in its clause.
    pub function: Function,
    /// Whether whoever is mentioned is said to speak.
    pub speaks: bool,
}

/// The words of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameKey {
    /// How many tokens it has.
    pub length: u32,
    /// What it is made of.
    pub name: NameId,
    /// All of its words, normalized, whatever they are.
    pub words: Symbol,
    /// The first of these.
    pub first_word: Symbol,
    /// How many tokens in front of it do nothing but join it to another name (*and*, a comma, a title).
    pub joined: u32,
    /// Whether *and* stands right in front of it (*John and Mary Larkin*).
    pub follows_and: bool,
    /// So many tokens in front of it, as bits, a name ends of which the words between say that this is another one
    /// (*Elena Lopez, known as La Rubia*).
    pub other_name_after: u32,
}

impl PersonMention {
    /// The name at `tokens`; nothing where these are no name. Its sentence begins at `base`.
    pub fn new(
        text: &Text,
        tokens: TokenRange,
        base: TokenIndex,
        table: &mut PersonNameTable,
    ) -> Option<PersonMention> {
        if tokens.len() > LONGEST {
            return None;
        }
        let tokens = without_titles(text, tokens);
        if is_blessing(text, &tokens) {
            return None;
        }
        let name = table.written(text, tokens.clone())?;
        let function = Classes::PRONOUN | Classes::DETERMINER | Classes::PREPOSITION | Classes::SUBORDINATOR;
        if tokens.len() == 1 && text.token(tokens.start).is(function | Classes::COORDINATOR) {
            return None;
        }
        let around = gender::around(text, tokens.clone());
        Some(PersonMention {
            shorter: shorter(text, tokens.clone(), table),
            context: MentionContext::of_mention(text, tokens.clone()),
            may_have_role: role_phrase::may_have_role(text, tokens.clone()),
            key: NameKey::new(text, tokens.clone(), name),
            stated: around.stated,
            kin: around.kin,
            tokens: tokens.start - base..tokens.end - base,
        })
    }
}

impl PartialEq for PersonMention {
    fn eq(&self, other: &PersonMention) -> bool {
        let PersonMention { tokens, key, stated, kin, context: _, may_have_role: _, shorter } = self;
        (tokens, key, stated) == (&other.tokens, &other.key, &other.stated)
            && (kin, shorter) == (&other.kin, &other.shorter)
    }
}

impl NameKey {
    fn new(text: &Text, tokens: TokenRange, written: WrittenName) -> NameKey {
        NameKey {
            length: tokens.len() as u32,
            name: written.name,
            words: written.words,
            first_word: written.first_word,
            joined: joined(text, tokens.start),
            follows_and: tokens.start.checked_sub(1).is_some_and(|at| is_and(text, at)),
            other_name_after: other_name_after(text, tokens.start),
        }
    }
}

impl MentionContext {
    /// How the mention at `tokens` stands.
    pub fn of_mention(text: &Text, tokens: TokenRange) -> MentionContext {
        let function = clause::function_of(text, tokens.clone());
        MentionContext { function, speaks: speaks::speaks(text, tokens, function) }
    }
}

/// *Imam Hussain (A.S.)*: letters in brackets behind a name bless its bearer.
fn is_blessing(text: &Text, tokens: &TokenRange) -> bool {
    let letters = |word: &str| word.split('.').all(|part| part.chars().count() < 2) && word.contains('.');
    let is_bracketed = tokens.start.checked_sub(1).is_some_and(|at| text.token(at).kind == TokenKind::Open)
        && text.get(tokens.end).is_some_and(|token| token.kind == TokenKind::Close);
    is_bracketed && tokens.each().all(|at| letters(text.word(at)))
}

fn is_and(text: &Text, at: TokenIndex) -> bool {
    matches!(text.word(at), "and" | "&")
}

/// See [`NameKey::joined`].
fn joined(text: &Text, start: TokenIndex) -> u32 {
    let joins = |at: &TokenIndex| {
        let token = text.token(*at);
        token.is(Classes::COORDINATOR | Classes::HONORIFIC | Classes::TITLE)
            || token.kind == TokenKind::Comma
            || text.word(*at) == "&"
    };
    (start.saturating_sub(APART)..start).each().rev().take_while(joins).count() as u32
}

/// See [`NameKey::other_name_after`].
fn other_name_after(text: &Text, start: TokenIndex) -> u32 {
    let is_mark = |at: &TokenIndex| matches!(text.token(*at).kind, TokenKind::Mark(_));
    let before = start.checked_sub(1).filter(is_mark).unwrap_or(start);
    let Some(last) = before.checked_sub(1) else { return 0 };
    let word = text.token(last).word;
    if !word.is_in(WordSet::OtherName) && !word.is_in(WordSet::As) && text.word(last) != "@" {
        return 0;
    }
    let sentence = text.sentences()[text.sentence_of(start)].tokens.start;
    let is_open = |at: TokenIndex| text.token(at).kind == TokenKind::Open;
    let sets_off = |at: TokenIndex| is_open(at) || text.token(at).kind == TokenKind::Comma;
    let says_so = |end: TokenIndex| {
        if word.is_in(WordSet::As) {
            // *, better known as*, *, who performs as*
            sets_off(end) && (end..last).each().rev().take(3).any(|at| text.token(at).word.is_in(WordSet::KnownAs))
        } else if word.is_in(WordSet::BirthName) {
            let is_inside = || is_open(end) && (end..last).each().all(|at| text.token(at).kind != TokenKind::Close);
            sets_off(end) && last == end + 1 || !word.is_in(WordSet::Born) && is_inside()
        } else {
            last <= end + 1
        }
    };
    let ends = start.saturating_sub(OTHER_NAME).max(sentence)..last + 1;
    ends.each().filter(|end| says_so(*end)).fold(0, |bits, end| bits | 1 << (start - end))
}

fn shorter(text: &Text, tokens: TokenRange, table: &mut PersonNameTable) -> Box<[NameKey]> {
    let mut found = Vec::new();
    let mut from = tokens.start;
    while tokens.end - from > 2 && !text.token(from).is(Classes::GIVEN | Classes::PARTICLE) {
        from += 1;
        let Some(written) = table.written(text, from..tokens.end) else { break };
        if table.name(written.name).is_full {
            found.push(NameKey::new(text, from..tokens.end, written));
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
        } else if is_and(text, at) && words > 0 && rest > 0 {
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
            let next =
                (at..tokens.end).each().find(|index| text.word(*index) == "and").map_or(tokens.end, |and| and + 1);
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

/// Where a name begins in front of which a tagger left the place that an office is for: *MP for Halstad Maria Lopez*.
fn behind_seat(text: &Text, tokens: &TokenRange) -> TokenIndex {
    let sentence = text.sentences()[text.sentence_of(tokens.start)].tokens.start;
    let Some(office) = tokens.start.checked_sub(2).filter(|office| *office >= sentence) else { return tokens.start };
    let is_for =
        text.token(office + 1).is_in(WordSet::OfficeOf) && text.token(office).is(Classes::TITLE | Classes::ROLE);
    let names_seat = |at: TokenIndex| {
        let known = Classes::GIVEN | Classes::TITLE | Classes::HONORIFIC | Classes::PARTICLE;
        text.token(at).kind == TokenKind::Capital && !text.token(at).is(known)
    };
    let is_given = |at: TokenIndex| text.token(at).is(Classes::GIVEN);
    let leads = tokens.len() > 2 && is_for && names_seat(tokens.start) && is_given(tokens.start + 1);
    tokens.start + u32::from(leads)
}

/// Whether a word and the one before it are one title: *Datuk Seri*, *Tan Sri*.
fn ends_title(text: &Text, at: TokenIndex) -> bool {
    let before = at.checked_sub(1).filter(|before| text.sentence_of(*before) == text.sentence_of(at));
    let title = before.and_then(|before| language::phrase(text.slice(before..at + 1)));
    title.is_some_and(|title| title.classes.any(Classes::TITLE | Classes::HONORIFIC))
}

/// A name without the titles and the origin that a tagger may have left in front of it; what stands before an honorific
/// inside (*Hero Haj Salim Tarawi*) is a title too, and orders behind it (*Ann Holt OBE*) are none of it. A full name
/// remains, or the title is written with a period: *Don Marsh* may be called Don.
fn without_titles(text: &Text, tokens: TokenRange) -> TokenRange {
    let title = Classes::TITLE | Classes::HONORIFIC | Classes::ROLE | Classes::DEMONYM | Classes::ORGANIZATION_HEAD;
    let first = behind_seat(text, &tokens);
    let mut start = first;
    let mut only_titles = true;
    for at in (first..tokens.end).each() {
        let token = text.token(at);
        let word = text.word(at);
        let is_name = token.is(Classes::GIVEN | Classes::SURNAME | Classes::PARTICLE)
            || token.is_in(WordSet::SaintInName)
            || word.chars().count() < 3;
        let leads = at == start
            && (token.is(title) && !is_name || token.word.is_in(WordSet::BeforeCalledName) && token.is_capitalized());
        let left = tokens.end - at - 1;
        // *Junior Marcus Teel*, *Young Percy Dunn*
        let next_is_given = || left > 1 && text.token(at + 1).is(Classes::GIVEN);
        let leads = leads || at == start && token.is_in(WordSet::AgeBeforeName) && next_is_given();
        // *Pandit Ravi Kaul Nadim*, *Chairman Emeritus Lou Reyes*
        let is_titled = token.is(Classes::TITLE) && !token.is(Classes::GIVEN | Classes::PARTICLE) && next_is_given();
        let leads = leads || at == start && (is_titled || token.is_in(WordSet::BehindOffice) && !is_name);
        if at == start && left > 0 && ends_title(text, at) {
            start = at + 1;
            continue;
        }
        // An honorific behind no name is none of the name, even if some are called so.
        let heaps = token.is(Classes::HONORIFIC) && at > tokens.start && only_titles && left > 1;
        let honors = token.is(Classes::HONORIFIC) && (!is_name || heaps) && at < tokens.start + 3;
        only_titles &= !is_name || token.is(Classes::HONORIFIC | Classes::TITLE);
        // *Garda Byrne*, *DC Byrne*: what is nothing but a title needs no full name behind it.
        let is_rank = token.is(Classes::TITLE | Classes::HONORIFIC)
            && !token.is(Classes::GIVEN | Classes::SURNAME)
            && !token.is_in(WordSet::SingleNameTitle);
        // *Virac Mayor Sinforoso Sarmiento*
        let is_seat = |at: TokenIndex| !text.token(at).is(Classes::GIVEN | Classes::SURNAME | Classes::PARTICLE);
        let is_office = at > start
            && at < start + 3
            && token.is(Classes::TITLE)
            && !token.is(Classes::GIVEN | Classes::SURNAME)
            && (start..at).each().all(is_seat)
            && next_is_given();
        if is_office {
            start = at + 1;
            continue;
        }
        let is_letters = token.kind == TokenKind::Capitals && token.is_in(WordSet::PoliceLetters);
        if at == start && left > 0 && (is_letters || leads && is_rank && token.is_capitalized()) {
            start = at + 1;
            continue;
        }
        if (leads || honors) && (left > 1 || (left == 1 && at == start && word.ends_with('.'))) {
            start = at + 1;
        }
    }
    let is_order = |at: &TokenIndex| {
        let token = text.token(*at);
        token.kind == TokenKind::Capitals
            && token.word.is_in(WordSet::BehindName)
            && text.token(*at - 1).kind != TokenKind::Capitals
    };
    let orders = (start + 1..tokens.end).each().rev().take_while(is_order).count() as u32;
    start..tokens.end - orders
}
