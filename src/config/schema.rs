//! The JSON schema of `copydesk.toml`, for editors. It is written from the types that hold the configuration.

use schemars::JsonSchema;

use super::parse::{IGNORE_KEYS, KEYS, LANGUAGE_KEYS};
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
}
