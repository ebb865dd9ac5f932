//! `copydesk completions` and `copydesk man`: what packages install beside the program. Both are made from the arguments.

use std::io::{self, Write};
use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;

use super::args::Cli;
use super::input;
use super::outcome::{Exit, complain};

/// Prints what lets a shell complete the arguments.
pub fn completions(shell: Shell, output: &mut impl Write) -> io::Result<Exit> {
    // Made in memory first: the generator gives up on a pipe that nobody reads.
    let mut script = Vec::new();
    let mut command = Cli::command();
    let name = command.get_name().to_owned();
    clap_complete::generate(shell, &mut command, name, &mut script);
    output.write_all(&script)?;
    output.flush()?;
    Ok(Exit::Clean)
}

/// Writes a page for the program and one for each command to `folder`.
pub fn manual(folder: &Path) -> io::Result<Exit> {
    let written = std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(Cli::command(), folder));
    if let Err(error) = written {
        complain(&format!("{}: the manual could not be written: {}", folder.display(), input::in_words(&error)));
        return Ok(Exit::Failed);
    }
    Ok(Exit::Clean)
}
