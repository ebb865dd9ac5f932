//! Copies of articles with names of the world's cultures put in, and with headlines in capitals.

use std::collections::BTreeMap;

use super::corpus::Article;
use super::gold::Gold;
use super::lists::{Culture, Lists};
use super::random::Random;
use crate::names::name::NameKind;

/// A copy of an article with other names. One word is replaced by one word throughout, so that a bare surname still
/// belongs to its full name.
pub fn copy(article: &Article, lists: &Lists, random: &mut Random) -> Article {
    let mut writer = Writer { lists, random, words: BTreeMap::new(), wholes: BTreeMap::new() };
    let mut text = String::with_capacity(article.text.len());
    let mut spans = Vec::with_capacity(article.taught.len());
    let mut from = 0;
    for (start, end, gold) in &article.taught {
        text.push_str(&article.text[from..*start]);
        let old = &article.text[*start..*end];
        let new = match gold {
            Gold::Name(NameKind::Person) => writer.person(old),
            Gold::Name(NameKind::Place) => writer.place(old),
            Gold::Name(NameKind::Organization) => writer.organization(old),
            _ => old.to_owned(),
        };
        let at = text.len();
        text.push_str(&new);
        spans.push((at, text.len(), *gold));
        from = *end;
    }
    text.push_str(&article.text[from..]);
    let copy = Article { text, taught: spans, ..article.clone() };
    let style = random.below(10);
    match style {
        0 | 1 => restyle(&copy, |word| word.to_uppercase()),
        2 | 3 => restyle(&copy, capital),
        _ => copy,
    }
}

struct Writer<'w> {
    lists: &'w Lists,
    random: &'w mut Random,
    /// What each word of a person's name became.
    words: BTreeMap<String, String>,
    /// What each whole name became.
    wholes: BTreeMap<String, String>,
}

impl Writer<'_> {
    fn person(&mut self, old: &str) -> String {
        let shouted = old.len() > 3 && !old.chars().any(char::is_lowercase);
        let Some(culture) = self.random.pick(&self.lists.cultures) else { return old.to_owned() };
        let words: Vec<&str> = old.split_whitespace().collect();
        let mut out: Vec<String> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let key = word.to_lowercase();
            let keep = word.len() <= 2 || word.ends_with('.') || !word.chars().any(char::is_uppercase);
            if keep {
                out.push((*word).to_owned());
                continue;
            }
            if let Some(known) = self.words.get(&key) {
                out.push(known.clone());
                continue;
            }
            let last = at + 1 == words.len() && (words.len() > 1 || self.random.chance(0.7));
            let new = self.word(culture, last);
            self.words.insert(key, new.clone());
            out.push(new);
        }
        let new = out.join(" ");
        if shouted { new.to_uppercase() } else { new }
    }

    fn word(&mut self, culture: &Culture, last: bool) -> String {
        let list = if last { &culture.family } else { &culture.given };
        let mut word = self.random.pick(list).cloned().unwrap_or_default();
        if self.random.chance(0.35) {
            word = respell(&word, self.random);
        }
        if last && culture.name == "arabic" && self.random.chance(0.4) {
            let article = ["al-", "Al-", "el-", "El-", "al ", "Al "];
            word = format!("{}{word}", article[self.random.below(article.len())]);
        }
        if last && culture.name == "spanish" && self.random.chance(0.2) {
            let second = self.random.pick(&culture.family).cloned().unwrap_or_default();
            word = format!("{word} {second}");
        }
        if last && culture.name == "dutch" && self.random.chance(0.5) {
            word = word.replace("Van ", "van ").replace("De ", "de ");
        }
        word
    }

    fn place(&mut self, old: &str) -> String {
        if let Some(known) = self.wholes.get(old) {
            return known.clone();
        }
        let mut new = old.to_owned();
        if self.random.chance(0.6) {
            let kind = self.lists.kind_of.get(old).map_or("city", String::as_str);
            if let Some(place) = self.lists.places.get(kind).and_then(|list| self.random.pick(list)) {
                new.clone_from(place);
            }
            if kind == "city" && self.random.chance(0.4) {
                new = respell(&new, self.random);
            }
        }
        self.wholes.insert(old.to_owned(), new.clone());
        new
    }

    fn organization(&mut self, old: &str) -> String {
        if let Some(known) = self.wholes.get(old) {
            return known.clone();
        }
        let acronym = old.len() >= 2 && old.len() <= 6 && old.chars().all(char::is_uppercase);
        let mut new = old.to_owned();
        if acronym && self.random.chance(0.6) {
            new = (0..old.len()).map(|_| char::from(b'A' + self.random.below(26) as u8)).collect();
        } else if self.random.chance(0.2) {
            new = self.random.pick(&self.lists.organizations).cloned().unwrap_or_default();
        } else if !acronym {
            let words = old.split(' ').map(|word| match self.lists.kind_of.get(word) {
                Some(kind) if self.random.chance(0.5) => {
                    self.lists.places.get(kind).and_then(|list| self.random.pick(list)).map_or(word, String::as_str)
                }
                _ => word,
            });
            new = words.collect::<Vec<_>>().join(" ");
        }
        self.wholes.insert(old.to_owned(), new.clone());
        new
    }
}

/// Changes a letter or two, as another way of transliteration would: a name that is in no list.
pub fn respell(word: &str, random: &mut Random) -> String {
    const CHANGES: [(&str, &str); 24] = [
        ("a", "e"),
        ("e", "i"),
        ("i", "y"),
        ("o", "u"),
        ("u", "ou"),
        ("k", "q"),
        ("q", "k"),
        ("s", "ss"),
        ("ss", "s"),
        ("h", ""),
        ("kh", "h"),
        ("sh", "ch"),
        ("ch", "tch"),
        ("j", "dj"),
        ("z", "s"),
        ("f", "ph"),
        ("v", "w"),
        ("n", "nn"),
        ("l", "ll"),
        ("m", "mb"),
        ("r", "rr"),
        ("t", "th"),
        ("d", "t"),
        ("ee", "i"),
    ];
    let mut out = word.to_owned();
    for _ in 0..=random.below(2) {
        let (from, to) = CHANGES[random.below(CHANGES.len())];
        let first = out.chars().next().map_or(0, char::len_utf8);
        if let Some(at) = out[first..].find(from) {
            out.replace_range(first + at..first + at + from.len(), to);
        }
    }
    out
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Writes the words of the first line with prose in it another way; small words of three letters stay in a heading.
fn restyle(article: &Article, change: impl Fn(&str) -> String) -> Article {
    let line = article.text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let mut prose = line.filter(|(_, line)| line.contains(' ') && !line.contains("http"));
    let Some((start, end)) = prose.next().map(|(start, line)| (start, start + line.len())) else {
        return article.clone();
    };
    // A line that is a whole article is no headline: its first words will do.
    let end = end.min(article.text[start..].match_indices(' ').nth(12).map_or(end, |(at, _)| start + at));
    let mut text = String::with_capacity(article.text.len());
    let mut spans = article.taught.clone();
    let mut from = 0;
    let moved = |at: usize, text_len: usize, from: usize| text_len + (at - from);
    let mut cuts: Vec<usize> = article.taught.iter().flat_map(|(start, end, _)| [*start, *end]).collect();
    cuts.extend([start, end, article.text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut new_place = BTreeMap::from([(0, 0)]);
    for cut in cuts {
        let piece = &article.text[from..cut];
        if from >= start && cut <= end {
            let words: Vec<String> = piece
                .split(' ')
                .map(|word| if word.len() < 4 && change("ab") != "AB" { word.to_owned() } else { change(word) })
                .collect();
            text.push_str(&words.join(" "));
        } else {
            text.push_str(piece);
        }
        from = cut;
        new_place.insert(cut, moved(cut, text.len(), cut));
    }
    for (start, end, _) in &mut spans {
        *start = new_place.get(start).copied().unwrap_or(*start);
        *end = new_place.get(end).copied().unwrap_or(*end);
    }
    Article { text, taught: spans, ..article.clone() }
}
