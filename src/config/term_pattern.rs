//! Whether a pattern of the newsroom's list is one.
//!
//! A list may hold thousands. Nearly all are made of the same few things, which are read here at a glance
//! ([`is_simple`]); the others are parsed, which takes twenty times as long. Compiling takes ten times as long again: that
//! is done when a text holds the letters that a pattern needs.

use regex_syntax::ast::parse::Parser as AstParser;
use regex_syntax::hir::translate::Translator;
use regex_syntax::{is_escapeable_character, is_meta_character};

/// A longer pattern is nobody's.
const LONGEST_PATTERN: usize = 2000;

/// A pattern without counted repetitions that is no longer than this is never too large when compiled.
const LONGEST_SMALL: usize = 300;

/// So large is at most what is known to be small enough when compiled: a hundred classes of all the world's letters.
const LARGEST_SIMPLE: usize = 400;

/// A class of all the world's letters, as large as so many letters.
const CLASS_SIZE: usize = 4;

/// What is wrong with a pattern, in words.
pub fn check(pattern: &str) -> Result<(), String> {
    if pattern.len() > LONGEST_PATTERN {
        return Err("it is too long".to_owned());
    }
    if is_simple(pattern) {
        return Ok(());
    }
    let tree = AstParser::new().parse(pattern).map_err(|error| error.kind().to_string())?;
    let meaning = Translator::new().translate(pattern, &tree).map_err(|error| error.kind().to_string())?;
    if meaning.properties().minimum_len() == Some(0) {
        return Err("it fits where there is nothing".to_owned());
    }
    let may_be_large = pattern.contains('{') || pattern.len() > LONGEST_SMALL;
    match may_be_large.then(|| regex::Regex::new(pattern)) {
        Some(Err(regex::Error::CompiledTooBig(_))) => Err("it is too large when compiled".to_owned()),
        _ => Ok(()),
    }
}

/// A group that was opened, or the whole pattern.
#[derive(Clone, Copy)]
struct Group {
    /// Whether this alternative takes letters, as far as it was read, and whether all before it do.
    takes: bool,
    all_take: bool,
    /// How large all of it is when compiled, in letters.
    size: usize,
}

impl Group {
    const EMPTY: Group = Group { takes: false, all_take: true, size: 0 };

    fn add(&mut self, item: Option<Item>) {
        if let Some(item) = item {
            self.takes |= item.takes;
            self.size = self.size.saturating_add(item.size);
        }
    }

    fn end_alternative(&mut self) {
        self.all_take &= self.takes;
        self.takes = false;
    }
}

/// What a quantifier may follow.
#[derive(Clone, Copy)]
struct Item {
    takes: bool,
    size: usize,
}

/// Whether a pattern is one, takes letters wherever it fits, and is small: made only of letters, escaped marks, classes,
/// word boundaries, groups, alternatives and quantifiers. Of any other this says nothing.
fn is_simple(pattern: &str) -> bool {
    let mut rest = pattern.strip_prefix("(?i)").unwrap_or(pattern);
    let (mut outer, mut group, mut item) = (Vec::new(), Group::EMPTY, None);
    while let Some(character) = rest.chars().next() {
        let mut length = character.len_utf8();
        match character {
            '?' | '*' | '+' | '{' => {
                let Some(counted) = item.take() else { return false };
                let Some((quantifier, least, most)) = quantifier(rest) else { return false };
                length = quantifier;
                let Item { takes, size } = counted;
                group.add(Some(Item { takes: takes && least > 0, size: size.saturating_mul(most) }));
            }
            '|' => {
                group.add(item.take());
                group.end_alternative();
            }
            '(' => {
                group.add(item.take());
                length = if rest.starts_with("(?:") { 3 } else { 1 };
                outer.push(std::mem::replace(&mut group, Group::EMPTY));
            }
            ')' => {
                group.add(item.take());
                group.end_alternative();
                item = Some(Item { takes: group.all_take, size: group.size.saturating_add(1) });
                let Some(opened) = outer.pop() else { return false };
                group = opened;
            }
            _ => {
                group.add(item.take());
                let Some((read, found)) = one_item(rest) else { return false };
                (length, item) = (read, found);
            }
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    group.add(item);
    group.end_alternative();
    outer.is_empty() && group.all_take && group.size <= LARGEST_SIMPLE
}

/// How long the quantifier is that a text begins with, and how often it asks for what stands before it.
fn quantifier(text: &str) -> Option<(usize, usize, usize)> {
    let (length, least, most) = match text.chars().next()? {
        '?' => (1, 0, 1),
        '*' => (1, 0, 1),
        '+' => (1, 1, 1),
        _ => {
            let (counts, _) = text.strip_prefix('{')?.split_once('}')?;
            let (least, most) = counts.split_once(',').unwrap_or((counts, counts));
            let number =
                |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?;
            let least: usize = number(least)?;
            let most = if most.is_empty() { least.saturating_add(1) } else { number(most)? };
            (counts.len() + 2, least, (most >= least).then_some(most)?)
        }
    };
    let is_lazy = text.get(length..).is_some_and(|rest| rest.starts_with('?'));
    Some((length + usize::from(is_lazy), least, most))
}

/// How long the letter, class or boundary is that a text begins with, and what a quantifier would follow: nothing behind a
/// boundary.
fn one_item(text: &str) -> Option<(usize, Option<Item>)> {
    let letter = Item { takes: true, size: 1 };
    let class = Item { takes: true, size: CLASS_SIZE };
    let mut characters = text.chars();
    match characters.next()? {
        '\\' => match characters.next()? {
            'b' | 'B' if !characters.as_str().starts_with('{') => Some((2, None)),
            'd' | 's' | 'w' | 'D' | 'S' | 'W' => Some((2, Some(class))),
            escaped if is_escapeable_character(escaped) => Some((1 + escaped.len_utf8(), Some(letter))),
            _ => None,
        },
        '[' => Some((class_length(text)?, Some(class))),
        '.' => Some((1, Some(class))),
        '^' | '$' => Some((1, None)),
        '-' | '#' | '&' | '~' => Some((1, Some(letter))),
        character if is_meta_character(character) => None,
        character => Some((character.len_utf8(), Some(letter))),
    }
}

/// How long the class is that a text begins with: letters, blanks, marks, ranges of ASCII letters and digits, escapes.
fn class_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('[')?;
    let body = inside.strip_prefix('^').unwrap_or(inside);
    let mut rest = body;
    let mut last = None;
    while let Some(character) = rest.chars().next() {
        let after = rest.get(character.len_utf8()..)?;
        match character {
            ']' => return (rest.len() < body.len()).then_some(text.len() - after.len()),
            '-' if last.is_none() || after.starts_with(']') => (last, rest) = (None, after),
            '-' => {
                let end = after.chars().next().filter(char::is_ascii_alphanumeric)?;
                last.filter(|start: &char| start.is_ascii_alphanumeric() && *start <= end)?;
                // No range goes on from the end of another.
                (last, rest) = (None, after.get(1..)?);
                if rest.starts_with('-') && !rest.starts_with("-]") {
                    return None;
                }
            }
            '\\' => {
                let escaped = after.chars().next()?;
                let is_known = matches!(escaped, 'd' | 's' | 'w') || is_escapeable_character(escaped);
                rest = after
                    .get(escaped.len_utf8()..)
                    .filter(|rest| is_known && !rest.starts_with('-') || rest.starts_with("-]"))?;
                last = Some('\\');
            }
            _ if character.is_alphanumeric()
                || matches!(character, ' ' | '\'' | '’' | '‘' | '“' | '”' | '"' | '.' | ',' | '/' | '–' | '—') =>
            {
                (last, rest) = (Some(character), after)
            }
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::term_letters::needed_letters;
    use super::*;

    #[test]
    fn usual_patterns_are_simple() {
        for pattern in [
            r"\bharbours?\b",
            "(?i)per[ -]?cent(age)?",
            "(?:old|new) harbour",
            "é(t)? harbour",
            r"\b(\w+)-goers\b",
            r"\bpiers?\s+(?:\w+\s+){0,3}closed\b",
            r"[Hh]arbour['’]s",
            r"\d{1,3}(?:,\d{3})* tonnes?",
            r"U\.S\.A?|u\.k\.",
            "[A-Za-z-]+ quay",
        ] {
            assert!(is_simple(pattern), "{pattern}");
            assert!(check(pattern).is_ok(), "{pattern}");
        }
    }

    #[test]
    fn what_is_no_pattern_or_fits_nothing_or_is_large_is_not_simple() {
        for pattern in [
            "(harbour",
            "harbour)",
            "?harbour",
            "harbour**",
            "(?i",
            "(?P<a>harbour)",
            "h?",
            "a|",
            "\\",
            "[",
            "[]",
            "[a",
            "[z-a]",
            "[a-c-e]",
            r"[\w-z]",
            r"\b?",
            r"\b{start}",
            "a{",
            "a{2",
            "a{2,1}",
            "{2}",
            r"\pL",
            "(a{999}){999}",
            r"\w{101}",
        ] {
            assert!(!is_simple(pattern), "{pattern}");
        }
        assert!(regex::Regex::new(r"\w{100}").is_ok());
        assert!(is_simple(r"\w{100}"));
        assert!(check(&r"\w".repeat(1000)).is_err());
    }

    const PARTS: [&str; 44] = [
        "(", "(?:", ")", "|", "?", "*", "+", "{2}", "{0,2}", "{1,}", "??", "[", "]", "[^", "-", "^", "$", ".", "\\",
        "\\b", "\\w", "\\d", "\\.", "\\-", "a", "b", "abc", "bcd", "cab", "d", " ", "é", "’", "&", "~", "#", "{", "}",
        "[a-c]", "[ab]", "(?i)", "[a-", "2", ",",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 4000, ..ProptestConfig::default() })]

        #[test]
        fn what_is_simple_is_a_pattern_that_takes_letters(
            parts in proptest::collection::vec(proptest::sample::select(&PARTS[..]), 1..9)
        ) {
            let pattern = parts.concat();
            if is_simple(&pattern) {
                prop_assert!(regex::Regex::new(&pattern).is_ok(), "{pattern}");
                let tree = AstParser::new().parse(&pattern).unwrap();
                let meaning = Translator::new().translate(&pattern, &tree).unwrap();
                prop_assert!(meaning.properties().minimum_len() != Some(0), "{pattern}");
            }
        }

        #[test]
        fn whatever_a_pattern_fits_holds_what_it_needs(
            parts in proptest::collection::vec(proptest::sample::select(&PARTS[..]), 1..9),
            text in "[abcd ]{3,24}",
        ) {
            let pattern = parts.concat();
            if let Ok(found) = regex::Regex::new(&pattern).map(|regex| regex.is_match(&text)) {
                let holds = needed_letters(&pattern).iter().all(|any| any.iter().any(|run| text.contains(run.as_str())));
                prop_assert!(!found || holds, "{pattern} in {text}");
            }
        }
    }
}
