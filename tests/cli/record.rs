//! The analysis record: its shape, and that every span is where it says.

use super::{Desk, RIGHT, WRONG};
use serde_json::{Value, json};

/// Plain articles with characters of one to four bytes, marks of several kinds, and every part of a record.
const ARTICLES: [&str; 4] = [
    WRONG,
    RIGHT,
    "ZÜRICH – Amélie Øst 😀, the mayor of Zürich, said on Monday: “We asked twice – and nobody answered.” \
     “It’s over,” she said. The “Söder plan” failed, according to Press TV.\r\n\r\n\
     “Nobody at the café 😀 has told us anything,” Øst added, “and we’re still waiting.”\r\n",
    "\u{1F468}\u{200D}\u{1F469} \"lost and 'never' found\n\nThe Harbour Trust (HT) denied it. HT's director, Ana Ruiz, told Press TV that it was over.\n",
];

/// The text between two offsets that count units of an encoding.
fn slice(text: &str, span: &Value, encoding: &str) -> String {
    let [start, end] = [&span[0], &span[1]].map(|offset| offset.as_u64().unwrap() as usize);
    assert!(start <= end, "{span}");
    match encoding {
        "utf-8" => text[start..end].to_owned(),
        "utf-16" => String::from_utf16(&text.encode_utf16().collect::<Vec<_>>()[start..end]).unwrap(),
        _ => text.chars().collect::<Vec<_>>()[start..end].iter().collect(),
    }
}

/// Calls `each` with every object that has a span and a text (an edit's text is not in the article).
fn spans<'r>(record: &'r Value, each: &mut impl FnMut(&'r Value, &'r Value)) {
    match record {
        Value::Array(items) => items.iter().for_each(|item| spans(item, each)),
        Value::Object(object) => {
            if let (Some(span), Some(text)) = (object.get("span"), object.get("text")) {
                each(span, text);
            }
            object.iter().filter(|(key, _)| *key != "edits").for_each(|(_, value)| spans(value, each));
        }
        _ => {}
    }
}

#[test]
fn every_span_slices_to_its_text_in_every_encoding() {
    let desk = Desk::new(&[]);
    for text in ARTICLES {
        let mut seen = Vec::new();
        for encoding in ["utf-8", "utf-16", "utf-32"] {
            let arguments = ["analyze", "--profile", "desk", "--offsets", encoding, "-"];
            let record = desk.run_with(&arguments, text.as_bytes()).ends(0).json();
            let mut texts = Vec::new();
            spans(&record["quotations"], &mut |span, text_of_span| texts.push((span, text_of_span)));
            spans(&record["entities"], &mut |span, text_of_span| texts.push((span, text_of_span)));
            for (span, expected) in &texts {
                assert_eq!(slice(text, span, encoding), expected.as_str().unwrap(), "{encoding}");
            }
            let quoted: Vec<String> = record["quotations"]
                .as_array()
                .unwrap()
                .iter()
                .flat_map(|quotation| quotation["spans"].as_array().unwrap())
                .chain(record["findings"].as_array().unwrap().iter().map(|finding| &finding["span"]))
                .map(|span| slice(text, span, encoding))
                .collect();
            assert!(!quoted.is_empty());
            seen.push(quoted);
        }
        assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "the same words in every encoding: {seen:?}");
    }
}

#[test]
fn a_small_article_has_exactly_this_record() {
    let text = "the café is shut –\n\n“We asked twice and nobody answered.”\n";
    let mut record = Desk::new(&[]).run_with(&["analyze", "--offsets", "utf-32", "-"], text.as_bytes()).ends(0).json();
    let finding = record["findings"][0].as_object_mut().unwrap();
    assert!(finding.remove("message").unwrap().as_str().unwrap().len() > 20);
    let expected = json!({
        "schema": 1,
        "id": "-",
        "quotations": [{
            "id": 0, "kind": "direct", "spans": [[20, 57]], "cue": null, "source": null, "speaker": null, "via": null,
            "confidence": 0.0, "evidence": [],
        }],
        "entities": [],
        "findings": [{"rule": "unattributed-quote", "severity": "warning", "span": [20, 57], "fixes": [{
                "edits": [{"span": [55, 56], "text": ","}, {"span": [57, 57], "text": " NAME said."}],
                "safety": "ask",
                "title": "Add the speaker",
            }]}],
    });
    assert_eq!(record, expected);
}

/// Asserts that a value has these keys and no others, and gives the value of each.
#[track_caller]
fn keys<'r, const N: usize>(value: &'r Value, expected: [&str; N]) -> [&'r Value; N] {
    let mut found: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    let mut sorted = expected;
    found.sort_unstable();
    sorted.sort_unstable();
    assert_eq!(found, sorted);
    expected.map(|key| &value[key])
}

#[track_caller]
fn is_span(value: &Value) {
    assert!(value.as_array().is_some_and(|span| span.len() == 2 && span.iter().all(Value::is_u64)), "{value}");
}

#[track_caller]
fn is_one_of(value: &Value, words: &str) {
    assert!(words.split('|').any(|word| value == word), "{value} is none of {words}");
}

#[test]
fn a_record_has_the_documented_keys_and_words_and_no_others() {
    let desk = Desk::new(&[]);
    for text in ARTICLES {
        let record = desk.run_with(&["analyze", "--profile", "desk", "-"], text.as_bytes()).ends(0).json();
        let [schema, _, quotations, entities, findings] =
            keys(&record, ["schema", "id", "quotations", "entities", "findings"]);
        assert_eq!(schema, 1);
        let is_entity = |id: &Value| {
            let known = |id: &Value| entities.as_array().unwrap().iter().any(|entity| entity["id"] == *id);
            assert!(id.is_null() || known(id), "{id} is no entity");
        };
        for quotation in quotations.as_array().unwrap() {
            let [_, kind, parts, cue, source, speaker, via, confidence, evidence] =
                keys(quotation, ["id", "kind", "spans", "cue", "source", "speaker", "via", "confidence", "evidence"]);
            is_one_of(kind, "direct|mixed|indirect|scare");
            parts.as_array().unwrap().iter().for_each(is_span);
            if !cue.is_null() {
                is_span(keys(cue, ["span", "text", "lemma", "stance"])[0]);
            }
            if !source.is_null() {
                let [span, _, form, entity] = keys(source, ["span", "text", "form", "entity"]);
                is_span(span);
                is_entity(entity);
                is_one_of(form, "name|surname|given|pronoun|title|description|group|organization|anonymous|document");
            }
            if !via.is_null() {
                is_entity(keys(via, ["span", "text", "entity"])[2]);
            }
            is_entity(speaker);
            assert!((0.0..=1.0).contains(&confidence.as_f64().unwrap()));
            assert!(confidence.to_string().len() <= "0.123".len(), "{confidence} claims too much");
            assert!(evidence.as_array().unwrap().iter().all(Value::is_string));
            assert!(speaker.is_null() || !evidence.as_array().unwrap().is_empty(), "a speaker needs evidence");
        }
        for entity in entities.as_array().unwrap() {
            let [_, kind, name, aliases, variants, acronym, roles, affiliation, mentions] = keys(
                entity,
                ["id", "kind", "name", "aliases", "variants", "acronym", "roles", "affiliation", "mentions"],
            );
            is_one_of(kind, "person|organization|place");
            assert!(name.is_string() && aliases.is_array() && variants.is_array());
            assert!(acronym.is_null() || acronym.is_string());
            assert!(affiliation.is_null() || affiliation.is_string());
            for role in roles.as_array().unwrap() {
                is_span(keys(role, ["text", "span"])[1]);
            }
            for mention in mentions.as_array().unwrap() {
                let [span, _, form] = keys(mention, ["span", "text", "form"]);
                is_span(span);
                is_one_of(form, "name|surname|given|acronym|pronoun|title|description");
            }
        }
        for finding in findings.as_array().unwrap() {
            let [_, severity, span, _, fixes] = keys(finding, ["rule", "severity", "span", "message", "fixes"]);
            is_one_of(severity, "error|warning|information|hint");
            is_span(span);
            for fix in fixes.as_array().unwrap() {
                let [_, safety, edits] = keys(fix, ["title", "safety", "edits"]);
                is_one_of(safety, "safe|ask");
                for edit in edits.as_array().unwrap() {
                    is_span(keys(edit, ["span", "text"])[0]);
                }
            }
        }
    }
}

#[test]
fn spans_of_markup_lead_to_the_source() {
    let page = "<p>It was &ldquo;caf&eacute;&rdquo; no more.</p>\n<p>&ldquo;We asked <b>twice</b> and nobody answered.&rdquo;</p>";
    let desk = Desk::new(&[("page.html", page)]);
    let record = desk.run(&["analyze", "page.html"]).ends(0).json();
    let finding = &record["findings"][0];
    let expected = "&ldquo;We asked <b>twice</b> and nobody answered.&rdquo;";
    assert_eq!(slice(page, &finding["span"], "utf-8"), expected);
}
