//! A term that the newsroom replaces.

use super::severity::Severity;
use super::term_pattern;

/// A term of the newsroom's own list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What it is known by.
    pub sign: Sign,
    /// What stands there instead; of a pattern, `$1` and the like are its groups.
    pub instead: Option<String>,
    /// Why, for the message.
    pub note: Option<String>,
    /// How serious it is; the rule's severity if nothing is said.
    pub severity: Option<Severity>,
    /// Whether it may be replaced unattended.
    pub is_safe: bool,
}

/// What a term is known by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sign {
    /// Words, parted by one space each. Any space in a text fits it; a word with a capital fits only what is written so, any
    /// other fits every case.
    Words(String),
    /// A regular expression, which is known to be one.
    Pattern(String),
}

/// A term as somebody wrote it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written<'w> {
    /// The words.
    pub words: Option<&'w str>,
    /// The pattern.
    pub pattern: Option<&'w str>,
    /// What stands there instead.
    pub instead: Option<&'w str>,
    /// Why.
    pub note: Option<&'w str>,
    /// How serious it is.
    pub severity: Option<&'w str>,
    /// Whether it may be replaced unattended.
    pub fix: Option<&'w str>,
}

/// The columns of a list and the keys of an entry.
pub const TERM_KEYS: [&str; 6] = ["words", "pattern", "use", "note", "severity", "fix"];

/// What is wrong with a term, and with which of its keys; `None` for all of it.
pub type Wrong = (Option<&'static str>, String);

impl Term {
    /// Reads a term.
    pub fn read(written: Written<'_>) -> Result<Term, Wrong> {
        let given = |value: Option<&str>| value.map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned);
        let sign = match (given(written.words), given(written.pattern)) {
            (Some(words), None) if words.contains(char::is_alphanumeric) => Sign::Words(one_spaced(&words)),
            (Some(_), None) => return Err((Some("words"), "words need a letter or a digit".to_owned())),
            (None, Some(pattern)) => {
                term_pattern::check(&pattern)
                    .map_err(|error| (Some("pattern"), format!("this pattern cannot be read: {error}")))?;
                Sign::Pattern(pattern)
            }
            (None, None) => return Err((None, "this term needs words or a pattern".to_owned())),
            (Some(_), Some(_)) => {
                return Err((None, "this term has words and a pattern; give it one of them".to_owned()));
            }
        };
        let severity = match given(written.severity) {
            None => None,
            Some(name) => Some(Severity::from_name(&name).ok_or_else(|| {
                let names = Severity::ALL.map(Severity::name).join(", ");
                (Some("severity"), format!("severity cannot be {name}; it is one of {names}"))
            })?),
        };
        let is_safe = match given(written.fix).as_deref() {
            None | Some("ask") => false,
            Some("safe") => true,
            Some(other) => return Err((Some("fix"), format!("fix cannot be {other}; it is one of safe, ask"))),
        };
        Ok(Term { sign, instead: given(written.instead), note: given(written.note), severity, is_safe })
    }
}

fn one_spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(written: Written<'_>) -> Wrong {
        Term::read(written).unwrap_err()
    }

    #[test]
    fn what_is_wrong_is_told_with_its_key() {
        let pattern = |pattern| Written { pattern: Some(pattern), ..Written::default() };
        assert_eq!(wrong(pattern("(a")), (Some("pattern"), "this pattern cannot be read: unclosed group".to_owned()));
        assert_eq!(wrong(pattern("a*")).1, "this pattern cannot be read: it fits where there is nothing");
        assert_eq!(
            wrong(pattern("((a{999}){999}){999}")).1,
            "this pattern cannot be read: it is too large when compiled"
        );
        assert_eq!(wrong(Written::default()), (None, "this term needs words or a pattern".to_owned()));
        let words = Written { words: Some("--"), ..Written::default() };
        assert_eq!(wrong(words), (Some("words"), "words need a letter or a digit".to_owned()));
        let severity = Written { words: Some("a"), severity: Some("bad"), ..Written::default() };
        assert_eq!(wrong(severity).0, Some("severity"));
        let fix = Written { words: Some("a"), fix: Some("yes"), ..Written::default() };
        assert_eq!(wrong(fix), (Some("fix"), "fix cannot be yes; it is one of safe, ask".to_owned()));
    }

    #[test]
    fn a_term_is_read_with_what_it_says() {
        let term = Term::read(Written {
            words: Some(" per \n cent "),
            fix: Some("safe"),
            note: Some(""),
            ..Written::default()
        });
        let term = term.unwrap();
        assert_eq!((term.sign, term.is_safe, term.note), (Sign::Words("per cent".to_owned()), true, None));
    }
}
