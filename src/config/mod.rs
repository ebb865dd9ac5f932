//! What a user sets: the profile, the severity of rules, what is ignored.

/// A set of severities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Profile {
    /// For a writer who never asked for advice: few findings, nearly always right.
    #[default]
    Default,
    /// For the copy desk: everything.
    Desk,
    /// The Associated Press.
    Ap,
    /// Reuters.
    Reuters,
    /// The BBC.
    Bbc,
    /// The Guardian.
    Guardian,
}
