//! Letters that whatever a pattern fits must hold.

/// The runs of three and more ASCII letters and digits that every text which the pattern fits must hold, in lower case, the
/// longest first; none where none can be told to be needed. The pattern is a valid one.
pub fn needed_letters(pattern: &str) -> Vec<String> {
    let mut runs = runs(pattern).unwrap_or_default();
    runs.sort_by_key(|run| std::cmp::Reverse(run.len()));
    runs
}

/// The runs in their order; `None` for a pattern of which they cannot be told.
fn runs(pattern: &str) -> Option<Vec<String>> {
    let mut runs = Vec::new();
    let mut run = String::new();
    let mut rest = pattern.chars().peekable();
    let mut end = |run: &mut String| {
        let ended = std::mem::take(run);
        runs.extend((ended.len() >= 3).then_some(ended));
    };
    while let Some(character) = rest.next() {
        match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' => run.push(character.to_ascii_lowercase()),
            // What stands before may be missing, or come more than once.
            '?' | '*' | '{' => {
                run.pop();
                end(&mut run);
                if character == '{' {
                    rest.by_ref().find(|&c| c == '}')?;
                }
            }
            '+' => end(&mut run),
            // Either side may be missing.
            '|' => return None,
            '(' => {
                end(&mut run);
                skip_group(&mut rest)?;
            }
            '[' => {
                end(&mut run);
                skip_class(&mut rest)?;
            }
            '\\' => {
                end(&mut run);
                // Letters behind these are no text: *\x41*, *\p{Greek}*.
                if matches!(rest.next()?, 'x' | 'u' | 'U' | 'p' | 'P') || rest.peek() == Some(&'{') {
                    return None;
                }
            }
            _ => end(&mut run),
        }
    }
    end(&mut run);
    Some(runs)
}

/// Skips to the end of a group that was opened. `None` for one that changes how the rest is read, unless only in case.
fn skip_group(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<()> {
    let mut depth = 1;
    if rest.next_if_eq(&'?').is_some() {
        match rest.next()? {
            ':' | 'P' | '<' => {}
            // *(?i)*
            'i' => {
                return rest.next_if_eq(&')').map(|_| ());
            }
            _ => return None,
        }
    }
    while depth > 0 {
        match rest.next()? {
            '\\' => drop(rest.next()?),
            '[' => skip_class(rest)?,
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
    }
    Some(())
}

/// Skips to the end of a class that was opened.
fn skip_class(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<()> {
    let mut depth = 1;
    rest.next_if_eq(&'^');
    // A bracket that comes first is one of the class.
    rest.next_if_eq(&']');
    while depth > 0 {
        match rest.next()? {
            '\\' => drop(rest.next()?),
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_every_match_holds_is_needed() {
        let check = |pattern: &str, expected: &[&str]| assert_eq!(needed_letters(pattern), expected, "{pattern}");
        check(r"\bimmigrants?\b", &["immigrant"]);
        check(r"(?i)Harbou?r", &["harbo"]);
        check(r"(illegal|unlawful) (alien)s? here", &["here"]);
        check("per cent of harbours?", &["harbour", "cent", "per"]);
        check(r"[abc\]d]xyz{2}ab+cde", &["cde"]);
        for pattern in
            [r"\d+ ?%", "cats|dogs", "(cats)?", "a?b?c?", r"\x41bcd", r"\p{Greek}abc", "(?x)a b c d", "(?s-i:abc)def"]
        {
            check(pattern, &[]);
        }
    }
}
