//! Bad input is normal input: each kind has its one line, and the other files are still checked.

use super::{Desk, RIGHT, WRONG};

#[test]
fn one_bad_file_among_many_is_told_and_the_others_are_checked() {
    let desk = Desk::new(&[("a.txt", WRONG), ("z.txt", WRONG)]);
    desk.write("b.txt", b"The caf\xC3\xA9 is caf\xE9.");
    for (arguments, trouble) in [
        (
            &["check"][..],
            "copydesk: b.txt: line 1, column 16: the byte 0xE9 is not UTF-8, and other encodings do not fit either: save \
             the file as UTF-8\n",
        ),
        (&["check", "a.txt", "none.txt", "z.txt"], "copydesk: none.txt: no such file or folder\n"),
    ] {
        let done = desk.run(arguments);
        assert_eq!(done.ends(2).stderr, trouble);
        assert!(done.stdout.ends_with("2 findings in 2 of 2 files; 1 could not be read or used\n"), "{}", done.stdout);
    }
    let done = desk.run(&["analyze", "a.txt", "b.txt", "z.txt"]);
    assert_eq!(done.ends(2).json_lines().len(), 2, "a record for each that can be read");
    assert!(done.stderr.starts_with("copydesk: b.txt: line 1, column 16: "), "{}", done.stderr);
}

#[test]
fn old_encodings_are_read_with_a_note_and_offsets_in_what_was_read() {
    let desk = Desk::new(&[]);
    desk.write("a.txt", b"The caf\xE9 met on Monday.\n\n\x93We asked twice and nobody answered.\x94\n");
    let note = "copydesk: a.txt: read as windows-1252, as it seems; UTF-8 is safer\n";
    let done = desk.run(&["check", "a.txt"]);
    assert_eq!(done.ends(1).stderr, note);
    assert!(done.stdout.contains("a.txt:3:1"), "{}", done.stdout);
    let done = desk.run(&["analyze", "--compact", "--offsets", "utf-32", "a.txt"]);
    assert_eq!(done.ends(0).stderr, note);
    let record = &done.json_lines()[0];
    assert_eq!(record["findings"][0]["span"], serde_json::json!([25, 62]));
}

#[test]
fn a_letter_that_its_encoding_spells_in_two_ways_is_not_written_in_the_other() {
    let desk = Desk::new(&[]);
    let page = |sign: &[u8]| {
        let before = b"<meta charset=shift_jis><p>\x81\x67They called it \x81\x67the long night\x81\x68 (";
        [before, sign, b") then,\x81\x68 said Inga Moe.</p>\n"].concat()
    };
    desk.write("usual.html", page(b"\x81\xE0"));
    desk.run(&["check", "--fix", "usual.html"]).ends(0);
    assert_ne!(std::fs::read(desk.path("usual.html")).unwrap(), page(b"\x81\xE0"));
    desk.write("other.html", page(b"\x87\x90"));
    let done = desk.run(&["check", "--fix", "other.html"]);
    let told = "other.html: cannot be fixed: some of its letters would be written in other bytes of its encoding; save it as UTF-8";
    assert!(done.ends(2).stderr.contains(told), "{}", done.stderr);
    assert_eq!(std::fs::read(desk.path("other.html")).unwrap(), page(b"\x87\x90"));
}

#[test]
fn binary_files_are_refused_when_named_and_passed_over_in_folders() {
    let desk = Desk::new(&[("a.txt", RIGHT)]);
    desk.write("b.txt", b"PK\x03\x04\x14\0\0\0\x08\0");
    assert_eq!(desk.run(&["check"]).ends(0).stdout, "no findings in 1 file\n");
    let done = desk.run(&["check", "b.txt"]);
    let expected = "copydesk: b.txt: this is a binary file; copydesk reads plain text, Markdown and HTML\n";
    assert_eq!(done.ends(2).stderr, expected);
}

#[test]
fn an_empty_file_is_an_article_without_findings() {
    let desk = Desk::new(&[("empty.txt", ""), ("blank.md", " \n\n")]);
    desk.run(&["check", "empty.txt", "blank.md"]).ends(0);
    desk.run_with(&["check", "-"], b"").ends(0);
    assert_eq!(desk.run(&["analyze", "empty.txt"]).ends(0).json()["quotations"], serde_json::json!([]));
}

#[test]
fn byte_order_marks_and_utf_16_are_read() {
    let desk = Desk::new(&[("marked.txt", &format!("\u{FEFF}{WRONG}"))]);
    let utf16: Vec<u8> = "\u{FEFF}".encode_utf16().chain(WRONG.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    desk.write("wide.txt", utf16);
    for file in ["marked.txt", "wide.txt"] {
        let finding = &desk.run(&["check", "--format", "json", file]).ends(1).json()[0];
        assert_eq!(finding["start"], serde_json::json!({"line": 3, "column": 1}), "{file}");
    }
}

/// Time is not asserted: what grows with the square of the length would take minutes here.
#[test]
fn one_line_of_five_megabytes_is_answered() {
    let sentence = "The caf\u{e9} closed on Monday night, and the crews left. \u{201C}lost mark and more words here. ";
    let text = sentence.repeat(5_000_000 / sentence.len());
    let desk = Desk::new(&[("long.txt", &text)]);
    for format in ["text", "json", "sarif", "github"] {
        let done = desk.run(&["check", "--format", format, "long.txt"]);
        assert!(matches!(done.code, 0 | 1), "{format}: {}", done.stderr);
    }
    let marks = "\u{201C}".repeat(200_000);
    desk.write("marks.txt", &marks);
    let done = desk.run(&["check", "--format", "json", "marks.txt"]);
    assert!(matches!(done.code, 0 | 1), "{}", done.stderr);
}

#[cfg(unix)]
#[test]
fn folders_and_files_that_may_not_be_read_are_named() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new(&[("a.txt", WRONG), ("b.txt", RIGHT)]);
    std::fs::set_permissions(desk.path("a.txt"), std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(desk.path("a.txt")).is_ok() {
        // The superuser may read everything.
        return;
    }
    let done = desk.run(&["check"]);
    assert_eq!(done.ends(2).stderr, "copydesk: a.txt: permission denied\n");
}

#[cfg(unix)]
#[test]
fn a_pipe_that_nobody_writes_to_is_not_waited_for() {
    let desk = Desk::new(&[("a.txt", WRONG)]);
    let made = std::process::Command::new("mkfifo").arg(desk.path("pipe.txt")).status();
    assert!(made.unwrap().success());
    for command in ["check", "analyze"] {
        let done = desk.run(&[command, "pipe.txt"]);
        assert!(done.ends(2).stderr.contains("pipe.txt: this is a pipe"), "{command}: {}", done.stderr);
    }
    desk.run(&["check"]).ends(1);
}

#[cfg(unix)]
#[test]
fn no_pipe_is_waited_for_where_a_list_a_configuration_or_what_is_ignored_is_read() {
    let desk = Desk::new(&[("a.txt", WRONG), ("desk/b.txt", WRONG), ("story/c.txt", WRONG)]);
    let pipe = |name: &str| {
        assert!(std::process::Command::new("mkfifo").arg(desk.path(name)).status().unwrap().success());
    };
    pipe("pipe.csv");
    for arguments in [&["people", "check", "pipe.csv"][..], &["check", "--config", "pipe.csv", "a.txt"]] {
        assert_eq!(desk.run(arguments).ends(2).stderr, "copydesk: pipe.csv: this is a pipe\n", "{arguments:?}");
    }
    desk.write("copydesk.toml", "people = [\"pipe.csv\"]\nterms = [\"pipe.csv\"]\n");
    let done = desk.run(&["check", "a.txt"]);
    assert_eq!(done.ends(2).stderr.matches("it is no file, or too large").count(), 2, "{}", done.stderr);
    std::fs::remove_file(desk.path("copydesk.toml")).unwrap();
    // A link would come with a repository, a pipe with an archive.
    for name in ["desk/.gitignore", "desk/.ignore"] {
        pipe(name);
        std::os::unix::fs::symlink("/dev/zero", desk.path("story/.gitignore")).unwrap();
        let done = desk.run(&["check", "--format", "json", "."]);
        assert_eq!(done.ends(2).json().as_array().unwrap().len(), 1, "{}", done.stdout);
        let left_out = "this is no plain file, or longer than 1 MB; its folder is left out\n";
        assert_eq!(done.stderr, format!("copydesk: {name}: {left_out}copydesk: story/.gitignore: {left_out}"));
        assert!(desk.run(&["check", "desk"]).ends(2).stderr.ends_with(left_out));
        for left in [name, "story/.gitignore"] {
            std::fs::remove_file(desk.path(left)).unwrap();
        }
    }
}

#[test]
fn a_table_of_something_else_is_told_in_few_lines() {
    let heads: Vec<String> = (0..50_000).map(|number| format!("column{number}")).collect();
    let desk = Desk::new(&[("copydesk.toml", "terms = [\"table.csv\"]\n"), ("a.txt", RIGHT)]);
    desk.write("table.csv", heads.join(","));
    assert_eq!(desk.run(&["check", "a.txt"]).ends(2).stderr.lines().count(), 21);
    assert_eq!(desk.run(&["people", "check", "table.csv"]).ends(1).stdout.lines().count(), 22);
}

#[cfg(target_os = "linux")]
#[test]
fn a_list_of_people_without_end_is_refused() {
    let desk = Desk::new(&[]);
    let done = desk.run(&["people", "check", "/dev/zero"]);
    assert_eq!(done.ends(2).stderr, "copydesk: /dev/zero: longer than 64 MB\n");
}

#[cfg(unix)]
#[test]
fn a_standard_error_that_takes_nothing_changes_nothing() {
    let desk = Desk::new(&[("a.md", WRONG), ("copydesk.toml", "porfile = 1\nignore = [\"b.md\"]\n"), ("b.md", "")]);
    for arguments in [&["check", "a.md", "b.md", "none.md"][..], &["explain", "none"], &["analyze", "none.md"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let output = desk.command(arguments).stderr(full).stdin(std::process::Stdio::null()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = desk.command(arguments).stderr(writer).stdin(std::process::Stdio::null()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn names_of_files_and_keys_never_command_the_reader() {
    let desk = Desk::new(&[("copydesk.toml", "\"a\\n::error::key\\u001b[31m\" = 1\n")]);
    desk.write("a\n::error::name\u{1b}[2J\u{7}\u{202E}.md", WRONG);
    desk.write("b\n::error::name\u{1b}.md", b"Caf\xE9\0");
    for format in ["text", "github", "json", "sarif"] {
        let done = desk.run(&["check", "--format", format, "."]);
        for output in [&done.stdout, &done.stderr] {
            assert!(!output.contains(['\u{1b}', '\u{7}']), "{format}: {output}");
            assert!(!output.contains("\n::error::"), "{format}: {output}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_stay_apart() {
    use std::os::unix::ffi::OsStringExt;
    let desk = Desk::new(&[]);
    for byte in [0xE8, 0xE9] {
        let name = std::ffi::OsString::from_vec(vec![b'a', byte, b'.', b'm', b'd']);
        std::fs::write(desk.0.path().join(name), WRONG).unwrap();
    }
    let done = desk.run(&["check", "--format", "json", "."]);
    let files: Vec<_> = done.json().as_array().unwrap().iter().map(|finding| finding["file"].clone()).collect();
    assert_eq!(files, ["a\\xE8.md", "a\\xE9.md"]);
}

#[cfg(unix)]
#[test]
fn links_to_articles_elsewhere_are_read_and_links_to_other_configurations_are_not() {
    let desk = Desk::new(&[("desk/b.md", WRONG), ("outside/a.md", WRONG), ("outside/secret", "profile = \"secret\"")]);
    let link = |from: &str, to: &str| std::os::unix::fs::symlink(desk.path(to), desk.path(from)).unwrap();
    link("desk/a.md", "outside/a.md");
    link("desk/c.md", "desk/b.md");
    link("desk/d.md", "outside");
    link("desk/copydesk.toml", "outside/secret");
    let done = desk.run(&["check", "--format", "json", "desk"]);
    let files: Vec<_> = done.json().as_array().unwrap().iter().map(|finding| finding["file"].clone()).collect();
    assert_eq!(files, ["desk/a.md", "desk/b.md"]);
    let left_out = "copydesk: desk/d.md: left out: this is a link to a folder; name it to have it read\n";
    assert_eq!(done.stderr, left_out);
}

#[test]
fn a_list_of_people_is_no_article() {
    let list = format!("name\n\n{WRONG}");
    let desk = Desk::new(&[("copydesk.toml", "people = [\"./lists/people.txt\"]\n"), ("lists/people.txt", &list)]);
    desk.run(&["check", "."]).ends(0);
    desk.run(&["check", "lists/people.txt"]).ends(1);
}

#[test]
fn a_configuration_that_is_nested_deeply_or_long_is_told_and_over_soon() {
    let deep = 50_000;
    for text in [
        format!("ignore = {}", "[".repeat(deep)),
        format!("ignore = {}", "{a=".repeat(deep)),
        format!("{}a = 1", "a.".repeat(deep)),
        format!("[{}a]", "a.".repeat(deep)),
        format!("ignore = [\"{}\"]", "{".repeat(deep)),
        format!("ignore = [\"{}{}\"]", "{a,".repeat(deep), "}".repeat(deep)),
        format!("ignore = [\"{}\"]", "*".repeat(deep)),
        format!("{} = 1", "p".repeat(5_000_000)),
        "ignore = [\"\"]".to_owned(),
    ] {
        let desk = Desk::new(&[("copydesk.toml", &text), ("a.md", WRONG)]);
        desk.run(&["check", "a.md"]).ends(2);
    }
}
