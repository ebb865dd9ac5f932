//! Names, and who is who.

use std::collections::{HashMap, HashSet};

use copydesk::features::record::{Entity, Mention, Record, Span};

use crate::figures::{Counts, Group};
use crate::gold::{Gold, Name, words_at};
use crate::passages::overlap;

/// Forms of mentions that are names.
const NAMED: [&str; 4] = ["name", "surname", "given", "acronym"];

/// What some corpora mark as a person even where it stands alone.
const TITLES: [&str; 18] = [
    "president",
    "administrator",
    "minister",
    "secretary",
    "senator",
    "governor",
    "general",
    "king",
    "queen",
    "pope",
    "mayor",
    "chancellor",
    "judge",
    "justice",
    "director",
    "chairman",
    "commissioner",
    "ambassador",
];

/// The kinds that are measured: in a corpus, in the record.
const KINDS: [(&str, &str, Group); 3] =
    [("PER", "person", Group::Person), ("ORG", "organization", Group::Organization), ("LOC", "place", Group::Place)];

/// Named mentions, by exact span and kind. Gives what is missing and what is too much, with the words.
pub fn count(gold: &Gold, record: &Record<'_>, counts: &mut Counts) -> Vec<(&'static str, String)> {
    let mut faults = Vec::new();
    for (theirs, ours, group) in KINDS {
        let of_kind = gold.entities.iter().filter(|name| name.kind == theirs);
        let wanted: HashSet<Span> = of_kind.map(|name| (name.start, name.end)).collect();
        let of_kind = record.entities.iter().filter(|entity| entity.kind == ours);
        let found: HashSet<Span> = of_kind.flat_map(named).map(|mention| mention.span).collect();
        let right = wanted.intersection(&found).count() as u32;
        for group in [group, Group::Names] {
            let tally = &mut counts[group];
            tally.gold += wanted.len() as u32;
            tally.predicted += found.len() as u32;
            tally.right += right;
            tally.predicted_right += right;
        }
        let mut list = |what, spans: Vec<&Span>| {
            faults.extend(spans.iter().map(|span| (what, format!("{} {}", theirs, words_at(&gold.text, **span)))));
        };
        list("name missed", wanted.difference(&found).collect());
        list("no such name", found.difference(&wanted).collect());
    }
    faults
}

/// Pairs of named mentions of one person.
pub fn count_aliases(gold: &Gold, record: &Record<'_>, counts: &mut Counts) {
    let people: Vec<&Name> = gold
        .entities
        .iter()
        .filter(|name| name.kind == "PER" && name.cluster.as_ref().is_some_and(|cluster| !cluster.is_empty()))
        .filter(|name| name.text.is_empty() || is_name(&name.text))
        .collect();
    // The first entity with a name at the place of each mention.
    let mut owner: HashMap<usize, u32> = HashMap::new();
    let (people_first, others): (Vec<_>, Vec<_>) = record.entities.iter().partition(|entity| entity.kind == "person");
    for entity in people_first.into_iter().chain(others) {
        for mention in named(entity) {
            for (k, person) in people.iter().enumerate() {
                if overlap(mention.span, (person.start, person.end)) {
                    owner.entry(k).or_insert(entity.id);
                }
            }
        }
    }
    let tally = &mut counts[Group::Alias];
    for i in 0..people.len() {
        for j in 0..i {
            let same = people[i].cluster == people[j].cluster;
            let joined = owner.contains_key(&i) && owner.get(&i) == owner.get(&j);
            tally.gold += u32::from(same);
            tally.predicted += u32::from(joined);
            tally.right += u32::from(same && joined);
            tally.predicted_right += u32::from(same && joined);
        }
    }
}

/// Whether words that a corpus marks as a person are a name: titles alone are none.
fn is_name(words: &str) -> bool {
    let last = words.split_whitespace().last().unwrap_or_default().to_lowercase();
    words.starts_with(char::is_uppercase) && !TITLES.contains(&&*last)
}

/// Whom one pronoun means, of two candidates.
pub fn count_pronoun(gold: &Gold, pronoun: Span, record: &Record<'_>, counts: &mut Counts) {
    let is_it = |mention: &Mention<'_>| mention.form == "pronoun" && overlap(mention.span, pronoun);
    let meant = record.entities.iter().find(|entity| entity.mentions.iter().any(is_it));
    let tally = &mut counts[Group::Pronoun];
    for candidate in &gold.candidates {
        let span = (candidate.start, candidate.end);
        let said = meant.is_some_and(|entity| entity.mentions.iter().any(|mention| overlap(mention.span, span)));
        let right = candidate.coref && said;
        tally.gold += u32::from(candidate.coref);
        tally.predicted += u32::from(said);
        tally.right += u32::from(right);
        tally.predicted_right += u32::from(right);
    }
}

/// Whether an entity has a name where the annotators have one of that cluster.
pub fn is_called(entity: &Entity<'_>, gold: &Gold, cluster: &str) -> bool {
    let mut names = gold.entities.iter().filter(|name| name.cluster.as_deref() == Some(cluster));
    names.any(|name| named(entity).any(|mention| overlap(mention.span, (name.start, name.end))))
}

fn named<'r, 'a>(entity: &'r Entity<'a>) -> impl Iterator<Item = &'r Mention<'a>> {
    entity.mentions.iter().filter(|mention| NAMED.contains(&mention.form))
}
