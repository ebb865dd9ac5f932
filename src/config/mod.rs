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

impl Profile {
    /// All of them, the general ones first.
    pub const ALL: [Profile; 6] =
        [Profile::Default, Profile::Desk, Profile::Ap, Profile::Reuters, Profile::Bbc, Profile::Guardian];

    /// The name that a user writes.
    pub fn name(self) -> &'static str {
        match self {
            Profile::Default => "default",
            Profile::Desk => "desk",
            Profile::Ap => "ap",
            Profile::Reuters => "reuters",
            Profile::Bbc => "bbc",
            Profile::Guardian => "guardian",
        }
    }

    /// The profile of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Profile> {
        Profile::ALL.into_iter().find(|profile| profile.name() == name)
    }
}
