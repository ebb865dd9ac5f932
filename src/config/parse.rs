//! Reads the text of a `copydesk.toml`.

use std::borrow::Cow;
use std::fmt::Display;
use std::ops::Range;

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::ignore::Ignore;
use super::named_file::NamedFile;
use super::nearest::nearest;
use super::problem::Problem;
use super::term::{TERM_KEYS, Term, Written};
use super::values::{Config, Language, Profile, Setting};
use crate::text::SourceSpan;

/// The keys of each table; a test holds them against the schema.
pub(super) const KEYS: [&str; 6] = ["profile", "rules", "language", "people", "terms", "ignore"];
pub(super) const LANGUAGE_KEYS: [&str; 1] = ["default"];
pub(super) const IGNORE_KEYS: [&str; 3] = ["file", "rule", "words"];

/// So many characters of a name or a value are shown in a message.
const LONGEST_SHOWN: usize = 60;

impl Config {
    /// Lets settings of an editor override what a file says. `settings` is an object with the keys `profile` and
    /// `rules`, written as in `copydesk.toml`; anything else in it belongs to the editor. `rules` are the names that
    /// exist. Gives what could not be understood, one sentence each; the rest is used.
    pub fn apply(&mut self, settings: &serde_json::Value, rules: &[&str]) -> Vec<String> {
        let mut problems = Vec::new();
        match settings.get("profile") {
            None | Some(serde_json::Value::Null) => {}
            Some(value) => match value.as_str().and_then(Profile::from_name) {
                Some(profile) => self.profile = Some(profile),
                None => problems.push(not_one_of("profile", value, &Profile::ALL.map(Profile::name))),
            },
        }
        for (name, value) in settings.get("rules").and_then(serde_json::Value::as_object).into_iter().flatten() {
            if !rules.contains(&name.as_str()) {
                problems.push(unknown("rule", name, rules));
            } else if let Some(setting) = value.as_str().and_then(Setting::from_name) {
                self.rules.insert(name.clone(), setting);
            } else {
                problems.push(not_one_of(name, value, &Setting::NAMES));
            }
        }
        problems
    }

    /// Reads a configuration. Total: what cannot be understood is a problem with its place, in order, and the rest is
    /// used. `rules` are the names of the rules that exist.
    pub fn parse(text: &str, rules: &[&str]) -> (Config, Vec<Problem>) {
        let text_end = text.len();
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut reader = Reader { rules, config: Config::default(), problems: Vec::new() };
        for error in errors {
            reader.problem(error.span().unwrap_or(text_end..text_end), error.message().replace('\n', "; "));
        }
        reader.file(table.get_ref());
        reader.problems.sort_by_key(|problem| problem.span);
        reader.config.terms.index_entries();
        (reader.config, reader.problems)
    }
}

struct Reader<'r> {
    rules: &'r [&'r str],
    config: Config,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn problem(&mut self, span: Range<usize>, message: String) {
        self.problems.push(Problem { span: to_span(&span), message });
    }

    fn file(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "profile" => {
                    self.config.profile =
                        self.one_of("profile", value, &Profile::ALL.map(Profile::name), Profile::from_name)
                }
                "rules" => self.rules(value),
                "language" => self.language(value),
                "people" => self.config.people = self.files("people", value),
                "terms" => self.terms(value),
                "ignore" => self.ignore(value),
                name => self.problem(key.span(), unknown("key", name, &KEYS)),
            }
        }
    }

    fn rules(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(table) = self.table("rules", value) else { return };
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if !self.rules.contains(&name) {
                self.problem(key.span(), unknown("rule", name, self.rules));
            } else if let Some(setting) = self.one_of(name, value, &Setting::NAMES, Setting::from_name) {
                self.config.rules.insert(name.to_owned(), setting);
            }
        }
    }

    fn language(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(table) = self.table("language", value) else { return };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "default" => {
                    let known = |name: &str| Language::KNOWN.contains(&name).then(|| name.to_owned());
                    self.config.language.default = self.one_of("default", value, &Language::KNOWN, known);
                }
                name => self.problem(key.span(), unknown("key", name, &LANGUAGE_KEYS)),
            }
        }
    }

    fn ignore(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(items) = value.get_ref().as_array() else {
            return self.problem(value.span(), expected("ignore", "a list of globs or entries", value.get_ref()));
        };
        for item in items {
            let entry = match item.get_ref() {
                DeValue::String(glob) => Ignore::new(Some(glob), None, None, to_span(&item.span())),
                DeValue::Table(table) => {
                    let Some(entry) = self.ignore_entry(table, &item.span()) else { continue };
                    entry
                }
                other => {
                    self.problem(item.span(), expected("ignore", "globs or entries", other));
                    continue;
                }
            };
            match entry {
                Ok(entry) => self.config.ignore.push(entry),
                Err(error) => self.problem(item.span(), format!("this glob cannot be read: {error}")),
            }
        }
    }

    fn terms(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(items) = value.get_ref().as_array() else {
            return self.problem(value.span(), expected("terms", "a list of files or entries", value.get_ref()));
        };
        for item in items {
            match item.get_ref() {
                DeValue::String(name) => {
                    self.config.terms.files.push(NamedFile { name: name.to_string(), span: to_span(&item.span()) });
                }
                DeValue::Table(table) => self.term(table, &item.span()),
                other => self.problem(item.span(), expected("terms", "files or entries", other)),
            }
        }
    }

    fn term(&mut self, table: &DeTable<'_>, span: &Range<usize>) {
        let before = self.problems.len();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                name if TERM_KEYS.contains(&name) => drop(self.string(name, value)),
                // TOML takes what stands below a heading for a part of it.
                name if KEYS.contains(&name) => self.problem(
                    key.span(),
                    format!("{name} stands inside an entry of terms here; move it above the first [[terms]]"),
                ),
                name => self.problem(key.span(), unknown("key", name, &TERM_KEYS)),
            }
        }
        let value = |key: &str| table.get(key).and_then(|value| value.get_ref().as_str());
        let written = Written {
            words: value("words"),
            pattern: value("pattern"),
            instead: value("use"),
            note: value("note"),
            severity: value("severity"),
            fix: value("fix"),
        };
        match Term::read(written) {
            Ok(term) if self.problems.len() == before => self.config.terms.entries.push(term),
            Err((key, message)) if self.problems.len() == before => {
                let place = key.and_then(|key| table.get(key)).map_or(span.clone(), Spanned::span);
                self.problem(place, message);
            }
            // What is wrong was told.
            Ok(_) | Err(_) => {}
        }
    }

    /// An entry; `None` where a part of it is wrong. It would silence more without that part, so all of it is left out.
    fn ignore_entry(&mut self, table: &DeTable<'_>, span: &Range<usize>) -> Option<Result<Ignore, String>> {
        let before = self.problems.len();
        let (mut file, mut rule, mut words) = (None, None, None);
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "file" => file = self.string("file", value),
                "words" => words = self.string("words", value),
                "rule" => {
                    rule = self.string("rule", value);
                    if let Some(name) = &rule
                        && !self.rules.contains(&name.as_str())
                    {
                        self.problem(value.span(), unknown("rule", name, self.rules));
                    }
                }
                // TOML takes what stands below a heading for a part of it.
                name if KEYS.contains(&name) => self.problem(
                    key.span(),
                    format!("{name} stands inside an entry of ignore here; move it above the first [[ignore]]"),
                ),
                name => self.problem(key.span(), unknown("key", name, &IGNORE_KEYS)),
            }
        }
        if file.is_none() && rule.is_none() && words.is_none() && self.problems.len() == before {
            self.problem(span.clone(), "this entry ignores nothing; give it a file, a rule or words".to_owned());
        }
        if self.problems.len() > before {
            return None;
        }
        Some(Ignore::new(file.as_deref(), rule, words.as_deref(), to_span(span)))
    }

    fn table<'v, 'i>(&mut self, name: &str, value: &'v Spanned<DeValue<'i>>) -> Option<&'v DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.problem(value.span(), expected(name, "a table", value.get_ref()));
        }
        table
    }

    fn string(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let string = value.get_ref().as_str();
        if string.is_none() {
            self.problem(value.span(), expected(name, "a string", value.get_ref()));
        }
        string.map(str::to_owned)
    }

    fn files(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Vec<NamedFile> {
        let Some(items) = value.get_ref().as_array() else {
            self.problem(value.span(), expected(name, "a list of files", value.get_ref()));
            return Vec::new();
        };
        let file = |item: &Spanned<DeValue<'_>>| {
            let span = to_span(&item.span());
            Some(NamedFile { name: self.string(name, item)?, span })
        };
        items.iter().filter_map(file).collect()
    }

    fn one_of<T>(
        &mut self,
        name: &str,
        value: &Spanned<DeValue<'_>>,
        allowed: &[&str],
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let string = value.get_ref().as_str();
        let found = string.and_then(parse);
        if found.is_none() {
            let message = match string {
                Some(string) => not_one_of(name, Value::from(string), allowed),
                None => expected(name, "a string", value.get_ref()),
            };
            self.problem(value.span(), message);
        }
        found
    }
}

fn to_span(range: &Range<usize>) -> SourceSpan {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    SourceSpan::new(offset(range.start), offset(range.end))
}

fn expected(name: &str, what: &str, found: &DeValue<'_>) -> String {
    format!("{name} must be {what}, not {} {}", article(found.type_str()), found.type_str())
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// A name that does not exist, with the one that was probably meant or, if they are few, all there are.
pub(super) fn unknown(what: &str, name: &str, names: &[&str]) -> String {
    let name = &cut(name);
    match nearest(name, names.iter().copied()) {
        Some(meant) => format!("there is no {what} {name}; did you mean {meant}?"),
        None if names.len() <= 6 => format!("there is no {what} {name}; there are {}", names.join(", ")),
        None => format!("there is no {what} {name}; `copydesk {what}s` lists them"),
    }
}

/// A value that is none of those allowed.
pub(super) fn not_one_of(name: &str, value: impl Display, allowed: &[&str]) -> String {
    format!("{name} cannot be {}; it is one of {}", cut(&value.to_string()), allowed.join(", "))
}

/// As much of something written as a message can show.
fn cut(written: &str) -> Cow<'_, str> {
    match written.char_indices().nth(LONGEST_SHOWN) {
        None => Cow::Borrowed(written),
        Some((end, _)) => Cow::Owned(format!("{}…", written.get(..end).unwrap_or_default())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::path::Path;

    const RULES: [&str; 2] = ["unattributed-quote", "unbalanced-quote"];

    /// The problems, each as the text it points at and its message.
    fn check(text: &str, problems: &[(&str, &str)]) -> Config {
        let (config, found) = Config::parse(text, &RULES);
        let found: Vec<_> = found.iter().map(|problem| (problem.span.slice(text), problem.message.as_str())).collect();
        assert_eq!(found, problems);
        config
    }

    #[test]
    fn a_whole_file_is_understood() {
        let config = check(
            "profile = \"desk\"\npeople = [\"people.csv\"]\nignore = [\"drafts/**\", { rule = \"unbalanced-quote\", file = \"a.md\", words = \"x\" }]\n\
             [rules]\nunattributed-quote = \"error\"\nunbalanced-quote = \"off\"\n[language]\ndefault = \"en\"\n",
            &[],
        );
        assert_eq!(config.profile, Some(Profile::Desk));
        assert_eq!(config.setting("unattributed-quote"), Some(Setting::Error));
        assert_eq!(config.setting("unbalanced-quote"), Some(Setting::Off));
        assert_eq!(config.people[0].name, "people.csv");
        assert_eq!(config.language.default.as_deref(), Some("en"));
        assert!(config.ignores_file(Path::new("drafts/new.txt")));
        assert!(!config.ignores_file(Path::new("a.md")), "only some words in it");
        assert!(config.ignore[1].fits_finding("unbalanced-quote", "x y"));
    }

    #[test]
    fn entries_can_be_appended_as_blocks() {
        let config =
            check("[[ignore]]\nfile = \"a.txt\"\n\n[[ignore]]\nrule = \"unbalanced-quote\"\nwords = \"b\"\n", &[]);
        assert_eq!(config.ignore.len(), 2);
    }

    #[test]
    fn a_key_below_an_entry_is_told_to_move() {
        check(
            "[[ignore]]\nfile = \"a.txt\"\n\nprofile = \"desk\"\n",
            &[("profile", "profile stands inside an entry of ignore here; move it above the first [[ignore]]")],
        );
    }

    #[test]
    fn mistakes_are_told_with_their_place_and_the_rest_is_used() {
        let config = check(
            "porfile = \"desk\"\nprofile = \"dsek\"\n[rules]\nunattributed-qoute = \"off\"\nunbalanced-quote = 3\nunattributed-quote = \"hint\"\n",
            &[
                ("porfile", "there is no key porfile; did you mean profile?"),
                ("\"dsek\"", "profile cannot be \"dsek\"; it is one of default, desk, ap, reuters, bbc, guardian"),
                ("unattributed-qoute", "there is no rule unattributed-qoute; did you mean unattributed-quote?"),
                ("3", "unbalanced-quote must be a string, not an integer"),
            ],
        );
        assert_eq!(config.profile, None);
        assert_eq!(config.setting("unattributed-quote"), Some(Setting::Hint));
    }

    #[test]
    fn a_wrong_entry_silences_nothing() {
        let config = check(
            "ignore = [1, \"a[\", { rule = \"nope\" }, {}, { words = 2, file = \"x\" }, \"fine.md\"]",
            &[
                ("1", "ignore must be globs or entries, not an integer"),
                ("\"a[\"", "this glob cannot be read: there is a [ without its ]"),
                ("\"nope\"", "there is no rule nope; there are unattributed-quote, unbalanced-quote"),
                ("{}", "this entry ignores nothing; give it a file, a rule or words"),
                ("2", "words must be a string, not an integer"),
            ],
        );
        assert_eq!(config.ignore.len(), 1);
    }

    #[test]
    fn broken_syntax_costs_one_line() {
        let (config, problems) = Config::parse("profile = \"desk\npeople = [\"p.csv\"]\n", &RULES);
        assert!(!problems.is_empty());
        assert_eq!(problems[0].span.start, 15, "where the string's line ends: {problems:?}");
        assert_eq!(config.people[0].name, "p.csv");
        for text in [
            "[",
            "]",
            "= =",
            "a.b.c = {",
            "\u{0}",
            "ignore = [[[[",
            "rules = [1]\nrules = 2",
            "\u{FEFF}profile = \"desk\"",
        ] {
            Config::parse(text, &RULES);
        }
    }

    #[test]
    fn an_editors_settings_override_the_file_and_mistakes_are_told() {
        let rules = ["unattributed-quote", "unbalanced-quote"];
        let (mut config, _) = Config::parse("profile = \"desk\"\n[rules]\nunbalanced-quote = \"hint\"", &rules);
        let problems = config.apply(
            &json!({"profile": "ap", "rules": {"unattributed-quote": "off"}, "trace": "verbose", "path": null}),
            &rules,
        );
        assert_eq!(problems, [""; 0]);
        assert_eq!(config.profile, Some(Profile::Ap));
        assert_eq!(config.setting("unattributed-quote"), Some(Setting::Off));
        assert_eq!(config.setting("unbalanced-quote"), Some(Setting::Hint));

        let problems = config.apply(&json!({"profile": 3, "rules": {"unbalanced-qoute": "off"}}), &rules);
        assert_eq!(
            problems,
            [
                "profile cannot be 3; it is one of default, desk, ap, reuters, bbc, guardian",
                "there is no rule unbalanced-qoute; did you mean unbalanced-quote?",
            ]
        );
        assert_eq!(config.profile, Some(Profile::Ap), "what was understood stays");
        assert!(config.apply(&json!("nonsense"), &rules).is_empty());
    }
}
