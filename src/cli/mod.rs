//! The command line: arguments, files, rendering, exit codes.

mod analyze;
mod args;
mod catalogue;
mod charset;
mod check;
mod fix;
mod input;
mod jsonl;
mod parallel;
mod progress;
mod report;
mod settings;

use std::borrow::Cow;
use std::io::{self, BufWriter};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Cli, Command};

/// How a command ended. The order is that of importance: the worst that happened decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// Nothing at or above the threshold.
    Clean = 0,
    /// Findings.
    Findings = 1,
    /// Something could not be read or done; it was said what.
    Failed = 2,
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let Cli { command, stdio } = Cli::parse();
    let mut output = BufWriter::new(io::stdout().lock());
    let done = match command {
        Some(Command::Check(args)) => check::run(args, &mut output),
        Some(Command::Analyze(args)) => analyze::run(args, &mut output),
        Some(Command::Rules(args)) => catalogue::list(args.format, &mut output),
        Some(Command::Explain(args)) => catalogue::explain(&args.rule, &mut output),
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

/// Runs the language server.
fn serve() -> ExitCode {
    crate::server::run().unwrap_or_else(|error| {
        complain(&format!("the language server could not start: {}", input::in_words(&error)));
        ExitCode::from(Exit::Failed as u8)
    })
}

/// Says what could not be read or done: one line on standard error, whatever names of files and keys hold.
fn complain(what: &str) {
    use std::io::Write;
    // Nobody may be listening; that is no reason to stop.
    let _ = writeln!(io::stderr().lock(), "copydesk: {}", printable(what));
}

/// A text with its control characters written out, as in `\n`: a name cannot begin a line of its own or command the
/// terminal. So are the marks that turn the direction of a line, which would show a name as another.
fn printable(text: &str) -> Cow<'_, str> {
    let commands = |c: char| {
        c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    if !text.contains(commands) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if commands(character) {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// Does `work`; a panic in it becomes an error, so that one article that breaks the analysis costs only itself.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    // The callers drop everything that `work` touched when it fails.
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| "the analysis failed; please report this as a defect".to_owned())
}
