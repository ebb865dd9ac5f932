//! One person as a file has them, and what may be wrong with it.

use super::key;
use super::pronouns::Pronouns;

/// The columns of a table of people, in the order of [`Written::fields`].
pub const COLUMNS: [&str; 7] = ["name", "aliases", "role", "affiliation", "pronouns", "url", "note"];

/// A column, as an index of [`COLUMNS`].
pub const NAME: usize = 0;
pub const ALIASES: usize = 1;
pub const ROLE: usize = 2;
pub const AFFILIATION: usize = 3;
pub const PRONOUNS: usize = 4;
pub const URL: usize = 5;
pub const NOTE: usize = 6;

/// What parts aliases.
pub const ALIAS_MARK: char = ';';

/// A longer name is no name, in bytes.
const LONGEST_NAME: usize = 200;
/// Nobody has more aliases: a name is found by counting them.
const MOST_ALIASES: usize = 100;
/// Longer words about somebody are no note, in bytes.
const LONGEST_FIELD: usize = 8 << 10;

/// What a file says of one person, a text for each of [`COLUMNS`]; empty where it says nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Written<'w> {
    pub fields: [&'w str; COLUMNS.len()],
}

/// What was understood of one person.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'w> {
    pub fields: [&'w str; COLUMNS.len()],
    pub pronouns: Option<Pronouns>,
}

impl<'w> Written<'w> {
    /// What can be used of it; nothing without a name. What is wrong goes to `wrong`, with its column.
    pub fn read(self, mut wrong: impl FnMut(usize, String)) -> Option<Entry<'w>> {
        let mut fields = self.fields.map(str::trim);
        if fields.iter().any(|field| field.contains(char::REPLACEMENT_CHARACTER)) {
            let column = fields.iter().position(|field| field.contains(char::REPLACEMENT_CHARACTER)).unwrap_or(NAME);
            wrong(column, "these letters are not UTF-8; save the file as “CSV UTF-8”".to_owned());
            return None;
        }
        if let Some(message) = wrong_name(fields[NAME]) {
            wrong(NAME, message);
            return None;
        }
        if let Some(alias) = aliases(fields[ALIASES]).find(|alias| wrong_name(alias).is_some()) {
            wrong(ALIASES, format!("an alias cannot be {}; part aliases by ;", shown(alias)));
            fields[ALIASES] = "";
        }
        if let Some((end, _)) = fields[ALIASES].match_indices(ALIAS_MARK).nth(MOST_ALIASES - 1) {
            wrong(NAME, format!("only the first {MOST_ALIASES} aliases of this person are used"));
            fields[ALIASES] = fields[ALIASES].get(..end).unwrap_or_default();
        }
        for column in [ROLE, AFFILIATION, NOTE] {
            if fields[column].len() > LONGEST_FIELD {
                wrong(column, format!("this {} is too long to be shown, so it is left out", COLUMNS[column]));
                fields[column] = "";
            }
        }
        let pronouns = Pronouns::parse(fields[PRONOUNS]);
        if pronouns.is_none() && !fields[PRONOUNS].is_empty() {
            let message = format!("pronouns cannot be {}; write he/him, she/her or they/them", shown(fields[PRONOUNS]));
            wrong(PRONOUNS, message);
            fields[PRONOUNS] = "";
        }
        if !fields[URL].is_empty() && !is_address(fields[URL]) {
            let message = format!("url cannot be {}; write an address that begins with https://", shown(fields[URL]));
            wrong(URL, message);
            fields[URL] = "";
        }
        Some(Entry { fields, pronouns })
    }
}

/// The aliases in what a file has for them.
pub fn aliases(written: &str) -> impl Iterator<Item = &str> {
    written.split(ALIAS_MARK).map(str::trim).filter(|alias| !alias.is_empty())
}

/// What is wrong with a name, if something is.
fn wrong_name(name: &str) -> Option<String> {
    if key::words(name).next().is_none() {
        return Some("this person has no name".to_owned());
    }
    if name.len() > LONGEST_NAME || name.contains(char::is_control) {
        return Some("this is no name: it is too long, or runs over lines".to_owned());
    }
    let (family, given) = name.split_once(',')?;
    // *Jr.* and its kin may stand behind a comma.
    let is_generation = given.trim().chars().count() <= 3;
    let turned = format!("{} {}", given.trim(), family.trim());
    (!is_generation).then(|| format!("a name stands here as in an article: {}", shown(&turned)))
}

/// Whether something is the address of a page, and nothing that could become anything else in a hover.
fn is_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | '"' | '`' | '\\' | '|');
    rest.is_some_and(|rest| rest.starts_with(char::is_alphanumeric) && rest.chars().all(is_plain))
}

/// As much of something written as a message can show.
pub fn shown(written: &str) -> String {
    const LONGEST: usize = 60;
    let line: String = written.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect();
    let mark = if written.chars().nth(LONGEST).is_some() { "…" } else { "" };
    format!("“{line}{mark}”")
}
