//! What lists hold of people, close together: a hundred thousand are a few megabytes.

use super::entry::{AFFILIATION, ALIASES, COLUMNS, Entry, NAME, NOTE, PRONOUNS, ROLE, URL, aliases};
use super::pronouns::Pronouns;
use crate::text::SourceSpan;

/// People by number.
#[derive(Debug, Default)]
pub struct Store {
    /// All fields of all of them, one after the other.
    text: String,
    entries: Vec<Stored>,
}

#[derive(Debug)]
struct Stored {
    start: u32,
    /// Where each field ends.
    ends: [u32; COLUMNS.len()],
    pronouns: Option<Pronouns>,
    place: SourceSpan,
}

/// A person on a list.
#[derive(Debug, Clone, Copy)]
pub struct Person<'p> {
    store: &'p Store,
    stored: &'p Stored,
}

impl Store {
    /// Adds somebody who stands at a place of the file; gives the number.
    pub fn add(&mut self, entry: Entry<'_>, place: SourceSpan) -> u32 {
        // Files are far below 4 GiB.
        let start = self.text.len() as u32;
        let ends = entry.fields.map(|field| {
            self.text.push_str(field);
            self.text.len() as u32
        });
        self.entries.push(Stored { start, ends, pronouns: entry.pronouns, place });
        self.entries.len() as u32 - 1
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// The person of that number.
    pub fn get(&self, number: u32) -> Option<Person<'_>> {
        Some(Person { store: self, stored: self.entries.get(number as usize)? })
    }

    /// Takes out the people of these numbers, which are in order.
    pub fn remove(&mut self, numbers: &[u32]) {
        let mut number = 0;
        self.entries.retain(|_| {
            number += 1;
            numbers.binary_search(&(number - 1)).is_err()
        });
    }
}

impl<'p> Person<'p> {
    fn field(self, column: usize) -> &'p str {
        let Stored { start, ends, .. } = self.stored;
        let begin = column.checked_sub(1).and_then(|before| ends.get(before)).unwrap_or(start);
        let end = ends.get(column).unwrap_or(begin);
        self.store.text.get(*begin as usize..*end as usize).unwrap_or_default()
    }

    fn given(self, column: usize) -> Option<&'p str> {
        Some(self.field(column)).filter(|field| !field.is_empty())
    }

    /// The full name, as the newsroom spells it.
    pub fn name(self) -> &'p str {
        self.field(NAME)
    }

    /// Other names.
    pub fn aliases(self) -> impl Iterator<Item = &'p str> {
        aliases(self.field(ALIASES))
    }

    /// What the person does or is.
    pub fn role(self) -> Option<&'p str> {
        self.given(ROLE)
    }

    /// The organization or place to which the role belongs.
    pub fn affiliation(self) -> Option<&'p str> {
        self.given(AFFILIATION)
    }

    /// The pronouns, as they are written.
    pub fn pronouns_written(self) -> Option<&'p str> {
        self.given(PRONOUNS)
    }

    /// The pronouns.
    pub fn pronouns(self) -> Option<Pronouns> {
        self.stored.pronouns
    }

    /// The address of a page about the person.
    pub fn url(self) -> Option<&'p str> {
        self.given(URL)
    }

    /// What the newsroom wants to remember.
    pub fn note(self) -> Option<&'p str> {
        self.given(NOTE)
    }

    /// Where the person stands in the file, in bytes.
    pub fn place(self) -> SourceSpan {
        self.stored.place
    }

    /// Role and affiliation, in one: *mayor, City of Velmora*; nothing where neither is given.
    pub fn position(self) -> Option<String> {
        match (self.role(), self.affiliation()) {
            (Some(role), Some(body)) if !role.contains(body) => Some(format!("{role}, {body}")),
            (Some(role), _) => Some(role.to_owned()),
            (None, body) => body.map(str::to_owned),
        }
    }
}
