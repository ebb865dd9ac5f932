//! `copydesk analyze`: the analysis record.

use std::io::{self, Write};
use std::sync::Arc;

use serde_json::Value;

use super::args::AnalyzeArgs;
use super::input::{Found, Input, Unreadable, gather, read};
use super::jsonl;
use super::outcome::{Exit, complain};
use super::parallel::in_order;
use super::settings::{Finder, From, InForce};
use super::task::Task;
use crate::format::Format;
use crate::text::Encoding;
use crate::text::charset::Decoded;

/// What comes of one thing that the command line names.
struct Step {
    /// What is to be read, and by which configuration.
    found: Option<(Input, Arc<InForce>)>,
    troubles: Vec<String>,
    /// What was left out.
    note: Option<String>,
}

/// Runs the command.
pub fn run(args: AnalyzeArgs, output: &mut impl Write) -> io::Result<Exit> {
    if args.jsonl {
        return run_jsonl(&args, output);
    }
    // One article is for reading, several are a line each.
    let pretty = !args.compact && matches!(&*args.paths, [path] if !path.is_dir());
    let mut finder = Finder::new(args.config.from(), args.config.profile);
    let naming = args.input.naming();
    let (paths, offsets) = (args.paths, args.offsets);
    let mut exit = Exit::Clean;
    in_order(
        move |jobs| {
            gather(&paths, &naming, |input| {
                let mut troubles = Vec::new();
                let (mut found, mut note) = (None, None);
                match input {
                    Found::Input(input) => {
                        let in_force = finder.for_input(&input, |trouble| troubles.push(trouble));
                        found = Some((input, in_force));
                    }
                    Found::Note(text) => note = Some(text),
                    Found::Trouble(trouble) => troubles.push(trouble),
                }
                jobs.push(Step { found, troubles, note }).is_ok()
            });
        },
        move |Step { found, mut troubles, mut note }| {
            let mut record = Vec::new();
            if let Some((input, in_force)) = found {
                match analyze(&input, &in_force, offsets, pretty, &mut record) {
                    Ok(remark) => note = remark,
                    Err(trouble) => troubles.push(trouble),
                }
            }
            (record, troubles, note)
        },
        |(record, troubles, note)| {
            note.iter().for_each(|note| complain(note));
            for trouble in &troubles {
                complain(trouble);
                exit = Exit::Failed;
            }
            output.write_all(&record)?;
            output.flush()
        },
    )?;
    Ok(exit)
}

/// Writes the record of an input. Gives what a user should know of how it was read.
fn analyze(
    input: &Input,
    in_force: &InForce,
    offsets: Encoding,
    pretty: bool,
    record: &mut Vec<u8>,
) -> Result<Option<String>, String> {
    let name = input.place.name();
    let Decoded { text, charset } = match read(&input.place) {
        Ok(decoded) => decoded,
        Err(Unreadable::Binary) if !input.named => return Ok(None),
        Err(unreadable) => return Err(format!("{name}: {}", unreadable.reason())),
    };
    let task = Task { id: Value::from(name.as_str()), text: &text, format: input.format, offsets, pretty };
    task.write(in_force, Some(input), record).map_err(|error| format!("{name}: {error}"))?;
    Ok(charset.note().map(|note| format!("{name}: {note}")))
}

fn run_jsonl(args: &AnalyzeArgs, output: &mut impl Write) -> io::Result<Exit> {
    let mut exit = Exit::Clean;
    // Lines have no folder, so no configuration is near them; one that is named is in force.
    let in_force = match args.config.from() {
        From::File(file) => {
            let mut finder = Finder::new(From::File(file), args.config.profile);
            let stdin = super::input::Place::Stdin(None);
            let input = Input { place: stdin, format: Format::Plain, named: true };
            finder.for_input(&input, |trouble| {
                complain(&trouble);
                exit = Exit::Failed;
            })
        }
        From::Nearest | From::Nowhere => Arc::new(InForce::of_profile(args.config.profile)),
    };
    let all_read = jsonl::run(io::stdin(), output, in_force, args.offsets, complain)?;
    Ok(if all_read { exit } else { Exit::Failed })
}
