//! What a newsroom's own list of 13,000 terms costs: to read and make ready, and to look for in paragraphs.
//!
//!     cargo bench --bench terms
//!
//! The words are made of syllables; the patterns are of the kinds that style lists hold.

use std::fs;
use std::path::Path;

use copydesk::config::Loaded;
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

const TERMS: usize = 13_000;

const SYLLABLES: [&str; 24] = [
    "bar", "bour", "cal", "cent", "din", "dor", "fal", "gan", "ham", "hol", "kel", "lan", "mar", "mil", "nor", "pan",
    "quay", "ric", "sol", "tan", "ter", "ver", "wich", "zel",
];

/// What a list holds.
const KINDS: [&str; 3] = ["words", "patterns", "patterns of alternatives"];

/// A word that no other number has.
fn word(number: usize) -> String {
    let mut left = number + SYLLABLES.len();
    let mut word = String::new();
    while left > 0 {
        word.push_str(SYLLABLES[left % SYLLABLES.len()]);
        left /= SYLLABLES.len();
    }
    word
}

/// A list as a spreadsheet saves it.
fn list(kind: &str) -> String {
    let mut list = String::from(if kind == "words" { "words" } else { "pattern" });
    list.push_str(",use,note\n");
    for number in 0..TERMS {
        let (word, other) = (word(number), word(number * 7 + 1));
        let term = match (kind, number % 8) {
            ("words", even) if even % 2 == 0 => word,
            ("words", _) => format!("{word} {other}"),
            ("patterns", 0) => format!(r"\b{word}s?\b"),
            ("patterns", 1) => format!(r"(?i)\b{word}[ -]?{other}\b"),
            ("patterns", 2) => format!(r"\b{word}(?:s|es|ed|ing)?\b"),
            ("patterns", 3) => format!(r"\b{word}\w*\s+(?:of|for)\s+{other}\b"),
            ("patterns", 4) => format!(r"\b(\w+)-{word}s?\b"),
            ("patterns", 5) => format!(r"\b{word}(?:ed|ing)?\s+(?:\w+\s+)#0#3#{other}\b").replace("#0#3#", "{0,3}"),
            ("patterns", 6) => format!(r"\b\d+(?:\.\d+)?\s?{word}\b"),
            ("patterns", _) => format!("{word}['’]s? [A-Z][a-z]+"),
            (_, _) => format!(r"\b(?:{word}|{other})(?:s|es)?\b"),
        };
        list.push_str(&format!("\"{term}\",instead,Our style.\n"));
    }
    list
}

/// The paragraphs of our own articles, and some that hold terms.
fn paragraphs() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/accuracy/articles");
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let texts: Vec<String> = paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
    let mut paragraphs: Vec<String> =
        texts.iter().flat_map(|text| text.split("\n\n")).filter(|text| text.len() > 100).map(str::to_owned).collect();
    let holding =
        (0..100).map(|number| format!("The {} and the {}s were shut for days.", word(number * 80), word(number * 50)));
    paragraphs.extend(holding);
    paragraphs
}

/// A configuration with a list beside it, in a folder of its own.
fn configuration(kind: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    fs::write(folder.path().join("terms.csv"), list(kind)).unwrap_or_else(|error| panic!("{error}"));
    (folder, "terms = [\"terms.csv\"]\n".to_owned())
}

fn load(folder: &tempfile::TempDir, text: &str) -> Loaded {
    Loaded::of(folder.path().join("copydesk.toml"), text.to_owned(), &[])
}

/// The list is read, checked and made ready.
#[divan::bench(args = KINDS, sample_count = 20, sample_size = 1)]
fn load_13_000(bencher: Bencher<'_, '_>, kind: &str) {
    let (folder, text) = configuration(kind);
    let loaded = load(&folder, &text);
    assert!(loaded.problems.is_empty() && loaded.lists.iter().all(|list| list.problems.is_empty()));
    bencher.bench_local(|| load(&folder, &text));
}

/// Every paragraph is looked through for the first time: patterns whose letters it holds are compiled.
#[divan::bench(args = KINDS, sample_count = 5, sample_size = 1)]
fn first_time(bencher: Bencher<'_, '_>, kind: &str) {
    let ((folder, text), paragraphs) = (configuration(kind), paragraphs());
    bencher.counter(ItemsCount::new(paragraphs.len())).with_inputs(|| load(&folder, &text)).bench_local_values(
        |loaded| paragraphs.iter().map(|paragraph| loaded.config.terms.all().find(paragraph).len()).sum::<usize>(),
    );
}

/// Every paragraph is looked through again.
#[divan::bench(args = KINDS)]
fn again(bencher: Bencher<'_, '_>, kind: &str) {
    let ((folder, text), paragraphs) = (configuration(kind), paragraphs());
    let loaded = load(&folder, &text);
    let find = || paragraphs.iter().map(|paragraph| loaded.config.terms.all().find(paragraph).len()).sum::<usize>();
    find();
    bencher.counter(ItemsCount::new(paragraphs.len())).bench_local(find);
}
