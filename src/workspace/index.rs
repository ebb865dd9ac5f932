//! Who is named in which article.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;
use std::time::SystemTime;

use rustc_hash::FxHashMap;

use super::article::{Named, key, tails};
use super::strings::Strings;

/// All articles that were read, with whom they name.
#[derive(Debug, Default)]
pub struct Index {
    slots: Vec<Option<Entry>>,
    free: Vec<u32>,
    by_address: FxHashMap<Arc<str>, u32>,
    /// The articles by each name in them, and by what is left of a name less its first words; as [`key`] has them.
    by_name: BTreeMap<Box<str>, Holders>,
    strings: Strings,
}

/// An article and whom it names.
#[derive(Debug)]
pub struct Entry {
    /// The address under which the editor knows it.
    pub address: Arc<str>,
    /// What to call it: its path in the workspace.
    pub title: Arc<str>,
    /// Which text was read.
    pub version: Version,
    /// Who and what it names, in order.
    pub names: Box<[Named]>,
}

/// Which text of an article was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// That on the disk.
    Saved {
        /// When it was changed, if the file system tells.
        modified: Option<SystemTime>,
        /// How long it was, in bytes.
        bytes: u64,
    },
    /// That in the editor: the opening of the document, and the state since.
    Open(u64, u64),
}

/// Who has a name, in order of reading.
#[derive(Debug, Default)]
struct Holders {
    /// Those whose name it is, or another form of it.
    whole: Vec<Holder>,
    /// Those who have it at the end of a longer one.
    end: Vec<Holder>,
}

/// One of those whom an article names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Holder {
    slot: u32,
    /// The index among the names of the article.
    named: u32,
}

impl Index {
    /// Takes an article in; what was known of it before is forgotten.
    pub fn insert(&mut self, address: &Arc<str>, title: Arc<str>, version: Version, mut names: Vec<Named>) {
        self.remove(address);
        for string in names.iter_mut().flat_map(Named::strings) {
            self.strings.share(string);
        }
        let slot = self.free.pop().unwrap_or_else(|| {
            self.slots.push(None);
            u32::try_from(self.slots.len() - 1).unwrap_or(u32::MAX)
        });
        for (label, named) in
            names.iter().zip(0..).flat_map(|(one, named)| one.labels().map(move |label| (label, named)))
        {
            for (index, tail) in tails(&key(label)).enumerate() {
                if !self.by_name.contains_key(tail) {
                    self.by_name.insert(tail.into(), Holders::default());
                }
                let Some(holders) = self.by_name.get_mut(tail) else { continue };
                let list = if index == 0 { &mut holders.whole } else { &mut holders.end };
                let holder = Holder { slot, named };
                if list.last() != Some(&holder) {
                    list.push(holder);
                }
            }
        }
        self.by_address.insert(address.clone(), slot);
        let entry = Entry { address: address.clone(), title, version, names: names.into() };
        if let Some(place) = self.slots.get_mut(slot as usize) {
            *place = Some(entry);
        }
    }

    /// Forgets an article.
    pub fn remove(&mut self, address: &str) {
        let Some(slot) = self.by_address.remove(address) else { return };
        let Some(entry) = self.slots.get_mut(slot as usize).and_then(Option::take) else { return };
        for label in entry.names.iter().flat_map(Named::labels) {
            for tail in tails(&key(label)) {
                let Some(holders) = self.by_name.get_mut(tail) else { continue };
                holders.whole.retain(|holder| holder.slot != slot);
                holders.end.retain(|holder| holder.slot != slot);
                if holders.whole.is_empty() && holders.end.is_empty() {
                    self.by_name.remove(tail);
                }
            }
        }
        entry.names.into_iter().flat_map(Named::into_strings).for_each(|string| self.strings.take_back(string));
        self.free.push(slot);
        if self.is_empty() {
            // Tables keep the room that they once needed.
            *self = Index::default();
        }
    }

    /// Forgets all articles but those that are to be kept.
    pub fn retain(&mut self, keep: impl Fn(&Entry) -> bool) {
        let gone: Vec<Arc<str>> =
            self.entries().filter(|entry| !keep(entry)).map(|entry| entry.address.clone()).collect();
        for address in gone {
            self.remove(&address);
        }
    }

    /// All articles.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.slots.iter().flatten()
    }

    /// What is known of the article at an address.
    pub fn entry(&self, address: &str) -> Option<&Entry> {
        self.at(*self.by_address.get(address)?)
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.by_address.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.by_address.is_empty()
    }

    /// Who and what has a name, as its full name or as another form of it.
    pub fn called(&self, name: &str) -> Option<Bearers<'_>> {
        let (name, holders) = self.by_name.get_key_value(&*key(name))?;
        Some(Bearers { index: self, name, holders })
    }

    /// Every name that begins so, and every end of one at a word; in the order of the alphabet. `beginning` is a [`key`].
    pub fn beginning(&self, beginning: String) -> impl Iterator<Item = Bearers<'_>> {
        let from = self.by_name.range::<str, _>((Bound::Included(&*beginning), Bound::Unbounded));
        let range = from.take_while(move |(name, _)| name.starts_with(&beginning));
        range.map(|(name, holders)| Bearers { index: self, name, holders })
    }

    /// Every name, in the order of the alphabet.
    pub fn names(&self) -> impl Iterator<Item = Bearers<'_>> {
        let whole = self.by_name.iter().filter(|(_, holders)| !holders.whole.is_empty());
        whole.map(|(name, holders)| Bearers { index: self, name, holders })
    }

    fn at(&self, slot: u32) -> Option<&Entry> {
        self.slots.get(slot as usize)?.as_ref()
    }
}

/// A name with all who have it.
#[derive(Debug, Clone, Copy)]
pub struct Bearers<'i> {
    index: &'i Index,
    /// The name, or an end of it; as [`key`] has it.
    pub name: &'i str,
    holders: &'i Holders,
}

impl<'i> Bearers<'i> {
    /// How many have it, also at the end of longer names.
    pub fn count(&self) -> usize {
        self.holders.whole.len() + self.holders.end.len()
    }

    /// Whoever has it as a name of its own, with the articles.
    pub fn whole(self) -> impl Iterator<Item = (&'i Entry, &'i Named)> {
        self.of(&self.holders.whole)
    }

    /// Whoever has it, also at the end of a longer name, with the articles.
    pub fn all(self) -> impl Iterator<Item = (&'i Entry, &'i Named)> {
        self.whole().chain(self.of(&self.holders.end))
    }

    fn of(self, holders: &'i [Holder]) -> impl Iterator<Item = (&'i Entry, &'i Named)> {
        holders.iter().filter_map(move |holder| {
            let entry = self.index.at(holder.slot)?;
            Some((entry, entry.names.get(holder.named as usize)?))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Article;
    use crate::format::Format;
    use crate::text::{Encoding, LineIndex};
    use crate::workspace::names_of;

    fn insert(index: &mut Index, title: &str, text: &str) {
        let article = Article::analyze(text, Format::Plain);
        let lines = LineIndex::new(text);
        let names = names_of(&article, &|byte| lines.position(text, byte, Encoding::Utf16));
        index.insert(&format!("file:///{title}").into(), title.into(), Version::Open(0, 0), names);
    }

    fn titles(index: &Index, name: &str) -> Vec<String> {
        let bearers = index.called(name).into_iter().flat_map(Bearers::whole);
        bearers.map(|(entry, named)| format!("{} {}:{}", named.name, entry.title, named.place.start.line + 1)).collect()
    }

    #[test]
    fn an_article_can_be_exchanged_and_taken_out_again() {
        let mut index = Index::default();
        insert(&mut index, "a.txt", "María López, director of the Harbour Trust, spoke on Monday. López left.");
        insert(&mut index, "b.txt", "Rain fell.\n\nMaria Lopez, mayor of Tansley, spoke on Friday.");
        assert_eq!(titles(&index, "maria  LOPEZ"), ["María López a.txt:1", "Maria Lopez b.txt:3"]);
        assert_eq!(titles(&index, "López"), ["María López a.txt:1"], "only there the surname stands alone");
        let ends: Vec<(&str, usize)> =
            index.beginning("lop".to_owned()).map(|bearers| (bearers.name, bearers.count())).collect();
        assert_eq!(ends, [("lopez", 3)]);
        let all: Vec<&str> =
            index.beginning("lop".to_owned()).flat_map(Bearers::all).map(|(entry, _)| &*entry.title).collect();
        assert_eq!(all, ["a.txt", "a.txt", "b.txt"]);
        insert(&mut index, "a.txt", "Peter Ames, a farmer, spoke on Monday.");
        assert_eq!(titles(&index, "Maria Lopez"), ["Maria Lopez b.txt:3"]);
        assert_eq!(titles(&index, "Peter Ames"), ["Peter Ames a.txt:1"]);
        index.remove("file:///a.txt");
        insert(&mut index, "c.txt", "Rain fell.\n\nMaria Lopez, mayor of Tansley, spoke on Friday.");
        index.remove("file:///b.txt");
        assert_eq!(titles(&index, "Maria Lopez"), ["Maria Lopez c.txt:3"]);
        index.retain(|_| false);
        assert!(index.is_empty() && index.by_name.is_empty() && index.strings.is_empty());
    }
}
