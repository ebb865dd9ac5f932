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

/// The entries that the command reports, as file, line and rule.
fn unused(desk: &Desk, arguments: &[&str]) -> Vec<(String, u64)> {
    let findings = desk.run(&[&["check", "--format", "json"], arguments].concat()).json();
    let findings = findings.as_array().unwrap().iter().filter(|finding| finding["rule"] == "unused-ignore");
    let place = |finding: &serde_json::Value| {
        assert_eq!((&finding["severity"], &finding["start"]["column"]), (&"hint".into(), &1.into()));
        (finding["file"].as_str().unwrap().to_owned(), finding["start"]["line"].as_u64().unwrap())
    };
    findings.map(place).collect()
}

fn entry(file: &str, words: &str) -> String {
    format!("[[ignore]]\nfile = \"{file}\"\nrule = \"unattributed-quote\"\nwords = '{words}'\n")
}

#[test]
fn entries_that_silence_nothing_in_the_file_they_name_are_reported_when_it_was_read() {
    let used = "\"We asked twice";
    let entries = [
        entry("./a.txt", used),
        entry("./a.txt", "Nobody says this"),
        entry("news/b.txt", "Nobody says this"),
        entry("./gone.txt", used),
        entry("*.txt", "Nobody says this"),
        entry("a.txt", "Nobody says this"),
    ];
    let desk = Desk::new(&[("copydesk.toml", &entries.concat()), ("a.txt", WRONG), ("news/b.txt", WRONG)]);
    let at = |line| ("copydesk.toml".to_owned(), line);
    assert_eq!(unused(&desk, &[]), [at(5), at(9)], "by place; patterns and files that were not read are left alone");
    assert_eq!(unused(&desk, &["a.txt"]), [at(5)]);
    assert_eq!(unused(&desk, &["news"]), [at(9)]);
    assert_eq!(unused(&desk, &["--no-config"]), []);
    let done = desk.run(&["check", "a.txt"]);
    assert!(done.ends(0).stdout.contains("hint[unused-ignore]: This entry silences nothing"), "{}", done.stdout);
    assert!(done.stdout.contains("copydesk.toml:5:1"), "{}", done.stdout);
    assert!(done.stdout.ends_with("1 finding in 1 of 2 files\n"), "{}", done.stdout);
}

#[test]
fn an_entry_may_silence_what_this_run_does_not_look_for() {
    let off = "[rules]\nunattributed-quote = \"off\"\n\n";
    let desk = Desk::new(&[("a.txt", WRONG)]);
    desk.write("copydesk.toml", format!("{off}{}", entry("./a.txt", "Nobody says this")));
    assert_eq!(unused(&desk, &[]), [], "its rule is off");
    desk.write("copydesk.toml", format!("{off}[[ignore]]\nfile = \"./a.txt\"\nwords = \"Nobody says this\"\n"));
    assert_eq!(unused(&desk, &[]), [], "one of all rules is off");
    desk.write("copydesk.toml", "[[ignore]]\nfile = \"./a.txt\"\n");
    assert_eq!(unused(&desk, &[]), [], "the file is left out, so nobody knows");
    desk.write("copydesk.toml", entry("./a.txt", "Nobody says this"));
    assert_eq!(unused(&desk, &["--language", "markdown"]), [], "read as what it is not");
    let rule_off = "[rules]\nunused-ignore = \"off\"\n\n";
    desk.write("copydesk.toml", format!("{rule_off}{}", entry("./a.txt", "Nobody says this")));
    assert_eq!(unused(&desk, &[]), [], "nobody wants to know");
}

#[test]
fn lists_of_terms_are_in_force_and_their_mistakes_are_told_in_them() {
    let desk = Desk::new(&[
        ("copydesk.toml", "terms = [\"terms.csv\", { words = \"quay\", use = \"dock\", fix = \"safe\" }]\n"),
        ("terms.csv", "words,pattern,use\nper cent,,percent\n,(a,\n"),
        ("a.txt", "About 40 per cent of the quay is new.\n"),
    ]);
    let done = desk.run(&["check"]);
    assert_eq!(done.ends(2).stderr, "copydesk: terms.csv:3:2: this pattern cannot be read: unclosed group\n");
    assert!(done.stdout.contains("has “percent” for “per cent”"), "{}", done.stdout);
    assert!(done.stdout.contains("has “dock” for “quay”"), "{}", done.stdout);
    desk.run(&["check", "--fix"]);
    assert_eq!(std::fs::read_to_string(desk.path("a.txt")).unwrap(), "About 40 per cent of the dock is new.\n");
}
