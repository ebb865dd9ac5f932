//! A table of people with a line of headings, as spreadsheets save it.

use super::entry::{COLUMNS, NAME, Written};
use super::store::Store;
use crate::config::{Problem, Table};

/// Reads a table. Total: a row that cannot be understood is a problem with its place, and the others are used.
pub fn read(text: &str) -> (Store, Vec<Problem>) {
    let (mut store, mut problems) = (Store::default(), Vec::new());
    let is_missing = |columns: &[Option<usize>]| {
        let has_name = columns.get(NAME).is_some_and(Option::is_some);
        (!has_name).then(|| "the first line must name the columns, name among them".to_owned())
    };
    let mut table = Table::new(text, &COLUMNS, is_missing, &mut problems);
    if !problems.is_empty() && !table.has(NAME) {
        return (store, problems);
    }
    while table.next_row() {
        let written = Written { fields: std::array::from_fn(|column| table.value(column).unwrap_or_default()) };
        let wrong = |column: usize, message: String| {
            let words = written.fields.get(column).copied().unwrap_or_default();
            problems.push(Problem { span: table.place_of(words), message });
        };
        if let Some(entry) = written.read(wrong) {
            store.add(entry, table.place());
        }
    }
    (store, problems)
}
