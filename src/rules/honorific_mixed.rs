//! Courtesy titles for some people only.

use super::finding::{Findings, Related};
use super::people;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::entities::{Entity, Mention, MentionForm};
use crate::language::WordSet;

/// The rule.
pub static RULE: Rule = Rule {
    name: "honorific-mixed",
    summary: "“Mr.” or “Ms.” for some people only",
    default: None,
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("honorific_mixed.md"),
    check,
};

/// What an article does with the surname of one person.
struct Usage<'a> {
    person: &'a Entity,
    first: &'a Mention,
    has_courtesy: bool,
}

fn check(article: &Article, findings: &mut Findings<'_>) {
    let usages: Vec<Usage<'_>> = people::all(article).filter_map(|person| usage(article, person)).collect();
    let with = usages.iter().filter(|usage| usage.has_courtesy).count();
    let without = usages.len() - with;
    if with == 0 || without == 0 {
        return;
    }
    // The fewer are the exception; of as many, those without.
    let odd = with < without;
    let usual = usages.iter().find(|usage| usage.has_courtesy != odd);
    for usage in usages.iter().filter(|usage| usage.has_courtesy == odd) {
        let Some(usual) = usual else { continue };
        let message = match odd {
            true => format!(
                "{} has a courtesy title here, but {} and others have none. Treat all alike.",
                usage.person.name, usual.person.name
            ),
            false => format!(
                "{} has no courtesy title here, but {} and others have one. Treat all alike.",
                usage.person.name, usual.person.name
            ),
        };
        let related = Related { span: usual.first.span, message: format!("{} is named so", usual.person.name) };
        findings.report_with(usage.first.span, message, Vec::new(), vec![related]);
    }
}

/// Whether a capitalized word that is no title stands before a surname: it may be a title that is in no list.
fn follows_capital(article: &Article, mention: &Mention) -> bool {
    let first = people::titles(article, mention).start;
    let opens = people::sentence(article, mention).is_some_and(|sentence| sentence.tokens.start == first);
    let before = first.checked_sub(1).filter(|_| !opens).map(|before| article.text().token(before));
    // *Mr mangenner Gough*
    let is_longer = first.checked_sub(2).is_some_and(|at| article.text().token(at).is_in(WordSet::CourtesyTitle));
    is_longer || before.is_some_and(|before| before.is_capitalized())
}

/// How a person's surname stands in the running text, if it is always the same; titles of rank and office say nothing.
fn usage<'a>(article: &'a Article, person: &'a Entity) -> Option<Usage<'a>> {
    let own = |mention: &&Mention| {
        mention.form == MentionForm::Surname
            && people::is_in_body(article, mention)
            && !is_quoted(article, mention.tokens.start)
            && !people::is_attributive(article, mention)
            && mention.tokens.clone().all(|token| people::is_sure_name(article, token))
            && !follows_capital(article, mention)
    };
    let mut surnames = people::named(person).filter(own).peekable();
    let first = *surnames.peek()?;
    let courtesy = |mention: &Mention| people::courtesy(article, mention).is_some();
    let has_courtesy = courtesy(first);
    let has_title = |mention: &Mention| !people::titles(article, mention).is_empty();
    let is_alike = surnames.all(|mention| courtesy(mention) == has_courtesy && has_title(mention) == has_courtesy);
    is_alike.then_some(Usage { person, first, has_courtesy })
}
