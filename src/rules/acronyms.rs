//! The acronyms of an article: where they stand, and where they are spelled out.

use rustc_hash::{FxHashMap, FxHashSet};

use super::place::is_running;
use crate::Article;
use crate::language::{Classes, WordSet};
use crate::names::NameKind;
use crate::prose::{
    EachToken, ParagraphView, Text, Token, TokenIndex, TokenKind, TokenOffset, TokenOffsets, TokenRange, dateline,
};

/// The most letters; what is longer is a word in capitals.
const MOST_LETTERS: usize = 6;
/// So many words before an acronym may be its long form: several small ones stand between the others.
const LONGEST_FORM: u32 = 10;

/// An odd number with bits all over.
const HASH_STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// An acronym in brackets behind other words: *the Harbour Rescue Service (HRS)*.
#[derive(Debug, Clone)]
pub struct Gloss<'a> {
    /// The acronym.
    pub acronym: &'a str,
    /// Its token.
    pub token: TokenIndex,
    /// The brackets and what is in them.
    pub brackets: TokenRange,
    /// The words that its letters are the initials of; `None` where they fit no words.
    pub words: Option<TokenRange>,
}

/// All acronyms of an article.
#[derive(Debug)]
pub struct Acronyms<'a> {
    article: &'a Article,
    /// Where each stands, in order.
    uses: FxHashMap<&'a str, Vec<TokenIndex>>,
    /// Those in brackets, in order.
    pub glosses: Vec<Gloss<'a>>,
}

impl<'a> Acronyms<'a> {
    /// Reads an article.
    pub fn of(article: &'a Article) -> Acronyms<'a> {
        let text = article.text();
        let mut uses: FxHashMap<&str, Vec<TokenIndex>> = FxHashMap::default();
        let mut glosses = Vec::new();
        for (first, written) in text.in_each_paragraph(acronyms).iter() {
            let token = first + written.token;
            let acronym = text.word(token);
            uses.entry(acronym).or_default().push(token);
            if written.in_brackets {
                let words = written.words.as_ref().map(|words| first + words.start..first + words.end);
                glosses.push(Gloss { acronym, token, brackets: token - 1..token + 2, words });
            }
        }
        Acronyms { article, uses, glosses }
    }

    /// Where an acronym stands, in order.
    pub fn uses(&self, acronym: &str) -> impl ExactSizeIterator<Item = TokenIndex> {
        self.uses.get(acronym).map(Vec::as_slice).unwrap_or_default().iter().copied()
    }

    /// The first place of an acronym where it stands for itself in a sentence of running text, without an explanation.
    pub fn first_bare(&self, acronym: &str) -> Option<TokenIndex> {
        self.uses(acronym).find(|&token| self.is_bare(token) && !self.is_explained(token))
    }

    /// The acronyms of the running text that nothing in the article spells out, each with its first place there.
    pub fn unexplained(&self) -> Vec<(&'a str, TokenIndex)> {
        let glossed: FxHashSet<&str> = self.glosses.iter().map(|gloss| gloss.acronym).collect();
        let unexplained = |(&acronym, places): (&&'a str, &Vec<TokenIndex>)| {
            let is_said = !glossed.contains(acronym) && places.iter().any(|&token| self.is_bare(token));
            let first = places.iter().find(|&&token| is_said && self.is_mention(token))?;
            // In brackets of its own, or with them, it has been explained in some way.
            (!places.iter().any(|&token| self.is_explained(token))).then_some((acronym, *first))
        };
        let mut found: Vec<(&str, TokenIndex)> = self.uses.iter().filter_map(unexplained).collect();
        if found.is_empty() {
            return found;
        }
        let spelled_out = self.spelled_out(found.iter().map(|(acronym, _)| *acronym));
        found.retain(|(acronym, _)| !spelled_out.contains(acronym));
        found.sort_by_key(|&(_, token)| token);
        found
    }

    /// Whether an acronym stands for itself in running text, and is no part of a name, a code or a line in capitals.
    fn is_bare(&self, token: TokenIndex) -> bool {
        let text = self.article.text();
        let near = |at: Option<TokenIndex>| at.and_then(|at| text.get(at));
        let (before, behind) = (near(token.checked_sub(1)), near(Some(token + 1)));
        let is_code = |kind: TokenKind| {
            matches!(kind, TokenKind::Capitals | TokenKind::Number | TokenKind::Symbol | TokenKind::Address)
        };
        let alone = before.is_none_or(|token| {
            let is_name = token.kind == TokenKind::Capital && !token.is(Classes::COMMON | Classes::DETERMINER);
            !is_code(token.kind) && token.kind != TokenKind::Colon && !is_name
        }) && behind
            .is_none_or(|token| !is_code(token.kind) && !matches!(token.kind, TokenKind::Dash | TokenKind::Colon));
        // *the HRQB Lena Moe leads* names two things, *Brandt HRQB Marine* one.
        let alone = alone
            && (behind.is_none_or(|token| token.kind != TokenKind::Capital)
                || before.is_some_and(|token| token.is_in(WordSet::The)));
        alone && !is_word(text, token) && self.is_in_sentence(token) && !opens_dateline(text, token)
    }

    /// Whether an acronym stands for itself, or between another one and somebody's name: *the HRQB ATS Lena Moe leads*.
    fn is_mention(&self, token: TokenIndex) -> bool {
        let text = self.article.text();
        let before = token.checked_sub(1);
        let is_behind_acronym = before.is_some_and(|before| is_acronym(text.token(before), text.word(before)));
        let behind = text.get(token + 1);
        let is_person =
            || self.article.entities().mention_at(token + 1).is_some_and(|(entity, _)| entity.kind == NameKind::Person);
        let is_free = || behind.is_none_or(|behind| behind.kind == TokenKind::Lower) || is_person();
        self.is_bare(token) || is_behind_acronym && is_free() && self.is_in_sentence(token)
    }

    /// Whether an acronym stands in a sentence of running text, and is no part of a name.
    fn is_in_sentence(&self, token: TokenIndex) -> bool {
        let text = self.article.text();
        let paragraph = text.paragraphs().get(text.paragraph_of(token));
        // A line that does not end like a sentence is a headline or an item of a list.
        let ends = text.sentences().get(text.sentence_of(token)).is_some_and(|sentence| {
            matches!(text.token(sentence.tokens.end - 1).kind, TokenKind::Stop | TokenKind::Mark(_))
        });
        let named = self.article.entities().mention_at(token).is_some_and(|(_, mention)| mention.tokens.len() > 1);
        ends && !named && paragraph.is_some_and(is_running)
    }

    /// Whether brackets or commas beside an acronym explain it: *HRS (the harbour rescue service)*.
    fn is_explained(&self, token: TokenIndex) -> bool {
        let text = self.article.text();
        let kind = |at: TokenIndex| text.get(at).map(|found| found.kind);
        let is_or = |at: TokenIndex| text.get(at).is_some_and(|found| found.is_in(WordSet::Or));
        let in_brackets = token.checked_sub(1).and_then(kind) == Some(TokenKind::Open);
        let before_brackets = kind(token + 1) == Some(TokenKind::Open);
        let goes_on = kind(token + 1) == Some(TokenKind::Comma) && is_or(token + 2);
        in_brackets || before_brackets || token.checked_sub(1).is_some_and(is_or) || goes_on
    }

    /// Those of `wanted` that are the initials of a run of words with capitals, small words inside it left out or taken
    /// along.
    fn spelled_out(&self, wanted: impl Iterator<Item = &'a str>) -> FxHashSet<&'a str> {
        let wanted: FxHashMap<Initials, &str> =
            wanted.filter_map(|acronym| Some((Initials::of(acronym.bytes())?, acronym))).collect();
        // Few are wanted, and many are known.
        let sought = wanted.keys().fold(0, |bits, initials| bits | initials.bit());
        let known = self.article.text().in_each_paragraph(initials);
        let known = known.iter().flat_map(|(_, initials)| initials).filter(|initials| sought & initials.bit() != 0);
        known.filter_map(|initials| wanted.get(initials).copied()).collect()
    }
}

/// Two to six plain capitals, one a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Initials(u64);

impl Initials {
    /// One of 64 bits that hangs on all letters.
    fn bit(&self) -> u64 {
        1 << (self.0.wrapping_mul(HASH_STEP) >> 58)
    }

    fn of(letters: impl IntoIterator<Item = u8>) -> Option<Initials> {
        let mut run = Run::default();
        letters.into_iter().for_each(|letter| run.push(letter));
        run.initials()
    }
}

/// Letters in a row.
#[derive(Debug, Clone, Copy, Default)]
struct Run {
    /// The last of them, one a byte.
    packed: u64,
    count: usize,
    /// Whether one of them is no plain capital.
    is_other: bool,
}

impl Run {
    fn push(&mut self, letter: u8) {
        self.packed = self.packed << u8::BITS | u64::from(letter);
        self.count += 1;
        self.is_other |= !letter.is_ascii_uppercase();
    }

    fn initials(self) -> Option<Initials> {
        ((2..=MOST_LETTERS).contains(&self.count) && !self.is_other).then_some(Initials(self.packed))
    }
}

/// The initials of the runs of words with capitals in a paragraph, whichever word they begin and end with, without and
/// with the small words inside.
fn initials(paragraph: ParagraphView<'_>) -> Vec<Box<[Initials]>> {
    let mut found: Vec<Initials> = Vec::new();
    for (first, token) in paragraph.tokens_that(|kind, _| kind.is_capitalized()) {
        // Most names are one word, and words behind them in lower case.
        let goes_on = paragraph.get(first + 1).is_some_and(|next| match next.kind {
            TokenKind::Lower => is_small(&next),
            kind => kind.is_word() || kind == TokenKind::Possessive,
        });
        let is_part = || paragraph.word(&token).contains('-');
        if !goes_on && !is_part() || is_acronym(&token, paragraph.word(&token)) {
            continue;
        }
        let (mut large, mut all) = (Run::default(), Run::default());
        for token in (first..paragraph.all().end).filter_map(|index| paragraph.get(index)) {
            if !token.is_word() && token.kind != TokenKind::Possessive || all.count >= 2 * MOST_LETTERS {
                break;
            }
            if !token.is_word() {
                continue;
            }
            let is_small = is_small(&token);
            if token.kind == TokenKind::Lower && !is_small || large.count > MOST_LETTERS {
                break;
            }
            for initial in paragraph.word(&token).split('-').filter_map(|part| part.as_bytes().first()) {
                all.push(initial.to_ascii_uppercase());
                if !is_small {
                    large.push(initial.to_ascii_uppercase());
                }
            }
            if !is_small {
                found.extend([large.initials(), all.initials()].into_iter().flatten());
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    if found.is_empty() { Vec::new() } else { vec![found.into()] }
}

/// An acronym of a paragraph. Tokens are counted from the paragraph's first.
#[derive(Debug, Clone)]
struct Written {
    token: TokenOffset,
    /// Whether it stands in brackets of its own.
    in_brackets: bool,
    /// The words before those that it is short for.
    words: Option<TokenOffsets>,
}

/// The acronyms of a paragraph.
fn acronyms(paragraph: ParagraphView<'_>) -> Vec<Written> {
    let kind = |at: TokenOffset| paragraph.get(at).map(|token| token.kind);
    let capitals = paragraph.tokens_that(|kind, _| kind == TokenKind::Capitals);
    let acronyms = capitals.filter(|(_, token)| is_acronym(token, paragraph.word(token)));
    let written = acronyms.map(|(token, acronym)| {
        let open = token.checked_sub(1).filter(|&open| kind(open) == Some(TokenKind::Open));
        let open = open.filter(|_| kind(token + 1) == Some(TokenKind::Close));
        let words = open.and_then(|open| long_form(&paragraph, open, paragraph.word(&acronym)));
        Written { token, in_brackets: open.is_some(), words }
    });
    written.collect()
}

/// Whether a token is written as an acronym: two to six capitals, without periods.
fn is_acronym(token: &Token, word: &str) -> bool {
    if token.kind != TokenKind::Capitals {
        return false;
    }
    (2..=MOST_LETTERS).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// *LIMA, March 4 — …*: whether a token is the place where a story was filed.
fn opens_dateline(text: &Text, token: TokenIndex) -> bool {
    let paragraph = text.paragraphs().get(text.paragraph_of(token));
    let Some(tokens) = paragraph.map(|paragraph| &paragraph.tokens).filter(|tokens| tokens.start == token) else {
        return false;
    };
    dateline::length(tokens.each().map(|at| Some(text.token(at)))).is_some()
}

/// Whether a token is a word in capitals, for stress or as a name, rather than an acronym.
fn is_word(text: &Text, token: TokenIndex) -> bool {
    let known = Classes::COMMON | Classes::GIVEN | Classes::PRONOUN | Classes::DETERMINER | Classes::PREPOSITION;
    let word = text.word(token);
    let vowels = word.bytes().filter(|letter| b"AEIOUY".contains(letter)).count();
    // What can be read aloud, and is long, is a word or a name made up to be one.
    text.token(token).is(known) || text.token(token).word.cue().is_some() || word.len() > 4 && vowels > 1
}

/// Whether a word is one that acronyms leave out: *of*, *the*, *and*.
pub(super) fn is_small(found: &Token) -> bool {
    found.kind == TokenKind::Lower
        && (found.is(Classes::PREPOSITION | Classes::DETERMINER) || found.is_in(WordSet::JoinsNouns))
}

/// The words right before a token whose initials are the letters of an acronym; small words count or not, and so do the
/// parts of words with hyphens.
fn long_form(paragraph: &ParagraphView<'_>, before: TokenOffset, acronym: &str) -> Option<TokenOffsets> {
    let sentence = paragraph.sentence_of(before)?;
    let mut letters: Vec<char> = acronym.chars().collect();
    let mut start = before;
    while let Some(&wanted) = letters.last() {
        let index = start.checked_sub(1).filter(|&token| token >= sentence.start && before - token <= LONGEST_FORM)?;
        start = index;
        let token = paragraph.get(index)?;
        let initials: Vec<char> = paragraph.word(&token).split('-').filter_map(|part| part.chars().next()).collect();
        let is_initial = |initial: &char| initial.to_uppercase().eq([wanted]);
        if !token.is_word() && token.kind != TokenKind::Number {
            continue;
        }
        if initials.last().is_some_and(is_initial) {
            for _ in initials
                .iter()
                .rev()
                .zip(letters.clone().iter().rev())
                .take_while(|(initial, letter)| initial.to_uppercase().eq([**letter]))
            {
                letters.pop();
            }
        } else if initials.first().is_some_and(is_initial) {
            letters.pop();
        } else if !is_small(&token) {
            return None;
        }
    }
    Some(start..before)
}
