//! People and their names, as the rules about them need them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::place;
use crate::Article;
use crate::entities::symbols::normalize::normalize;
use crate::entities::{Entity, Mention, MentionForm};
use crate::format::{BlockKind, Extent};
use crate::language::{self, Classes, WordSet};
use crate::names::NameKind;
use crate::prose::{Sentence, TokenIndex, TokenKind, TokenRange};

/// A headline has no more parts than this.
const HEADLINE_PARTS: usize = 4;
/// How many words on either side of a name are read.
const AROUND: TokenIndex = 40;

/// The people of an article.
pub fn all(article: &Article) -> impl Iterator<Item = &Entity> {
    article.entities().all().iter().filter(|entity| entity.kind == NameKind::Person)
}

/// Where somebody is named, without names inside the names of other things.
pub fn named(person: &Entity) -> impl DoubleEndedIterator<Item = &Mention> {
    person.mentions.iter().filter(|mention| mention.form.is_named() && !mention.inside)
}

/// Whether a mention gives a name in full: a given name, or initials, and a surname. A particle is neither (*De Gaulle*).
pub fn is_full(article: &Article, mention: &Mention) -> bool {
    let text = article.text();
    let is_name = |&token: &TokenIndex| text.token(token).is_word() && !text.token(token).is(Classes::PARTICLE);
    // *M.K.Stalin*: initials may stick to the surname.
    let holds_initials = |token: TokenIndex| text.word(token).trim_end_matches('.').contains('.');
    let words = || mention.tokens.clone().filter(is_name);
    mention.form == MentionForm::Name && (words().nth(1).is_some() || words().any(holds_initials))
}

/// Where somebody is first named in full.
pub fn first_full<'e>(article: &Article, person: &'e Entity) -> Option<&'e Mention> {
    named(person).find(|mention| is_full(article, mention))
}

/// Whether a mention stands in the running text. The first sentence may be a headline, and so may a line in bold, or one
/// that no stop ends.
pub fn is_in_body(article: &Article, mention: &Mention) -> bool {
    let text = article.text();
    let paragraph = text.paragraphs().get(text.paragraph_of(mention.tokens.start));
    let is_body = paragraph.is_some_and(|paragraph| {
        let last = paragraph.tokens.clone().next_back().map(|last| text.token(last).kind);
        let is_line =
            last.is_some_and(|last| matches!(last, TokenKind::Lower | TokenKind::Capital | TokenKind::Capitals));
        let is_set = paragraph.kind == BlockKind::Item || paragraph.emphasis.bold == Extent::Whole;
        place::is_running(paragraph) && !is_set && !is_line
    });
    is_body && mention.tokens.start >= headline_end(article)
}

/// Where the first sentence ends; a headline of several parts (*Ferry late; mayor angry*) is one.
fn headline_end(article: &Article) -> TokenIndex {
    let text = article.text();
    let goes_on = |end: TokenIndex| end > 0 && text.token(end - 1).kind == TokenKind::Semicolon;
    let ends = text.sentences().iter().map(|sentence| sentence.tokens.end);
    ends.take(HEADLINE_PARTS).find(|&end| !goes_on(end)).unwrap_or(0)
}

/// The token behind a mention, in its sentence.
pub fn behind(article: &Article, mention: &Mention) -> Option<TokenIndex> {
    (mention.tokens.end < sentence(article, mention)?.tokens.end).then_some(mention.tokens.end)
}

/// The sentence of a mention.
pub fn sentence<'a>(article: &'a Article, mention: &Mention) -> Option<&'a Sentence> {
    article.text().sentences().get(article.text().sentence_of(mention.tokens.start))
}

/// The titles directly before a mention, in its sentence: courtesy, rank and office; empty where there are none.
pub fn titles(article: &Article, mention: &Mention) -> TokenRange {
    let text = article.text();
    let is_title = |at: TokenIndex| {
        let token = text.token(at);
        token.is(Classes::TITLE | Classes::HONORIFIC) && token.is_capitalized()
    };
    // Most names have none, and where a sentence begins is dearer to tell.
    if !mention.tokens.start.checked_sub(1).is_some_and(is_title) {
        return mention.tokens.start..mention.tokens.start;
    }
    let start = sentence(article, mention).map_or(mention.tokens.start, |sentence| sentence.tokens.start);
    let first = (start..mention.tokens.start).rev().take_while(|&at| is_title(at)).last();
    first.unwrap_or(mention.tokens.start)..mention.tokens.start
}

/// The courtesy title (*Mr.*) directly before a mention.
pub fn courtesy(article: &Article, mention: &Mention) -> Option<TokenIndex> {
    let before = titles(article, mention).next_back()?;
    article.text().token(before).is_in(WordSet::CourtesyTitle).then_some(before)
}

/// Whether what stands directly behind a mention may say who is named: *Maria Lopez, of the Harbour Trust* · *Lopez
/// (Greens)* · *Lopez from the trust* · *Lopez was the first nurse*.
pub fn is_explained_behind(article: &Article, mention: &Mention) -> bool {
    let Some(next) = behind(article, mention).map(|next| article.text().token(next)) else { return false };
    let verb = Classes::BE | Classes::HAVE | Classes::MODAL | Classes::VERB;
    // *…, who drove Ann Holt and Maria Lopez, was late*
    let closes = article.text().tokens().get(mention.tokens.end as usize + 1).is_some_and(|after| after.is(verb));
    matches!(next.kind, TokenKind::Open | TokenKind::Dash)
        || next.kind == TokenKind::Comma && !closes
        || next.is(Classes::BE | Classes::RELATIVE)
        || next.is_in(WordSet::OfficeOf)
        || next.is_in(WordSet::BelongsTo)
}

/// Whether the word behind a mention shows that the name is a part of something else: *the Lopez administration*.
pub fn is_attributive(article: &Article, mention: &Mention) -> bool {
    let text = article.text();
    // *the Lopez report*
    if mention.tokens.start.checked_sub(1).is_some_and(|before| text.token(before).is(Classes::DETERMINER)) {
        return true;
    }
    let Some(next) = text.tokens().get(mention.tokens.end as usize) else { return false };
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
    let is_word = matches!(next.kind, TokenKind::Lower | TokenKind::Capital | TokenKind::Capitals | TokenKind::Mixed);
    let goes_on = is_word && !(next.kind == TokenKind::Lower && (next.is(speaks) || next.word.cue().is_some()));
    goes_on && behind(article, mention).is_some()
}

/// Whether a word can be nothing but a name here: capitalized as names are (*McKay*, *al-Nouri*, but not *MinLaw*), no
/// abbreviation, and no word of the language.
pub fn is_sure_name(article: &Article, token: TokenIndex) -> bool {
    let found = article.text().token(token);
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
    let word = article.text().word(token);
    let has_capital_inside = word.chars().skip(1).any(char::is_uppercase);
    let is_written_so = match found.kind {
        TokenKind::Capital | TokenKind::Mixed if has_capital_inside => {
            word.contains(['-', '\'', '’']) || word.starts_with("Mc") || word.starts_with("Mac")
        }
        TokenKind::Capital | TokenKind::Mixed => true,
        _ => false,
    };
    is_written_so && !found.is(is_other) && word.chars().count() > 2 && !word.contains('.')
}

/// Whether a word is known as a surname and not as a given name; of *Garcia-Lopez*, each part.
pub fn is_known_surname(word: &str) -> bool {
    word.split('-').all(|part| {
        let classes = language::word(part).classes;
        classes.any(Classes::SURNAME) && !classes.any(Classes::GIVEN)
    })
}

/// How many people of an article have a word in their names, in any spelling of accents.
pub struct Bearers(FxHashMap<String, usize>);

impl Bearers {
    /// Counts the words of all names.
    pub fn of(article: &Article) -> Bearers {
        let mut counts = FxHashMap::default();
        for person in all(article) {
            let words = person.name.split([' ', '-']).map(normalize).collect::<FxHashSet<_>>();
            words.into_iter().for_each(|word| *counts.entry(word).or_default() += 1);
        }
        Bearers(counts)
    }

    /// Whether somebody else has the word, too, when one person has it.
    pub fn are_several(&self, word: &str) -> bool {
        self.0.get(&normalize(word)).is_some_and(|count| *count > 1)
    }
}

/// The words of its sentence around a mention; not all of a sentence that never ends.
pub fn around(article: &Article, mention: &Mention) -> TokenRange {
    let Some(sentence) = sentence(article, mention) else { return mention.tokens.clone() };
    let start = mention.tokens.start.saturating_sub(AROUND).max(sentence.tokens.start);
    start..mention.tokens.end.saturating_add(AROUND).min(sentence.tokens.end)
}

/// Whether a relative is spoken of in the sentence of a mention: a surname there may be the relative's.
pub fn is_among_relatives(article: &Article, mention: &Mention) -> bool {
    around(article, mention).any(|token| article.text().token(token).is(Classes::KIN))
}

/// The family name of somebody who is named in full: the last word of the name that is no generation (*Jr.*).
pub fn family_name(person: &Entity) -> Option<&str> {
    let mut words = person.name.split(' ').rev().filter(|word| !word.ends_with('.') && word.chars().count() > 1);
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
