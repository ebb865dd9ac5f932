//! What a user sets: the profile, the severity of rules, what is ignored.
//!
//! Reading is total: a part that nobody can understand is a [`Problem`] with its place, and the rest is used. This room
//! knows no rule; whoever reads a configuration says which names exist.

mod add_ignore;
mod ignore;
mod load;
mod nearest;
mod parse;
#[cfg(test)]
mod schema;
mod write;

pub use add_ignore::{IgnoreList, Insertion, NewIgnore};
pub use ignore::{Ignore, begin_with};
pub use load::{FILE_NAME, LoadError, Loaded, find_among, find_for, is_configuration, load};
pub use nearest::nearest;
pub use parse::Problem;
pub use write::{WriteError, write};

use std::collections::BTreeMap;
use std::path::Path;

/// What is in a `copydesk.toml`, or comes from an editor's settings.
#[derive(Debug, Clone, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "copydesk.toml", deny_unknown_fields))]
pub struct Config {
    /// Which set of severities to start from.
    #[cfg_attr(test, schemars(with = "Profile"))]
    pub profile: Option<Profile>,
    /// The severity of single rules, by name; overrides the profile.
    pub rules: BTreeMap<String, Setting>,
    /// What is said about the language of articles.
    pub language: Language,
    /// Files with the newsroom's own list of people, relative to this file.
    pub people: Vec<String>,
    /// What is not reported: globs of files, or entries with file, rule and words.
    #[cfg_attr(test, schemars(with = "Vec<schema::IgnoreItem>"))]
    pub ignore: Vec<Ignore>,
}

impl Config {
    /// What is set for a rule by name: the rule's own line, if there is one.
    pub fn setting(&self, rule: &str) -> Option<Setting> {
        self.rules.get(rule).copied()
    }

    /// Whether a file is ignored as a whole. `file` is relative to the folder of the configuration.
    pub fn ignores_file(&self, file: &Path) -> bool {
        self.ignore.iter().any(|entry| entry.is_whole_file() && entry.fits_file(file))
    }

    /// Whether a file is one of the newsroom's lists of people. `file` is relative to the folder of the configuration.
    pub fn is_people_file(&self, file: &Path) -> bool {
        self.people.iter().any(|people| Path::new(people.trim_start_matches("./")) == file)
    }

    /// Lets settings of an editor override what a file says. `settings` is an object with the keys `profile` and
    /// `rules`, written as in `copydesk.toml`; anything else in it belongs to the editor. `rules` are the names that
    /// exist. Gives what could not be understood, one sentence each; the rest is used.
    pub fn apply(&mut self, settings: &serde_json::Value, rules: &[&str]) -> Vec<String> {
        let mut problems = Vec::new();
        match settings.get("profile") {
            None | Some(serde_json::Value::Null) => {}
            Some(value) => match value.as_str().and_then(Profile::from_name) {
                Some(profile) => self.profile = Some(profile),
                None => problems.push(parse::not_one_of("profile", value, &Profile::ALL.map(Profile::name))),
            },
        }
        for (name, value) in settings.get("rules").and_then(serde_json::Value::as_object).into_iter().flatten() {
            if !rules.contains(&name.as_str()) {
                problems.push(parse::unknown("rule", name, rules));
            } else if let Some(setting) = value.as_str().and_then(Setting::from_name) {
                self.rules.insert(name.clone(), setting);
            } else {
                problems.push(parse::not_one_of(name, value, &Setting::NAMES));
            }
        }
        problems
    }
}

/// What is said about the language of articles. Reserved: English is the only one so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Language {
    /// The language of articles that do not say theirs, as in `en`.
    #[cfg_attr(test, schemars(with = "schema::LanguageCode"))]
    pub default: Option<String>,
}

impl Language {
    /// The languages that copydesk knows.
    pub const KNOWN: [&str; 1] = ["en"];
}

/// A set of severities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum Profile {
    /// For a writer who never asked for advice: few findings, nearly always right.
    #[default]
    Default,
    /// For the copy desk: everything.
    Desk,
    /// The Associated Press.
    Ap,
    /// Reuters.
    Reuters,
    /// The BBC.
    Bbc,
    /// The Guardian.
    Guardian,
}

impl Profile {
    /// All of them, the general ones first.
    pub const ALL: [Profile; 6] =
        [Profile::Default, Profile::Desk, Profile::Ap, Profile::Reuters, Profile::Bbc, Profile::Guardian];

    /// The name that a user writes.
    pub fn name(self) -> &'static str {
        match self {
            Profile::Default => "default",
            Profile::Desk => "desk",
            Profile::Ap => "ap",
            Profile::Reuters => "reuters",
            Profile::Bbc => "bbc",
            Profile::Guardian => "guardian",
        }
    }

    /// The profile of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Profile> {
        Profile::ALL.into_iter().find(|profile| profile.name() == name)
    }
}

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Something to know.
    Hint,
    /// Advice.
    Information,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// All of them, the mildest first.
    pub const ALL: [Severity; 4] = [Severity::Hint, Severity::Information, Severity::Warning, Severity::Error];

    /// The word for it, as users write and read it.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Hint => "hint",
            Severity::Information => "information",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// The severity of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Severity> {
        Severity::ALL.into_iter().find(|severity| severity.name() == name)
    }
}

/// What a user says of one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum Setting {
    /// The rule does not run.
    Off,
    /// It reports something to know.
    Hint,
    /// It reports advice.
    Information,
    /// It reports what is probably wrong.
    Warning,
    /// It reports what is wrong.
    Error,
}

impl Setting {
    /// What a user can write.
    pub const NAMES: [&str; 5] = ["off", "hint", "information", "warning", "error"];

    /// The setting of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Setting> {
        match name {
            "off" => Some(Setting::Off),
            "hint" => Some(Setting::Hint),
            "information" => Some(Setting::Information),
            "warning" => Some(Setting::Warning),
            "error" => Some(Setting::Error),
            _ => None,
        }
    }

    /// The severity it gives a rule; `None` is off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Setting::Off => None,
            Setting::Hint => Some(Severity::Hint),
            Setting::Information => Some(Severity::Information),
            Setting::Warning => Some(Severity::Warning),
            Setting::Error => Some(Severity::Error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

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

    #[test]
    fn settings_and_severities_have_the_same_words() {
        for name in Setting::NAMES {
            let severity = Setting::from_name(name).unwrap().severity();
            assert_eq!(severity.map_or("off", Severity::name), name);
        }
    }
}
