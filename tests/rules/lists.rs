//! The lists that are written from the rules: their README, and the settings that an editor offers. Write them anew with
//! `COPYDESK_BLESS=1 cargo test --test rules lists`.

use copydesk::config::{Profile, Setting, Severity};
use copydesk::rules::{self, Rule, Safety};

/// Holds a file against what it should be, or writes it.
fn hold(path: &str, expected: &str) {
    let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("COPYDESK_BLESS").is_some() {
        std::fs::write(&path, expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "{path} is out of date");
}

fn severity(rule: &Rule, profile: Profile) -> &'static str {
    rule.severity(profile).map_or("off", Severity::name)
}

#[test]
fn the_readme_is_current() {
    let mut text = String::from(
        "# Rules\n\n\
         Written from the rules by `COPYDESK_BLESS=1 cargo test --test rules lists`; each name leads to the page that\n\
         `copydesk explain` shows. A fix that is *safe* may run unattended (`copydesk check --fix`, *fix all* in an editor);\n\
         one that is *asked for* is offered. No fix changes words inside quotation marks.\n\n\
         | rule | what is wrong | default | desk | houses that differ | fix |\n|---|---|---|---|---|---|\n",
    );
    for rule in rules::ALL {
        let differs = |profile: &Profile| severity(rule, *profile) != severity(rule, Profile::Desk);
        let houses = Profile::ALL.into_iter().filter(|profile| *profile != Profile::Default).filter(differs);
        let houses: Vec<String> =
            houses.map(|profile| format!("{}: {}", profile.name(), severity(rule, profile))).collect();
        let fix = match rule.fix {
            Some(Safety::Safe) => "safe",
            Some(Safety::Ask) => "asked for",
            None => "",
        };
        text += &format!(
            "| [{name}]({file}.md) | {} | {} | {} | {} | {fix} |\n",
            rule.summary,
            severity(rule, Profile::Default),
            severity(rule, Profile::Desk),
            houses.join(", "),
            name = rule.name,
            file = rule.name.replace('-', "_"),
        );
    }
    hold("src/rules/README.md", &text);
}

#[test]
fn an_editor_offers_every_rule() {
    let path = "editors/vscode/package.json";
    let text = std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let setting = text.find("\"copydesk.rules\"").unwrap();
    let start = setting + text[setting..].find("\"properties\": {\n").unwrap() + "\"properties\": {\n".len();
    let end = start + text[start..].find("\n          },").unwrap();
    let shown =
        ["Not reported.", "Three faint dots.", "Underlined in blue.", "Underlined in yellow.", "Underlined in red."];
    let list = |values: [&str; 5]| values.map(|value| format!("                \"{value}\"")).join(",\n");
    let items = rules::ALL.iter().map(|rule| {
        let mut summary = rule.summary.chars();
        let first: String = summary.next().into_iter().flat_map(char::to_uppercase).collect();
        let description = format!("{first}{}.", summary.as_str());
        format!(
            "            \"{}\": {{\n              \"type\": \"string\",\n              \"enum\": [\n{}\n              ],\n              \
             \"enumDescriptions\": [\n{}\n              ],\n              \"description\": {}\n            }}",
            rule.name,
            list(Setting::NAMES),
            list(shown),
            serde_json::Value::from(description)
        )
    });
    let items: Vec<String> = items.collect();
    hold(path, &format!("{}{}{}", &text[..start], items.join(",\n"), &text[end..]));
}

#[test]
fn every_rule_is_in_the_list() {
    let folder = format!("{}/src/rules", env!("CARGO_MANIFEST_DIR"));
    let pages = std::fs::read_dir(folder).unwrap().filter_map(|entry| {
        let path = entry.unwrap().path();
        let is_page =
            path.extension().is_some_and(|end| end == "md") && path.file_stem().is_some_and(|stem| stem != "README");
        is_page.then(|| path.file_stem().unwrap().to_string_lossy().replace('_', "-"))
    });
    let mut pages: Vec<String> = pages.collect();
    let mut names: Vec<&str> = rules::names();
    pages.sort();
    names.sort_unstable();
    assert_eq!(pages, names);
}
