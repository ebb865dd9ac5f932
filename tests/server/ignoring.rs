//! *Ignore this finding*: its edit, put on disk as an editor does, silences the finding.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::client::{Client, capabilities, offset_at, position_of, range_of, real};
use crate::{ARTICLE, UNATTRIBUTED};

const TITLE: &str = "Ignore this finding";
const ALL: &str = "Ignore all of this rule here";
const AGAIN: &str = "Report this finding again";
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

/// The action of that title.
fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    actions.iter().find(|action| action["title"] == title).unwrap_or_else(|| panic!("{title}: {actions:?}"))
}

/// Puts the changes of *Ignore this finding* on disk, and tells the server that the configuration changed.
fn apply(client: &mut Client, actions: &[Value]) {
    let action = titled(actions, TITLE);
    assert_eq!(action["kind"], "quickfix");
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
    assert_eq!(titles(&offered), ["Attribute to Maria Lopez", TITLE, ALL]);
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
    assert_eq!(titles(&offered), ["Attribute to Maria Lopez"]);
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
        assert!(titles(&offered).contains(&ALL), "{name}: {before:?}");
        apply(&mut client, &offered);
        assert_eq!(client.published(&uri, 1).len(), before.len() - 1, "{name}: one is silenced, no other");
        client.stop();
    }
}

#[test]
fn several_findings_at_a_place_are_told_apart() {
    let root = tempfile::tempdir().unwrap();
    let text = "The “pump stands still.\n\nThe harbour is shut.\n\n“We asked twice and nobody came.”\n";
    let uri = uri_of(&root.path().join("pumps.txt"));
    let mut client = working_in(root.path(), making_files());
    client.open(&uri, text);
    client.published(&uri, 1);
    let range = json!({"start": position_of(text, 0, "utf-16"), "end": position_of(text, text.len(), "utf-16")});
    let params = json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}});
    let offered: Vec<Value> = serde_json::from_value(client.call("textDocument/codeAction", params)).unwrap();
    assert_eq!(
        titles(&offered),
        [
            "Add the closing mark",
            "Add the speaker",
            "Ignore this finding (unbalanced-quote)",
            "Ignore this finding (unattributed-quote)",
            "Ignore all of this rule here (unattributed-quote)",
            "Ignore all of this rule here (unbalanced-quote)",
        ]
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
    client.open("untitled:Untitled-1", ARTICLE);
    let offered = actions(&mut client, "untitled:Untitled-1", ARTICLE, UNATTRIBUTED);
    assert_eq!(titles(&offered), ["Attribute to Maria Lopez", TITLE], "all of a rule would be so everywhere");
    client.open(&configuration, ARTICLE);
    let offered = client.call(
        "textDocument/codeAction",
        json!({"textDocument": {"uri": configuration}, "range": range_of(ARTICLE, UNATTRIBUTED, "utf-16"), "context": {"diagnostics": []}}),
    );
    assert_eq!(offered, Value::Null, "no article");
    client.close(&configuration);
    fs::write(root.path().join("copydesk.toml"), b"profile = \"\xE9\"").unwrap();
    client.open(&article, ARTICLE);
    assert_eq!(titles(&actions(&mut client, &article, ARTICLE, UNATTRIBUTED)), ["Attribute to Maria Lopez"]);
    client.stop();
}

/// An editor that carries out commands of the server.
fn commanding() -> Value {
    let mut capabilities = capabilities();
    capabilities["workspace"]["applyEdit"] = json!(true);
    capabilities["window"] = json!({"showMessage": {"messageActionItem": {}}});
    capabilities
}

/// Has the server do what an action says; it answers when it is done.
fn choose(client: &mut Client, actions: &[Value], title: &str) {
    let command = &titled(actions, title)["command"];
    assert_eq!(titled(actions, title).get("edit"), None);
    let params = json!({"command": command["command"], "arguments": command["arguments"]});
    assert_eq!(client.call("workspace/executeCommand", params), Value::Null);
}

#[test]
fn it_works_each_time_is_saved_and_can_be_undone() {
    let root = tempfile::tempdir().unwrap();
    let other = "“Everybody knew that it would fail.”";
    let text = format!("{other}\n\nThe pumps failed.\n\n{UNATTRIBUTED}\n");
    let (uri, path) = (uri_of(&root.path().join("pumps.txt")), root.path().join("copydesk.toml"));
    let mut client = working_in(root.path(), commanding());
    client.open(&uri, &text);
    assert_eq!(client.published(&uri, 1).len(), 2);
    for (words, left) in [(UNATTRIBUTED, 1), (other, 0)] {
        let offered = actions(&mut client, &uri, &text, words);
        choose(&mut client, &offered, TITLE);
        assert_eq!(client.published(&uri, 1).len(), left, "{words}");
        let shown = client.find("the message", |message| message["method"] == "window/showMessage");
        assert!(shown["params"]["message"].as_str().unwrap().contains("copydesk.toml"), "{shown}");
    }
    assert_eq!(fs::read_to_string(&path).unwrap().matches("[[ignore]]").count(), 2);
    for (words, left) in [(UNATTRIBUTED, 1), (other, 2)] {
        let offered = actions(&mut client, &uri, &text, words);
        assert_eq!(titles(&offered), [AGAIN]);
        choose(&mut client, &offered, AGAIN);
        assert_eq!(client.published(&uri, 1).len(), left, "{words}");
    }
    assert!(!path.exists(), "nothing is left behind");
    client.stop();
}

#[test]
fn all_of_a_rule_is_ignored_in_one_file() {
    let root = tempfile::tempdir().unwrap();
    let text = format!("“Everybody knew that it would fail.”\n\nThe pumps failed.\n\n{UNATTRIBUTED}\n");
    let (uri, other) = (uri_of(&root.path().join("a.txt")), uri_of(&root.path().join("b.txt")));
    let mut client = working_in(root.path(), commanding());
    for uri in [&uri, &other] {
        client.open(uri, &text);
        assert_eq!(client.published(uri, 1).len(), 2);
    }
    let offered = actions(&mut client, &uri, &text, UNATTRIBUTED);
    choose(&mut client, &offered, ALL);
    assert_eq!((client.published(&uri, 1).len(), client.published(&other, 1).len()), (0, 2));
    let written = fs::read_to_string(root.path().join("copydesk.toml")).unwrap();
    assert_eq!(written, "[[ignore]]\nfile = \"./a.txt\"\nrule = \"unattributed-quote\"\n");
    let offered = actions(&mut client, &uri, &text, UNATTRIBUTED);
    choose(&mut client, &offered, "Report all of this rule here again");
    assert_eq!(client.published(&uri, 1).len(), 2);
    client.stop();
}

#[test]
fn a_finding_that_an_entry_for_the_stricter_rule_silences_is_reported_again() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("copydesk.toml");
    fs::write(&path, "[[ignore]]\nfile = \"./a.txt\"\nrule = \"unattributed-quote\"\nwords = \"“It failed\"\n")
        .unwrap();
    let text = "“Why did they fail?” Maria Lopez asked. The hall was full.\n\n“It failed because nobody looked.”\n";
    let uri = uri_of(&root.path().join("a.txt"));
    let mut client = working_in(root.path(), commanding());
    client.open(&uri, text);
    assert_eq!(client.published(&uri, 1).len(), 0);
    let offered = actions(&mut client, &uri, text, "It failed");
    choose(&mut client, &offered, AGAIN);
    let published = client.published(&uri, 1);
    assert_eq!((published.len(), &published[0]["code"]), (1, &json!("implied-speaker")));
    assert!(!path.exists(), "the entry was all that it held");
    client.stop();
}

#[test]
fn a_draft_without_a_file_has_the_file_of_the_workspace_or_is_ignored_as_long_as_it_is_open() {
    let root = tempfile::tempdir().unwrap();
    let uri = "untitled:Untitled-1";
    for mut client in [working_in(root.path(), commanding()), Client::start(commanding(), real())] {
        client.open(uri, ARTICLE);
        assert_eq!(client.published(uri, 1).len(), 1);
        for (title, again) in [(TITLE, AGAIN), (ALL, "Report all of this rule here again")] {
            let offered = actions(&mut client, uri, ARTICLE, UNATTRIBUTED);
            choose(&mut client, &offered, title);
            assert_eq!(client.published(uri, 1).len(), 0, "{title}");
            let offered = actions(&mut client, uri, ARTICLE, UNATTRIBUTED);
            choose(&mut client, &offered, again);
            assert_eq!(client.published(uri, 1).len(), 1, "{again}");
        }
        client.stop();
    }
    let mut client = working_in(root.path(), commanding());
    client.open(uri, ARTICLE);
    let offered = actions(&mut client, uri, ARTICLE, UNATTRIBUTED);
    choose(&mut client, &offered, TITLE);
    let written = fs::read_to_string(root.path().join("copydesk.toml")).unwrap();
    assert_eq!(written, format!("[[ignore]]\n{RULE_AND_WORDS}"));
    client.stop();
}

#[test]
fn a_file_that_is_open_counts_as_it_stands_in_the_editor_and_is_the_editors_to_change() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("copydesk.toml");
    fs::write(&path, "").unwrap();
    let (uri, file) = (uri_of(&root.path().join("pumps.txt")), uri_of(&path));
    let mut client = working_in(root.path(), commanding());
    client.open(&uri, ARTICLE);
    assert_eq!(client.published(&uri, 1).len(), 1);
    client.open(&file, "# Ours.\n");
    client.published(&uri, 1);
    let offered = actions(&mut client, &uri, ARTICLE, UNATTRIBUTED);
    choose(&mut client, &offered, TITLE);
    let asked = client.find("the edit", |message| message["method"] == "workspace/applyEdit");
    let change = &asked["params"]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": file, "version": 1}));
    let text = inserted("# Ours.\n", &change["edits"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), "", "not on the disk");
    client.change(&file, 2, json!([{"text": text}]));
    assert_eq!(client.published(&uri, 1).len(), 0, "the text in the editor counts");
    client.close(&file);
    assert_eq!(client.published(&uri, 1).len(), 1, "and then the one on the disk");
    client.stop();
}

#[test]
fn an_editor_that_asks_is_asked_whether_to_undo() {
    let root = tempfile::tempdir().unwrap();
    let uri = uri_of(&root.path().join("pumps.txt"));
    let folders = json!([{"uri": uri_of(root.path()), "name": "desk"}]);
    let params = json!({
        "capabilities": commanding(), "workspaceFolders": folders, "initializationOptions": {"asks": true},
    });
    let mut client = Client::start_with(params, real());
    client.choice = json!({"title": "Undo"});
    client.open(&uri, ARTICLE);
    assert_eq!(client.published(&uri, 1).len(), 1);
    let offered = actions(&mut client, &uri, ARTICLE, UNATTRIBUTED);
    choose(&mut client, &offered, TITLE);
    client.find("the question", |message| message["method"] == "window/showMessageRequest");
    // That it was ignored meanwhile may be over before it is told.
    while client.published(&uri, 1).is_empty() {}
    assert!(!root.path().join("copydesk.toml").exists());
    client.stop();
}

#[cfg(unix)]
#[test]
fn where_nothing_can_be_written_it_is_ignored_until_the_file_is_closed() {
    use std::os::unix::fs::PermissionsExt;
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("copydesk.toml");
    fs::write(&path, "").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let uri = uri_of(&root.path().join("pumps.txt"));
    let mut client = working_in(root.path(), commanding());
    client.open(&uri, ARTICLE);
    assert_eq!(client.published(&uri, 1).len(), 1);
    let offered = actions(&mut client, &uri, ARTICLE, UNATTRIBUTED);
    choose(&mut client, &offered, TITLE);
    assert_eq!(client.published(&uri, 1).len(), 0);
    let shown = client.find("the message", |message| message["method"] == "window/showMessage");
    assert!(shown["params"]["message"].as_str().unwrap().contains("until you close"), "{shown}");
    client.close(&uri);
    client.open(&uri, ARTICLE);
    assert_eq!(client.published(&uri, 1).len(), 1);
    client.stop();
}

/// A folder that somebody else made may call another file so, in which the words of an article could be an order.
#[cfg(unix)]
#[test]
fn what_is_called_copydesk_toml_and_is_none_is_neither_read_nor_written() {
    use std::os::unix::fs::symlink;
    let root = tempfile::tempdir().unwrap();
    let (news, profile) = (root.path().join("news"), root.path().join("profile"));
    let path = news.join("copydesk.toml");
    fs::create_dir(&news).unwrap();
    fs::write(&profile, "export LANG=C\n").unwrap();
    let elsewhere = root.path().join("other");
    fs::create_dir(&elsewhere).unwrap();
    fs::write(elsewhere.join("copydesk.toml"), "[rules]\nunattributed-quote = \"off\"\n").unwrap();
    let pipe = || assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    let kinds: [(&str, &dyn Fn()); 7] = [
        ("a link to another file", &|| symlink(&profile, &path).unwrap()),
        ("a link to a configuration elsewhere", &|| symlink(elsewhere.join("copydesk.toml"), &path).unwrap()),
        ("a link to nothing", &|| symlink(root.path().join("none"), &path).unwrap()),
        ("a link to itself", &|| symlink("copydesk.toml", &path).unwrap()),
        ("a link to what has no end", &|| symlink("/dev/zero", &path).unwrap()),
        ("a pipe", &pipe),
        ("a folder", &|| fs::create_dir(&path).unwrap()),
    ];
    let uri = uri_of(&news.join("pumps.txt"));
    for (kind, make) in kinds {
        make();
        let mut client = working_in(&news, commanding());
        client.open(&uri, ARTICLE);
        assert_eq!(client.published(&uri, 1).len(), 1, "{kind}");
        let order = json!({"uri": uri, "rule": "unattributed-quote", "words": UNATTRIBUTED, "again": false});
        let params = json!({"command": "copydesk.ignore", "arguments": [order]});
        assert_eq!(client.call("workspace/executeCommand", params), Value::Null, "{kind}");
        assert_eq!(client.published(&uri, 1).len(), 0, "{kind}");
        let shown = client.find("the message", |message| message["method"] == "window/showMessage");
        assert!(shown["params"]["message"].as_str().unwrap().contains("until you close"), "{kind}: {shown}");
        client.stop();
        if fs::remove_dir(&path).is_err() {
            fs::remove_file(&path).unwrap();
        }
        assert_eq!(fs::read_dir(&news).unwrap().count(), 0, "{kind}");
    }
    assert_eq!(fs::read_to_string(&profile).unwrap(), "export LANG=C\n");
    let other = fs::read_to_string(elsewhere.join("copydesk.toml")).unwrap();
    assert_eq!(other, "[rules]\nunattributed-quote = \"off\"\n");
    assert!(!root.path().join("none").exists());
}

#[test]
fn only_articles_are_checked() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("copydesk.toml"), "people = [\"lists/people.txt\"]\n").unwrap();
    let mut client = working_in(root.path(), crate::client::pulling());
    for (name, findings) in [
        ("copydesk.toml", 0),
        ("people.csv", 0),
        ("notes.JSON", 0),
        ("lists/people.txt", 0),
        ("people.txt", 1),
        ("README", 1),
        ("story.rst", 1),
    ] {
        let uri = uri_of(&root.path().join(name));
        client.open(&uri, ARTICLE);
        client.change(&uri, 2, json!([{"text": ARTICLE}]));
        assert_eq!(client.pull(&uri)["items"].as_array().unwrap().len(), findings, "{name}");
        client.close(&uri);
    }
    assert!(client.rest().all(|message| message["method"] != "window/logMessage"));
    client.stop();
}

#[test]
fn where_an_article_has_comments_one_can_silence_a_finding() {
    let root = tempfile::tempdir().unwrap();
    let uri = uri_of(&root.path().join("pumps.md"));
    let mut client = Client::start(capabilities(), real());
    client.open_as(&uri, "markdown", ARTICLE);
    client.published(&uri, 1);
    let offered = actions(&mut client, &uri, ARTICLE, "Nobody ever");
    let paragraph = titled(&offered, "Ignore unattributed-quote in this paragraph, by a comment");
    let text = inserted(ARTICLE, &paragraph["edit"]["documentChanges"][0]["edits"]);
    assert!(text.contains(&format!("{UNATTRIBUTED} <!-- copydesk: ignore unattributed-quote -->\n")), "{text}");
    assert!(titles(&offered).contains(&"Ignore unattributed-quote in this file, by a comment"));
    client.change(&uri, 2, json!([{"text": text}]));
    assert!(client.published(&uri, 2).is_empty());
    client.stop();
}
