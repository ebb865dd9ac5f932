//! What is wrong with all articles of the workspace, for an editor that asks.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::client::{Client, pulling, range_of, real};

const WRONG: &str =
    "Rain fell in São Tomé 🌊.\r\n\r\n“Nobody ever came to look at the pumps 😡.”\r\n\r\nThe pumps stood still.\r\n";
const QUOTATION: &str = "“Nobody ever came to look at the pumps 😡.”";
const RIGHT: &str = "“We asked twice,” said María López, director of the Harbour Trust.\n";
const WORKSPACE: &[(&str, &str)] = &[
    ("a.md", WRONG),
    ("b.md", RIGHT),
    ("desk/c.txt", WRONG),
    ("old/d.md", WRONG),
    ("drafts/e.md", WRONG),
    ("notes.log", WRONG),
    (".gitignore", "old/\n"),
    ("copydesk.toml", "ignore = [\"drafts/\"]\n"),
];

fn uri_of(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// A workspace, a client in it, and what that client has of each article.
struct Desk {
    root: TempDir,
    client: Client,
    has: BTreeMap<String, String>,
}

impl Desk {
    fn open(options: Value) -> Desk {
        Desk::open_with(options, pulling())
    }

    fn open_with(options: Value, capabilities: Value) -> Desk {
        let root = tempfile::tempdir().unwrap();
        for (name, text) in WORKSPACE {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let folders = json!([{"uri": uri_of(root.path()), "name": "news"}]);
        let params =
            json!({"capabilities": capabilities, "workspaceFolders": folders, "initializationOptions": options});
        Desk { root, client: Client::start_with(params, real()), has: BTreeMap::new() }
    }

    fn uri(&self, name: &str) -> String {
        uri_of(&self.root.path().join(name))
    }

    fn params(&self) -> Value {
        let has: Vec<Value> = self.has.iter().map(|(uri, value)| json!({"uri": uri, "value": value})).collect();
        json!({"identifier": "copydesk", "previousResultIds": has})
    }

    /// Takes reports over; gives each in a few words.
    fn take(&mut self, items: &Value) -> Vec<String> {
        let root = format!("{}/", uri_of(self.root.path()));
        let mut told = Vec::new();
        for item in items.as_array().unwrap() {
            let uri = item["uri"].as_str().unwrap();
            let what = match item["kind"].as_str().unwrap() {
                "unchanged" => "unchanged".to_owned(),
                _ => item["items"].as_array().unwrap().len().to_string(),
            };
            told.push(format!("{} {what}", uri.trim_start_matches(&root)));
            match item["resultId"].as_str() {
                Some(id) => self.has.insert(uri.to_owned(), id.to_owned()),
                None => self.has.remove(uri),
            };
        }
        told.sort();
        told
    }

    /// Asks, and waits for the whole answer.
    fn ask(&mut self) -> Vec<String> {
        let answer = self.client.call("workspace/diagnostic", self.params());
        self.take(&answer["items"])
    }

    /// Asks for pieces.
    fn ask_for_pieces(&mut self, token: &str) -> i64 {
        let mut params = self.params();
        params["partialResultToken"] = json!(token);
        self.client.request("workspace/diagnostic", params)
    }

    /// What comes in pieces until the answer comes, which then is empty.
    fn pieces(&mut self, token: &str, id: i64) -> Vec<String> {
        let answer = self.client.answer(id);
        assert_eq!(answer["result"], json!({"items": []}));
        let is_piece = |message: &&Value| message["method"] == "$/progress" && message["params"]["token"] == token;
        let pieces: Vec<Value> = self.client.rest().filter(is_piece).cloned().collect();
        let mut told: Vec<String> =
            pieces.iter().flat_map(|piece| self.take(&piece["params"]["value"]["items"])).collect();
        told.sort();
        told
    }

    fn write(&mut self, name: &str, text: &str) {
        fs::write(self.root.path().join(name), text).unwrap();
        self.tell(name, 2);
    }

    fn tell(&mut self, name: &str, kind: u32) {
        let changes = json!([{"uri": self.uri(name), "type": kind}]);
        self.client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    }
}

#[test]
fn all_articles_are_reported_on_and_then_what_has_changed() {
    let mut desk = Desk::open(json!({"workspaceDiagnostics": true}));
    assert_eq!(desk.client.greeting["capabilities"]["diagnosticProvider"]["workspaceDiagnostics"], true);
    let answer = desk.client.call("workspace/diagnostic", desk.params());
    let first = answer["items"].as_array().unwrap().iter().find(|item| item["uri"] == desk.uri("a.md")).unwrap();
    assert_eq!(first["items"][0]["code"], "unattributed-quote");
    assert_eq!(first["items"][0]["range"], range_of(WRONG, QUOTATION, "utf-16"));
    assert_eq!((first.get("version"), &first["kind"]), (Some(&Value::Null), &json!("full")));
    assert_eq!(desk.take(&answer["items"]), ["a.md 1", "desk/c.txt 1"], "nothing of what is ignored or no article");
    assert_eq!(desk.ask(), ["a.md unchanged", "desk/c.txt unchanged"]);
    // The same with another time is the same.
    desk.write("a.md", &format!("{WRONG}\r\n"));
    desk.write("desk/c.txt", RIGHT);
    assert_eq!(desk.ask(), ["a.md unchanged", "desk/c.txt 0"]);
    fs::remove_file(desk.root.path().join("a.md")).unwrap();
    desk.tell("a.md", 3);
    assert_eq!(desk.ask(), ["a.md 0", "desk/c.txt unchanged"]);
    assert_eq!(desk.ask(), ["desk/c.txt unchanged"]);
    desk.client.stop();
}

#[test]
fn what_is_open_counts_as_it_stands_in_the_editor() {
    let mut desk = Desk::open(json!({"workspaceDiagnostics": true}));
    let uri = desk.uri("a.md");
    desk.client.open_as(&uri, "markdown", RIGHT);
    assert_eq!(desk.ask(), ["desk/c.txt 1"]);
    desk.client.change(&uri, 2, json!([{"text": format!("{WRONG}\n{WRONG}")}]));
    desk.client.save(&uri);
    let answer = desk.client.call("workspace/diagnostic", desk.params());
    let of_open = answer["items"].as_array().unwrap().iter().find(|item| item["uri"] == uri).unwrap();
    assert_eq!(of_open["version"], 2);
    assert_eq!(of_open["resultId"], desk.client.pull(&uri)["resultId"], "one name for one result");
    assert_eq!(desk.take(&answer["items"]), ["a.md 2", "desk/c.txt unchanged"]);
    desk.client.close(&uri);
    assert_eq!(desk.ask(), ["a.md 1", "desk/c.txt unchanged"]);
    desk.client.stop();
}

#[test]
fn an_editor_that_takes_pieces_waits_until_there_is_something_new() {
    let mut desk = Desk::open(json!({"workspaceDiagnostics": true}));
    let id = desk.ask_for_pieces("one");
    assert_eq!(desk.pieces("one", id), ["a.md 1", "desk/c.txt 1"]);
    let id = desk.ask_for_pieces("two");
    // Answered behind it, so that it has waited.
    let uri = desk.uri("b.md");
    desk.client.open_as(&uri, "markdown", RIGHT);
    assert_eq!(desk.client.pull(&uri)["items"], json!([]));
    assert!(desk.client.rest().all(|message| message["id"] != id || message.get("method").is_some()));
    desk.write("desk/c.txt", RIGHT);
    assert_eq!(desk.pieces("two", id), ["desk/c.txt 0"]);
    desk.client.stop();
}

#[test]
fn a_question_that_waits_can_be_called_off() {
    let mut desk = Desk::open(json!({"workspaceDiagnostics": true}));
    desk.ask();
    let id = desk.ask_for_pieces("one");
    desk.client.notify("$/cancelRequest", json!({"id": id}));
    assert_eq!(desk.client.answer(id)["error"]["code"], -32800);
    let id = desk.ask_for_pieces("two");
    desk.client.call("shutdown", Value::Null);
    desk.client.notify("exit", Value::Null);
    assert!(id > 0);
    desk.client.ended();
}

#[test]
fn other_settings_and_another_list_of_people_are_followed() {
    let mut desk = Desk::open(json!({"workspaceDiagnostics": true}));
    assert_eq!(desk.ask(), ["a.md 1", "desk/c.txt 1"]);
    let refreshed =
        |client: &mut Client| client.find("a refresh", |message| message["method"] == "workspace/diagnostic/refresh");
    desk.write("copydesk.toml", "ignore = [\"desk/\"]\npeople = [\"people.csv\"]\n");
    refreshed(&mut desk.client);
    assert_eq!(desk.ask(), ["a.md unchanged", "desk/c.txt 0", "drafts/e.md 1"]);
    desk.write("people.csv", "name\nMaria Lopes\nNuno Pão\n");
    desk.write("b.md", "Rain fell. nuno pao 🌊 left.\n");
    refreshed(&mut desk.client);
    assert_eq!(desk.ask(), ["a.md unchanged", "b.md 1", "drafts/e.md unchanged"]);
    desk.client.stop();
}

#[test]
fn it_is_off_until_settings_turn_it_on_and_then_offered_in_place_of_the_first_offer() {
    let mut capabilities = pulling();
    capabilities["textDocument"]["diagnostic"] = json!({"dynamicRegistration": true});
    let mut desk = Desk::open_with(Value::Null, capabilities);
    let provider = desk.client.greeting["capabilities"]["diagnosticProvider"].clone();
    assert_eq!(
        (&provider["workspaceDiagnostics"], &provider["id"]),
        (&json!(false), &json!("textDocument/diagnostic"))
    );
    assert_eq!(desk.ask(), [""; 0]);
    for on in [true, false] {
        desk.client.settings = json!({"workspaceDiagnostics": on});
        desk.client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
        let is_gone = |message: &Value| message["method"] == "client/unregisterCapability";
        let gone = desk.client.find("that the offer is taken back", is_gone);
        assert_eq!(gone["params"]["unregisterations"][0]["id"], provider["id"]);
        let is_new = |message: &Value| {
            message["method"] == "client/registerCapability"
                && message["params"]["registrations"][0]["method"] == "textDocument/diagnostic"
        };
        let new = desk.client.find("another offer", is_new);
        assert_eq!(new["params"]["registrations"][0]["registerOptions"]["workspaceDiagnostics"], on);
        let expected: &[&str] = if on { &["a.md 1", "desk/c.txt 1"] } else { &["a.md 0", "desk/c.txt 0"] };
        assert_eq!(desk.ask(), expected);
    }
    desk.client.stop();
}
