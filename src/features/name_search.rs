//! People, organizations and places whose name fits what somebody looks for.

use super::definition::introduction;
use crate::Article;
use crate::entities::symbols::normalize::normalize;
use crate::names::NameKind;
use crate::text::SourceSpan;

/// Somebody or something that was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The name.
    pub name: String,
    /// What it is.
    pub kind: NameKind,
    /// Where it is introduced, in bytes of the source.
    pub span: SourceSpan,
}

/// Who and what has a name with these letters in their order, be there others between them; case and accents do not count. All
/// for a query without letters. In order of introduction.
pub fn find(article: &Article, query: &str) -> Vec<Found> {
    let query: Vec<char> = letters(query).collect();
    let fits = |name: &str| {
        let mut wanted = query.iter().peekable();
        letters(name).for_each(|letter| {
            wanted.next_if(|&&next| next == letter);
        });
        wanted.peek().is_none()
    };
    let found =
        article.entities().all().iter().filter(|entity| {
            fits(&entity.name) || entity.aliases.iter().chain(&entity.variants).any(|name| fits(name))
        });
    let mut found: Vec<Found> = found
        .filter_map(|entity| {
            let span = article.prose().to_source(introduction(entity)?.span);
            Some(Found { name: entity.name.clone(), kind: entity.kind, span })
        })
        .collect();
    found.sort_by_key(|found| found.span);
    found
}

fn letters(name: &str) -> impl Iterator<Item = char> {
    normalize(name).chars().filter(|c| c.is_alphanumeric()).collect::<Vec<_>>().into_iter()
}
