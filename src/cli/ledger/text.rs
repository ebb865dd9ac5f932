//! The ledger for a terminal.

use std::io::{self, Write};

use super::page::{Page, counted, manner, speaker};
use crate::cli::outcome::printable;

/// Writes the articles one after the other: their quotations, then who is quoted how much.
pub fn write(pages: &[Page], output: &mut impl Write) -> io::Result<()> {
    for (index, page) in pages.iter().enumerate() {
        if index > 0 {
            writeln!(output)?;
        }
        writeln!(output, "{}", printable(&page.name))?;
        for entry in &page.ledger.entries {
            let (line, _) = page.place(entry);
            let by = speaker(entry);
            writeln!(output, "  {line:>5}  {:12}  {}", entry.standing.name(), printable(&by))?;
            writeln!(output, "         {} ({})", printable(&entry.words), manner(entry))?;
        }
        if page.ledger.entries.is_empty() {
            writeln!(output, "  nobody is quoted")?;
        }
        for source in &page.ledger.sources {
            let role = source.role.iter().map(|role| format!(", {role}")).collect::<String>();
            let line = format!("{}{role}: {}", source.name, counted(source.said));
            writeln!(output, "  {}", printable(&line))?;
        }
    }
    Ok(())
}
