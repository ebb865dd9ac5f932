//! *the* or an owner with a noun behind it (*the minister*, *Norway's minister*), which may mean somebody or something that
//! has a name; and *a* or *her* with one (*a nurse*, *her lawyer*), which brings in somebody without.

use super::person_mention::MentionContext;
use crate::entities::entity::Gender;
use crate::entities::grammar::{gender, verb};
use crate::entities::symbols::interner::{Interner, Symbol};
use crate::entities::symbols::normalize::normalize;
use crate::language::{self, Classes, WordSet};
use crate::names::NameKind;
use crate::prose::{EachToken, Text, Token, TokenIndex, TokenKind};

/// How many letters a noun in capitals may have that is an acronym (*the Norland MP*) and no heading.
const ACRONYM: usize = 4;

/// A description and its opening word are no longer than this.
const LONGEST: u32 = 8;

/// Whether a word says that somebody is not any more what follows, or what it names itself (*ex-president*).
pub fn is_past(text: &Text, at: TokenIndex) -> bool {
    let prefix = text.word(at).split_once('-').filter(|_| text.token(at).classes() == Classes::NONE);
    text.token(at).word.is_in(WordSet::PastOffice)
        || prefix.is_some_and(|(prefix, _)| language::word(&normalize(prefix)).is_in(WordSet::PastOffice))
}

/// A word and what is known of it; of a compound that nothing is known of what stands behind its hyphen (*ex-president*).
pub fn head_of_compound(text: &Text, at: TokenIndex) -> (&str, Classes) {
    let (word, classes) = (text.word(at), text.token(at).classes());
    match word.rsplit_once('-') {
        Some((_, head)) if classes == Classes::NONE => (head, language::word(&normalize(head)).classes),
        _ => (word, classes),
    }
}

/// The age that a compound states: 34 for *34-year-old*.
fn age_in(text: &Text, at: TokenIndex) -> Option<u8> {
    text.word(at).strip_suffix("-year-old")?.parse().ok()
}

/// *the* or *'s* with the words behind it, as far as they may be one description.
#[derive(Debug, Clone, PartialEq)]
pub struct Definite {
    /// The words behind it, whoever is named there.
    pub words: Box<[DescriptionWord]>,
    /// The last word of who owns what is described; nothing behind *the*.
    pub owner: Option<DescriptionWord>,
    /// Whether it brings in somebody new: behind *a*, *another*, *her*.
    pub is_new: bool,
    /// How it stands in its sentence.
    pub context: MentionContext,
    /// Whether *of* or *for* stands behind the last of them, and what stands behind that.
    narrowed: Option<DescriptionWord>,
    /// Whether the sentence goes on behind the last of them.
    goes_on: bool,
    /// Whether somebody tells it who says *me*: *the doctor told me to stop*.
    pub tells_me: bool,
}

/// A word that may belong to a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DescriptionWord {
    /// The word, normalized.
    pub word: Symbol,
    /// What it does.
    pub sort: Sort,
    /// What it may describe as a noun.
    pub noun: Option<Noun>,
    /// The gender that it states.
    pub gender: Gender,
    /// The age that it states (*the 34-year-old*).
    pub age: Option<u8>,
    /// Whether it says that somebody is not any more what follows.
    pub is_past: bool,
    /// Whether it may stand behind a description without belonging to it: an adverb, a verb.
    may_trail: bool,
    /// Whether all of it is in capitals.
    is_shouted: bool,
}

/// What a noun describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    /// A person, by a title.
    Title,
    /// A person, by a role.
    Role,
    /// An organization.
    Organization,
    /// Several people.
    Plural,
}

/// What a word does for a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Narrows nothing down (*former*).
    Idle,
    /// Says where somebody or something is from (*Iranian*).
    Origin,
    /// As a noun, means a holder of some office; the words before it must say which.
    General,
    /// Any other.
    Telling,
}

/// The words of one description.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Phrase<'d> {
    /// The noun.
    pub noun: DescriptionWord,
    /// The words before it.
    pub before: &'d [DescriptionWord],
    /// Who owns it, and what stands behind it and *of*.
    pub others: [Option<DescriptionWord>; 2],
    /// The first of its words behind which nothing is named; 0 if that is true of all.
    pub free: usize,
}

impl Definite {
    /// *the* or *'s* at a token, if a description may open there. The sentence ends before `limit`.
    pub fn read(text: &Text, at: TokenIndex, limit: TokenIndex, words: &mut Interner) -> Option<Definite> {
        let opener = text.token(at);
        if !may_open(opener) {
            return None;
        }
        let before = at.checked_sub(1);
        let owner =
            before.filter(|before| opener.kind == TokenKind::Possessive && text.token(*before).is_capitalized());
        let is_the = opener.is(Classes::DETERMINER) && text.word(at).eq_ignore_ascii_case("the");
        let is_new = !is_the && owner.is_none() && brings_in(text, at);
        if !is_the && !is_new && owner.is_none() {
            return None;
        }
        let end = phrase_end(text, at, limit);
        let behind = at + 1..end;
        let nouns = if is_new { NEW } else { NOUN };
        let is_noun = |index: &TokenIndex| head_of_compound(text, *index).1.any(nouns);
        let is_age = |index: &TokenIndex| age_in(text, *index).is_some();
        let noun = behind.each().rev().find(|index| is_noun(index) || is_age(index))?;
        let token = |at: TokenIndex| text.get(at);
        let is_comma = token(noun + 1).is_some_and(|token| token.kind == TokenKind::Comma);
        // *its harbour master, Maria Lopez,*: whoever is brought in has a name.
        if is_new && token(noun + 1 + u32::from(is_comma)).is_some_and(Token::is_capitalized) {
            return None;
        }
        let is_of = end < limit && matches!(text.word(end), "of" | "for");
        let complement = (end + 1..limit.min(end + 3)).each().find(|at| !text.token(*at).is(Classes::DETERMINER));
        let is_of = is_of && complement.is_some();
        let complement = complement.filter(|_| is_of).unwrap_or(end);
        Some(Definite {
            words: behind.each().map(|index| DescriptionWord::read(text, index, words)).collect(),
            owner: owner.map(|owner| DescriptionWord::read(text, owner, words)),
            is_new,
            context: MentionContext::of_mention(text, at..if is_of { complement + 1 } else { noun + 1 }),
            narrowed: is_of.then(|| DescriptionWord::read(text, complement, words)),
            goes_on: end < limit,
            tells_me: noun + 2 < limit && matches!(text.word(noun + 2), "me" | "us"),
        })
    }

    /// The description, where `named` tells of each token behind the opening word, counted from 0, what it is part of the
    /// name of. Nothing where a name follows: the noun is its title.
    pub fn phrase(&self, named: impl Fn(usize) -> Option<NameKind>) -> Option<Phrase<'_>> {
        let all = self.words.len();
        let mut end = (0..all).find(|at| named(*at) == Some(NameKind::Person)).unwrap_or(all);
        // Adverbs and verbs behind the noun do not belong to it.
        while let Some(last) = self.words[..end].last().filter(|last| last.noun.is_none() || named(end - 1).is_some()) {
            if !last.may_trail || named(end - 1).is_some() {
                return None;
            }
            end -= 1;
        }
        let (noun, before) = self.words[..end].split_last()?;
        let is_followed = end < all || self.goes_on;
        if noun.is_shouted || is_followed && named(end).is_some() {
            return None;
        }
        let narrowed = self.narrowed.filter(|_| end == all);
        let free = (0..end).rev().find(|at| named(*at).is_some()).map_or(0, |last| last + 1);
        Some(Phrase { noun: *noun, before, others: [self.owner, narrowed], free })
    }
}

impl Phrase<'_> {
    /// The age that it states.
    pub fn age(&self) -> Option<u8> {
        self.before.iter().chain([&self.noun]).find_map(|word| word.age)
    }

    /// Its words.
    pub fn wording(&self) -> Vec<Symbol> {
        self.before.iter().chain([&self.noun]).map(|word| word.word).collect()
    }
}

impl DescriptionWord {
    fn read(text: &Text, at: TokenIndex, words: &mut Interner) -> DescriptionWord {
        let token = text.token(at);
        let age = age_in(text, at);
        let (written, classes) = match age {
            Some(_) => (text.word(at), Classes::ROLE),
            None => head_of_compound(text, at),
        };
        let word = words.of_word(written);
        let normalized = words.text(word);
        let sort = match normalized {
            _ if token.word.is_in(WordSet::NarrowsNothing) => Sort::Idle,
            _ if token.word.is_in(WordSet::AnyOffice) => Sort::General,
            _ if language::word(normalized).classes.any(Classes::DEMONYM) => Sort::Origin,
            _ if token.kind == TokenKind::Capital && language::ends_like_origin(normalized) => Sort::Origin,
            _ => Sort::Telling,
        };
        let may_be_one = !classes.any(Classes::ROLE_PLURAL);
        let noun = match classes {
            _ if !classes.any(NOUN) => None,
            _ if classes.any(Classes::TITLE) && may_be_one => Some(Noun::Title),
            _ if classes.any(Classes::ROLE) && may_be_one => Some(Noun::Role),
            _ if classes.any(Classes::ORGANIZATION_HEAD | Classes::COLLECTIVE) => Some(Noun::Organization),
            _ => Some(Noun::Plural),
        };
        let is_adverb = token.is(Classes::ADVERB) || text.word(at).ends_with("ly");
        DescriptionWord {
            word,
            sort,
            noun,
            gender: gender::of_noun(classes),
            age,
            is_past: is_past(text, at),
            may_trail: token.kind == TokenKind::Lower && (is_adverb || token.word.cue().is_some()),
            is_shouted: token.kind == TokenKind::Capitals && text.word(at).len() > ACRONYM,
        }
    }
}

/// What a noun is that brings in one person.
const NEW: Classes = Classes::ROLE.with(Classes::TITLE).with(Classes::KIN);

/// Whether a token is of those behind which a description may stand: most are not.
fn may_open(opener: &Token) -> bool {
    opener.is(Classes::DETERMINER | Classes::POSSESSIVE)
        || opener.kind == TokenKind::Possessive
        || opener.is_in(WordSet::BringsIn)
}

/// Whether an article or a possessive pronoun may bring in somebody: it does not say what somebody is who was named before
/// it (*Lopez, a nurse,*, *Lopez was her lawyer*).
fn brings_in(text: &Text, at: TokenIndex) -> bool {
    let token = text.token(at);
    let opens = token.word.is_in(WordSet::BringsIn) || token.is(Classes::POSSESSIVE) && token.is(Classes::PRONOUN);
    let before = |back: u32| Some(text.token(at.checked_sub(back)?));
    let explains = || {
        before(1).is_some_and(|token| token.kind == TokenKind::Comma) && before(2).is_some_and(Token::is_capitalized)
    };
    let links = || before(1).is_some_and(|token| token.is(Classes::BE) || token.word.is_in(WordSet::LinksNoun));
    opens && !explains() && !links()
}

/// What a noun for a person or a body is.
const NOUN: Classes = Classes::ROLE.with(Classes::TITLE).with(Classes::ORGANIZATION_HEAD).with(Classes::COLLECTIVE);

/// Where the words behind a *the* end that may belong to its noun.
fn phrase_end(text: &Text, the: TokenIndex, limit: TokenIndex) -> TokenIndex {
    let function = Classes::PREPOSITION
        | Classes::COORDINATOR
        | Classes::SUBORDINATOR
        | Classes::RELATIVE
        | Classes::PRONOUN
        | Classes::DETERMINER
        | Classes::MODAL;
    let mut end = the + 1;
    while end < limit.min(the + LONGEST) {
        let token = text.token(end);
        let is_number = token.kind == TokenKind::Number;
        // *the US diplomat*
        let is_function = token.is(function) && token.kind != TokenKind::Capitals;
        // *the Salt and Pepper Party chairwoman*
        let is_capital = |at: TokenIndex| text.get(at).is_some_and(Token::is_capitalized);
        let joins = token.is(Classes::COORDINATOR) && end > the + 1 && is_capital(end - 1) && is_capital(end + 1);
        if !(token.is_word() || is_number) || is_function && !joins {
            break;
        }
        // *the mayor accused Lopez*: *accused* is a noun elsewhere.
        let says =
            || end > the + 1 && text.token(end - 1).is(NOUN) && token.word.cue().is_some_and(|(_, cue)| cue.past());
        if (!token.is(NOUN) || says()) && verb::is_verb(text, end) {
            break;
        }
        end += 1;
    }
    end
}
