//! Acronyms that are spelled out too late.

use super::finding::Related;
use super::findings::Findings;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::language::WordSet;
use std::collections::HashSet;

/// The rule.
pub static RULE: Rule = Rule {
    name: "late-acronym",
    summary: "an acronym that is used before it is spelled out",
    default: Some(Severity::Information),
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("late_acronym.md"),
    check,
};

fn check(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text();
    let acronyms = findings.gathered.acronyms();
    let mut seen = HashSet::new();
    for gloss in &acronyms.glosses {
        let Some(words) = &gloss.words else { continue };
        if !seen.insert(gloss.acronym) {
            continue;
        }
        let Some(first) = acronyms.first_bare(gloss.acronym) else { continue };
        if first >= gloss.token || text.token(first).is_in(WordSet::KnownAcronym) {
            continue;
        }
        let long = text.slice(words.clone());
        let message = format!(
            "{} stands here, but is spelled out only later: {long}. Spell it out at first mention.",
            gloss.acronym
        );
        let related = Related { span: text.span(gloss.brackets.clone()), message: "Spelled out here".to_owned() };
        findings.report_with(text.token(first).span, message, Vec::new(), vec![related]);
    }
}
