//! What the workspace's other articles have to do with the one in front.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::client::{Client, PATIENCE, capabilities, position_of, pulling, range_of, real};

const PUMPS: &str = "\
The pumps failed on Monday 🌊.\n\
\n\
“We asked twice,” said María López, director of the Harbour Trust.\n";

const BUDGET: &str =
    "The council met on Friday.\n\nMaria Lopez, director of the Harbour Trust, was there. Lopez left early.\n";

fn uri_of(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// A workspace with these files.
fn workspace(files: &[(&str, &str)]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

fn client_with(root: &Path, capabilities: Value, options: Value) -> Client {
    let folder = json!([{"uri": uri_of(root), "name": "news"}]);
    let params = json!({"capabilities": capabilities, "workspaceFolders": folder, "initializationOptions": options});
    Client::start_with(params, real())
}

fn client(root: &Path) -> Client {
    client_with(root, capabilities(), Value::Null)
}

/// Who is found under a name: the name, the file, and the line from 1.
fn found(client: &mut Client, query: &str) -> Vec<String> {
    let symbols = client.call("workspace/symbol", json!({"query": query}));
    let symbol = |symbol: &Value| {
        let line = symbol["location"]["range"]["start"]["line"].as_u64().unwrap() + 1;
        format!("{} {}:{line}", symbol["name"].as_str().unwrap(), symbol["containerName"].as_str().unwrap())
    };
    let mut found: Vec<String> = symbols.as_array().unwrap().iter().map(symbol).collect();
    found.sort();
    found
}

/// Asks until the answer is as expected: the workspace is read in the background.
fn until_found(client: &mut Client, query: &str, expected: &[&str]) {
    let start = Instant::now();
    loop {
        let now = found(client, query);
        if now == expected {
            return;
        }
        assert!(start.elapsed() < PATIENCE, "{query}: {now:?}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn hover(client: &mut Client, uri: &str, text: &str, words: &str) -> String {
    let position = position_of(text, text.find(words).unwrap() + 1, "utf-16");
    let params = json!({"textDocument": {"uri": uri}, "position": position});
    client.call("textDocument/hover", params)["contents"]["value"].as_str().unwrap().to_owned()
}

#[test]
fn everybody_in_the_workspace_is_found_but_not_what_is_ignored() {
    let root = workspace(&[
        ("pumps.md", PUMPS),
        ("desk/budget.txt", BUDGET),
        ("old/archive.txt", BUDGET),
        ("drafts/new.txt", BUDGET),
        ("notes.csv", "Maria Lopez"),
        (".gitignore", "old/\n"),
        ("copydesk.toml", "ignore = [\"drafts/\"]\n"),
    ]);
    let before = files(root.path());
    let mut client = client(root.path());
    until_found(&mut client, "lopez", &["Maria Lopez desk/budget.txt:3", "María López pumps.md:3"]);
    assert_eq!(found(&mut client, "hbrtrust").len(), 2, "letters in their order");
    let symbols = client.call("workspace/symbol", json!({"query": "María"}));
    let pumps = symbols.as_array().unwrap().iter().find(|symbol| symbol["containerName"] == "pumps.md").unwrap();
    assert_eq!(pumps["location"]["range"], range_of(PUMPS, "María López", "utf-16"));
    assert_eq!(pumps["location"]["uri"], uri_of(&root.path().join("pumps.md")));
    client.stop();
    assert_eq!(files(root.path()), before, "nothing is written to the workspace");
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<_> = entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect();
    all.sort();
    all
}

#[test]
fn a_hover_says_where_else_the_name_stands_and_with_which_role() {
    let mayor = "Rain.\n\nMaria Lopez, mayor of Tansley, left on Friday.\n";
    let root = workspace(&[("budget.md", BUDGET), ("mayor.md", mayor), ("pumps.md", PUMPS)]);
    let mut client = client(root.path());
    until_found(&mut client, "lopez", &["Maria Lopez budget.md:3", "Maria Lopez mayor.md:3", "María López pumps.md:3"]);
    let uri = uri_of(&root.path().join("pumps.md"));
    client.open_as(&uri, "markdown", PUMPS);
    let text = hover(&mut client, &uri, PUMPS, "López");
    let end = "The name also stands in 2 other articles:\n\nbudget.md, line 3: director of the Harbour Trust\n\n\
               mayor.md, line 3: mayor of Tansley";
    assert!(text.starts_with("**María López**, director of the Harbour Trust\n\n"), "{text}");
    assert!(text.ends_with(end), "{text}");
    client.stop();
}

#[test]
fn where_else_a_name_stands_is_told_in_one_order_whichever_was_opened_or_edited_last() {
    let text = "Rain.\n\nMaria Lopez left on Friday.\n";
    let root = workspace(&[]);
    let mut client = client(root.path());
    let uri = |name: &str| uri_of(&root.path().join(name));
    for name in ["c.txt", "a.txt", "e.txt", "b.txt", "own.txt", "d.txt"] {
        client.open(&uri(name), text);
        client.published(&uri(name), 1);
    }
    let end = "The name also stands in 5 other articles:\n\na.txt, line 3\n\nb.txt, line 3\n\nc.txt, line 3";
    let before = hover(&mut client, &uri("own.txt"), text, "Lopez");
    assert!(before.ends_with(end), "{before}");
    client.change(&uri("a.txt"), 2, json!([{"text": format!("{text}\nRain.\n")}]));
    client.published(&uri("a.txt"), 2);
    assert_eq!(hover(&mut client, &uri("own.txt"), text, "Lopez"), before);
    client.stop();
}

#[test]
fn what_is_open_counts_as_it_stands_in_the_editor() {
    let root = workspace(&[("budget.md", BUDGET), ("pumps.md", PUMPS)]);
    let mut client = client(root.path());
    until_found(&mut client, "lopez", &["Maria Lopez budget.md:3", "María López pumps.md:3"]);
    let (pumps, budget) = (uri_of(&root.path().join("pumps.md")), uri_of(&root.path().join("budget.md")));
    client.open_as(&pumps, "markdown", PUMPS);
    client.open_as(&budget, "markdown", "Rain.\n\nRuth Ames, a nurse, left.\n");
    client.published(&budget, 1);
    assert_eq!(found(&mut client, "lopez"), ["María López pumps.md:3"]);
    assert!(!hover(&mut client, &pumps, PUMPS, "López").contains("budget.md"));
    client.change(&budget, 2, json!([{"text": BUDGET}]));
    client.published(&budget, 2);
    assert!(hover(&mut client, &pumps, PUMPS, "López").contains("budget.md, line 3"));
    client.change(&budget, 3, json!([{"text": "Rain.\n"}]));
    client.close(&budget);
    until_found(&mut client, "lopez", &["Maria Lopez budget.md:3", "María López pumps.md:3"]);
    client.stop();
}

#[test]
fn files_that_come_change_and_go_are_followed() {
    let root = workspace(&[("pumps.md", PUMPS), (".gitignore", "old/\n")]);
    let mut client = client(root.path());
    let registered = client.find("the registration", |message| message["method"] == "client/registerCapability");
    assert!(registered.to_string().contains("{txt,text,md,"), "{registered}");
    until_found(&mut client, "lopez", &["María López pumps.md:3"]);
    let tell = |client: &mut Client, name: &str, kind: u32| {
        let changes = json!([{"uri": uri_of(&root.path().join(name)), "type": kind}]);
        client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    };
    fs::create_dir(root.path().join("old")).unwrap();
    for name in ["budget.md", "old/budget.md"] {
        fs::write(root.path().join(name), BUDGET).unwrap();
        tell(&mut client, name, 1);
    }
    until_found(&mut client, "lopez", &["Maria Lopez budget.md:3", "María López pumps.md:3"]);
    fs::write(root.path().join("budget.md"), "Rain.\n\nRuth Ames, a nurse, left.\n").unwrap();
    tell(&mut client, "budget.md", 2);
    until_found(&mut client, "lopez", &["María López pumps.md:3"]);
    until_found(&mut client, "ames", &["Ruth Ames budget.md:3"]);
    fs::remove_file(root.path().join("budget.md")).unwrap();
    tell(&mut client, "budget.md", 3);
    until_found(&mut client, "ames", &[]);
    fs::write(root.path().join("copydesk.toml"), "ignore = [\"pumps.md\"]\n").unwrap();
    tell(&mut client, "copydesk.toml", 1);
    until_found(&mut client, "lopez", &[]);
    client.stop();
}

#[cfg(unix)]
#[test]
fn folders_that_go_and_files_that_become_something_else_are_no_trouble() {
    let root = workspace(&[("pumps.md", PUMPS), ("budget.md", BUDGET), ("old/a.md", PUMPS), ("copydesk.toml", "")]);
    // It would be read to its end, and has none.
    std::os::unix::fs::symlink("/dev/zero", root.path().join("old/.gitignore")).unwrap();
    let mut client = client(root.path());
    until_found(&mut client, "lopez", &["Maria Lopez budget.md:3", "María López pumps.md:3"]);
    let tell = |client: &mut Client, name: &str, kind: u32| {
        let changes = json!([{"uri": uri_of(&root.path().join(name)), "type": kind}]);
        client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    };
    let uri = uri_of(&root.path().join("pumps.md"));
    client.open(&uri, PUMPS);
    for name in ["budget.md", "copydesk.toml"] {
        let path = root.path().join(name);
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        tell(&mut client, name, 2);
        until_found(&mut client, "lopez", &["María López pumps.md:3"]);
        fs::remove_dir(&path).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
        tell(&mut client, name, 2);
        until_found(&mut client, "lopez", &["María López pumps.md:3"]);
        fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
        tell(&mut client, name, 2);
        until_found(&mut client, "lopez", &["María López pumps.md:3"]);
    }
    fs::remove_dir_all(root.path()).unwrap();
    tell(&mut client, "pumps.md", 3);
    let shown = hover(&mut client, &uri, PUMPS, "López");
    assert!(shown.starts_with("**María López**"), "what is open stays: {shown}");
    let folder = json!([{"uri": uri_of(root.path()), "name": "news"}]);
    for (added, removed) in [(json!([]), folder.clone()), (folder, json!([]))] {
        client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": added, "removed": removed}}));
    }
    client.close(&uri);
    until_found(&mut client, "lopez", &[]);
    client.stop();
}

#[test]
fn names_of_other_articles_are_offered_behind_those_of_this_one() {
    let ames = "Rain.\n\nMaris Lonegan, a farmer, and Ruth Ames left.\n";
    let root = workspace(&[("budget.md", BUDGET), ("ames.md", ames)]);
    let mut client = client(root.path());
    until_found(&mut client, "maris", &["Maris Lonegan ames.md:3"]);
    let text = format!("{PUMPS}\nThen 🙏 Lo");
    let uri = uri_of(&root.path().join("pumps.md"));
    client.open_as(&uri, "markdown", &text);
    let position = position_of(&text, text.len(), "utf-16");
    let answer = client.call("textDocument/completion", json!({"textDocument": {"uri": uri}, "position": position}));
    let labels: Vec<&Value> = answer.as_array().unwrap().iter().map(|item| &item["label"]).collect();
    assert_eq!(labels, ["López", "María López", "Maris Lonegan"], "{answer}");
    assert_eq!(answer[2]["detail"], "farmer");
    assert_eq!(answer[2]["textEdit"]["newText"], "Maris Lonegan");
    assert_eq!(answer[2]["documentation"], "In ames.md.");
    let resolved = client.call("completionItem/resolve", answer[2].clone());
    assert_eq!(resolved, answer[2]);
    client.stop();
}

#[test]
fn a_long_reading_is_shown_and_can_be_called_off() {
    let names: Vec<String> = (0..300).map(|number| format!("desk/{number}.md")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), BUDGET)).collect();
    let root = workspace(&files);
    let mut client = client(root.path());
    let is_progress = |kind: &'static str| {
        move |message: &Value| message["method"] == "$/progress" && message["params"]["value"]["kind"] == kind
    };
    let begun = client.find("the beginning", is_progress("begin"));
    assert_eq!(begun["params"]["value"]["title"], "Reading the articles of the workspace");
    assert_eq!(begun["params"]["value"]["cancellable"], true);
    client.notify("window/workDoneProgress/cancel", json!({"token": begun["params"]["token"]}));
    client.find("the end", is_progress("end"));
    let uri = uri_of(&root.path().join("pumps.md"));
    client.open_as(&uri, "markdown", PUMPS);
    assert!(hover(&mut client, &uri, PUMPS, "López").starts_with("**María López**"));
    client.stop();
}

#[test]
fn names_and_roles_are_held_against_other_articles_when_that_is_asked_for() {
    let text = "Teresa Whitcombe, head of the Tansley Trust, left.\n\nErik Sundquist, director of the Pump Board, spoke on Monday.\n";
    let other = "Teresa Witcombe, head of the Tansley Trust, spoke.\n\nErik Sundquist, secretary of the Pump Board, spoke on Friday.\n";
    let root = workspace(&[("other.md", other)]);
    let uri = uri_of(&root.path().join("this.md"));
    let rules = |client: &mut Client| {
        let answer = client.pull(&uri);
        let items = answer["items"].as_array().unwrap().iter();
        items
            .map(|item| format!("{} {}", item["code"].as_str().unwrap(), item["message"].as_str().unwrap()))
            .collect::<Vec<_>>()
    };
    for (on, expected) in [(false, 0), (true, 2)] {
        let mut client = client_with(root.path(), pulling(), json!({"compareArticles": on}));
        until_found(&mut client, "witcombe", &["Teresa Witcombe other.md:1"]);
        client.open_as(&uri, "markdown", text);
        let found = rules(&mut client);
        let about: Vec<&String> = found.iter().filter(|found| found.contains("other.md")).collect();
        assert_eq!(about.len(), expected, "{found:?}");
        if on {
            assert!(
                about[0].starts_with("name-variant This name is spelled “Teresa Witcombe” in other.md (line 1)"),
                "{about:?}"
            );
            assert!(
                about[1].starts_with("role-conflict Erik Sundquist is “director of the Pump Board” here, but"),
                "{about:?}"
            );
        }
        client.stop();
    }
}

#[test]
fn who_is_on_the_newsrooms_list_is_found_in_other_articles_in_any_spelling() {
    let root = workspace(&[
        ("copydesk.toml", "people = [\"people.csv\"]\n"),
        ("people.csv", "name\nMaría López\n"),
        ("notes.md", "Rain 🌊.\r\n\r\nThen maria lopez left early.\r\n"),
        ("zora.md", "Rain.\n\nThen zora whitby left early.\n"),
    ]);
    let mut client = client(root.path());
    until_found(&mut client, "lopez", &["maria lopez notes.md:3"]);
    assert_eq!(found(&mut client, "whitby"), [""; 0]);
    // Another list has the articles read again.
    fs::write(root.path().join("people.csv"), "name\nZora Whitby\n").unwrap();
    let changes = json!([{"uri": uri_of(&root.path().join("people.csv")), "type": 2}]);
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    until_found(&mut client, "whitby", &["zora whitby zora.md:3"]);
    until_found(&mut client, "lopez", &[]);
    client.stop();
}
