//! The command line.

mod analyze;
mod jsonl;
mod parallel;

use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};

use crate::config::Profile;
use crate::format::Format;
use crate::text::Encoding;

/// Reads news articles, knows who is speaking, and says where nobody does.
#[derive(Debug, Parser)]
#[command(name = "copydesk", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Analyze(AnalyzeArgs),
}

/// Print what copydesk knows of articles, as JSON.
#[derive(Debug, Args)]
struct AnalyzeArgs {
    /// Files to read.
    paths: Vec<std::path::PathBuf>,
    /// Read lines of JSON with the keys id, text and format from standard input; write one record a line.
    #[arg(long, conflicts_with = "paths")]
    jsonl: bool,
    /// What offsets count.
    #[arg(long, default_value = "utf-8", value_parser = encodings())]
    offsets: Encoding,
    /// The set of severities.
    #[arg(long, default_value = "default", value_parser = profiles())]
    profile: Profile,
}

fn encodings() -> impl TypedValueParser<Value = Encoding> {
    PossibleValuesParser::new([Encoding::Utf8, Encoding::Utf16, Encoding::Utf32].map(Encoding::name))
        .map(|name| Encoding::from_name(&name).unwrap_or_default())
}

fn profiles() -> impl TypedValueParser<Value = Profile> {
    PossibleValuesParser::new(Profile::ALL.map(Profile::name)).map(|name| Profile::from_name(&name).unwrap_or_default())
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let Command::Analyze(args) = Cli::parse().command;
    let settings = analyze::Settings { profile: args.profile, offsets: args.offsets };
    let mut output = BufWriter::new(io::stdout().lock());
    let done = if args.jsonl {
        jsonl::run(io::stdin(), &mut output, settings, |error| eprintln!("copydesk: {error}"))
    } else {
        one_by_one(&args.paths, &mut output, &settings)
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("copydesk: {error}");
            ExitCode::from(2)
        }
        Ok(false) => ExitCode::from(2),
    }
}

fn one_by_one(paths: &[std::path::PathBuf], output: &mut impl Write, settings: &analyze::Settings) -> io::Result<bool> {
    for path in paths {
        let mut text = String::new();
        std::fs::File::open(path)?.read_to_string(&mut text)?;
        let id = serde_json::Value::String(path.to_string_lossy().into_owned());
        let mut record = Vec::new();
        let format = Format::from_path(path).unwrap_or_default();
        if let Err(error) = analyze::analyze_guarded(id, &text, format, settings, &mut record) {
            return Err(io::Error::other(error));
        }
        output.write_all(&record)?;
        writeln!(output)?;
    }
    output.flush()?;
    Ok(true)
}
