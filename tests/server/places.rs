//! Every question about every place has an answer, whatever the text.

use serde_json::{Value, json};

use crate::client::slice;
use crate::desk::{Desk, URI};

/// Texts with names and quotations among marks, tags, references, wide characters and line ends of all kinds.
const TEXTS: [(&str, &str); 4] = [
    ("plaintext", "🌊 “A,” Ann Dé\r\nsaid.\r“B.” She’\n‘no “x” y’ she said 🙏"),
    (
        "markdown",
        "# Ann\u{301} **D*é*** 🌊\r\n\r\n> “Hi,” [she](x) said.\r\n\r\n<!-- copydesk: ignore date-style -->\r\nWHO (WHO)",
    ),
    (
        "html",
        "<p>Mar&iacute;a <b>L&oacute;pez</b>&rsquo;s 🙏 “a,” she said<!-- copydesk: x --></p><p>L&oacute;pez’ <i>x",
    ),
    ("plaintext", ""),
];

#[test]
fn every_question_about_every_place_is_answered_with_places_of_the_text() {
    let options = json!({
        "rulePages": "copydesk-rule:/{rule}.md", "inlayHints": "all", "codeLens": true, "folding": true, "semanticTokens": true, "pronounReferences": true,
    });
    for encoding in ["utf-8", "utf-16"] {
        let mut desk = Desk::open("", encoding, options.clone());
        for (language, text) in TEXTS {
            desk.client.close(URI);
            desk.client.open_as(URI, language, text);
            for method in ["foldingRange", "codeLens", "documentLink", "semanticTokens/full", "documentSymbol"] {
                desk.ask_of_all(&format!("textDocument/{method}"));
            }
            let lines = text.lines().count() as u32 + 4;
            for (line, character) in (0..lines).flat_map(|line| (0..40).map(move |character| (line, character))) {
                let position = json!({"line": line, "character": character});
                let document = json!({"uri": URI});
                let place = json!({"textDocument": document, "position": position, "context": {"includeDeclaration": true, "triggerKind": 1}});
                for method in ["definition", "references", "documentHighlight", "hover", "prepareRename", "completion"]
                {
                    let answer = desk.client.call(&format!("textDocument/{method}"), place.clone());
                    check_ranges(&answer, text, encoding);
                }
                let mut naming = place.clone();
                naming["newName"] = json!("Bo Ek");
                check_ranges(&desk.client.call("textDocument/rename", naming), text, encoding);
                let several = json!({"textDocument": document, "positions": [position, position]});
                let chains = desk.client.call("textDocument/selectionRange", several);
                assert_eq!(chains.as_array().map(Vec::len), Some(2));
                let range = json!({"textDocument": document, "range": {"start": position, "end": position}});
                desk.client.call("textDocument/inlayHint", range.clone());
                desk.client.call("textDocument/semanticTokens/range", range);
            }
        }
        desk.close();
    }
}

/// Every range in an answer is one of the text: it begins and ends between characters.
fn check_ranges(answer: &Value, text: &str, encoding: &str) {
    let mut values = vec![answer];
    while let Some(value) = values.pop() {
        if value["start"]["line"].is_u64() {
            slice(text, value, encoding);
        } else if let Some(object) = value.as_object() {
            values.extend(object.values());
        } else if let Some(list) = value.as_array() {
            values.extend(list);
        }
    }
}
