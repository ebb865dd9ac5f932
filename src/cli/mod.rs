//! The command line: arguments, files, rendering, exit codes.

mod analyze;
mod args;
mod catalogue;
mod check;
mod diff;
mod false_alarm;
mod fix;
mod input;
mod installing;
mod jsonl;
mod ledger;
mod outcome;
mod parallel;
mod people;
mod progress;
mod report;
mod settings;
mod task;

use std::io::{self, BufWriter};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Cli, Command};
use outcome::{Exit, complain};

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let Cli { command, stdio } = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return without_command(&error),
    };
    let mut output = BufWriter::new(io::stdout().lock());
    let done = match command {
        Some(Command::Check(args)) => check::run(args, &mut output),
        Some(Command::Analyze(args)) => analyze::run(args, &mut output),
        Some(Command::Ledger(args)) => ledger::run(args, &mut output),
        Some(Command::FalseAlarm(args)) => false_alarm::run(args, &mut output),
        Some(Command::People(args)) => people::run(args, &mut output),
        Some(Command::Rules(args)) => catalogue::list(args.format, &mut output),
        Some(Command::Explain(args)) => catalogue::explain(&args.rule, &mut output),
        Some(Command::Completions(args)) => installing::completions(args.shell, &mut output),
        Some(Command::Man(args)) => installing::manual(&args.folder),
        Some(Command::Lsp(_)) => {
            drop(output);
            return serve();
        }
        None if stdio => {
            drop(output);
            return serve();
        }
        None => Cli::command().print_help().map(|()| Exit::Failed),
    };
    // What could not be written is not tried again: the error is reported, or it is a broken pipe.
    match done {
        Ok(exit) => ExitCode::from(exit as u8),
        // Whoever reads the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("standard output: {}", input::in_words(&error)));
            ExitCode::from(Exit::Failed as u8)
        }
    }
}

/// Prints help, the version, or what is wrong with the arguments.
fn without_command(error: &clap::Error) -> ExitCode {
    let is_help = !error.use_stderr();
    match error.print() {
        Err(trouble) if is_help && trouble.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("standard output: {}", input::in_words(&trouble)));
            ExitCode::from(Exit::Failed as u8)
        }
        _ if is_help => ExitCode::SUCCESS,
        _ => ExitCode::from(Exit::Failed as u8),
    }
}

/// Runs the language server.
fn serve() -> ExitCode {
    crate::server::run().unwrap_or_else(|error| {
        complain(&format!("the language server could not start: {}", input::in_words(&error)));
        ExitCode::from(Exit::Failed as u8)
    })
}
