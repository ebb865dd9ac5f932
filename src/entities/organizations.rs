//! Joins the names of organizations: full name, short form, acronym.

use super::MentionForm;
use super::drafts::{DraftId, Drafts};
use super::fold::fold;
use super::kinds::Named;
use super::places;
use super::roster::Roster;
use super::sheet::Sheets;
use super::words::{ByWord, Lists, WordId, Words};
use crate::language::{self, Classes};
use crate::names::NameKind;
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// Words that an acronym leaves out more often than not.
const SMALL_WORDS: &[&str] = &["of", "the", "for", "and", "on", "in", "to", "at", "de", "la", "du", "des", "del", "&"];

/// How many organizations with a first or a last word in common a shorter name is compared with.
const COMPARED: usize = 16;

/// A name as that of a body. Places count from the sentence's first token.
#[derive(Debug)]
pub struct BodyNote {
    /// Its words, small ones among them; never empty.
    words: Box<[WordId]>,
    /// All words in one.
    key: WordId,
    /// How many of its first words only say where it is from (*Iraqi*, *U.S.*).
    origin: usize,
    /// Whether nothing in it tells it from other bodies of its kind (*the Ministry*).
    is_general: bool,
    /// The acronyms that its first letters can give.
    initials: Box<[WordId]>,
    /// The letters, where the name is an acronym.
    letters: Option<WordId>,
    /// The acronym of its own in brackets behind it, with its letters.
    acronym: Option<(TokenIndex, WordId)>,
    /// The country or city to which it belongs by its name (*Denmark's* in *Denmark's Fisheries Board*).
    pub owner: Option<(TokenRange, WordId)>,
}

impl BodyNote {
    /// The note on the name at `tokens` (of the text) in a sentence that begins with the token `start`.
    pub fn new(text: &Text, start: TokenIndex, tokens: TokenRange, words: &mut Words) -> BodyNote {
        let (own, origin) = words_of(text, tokens.clone());
        let acronym = bracketed_acronym(text, tokens.end).filter(|&at| is_acronym_of(text, tokens.clone(), at));
        let owner = places::owner_of_body(text, tokens.clone());
        BodyNote {
            key: words.of(&own.join(" ")),
            origin,
            is_general: own[origin..].iter().all(|word| is_head_only(word)),
            initials: initials(&own, origin).iter().map(|letters| words.of(letters)).collect(),
            letters: is_acronym(text, tokens.clone()).then(|| words.of(&letters_of(text.word(tokens.start)))),
            acronym: acronym.map(|at| (at - start, words.of(&letters_of(text.word(at))))),
            owner: owner.map(|owner| (owner.start - start..owner.end - start, places::key_of(text, owner, words))),
            words: own.iter().map(|word| words.of(word)).collect(),
        }
    }
}

/// An organization named by more than its acronym.
#[derive(Clone, Copy)]
struct Body<'s> {
    draft: DraftId,
    note: &'s BodyNote,
    first: TokenIndex,
}

struct Bodies<'s> {
    all: Vec<Body<'s>>,
    by_name: ByWord<Option<u32>>,
    by_first: Lists<u32>,
    by_last: Lists<u32>,
    by_letters: Lists<u32>,
    /// Acronyms that the article defines, or uses without a definition.
    by_acronym: ByWord<Option<DraftId>>,
    has_acronyms: bool,
}

/// Joins the organizations of the article.
pub fn join(text: &Text, names: &[Named<'_>], sheets: &Sheets, roster: &mut Roster, drafts: &mut Drafts) {
    let mut acronyms = Vec::new();
    let mut full = Vec::new();
    for name in names.iter().filter(|name| name.kind == NameKind::Organization) {
        let start = name.sentence_start(text);
        let note = name.note.as_body(text, start, roster);
        match note.letters {
            Some(letters) => acronyms.push((name.tokens.clone(), letters)),
            None => full.push((name.tokens.clone(), start, note)),
        }
    }
    let mut bodies = Bodies::new(&roster.words);
    // Longer names first, so that a short form finds what it shortens wherever that stands.
    full.sort_by_key(|(tokens, ..)| std::cmp::Reverse(tokens.len()));
    for (tokens, start, note) in full {
        let (draft, form) = bodies.bearer(&roster.words, note, tokens.start, drafts);
        drafts.mention(text, draft, tokens, form, 1.0);
        if let Some((place, letters)) = note.acronym {
            bodies.define_acronym(text, draft, place + start, letters, drafts);
        }
    }
    for (tokens, letters) in acronyms {
        let draft = bodies.of_acronym(letters, roster.words.text(letters), tokens.start, drafts);
        drafts.mention(text, draft, tokens, MentionForm::Acronym, 1.0);
    }
    bodies.find_untagged_acronyms(text, sheets, drafts);
}

/// *SNSC*, *U.N.*, *WHO*: one word of two to seven capitals.
pub fn is_acronym(text: &Text, tokens: TokenRange) -> bool {
    tokens.len() == 1 && text.token(tokens.start).kind == TokenKind::Capitals && {
        let letters = || text.word(tokens.start).chars().filter(|character| character.is_alphanumeric());
        letters().all(|letter| letter.is_ascii_uppercase()) && (2..=7).contains(&letters().count())
    }
}

/// The letters and digits of an acronym (*UN* of *U.N.*).
pub fn letters_of(word: &str) -> String {
    word.chars().filter(|character| character.is_alphanumeric()).collect()
}

impl<'s> Bodies<'s> {
    fn new(words: &Words) -> Bodies<'s> {
        Bodies {
            all: Vec::new(),
            by_name: ByWord::new(words),
            by_first: Lists::new(words),
            by_last: Lists::new(words),
            by_letters: Lists::new(words),
            by_acronym: ByWord::new(words),
            has_acronyms: false,
        }
    }

    /// The organization of a name: the same name, one that it shortens, else a new one.
    fn bearer(
        &mut self,
        words: &Words,
        note: &'s BodyNote,
        at: TokenIndex,
        drafts: &mut Drafts,
    ) -> (DraftId, MentionForm) {
        let known = self.by_name.get(note.key).or_else(|| self.longer(words, note, at));
        if let Some(index) = known {
            *self.by_name.entry(note.key) = known;
            return (self.all[index as usize].draft, MentionForm::Name);
        }
        let index = self.all.len() as u32;
        let draft = drafts.add(NameKind::Organization);
        *self.by_name.entry(note.key) = Some(index);
        self.by_first.put(note.words[note.origin.min(note.words.len() - 1)], index);
        if let Some(last) = note.words.last() {
            self.by_last.put(*last, index);
        }
        for letters in &note.initials {
            self.by_letters.put(*letters, index);
        }
        self.all.push(Body { draft, note, first: at });
        (draft, MentionForm::Name)
    }

    /// The one organization of which this is a short form: its first words without the head noun behind them (*Mehr*
    /// for *Mehr News Agency*), or the name without its origin (*Health Ministry* for *Iranian Health Ministry*).
    fn longer(&self, words: &Words, name: &BodyNote, at: TokenIndex) -> Option<u32> {
        let (origin, own) = name.words.split_at(name.origin);
        let mut found: Vec<(TokenIndex, u32)> = Vec::new();
        let mut take = |index: u32| found.push((self.all[index as usize].first, index));
        if !own.is_empty() && !name.is_general {
            let is_longer = |index: &u32| {
                let body = self.all[*index as usize].note;
                let (its_origin, named) = body.words.split_at(body.origin);
                named.len() > own.len()
                    && named.starts_with(own)
                    && (origin.is_empty() || its_origin == origin)
                    && named[own.len()..].iter().any(|word| {
                        let classes = language::word(words.text(*word)).classes;
                        classes.any(Classes::ORGANIZATION_HEAD | Classes::ORGANIZATION_SUFFIX)
                    })
            };
            self.by_first.latest(own[0]).take(COMPARED).filter(is_longer).for_each(&mut take);
        }
        if origin.is_empty()
            && let Some(last) = name.words.last()
        {
            let is_ours = |index: &u32| {
                let body = self.all[*index as usize].note;
                body.origin > 0 && body.words[body.origin..] == *name.words
            };
            self.by_last.latest(*last).take(COMPARED).filter(is_ours).for_each(&mut take);
        }
        // The latest one before this place; without one, the first behind it.
        let before = found.iter().filter(|(first, _)| *first <= at).max();
        before.or(found.iter().min()).map(|(_, index)| *index)
    }

    /// Notes the acronym of a body, which stands at `place`.
    fn define_acronym(
        &mut self,
        text: &Text,
        draft: DraftId,
        place: TokenIndex,
        letters: WordId,
        drafts: &mut Drafts,
    ) {
        self.has_acronyms = true;
        self.by_acronym.entry(letters).get_or_insert(draft);
        if drafts.all[draft].acronym.is_none() {
            drafts.all[draft].acronym = Some(text.word(place).to_owned());
        }
        drafts.mention(text, draft, place..place + 1, MentionForm::Acronym, 1.0);
    }

    fn of_acronym(&mut self, letters: WordId, written: &str, at: TokenIndex, drafts: &mut Drafts) -> DraftId {
        self.has_acronyms = true;
        if let Some(draft) = self.by_acronym.get(letters) {
            return draft;
        }
        let fitting = || self.by_letters.latest(letters).map(|index| &self.all[index as usize]);
        let before = fitting().filter(|body| body.first < at).max_by_key(|body| body.first);
        let draft = match before.or_else(|| fitting().last()) {
            Some(body) => body.draft,
            None => drafts.add(NameKind::Organization),
        };
        *self.by_acronym.entry(letters) = Some(draft);
        if drafts.all[draft].acronym.is_none() {
            drafts.all[draft].acronym = Some(written.to_owned());
        }
        draft
    }

    /// Acronyms that the article defines are names wherever they stand.
    fn find_untagged_acronyms(&self, text: &Text, sheets: &Sheets, drafts: &mut Drafts) {
        if !self.has_acronyms {
            return;
        }
        for (start, sheet) in sheets.with_places(text) {
            for &(place, letters) in &sheet.acronyms {
                let at = place + start;
                if let Some(draft) = self.by_acronym.get(letters).filter(|_| drafts.owner(at).is_none()) {
                    drafts.mention(text, draft, at..at + 1, MentionForm::Acronym, 0.95);
                }
            }
        }
    }
}

/// Whether a word tells a body from none of its kind.
fn is_head_only(word: &str) -> bool {
    let classes = language::word(word).classes;
    classes.any(Classes::ORGANIZATION_HEAD | Classes::COLLECTIVE | Classes::PLACE | Classes::DEMONYM | Classes::COUNTRY)
}

/// *Name (ACRONYM)*: an acronym in brackets behind a name is its own, whether or not the letters fit, as long as it is
/// not known for a place; the other way round (*ACRONYM (Name)*) the letters decide.
fn is_acronym_of(text: &Text, name: TokenRange, acronym: TokenIndex) -> bool {
    !text.token(acronym).is(Classes::PLACE | Classes::COUNTRY) || fits_letters(text, name, text.word(acronym))
}

/// The folded words of a name without a leading article, and how many of them only say where the body is from.
fn words_of(text: &Text, tokens: TokenRange) -> (Vec<String>, usize) {
    let mut words = Vec::new();
    let mut origin = 0;
    let mut in_origin = true;
    for index in tokens {
        let token = text.token(index);
        if token.kind == TokenKind::Possessive {
            continue;
        }
        if words.is_empty() && text.word(index).eq_ignore_ascii_case("the") {
            continue;
        }
        in_origin &= token.is(Classes::COUNTRY | Classes::DEMONYM) && token.is_capitalized();
        origin += usize::from(in_origin);
        words.push(fold(text.word(index)));
    }
    if words.is_empty() {
        words.push(String::new());
    }
    // *Iran* alone, or *American*: nothing would be left.
    if origin >= words.len() {
        origin = 0;
    }
    (words, origin)
}

/// The acronyms that a name's first letters can give: of all words but the small ones, of all of them, without the
/// origin.
fn initials(words: &[String], origin: usize) -> Vec<String> {
    if words.len() < 2 {
        return Vec::new();
    }
    let letter = |word: &String| word.chars().next().map(|letter| letter.to_ascii_uppercase());
    let of = |words: &[String], small: bool| -> String {
        words.iter().filter(|word| small || !SMALL_WORDS.contains(&word.as_str())).filter_map(letter).collect()
    };
    let mut found = vec![of(words, false), of(words, true), of(&words[origin..], false), of(&words[origin..], true)];
    found.retain(|letters| letters.len() > 1);
    found.sort();
    found.dedup();
    found
}

/// Whether the letters of an acronym appear in a name in order, the first of them first.
fn fits_letters(text: &Text, name: TokenRange, acronym: &str) -> bool {
    let (words, _) = words_of(text, name);
    let joined: String = words.join(" ");
    let mut letters = joined.chars();
    letters_of(acronym).to_lowercase().chars().all(|wanted| letters.any(|letter| letter == wanted))
}

/// The acronym in brackets right behind a name.
fn bracketed_acronym(text: &Text, end: TokenIndex) -> Option<TokenIndex> {
    let kind = |index: TokenIndex| text.tokens().get(index as usize).map(|token| token.kind);
    let opens = kind(end) == Some(TokenKind::Open);
    let fits = opens && kind(end + 1).is_some() && kind(end + 2) == Some(TokenKind::Close);
    (fits && is_acronym(text, end + 1..end + 2)).then_some(end + 1)
}
