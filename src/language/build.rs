//! Writes the word tables of `src/language/en` as hash tables in bytes, which the binary uses as they stand: nothing is
//! parsed and no map is built at start; likewise the lists of the entities room and the weights of the coreference room. Runs at build time only; what it cannot read fails the build.

#![allow(clippy::expect_used)] // A build script has nobody to give an error to but the one who builds.

use std::collections::{BTreeMap, BTreeSet};
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

mod table {
    include!("table.rs");
}

use classes::Classes;

/// One entry of a table while it is gathered.
#[derive(Default, Clone)]
struct Entry {
    classes: Classes,
    /// Index of a cue plus one; 0 is none.
    cue: u16,
    forms: u8,
    /// The named sets that hold it, by their index.
    sets: BTreeSet<u16>,
    /// For words that start phrases: how many words the longest of these has.
    longest: u8,
}

/// The tables while they are gathered. Keys are in lower case, the words of a phrase parted by one space.
#[derive(Default)]
struct Tables {
    words: BTreeMap<String, Entry>,
    phrases: BTreeMap<String, Entry>,
    cues: Vec<(String, String, String)>,
    /// The named sets: name, words, comment.
    sets: Vec<[String; 3]>,
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

    /// What is gathered of a word or a phrase.
    fn get(&self, key: &str) -> Option<&Entry> {
        self.words.get(key).or_else(|| self.phrases.get(key))
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
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    let write = |name: &str, bytes: &[u8]| fs::write(out.join(name), bytes).expect("the build folder is writable");
    let combinations = Combinations::of(&tables);
    write("words.bin", &table_bytes(&tables.words, &combinations));
    write("phrases.bin", &table_bytes(&tables.phrases, &combinations));
    write("cues.rs", cue_list(&tables, &combinations).as_bytes());
    write("word-sets.rs", word_sets(&tables, &combinations).as_bytes());
    let entities = root.join("src/entities");
    let coreference = root.join("src/coreference");
    println!("cargo:rerun-if-changed={}", coreference.join("weights.tsv").display());
    for file in ["family-first.txt", "nicknames.tsv", "same-places.txt"] {
        println!("cargo:rerun-if-changed={}", entities.join(file).display());
    }
    write("entities.rs", entity_lists(&entities).as_bytes());
    write("pronoun-weights.rs", pronoun_weights(&coreference).as_bytes());
}

/// The lists of the entities room, sorted, so that they are searched where they lie.
fn entity_lists(folder: &Path) -> String {
    let family_first: BTreeSet<String> =
        rows(folder, "family-first.txt").into_iter().map(|row| row[0].clone()).collect();
    // For each name, the lines that hold it: two names of one line may be one person's.
    let mut nicknames: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (line, row) in rows(folder, "nicknames.tsv").into_iter().enumerate() {
        for name in row[1].split(',').chain([row[0].as_str()]) {
            nicknames.entry(name.to_owned()).or_default().push(line);
        }
    }
    let mut same_places: BTreeMap<String, String> = BTreeMap::new();
    for row in rows(folder, "same-places.txt") {
        let usual = row[0].split(',').next().unwrap_or_default();
        for name in row[0].split(',') {
            same_places.entry(name.to_owned()).or_insert_with(|| usual.to_owned());
        }
    }
    let family_first: Vec<&String> = family_first.iter().collect();
    let nicknames: Vec<(&String, &[usize])> = nicknames.iter().map(|(name, lines)| (name, lines.as_slice())).collect();
    let nicknames = format!("{nicknames:?}").replace(", [", ", &[");
    let same_places: Vec<(&String, &String)> = same_places.iter().collect();
    format!(
        "/// Family names that stand first as a rule, in Chinese, Korean and Vietnamese order.\n\
         pub static FAMILY_FIRST: &[&str] = &{family_first:?};\n\
         /// Given names and what their bearers are called, with the lines of the list that hold each.\n\
         pub static NICKNAMES: &[(&str, &[u16])] = &{nicknames};\n\
         /// Names of places that have several, with the usual one.\n\
         pub static SAME_PLACES: &[(&str, &str)] = &{same_places:?};\n"
    )
}

/// The weights that resolve pronouns: trait, value, weight.
fn pronoun_weights(folder: &Path) -> String {
    let rows = rows(folder, "weights.tsv");
    let row = |row: &Vec<String>| format!("({:?}, {}, {}_f32)", row[0], row[1], row[2]);
    format!("[{}]", rows.iter().map(row).collect::<Vec<_>>().join(", "))
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
    for row in rows(data, "nouns.tsv") {
        let class = if row[1] == "place" { Classes::PLACE_NOUN } else { Classes::THING_NOUN };
        tables.add(&row[0], class);
        tables.add(&format!("{}s", row[0]), class);
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
            _ => add_verb(tables, &row),
        }
    }
    read_sets(data, tables);
}

/// Reads the named sets of `word-sets.tsv`.
fn read_sets(data: &Path, tables: &mut Tables) {
    for row in rows(data, "word-sets.tsv") {
        let [name, words] = [0, 1].map(|field| row.get(field).cloned().unwrap_or_default());
        let known = tables.sets.iter().any(|[other, ..]| *other == name);
        assert!(!known && !words.is_empty(), "word-sets.tsv: the set {name:?} is there twice or has no words");
        let set = tables.sets.len() as u16;
        for word in words.split(',').map(str::trim) {
            assert_eq!(word, word.to_lowercase(), "word-sets.tsv: words are in lower case");
            assert!(tables.entry(word).sets.insert(set), "word-sets.tsv: {name} holds {word:?} twice");
        }
        tables.sets.push([name, words, row.get(2).cloned().unwrap_or_default()]);
    }
}

/// Which combinations of named sets words are in. An entry of a table holds the index of its combination.
struct Combinations(Vec<BTreeSet<u16>>);

impl Combinations {
    fn of(tables: &Tables) -> Combinations {
        let entries = tables.words.values().chain(tables.phrases.values());
        let distinct: BTreeSet<BTreeSet<u16>> = entries.map(|entry| entry.sets.clone()).collect();
        // The first is the empty one, that of words in no set.
        Combinations(
            [BTreeSet::new()].into_iter().chain(distinct.into_iter().filter(|sets| !sets.is_empty())).collect(),
        )
    }

    fn index(&self, sets: &BTreeSet<u16>) -> u16 {
        self.0.iter().position(|other| other == sets).expect("all combinations are gathered") as u16
    }
}

/// The named sets as an enum, and for each combination of sets one bit a set.
fn word_sets(tables: &Tables, combinations: &Combinations) -> String {
    let mut out = String::from(
        "/// A named set of words in `en/word-sets.tsv`.\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]\npub enum WordSet {\n",
    );
    for [name, words, comment] in &tables.sets {
        let variant: String = name.split('-').map(|part| part[..1].to_uppercase() + &part[1..]).collect();
        let parted = if comment.is_empty() { "" } else { ": " };
        let _ = writeln!(out, "    /// {comment}{parted}*{words}*.\n    {variant},");
    }
    let length = tables.sets.len().div_ceil(64);
    let row = |sets: &BTreeSet<u16>| {
        let mut row = vec![0_u64; length];
        sets.iter().for_each(|set| row[usize::from(set / 64)] |= 1 << (set % 64));
        format!("{row:?}")
    };
    let rows: Vec<String> = combinations.0.iter().map(row).collect();
    let _ = write!(
        out,
        "}}\n/// The sets of each combination: bit `set % 64` of number `set / 64`.\n\
         static COMBINATIONS: [[u64; {length}]; {}] = [{}];\n",
        rows.len(),
        rows.join(", ")
    );
    out
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

/// A table as `table.rs` lays it out: how many slots, slots by hash with linear probing, entries with their keys.
fn table_bytes(entries: &BTreeMap<String, Entry>, combinations: &Combinations) -> Vec<u8> {
    let count = (entries.len() * 2).next_power_of_two().max(2);
    let mut slots = vec![0_u32; count];
    let mut records: Vec<u8> = Vec::new();
    for (key, entry) in entries {
        let mut slot = table::hash(key.as_bytes()) as usize & (count - 1);
        while slots[slot] != 0 {
            slot = (slot + 1) & (count - 1);
        }
        slots[slot] = records.len() as u32 + 1;
        let length = u8::try_from(key.len()).expect("no word is longer than 255 bytes");
        let mut record = [0; table::ENTRY];
        record[0..5].copy_from_slice(&[length, entry.longest, entry.forms, entry.cue as u8, (entry.cue >> 8) as u8]);
        record[5..7].copy_from_slice(&combinations.index(&entry.sets).to_le_bytes());
        record[7..15].copy_from_slice(&entry.classes.0.to_le_bytes());
        records.extend(record);
        records.extend(key.as_bytes());
    }
    let numbers = [count as u32].into_iter().chain(slots).flat_map(u32::to_le_bytes);
    numbers.chain(records).collect()
}

fn cue_list(tables: &Tables, combinations: &Combinations) -> String {
    let mut out = String::from("static CUES: &[Cue] = &[\n");
    for (lemma, class, frames) in &tables.cues {
        let variant: String = class.split('-').map(|part| part[..1].to_uppercase() + &part[1..]).collect();
        let _ = writeln!(
            out,
            "    Cue {{ lemma: {lemma:?}, class: CueClass::{variant}, frames: Frames({:#x}), sets: {} }},",
            frame_bits(frames),
            tables.get(lemma).map_or(0, |entry| combinations.index(&entry.sets))
        );
    }
    out + "];\n"
}

/// One bit a letter, in the order of `QTDIRNA`; `Frames` in `mod.rs` names them.
fn frame_bits(frames: &str) -> u8 {
    frames
        .chars()
        .map(|letter| 1 << "QTDIRNAM".find(letter).expect("a frame letter of src/language/en/README.md"))
        .sum()
}
