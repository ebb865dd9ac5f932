//! Titles before names, in long and in short.

use std::sync::LazyLock;

const ROWS: &str = include_str!("en/title-styles.tsv");

/// A title that stands before a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title {
    /// What it is.
    pub kind: TitleKind,
    /// In full.
    pub long: &'static str,
    /// Its short form with periods; `None` for those that are written out always.
    pub short: Option<&'static str>,
    /// Its short form without periods.
    pub unstopped: Option<&'static str>,
}

/// What a title is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleKind {
    /// A rank of soldiers and police.
    Rank,
    /// An office of government.
    Office,
    /// Any other.
    Other,
}

/// The title that words are, in full or short, with their capitals.
pub fn title(words: &str) -> Option<&'static Title> {
    let is_it = |title: &&Title| title.long == words || title.short == Some(words) || title.unstopped == Some(words);
    TABLE.iter().find(is_it)
}

/// All titles, in the order of the data.
pub fn titles() -> impl Iterator<Item = &'static Title> {
    TABLE.iter()
}

/// What the data says, read once.
static TABLE: LazyLock<Vec<Title>> = LazyLock::new(|| ROWS.lines().filter_map(read).collect());

fn read(line: &'static str) -> Option<Title> {
    let mut cells = line.split('\t');
    let kind = match cells.next()? {
        "rank" => TitleKind::Rank,
        "office" => TitleKind::Office,
        "title" => TitleKind::Other,
        _ => return None,
    };
    let mut form = || cells.next().filter(|form| *form != "-");
    Some(Title { kind, long: form()?, short: form(), unstopped: form() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_known_in_long_and_in_short() {
        assert_eq!(title("Gen."), title("General"));
        assert_eq!(title("Lt Col"), title("Lieutenant Colonel"));
        assert_eq!(title("Senator").map(|title| (title.kind, title.short)), Some((TitleKind::Office, Some("Sen."))));
        assert_eq!(title("Professor").and_then(|title| title.short), None);
        assert_eq!(title("kind"), None);
    }
}
