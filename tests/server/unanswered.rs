//! A client that does not answer what it is asked is not asked again until it does: nothing piles up for it.

use std::time::Duration;

use serde_json::{Value, json};

use crate::ARTICLE;
use crate::client::{Client, position_of, pulling, range_of, real};

const REFRESH: &str = "workspace/diagnostic/refresh";
const SETTINGS: &str = "workspace/configuration";
const REGISTER: &str = "client/registerCapability";
const ROUNDS: usize = 12;

/// How many requests of a kind the client got, of those that it has not looked for.
fn count(client: &Client, method: &str) -> usize {
    client.rest().filter(|message| message["method"] == method).count()
}

/// Writes one more quotation that nobody says, and pauses, so that what is found is other than before.
fn writes(client: &mut Client, uri: &str, number: usize) {
    let behind = "No answer came.";
    let place = position_of(ARTICLE, ARTICLE.find(behind).unwrap() + behind.len(), "utf-16");
    let text = "\n\n“Everybody knew that it would fail.”";
    client.change(uri, number as i64 + 2, json!([{"range": {"start": place, "end": place}, "text": text}]));
    client.pull(uri);
    client.clock.pass(Duration::from_secs(2));
    if client.answers {
        client.find("the refresh", |message| message["method"] == REFRESH);
    }
    client.pull(uri);
}

/// A client that edits with pauses, opens, closes, and says that its settings changed.
fn client_at_work(answers: bool) -> Client {
    let mut client = Client::connect(real());
    client.answers = answers;
    client.call("initialize", json!({"capabilities": pulling()}));
    client.notify("initialized", json!({}));
    client.open("file:///news/long.txt", ARTICLE);
    for number in 0..ROUNDS {
        writes(&mut client, "file:///news/long.txt", number);
        let uri = format!("file:///news/{number}.txt");
        client.open(&uri, ARTICLE);
        client.pull(&uri);
        client.close(&uri);
        client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
        client.notify("initialized", json!({}));
        client.pull("file:///news/long.txt");
    }
    client
}

#[test]
fn a_client_that_never_answers_is_asked_everything_once() {
    let client = client_at_work(false);
    assert_eq!([REFRESH, SETTINGS, REGISTER].map(|method| count(&client, method)), [1, 1, 1]);
    client.stop();
    let client = client_at_work(true);
    assert!(count(&client, SETTINGS) > ROUNDS, "{}", count(&client, SETTINGS));
    client.stop();
}

#[test]
fn what_it_was_not_asked_meanwhile_it_is_asked_when_it_answers() {
    let mut client = client_at_work(false);
    client.open("file:///news/last.txt", ARTICLE);
    client.pull("file:///news/last.txt");
    client.answers = true;
    for (method, result) in [(REFRESH, Value::Null), (SETTINGS, json!([{"rules": {"unattributed-quote": "off"}}]))] {
        let first = client.find(method, |message| message["method"] == method);
        client.reply(&first["id"], result);
        let second = client.find(method, |message| message["method"] == method);
        if method == SETTINGS {
            assert_eq!(first["params"]["items"], json!([{"section": "copydesk"}]));
            let about: Vec<&Value> =
                second["params"]["items"].as_array().unwrap().iter().map(|item| &item["scopeUri"]).collect();
            assert_eq!(about.len(), 3, "all settings, for they have changed: {about:?}");
            assert!(
                about.contains(&&json!("file:///news/long.txt")) && about.contains(&&json!("file:///news/last.txt"))
            );
        }
    }
    assert_eq!(
        client.pull("file:///news/last.txt")["items"].as_array().unwrap().len(),
        1,
        "the late answer is of old settings"
    );
    client.stop();
}

#[test]
fn what_settings_turn_on_and_off_is_offered_when_the_last_offer_was_answered() {
    let mut capabilities = pulling();
    capabilities["workspace"]["configuration"] = json!(false);
    capabilities["textDocument"]["foldingRange"] = json!({"dynamicRegistration": true});
    let mut client = Client::connect(real());
    client.answers = false;
    client.call("initialize", json!({"capabilities": capabilities}));
    client.notify("initialized", json!({}));
    for folding in [true, false].repeat(ROUNDS) {
        client.notify("workspace/didChangeConfiguration", json!({"settings": {"copydesk": {"folding": folding}}}));
    }
    client.open("file:///news/pumps.txt", ARTICLE);
    client.pull("file:///news/pumps.txt");
    let is_of_folding = |message: &Value| message["params"].to_string().contains("textDocument/foldingRange");
    assert_eq!(client.rest().filter(|message| is_of_folding(message)).count(), 1);
    client.answers = true;
    let offer = client.find("the offer", is_of_folding);
    assert_eq!(offer["method"], REGISTER);
    client.reply(&offer["id"], Value::Null);
    let next = client.find("the next", is_of_folding);
    assert_eq!(next["method"], "client/unregisterCapability");
    client.stop();
}

#[test]
fn questions_to_the_user_that_stand_unanswered_are_few() {
    let mut capabilities = pulling();
    capabilities["workspace"]["applyEdit"] = json!(true);
    capabilities["window"] = json!({"showMessage": {"messageActionItem": {}}});
    let uri = "untitled:pumps";
    let params = json!({"capabilities": capabilities, "initializationOptions": {"asks": true}});
    let mut client = Client::start_with(params, real());
    client.answers = false;
    client.open(uri, ARTICLE);
    client.pull(uri);
    let ask = json!({
        "textDocument": {"uri": uri}, "range": range_of(ARTICLE, "Nobody ever", "utf-16"), "context": {"diagnostics": []},
    });
    let actions = client.call("textDocument/codeAction", ask);
    let ignore = actions.as_array().unwrap().iter().find(|action| action["title"] == "Ignore this finding").unwrap();
    let command = json!({"command": ignore["command"]["command"], "arguments": ignore["command"]["arguments"]});
    for _ in 0..40 {
        client.call("workspace/executeCommand", command.clone());
    }
    client.pull(uri);
    assert_eq!(count(&client, "window/showMessageRequest"), 16);
    assert_eq!(count(&client, "window/showMessage"), 24, "the others are told how to undo it");
    client.stop();
}
