//! Comments and entries of `ignore` that silence nothing.

use super::finding::Finding;
use super::rule::Rule;
use crate::config::{Ignore, Severity};
use crate::text::{ProseSpan, SourceSpan};

/// The rule. What it reports is found where comments and entries are applied, in [`super::silence`]: only there is it
/// known what they did.
pub static RULE: Rule = Rule {
    name: "unused-ignore",
    summary: "a comment or an entry of copydesk.toml that silences nothing",
    default: Some(Severity::Hint),
    desk: Some(Severity::Hint),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("unused_ignore.md"),
    check: |_, _| {},
};

/// The finding about an entry that silences nothing in the one file that it names. It stands in `configuration`, the
/// text of the `copydesk.toml` that holds the entry.
pub fn entry(entry: &Ignore, configuration: &str, severity: Severity) -> Finding {
    let what = entry.rule().unwrap_or("any rule");
    let message =
        format!("This entry silences nothing: there is no finding of {what} in its file that begins so. Take it out.");
    Finding {
        rule: RULE.name,
        severity,
        span: ProseSpan::empty(0),
        comment: Some(first_line(entry.span, configuration)),
        related: Vec::new(),
        message,
        fixes: Vec::new(),
    }
}

/// The part of a span on its first line, without what is blank at its end.
fn first_line(span: SourceSpan, text: &str) -> SourceSpan {
    let line = text.get(span.range()).and_then(|text| text.lines().next()).unwrap_or_default().trim_end();
    // It is part of a text whose offsets are 32-bit numbers.
    SourceSpan::new(span.start, span.start + line.len() as u32)
}
