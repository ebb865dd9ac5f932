//! `copydesk analyze`.

use super::{Desk, RIGHT, WRONG};
use serde_json::{Value, json};

#[test]
fn one_article_is_laid_out_and_several_are_a_line_each() {
    let desk = Desk::new(&[("a.txt", RIGHT), ("b.md", WRONG)]);
    let one = desk.run(&["analyze", "a.txt"]);
    assert_eq!(one.ends(0).json()["id"], "a.txt");
    assert!(one.stdout.lines().count() > 1);
    assert_eq!(desk.run(&["analyze", "--compact", "a.txt"]).ends(0).json_lines().len(), 1);
    for arguments in [&["analyze", "."][..], &["analyze", "a.txt", "b.md"]] {
        let ids: Vec<Value> =
            desk.run(arguments).ends(0).json_lines().into_iter().map(|record| record["id"].clone()).collect();
        assert_eq!(ids, ["a.txt", "b.md"], "{arguments:?}");
    }
    assert_eq!(desk.run_with(&["analyze", "-"], RIGHT.as_bytes()).ends(0).json()["id"], "-");
}

#[test]
fn lines_are_answered_in_order_whatever_their_length() {
    let mut input = String::new();
    for number in 0..400_usize {
        let text = RIGHT.repeat(if number % 50 == 0 { 200 } else { number % 5 });
        input += &format!("{}\n", json!({"id": number, "text": text, "title": "another key"}));
    }
    let records = Desk::new(&[]).run_with(&["analyze", "--jsonl"], input.as_bytes()).ends(0).json_lines();
    let ids: Vec<u64> = records.iter().map(|record| record["id"].as_u64().unwrap()).collect();
    assert_eq!(ids, (0..400).collect::<Vec<_>>());
}

#[test]
fn a_line_that_cannot_be_read_is_answered_and_told_and_the_rest_is_analyzed() {
    let input = [
        json!({"id": "a", "text": RIGHT}).to_string(),
        "{\"id\": \"b\", \"text\": ".to_owned(),
        json!({"id": "c"}).to_string(),
        String::new(),
        json!({"id": "d", "text": "", "format": "docx"}).to_string(),
        json!({"id": "e", "text": "<p>It is closed.</p>", "format": "html"}).to_string(),
        json!({"text": ""}).to_string(),
    ]
    .join("\r\n");
    let done = Desk::new(&[]).run_with(&["analyze", "--jsonl"], input.as_bytes());
    let records = done.ends(2).json_lines();
    let of = |key: &str| -> Vec<Value> { records.iter().map(|record| record[key].clone()).collect() };
    assert_eq!(of("id"), [json!("a"), Value::Null, Value::Null, json!("d"), json!("e"), Value::Null]);
    assert_eq!(of("schema"), vec![json!(1); 6]);
    let errors: Vec<Option<&str>> = records.iter().map(|record| record["error"].as_str()).collect();
    assert!(errors[1].unwrap().starts_with("line 2: column "), "{errors:?}");
    assert!(errors[2].unwrap().starts_with("line 3: "), "{errors:?}");
    assert_eq!(errors[3], Some("line 5: unknown format \"docx\": plain, markdown and html are known"));
    assert_eq!((errors[0], errors[4], errors[5]), (None, None, None));
    assert_eq!(done.stderr.lines().count(), 3, "{}", done.stderr);
    assert!(done.stderr.starts_with("copydesk: standard input: line 2: column "), "{}", done.stderr);
}

#[test]
fn a_program_that_waits_for_each_record_gets_it() {
    use std::io::{BufRead, BufReader, Write};
    let desk = Desk::new(&[]);
    let mut child = desk.command(&["analyze", "--jsonl"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for number in 0..3 {
        writeln!(stdin, "{}", json!({"id": number, "text": RIGHT})).unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap()["id"], number);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_that_goes_away_ends_it_while_input_stays_open() {
    use std::io::{Read, Write};
    let desk = Desk::new(&[]);
    let mut child = desk.command(&["analyze", "--jsonl"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    drop(child.stdout.take());
    writeln!(stdin, "{}", json!({"id": 1, "text": RIGHT})).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!(stderr, "");
    drop(stdin);
}
