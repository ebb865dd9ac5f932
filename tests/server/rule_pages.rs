//! The pages of rules that a comment names.

use serde_json::{Value, json};

use crate::client::range_of;
use crate::desk::{Desk, ENCODINGS, URI};

/// A comment of ours behind emoji, one with two rules, and one that is nobody's business.
const TEXT: &str = "\
🌊 “Nobody ever came.” <!-- copydesk: ignore unattributed-quote -->\r\n\
\r\n\
<!-- copydesk: ignore-file said-bookism, no-such-rule, date-style — né é -->\r\n\
\r\n\
<!-- unattributed-quote is no matter here -->\r\n";

fn desk(encoding: &'static str, options: Value) -> Desk {
    let mut desk = Desk::open("", encoding, options);
    desk.client.close(URI);
    desk.client.open_as(URI, "markdown", TEXT);
    desk.text = TEXT.to_owned();
    desk
}

#[test]
fn a_rule_in_a_comment_leads_to_its_page() {
    for encoding in ENCODINGS {
        let mut desk = desk(encoding, json!({"rulePages": "copydesk-rule:/{rule}.md"}));
        let links = desk.ask_of_all("textDocument/documentLink");
        assert_eq!(desk.all_words(&links), ["0 unattributed-quote", "2 said-bookism", "2 date-style"]);
        assert_eq!(links[0]["target"], "copydesk-rule:/unattributed-quote.md");
        assert!(links[0]["tooltip"].is_string());
        desk.close();
    }
}

#[test]
fn an_editor_that_shows_no_pages_is_given_no_links_to_them() {
    let mut desk = desk("utf-16", Value::Null);
    assert_eq!(desk.ask_of_all("textDocument/documentLink"), json!([]));
    let hover = desk.ask("textDocument/hover", "ignore unattr|ibuted-quote");
    assert!(hover["contents"]["value"].as_str().unwrap().starts_with("# unattributed-quote"), "but it shows it here");
    assert_eq!(hover["range"]["start"], range_of(TEXT, "unattributed-quote -->", "utf-16")["start"]);
    assert_eq!(desk.ask("textDocument/hover", "no-su|ch-rule"), Value::Null);
    desk.close();
}
