//! Findings as SARIF 2.1.0 (Static Analysis Results Interchange Format, OASIS), which code-scanning services read.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::located::{Located, level};
use super::summary::Summary;
use crate::config::Profile;
use crate::rules::{self, Severity};
use crate::text::SourceSpan;

/// Everything before the results.
pub fn head(output: &mut impl Write) -> io::Result<()> {
    let rules: Vec<Value> = rules::ALL
        .iter()
        .map(|rule| {
            let severity = rule.severity(Profile::Default);
            json!({
                "id": rule.name,
                "shortDescription": {"text": rule.summary},
                "help": {"text": rule.page, "markdown": rule.page},
                "defaultConfiguration": {
                    "enabled": severity.is_some(),
                    "level": level(severity.unwrap_or(Severity::Hint), "note"),
                },
            })
        })
        .collect();
    let tool = json!({"driver": {"name": "copydesk", "version": env!("CARGO_PKG_VERSION"), "rules": rules}});
    write!(
        output,
        "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{tool},\
         \"columnKind\":\"unicodeCodePoints\",\"results\":["
    )
}

/// Everything behind the results.
pub fn foot(summary: &Summary, output: &mut impl Write) -> io::Result<()> {
    let invocations = json!([{"executionSuccessful": summary.troubles == 0}]);
    writeln!(output, "\n],\"invocations\":{invocations}}}]}}")
}

/// One finding.
pub fn result(located: &Located<'_>) -> Value {
    let finding = located.finding;
    let artifact = json!({"uri": uri(located.name)});
    let fixes: Vec<Value> = finding
        .fixes
        .iter()
        .map(|fix| {
            let replacements: Vec<Value> = fix
                .edits
                .iter()
                .map(
                    |edit| json!({"deletedRegion": region(located, edit.span), "insertedContent": {"text": edit.text}}),
                )
                .collect();
            json!({
                "description": {"text": fix.title},
                "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
            })
        })
        .collect();
    let related: Vec<Value> = located
        .related
        .iter()
        .map(|&(span, message)| {
            json!({
                "physicalLocation": {"artifactLocation": artifact, "region": region(located, span)},
                "message": {"text": message},
            })
        })
        .collect();
    json!({
        "ruleId": finding.rule,
        "ruleIndex": rules::ALL.iter().position(|rule| rule.name == finding.rule),
        "level": level(finding.severity, "note"),
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {
            "artifactLocation": artifact,
            "region": region(located, located.span),
        }}],
        "relatedLocations": related,
        "fixes": fixes,
    })
}

fn region(located: &Located<'_>, span: SourceSpan) -> Value {
    let (start, end) = (located.places.of(span.start), located.places.of(span.end));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// A path as a relative reference: `/` between folders, everything that has a meaning in a URI escaped.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            b'\\' if cfg!(windows) => uri.push('/'),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    #[test]
    fn paths_are_escaped() {
        assert_eq!(super::uri("a b/c#d:é.md"), "a%20b/c%23d%3A%C3%A9.md");
    }
}
