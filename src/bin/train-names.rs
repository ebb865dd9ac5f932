//! Trains the tagger of names; `src/names/MODEL.md` says how to run it.

use std::process::ExitCode;

fn main() -> ExitCode {
    match copydesk::names::train::run(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("train-names: {message}");
            ExitCode::from(2)
        }
    }
}
