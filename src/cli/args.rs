//! The arguments.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::input::Naming;
use super::settings;
use crate::config::{Profile, Severity};
use crate::format::Format;
use crate::text::Encoding;

/// Reads news articles, knows who is speaking, and says where nobody does.
#[derive(Debug, Parser)]
#[command(
    name = "copydesk",
    version,
    args_conflicts_with_subcommands = true,
    arg_required_else_help = true,
    after_help = "Examples:
  copydesk check article.md              what is wrong with an article
  copydesk check --profile desk stories  everything a copy desk looks for, in a folder
  copydesk explain unattributed-quote    what a rule finds and why
  copydesk analyze article.txt           quotations, speakers and people, as JSON
  copydesk ledger article.md             who says what, and how much room each source gets
  copydesk people lookup lopez           what the newsroom's own list says of somebody

Exit status: 0 nothing at or above the threshold, 1 findings, 2 something could not be read or done."
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Run the language server on standard input and output, as `copydesk lsp` does.
    #[arg(long)]
    pub stdio: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    Check(CheckArgs),
    Analyze(AnalyzeArgs),
    Ledger(LedgerArgs),
    FalseAlarm(FalseAlarmArgs),
    People(PeopleArgs),
    Rules(RulesArgs),
    Explain(ExplainArgs),
    Lsp(LspArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

/// Report what is wrong with articles.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  copydesk check                                   every article below this folder
  copydesk check --fail-on error stories           fail on errors only
  copydesk check --diff article.md                 what the safe fixes would change
  pbpaste | copydesk check -                       the text on standard input
  copydesk check --format sarif > findings.sarif   for a code-scanning service

Folders are searched for .txt, .md and .html files; what .gitignore names is left out. A file that
is named is read whatever its ending. The nearest copydesk.toml above each file sets profile, rules
and what to ignore.

Exit status: 0 nothing at or above the threshold, 1 findings, 2 something could not be read or done.")]
pub struct CheckArgs {
    /// Files and folders to check; `-` is standard input.
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub config: ConfigArgs,
    /// How to write the findings.
    #[arg(long, value_enum, default_value_t = Output::Text)]
    pub format: Output,
    /// Apply the fixes that are safe, and report what is left.
    #[arg(long)]
    pub fix: bool,
    /// Show what --fix would change, and change nothing; the exit status is 1 if there is something.
    #[arg(long, conflicts_with_all = ["fix", "format", "fail_on"])]
    pub diff: bool,
    /// The mildest severity that makes the exit status 1.
    #[arg(long, value_name = "SEVERITY", default_value = "warning", value_parser = severities())]
    pub fail_on: Severity,
    /// When to use colour. NO_COLOR in the environment means never, unless this says always.
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
}

/// Print what copydesk knows of articles, as JSON.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  copydesk analyze article.txt                        one record, laid out for reading
  copydesk analyze stories > records.jsonl            one record a line for a folder
  copydesk analyze --jsonl < articles.jsonl > records.jsonl

With --jsonl each line of input is an object with the keys `text`, `id` and, if it is not plain
text, `format` (plain, markdown or html); other keys are ignored. Records come in the order of the
input. A line that cannot be read is answered by an object with the keys `schema`, `id`, `error`.")]
pub struct AnalyzeArgs {
    /// Files and folders to analyze; `-` is standard input.
    #[arg(required_unless_present = "jsonl")]
    pub paths: Vec<PathBuf>,
    /// Read articles as lines of JSON from standard input, and write one record a line.
    #[arg(long, conflicts_with_all = ["paths", "stdin_name", "language"])]
    pub jsonl: bool,
    /// What the offsets in the record count: bytes, UTF-16 units or code points.
    #[arg(long, value_name = "UNIT", default_value = "utf-8", value_parser = encodings())]
    pub offsets: Encoding,
    /// Write every record on one line, a single one too.
    #[arg(long)]
    pub compact: bool,
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub config: ConfigArgs,
}

/// List every quotation with who says it, and how much room each source gets.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  copydesk ledger article.md                         who says what, for the terminal
  copydesk ledger --format html stories > page.html  one page to sort, filter and print
  copydesk ledger --format csv stories > quotes.csv  for a spreadsheet

Quotations that nobody says come first, then those of anonymous sources.")]
pub struct LedgerArgs {
    /// Files and folders to read; `-` is standard input.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub input: InputArgs,
    /// How to write the ledger.
    #[arg(long, value_enum, default_value_t = LedgerOutput::Text)]
    pub format: LedgerOutput,
}

/// How the ledger is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LedgerOutput {
    /// For a terminal.
    Text,
    /// Tables in Markdown.
    Markdown,
    /// A row for each quotation, for spreadsheets.
    Csv,
    /// One object with a list of articles.
    Json,
    /// One page with the articles in it, to sort, filter and print; it needs no network.
    Html,
}

/// Write a report of a false alarm: the paragraphs that show it, with invented names.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  copydesk false-alarm article.md:12                       the first finding in line 12
  copydesk false-alarm article.md:12 --rule mixed-marks    the one of a rule

Nothing is sent anywhere. The report is printed, for you to read and to send. Names, addresses and
figures in it are invented; as few paragraphs are taken as still show the finding.")]
pub struct FalseAlarmArgs {
    /// The article and the line of the finding, as `copydesk check` writes it.
    #[arg(value_name = "FILE:LINE")]
    pub place: PathBuf,
    /// The line, where it is not in the name; the article may then be `-`, standard input.
    #[arg(long)]
    pub line: Option<u32>,
    /// The rule, where more than one finds something there.
    #[arg(long)]
    pub rule: Option<String>,
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub config: ConfigArgs,
}

/// Check and search the newsroom's own lists of people.
#[derive(Debug, Args)]
pub struct PeopleArgs {
    #[command(subcommand)]
    pub command: PeopleCommand,
}

/// What to do with the lists.
#[derive(Debug, Subcommand)]
pub enum PeopleCommand {
    Check(PeopleCheckArgs),
    Lookup(PeopleLookupArgs),
}

/// Say what is wrong with people files.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  copydesk people check people.csv   what cannot be understood, with line and column
  copydesk people check              the files that the nearest copydesk.toml names

Exit status: 0 nothing is wrong, 1 something is, 2 a file could not be read.")]
pub struct PeopleCheckArgs {
    /// The files; without any, those that the nearest copydesk.toml names.
    pub files: Vec<PathBuf>,
    /// How to write what is wrong.
    #[arg(long, value_enum, default_value_t = ListOutput::Text)]
    pub format: ListOutput,
}

/// Look somebody up in people files.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  copydesk people lookup maria lopez                   whatever case and accents
  copydesk people lookup Lop --people other.csv        everybody with a name that begins so

Exit status: 0 somebody was found, 1 nobody was, 2 a file could not be read.")]
pub struct PeopleLookupArgs {
    /// The name, or the beginning of a word of it.
    #[arg(required = true)]
    pub name: Vec<String>,
    /// Look into this file instead of those that the nearest copydesk.toml names.
    #[arg(long, value_name = "FILE")]
    pub people: Vec<PathBuf>,
    /// How to write who was found.
    #[arg(long, value_enum, default_value_t = ListOutput::Text)]
    pub format: ListOutput,
}

/// List the rules with their severity in the profiles.
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// How to write the list.
    #[arg(long, value_enum, default_value_t = ListOutput::Text)]
    pub format: ListOutput,
}

/// Print the page of a rule: what it finds, why, and examples.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The name of the rule, as findings show it.
    pub rule: String,
}

/// Run the language server on standard input and output. Editors start it.
#[derive(Debug, Args)]
pub struct LspArgs {
    /// Standard input and output is the only way; editors say so all the same.
    #[arg(long)]
    pub stdio: bool,
    /// The process that started the server; editors say that in `initialize` too.
    #[arg(long = "clientProcessId", value_name = "PID", hide = true)]
    pub client_process_id: Option<u32>,
}

/// Print what lets a shell complete the arguments.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  copydesk completions bash > ~/.local/share/bash-completion/completions/copydesk
  copydesk completions fish > ~/.config/fish/completions/copydesk.fish")]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Write the manual's pages, one for each command.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  copydesk man ~/.local/share/man/man1")]
pub struct ManArgs {
    /// The folder to write them to; it is made if it is not there.
    pub folder: PathBuf,
}

/// How inputs are named and written.
#[derive(Debug, Args)]
pub struct InputArgs {
    /// The file name of standard input: its ending tells the format, its folder the configuration.
    #[arg(long, value_name = "PATH")]
    pub stdin_name: Option<PathBuf>,
    /// The format of all inputs, whatever their names.
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    pub language: Option<Format>,
}

/// Which configuration is in force.
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// The set of severities to start from; overrides the configuration.
    #[arg(long, value_name = "NAME", value_parser = profiles())]
    pub profile: Option<Profile>,
    /// Read this configuration instead of the nearest copydesk.toml above each file.
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Read no configuration.
    #[arg(long)]
    pub no_config: bool,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Output {
    /// With the line of the article and carets below the words.
    Text,
    /// One JSON array.
    Json,
    /// SARIF 2.1.0, for code-scanning services.
    Sarif,
    /// Annotations in the log of a GitHub workflow.
    Github,
}

/// How the list of rules is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListOutput {
    /// A table.
    Text,
    /// One JSON array.
    Json,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl InputArgs {
    /// The same for the reader of inputs.
    pub fn naming(&self) -> Naming {
        Naming { stdin_name: self.stdin_name.clone(), format: self.language }
    }
}

impl ConfigArgs {
    /// Where configurations come from.
    pub fn from(&self) -> settings::From {
        match &self.config {
            Some(file) => settings::From::File(file.clone()),
            None if self.no_config => settings::From::Nowhere,
            None => settings::From::Nearest,
        }
    }
}

/// A parser for the names of a closed set of values.
fn one_of<T: Clone + Send + Sync + 'static, const N: usize>(
    values: [T; N],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let names = values.clone().map(name);
    PossibleValuesParser::new(names).try_map(move |written| {
        let index = names.iter().position(|name| *name == written);
        index.map(|index| values[index].clone()).ok_or("not a known name")
    })
}

fn encodings() -> impl TypedValueParser<Value = Encoding> {
    one_of([Encoding::Utf8, Encoding::Utf16, Encoding::Utf32], Encoding::name)
}

fn profiles() -> impl TypedValueParser<Value = Profile> {
    one_of(Profile::ALL, Profile::name)
}

fn severities() -> impl TypedValueParser<Value = Severity> {
    one_of(Severity::ALL, Severity::name)
}

fn formats() -> impl TypedValueParser<Value = Format> {
    one_of([Format::Plain, Format::Markdown, Format::Html], |format| match format {
        Format::Plain => "plain",
        Format::Markdown => "markdown",
        Format::Html => "html",
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_arguments_are_consistent() {
        <super::Cli as clap::CommandFactory>::command().debug_assert();
    }
}
