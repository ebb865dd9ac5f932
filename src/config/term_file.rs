//! A list of terms in a file of its own.

use super::problem::Problem;
use super::table::Table;
use super::term::{TERM_KEYS, Term, Written};

/// Reads a list. Total: a row that cannot be understood is a problem with its place, and the others are used.
pub fn read(text: &str) -> (Vec<Term>, Vec<Problem>) {
    let (mut terms, mut problems) = (Vec::new(), Vec::new());
    let is_missing = |columns: &[Option<usize>]| {
        let has_words = columns.iter().take(2).any(Option::is_some);
        (!has_words).then(|| "the first line must name the columns, words or pattern among them".to_owned())
    };
    let mut table = Table::new(text, &TERM_KEYS, is_missing, &mut problems);
    while table.next_row() {
        let written = Written {
            words: table.value(0),
            pattern: table.value(1),
            instead: table.value(2),
            note: table.value(3),
            severity: table.value(4),
            fix: table.value(5),
        };
        match Term::read(written) {
            Ok(term) => terms.push(term),
            Err((key, message)) => {
                let key = key.and_then(|key| TERM_KEYS.iter().position(|known| *known == key));
                let words = key.and_then(|key| table.value(key)).unwrap_or_default();
                problems.push(Problem { span: table.place_of(words), message });
            }
        }
    }
    (terms, problems)
}

#[cfg(test)]
mod tests {
    use super::super::term::Sign;
    use super::*;

    fn check(text: &str, terms: usize, problems: &[(&str, &str)]) -> Vec<Term> {
        let (found, wrong) = read(text);
        let wrong: Vec<_> = wrong.iter().map(|problem| (problem.span.slice(text), problem.message.as_str())).collect();
        assert_eq!(wrong, problems);
        assert_eq!(found.len(), terms);
        found
    }

    #[test]
    fn columns_come_in_any_order_and_with_any_delimiter() {
        let terms = check("use,words,note\npercent,per cent,\"Style, 2024\"\n\n,quay,\n", 2, &[]);
        assert_eq!(terms[0].sign, Sign::Words("per cent".to_owned()));
        assert_eq!(terms[0].instead.as_deref(), Some("percent"));
        assert_eq!(terms[0].note.as_deref(), Some("Style, 2024"));
        assert_eq!(terms[1].instead, None);
        check("\u{FEFF}Words;Use\r\na lot;much\r\n", 1, &[]);
        check("words\tuse\na lot\tmuch", 1, &[]);
        check("", 0, &[]);
    }

    #[test]
    fn what_is_wrong_stands_at_its_place() {
        check(
            "words,pattern,severity,us\nquay,,bad,\n,(a,,\n,,x,\nok,,,\n",
            1,
            &[
                ("us", "there is no column us; did you mean use?"),
                ("bad", "severity cannot be bad; it is one of hint, information, warning, error"),
                ("(a", "this pattern cannot be read: unclosed group"),
                (",,x,", "this term needs words or a pattern"),
            ],
        );
        check(
            "quay,dock\n",
            0,
            &[
                ("quay", "there is no column quay; there are words, pattern, use, note, severity, fix"),
                ("dock", "there is no column dock; there are words, pattern, use, note, severity, fix"),
                ("quay,dock", "the first line must name the columns, words or pattern among them"),
            ],
        );
    }
}
