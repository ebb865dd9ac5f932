//! The JSON schema of `copydesk.toml`, for editors. It is written from the types that hold the configuration.

use schemars::JsonSchema;

use super::parse::{IGNORE_KEYS, KEYS, LANGUAGE_KEYS};
use super::term::TERM_KEYS;
use super::{Config, Language};

/// A glob of files, or an entry with file, rule and words.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code)]
pub enum IgnoreItem {
    /// A glob of files that are not read at all, relative to this file.
    Glob(String),
    /// Findings that are not reported. A part that is left out fits everything.
    Entry(IgnoreEntry),
}

/// Findings that are not reported. A part that is left out fits everything.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, extend("minProperties" = 1))]
#[allow(dead_code)]
pub struct IgnoreEntry {
    /// A glob of files, relative to this file.
    #[schemars(with = "String")]
    file: Option<String>,
    /// The name of the rule.
    #[schemars(with = "String")]
    rule: Option<String>,
    /// The first words of what the finding is about.
    #[schemars(with = "String")]
    words: Option<String>,
}

/// A file with a list of terms, or one term.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code)]
pub enum TermItem {
    /// A table of terms with a line of headings (CSV), relative to this file.
    File(String),
    /// A term that the newsroom replaces.
    Entry(TermEntry),
}

/// A term that the newsroom replaces.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code)]
pub struct TermEntry {
    /// Words: in lower case they fit every case, with a capital only what is written so.
    #[schemars(with = "String")]
    words: Option<String>,
    /// A regular expression, in place of words.
    #[schemars(with = "String")]
    pattern: Option<String>,
    /// What stands there instead; of a pattern, $1 and the like are its groups.
    #[schemars(rename = "use", with = "String")]
    instead: Option<String>,
    /// Why.
    #[schemars(with = "String")]
    note: Option<String>,
    /// How serious it is; that of the rule house-term if nothing is said.
    #[schemars(with = "Severity")]
    severity: Option<Severity>,
    /// Whether the term may be replaced unattended.
    #[schemars(with = "TermFix")]
    fix: Option<TermFix>,
}

/// How serious it is.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[allow(dead_code)]
enum Severity {
    Hint,
    Information,
    Warning,
    Error,
}

/// Whether the term may be replaced unattended.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[allow(dead_code)]
enum TermFix {
    /// It may.
    Safe,
    /// The replacement is offered.
    Ask,
}

/// A language that copydesk knows.
#[derive(JsonSchema)]
#[schemars(extend("enum" = Language::KNOWN))]
#[allow(dead_code)]
pub struct LanguageCode(String);

/// The schema as it is committed.
fn schema() -> serde_json::Value {
    let settings = schemars::generate::SchemaSettings::draft07();
    let schema = settings.into_generator().into_root_schema_for::<Config>();
    let mut schema = serde_json::to_value(schema).unwrap();
    // Every key may be left out.
    schema.as_object_mut().unwrap().remove("required");
    for definition in schema["definitions"].as_object_mut().unwrap().values_mut() {
        definition.as_object_mut().unwrap().remove("required");
    }
    schema.sort_all_objects();
    schema
}

fn keys(object: &serde_json::Value) -> Vec<&str> {
    object["properties"].as_object().unwrap().keys().map(String::as_str).collect()
}

fn sorted<const N: usize>(mut keys: [&str; N]) -> [&str; N] {
    keys.sort_unstable();
    keys
}

/// Write it anew with `COPYDESK_BLESS=1 cargo test schema`.
#[test]
fn the_committed_schema_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/config/copydesk.schema.json");
    let current = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    if std::env::var_os("COPYDESK_BLESS").is_some() {
        std::fs::write(path, &current).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), current, "{path} is out of date");
}

#[test]
fn the_parser_knows_the_keys_of_the_schema() {
    let schema = schema();
    assert_eq!(keys(&schema), sorted(KEYS));
    assert_eq!(keys(&schema["definitions"]["Language"]), sorted(LANGUAGE_KEYS));
    assert_eq!(keys(&schema["definitions"]["IgnoreEntry"]), sorted(IGNORE_KEYS));
    assert_eq!(keys(&schema["definitions"]["TermEntry"]), sorted(TERM_KEYS));
}
