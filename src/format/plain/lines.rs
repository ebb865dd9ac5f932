//! The lines of a plain text.

use memchr::{memchr3, memmem};

/// Longer lines (characters) are not wrapped by a program.
pub const WRAPPED_AT_MOST: usize = 100;

/// A line that is not blank, without the blank space at its end.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
    /// Whether it follows the line before without a blank line or a page break.
    pub follows: bool,
}

impl<'a> Line<'a> {
    /// Its length in characters; a line that is longer than any program makes it has no length.
    pub fn width(self) -> Option<usize> {
        let may_be_short = self.text.len() <= 4 * WRAPPED_AT_MOST;
        may_be_short.then(|| self.text.chars().count()).filter(|width| *width <= WRAPPED_AT_MOST)
    }

    pub fn indent(self) -> usize {
        self.text.len() - self.body().len()
    }

    pub fn body(self) -> &'a str {
        self.text.trim_start()
    }

    /// Whether a sentence may end here: a stop, perhaps inside quotation marks or brackets.
    pub fn ends_sentence(self) -> bool {
        let closers = ['"', '\'', '”', '’', '»', ')', ']', '*', '_'];
        self.text.trim_end_matches(closers).ends_with(['.', '?', '!', '…', ':', ';'])
    }

    /// Whether it begins an item of a list.
    pub fn begins_item(self) -> bool {
        let body = self.body();
        let number = body.trim_start_matches(|c: char| c.is_ascii_digit());
        let bullets = ["- ", "* ", "• ", "· ", "– ", "— ", "> ", "+ "];
        bullets.iter().any(|bullet| body.starts_with(bullet))
            || (number.len() < body.len() && (number.starts_with(". ") || number.starts_with(") ")))
    }
}

/// The lines of a text that are not blank.
pub struct Lines<'a> {
    source: &'a str,
    at: usize,
    /// Whether the text holds U+2028 or U+2029, which end a line and a paragraph.
    has_separators: bool,
}

impl<'a> Lines<'a> {
    /// The lines of a whole text.
    pub fn of(source: &'a str) -> Lines<'a> {
        Lines::between(source, 0, source.len())
    }

    /// The lines of a stretch of a text, which begins where a line does.
    pub fn between(source: &'a str, from: usize, to: usize) -> Lines<'a> {
        let source = &source[..to];
        let at = if from == 0 && source.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { from };
        let has = |separator: &str| memmem::find(&source.as_bytes()[from..], separator.as_bytes()).is_some();
        Lines { source, at, has_separators: has("\u{2028}") || has("\u{2029}") }
    }

    /// Each line with the one before.
    pub fn with_line_before(self) -> impl Iterator<Item = (Line<'a>, Option<Line<'a>>)> {
        self.scan(None, |before, line| Some((line, before.replace(line))))
    }

    /// Where the line ends that begins at `at`, and where its line end ends.
    fn line_end(&self, at: usize) -> (usize, usize) {
        let bytes = &self.source.as_bytes()[at..];
        let end = if self.has_separators {
            let ends = |at: usize| match bytes[at] {
                b'\n' | b'\r' | b'\x0C' => true,
                0xE2 => bytes[at + 1] == 0x80 && matches!(bytes[at + 2], 0xA8 | 0xA9),
                _ => false,
            };
            (0..bytes.len()).find(|&at| ends(at))
        } else {
            memchr3(b'\n', b'\r', b'\x0C', bytes)
        };
        let Some(end) = end else { return (self.source.len(), self.source.len()) };
        let len = match bytes[end] {
            b'\r' if bytes.get(end + 1) == Some(&b'\n') => 2,
            0xE2 => 3,
            _ => 1,
        };
        (at + end, at + end + len)
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let mut follows = true;
        while self.at < self.source.len() {
            let start = self.at;
            let (end, next) = self.line_end(start);
            self.at = next;
            // A page break and U+2029 end a paragraph, also where they stand before this line.
            let before = &self.source[..start];
            follows &= !before.ends_with(['\x0C', '\u{2029}']);
            let text = self.source[start..end].trim_end();
            if is_divider(text) {
                follows = false;
                continue;
            }
            return Some(Line { text, start, end: start + text.len(), follows });
        }
        None
    }
}

/// Whether a line is blank or drawn (`* * *`, `-----`): it stands between paragraphs.
fn is_divider(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || "*-_=~#+·•–—".contains(c))
}

/// Whether a character ends a line.
pub fn ends_line(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\x0C' | '\u{2028}' | '\u{2029}')
}
