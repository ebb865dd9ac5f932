//! People of whom the article does not say who they are.

use super::findings::Findings;
use super::people;
use super::rule::Rule;
use crate::Article;
use crate::article::{MentionView, PersonView};
use crate::config::Severity;
use crate::entities::MentionForm;
use crate::language::Classes;
use crate::prose::{Token, TokenKind};

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
const NEAR: u32 = 6;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let full = article.in_each_person(full);
    let (introduced, unknown): (Vec<_>, Vec<_>) = full.iter().partition(|(_, full)| matches!(full, Full::Introduced));
    // A list of names, or a review, introduces nobody.
    if introduced.len() < LEAST_INTRODUCED || introduced.len() < INTRODUCED_TO_ONE * unknown.len() {
        return;
    }
    for (person, full) in unknown {
        let Full::Unknown { told: Some(told) } = full else { continue };
        let Some(first) = person.mentions.get(*told) else { continue };
        let message = format!(
            "The article does not say who {} is, as it does of the other people. Add a role or a description.",
            person.name
        );
        findings.report(first.span, message, Vec::new());
    }
}

/// How the article presents somebody whom it names in full.
#[derive(Debug, Clone, Copy)]
enum Full {
    /// It says who that is.
    Introduced,
    /// It does not. Who is named once is part of a list, or is said to be somebody in words that nobody listed; of anybody
    /// else, the first mention that a reader is told in the running text.
    Unknown { told: Option<usize> },
}

/// Says how the article presents a person, if it names them in full.
fn full(person: PersonView<'_>) -> Vec<Full> {
    if people::first_full(&person).is_none() {
        return Vec::new();
    }
    if is_introduced(&person) {
        return vec![Full::Introduced];
    }
    let told = person.named().find(|(_, mention)| mention.is_in_body() && !mention.is_quoted());
    let is_often = person.named().nth(LEAST_MENTIONS - 1).is_some();
    vec![Full::Unknown { told: told.filter(|_| is_often).map(|(index, _)| index) }]
}

/// Whether anything beside the names of a person may say who that is.
fn is_introduced(person: &PersonView<'_>) -> bool {
    let is_described = |form| matches!(form, MentionForm::Title | MentionForm::Description);
    person.has_role()
        || person.forms().any(is_described)
        || person.named().any(|(_, mention)| {
            !mention.titles().is_empty() || explains_before(&mention) || mention.is_explained_behind()
        })
}

/// *the trust’s Maria Lopez* · *director of the trust Maria Lopez* · *(Maria Lopez*
fn explains_before(mention: &MentionView<'_>) -> bool {
    let Some(before) = mention.before() else { return false };
    let opens = mention.sentence().is_none_or(|own| own.start + 1 == mention.tokens.start);
    let is_owner = before.is_capitalized() && !before.is(Classes::CALENDAR) && !opens;
    let says = Classes::ROLE | Classes::ROLE_PLURAL | Classes::KIN | Classes::GROUP;
    let near = mention.around().start.max(mention.tokens.start.saturating_sub(NEAR));
    let ends = |token: &Token| !token.is_word() || token.is(Classes::COORDINATOR);
    let mut words = (near..mention.tokens.start).rev().filter_map(|at| mention.token(at)).take_while(|at| !ends(at));
    is_owner
        || matches!(before.kind, TokenKind::Possessive | TokenKind::Open | TokenKind::Comma)
        || words.any(|token| token.is(says))
}
