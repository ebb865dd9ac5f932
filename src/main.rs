//! The `copydesk` command. Everything it does lives in the library.

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    copydesk::cli::run()
}
