//! Holds `deny.toml` with nothing but cargo: the licences, sources and versions of everything that the program is made of.
//! `cargo deny check` says the same, and knows the advisories besides.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;
use toml::de::{DeTable, DeValue};

/// What cargo knows of every package.
fn packages() -> Vec<Value> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["metadata", "--format-version", "1", "--locked", "--all-features"]);
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    serde_json::from_value(metadata["packages"].take()).unwrap()
}

/// The texts of a list of `deny.toml`; of a table, its crate.
fn list(section: &str, key: &str) -> Vec<String> {
    let deny = DeTable::parse(include_str!("../deny.toml")).unwrap();
    let list = deny.get_ref()[section].get_ref()[key].get_ref().as_array().unwrap();
    let text = |value: &DeValue| value.as_str().or_else(|| value.get("crate")?.get_ref().as_str()).map(str::to_owned);
    list.iter().map(|value| text(value.get_ref()).unwrap()).collect()
}

/// Whether a licence expression is satisfied by what is allowed. `/` is how `OR` was written once.
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    let expression = expression.replace('/', " OR ");
    // Brackets come one deep: each is decided for itself and takes its place.
    if let Some((before, rest)) = expression.split_once('(') {
        let Some((inside, behind)) = rest.split_once(')') else { return false };
        let decided = if is_allowed(inside, allowed) { allowed.first().map_or("", String::as_str) } else { "none" };
        return is_allowed(&format!("{before}{decided}{behind}"), allowed);
    }
    let is_one = |licence: &str| allowed.iter().any(|one| one == licence.trim());
    expression.split(" OR ").any(|choice| choice.split(" AND ").all(is_one))
}

#[test]
fn expressions_of_licences_are_understood() {
    let allowed = ["MIT".to_owned(), "Apache-2.0".to_owned()];
    for (expression, expected) in [
        ("MIT", true),
        ("Unlicense/MIT", true),
        ("GPL-3.0", false),
        ("MIT AND GPL-3.0", false),
        ("(MIT OR GPL-3.0) AND Apache-2.0", true),
        ("(GPL-3.0 OR MPL-2.0) AND MIT", false),
        ("Apache-2.0 WITH LLVM-exception OR MIT", true),
        ("Apache-2.0 WITH LLVM-exception", false),
    ] {
        assert_eq!(is_allowed(expression, &allowed), expected, "{expression}");
    }
}

#[test]
fn licences_sources_and_crates_are_those_that_are_allowed() {
    let allowed = list("licenses", "allow");
    let registries: Vec<String> =
        list("sources", "allow-registry").iter().map(|address| format!("registry+{address}")).collect();
    let banned = list("bans", "deny");
    let skipped = list("bans", "skip");
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut wrong = Vec::new();
    let packages = packages();
    assert!(packages.len() > 50, "the packages were found");
    for package in packages {
        let text = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
        let (name, licence) = (text("name"), text("license"));
        if !is_allowed(&licence, &allowed) {
            wrong.push(format!("{name} is licensed as {licence:?}"));
        }
        let source = package["source"].as_str();
        if source.map_or(name != env!("CARGO_PKG_NAME"), |source| !registries.iter().any(|one| one == source)) {
            wrong.push(format!("{name} comes from {source:?}"));
        }
        if banned.contains(&name) {
            wrong.push(format!("{name} is banned"));
        }
        versions.entry(name).or_default().insert(text("version"));
    }
    let twice = versions.iter().filter(|(name, versions)| versions.len() > 1 && !skipped.contains(name));
    wrong.extend(twice.map(|(name, versions)| format!("{name} is there in the versions {versions:?}")));
    assert_eq!(wrong, [""; 0]);
}
