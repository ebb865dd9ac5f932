//! Writes an entry of `ignore` into the text of a `copydesk.toml`.

use std::fmt::Write;
use std::path::Path;

use toml::de::DeTable;

use super::{Config, ignore};

/// What a new entry silences.
#[derive(Debug, Clone, Copy)]
pub struct NewIgnore<'a> {
    /// The file, relative to the folder of the configuration.
    pub file: &'a Path,
    /// The rule.
    pub rule: &'a str,
    /// The words that the finding begins with.
    pub words: &'a str,
}

/// A text to put into a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insertion {
    /// Where, in bytes of the configuration's text.
    pub at: usize,
    /// What.
    pub text: String,
}

impl NewIgnore<'_> {
    /// What to put into a configuration for the entry: a block at its end or, where `ignore` is a list in brackets,
    /// which TOML does not let go on in blocks, an item of that list. `rules` are the names that exist. `None` where
    /// neither works, because the text is broken or the file lies elsewhere.
    pub fn insertion(&self, text: &str, rules: &[&str]) -> Option<Insertion> {
        let keys = [("file", &*ignore::glob_of(self.file)?), ("rule", self.rule), ("words", self.words)];
        let keys = keys.map(|(key, value)| format!("{key} = {}", quoted(value)));
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let fits = |insertion: &Insertion| self.is_added_by(insertion, text, rules);
        let block = block(text, &keys, line_end);
        if fits(&block) { Some(block) } else { item(text, &keys, line_end).filter(fits) }
    }

    /// Whether the configuration is as sound as before and says what it should once the text is put in.
    fn is_added_by(&self, insertion: &Insertion, text: &str, rules: &[&str]) -> bool {
        let Some((before, behind)) = text.split_at_checked(insertion.at) else { return false };
        let (old, old_problems) = Config::parse(text, rules);
        let (new, problems) = Config::parse(&[before, &insertion.text, behind].concat(), rules);
        problems.len() <= old_problems.len()
            && new.ignore.len() == old.ignore.len() + 1
            && new.ignore.iter().any(|entry| entry.names(self.file) && entry.fits_finding(self.rule, self.words))
    }
}

/// The entry as a block at the end.
fn block(text: &str, keys: &[String], line_end: &str) -> Insertion {
    let gap = match text {
        "" => String::new(),
        _ if text.ends_with('\n') => line_end.to_owned(),
        _ => line_end.repeat(2),
    };
    let keys = keys.join(line_end);
    Insertion { at: text.len(), text: format!("{gap}[[ignore]]{line_end}{keys}{line_end}") }
}

/// The entry as the first item of the list in brackets that `ignore` is: before it no comma can be missing.
fn item(text: &str, keys: &[String], line_end: &str) -> Option<Insertion> {
    let (table, _) = DeTable::parse_recoverable(text);
    let list = table.get_ref().iter().find(|(key, _)| key.get_ref() == "ignore")?.1.span();
    let inside = text.get(list.clone())?.strip_prefix('[')?;
    let item = format!("{{ {} }}", keys.join(", "));
    let text = match inside.trim_start_matches([' ', '\t']).chars().next() {
        Some(']') => item,
        Some('\n' | '\r' | '#') => format!("{line_end}    {item},"),
        _ => format!("{item}, "),
    };
    Some(Insertion { at: list.start + 1, text })
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
        let entry = NewIgnore { file: Path::new(file), rule: "unbalanced-quote", words };
        let Insertion { at, text: new } = entry.insertion(text, &RULES)?;
        Some(format!("{}{new}{}", &text[..at], &text[at..]))
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
    fn where_it_would_not_work_nothing_is_put() {
        assert_eq!(added("ignore = \"b.md\"\n", "a.md", "x"), None);
        assert_eq!(added("profile = \"\"\"desk", "a.md", "x"), None);
        assert_eq!(added("", "/news/a.md", "x"), None);
    }
}
