//! `copydesk ledger`: every quotation of some articles with who says it, and how the room is shared among the sources.
//! One file for each way of writing it.

mod csv;
mod html;
mod json;
mod markdown;
mod page;
mod text;

use std::io::{self, Write};
use std::sync::Arc;

use super::args::{LedgerArgs, LedgerOutput};
use super::input::{self, Found, Input, Unreadable, gather};
use super::outcome::{Exit, complain, guarded};
use super::parallel::in_order;
use super::settings::{self, Finder, InForce};
use crate::features::ledger;
use page::Page;

/// Runs the command. Articles that cannot be read are complained of; the others make the ledger.
pub fn run(args: LedgerArgs, output: &mut impl Write) -> io::Result<Exit> {
    let naming = args.input.naming();
    let paths = args.paths;
    let mut exit = Exit::Clean;
    let mut pages: Vec<Page> = Vec::new();
    // The nearest configuration names the newsroom's people; the ledger needs nothing else of it.
    let mut finder = Finder::new(settings::From::Nearest, None);
    in_order(
        move |jobs| {
            gather(&paths, &naming, |found| match found {
                Found::Input(input) => {
                    let mut mistakes = Vec::new();
                    let in_force = finder.for_input(&input, |mistake| mistakes.push(mistake));
                    let notes = mistakes.into_iter().map(Job::Note);
                    notes.chain([Job::Read(input, in_force)]).map(|job| jobs.push(job)).all(|pushed| pushed.is_ok())
                }
                Found::Note(note) => jobs.push(Job::Note(note)).is_ok(),
                Found::Trouble(trouble) => jobs.push(Job::Trouble(trouble)).is_ok(),
            });
        },
        |job| match job {
            Job::Read(input, in_force) => read(&input, &in_force),
            Job::Note(note) => Ok(Some(Read::Note(note))),
            Job::Trouble(trouble) => Err(trouble),
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

/// What the reader hands to a worker.
enum Job {
    Read(Input, Arc<InForce>),
    /// What a user should know.
    Note(String),
    /// What could not even be found.
    Trouble(String),
}

/// What came of something that was found.
enum Read {
    Page(Box<Page>),
    /// It was left out.
    Note(String),
}

/// The page of an input; nothing for a binary file that a folder happens to hold.
fn read(input: &Input, in_force: &InForce) -> Result<Option<Read>, String> {
    let name = input.place.name();
    let text = match input::read(&input.place) {
        Ok(decoded) => decoded.text,
        Err(Unreadable::Binary) if !input.named => return Ok(None),
        Err(unreadable) => return Err(format!("{name}: {}", unreadable.reason())),
    };
    let ledger = guarded(|| ledger::of(&in_force.article(&text, input.format)));
    let ledger = ledger.map_err(|error| format!("{name}: {error}"))?;
    Ok(Some(Read::Page(Box::new(Page::new(name, text, ledger)))))
}
