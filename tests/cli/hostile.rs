//! A command in a hostile place: output that takes nothing, links in circles, names that are meant to do harm.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Stdio;

use super::{Desk, RIGHT, WRONG};

/// Words in the same marks as those around them: a safe fix mends it.
const NESTED: &str = "The pumps failed.\n\n“They called it “the long night” then,” said Inga Moe.\n";

/// Every way in which something is written to standard output.
const COMMANDS: [&[&str]; 15] = [
    &["check", "wrong.txt"],
    &["check", "--format", "json", "wrong.txt"],
    &["check", "--format", "sarif", "wrong.txt"],
    &["check", "--format", "github", "wrong.txt"],
    &["check", "--diff", "nested.txt"],
    &["analyze", "wrong.txt"],
    &["analyze", "--compact", "wrong.txt", "nested.txt"],
    &["ledger", "wrong.txt"],
    &["ledger", "--format", "json", "wrong.txt"],
    &["ledger", "--format", "csv", "wrong.txt"],
    &["ledger", "--format", "html", "wrong.txt"],
    &["ledger", "--format", "markdown", "wrong.txt"],
    &["rules"],
    &["rules", "--format", "json"],
    &["explain", "nested-marks"],
];

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_is_full_is_told_and_ends_with_2() {
    let desk = Desk::new(&[("wrong.txt", WRONG), ("nested.txt", NESTED)]);
    for arguments in COMMANDS.iter().copied().chain([&["completions", "bash"][..], &["--help"]]) {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = desk.command(arguments).stdin(Stdio::null()).stdout(full).output().unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {error}");
        assert!(error.contains("o space left"), "{arguments:?}: {error}");
        assert_eq!(error.lines().count(), 1, "{arguments:?}: {error}");
        // Nor if that cannot be told either.
        let full = || fs::File::options().write(true).open("/dev/full").unwrap();
        let status = desk.command(arguments).stdin(Stdio::null()).stdout(full()).stderr(full()).status().unwrap();
        assert_eq!(status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn an_output_that_is_closed_is_no_crash() {
    let desk = Desk::new(&[("wrong.txt", WRONG), ("nested.txt", NESTED)]);
    for arguments in COMMANDS {
        for streams in ["exec \"$0\" \"$@\" >&-", "exec \"$0\" \"$@\" 2>&-", "exec \"$0\" \"$@\" <&- >&- 2>&-"] {
            let mut command = std::process::Command::new("sh");
            command.args(["-c", streams, env!("CARGO_BIN_EXE_copydesk")]).args(arguments).current_dir(desk.0.path());
            let output = command.stdin(Stdio::null()).output().unwrap();
            assert!(matches!(output.status.code(), Some(0..=2)), "{arguments:?} {streams}: {:?}", output.status);
        }
    }
}

#[test]
fn a_fix_is_whole_whatever_becomes_of_the_output() {
    let desk = Desk::new(&[("a.txt", NESTED), ("b.txt", NESTED)]);
    desk.run(&["check", "--fix", "a.txt"]).ends(0);
    let mended = fs::read(desk.path("a.txt")).unwrap();
    for arguments in [&["check", "--fix", "b.txt"][..], &["check", "--fix", "--format", "json", "b.txt"]] {
        desk.write("b.txt", NESTED);
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        desk.command(arguments).stdin(Stdio::null()).stdout(writer).status().unwrap();
        assert_eq!(fs::read(desk.path("b.txt")).unwrap(), mended, "{arguments:?}");
    }
    assert_eq!(fs::read_dir(desk.0.path()).unwrap().count(), 2, "nothing is left behind");
}

#[test]
fn json_is_whole_beside_every_kind_of_trouble() {
    let desk = Desk::new(&[("a.txt", WRONG), ("b/copydesk.toml", "profile = 3\n["), ("b/c.txt", WRONG)]);
    desk.write("broken.txt", b"The caf\xC3\xA9 is caf\xE9.");
    desk.write("binary.txt", b"PK\x03\x04\0\0");
    symlink(desk.path("none"), desk.path("nowhere.txt")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(desk.path("pipe.txt")).status().unwrap().success());
    let paths = ["a.txt", "b/c.txt", "broken.txt", "binary.txt", "nowhere.txt", "pipe.txt", "none.txt", "b"];
    for format in ["json", "sarif"] {
        let arguments = ["check", "--format", format].into_iter().chain(paths).collect::<Vec<_>>();
        let done = desk.run(&arguments);
        let found = done.ends(2).json();
        let found = if format == "json" { found } else { found["runs"][0]["results"].clone() };
        assert_eq!(found.as_array().unwrap().len(), 2, "{format}: {found}");
        assert!(done.stderr.lines().all(|line| line.starts_with("copydesk: ")), "{}", done.stderr);
        for name in ["b/copydesk.toml", "broken.txt", "binary.txt", "nowhere.txt", "pipe.txt", "none.txt"] {
            assert!(done.stderr.contains(&format!("copydesk: {name}:")), "{name}: {}", done.stderr);
        }
    }
    let arguments = ["ledger", "--format", "json"].into_iter().chain(paths).collect::<Vec<_>>();
    assert_eq!(desk.run(&arguments).ends(2).json()["articles"].as_array().unwrap().len(), 2);
    // What is no command says nothing on standard output.
    for arguments in
        [&["check", "--format", "xml"][..], &["check", "--no-such"], &["none"], &["ledger", "--format", "x"]]
    {
        assert_eq!(desk.run(arguments).ends(2).stdout, "", "{arguments:?}");
    }
}

#[test]
fn links_in_circles_come_to_an_end() {
    let desk = Desk::new(&[("d/a.md", WRONG)]);
    let link = |from: &str, to: &str| symlink(to, desk.path(from)).unwrap();
    link("d/loop", ".");
    link("d/up", "..");
    link("d/self.md", "self.md");
    link("d/one.md", "two.md");
    link("d/two.md", "one.md");
    link("d/gone.md", "/none/at/all.md");
    // An article in the same folder that the walk does not come by, for it is not named like one.
    desk.write("d/store/0001", WRONG);
    link("d/story.md", "store/0001");
    let done = desk.run(&["check", "--format", "json", "d"]);
    let files: Vec<_> = done.ends(1).json().as_array().unwrap().iter().map(|found| found["file"].clone()).collect();
    assert_eq!(files, ["d/a.md", "d/story.md"]);
    let left_out = |name: &str| format!("copydesk: d/{name}: left out: this link leads nowhere\n");
    let up = "copydesk: d/up: left out: this is a link to a folder; name it to have it read\n".to_owned();
    let expected = [left_out("gone.md"), left_out("one.md"), left_out("self.md"), left_out("two.md"), up].concat();
    assert_eq!(done.stderr, expected);
    for command in ["analyze", "ledger"] {
        assert_eq!(desk.run(&[command, "d"]).ends(0).stderr, expected, "{command}");
    }
    for named in ["d/self.md", "d/one.md", "d/gone.md"] {
        assert_eq!(desk.run(&["check", named]).ends(2).stderr.lines().count(), 1, "{named}");
    }
    assert!(desk.run(&["check", "d/loop", "d/up"]).ends(1).stdout.contains("findings in"));
    // A configuration that is a circle is none.
    link("copydesk.toml", "copydesk.toml");
    desk.run(&["check", "d/a.md"]).ends(1);
}

#[test]
fn a_fix_goes_through_no_link_that_was_not_named() {
    let desk = Desk::new(&[("elsewhere/profile", NESTED), ("d/a.txt", NESTED)]);
    symlink("../elsewhere/profile", desk.path("d/story.txt")).unwrap();
    let done = desk.run(&["check", "--fix", "d"]);
    assert!(done.ends(0).stdout.ends_with("1 mended\n"), "{}", done.stdout);
    assert_eq!(done.stderr, "copydesk: d/story.txt: not fixed: this is a link; name it to have it fixed\n");
    assert_eq!(fs::read_to_string(desk.path("elsewhere/profile")).unwrap(), NESTED);
    desk.run(&["check", "--fix", "d/story.txt"]).ends(0);
    assert_ne!(fs::read_to_string(desk.path("elsewhere/profile")).unwrap(), NESTED);
    assert!(desk.path("d/story.txt").is_symlink());
}

/// Names that are meant for a terminal, a log, a page, a table, a spreadsheet.
const NAMES: [&str; 9] = [
    "a\n::error::injected.md",
    "a\r\n::set-output name=x::injected.md",
    "\u{1b}]0;title\u{7}\u{1b}[2Ja.md",
    "\u{202E}dm.a\u{2066}.md",
    "<img src=x onerror=alert(1)>.md",
    "\"><script>alert(1)<.md",
    "](javascript:alert(1)) | `a` *b* <b>.md",
    "=cmd|calc!A1.md",
    "%0A::error::a.md",
];

#[test]
fn names_of_files_do_nothing_in_any_output() {
    let desk = Desk::new(&[]);
    for name in NAMES {
        desk.write(name, WRONG);
    }
    for (command, format) in [
        ("check", "text"),
        ("check", "json"),
        ("check", "sarif"),
        ("check", "github"),
        ("ledger", "text"),
        ("ledger", "json"),
        ("ledger", "csv"),
        ("ledger", "markdown"),
        ("ledger", "html"),
    ] {
        let done = desk.run(&[command, "--format", format, "."]);
        let output = &done.stdout;
        // In a quoted cell of a table and in a page, these are characters like others.
        if !["csv", "html"].contains(&format) {
            assert!(!output.contains(['\u{1b}', '\u{7}', '\r']), "{command} {format}: {output}");
            // Programs that read JSON do with these as they like.
            let turns = output.contains(['\u{202E}', '\u{2066}']);
            assert!(!turns || ["json", "sarif"].contains(&format), "{command} {format}: {output}");
            assert!(!output.contains("\n::error::injected"), "{command} {format}: {output}");
            assert!(!output.contains("\n::set-output"), "{command} {format}: {output}");
        }
        match format {
            "json" | "sarif" => drop(done.json()),
            "github" => {
                assert_eq!(output.lines().count(), NAMES.len(), "{output}");
                assert!(
                    output.lines().all(|line| line.starts_with("::warning file=") && line.matches("::").count() == 2)
                );
                assert!(output.contains("file=%250A%3A%3Aerror%3A%3Aa.md,"), "{output}");
            }
            "html" => {
                assert!(!output.contains("<img") && !output.contains("<script>alert"), "{output}");
            }
            "markdown" => {
                let unescaped = output.replace("\\<", "").replace("\\]", "");
                assert!(!unescaped.contains("<img") && !unescaped.contains("](javascript"), "{output}");
            }
            "csv" => {
                let mut rows = csv_rows(output);
                assert_eq!(rows.remove(0)[0], "article");
                assert_eq!(rows.len(), NAMES.len());
                assert!(rows.iter().all(|row| !row[0].starts_with(['=', '+', '-', '@'])), "{rows:?}");
            }
            _ => {}
        }
    }
}

fn csv_rows(table: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let (mut quoted, mut characters) = (false, table.chars().peekable());
    while let Some(character) = characters.next() {
        let row = rows.last_mut().unwrap();
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                row.last_mut().unwrap().push(characters.next().unwrap())
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            _ => row.last_mut().unwrap().push(character),
        }
    }
    rows.retain(|row| row.len() > 1);
    rows
}

#[test]
fn names_of_files_do_nothing_in_a_diff() {
    let desk = Desk::new(&[]);
    for name in NAMES {
        desk.write(name, NESTED);
    }
    let done = desk.run(&["check", "--diff", "."]);
    let heads = done.ends(1).stdout.lines().filter(|line| line.starts_with("+++ ")).count();
    assert_eq!(heads, NAMES.len(), "{}", done.stdout);
    assert!(!done.stdout.contains(['\u{1b}', '\u{7}', '\r', '\u{202E}']), "{:?}", done.stdout);
    assert!(
        done.stdout.lines().all(|line| line.is_empty() || line.starts_with([' ', '+', '-', '@'])),
        "{}",
        done.stdout
    );
}

#[test]
fn keys_rules_and_values_do_nothing_in_any_output() {
    let evil = "a\\n::error::injected\\u001b[2J\\u202E";
    let toml = format!(
        "\"{evil}\" = 1\nprofile = \"{evil}\"\nignore = [\"{evil}[\"]\n[rules]\n\"{evil}\" = \"off\"\n\"nested-marks\" = \"{evil}\"\n\
         [[terms]]\nwords = \"pumps\"\nuse = \"{evil}\"\nnote = \"{evil}\"\n[[terms]]\npattern = \"({evil}\"\n"
    );
    let desk = Desk::new(&[("copydesk.toml", &toml), ("a.md", WRONG)]);
    for format in ["text", "github", "json", "sarif"] {
        let done = desk.run(&["check", "--format", format, "a.md"]);
        for output in [&done.stdout, &done.stderr] {
            assert!(!output.contains('\u{1b}'), "{format}: {output:?}");
            assert!(!output.contains('\u{202E}') || ["json", "sarif"].contains(&format), "{format}: {output:?}");
            assert!(!output.contains("\n::error::injected"), "{format}: {output:?}");
        }
        assert_eq!(done.code, 2);
    }
    for arguments in
        [&["explain", "a\n::error::\u{1b}[2J"][..], &["check", "--profile", "a\u{1b}[2J\n::error::"], &["\u{1b}[2J"]]
    {
        let done = desk.run(arguments);
        assert!(!done.ends(2).stderr.contains('\u{1b}'), "{arguments:?}: {:?}", done.stderr);
    }
}

/// Terminals take orders from the control characters behind ASCII, too.
#[test]
fn words_of_an_article_do_nothing_to_a_terminal_or_a_log() {
    let orders = "\u{1b}[2J \u{9b}2J \u{85} \u{9d}0;title\u{7} \u{202E} \u{2028}::error::injected \r::error::injected";
    let quotation = format!("\"We asked {orders} twice and nobody answered.\"");
    let text = format!(
        "The pumps {orders} failed.\n\n{quotation}\n\n“It broke,” said María {orders} López, {orders} mayor.\n"
    );
    let desk = Desk::new(&[("a.txt", &text), ("a.md", &text)]);
    for arguments in [
        &["check", "--profile", "desk"][..],
        &["check", "--profile", "desk", "--format", "github"],
        &["ledger"],
        &["ledger", "--format", "markdown"],
    ] {
        for file in ["a.txt", "a.md"] {
            let done = desk.run(&[arguments, &[file]].concat());
            for output in [&done.stdout, &done.stderr] {
                let order = |c: char| c != '\n' && c.is_control() || matches!(c, '\u{202E}' | '\u{2028}');
                assert!(!output.contains(order), "{arguments:?} {file}: {output:?}");
                assert!(!output.contains("\n::error::injected"), "{arguments:?} {file}: {output:?}");
            }
        }
    }
    // What stands for them is as wide as the carets say.
    desk.write("b.txt", "One \u{85}\u{9b} day.\n\n\"We \u{85}\u{9b} asked twice and nobody answered.\" \u{9d}\n");
    let done = desk.run(&["check", "b.txt"]);
    let lines: Vec<&str> = done.ends(1).stdout.lines().collect();
    let at = lines.iter().position(|line| line.starts_with("3 | ")).unwrap();
    assert_eq!(lines[at], "3 | \"We \u{FFFD}\u{FFFD} asked twice and nobody answered.\" \u{FFFD}");
    assert_eq!(lines[at + 1], format!("  | {}", "^".repeat(40)));
}

#[test]
fn a_name_that_is_no_text_is_written_out_everywhere() {
    use std::os::unix::ffi::OsStringExt;
    let desk = Desk::new(&[]);
    let name = std::ffi::OsString::from_vec(b"caf\xE9.md".to_vec());
    if fs::write(desk.0.path().join(name), WRONG).is_err() {
        // Some file systems have text only.
        return;
    }
    for format in ["text", "json", "sarif", "github"] {
        let done = desk.run(&["check", "--format", format, "."]);
        assert!(done.ends(1).stdout.contains("caf"), "{format}");
    }
    for format in ["text", "json", "csv", "markdown", "html"] {
        assert!(desk.run(&["ledger", "--format", format, "."]).ends(0).stdout.contains("caf"), "{format}");
    }
    assert_eq!(desk.run(&["analyze", "."]).ends(0).json()["id"], "caf\\xE9.md");
}

#[test]
fn ten_thousand_small_files_are_read_in_order() {
    let desk = Desk::new(&[]);
    let count = 10_000;
    for number in 0..count {
        fs::write(desk.path(&format!("{number:05}.txt")), if number % 100 == 0 { WRONG } else { RIGHT }).unwrap();
    }
    let done = desk.run(&["check", "--format", "json", "."]);
    let files: Vec<String> = done
        .ends(1)
        .json()
        .as_array()
        .unwrap()
        .iter()
        .map(|found| found["file"].as_str().unwrap().to_owned())
        .collect();
    let expected: Vec<String> = (0..count).step_by(100).map(|number| format!("{number:05}.txt")).collect();
    assert_eq!(files, expected);
}
