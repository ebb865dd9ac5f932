//! Writes an entry of `ignore` into the text of a `copydesk.toml`, and takes it out again.

use std::fmt::Write;
use std::path::Path;

use toml::de::DeTable;

use super::ignore::{self, Ignore};
use super::values::Config;
use crate::text::SourceSpan;

/// What an entry silences.
#[derive(Debug, Clone, Copy)]
pub struct NewIgnore<'a> {
    /// The file, relative to the folder of the configuration; `None` for any.
    pub file: Option<&'a Path>,
    /// The rule.
    pub rule: &'a str,
    /// The words that the finding begins with; `None` for all findings of the rule.
    pub words: Option<&'a str>,
}

/// A text to put into a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insertion {
    /// Where, in bytes of the configuration's text.
    pub at: usize,
    /// What.
    pub text: String,
}

/// The text of a configuration, looked at once for where entries go.
#[derive(Debug)]
pub struct IgnoreList<'t> {
    text: &'t str,
    rules: &'t [&'t str],
    line_end: &'static str,
    form: Form,
}

/// How entries are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// As a block at the end.
    Block,
    /// As an item of the list in brackets that `ignore` is, which TOML does not let go on in blocks. The first: before it
    /// no comma can be missing.
    Item {
        /// Behind the opening bracket.
        at: usize,
    },
}

impl<'t> IgnoreList<'t> {
    /// Looks at a text. `rules` are the names that exist. `None` where nothing can be added, because the text is broken.
    pub fn of(text: &'t str, rules: &'t [&'t str]) -> Option<IgnoreList<'t>> {
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let (old, old_problems) = Config::parse(text, rules);
        let item = list_in_brackets(text).map(|at| Form::Item { at });
        let lists = [Some(Form::Block), item].into_iter().flatten();
        let mut lists = lists.map(|form| IgnoreList { text, rules, line_end, form });
        lists.find(|list| {
            let Some(entry) = list.written(&["words = \"x\"".to_owned()]) else { return false };
            let (new, problems) = Config::parse(&with(text, &entry), rules);
            problems.len() <= old_problems.len()
                && new.ignore.len() == old.ignore.len() + 1
                && new.ignore.iter().any(|entry| entry.is_for_any_file() && entry.words() == Some("x"))
        })
    }

    /// What to put in for an entry. `None` where the file lies elsewhere than below the configuration.
    pub fn insertion(&self, entry: &NewIgnore<'_>) -> Option<Insertion> {
        let mut keys = Vec::with_capacity(3);
        if let Some(file) = entry.file {
            keys.push(format!("file = {}", quoted(&ignore::glob_of(file)?)));
        }
        keys.push(format!("rule = {}", quoted(entry.rule)));
        keys.extend(entry.words.map(|words| format!("words = {}", quoted(words))));
        let (read, problems) = Config::parse(&format!("[[ignore]]\n{}\n", keys.join("\n")), self.rules);
        let sound = problems.is_empty() && matches!(&read.ignore[..], [read] if entry.is(read));
        if sound { self.written(&keys) } else { None }
    }

    fn written(&self, keys: &[String]) -> Option<Insertion> {
        let line_end = self.line_end;
        Some(match self.form {
            Form::Block => {
                let gap = match self.text {
                    "" => String::new(),
                    text if text.ends_with('\n') => line_end.to_owned(),
                    _ => line_end.repeat(2),
                };
                let keys = keys.join(line_end);
                Insertion { at: self.text.len(), text: format!("{gap}[[ignore]]{line_end}{keys}{line_end}") }
            }
            Form::Item { at } => {
                let item = format!("{{ {} }}", keys.join(", "));
                let text = match self.text.get(at..)?.trim_start_matches([' ', '\t']).chars().next() {
                    Some(']') => item,
                    Some('\n' | '\r' | '#') => format!("{line_end}    {item},"),
                    _ => format!("{item}, "),
                };
                Insertion { at, text }
            }
        })
    }
}

impl NewIgnore<'_> {
    /// What to take out of a configuration so that the entry is gone and all else is as before: the last that says exactly
    /// this. `None` where there is none, or where it is not written as copydesk writes it.
    pub fn removal(&self, text: &str, rules: &[&str]) -> Option<SourceSpan> {
        let (old, old_problems) = Config::parse(text, rules);
        let start = old.ignore.iter().rfind(|entry| self.is(entry))?.span.start as usize;
        let end = match text.get(start..)?.starts_with("[[") {
            true => end_of_block(text, start),
            false => end_of_item(text, old.ignore.iter().rfind(|entry| self.is(entry))?.span.end as usize),
        };
        let is_block = text.get(start..)?.starts_with("[[");
        let start = if is_block { start_of_gap(text, start) } else { start };
        // Where something else in the text is broken, the place of an entry may be another one.
        let taken = text.get(start..end)?;
        let alone = if is_block { taken.to_owned() } else { format!("ignore = [{taken}]") };
        let (read, _) = Config::parse(&alone, rules);
        if !matches!(&read.ignore[..], [entry] if self.is(entry)) {
            return None;
        }
        let rest = [text.get(..start)?, text.get(end..)?].concat();
        let (new, problems) = Config::parse(&rest, rules);
        let fits = problems.len() <= old_problems.len() && new.ignore.len() + 1 == old.ignore.len();
        fits.then_some(SourceSpan::new(u32::try_from(start).ok()?, u32::try_from(end).ok()?))
    }

    fn is(&self, entry: &Ignore) -> bool {
        let same_file = match self.file {
            Some(file) => entry.names(file),
            None => entry.is_for_any_file(),
        };
        same_file && entry.says(self.rule, self.words)
    }
}

/// A text with something put in.
fn with(text: &str, insertion: &Insertion) -> String {
    let (before, behind) = text.split_at_checked(insertion.at).unwrap_or((text, ""));
    [before, &insertion.text, behind].concat()
}

/// Behind the opening bracket of the list that `ignore` is, if it is one.
fn list_in_brackets(text: &str) -> Option<usize> {
    let (table, _) = DeTable::parse_recoverable(text);
    let list = table.get_ref().iter().find(|(key, _)| key.get_ref() == "ignore")?.1.span();
    text.get(list.clone())?.starts_with('[').then_some(list.start + 1)
}

/// Behind the last line of the block whose heading begins there.
fn end_of_block(text: &str, start: usize) -> usize {
    let lines = text.get(start..).unwrap_or_default().split_inclusive('\n');
    let is_key = |line: &str| {
        let key = line.split('=').next().unwrap_or_default().trim();
        line.contains('=') && ["file", "rule", "words"].contains(&key)
    };
    let own = lines.enumerate().take_while(|(number, line)| *number == 0 || is_key(line));
    start + own.map(|(_, line)| line.len()).sum::<usize>()
}

/// The beginning of the empty line above a place, if there is one.
fn start_of_gap(text: &str, start: usize) -> usize {
    let before = text.get(..start).unwrap_or_default();
    let above = before.strip_suffix('\n').map(|above| above.strip_suffix('\r').unwrap_or(above));
    above.filter(|above| above.is_empty() || above.ends_with('\n')).map_or(start, str::len)
}

/// Behind an item of a list, and behind the comma and the blanks that follow it.
fn end_of_item(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    let Some(behind) = rest.trim_start().strip_prefix(',') else { return end };
    text.len() - behind.trim_start_matches([' ', '\t']).len()
}

/// A string as TOML writes it, on one line.
fn quoted(string: &str) -> String {
    let mut quoted = String::from("\"");
    for character in string.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            _ if character.is_control() => {
                // Writing to a string does not fail.
                let _ = write!(quoted, "\\u{:04X}", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: [&str; 2] = ["unattributed-quote", "unbalanced-quote"];

    fn added(text: &str, file: &str, words: &str) -> Option<String> {
        let entry = NewIgnore { file: Some(Path::new(file)), rule: "unbalanced-quote", words: Some(words) };
        let added = with(text, &IgnoreList::of(text, &RULES)?.insertion(&entry)?);
        // What was put in can be taken out again.
        let removal = entry.removal(&added, &RULES).unwrap();
        let removed = [&added[..removal.start as usize], &added[removal.end as usize..]].concat();
        assert_eq!(removed.replace(char::is_whitespace, ""), text.replace(char::is_whitespace, ""), "{added}");
        Some(added)
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(added(text, "a.md", "x").as_deref(), Some(expected));
    }

    #[test]
    fn a_block_is_put_at_the_end() {
        let block = "[[ignore]]\nfile = \"./a.md\"\nrule = \"unbalanced-quote\"\nwords = \"x\"\n";
        check("", block);
        check("profile = \"desk\"\n", &format!("profile = \"desk\"\n\n{block}"));
        check("profile = \"desk\"", &format!("profile = \"desk\"\n\n{block}"));
        check(block, &format!("{block}\n{block}"));
        check("[rules]\r\n", &format!("[rules]\r\n\r\n{}", block.replace('\n', "\r\n")));
        check("porfile = 1\n", &format!("porfile = 1\n\n{block}"));
    }

    #[test]
    fn nothing_else_is_taken_out_of_a_text_that_is_broken() {
        let text = "[[igno`\nre]]\nfile = \"b.md\"\nrule = \"unbalanced-quote\"\n";
        let entry = NewIgnore { file: Some(Path::new("a.md")), rule: "unbalanced-quote", words: None };
        let Some(list) = IgnoreList::of(text, &RULES) else { panic!("an entry can be put in") };
        let added = with(text, &list.insertion(&entry).unwrap());
        let removed = entry.removal(&added, &RULES).map(|span| span.slice(&added).trim().to_owned());
        assert!(
            removed
                .is_none_or(|removed| removed.starts_with("[[ignore]]") && removed.ends_with("\"unbalanced-quote\""))
        );
    }

    #[test]
    fn a_list_in_brackets_gets_an_item() {
        let item = "{ file = \"./a.md\", rule = \"unbalanced-quote\", words = \"x\" }";
        check("ignore = [\"b.md\"]\n[rules]\n", &format!("ignore = [{item}, \"b.md\"]\n[rules]\n"));
        check("ignore = []", &format!("ignore = [{item}]"));
        check("ignore = [\n    \"b.md\",\n]\n", &format!("ignore = [\n    {item},\n    \"b.md\",\n]\n"));
        check("ignore = [ # old\n]", &format!("ignore = [\n    {item}, # old\n]"));
    }

    #[test]
    fn strings_are_escaped_and_read_back() {
        for words in ["“Who?”", "\"We \\ asked\"", "it's 'so' \u{7}\u{7F}\u{9B} '\"'", "\u{FEFF}\u{200B}ü𝒳 #"] {
            let text = added("", "b [1]/\"c\".md", words).unwrap();
            let (config, problems) = Config::parse(&text, &RULES);
            assert!(problems.is_empty(), "{text} {problems:?}");
            assert!(config.ignore[0].fits_finding("unbalanced-quote", words), "{text}");
            assert!(config.ignore[0].fits_file(Path::new("b [1]/\"c\".md")), "{text}");
        }
    }

    #[test]
    fn an_entry_may_be_for_all_of_a_rule_and_for_any_file() {
        let list = IgnoreList::of("", &RULES).unwrap();
        let text = |file, words| {
            let insertion = list.insertion(&NewIgnore { file, rule: RULES[0], words });
            insertion.unwrap().text.replace('\n', " ")
        };
        assert_eq!(text(None, Some("x")), "[[ignore]] rule = \"unattributed-quote\" words = \"x\" ");
        assert_eq!(text(Some(Path::new("a.md")), None), "[[ignore]] file = \"./a.md\" rule = \"unattributed-quote\" ");
    }

    #[test]
    fn only_the_entry_itself_is_taken_out() {
        let block = "[[ignore]]\nfile = \"./a.md\"\nrule = \"unbalanced-quote\"\nwords = \"x\"\n";
        let entry = NewIgnore { file: Some(Path::new("a.md")), rule: "unbalanced-quote", words: Some("x") };
        let removed = |text: &str| {
            let span = entry.removal(text, &RULES)?;
            Some([&text[..span.start as usize], &text[span.end as usize..]].concat())
        };
        let other = block.replace("a.md", "b.md");
        let text = format!("profile = \"desk\"\n\n{block}\n# Ours.\n{other}");
        assert_eq!(removed(&text), Some(format!("profile = \"desk\"\n\n# Ours.\n{other}")));
        assert_eq!(removed(&other), None);
        assert_eq!(removed(block).as_deref(), Some(""));
        assert_eq!(removed(&block.replace("\"x\"", "\"\"\"\nx\"\"\"")), None, "not as copydesk writes it");
    }

    #[test]
    fn where_it_would_not_work_nothing_is_put() {
        assert_eq!(added("ignore = \"b.md\"\n", "a.md", "x"), None);
        assert_eq!(added("profile = \"\"\"desk", "a.md", "x"), None);
        assert_eq!(added("", "/news/a.md", "x"), None);
    }
}
