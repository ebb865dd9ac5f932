//! Words by number: what the steps of this room look up again and again is compared as text once.

use std::hash::Hasher;
use std::num::NonZeroU32;
use std::ops::Range;

use rustc_hash::FxHasher;

use super::normalize::{normalize_onto, sounds};

/// A text that [`Interner`] knows, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(NonZeroU32);

impl Symbol {
    fn new(index: usize) -> Symbol {
        Symbol(NonZeroU32::MIN.saturating_add(index as u32))
    }

    /// The number, counted from 0 in the order in which the texts were met.
    #[inline]
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// Normalized words, whole names and sounds, each once.
#[derive(Debug, Default)]
pub struct Interner {
    /// All texts, one behind the other.
    letters: String,
    texts: Vec<Interned>,
    /// Where a text is found by its hash, or in the first free place behind: its symbol. A power of two of places, of which
    /// half are free at least.
    places: Vec<Option<Symbol>>,
    /// Kept to save memory between words.
    folded: String,
}

/// One text.
#[derive(Debug)]
struct Interned {
    /// Where it begins and ends in all letters.
    start: u32,
    end: u32,
    hash: u32,
    /// How it sounds, once it is asked for.
    sound: Option<Symbol>,
}

impl Interner {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// The number of a text that is normalized already.
    pub fn of(&mut self, folded: &str) -> Symbol {
        let mut hasher = FxHasher::default();
        hasher.write(folded.as_bytes());
        let hash = hasher.finish() as u32;
        if 2 * self.texts.len() >= self.places.len() {
            self.make_room();
        }
        let mut place = self.place(hash);
        while let Some(Some(id)) = self.places.get(place) {
            if self.texts.get(id.index()).is_some_and(|text| text.hash == hash) && self.text(*id) == folded {
                return *id;
            }
            place = self.place(place as u32 + 1);
        }
        let (id, start) = (Symbol::new(self.texts.len()), self.letters.len() as u32);
        self.letters.push_str(folded);
        self.texts.push(Interned { start, end: self.letters.len() as u32, hash, sound: None });
        self.places[place] = Some(id);
        id
    }

    /// Where to look first for that hash.
    fn place(&self, hash: u32) -> usize {
        hash as usize & (self.places.len() - 1)
    }

    /// Doubles the number of places.
    fn make_room(&mut self) {
        let count = (2 * self.places.len()).max(FEWEST_PLACES);
        self.places.clear();
        self.places.resize(count, None);
        for index in 0..self.texts.len() {
            let mut place = self.place(self.texts[index].hash);
            while self.places[place].is_some() {
                place = self.place(place as u32 + 1);
            }
            self.places[place] = Some(Symbol::new(index));
        }
    }

    /// The number of a word as it is written.
    pub fn of_word(&mut self, word: &str) -> Symbol {
        self.of_words(std::iter::once(word), ' ')
    }

    /// The number of words as they are written, joined by `joint`.
    pub fn of_words<'w>(&mut self, words: impl Iterator<Item = &'w str>, joint: char) -> Symbol {
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        for (count, word) in words.enumerate() {
            if count > 0 {
                folded.push(joint);
            }
            normalize_onto(&mut folded, word);
        }
        let id = self.of(&folded);
        self.folded = folded;
        id
    }

    /// The text.
    pub fn text(&self, id: Symbol) -> &str {
        let Interned { start, end, .. } = self.texts[id.index()];
        &self.letters[start as usize..end as usize]
    }

    /// The number of a word without a prefix; the word itself if it has none.
    pub fn without_prefix(&mut self, id: Symbol, prefix: &str) -> Symbol {
        match self.text(id).strip_prefix(prefix).map(str::to_owned) {
            Some(rest) => self.of(&rest),
            None => id,
        }
    }

    /// How a word sounds (see [`sounds`]).
    pub fn sound(&mut self, id: Symbol) -> Symbol {
        if let Some(known) = self.texts[id.index()].sound {
            return known;
        }
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        folded.extend(sounds(self.text(id)));
        let found = self.of(&folded);
        self.folded = folded;
        self.texts[id.index()].sound = Some(found);
        found
    }
}

/// The places of the first texts.
const FEWEST_PLACES: usize = 256;

/// Something for each word; words that nothing was said of have the default.
#[derive(Debug)]
pub struct BySymbol<T>(Vec<T>);

impl<T: Copy + Default> BySymbol<T> {
    /// Room for all words that there are.
    pub fn new(words: &Interner) -> BySymbol<T> {
        BySymbol(vec![T::default(); words.len()])
    }

    /// What was said of a word.
    #[inline]
    pub fn get(&self, word: Symbol) -> T {
        self.0.get(word.index()).copied().unwrap_or_default()
    }

    /// The place of a word.
    pub fn entry(&mut self, word: Symbol) -> &mut T {
        if word.index() >= self.0.len() {
            self.0.resize(word.index() + 1, T::default());
        }
        &mut self.0[word.index()]
    }
}

/// Lists of values by word, the latest first.
#[derive(Debug)]
pub struct SymbolLists<T> {
    heads: BySymbol<Head>,
    /// The values of each word stand side by side: many are looked at, one list after the other.
    values: Vec<T>,
}

/// Where the values of a word stand. There is room for the next power of two of their number.
#[derive(Debug, Clone, Copy, Default)]
struct Head {
    start: u32,
    count: u32,
}

impl Head {
    fn places(self) -> Range<usize> {
        self.start as usize..(self.start + self.count) as usize
    }

    fn is_full(self) -> bool {
        self.count == 0 || self.count.is_power_of_two()
    }
}

impl<T: Copy + PartialEq> SymbolLists<T> {
    /// Empty lists for all words that there are.
    pub fn new(words: &Interner) -> SymbolLists<T> {
        SymbolLists { heads: BySymbol::new(words), values: Vec::new() }
    }

    /// Adds a value to the list of a word, unless it is the latest there.
    pub fn put(&mut self, word: Symbol, value: T) {
        if self.last(word) == Some(value) {
            return;
        }
        let head = self.heads.entry(word);
        if head.is_full() {
            let start = self.values.len();
            self.values.extend_from_within(head.places());
            // The room stands empty until it is needed; whatever is in it is not looked at.
            self.values.resize(start + (2 * head.count).max(1) as usize, value);
            head.start = start as u32;
        }
        let end = head.places().end;
        if let Some(place) = self.values.get_mut(end) {
            *place = value;
            head.count += 1;
        }
    }

    fn all(&self, word: Symbol) -> &[T] {
        self.values.get(self.heads.get(word).places()).unwrap_or_default()
    }

    /// The values of a word, the latest first.
    #[inline]
    pub fn latest(&self, word: Symbol) -> impl Iterator<Item = T> + '_ {
        self.all(word).iter().rev().copied()
    }

    /// How many values a word has.
    #[inline]
    pub fn count(&self, word: Symbol) -> usize {
        self.heads.get(word).count as usize
    }

    /// The latest value of a word.
    pub fn last(&self, word: Symbol) -> Option<T> {
        self.all(word).last().copied()
    }

    /// The only value of a word; nothing if it has none or several.
    pub fn only(&self, word: Symbol) -> Option<T> {
        match self.all(word) {
            [only] => Some(*only),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_has_one_number() {
        let mut words = Interner::default();
        let lopez = words.of_word("López");
        assert_eq!(words.of("lopez"), lopez);
        assert_eq!(words.of_words(["Maria", "Lopez"].into_iter(), ' '), words.of("maria lopez"));
        assert_eq!(words.text(lopez), "lopez");
        let (one, other) = (words.of("kassim"), words.of("qassem"));
        assert_eq!(words.sound(one), words.sound(other));
    }

    #[test]
    fn lists_begin_with_the_latest_value() {
        let mut words = Interner::default();
        let (one, other) = (words.of("one"), words.of("other"));
        let mut lists = SymbolLists::new(&words);
        for value in [1, 2, 2, 3] {
            lists.put(one, value);
        }
        lists.put(other, 4);
        assert_eq!(lists.latest(one).collect::<Vec<i32>>(), [3, 2, 1]);
        assert_eq!((lists.only(one), lists.only(other)), (None, Some(4)));
        assert_eq!((lists.count(one), lists.count(other)), (3, 1));
    }
}
