//! The values of a configuration.

use std::collections::BTreeMap;
use std::path::Path;

use super::house_terms::HouseTerms;
use super::ignore::Ignore;
use super::named_file::NamedFile;
use super::severity::Severity;

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
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub people: Vec<NamedFile>,
    /// The newsroom's terms: files with lists of them, relative to this file, or entries.
    #[cfg_attr(test, schemars(with = "Vec<super::schema::TermItem>"))]
    pub terms: HouseTerms,
    /// What is not reported: globs of files, or entries with file, rule and words.
    #[cfg_attr(test, schemars(with = "Vec<super::schema::IgnoreItem>"))]
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

    /// Whether a file is one of the newsroom's lists, of people or of terms, and no article. `file` is relative to the folder
    /// of the configuration.
    pub fn is_list(&self, file: &Path) -> bool {
        self.people.iter().any(|people| people.is(file)) || self.terms.is_list(file)
    }
}

/// What is said about the language of articles. Reserved: English is the only one so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Language {
    /// The language of articles that do not say theirs, as in `en`.
    #[cfg_attr(test, schemars(with = "super::schema::LanguageCode"))]
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

    #[test]
    fn settings_and_severities_have_the_same_words() {
        for name in Setting::NAMES {
            let severity = Setting::from_name(name).unwrap().severity();
            assert_eq!(severity.map_or("off", Severity::name), name);
        }
    }
}
