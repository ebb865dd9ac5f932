//! One person's name in two spellings.

use std::collections::HashMap;

use rustc_hash::FxHashMap;

use super::finding::{Findings, Related, Safety};
use super::mend::replace;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::entities::{Entity, Mention};
use crate::language::{self, Classes};
use crate::names::NameKind;

/// The rule.
pub static RULE: Rule = Rule {
    name: "name-variant",
    summary: "one person, spelled two ways",
    default: Some(Severity::Warning),
    desk: Some(Severity::Warning),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Ask),
    page: include_str!("name_variant.md"),
    check,
};

/// Shorter surnames may differ in one letter and be two.
const LEAST_LETTERS: usize = 6;
/// Letters behind these of a long name are not compared.
const LONGEST_SURNAME: usize = 24;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let people = article.entities().all().iter().filter(|entity| entity.kind == NameKind::Person);
    for person in people.filter(|person| !person.variants.is_empty()) {
        of_full_name(article, person, findings);
    }
    bare_surnames(article, findings);
}

/// The mentions of a person that are spelled otherwise than most.
fn of_full_name(article: &Article, person: &Entity, findings: &mut Findings<'_>) {
    let spelled = |mention: &Mention| {
        let written = mention.span.slice(article.prose().text());
        let is_spelling = written == person.name || person.variants.iter().any(|variant| variant == written);
        (mention.form.is_named() && !mention.inside && is_spelling).then_some(written)
    };
    let mut counts: HashMap<&str, (usize, bool, &Mention)> = HashMap::new();
    for mention in &person.mentions {
        let Some(written) = spelled(mention) else { continue };
        let (count, always_quoted, _) = counts.entry(written).or_insert((0, true, mention));
        *count += 1;
        *always_quoted &= is_quoted(article, mention.tokens.start);
    }
    // Of spellings that are as frequent, one with a known given name counts for more, then the writer's own rather than
    // one that was heard, and the first rather than a later one.
    let is_known = |mention: &Mention| article.text().token(mention.tokens.start).is(Classes::GIVEN);
    let rank = |found: &(usize, bool, &Mention)| {
        (found.0, is_known(found.2), !found.1, std::cmp::Reverse(found.2.tokens.start))
    };
    let Some((usual, (_, _, first))) = counts.into_iter().max_by_key(|(_, found)| rank(found)) else { return };
    for mention in &person.mentions {
        if spelled(mention).is_some_and(|written| written != usual) {
            report(article, mention, usual, first, findings);
        }
    }
}

/// Surnames that nobody here bears, one letter from one that somebody does. Where both are surnames that are known, they
/// may be two people's, and nothing is said.
fn bare_surnames(article: &Article, findings: &mut Findings<'_>) {
    let text = article.prose().text();
    let people = || article.entities().all().iter().filter(|entity| entity.kind == NameKind::Person);
    let is_long = |name: &str| name.chars().count() >= LEAST_LETTERS;
    let bare: Vec<&Entity> = people().filter(|person| !person.name.contains(' ') && is_long(&person.name)).collect();
    if bare.is_empty() {
        return;
    }
    // Who bears a name that shares such a key with one of them; most names share none.
    let keys = bare.iter().flat_map(|person| without_a_letter(&person.name));
    let mut borne: FxHashMap<u64, Vec<(&str, &Mention)>> = keys.map(|key| (key, Vec::new())).collect();
    for person in people() {
        let (Some(surname), Some(first)) = (surname(&person.name), person.mentions.first()) else { continue };
        for key in without_a_letter(surname).filter(|_| is_long(surname)) {
            let Some(bearers) = borne.get_mut(&key) else { continue };
            // A few tell as much as all.
            if bearers.len() < MOST_BEARERS {
                bearers.push((surname, first));
            }
        }
    }
    let known = |name: &str| language::word(name).classes.any(Classes::SURNAME | Classes::GIVEN);
    for person in bare {
        let is_near = |(surname, _): &(&str, &Mention)| is_near(surname, &person.name);
        let near = without_a_letter(&person.name).find_map(|key| borne.get(&key)?.iter().copied().find(is_near));
        let Some((usual, first)) = near.filter(|(usual, _)| !(known(usual) && known(&person.name))) else { continue };
        let named = person.mentions.iter().filter(|mention| mention.form.is_named() && !mention.inside);
        for mention in named.filter(|mention| mention.span.slice(text) == person.name) {
            report(article, mention, usual, first, findings);
        }
    }
}

/// An odd number with bits all over.
const HASH_STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// Of more people whose names are near, no more are asked.
const MOST_BEARERS: usize = 4;

/// The last word of a full name.
fn surname(name: &str) -> Option<&str> {
    name.rsplit_once(' ').map(|(_, surname)| surname)
}

/// A name, and the name less each of its letters, each as a hash: two names that differ in one letter share one of these.
fn without_a_letter(name: &str) -> impl Iterator<Item = u64> {
    let step = |hash: u64, letter: char| (hash ^ u64::from(letter)).wrapping_mul(HASH_STEP);
    let mut before = 0;
    let cut = name.char_indices().take(LONGEST_SURNAME).map(move |(at, letter)| {
        let behind = name.get(at + letter.len_utf8()..).unwrap_or_default();
        let hash = behind.chars().fold(before, step);
        before = step(before, letter);
        hash
    });
    std::iter::once(name.chars().fold(0, step)).chain(cut)
}

/// Whether a name is one letter from another. A first letter, and an *s* at the end, make another name as often.
fn is_near(one: &str, other: &str) -> bool {
    strsim::osa_distance(one, other) == 1
        && one.chars().next() == other.chars().next()
        && one.trim_end_matches('s') != other.trim_end_matches('s')
}

fn report(article: &Article, mention: &Mention, usual: &str, first: &Mention, findings: &mut Findings<'_>) {
    let quoted = is_quoted(article, mention.tokens.start);
    let hint = if quoted { " This stands in a quotation: check the recording too." } else { "" };
    let message = format!(
        "This name is spelled “{usual}” elsewhere in the article. If both are one person, find out which is right and keep to \
         it.{hint}"
    );
    let fixes = match quoted {
        true => Vec::new(),
        false => replace(article, format!("Change to “{usual}”"), Safety::Ask, &[(mention.span, usual)]),
    };
    let related = Related { span: first.span, message: "The other spelling".to_owned() };
    findings.report_with(mention.span, message, fixes, vec![related]);
}
