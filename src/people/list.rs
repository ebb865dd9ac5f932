//! All people of the lists in force.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::key::{self, Folder};
use super::lookup::{NameOnList, Recognized};
use super::near;
use super::pronouns::Pronouns;
use super::read::PeopleList;
use super::store::Person;

/// For so many names it is remembered who is near.
const MOST_REMEMBERED: usize = 4_096;

/// More people of one name are not told.
const MOST_NAMESAKES: usize = 100;

/// The people of all lists in force. Two are equal if they have the same lists.
#[derive(Debug, Default)]
pub struct People {
    lists: Vec<Arc<PeopleList>>,
    /// Which name is near another one: the number of a list and that of a name on it. The rules ask for the same names with
    /// every key.
    near: Mutex<FxHashMap<String, Option<(usize, u32)>>>,
}

/// A name on one of the lists.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'p> {
    /// Whose it is.
    pub person: Person<'p>,
    /// The name or the alias, as the list spells it.
    pub spelling: &'p str,
    /// The list.
    pub list: &'p PeopleList,
}

impl PartialEq for People {
    fn eq(&self, other: &People) -> bool {
        self.lists.len() == other.lists.len()
            && self.lists.iter().zip(&other.lists).all(|(one, other)| Arc::ptr_eq(one, other))
    }
}

impl People {
    /// The people of these lists.
    pub fn new(lists: Vec<Arc<PeopleList>>) -> People {
        People { lists, near: Mutex::default() }
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.lists.iter().all(|list| list.is_empty())
    }

    /// The lists, in order.
    pub fn lists(&self) -> &[Arc<PeopleList>] {
        &self.lists
    }

    /// Everybody with that full name or alias, whatever its case and accents, in order; the first of very many.
    pub fn named<'p>(&'p self, name: &'p str) -> impl Iterator<Item = Listed<'p>> {
        let in_list =
            move |list: &'p Arc<PeopleList>| list.lookup.named(&list.store, name).map(|name| Listed::of(name, list));
        self.lists.iter().flat_map(in_list).take(MOST_NAMESAKES)
    }

    /// Whether a word begins or ends somebody's full name or alias, or is one, whatever its case and accents.
    pub fn have_word(&self, word: &str) -> bool {
        let mut folder = Folder::default();
        let folded = folder.fold(word);
        !folded.is_empty() && self.lists.iter().any(|list| list.lookup.has_word(folded))
    }

    /// The longest full name or alias that some words begin with.
    pub fn recognize<'p, 't>(
        &'p self,
        words: impl Iterator<Item = &'t str> + Clone,
        folder: &mut Folder,
    ) -> Option<Recognized<'p>> {
        let found = self.lists.iter().filter_map(|list| list.lookup.recognize(&list.store, words.clone(), folder));
        // Of names as long, the first list's.
        found.reduce(|best, next| if next.words > best.words { next } else { best })
    }

    /// Calls `found` with the names in which some words stand, the last of them as the beginning of a word, in the order of the
    /// lists, until it says that it is enough.
    pub fn beginning_with<'p>(&'p self, start: &str, mut found: impl FnMut(Listed<'p>) -> bool) {
        let mut folder = Folder::default();
        let start: Vec<String> = key::words(start).map(|word| folder.fold(word).to_owned()).collect();
        let start = start.join(" ");
        for list in &self.lists {
            let mut is_enough = false;
            list.lookup.beginning_with(&list.store, &start, |name| {
                is_enough = !found(Listed::of(name, list));
                !is_enough
            });
            if is_enough {
                return;
            }
        }
    }

    /// The name on the lists that is a letter from another one; nothing where there are several.
    pub fn near(&self, name: &str) -> Option<Listed<'_>> {
        let known = self.near.lock().unwrap_or_else(PoisonError::into_inner).get(name).copied();
        let found = known.unwrap_or_else(|| {
            let found = self.look_for_near(name);
            let mut near = self.near.lock().unwrap_or_else(PoisonError::into_inner);
            if near.len() >= MOST_REMEMBERED {
                near.clear();
            }
            near.insert(name.to_owned(), found);
            found
        });
        let (list, number) = found?;
        let list = self.lists.get(list)?;
        Some(Listed::of(list.lookup.listed(&list.store, number)?, list))
    }

    fn look_for_near(&self, name: &str) -> Option<(usize, u32)> {
        let mut only: Option<(usize, u32, &str)> = None;
        for (index, list) in self.lists.iter().enumerate() {
            for number in near::near(&list.lookup, name) {
                let spelling = list.lookup.listed(&list.store, number)?.spelling;
                match only {
                    None => only = Some((index, number, spelling)),
                    Some((.., other)) if other == spelling => {}
                    Some(_) => return None,
                }
            }
        }
        only.map(|(list, number, _)| (list, number))
    }

    /// The pronouns that all who have a name go by; nothing where nobody has it, or two differ.
    pub fn pronouns_of(&self, name: &str) -> Option<Pronouns> {
        let mut all = self.named(name).map(|listed| listed.person.pronouns());
        let first = all.next()??;
        all.all(|other| other == Some(first)).then_some(first)
    }
}

impl<'p> Listed<'p> {
    fn of(name: NameOnList<'p>, list: &'p PeopleList) -> Listed<'p> {
        Listed { person: name.person, spelling: name.spelling, list }
    }
}
