//! People of whom the article does not say who they are.

use super::finding::Findings;
use super::people;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::entities::{Entity, Mention, MentionForm};
use crate::language::Classes;
use crate::prose::{Token, TokenIndex, TokenKind};

/// The rule.
pub static RULE: Rule = Rule {
    name: "unidentified-person",
    summary: "a person with no role anywhere",
    default: None,
    desk: Some(Severity::Hint),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("unidentified_person.md"),
    check,
};

/// So many others are introduced at least, …
const LEAST_INTRODUCED: usize = 4;
/// … and so many for each who is not.
const INTRODUCED_TO_ONE: usize = 4;
/// Who is named less often is no matter of the article.
const LEAST_MENTIONS: usize = 2;
/// How many words before a name may say who its bearer is.
const NEAR: TokenIndex = 6;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let full = || people::all(article).filter(|person| people::first_full(article, person).is_some());
    let introduced = full().filter(|person| is_introduced(article, person)).count();
    let unknown: Vec<&Entity> = full().filter(|person| !is_introduced(article, person)).collect();
    // A list of names, or a review, introduces nobody.
    if introduced < LEAST_INTRODUCED || introduced < INTRODUCED_TO_ONE * unknown.len() {
        return;
    }
    for person in unknown {
        let told =
            |mention: &&Mention| people::is_in_body(article, mention) && !is_quoted(article, mention.tokens.start);
        let Some(first) = people::named(person).find(told) else { continue };
        // Who is named once is part of a list, or is said to be somebody in words that nobody listed.
        if people::named(person).count() < LEAST_MENTIONS {
            continue;
        }
        let message = format!(
            "The article does not say who {} is, as it does of the other people. Add a role or a description.",
            person.name
        );
        findings.report(first.span, message, Vec::new());
    }
}

/// Whether anything beside the names of a person may say who that is.
fn is_introduced(article: &Article, person: &Entity) -> bool {
    let is_described = |form| matches!(form, MentionForm::Title | MentionForm::Description);
    !person.roles.is_empty()
        || person.affiliation.is_some()
        || person.mentions.iter().any(|mention| is_described(mention.form))
        || people::named(person).any(|mention| {
            let is_titled = !people::titles(article, mention).is_empty();
            is_titled || explains_before(article, mention) || people::is_explained_behind(article, mention)
        })
}

/// *the trust’s Maria Lopez* · *director of the trust Maria Lopez* · *(Maria Lopez*
fn explains_before(article: &Article, mention: &Mention) -> bool {
    let text = article.text();
    let Some(before) = mention.tokens.start.checked_sub(1).map(|before| text.token(before)) else { return false };
    let opens = people::sentence(article, mention).is_none_or(|own| own.tokens.start + 1 == mention.tokens.start);
    let is_owner = before.is_capitalized() && !before.is(Classes::CALENDAR) && !opens;
    let says = Classes::ROLE | Classes::ROLE_PLURAL | Classes::KIN | Classes::GROUP;
    let near = people::around(article, mention).start.max(mention.tokens.start.saturating_sub(NEAR));
    let ends = |token: &Token| !token.is_word() || token.is(Classes::COORDINATOR);
    let mut words = (near..mention.tokens.start).rev().map(|at| text.token(at)).take_while(|token| !ends(token));
    is_owner
        || matches!(before.kind, TokenKind::Possessive | TokenKind::Open | TokenKind::Comma)
        || words.any(|token| token.is(says))
}
