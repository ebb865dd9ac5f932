//! Findings as annotations in the log of a GitHub workflow.

use std::io::Write;

use super::located::{Located, level};
use crate::cli::outcome::printable;

/// One finding: `::warning file=…,line=…::message`.
pub fn finding(located: &Located<'_>, output: &mut Vec<u8>) {
    let finding = located.finding;
    let (start, end) = (located.start(), located.end());
    // A column says something only where the annotation is one line long.
    let columns =
        if start.line == end.line { format!("col={},endColumn={},", start.column, end.column) } else { String::new() };
    // Writing to a vector cannot fail.
    let _ = writeln!(
        output,
        "::{} file={},line={},endLine={},{columns}title={}::{}",
        level(finding.severity, "notice"),
        property(located.name),
        start.line,
        end.line,
        property(finding.rule),
        data(&finding.message),
    );
}

fn data(text: &str) -> String {
    printable(&text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")).into_owned()
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
