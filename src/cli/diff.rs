//! What a fix would change, as a unified diff.

use std::fmt::Write;

use similar::udiff::UnifiedHunkHeader;
use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};

use super::outcome::printable;

/// Lines that are shown around what changes.
const AROUND: usize = 3;

/// The difference between two texts of a file as a unified diff; empty where there is none. `for_eyes`, on a terminal,
/// control characters are written out; a program that applies the diff needs them as they are.
pub fn diff(name: &str, before: &str, after: &str, for_eyes: bool) -> String {
    if before == after {
        return String::new();
    }
    let [old, new] = [before, after].map(|text| text.split_inclusive('\n').collect::<Vec<&str>>());
    // Looking for the least difference costs the square of how many lines are others, and a fix leaves lines where they are.
    let changes = match old.len() == new.len() {
        true => line_by_line(&old, &new),
        false => capture_diff_slices(Algorithm::Myers, &old, &new),
    };
    let name = printable(name);
    let mut shown = format!("--- {name}\n+++ {name}\n");
    for hunk in group_diff_ops(changes, AROUND) {
        let _ = writeln!(shown, "{}", UnifiedHunkHeader::new(&hunk));
        for change in hunk.iter().flat_map(|part| part.iter_changes(&old, &new)) {
            let line = change.value();
            let text = line.strip_suffix('\n').unwrap_or(line);
            let _ = match for_eyes {
                true => writeln!(shown, "{}{}", change.tag(), for_terminal(text)),
                false => writeln!(shown, "{}{text}", change.tag()),
            };
            if text.len() == line.len() {
                shown.push_str("\\ No newline at end of file\n");
            }
        }
    }
    shown
}

/// A line without what commands a terminal. Tabs, and the first half of a line end, do nothing.
fn for_terminal(line: &str) -> String {
    let line = line.strip_suffix('\r').unwrap_or(line);
    line.split('\t').map(printable).collect::<Vec<_>>().join("\t")
}

/// Runs of lines that are equal, and of lines that are others, of two texts of as many lines.
fn line_by_line(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    let same: Vec<bool> = old.iter().zip(new).map(|(old, new)| old == new).collect();
    let mut index = 0;
    let runs = same.chunk_by(|one, next| one == next).map(|run| {
        let (start, len) = (index, run.len());
        index += len;
        match run.first() {
            Some(true) => DiffOp::Equal { old_index: start, new_index: start, len },
            _ => DiffOp::Replace { old_index: start, old_len: len, new_index: start, new_len: len },
        }
    });
    runs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_least(name: &str, before: &str, after: &str) -> String {
        let least = similar::TextDiff::from_lines(before, after);
        least.unified_diff().context_radius(AROUND).header(name, name).to_string()
    }

    #[test]
    fn it_is_as_programs_know_it() {
        let lines: Vec<String> = (0..30).map(|number| format!("line {number}\r\n")).collect();
        let before = lines.concat();
        for after in [
            before.replace("line 3\r", "line three\r"),
            before.replace("line 29\r\n", "line 30"),
            before.replace("line 1", "Line 1"),
            before.replace("line 12\r\n", ""),
            before.replace("line 0\r\n", "one\ntwo\nthree\n"),
            String::new(),
        ] {
            assert_eq!(diff("a.txt", &before, &after, false), by_least("a.txt", &before, &after));
        }
        assert_eq!(diff("a.txt", &before, &before, false), "");
        assert_eq!(
            diff("a", "one", "two", false),
            "--- a\n+++ a\n@@ -1 +1 @@\n-one\n\\ No newline at end of file\n+two\n\\ No newline at end of file\n"
        );
    }

    /// Time is not asserted: what grows with the square of the lines would take minutes.
    #[test]
    fn a_hundred_thousand_lines_that_change_are_shown() {
        let [before, after] =
            ["a", "b"].map(|letter| (0..100_000).map(|number| format!("{letter}{number}\n")).collect::<String>());
        assert_eq!(diff("a.txt", &before, &after, false).lines().count(), 200_003);
    }

    #[test]
    fn names_and_on_a_terminal_lines_command_nobody() {
        let shown = diff("a\n::error::b", "\u{1b}[2J\tone\r\n", "\u{1b}[2J\ttwo\r\n", true);
        assert_eq!(shown, "--- a\\n::error::b\n+++ a\\n::error::b\n@@ -1 +1 @@\n-\\u{1b}[2J\tone\n+\\u{1b}[2J\ttwo\n");
        assert!(
            diff("a", "\u{1b} one\n", "\u{1b} two\n", false).contains("-\u{1b} one\n"),
            "what is piped can be applied"
        );
    }
}
