//! The lists of `src/language/en` and the census figures, as the trainer uses them.

use std::collections::BTreeMap;

/// Names to put into sentences.
pub struct Lists {
    /// Given names and family names of each culture.
    pub cultures: Vec<Culture>,
    /// Places by kind.
    pub places: BTreeMap<String, Vec<String>>,
    /// The kind of each place.
    pub kind_of: BTreeMap<String, String>,
    pub organizations: Vec<String>,
    pub common: Vec<String>,
}

pub struct Culture {
    pub name: String,
    pub given: Vec<String>,
    pub family: Vec<String>,
}

fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t').collect())
}

impl Lists {
    pub fn read() -> Lists {
        let mut cultures: BTreeMap<&str, (Vec<String>, Vec<String>)> = BTreeMap::new();
        for row in rows(include_str!("../../language/en/given-names.tsv")) {
            cultures.entry(row[2]).or_default().0.push(row[0].to_owned());
        }
        for row in rows(include_str!("../../language/en/surnames.tsv")) {
            cultures.entry(row[1]).or_default().1.push(row[0].to_owned());
        }
        let cultures = cultures
            .into_iter()
            .filter(|(_, (given, family))| !given.is_empty() && !family.is_empty())
            .map(|(name, (given, family))| Culture { name: name.to_owned(), given, family })
            .collect();
        let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut kind_of = BTreeMap::new();
        for row in rows(include_str!("../../language/en/places.tsv")) {
            places.entry(row[1].to_owned()).or_default().push(row[0].to_owned());
            kind_of.insert(row[0].to_owned(), row[1].to_owned());
        }
        let first = |file: &'static str| rows(file).map(|row| row[0].to_owned()).collect();
        Lists {
            cultures,
            places,
            kind_of,
            organizations: first(include_str!("../../language/en/organizations.tsv")),
            common: first(include_str!("../../language/en/words.txt")),
        }
    }
}

/// Names of the census files, most frequent first: given, family. Each line begins with a name in capitals.
pub fn census(files: &[String; 3]) -> (Vec<String>, Vec<String>) {
    let names = |file: &str, most: usize| -> Vec<String> {
        file.lines().take(most).filter_map(|line| line.split_whitespace().next()).map(capital).collect()
    };
    let mut given = names(&files[0], 2500);
    given.extend(names(&files[1], 1219));
    (given, names(&files[2], 30_000))
}

fn capital(word: &str) -> String {
    let lower = word.to_lowercase();
    let mut letters = lower.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
