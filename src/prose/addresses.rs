//! Web and mail addresses, each of which is one token.

/// No more than this is read as one address, in bytes, so that a long text without white space stays linear.
const LONGEST: usize = 2048;

/// The bytes of the web or mail address with which a text begins, if it does. Stops and commas behind it are none of it.
pub fn length(text: &str) -> Option<usize> {
    let is_web = ["http://", "https://", "www."].iter().any(|start| text.starts_with(start));
    if !is_web && !begins_with_mail(text) {
        return None;
    }
    let len = text.find(|c: char| c.is_whitespace() || "<>\"“”«»()[]".contains(c)).unwrap_or(text.len());
    let mut limit = len.min(LONGEST);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    Some(text[..limit].trim_end_matches(|c: char| ".,;:!?'’".contains(c)).len())
}

/// Whether a text begins with a name, *@* and a letter or digit.
fn begins_with_mail(text: &str) -> bool {
    let bytes = &text.as_bytes()[..text.len().min(LONGEST)];
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+' | b'%');
    let name = bytes.iter().take_while(|byte| is_plain(byte)).count();
    bytes.get(name) == Some(&b'@') && bytes.get(name + 1).is_some_and(u8::is_ascii_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(length(text).map(|length| &text[..length]), expected, "{text}");
    }

    #[test]
    fn addresses_end_before_stops_and_brackets() {
        check("www.example.org/news, and", Some("www.example.org/news"));
        check("https://example.org/é) said", Some("https://example.org/é"));
        check("desk@example.org.", Some("desk@example.org"));
        check("first.last+news@example.org>", Some("first.last+news@example.org"));
    }

    #[test]
    fn other_words_are_none() {
        check("wwwhat", None);
        check("desk", None);
        check("desk@", None);
        check("desk@ example", None);
        check("a b@c", None);
        check(&"a".repeat(3 * LONGEST), None);
    }

    #[test]
    fn an_address_without_end_is_cut() {
        let long = format!("https://example.org/{}", "a".repeat(3 * LONGEST));
        assert_eq!(length(&long), Some(LONGEST));
    }
}
