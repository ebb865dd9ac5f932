//! Speech that no one says.

use super::{Edit, Findings, Fix, Rule, Safety, Severity};
use crate::Article;
use crate::attribution::{Quotation, QuotationKind};
use crate::names::NameKind;
use crate::text::ProseSpan;

/// The rule.
pub static RULE: Rule = Rule {
    name: "unattributed-quote",
    summary: "a quotation that no one says",
    default: Some(Severity::Warning),
    desk: Some(Severity::Warning),
    page: include_str!("unattributed_quote.md"),
    check,
};

/// Fewer marked words than this may be a term or a title; they are never reported.
const SPEECH_WORDS: usize = 4;
/// How many speakers a fix offers.
const OFFERED: usize = 5;

fn check(article: &Article, findings: &mut Findings) {
    for quotation in article.quotations() {
        if quotation.kind != QuotationKind::Direct || quotation.is_attributed() {
            continue;
        }
        let extent = quotation.extent();
        let words = extent.slice(article.prose().text()).split_whitespace().count();
        if words < SPEECH_WORDS {
            continue;
        }
        let message =
            "Nobody says this quotation: no source stands beside it, and it continues nobody's words. Add who said \
                       it, or take the marks off if these are not somebody's words."
                .to_owned();
        findings.report(extent, message, fixes(article, quotation));
    }
}

/// One fix for each person who could have said it: those who speak in this article first.
fn fixes(article: &Article, quotation: &Quotation) -> Vec<Fix> {
    let Some(last) = quotation.spans.last() else { return Vec::new() };
    let mut people: Vec<_> = article.entities().all().iter().filter(|entity| entity.kind == NameKind::Person).collect();
    people.sort_by_key(|person| std::cmp::Reverse(article.quotations_of(person.id).count()));
    let Some(edit) = insertion(article, *last) else { return Vec::new() };
    people
        .into_iter()
        .take(OFFERED)
        .map(|person| {
            let name = person.name.rsplit(' ').next().filter(|_| !person.aliases.is_empty()).unwrap_or(&person.name);
            Fix { title: format!("Attribute to {}", person.name), safety: Safety::Ask, edits: vec![edit(name)] }
        })
        .collect()
}

/// How to insert `, NAME said` before a closing mark. The words inside the marks stay; only a period that would end
/// the sentence becomes the comma of the attribution.
fn insertion(article: &Article, last: ProseSpan) -> Option<impl Fn(&str) -> Edit> {
    let prose = article.prose();
    let end = prose.to_source_exact(ProseSpan::empty(last.end))?;
    Some(move |name: &str| Edit { span: end, text: format!(", {name} said") })
}
