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
fn right_examples_are_clean_in_every_profile() {
    for rule in rules::ALL {
        for (format, source) in examples(rule.page, "Right") {
            for profile in Profile::ALL {
                let found = super::findings_by(profile, &source, format).1;
                let found: Vec<(&str, &str)> = found.iter().map(|finding| (finding.rule, &*finding.message)).collect();
                let name = profile.name();
                assert!(found.is_empty(), "{}: {found:?} in its right example under {name}:\n{source}", rule.name);
            }
        }
    }
}

#[test]
fn wrong_examples_are_reported_in_every_profile_that_has_the_rule() {
    for rule in rules::ALL {
        for profile in Profile::ALL.into_iter().filter(|&profile| rule.severity(profile).is_some()) {
            for (format, source) in examples(rule.page, "Wrong") {
                let found = super::findings_by(profile, &source, format).1;
                let severity = rule.severity(profile);
                let reported =
                    found.iter().any(|finding| finding.rule == rule.name && Some(finding.severity) == severity);
                assert!(reported, "{} does not report its wrong example under {}", rule.name, profile.name());
            }
        }
    }
}

#[test]
fn rules_whose_findings_can_be_mended_have_such_a_fix_for_a_wrong_example() {
    for rule in rules::ALL {
        let wrong = examples(rule.page, "Wrong");
        let found = wrong.iter().flat_map(|(format, source)| super::findings(source, *format).1);
        let own: Vec<_> = found.filter(|finding| finding.rule == rule.name).collect();
        let mut safeties = own.iter().flat_map(|finding| &finding.fixes).map(|fix| fix.safety);
        match rule.fix {
            Some(safety) => assert!(safeties.any(|other| other == safety), "{} has no fix", rule.name),
            None => assert_eq!(safeties.next(), None, "{} has a fix that it does not tell of", rule.name),
        }
    }
}
