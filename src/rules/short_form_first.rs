//! Short forms of a body's name before the full one.

use rustc_hash::FxHashMap;

use super::finding::Related;
use super::findings::Findings;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::entities::{Mention, MentionForm};
use crate::language::{Classes, WordSet};
use crate::names::NameKind;
use crate::prose::{EachToken, Token, TokenIndex, TokenKind};

/// How many words the kind of body has at most.
const LONGEST_KIND: usize = 3;

/// The rule.
pub static RULE: Rule = Rule {
    name: "short-form-first",
    summary: "the short form of an organization’s name before the full one",
    default: None,
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("short_form_first.md"),
    check,
};

fn check(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text();
    let mut short: FxHashMap<&str, &Mention> = FxHashMap::default();
    for (_, mention) in article.entities().mentions().filter(|(body, _)| body.kind == NameKind::Organization) {
        if mention.form != MentionForm::Acronym && stands_alone(article, mention) {
            short.entry(mention.span.slice(text.as_str())).or_insert(mention);
        }
    }
    if short.is_empty() {
        return;
    }
    for first in text.all().each() {
        let end = full_name(article, first);
        let Some(mention) = end.and_then(|_| short.remove(text.word(first))) else { continue };
        let Some(end) = end.filter(|_| mention.tokens.start < first) else { continue };
        let (short, full) = (text.word(first), text.span(first..end));
        let message = format!(
            "“{short}” stands here before the full name, {}. Give the full name on first mention.",
            full.slice(text.as_str())
        );
        let related = Related { span: full, message: "The full name".to_owned() };
        findings.report_with(mention.span, message, Vec::new(), vec![related]);
    }
}

/// Where a name ends that is one word and the kind of body (*Mehr News Agency*). A longer name may be that of a part of the
/// body.
fn full_name(article: &Article, first: TokenIndex) -> Option<TokenIndex> {
    let tokens = article.text().tokens();
    let is_kind = |token: &Token| token.is_capitalized() && token.is_in(WordSet::KindOfBody);
    let own = tokens.get(first.number()).filter(|token| token.is_capitalized() && !is_kind(token))?;
    let behind = tokens.get(first.number() + 1..)?;
    let kinds = behind.iter().take(LONGEST_KIND).take_while(|token| is_kind(token)).count();
    let opens = first
        .checked_sub(1)
        .and_then(|before| tokens.get(before.number()))
        .is_some_and(|before| before.is_capitalized() && !before.is(Classes::COMMON | Classes::CALENDAR));
    let goes_on = behind.get(kinds).is_some_and(|next| next.is_capitalized());
    (kinds > 0 && !own.is(Classes::PLACE) && !opens && !goes_on).then_some(first + 1 + kinds as u32)
}

/// Whether a mention is one word of the running text that no brackets explain.
fn stands_alone(article: &Article, mention: &Mention) -> bool {
    let text = article.text();
    let is_bracketed = mention.tokens.start.checked_sub(1).is_some_and(|at| text.token(at).kind == TokenKind::Open);
    mention.tokens.len() == 1
        && !is_bracketed
        && article.mention_view(mention).is_some_and(|view| view.is_in_body())
        && !is_quoted(article, mention.tokens.start)
}
