//! The fuzz targets, run by any compiler: what was found before, and inputs that libFuzzer found to go different ways; then
//! these and texts of our own, mutated at random.
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

fn frames(bodies: &[&str]) -> Vec<u8> {
    bodies.iter().map(|body| format!("Content-Length: {}\r\n\r\n{body}", body.len())).collect::<String>().into_bytes()
}

/// A session as editors have them.
fn sessions() -> Vec<Vec<u8>> {
    let opened = r#"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a.md","languageId":"markdown","version":1,"text":"“We asked twice,” said Maria Lopez.\n\n“Nobody came.”\n"}}}"#;
    let changed = r#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///a.md","version":2},"contentChanges":[{"range":{"start":{"line":0,"character":3},"end":{"line":2,"character":1}},"text":"é🖊”"}]}}"#;
    let asked = |id: u32, method: &str| {
        format!(
            r#"{{"jsonrpc":"2.0","id":{id},"method":"textDocument/{method}","params":{{"textDocument":{{"uri":"file:///a.md"}},"position":{{"line":0,"character":30}},"range":{{"start":{{"line":0,"character":0}},"end":{{"line":9,"character":9}}}},"context":{{"diagnostics":[],"includeDeclaration":true}}}}}}"#
        )
    };
    let greeting = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{"general":{"positionEncodings":["utf-8"]},"textDocument":{"diagnostic":{},"hover":{"contentFormat":["markdown"]}}}}}"#;
    let mut bodies = vec![greeting.to_owned(), r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#.to_owned()];
    bodies.extend([opened.to_owned(), changed.to_owned()]);
    let methods = ["hover", "diagnostic", "documentSymbol", "codeAction", "completion", "references", "foldingRange"];
    bodies.extend((2..).zip(methods).map(|(id, method)| asked(id, method)));
    bodies.push(r#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":3}}"#.to_owned());
    bodies.push(r#"{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":{"settings":{"copydesk":{"profile":"desk"}}}}"#.to_owned());
    bodies.push(
        r#"{"jsonrpc":"2.0","method":"textDocument/didClose","params":{"textDocument":{"uri":"file:///a.md"}}}"#
            .to_owned(),
    );
    let bodies: Vec<&str> = bodies.iter().map(String::as_str).collect();
    vec![frames(&bodies), frames(&bodies[..4]), frames(&bodies[2..]), frames(&[greeting, greeting])]
}

fn settings() -> Vec<Vec<u8>> {
    [
        "\0profile = \"desk\"\npeople = [\"people.txt\"]\n[rules]\nnested-marks = \"error\"\n[language]\ndefault = \"en\"\n\
         [[ignore]]\nfile = \"a/*.md\"\nrule = \"nested-marks\"\nwords = \"per cent\"\n",
        "\0terms = [\"terms.csv\", { words = \"per cent\", use = \"percent\", fix = \"safe\" }, { pattern = '\\b(\\w+)-goers\\b', use = \"$1 fans\" }]\nignore = [\"**/old/{a,b}[0-9]?.md\"]\n",
        "\u{1}{\"profile\": \"desk\", \"rules\": {\"nested-marks\": \"off\", \"none\": 3}}",
        "\u{2}words,pattern,use,note,severity,fix\nper cent,,percent,\"One, word\",warning,safe\n,\\bw+\\b,,,,\n",
        "\u{2}words;use\n\"quay\nside\";dock\n",
    ]
    .map(|text| text.as_bytes().to_vec())
    .to_vec()
}

fn lists_of_people() -> Vec<Vec<u8>> {
    [
        "\0name,aliases,role,affiliation,pronouns,url,note\nMaría López,Mariquita|M. López,mayor,City of Velmora,she/her,,\n\
         Kim Tarrow,,clerk,Harbour Trust,he/him,http://kim.example,\"One, two\"\nKim Tarrow,,poet,,she/her,,\n",
        "\0role;name\r\nmayor;\"Bell\r\nMarlow\"\r\n",
        "\0Name\tRole\nO’Neil Marsh\tactress\nmaría lópez\t\n",
        r#"1{"persons":[{"name":"Robin Castell","other_names":[{"name":"Rob"}],"gender":"female","memberships":[{"role":"director","organization":{"name":"Harbour Trust"}}]},{"id":"b","given_name":"Will","family_name":"Power"}]}"#,
        r#"1[{"name":"Zyrqo","links":[{"url":"http://z.example"}],"biography":"x"}]"#,
    ]
    .map(|text| text.as_bytes().to_vec())
    .to_vec()
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
fn settings_and_lists() {
    fuzz("settings", targets::settings::run, &settings(), 1);
}

#[test]
fn people() {
    fuzz("people", targets::people::run, &lists_of_people(), 1);
}

#[test]
fn messages() {
    fuzz("messages", targets::messages::run, &sessions(), 2);
}
