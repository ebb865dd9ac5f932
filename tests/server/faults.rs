//! What is wrong costs one answer, never the session.

use std::sync::Arc;

use copydesk::Article;
use copydesk::article::AnalysisHost;
use copydesk::format::Format;
use copydesk::server::{Analyzer, Ending, NewAnalyzer};
use serde_json::{Value, json};

use crate::client::{Client, capabilities, pulling, range_of, real};
use crate::{ARTICLE, UNATTRIBUTED};

const URI: &str = "file:///news/pumps.txt";

/// Panics at a text of its choice.
struct Fragile;

impl Analyzer for Fragile {
    fn analyze(&mut self, source: &str, format: Format, wanted: &dyn Fn() -> bool) -> Option<Arc<Article>> {
        assert!(!source.contains("gremlin"), "there is a gremlin");
        AnalysisHost::default().analyze(source, format, wanted)
    }
}

fn fragile() -> NewAnalyzer {
    Arc::new(|| Box::new(Fragile) as Box<dyn Analyzer>)
}

#[test]
fn a_panic_in_the_analysis_costs_one_answer() {
    let mut client = Client::start(pulling(), fragile());
    client.open(URI, ARTICLE);
    assert_eq!(client.pull(URI)["items"].as_array().unwrap().len(), 1);
    let start = json!({"line": 0, "character": 0});
    client.change(URI, 2, json!([{"range": {"start": start, "end": start}, "text": "gremlin "}]));
    assert_eq!(client.call_error("textDocument/diagnostic", json!({"textDocument": {"uri": URI}})), -32603);
    assert_eq!(client.call_error("textDocument/documentSymbol", json!({"textDocument": {"uri": URI}})), -32603);
    let log = client.find("the log", |message| message["method"] == "window/logMessage");
    let text = log["params"]["message"].as_str().unwrap();
    assert!(text.contains("pumps.txt") && text.contains("there is a gremlin"), "{text}");
    let end = json!({"line": 0, "character": "gremlin ".len()});
    client.change(URI, 3, json!([{"range": {"start": start, "end": end}, "text": ""}]));
    assert_eq!(client.pull(URI)["items"].as_array().unwrap().len(), 1, "the next edit works");
    client.stop();
}

#[test]
fn after_a_panic_nothing_out_of_date_stays_on_the_screen() {
    let mut client = Client::start(capabilities(), fragile());
    client.open(URI, ARTICLE);
    assert_eq!(client.published(URI, 1).len(), 1);
    client.change(URI, 2, json!([{"text": "gremlin"}]));
    assert!(client.published(URI, 2).is_empty());
    client.change(URI, 3, json!([{"text": ARTICLE}]));
    assert_eq!(client.published(URI, 3).len(), 1);
    client.stop();
}

#[test]
fn requests_at_the_wrong_time_or_of_no_known_kind_have_their_codes() {
    let mut client = Client::connect(real());
    let place = json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}});
    assert_eq!(client.call_error("textDocument/hover", place.clone()), -32002);
    client.notify("textDocument/didOpen", json!({"textDocument": {}}));
    client.call("initialize", json!({"capabilities": {}}));
    client.notify("initialized", Value::Null);
    assert_eq!(client.call_error("initialize", json!({"capabilities": {}})), -32600);
    assert_eq!(client.call_error("copydesk/none", json!({})), -32601);
    assert_eq!(client.call_error("$/none", json!({})), -32601);
    assert_eq!(client.call_error("textDocument/hover", json!({"textDocument": 3})), -32602);
    assert_eq!(client.call("textDocument/hover", place.clone()), Value::Null, "the document is not open");
    client.notify("$/none", json!({}));
    client.call("shutdown", Value::Null);
    assert_eq!(client.call_error("textDocument/hover", place), -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended(), Ending::Orderly);
}

#[test]
fn an_exit_without_shutdown_and_the_end_of_the_input_are_abrupt() {
    let mut client = Client::start(capabilities(), real());
    client.notify("exit", Value::Null);
    assert_eq!(client.ended(), Ending::Abrupt);
    assert_eq!(Client::start(capabilities(), real()).hang_up(), Ending::Abrupt);
    assert_eq!(Client::connect(real()).hang_up(), Ending::Abrupt);
    let mut client = Client::connect(real());
    client.notify("exit", Value::Null);
    assert_eq!(client.ended(), Ending::Abrupt, "before it was greeted");
}

#[test]
fn what_is_no_message_is_answered_and_passed_over() {
    let mut client = Client::start(pulling(), real());
    for body in ["{\"jsonrpc\":", "[]", "\u{0}", "3"] {
        client.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
        let error = client.find("an error", |message| message.get("error").is_some());
        assert_eq!(error["id"], Value::Null);
    }
    client.open(URI, ARTICLE);
    assert_eq!(client.pull(URI)["items"].as_array().unwrap().len(), 1);
    client.stop();
}

#[test]
fn half_a_character_in_an_edit_is_read() {
    let mut client = Client::start(pulling(), real());
    client.open(URI, &format!("One day. {UNATTRIBUTED}"));
    // An editor that keeps its text in UTF-16 may send an emoji in two halves.
    let body = format!(
        r#"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{{"textDocument":{{"uri":"{URI}","version":2}},"contentChanges":[{{"range":{{"start":{{"line":0,"character":0}},"end":{{"line":0,"character":0}}}},"text":"A \ud83d. "}}]}}}}"#
    );
    client.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    client.save(URI);
    let report = client.pull(URI);
    assert_eq!(
        report["items"][0]["range"]["start"],
        json!({"line": 0, "character": "A \u{FFFD}. One day. ".chars().count()}),
        "{report}"
    );
    client.stop();
}

#[test]
fn edits_out_of_range_clamp() {
    let mut client = Client::start(pulling(), real());
    client.open(URI, "One.");
    let far = json!({"line": 99999, "character": 9});
    client.change(URI, 2, json!([{"range": {"start": far, "end": far}, "text": format!("\n\n{UNATTRIBUTED}")}]));
    client.save(URI);
    let text = format!("One.\n\n{UNATTRIBUTED}");
    assert_eq!(client.pull(URI)["items"][0]["range"], range_of(&text, UNATTRIBUTED, "utf-16"));
    // Past a line's end, and the wrong way round.
    let range = json!({"start": {"line": 0, "character": 999}, "end": {"line": 0, "character": 0}});
    client.change(URI, 3, json!([{"range": range, "text": "Two."}]));
    client.save(URI);
    let text = format!("Two.\n\n{UNATTRIBUTED}");
    assert_eq!(client.pull(URI)["items"][0]["range"], range_of(&text, UNATTRIBUTED, "utf-16"));
    client.stop();
}

#[test]
fn documents_that_are_not_open_and_languages_that_nobody_knows_are_no_trouble() {
    let mut client = Client::start(pulling(), real());
    client.change("file:///nowhere.txt", 2, json!([{"text": "x"}]));
    client.close("file:///nowhere.txt");
    assert_eq!(client.pull("file:///nowhere.txt")["items"], json!([]));
    assert_eq!(
        client.call("textDocument/documentSymbol", json!({"textDocument": {"uri": "file:///nowhere.txt"}})),
        Value::Null
    );
    client.open_as("untitled:Untitled-1", "klingon", ARTICLE);
    assert_eq!(client.pull("untitled:Untitled-1")["items"].as_array().unwrap().len(), 1);
    client.open_as("file:///news/empty.txt", "plaintext", "");
    assert_eq!(client.pull("file:///news/empty.txt")["items"], json!([]));
    client.open_as("file:///news/binary.txt", "plaintext", "\u{0}\u{1}\u{FFFD}\u{7}”“\u{202E}");
    client.pull("file:///news/binary.txt");
    client.stop();
}

#[test]
fn a_language_that_nobody_knows_is_read_as_the_file_is_named() {
    let mut client = Client::start(pulling(), real());
    let source = format!("```\n{UNATTRIBUTED}\n```\n");
    for (uri, language, findings) in [
        ("file:///a.txt", "plaintext", 1),
        ("file:///a.md", "markdown", 0),
        ("file:///b.md", "pandoc", 0),
        ("file:///c.md", "plaintext", 1),
    ] {
        client.open_as(uri, language, &source);
        assert_eq!(client.pull(uri)["items"].as_array().unwrap().len(), findings, "{uri} as {language}");
    }
    client.stop();
}

#[test]
fn a_line_of_megabytes_is_answered() {
    let mut client = Client::start(pulling(), real());
    let line = format!("{} {UNATTRIBUTED}", "Die Pumpen fielen wieder aus – “é😀” und niemand kam.".repeat(40_000));
    client.open(URI, &line);
    let end = line.chars().map(char::len_utf16).sum::<usize>();
    let report = client.pull(URI);
    let last = report["items"].as_array().unwrap().last().unwrap();
    assert_eq!(last["range"]["end"], json!({"line": 0, "character": end}));
    client.stop();
}

#[test]
fn a_change_that_cannot_be_read_is_told_and_its_document_reported_as_out_of_step() {
    let start = json!({"line": 0, "character": 0});
    let edit = json!({"range": {"start": start, "end": start}, "text": "One day. "});
    let document = |version: Value| json!({"uri": URI, "version": version});
    let unreadable = [
        json!({"textDocument": document(json!(3.5)), "contentChanges": [edit]}),
        json!({"textDocument": document(json!(2)), "contentChanges": [{"range": {"start": {"line": -1, "character": 0}, "end": start}, "text": "x"}]}),
        json!({"textDocument": document(json!(2)), "contentChanges": [{}]}),
        json!({"textDocument": document(json!(2))}),
    ];
    for params in unreadable {
        let mut client = Client::start(pulling(), real());
        client.open(URI, ARTICLE);
        assert_eq!(client.pull(URI)["items"].as_array().unwrap().len(), 1);
        client.notify("textDocument/didChange", params);
        let log = client.find("the log", |message| message["method"] == "window/logMessage");
        assert!(log["params"]["message"].as_str().unwrap().contains(URI), "{log}");
        let told = |client: &mut Client| {
            let report = client.pull(URI);
            let [only] = &report["items"].as_array().unwrap()[..] else { panic!("{report}") };
            only["message"].as_str().unwrap().to_owned()
        };
        assert!(told(&mut client).contains("open it again"));
        // It does not come back by small edits, whose places mean nothing here.
        client.change(URI, 4, json!([edit]));
        assert!(told(&mut client).contains("open it again"));
        let place = json!({"textDocument": {"uri": URI}, "position": {"line": 2, "character": 3}});
        assert_eq!(client.call("textDocument/hover", place), Value::Null);
        client.change(URI, 5, json!([{"text": ARTICLE}]));
        client.save(URI);
        let report = client.pull(URI);
        assert_eq!(report["items"][0]["range"], range_of(ARTICLE, UNATTRIBUTED, "utf-16"), "all of the text came");
        client.stop();
    }
}

#[test]
fn out_of_step_is_pushed_too_and_ends_when_the_file_is_opened_again() {
    let mut client = Client::start(capabilities(), real());
    client.open(URI, ARTICLE);
    client.published(URI, 1);
    client.notify("textDocument/didChange", json!({"textDocument": {"uri": URI, "version": 2}}));
    assert!(client.published(URI, 1)[0]["message"].as_str().unwrap().contains("open it again"));
    client.close(URI);
    client.open(URI, ARTICLE);
    assert_eq!(client.published(URI, 1)[0]["code"], "unattributed-quote");
    client.stop();
}

#[test]
fn other_notifications_that_cannot_be_read_are_told() {
    let mut client = Client::start(pulling(), real());
    for (method, params) in [
        ("textDocument/didOpen", json!({"textDocument": {"uri": URI}})),
        ("textDocument/didOpen", Value::Null),
        ("textDocument/didClose", json!(3)),
        ("textDocument/didSave", json!({})),
        ("workspace/didChangeWatchedFiles", json!({"changes": 3})),
        ("workspace/didChangeWorkspaceFolders", json!([])),
    ] {
        client.notify(method, params);
        let log = client.find("the log", |message| message["method"] == "window/logMessage");
        assert!(log["params"]["message"].as_str().unwrap().contains(method), "{log}");
    }
    let shown = client.find("the message", |message| message["method"] == "window/showMessage");
    assert!(shown["params"]["message"].as_str().unwrap().contains("pumps.txt"), "{shown}");
    client.stop();
}

#[test]
fn addresses_that_are_written_oddly_are_read_and_answered_as_they_are_written() {
    let mut client = Client::start(capabilities(), real());
    for uri in ["file:///news/a [1].md", "file:///news/é|^`{}.md", "file:///news/100%.md"] {
        client.open_as(uri, "markdown", ARTICLE);
        assert_eq!(client.published(uri, 1).len(), 1, "{uri}");
        client.close(uri);
    }
    client.stop();
}

#[test]
fn an_odd_greeting_is_answered() {
    let params = json!({
        "processId": -1, "trace": "loud", "rootUri": "file:///a b", "capabilities": capabilities(),
        "workspaceFolders": [{"uri": "no address", "name": "x"}],
    });
    let mut client = Client::start_with(params, real());
    client.open(URI, ARTICLE);
    assert_eq!(client.published(URI, 1).len(), 1);
    client.stop();
}
