//! Descriptions that mean somebody or something named in the article: *the minister*, *the Iranian security official*,
//! *the ministry*. A description is joined only where exactly one fits.

use super::MentionForm;
use super::drafts::{DraftId, Drafts};
use super::notes::Spotted;
use super::track::{Placed, moved_by, shifted};
use super::words::{Lists, WordId, Words};
use super::{Gender, syntax};
use crate::language::{self, Classes};
use crate::prose::{Text, Token, TokenIndex, TokenKind, TokenRange};
use crate::text::Splice;

/// Words that mean a holder of some office; the words before them must say which.
const GENERAL: &[&str] =
    &["official", "leader", "chief", "politician", "lawmaker", "diplomat", "executive", "boss", "figure"];

/// Words before a noun that narrow nothing down.
const IDLE: &[&str] = &[
    "former",
    "late",
    "senior",
    "top",
    "new",
    "veteran",
    "longtime",
    "current",
    "then",
    "acting",
    "outgoing",
    "embattled",
    "young",
    "old",
    "elder",
    "retired",
    "same",
    "influential",
    "outspoken",
    "popular",
    "disgraced",
    "ousted",
];

/// How many that fit by their noun are looked at.
const COMPARED: usize = 24;

/// A word between *the* and a noun, or the noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Described {
    /// The word, folded.
    word: WordId,
    sort: Sort,
}

/// What a word does for a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Narrows nothing down (*former*).
    Idle,
    /// Says where somebody or something is from (*Iranian*).
    Origin,
    /// As a noun, means a holder of some office; the words before it must say which.
    General,
    /// Any other.
    Telling,
}

/// The words behind *the* at a token up to the last noun that a description may end with, whoever is named there; nothing if
/// none can open here. The sentence ends before `limit`.
pub fn may_open(text: &Text, at: TokenIndex, limit: TokenIndex, words: &mut Words) -> Option<Box<[Described]>> {
    if !text.token(at).is(Classes::DETERMINER) || !text.word(at).eq_ignore_ascii_case("the") {
        return None;
    }
    let behind = at + 1..phrase_end(text, at, limit, |_| false);
    let noun = behind.rev().find(|index| text.token(*index).is(NOUN))?;
    Some((at + 1..noun + 1).map(|index| Described::new(words.of_word(text.word(index)), words)).collect())
}

impl Described {
    fn new(word: WordId, words: &Words) -> Described {
        let folded = words.text(word);
        let sort = match folded {
            _ if IDLE.contains(&folded) => Sort::Idle,
            _ if GENERAL.contains(&folded) => Sort::General,
            _ if language::word(folded).classes.any(Classes::DEMONYM) => Sort::Origin,
            _ => Sort::Telling,
        };
        Described { word, sort }
    }
}

/// Who and what may be described.
#[derive(Debug)]
pub struct Known {
    /// The first token of each draft's first mention.
    first: Vec<TokenIndex>,
    /// People by the nouns of their roles.
    by_noun: Lists<DraftId>,
    /// People by all words of their roles and of what these belong to.
    by_role: Lists<DraftId>,
    /// Bodies by the nouns in their names.
    by_body: Lists<DraftId>,
    /// The people with roles.
    with_roles: Vec<DraftId>,
}

/// A description where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Description {
    /// Its tokens.
    pub tokens: TokenRange,
    /// Whom or what it means.
    pub draft: DraftId,
    /// How it means that.
    pub form: MentionForm,
}

impl Placed for Description {
    fn at(&self) -> TokenIndex {
        self.tokens.start
    }
    fn shift(&mut self, by: TokenIndex) {
        self.tokens = shifted(&self.tokens, by);
    }
}

/// Finds whom descriptions mean. `definites` are the *the* that may open one.
pub fn find(
    text: &Text,
    definites: &[Spotted<Box<[Described]>>],
    known: &Known,
    words: &Words,
    drafts: &Drafts,
) -> Vec<Description> {
    let known = Asked { known, words, drafts };
    let mut found: Vec<Description> = Vec::new();
    for Spotted { at, what: behind } in definites {
        // What was found before is taken, too.
        let is_taken = |token: TokenIndex| {
            drafts.owner(token).is_some() || found.last().is_some_and(|last| last.tokens.contains(&token))
        };
        if !behind.iter().any(|word| known.may_mean(*word)) || is_taken(*at) {
            continue;
        }
        let Some(phrase) = noun_phrase(text, *at, is_taken) else { continue };
        let Some((noun, narrowing)) = behind[..phrase.len() - 1].split_last() else { continue };
        let token = text.token(phrase.end - 1);
        if token.is(Classes::ROLE | Classes::TITLE) && !token.is(Classes::ROLE_PLURAL) {
            let form = if token.is(Classes::TITLE) { MentionForm::Title } else { MentionForm::Description };
            let only = known.person(*noun, narrowing, *at, noun_gender(token));
            found.extend(only.map(|draft| Description { tokens: phrase, draft, form }));
        } else if token.is(Classes::ORGANIZATION_HEAD | Classes::COLLECTIVE) {
            let (only, form) = (known.body(*noun, narrowing, *at), MentionForm::Description);
            found.extend(only.map(|draft| Description { tokens: phrase, draft, form }));
        }
    }
    found
}

impl Known {
    /// Who and what may be described of the drafts, none of which is described yet.
    pub fn of(text: &Text, words: &Words, drafts: &Drafts) -> Known {
        let lists = || Lists::new(words);
        let (by_noun, by_role, by_body) = (lists(), lists(), lists());
        let mut known = Known { first: Vec::new(), by_noun, by_role, by_body, with_roles: Vec::new() };
        for (id, draft) in drafts.all.iter().enumerate() {
            let first = draft.mentions.iter().map(|mention| mention.tokens.start).min();
            // Nobody is described before there is a mention.
            known.first.push(first.unwrap_or(TokenIndex::MAX));
            for (word, token) in draft.role_words.iter().zip(draft.role_tokens.iter().cloned().flatten()) {
                let token = text.token(token);
                if token.is(Classes::ROLE | Classes::TITLE) && !token.is(Classes::HONORIFIC) {
                    known.by_noun.put(*word, id);
                }
            }
            draft.role_words.iter().for_each(|word| known.by_role.put(*word, id));
            draft.heads.iter().for_each(|word| known.by_body.put(*word, id));
            if !draft.roles.is_empty() {
                known.with_roles.push(id);
            }
        }
        known
    }

    /// Moves all to where it stands after an edit.
    pub fn follow(&mut self, edit: Splice) {
        for first in self.first.iter_mut().filter(|first| **first != TokenIndex::MAX) {
            *first = first.wrapping_add(moved_by(edit, *first));
        }
    }
}

/// What may be asked about descriptions.
struct Asked<'d> {
    known: &'d Known,
    words: &'d Words,
    drafts: &'d Drafts,
}

impl Asked<'_> {
    /// Whether anybody or anything is known by a noun.
    fn may_mean(&self, noun: Described) -> bool {
        noun.sort == Sort::General
            || self.known.by_noun.last(noun.word).is_some()
            || self.known.by_body.last(noun.word).is_some()
    }

    /// The only person who fits a description at a token.
    fn person(&self, noun: Described, narrowing: &[Described], at: TokenIndex, gender: Gender) -> Option<DraftId> {
        let fits = |id: &DraftId| {
            let draft = &self.drafts.all[*id];
            self.known.first[*id] < at && draft.stated.agrees(gender) && self.narrows(&draft.role_words, narrowing)
        };
        if self.known.by_noun.last(noun.word).is_some() {
            return only(self.known.by_noun.latest(noun.word).filter(fits));
        }
        if noun.sort != Sort::General || narrowing.is_empty() {
            return None;
        }
        // Whoever fits has the word in a role: cheaper than asking everybody.
        match narrowing.iter().find(|word| matches!(word.sort, Sort::Telling | Sort::General)) {
            Some(telling) => only(self.known.by_role.latest(telling.word).filter(fits)),
            None => only(self.known.with_roles.iter().copied().filter(fits)),
        }
    }

    /// The only body that fits a description at a token.
    fn body(&self, noun: Described, narrowing: &[Described], at: TokenIndex) -> Option<DraftId> {
        let bodies = self.known.by_body.latest(noun.word).take(COMPARED);
        let fits =
            |id: &DraftId| self.known.first[*id] < at && self.narrows(&self.drafts.all[*id].name_words, narrowing);
        only(bodies.filter(fits))
    }

    /// Whether everything that narrows a noun down fits what is known: the same word, or the adjective of a country
    /// (*Iranian* for *Iran*).
    fn narrows(&self, known: &[WordId], narrowing: &[Described]) -> bool {
        narrowing.iter().all(|Described { word, sort }| match sort {
            Sort::Idle => true,
            Sort::Telling | Sort::General => known.contains(word),
            Sort::Origin => {
                let is_of = |other: &WordId| {
                    let (word, other) = (self.words.text(*word), self.words.text(*other));
                    let shared = word.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
                    shared >= 4.min(other.chars().count().max(3))
                };
                known.contains(word) || known.iter().any(is_of)
            }
        })
    }
}

/// The one draft of several that may be named more than once; nothing if there are two.
fn only(mut drafts: impl Iterator<Item = DraftId>) -> Option<DraftId> {
    let first = drafts.next()?;
    drafts.all(|other| other == first).then_some(first)
}

/// What a noun for a person or a body is.
const NOUN: Classes = Classes::ROLE.with(Classes::TITLE).with(Classes::ORGANIZATION_HEAD).with(Classes::COLLECTIVE);

/// Where the words behind a *the* end that may belong to its noun.
fn phrase_end(text: &Text, the: TokenIndex, limit: TokenIndex, is_taken: impl Fn(TokenIndex) -> bool) -> TokenIndex {
    let function = Classes::PREPOSITION
        | Classes::COORDINATOR
        | Classes::SUBORDINATOR
        | Classes::RELATIVE
        | Classes::PRONOUN
        | Classes::DETERMINER
        | Classes::MODAL;
    let mut end = the + 1;
    while end < limit.min(the + 6) {
        let token = text.token(end);
        let is_number = token.kind == TokenKind::Number;
        if !(token.is_word() || is_number) || token.is(function) || is_taken(end) {
            break;
        }
        if !token.is(NOUN) && syntax::is_verb(text, end) {
            break;
        }
        end += 1;
    }
    end
}

/// *the* with the words behind it up to a noun for a person or a body that nothing narrows down any more; nothing
/// where a name follows (the noun is its title) or *of* does.
fn noun_phrase(text: &Text, the: TokenIndex, is_taken: impl Fn(TokenIndex) -> bool) -> Option<TokenRange> {
    let limit = text.sentences()[text.sentence_of(the)].tokens.end;
    let mut end = phrase_end(text, the, limit, &is_taken);
    // Adverbs and verbs behind the noun do not belong to it.
    while end > the + 1 && !text.token(end - 1).is(NOUN) {
        let token = text.token(end - 1);
        if token.kind != TokenKind::Lower
            || !(token.is(Classes::ADVERB) || text.word(end - 1).ends_with("ly") || token.word.cue().is_some())
        {
            return None;
        }
        end -= 1;
    }
    if end == the + 1 || text.token(end - 1).kind == TokenKind::Capitals {
        return None;
    }
    let narrowed = end < limit && (matches!(text.word(end), "of" | "for") || is_taken(end));
    (!narrowed).then_some(the..end)
}

fn noun_gender(token: &Token) -> Gender {
    match (token.is(Classes::NOUN_MALE), token.is(Classes::NOUN_FEMALE)) {
        (true, false) => Gender::Male,
        (false, true) => Gender::Female,
        _ => Gender::Unstated,
    }
}
