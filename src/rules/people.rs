//! People and their names, as the rules about them need them.

use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::place;
use crate::Article;
use crate::article::{MentionView, PersonView, Setting};
use crate::entities::symbols::normalize::normalize;
use crate::entities::{Entity, Mention, MentionForm};
use crate::format::{BlockKind, Extent};
use crate::language::{self, Classes, WordSet};
use crate::names::NameKind;
use crate::prose::{Token, TokenKind, TokenOffset, TokenOffsets};

/// How many words on either side of a name are read.
const AROUND: u32 = 40;

/// The people of an article.
pub fn all(article: &Article) -> impl Iterator<Item = &Entity> {
    article.entities().all().iter().filter(|entity| entity.kind == NameKind::Person)
}

/// Where somebody is named, without names inside the names of other things.
pub fn named(person: &Entity) -> impl DoubleEndedIterator<Item = &Mention> {
    person.mentions.iter().filter(|mention| mention.is_naming())
}

/// Where somebody is first named in full.
pub fn first_full<'a>(person: &PersonView<'a>) -> Option<(usize, MentionView<'a>)> {
    person.named().find(|(_, mention)| mention.is_full())
}

impl MentionView<'_> {
    /// Whether it gives a name in full: a given name, or initials, and a surname. A particle is neither (*De Gaulle*).
    pub fn is_full(&self) -> bool {
        if self.form() != MentionForm::Name {
            return false;
        }
        let is_name = |token: &Token| token.is_word() && !token.is(Classes::PARTICLE);
        // *M.K.Stalin*: initials may stick to the surname.
        let holds_initials = |token: Token| self.word(&token).trim_end_matches('.').contains('.');
        let words = || self.own().filter(is_name);
        words().nth(1).is_some() || words().any(holds_initials)
    }

    /// Whether it stands in the running text. The first sentence may be a headline, and so may a line in bold, or one that
    /// no stop ends.
    pub fn is_in_body(&self) -> bool {
        let Setting { kind, nesting, emphasis, last } = self.setting();
        let is_line =
            last.is_some_and(|last| matches!(last, TokenKind::Lower | TokenKind::Capital | TokenKind::Capitals));
        let is_set = kind == BlockKind::Item || emphasis.bold == Extent::Whole;
        place::is_running_text(kind, nesting) && !is_set && !is_line && !self.is_in_headline()
    }

    /// Whether a token of its paragraph is one of these.
    pub fn is_at(&self, at: TokenOffset, classes: Classes) -> bool {
        self.token(at).is_some_and(|token| token.is(classes))
    }

    /// Whether a word of its paragraph is in a set.
    pub fn is_in(&self, at: TokenOffset, set: WordSet) -> bool {
        self.token(at).is_some_and(|token| token.is_in(set))
    }

    /// Its own tokens.
    pub fn own(&self) -> impl DoubleEndedIterator<Item = Token> {
        self.tokens.clone().filter_map(|at| self.token(at))
    }

    /// The token before it in its paragraph.
    pub fn before(&self) -> Option<Token> {
        self.tokens.start.checked_sub(1).and_then(|before| self.token(before))
    }

    /// The token behind it, in its sentence.
    pub fn behind(&self) -> Option<Token> {
        (self.tokens.end < self.sentence()?.end).then(|| self.token(self.tokens.end)).flatten()
    }

    /// Whether its sentence begins with a token.
    pub fn begins_with(&self, token: TokenOffset) -> bool {
        self.sentence().is_none_or(|sentence| sentence.start == token)
    }

    /// The titles directly before it, in its sentence: courtesy, rank and office; empty where there are none.
    pub fn titles(&self) -> TokenOffsets {
        let is_title = |at: TokenOffset| {
            self.token(at).is_some_and(|token| token.is(Classes::TITLE | Classes::HONORIFIC) && token.is_capitalized())
        };
        let start = self.tokens.start;
        // Most names have none, and where a sentence begins is dearer to tell.
        if !start.checked_sub(1).is_some_and(is_title) {
            return start..start;
        }
        let opening = self.sentence().map_or(start, |sentence| sentence.start);
        let first = (opening..start).rev().take_while(|&at| is_title(at)).last();
        first.unwrap_or(start)..start
    }

    /// The courtesy title (*Mr.*) directly before it.
    pub fn courtesy(&self) -> Option<Token> {
        let before = self.token(self.titles().next_back()?)?;
        before.is_in(WordSet::CourtesyTitle).then_some(before)
    }

    /// Whether what stands directly behind it may say who is named: *Maria Lopez, of the Harbour Trust* · *Lopez (Greens)*
    /// · *Lopez from the trust* · *Lopez was the first nurse*.
    pub fn is_explained_behind(&self) -> bool {
        let Some(next) = self.behind() else { return false };
        let verb = Classes::BE | Classes::HAVE | Classes::MODAL | Classes::VERB;
        // *…, who drove Ann Holt and Maria Lopez, was late*
        let closes = self.is_at(self.tokens.end + 1, verb);
        matches!(next.kind, TokenKind::Open | TokenKind::Dash)
            || next.kind == TokenKind::Comma && !closes
            || next.is(Classes::BE | Classes::RELATIVE)
            || next.is_in(WordSet::OfficeOf)
            || next.is_in(WordSet::BelongsTo)
    }

    /// Whether the word behind it shows that the name is a part of something else: *the Lopez administration*.
    pub fn is_attributive(&self) -> bool {
        // *the Lopez report*
        if self.before().is_some_and(|before| before.is(Classes::DETERMINER)) {
            return true;
        }
        let Some(next) = self.token(self.tokens.end) else { return false };
        let speaks = Classes::VERB
            | Classes::BE
            | Classes::HAVE
            | Classes::DO
            | Classes::MODAL
            | Classes::ADVERB
            | Classes::PREPOSITION
            | Classes::COORDINATOR
            | Classes::SUBORDINATOR
            | Classes::RELATIVE
            | Classes::PRONOUN
            | Classes::DETERMINER
            | Classes::NEGATION;
        let is_word =
            matches!(next.kind, TokenKind::Lower | TokenKind::Capital | TokenKind::Capitals | TokenKind::Mixed);
        let goes_on = is_word && !(next.kind == TokenKind::Lower && (next.is(speaks) || next.word.cue().is_some()));
        goes_on && self.behind().is_some()
    }

    /// The words of its sentence around it; not all of a sentence that never ends.
    pub fn around(&self) -> TokenOffsets {
        let Some(sentence) = self.sentence() else { return self.tokens.clone() };
        let start = self.tokens.start.saturating_sub(AROUND).max(sentence.start);
        start..self.tokens.end.saturating_add(AROUND).min(sentence.end)
    }

    /// Whether a relative is spoken of in its sentence: a surname there may be the relative's.
    pub fn is_among_relatives(&self) -> bool {
        self.any_is(self.around(), Classes::KIN)
    }

    /// Whether a token can be nothing but a name here: capitalized as names are (*McKay*, *al-Nouri*, but not *MinLaw*), no
    /// abbreviation, and no word of the language.
    pub fn is_sure_name(&self, token: &Token) -> bool {
        let is_other = Classes::COMMON
            | Classes::PLACE
            | Classes::COUNTRY
            | Classes::DEMONYM
            | Classes::ORGANIZATION
            | Classes::OUTLET
            | Classes::ORGANIZATION_HEAD
            | Classes::CALENDAR
            | Classes::TITLE
            | Classes::ROLE
            | Classes::ROLE_PLURAL
            | Classes::GROUP;
        if token.is(is_other) {
            return false;
        }
        let word = self.word(token);
        let has_capital_inside = word.chars().skip(1).any(char::is_uppercase);
        let is_written_so = match token.kind {
            TokenKind::Capital | TokenKind::Mixed if has_capital_inside => {
                word.contains(['-', '\'', '’']) || word.starts_with("Mc") || word.starts_with("Mac")
            }
            TokenKind::Capital | TokenKind::Mixed => true,
            _ => false,
        };
        is_written_so && word.chars().count() > 2 && !word.contains('.')
    }

    /// Whether all of it can be nothing but a name.
    pub fn is_sure(&self) -> bool {
        self.own().all(|token| self.is_sure_name(&token))
    }
}

/// Whether a word is known as a surname and not as a given name; of *Garcia-Lopez*, each part.
pub fn is_known_surname(word: &str) -> bool {
    word.split('-').all(|part| {
        let classes = language::word(part).classes;
        classes.any(Classes::SURNAME) && !classes.any(Classes::GIVEN)
    })
}

/// How many people of an article have a word in their names, in any spelling of accents.
pub struct Bearers(FxHashMap<Arc<str>, usize>);

impl Bearers {
    /// Counts the words of all names.
    pub fn of(article: &Article) -> Bearers {
        let words = article.in_each_name(words);
        let mut counts = FxHashMap::with_capacity_and_hasher(words.iter().size_hint().1.unwrap_or(0), FxBuildHasher);
        for (_, word) in words.iter() {
            *counts.entry(word.clone()).or_insert(0) += 1;
        }
        Bearers(counts)
    }

    /// Whether somebody else has the word, too, when one person has it.
    pub fn are_several(&self, word: &str) -> bool {
        self.0.get(normalize(word).as_str()).is_some_and(|count| *count > 1)
    }
}

/// The words of a name, each once.
fn words(name: &str) -> Vec<Arc<str>> {
    let mut words: Vec<Arc<str>> = name.split([' ', '-']).map(|word| normalize(word).into()).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The family name of somebody who is named in full: the last word of the name that is no generation (*Jr.*).
pub fn family_name(name: &str) -> Option<&str> {
    let mut words = name.split(' ').rev().filter(|word| !word.ends_with('.') && word.chars().count() > 1);
    let family = words.next()?;
    words.next().map(|_| family)
}

/// How the newsroom's lists spell the full name of a person of the article; nothing where nobody there has it, or the entries
/// differ.
pub fn house_spelling<'a>(article: &'a Article, person: &'a Entity) -> Option<&'a str> {
    let people = article.people();
    if people.is_empty() {
        return None;
    }
    let mut before = "";
    for mention in named(person).filter(|mention| mention.form == MentionForm::Name) {
        let written = mention.span.slice(article.prose().text());
        if written == before {
            continue;
        }
        before = written;
        let mut spellings = people.named(written).map(|listed| listed.spelling);
        if let Some(first) = spellings.next() {
            return spellings.all(|other| other == first).then_some(first);
        }
    }
    None
}
