//! Looking up names on one list.

use rustc_hash::FxHashSet;

use super::hashes::Hashes;
use super::key::{self, Folder, fold_onto};
use super::store::{Person, Store};

/// Where people are looked up by their names.
#[derive(Debug, Default)]
pub struct Lookup {
    /// All names, folded: a line break before each, and a blank before each of its words.
    pub(super) folded: String,
    /// One for each name, in the order of `folded`.
    pub(super) names: Vec<NameOf>,
    /// The numbers of names by the hash of the whole name.
    by_name: Hashes,
    /// Those of names with several words, by the first and by the last word.
    pub(super) by_first: Hashes,
    pub(super) by_last: Hashes,
    /// Hashes of all first words.
    first_words: FxHashSet<u64>,
    /// How many words the longest name has.
    most_words: usize,
}

/// Names as they are gathered.
#[derive(Default)]
struct Names {
    folded: String,
    names: Vec<NameOf>,
    by_name: Vec<(u64, u32)>,
    by_first: Vec<(u64, u32)>,
    by_last: Vec<(u64, u32)>,
    first_words: FxHashSet<u64>,
    most_words: usize,
}

impl Names {
    fn add(&mut self, name: &str, person: u32, which: u32) {
        let start = self.folded.len();
        let number = self.names.len() as u32;
        self.folded.push('\n');
        let (mut all, mut first, mut last, mut count) = (0, 0, 0, 0);
        for word in key::words(name) {
            self.folded.push(' ');
            let at = self.folded.len();
            fold_onto(&mut self.folded, word);
            last = key::hash(self.folded.get(at..).unwrap_or_default());
            all = key::join(all, last);
            first = if count == 0 { last } else { first };
            count += 1;
        }
        self.names.push(NameOf { start: start as u32, person, which });
        self.by_name.push((all, number));
        self.first_words.insert(first);
        self.most_words = self.most_words.max(count);
        if count > 1 {
            self.by_first.push((first, number));
            self.by_last.push((last, number));
        }
    }
}

/// A name of a person.
#[derive(Debug, Clone, Copy)]
pub struct NameOf {
    /// Where it begins in the folded text, at the line break.
    pub(super) start: u32,
    person: u32,
    /// 0 for the name, else which of the aliases, from 1.
    which: u32,
}

/// A name on a list, with whose it is.
#[derive(Debug, Clone, Copy)]
pub struct NameOnList<'p> {
    /// Whose it is.
    pub person: Person<'p>,
    /// The name or the alias, as the list spells it.
    pub spelling: &'p str,
}

/// A name on a list that words of a text are.
#[derive(Debug, Clone, Copy)]
pub struct Recognized<'p> {
    /// How many words it has.
    pub words: usize,
    /// The name or the alias, as the list spells it.
    pub spelling: &'p str,
}

impl Lookup {
    /// Makes all people of a store ready to be looked up.
    pub fn new(store: &Store) -> Lookup {
        let mut names = Names::default();
        for number in 0..store.len() as u32 {
            let Some(person) = store.get(number) else { continue };
            for (which, name) in (0..).zip(std::iter::once(person.name()).chain(person.aliases())) {
                names.add(name, number, which);
            }
        }
        let Names { folded, names, by_name, by_first, by_last, first_words, most_words } = names;
        let [by_name, by_first, by_last] = [by_name, by_first, by_last].map(Hashes::new);
        Lookup { folded, names, by_name, by_first, by_last, first_words, most_words }
    }

    /// The names that are some words when they are compared, in the order of the list.
    pub fn named<'p>(&'p self, store: &'p Store, name: &'p str) -> impl Iterator<Item = NameOnList<'p>> {
        let mut folder = Folder::default();
        let hash = key::words(name).fold(0, |all, word| key::join(all, key::hash(folder.fold(word))));
        let listed = self.by_name.of(hash).filter_map(move |number| self.listed(store, number));
        // Two names may have one hash.
        listed.filter(move |listed| key::are_same(listed.spelling, name))
    }

    /// Whether a word begins or ends a name, or is one.
    pub fn has_word(&self, folded: &str) -> bool {
        let hash = key::hash(folded);
        let is_name = self.by_name.of(key::join(0, hash)).next().is_some();
        is_name || [&self.by_first, &self.by_last].into_iter().any(|names| names.of(hash).next().is_some())
    }

    /// The longest name that some words begin with; nothing where the first word begins none.
    pub fn recognize<'p, 't>(
        &'p self,
        store: &'p Store,
        words: impl Iterator<Item = &'t str>,
        folder: &mut Folder,
    ) -> Option<Recognized<'p>> {
        let (mut all, mut longest) = (0, None);
        let mut taken: Vec<&str> = Vec::new();
        for word in words.take(self.most_words) {
            let hash = key::hash(folder.fold(word));
            if taken.is_empty() && !self.first_words.contains(&hash) {
                return None;
            }
            all = key::join(all, hash);
            taken.push(word);
            let is_same = |listed: &NameOnList<'_>| key::are_same(listed.spelling, &taken.join(" "));
            let mut found = self.by_name.of(all).filter_map(|number| self.listed(store, number));
            if let Some(NameOnList { spelling, .. }) = found.find(is_same) {
                longest = Some(Recognized { words: taken.len(), spelling });
            }
        }
        longest
    }

    /// The numbers of people who share a name, in order, for each name that several have.
    pub fn namesakes(&self) -> impl Iterator<Item = Vec<u32>> {
        self.by_name.several().map(|numbers| {
            let names = numbers.filter_map(|number| self.names.get(number as usize));
            names.filter(|name| name.which == 0).map(|name| name.person).collect()
        })
    }

    /// The name of that number.
    pub fn listed<'p>(&self, store: &'p Store, number: u32) -> Option<NameOnList<'p>> {
        let NameOf { person, which, .. } = *self.names.get(number as usize)?;
        let person = store.get(person)?;
        let spelling = match which.checked_sub(1) {
            None => person.name(),
            Some(alias) => person.aliases().nth(alias as usize)?,
        };
        Some(NameOnList { person, spelling })
    }

    /// Calls `found` with the names in which folded words stand, the last of them as the beginning of a word, until it says that
    /// it is enough.
    pub fn beginning_with<'p>(&self, store: &'p Store, start: &str, mut found: impl FnMut(NameOnList<'p>) -> bool) {
        let sought = format!(" {start}");
        let mut last = None;
        for at in memchr::memmem::find_iter(self.folded.as_bytes(), sought.as_bytes()) {
            let number = self.names.partition_point(|name| name.start as usize <= at).saturating_sub(1);
            // A name may have two words that begin so.
            if last == Some(number) {
                continue;
            }
            last = Some(number);
            if self.listed(store, number as u32).is_some_and(|listed| !found(listed)) {
                return;
            }
        }
    }

    /// The folded words of the name of that number.
    pub(super) fn folded_words(&self, number: u32) -> impl DoubleEndedIterator<Item = &str> {
        let start = self.names.get(number as usize).map_or(0, |name| name.start as usize);
        let end = self.names.get(number as usize + 1).map_or(self.folded.len(), |name| name.start as usize);
        self.folded.get(start..end).unwrap_or_default().split_ascii_whitespace()
    }
}
