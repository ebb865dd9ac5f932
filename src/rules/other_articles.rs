//! What the rules may know of other articles. Two people of one name in two articles are two, unless their roles agree.

use std::sync::Arc;

use crate::entities::symbols::normalize::normalize;

/// Somebody in another article.
#[derive(Debug, Clone, Copy)]
pub struct OtherPerson<'a> {
    /// The fullest name there.
    pub name: &'a str,
    /// What that article says of them.
    pub roles: &'a [Arc<str>],
    /// The organization or place that the fullest role belongs to.
    pub affiliation: Option<&'a str>,
    /// What the article is called.
    pub article: &'a str,
    /// The line of the first mention, from 1.
    pub line: u32,
}

/// What is known of the people in other articles.
pub trait OtherArticles {
    /// Tells of everybody whose full name begins so, case and accents aside.
    fn people_beginning(&self, beginning: &str, found: &mut dyn FnMut(OtherPerson<'_>));
}

/// Whether what two articles say of somebody's roles shows that it is one person: the same role, or the same body.
pub fn agree<R: AsRef<str>, O: AsRef<str>>(
    roles: &[R],
    affiliation: Option<&str>,
    other_roles: &[O],
    other_affiliation: Option<&str>,
) -> bool {
    let is_same_role = |role: &R| other_roles.iter().any(|other| are_equal(role.as_ref(), other.as_ref()));
    let same_body = affiliation.zip(other_affiliation).is_some_and(|(one, other)| are_equal(one, other));
    same_body || roles.iter().any(is_same_role)
}

/// Whether two phrases are one but for accents, case, blanks and the article before them.
pub(super) fn are_equal(one: &str, other: &str) -> bool {
    let words = |phrase: &'_ str| {
        let words = phrase.split_whitespace().map(normalize);
        words.filter(|word| !matches!(word.as_str(), "the" | "a" | "an")).collect::<Vec<_>>()
    };
    one == other || words(one) == words(other)
}
