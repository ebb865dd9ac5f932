//! Courtesy titles for some people only.

use super::finding::Related;
use super::findings::Findings;
use super::rule::Rule;
use crate::Article;
use crate::article::{MentionView, PersonView};
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

fn check(article: &Article, findings: &mut Findings<'_>) {
    let found = article.in_each_person(usage);
    let usages: Vec<(&Entity, &Mention, bool)> = found
        .iter()
        .filter_map(|(person, usage)| Some((person, person.mentions.get(usage.first)?, usage.has_courtesy)))
        .collect();
    let with = usages.iter().filter(|(.., has_courtesy)| *has_courtesy).count();
    let without = usages.len() - with;
    if with == 0 || without == 0 {
        return;
    }
    // The fewer are the exception; of as many, those without.
    let odd = with < without;
    let Some((usual, named, _)) = usages.iter().find(|(.., has_courtesy)| *has_courtesy != odd) else { return };
    for (person, first, _) in usages.iter().filter(|(.., has_courtesy)| *has_courtesy == odd) {
        let message = match odd {
            true => format!(
                "{} has a courtesy title here, but {} and others have none. Treat all alike.",
                person.name, usual.name
            ),
            false => format!(
                "{} has no courtesy title here, but {} and others have one. Treat all alike.",
                person.name, usual.name
            ),
        };
        let related = Related { span: named.span, message: format!("{} is named so", usual.name) };
        findings.report_with(first.span, message, Vec::new(), vec![related]);
    }
}

/// How somebody's surname stands in the running text.
#[derive(Debug, Clone, Copy)]
struct Usage {
    /// The index of the first mention.
    first: usize,
    has_courtesy: bool,
}

/// Whether a capitalized word that is no title stands before a surname: it may be a title that is in no list.
fn follows_capital(mention: &MentionView<'_>) -> bool {
    let first = mention.titles().start;
    let opens = mention.begins_with(first);
    let before = first.checked_sub(1).filter(|_| !opens).and_then(|before| mention.token(before));
    // *Mr mangenner Gough*
    let is_longer = first.checked_sub(2).is_some_and(|at| mention.is_in(at, WordSet::CourtesyTitle));
    is_longer || before.is_some_and(|before| before.is_capitalized())
}

/// How a person's surname stands in the running text, if it is always the same; titles of rank and office say nothing.
fn usage(person: PersonView<'_>) -> Vec<Usage> {
    let own = |(_, mention): &(usize, MentionView<'_>)| {
        mention.form() == MentionForm::Surname
            && mention.is_in_body()
            && !mention.is_quoted()
            && !mention.is_attributive()
            && mention.is_sure()
            && !follows_capital(mention)
    };
    let mut surnames = person.named().filter(own);
    let Some((first, mention)) = surnames.next() else { return Vec::new() };
    let courtesy = |mention: &MentionView<'_>| mention.courtesy().is_some();
    let has_courtesy = courtesy(&mention);
    let is_so = |mention: &MentionView<'_>| mention.titles().is_empty() != has_courtesy;
    let is_alike = is_so(&mention) && surnames.all(|(_, other)| courtesy(&other) == has_courtesy && is_so(&other));
    if is_alike { vec![Usage { first, has_courtesy }] } else { Vec::new() }
}
