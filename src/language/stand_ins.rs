//! Invented names that stand for those of an article whose names are to stay secret.

const ROWS: &str = include_str!("en/stand-ins.tsv");

/// What a word of a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NamePart {
    /// A woman's given name.
    Woman,
    /// A man's given name.
    Man,
    /// A family name, or a word of which nothing is known.
    Surname,
    /// A place, or a word in the name of something else.
    Place,
}

/// The names for a part of a name, those with that initial first, so that acronyms still fit.
pub fn stand_ins(part: NamePart, initial: char) -> impl Iterator<Item = &'static str> {
    let initial = initial.to_ascii_uppercase();
    let row_of = move |line: &&str| line.starts_with(initial);
    let own = ROWS.lines().filter(row_of);
    let others = ROWS.lines().skip(1).filter(move |line| !line.starts_with(initial));
    own.chain(others).filter_map(move |line| line.split('\t').nth(column(part))).flat_map(|cell| cell.split(','))
}

fn column(part: NamePart) -> usize {
    match part {
        NamePart::Woman => 1,
        NamePart::Man => 2,
        NamePart::Surname => 3,
        NamePart::Place => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_begins_as_the_one_it_stands_for() {
        assert_eq!(stand_ins(NamePart::Woman, 'm').next(), Some("Martha"));
        assert_eq!(stand_ins(NamePart::Place, 'É').next(), Some("Ashby"));
        for part in [NamePart::Woman, NamePart::Man, NamePart::Surname, NamePart::Place] {
            let all: Vec<&str> = stand_ins(part, 'a').collect();
            assert_eq!(all.len(), 26 * 3);
            assert!(all.iter().all(|name| name.chars().all(char::is_alphabetic)), "{all:?}");
        }
    }
}
