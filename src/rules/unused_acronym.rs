//! Acronyms that are given and never used.

use super::finding::Safety;
use super::findings::Findings;
use super::mend::replace;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::names::NameKind;
use crate::prose::TokenKind;
use crate::text::ProseSpan;

/// The rule.
pub static RULE: Rule = Rule {
    name: "unused-acronym",
    summary: "an acronym in brackets that is never used again",
    default: None,
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Safe),
    page: include_str!("unused_acronym.md"),
    check,
};

fn check(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text();
    let acronyms = findings.gathered.acronyms();
    for gloss in acronyms.glosses.iter().filter(|gloss| gloss.words.is_some()) {
        if acronyms.uses(gloss.acronym).len() > 1 || is_quoted(article, gloss.token) {
            continue;
        }
        // What goes on behind the brackets is the rest of a name: *the Export Growth Fund (EGF) Programme*.
        let goes_on = text.get(gloss.brackets.end).is_some_and(|token| token.kind == TokenKind::Capital)
            && article
                .entities()
                .mention_at(gloss.brackets.end)
                .is_none_or(|(entity, _)| entity.kind != NameKind::Person);
        let is_person = gloss.words.clone().and_then(|words| article.entities().mention_in(words));
        if goes_on || is_person.is_some_and(|(entity, _)| entity.kind == NameKind::Person) {
            continue;
        }
        let message = format!(
            "{} is given here and never used again. Readers try to remember it for nothing: take the brackets out.",
            gloss.acronym
        );
        let before = gloss.brackets.start.checked_sub(1).map_or(0, |before| text.token(before).span.end);
        let span = text.span(gloss.brackets.clone());
        let cut = (ProseSpan::new(before, span.end), "");
        findings.report(
            span,
            message,
            replace(article, format!("Take out “({})”", gloss.acronym), Safety::Safe, &[cut]),
        );
    }
}
