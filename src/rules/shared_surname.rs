//! Bare surnames that two people here bear.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::finding::{Related, Safety};
use super::findings::Findings;
use super::mend::replace;
use super::people;
use super::rule::Rule;
use crate::Article;
use crate::article::{MentionView, PersonView};
use crate::config::Severity;
use crate::entities::symbols::normalize::normalize;
use crate::entities::{Entity, EntityId, Mention, MentionForm};
use crate::language::Classes;

/// The rule.
pub static RULE: Rule = Rule {
    name: "shared-surname",
    summary: "a bare surname that two people here bear",
    default: Some(Severity::Information),
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Ask),
    page: include_str!("shared_surname.md"),
    check,
};

/// Somebody who was named in full so many words ago is no longer thought of.
const IN_MIND: u32 = 400;
/// Less sure that a full name is somebody's, nothing is said of the surname.
const SURE: f32 = 0.95;
/// More people of one surname are not told apart.
const MOST_BEARERS: usize = 3;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let found = article.in_each_name(family);
    let mut first: FxHashMap<&str, &Entity> = FxHashMap::default();
    let mut families: FxHashMap<&str, Vec<&Entity>> = FxHashMap::default();
    for (person, family) in found.iter() {
        // Most people are the only ones of their family.
        match first.entry(family) {
            Entry::Vacant(vacant) => _ = vacant.insert(person),
            Entry::Occupied(known) => families.entry(family).or_insert_with(|| vec![*known.get()]).push(person),
        }
    }
    if families.is_empty() {
        return;
    }
    let bearers = article.in_each_person(bearer);
    for people in families.into_values() {
        let family = people.into_iter().flat_map(|person| bearers.of(person.id).map(move |bearer| (person, bearer)));
        of_family(article, &family.collect::<Vec<_>>(), findings);
    }
}

/// How somebody is named.
#[derive(Debug, Clone)]
struct Bearer {
    /// Whether it is surely a surname, and the person is named in full.
    is_sure: bool,
    /// Where the full name or the surname alone stands, in order.
    uses: Box<[Use]>,
}

/// A name in the running text.
#[derive(Debug, Clone, Copy)]
struct Use {
    /// The index of the mention.
    mention: usize,
    /// Whether it is the full name, and not the surname alone.
    is_full: bool,
}

/// The surname of a person, in any spelling of accents.
fn family(name: &str) -> Vec<Box<str>> {
    people::family_name(name).map(|family| normalize(family).into()).into_iter().collect()
}

/// Says how somebody is named.
fn bearer(person: PersonView<'_>) -> Vec<Bearer> {
    let is_given = |(_, full): (usize, MentionView<'_>)| {
        let first = full.tokens.start;
        full.confidence() >= SURE
            && (full.is_at(first, Classes::GIVEN)
                || !full.begins_with(first) && full.token(first).is_some_and(|first| full.is_sure_name(&first)))
    };
    let used = |(mention, view): (usize, MentionView<'_>)| {
        let is_full = view.is_full();
        (is_full || view.form() == MentionForm::Surname && is_bare(&view)).then_some(Use { mention, is_full })
    };
    vec![Bearer {
        is_sure: people::first_full(&person).is_some_and(is_given),
        uses: person.named().filter_map(used).collect(),
    }]
}

/// Reports the first surname of people who share it where readers cannot tell who is meant.
fn of_family(article: &Article, bearers: &[(&Entity, &Bearer)], findings: &mut Findings<'_>) {
    let sure: Vec<&Entity> = bearers.iter().filter(|(_, bearer)| bearer.is_sure).map(|(person, _)| *person).collect();
    if sure.len() < 2 {
        return;
    }
    let mentions = bearers.iter().flat_map(|(person, bearer)| {
        bearer.uses.iter().filter_map(|found| Some((person.mentions.get(found.mention)?, found.is_full, person.id)))
    });
    let mut mentions: Vec<(&Mention, bool, EntityId)> = mentions.collect();
    mentions.sort_unstable_by_key(|(mention, ..)| mention.tokens.start);
    // The last place of each bearer's full name, as the text is read from front to back.
    let mut last_full: FxHashMap<EntityId, &Mention> = FxHashMap::default();
    for (mention, is_full, person) in mentions {
        if is_full {
            last_full.insert(person, mention);
            continue;
        }
        let at = mention.tokens.start;
        let in_mind = |other: &&&Entity| last_full.get(&other.id).is_some_and(|full| at - full.tokens.end < IN_MIND);
        let near: Vec<&Entity> = sure.iter().filter(in_mind).copied().collect();
        // What so many bear is a title or a patronymic.
        if near.len() > MOST_BEARERS || are_one(&near) {
            continue;
        }
        let latest = near.iter().max_by_key(|person| last_full.get(&person.id).map(|full| full.tokens.start));
        // Who was named in full last is meant as a rule; where that is somebody else, readers cannot tell.
        if near.len() < 2 || latest.is_some_and(|latest| latest.id == person) {
            continue;
        }
        return report(article, mention, &near, &last_full, findings);
    }
}

/// Whether two of the given names are so near that they may be one, spelled two ways.
fn are_one(people: &[&Entity]) -> bool {
    let given = |person: &Entity| normalize(person.name.split(' ').next().unwrap_or_default());
    let pairs =
        people.iter().enumerate().flat_map(|(index, one)| people.iter().skip(index + 1).map(move |other| (one, other)));
    pairs.into_iter().any(|(one, other)| {
        let (one, other) = (given(one), given(other));
        one.starts_with(&other) || other.starts_with(&one) || strsim::osa_distance(&one, &other) <= 2
    })
}

/// Whether a surname stands alone in the running text, outside of quotations.
fn is_bare(mention: &MentionView<'_>) -> bool {
    mention.is_in_body() && !mention.is_quoted() && mention.titles().is_empty() && !mention.is_attributive()
}

fn report(
    article: &Article,
    mention: &Mention,
    bearers: &[&Entity],
    full: &FxHashMap<EntityId, &Mention>,
    findings: &mut Findings<'_>,
) {
    let surname = mention.span.slice(article.prose().text());
    let names: Vec<&str> = bearers.iter().map(|person| person.name.as_str()).collect();
    let message = format!("{surname} may be {}: both were named before. Give the full name here.", names.join(" or "));
    let fix = |name: &&str| replace(article, format!("Change to “{name}”"), Safety::Ask, &[(mention.span, name)]);
    let fixes = names.iter().flat_map(fix).collect();
    let related = bearers.iter().filter_map(|person| {
        let span = full.get(&person.id)?.span;
        Some(Related { span, message: format!("{} is named here", person.name) })
    });
    findings.report_with(mention.span, message, fixes, related.collect());
}
