//! While a quotation is typed nothing in it is reported, nothing elsewhere comes or goes, and nothing is lost.

use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{Client, capabilities, position_of, pulling, range_of, real};
use crate::{ARTICLE, UNATTRIBUTED};

const URI: &str = "file:///news/pumps.txt";
/// Where the writer goes on.
const BEFORE: &str = "\n\nLopez said the pumps";
/// What nobody says in it.
const TYPED: &str = "\n\n“Everybody knew that it would fail.”";

/// A writer in an article, with an editor that asks for diagnostics or has them pushed.
struct Writer {
    client: Client,
    text: String,
    version: i64,
    pulls: bool,
}

impl Writer {
    fn new(pulls: bool, text: &str) -> Writer {
        let mut client = Client::start(if pulls { pulling() } else { capabilities() }, real());
        client.open(URI, text);
        Writer { client, text: text.to_owned(), version: 1, pulls }
    }

    /// Types letters one by one behind the words; what is shown after each.
    fn types(&mut self, letters: &str, behind: &str) -> Vec<Vec<Value>> {
        let start = if behind.is_empty() { self.text.len() } else { self.text.find(behind).unwrap() + behind.len() };
        let keys = letters.char_indices().map(|(at, letter)| (start + at, letter));
        keys.map(|(at, letter)| {
            let place = position_of(&self.text, at, "utf-16");
            self.version += 1;
            let change = json!([{"range": {"start": place, "end": place}, "text": letter}]);
            self.client.change(URI, self.version, change);
            self.text.insert(at, letter);
            self.shown()
        })
        .collect()
    }

    /// The words of what is shown of the present version.
    fn shown(&mut self) -> Vec<Value> {
        let shown = match self.pulls {
            true => serde_json::from_value(self.client.pull(URI)["items"].take()).unwrap(),
            false => self.client.published(URI, self.version),
        };
        shown.into_iter().map(|diagnostic: Value| diagnostic["range"].clone()).collect()
    }

    fn range(&self, words: &str) -> Value {
        range_of(&self.text, words, "utf-16")
    }

    /// What is shown once the editor has been told that it is other than before.
    fn shown_anew(&mut self) -> Vec<Value> {
        if self.pulls {
            self.client.find("the refresh", |message| message["method"] == "workspace/diagnostic/refresh");
        }
        self.shown()
    }
}

#[test]
fn nothing_is_reported_of_what_is_typed_until_two_seconds_without_a_key() {
    for pulls in [true, false] {
        for (behind, narrative) in
            [("No answer came.", ""), ("she said.", "\n\nThe valley floods each spring."), ("on Monday.", "")]
        {
            let mut writer = Writer::new(pulls, ARTICLE);
            assert_eq!(writer.shown(), [writer.range(UNATTRIBUTED)]);
            for shown in writer.types(&format!("{narrative}{TYPED}"), behind) {
                assert_eq!(shown.len(), 1, "{behind}: all the time what was there before");
            }
            writer.client.clock.pass(Duration::from_millis(1_999));
            assert_eq!(writer.types("!", "would fail").pop().unwrap(), [writer.range(UNATTRIBUTED)], "it moved along");
            writer.client.clock.pass(Duration::from_millis(1_999));
            writer.client.clock.pass(Duration::from_millis(1));
            let mut expected = [writer.range(UNATTRIBUTED), writer.range("“Everybody knew that it would fail!.”")];
            expected.sort_by_key(|range| range["start"]["line"].as_u64());
            assert_eq!(writer.shown_anew(), expected, "{behind}");
            writer.client.stop();
        }
    }
}

#[test]
fn saving_and_an_edit_elsewhere_are_going_on() {
    for pulls in [true, false] {
        for saves in [true, false] {
            let mut writer = Writer::new(pulls, ARTICLE);
            writer.shown();
            writer.types(TYPED, "No answer came.");
            let shown = if saves {
                writer.client.save(URI);
                writer.shown_anew()
            } else {
                writer.types("x", BEFORE).pop().unwrap()
            };
            assert_eq!(shown, [writer.range(TYPED.trim()), writer.range(UNATTRIBUTED)], "saved: {saves}");
            writer.client.stop();
        }
    }
}

#[test]
fn an_open_mark_changes_nothing_behind_it() {
    for pulls in [true, false] {
        let mut writer = Writer::new(pulls, ARTICLE);
        writer.shown();
        for shown in writer.types(" “We know", "again on Monday.") {
            assert_eq!(shown, [writer.range(UNATTRIBUTED)]);
        }
        writer.client.stop();
    }
}

#[test]
fn a_client_that_types_before_the_first_answer_is_shown_no_more() {
    let mut writer = Writer::new(true, ARTICLE);
    let place = position_of(ARTICLE, ARTICLE.find("\n\n").unwrap(), "utf-16");
    writer.client.change(URI, 2, json!([{"range": {"start": place, "end": place}, "text": " “We"}]));
    writer.text.insert_str(ARTICLE.find("\n\n").unwrap(), " “We");
    assert_eq!(writer.shown(), [writer.range(UNATTRIBUTED)]);
    writer.client.stop();
}

#[test]
fn no_fix_is_offered_for_what_is_held_back() {
    let mut writer = Writer::new(true, ARTICLE);
    writer.shown();
    writer.types(TYPED, "No answer came.");
    let params = json!({
        "textDocument": {"uri": URI}, "range": writer.range("Everybody knew"), "context": {"diagnostics": []},
    });
    assert_eq!(writer.client.call("textDocument/codeAction", params.clone()), json!([]));
    writer.client.save(URI);
    writer.shown_anew();
    assert_ne!(writer.client.call("textDocument/codeAction", params), json!([]));
    writer.client.stop();
}
