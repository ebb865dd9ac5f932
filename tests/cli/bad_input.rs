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
