//! Names to complete what is being typed.

use serde_json::{Value, json};

use crate::client::position_of;
use crate::desk::{Desk, ENCODINGS, STORY, URI};

/// Types words at the end of the article; gives the names that are offered, and the article with each of them.
fn typed(desk: &mut Desk, words: &str) -> Vec<(String, String)> {
    desk.text = format!("{STORY}\r\n{words}");
    desk.client.change(URI, 2, json!([{"text": desk.text}]));
    let position = position_of(&desk.text, desk.text.len(), desk.encoding);
    let params = json!({"textDocument": {"uri": URI}, "position": position});
    let found = desk.client.call("textDocument/completion", params);
    let mut items = found.as_array().cloned().unwrap_or_default();
    items.sort_by_key(|item| item["sortText"].as_str().unwrap().to_owned());
    let item = |item: &Value| {
        let text = desk.edited(&[item["textEdit"].clone()]);
        (item["label"].as_str().unwrap().to_owned(), text.lines().last().unwrap().to_owned())
    };
    items.iter().map(item).collect()
}

fn offered(name: &str, line: &str) -> (String, String) {
    (name.to_owned(), line.to_owned())
}

#[test]
fn a_name_that_was_used_is_offered_short_then_in_full() {
    for encoding in ENCODINGS {
        let mut desk = Desk::open(STORY, encoding, Value::Null);
        assert_eq!(
            typed(&mut desk, "🙏 Later Lop"),
            [
                offered("López", "🙏 Later López"),
                offered("López", "🙏 Later López"),
                offered("María López", "🙏 Later María López"),
                offered("Peter López", "🙏 Later Peter López"),
            ]
        );
        assert_eq!(typed(&mut desk, "🙏 Later Mar"), [offered("María López", "🙏 Later María López")]);
        assert_eq!(
            typed(&mut desk, "🙏 Later María Ló"),
            [
                offered("López", "🙏 Later María López"),
                offered("López", "🙏 Later María López"),
                offered("María López", "🙏 Later María López"),
                offered("Peter López", "🙏 Later María Peter López"),
            ]
        );
        assert_eq!(typed(&mut desk, "🙏 Later “WH"), [offered("WHO", "🙏 Later “WHO")],);
        assert_eq!(
            typed(&mut desk, "🙏 Later São T"),
            [offered("Harbour Trust", "🙏 Later São Harbour Trust"), offered("São Tomé", "🙏 Later São Tomé"),]
        );
        desk.close();
    }
}

#[test]
fn nothing_is_offered_in_a_word_that_begins_small() {
    let mut desk = Desk::open(STORY, "utf-16", Value::Null);
    for words in ["🙏 lop", "🙏 The mar", "🙏 Xyz"] {
        assert_eq!(typed(&mut desk, words), [], "{words}");
    }
    assert!(typed(&mut desk, "🙏 Later ").len() > 5, "asked for at the beginning of a word");
    desk.close();
}

#[test]
fn before_the_first_mention_the_full_name_is_offered() {
    let text = "L\r\n\r\n“We asked,” said María López, director of the Harbour Trust 🚰.\r\n\r\nLópez left.\r\n";
    let mut desk = Desk::open(text, "utf-16", Value::Null);
    let found = desk.ask("textDocument/completion", "L|\r\n\r\n“We");
    let names: Vec<&Value> = found.as_array().unwrap().iter().map(|item| &item["label"]).collect();
    assert_eq!(names, ["María López"]);
    desk.close();
}

#[test]
fn an_offer_shows_what_is_known_when_it_is_looked_at() {
    let mut desk = Desk::open(STORY, "utf-16", Value::Null);
    desk.text = format!("{STORY}\r\nMar");
    desk.client.change(URI, 2, json!([{"text": desk.text}]));
    let position = position_of(&desk.text, desk.text.len(), "utf-16");
    let params = json!({"textDocument": {"uri": URI}, "position": position});
    let found = desk.client.call("textDocument/completion", params);
    assert_eq!(found[0]["detail"], "director of the Harbour Trust");
    let item = desk.client.call("completionItem/resolve", found[0].clone());
    let text = item["documentation"]["value"].as_str().unwrap();
    assert!(text.starts_with("**María López**, director of the Harbour Trust"), "{text}");
    assert_eq!(item["documentation"]["kind"], "markdown");
    desk.close();
}
