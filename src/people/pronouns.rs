//! What somebody is called besides by name.

/// The pronouns that somebody goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pronouns {
    /// *he*
    He,
    /// *she*
    She,
    /// *they*, others, or several: none of which says whom *he* or *she* cannot mean.
    Other,
}

/// Every pronoun that a list may give, with the one that it belongs to.
const KNOWN: [(&str, Pronouns); 33] = [
    ("he", Pronouns::He),
    ("him", Pronouns::He),
    ("his", Pronouns::He),
    ("himself", Pronouns::He),
    ("she", Pronouns::She),
    ("her", Pronouns::She),
    ("hers", Pronouns::She),
    ("herself", Pronouns::She),
    ("they", Pronouns::Other),
    ("them", Pronouns::Other),
    ("their", Pronouns::Other),
    ("theirs", Pronouns::Other),
    ("themself", Pronouns::Other),
    ("themselves", Pronouns::Other),
    ("any", Pronouns::Other),
    ("all", Pronouns::Other),
    ("ze", Pronouns::Other),
    ("zie", Pronouns::Other),
    ("hir", Pronouns::Other),
    ("hirs", Pronouns::Other),
    ("zir", Pronouns::Other),
    ("zirs", Pronouns::Other),
    ("xe", Pronouns::Other),
    ("xem", Pronouns::Other),
    ("xyr", Pronouns::Other),
    ("xyrs", Pronouns::Other),
    ("ey", Pronouns::Other),
    ("em", Pronouns::Other),
    ("eir", Pronouns::Other),
    ("fae", Pronouns::Other),
    ("faer", Pronouns::Other),
    ("it", Pronouns::Other),
    ("its", Pronouns::Other),
];

impl Pronouns {
    /// Reads *she/her*, *he*, *they/them*, *she/they*.
    pub fn parse(written: &str) -> Option<Pronouns> {
        let mut found = None;
        for word in written.split(['/', ',', ' ', '\\']).map(str::trim).filter(|word| !word.is_empty()) {
            let (_, pronouns) = KNOWN.iter().find(|(known, _)| word.eq_ignore_ascii_case(known))?;
            found = match found {
                None => Some(*pronouns),
                Some(before) if before == *pronouns => found,
                Some(_) => Some(Pronouns::Other),
            };
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pronouns_come_one_or_several() {
        assert_eq!(Pronouns::parse("she/her"), Some(Pronouns::She));
        assert_eq!(Pronouns::parse("He, him, his"), Some(Pronouns::He));
        assert_eq!(Pronouns::parse("she / they"), Some(Pronouns::Other));
        assert_eq!(Pronouns::parse("they/them"), Some(Pronouns::Other));
        assert_eq!(Pronouns::parse("her/hee"), None);
        assert_eq!(Pronouns::parse("/"), None);
    }
}
