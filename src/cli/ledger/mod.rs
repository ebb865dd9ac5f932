//! `copydesk ledger`: every quotation of some articles with who says it, and how the room is shared among the sources.
//! One file for each way of writing it.

mod csv;
mod html;
mod json;
mod markdown;
mod page;
mod text;

use std::io::{self, Write};

use super::args::{LedgerArgs, LedgerOutput};
use super::input::{self, Found, Input, Unreadable, gather};
use super::outcome::{Exit, complain, guarded};
use super::parallel::in_order;
use crate::Article;
use crate::features::ledger;
use page::Page;

/// Runs the command. Articles that cannot be read are complained of; the others make the ledger.
pub fn run(args: LedgerArgs, output: &mut impl Write) -> io::Result<Exit> {
    let naming = args.input.naming();
    let paths = args.paths;
    let mut exit = Exit::Clean;
    let mut pages: Vec<Page> = Vec::new();
    in_order(
        move |jobs| gather(&paths, &naming, |input| jobs.push(input).is_ok()),
        |found| match found {
            Found::Input(input) => read(&input),
            Found::Note(note) => Ok(Some(Read::Note(note))),
            Found::Trouble(trouble) => Err(trouble),
        },
        |page| {
            match page {
                Ok(Some(Read::Page(page))) => pages.push(*page),
                Ok(Some(Read::Note(note))) => complain(&note),
                Ok(None) => {}
                Err(trouble) => {
                    complain(&trouble);
                    exit = Exit::Failed;
                }
            }
            Ok(())
        },
    )?;
    match args.format {
        LedgerOutput::Text => text::write(&pages, output),
        LedgerOutput::Markdown => markdown::write(&pages, output),
        LedgerOutput::Csv => csv::write(&pages, output),
        LedgerOutput::Json => json::write(&pages, output),
        LedgerOutput::Html => html::write(&pages, output),
    }?;
    output.flush()?;
    Ok(exit)
}

/// What came of something that was found.
enum Read {
    Page(Box<Page>),
    /// It was left out.
    Note(String),
}

/// The page of an input; nothing for a binary file that a folder happens to hold.
fn read(input: &Input) -> Result<Option<Read>, String> {
    let name = input.place.name();
    let text = match input::read(&input.place) {
        Ok(decoded) => decoded.text,
        Err(Unreadable::Binary) if !input.named => return Ok(None),
        Err(unreadable) => return Err(format!("{name}: {}", unreadable.reason())),
    };
    let ledger = guarded(|| ledger::of(&Article::analyze(&text, input.format)));
    let ledger = ledger.map_err(|error| format!("{name}: {error}"))?;
    Ok(Some(Read::Page(Box::new(Page::new(name, text, ledger)))))
}
