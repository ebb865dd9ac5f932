//! *Ignore this finding*: its edit, put on disk as an editor does, silences the finding.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::client::{Client, capabilities, offset_at, position_of, range_of, real};
use crate::{ARTICLE, UNATTRIBUTED};

const TITLE: &str = "Ignore this finding";
/// What is written about the finding in the article, behind the line that names the file.
const RULE_AND_WORDS: &str = "rule = \"unattributed-quote\"\nwords = \"“Nobody ever came to look at the pumps.”\"\n";

fn uri_of(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// An editor that can make files as part of an edit.
fn making_files() -> Value {
    let mut capabilities = capabilities();
    capabilities["workspace"]["workspaceEdit"]["resourceOperations"] = json!(["create"]);
    capabilities
}

/// A client with this folder as its workspace.
fn working_in(folder: &Path, capabilities: Value) -> Client {
    let folders = json!([{"uri": uri_of(folder), "name": "desk"}]);
    Client::start_with(json!({"capabilities": capabilities, "workspaceFolders": folders}), real())
}

/// The quick fixes where the words stand.
fn actions(client: &mut Client, uri: &str, text: &str, words: &str) -> Vec<Value> {
    let params = json!({
        "textDocument": {"uri": uri}, "range": range_of(text, words, "utf-16"), "context": {"diagnostics": []},
    });
    serde_json::from_value(client.call("textDocument/codeAction", params)).unwrap()
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().unwrap()).collect()
}

/// Puts the last action's changes on disk, and tells the server that the configuration changed.
fn apply(client: &mut Client, actions: &[Value]) {
    let action = actions.last().unwrap();
    assert_eq!((&action["title"], &action["kind"]), (&json!(TITLE), &json!("quickfix")));
    assert_eq!(action.get("isPreferred"), None);
    let mut changed = Value::Null;
    for change in action["edit"]["documentChanges"].as_array().unwrap() {
        if change["kind"] == "create" {
            assert_eq!(change["options"], json!({"ignoreIfExists": true}));
            fs::write(change["uri"].as_str().unwrap().strip_prefix("file://").unwrap(), "").unwrap();
            continue;
        }
        changed = change["textDocument"]["uri"].clone();
        assert_eq!(change["textDocument"]["version"], Value::Null);
        let path = changed.as_str().unwrap().strip_prefix("file://").unwrap();
        let text = fs::read_to_string(path).unwrap();
        fs::write(path, inserted(&text, &change["edits"])).unwrap();
    }
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": changed, "type": 2}]}));
}

/// The text after the one edit, which takes nothing away.
fn inserted(text: &str, edits: &Value) -> String {
    let [edit] = &edits.as_array().unwrap()[..] else { panic!("{edits}") };
    let start = &edit["range"]["start"];
    assert_eq!(*start, edit["range"]["end"]);
    let (line, column) = (start["line"].as_u64().unwrap(), start["character"].as_u64().unwrap());
    let at = offset_at(text, line as usize, column as usize, "utf-16").unwrap();
    format!("{}{}{}", &text[..at], edit["newText"].as_str().unwrap(), &text[at..])
}

#[test]
fn without_a_file_one_is_made_at_the_root_of_the_workspace() {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("news")).unwrap();
    let uri = uri_of(&root.path().join("news/pumps.txt"));
    let mut client = working_in(root.path(), making_files());
    client.open(&uri, ARTICLE);
    let diagnostics = client.published(&uri, 1);
    let offered = actions(&mut client, &uri, ARTICLE, "Nobody ever");
    assert_eq!(titles(&offered), ["Attribute to Maria Lopez", TITLE]);
    assert_eq!(offered[1]["diagnostics"], json!(diagnostics));
    assert_eq!(offered[1]["edit"]["documentChanges"][0]["kind"], "create");
    apply(&mut client, &offered);
    assert!(client.published(&uri, 1).is_empty());
    let written = fs::read_to_string(root.path().join("copydesk.toml")).unwrap();
    assert_eq!(written, format!("[[ignore]]\nfile = \"news/pumps.txt\"\n{RULE_AND_WORDS}"));
    client.stop();
}

#[test]
fn without_a_workspace_it_is_made_beside_the_article() {
    let root = tempfile::tempdir().unwrap();
    let uri = uri_of(&root.path().join("pumps.txt"));
    let mut client = Client::start(making_files(), real());
    client.open(&uri, ARTICLE);
    client.published(&uri, 1);
    let offered = actions(&mut client, &uri, ARTICLE, "Nobody ever");
    apply(&mut client, &offered);
    assert!(client.published(&uri, 1).is_empty());
    let written = fs::read_to_string(root.path().join("copydesk.toml")).unwrap();
    assert_eq!(written, format!("[[ignore]]\nfile = \"./pumps.txt\"\n{RULE_AND_WORDS}"));
    client.stop();
}

#[test]
fn folders_of_the_workspace_come_and_go() {
    let root = tempfile::tempdir().unwrap();
    let uri = uri_of(&root.path().join("pumps.txt"));
    let mut client = working_in(&root.path().join("elsewhere"), making_files());
    client.open(&uri, ARTICLE);
    let target = |client: &mut Client| {
        let offered = actions(client, &uri, ARTICLE, "Nobody ever");
        offered[1]["edit"]["documentChanges"][0]["uri"].clone()
    };
    let parent = root.path().parent().unwrap();
    assert_eq!(target(&mut client), json!(uri_of(&root.path().join("copydesk.toml"))));
    let folder = json!([{"uri": uri_of(parent), "name": "all"}]);
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": folder, "removed": []}}));
    assert_eq!(target(&mut client), json!(uri_of(&parent.join("copydesk.toml"))));
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [], "removed": folder}}));
    assert_eq!(target(&mut client), json!(uri_of(&root.path().join("copydesk.toml"))));
    client.stop();
}

#[test]
fn the_nearest_file_gets_the_entry_also_where_the_client_makes_none() {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("news")).unwrap();
    for (before, after) in [
        ("profile = \"desk\"\n", "profile = \"desk\"\n\n[[ignore]]\nfile = \"./pumps.txt\"\nRULE_AND_WORDS"),
        (
            "\u{FEFF}ignore = [\"old/**\"]\n",
            "\u{FEFF}ignore = [{ file = \"./pumps.txt\", rule = \"unattributed-quote\", \
             words = \"“Nobody ever came to look at the pumps.”\" }, \"old/**\"]\n",
        ),
    ] {
        let file = root.path().join("news/copydesk.toml");
        fs::write(root.path().join("copydesk.toml"), "").unwrap();
        fs::write(&file, before).unwrap();
        let uri = uri_of(&root.path().join("news/pumps.txt"));
        let mut client = working_in(root.path(), capabilities());
        client.open(&uri, ARTICLE);
        assert_eq!(client.published(&uri, 1).len(), 1);
        let offered = actions(&mut client, &uri, ARTICLE, "Nobody ever");
        // An editor does not count the mark at the beginning of a file.
        fs::write(&file, before.trim_start_matches('\u{FEFF}')).unwrap();
        apply(&mut client, &offered);
        assert!(client.published(&uri, 1).is_empty());
        let expected = after.replace("RULE_AND_WORDS", RULE_AND_WORDS);
        assert_eq!(fs::read_to_string(&file).unwrap(), expected.trim_start_matches('\u{FEFF}'));
        client.stop();
    }
}

#[test]
fn a_file_that_is_open_is_changed_as_it_stands_in_the_editor() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("copydesk.toml");
    fs::write(&path, "").unwrap();
    let (uri, file) = (uri_of(&root.path().join("pumps.txt")), uri_of(&path));
    let mut client = working_in(root.path(), capabilities());
    client.open(&uri, ARTICLE);
    client.open(&file, "# Ours");
    client.change(&file, 7, json!([{"text": "# Ours.\n\n\"Nobody asked us.\""}]));
    let offered = actions(&mut client, &uri, ARTICLE, "Nobody ever");
    // What stands there now is broken, so nothing can be added to it.
    assert_eq!(titles(&offered), ["Attribute to Maria Lopez", TITLE][..1]);
    client.change(&file, 8, json!([{"text": "# Ours.\n"}]));
    let offered = actions(&mut client, &uri, ARTICLE, "Nobody ever");
    let change = &offered[1]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": file, "version": 8}));
    let text = inserted("# Ours.\n", &change["edits"]);
    assert_eq!(text, format!("# Ours.\n\n[[ignore]]\nfile = \"./pumps.txt\"\n{RULE_AND_WORDS}"));
    client.stop();
}

#[test]
fn it_works_in_markup_and_for_marks_without_fixes() {
    let root = tempfile::tempdir().unwrap();
    let cases = [
        (
            "pumps [1].md",
            "markdown",
            "The *harbour* is shut.\n\n\"We **asked** \\\\ twice\n& nobody came.\"\n",
            "twice",
        ),
        (
            "pumps.html",
            "html",
            "<p>The harbour is shut.</p><p>&ldquo;We <b>asked</b> twice and nobody ever came.&rdquo;</p>",
            "twice",
        ),
        ("marks.txt", "plaintext", "The harbour ” is shut.\n\nThe “pump stands still.\n", "“"),
        ("comment.md", "markdown", "<!-- copydesk: ignore -->\nThe harbour is shut.\n", "copydesk:"),
    ];
    for (name, language, text, words) in cases {
        let uri = uri_of(&root.path().join(name)).replace('[', "%5B").replace(']', "%5D").replace(' ', "%20");
        let mut client = working_in(root.path(), making_files());
        client.open_as(&uri, language, text);
        let before = client.published(&uri, 1);
        let offered = actions(&mut client, &uri, text, words);
        assert_eq!(titles(&offered).last(), Some(&TITLE), "{name}: {before:?}");
        apply(&mut client, &offered);
        assert_eq!(client.published(&uri, 1).len(), before.len() - 1, "{name}: one is silenced, no other");
        client.stop();
    }
}

#[test]
fn several_findings_at_a_place_are_told_apart() {
    let root = tempfile::tempdir().unwrap();
    let text = "The ” harbour is shut.\n\n\"We asked twice and nobody came.\"\n";
    let uri = uri_of(&root.path().join("pumps.txt"));
    let mut client = working_in(root.path(), making_files());
    client.open(&uri, text);
    client.published(&uri, 1);
    let range = json!({"start": position_of(text, 0, "utf-16"), "end": position_of(text, text.len(), "utf-16")});
    let params = json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}});
    let offered: Vec<Value> = serde_json::from_value(client.call("textDocument/codeAction", params)).unwrap();
    assert_eq!(
        titles(&offered),
        ["Ignore this finding (unbalanced-quote)", "Ignore this finding (unattributed-quote)"]
    );
    client.stop();
}

#[test]
fn it_is_not_offered_where_it_cannot_work() {
    let root = tempfile::tempdir().unwrap();
    let article = uri_of(&root.path().join("pumps.txt"));
    let mut client = working_in(root.path(), capabilities());
    client.open(&article, ARTICLE);
    assert_eq!(titles(&actions(&mut client, &article, ARTICLE, UNATTRIBUTED)), ["Attribute to Maria Lopez"]);
    client.stop();

    let mut client = working_in(root.path(), making_files());
    let configuration = uri_of(&root.path().join("copydesk.toml"));
    for uri in ["untitled:Untitled-1", &configuration] {
        client.open(uri, ARTICLE);
        assert_eq!(titles(&actions(&mut client, uri, ARTICLE, UNATTRIBUTED)), ["Attribute to Maria Lopez"], "{uri}");
    }
    client.close(&configuration);
    fs::write(root.path().join("copydesk.toml"), b"profile = \"\xE9\"").unwrap();
    client.open(&article, ARTICLE);
    assert_eq!(titles(&actions(&mut client, &article, ARTICLE, UNATTRIBUTED)), ["Attribute to Maria Lopez"]);
    client.stop();
}
