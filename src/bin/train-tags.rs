//! Trains the tagger of parts of speech and measures it; `src/tags/MODEL.md` says on what, and how to run it.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use copydesk::tags::train;

/// Trains the tagger of parts of speech; prints how many tags are right.
#[derive(Parser)]
struct Options {
    /// Marked sentences to learn from.
    #[arg(long)]
    train: PathBuf,
    /// Marked sentences to measure on.
    #[arg(long)]
    dev: PathBuf,
    /// Where to write the weights, `src/tags/weights.bin` for those that ship.
    #[arg(long)]
    out: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("train-tags: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(options: &Options) -> Result<(), String> {
    let read = |path: &PathBuf| fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
    let weights = train::learn(&read(&options.train)?);
    let (share, errors) = train::measure(&read(&options.dev)?, &weights);
    println!("right {share}");
    for (gold, found, count) in errors.iter().take(20) {
        println!("{count:5} {gold:?} taken for {found:?}");
    }
    if let Some(path) = &options.out {
        fs::write(path, &weights).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}
