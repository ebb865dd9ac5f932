//! Joins the names of organizations: full name, short form, acronym.

use super::MentionForm;
use super::drafts::{DraftId, Drafts};
use super::fold::fold;
use super::quick::Map;
use crate::language::Classes;
use crate::names::{Name, NameKind};
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// Words that an acronym leaves out more often than not.
const SMALL_WORDS: &[&str] = &["of", "the", "for", "and", "on", "in", "to", "at", "de", "la", "du", "des", "del", "&"];

/// How many organizations with a first or a last word in common a shorter name is compared with.
const COMPARED: usize = 16;

/// An organization named by more than its acronym.
struct Body {
    draft: DraftId,
    /// Folded words, small ones among them.
    words: Vec<String>,
    /// How many of its first words only say where it is from (*Iraqi*, *U.S.*).
    origin: usize,
    first: TokenIndex,
}

#[derive(Default)]
struct Bodies {
    all: Vec<Body>,
    by_name: Map<String, usize>,
    by_first: Map<String, Vec<usize>>,
    by_last: Map<String, Vec<usize>>,
    by_letters: Map<String, Vec<usize>>,
    /// Acronyms that the article defines, or uses without a definition.
    by_acronym: Map<String, DraftId>,
}

/// Joins the organizations of the article.
pub fn join(text: &Text, names: &[Name], drafts: &mut Drafts) {
    let organizations: Vec<&Name> = names.iter().filter(|name| name.kind == NameKind::Organization).collect();
    let mut bodies = Bodies::default();
    let (acronyms, mut full): (Vec<&Name>, Vec<&Name>) =
        organizations.into_iter().partition(|name| is_acronym(text, name.tokens.clone()));
    // Longer names first, so that a short form finds what it shortens wherever that stands.
    full.sort_by_key(|name| (std::cmp::Reverse(name.tokens.len()), name.tokens.start));
    for name in full {
        let (draft, form) = bodies.bearer(text, name.tokens.clone(), drafts);
        drafts.mention(text, draft, name.tokens.clone(), form, 1.0);
        bodies.define_acronym(text, draft, name.tokens.clone(), drafts);
    }
    for name in acronyms {
        let letters = letters_of(text.word(name.tokens.start));
        let draft = bodies.of_acronym(&letters, name.tokens.start, drafts);
        drafts.mention(text, draft, name.tokens.clone(), MentionForm::Acronym, 1.0);
    }
    bodies.find_untagged_acronyms(text, drafts);
}

/// *SNSC*, *U.N.*, *WHO*: one word of two to seven capitals.
pub fn is_acronym(text: &Text, tokens: TokenRange) -> bool {
    tokens.len() == 1 && text.token(tokens.start).kind == TokenKind::Capitals && {
        let letters = || text.word(tokens.start).chars().filter(|character| character.is_alphanumeric());
        letters().all(|letter| letter.is_ascii_uppercase()) && (2..=7).contains(&letters().count())
    }
}

fn letters_of(word: &str) -> String {
    word.chars().filter(|character| character.is_alphanumeric()).collect()
}

impl Bodies {
    /// The organization of a name: the same name, one that it shortens, else a new one.
    fn bearer(&mut self, text: &Text, tokens: TokenRange, drafts: &mut Drafts) -> (DraftId, MentionForm) {
        let (words, origin) = words_of(text, tokens.clone());
        let key = words.join(" ");
        if let Some(index) = self.by_name.get(&key) {
            return (self.all[*index].draft, MentionForm::Name);
        }
        if let Some(index) = self.longer(&words, origin, tokens.start, text) {
            self.by_name.insert(key, index);
            return (self.all[index].draft, MentionForm::Name);
        }
        let index = self.all.len();
        let draft = drafts.add(NameKind::Organization);
        self.by_name.insert(key, index);
        self.by_first.entry(words[origin.min(words.len() - 1)].clone()).or_default().push(index);
        if let Some(last) = words.last() {
            self.by_last.entry(last.clone()).or_default().push(index);
        }
        for letters in initials(&words, origin) {
            let list = self.by_letters.entry(letters).or_default();
            if !list.contains(&index) {
                list.push(index);
            }
        }
        self.all.push(Body { draft, words, origin, first: tokens.start });
        (draft, MentionForm::Name)
    }

    /// The one organization of which this is a short form: its first words without the head noun behind them (*Mehr*
    /// for *Mehr News Agency*), or the name without its origin (*Health Ministry* for *Iranian Health Ministry*).
    fn longer(&self, words: &[String], origin: usize, at: TokenIndex, text: &Text) -> Option<usize> {
        let _ = text;
        let own = &words[origin..];
        let is_head_only = |word: &String| {
            let classes = crate::language::word(word).classes;
            classes.any(
                Classes::ORGANIZATION_HEAD | Classes::COLLECTIVE | Classes::PLACE | Classes::DEMONYM | Classes::COUNTRY,
            )
        };
        let mut found: Vec<usize> = Vec::new();
        if !own.is_empty() && !own.iter().all(is_head_only) {
            let starts = self.by_first.get(&own[0]).into_iter().flatten().rev().take(COMPARED);
            found.extend(starts.filter(|index| {
                let body = &self.all[**index];
                let named = &body.words[body.origin..];
                named.len() > own.len()
                    && named.starts_with(own)
                    && (origin == 0 || body.words[..body.origin] == words[..origin])
                    && named[own.len()..].iter().any(|word| {
                        let classes = crate::language::word(word).classes;
                        classes.any(Classes::ORGANIZATION_HEAD | Classes::ORGANIZATION_SUFFIX)
                    })
            }));
        }
        if origin == 0 {
            let ends = words.last().and_then(|last| self.by_last.get(last)).into_iter().flatten().rev().take(COMPARED);
            found.extend(ends.filter(|index| {
                let body = &self.all[**index];
                body.origin > 0 && body.words[body.origin..] == *words
            }));
        }
        found.sort_by_key(|index| self.all[*index].first);
        found.dedup();
        // The latest one before this place; without one, the first behind it.
        let before = found.iter().rev().find(|index| self.all[**index].first <= at);
        before.or(found.first()).copied()
    }

    /// *Name (ACRONYM)*: an acronym in brackets behind a name is its own, whether or not the letters fit, as long as
    /// it is not known for a place; the other way round (*ACRONYM (Name)*) the letters decide.
    fn define_acronym(&mut self, text: &Text, draft: DraftId, name: TokenRange, drafts: &mut Drafts) {
        let Some(acronym) = bracketed_acronym(text, name.end) else { return };
        let word = text.word(acronym);
        if text.token(acronym).is(Classes::PLACE | Classes::COUNTRY) && !fits_letters(text, name, word) {
            return;
        }
        let letters = letters_of(word);
        self.by_acronym.entry(letters).or_insert(draft);
        if drafts.all[draft].acronym.is_none() {
            drafts.all[draft].acronym = Some(word.to_owned());
        }
        drafts.mention(text, draft, acronym..acronym + 1, MentionForm::Acronym, 1.0);
    }

    fn of_acronym(&mut self, letters: &str, at: TokenIndex, drafts: &mut Drafts) -> DraftId {
        if let Some(draft) = self.by_acronym.get(letters) {
            return *draft;
        }
        let fitting = self.by_letters.get(letters).map(Vec::as_slice).unwrap_or_default();
        let before =
            fitting.iter().filter(|index| self.all[**index].first < at).max_by_key(|index| self.all[**index].first);
        let draft = match before.or(fitting.first()) {
            Some(index) => self.all[*index].draft,
            None => drafts.add(NameKind::Organization),
        };
        self.by_acronym.insert(letters.to_owned(), draft);
        if drafts.all[draft].acronym.is_none() {
            drafts.all[draft].acronym = Some(letters.to_owned());
        }
        draft
    }

    /// Acronyms that the article defines are names wherever they stand.
    fn find_untagged_acronyms(&self, text: &Text, drafts: &mut Drafts) {
        if self.by_acronym.is_empty() {
            return;
        }
        for at in 0..text.tokens().len() as TokenIndex {
            if !is_acronym(text, at..at + 1) || drafts.owner(at).is_some() {
                continue;
            }
            if let Some(draft) = self.by_acronym.get(&letters_of(text.word(at))) {
                drafts.mention(text, *draft, at..at + 1, MentionForm::Acronym, 0.95);
            }
        }
    }
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
pub fn fits_letters(text: &Text, name: TokenRange, acronym: &str) -> bool {
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
