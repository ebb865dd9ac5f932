//! The newsroom's own people: in hovers and completion, with their mistakes told in their file, and read anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::client::{Client, capabilities, position_of, real};

const LIST: &str = "name,aliases,role,affiliation,pronouns,url,note\n\
    María López,Mariquita,mayor,City of Velmora,she/her,https://velmora.example/lopez,Ask *twice* 🙏.\n\
    Zora Whitby,,clerk,,,,\n,,nobody,,,,\n";
const TEXT: &str = "On Monday 🚤 maria lopez opened the fair.\r\n\r\nThen Zor";

fn uri_of(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// A folder with a people file, and a client with an article in it.
struct Newsroom {
    root: tempfile::TempDir,
    article: String,
    client: Client,
}

impl Newsroom {
    fn open(list: &str, options: Value) -> Newsroom {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("copydesk.toml"), "people = [\"people.csv\"]\n").unwrap();
        fs::write(root.path().join("people.csv"), list).unwrap();
        let article = uri_of(&root.path().join("fair.txt"));
        let params = json!({"capabilities": capabilities(), "initializationOptions": options});
        let mut client = Client::start_with(params, real());
        client.open(&article, TEXT);
        Newsroom { root, article, client }
    }

    fn ask(&mut self, method: &str, at: usize) -> Value {
        let position = position_of(TEXT, at, "utf-16");
        self.client.call(method, json!({"textDocument": {"uri": self.article}, "position": position}))
    }

    fn hover(&mut self) -> Value {
        self.ask("textDocument/hover", TEXT.find("lopez").unwrap())
    }
}

/// The rules of some diagnostics, and what their fixes would be about.
fn rules(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().map(|diagnostic| diagnostic["code"].as_str().unwrap()).collect()
}

#[test]
fn a_listed_person_has_a_dossier_from_the_list() {
    let mut newsroom = Newsroom::open(LIST, Value::Null);
    let shown = newsroom.hover()["contents"]["value"].as_str().unwrap().to_owned();
    for words in [
        "On the newsroom’s list, people.csv: María López, mayor, City of Velmora, she/her",
        "Also on the list as Mariquita",
        "Ask \\*twice\\* 🙏.",
        "<https://velmora.example/lopez>",
    ] {
        assert!(shown.contains(words), "{words} is not in\n{shown}");
    }
    newsroom.client.stop();
}

/// Editors show Markdown with its links, pictures and markup.
#[test]
fn what_a_list_says_is_no_markup() {
    let list = "name,aliases,role,affiliation,pronouns,url,note\n\
        María López,M. ](javascript:x) López,\"[mayor](command:x) <img src=x>\n\n# of all\",`a` ![b](http://c),she/her,javascript:x,\
        </div><script>x</script> |a|\n";
    let mut newsroom = Newsroom::open(list, Value::Null);
    let shown = newsroom.hover()["contents"]["value"].as_str().unwrap().to_owned();
    for words in [
        "\\[mayor\\](command:x) \\<img src=x\\> # of all",
        "\\`a\\` !\\[b\\](",
        "\\</div\\>\\<script\\>x",
        "M. \\](javascript:x) López",
    ] {
        assert!(shown.contains(words), "{words} is not in\n{shown}");
    }
    let unescaped = shown.replace("\\<", "").replace("\\[", "").replace("\\]", "").replace("\\`", "");
    assert!(!unescaped.contains(['<', '`', ']']) && !unescaped.contains("\n#"), "{shown}");
    newsroom.client.stop();
}

#[test]
fn people_on_the_list_are_offered_behind_those_of_the_article() {
    let mut newsroom = Newsroom::open(LIST, Value::Null);
    let offered = newsroom.ask("textDocument/completion", TEXT.len());
    let [item] = &offered.as_array().unwrap()[..] else { panic!("{offered}") };
    assert_eq!((&item["label"], &item["detail"]), (&json!("Zora Whitby"), &json!("clerk")));
    assert_eq!(item["textEdit"]["newText"], "Zora Whitby");
    let resolved = newsroom.client.call("completionItem/resolve", item.clone());
    let shown = resolved["documentation"]["value"].as_str().unwrap();
    assert!(shown.contains("people.csv: Zora Whitby, clerk"), "{shown}");
    newsroom.client.stop();
}

#[test]
fn of_a_long_list_some_are_offered_and_more_when_more_is_typed() {
    let mut list = String::from("name\n");
    for number in 0..500 {
        let letters: String = format!("{number:03}").bytes().map(|digit| char::from(digit - b'0' + b'a')).collect();
        writeln!(list, "Zora Whit{letters}").unwrap();
    }
    let mut newsroom = Newsroom::open(&list, Value::Null);
    let offered = newsroom.ask("textDocument/completion", TEXT.len());
    assert_eq!(offered["isIncomplete"], true);
    assert_eq!(offered["items"].as_array().unwrap().len(), 50);
    newsroom.client.stop();
}

#[test]
fn a_list_is_read_anew_when_it_changes_and_its_mistakes_are_told_in_it() {
    let mut newsroom = Newsroom::open(LIST, Value::Null);
    let file = newsroom.root.path().join("people.csv");
    let (article, uri) = (newsroom.article.clone(), uri_of(&file));
    assert_eq!(rules(&newsroom.client.published(&article, 1)), ["house-name"]);
    let about_file =
        |message: &Value| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri;
    let told = newsroom.client.find("the mistake", about_file);
    let mistake = &told["params"]["diagnostics"][0];
    assert_eq!(mistake["message"], "this person has no name");
    assert_eq!(mistake["range"]["start"], json!({"line": 3, "character": 0}));
    fs::write(&file, "name\nZora Whitby\n").unwrap();
    let changes = json!({"changes": [{"uri": uri, "type": 2}]});
    newsroom.client.notify("workspace/didChangeWatchedFiles", changes);
    assert_eq!(newsroom.client.published(&article, 1), [Value::Null; 0]);
    let told = newsroom.client.find("that it is mended", about_file);
    assert_eq!(told["params"]["diagnostics"], json!([]));
    assert_eq!(newsroom.hover(), Value::Null, "nobody is called so any more");
    newsroom.client.stop();
}

#[test]
fn a_folder_that_is_not_trusted_says_nothing_of_people() {
    let mut newsroom = Newsroom::open(LIST, json!({"untrusted": true}));
    let article = newsroom.article.clone();
    assert_eq!(newsroom.client.published(&article, 1), [Value::Null; 0]);
    assert_eq!(newsroom.hover(), Value::Null);
    newsroom.client.stop();
}

#[test]
fn somebody_of_the_article_is_added_to_the_list_that_the_editor_has() {
    let text = "Peter Hale, director of the Harbour Trust, left.\r\n\r\nMaría López stayed.\r\n";
    let mut newsroom = Newsroom::open("role,name,affiliation\r\nmayor,María López,City 🌊", Value::Null);
    newsroom.client.change(&newsroom.article, 2, json!([{"text": text}]));
    let asked = |client: &mut Client, words: &str| {
        let position = position_of(text, text.find(words).unwrap() + 2, "utf-16");
        let context = json!({"diagnostics": [], "only": ["refactor"]});
        let params = json!({
            "textDocument": {"uri": newsroom.article}, "range": {"start": position, "end": position}, "context": context,
        });
        client.call("textDocument/codeAction", params)
    };
    assert_eq!(asked(&mut newsroom.client, "María López"), json!([]), "she is there already");
    let actions = asked(&mut newsroom.client, "Peter Hale");
    assert_eq!(actions[0]["title"], "Add Peter Hale to the people file");
    let change = &actions[0]["edit"]["documentChanges"][0];
    let uri = uri_of(&newsroom.root.path().join("people.csv"));
    assert_eq!(change["textDocument"], json!({"uri": uri, "version": null}));
    let end = json!({"line": 1, "character": 25});
    let row = "\r\ndirector,Peter Hale,Harbour Trust\r\n";
    assert_eq!(change["edits"], json!([{"range": {"start": end, "end": end}, "newText": row}]));
    newsroom.client.open_as(&uri, "plaintext", "name\n");
    let actions = asked(&mut newsroom.client, "Peter Hale");
    let change = &actions[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["version"], 1);
    assert_eq!(change["edits"][0]["newText"], "Peter Hale\n");
    newsroom.client.stop();
}
