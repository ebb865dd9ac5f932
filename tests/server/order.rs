//! Nothing is lost, overtaken or out of date, however fast the edits come.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};

use copydesk::Article;
use copydesk::article::Workshop;
use copydesk::format::Format;
use copydesk::server::{Analyzer, NewAnalyzer};
use serde_json::{Value, json};

use crate::client::{Client, capabilities, counting, position_of, pulling, real};
use crate::{ARTICLE, UNATTRIBUTED};

const URI: &str = "file:///news/pumps.txt";

/// Analyzes as users' servers do, and keeps the text it saw last.
struct Recorder(Arc<Mutex<String>>);

impl Analyzer for Recorder {
    fn analyze(&mut self, source: &str, format: Format, wanted: &dyn Fn() -> bool) -> Option<Arc<Article>> {
        *self.0.lock().unwrap() = source.to_owned();
        Workshop::default().analyze(source, format, wanted)
    }
}

fn recording() -> (NewAnalyzer, Arc<Mutex<String>>) {
    let seen = Arc::new(Mutex::new(String::new()));
    let shared = seen.clone();
    (Arc::new(move || Box::new(Recorder(shared.clone())) as Box<dyn Analyzer>), seen)
}

/// Waits at each analysis until the test lets it go on.
struct Gate {
    entered: SyncSender<String>,
    go_on: Arc<Mutex<Receiver<()>>>,
}

impl Analyzer for Gate {
    fn analyze(&mut self, source: &str, format: Format, wanted: &dyn Fn() -> bool) -> Option<Arc<Article>> {
        if source.contains("pass") {
            return Workshop::default().analyze(source, format, wanted);
        }
        self.entered.send(source.to_owned()).ok()?;
        self.go_on.lock().unwrap().recv().ok()?;
        Workshop::default().analyze(source, format, wanted)
    }
}

/// An analyzer that waits, what it was given, and what lets it go on.
fn gated() -> (NewAnalyzer, Receiver<String>, SyncSender<()>) {
    let (entered, seen) = sync_channel(64);
    let (let_go, go_on) = sync_channel(64);
    let go_on = Arc::new(Mutex::new(go_on));
    let new = move || Box::new(Gate { entered: entered.clone(), go_on: go_on.clone() }) as Box<dyn Analyzer>;
    (Arc::new(new), seen, let_go)
}

/// A sequence of numbers that looks random and is always the same.
fn numbers(mut seed: u64) -> impl FnMut(usize) -> usize {
    move |below| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as usize % below
    }
}

/// An edit somewhere: what it does to the text, and how the protocol says it.
fn random_edit(text: &mut String, number: &mut impl FnMut(usize) -> usize, encoding: &str) -> Value {
    let pieces = ["“", "”", "said", " ", "é😀", "\n", "\r\n", "\r", "\n\n", "Lopez", ".", "a", ""];
    let boundary = |at: usize, text: &str| {
        let mut at = at.min(text.len());
        // Between the two bytes of a CRLF is no position.
        while !text.is_char_boundary(at) || (text[..at].ends_with('\r') && text[at..].starts_with('\n')) {
            at -= 1;
        }
        at
    };
    let start = boundary(number(text.len() + 1), text);
    let end = boundary(start + number(6), text).max(start);
    let piece = pieces[number(pieces.len())];
    let range = json!({"start": position_of(text, start, encoding), "end": position_of(text, end, encoding)});
    text.replace_range(start..end, piece);
    json!({"range": range, "text": piece})
}

fn check_burst(encoding: &str, edits: i64, seed: u64) {
    let (analyzer, seen) = recording();
    let mut client = Client::start(counting(pulling(), encoding), analyzer);
    assert_eq!(client.greeting["capabilities"]["positionEncoding"], encoding);
    let mut text = ARTICLE.to_owned();
    let mut number = numbers(seed);
    client.open(URI, &text);
    let mut version = 1;
    while version <= edits {
        // Sometimes several changes in one message: each is relative to the one before.
        let count = 1 + number(3);
        let changes: Vec<Value> = (0..count).map(|_| random_edit(&mut text, &mut number, encoding)).collect();
        version += 1;
        client.change(URI, version, json!(changes));
    }
    client.save(URI);
    let after = client.pull(URI)["items"].take();
    assert_eq!(*seen.lock().unwrap(), text, "the server's text is the client's");
    client.open("file:///news/fresh.txt", &text);
    assert_eq!(client.pull("file:///news/fresh.txt")["items"], after, "as if freshly opened");
    client.stop();
}

#[test]
fn five_thousand_quick_edits_leave_the_right_text() {
    check_burst("utf-16", 5000, 1);
}

#[test]
fn quick_edits_leave_the_right_text_in_the_other_encodings() {
    check_burst("utf-8", 1000, 2);
    check_burst("utf-32", 1000, 3);
}

#[test]
fn a_burst_is_published_in_order_and_its_last_version_always() {
    let mut client = Client::start(capabilities(), real());
    client.open(URI, ARTICLE);
    let edits = 500;
    for version in 2..=edits {
        let start = json!({"line": 0, "character": 0});
        client.change(URI, version, json!([{"range": {"start": start, "end": start}, "text": "A line.\n"}]));
    }
    let last = client.published(URI, edits);
    assert_eq!(last.len(), 1);
    // Each version is one line longer than the one before, so the place tells which version was seen.
    let of_version = |version: i64| 6 + version - 1;
    assert_eq!(last[0]["range"]["start"]["line"], of_version(edits));
    let mut before = 0;
    for message in client.rest().filter(|message| message["method"] == "textDocument/publishDiagnostics") {
        let version = message["params"]["version"].as_i64().unwrap();
        assert!(version > before, "{version} after {before}");
        before = version;
        assert_eq!(message["params"]["diagnostics"][0]["range"]["start"]["line"], of_version(version));
    }
    client.stop();
}

#[test]
fn edits_during_an_analysis_supersede_it() {
    let (analyzer, seen, let_go) = gated();
    let mut client = Client::start(capabilities(), analyzer);
    client.open(URI, "one");
    assert_eq!(seen.recv().unwrap(), "one");
    for (version, text) in [(2, "two"), (3, "three"), (4, "four")] {
        client.change(URI, version, json!([{"text": text}]));
    }
    // A request that is answered has been read after the edits.
    client.call_error("copydesk/none", json!({}));
    let_go.send(()).unwrap();
    assert_eq!(seen.recv().unwrap(), "four", "what came in between costs nothing");
    let_go.send(()).unwrap();
    client.published(URI, 4);
    let stale = client.rest().filter(|message| message["method"] == "textDocument/publishDiagnostics").count();
    assert_eq!(stale, 0, "the version that was analyzed first was out of date when it was ready");
    client.stop();
}

#[test]
fn a_pulled_answer_is_of_the_present_version() {
    let (analyzer, seen, let_go) = gated();
    let mut client = Client::start(pulling(), analyzer);
    client.open(URI, "one");
    seen.recv().unwrap();
    let early = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": URI}}));
    client.change(URI, 2, json!([{"text": ARTICLE}]));
    let late = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": URI}}));
    client.call_error("copydesk/none", json!({}));
    let_go.send(()).unwrap();
    assert_eq!(seen.recv().unwrap(), ARTICLE);
    let_go.send(()).unwrap();
    for id in [early, late] {
        let answer = client.answer(id);
        assert_eq!(answer["result"]["items"].as_array().unwrap().len(), 1, "{answer}");
    }
    client.stop();
}

#[test]
fn a_question_about_a_place_that_has_moved_is_not_answered() {
    let (analyzer, seen, let_go) = gated();
    let mut client = Client::start(capabilities(), analyzer);
    client.open(URI, "one");
    seen.recv().unwrap();
    let place = json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}});
    let hover = client.request("textDocument/hover", place);
    client.change(URI, 2, json!([{"text": "two"}]));
    assert_eq!(client.answer(hover)["error"]["code"], -32801);
    drop(let_go);
    client.stop();
}

#[test]
fn a_long_analysis_holds_up_no_other_document() {
    let (analyzer, seen, let_go) = gated();
    let mut client = Client::start(pulling(), analyzer);
    client.open(URI, "stop");
    seen.recv().unwrap();
    let waiting = client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": URI}}));
    client.open("file:///news/other.txt", &format!("pass\n\n{UNATTRIBUTED}"));
    assert_eq!(client.pull("file:///news/other.txt")["items"].as_array().unwrap().len(), 1);
    let_go.send(()).unwrap();
    assert!(client.answer(waiting)["result"].is_array());
    client.stop();
}

#[test]
fn more_waiting_requests_than_anybody_sends_hold_up_nothing() {
    let (analyzer, seen, let_go) = gated();
    let mut client = Client::start(pulling(), analyzer);
    client.open(URI, "stop");
    seen.recv().unwrap();
    let document = json!({"textDocument": {"uri": URI}});
    let waiting: Vec<i64> = (0..2000).map(|_| client.request("textDocument/diagnostic", document.clone())).collect();
    client.open("file:///news/other.txt", "pass");
    client.pull("file:///news/other.txt");
    let_go.send(()).unwrap();
    for id in waiting {
        assert_eq!(client.answer(id)["result"]["kind"], "full");
    }
    client.stop();
}

#[test]
fn a_cancelled_request_is_answered_at_once() {
    let (analyzer, seen, let_go) = gated();
    let mut client = Client::start(pulling(), analyzer);
    client.open(URI, "stop");
    seen.recv().unwrap();
    let document = json!({"textDocument": {"uri": URI}});
    let cancelled = client.request("textDocument/diagnostic", document.clone());
    let other = client.request("textDocument/diagnostic", document);
    client.notify("$/cancelRequest", json!({"id": cancelled}));
    assert_eq!(client.answer(cancelled)["error"]["code"], -32800);
    let_go.send(()).unwrap();
    assert_eq!(client.answer(other)["result"]["kind"], "full", "the analysis went on for the others");
    client.stop();
}

#[test]
fn shutdown_ends_what_waits() {
    let (analyzer, seen, _let_go) = gated();
    let mut client = Client::start(pulling(), analyzer);
    client.open(URI, "stop");
    seen.recv().unwrap();
    let waiting = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": URI}}));
    client.call("shutdown", Value::Null);
    assert!(client.answer(waiting)["error"]["code"].is_i64());
    client.notify("exit", Value::Null);
    assert_eq!(client.ended(), copydesk::server::Ending::Orderly);
}

#[test]
fn a_document_can_be_closed_and_opened_again_in_the_middle_of_an_analysis() {
    let (analyzer, seen, let_go) = gated();
    let mut client = Client::start(capabilities(), analyzer);
    client.open(URI, "one");
    seen.recv().unwrap();
    client.close(URI);
    client.open(URI, ARTICLE);
    assert_eq!(seen.recv().unwrap(), ARTICLE);
    let_go.send(()).unwrap();
    let_go.send(()).unwrap();
    assert_eq!(client.published(URI, 1).len(), 1, "of the second opening");
    client.stop();
}
