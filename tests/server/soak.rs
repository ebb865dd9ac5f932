//! Many documents, edited for long: nothing is lost, and memory is given back.
//!
//! `COPYDESK_SOAK` says how many edits are made; a usual run makes a few thousand.

#![cfg(target_os = "linux")]

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::ARTICLE;
use crate::abuse::{Abused, memory};
use crate::client::{PATIENCE, position_of};
use crate::random::Random;

const DOCUMENTS: usize = 200;
/// How often all of them are closed and opened again.
const ROUNDS: usize = 6;
/// A text begins with about so many bytes, and is cut where it has more: what grows is not the texts.
const LENGTH: usize = 2600;
/// So many kilobytes more than an empty server may be left when all of them have been closed.
const MOST_LEFT: usize = 30_000;
/// What is typed and taken.
const PIECES: &[&str] = &[
    "a",
    "e",
    " ",
    " ",
    ". ",
    ", ",
    "\n\n",
    "“",
    "”",
    "\"",
    "’s",
    "said ",
    "he ",
    "Maria Lopez ",
    "Lopez ",
    "the mayor ",
    "The union ",
    "(HC) ",
    "é",
    "🖊",
    "“We go,” she said. ",
    "",
];
/// An editor with its documents.
struct Editor {
    server: Abused,
    texts: Vec<String>,
    versions: Vec<i64>,
    random: Random,
}

impl Editor {
    fn uri(document: usize) -> String {
        format!("file:///news/{document}.txt")
    }

    fn open(&mut self, document: usize) {
        let text = self.texts[document].clone();
        self.versions[document] += 1;
        self.server.open(&Editor::uri(document), json!(self.versions[document]), &text);
    }

    /// Types or takes something somewhere, asks for what is found, and sometimes about a place.
    fn edit(&mut self, count: usize) {
        let document = self.random.below(self.texts.len());
        let text = &mut self.texts[document];
        let boundary =
            |at: usize, text: &str| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        let start = boundary(self.random.below(text.len() + 1), text);
        let taken = if text.len() > LENGTH { 300 } else { self.random.below(4) };
        let end = boundary(start + taken, text).max(start);
        let piece = self.random.choose(PIECES);
        let range = json!({"start": position_of(text, start, "utf-16"), "end": position_of(text, end, "utf-16")});
        text.replace_range(start..end, piece);
        self.versions[document] += 1;
        let uri = Editor::uri(document);
        self.server.change(&uri, json!(self.versions[document]), json!([{"range": range, "text": piece}]));
        self.server.call("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
        if count.is_multiple_of(10) {
            let place = json!({"textDocument": {"uri": uri}, "position": range["start"]});
            assert_eq!(self.server.call("textDocument/hover", place).get("error"), None);
        }
        if count.is_multiple_of(100) {
            self.server.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
            self.open(document);
        }
    }

    /// Closes all of them; what they leave is freed behind the scenes.
    fn close_all(&mut self) {
        for document in 0..self.texts.len() {
            self.server.notify("textDocument/didClose", json!({"textDocument": {"uri": Editor::uri(document)}}));
        }
        self.server.call("copydesk/none", Value::Null);
        std::thread::sleep(Duration::from_secs(1));
    }

    fn memory(&self) -> usize {
        memory(self.server.id(), "VmRSS:")
    }
}

/// Whether memory is no more than a tenth above what it was; a little more is what allocators do.
fn is_about(now: usize, before: usize) -> bool {
    now <= before + (before / 10).max(12_000)
}

/// Everything that is shown of a document.
fn shown(server: &mut Abused, document: usize) -> [Value; 2] {
    let uri = Editor::uri(document);
    server.notify("textDocument/didSave", json!({"textDocument": {"uri": uri}}));
    let found = server.pull(&uri);
    [json!(found), server.call("textDocument/documentSymbol", json!({"textDocument": {"uri": uri}}))["result"].take()]
}

#[test]
fn many_edits_of_many_documents_lose_nothing_and_leave_nothing() {
    let edits: usize = std::env::var("COPYDESK_SOAK").ok().and_then(|edits| edits.parse().ok()).unwrap_or(2000);
    let server = Abused::answering();
    let texts = (0..DOCUMENTS)
        .map(|number| format!("{}\n{}", ARTICLE.repeat(LENGTH / ARTICLE.len()), "A line.\n".repeat(number % 7)))
        .collect();
    let mut editor = Editor { server, texts, versions: vec![0; DOCUMENTS], random: Random(0xD1B5_4A32_D192_ED03) };
    editor.server.works("the start");
    let empty = editor.memory();
    (0..DOCUMENTS).for_each(|document| editor.open(document));
    (0..DOCUMENTS).for_each(|document| drop(editor.server.pull(&Editor::uri(document))));
    (1..=edits / 2).for_each(|count| editor.edit(count));
    let warm = editor.memory();
    (1..=edits / 2).for_each(|count| editor.edit(count));
    let after = editor.memory();
    assert!(is_about(after, warm), "{warm} KB after half of the edits, {after} KB after all");
    let mut fresh = Abused::greeted();
    for document in 0..DOCUMENTS {
        fresh.open(&Editor::uri(document), json!(1), &editor.texts[document]);
        let (one, other) = (shown(&mut editor.server, document), shown(&mut fresh, document));
        assert_eq!(one, other, "{}", editor.texts[document]);
    }
    fresh.ends_in_order();
    // What documents leave is used by those that are opened next; what was not freed would add all of it, every time.
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        editor.close_all();
        (0..DOCUMENTS).for_each(|document| editor.open(document));
        (0..DOCUMENTS).for_each(|document| drop(editor.server.pull(&Editor::uri(document))));
        rounds.push(editor.memory());
    }
    editor.close_all();
    // Workers that are idle end after a while, and what the C library kept for them is given back.
    let began = Instant::now();
    while editor.memory() > empty + MOST_LEFT && began.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(200));
    }
    std::thread::sleep(Duration::from_secs(5));
    let closed = editor.memory();
    println!(
        "{edits} edits: {empty} KB empty, {warm} KB warm, {after} KB at the end; closed and opened again {rounds:?}, closed {closed}"
    );
    assert!(is_about(rounds[ROUNDS - 1], rounds[0]), "closed and opened again: {rounds:?}");
    assert!(closed <= empty + MOST_LEFT, "{empty} KB empty, {closed} KB when all are closed");
    editor.server.ends_in_order();
}
