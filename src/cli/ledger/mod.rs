//! `copydesk ledger`: every quotation of some articles with who says it, and how the room is shared among the sources.
//! One file for each way of writing it.

mod csv;
mod html;
mod json;
mod markdown;
mod text;

use std::io::{self, Write};

use super::args::{LedgerArgs, LedgerOutput};
use super::input::{self, Input, Unreadable, gather};
use super::outcome::{Exit, complain, guarded};
use super::parallel::in_order;
use crate::Article;
use crate::features::ledger::{self, Entry, Ledger};
use crate::text::{Encoding, LineIndex};

/// One article as the ledger shows it.
struct Page {
    /// The article's path.
    name: String,
    /// Its source.
    text: String,
    lines: LineIndex,
    ledger: Ledger,
}

impl Page {
    /// Line and column of an entry's first word, from 1; columns count characters.
    fn place(&self, entry: &Entry) -> (u32, u32) {
        let start = entry.spans.first().map_or(0, |span| span.start);
        let position = self.lines.position(&self.text, start, Encoding::Utf32);
        (position.line + 1, position.column + 1)
    }
}

/// Runs the command. Articles that cannot be read are complained of; the others make the ledger.
pub fn run(args: LedgerArgs, output: &mut impl Write) -> io::Result<Exit> {
    let naming = args.input.naming();
    let paths = args.paths;
    let mut exit = Exit::Clean;
    let mut pages: Vec<Page> = Vec::new();
    in_order(
        move |jobs| gather(&paths, &naming, |input| jobs.push(input).is_ok()),
        |input: Result<Input, String>| input.and_then(|input| read(&input)),
        |page| {
            match page {
                Ok(page) => pages.extend(page),
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

/// The page of an input; nothing for a binary file that a folder happens to hold.
fn read(input: &Input) -> Result<Option<Page>, String> {
    let name = input.place.name();
    let text = match input::read(&input.place) {
        Ok(decoded) => decoded.text,
        Err(Unreadable::Binary) if !input.named => return Ok(None),
        Err(unreadable) => return Err(format!("{name}: {}", unreadable.reason())),
    };
    let ledger = guarded(|| ledger::of(&Article::analyze(&text, input.format)));
    let ledger = ledger.map_err(|error| format!("{name}: {error}"))?;
    Ok(Some(Page { lines: LineIndex::new(&text), name, text: text.into(), ledger }))
}

/// Who says an entry, for a reader: the name, with the words that stand for it where these hold no part of it; or why nobody.
fn speaker(entry: &Entry) -> String {
    let name = match (&entry.speaker, &entry.source) {
        (Some(name), Some(source)) if !name.contains(source.as_str()) && !source.contains(name.as_str()) => {
            format!("{name} ({source})")
        }
        (Some(name), _) => name.clone(),
        (None, Some(source)) => source.clone(),
        (None, None) => return "nobody is named".to_owned(),
    };
    let name = if entry.is_guess() { format!("unclear: perhaps {name}") } else { name };
    match &entry.via {
        Some(via) => format!("{name}, as told by {via}"),
        None => name,
    }
}

/// Such as *quoted twice (41 words), paraphrased once*.
fn counted(count: ledger::Count) -> String {
    let words = if count.words == 1 { "1 word".to_owned() } else { format!("{} words", count.words) };
    match (count.quoted, count.paraphrased) {
        (0, paraphrased) => format!("paraphrased {}", times(paraphrased)),
        (quoted, 0) => format!("quoted {} ({words})", times(quoted)),
        (quoted, paraphrased) => format!("quoted {} ({words}), paraphrased {}", times(quoted), times(paraphrased)),
    }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{count} times"),
    }
}
