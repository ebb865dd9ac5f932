//! Comments that silence nothing.

use super::{Rule, Severity};

/// The rule. What it reports is found where comments are applied, in [`super::silence`]: only there is it known what a
/// comment did.
pub static RULE: Rule = Rule {
    name: "unused-ignore",
    summary: "a comment that silences nothing",
    default: Some(Severity::Hint),
    desk: Some(Severity::Hint),
    page: include_str!("unused_ignore.md"),
    check: |_, _| {},
};
