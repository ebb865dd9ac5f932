//! What a name is.

use crate::prose::TokenRange;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organization: a body, a company, an outlet, a team.
    Organization,
    /// A place: a country, a city, a region, a river.
    Place,
}

/// A name where it stands, without titles before it and without a possessive after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its tokens.
    pub tokens: TokenRange,
    /// What it names.
    pub kind: NameKind,
    /// The tokens of the titles that stand directly before it (*Prime Minister*, *Gen.*); empty without.
    pub title: TokenRange,
}
