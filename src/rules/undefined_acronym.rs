//! Acronyms that are never spelled out.

use super::finding::{Fix, Safety};
use super::findings::Findings;
use super::long_form;
use super::mend::replace;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::language::WordSet;
use crate::prose::TokenIndex;

/// The rule.
pub static RULE: Rule = Rule {
    name: "undefined-acronym",
    summary: "an acronym that is never spelled out",
    default: Some(Severity::Hint),
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Ask),
    page: include_str!("undefined_acronym.md"),
    check,
};

fn check(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text();
    let acronyms = findings.gathered.acronyms();
    for (acronym, token) in acronyms.unexplained() {
        if text.token(token).is_in(WordSet::KnownAcronym) {
            continue;
        }
        let message = format!(
            "{acronym} is never spelled out. Readers who do not know it lose the thread: write the full name at first mention, \
             with {acronym} in brackets behind it if it comes again."
        );
        let is_used_again = acronyms.uses(acronym).len() > 1;
        findings.report(text.token(token).span, message, spell_out(article, acronym, token, is_used_again));
    }
}

/// A fix that spells an acronym out, where its long form is known; no words of a quotation are changed.
fn spell_out(article: &Article, acronym: &str, token: TokenIndex, is_used_again: bool) -> Vec<Fix> {
    let long = (!is_quoted(article, token)).then(|| long_form::of(article, acronym, token)).flatten();
    let Some(long) = long else { return Vec::new() };
    let written = if is_used_again { format!("{long} ({acronym})") } else { long };
    replace(article, format!("Write “{written}”"), Safety::Ask, &[(article.text().token(token).span, &written)])
}
