//! What stands at a place of a `copydesk.toml`, however unfinished the file is.

use std::ops::Range;

/// What stands at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place<'t> {
    /// The table that it stands in; `None` is the file itself.
    pub table: Option<&'t str>,
    /// Whose value it is, if it is one.
    pub key: Option<&'t str>,
    /// What stands there as far as it goes, without quotation marks.
    pub word: Range<usize>,
    /// The quotation mark before it, if there is one.
    pub quote: Option<u8>,
    /// Whether it is a name between brackets, that of a table.
    pub is_heading: bool,
}

/// What is open where the text ends.
#[derive(Default)]
struct Open<'t> {
    heading: Option<&'t str>,
    /// Brackets, each with the key before it.
    brackets: Vec<(u8, Option<&'t str>)>,
    key: Option<&'t str>,
    /// Where the word begins that is being written.
    start: usize,
    /// The mark that opened the string that is being written, and where.
    quote: Option<(u8, usize)>,
    is_comment: bool,
    /// Whether a heading is being written.
    is_heading: bool,
}

impl Place<'_> {
    /// What stands around a byte of the text; `None` in a comment.
    pub fn at(text: &str, offset: usize) -> Option<Place<'_>> {
        let open = read(text, text.get(..offset)?.len());
        if open.is_comment {
            return None;
        }
        let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let behind = text.as_bytes().get(offset..).unwrap_or_default();
        let end = offset + behind.iter().take_while(|byte| is_of_word(byte)).count();
        let start = match open.quote {
            Some((_, start)) => start,
            None => {
                let written = text.get(open.start..offset).unwrap_or_default();
                offset - written.trim_start_matches([' ', '\t', '\r', '\n', '[']).len()
            }
        };
        // Of a table in braces, what stands before the braces is the name.
        let named = open.brackets.iter().find(|(bracket, key)| *bracket == b'{' || key.is_some());
        let inner =
            named.filter(|_| open.heading.is_none() && open.brackets.iter().any(|(bracket, _)| *bracket == b'{'));
        let table = inner.and_then(|(_, key)| *key).or(open.heading);
        Some(Place {
            table: table.filter(|_| !open.is_heading),
            key: open.key,
            word: start.min(offset)..end,
            quote: open.quote.map(|(quote, _)| quote),
            is_heading: open.is_heading,
        })
    }
}

/// Reads the text up to a byte.
fn read(text: &str, offset: usize) -> Open<'_> {
    let mut open = Open::default();
    let bytes = text.as_bytes();
    let mut is_escaped = false;
    for (at, &byte) in bytes.iter().enumerate().take(offset) {
        if let Some((quote, _)) = open.quote {
            let ends = byte == quote && !is_escaped || byte == b'\n';
            is_escaped = byte == b'\\' && quote == b'"' && !is_escaped;
            if ends {
                open.quote = None;
            }
            if byte != b'\n' {
                continue;
            }
        }
        match byte {
            b'\n' => {
                open.is_comment = false;
                open.start = at + 1;
                if open.brackets.is_empty() || open.is_heading {
                    (open.key, open.is_heading) = (None, false);
                }
            }
            _ if open.is_comment => {}
            b'#' => open.is_comment = true,
            b'"' | b'\'' => open.quote = Some((byte, at + 1)),
            b'[' if open.is_heading => open.start = at + 1,
            b'[' if open.brackets.is_empty() && open.key.is_none() => {
                (open.is_heading, open.start) = (true, at + 1);
            }
            b']' if open.is_heading => {
                let name = text.get(open.start..at).unwrap_or_default().trim();
                open.heading = Some(name).filter(|name| !name.is_empty()).or(open.heading);
                open.start = at + 1;
            }
            b'[' | b'{' => {
                open.brackets.push((byte, open.key));
                open.start = at + 1;
                if byte == b'{' {
                    open.key = None;
                }
            }
            b']' | b'}' => {
                if let Some((_, key)) = open.brackets.pop() {
                    open.key = key;
                }
                open.start = at + 1;
            }
            b',' => {
                open.start = at + 1;
                if open.brackets.last().is_some_and(|(bracket, _)| *bracket == b'{') {
                    open.key = None;
                }
            }
            b'=' if open.key.is_none() || open.brackets.last().is_some_and(|(bracket, _)| *bracket == b'{') => {
                let name = text.get(open.start..at).unwrap_or_default();
                open.key = Some(name.trim().trim_matches(['"', '\'']));
                open.start = at + 1;
            }
            _ => {}
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Table, key and word at the bar.
    fn at(marked: &str) -> Option<(Option<String>, Option<String>, String, bool)> {
        let (before, behind) = marked.split_once('|').unwrap();
        let text = format!("{before}{behind}");
        let place = Place::at(&text, before.len())?;
        let word = text[place.word.clone()].to_owned();
        Some((place.table.map(str::to_owned), place.key.map(str::to_owned), word, place.is_heading))
    }

    fn place(
        table: Option<&str>,
        key: Option<&str>,
        word: &str,
    ) -> Option<(Option<String>, Option<String>, String, bool)> {
        Some((table.map(str::to_owned), key.map(str::to_owned), word.to_owned(), false))
    }

    #[test]
    fn keys_and_values_are_told_apart() {
        assert_eq!(at("pro|file = \"desk\"\n"), place(None, None, "profile"));
        assert_eq!(at("profile = |"), place(None, Some("profile"), ""));
        assert_eq!(at("profile = \"de|sk\"\n"), place(None, Some("profile"), "desk"));
        assert_eq!(at("[rules]\nname-va|riant = \"off\""), place(Some("rules"), None, "name-variant"));
        assert_eq!(at("[rules]\r\nname-variant = '|'"), place(Some("rules"), Some("name-variant"), ""));
        assert_eq!(at("[[ignore]]\nrule = \"a # \\\" b\"\nfi|"), place(Some("ignore"), None, "fi"));
        assert_eq!(
            at("ignore = [\n  \"a/**\",\n  { file = \"b\", rule = \"x|\" },\n]"),
            place(Some("ignore"), Some("rule"), "x")
        );
        assert_eq!(at("ignore = [{ file = \"b\", ru|"), place(Some("ignore"), None, "ru"));
        assert_eq!(at("ignore = [{ file = \"b\" }]\npro|"), place(None, None, "pro"));
        assert_eq!(at("rules = { name-variant = \"o|"), place(Some("rules"), Some("name-variant"), "o"));
        assert_eq!(at("people = [\"a.csv\"|]"), place(None, Some("people"), "\"a.csv\""));
        assert_eq!(at("# pro|file"), None);
        assert_eq!(at("[ru|les]"), Some((None, None, "rules".to_owned(), true)));
        assert_eq!(at("[[ig|"), Some((None, None, "ig".to_owned(), true)));
        assert_eq!(at("a = [1]\n[rules]\n|"), place(Some("rules"), None, ""));
        assert_eq!(at("|"), place(None, None, ""));
    }

    #[test]
    fn any_text_is_read() {
        for text in ["]]}}==,,\"", "[[[[{{{{", "\u{1F600} = [\u{1F600}", "'\n'\n[", "=\n=\n= "] {
            for offset in (0..=text.len()).filter(|&offset| text.is_char_boundary(offset)) {
                if let Some(place) = Place::at(text, offset) {
                    assert!(text.get(place.word).is_some(), "{text} at {offset}");
                }
            }
        }
    }
}
