//! Words that came through another outlet.

use super::findings::Findings;
use super::rule::Rule;
use crate::Article;
use crate::attribution::{QuotationKind, Via};
use crate::config::Severity;
use crate::language::{self, Classes, WordSet};
use crate::names::NameKind;
use std::collections::HashSet;

/// The rule.
pub static RULE: Rule = Rule {
    name: "secondhand-quote",
    summary: "words that came through another outlet",
    default: None,
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("secondhand_quote.md"),
    check,
};

fn check(article: &Article, findings: &mut Findings<'_>) {
    let mut seen = HashSet::new();
    for quotation in article.quotations() {
        let Some(via) = &quotation.via else { continue };
        let outlet = via.span.slice(article.prose().text());
        // An organization that passes on somebody's marked words is an outlet, whatever its name.
        let is_passed_on = quotation.kind == QuotationKind::Direct
            && via
                .entity
                .and_then(|entity| article.entity(entity))
                .is_some_and(|entity| entity.kind == NameKind::Organization);
        if !is_passed_on && !is_outlet(article, via, outlet) {
            continue;
        }
        // Once for each outlet: what a writer has checked once need not be said again.
        if via.entity.is_some() && via.entity == quotation.speaker || !seen.insert(outlet) {
            continue;
        }
        let message = format!(
            "These words came through {outlet}. Check them against the source if you can, and say what {outlet} is if readers \
             may not know it."
        );
        findings.report(via.span, message, Vec::new());
    }
}

/// Whether the words came through a newspaper, a broadcaster or an agency.
fn is_outlet(article: &Article, via: &Via, written: &str) -> bool {
    let name = via.entity.and_then(|entity| article.entity(entity)).map_or(written, |entity| entity.name.as_str());
    let is_known = |words: &str| {
        language::word(words).classes.any(Classes::OUTLET)
            || language::phrase(words).is_some_and(|phrase| phrase.classes.any(Classes::OUTLET))
    };
    is_known(name) || is_known(written) || name.split(' ').any(|word| language::word(word).is_in(WordSet::OutletWord))
}
