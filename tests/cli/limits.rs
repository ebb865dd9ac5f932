//! What is too long is refused in a sentence, before it costs anything.

use super::{Desk, RIGHT, WRONG};

/// The longest text that is checked, in bytes.
const LONGEST: usize = 10_000_000;
const TOO_LONG: &str = "longer than 10 MB, and is not checked; split it, one article to a file\n";

#[test]
fn a_file_that_is_too_long_is_refused_and_the_others_are_checked() {
    let desk = Desk::new(&[("a.txt", WRONG), ("z.txt", RIGHT)]);
    // A hole in the file system: what is refused is not even read.
    let long = std::fs::File::create(desk.path("long.txt")).unwrap();
    std::io::Write::write_all(&mut &long, &[b'x'; 10_000]).unwrap();
    long.set_len(200_000_000_000).unwrap();
    let done = desk.run(&["check", "."]);
    assert_eq!(done.ends(2).stderr, format!("copydesk: long.txt: {TOO_LONG}"));
    assert!(done.stdout.ends_with("1 finding in 1 of 2 files; 1 could not be read or used\n"), "{}", done.stdout);
    for command in ["analyze", "ledger"] {
        assert_eq!(desk.run(&[command, "long.txt"]).ends(2).stderr, format!("copydesk: long.txt: {TOO_LONG}"));
    }
    assert_eq!(desk.run(&["check", "--format", "json", "long.txt"]).ends(2).json(), serde_json::json!([]));
}

#[test]
fn standard_input_that_is_too_long_is_refused() {
    let desk = Desk::new(&[]);
    let text = "The pumps failed. ".repeat(LONGEST / 18 + 1);
    assert_eq!(desk.run_with(&["check", "-"], text.as_bytes()).ends(2).stderr, format!("copydesk: -: {TOO_LONG}"));
}

#[test]
fn a_line_that_is_too_long_has_an_answer_like_any_other() {
    let desk = Desk::new(&[]);
    let line = |id: u32, text: &str| format!("{{\"id\":{id},\"text\":\"{text}\"}}\n");
    let long = line(2, &"x ".repeat(LONGEST / 2 + 1));
    let endless = line(3, &"x ".repeat(2 * LONGEST));
    let input = [line(1, "One."), long, endless, line(4, "Two.")].concat();
    let done = desk.run_with(&["analyze", "--jsonl"], input.as_bytes());
    let records = done.ends(2).json_lines();
    assert_eq!(
        records.iter().map(|record| record["id"].as_u64()).collect::<Vec<_>>(),
        [Some(1), Some(2), None, Some(4)]
    );
    assert!(records[1]["error"].as_str().unwrap().contains("longer than 10 MB"), "{}", records[1]);
    assert!(records[2]["error"].as_str().unwrap().contains("longer than 10 MB"), "{}", records[2]);
}

#[test]
fn a_configuration_that_is_too_long_is_not_in_use() {
    let desk = Desk::new(&[("a.txt", RIGHT)]);
    std::fs::File::create(desk.path("copydesk.toml")).unwrap().set_len(100_000_000_000).unwrap();
    let done = desk.run(&["check", "a.txt"]);
    assert!(done.ends(2).stderr.contains("copydesk.toml: longer than 16 MB"), "{}", done.stderr);
}
