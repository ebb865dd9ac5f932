//! The examples on the rules' pages do what the pages say.

use copydesk::config::Profile;
use copydesk::format::Format;
use copydesk::rules::{self, Rule};

const HEADINGS: [&str; 6] = ["What it finds", "Why it matters", "Wrong", "Right", "Settings", "Style books"];

/// The fenced blocks below a heading of a page, each with its format.
fn examples(page: &str, heading: &str) -> Vec<(Format, String)> {
    let section = page.split("\n## ").find(|section| section.starts_with(&format!("{heading}\n"))).unwrap_or_default();
    let mut blocks = section.split("\n```").skip(1);
    let mut examples = Vec::new();
    while let Some(block) = blocks.next() {
        let (info, text) = block.split_once('\n').unwrap_or_default();
        examples.push((Format::from_name(info).unwrap_or_else(|| panic!("no format {info}")), format!("{text}\n")));
        blocks.next();
    }
    examples
}

fn reports(rule: &Rule, format: Format, source: &str) -> bool {
    super::findings(source, format).1.iter().any(|finding| finding.rule == rule.name)
}

#[test]
fn every_page_has_its_headings_in_order() {
    for rule in rules::ALL {
        assert!(rule.page.starts_with(&format!("# {}\n", rule.name)), "{}", rule.name);
        let found: Vec<&str> = rule.page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(found, HEADINGS, "{}", rule.name);
    }
}

#[test]
fn wrong_examples_are_reported_and_right_ones_are_not() {
    for rule in rules::ALL {
        let (wrong, right) = (examples(rule.page, "Wrong"), examples(rule.page, "Right"));
        assert!(!wrong.is_empty() && !right.is_empty(), "{} has no examples", rule.name);
        for (format, source) in wrong {
            assert!(reports(rule, format, &source), "{} does not report its wrong example:\n{source}", rule.name);
        }
        for (format, source) in right {
            assert!(!reports(rule, format, &source), "{} reports its right example:\n{source}", rule.name);
        }
    }
}

#[test]
fn right_examples_are_clean_in_a_writers_profile() {
    for rule in rules::ALL {
        for (format, source) in examples(rule.page, "Right") {
            let found = super::findings_by(Profile::Default, &source, format).1;
            let found: Vec<(&str, &str)> = found.iter().map(|finding| (finding.rule, &*finding.message)).collect();
            assert!(found.is_empty(), "{}: {found:?} in its right example:\n{source}", rule.name);
        }
    }
}
