//! What an editor shows: diagnostics, hover, outline, quick fixes.

use serde_json::{Value, json};

use crate::client::{Client, capabilities, position_of, pulling, range_of, real, slice};
use crate::{ARTICLE, UNATTRIBUTED};

const URI: &str = "file:///news/pumps.txt";

fn opened(capabilities: Value) -> Client {
    let mut client = Client::start(capabilities, real());
    client.open(URI, ARTICLE);
    client
}

/// The hover at the start of the words, which stand in the article once: its text, and the words it is about.
fn hover(client: &mut Client, words: &str) -> (String, String) {
    let caret = range_of(ARTICLE, words, "utf-16")["start"].take();
    let hover = client.call("textDocument/hover", json!({"textDocument": {"uri": URI}, "position": caret}));
    let about = slice(ARTICLE, &hover["range"], "utf-16");
    (hover["contents"]["value"].as_str().unwrap_or_default().to_owned(), about.to_owned())
}

#[test]
fn a_diagnostic_says_what_where_and_how_bad() {
    let mut client = opened(capabilities());
    let diagnostics = client.published(URI, 1);
    let [diagnostic] = &diagnostics[..] else { panic!("{diagnostics:?}") };
    assert_eq!(diagnostic["range"], range_of(ARTICLE, UNATTRIBUTED, "utf-16"));
    assert_eq!(diagnostic["severity"], 2);
    assert_eq!(diagnostic["code"], "unattributed-quote");
    assert_eq!(diagnostic["source"], "copydesk");
    assert!(!diagnostic["message"].as_str().unwrap().is_empty());
    client.stop();
}

#[test]
fn a_client_that_asks_and_cannot_be_told_to_ask_again_is_pushed_to() {
    let mut capabilities = pulling();
    capabilities["workspace"]["diagnostics"] = Value::Null;
    let mut client = opened(capabilities);
    assert_eq!(client.greeting["capabilities"]["diagnosticProvider"], Value::Null);
    assert_eq!(client.published(URI, 1).len(), 1);
    client.stop();
}

#[test]
fn a_client_that_asks_is_not_pushed_to_and_learns_when_nothing_changed() {
    let mut client = opened(pulling());
    let provider = &client.greeting["capabilities"]["diagnosticProvider"];
    assert_eq!(
        *provider,
        json!({"identifier": "copydesk", "interFileDependencies": false, "workspaceDiagnostics": false})
    );
    let report = client.pull(URI);
    assert_eq!((&report["kind"], report["items"].as_array().unwrap().len()), (&json!("full"), 1));
    let again = json!({"textDocument": {"uri": URI}, "previousResultId": report["resultId"]});
    let unchanged = client.call("textDocument/diagnostic", again.clone());
    assert_eq!(unchanged, json!({"kind": "unchanged", "resultId": report["resultId"]}));
    // Behind the last finding nothing moves it.
    let end = position_of(ARTICLE, ARTICLE.len(), "utf-16");
    client.change(URI, 2, json!([{"range": {"start": end, "end": end}, "text": "More.\n"}]));
    assert_eq!(client.call("textDocument/diagnostic", again.clone())["kind"], "unchanged");
    client.change(URI, 3, json!([{"text": format!("New.\n{ARTICLE}")}]));
    let report = client.call("textDocument/diagnostic", again);
    assert_eq!((&report["kind"], report["items"].as_array().unwrap().len()), (&json!("full"), 1));
    let pushed = client.rest().filter(|message| message["method"] == "textDocument/publishDiagnostics").count();
    assert_eq!(pushed, 0);
    client.stop();
}

#[test]
fn a_client_can_have_diagnostics_pushed_although_it_could_ask() {
    let options = json!({"diagnostics": "push"});
    let mut client = Client::start_with(json!({"capabilities": pulling(), "initializationOptions": options}), real());
    assert_eq!(client.greeting["capabilities"].get("diagnosticProvider"), None);
    client.open(URI, ARTICLE);
    assert_eq!(client.published(URI, 1).len(), 1);
    client.stop();
}

#[test]
fn closing_a_document_clears_what_was_pushed() {
    let mut client = opened(capabilities());
    assert_eq!(client.published(URI, 1).len(), 1);
    client.close(URI);
    let cleared = client.find("the clearing", |message| message["method"] == "textDocument/publishDiagnostics");
    assert_eq!(cleared["params"], json!({"uri": URI, "diagnostics": []}));
    client.stop();
}

#[test]
fn a_person_is_introduced() {
    let mut client = opened(capabilities());
    let (text, about) = hover(&mut client, "Maria Lopez");
    assert_eq!(about, "Maria Lopez");
    assert!(text.starts_with("**Maria Lopez**, director of the Harbour Trust"), "{text}");
    assert!(text.contains("first in line 3; quoted twice, paraphrased once."), "{text}");
    assert!(text.contains("> “We asked the council twice,” (line 3)"), "{text}");
    client.stop();
}

#[test]
fn a_quotation_has_its_speaker_and_the_words_that_say_so() {
    let mut client = opened(capabilities());
    let (text, about) = hover(&mut client, "asked the council");
    assert_eq!(about, "“We asked the council twice,”");
    assert_eq!(text, "Said by **Maria Lopez** — “said Maria Lopez” follows.");
    let (text, about) = hover(&mut client, "Nobody ever came");
    assert_eq!((text.as_str(), about.as_str()), ("The article does not say who says this.", UNATTRIBUTED));
    client.stop();
}

#[test]
fn a_speaker_whom_only_the_context_tells_is_a_guess() {
    let text =
        "“Why did they fail?” Maria Lopez asked. The hall was full.\n\n“It failed because nobody ever looked.”\n";
    let mut client = Client::start(capabilities(), real());
    client.open(URI, text);
    let caret = range_of(text, "It failed", "utf-16")["start"].take();
    let hover = client.call("textDocument/hover", json!({"textDocument": {"uri": URI}, "position": caret}));
    let hover = hover["contents"]["value"].as_str().unwrap();
    assert_eq!(hover, "Probably **Maria Lopez**: this speaker is the last one named as speaking before it.");
    client.stop();
}

#[test]
fn a_pronoun_before_anybody_is_named_is_said_to_mean_nobody_yet() {
    for (text, expected) in [
        ("“We lost,” he said.\n", "Said by “**he**”: no man has been named yet."),
        ("“We lost,” she said.\n", "Said by “**she**”: no woman has been named yet."),
    ] {
        let mut client = Client::start(capabilities(), real());
        client.open(URI, text);
        let caret = range_of(text, "We lost", "utf-16")["start"].take();
        let hover = client.call("textDocument/hover", json!({"textDocument": {"uri": URI}, "position": caret}));
        assert_eq!(hover["contents"]["value"].as_str().unwrap(), expected);
        client.stop();
    }
}

#[test]
fn a_pronoun_that_may_be_somebody_elses_is_said_to_be_unclear_and_not_counted() {
    let text =
        "Rain 🌊.\r\n\r\nErik Sünd met Peter Holt and Tom Ames on Monday. The council met, too. He was late.\r\n";
    let mut client = Client::start(capabilities(), real());
    client.open(URI, text);
    let caret = range_of(text, "He was", "utf-16")["start"].take();
    let hover = client.call("textDocument/hover", json!({"textDocument": {"uri": URI}, "position": caret}));
    let hover = hover["contents"]["value"].as_str().unwrap();
    assert!(hover.starts_with("“He” is unclear: "), "{hover}");
    assert!(hover.ends_with("Mentioned once, in line 3; not quoted."), "{hover}");
    client.stop();
}

#[test]
fn a_hover_is_plain_where_the_client_knows_no_markdown() {
    let mut capabilities = capabilities();
    capabilities["textDocument"]["hover"] = json!({"contentFormat": ["plaintext"]});
    let mut client = opened(capabilities);
    let caret = range_of(ARTICLE, "Maria Lopez", "utf-16")["start"].take();
    let hover = client.call("textDocument/hover", json!({"textDocument": {"uri": URI}, "position": caret}));
    assert_eq!(hover["contents"]["kind"], "plaintext");
    assert!(hover["contents"]["value"].as_str().unwrap().starts_with("Maria Lopez, director"), "{hover}");
    client.stop();
}

#[test]
fn where_there_is_nobody_and_no_quotation_there_is_no_hover() {
    let mut client = opened(capabilities());
    let caret = range_of(ARTICLE, "failed", "utf-16")["start"].take();
    assert_eq!(
        client.call("textDocument/hover", json!({"textDocument": {"uri": URI}, "position": caret})),
        Value::Null
    );
    client.stop();
}

/// A symbol and those below it, a line each.
fn outline(symbol: &Value, depth: usize, lines: &mut Vec<String>) {
    let name = symbol["name"].as_str().unwrap();
    lines.push(format!("{}{name}", "  ".repeat(depth)));
    for child in symbol["children"].as_array().unwrap() {
        outline(child, depth + 1, lines);
    }
}

#[test]
fn the_outline_has_unattributed_quotations_first_then_people_with_what_they_say() {
    let mut client = opened(capabilities());
    let symbols = client.call("textDocument/documentSymbol", json!({"textDocument": {"uri": URI}}));
    let mut lines = Vec::new();
    for symbol in symbols.as_array().unwrap() {
        outline(symbol, 0, &mut lines);
    }
    let expected = "\
Unattributed quotations
  “Nobody ever came to look at the pumps.”
People
  Maria Lopez
    “We asked the council twice,”
    the pumps would stay shut
    “We will not wait,”
Organizations
  Harbour Trust";
    assert_eq!(lines.join("\n"), expected);
    // Editors that sort by place must come to the same order.
    let places: Vec<u64> = symbols.as_array().unwrap().iter().filter_map(heading_place).collect();
    assert_eq!(places, [1, 2, 3]);
    client.stop();
}

/// The column of a heading, which stands in the first line.
fn heading_place(heading: &Value) -> Option<u64> {
    assert_eq!(heading["range"], heading["selectionRange"]);
    assert_eq!(heading["range"]["start"]["line"], 0);
    heading["range"]["start"]["character"].as_u64()
}

#[test]
fn a_client_that_knows_no_trees_gets_a_list() {
    let mut capabilities = capabilities();
    capabilities["textDocument"]["documentSymbol"] = json!({});
    let mut client = opened(capabilities);
    let symbols = client.call("textDocument/documentSymbol", json!({"textDocument": {"uri": URI}}));
    let first = &symbols[0];
    assert_eq!(first["name"], UNATTRIBUTED);
    assert_eq!(first["containerName"], "Unattributed quotations");
    assert_eq!(first["location"], json!({"uri": URI, "range": range_of(ARTICLE, UNATTRIBUTED, "utf-16")}));
    assert!(symbols.as_array().unwrap().iter().any(|symbol| symbol["containerName"] == "Maria Lopez"));
    client.stop();
}

fn actions(client: &mut Client, words: &str, only: Value) -> Vec<Value> {
    let range = range_of(ARTICLE, words, "utf-16");
    let mut context = json!({"diagnostics": []});
    if !only.is_null() {
        context["only"] = only;
    }
    let params = json!({"textDocument": {"uri": URI}, "range": range, "context": context});
    serde_json::from_value(client.call("textDocument/codeAction", params)).unwrap()
}

/// The article after an action's edits.
fn applied(edits: &Value) -> String {
    let mut text = ARTICLE.to_owned();
    for edit in edits.as_array().unwrap().iter().rev() {
        let old = slice(ARTICLE, &edit["range"], "utf-16");
        let start = old.as_ptr() as usize - ARTICLE.as_ptr() as usize;
        text.replace_range(start..start + old.len(), edit["text"].as_str().or(edit["newText"].as_str()).unwrap());
    }
    text
}

#[test]
fn a_quick_fix_says_who_speaks_and_the_finding_is_gone() {
    let mut client = opened(capabilities());
    let diagnostics = client.published(URI, 1);
    let offered = actions(&mut client, "Nobody ever", Value::Null);
    let titles: Vec<&Value> = offered.iter().map(|action| &action["title"]).collect();
    assert_eq!(titles[0], "Attribute to Maria Lopez");
    let action = &offered[0];
    assert_eq!(action["kind"], "quickfix");
    assert_eq!(action.get("isPreferred"), None, "nobody checked the name");
    assert_eq!(action["diagnostics"], json!(diagnostics));
    let change = &action["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": URI, "version": 1}));
    let fixed = applied(&change["edits"]);
    assert_eq!(fixed, ARTICLE.replace("at the pumps.”", "at the pumps,” Lopez said."));
    client.change(URI, 2, json!([{"text": fixed}]));
    assert!(client.published(URI, 2).is_empty());
    client.stop();
}

#[test]
fn edits_name_no_version_where_the_client_wants_none() {
    let mut capabilities = capabilities();
    capabilities["workspace"]["workspaceEdit"] = json!({});
    let mut client = opened(capabilities);
    let offered = actions(&mut client, "Nobody ever", json!(["quickfix"]));
    let edits = &offered[0]["edit"]["changes"][URI];
    assert_eq!(applied(edits), ARTICLE.replace("at the pumps.”", "at the pumps,” Lopez said."));
    client.stop();
}

#[test]
fn actions_come_only_where_and_what_the_client_asks() {
    let mut client = opened(capabilities());
    assert_eq!(actions(&mut client, "failed again", Value::Null), [Value::Null; 0]);
    assert_eq!(actions(&mut client, "Nobody ever", json!(["source.organizeImports"])), [Value::Null; 0]);
    assert_eq!(actions(&mut client, "Nobody ever", json!(["refactor", "quickfix"])).len(), 1);
    client.stop();
}

#[test]
fn all_safe_fixes_come_as_one_source_action_that_is_asked_for() {
    let mut client = opened(capabilities());
    let nested =
        "“They called it “the long night” then,” said Inga Moe.\n\n“And “the short day” after it,” she said.\n";
    client.change(URI, 2, json!([{"text": nested}]));
    client.published(URI, 2);
    let ask = |client: &mut Client, only: Value| -> Vec<Value> {
        let range = range_of(nested, "then", "utf-16");
        let context = json!({"diagnostics": [], "only": only});
        let params = json!({"textDocument": {"uri": URI}, "range": range, "context": context});
        serde_json::from_value(client.call("textDocument/codeAction", params)).unwrap()
    };
    for only in ["source", "source.fixAll", "source.fixAll.copydesk"] {
        let offered = ask(&mut client, json!([only]));
        assert_eq!(offered.len(), 1, "{only}");
        assert_eq!(offered[0]["kind"], "source.fixAll.copydesk");
        let edits = &offered[0]["edit"]["documentChanges"][0]["edits"];
        let marks: Vec<&str> = edits.as_array().unwrap().iter().filter_map(|edit| edit["newText"].as_str()).collect();
        assert_eq!(marks, ["‘", "’", "‘", "’"]);
    }
    assert_eq!(ask(&mut client, json!(["source.fix", "source.organizeImports"])), [Value::Null; 0]);
    client.stop();
}
