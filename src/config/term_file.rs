//! A list of terms in a file of its own: a table with a line of headings, as spreadsheets save it.

use csv::{ReaderBuilder, StringRecord, Trim};

use super::nearest::nearest;
use super::problem::Problem;
use super::term::{TERM_KEYS, Term, Written};
use crate::text::SourceSpan;

/// Reads a list. Total: a line that cannot be understood is a problem with its place, and the others are used.
pub fn read(text: &str) -> (Vec<Term>, Vec<Problem>) {
    let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let shift = text.len() - body.len();
    let head = body.lines().next().unwrap_or_default();
    // Spreadsheets of many languages part columns by semicolons.
    let delimiter = [b'\t', b';', b','].into_iter().find(|&mark| head.as_bytes().contains(&mark)).unwrap_or(b',');
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .trim(Trim::All)
        .from_reader(body.as_bytes());
    let mut list = List { text, terms: Vec::new(), problems: Vec::new() };
    let mut record = StringRecord::new();
    let mut columns: Option<Vec<Option<usize>>> = None;
    loop {
        let start = shift + reader.position().byte() as usize;
        // Text in memory is read to its end: it is UTF-8, and lines may have any number of columns.
        if !matches!(reader.read_record(&mut record), Ok(true)) {
            break;
        }
        let end = shift + reader.position().byte() as usize;
        let place = list.line(start, end);
        match &columns {
            None => columns = Some(list.columns(&record, place)),
            Some(columns) => list.entry(&record, columns, place),
        }
    }
    (list.terms, list.problems)
}

struct List<'t> {
    text: &'t str,
    terms: Vec<Term>,
    problems: Vec<Problem>,
}

impl List<'_> {
    /// A record without the blank space around it.
    fn line(&self, start: usize, end: usize) -> SourceSpan {
        let line = self.text.get(start..end).unwrap_or_default();
        let start = start + line.len() - line.trim_start().len();
        // It is part of a text whose offsets are 32-bit numbers.
        SourceSpan::new(start as u32, (start + line.trim().len()) as u32)
    }

    /// The key of each column, as an index of [`TERM_KEYS`].
    fn columns(&mut self, heads: &StringRecord, place: SourceSpan) -> Vec<Option<usize>> {
        let columns: Vec<Option<usize>> = heads
            .iter()
            .map(|head| {
                let key = TERM_KEYS.iter().position(|key| key.eq_ignore_ascii_case(head));
                if key.is_none() && !head.is_empty() {
                    let message = match nearest(head, TERM_KEYS) {
                        Some(meant) => format!("there is no column {head}; did you mean {meant}?"),
                        None => format!("there is no column {head}; there are {}", TERM_KEYS.join(", ")),
                    };
                    self.problem(place, Some(head), message);
                }
                key
            })
            .collect();
        if !columns.iter().flatten().any(|&key| key < 2) {
            let message = "the first line must name the columns, words or pattern among them".to_owned();
            self.problems.push(Problem { span: place, message });
        }
        columns
    }

    fn entry(&mut self, record: &StringRecord, columns: &[Option<usize>], place: SourceSpan) {
        if record.iter().all(str::is_empty) {
            return;
        }
        let value =
            |key: usize| record.iter().zip(columns).find(|(_, column)| **column == Some(key)).map(|(value, _)| value);
        let written = Written {
            words: value(0),
            pattern: value(1),
            instead: value(2),
            note: value(3),
            severity: value(4),
            fix: value(5),
        };
        match Term::read(written) {
            Ok(term) => self.terms.push(term),
            Err((key, message)) => {
                let key = key.and_then(|key| TERM_KEYS.iter().position(|known| *known == key));
                self.problem(place, key.and_then(value), message);
            }
        }
    }

    /// Notes a problem at some words of a line, or at all of it where they are not found as they are.
    fn problem(&mut self, place: SourceSpan, words: Option<&str>, message: String) {
        let at = words.and_then(|words| Some((place.slice(self.text).find(words)? as u32, words.len() as u32)));
        let span = at.map_or(place, |(at, length)| SourceSpan::new(place.start + at, place.start + at + length));
        self.problems.push(Problem { span, message });
    }
}

#[cfg(test)]
mod tests {
    use super::super::term::Sign;
    use super::*;

    fn check(text: &str, terms: usize, problems: &[(&str, &str)]) -> Vec<Term> {
        let (found, wrong) = read(text);
        let wrong: Vec<_> = wrong.iter().map(|problem| (problem.span.slice(text), problem.message.as_str())).collect();
        assert_eq!(wrong, problems);
        assert_eq!(found.len(), terms);
        found
    }

    #[test]
    fn columns_come_in_any_order_and_with_any_delimiter() {
        let terms = check("use,words,note\npercent,per cent,\"Style, 2024\"\n\n,quay,\n", 2, &[]);
        assert_eq!(terms[0].sign, Sign::Words("per cent".to_owned()));
        assert_eq!(terms[0].instead.as_deref(), Some("percent"));
        assert_eq!(terms[0].note.as_deref(), Some("Style, 2024"));
        assert_eq!(terms[1].instead, None);
        check("\u{FEFF}Words;Use\r\na lot;much\r\n", 1, &[]);
        check("words\tuse\na lot\tmuch", 1, &[]);
        check("", 0, &[]);
    }

    #[test]
    fn what_is_wrong_stands_at_its_place() {
        check(
            "words,pattern,severity,us\nquay,,bad,\n,(a,,\n,,x,\nok,,,\n",
            1,
            &[
                ("us", "there is no column us; did you mean use?"),
                ("bad", "severity cannot be bad; it is one of hint, information, warning, error"),
                ("(a", "this pattern cannot be read: unclosed group"),
                (",,x,", "this term needs words or a pattern"),
            ],
        );
        check(
            "quay,dock\n",
            0,
            &[
                ("quay", "there is no column quay; there are words, pattern, use, note, severity, fix"),
                ("dock", "there is no column dock; there are words, pattern, use, note, severity, fix"),
                ("quay,dock", "the first line must name the columns, words or pattern among them"),
            ],
        );
    }
}
