//! Two roles of one person that cannot both hold.

use super::finding::Related;
use super::findings::Findings;
use super::people;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::article::PersonView;
use crate::config::Severity;
use crate::entities::{Entity, EntityId, Role};
use crate::language::WordSet;
use crate::language::titles::{self, TitleKind};
use crate::names::NameKind;
use crate::prose::{EachToken, TokenIndex, TokenKind, TokenRange};
use crate::text::ProseSpan;

/// The rule.
pub static RULE: Rule = Rule {
    name: "role-conflict",
    summary: "one person, two roles that cannot both hold",
    default: Some(Severity::Information),
    desk: Some(Severity::Warning),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("role_conflict.md"),
    check,
};

/// Less sure that every name is one person's, nothing is said of their roles.
const SURE: f32 = 0.9;
/// How many words on either side of a role are read.
const AROUND: u32 = 40;

fn check(article: &Article, findings: &mut Findings<'_>) {
    for person in people::all(article).filter(|person| person.roles.len() > 1) {
        offices(article, person, findings);
    }
    for (person, found) in article.in_each_person(ranks).iter() {
        conflicting_ranks(article, person, found, findings);
    }
}

/// An office that somebody holds, as a role says it.
struct Office {
    span: ProseSpan,
    rank: OfficeRank,
    /// The body or place that it is held in.
    body: EntityId,
    is_body: bool,
}

/// What an office is among those of one body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum OfficeRank {
    /// Who leads the body.
    Head,
    /// Who leads a town.
    Mayor,
    /// Who helps to lead it.
    Deputy,
    /// Another that the leader does not hold.
    Officer,
}

/// Two offices of one body, or two towns with one mayor.
fn offices(article: &Article, person: &Entity, findings: &mut Findings<'_>) {
    let offices: Vec<Office> = person.roles.iter().filter_map(|role| office(article, role)).collect();
    let conflicts = |one: &Office, other: &Office| match (one.rank, other.rank) {
        (OfficeRank::Mayor, OfficeRank::Mayor) => one.body != other.body && !one.is_body && !other.is_body,
        (one_rank, other_rank) => {
            let is_head = one_rank == OfficeRank::Head || other_rank == OfficeRank::Head;
            one.body == other.body && one.is_body && is_head && one_rank != other_rank
        }
    };
    let found = offices.iter().enumerate().find_map(|(index, second)| {
        let earlier = offices.get(..index)?;
        Some((earlier.iter().find(|first| conflicts(first, second))?, second))
    });
    if let Some((first, second)) = found {
        report(article, person, first.span, second.span, findings);
    }
}

fn report(article: &Article, person: &Entity, first: ProseSpan, second: ProseSpan, findings: &mut Findings<'_>) {
    if people::named(person).any(|mention| mention.confidence < SURE) {
        return;
    }
    let text = article.text().as_str();
    let (one, other) = (first.slice(text), second.slice(text));
    let message = format!("{} is “{other}” here, but “{one}” before. Check which of the two is right.", person.name);
    let related = Related { span: first, message: format!("“{one}” here") };
    findings.report_with(second, message, Vec::new(), vec![related]);
}

/// The office that a role is, where it is one of now, of a body or place that the article names.
fn office(article: &Article, role: &Role) -> Option<Office> {
    let text = article.text();
    let tokens = role.tokens.clone();
    let is = |set: WordSet| tokens.each().find(|&at| text.token(at).is_in(set));
    let owned = article.entities().mention_in(tokens.clone());
    let (body, _) = owned.filter(|(body, _)| body.kind != NameKind::Person)?;
    let is_general = |at: TokenIndex| tokens.contains(&(at + 1)) && text.token(at + 1).is_in(WordSet::BehindOffice);
    let rank = match (is(WordSet::MayorOffice), is(WordSet::HeadOffice), is(WordSet::OtherOffice)) {
        (Some(_), None, None) => OfficeRank::Mayor,
        (None, Some(head), None) if !is_general(head) => OfficeRank::Head,
        (None, None, Some(officer)) if !is_general(officer) => OfficeRank::Officer,
        _ => return None,
    };
    let rank = if is(WordSet::DeputyOffice).is_some() { OfficeRank::Deputy } else { rank };
    let is_sure = !is_of_another_time(article, &tokens) && !is_quoted(article, tokens.start);
    is_sure.then_some(Office { span: role.span, rank, body: body.id, is_body: body.kind == NameKind::Organization })
}

/// Whether the sentence of a role tells of a career: of other times, of years, of taking or leaving an office.
pub(super) fn is_of_another_time(article: &Article, role: &TokenRange) -> bool {
    let text = article.text();
    let Some(sentence) = text.sentences().get(text.sentence_of(role.start)) else { return true };
    let start = role.start.saturating_sub(AROUND).max(sentence.tokens.start);
    let around = start..role.end.saturating_add(AROUND).min(sentence.tokens.end);
    around.each().any(|at| {
        let token = text.token(at);
        let is_year = token.kind == TokenKind::Number && text.word(at).len() == 4;
        is_year
            || token.is_in(WordSet::PastOffice)
            || token.is_in(WordSet::TellsCareer)
            || token.is_in(WordSet::PutsInOffice)
            || token.is_in(WordSet::HoldsOffice)
            || token.is_in(WordSet::LinksNoun)
    })
}

/// A rank before a name outside of quotations.
#[derive(Debug, Clone, Copy)]
struct Rank {
    /// The index of the mention.
    mention: usize,
    /// How many words it has.
    words: u32,
    long: &'static str,
}

/// The ranks before the names of a person, if there are several.
fn ranks(person: PersonView<'_>) -> Vec<Box<[Rank]>> {
    let ranks = person.named().filter_map(|(mention, view)| {
        let titles = view.titles();
        let (start, title) = titles.clone().find_map(|start| {
            let title = titles::title(view.slice(start..titles.end))?;
            Some((start, title)).filter(|(_, title)| title.kind == TitleKind::Rank)
        })?;
        (!view.is_quoted()).then_some(Rank { mention, words: titles.end - start, long: title.long })
    });
    let ranks: Box<[Rank]> = ranks.collect();
    if ranks.len() > 1 { vec![ranks] } else { Vec::new() }
}

/// Two ranks before one name.
fn conflicting_ranks(article: &Article, person: &Entity, ranks: &[Rank], findings: &mut Findings<'_>) {
    let tokens = |rank: &Rank| {
        let name = person.mentions.get(rank.mention)?.tokens.start;
        Some(name.checked_sub(rank.words)?..name)
    };
    let Some((first, others)) = ranks.split_first() else { return };
    // *Lieutenant General* may be called *General*.
    let is_same = |other: &&Rank| first.long.ends_with(other.long) || other.long.ends_with(first.long);
    let Some(other) = others.iter().find(|other| !is_same(other)) else { return };
    let (Some(first), Some(other)) = (tokens(first), tokens(other)) else { return };
    if !is_of_another_time(article, &other) {
        report(article, person, article.text().span(first), article.text().span(other), findings);
    }
}
