//! Another name for somebody: every form in its own shape, and nobody else's.

use serde_json::{Value, json};

use crate::desk::{Desk, ENCODINGS, URI};

/// One person in full, by each name alone, in capitals, in quotation marks and in the name of something else.
const STORY: &str = "\
🌊 The pumps failed, said María José López, director of the Harbour Trust 🚰, on Monday.\r\n\
\r\n\
López’s deputy, Peter Jones, agreed. “We asked López twice,” Jones said. Jones’ plan is ready.\r\n\
\r\n\
María waited 🙏 while MARÍA LÓPEZ signs went up. “It failed,” López said. The María López Foundation paid.\r\n";

fn annotating(capabilities: &mut Value) {
    capabilities["workspace"]["workspaceEdit"]["changeAnnotationSupport"] = json!({"groupsOnLabel": true});
}

/// The answer to a request for another name.
fn rename(desk: &mut Desk, words: &str, name: &str) -> Value {
    let mut params = desk.place(words);
    params["newName"] = json!(name);
    desk.client.call("textDocument/rename", params)
}

/// The text after all edits of an answer.
fn renamed(desk: &mut Desk, words: &str, name: &str) -> String {
    let edit = rename(desk, words, name);
    let change = &edit["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": URI, "version": 1}));
    desk.edited(change["edits"].as_array().unwrap())
}

#[test]
fn what_can_be_renamed_is_a_name_and_the_whole_name() {
    for encoding in ENCODINGS {
        let mut desk = Desk::open(STORY, encoding, Value::Null);
        let provider = &desk.client.greeting["capabilities"]["renameProvider"];
        assert_eq!(*provider, json!({"prepareProvider": true}));
        for (words, name) in [
            ("said María J|osé", "0 María José López"),
            ("|López’s deputy", "2 López"),
            ("Peter Jo|nes", "2 Peter Jones"),
        ] {
            let found = desk.ask("textDocument/prepareRename", words);
            assert_eq!(desk.words(&found["range"]), name);
            assert!(name.ends_with(found["placeholder"].as_str().unwrap()));
        }
        assert_eq!(desk.ask("textDocument/prepareRename", "The pu|mps"), Value::Null);
        desk.close();
    }
}

#[test]
fn a_family_name_is_changed_in_every_form() {
    for encoding in ENCODINGS {
        let mut desk = Desk::open_with(STORY, encoding, Value::Null, annotating);
        let expected = STORY.replace("López", "Ruíz").replace("LÓPEZ", "RUÍZ");
        assert_eq!(renamed(&mut desk, "|López’s deputy", " Ruíz "), expected);
        desk.close();
    }
}

#[test]
fn a_full_name_changes_family_and_given_names_that_stand_alone() {
    let mut desk = Desk::open_with(STORY, "utf-16", Value::Null, annotating);
    let expected = STORY
        .replace("María José López", "Marta Ana Ruíz")
        .replace("María", "Marta")
        .replace("López", "Ruíz")
        .replace("MARÍA LÓPEZ", "MARTA RUÍZ");
    assert_eq!(renamed(&mut desk, "said María J|osé", "Marta Ana Ruíz"), expected);
    let expected = STORY
        .replace("María José López", "Marta van den Berg")
        .replace("María", "Marta")
        .replace("López’s deputy", "Van den Berg’s deputy")
        .replace("López", "van den Berg")
        .replace("MARÍA LÓPEZ", "MARTA VAN DEN BERG");
    assert_eq!(renamed(&mut desk, "said María J|osé", "Marta van den Berg"), expected);
    desk.close();
}

#[test]
fn a_bare_apostrophe_gets_its_s_back() {
    let mut desk = Desk::open(STORY, "utf-16", Value::Null);
    let expected = STORY.replace("Jones’ plan", "Janák’s plan").replace("Jones", "Janák");
    assert_eq!(renamed(&mut desk, "|Jones said", "Janák"), expected);
    desk.close();
}

#[test]
fn what_somebody_says_and_what_else_is_called_so_is_changed_only_if_the_writer_confirms_it() {
    let mut desk = Desk::open_with(STORY, "utf-16", Value::Null, annotating);
    let edit = rename(&mut desk, "|López’s deputy", "Ruíz");
    let asked: Vec<(&Value, String)> = edit["documentChanges"][0]["edits"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|edit| edit.get("annotationId").is_some())
        .map(|edit| (&edit["annotationId"], desk.words(&edit["range"])))
        .collect();
    assert_eq!(asked, [(&json!("quoted"), "2 López".to_owned()), (&json!("inside"), "4 López".to_owned())]);
    for id in ["quoted", "inside"] {
        assert_eq!(edit["changeAnnotations"][id]["needsConfirmation"], true);
    }
    desk.close();
    let mut desk = Desk::open(STORY, "utf-16", Value::Null);
    let text = renamed(&mut desk, "|López’s deputy", "Ruíz");
    assert!(text.contains("“We asked López twice,”") && text.contains("María López Foundation"), "{text}");
    assert!(text.contains("“It failed,” Ruíz said"), "{text}");
    desk.close();
}

#[test]
fn edits_name_no_version_where_the_client_wants_none() {
    let plain = |capabilities: &mut Value| capabilities["workspace"]["workspaceEdit"] = json!({});
    let mut desk = Desk::open_with(STORY, "utf-16", Value::Null, plain);
    let edit = rename(&mut desk, "Peter Jo|nes", "Peter Roe");
    let text = desk.edited(edit["changes"][URI].as_array().unwrap());
    assert_eq!(text, STORY.replace("Jones’ plan", "Roe’s plan").replace("Jones", "Roe"));
    desk.close();
}

#[test]
fn of_two_people_of_one_name_only_one_is_renamed() {
    let text =
        "Maria Lopez spoke 🙏. Her brother, Peter Lopez, listened.\r\n\r\nMaria Lopez left with Peter Lopez.\r\n";
    let mut desk = Desk::open(text, "utf-16", Value::Null);
    assert_eq!(renamed(&mut desk, "|Maria Lopez spoke", "Maria Lopes"), text.replace("Maria Lopez", "Maria Lopes"));
    desk.close();
}

#[test]
fn references_for_letters_are_changed_as_one_and_markup_stays() {
    let text = "<p>Mar&iacute;a <b>L&oacute;pez</b> spoke 🙏.</p>\r\n<p>“We asked,” L&oacute;pez said.</p>\r\n";
    let mut desk = Desk::open("", "utf-16", Value::Null);
    let uri = "file:///news/b.html";
    desk.client.open_as(uri, "html", text);
    desk.text = text.to_owned();
    let mut params = json!({"textDocument": {"uri": uri}, "newName": "María Ruiz"});
    params["position"] = desk.position("|Mar&iacute;a <b>");
    let edit = desk.client.call("textDocument/rename", params);
    let text = desk.edited(edit["documentChanges"][0]["edits"].as_array().unwrap());
    assert_eq!(text, "<p>Mar&iacute;a <b>Ruiz</b> spoke 🙏.</p>\r\n<p>“We asked,” Ruiz said.</p>\r\n");
    desk.close();
}

#[test]
fn a_name_that_is_none_is_refused_with_a_reason() {
    let mut desk = Desk::open(STORY, "utf-16", Value::Null);
    for (name, reason) in [("  ", "A name cannot be empty."), ("Ruíz\nMarta", "A name cannot hold a line break.")] {
        let mut params = desk.place("Peter Jo|nes");
        params["newName"] = json!(name);
        let id = desk.client.request("textDocument/rename", params);
        let error = desk.client.answer(id)["error"].take();
        assert_eq!((&error["code"], &error["message"]), (&json!(-32803), &json!(reason)));
    }
    assert_eq!(rename(&mut desk, "The pu|mps", "Marta"), Value::Null);
    assert_eq!(rename(&mut desk, "Peter Jo|nes", "Peter Jones"), Value::Null, "nothing is different");
    desk.close();
}
