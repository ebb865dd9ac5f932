//! A role that cannot hold beside the one that another article gives the same person.

use super::findings::Findings;
use super::other_articles::{OtherArticles, are_equal};
use super::people;
use super::place::is_quoted;
use super::role_conflict::{OfficeRank, is_of_another_time};
use crate::Article;
use crate::entities::Role;
use crate::language::{self, WordSet};

/// Reports people whose office is another one of the same body elsewhere. Whoever leads a body is known by it, so the same
/// name at the same body is the same person.
pub fn check(article: &Article, others: &dyn OtherArticles, findings: &mut Findings<'_>) {
    for person in people::all(article).filter(|person| person.name.contains(' ')) {
        let Some(body) = &person.affiliation else { continue };
        let is_of_now = |role: &&Role| {
            !is_of_another_time(article, &role.tokens)
                && !is_quoted(article, role.tokens.start)
                && role.text.contains(body.as_str())
        };
        let Some((role, own)) = person.roles.iter().filter(is_of_now).find_map(|role| Some((role, rank(&role.text)?)))
        else {
            continue;
        };
        let mut found = None;
        others.people_beginning(&person.name, &mut |other| {
            let is_same_body = other.affiliation.is_some_and(|other| are_equal(other, body));
            if found.is_some() || !is_same_body || !are_equal(other.name, &person.name) {
                return;
            }
            let of_body = other.roles.iter().filter(|role| other.affiliation.is_some_and(|body| role.contains(body)));
            let conflicts = |rank: OfficeRank| rank != own && [rank, own].contains(&OfficeRank::Head);
            let office = of_body.clone().find(|role| rank(role).is_some_and(conflicts));
            found = office.map(|role| (role.to_string(), format!("{} (line {})", other.article, other.line)));
        });
        if let Some((office, place)) = found {
            let message = format!(
                "{} is “{}” here, but “{office}” in {place}. Check which of the two is right now.",
                person.name, role.text
            );
            findings.report(role.span, message, Vec::new());
        }
    }
}

/// What an office is among those of its body; `None` for one of another time, or that is no office.
fn rank(role: &str) -> Option<OfficeRank> {
    let has = |set: WordSet| role.split_whitespace().any(|word| language::word(word).is_in(set));
    if has(WordSet::PastOffice) || has(WordSet::BehindOffice) {
        return None;
    }
    let rank = match (has(WordSet::HeadOffice), has(WordSet::OtherOffice)) {
        (true, false) => OfficeRank::Head,
        (false, true) => OfficeRank::Officer,
        _ => return None,
    };
    Some(if has(WordSet::DeputyOffice) { OfficeRank::Deputy } else { rank })
}
