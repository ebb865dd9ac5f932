//! The command as a user runs it: what it prints, where, and how it ends.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

mod analyze;
mod bad_input;
mod catalogue;
mod check;
mod configuration;
mod documents;
mod false_alarm;
mod installing;
mod ledger;
mod limits;
mod people;
mod record;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// An unattributed quotation, and nothing else to report.
const WRONG: &str = "The pumps failed again on Monday night.\n\n\"We asked twice and nobody answered.\"\n";
/// The same words with their speaker.
const RIGHT: &str = "\"We asked twice and nobody answered,\" said Maria Lopez, director of the Harbour Trust.\n";

/// A throwaway folder in which commands run.
struct Desk(tempfile::TempDir);

/// What a command did.
struct Done {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Desk {
    /// A folder with these files.
    fn new(files: &[(&str, &str)]) -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        for (name, text) in files {
            desk.write(name, text);
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// A command in this folder that sees nothing of the caller's terminal and configuration.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(Path::new(env!("CARGO_BIN_EXE_copydesk")));
        command.args(arguments).current_dir(self.0.path()).env_remove("NO_COLOR").env("TERM", "xterm");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, arguments: &[&str]) -> Done {
        self.run_with(arguments, b"")
    }

    fn run_with(&self, arguments: &[&str], stdin: &[u8]) -> Done {
        let mut child = self.command(arguments).spawn().unwrap();
        let mut pipe = child.stdin.take().unwrap();
        let stdin = stdin.to_vec();
        // A command that ends before it has read everything closes the pipe; that is its right.
        let writer = std::thread::spawn(move || drop(pipe.write_all(&stdin)));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Done::new(output)
    }
}

impl Done {
    fn new(output: Output) -> Done {
        Done {
            code: output.status.code().unwrap_or_else(|| panic!("ended by a signal: {:?}", output.status)),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The output as JSON.
    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}:\n{}\n{}", self.stdout, self.stderr))
    }

    /// The output as lines of JSON.
    fn json_lines(&self) -> Vec<serde_json::Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[track_caller]
    fn ends(&self, code: i32) -> &Done {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}
