//! Long titles in front of a name.

use super::findings::Findings;
use super::people;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::language::{Classes, WordSet};
use crate::prose::EachToken;
use crate::text::ProseSpan;

/// The rule.
pub static RULE: Rule = Rule {
    name: "long-title-before-name",
    summary: "a long title in front of a name",
    default: None,
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("long_title_before_name.md"),
    check,
};

/// Fewer words are read in one go.
const LONG: usize = 6;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text();
    for person in people::all(article) {
        for role in person.roles.iter().filter(|role| role.text.split(' ').count() >= LONG) {
            let tokens = text.tokens_in(role.span);
            let Some((owner, mention)) = article.entities().mention_in(tokens.end..tokens.end + 3) else { continue };
            let between = ProseSpan::new(role.span.end, mention.span.start.max(role.span.end));
            let is_before = between.slice(text.as_str()).trim().is_empty() && mention.span.start >= role.span.end;
            if owner.id != person.id || !is_before || is_quoted(article, tokens.start) || !is_title(article, role.span)
            {
                continue;
            }
            let message = format!(
                "{} words stand in front of the name {}. Put the name first and the title behind it, between commas.",
                role.text.split(' ').count(),
                person.name
            );
            findings.report(role.span.join(mention.span), message, Vec::new());
        }
    }
}

/// Whether the words are in the running text, and no comma parts them.
fn is_title(article: &Article, words: ProseSpan) -> bool {
    let text = article.text();
    let paragraph = text.paragraphs().get(text.paragraph_of(text.tokens_in(words).start));
    paragraph.is_some_and(super::place::is_running)
        && !words.slice(text.as_str()).contains([',', ';', ':'])
        && !text
            .tokens_in(words)
            .each()
            .any(|at| text.token(at).is(Classes::KIN) || text.token(at).is_in(WordSet::SingleNameTitle))
}
