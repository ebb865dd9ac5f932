//! The `copydesk` command. Everything it does lives in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    copydesk::cli::run()
}
