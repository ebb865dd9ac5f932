//! Descriptions that mean somebody or something named in the article: *the minister*, *the Iranian security official*,
//! *the ministry*. A description is joined only where exactly one fits.

use std::collections::{HashMap, HashSet};

use super::MentionForm;
use super::drafts::{DraftId, Drafts};
use super::fold::fold;
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
    words: HashSet<String>,
    gender: Gender,
}

/// Joins descriptions to people and organizations.
pub fn find(text: &Text, drafts: &mut Drafts) {
    let mut known: HashMap<DraftId, Known> = HashMap::new();
    let mut by_noun: HashMap<String, Vec<DraftId>> = HashMap::new();
    let mut by_body: HashMap<String, Vec<DraftId>> = HashMap::new();
    let mut described: Vec<DraftId> = Vec::new();
    for id in 0..drafts.all.len() {
        let draft = &drafts.all[id];
        let Some(first) = draft.mentions.iter().map(|mention| mention.tokens.start).min() else { continue };
        let mut words = HashSet::new();
        match draft.kind {
            NameKind::Person => {
                for role in &draft.roles {
                    for at in text.tokens_in(role.span) {
                        let word = fold(text.word(at));
                        if text.token(at).is(Classes::ROLE | Classes::TITLE) && !text.token(at).is(Classes::HONORIFIC) {
                            push(by_noun.entry(word.clone()).or_default(), id);
                        }
                        words.insert(word);
                    }
                }
                words.extend(draft.affiliation.iter().flat_map(|name| name.split_whitespace().map(fold)));
                if !draft.roles.is_empty() {
                    described.push(id);
                }
            }
            NameKind::Organization => {
                for mention in draft.mentions.iter().filter(|mention| mention.form == MentionForm::Name).take(4) {
                    for at in mention.tokens.clone() {
                        let word = fold(text.word(at));
                        if text.token(at).is(Classes::ORGANIZATION_HEAD | Classes::COLLECTIVE) {
                            push(by_body.entry(word.clone()).or_default(), id);
                        }
                        words.insert(word);
                    }
                }
            }
            NameKind::Place => continue,
        }
        known.insert(id, Known { first, words, gender: draft.stated });
    }
    if known.is_empty() {
        return;
    }
    for at in 0..text.tokens().len() as TokenIndex {
        let may_be_the = text.token(at).is(Classes::DETERMINER);
        if !may_be_the || !text.word(at).eq_ignore_ascii_case("the") || drafts.owner(at).is_some() {
            continue;
        }
        let Some(phrase) = noun_phrase(text, at, drafts) else { continue };
        let head = phrase.end - 1;
        let noun = fold(text.word(head));
        let token = text.token(head);
        let narrowing: Vec<String> =
            phrase.clone().skip(1).take_while(|index| *index < head).map(|index| fold(text.word(index))).collect();
        if token.is(Classes::ROLE | Classes::TITLE) && !token.is(Classes::ROLE_PLURAL) {
            let gender = noun_gender(text, head);
            let by_name = by_noun.get(&noun).map(Vec::as_slice).unwrap_or_default();
            let pool = if by_name.is_empty() && GENERAL.contains(&noun.as_str()) && !narrowing.is_empty() {
                &described
            } else {
                by_name
            };
            let fitting: Vec<DraftId> = pool
                .iter()
                .filter(|id| {
                    known.get(id).is_some_and(|known| {
                        known.first < at && known.gender.agrees(gender) && narrows(known, &narrowing)
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
            let fitting = by_body.get(&noun).into_iter().flatten().rev().take(COMPARED);
            let fitting: Vec<DraftId> = fitting
                .filter(|id| known.get(id).is_some_and(|known| known.first < at && narrows(known, &narrowing)))
                .copied()
                .collect();
            if let [only] = fitting[..] {
                drafts.mention(text, only, phrase, MentionForm::Description, 0.8);
            }
        }
    }
}

fn push(list: &mut Vec<DraftId>, id: DraftId) {
    if list.last() != Some(&id) {
        list.push(id);
    }
}

/// *the* with the words behind it up to a noun for a person or a body that nothing narrows down any more; nothing
/// where a name follows (the noun is its title) or *of* does.
fn noun_phrase(text: &Text, the: TokenIndex, drafts: &Drafts) -> Option<TokenRange> {
    let limit = text.sentences()[text.sentence_of(the)].tokens.end;
    let function = Classes::PREPOSITION
        | Classes::COORDINATOR
        | Classes::SUBORDINATOR
        | Classes::RELATIVE
        | Classes::PRONOUN
        | Classes::DETERMINER
        | Classes::MODAL;
    let noun = Classes::ROLE | Classes::TITLE | Classes::ORGANIZATION_HEAD | Classes::COLLECTIVE;
    let mut end = the + 1;
    while end < limit.min(the + 6) {
        let token = text.token(end);
        let is_number = token.kind == TokenKind::Number;
        if !(token.is_word() || is_number) || token.is(function) || drafts.owner(end).is_some() {
            break;
        }
        if !token.is(noun) && syntax::is_verb(text, end) {
            break;
        }
        end += 1;
    }
    // Adverbs and verbs behind the noun do not belong to it.
    while end > the + 1 && !text.token(end - 1).is(noun) {
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
fn narrows(known: &Known, narrowing: &[String]) -> bool {
    narrowing.iter().all(|word| {
        IDLE.contains(&word.as_str())
            || known.words.contains(word)
            || known.words.iter().any(|other| {
                let shared = word.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
                crate::language::word(word).classes.any(Classes::DEMONYM)
                    && shared >= 4.min(other.chars().count().max(3))
            })
    })
}
