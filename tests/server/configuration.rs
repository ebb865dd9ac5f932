//! Settings reach the diagnostics, from the editor and from files, at once and when they change.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::ARTICLE;
use crate::client::{Client, capabilities, pulling, range_of, real};

const URI: &str = "file:///news/pumps.txt";
const RULE: &str = "unattributed-quote";

fn severities(diagnostics: &[Value]) -> Vec<&Value> {
    diagnostics.iter().map(|diagnostic| &diagnostic["severity"]).collect()
}

fn uri_of(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// Reads publications of the article until one has the severities; settings may come before or after the article.
fn await_severities(client: &mut Client, severities_wanted: &[i64]) {
    while severities(&client.published(URI, 1)) != severities_wanted {}
}

#[test]
fn the_editor_is_asked_for_its_settings_and_asked_again() {
    let mut client = Client::connect(real());
    client.settings = json!({"rules": {RULE: "off"}});
    client.call("initialize", json!({"capabilities": capabilities()}));
    client.notify("initialized", json!({}));
    let asked = client.find("the question", |message| message["method"] == "workspace/configuration");
    assert_eq!(asked["params"]["items"], json!([{"section": "copydesk"}]));
    client.open(URI, ARTICLE);
    await_severities(&mut client, &[]);
    client.settings = json!({"rules": {RULE: "hint"}});
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    await_severities(&mut client, &[4]);
    client.stop();
}

#[test]
fn a_client_that_asks_for_diagnostics_is_told_to_ask_again_when_settings_change() {
    let mut capabilities = pulling();
    capabilities["workspace"]["configuration"] = json!(false);
    let mut client = Client::start(capabilities, real());
    client.open(URI, ARTICLE);
    assert_eq!(severities(client.pull(URI)["items"].as_array().unwrap()), [2]);
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"copydesk": {"rules": {RULE: "hint"}}}}));
    client.find("the refresh", |message| message["method"] == "workspace/diagnostic/refresh");
    assert_eq!(severities(client.pull(URI)["items"].as_array().unwrap()), [4]);
    client.stop();
}

#[test]
fn an_editor_that_cannot_be_asked_sends_its_settings() {
    let mut capabilities = capabilities();
    capabilities["workspace"]["configuration"] = json!(false);
    let options = json!({"copydesk": {"rules": {RULE: "error"}}});
    let mut client =
        Client::start_with(json!({"capabilities": capabilities, "initializationOptions": options}), real());
    client.open(URI, ARTICLE);
    assert_eq!(severities(&client.published(URI, 1)), [1]);
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"copydesk": {"rules": {RULE: "off"}}}}));
    assert_eq!(client.published(URI, 1), [Value::Null; 0], "the same version again, under other settings");
    client.stop();
}

#[test]
fn a_mistake_in_the_editors_settings_is_shown_and_the_rest_is_used() {
    let options = json!({"profile": "dsek", "rules": {RULE: "information"}});
    let mut client = Client::start_with(json!({"capabilities": pulling(), "initializationOptions": options}), real());
    let shown = client.find("the message", |message| message["method"] == "window/showMessage");
    let text = shown["params"]["message"].as_str().unwrap();
    assert!(text.contains("profile") && text.contains("dsek") && text.contains("desk"), "{text}");
    client.open(URI, ARTICLE);
    assert_eq!(severities(client.pull(URI)["items"].as_array().unwrap()), [3]);
    client.stop();
}

#[test]
fn the_nearest_file_is_used_and_read_again_when_it_changes() {
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("copydesk.toml");
    fs::create_dir(root.path().join("news")).unwrap();
    fs::write(&file, format!("[rules]\n{RULE} = \"error\"\n")).unwrap();
    let article = uri_of(&root.path().join("news/pumps.txt"));
    let mut client = Client::start(capabilities(), real());
    client.open(&article, ARTICLE);
    assert_eq!(severities(&client.published(&article, 1)), [1]);
    let changed = json!({"changes": [{"uri": uri_of(&file), "type": 2}]});

    fs::write(&file, format!("ignore = [\"news/\"]\n[rules]\n{RULE} = \"error\"\n")).unwrap();
    client.notify("workspace/didChangeWatchedFiles", changed.clone());
    assert!(client.published(&article, 1).is_empty(), "ignored");

    fs::remove_file(&file).unwrap();
    client.notify("workspace/didChangeWatchedFiles", changed);
    assert_eq!(severities(&client.published(&article, 1)), [2], "what the profile says");
    client.stop();
}

#[test]
fn the_editor_overrides_the_file() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("copydesk.toml"), format!("[rules]\n{RULE} = \"error\"\n")).unwrap();
    let article = uri_of(&root.path().join("pumps.txt"));
    let options = json!({"rules": {RULE: "hint"}});
    let mut client = Client::start_with(json!({"capabilities": pulling(), "initializationOptions": options}), real());
    client.open(&article, ARTICLE);
    assert_eq!(severities(client.pull(&article)["items"].as_array().unwrap()), [4]);
    client.stop();
}

#[test]
fn mistakes_in_a_file_are_diagnostics_of_that_file_until_they_are_mended() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("copydesk.toml");
    let text = "porfile = \"desk\"\n";
    fs::write(&path, text).unwrap();
    let (article, file) = (uri_of(&root.path().join("pumps.txt")), uri_of(&path));
    let mut client = Client::start(pulling(), real());
    client.open(&article, ARTICLE);
    client.pull(&article);
    let about_file =
        |message: &Value| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == file;
    let told = client.find("the mistake", about_file);
    let diagnostic = &told["params"]["diagnostics"][0];
    assert_eq!(diagnostic["range"], range_of(text, "porfile", "utf-16"));
    assert_eq!(diagnostic["message"], "there is no key porfile; did you mean profile?");
    fs::write(&path, "profile = \"desk\"\n").unwrap();
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": file, "type": 2}]}));
    assert_eq!(client.find("the all-clear", about_file)["params"]["diagnostics"], json!([]));
    client.stop();
}

#[test]
fn an_entry_that_silences_nothing_is_told_of_in_its_file_while_the_document_is_open() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("copydesk.toml");
    let text = "[[ignore]]\nfile = \"./pumps.txt\"\nrule = \"unattributed-quote\"\nwords = \"“Nobody knew\"\n";
    fs::write(&path, text).unwrap();
    let (article, file) = (uri_of(&root.path().join("pumps.txt")), uri_of(&path));
    let mut client = Client::start(capabilities(), real());
    client.open(&article, ARTICLE);
    let about_file =
        |message: &Value| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == file;
    let told = client.find("the entry", about_file);
    let diagnostic = &told["params"]["diagnostics"][0];
    assert_eq!((&diagnostic["code"], &diagnostic["severity"]), (&json!("unused-ignore"), &json!(4)));
    assert_eq!(diagnostic["range"]["start"], json!({"line": 0, "character": 0}));
    client.close(&article);
    assert_eq!(client.find("the all-clear", about_file)["params"]["diagnostics"], json!([]));
    client.stop();
}

#[test]
fn a_list_of_terms_is_read_anew_when_it_changes_and_its_mistakes_are_told_in_it() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("copydesk.toml"), "terms = [\"terms.csv\"]\n").unwrap();
    let list = root.path().join("terms.csv");
    fs::write(&list, "words,pattern\nvalley,\n,(a\n").unwrap();
    let (article, file) = (uri_of(&root.path().join("pumps.txt")), uri_of(&list));
    let mut client = Client::start(capabilities(), real());
    client.open(&article, ARTICLE);
    assert_eq!(severities(&client.published(&article, 1)), [3, 2]);
    let about_file =
        |message: &Value| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == file;
    let told = client.find("the mistake", about_file);
    assert_eq!(told["params"]["diagnostics"][0]["message"], "this pattern cannot be read: unclosed group");
    assert_eq!(told["params"]["diagnostics"][0]["range"]["start"], json!({"line": 2, "character": 1}));
    fs::write(&list, "words\n").unwrap();
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": file, "type": 2}]}));
    assert_eq!(severities(&client.published(&article, 1)), [2]);
    client.stop();
}

#[test]
fn a_client_that_watches_no_files_has_them_read_again_on_save() {
    let root = tempfile::tempdir().unwrap();
    let article = uri_of(&root.path().join("pumps.txt"));
    let mut capabilities = capabilities();
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({});
    let mut client = Client::start(capabilities, real());
    client.open(&article, ARTICLE);
    assert_eq!(severities(&client.published(&article, 1)), [2]);
    fs::write(root.path().join("copydesk.toml"), format!("[rules]\n{RULE} = \"off\"\n")).unwrap();
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": article}}));
    assert!(client.published(&article, 1).is_empty());
    client.stop();
}

#[test]
fn changes_of_settings_and_files_are_asked_for() {
    let mut capabilities = capabilities();
    capabilities["workspace"]["didChangeConfiguration"] = json!({"dynamicRegistration": true});
    let mut client = Client::start(capabilities, real());
    let asked = client.find("the registration", |message| message["method"] == "client/registerCapability");
    let methods: Vec<&Value> =
        asked["params"]["registrations"].as_array().unwrap().iter().map(|one| &one["method"]).collect();
    assert_eq!(methods, ["workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration"]);
    client.stop();
}

#[test]
fn each_document_has_the_settings_of_its_folder() {
    let mut client = Client::connect(real());
    client.settings = json!({"rules": {RULE: "error"}});
    client.settings_of = vec![("file:///news/sport/".to_owned(), json!({"rules": {RULE: "off"}}))];
    client.call("initialize", json!({"capabilities": capabilities()}));
    client.notify("initialized", json!({}));
    let sport = "file:///news/sport/match.txt";
    client.open(URI, ARTICLE);
    client.open(sport, ARTICLE);
    let asked = |message: &Value| {
        let items = message["params"]["items"].as_array();
        message["method"] == "workspace/configuration" && items.unwrap().iter().any(|item| item["scopeUri"] == sport)
    };
    client.find("the question", asked);
    await_severities(&mut client, &[1]);
    while !client.published(sport, 1).is_empty() {}
    client.settings = json!({"rules": {RULE: "hint"}});
    client.settings_of = vec![("file:///news/sport/".to_owned(), json!({"rules": {RULE: "information"}}))];
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    await_severities(&mut client, &[4]);
    while severities(&client.published(sport, 1)) != [3] {}
    client.stop();
}

#[test]
fn nothing_above_the_workspace_is_read() {
    let root = tempfile::tempdir().unwrap();
    let news = root.path().join("news");
    fs::create_dir_all(news.join("desk")).unwrap();
    fs::write(root.path().join("copydesk.toml"), format!("[rules]\n{RULE} = \"error\"\n")).unwrap();
    let article = uri_of(&news.join("desk/pumps.txt"));
    let folders = json!([{"uri": uri_of(&news), "name": "news"}, {"uri": uri_of(&news.join("desk")), "name": "desk"}]);
    let params = json!({"capabilities": capabilities(), "workspaceFolders": folders});
    let mut client = Client::start_with(params, real());
    client.open(&article, ARTICLE);
    assert_eq!(severities(&client.published(&article, 1)), [2], "what the profile says");
    fs::write(news.join("copydesk.toml"), format!("[rules]\n{RULE} = \"hint\"\n")).unwrap();
    let changed = json!({"changes": [{"uri": uri_of(&news.join("copydesk.toml")), "type": 1}]});
    client.notify("workspace/didChangeWatchedFiles", changed);
    assert_eq!(severities(&client.published(&article, 1)), [4], "the outer folder is the workspace");
    client.stop();
}

#[test]
fn a_client_that_watches_no_files_has_them_looked_at_when_something_is_opened() {
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("copydesk.toml");
    fs::write(&file, format!("[rules]\n{RULE} = \"error\"\n")).unwrap();
    let article = uri_of(&root.path().join("pumps.txt"));
    let mut capabilities = capabilities();
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({});
    let mut client = Client::start(capabilities, real());
    client.open(&article, ARTICLE);
    assert_eq!(severities(&client.published(&article, 1)), [1]);
    client.save(&article);
    fs::write(&file, format!("[rules]\n{RULE} = \"off\"\n")).unwrap();
    client.open(&uri_of(&root.path().join("other.txt")), "Rain.");
    while !client.published(&article, 1).is_empty() {}
    client.stop();
}
