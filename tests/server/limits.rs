//! What is too long is said to be, costs no more room than that, and is forgotten when it is gone.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::ARTICLE;
use crate::client::{Client, capabilities, pulling, real};

const URI: &str = "file:///news/pumps.txt";
/// The longest text that is checked, in bytes.
const LONGEST: usize = 10_000_000;

/// A text of exactly that length.
fn text_of(length: usize) -> String {
    let mut text = String::with_capacity(length);
    while text.len() < length {
        let _ = write!(text, "The pumps failed again.\n\n");
    }
    text.truncate(length);
    text
}

fn messages(report: &Value) -> Vec<&str> {
    report["items"].as_array().unwrap().iter().map(|item| item["message"].as_str().unwrap()).collect()
}

#[track_caller]
fn assert_too_long(client: &mut Client, uri: &str) {
    let report = client.pull(uri);
    let [message] = messages(&report)[..] else { panic!("{report}") };
    assert!(message.contains("longer than 10 MB"), "{message}");
}

#[test]
fn a_text_that_is_too_long_has_one_finding_that_says_so() {
    let mut client = Client::start(pulling(), real());
    client.open(URI, &text_of(LONGEST + 1));
    assert_too_long(&mut client, URI);
    // Nothing is known of where its words are.
    let start = json!({"line": 0, "character": 0});
    client.change(URI, 2, json!([{"range": {"start": start, "end": start}, "text": "One day. "}]));
    assert_too_long(&mut client, URI);
    let outline = client.call("textDocument/documentSymbol", json!({"textDocument": {"uri": URI}}));
    assert_eq!(outline, json!([]));
    client.change(URI, 3, json!([{"text": ARTICLE}]));
    client.save(URI);
    assert_eq!(messages(&client.pull(URI)).len(), 1);
    assert!(!messages(&client.pull(URI))[0].contains("10 MB"), "all of the text came anew, and is short");
    client.stop();
}

#[test]
fn a_text_may_become_too_long_by_an_edit() {
    let mut client = Client::start(pulling(), real());
    client.open(URI, ARTICLE);
    client.pull(URI);
    let start = json!({"line": 0, "character": 0});
    let pasted = text_of(LONGEST);
    client.change(URI, 2, json!([{"range": {"start": start, "end": start}, "text": pasted}]));
    assert_too_long(&mut client, URI);
    client.close(URI);
    client.open(URI, ARTICLE);
    assert_eq!(messages(&client.pull(URI)).len(), 1);
    client.stop();
}

/// The header and the body of a notification, whose text is as long as that.
fn send_long(client: &mut Client, before: &str, length: usize, behind: &str) {
    let header = format!("Content-Length: {}\r\n\r\n{before}", before.len() + length + behind.len());
    client.send_raw(header.as_bytes());
    let chunk = vec![b'x'; 1 << 20];
    let mut left = length;
    while left > 0 {
        let now = left.min(chunk.len());
        client.send_raw(&chunk[..now]);
        left -= now;
    }
    client.send_raw(behind.as_bytes());
}

#[test]
fn a_message_that_is_too_long_is_passed_over_and_its_document_reported() {
    let mut client = Client::start(pulling(), real());
    client.open("file:///news/other.txt", ARTICLE);
    let opened = format!(
        r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{{"textDocument":{{"uri":"{URI}","languageId":"plaintext","version":1,"text":""#
    );
    send_long(&mut client, &opened, 200_000_000, r#""}}}"#);
    assert_too_long(&mut client, URI);
    client.change(URI, 2, json!([{"text": ARTICLE}]));
    client.save(URI);
    assert_eq!(messages(&client.pull(URI)).len(), 1);
    // Editors write the parts of an object in any order.
    let behind = format!(r#""}}],"textDocument":{{"version":3,"uri":"{URI}"}}}},"method":"textDocument/didChange"}}"#);
    send_long(&mut client, r#"{"jsonrpc":"2.0","params":{"contentChanges":[{"text":""#, 70_000_000, &behind);
    assert_too_long(&mut client, URI);
    assert_eq!(messages(&client.pull("file:///news/other.txt")).len(), 1, "another document is what it was");
    // A change of nobody knows which document.
    let nameless = r#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"a":""#;
    send_long(&mut client, nameless, 65_000_000, r#""}}"#);
    let report = client.pull("file:///news/other.txt");
    assert!(messages(&report)[0].contains("open it again"), "{report}");
    // A request is answered, though nobody knows its number.
    send_long(&mut client, r#"{"jsonrpc":"2.0","id":7,"method":"x","params":{"a":""#, 65_000_000, r#""}}"#);
    let error = client.find("an error", |message| message.get("error").is_some());
    assert_eq!((&error["id"], &error["error"]["code"]), (&Value::Null, &json!(-32700)));
    client.stop();
}

#[test]
fn what_is_too_long_is_pushed_too() {
    let mut client = Client::start(capabilities(), real());
    client.open(URI, &text_of(LONGEST + 1));
    let [only] = &client.published(URI, 1)[..] else { panic!("one message") };
    assert!(only["message"].as_str().unwrap().contains("longer than 10 MB"));
    client.stop();
}
