//! Descriptions that mean somebody or something named in the article: *the minister*, *the Iranian security official*,
//! *the ministry*. A description is joined only where exactly one fits.

use std::cell::OnceCell;

use super::MentionForm;
use super::drafts::{Draft, DraftId, Drafts};
use super::fold::{Folded, fold};
use super::notes::Spotted;
use super::quick::Map;
use super::{Gender, syntax};
use crate::language::Classes;
use crate::names::NameKind;
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

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

/// What descriptions are matched against.
struct Known {
    first: TokenIndex,
    /// The words that may narrow a description down to it, once they are asked for.
    words: OnceCell<Vec<String>>,
    gender: Gender,
}

/// Joins descriptions to people and organizations. `definites` are the *the* that may open one.
pub fn find(text: &Text, definites: &[Spotted<()>], drafts: &mut Drafts) {
    let mut known: Vec<Option<Known>> = Vec::with_capacity(drafts.all.len());
    let mut by_noun: Map<String, Vec<DraftId>> = Map::default();
    let mut by_body: Map<String, Vec<DraftId>> = Map::default();
    let mut described: Vec<DraftId> = Vec::new();
    let mut folded = Folded::default();
    for id in 0..drafts.all.len() {
        let draft = &drafts.all[id];
        known.push(None);
        let Some(first) = draft.mentions.iter().map(|mention| mention.tokens.start).min() else { continue };
        match draft.kind {
            NameKind::Person => {
                for role in &draft.role_tokens {
                    for at in role.clone() {
                        if text.token(at).is(Classes::ROLE | Classes::TITLE) && !text.token(at).is(Classes::HONORIFIC) {
                            push(&mut by_noun, folded.of(text.word(at)), id);
                        }
                    }
                }
                if !draft.roles.is_empty() {
                    described.push(id);
                }
            }
            NameKind::Organization => {
                for at in names_of_body(draft) {
                    if text.token(at).is(Classes::ORGANIZATION_HEAD | Classes::COLLECTIVE) {
                        push(&mut by_body, folded.of(text.word(at)), id);
                    }
                }
            }
            NameKind::Place => continue,
        }
        known[id] = Some(Known { first, words: OnceCell::new(), gender: draft.stated });
    }
    if known.iter().all(Option::is_none) {
        return;
    }
    for &Spotted { at, .. } in definites {
        if drafts.owner(at).is_some() {
            continue;
        }
        let Some(phrase) = noun_phrase(text, at, drafts) else { continue };
        let head = phrase.end - 1;
        let noun = folded.of(text.word(head));
        let token = text.token(head);
        let narrowing = || -> Vec<String> { (at + 1..head).map(|index| fold(text.word(index))).collect() };
        if token.is(Classes::ROLE | Classes::TITLE) && !token.is(Classes::ROLE_PLURAL) {
            let gender = noun_gender(text, head);
            let by_name = by_noun.get(noun).map(Vec::as_slice).unwrap_or_default();
            let is_general = GENERAL.contains(&noun) && at + 1 < head;
            let pool = if by_name.is_empty() && is_general { &described } else { by_name };
            if pool.is_empty() {
                continue;
            }
            let narrowing = narrowing();
            let fitting: Vec<DraftId> = pool
                .iter()
                .filter(|id| {
                    known[**id].as_ref().is_some_and(|known| {
                        known.first < at
                            && known.gender.agrees(gender)
                            && narrows(known, &narrowing, || words_of(text, &drafts.all[**id]))
                    })
                })
                .take(2)
                .copied()
                .collect();
            if let [only] = fitting[..] {
                let form = if token.is(Classes::TITLE) { MentionForm::Title } else { MentionForm::Description };
                drafts.mention(text, only, phrase, form, 0.8);
            }
        } else if token.is(Classes::ORGANIZATION_HEAD | Classes::COLLECTIVE) {
            let Some(bodies) = by_body.get(noun) else { continue };
            let narrowing = narrowing();
            let fitting = bodies.iter().rev().take(COMPARED);
            let fitting: Vec<DraftId> = fitting
                .filter(|id| {
                    known[**id].as_ref().is_some_and(|known| {
                        known.first < at && narrows(known, &narrowing, || words_of(text, &drafts.all[**id]))
                    })
                })
                .copied()
                .collect();
            if let [only] = fitting[..] {
                drafts.mention(text, only, phrase, MentionForm::Description, 0.8);
            }
        }
    }
}

fn push(lists: &mut Map<String, Vec<DraftId>>, noun: &str, id: DraftId) {
    match lists.get_mut(noun) {
        Some(list) if list.last() == Some(&id) => {}
        Some(list) => list.push(id),
        None => {
            lists.insert(noun.to_owned(), vec![id]);
        }
    }
}

/// The tokens of the first names of a body.
fn names_of_body(draft: &Draft) -> impl Iterator<Item = TokenIndex> {
    let names = draft.mentions.iter().filter(|mention| mention.form == MentionForm::Name).take(4);
    names.flat_map(|mention| mention.tokens.clone())
}

/// The words that may narrow a description down to somebody or to a body: those of the roles and of what they belong to,
/// or those of the name. The descriptions that are found change none of them.
fn words_of(text: &Text, draft: &Draft) -> Vec<String> {
    if draft.kind == NameKind::Organization {
        return names_of_body(draft).map(|at| fold(text.word(at))).collect();
    }
    let roles = draft.role_tokens.iter().cloned().flatten().map(|at| fold(text.word(at)));
    roles.chain(draft.affiliation.iter().flat_map(|name| name.split_whitespace().map(fold))).collect()
}

/// What a noun for a person or a body is.
const NOUN: Classes = Classes::ROLE.with(Classes::TITLE).with(Classes::ORGANIZATION_HEAD).with(Classes::COLLECTIVE);

/// Whether a token is a *the* that may open a description in a sentence that ends before `limit`, whoever is named there.
pub fn may_open(text: &Text, at: TokenIndex, limit: TokenIndex) -> bool {
    text.token(at).is(Classes::DETERMINER)
        && text.word(at).eq_ignore_ascii_case("the")
        && (at + 1..phrase_end(text, at, limit, |_| false)).any(|index| text.token(index).is(NOUN))
}

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
fn noun_phrase(text: &Text, the: TokenIndex, drafts: &Drafts) -> Option<TokenRange> {
    let limit = text.sentences()[text.sentence_of(the)].tokens.end;
    let mut end = phrase_end(text, the, limit, |index| drafts.owner(index).is_some());
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
    let narrowed = end < limit && (matches!(text.word(end), "of" | "for") || drafts.owner(end).is_some());
    (!narrowed).then_some(the..end)
}

fn noun_gender(text: &Text, at: TokenIndex) -> Gender {
    let token = text.token(at);
    match (token.is(Classes::NOUN_MALE), token.is(Classes::NOUN_FEMALE)) {
        (true, false) => Gender::Male,
        (false, true) => Gender::Female,
        _ => Gender::Unstated,
    }
}

/// Whether everything that narrows a noun down fits what is known: the same word, or the adjective of a country
/// (*Iranian* for *Iran*).
fn narrows(known: &Known, narrowing: &[String], words: impl Fn() -> Vec<String>) -> bool {
    narrowing.iter().all(|word| {
        if IDLE.contains(&word.as_str()) {
            return true;
        }
        let words = known.words.get_or_init(&words);
        words.contains(word)
            || crate::language::word(word).classes.any(Classes::DEMONYM)
                && words.iter().any(|other| {
                    let shared = word.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
                    shared >= 4.min(other.chars().count().max(3))
                })
    })
}
