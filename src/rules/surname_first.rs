//! Surnames that come before the full name.

use super::finding::{Related, Safety};
use super::findings::Findings;
use super::mend::replace;
use super::people::{self, Bearers};
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::article::{MentionView, PersonView};
use crate::config::Severity;
use crate::entities::{Entity, MentionForm};
use crate::language::{self, Classes, WordSet};
use crate::prose::{Token, TokenKind, TokenOffset};

/// The rule.
pub static RULE: Rule = Rule {
    name: "surname-first",
    summary: "a surname before its full name was given",
    default: Some(Severity::Information),
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Ask),
    page: include_str!("surname_first.md"),
    check,
};

/// Less sure that a surname is that of somebody named in full, nothing is said.
const SURE: f32 = 0.95;
/// Somebody who is never named in full is named so often at least: once may be a slip of the reader's.
const LEAST_MENTIONS: usize = 2;

fn check(article: &Article, findings: &mut Findings<'_>) {
    for (person, early) in article.in_each_person(early).iter() {
        match *early {
            Early::BeforeFull { bare, full } => before_full(article, person, (bare, full), findings),
            Early::NeverFull { bare, has_office } => {
                let bearers = findings.gathered.bearers();
                never_full(article, person, bare, &bearers, has_office, findings);
            }
        }
    }
}

/// A surname that the full name should have come before. Mentions are meant by their index.
#[derive(Debug, Clone, Copy)]
enum Early {
    /// The full name comes later.
    BeforeFull { bare: usize, full: usize },
    /// It never comes.
    NeverFull { bare: usize, has_office: bool },
}

/// Finds the surname of a person that the full name should have come before.
fn early(person: PersonView<'_>) -> Vec<Early> {
    let early = match people::first_full(&person) {
        Some(full) => early_surname(&person, full),
        None => only_surname(&person),
    };
    early.into_iter().collect()
}

/// The first surname in front of the first full name.
fn early_surname(person: &PersonView<'_>, (full, name): (usize, MentionView<'_>)) -> Option<Early> {
    let earlier = person.named().take_while(|(index, _)| *index < full);
    let is_early = |(_, mention): &(usize, MentionView<'_>)| {
        mention.form() == MentionForm::Surname
            && mention.confidence() >= SURE
            && is_told(mention)
            && fits(mention, &name)
    };
    let (bare, _) = earlier.into_iter().find(is_early)?;
    is_sure(&name).then_some(Early::BeforeFull { bare, full })
}

/// A surname of somebody whose full name the article never gives, where a title or a list of surnames shows that it is
/// one.
fn only_surname(person: &PersonView<'_>) -> Option<Early> {
    person.named().nth(LEAST_MENTIONS - 1)?;
    let (bare, first) = person.named().find(|(_, mention)| is_told(mention))?;
    if first.tokens.len() != 1 || !people::is_known_surname(first.written()) {
        return None;
    }
    let has_office = first.titles().any(|title| !first.is_in(title, WordSet::CourtesyTitle));
    // Without an office, a name that everybody knows is as likely.
    (has_office || first.is_quoted()).then_some(Early::NeverFull { bare, has_office })
}

/// Reports a surname in front of the full name.
fn before_full(article: &Article, person: &Entity, (bare, full): (usize, usize), findings: &mut Findings<'_>) {
    let Some((first, full)) = person.mentions.get(bare).zip(person.mentions.get(full)) else { return };
    let surname = first.span.slice(article.prose().text());
    let message = format!(
        "{surname} is named before the full name, {}, was given. Give the full name here and the surname after that.",
        person.name
    );
    let fixes = match is_quoted(article, first.tokens.start) {
        true => Vec::new(),
        false => {
            let title = format!("Change to “{}”", person.name);
            replace(article, title, Safety::Ask, &[(first.span, person.name.as_str())])
        }
    };
    let related = Related { span: full.span, message: "The full name".to_owned() };
    findings.report_with(first.span, message, fixes, vec![related]);
}

/// Reports a surname that may be nobody else’s and is never named in full.
fn never_full(
    article: &Article,
    person: &Entity,
    bare: usize,
    bearers: &Bearers,
    has_office: bool,
    findings: &mut Findings<'_>,
) {
    let Some(first) = person.mentions.get(bare) else { return };
    let surname = first.span.slice(article.prose().text());
    // Where others bear it, one of them may be meant.
    if bearers.are_several(surname) {
        return;
    }
    let most = if has_office { Severity::Information } else { Severity::Hint };
    let message = format!("{surname} is never named in full in this article. Give the full name on first mention.");
    findings.report_at_most(most, first.span, message);
}

/// Whether a mention tells readers of somebody, rather than naming something after them.
fn is_told(mention: &MentionView<'_>) -> bool {
    mention.is_in_body()
        && !mention.is_attributive()
        && !mention.is_among_relatives()
        && mention.is_sure()
        && !mention.titles().any(|title| mention.is_in(title, WordSet::SingleNameTitle))
}

/// Whether a bare surname is no part of a longer name or title of something (*Misuzulu ka Zwelithini*), and has no office
/// that is not that of the full name: *President Obama* is not Michelle Obama.
fn fits(bare: &MentionView<'_>, full: &MentionView<'_>) -> bool {
    let titles = bare.titles();
    let before =
        titles.start.checked_sub(1).filter(|_| !bare.begins_with(titles.start)).and_then(|before| bare.token(before));
    let is_strange = |before: &Token| before.kind == TokenKind::Lower && before.word == language::UNKNOWN;
    let is_part =
        before.is_some_and(|before| before.is_capitalized() || before.is(Classes::PARTICLE) || is_strange(&before));
    // *President-elect* goes with *President*.
    fn stem<'a>(mention: &MentionView<'a>, title: TokenOffset) -> &'a str {
        mention.slice(title..title + 1).split('-').next().unwrap_or_default()
    }
    let has_title = |wanted: TokenOffset| full.titles().any(|own| stem(full, own) == stem(bare, wanted));
    let is_courtesy = |title: TokenOffset| bare.is_in(title, WordSet::CourtesyTitle);
    !is_part && titles.into_iter().all(|title| is_courtesy(title) || has_title(title))
}

/// Whether a full name begins with a word that is known as a given name, or as a surname (*Park Min-seo*), and is written
/// as names are.
fn is_sure(full: &MentionView<'_>) -> bool {
    let is_name =
        |token: Token| token.is(Classes::GIVEN | Classes::SURNAME | Classes::PARTICLE) || full.is_sure_name(&token);
    let opens = full
        .token(full.tokens.start)
        .is_some_and(|first| first.is(Classes::GIVEN | Classes::SURNAME) && !first.is(Classes::COMMON));
    opens && full.own().filter(|token| token.is_word()).all(is_name)
}
