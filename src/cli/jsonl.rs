//! Articles as lines of JSON on standard input, records as lines of JSON on standard output.
//!
//! The input may be longer than memory: it is read in batches of whole lines, which are analyzed on all cores and
//! answered in order. A batch is what has arrived, so a program that writes one line and waits for its record gets it.

use std::borrow::Cow;
use std::io::{self, Read, Write};
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use super::input::TOO_LONG;
use super::parallel::{Jobs, in_order};
use super::settings::InForce;
use super::task::Task;
use crate::features::record::Failure;
use crate::format::Format;
use crate::text::{Encoding, LONGEST_TEXT};

/// Bytes read at a time.
const CHUNK: usize = 256 << 10;
/// A longer line is refused, and not even kept in memory: with letters written as escapes, a text takes three times its room.
const LONGEST_LINE: usize = 3 * LONGEST_TEXT;

/// One line of the input; other keys are ignored.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(default)]
    id: Value,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(borrow)]
    format: Option<Cow<'a, str>>,
}

/// Whole lines of the input, and the number of the first.
enum Batch {
    Lines { first: u64, bytes: Vec<u8> },
    TooLong { line: u64 },
    Unreadable(io::Error),
}

/// The records of a batch, one a line, and what went wrong.
#[derive(Default)]
struct Answer {
    records: Vec<u8>,
    errors: Vec<String>,
}

/// Reads lines from `input` until it ends and writes a line for each to `output`, complaints to `complain`. Gives
/// whether every line could be read.
pub fn run(
    input: impl Read + Send + 'static,
    output: &mut impl Write,
    in_force: Arc<InForce>,
    offsets: Encoding,
    mut complain: impl FnMut(&str),
) -> io::Result<bool> {
    let mut all_read = true;
    in_order(
        move |jobs| read(input, &jobs, LONGEST_LINE),
        move |batch| answer(batch, &in_force, offsets),
        |answer| {
            for error in &answer.errors {
                all_read = false;
                complain(error);
            }
            output.write_all(&answer.records)?;
            output.flush()
        },
    )?;
    Ok(all_read)
}

/// Cuts the input into batches. Stops when nobody takes them any more.
fn read(mut input: impl Read, jobs: &Jobs<Batch, Answer>, longest_line: usize) {
    let mut line = 1;
    let mut pending: Vec<u8> = Vec::new();
    let mut skipping = false;
    loop {
        let start = pending.len();
        pending.resize(start + CHUNK, 0);
        let read = match input.read(&mut pending[start..]) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                pending.truncate(start);
                continue;
            }
            Err(error) => {
                let _ = jobs.push(Batch::Unreadable(error));
                return;
            }
        };
        pending.truncate(start + read);
        if line == 1 && pending.starts_with(b"\xEF\xBB\xBF") {
            pending.drain(..3);
        }
        let at_end = read == 0;
        // Only what is new can hold the end of a line.
        let from = start.min(pending.len());
        let Some(end) = memchr::memrchr(b'\n', &pending[from..]).map(|at| from + at + 1) else {
            if at_end {
                if !skipping && !pending.is_empty() {
                    let _ = jobs.push(Batch::Lines { first: line, bytes: pending });
                }
                return;
            }
            if skipping || pending.len() > longest_line {
                if !skipping && jobs.push(Batch::TooLong { line }).is_err() {
                    return;
                }
                skipping = true;
                pending = Vec::new();
            }
            continue;
        };
        let rest = pending.split_off(end);
        let mut lines = std::mem::replace(&mut pending, rest);
        if skipping {
            let first = memchr::memchr(b'\n', &lines).map_or(lines.len(), |at| at + 1);
            lines.drain(..first);
            line += 1;
            skipping = false;
        }
        let count = memchr::memchr_iter(b'\n', &lines).count() as u64;
        if jobs.push(Batch::Lines { first: line, bytes: lines }).is_err() {
            return;
        }
        line += count;
    }
}

fn answer(batch: Batch, in_force: &InForce, offsets: Encoding) -> Answer {
    let mut answer = Answer::default();
    match batch {
        Batch::Unreadable(error) => answer.errors.push(format!("standard input: {error}")),
        Batch::TooLong { line } => answer.fail(line, Value::Null, TOO_LONG),
        Batch::Lines { first, bytes } => {
            let ends = memchr::memchr_iter(b'\n', &bytes).chain([bytes.len()]);
            let mut start = 0;
            for (number, end) in (first..).zip(ends) {
                let line = bytes.get(std::mem::replace(&mut start, end + 1)..end).unwrap_or_default();
                if !line.trim_ascii().is_empty() {
                    answer.line(number, line, in_force, offsets);
                }
            }
        }
    }
    answer
}

impl Answer {
    fn line(&mut self, number: u64, line: &[u8], in_force: &InForce, offsets: Encoding) {
        let line: Line<'_> = match serde_json::from_slice(line) {
            Ok(line) => line,
            Err(error) => return self.fail(number, Value::Null, &in_column(&error)),
        };
        if line.text.len() > LONGEST_TEXT {
            return self.fail(number, line.id, TOO_LONG);
        }
        let format = match line.format.as_deref().map(|name| (name, Format::from_name(name))) {
            None => Format::Plain,
            Some((_, Some(format))) => format,
            Some((name, None)) => {
                let error = format!("unknown format {name:?}: plain, markdown and html are known");
                return self.fail(number, line.id, &error);
            }
        };
        let task = Task { id: line.id.clone(), text: &line.text, format, offsets, pretty: false };
        if let Err(error) = task.write(in_force, None, &mut self.records) {
            self.fail(number, line.id, &error);
        }
    }

    /// A line for a line: what could not be analyzed is answered too, so that input and output keep step.
    fn fail(&mut self, line: u64, id: Value, error: &str) {
        let error = format!("line {line}: {error}");
        self.errors.push(format!("standard input: {error}"));
        // Strings and numbers always have a JSON form, and a vector takes all bytes.
        let _ = serde_json::to_writer(&mut self.records, &Failure::new(id, error));
        self.records.push(b'\n');
    }
}

/// The error with the column in its line only: the parser's line number is always 1.
fn in_column(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
    format!("column {}: {what}", error.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives its bytes a few at a time, as a slow pipe does.
    struct Drip(io::Cursor<Vec<u8>>, usize);
    impl Read for Drip {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let room = self.1.min(buffer.len());
            self.0.read(&mut buffer[..room])
        }
    }

    fn check(input: &str, longest_line: usize, expected: &[(u64, &str)]) {
        for drip in [1, 3, 1000] {
            let input = Drip(io::Cursor::new(input.as_bytes().to_vec()), drip);
            let mut found = Vec::new();
            in_order(
                move |jobs: Jobs<Batch, Answer>| read(input, &jobs, longest_line),
                |batch| {
                    let lines = match batch {
                        Batch::Lines { first, bytes } => format!("{first} {}", String::from_utf8(bytes).unwrap()),
                        Batch::TooLong { line } => format!("{line} too long"),
                        Batch::Unreadable(error) => panic!("{error}"),
                    };
                    Answer { records: Vec::new(), errors: vec![lines] }
                },
                |answer| {
                    let (first, lines) = answer.errors[0].split_once(' ').unwrap();
                    let numbered = (first.parse::<u64>().unwrap()..).zip(lines.split_terminator('\n'));
                    found.extend(numbered.map(|(number, line)| (number, line.to_owned())));
                    Ok(())
                },
            )
            .unwrap();
            let found: Vec<_> = found.iter().map(|(number, line)| (*number, line.as_str())).collect();
            assert_eq!(found, expected, "{drip} bytes at a time");
        }
    }

    #[test]
    fn lines_keep_their_numbers_however_they_arrive() {
        check("one\ntwo\n\nfour", 99, &[(1, "one"), (2, "two"), (3, ""), (4, "four")]);
        check("\u{FEFF}one\n", 99, &[(1, "one")]);
        check("", 99, &[]);
    }

    #[test]
    fn a_line_beyond_all_bounds_is_dropped_and_told() {
        let long = "x".repeat(3000);
        check(&format!("one\n{long}\nthree\n"), 2000, &[(1, "one"), (2, "too long"), (3, "three")]);
        check(&long, 2000, &[(1, "too long")]);
    }
}
