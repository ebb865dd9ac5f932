//! Articles of our own (`sentences.txt`), their slots filled with names of the world.

use std::collections::BTreeMap;

use super::augment::respell;
use super::corpus::Article;
use super::gold::Gold;
use super::lists::{Culture, Lists};
use super::random::Random;
use crate::names::name::NameKind;

const SENTENCES: &str = include_str!("sentences.txt");

fn lines() -> impl Iterator<Item = &'static str> {
    SENTENCES.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// One filling of every article, in the order of the file.
pub fn fill(corpus: usize, lists: &Lists, random: &mut Random) -> Vec<Article> {
    let articles = lines().enumerate().map(|(number, line)| {
        let id = format!("own_{number}");
        let (text, spans) = Filler { lists, random, words: BTreeMap::new(), cultures: BTreeMap::new() }.write(line);
        Article { group: id.clone(), id, corpus, text, taught: spans.clone(), spans }
    });
    articles.collect()
}

struct Filler<'f> {
    lists: &'f Lists,
    random: &'f mut Random,
    /// What each slot was filled with.
    words: BTreeMap<String, String>,
    /// The culture of each person.
    cultures: BTreeMap<String, &'f Culture>,
}

impl Filler<'_> {
    fn write(mut self, line: &str) -> (String, Vec<(usize, usize, Gold)>) {
        let mut text = String::new();
        let mut spans = Vec::new();
        let mut open = None;
        let mut rest = line;
        while let Some(next) = rest.chars().next() {
            let (taken, skipped) = match next {
                '[' => {
                    let gold = match rest.get(1..2) {
                        Some("P") => Gold::Name(NameKind::Person),
                        Some("O") => Gold::Name(NameKind::Organization),
                        Some("L") => Gold::Name(NameKind::Place),
                        _ => Gold::Other,
                    };
                    open = Some((text.len(), gold));
                    (String::new(), 3)
                }
                ']' => {
                    spans.extend(open.take().map(|(start, gold)| (start, text.len(), gold)));
                    (String::new(), 1)
                }
                '|' => ("\n\n".to_owned(), 1),
                '{' => {
                    let end = rest.find('}').unwrap_or(rest.len() - 1);
                    (self.slot(&rest[1..end]), end + 1)
                }
                other => (other.to_string(), other.len_utf8()),
            };
            text.push_str(&taken);
            rest = rest.get(skipped..).unwrap_or_default();
        }
        (text, spans)
    }

    fn slot(&mut self, slot: &str) -> String {
        let key = slot.to_lowercase();
        let word = match self.words.get(&key) {
            Some(known) => known.clone(),
            None => {
                let word = self.word(&key);
                self.words.insert(key.clone(), word.clone());
                word
            }
        };
        if key == slot { word } else { word.to_uppercase() }
    }

    fn word(&mut self, key: &str) -> String {
        let lists = self.lists;
        let (kind, number) = key.split_at(1);
        if !self.cultures.contains_key(number)
            && let Some(culture) = self.random.pick(&lists.cultures)
        {
            self.cultures.insert(number.to_owned(), culture);
        }
        let culture = self.cultures.get(number).copied();
        let family = culture.map(|culture| &culture.family);
        let source = match kind {
            "g" => culture.map(|culture| &culture.given),
            "f" => family,
            "c" => lists.places.get("city"),
            "p" => lists.places.get("province"),
            "n" => lists.places.get("country"),
            "o" => Some(&lists.organizations),
            "w" => Some(&lists.common),
            _ => match self.random.below(4) {
                0 => Some(&lists.common),
                1 => lists.places.get("city"),
                _ => family,
            },
        };
        let word = match kind {
            "a" => (0..3 + self.random.below(3)).map(|_| char::from(b'A' + self.random.below(26) as u8)).collect(),
            _ => capital(source.and_then(|list| self.random.pick(list)).map_or("", String::as_str)),
        };
        // A particle of the list would stand beside one of the sentence.
        let word = if kind == "f" { word.rsplit(' ').next().unwrap_or_default().to_owned() } else { word };
        let invented = match kind {
            "x" => 0.7,
            "g" | "f" => 0.25,
            _ => 0.0,
        };
        if self.random.chance(invented) { respell(&word, self.random) } else { word }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
