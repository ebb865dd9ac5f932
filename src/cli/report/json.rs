//! Findings as one JSON array.

use serde_json::{Value, json};

use super::located::{Located, PlaceInFile};

/// One finding: file, rule, severity, message, where (lines and columns from 1, columns in characters; `span` in bytes
/// of the file's text), other places that belong to it, and fixes as in the analysis record.
pub fn finding(located: &Located<'_>) -> Value {
    let finding = located.finding;
    let place = |place: PlaceInFile| json!({"line": place.line, "column": place.column});
    let fixes: Vec<Value> = finding
        .fixes
        .iter()
        .map(|fix| {
            let edits: Vec<Value> = fix
                .edits
                .iter()
                .map(|edit| json!({"span": [edit.span.start, edit.span.end], "text": edit.text}))
                .collect();
            json!({"title": fix.title, "safety": fix.safety.name(), "edits": edits})
        })
        .collect();
    let related: Vec<Value> = located
        .related
        .iter()
        .map(|&(span, message)| {
            let (start, end) = (place(located.places.of(span.start)), place(located.places.of(span.end)));
            json!({"span": [span.start, span.end], "start": start, "end": end, "message": message})
        })
        .collect();
    json!({
        "file": located.name,
        "rule": finding.rule,
        "severity": finding.severity.name(),
        "message": finding.message,
        "start": place(located.start()),
        "end": place(located.end()),
        "span": [located.span.start, located.span.end],
        "related": related,
        "fixes": fixes,
    })
}
