//! Reading a file of people.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::lookup::Lookup;
use super::store::{Person, Store};
use super::{popolo, spreadsheet};
use crate::config::Problem;
use crate::text::{Encoding, LineIndex, SourceSpan};

/// A file with so much wrong is no list of people: more is not told.
const MOST_PROBLEMS: usize = 200;

/// The people of one file.
#[derive(Debug, Default)]
pub struct PeopleList {
    path: PathBuf,
    text: String,
    problems: Vec<Problem>,
    is_json: bool,
    /// Its people.
    pub(super) store: Store,
    /// Their names.
    pub(super) lookup: Lookup,
}

impl PeopleList {
    /// Reads the bytes of a file: Popolo JSON where its name or its first letter says so, else a table.
    pub fn read(path: PathBuf, bytes: &[u8]) -> PeopleList {
        if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
            let message = "this file is in UTF-16; save it as UTF-8 (in a spreadsheet, as “CSV UTF-8”)".to_owned();
            let problems = vec![Problem { span: SourceSpan::new(0, 0), message }];
            return PeopleList { path, problems, ..PeopleList::default() };
        }
        let text = String::from_utf8_lossy(bytes).into_owned();
        let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
            || text.trim_start_matches('\u{FEFF}').trim_start().starts_with(['{', '[']);
        let (mut store, mut problems) = match is_json {
            true => popolo::read(&text),
            false => spreadsheet::read(&text),
        };
        let mut lookup = Lookup::new(&store);
        let repeated = repeated(&store, &lookup, &text, &mut problems);
        if !repeated.is_empty() {
            store.remove(&repeated);
            lookup = Lookup::new(&store);
        }
        problems.sort_by_key(|problem| problem.span);
        if problems.len() > MOST_PROBLEMS {
            let more = problems.len() - MOST_PROBLEMS;
            problems.truncate(MOST_PROBLEMS);
            if let Some(last) = problems.last_mut() {
                last.message.push_str(&format!("; {more} more below are not shown"));
            }
        }
        PeopleList { path, text, problems, is_json, store, lookup }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its text, into which the problems' spans point.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What could not be understood, by place; the rest is used.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether it is Popolo JSON, and no table.
    pub fn is_json(&self) -> bool {
        self.is_json
    }

    /// How many people it has.
    pub fn len(&self) -> usize {
        self.store.len()
    }

    /// Whether it has nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of the line where somebody stands, from 1.
    pub fn line_of(&self, person: Person<'_>) -> u32 {
        line(&self.text, person.place())
    }
}

fn line(text: &str, place: SourceSpan) -> u32 {
    LineIndex::new(text).position(text, place.start, Encoding::Utf8).line + 1
}

/// The numbers of the people who stand on the list before, with the same role and affiliation; each is a problem. Two of one
/// name whose roles differ may be two.
fn repeated(store: &Store, lookup: &Lookup, text: &str, problems: &mut Vec<Problem>) -> Vec<u32> {
    let mut found: Vec<(u32, u32)> = Vec::new();
    for people in lookup.namesakes() {
        let mut seen: FxHashMap<String, u32> = FxHashMap::default();
        for number in people {
            let position = store.get(number).and_then(Person::position).unwrap_or_default().to_lowercase();
            match seen.get(&position) {
                Some(first) => found.push((*first, number)),
                None => drop(seen.insert(position, number)),
            }
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    found.sort_unstable_by_key(|(_, second)| *second);
    let lines = LineIndex::new(text);
    for (first, second) in &found {
        let Some((first, second)) = store.get(*first).zip(store.get(*second)) else { continue };
        let line = lines.position(text, first.place().start, Encoding::Utf8).line + 1;
        let message =
            format!("{} stands in line {line} already, with the same role; leave one of them out", second.name());
        let at = second.place().slice(text).find(second.name());
        let span = at.map_or(second.place(), |at| {
            let start = second.place().start + at as u32;
            SourceSpan::new(start, start + second.name().len() as u32)
        });
        problems.push(Problem { span, message });
    }
    found.into_iter().map(|(_, second)| second).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, bytes: &[u8], people: &[&str], problems: &[(&str, &str)]) -> PeopleList {
        let list = PeopleList::read(PathBuf::from(name), bytes);
        let wrong: Vec<_> =
            list.problems().iter().map(|problem| (problem.span.slice(list.text()), problem.message.as_str())).collect();
        assert_eq!(wrong, problems);
        let found: Vec<_> = (0..list.len() as u32).filter_map(|number| Some(list.store.get(number)?.name())).collect();
        assert_eq!(found, people);
        list
    }

    #[test]
    fn a_table_is_read_with_all_its_columns() {
        let list = check(
            "people.csv",
            "role,Name,aliases,affiliation,pronouns,url,note\r\n\
             mayor,María López,\"M. López; Mariquita\",City of Velmora,she/her,https://velmora.example/lopez,\"Ask twice, \
             she forgets.\"\r\n\r\n,Bob Hale,,,,,\r\n"
                .as_bytes(),
            &["María López", "Bob Hale"],
            &[],
        );
        let maria = list.lookup.named(&list.store, "maria lopez").next().unwrap().person;
        assert_eq!(maria.aliases().collect::<Vec<_>>(), ["M. López", "Mariquita"]);
        assert_eq!((maria.role(), maria.affiliation()), (Some("mayor"), Some("City of Velmora")));
        assert_eq!(maria.pronouns(), Some(crate::people::Pronouns::She));
        assert_eq!(maria.url(), Some("https://velmora.example/lopez"));
        assert_eq!(maria.note(), Some("Ask twice, she forgets."));
        assert_eq!(list.line_of(maria), 2);
        assert_eq!(list.lookup.named(&list.store, "mariquita").count(), 1);
        assert_eq!(list.lookup.named(&list.store, "maria").count(), 0);
    }

    #[test]
    fn what_is_wrong_stands_at_its_place_and_the_rest_is_used() {
        check(
            "people.csv",
            "name,pronoun,role,url,pronouns\n,,mayor,,\nAnn Holt,,,ftp://x,hee\nLopez, Maria\n\"Lopez, Maria\",,,,\n\
             Ann Holt,,clerk,,\nann holt,,Clerk,,\n"
                .as_bytes(),
            &["Ann Holt", "Lopez", "Ann Holt"],
            &[
                ("pronoun", "there is no column pronoun; did you mean pronouns?"),
                (",,mayor,,", "this person has no name"),
                ("ftp://x", "url cannot be “ftp://x”; write an address that begins with https://"),
                ("hee", "pronouns cannot be “hee”; write he/him, she/her or they/them"),
                ("Lopez, Maria", "a name stands here as in an article: “Maria Lopez”"),
                ("ann holt", "ann holt stands in line 6 already, with the same role; leave one of them out"),
            ],
        );
        check(
            "people.csv",
            b"role\nmayor\n",
            &[],
            &[("role", "the first line must name the columns, name among them")],
        );
        check("people.csv", b"", &[], &[]);
    }

    #[test]
    fn other_encodings_are_told_of() {
        check(
            "people.csv",
            b"name;role\nMar\xEDa L\xF3pez;mayor\nAnn Holt;clerk\n",
            &["Ann Holt"],
            &[("Mar\u{FFFD}a L\u{FFFD}pez", "these letters are not UTF-8; save the file as “CSV UTF-8”")],
        );
        let utf16: Vec<u8> = "\u{FEFF}name\nAnn Holt\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(
            "people.csv",
            &utf16,
            &[],
            &[("", "this file is in UTF-16; save it as UTF-8 (in a spreadsheet, as “CSV UTF-8”)")],
        );
        check(
            "people.json",
            b"[{\"name\": \"Mar\xEDa\"}]",
            &[],
            &[("Mar\u{FFFD}a", "these letters are not UTF-8; save the file as “CSV UTF-8”")],
        );
    }

    #[test]
    fn any_bytes_are_a_list() {
        for bytes in [
            &b"\0"[..],
            b"name",
            b"name\n\"",
            b"\"\"\"\"\n,,,",
            b"\xEF\xBB\xBFname\n\xFF",
            b"{",
            b"[",
            b"[[[[",
            b"null",
            b"{\"persons\": 3}",
            b"[1, \"x\", {\"name\": 3}, {}]",
            b"{\"persons\": [{\"name\": \"\\ud800\"}]}",
        ] {
            for name in ["people.csv", "people.json"] {
                let list = PeopleList::read(PathBuf::from(name), bytes);
                assert!(list.problems().iter().all(|problem| problem.span.end as usize <= list.text().len()));
            }
        }
    }
}
