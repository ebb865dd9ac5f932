//! A list in a file of its own: a table with a line of headings, as spreadsheets save it.

use csv::{Reader, ReaderBuilder, StringRecord, Terminator, Trim, WriterBuilder};

use super::nearest::nearest;
use super::problem::Problem;
use crate::text::SourceSpan;

/// A table with so many columns that nobody knows is another one: more are not told.
const MOST_UNKNOWN: usize = 20;

/// The rows of a table, one after the other. Total: any text is a table, of however many rows.
pub struct Table<'t> {
    text: &'t str,
    /// Bytes before the first row.
    shift: usize,
    reader: Reader<&'t [u8]>,
    record: StringRecord,
    place: SourceSpan,
    /// For each key the column that it heads.
    columns: Vec<Option<usize>>,
    /// How many columns there are.
    width: usize,
    delimiter: u8,
}

impl<'t> Table<'t> {
    /// Reads the headings, which may come in any order and case. A heading that is no key is one of the `problems`, and so is
    /// what `is_missing` says of the columns that the keys have.
    pub fn new(
        text: &'t str,
        keys: &[&str],
        is_missing: impl Fn(&[Option<usize>]) -> Option<String>,
        problems: &mut Vec<Problem>,
    ) -> Table<'t> {
        let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let head = body.lines().next().unwrap_or_default();
        // Spreadsheets of many languages part columns by semicolons.
        let delimiter = [b'\t', b';', b','].into_iter().find(|&mark| head.as_bytes().contains(&mark)).unwrap_or(b',');
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(false)
            .trim(Trim::All)
            .from_reader(body.as_bytes());
        let mut table = Table {
            text,
            shift: text.len() - body.len(),
            reader,
            record: StringRecord::new(),
            place: SourceSpan::new(0, 0),
            columns: vec![None; keys.len()],
            width: 0,
            delimiter,
        };
        if !table.step() {
            return table;
        }
        table.width = table.record.len();
        let mut unknown = 0;
        for (column, head) in table.record.iter().enumerate() {
            match keys.iter().position(|key| key.eq_ignore_ascii_case(head)) {
                Some(key) => table.columns[key] = table.columns[key].or(Some(column)),
                None if head.is_empty() || unknown == MOST_UNKNOWN => {}
                None => {
                    unknown += 1;
                    let message = match nearest(head, keys.iter().copied()) {
                        Some(meant) => format!("there is no column {head}; did you mean {meant}?"),
                        None => format!("there is no column {head}; there are {}", keys.join(", ")),
                    };
                    problems.push(Problem { span: table.place_of(head), message });
                }
            }
        }
        if let Some(message) = is_missing(&table.columns) {
            problems.push(Problem { span: table.place, message });
        }
        table
    }

    /// Goes on to the next row that is not blank. Says whether there is one.
    pub fn next_row(&mut self) -> bool {
        while self.step() {
            if !self.record.iter().all(str::is_empty) {
                return true;
            }
        }
        false
    }

    fn step(&mut self) -> bool {
        let start = self.position();
        // Text in memory is read to its end: it is UTF-8, and rows may have any number of columns.
        if !matches!(self.reader.read_record(&mut self.record), Ok(true)) {
            return false;
        }
        let line = self.text.get(start..self.position()).unwrap_or_default();
        let start = start + line.len() - line.trim_start().len();
        // It is part of a text whose offsets are 32-bit numbers.
        self.place = SourceSpan::new(start as u32, (start + line.trim().len()) as u32);
        true
    }

    fn position(&self) -> usize {
        self.shift + self.reader.position().byte() as usize
    }

    /// Whether there is a column for the key of that number.
    pub fn has(&self, key: usize) -> bool {
        self.columns.get(key).is_some_and(Option::is_some)
    }

    /// Whether the text ends inside a cell in quotes.
    fn ends_in_quotes(&self) -> bool {
        let bytes = self.text.as_bytes();
        let begins_cell = |at: usize| {
            let before = at.checked_sub(1).filter(|_| at > self.shift).and_then(|before| bytes.get(before));
            before.is_none_or(|before| *before == self.delimiter || matches!(before, b'\n' | b'\r'))
        };
        let mut is_open = false;
        let mut quotes = memchr::memchr_iter(b'"', bytes).peekable();
        while let Some(at) = quotes.next() {
            if !is_open {
                is_open = begins_cell(at);
            } else if quotes.next_if_eq(&(at + 1)).is_none() {
                // Two of them would be one that is written.
                is_open = false;
            }
        }
        is_open
    }

    /// What is added at the end of the table for a row more, with a value for each key; nothing where there is no place for
    /// one.
    pub fn new_row(&self, values: &[&str]) -> Option<String> {
        if self.ends_in_quotes() {
            return None;
        }
        let mut cells = vec![""; self.width];
        for (column, value) in self.columns.iter().zip(values) {
            if let Some(cell) = column.and_then(|column| cells.get_mut(column)) {
                *cell = value;
            }
        }
        let line_end = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        let terminator = if line_end == "\n" { Terminator::Any(b'\n') } else { Terminator::CRLF };
        let mut writer = WriterBuilder::new().delimiter(self.delimiter).terminator(terminator).from_writer(Vec::new());
        writer.write_record(cells).ok()?;
        let row = String::from_utf8(writer.into_inner().ok()?).ok()?;
        Some(if self.text.ends_with('\n') { row } else { format!("{line_end}{row}") })
    }

    /// What the row has for the key of that number, where it has such a column.
    pub fn value(&self, key: usize) -> Option<&str> {
        self.record.get((*self.columns.get(key)?)?)
    }

    /// Where the row stands, without the blank space around it.
    pub fn place(&self) -> SourceSpan {
        self.place
    }

    /// Where words of the row stand; all of it where they are not found as they are.
    pub fn place_of(&self, words: &str) -> SourceSpan {
        let at = self.place.slice(self.text).find(words).filter(|_| !words.is_empty());
        at.map_or(self.place, |at| {
            let start = self.place.start + at as u32;
            SourceSpan::new(start, start + words.len() as u32)
        })
    }
}
