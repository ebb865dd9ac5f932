//! The ledger as a table for spreadsheets: a row for each quotation.

use std::borrow::Cow;
use std::io::{self, Write};

use super::page::Page;

const HEAD: [&str; 13] = [
    "article",
    "line",
    "column",
    "standing",
    "kind",
    "speaker",
    "role",
    "source",
    "cue",
    "via",
    "words",
    "count",
    "confidence",
];

/// Writes it.
pub fn write(pages: &[Page], output: &mut impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(output);
    table.write_record(HEAD)?;
    for page in pages {
        for entry in &page.ledger.entries {
            let (line, column) = page.place(entry);
            let given = |words: &Option<String>| words.clone().unwrap_or_default();
            let row: [String; HEAD.len()] = [
                page.name.clone(),
                line.to_string(),
                column.to_string(),
                entry.standing.name().to_owned(),
                entry.kind.name().to_owned(),
                given(&entry.speaker),
                given(&entry.role),
                given(&entry.source),
                entry.cue.unwrap_or_default().to_owned(),
                given(&entry.via),
                entry.words.clone(),
                entry.count.to_string(),
                format!("{:.2}", entry.confidence),
            ];
            table.write_record(row.iter().map(|cell| harmless(cell).into_owned()))?;
        }
    }
    table.flush()
}

/// A cell that no spreadsheet takes for a formula: words of an article must not compute anything.
fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}").into() } else { cell.into() }
}

#[cfg(test)]
mod tests {
    #[test]
    fn formulas_are_words() {
        assert_eq!(super::harmless("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(super::harmless("-5 degrees"), "'-5 degrees");
        assert_eq!(super::harmless("5 - 3"), "5 - 3");
    }
}
