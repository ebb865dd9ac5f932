//! `copydesk rules`, `copydesk explain`, `--help`, `--version`.

use super::Desk;

#[test]
fn every_rule_is_listed_and_explained() {
    let desk = Desk::new(&[]);
    let list = desk.run(&["rules"]).ends(0).stdout.clone();
    let json = desk.run(&["rules", "--format", "json"]).ends(0).json();
    assert_eq!(json.as_array().unwrap().len(), copydesk::rules::ALL.len());
    for (rule, listed) in copydesk::rules::ALL.iter().zip(json.as_array().unwrap()) {
        assert_eq!(listed["name"], rule.name);
        assert!(list.contains(rule.name) && list.contains(rule.summary));
        assert_eq!(desk.run(&["explain", rule.name]).ends(0).stdout, rule.page);
    }
    assert_eq!(json[0]["severity"]["default"], "warning");
    assert_eq!(json[0]["severity"]["guardian"], "warning");
}

/// The words that a setting of the VS Code extension takes.
fn offered(setting: &serde_json::Value) -> Vec<&str> {
    setting["enum"].as_array().unwrap().iter().filter_map(|value| value.as_str()).collect()
}

#[test]
fn the_settings_in_vs_code_know_every_profile_and_every_rule() {
    let manifest: serde_json::Value = serde_json::from_str(include_str!("../../editors/vscode/package.json")).unwrap();
    let settings = &manifest["contributes"]["configuration"]["properties"];
    assert_eq!(offered(&settings["copydesk.profile"]), copydesk::config::Profile::ALL.map(|profile| profile.name()));
    let rules = settings["copydesk.rules"]["properties"].as_object().unwrap();
    assert_eq!(rules.len(), copydesk::rules::ALL.len());
    for rule in copydesk::rules::ALL {
        assert_eq!(offered(&rules[rule.name]), copydesk::config::Setting::NAMES, "{}", rule.name);
    }
}

#[test]
fn an_unknown_rule_gets_a_suggestion() {
    let done = Desk::new(&[]).run(&["explain", "unatributed-quote"]);
    let expected = "copydesk: there is no rule unatributed-quote; did you mean unattributed-quote?\n";
    assert_eq!(done.ends(2).stderr, expected);
    assert_eq!(done.stdout, "");
}

#[test]
fn help_has_examples_and_mistakes_end_with_2() {
    let desk = Desk::new(&[]);
    for arguments in [&["--help"][..], &["check", "--help"], &["analyze", "--help"]] {
        assert!(desk.run(arguments).ends(0).stdout.contains("Examples:"), "{arguments:?}");
    }
    assert!(desk.run(&["--version"]).ends(0).stdout.starts_with("copydesk "));
    for arguments in
        [&[][..], &["chekc"], &["check", "--profile", "dsek"], &["analyze"], &["analyze", "--jsonl", "a.txt"]]
    {
        let done = desk.run(arguments);
        assert_eq!(done.ends(2).stdout, "", "{arguments:?}");
        assert_ne!(done.stderr, "", "{arguments:?}");
    }
}
