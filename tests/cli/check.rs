//! `copydesk check`.

use super::{Desk, RIGHT, WRONG};
use serde_json::json;

#[test]
fn findings_end_with_1_and_none_with_0() {
    let desk = Desk::new(&[("wrong.txt", WRONG), ("right.txt", RIGHT)]);
    let done = desk.run(&["check", "right.txt"]);
    assert_eq!(done.ends(0).stdout, "no findings in 1 file\n");
    assert_eq!(done.stderr, "");
    desk.run(&["check", "wrong.txt"]).ends(1);
    assert!(desk.run(&["check"]).ends(1).stdout.ends_with("1 finding in 1 of 2 files\n"), "the current folder");
}

#[test]
fn the_threshold_decides_what_fails() {
    let desk = Desk::new(&[("wrong.txt", WRONG)]);
    for (severity, code) in [("hint", 1), ("information", 1), ("warning", 1), ("error", 0)] {
        desk.run(&["check", "--fail-on", severity, "wrong.txt"]).ends(code);
    }
}

#[test]
fn a_finding_shows_its_place_its_line_and_what_to_do() {
    let desk = Desk::new(&[("wrong.txt", WRONG)]);
    let done = desk.run(&["check", "wrong.txt"]);
    let lines: Vec<&str> = done.stdout.lines().collect();
    assert!(lines[0].starts_with("warning[unattributed-quote]: "), "{}", done.stdout);
    assert_eq!(
        lines[1..5],
        [
            " --> wrong.txt:3:1",
            "  |",
            "3 | \"We asked twice and nobody answered.\"",
            "  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
        ]
    );
    assert!(lines[5].starts_with("  = help: "), "{}", done.stdout);
}

#[test]
fn an_article_on_one_line_is_cut_around_the_words() {
    let filler = "The pumps failed again – and again – on Monday night. ".repeat(2000);
    let text = format!("{filler}He left a mark that is \u{201C}lost and was never found. {filler}");
    let desk = Desk::new(&[("long.txt", &text)]);
    let done = desk.run(&["check", "long.txt"]);
    let column = filler.chars().count() + 24;
    assert!(done.ends(1).stdout.contains(&format!(" --> long.txt:1:{column}\n")), "{}", done.stdout);
    for line in done.stdout.lines() {
        assert!(line.chars().count() <= 120, "too long: {line}");
    }
    let shown = done.stdout.lines().find(|line| line.starts_with("1 | ")).unwrap();
    assert!(shown.contains("mark that is \u{201C}lost") && shown.contains('…'), "{shown}");
    let carets = done.stdout.lines().find(|line| line.contains('^')).unwrap();
    let under = |line: &str, what: char| line.chars().position(|c| c == what).unwrap();
    assert_eq!(under(carets, '^'), under(shown, '\u{201C}'), "{}", done.stdout);
}

#[test]
fn folders_are_walked_in_order_and_gitignore_is_respected() {
    let desk = Desk::new(&[
        ("b.txt", WRONG),
        ("a.md", WRONG),
        ("c/d.html", "<p>\"We asked twice and nobody answered.\"</p>"),
        ("drafts/e.txt", WRONG),
        (".gitignore", "drafts/\n"),
        ("notes.rst", WRONG),
    ]);
    let files = |arguments: &[&str]| -> Vec<String> {
        let findings = desk.run(arguments).json();
        findings.as_array().unwrap().iter().map(|finding| finding["file"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(files(&["check", "--format", "json"]), ["a.md", "b.txt", "c/d.html"]);
    assert_eq!(files(&["check", "--format", "json", "c", "notes.rst", "b.txt"]), ["c/d.html", "notes.rst", "b.txt"]);
}

#[test]
fn standard_input_takes_its_format_from_its_name() {
    let desk = Desk::new(&[]);
    let page = "<p title='\"'>It is closed.</p><script>\"We asked twice and nobody answered.\"</script>";
    desk.run_with(&["check", "-"], page.as_bytes()).ends(1);
    desk.run_with(&["check", "--stdin-name", "page.html", "-"], page.as_bytes()).ends(0);
    desk.run_with(&["check", "--language", "html", "-"], page.as_bytes()).ends(0);
    let done = desk.run_with(&["check", "--stdin-name", "new.txt", "-"], WRONG.as_bytes());
    assert!(done.ends(1).stdout.contains(" --> new.txt:3:1"), "{}", done.stdout);
}

#[test]
fn json_gives_lines_columns_and_bytes() {
    let text = WRONG.replace("pumps", "p\u{fa}mps");
    let desk = Desk::new(&[("wrong.txt", &text)]);
    let findings = desk.run(&["check", "--format", "json"]).ends(1).json();
    let finding = &findings[0];
    assert_eq!(finding["rule"], "unattributed-quote");
    assert_eq!(finding["severity"], "warning");
    assert_eq!(finding["start"], json!({"line": 3, "column": 1}));
    assert_eq!(finding["end"], json!({"line": 3, "column": 38}));
    assert_eq!(finding["span"], json!([42, 79]));
    assert_eq!(Desk::new(&[]).run(&["check", "--format", "json"]).ends(0).json(), json!([]));
}

#[test]
fn sarif_is_whole_with_and_without_findings() {
    let desk = Desk::new(&[("a b.txt", WRONG), ("right.txt", RIGHT)]);
    for (arguments, found, successful) in [
        (&["check", "--format", "sarif"][..], 1, true),
        (&["check", "--format", "sarif", "right.txt"], 0, true),
        (&["check", "--format", "sarif", "a b.txt", "none.txt"], 1, false),
    ] {
        let log = desk.run(arguments).json();
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.len(), found);
        assert_eq!(run["invocations"][0]["executionSuccessful"], successful);
        for result in results {
            let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
            assert_eq!(rule["id"], result["ruleId"]);
            let place = &result["locations"][0]["physicalLocation"];
            assert_eq!(place["artifactLocation"]["uri"], "a%20b.txt");
            assert_eq!(place["region"], json!({"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 38}));
        }
    }
}

#[test]
fn github_annotations_are_one_line_each() {
    let desk = Desk::new(&[("a,b.txt", WRONG)]);
    let done = desk.run(&["check", "--format", "github"]);
    let expected = "::warning file=a%2Cb.txt,line=3,endLine=3,col=1,endColumn=38,title=unattributed-quote::";
    assert!(done.ends(1).stdout.starts_with(expected), "{}", done.stdout);
    assert_eq!(done.stdout.lines().count(), 1);
}

#[test]
fn colour_is_for_terminals_unless_the_user_says_so() {
    let desk = Desk::new(&[("wrong.txt", WRONG)]);
    let colored = |arguments: &[&str], no_color: &str| {
        let output = desk.command(arguments).env("NO_COLOR", no_color).output().unwrap();
        output.stdout.contains(&0x1B)
    };
    assert!(!colored(&["check"], ""), "not on a terminal");
    assert!(colored(&["check", "--color", "always"], ""));
    assert!(colored(&["check", "--color", "always"], "1"), "said on the command line");
    assert!(!colored(&["check", "--color", "never"], ""));
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error() {
    let desk = Desk::new(&[("wrong.txt", &WRONG.repeat(3000))]);
    for arguments in
        [&["check", "wrong.txt"][..], &["analyze", "wrong.txt"], &["rules"], &["check", "--format", "sarif"]]
    {
        let mut child = desk.command(arguments).spawn().unwrap();
        drop(child.stdout.take());
        drop(child.stdin.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
        assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?} {:?}", output.status);
    }
}

#[test]
fn fix_leaves_files_alone_where_nothing_is_safe() {
    let desk = Desk::new(&[("wrong.txt", WRONG)]);
    let before = std::fs::metadata(desk.path("wrong.txt")).unwrap().modified().unwrap();
    desk.run(&["check", "--fix", "wrong.txt"]).ends(1);
    assert_eq!(std::fs::read_to_string(desk.path("wrong.txt")).unwrap(), WRONG);
    assert_eq!(std::fs::metadata(desk.path("wrong.txt")).unwrap().modified().unwrap(), before);
    assert_eq!(std::fs::read_dir(desk.0.path()).unwrap().count(), 1, "nothing is left behind");
    let done = desk.run_with(&["check", "--fix", "-"], WRONG.as_bytes());
    assert_eq!(done.ends(2).stderr, "copydesk: --fix changes files; it cannot change standard input\n");
}

/// Words in the same marks as those around them: a safe fix mends it in every profile.
const NESTED: &str = "The pumps failed.\n\n“They called it “the long night” then,” said Inga Moe.\n";
const MENDED: &str = "The pumps failed.\n\n“They called it ‘the long night’ then,” said Inga Moe.\n";

#[test]
fn safe_fixes_are_written_and_a_second_time_changes_nothing() {
    let desk = Desk::new(&[("nested.txt", NESTED)]);
    desk.run(&["check", "--fix", "nested.txt"]).ends(0);
    assert_eq!(std::fs::read_to_string(desk.path("nested.txt")).unwrap(), MENDED);
    desk.run(&["check", "--fix", "nested.txt"]).ends(0);
    assert_eq!(std::fs::read_to_string(desk.path("nested.txt")).unwrap(), MENDED);
}

#[test]
fn a_diff_shows_what_a_fix_would_change_and_changes_nothing() {
    let desk = Desk::new(&[("nested.txt", NESTED), ("wrong.txt", WRONG)]);
    let done = desk.run(&["check", "--diff", "."]);
    let shown = done.ends(1).stdout.clone();
    let lines: Vec<&str> = shown.lines().collect();
    assert!(lines[0].starts_with("--- ") && lines[0].ends_with("nested.txt"), "{shown}");
    assert!(lines.contains(&"-“They called it “the long night” then,” said Inga Moe."), "{shown}");
    assert!(lines.contains(&"+“They called it ‘the long night’ then,” said Inga Moe."), "{shown}");
    assert!(!shown.contains("wrong.txt"), "nothing is safe there");
    assert_eq!(std::fs::read_to_string(desk.path("nested.txt")).unwrap(), NESTED);
    assert_eq!(desk.run(&["check", "--diff", "wrong.txt"]).ends(0).stdout, "");
    let done = desk.run_with(&["check", "--diff", "-"], NESTED.as_bytes());
    assert!(done.ends(1).stdout.contains("+“They called it ‘the long night’ then,”"));
}

#[test]
fn other_places_are_told_with_a_finding() {
    let text = "The HRQB refused the grant. The Halstead River Quality Board (HRQB) gave no reason.\n\nThe HRQB meets in May.\n";
    let desk = Desk::new(&[("a.txt", text)]);
    let done = desk.run(&["check", "--profile", "desk"]);
    assert!(done.stdout.contains("Spelled out here (line 1, column 62): (HRQB)"), "{}", done.stdout);
    let findings = desk.run(&["check", "--profile", "desk", "--format", "json"]).json();
    let related = &findings[0]["related"][0];
    assert_eq!((&related["message"], &related["start"]["column"]), (&json!("Spelled out here"), &json!(62)));
}
