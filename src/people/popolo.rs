//! People in Popolo JSON (<https://www.popoloproject.com/specs/>): an object with `persons`, or a list of them, with the
//! memberships of each beside or inside them.

use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::entry::Written;
use super::store::Store;
use crate::config::Problem;
use crate::text::SourceSpan;

/// What a file holds. Each part is read for itself, so that a mistake in one costs only that one.
#[derive(Default)]
struct Parts<'t> {
    persons: Vec<&'t RawValue>,
    organizations: Vec<&'t RawValue>,
    memberships: Vec<&'t RawValue>,
    posts: Vec<&'t RawValue>,
}

#[derive(Deserialize)]
struct Document<'t> {
    #[serde(borrow, default)]
    persons: Option<&'t RawValue>,
    #[serde(borrow, default)]
    organizations: Vec<&'t RawValue>,
    #[serde(borrow, default)]
    memberships: Vec<&'t RawValue>,
    #[serde(borrow, default)]
    posts: Vec<&'t RawValue>,
}

#[derive(Deserialize)]
struct Person {
    id: Option<String>,
    name: Option<String>,
    #[serde(default)]
    other_names: Vec<OtherName>,
    gender: Option<String>,
    summary: Option<String>,
    note: Option<String>,
    biography: Option<String>,
    #[serde(default)]
    links: Vec<Link>,
    #[serde(default)]
    memberships: Vec<Membership>,
}

#[derive(Deserialize)]
struct OtherName {
    name: Option<String>,
}

#[derive(Deserialize)]
struct Link {
    url: Option<String>,
}

#[derive(Deserialize)]
struct Membership {
    person_id: Option<String>,
    role: Option<String>,
    label: Option<String>,
    organization_id: Option<String>,
    organization: Option<Named>,
    post_id: Option<String>,
    post: Option<Named>,
    end_date: Option<IgnoredAny>,
}

/// An organization or a post.
#[derive(Deserialize)]
struct Named {
    id: Option<String>,
    name: Option<String>,
    label: Option<String>,
    role: Option<String>,
}

/// Reads a file. Total: what cannot be understood is a problem with its place, and the rest is used.
pub fn read(text: &str) -> (Store, Vec<Problem>) {
    let mut reader = Reader { text, store: Store::default(), problems: Vec::new() };
    let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if let Some(parts) = reader.parts(body) {
        reader.people(&parts);
    }
    (reader.store, reader.problems)
}

struct Reader<'t> {
    text: &'t str,
    store: Store,
    problems: Vec<Problem>,
}

impl<'t> Reader<'t> {
    fn parts(&mut self, body: &'t str) -> Option<Parts<'t>> {
        if body.trim_start().starts_with('[') {
            let persons = self.parse(body, "this file cannot be read")?;
            return Some(Parts { persons, ..Parts::default() });
        }
        let Document { persons, organizations, memberships, posts } = self.parse(body, "this file cannot be read")?;
        let Some(persons) = persons else {
            let message = "this file has no list “persons”, as Popolo has it".to_owned();
            self.problems.push(Problem { span: SourceSpan::new(0, 0), message });
            return None;
        };
        let persons = self.parse(persons.get(), "“persons” must be a list")?;
        Some(Parts { persons, organizations, memberships, posts })
    }

    fn people(&mut self, parts: &Parts<'t>) {
        let named = |reader: &mut Reader<'t>, all: &[&'t RawValue]| {
            let named = all.iter().filter_map(|raw| reader.parse::<Named>(raw.get(), "this part is left out"));
            named.filter_map(|mut named| Some((named.id.take()?, named))).collect::<FxHashMap<String, Named>>()
        };
        let organizations = named(self, &parts.organizations);
        let posts = named(self, &parts.posts);
        let mut memberships: FxHashMap<String, Vec<Membership>> = FxHashMap::default();
        for raw in &parts.memberships {
            let Some(mut membership) = self.parse::<Membership>(raw.get(), "this part is left out") else { continue };
            if let Some(person) = membership.person_id.take() {
                memberships.entry(person).or_default().push(membership);
            }
        }
        for raw in &parts.persons {
            let Some(person) = self.parse::<Person>(raw.get(), "this person is left out") else { continue };
            let own = person.id.as_ref().and_then(|id| memberships.get(id)).into_iter().flatten();
            let mut all = person.memberships.iter().chain(own);
            let current = all.find(|membership| membership.end_date.is_none());
            let position = current.map(|membership| membership.position(&organizations, &posts)).unwrap_or_default();
            self.person(raw.get(), &person, position);
        }
    }

    fn person(&mut self, raw: &'t str, person: &Person, (role, affiliation): (&str, &str)) {
        let others = person.other_names.iter().filter_map(|other| other.name.as_deref());
        let aliases = others.map(|name| name.replace(';', ",")).collect::<Vec<_>>().join(";");
        let pronouns = match person.gender.as_deref().map(str::trim) {
            Some(gender) if gender.eq_ignore_ascii_case("male") => "he/him",
            Some(gender) if gender.eq_ignore_ascii_case("female") => "she/her",
            _ => "",
        };
        let note = person.note.as_ref().or(person.summary.as_ref()).or(person.biography.as_ref());
        let url = person.links.iter().find_map(|link| link.url.as_deref()).unwrap_or_default();
        let name = person.name.as_deref().unwrap_or_default();
        let place = self.span_of(raw);
        let written =
            Written { fields: [name, &aliases, role, affiliation, pronouns, url, note.map_or("", String::as_str)] };
        let (text, problems) = (self.text, &mut self.problems);
        let wrong = |column: usize, message: String| {
            let words = written.fields.get(column).copied().unwrap_or_default();
            let at = place.slice(text).find(words).filter(|_| !words.is_empty());
            let span = at.map_or(place, |at| {
                let start = place.start + at as u32;
                SourceSpan::new(start, start + words.len() as u32)
            });
            problems.push(Problem { span, message });
        };
        if let Some(entry) = written.read(wrong) {
            self.store.add(entry, place);
        }
    }

    /// Reads a part of the file; what is wrong with it is told, with what comes of it.
    fn parse<T: Deserialize<'t>>(&mut self, part: &'t str, then: &str) -> Option<T> {
        match serde_json::from_str(part) {
            Ok(parsed) => Some(parsed),
            Err(error) => {
                let start = self.span_of(part).start as usize + offset(part, error.line(), error.column());
                let start = (0..=start.min(self.text.len())).rev().find(|at| self.text.is_char_boundary(*at));
                let start = start.unwrap_or(0) as u32;
                let message = error.to_string();
                let what = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
                self.problems.push(Problem { span: SourceSpan::new(start, start), message: format!("{then}: {what}") });
                None
            }
        }
    }

    /// Where a part of the text stands in it.
    fn span_of(&self, part: &str) -> SourceSpan {
        // The part is borrowed from the text, so that its address tells.
        let start = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        SourceSpan::new(start as u32, (start + part.len()) as u32)
    }
}

/// The byte at a line and a column, both from 1 and the column in bytes.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    before + column.saturating_sub(1)
}

impl Membership {
    /// The role, and the organization that it belongs to.
    fn position<'m>(
        &'m self,
        organizations: &'m FxHashMap<String, Named>,
        posts: &'m FxHashMap<String, Named>,
    ) -> (&'m str, &'m str) {
        let of = |id: &Option<String>, all: &'m FxHashMap<String, Named>| id.as_ref().and_then(|id| all.get(id));
        let post = self.post.as_ref().or_else(|| of(&self.post_id, posts));
        let post = post.and_then(|post| post.label.as_ref().or(post.role.as_ref()).or(post.name.as_ref()));
        let role = self.role.as_ref().or(post).or(self.label.as_ref());
        let organization = self.organization.as_ref().or_else(|| of(&self.organization_id, organizations));
        let body = organization.and_then(|body| body.name.as_ref());
        (role.map_or("", String::as_str), body.map_or("", String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_one(text: &str) -> (String, Vec<(String, String)>) {
        let (store, problems) = read(text);
        let person = store.get(0).map(|person| {
            let aliases: Vec<_> = person.aliases().collect();
            let rest = [person.role(), person.affiliation(), person.pronouns_written(), person.url(), person.note()];
            format!("{} | {} | {}", person.name(), aliases.join("; "), rest.map(|part| part.unwrap_or("-")).join(" | "))
        });
        let wrong = problems.iter().map(|problem| {
            let line = text[..problem.span.start as usize].matches('\n').count() + 1;
            (format!("{line} {}", problem.span.slice(text)), problem.message.clone())
        });
        (person.unwrap_or_default(), wrong.collect())
    }

    #[test]
    fn persons_memberships_and_organizations_are_joined() {
        let text = r#"{
          "persons": [{"id": "1", "name": "María López", "other_names": [{"name": "Mariquita", "note": "x"}],
            "gender": "female", "links": [{"note": "site", "url": "https://velmora.example"}],
            "identifiers": [{"scheme": "x", "identifier": "y"}], "summary": "Asks twice."}],
          "organizations": [{"id": "o", "name": "City of Velmora", "classification": "city"}],
          "memberships": [
            {"person_id": "1", "organization_id": "o", "role": "clerk", "end_date": "2019-01-01"},
            {"person_id": "1", "organization_id": "o", "role": "mayor"}]
        }"#;
        let (person, wrong) = read_one(text);
        assert_eq!(wrong, []);
        assert_eq!(
            person,
            "María López | Mariquita | mayor | City of Velmora | she/her | https://velmora.example | Asks twice."
        );
        let inside = r#"[{"name": "Bob Hale", "memberships": [{"post": {"label": "clerk"}, "organization": {"name": "Trust"}}]}]"#;
        assert_eq!(read_one(inside), ("Bob Hale |  | clerk | Trust | - | - | -".to_owned(), Vec::new()));
    }

    #[test]
    fn what_is_wrong_stands_at_its_place() {
        let wrong = |text: &str| read_one(text).1;
        let told = |place: &str, message: &str| vec![(place.to_owned(), message.to_owned())];
        assert_eq!(wrong("{\n \"persons\": [\n"), told("3 ", "this file cannot be read: EOF while parsing a list"));
        assert_eq!(wrong("{}"), told("1 ", "this file has no list “persons”, as Popolo has it"));
        assert_eq!(
            wrong("[\n{\"name\": 3}]"),
            told("2 ", "this person is left out: invalid type: integer `3`, expected a string")
        );
        assert_eq!(wrong("[\n{\"id\": \"7\"}]"), told("2 {\"id\": \"7\"}", "this person has no name"));
        assert_eq!(
            wrong("[{\"name\": \"Ann Holt\",\n\"links\": [{\"url\": \"javascript:x\"}]}]"),
            told("2 javascript:x", "url cannot be “javascript:x”; write an address that begins with https://")
        );
    }
}
