//! What an editor shows in and beside the text: hints, folds, colours, counts, growing selections.

use serde_json::{Value, json};

use crate::client::position_of;
use crate::desk::{Desk, ENCODINGS, STORY, URI};

/// Headings, a pronoun that speaks, a quotation over two paragraphs, and one whose speaker only the context tells.
const SECTIONS: &str = "\
# Pumps fail 🌊\r\n\
\r\n\
María López, director of the Harbour Trust, was angry on Monday. “We asked 🙏 twice,” she said.\r\n\
\r\n\
## What happens now\r\n\
\r\n\
“Nobody came 😡,” López said. “Not one of them looked at the pumps in all these years.\r\n\
\r\n\
“We will not wait.”\r\n\
\r\n\
López said that the pumps had failed before.\r\n\
\r\n\
“The council has to pay for it now.”\r\n\
\r\n\
The council in São Tomé met.\r\n";

fn sections(encoding: &'static str, options: Value) -> Desk {
    let mut desk = Desk::open("", encoding, options);
    desk.client.close(URI);
    desk.client.open_as(URI, "markdown", SECTIONS);
    desk.text = SECTIONS.to_owned();
    desk
}

/// Everything from the first to the last character.
fn whole(desk: &Desk) -> Value {
    json!({"start": position_of(&desk.text, 0, desk.encoding), "end": position_of(&desk.text, desk.text.len(), desk.encoding)})
}

/// Each hint with the words before it in its line.
fn hints(desk: &mut Desk) -> Vec<String> {
    let params = json!({"textDocument": {"uri": URI}, "range": whole(desk)});
    let found = desk.client.call("textDocument/inlayHint", params);
    let hint = |hint: &Value| {
        let line = json!({"line": hint["position"]["line"], "character": 0});
        let before = desk.words(&json!({"start": line, "end": hint["position"]}));
        let words: Vec<&str> = before.split_whitespace().collect();
        format!("{} | {}", words.last().unwrap(), hint["label"].as_str().unwrap())
    };
    found.as_array().unwrap().iter().map(hint).collect()
}

#[test]
fn the_speaker_is_shown_where_a_pronoun_speaks_or_only_the_context_tells() {
    for encoding in ENCODINGS {
        let mut desk = sections(encoding, json!({"inlayHints": "pronouns"}));
        assert_eq!(desk.client.greeting["capabilities"]["inlayHintProvider"], true);
        assert_eq!(hints(&mut desk), ["twice,” | María López"]);
        desk.close();
        let mut desk = sections(encoding, json!({"inlayHints": "all"}));
        assert_eq!(hints(&mut desk), ["twice,” | María López", "now.” | María López?"]);
        desk.close();
    }
}

#[test]
fn what_pushes_lines_about_or_competes_with_the_editor_is_off_until_it_is_asked_for() {
    let mut desk = sections("utf-16", Value::Null);
    for provider in ["inlayHintProvider", "foldingRangeProvider", "codeLensProvider", "semanticTokensProvider"] {
        assert_eq!(desk.client.greeting["capabilities"].get(provider), None, "{provider}");
    }
    assert_eq!(hints(&mut desk), [""; 0]);
    for method in ["textDocument/foldingRange", "textDocument/codeLens"] {
        assert_eq!(desk.ask_of_all(method), json!([]));
    }
    assert_eq!(desk.ask_of_all("textDocument/semanticTokens/full")["data"], json!([]));
    desk.close();
}

#[test]
fn what_settings_turn_on_later_is_offered_then() {
    let dynamic = |capabilities: &mut Value| {
        for feature in ["inlayHint", "foldingRange", "codeLens", "semanticTokens"] {
            capabilities["textDocument"][feature] = json!({
                "dynamicRegistration": true, "requests": {}, "tokenTypes": [], "tokenModifiers": [], "formats": [],
            });
        }
    };
    let mut desk = Desk::open_with(SECTIONS, "utf-16", Value::Null, dynamic);
    let mut set = |settings: Value, method: &str, list: &str| -> Vec<String> {
        desk.client.settings = settings;
        desk.client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
        // The first registration, of files to watch, is no answer to settings.
        let is_it = |message: &Value| {
            let first = &message["params"][list][0]["method"];
            message["method"] == method && first != "workspace/didChangeWatchedFiles"
        };
        let found = desk.client.find(method, is_it);
        let names = found["params"][list].as_array().unwrap().iter();
        names.map(|one| one["method"].as_str().unwrap().to_owned()).collect()
    };
    let (on, off) = ("client/registerCapability", "client/unregisterCapability");
    let settings = json!({"inlayHints": "pronouns", "semanticTokens": true});
    assert_eq!(set(settings, on, "registrations"), ["textDocument/inlayHint", "textDocument/semanticTokens"]);
    let settings = json!({"inlayHints": "all", "semanticTokens": true});
    assert_eq!(set(settings, off, "unregisterations"), ["textDocument/inlayHint"], "to be asked anew");
    assert_eq!(
        set(json!({"inlayHints": "all", "folding": true, "codeLens": true}), off, "unregisterations"),
        ["textDocument/semanticTokens"]
    );
    assert_eq!(
        set(Value::Null, off, "unregisterations"),
        ["textDocument/inlayHint", "textDocument/foldingRange", "textDocument/codeLens"]
    );
    desk.close();
}

#[test]
fn sections_and_long_quotations_fold() {
    let mut desk = sections("utf-16", json!({"folding": true}));
    assert_eq!(desk.client.greeting["capabilities"]["foldingRangeProvider"], true);
    let found = desk.ask_of_all("textDocument/foldingRange");
    let lines: Vec<(&Value, &Value)> =
        found.as_array().unwrap().iter().map(|fold| (&fold["startLine"], &fold["endLine"])).collect();
    assert_eq!(lines, [(&json!(0), &json!(2)), (&json!(4), &json!(14)), (&json!(6), &json!(8))]);
    desk.close();
}

#[test]
fn a_lens_counts_what_an_article_makes_of_a_person() {
    for encoding in ENCODINGS {
        let mut desk = sections(encoding, json!({"codeLens": true}));
        assert_eq!(desk.client.greeting["capabilities"]["codeLensProvider"], json!({}));
        let found = desk.ask_of_all("textDocument/codeLens");
        assert_eq!(desk.all_words(&found), ["2 María López"]);
        assert_eq!(found[0]["command"]["title"], "4 mentions · 3 quotations · 1 paraphrase · 29 words quoted");
        desk.close();
    }
}

#[test]
fn a_selection_grows_from_the_word_to_the_article() {
    for encoding in ENCODINGS {
        let mut desk = sections(encoding, Value::Null);
        let positions = json!([desk.position("Ló|pez, director"), desk.position("ask|ed 🙏 twice")]);
        let params = json!({"textDocument": {"uri": URI}, "positions": positions});
        let found = desk.client.call("textDocument/selectionRange", params);
        let chain = |mut one: Value| {
            let mut chain = Vec::new();
            while !one.is_null() {
                chain.push(desk.words(&one["range"]));
                one = one["parent"].take();
            }
            chain
        };
        let paragraph = SECTIONS.lines().nth(2).unwrap();
        let section = SECTIONS[SECTIONS.find("Pumps").unwrap()..SECTIONS.find("\r\n\r\n##").unwrap()].to_owned();
        let article = SECTIONS[SECTIONS.find("Pumps").unwrap()..].trim_end();
        let larger = [format!("2 {paragraph}"), format!("0 {section}"), format!("0 {article}")];
        let first = ["2 López", "2 María López", "2 María López, director of the Harbour Trust, was angry on Monday."];
        let second = [
            "2 asked",
            "2 We asked 🙏 twice,",
            "2 “We asked 🙏 twice,”",
            "2 “We asked 🙏 twice,” she said",
            "2 “We asked 🙏 twice,” she said.",
        ];
        for (found, inner) in found.as_array().unwrap().iter().zip([&first[..], &second[..]]) {
            let inner = inner.iter().map(|&words| words.to_owned());
            assert_eq!(chain(found.clone()), inner.chain(larger.clone()).collect::<Vec<_>>());
        }
        desk.close();
    }
}

/// The words of coloured places, with the names of their types.
fn coloured(desk: &Desk, data: &Value) -> Vec<String> {
    let legend = &desk.client.greeting["capabilities"]["semanticTokensProvider"]["legend"];
    let data: Vec<u64> = serde_json::from_value(data.clone()).unwrap();
    let (mut line, mut start) = (0, 0);
    let mut found = Vec::new();
    for token in data.chunks(5) {
        (line, start) = if token[0] == 0 { (line, start + token[1]) } else { (line + token[0], token[1]) };
        let range =
            json!({"start": {"line": line, "character": start}, "end": {"line": line, "character": start + token[2]}});
        let name = legend["tokenTypes"][token[3] as usize].as_str().unwrap();
        let mark = if token[4] == 1 { "!" } else { "" };
        found.push(format!("{} {name}{mark}", desk.words(&range)));
    }
    found
}

#[test]
fn names_pronouns_and_reporting_verbs_are_coloured() {
    for encoding in ENCODINGS {
        let mut desk = sections(encoding, json!({"semanticTokens": true}));
        let all = [
            "2 María López class!",
            "2 Harbour Trust namespace!",
            "2 she variable",
            "2 said keyword",
            "6 López class",
            "6 said keyword",
            "10 López class",
            "10 said keyword",
            "14 São Tomé enum!",
        ];
        let found = desk.ask_of_all("textDocument/semanticTokens/full");
        assert_eq!(coloured(&desk, &found["data"]), all);
        let range = json!({"start": {"line": 5, "character": 0}, "end": {"line": 7, "character": 0}});
        let params = json!({"textDocument": {"uri": URI}, "range": range});
        let part = desk.client.call("textDocument/semanticTokens/range", params);
        assert_eq!(coloured(&desk, &part["data"]), all[4..6]);
        desk.close();
    }
}

#[test]
fn colours_after_an_edit_are_told_as_what_is_different() {
    let mut desk = sections("utf-16", json!({"semanticTokens": true}));
    let before = desk.ask_of_all("textDocument/semanticTokens/full");
    let at = desk.position("|The council in");
    desk.client.change(URI, 2, json!([{"range": {"start": at, "end": at}, "text": "Ann Dé said so.\r\n\r\n"}]));
    let ask = |desk: &mut Desk, previous: &Value| {
        let params = json!({"textDocument": {"uri": URI}, "previousResultId": previous});
        desk.client.call("textDocument/semanticTokens/full/delta", params)
    };
    let delta = ask(&mut desk, &before["resultId"]);
    let mut data: Vec<u64> = serde_json::from_value(before["data"].clone()).unwrap();
    let edits = delta["edits"].as_array().unwrap();
    assert_eq!(edits.len(), 1);
    let (start, count) = (edits[0]["start"].as_u64().unwrap() as usize, edits[0]["deleteCount"].as_u64().unwrap());
    let new: Vec<u64> = serde_json::from_value(edits[0]["data"].clone()).unwrap();
    data.splice(start..start + count as usize, new);
    let now = desk.ask_of_all("textDocument/semanticTokens/full");
    assert_eq!(json!(data), now["data"]);
    assert_eq!(ask(&mut desk, &now["resultId"])["edits"], json!([]));
    let all = ask(&mut desk, &before["resultId"]);
    assert_eq!(all["data"], now["data"], "not the last answer");
    desk.close();
}

#[test]
fn a_name_over_two_lines_is_coloured_in_each() {
    let text = "The pumps failed, said María\r\nLópez, director of the trust, on Monday.\r\n";
    let mut desk = Desk::open(text, "utf-16", json!({"semanticTokens": true}));
    let found = desk.ask_of_all("textDocument/semanticTokens/full");
    let found = coloured(&desk, &found["data"]);
    assert_eq!(found, ["0 said keyword", "0 María class!", "1 López class!"]);
    desk.close();
}

#[test]
fn whoever_is_named_in_open_documents_is_found() {
    let mut desk = Desk::open(STORY, "utf-16", Value::Null);
    let other = "file:///news/other.md";
    desk.client.open_as(other, "markdown", SECTIONS);
    let mut find = |query: &str| -> Vec<(String, String, String)> {
        let found = desk.client.call("workspace/symbol", json!({"query": query}));
        let text = |uri: &Value| if *uri == URI { STORY } else { SECTIONS };
        let words = |one: &Value| {
            let words = crate::client::slice(text(&one["location"]["uri"]), &one["location"]["range"], "utf-16");
            let name = |key: &str| one[key].as_str().unwrap().to_owned();
            (name("name"), name("containerName"), words.to_owned())
        };
        found.as_array().unwrap().iter().map(words).collect()
    };
    let in_file = |file: &str| ("María López".to_owned(), file.to_owned(), "María López".to_owned());
    assert_eq!(find("lopez mar"), []);
    assert_eq!(find("mar lopez"), [in_file("other.md"), in_file("pumps.txt")]);
    let who = ["World Health Organization", "pumps.txt", "World Health Organization"].map(str::to_owned);
    assert_eq!(find("who"), [who.clone().into()], "by its acronym");
    assert!(find("").len() > 6);
    desk.close();
}

#[test]
fn a_count_leads_to_the_mentions_where_the_editor_can_show_them() {
    for encoding in ENCODINGS {
        let mut desk = sections(encoding, json!({"codeLens": true, "showReferences": "editor.show"}));
        let found = desk.ask_of_all("textDocument/codeLens");
        let command = &found[0]["command"];
        assert_eq!((&command["command"], &command["arguments"][0]), (&json!("editor.show"), &json!(URI)));
        assert_eq!(command["arguments"][1], found[0]["range"]["start"]);
        let mentions = command["arguments"][2].as_array().unwrap();
        let words: Vec<String> = mentions.iter().map(|place| desk.words(&place["range"])).collect();
        assert_eq!(words, ["2 María López", "6 López", "10 López"]);
        desk.close();
    }
}

#[test]
fn a_view_of_the_editors_own_is_told_what_each_line_stands_for() {
    for encoding in ENCODINGS {
        let mut desk = sections(encoding, Value::Null);
        let groups = desk.ask_of_all("copydesk/outline");
        let brief = |lines: &Value| -> Vec<String> {
            let brief = |line: &Value| format!("{} {}", line["kind"].as_str().unwrap(), line["name"].as_str().unwrap());
            lines.as_array().unwrap().iter().map(brief).collect()
        };
        assert_eq!(brief(&groups), ["group People", "group Organizations", "group Places"]);
        let person = &groups[0]["children"][0];
        assert_eq!(brief(&groups[0]["children"]), ["person María López"]);
        assert_eq!(person["detail"], "director of the Harbour Trust");
        assert_eq!(desk.words(&person["range"]), "2 María López");
        assert_eq!(brief(&person["children"])[0], "quotation “We asked 🙏 twice,”");
        assert_eq!(desk.words(&person["children"][0]["range"]), "2 “We asked 🙏 twice,”");
        assert_eq!(brief(&groups[2]["children"]), ["place São Tomé"]);
        desk.close();
    }
}
