//! Titles that come again with the surname.

use super::finding::{Related, Safety};
use super::findings::Findings;
use super::mend::replace;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::entities::{Entity, Mention, MentionForm};
use crate::language::{Classes, titles};
use crate::names::NameKind;
use crate::prose::{EachToken, TokenIndex};
use crate::text::ProseSpan;

/// The rule.
pub static RULE: Rule = Rule {
    name: "title-repeated",
    summary: "a title before a name that has had it already",
    default: None,
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Ask),
    page: include_str!("title_repeated.md"),
    check,
};

fn check(article: &Article, findings: &mut Findings<'_>) {
    for person in article.entities().all().iter().filter(|entity| entity.kind == NameKind::Person) {
        let Some((first, title)) = introduced(article, person) else { continue };
        let again = person.mentions.iter().filter(|mention| {
            mention.form == MentionForm::Surname && mention.tokens.start > first.tokens.start && !mention.inside
        });
        for mention in again {
            let Some(own) = title_before(article, mention.tokens.start).filter(|own| !is_quoted(article, *own)) else {
                continue;
            };
            let text = article.text();
            if !is_one_title(text.word(own), text.word(title)) {
                continue;
            }
            let surname = mention.span.slice(text.as_str());
            let message = format!(
                "{} had this title when the name first came. On second mention style books ask for the surname alone: {surname}.",
                person.name
            );
            let cut = ProseSpan::new(text.token(own).span.start, mention.span.start);
            let fixes = replace(article, format!("Change to “{surname}”"), Safety::Ask, &[(cut, "")]);
            let related = Related { span: first.span, message: "The first mention".to_owned() };
            findings.report_with(text.span(own..mention.tokens.end), message, fixes, vec![related]);
            // Once for each person tells enough.
            break;
        }
    }
}

/// Whether two words are one title: *General* and *Gen.* are.
fn is_one_title(one: &str, other: &str) -> bool {
    let long = |word| titles::title(word).map(|title| title.long);
    one.eq_ignore_ascii_case(other) || long(one).is_some() && long(one) == long(other)
}

/// The first mention by full name that has a title before it, and that title.
fn introduced<'e>(article: &Article, person: &'e Entity) -> Option<(&'e Mention, TokenIndex)> {
    let full = person.mentions.iter().filter(|mention| mention.form == MentionForm::Name && mention.tokens.len() > 1);
    full.filter_map(|mention| Some((mention, title_before(article, mention.tokens.start)?))).next()
}

/// A title of rank or office right before a name; courtesy titles are a matter of style.
fn title_before(article: &Article, name: TokenIndex) -> Option<TokenIndex> {
    let token = name.checked_sub(1)?;
    let found = article.text().token(token);
    let is_rank = found.is(Classes::TITLE) && !found.is(Classes::HONORIFIC) && found.is_capitalized();
    is_rank.then_some(token)
}
