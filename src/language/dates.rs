//! Months and weekdays by name.

use std::sync::LazyLock;

/// A number, a name, and its short form if there is one.
type Row = (u32, &'static str, Option<&'static str>);

const ROWS: &str = include_str!("en/dates.tsv");

/// A month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// From 1 to 12.
    pub number: u32,
    /// Its name.
    pub long: &'static str,
    /// Its short form with its period; `None` for those that news copy writes out always.
    pub short: Option<&'static str>,
}

/// The month that a word names, in long or in short, with the capital and the period that belong to it.
pub fn month(word: &str) -> Option<Month> {
    let (number, long, short) = row("month", word)?;
    Some(Month { number, long, short })
}

/// The number of the weekday that a word names: 0 is Monday.
pub fn weekday(word: &str) -> Option<u32> {
    row("weekday", word).map(|(number, ..)| number)
}

/// The name of a weekday; 0 is Monday.
pub fn weekday_name(number: u32) -> Option<&'static str> {
    rows("weekday").find(|(own, ..)| *own == number).map(|(_, long, _)| long)
}

fn row(kind: &str, word: &str) -> Option<Row> {
    rows(kind).find(|(_, long, short)| *long == word || *short == Some(word))
}

fn rows(kind: &str) -> impl Iterator<Item = Row> {
    TABLE.iter().filter(move |(own, _)| *own == kind).map(|(_, row)| *row)
}

/// What the data says, read once.
static TABLE: LazyLock<Vec<(&str, Row)>> = LazyLock::new(|| ROWS.lines().filter_map(read).collect());

fn read(line: &'static str) -> Option<(&'static str, Row)> {
    let mut cells = line.split('\t');
    let (kind, number, long, short) = (cells.next()?, cells.next()?.parse().ok()?, cells.next()?, cells.next()?);
    Some((kind, (number, long, Some(short).filter(|short| *short != "-"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_long_and_in_short() {
        assert_eq!(month("Jan."), month("January"));
        assert_eq!(month("May").map(|month| (month.number, month.short)), Some((5, None)));
        assert_eq!((weekday("Sunday"), weekday("Sun."), weekday("May")), (Some(6), Some(6), None));
        assert_eq!(weekday_name(0), Some("Monday"));
    }
}
