//! The ledger in Markdown: a heading, a table of quotations and one of sources for each article.

use std::io::{self, Write};

use super::page::{Page, counted, manner, speaker};
use crate::cli::outcome::printable;
use crate::features::card::escape;

/// Writes it.
pub fn write(pages: &[Page], output: &mut impl Write) -> io::Result<()> {
    for page in pages {
        writeln!(output, "# {}\n", cell(&page.name))?;
        writeln!(output, "| line | | who | words | how |\n|---:|---|---|---|---|")?;
        for entry in &page.ledger.entries {
            let ((line, _), standing) = (page.place(entry), entry.standing.name());
            let (who, words, how) = (cell(&speaker(entry)), cell(&entry.words), cell(&manner(entry)));
            writeln!(output, "| {line} | {standing} | {who} | {words} | {how} |")?;
        }
        writeln!(output, "\n| source | role | |\n|---|---|---|")?;
        for source in &page.ledger.sources {
            let role = source.role.as_deref().map(cell).unwrap_or_default();
            writeln!(output, "| {} | {role} | {} |", cell(&source.name), counted(source.said))?;
        }
        writeln!(output)?;
    }
    Ok(())
}

/// Words of the article that stay within a cell and are no markup.
fn cell(words: &str) -> String {
    escape(&printable(words))
}
