//! An open `copydesk.toml`: what is wrong with it, what can be written there, and what it means.

use serde_json::{Value, json};

use crate::client::{Client, capabilities, position_of, range_of, real};

/// A client with a `copydesk.toml` open in which a bar marks a place.
fn client(marked: &str) -> (Client, String, Value, tempfile::TempDir) {
    let root = tempfile::tempdir().unwrap();
    let uri = format!("file://{}", root.path().join("copydesk.toml").display());
    let (before, behind) = marked.split_once('|').unwrap();
    let text = format!("{before}{behind}");
    let mut client = Client::start(capabilities(), real());
    client.open_as(&uri, "toml", &text);
    let place = json!({"textDocument": {"uri": uri}, "position": position_of(&text, before.len(), "utf-16")});
    (client, uri, place, root)
}

/// What is offered at the bar: each name, and the line with it.
fn offered(marked: &str) -> Vec<(String, String)> {
    let (mut client, _, place, _root) = client(marked);
    let items = client.call("textDocument/completion", place);
    let line = marked.lines().find(|line| line.contains('|')).unwrap().replace('|', "");
    let item = |item: &Value| {
        let edit = &item["textEdit"];
        let at = |end: &str| {
            let units = edit["range"][end]["character"].as_u64().unwrap() as usize;
            String::from_utf16(&line.encode_utf16().take(units).collect::<Vec<u16>>()).unwrap().len()
        };
        let mut line = line.clone();
        line.replace_range(at("start")..at("end"), edit["newText"].as_str().unwrap());
        (item["label"].as_str().unwrap().to_owned(), line)
    };
    let offered = items.as_array().into_iter().flatten().map(item).collect();
    client.stop();
    offered
}

fn line_of<'o>(offered: &'o [(String, String)], name: &str) -> Option<&'o str> {
    offered.iter().find(|(label, _)| label == name).map(|(_, line)| line.as_str())
}

#[test]
fn keys_rules_severities_and_profiles_are_offered() {
    let top = offered("pro|");
    assert_eq!(line_of(&top, "profile"), Some("profile = "));
    assert_eq!(line_of(&top, "rules"), Some("[rules]\n"));
    assert_eq!(line_of(&top, "ignore"), Some("[[ignore]]\n"));
    assert_eq!(line_of(&offered("profile = |"), "desk"), Some("profile = \"desk\""));
    assert_eq!(line_of(&offered("# 🌊\nprofile = \"|\""), "desk"), Some("profile = \"desk\""));
    let rules = offered("[rules]\nname|");
    assert_eq!(line_of(&rules, "name-variant"), Some("name-variant = "));
    assert!(line_of(&rules, "unattributed-quote").is_some() && line_of(&rules, "profile").is_none());
    let severities = offered("[rules]\nname-variant = \"in|");
    assert_eq!(line_of(&severities, "information"), Some("name-variant = \"information\""));
    assert_eq!(severities.len(), 5);
    let entry = offered("ignore = [\n  { words = \"é 🌊\", rule = \"name|\" },\n]\n");
    assert_eq!(line_of(&entry, "name-variant"), Some("  { words = \"é 🌊\", rule = \"name-variant\" },"));
    assert_eq!(offered("[[ignore]]\n|").len(), 3);
    assert_eq!(offered("# pro|"), []);
    assert_eq!(offered("people = [\"|\"]"), [], "a file of the user's own");
}

#[test]
fn keys_and_values_are_explained() {
    let explained = |marked: &str| {
        let (mut client, _, place, _root) = client(marked);
        let hover = client.call("textDocument/hover", place);
        client.stop();
        hover
    };
    let text = "profile = \"desk\"\n[rules]\nname-variant = \"off\"\n";
    let hover = explained(&text.replace("desk", "de|sk"));
    assert_eq!(hover["contents"]["value"], "`desk`: For the copy desk: everything.");
    assert_eq!(hover["range"], range_of(text, "desk", "utf-16"));
    let hover = explained(&text.replace("name-variant", "name-var|iant"));
    assert!(hover["contents"]["value"].as_str().unwrap().starts_with("# name-variant"), "{hover}");
    assert_eq!(hover["range"], range_of(text, "name-variant", "utf-16"));
    let hover = explained(&text.replace("rules", "ru|les"));
    assert!(hover["contents"]["value"].as_str().unwrap().contains("severity of single rules"), "{hover}");
    assert_eq!(explained(&text.replace(" = \"off", " = \"o|f")), Value::Null);
}

#[test]
fn mistakes_are_told_though_no_article_is_open() {
    let (mut client, uri, _, _root) = client("porfile = \"desk\"|\n");
    let about_file =
        |message: &Value| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri;
    let told = client.find("the mistake", about_file);
    assert_eq!(told["params"]["diagnostics"][0]["message"], "there is no key porfile; did you mean profile?");
    client.change(&uri, 2, json!([{"text": "profile = \"desk\"\n"}]));
    assert_eq!(client.find("the all-clear", about_file)["params"]["diagnostics"], json!([]));
    client.stop();
}

#[test]
fn the_lists_that_it_names_are_links() {
    let text = "people = [\"people.csv\", \"../people.csv\"] # 🌊 é\r\nterms = [ { write = \"a\", not = \"b\" }, 'é/🖊.txt' ]\r\n";
    let (mut client, uri, _, root) = client(&format!("|{text}"));
    let links = client.call("textDocument/documentLink", json!({"textDocument": {"uri": uri}}));
    let link = |words: &str, file: &str| {
        let target = format!("file://{}/{file}", root.path().display());
        json!({"range": range_of(text, words, "utf-16"), "target": target})
    };
    let first = json!({"start": {"line": 0, "character": 11}, "end": {"line": 0, "character": 21}});
    assert_eq!(links[0]["range"], first);
    assert_eq!(links[0]["target"], link("é/🖊.txt", "people.csv")["target"]);
    assert_eq!(links[1], link("é/🖊.txt", "%C3%A9/%F0%9F%96%8A.txt"));
    assert_eq!(links.as_array().unwrap().len(), 2, "none leads out of the folder: {links}");
    client.stop();
}
