//! The index as it looks from one article: without what it knows of that article itself.

use std::time::SystemTime;

use rustc_hash::FxHashSet;

use super::article::{Named, NamedPlace, key};
use super::index::{Bearers, Entry, Index, Version};
use crate::entities::Entity;
use crate::features::elsewhere::Elsewhere;
use crate::names::NameKind;
use crate::rules::{OtherArticles, OtherPerson, agree};

/// So many articles with one name are looked at more closely; of more only the number is told.
const MOST_COMPARED: usize = 300;

/// All articles but one.
#[derive(Debug, Clone, Copy)]
pub struct Others<'i> {
    index: &'i Index,
    /// The address of the one.
    own: &'i str,
}

/// A name to write, with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherName {
    /// The name in full.
    pub name: String,
    /// What it names.
    pub kind: NameKind,
    /// What an article says of a person.
    pub role: Option<String>,
    /// An article that has it.
    pub article: String,
    /// How many have it.
    pub articles: usize,
}

impl<'i> Others<'i> {
    /// The index as seen from the article at an address.
    pub fn new(index: &'i Index, own: &'i str) -> Others<'i> {
        Others { index, own }
    }

    /// Whether there is no other article.
    pub fn is_empty(&self) -> bool {
        self.index.entries().all(|entry| !self.is_other(entry))
    }

    /// The other articles that name somebody by a full name that this article has. A place stands everywhere, and a surname
    /// alone may be anybody's: of these nothing is said. Those that are open come first, then the youngest. With the articles,
    /// how many there are.
    pub fn elsewhere(&self, entity: &Entity) -> (Vec<Elsewhere>, usize) {
        if entity.kind == NameKind::Place || entity.kind == NameKind::Person && !entity.name.contains(' ') {
            return (Vec::new(), 0);
        }
        let roles: Vec<&str> = entity.roles.iter().map(|role| role.text.as_str()).collect();
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        let mut found = Vec::new();
        let names = std::iter::once(&entity.name).chain(&entity.variants);
        let bearers = names.filter_map(|name| self.index.called(name)).flat_map(Bearers::whole);
        for (entry, named) in bearers.filter(|(entry, named)| self.is_other(entry) && named.kind == entity.kind) {
            if !seen.insert(&entry.address) || found.len() >= MOST_COMPARED {
                continue;
            }
            let elsewhere = Elsewhere {
                article: entry.title.to_string(),
                line: line(named.place),
                role: named.roles.first().map(|role| role.to_string()),
                agrees: agree(&roles, entity.affiliation.as_deref(), &named.roles, named.affiliation.as_deref()),
            };
            found.push((entry, elsewhere));
        }
        // Not in the order of reading, which is another one each time.
        found.sort_by(|(one, _), (other, _)| {
            (newness(other), &one.title, &one.address).cmp(&(newness(one), &other.title, &other.address))
        });
        (found.into_iter().map(|(_, elsewhere)| elsewhere).collect(), seen.len())
    }

    /// The names of which a word and what follows it begins as was typed, those that stand in most articles first; no more
    /// than `most`.
    pub fn beginning(&self, typed: &str, most: usize) -> Vec<OtherName> {
        let mut bearers: Vec<Bearers<'_>> = self.index.beginning(key(typed)).collect();
        bearers.sort_by_key(|bearers| std::cmp::Reverse(bearers.count()));
        let mut found: Vec<OtherName> = Vec::new();
        for bearers in bearers {
            if found.len() >= most {
                break;
            }
            let first = bearers.all().find(|(entry, named)| self.is_other(entry) && is_full(named));
            let Some((entry, named)) = first else { continue };
            if found.iter().all(|known| *known.name != *named.name) {
                found.push(OtherName {
                    name: named.name.to_string(),
                    kind: named.kind,
                    role: named.roles.first().map(|role| role.to_string()),
                    article: entry.title.to_string(),
                    articles: bearers.count(),
                });
            }
        }
        found
    }

    /// Who and what has a name with these letters in their order, be there others between them, in an article that is
    /// `wanted`; no more than `most`. Those of whose names a word begins so come first.
    pub fn find(&self, query: &str, most: usize, wanted: impl Fn(&Entry) -> bool) -> Vec<(&'i Entry, &'i Named)> {
        let beginning = key(query);
        let letters: Vec<u8> = beginning.bytes().filter(|byte| *byte != b' ').collect();
        let other = self.index.names().filter(move |bearers| holds_in_order(bearers.name, &letters));
        // Everybody's name begins with nothing.
        let other = (!beginning.is_empty()).then_some(other).into_iter().flatten();
        let all = self.index.beginning(beginning).flat_map(Bearers::all).chain(other.flat_map(Bearers::whole));
        let mut seen: FxHashSet<(&str, &str)> = FxHashSet::default();
        let new = all.filter(|(entry, named)| {
            self.is_other(entry) && wanted(entry) && seen.insert((&entry.address, &named.name))
        });
        new.take(most).collect()
    }

    fn is_other(&self, entry: &Entry) -> bool {
        *entry.address != *self.own
    }
}

impl OtherArticles for Others<'_> {
    fn people_beginning(&self, beginning: &str, found: &mut dyn FnMut(OtherPerson<'_>)) {
        for bearers in self.index.beginning(key(beginning)) {
            for (entry, named) in bearers.whole() {
                if named.kind == NameKind::Person && self.is_other(entry) {
                    found(OtherPerson {
                        name: &named.name,
                        roles: &named.roles,
                        affiliation: named.affiliation.as_deref(),
                        article: &entry.title,
                        line: line(named.place),
                    });
                }
            }
        }
    }
}

/// Whether bytes stand in a name in their order. Of letters of several bytes each this is true a little too often, which
/// costs nothing: the editor looks again.
fn holds_in_order(name: &str, bytes: &[u8]) -> bool {
    let mut left = bytes;
    for byte in name.bytes() {
        match left.split_first() {
            None => return true,
            Some((next, behind)) if *next == byte => left = behind,
            Some(_) => {}
        }
    }
    left.is_empty()
}

/// How new an article is: of those that are open nobody knows.
fn newness(entry: &Entry) -> (bool, Option<SystemTime>) {
    match entry.version {
        Version::Open(..) => (true, None),
        Version::Saved { modified, .. } => (false, modified),
    }
}

/// Whether a name is one in full: a surname that stands alone everywhere is nothing to introduce somebody by.
fn is_full(named: &Named) -> bool {
    named.kind != NameKind::Person || named.name.contains(' ')
}

/// The line of a place, from 1.
fn line(place: NamedPlace) -> u32 {
    place.start.line + 1
}
