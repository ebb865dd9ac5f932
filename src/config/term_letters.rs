//! Letters that whatever a pattern fits must hold.

use std::iter::Peekable;
use std::str::Chars;

/// Runs of three and more ASCII letters and digits in lower case, of which a text must hold one for a pattern to fit.
pub type AnyOf = Vec<String>;

/// What every text that the pattern fits must hold: one of each of these, the ones that say most first; nothing where none
/// can be told to be needed. The pattern is a valid one.
pub fn needed_letters(pattern: &str) -> Vec<AnyOf> {
    let mut needed = Groups::read(pattern).unwrap_or_default();
    needed.sort_by_key(|any| std::cmp::Reverse(strength(any)));
    needed
}

/// How much a need says: few runs say more than many, and long ones more than short ones.
fn strength(any: &AnyOf) -> (std::cmp::Reverse<usize>, usize) {
    (std::cmp::Reverse(any.len()), any.iter().map(String::len).min().unwrap_or(0))
}

/// A group that was opened, or the whole pattern.
#[derive(Default)]
struct Group {
    /// What each alternative before this one needs.
    before: Vec<Vec<AnyOf>>,
    /// What this one needs so far.
    needed: Vec<AnyOf>,
}

impl Group {
    /// What all of it needs: where there are several alternatives, the best of each.
    fn ended(mut self) -> Vec<AnyOf> {
        if self.before.is_empty() {
            return self.needed;
        }
        self.before.push(self.needed);
        let best = |needed: Vec<AnyOf>| needed.into_iter().max_by_key(strength);
        let all: Option<Vec<AnyOf>> = self.before.into_iter().map(best).collect();
        all.map(|all| vec![all.concat()]).unwrap_or_default()
    }
}

/// The groups that are open while a pattern is read.
#[derive(Default)]
struct Groups {
    outer: Vec<Group>,
    inner: Group,
    /// The letters that were just read.
    run: String,
}

impl Groups {
    /// What a pattern needs; `None` for one of which that cannot be told.
    fn read(pattern: &str) -> Option<Vec<AnyOf>> {
        let mut groups = Groups::default();
        let mut rest = pattern.chars().peekable();
        while let Some(character) = rest.next() {
            match character {
                'a'..='z' | 'A'..='Z' | '0'..='9' => groups.run.push(character.to_ascii_lowercase()),
                // What stands before may be missing, or come more than once.
                '?' | '*' | '{' => {
                    groups.run.pop();
                    groups.end_run();
                    if character == '{' {
                        rest.by_ref().find(|&c| c == '}')?;
                    }
                }
                '|' => {
                    groups.end_run();
                    let needed = std::mem::take(&mut groups.inner.needed);
                    groups.inner.before.push(needed);
                }
                '(' => {
                    groups.end_run();
                    if is_group(&mut rest)? {
                        groups.outer.push(std::mem::take(&mut groups.inner));
                    }
                }
                ')' => {
                    groups.end_run();
                    let outer = groups.outer.pop()?;
                    let ended = std::mem::replace(&mut groups.inner, outer).ended();
                    if !matches!(rest.peek(), Some('?' | '*' | '{')) {
                        groups.inner.needed.extend(ended);
                    }
                }
                '[' => {
                    groups.end_run();
                    skip_class(&mut rest)?;
                }
                '\\' => {
                    groups.end_run();
                    // Letters behind these are no text: *\x41*, *\p{Greek}*.
                    if matches!(rest.next()?, 'x' | 'u' | 'U' | 'p' | 'P') || rest.peek() == Some(&'{') {
                        return None;
                    }
                }
                _ => groups.end_run(),
            }
        }
        groups.end_run();
        groups.outer.is_empty().then(|| groups.inner.ended())
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        if run.len() >= 3 {
            self.inner.needed.push(vec![run]);
        }
    }
}

/// Whether what a bracket opens is a group, and not *(?i)*. `None` where it changes how the rest is read, unless only in case.
fn is_group(rest: &mut Peekable<Chars<'_>>) -> Option<bool> {
    if rest.next_if_eq(&'?').is_none() {
        return Some(true);
    }
    match rest.next()? {
        ':' => Some(true),
        // A group with a name.
        'P' | '<' => rest.find(|&c| c == '>').map(|_| true),
        'i' => match rest.next()? {
            ':' => Some(true),
            ')' => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// Skips to the end of a class that was opened.
fn skip_class(rest: &mut Peekable<Chars<'_>>) -> Option<()> {
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
        let check = |pattern: &str, expected: &[&[&str]]| assert_eq!(needed_letters(pattern), expected, "{pattern}");
        check(r"\bimmigrants?\b", &[&["immigrant"]]);
        check(r"(?i)Harbou?r", &[&["harbo"]]);
        check("per cent of harbours?", &[&["harbour"], &["cent"], &["per"]]);
        check(r"[abc\]d]xyz{2}ab+cde", &[&["cde"]]);
        check("(?i:abc)def(?P<name>ghij)", &[&["ghij"], &["abc"], &["def"]]);
        for pattern in [r"\d+ ?%", "(cats)?", "(cats){0,2}", "a?b?c?", r"\x41bcd", r"\p{Greek}abc", "(?x)a b c d"] {
            check(pattern, &[]);
        }
    }

    #[test]
    fn of_alternatives_one_of_each_is_needed() {
        let check = |pattern: &str, expected: &[&[&str]]| assert_eq!(needed_letters(pattern), expected, "{pattern}");
        check(r"\b(?:illegal|unlawful) (alien)s? here", &[&["alien"], &["here"], &["illegal", "unlawful"]]);
        check("cats|dogs and all", &[&["cats", "dogs"]]);
        check("(?:(?:cat|dog)s|mouse)(?:es)", &[&["cat", "dog", "mouse"]]);
        for pattern in ["cats|", "(?:cats|do)gs", "(?:a|b)c", "(?:cats|dogs)*", "cats|a?"] {
            check(pattern, &[]);
        }
    }
}
