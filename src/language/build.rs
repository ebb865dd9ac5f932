//! Writes the word tables of `src/language/en` as perfect hash tables, so that the binary needs no parsing and no
//! building of maps at start. Runs at build time only.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

mod classes {
    #![allow(dead_code)]
    include!("classes.rs");

    impl Classes {
        /// The class of that name; a misspelled one fails the build.
        pub fn named(name: &str) -> Classes {
            let found = Classes::NAMES.iter().find(|(known, _)| *known == name);
            found.unwrap_or_else(|| panic!("unknown class {name:?}")).1
        }
    }
}

#[path = "inflection.rs"]
mod inflection;

use classes::Classes;

/// One entry of a table while it is gathered.
#[derive(Default, Clone)]
struct Entry {
    classes: Classes,
    /// Index of a cue plus one; 0 is none.
    cue: u16,
    forms: u8,
    /// For words that start phrases: how many words the longest of these has.
    longest: u8,
}

/// The tables while they are gathered. Keys are in lower case, the words of a phrase parted by one space.
#[derive(Default)]
struct Tables {
    words: BTreeMap<String, Entry>,
    phrases: BTreeMap<String, Entry>,
    cues: Vec<(String, String, String)>,
}

impl Tables {
    fn entry(&mut self, text: &str) -> &mut Entry {
        let key = text.trim().to_lowercase().replace(['\u{2019}', '\u{02BC}'], "'");
        let words = key.split(' ').count();
        if words == 1 {
            return self.words.entry(key).or_default();
        }
        let first = key.split(' ').next().unwrap_or_default().to_owned();
        let start = self.words.entry(first).or_default();
        start.classes = start.classes | Classes::STARTS_PHRASE;
        start.longest = start.longest.max(words as u8);
        self.phrases.entry(key).or_default()
    }

    fn add(&mut self, text: &str, classes: Classes) {
        if text.trim().is_empty() || text == "-" {
            return;
        }
        let entry = self.entry(text);
        entry.classes = entry.classes | classes;
    }
}

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let data = root.join("src/language/en");
    println!("cargo:rerun-if-changed={}", data.display());
    println!("cargo:rerun-if-changed={}", root.join("src/language").display());
    let mut tables = Tables::default();
    read_all(&data, &mut tables);
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("words.rs");
    fs::write(&out, write_tables(&tables)).expect("the build folder is writable");
}

fn read_all(data: &Path, tables: &mut Tables) {
    let gender = |field: &str, male: Classes, female: Classes| match field {
        "m" => male,
        "f" => female,
        "u" => male | female,
        _ => Classes::NONE,
    };
    for row in rows(data, "function-words.tsv") {
        let classes = row[1].split(' ').map(Classes::named).fold(Classes::NONE, Classes::with);
        tables.add(&row[0], classes);
    }
    for row in rows(data, "given-names.tsv") {
        tables.add(&row[0], Classes::GIVEN | gender(&row[1], Classes::GIVEN_MALE, Classes::GIVEN_FEMALE));
    }
    for row in rows(data, "surnames.tsv") {
        tables.add(&row[0], Classes::SURNAME);
    }
    for row in rows(data, "titles.tsv") {
        let sex = gender(&row[2], Classes::NOUN_MALE, Classes::NOUN_FEMALE);
        let courtesy = if row[1] == "honorific" { Classes::HONORIFIC } else { Classes::NONE };
        tables.add(&row[0], Classes::TITLE | sex | courtesy);
        if row[0].ends_with('.') {
            tables.add(&row[0], Classes::ABBREVIATION | Classes::NEVER_ENDS);
        }
    }
    for row in rows(data, "roles.tsv") {
        let sex = gender(&row[1], Classes::NOUN_MALE, Classes::NOUN_FEMALE);
        tables.add(&row[0], Classes::ROLE | sex);
        let plural = row.get(3).filter(|plural| !plural.is_empty() && *plural != "-").cloned();
        tables.add(&plural.unwrap_or_else(|| inflection::plural(&row[0])), Classes::ROLE_PLURAL);
    }
    for row in rows(data, "kinship.tsv") {
        tables.add(&row[0], Classes::KIN | gender(&row[1], Classes::NOUN_MALE, Classes::NOUN_FEMALE));
    }
    for row in rows(data, "places.tsv") {
        let country = if row[1] == "country" { Classes::COUNTRY } else { Classes::NONE };
        tables.add(&row[0], Classes::PLACE | country);
    }
    for row in rows(data, "demonyms.tsv") {
        tables.add(&row[0], Classes::DEMONYM);
        if let Some(plural) = row.get(2) {
            tables.add(plural, Classes::DEMONYM);
        }
    }
    for row in rows(data, "organizations.tsv") {
        let outlet = if row[1] == "outlet" { Classes::OUTLET } else { Classes::NONE };
        tables.add(&row[0], Classes::ORGANIZATION | outlet);
        if let Some(acronym) = row.get(2).filter(|acronym| acronym.len() > 1) {
            tables.add(acronym, Classes::ORGANIZATION | outlet);
        }
    }
    for row in rows(data, "organization-words.tsv") {
        let class = match row[1].as_str() {
            "suffix" => Classes::ORGANIZATION_SUFFIX,
            "prefix" => Classes::ORGANIZATION_PREFIX,
            _ => Classes::ORGANIZATION_HEAD,
        };
        tables.add(&row[0], class);
    }
    for row in rows(data, "abbreviations.tsv") {
        let never = if row.get(2).is_some_and(|ends| ends == "never") { Classes::NEVER_ENDS } else { Classes::NONE };
        tables.add(&row[0], Classes::ABBREVIATION | never);
    }
    for row in rows(data, "groups.tsv") {
        let class = match row[1].as_str() {
            "document" => Classes::DOCUMENT,
            "collective" => Classes::COLLECTIVE,
            "anonymous" => Classes::ANONYMOUS,
            _ => Classes::GROUP,
        };
        tables.add(&row[0], class);
    }
    for row in rows(data, "calendar.tsv") {
        tables.add(&row[0], Classes::CALENDAR);
    }
    for row in rows(data, "words.txt") {
        tables.add(&row[0], Classes::COMMON);
    }
    for row in rows(data, "verbs.tsv") {
        let irregular = row.get(1).map(String::as_str).unwrap_or_default();
        let finite = inflection::PAST | inflection::THIRD;
        for (form, bits) in inflection::verb_forms(&row[0], irregular) {
            if bits & finite != 0 {
                tables.add(&form, Classes::VERB);
            }
        }
    }
    for row in rows(data, "cues.tsv") {
        match row[1].as_str() {
            "noun" => {
                tables.add(&row[0], Classes::SPEECH_NOUN);
                tables.add(&inflection::plural(&row[0]), Classes::SPEECH_NOUN);
            }
            // Phrases with a place for the source are patterns of their own: the attribution room reads them.
            "phrase" => {}
            _ => add_verb(tables, &row),
        }
    }
}

/// Adds every form of a reporting verb. Where two verbs share a form (*found*), the first in the file keeps it.
fn add_verb(tables: &mut Tables, row: &[String]) {
    let frames = row.get(2).cloned().unwrap_or_default();
    let irregular = row.get(3).map(String::as_str).unwrap_or_default();
    tables.cues.push((row[0].clone(), row[1].clone(), frames));
    let cue = tables.cues.len() as u16;
    for (form, bit) in inflection::verb_forms(&row[0], irregular) {
        let entry = tables.entry(&form);
        if entry.cue == 0 || entry.cue == cue {
            entry.cue = cue;
            entry.forms |= bit;
        }
    }
}

/// The rows of a file: fields parted by tabs, `#` opens a line that is no data.
fn rows(data: &Path, file: &str) -> Vec<Vec<String>> {
    let path = data.join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let data = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    data.map(|line| line.split('\t').map(|field| field.trim().to_owned()).collect()).collect()
}

fn write_tables(tables: &Tables) -> String {
    let mut out = String::new();
    for (name, table) in [("WORDS", &tables.words), ("PHRASES", &tables.phrases)] {
        let mut map = phf_codegen::Map::new();
        for (key, entry) in table {
            let Entry { classes, cue, forms, longest } = entry;
            let value = format!(
                "Word {{ classes: Classes({:#x}), cue: {cue}, forms: CueForms({forms}), longest: {longest} }}",
                classes.0
            );
            map.entry(key.as_str(), value);
        }
        let _ = writeln!(out, "static {name}: phf::Map<&'static str, Word> = {};", map.build());
    }
    let _ = writeln!(out, "static CUES: &[Cue] = &[");
    for (lemma, class, frames) in &tables.cues {
        let variant: String = class.split('-').map(|part| part[..1].to_uppercase() + &part[1..]).collect();
        let _ = writeln!(
            out,
            "    Cue {{ lemma: {lemma:?}, class: CueClass::{variant}, frames: Frames({:#x}) }},",
            frame_bits(frames)
        );
    }
    let _ = writeln!(out, "];");
    out
}

/// One bit a letter, in the order of `QTDIRNA`; `Frames` in `mod.rs` names them.
fn frame_bits(frames: &str) -> u8 {
    frames.chars().map(|letter| 1 << "QTDIRNA".find(letter).expect("a frame letter of src/language/en/README.md")).sum()
}
