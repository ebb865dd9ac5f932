//! A name that other articles spell otherwise.

use rustc_hash::FxHashMap;

use super::findings::Findings;
use super::name_variant::{LEAST_LETTERS, is_near};
use super::other_articles::{OtherArticles, agree};
use super::people;
use crate::Article;
use crate::entities::Entity;
use crate::entities::symbols::normalize::normalize;

/// Another spelling, as articles have it.
struct Spelling {
    /// Where it stands first.
    place: String,
    /// In how many articles it stands.
    articles: usize,
    /// Whether a role there shows that it is the same person.
    agrees: bool,
}

/// Reports people whose surname is one letter from that of somebody with the same given name and a role that agrees, if no
/// fewer articles spell it so.
pub fn check(article: &Article, others: &dyn OtherArticles, findings: &mut Findings<'_>) {
    for person in people::all(article) {
        let Some(surname) = people::family_name(&person.name) else { continue };
        if surname.chars().count() < LEAST_LETTERS {
            continue;
        }
        let Some(given) = person.name.strip_suffix(surname) else { continue };
        let Some((usual, spelling)) = other_spelling(person, given, surname, others) else { continue };
        let Some(first) =
            people::named(person).find(|mention| mention.span.slice(article.prose().text()) == person.name)
        else {
            continue;
        };
        let message = format!(
            "This name is spelled “{usual}” in {}, where the role is the same. If both are one person, find out which is \
             right.",
            spelling.place
        );
        findings.report(first.span, message, Vec::new());
    }
}

/// The commonest other spelling that no fewer articles have.
fn other_spelling(
    person: &Entity,
    given: &str,
    surname: &str,
    others: &dyn OtherArticles,
) -> Option<(String, Spelling)> {
    let roles: Vec<&str> = person.roles.iter().map(|role| role.text.as_str()).collect();
    let mut same = 0;
    let mut spellings: FxHashMap<String, Spelling> = FxHashMap::default();
    let initial: String = surname.chars().take(1).collect();
    others.people_beginning(&format!("{given}{initial}"), &mut |other| {
        let Some(theirs) = other.name.get(given.len()..).filter(|_| other.name.starts_with(given)) else { return };
        if theirs == surname {
            same += 1;
        } else if is_near(&normalize(theirs), &normalize(surname))
            && !(people::is_known_surname(theirs) && people::is_known_surname(surname))
        {
            let place = || format!("{} (line {})", other.article, other.line);
            let new = || Spelling { place: place(), articles: 0, agrees: false };
            let spelling = spellings.entry(other.name.to_owned()).or_insert_with(new);
            spelling.articles += 1;
            if !spelling.agrees && agree(&roles, person.affiliation.as_deref(), other.roles, other.affiliation) {
                (spelling.agrees, spelling.place) = (true, place());
            }
        }
    });
    let usual = spellings.into_iter().filter(|(_, spelling)| spelling.agrees && spelling.articles >= same);
    usual.max_by(|(one, of_one), (other, of_other)| of_one.articles.cmp(&of_other.articles).then(other.cmp(one)))
}
