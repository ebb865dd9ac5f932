//! Joins the names of organizations: full name, short form, acronym.

use super::MentionForm;
use super::drafts::{DraftId, Drafts};
use super::fold::fold;
use super::kinds::Named;
use super::notes::Spotted;
use super::places;
use super::wordings::Wordings;
use super::words::{ByWord, Lists, WordId, Words};
use crate::language::{self, Classes};
use crate::names::NameKind;
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// Words that an acronym leaves out more often than not.
const SMALL_WORDS: &[&str] = &["of", "the", "for", "and", "on", "in", "to", "at", "de", "la", "du", "des", "del", "&"];

/// By how many of its names a body may be described.
const DESCRIBED_BY: usize = 4;

/// How many organizations with a first or a last word in common a shorter name is compared with.
const COMPARED: usize = 16;

/// A wording as the name of a body.
#[derive(Debug)]
pub struct Body {
    /// Its words without a leading article, small ones among them; never empty.
    words: Box<[WordId]>,
    /// All words in one.
    key: WordId,
    /// How many of its first words only say where it is from (*Iraqi*, *U.S.*).
    origin: usize,
    /// Whether nothing in it tells it from other bodies of its kind (*the Ministry*).
    is_general: bool,
    /// The acronyms that its first letters can give.
    initials: Box<[WordId]>,
    /// All words as they are written, and the nouns among them that say what it is.
    spelled: Box<[WordId]>,
    heads: Box<[WordId]>,
    /// The letters, where the name is an acronym.
    letters: Option<WordId>,
    /// The country or city to which it belongs by its name (*Denmark's* in *Denmark's Fisheries Board*), by its tokens
    /// counted from the name's first, and its usual name.
    pub owner: Option<(TokenRange, WordId)>,
}

impl Body {
    /// The body that is named at `tokens`.
    pub fn new(text: &Text, tokens: TokenRange, words: &mut Words) -> Body {
        let (own, origin) = words_of(text, tokens.clone());
        let start = tokens.start;
        let owner = places::owner_of_body(text, tokens.clone());
        let is_head = |index: &TokenIndex| text.token(*index).is(Classes::ORGANIZATION_HEAD | Classes::COLLECTIVE);
        let mut spelled = |index: TokenIndex| words.of_word(text.word(index));
        Body {
            heads: tokens.clone().filter(is_head).map(&mut spelled).collect(),
            spelled: tokens.clone().map(&mut spelled).collect(),
            key: words.of(&own.join(" ")),
            origin,
            is_general: own[origin..].iter().all(|word| is_head_only(word)),
            initials: initials(&own, origin).iter().map(|letters| words.of(letters)).collect(),
            letters: is_acronym(text, tokens).then(|| words.of(&letters_of(text.word(start)))),
            owner: owner.map(|owner| (owner.start - start..owner.end - start, places::key_of(text, owner, words))),
            words: own.iter().map(|word| words.of(word)).collect(),
        }
    }
}

/// The acronym of its own that stands in brackets behind a name, with its letters. It is its own whether or not the
/// letters fit, as long as it is not known for a place; the other way round (*ACRONYM (Name)*) the letters decide.
pub fn own_acronym(text: &Text, name: TokenRange, words: &mut Words) -> Option<Spotted<WordId>> {
    let at = bracketed_acronym(text, name.end)?;
    let is_place = text.token(at).is(Classes::PLACE | Classes::COUNTRY);
    let is_own = !is_place || fits_letters(text, name, text.word(at));
    is_own.then(|| Spotted { at, what: words.of(&letters_of(text.word(at))) })
}

/// A body of the article that is named by more than its acronym.
#[derive(Clone, Copy)]
struct Known<'s> {
    draft: DraftId,
    body: &'s Body,
    first: TokenIndex,
}

struct Bodies<'s> {
    all: Vec<Known<'s>>,
    by_name: ByWord<Option<u32>>,
    by_first: Lists<u32>,
    by_last: Lists<u32>,
    by_letters: Lists<u32>,
    /// Acronyms that the article defines, or uses without a definition.
    by_acronym: ByWord<Option<DraftId>>,
}

/// Joins the organizations of the article. `acronyms` are the words that look like one, tagged or not.
pub fn join(
    text: &Text,
    names: &[Named<'_>],
    acronyms: &[Spotted<WordId>],
    wordings: &Wordings,
    words: &Words,
    drafts: &mut Drafts,
) {
    let mut short = Vec::new();
    let mut full = Vec::new();
    for name in names.iter().filter(|name| name.kind == NameKind::Organization) {
        let Some(body) = wordings.body(name.note.wording) else { continue };
        match body.letters {
            Some(letters) => short.push((name.tokens.clone(), letters)),
            None => full.push((name, body)),
        }
    }
    let mut bodies = Bodies::new(words);
    // Longer names first, so that a short form finds what it shortens wherever that stands.
    full.sort_by_key(|(name, _)| std::cmp::Reverse(name.tokens.len()));
    for (name, body) in full {
        let draft = bodies.bearer(words, body, name.tokens.start, drafts);
        let known = drafts.all[draft].mentions.iter().filter(|mention| mention.form == MentionForm::Name);
        let is_one_of_first = known.take(DESCRIBED_BY).count() < DESCRIBED_BY;
        if drafts.mention(text, draft, name.tokens.clone(), MentionForm::Name, 1.0) && is_one_of_first {
            drafts.all[draft].name_words.extend_from_slice(&body.spelled);
            drafts.all[draft].heads.extend_from_slice(&body.heads);
        }
        if let Some(acronym) = name.note.acronym {
            bodies.define_acronym(text, draft, acronym, drafts);
        }
    }
    for (tokens, letters) in short {
        let draft = bodies.of_acronym(letters, words.text(letters), tokens.start, drafts);
        drafts.mention(text, draft, tokens, MentionForm::Acronym, 1.0);
    }
    // Acronyms that the article defines are names wherever they stand.
    for &Spotted { at, what } in acronyms {
        if let Some(draft) = bodies.by_acronym.get(what).filter(|_| drafts.owner(at).is_none()) {
            drafts.mention(text, draft, at..at + 1, MentionForm::Acronym, 0.95);
        }
    }
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
        }
    }

    /// The organization of a name: the same name, one that it shortens, else a new one.
    fn bearer(&mut self, words: &Words, body: &'s Body, at: TokenIndex, drafts: &mut Drafts) -> DraftId {
        let known = self.by_name.get(body.key).or_else(|| self.longer(words, body, at));
        if let Some(index) = known {
            *self.by_name.entry(body.key) = known;
            return self.all[index as usize].draft;
        }
        let index = self.all.len() as u32;
        let draft = drafts.add(NameKind::Organization);
        *self.by_name.entry(body.key) = Some(index);
        self.by_first.put(body.words[body.origin.min(body.words.len() - 1)], index);
        if let Some(last) = body.words.last() {
            self.by_last.put(*last, index);
        }
        for letters in &body.initials {
            self.by_letters.put(*letters, index);
        }
        self.all.push(Known { draft, body, first: at });
        draft
    }

    /// The one organization of which this is a short form: its first words without the head noun behind them (*Mehr*
    /// for *Mehr News Agency*), or the name without its origin (*Health Ministry* for *Iranian Health Ministry*).
    fn longer(&self, words: &Words, name: &Body, at: TokenIndex) -> Option<u32> {
        let (origin, own) = name.words.split_at(name.origin);
        let mut found: Vec<(TokenIndex, u32)> = Vec::new();
        let mut take = |index: u32| found.push((self.all[index as usize].first, index));
        if !own.is_empty() && !name.is_general {
            let is_longer = |index: &u32| {
                let body = self.all[*index as usize].body;
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
                let body = self.all[*index as usize].body;
                body.origin > 0 && body.words[body.origin..] == *name.words
            };
            self.by_last.latest(*last).take(COMPARED).filter(is_ours).for_each(&mut take);
        }
        // The latest one before this place; without one, the first behind it.
        let before = found.iter().filter(|(first, _)| *first <= at).max();
        before.or(found.iter().min()).map(|(_, index)| *index)
    }

    /// Notes the acronym of a body.
    fn define_acronym(
        &mut self,
        text: &Text,
        draft: DraftId,
        Spotted { at: place, what: letters }: Spotted<WordId>,
        drafts: &mut Drafts,
    ) {
        self.by_acronym.entry(letters).get_or_insert(draft);
        if drafts.all[draft].acronym.is_none() {
            drafts.all[draft].acronym = Some(text.word(place).to_owned());
        }
        drafts.mention(text, draft, place..place + 1, MentionForm::Acronym, 1.0);
    }

    fn of_acronym(&mut self, letters: WordId, written: &str, at: TokenIndex, drafts: &mut Drafts) -> DraftId {
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
}

/// Whether a word tells a body from none of its kind.
fn is_head_only(word: &str) -> bool {
    let classes = language::word(word).classes;
    classes.any(Classes::ORGANIZATION_HEAD | Classes::COLLECTIVE | Classes::PLACE | Classes::DEMONYM | Classes::COUNTRY)
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
