//! `copydesk people`: what is wrong with people files, and whom they have.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};

use super::args::{ListOutput, PeopleArgs, PeopleCheckArgs, PeopleCommand, PeopleLookupArgs};
use super::input::{in_words, read_up_to};
use super::outcome::{Exit, complain, printable};
use super::settings::shown;
use crate::config;
use crate::people::{KeptLists, LARGEST, Listed, People, PeopleList, load};
use crate::rules;
use crate::text::{Encoding, LineIndex};

/// Of more people who nearly fit, no more are shown.
const SHOWN: usize = 20;

/// Runs the command.
pub fn run(args: PeopleArgs, output: &mut impl Write) -> io::Result<Exit> {
    let exit = match args.command {
        PeopleCommand::Check(args) => check(args, output)?,
        PeopleCommand::Lookup(args) => lookup(args, output)?,
    };
    output.flush()?;
    Ok(exit)
}

/// Reads files, or those that the nearest `copydesk.toml` names. What cannot be read is complained of; gives whether there
/// was such a thing.
fn read(files: &[PathBuf]) -> (People, bool) {
    let mut failed = false;
    let mut fail = |what: String| {
        complain(&what);
        failed = true;
    };
    if files.is_empty() {
        let found = config::find_for(Path::new(".")).map(|file| config::load(&file, &rules::names()));
        let people = match found {
            None => {
                fail("there is no copydesk.toml here that names a people file; name the file".to_owned());
                People::default()
            }
            Some(Err(error)) => {
                fail(format!("{}: {}", shown(&error.path), in_words(&error.error)));
                People::default()
            }
            Some(Ok(mut loaded)) => {
                // Of the configuration itself `check` speaks.
                loaded.problems.clear();
                let people = load(&mut loaded, &KeptLists::default());
                if loaded.config.people.is_empty() {
                    fail(format!("{}: it names no people file; name the file", shown(&loaded.path)));
                }
                let lines = LineIndex::new(&loaded.text);
                for problem in &loaded.problems {
                    let at = lines.position(&loaded.text, problem.span.start, Encoding::Utf32);
                    fail(format!("{}:{}:{}: {}", shown(&loaded.path), at.line + 1, at.column + 1, problem.message));
                }
                people
            }
        };
        return (people, failed);
    }
    let mut lists = Vec::new();
    for file in files {
        match read_up_to(file, LARGEST) {
            Ok(bytes) => lists.push(Arc::new(PeopleList::read(file.clone(), &bytes))),
            Err(why) => fail(format!("{}: {why}", file.display())),
        }
    }
    (People::new(lists), failed)
}

fn check(args: PeopleCheckArgs, output: &mut impl Write) -> io::Result<Exit> {
    let (people, failed) = read(&args.files);
    let mut is_wrong = false;
    let mut all = Vec::new();
    for list in people.lists() {
        let file = shown(list.path());
        let lines = LineIndex::new(list.text());
        let problems = list.problems().iter().map(|problem| {
            let at = lines.position(list.text(), problem.span.start, Encoding::Utf32);
            (at.line + 1, at.column + 1, &problem.message)
        });
        is_wrong |= !list.problems().is_empty();
        match args.format {
            ListOutput::Json => {
                let problems: Vec<Value> = problems
                    .map(|(line, column, message)| json!({"line": line, "column": column, "message": message}))
                    .collect();
                all.push(json!({"file": file, "people": list.len(), "problems": problems}));
            }
            ListOutput::Text => {
                for (line, column, message) in problems {
                    writeln!(output, "{}:{line}:{column}: {}", printable(&file), printable(message))?;
                }
                let count = match list.len() {
                    1 => "1 person".to_owned(),
                    count => format!("{count} people"),
                };
                writeln!(output, "{}: {count}", printable(&file))?;
            }
        }
    }
    if args.format == ListOutput::Json {
        serde_json::to_writer_pretty(&mut *output, &all)?;
        writeln!(output)?;
    }
    Ok(match (failed, is_wrong) {
        (true, _) => Exit::Failed,
        (_, true) => Exit::Findings,
        _ => Exit::Clean,
    })
}

fn lookup(args: PeopleLookupArgs, output: &mut impl Write) -> io::Result<Exit> {
    let (people, failed) = read(&args.people);
    let name = args.name.join(" ");
    let mut found: Vec<Listed<'_>> = people.named(&name).collect();
    if found.is_empty() && !name.trim().is_empty() {
        people.beginning_with(&name, |listed| {
            found.push(listed);
            found.len() < SHOWN
        });
    }
    match args.format {
        ListOutput::Json => {
            let people: Vec<Value> = found.iter().map(record).collect();
            serde_json::to_writer_pretty(&mut *output, &people)?;
            writeln!(output)?;
        }
        ListOutput::Text => {
            for (index, listed) in found.iter().enumerate() {
                if index > 0 {
                    writeln!(output)?;
                }
                write(listed, output)?;
            }
        }
    }
    if failed {
        return Ok(Exit::Failed);
    }
    if found.is_empty() {
        let near = people.near(&name).map(|near| format!("; did you mean {}?", near.spelling)).unwrap_or_default();
        complain(&format!("nobody on the list is called {name}{near}"));
        return Ok(Exit::Findings);
    }
    Ok(Exit::Clean)
}

fn record(listed: &Listed<'_>) -> Value {
    let person = listed.person;
    json!({
        "name": person.name(),
        "aliases": person.aliases().collect::<Vec<_>>(),
        "role": person.role(),
        "affiliation": person.affiliation(),
        "pronouns": person.pronouns_written(),
        "url": person.url(),
        "note": person.note(),
        "file": shown(listed.list.path()),
        "line": listed.list.line_of(person),
    })
}

fn write(listed: &Listed<'_>, output: &mut impl Write) -> io::Result<()> {
    let person = listed.person;
    let position = person.position().map(|position| format!(", {position}")).unwrap_or_default();
    writeln!(output, "{}{}", printable(person.name()), printable(&position))?;
    let aliases = person.aliases().collect::<Vec<_>>().join("; ");
    let aliases = Some(aliases.as_str()).filter(|aliases| !aliases.is_empty());
    let rest = [
        ("also called", aliases),
        ("pronouns", person.pronouns_written()),
        ("page", person.url()),
        ("note", person.note()),
    ];
    for (what, words) in rest {
        if let Some(words) = words {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            writeln!(output, "  {what}: {}", printable(&words))?;
        }
    }
    writeln!(output, "  in: {}:{}", printable(&shown(listed.list.path())), listed.list.line_of(person))
}
