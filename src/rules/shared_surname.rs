//! Bare surnames that two people here bear.

use rustc_hash::{FxHashMap, FxHashSet};

use super::finding::{Findings, Related, Safety};
use super::mend::replace;
use super::people;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::entities::symbols::normalize::normalize;
use crate::entities::{Entity, EntityId, Mention, MentionForm};
use crate::language::Classes;
use crate::prose::TokenIndex;

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
const IN_MIND: TokenIndex = 400;
/// More people of one surname are not told apart.
const MOST_BEARERS: usize = 3;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let mut bearers: FxHashMap<String, Vec<&Entity>> = FxHashMap::default();
    let is_sure = |full: &Mention| {
        let first = full.tokens.start;
        let opens = people::sentence(article, full).is_some_and(|sentence| sentence.tokens.start == first);
        article.text().token(first).is(Classes::GIVEN) || !opens && people::is_sure_name(article, first)
    };
    for person in people::all(article).filter(|person| people::first_full(article, person).is_some_and(is_sure)) {
        let Some(family) = people::family_name(person) else { continue };
        bearers.entry(normalize(family)).or_default().push(person);
    }
    bearers.retain(|_, people| people.len() > 1);
    if bearers.is_empty() {
        return;
    }
    let family_of = |person: &Entity| people::family_name(person).map(normalize);
    let everybody = article.entities().all().iter();
    let shared = everybody.filter_map(|person| Some((person.id, bearers.get_key_value(&family_of(person)?)?)));
    let shared: FxHashMap<EntityId, (&String, &Vec<&Entity>)> = shared.collect();
    // The last place of each bearer's full name, as the text is read from front to back.
    let mut last_full: FxHashMap<EntityId, &Mention> = FxHashMap::default();
    let mut reported: FxHashSet<&str> = FxHashSet::default();
    for (person, mention) in article.entities().mentions() {
        let Some((family, people)) = shared.get(&person.id) else { continue };
        if people::is_full(article, mention) {
            last_full.insert(person.id, mention);
            continue;
        }
        if mention.form != MentionForm::Surname || reported.contains(family.as_str()) || !is_bare(article, mention) {
            continue;
        }
        let at = mention.tokens.start;
        let in_mind = |other: &&&Entity| last_full.get(&other.id).is_some_and(|full| at - full.tokens.end < IN_MIND);
        let near: Vec<&Entity> = people.iter().filter(in_mind).copied().collect();
        // What so many bear is a title or a patronymic.
        if near.len() > MOST_BEARERS || are_one(&near) {
            continue;
        }
        let latest = near.iter().max_by_key(|person| last_full.get(&person.id).map(|full| full.tokens.start));
        // Who was named in full last is meant as a rule; where that is somebody else, readers cannot tell.
        if near.len() < 2 || latest.is_some_and(|latest| latest.id == person.id) {
            continue;
        }
        reported.insert(family);
        report(article, mention, &near, &last_full, findings);
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
fn is_bare(article: &Article, mention: &Mention) -> bool {
    people::is_in_body(article, mention)
        && !is_quoted(article, mention.tokens.start)
        && people::titles(article, mention).is_empty()
        && !people::is_attributive(article, mention)
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
