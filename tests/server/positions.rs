//! Every place that the server names is the right one, whatever a column counts and however lines end.

use serde_json::json;

use crate::client::{Client, capabilities, counting, position_of, pulling, range_of, real, slice};
use crate::{ARTICLE, UNATTRIBUTED};

const URI: &str = "file:///news/pumps.txt";

/// The article with characters of every width before the quotation on its line, and with other line ends.
fn articles() -> Vec<String> {
    let wide = ARTICLE.replace("“Nobody", "One é😀 day. “Nobody").replace("The pumps", "😀 Thé pumps");
    ["\n", "\r\n", "\r"].map(|end| wide.replace('\n', end)).to_vec()
}

fn check(encoding: &str, text: &str) {
    let mut client = Client::start(counting(pulling(), encoding), real());
    client.open(URI, text);
    let report = client.pull(URI);
    let [diagnostic] = &report["items"].as_array().unwrap()[..] else { panic!("{report}") };
    assert_eq!(slice(text, &diagnostic["range"], encoding), UNATTRIBUTED);
    assert_eq!(diagnostic["range"], range_of(text, UNATTRIBUTED, encoding));

    let caret = position_of(text, text.find("Lopez said").unwrap() + 1, encoding);
    let hover = client.call("textDocument/hover", json!({"textDocument": {"uri": URI}, "position": caret}));
    assert_eq!(slice(text, &hover["range"], encoding), "Lopez");

    let symbols = client.call("textDocument/documentSymbol", json!({"textDocument": {"uri": URI}}));
    let unattributed = &symbols[0]["children"][0];
    assert_eq!(slice(text, &unattributed["selectionRange"], encoding), UNATTRIBUTED);
    client.stop();
}

#[test]
fn every_encoding_and_line_ending() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        for text in articles() {
            check(encoding, &text);
        }
    }
}

#[test]
fn utf_16_is_counted_where_the_client_says_nothing_and_bytes_where_it_can() {
    let mut silent = capabilities();
    silent["general"] = json!({});
    let mut both = capabilities();
    both["general"]["positionEncodings"] = json!(["utf-16", "utf-8"]);
    for (capabilities, encoding) in [(silent, "utf-16"), (both, "utf-8"), (json!({}), "utf-16")] {
        let client = Client::start(capabilities, real());
        assert_eq!(client.greeting["capabilities"]["positionEncoding"], encoding);
        client.stop();
    }
}

#[test]
fn a_column_inside_a_surrogate_pair_is_the_character() {
    let mut client = Client::start(pulling(), real());
    client.open(URI, &format!("😀 day. {UNATTRIBUTED}"));
    let inside = json!({"line": 0, "character": 1});
    client.change(URI, 2, json!([{"range": {"start": inside, "end": inside}, "text": "One "}]));
    client.save(URI);
    let text = format!("One 😀 day. {UNATTRIBUTED}");
    assert_eq!(client.pull(URI)["items"][0]["range"], range_of(&text, UNATTRIBUTED, "utf-16"));
    client.stop();
}
