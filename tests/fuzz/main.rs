//! The fuzz targets, run by any compiler: what was found before, and inputs that libFuzzer found to go different ways, where it
//! was run here; then these, `seeds` and texts of our own, mutated at random.
//!
//! The numbers are the same in every run. `COPYDESK_FUZZ` says how many executions each target gets, and
//! `COPYDESK_SEED` which numbers are drawn; what breaks is written to `tests/fuzz/artifacts` and, once it is mended, kept in
//! `tests/fuzz/found`. `Cargo.toml` beside this file says how libFuzzer runs the same targets.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

#[path = "../support/random.rs"]
mod random;
mod targets;

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use random::Random;

/// So many executions of a target, where nobody asks for more.
const EXECUTIONS: usize = 400;
/// A longer input is cut.
const LONGEST: usize = 3000;

/// What decides on markup, marks, names, settings and messages.
const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "’",
    "‘",
    "«",
    "„",
    "``",
    "''",
    "said ",
    "he ",
    "She ",
    "the mayor ",
    "Maria Lopez ",
    "Lopez’s ",
    "A B C ",
    "(HC) ",
    "(",
    ")",
    "[",
    "](u)",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{2028}",
    "\0",
    "\u{FEFF}",
    "\u{301}",
    "🖊",
    ". ",
    ", ",
    ": ",
    " — ",
    "...",
    "Mr. ",
    "U.S. ",
    "5",
    "%",
    "Q: ",
    "WALLACE: ",
    "By ",
    "> ",
    "- ",
    "# ",
    "```\n",
    "*",
    "_",
    "<p>",
    "</p>",
    "<q>",
    "<!--",
    "-->",
    "<!-- copydesk: ignore -->",
    "<div ",
    "&ldquo;",
    "&#8221;",
    "&",
    "{{",
    "}}",
    "{%",
    "ignore = [",
    "rules",
    "[[terms]]\n",
    "words = ",
    "pattern = ",
    "(a+)+$",
    "\\b",
    "{1000}",
    "= ",
    "''",
    "\"\"\"",
    "[a.b]\n",
    "desk",
    "off",
    "*",
    "**/",
    ",",
    ";",
    "\t",
    "Content-Length: 9\r\n\r\n",
    "\"id\":",
    "null",
    "-1",
    "1e99",
    "{",
    "}",
    "]",
    "textDocument/didChange",
    "textDocument/didOpen",
    "\"uri\":\"file:///a.md\"",
    "shutdown",
    "initialize",
    "\\ud83d",
    "\\u0000",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// Articles of our own.
fn articles() -> Vec<Vec<u8>> {
    let folders = ["attribution", "entities/articles", "rules", "accuracy/articles"].map(|folder| root().join(folder));
    let entries = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md" || extension == "txt"));
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// What a target other than those of articles begins with.
fn seeds(name: &str) -> Vec<Vec<u8>> {
    let seeds = inputs(&root().join("fuzz/seeds").join(name));
    assert!(!seeds.is_empty(), "{name}");
    seeds
}

/// Changes an input at random: what a person, a broken program or an attacker may do.
fn mutate(input: &mut Vec<u8>, others: &[Vec<u8>], random: &mut Random) {
    for _ in 0..1 + random.below(6) {
        let at = random.below(input.len() + 1);
        let end = (at + [1, 1, 3, 20, 200][random.below(5)]).min(input.len());
        match random.below(9) {
            0..4 => drop(input.splice(at..at, random.choose(PIECES).bytes())),
            4 => drop(input.drain(at..end)),
            5 if at < input.len() => input[at] = random.below(256) as u8,
            6 => drop(input.splice(at..at, input[at..end].repeat(1 + random.below(4)))),
            7 => {
                let other = &others[random.below(others.len())];
                let from = random.below(other.len());
                drop(input.splice(at..end, other[from..].iter().copied().take(200).collect::<Vec<u8>>()));
            }
            _ => input.truncate(at.max(8)),
        }
    }
    input.truncate(LONGEST);
}

/// The files of a folder, which may be absent.
fn inputs(folder: &Path) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// Runs a target on what was found before and on mutations of the seeds.
fn fuzz(name: &str, target: fn(&[u8]), seeds: &[Vec<u8>], share: usize) {
    let asked = |name: &str| std::env::var(name).ok().and_then(|number| number.parse::<usize>().ok());
    let executions = asked("COPYDESK_FUZZ").unwrap_or(EXECUTIONS).div_ceil(share);
    let [found, corpus] = ["found", "corpus"].map(|folder| inputs(&root().join("fuzz").join(folder).join(name)));
    found.iter().chain(&corpus).for_each(|input| target(input));
    let seeds = [seeds, &corpus].concat();
    let mut random = Random(0x9E37_79B9_7F4A_7C15 ^ (asked("COPYDESK_SEED").unwrap_or(0) as u64) << 8);
    for execution in 0..executions {
        let seed = &seeds[random.below(seeds.len())];
        // A stretch of a long seed, with its first byte, which says what it is.
        let from = if seed.len() > LONGEST { random.below(seed.len() - LONGEST) } else { 0 };
        let mut input: Vec<u8> = seed[from..].iter().copied().take(LONGEST / 2).collect();
        mutate(&mut input, &seeds, &mut random);
        if catch_unwind(|| target(&input)).is_err() {
            let folder = root().join("fuzz/artifacts").join(name);
            fs::create_dir_all(&folder).unwrap();
            let path = folder.join(format!("{execution}"));
            fs::write(&path, &input).unwrap();
            panic!("{name} breaks on execution {execution}; its input is {}", path.display());
        }
    }
}

/// Articles behind bytes that say how to read them.
fn as_read(before: &[u8]) -> Vec<Vec<u8>> {
    let formats = [0, 1, 2].into_iter().cycle();
    articles().into_iter().zip(formats).map(|(text, format)| [before, &[format], &text].concat()).collect()
}

#[test]
fn formats() {
    fuzz("formats", targets::formats::run, &as_read(&[]), 1);
}

#[test]
fn article() {
    fuzz("article", targets::article::run, &as_read(&[]), 1);
}

#[test]
fn edits() {
    let before: Vec<u8> = [12].into_iter().chain((0..48_u8).map(|byte| byte.wrapping_mul(89))).collect();
    fuzz("edits", targets::edits::run, &as_read(&before), 4);
}

#[test]
fn encodings() {
    fuzz("encodings", targets::encodings::run, &seeds("encodings"), 1);
}

#[test]
fn settings_and_lists() {
    fuzz("settings", targets::settings::run, &seeds("settings"), 1);
}

#[test]
fn people() {
    fuzz("people", targets::people::run, &seeds("people"), 1);
}

#[test]
fn messages() {
    fuzz("messages", targets::messages::run, &seeds("messages"), 2);
}
