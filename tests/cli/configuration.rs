//! `copydesk.toml` on the command line.

use super::{Desk, WRONG};

#[test]
fn mistakes_are_told_with_line_and_column_and_the_rest_is_used() {
    let desk = Desk::new(&[("wrong.txt", WRONG), ("sub/wrong.txt", WRONG)]);
    desk.write(
        "copydesk.toml",
        "porfile = \"desk\"\n\n[rules]\nunattributed-quote = \"error\"\nunbalanced-quote = \"lots\"\n",
    );
    let done = desk.run(&["check", "--fail-on", "error"]);
    assert_eq!(
        done.ends(2).stderr,
        "copydesk: copydesk.toml:1:1: there is no key porfile; did you mean profile?\n\
         copydesk: copydesk.toml:5:20: unbalanced-quote cannot be \"lots\"; it is one of off, hint, information, warning, error\n",
        "told once, though it is in force for two folders"
    );
    assert!(done.stdout.contains("error[unattributed-quote]"), "{}", done.stdout);
}

#[test]
fn the_nearest_file_wins_and_the_command_line_overrides() {
    let desk = Desk::new(&[
        ("copydesk.toml", "[rules]\nunattributed-quote = \"off\"\n"),
        ("a.txt", WRONG),
        ("sub/copydesk.toml", "[rules]\nunattributed-quote = \"hint\"\n"),
        ("sub/b.txt", WRONG),
        ("other.toml", "[rules]\nunattributed-quote = \"error\"\n"),
    ]);
    let severities = |arguments: &[&str]| -> Vec<String> {
        let findings = desk.run(arguments).json();
        let severity = |finding: &serde_json::Value| finding["severity"].as_str().unwrap().to_owned();
        findings.as_array().unwrap().iter().map(severity).collect()
    };
    assert_eq!(severities(&["check", "--format", "json"]), ["hint"]);
    assert_eq!(severities(&["check", "--format", "json", "--no-config"]), ["warning", "warning"]);
    assert_eq!(severities(&["check", "--format", "json", "--config", "other.toml"]), ["error", "error"]);
    let done = desk.run(&["check", "--config", "none.toml"]);
    assert_eq!(done.ends(2).stderr, "copydesk: none.toml: no such file or folder\n");
}

#[test]
fn ignored_files_and_findings_stay_silent() {
    let desk = Desk::new(&[
        (
            "copydesk.toml",
            "[[ignore]]\nfile = \"drafts/**\"\n\n[[ignore]]\nfile = \"a.txt\"\nrule = \"unattributed-quote\"\nwords = \"\\\"We asked twice\"\n",
        ),
        ("a.txt", &format!("{WRONG}\n\"They never came back to the harbour.\"\n")),
        ("drafts/b.txt", WRONG),
    ]);
    let done = desk.run(&["check"]);
    assert!(done.ends(1).stdout.contains("They never came back"), "{}", done.stdout);
    assert!(done.stdout.ends_with("1 finding in 1 of 1 file\n"), "{}", done.stdout);
    let done = desk.run(&["check", "drafts/b.txt"]);
    assert_eq!(done.ends(0).stdout, "no findings in 0 files\n");
    assert!(done.stderr.contains("drafts/b.txt: left out"), "{}", done.stderr);
}
