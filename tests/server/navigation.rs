//! To where somebody is introduced, to all mentions, and what lights up.

use serde_json::{Value, json};

use crate::desk::{Desk, ENCODINGS, STORY, URI};

/// The words to which a definition leads.
fn leads_to(desk: &mut Desk, words: &str) -> Vec<String> {
    let found = desk.ask("textDocument/definition", words);
    if let Some(first) = found.get(0) {
        assert_eq!(first["uri"], URI);
    }
    desk.all_words(&found)
}

#[test]
fn a_mention_leads_to_where_its_person_is_introduced() {
    for encoding in ENCODINGS {
        let mut desk = Desk::open(STORY, encoding, Value::Null);
        for (words, to) in [
            ("|She said", "2 María López"),
            ("She| said", "2 María López"),
            ("will not wait,” |María López said", "2 María López"),
            ("the m|ayor said", "4 Peter López"),
            ("W|HO staff", "6 World Health Organization"),
            ("São T|omé", "0 São Tomé"),
        ] {
            assert_eq!(leads_to(&mut desk, words), [to], "{words}");
        }
        desk.close();
    }
}

#[test]
fn a_quotation_leads_to_the_words_that_name_its_source() {
    let mut desk = Desk::open(STORY, "utf-16", Value::Null);
    assert_eq!(leads_to(&mut desk, "the cou|ncil 🙏 twice"), ["2 María López"]);
    assert_eq!(leads_to(&mut desk, "boss, n|ot me"), ["4 the mayor"]);
    assert_eq!(leads_to(&mut desk, "“N|ever.”"), ["6 María López"]);
    assert_eq!(leads_to(&mut desk, "in all the|se long years"), [""; 0], "nobody says it");
    assert_eq!(leads_to(&mut desk, "fai|led on Monday"), [""; 0]);
    desk.close();
}

#[test]
fn a_client_that_takes_links_gets_the_words_that_lead_there() {
    let links = |capabilities: &mut Value| capabilities["textDocument"]["definition"] = json!({"linkSupport": true});
    let mut desk = Desk::open_with(STORY, "utf-16", Value::Null, links);
    let found = desk.ask("textDocument/definition", "She| said");
    assert_eq!(desk.words(&found[0]["originSelectionRange"]), "2 She");
    assert_eq!(desk.words(&found[0]["targetSelectionRange"]), "2 María López");
    assert_eq!(found[0]["targetUri"], URI);
    desk.close();
}

fn mentions(desk: &mut Desk, words: &str, declaration: bool) -> Vec<String> {
    let mut params = desk.place(words);
    params["context"] = json!({"includeDeclaration": declaration});
    let found = desk.client.call("textDocument/references", params);
    desk.all_words(&found)
}

#[test]
fn references_are_the_mentions_of_one_person_and_pronouns_on_request() {
    for encoding in ENCODINGS {
        let mut desk = Desk::open(STORY, encoding, Value::Null);
        let all = ["2 María López", "4 María López", "4 María López", "6 María López"];
        assert_eq!(mentions(&mut desk, "said Ma|ría", true), all);
        assert_eq!(mentions(&mut desk, "|She said", true), all, "asked from a pronoun");
        assert_eq!(mentions(&mut desk, "said Ma|ría", false), all[1..]);
        assert_eq!(mentions(&mut desk, "fai|led on", true), [""; 0]);
        desk.close();
        let mut desk = Desk::open(STORY, encoding, json!({"pronounReferences": true}));
        assert_eq!(mentions(&mut desk, "said Ma|ría", true), [all[0], "2 She", all[1], all[2], all[3]]);
        desk.close();
    }
}

#[test]
fn what_is_asked_about_a_document_that_is_not_open_is_answered_with_nothing() {
    let mut desk = Desk::open(STORY, "utf-16", Value::Null);
    let params = json!({"textDocument": {"uri": "file:///b.txt"}, "position": {"line": 0, "character": 0}});
    for method in ["textDocument/definition", "textDocument/documentHighlight"] {
        assert_eq!(desk.client.call(method, params.clone()), Value::Null);
    }
    let far = json!({"textDocument": {"uri": URI}, "position": {"line": 900, "character": 900}});
    assert_eq!(desk.client.call("textDocument/definition", far), Value::Null);
    desk.close();
}

#[test]
fn a_person_lights_up_with_pronouns_and_a_quotation_with_what_tells_of_it() {
    for encoding in ENCODINGS {
        let mut desk = Desk::open(STORY, encoding, Value::Null);
        let found = desk.ask("textDocument/documentHighlight", "the m|ayor said");
        assert_eq!(desk.all_words(&found), ["4 Peter López", "4 the mayor"]);
        let found = desk.ask("textDocument/documentHighlight", "not w|ait");
        let kinds: Vec<&Value> = found.as_array().unwrap().iter().map(|one| &one["kind"]).collect();
        assert_eq!(desk.all_words(&found), ["6 “We will not wait,”", "6 María López", "6 said", "6 “Never.”"]);
        assert_eq!(kinds, [1, 2, 2, 1]);
        assert_eq!(desk.ask("textDocument/documentHighlight", "fai|led on"), Value::Null);
        desk.close();
    }
}
