//! Plain text: all of it is prose, and the map back is the identity.
//!
//! What needs thought is where a paragraph ends. Copy pasted from the wires parts paragraphs with a blank line, copy
//! from a word processor with a single line break, and mail wraps its lines at some 72 columns without ending the
//! paragraph. So a line break between two lines of text is looked at: a line that breaks off in the middle of a
//! sentence has been wrapped; and in a text that has many such lines, so has every line whose next word would not have
//! fitted.

use std::ops::Range;

use memchr::{memchr3, memmem};

use super::{BlockKind, Prose, ProseBuilder};

/// Shorter lines (characters) are headlines, by-lines, verses; a program that wraps lines makes them at least this long …
const WRAPPED_AT_LEAST: usize = 45;
/// … and at most this.
const WRAPPED_AT_MOST: usize = 100;
/// How many lines must break off in mid-sentence before we say that a program wrapped the text …
const WRAPPED_LINES: u32 = 2;
/// … and of how many long lines that are followed by another one must. In English about half of all wrapped lines go on
/// in lower case.
const ONE_WRAPPED_IN: u32 = 4;

/// The prose of plain text: the text itself.
pub fn read(source: &str) -> Prose {
    let width = wrapped_width(source);
    let mut builder = ProseBuilder::with_capacity(source.len());
    let mut done = 0;
    let mut write = |paragraph: Range<usize>| {
        // What lies between two paragraphs is copied too, so that offsets in prose and source are equal.
        builder.copy(&source[done..paragraph.start], done as u32);
        builder.start_block_here(BlockKind::Paragraph);
        builder.copy(&source[paragraph.clone()], paragraph.start as u32);
        builder.close_block();
        done = paragraph.end;
    };
    let mut paragraph: Option<Range<usize>> = None;
    for (line, before) in Lines::of(source).with_line_before() {
        let goes_on = before.is_some_and(|before| is_wrapped(before, line, width));
        paragraph = match paragraph {
            Some(open) if goes_on => Some(open.start..line.end),
            ended => {
                ended.into_iter().for_each(&mut write);
                Some(line.start..line.end)
            }
        };
    }
    paragraph.into_iter().for_each(&mut write);
    builder.copy(&source[done..], done as u32);
    builder.finish()
}

/// A line that is not blank, without the blank space at its end.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    /// Whether it follows the line before without a blank line or a page break.
    follows: bool,
}

impl<'a> Line<'a> {
    /// Its length in characters; a line that is longer than any program makes it has no length.
    fn width(self) -> Option<usize> {
        let may_be_short = self.text.len() <= 4 * WRAPPED_AT_MOST;
        may_be_short.then(|| self.text.chars().count()).filter(|width| *width <= WRAPPED_AT_MOST)
    }

    fn indent(self) -> usize {
        self.text.len() - self.body().len()
    }

    fn body(self) -> &'a str {
        self.text.trim_start()
    }

    /// Whether a sentence may end here: a stop, perhaps inside quotation marks or brackets.
    fn ends_sentence(self) -> bool {
        let closers = ['"', '\'', '”', '’', '»', ')', ']', '*', '_'];
        self.text.trim_end_matches(closers).ends_with(['.', '?', '!', '…', ':', ';'])
    }

    /// Whether it begins an item of a list.
    fn begins_item(self) -> bool {
        let body = self.body();
        let number = body.trim_start_matches(|c: char| c.is_ascii_digit());
        let bullets = ["- ", "* ", "• ", "· ", "– ", "— ", "> ", "+ "];
        bullets.iter().any(|bullet| body.starts_with(bullet))
            || (number.len() < body.len() && (number.starts_with(". ") || number.starts_with(") ")))
    }
}

/// Whether `line` breaks off in the middle of a sentence that the next goes on with.
fn breaks_off(line: Line, next: Line) -> bool {
    line.width().is_none_or(|width| width >= WRAPPED_AT_LEAST)
        && !line.ends_sentence()
        && next.body().starts_with(char::is_lowercase)
}

/// Whether a program has wrapped the text between the two lines; `width` is that of a text that is known to be wrapped.
fn is_wrapped(line: Line, next: Line, width: Option<usize>) -> bool {
    if !next.follows || next.begins_item() {
        return false;
    }
    if breaks_off(line, next) {
        return true;
    }
    let (Some(limit), Some(length)) = (width, line.width()) else { return false };
    let word = next.body().split_whitespace().next().map_or(0, |word| word.chars().count());
    length + 1 + word > limit && next.indent() <= line.indent()
}

/// If a program has wrapped the text: the width it has wrapped it to, nearly.
fn wrapped_width(source: &str) -> Option<usize> {
    let mut breaks = 0;
    let mut wrapped = 0;
    let mut widths = [0_u32; WRAPPED_AT_MOST + 1];
    for (line, before) in Lines::of(source).with_line_before() {
        let Some(before) = before.filter(|_| line.follows) else { continue };
        breaks += u32::from(before.width().is_none_or(|width| width >= WRAPPED_AT_LEAST));
        if let Some(width) = before.width().filter(|_| breaks_off(before, line)) {
            wrapped += 1;
            widths[width] += 1;
        }
    }
    if wrapped < WRAPPED_LINES || wrapped * ONE_WRAPPED_IN < breaks {
        return None;
    }
    // Nine in ten are no longer: some were edited later.
    let mut longer = wrapped / 10;
    widths.iter().rposition(|&count| {
        let is_limit = count > longer;
        longer = longer.saturating_sub(count);
        is_limit
    })
}

/// The lines of a text that are not blank.
struct Lines<'a> {
    source: &'a str,
    at: usize,
    /// Whether the text holds U+2028 or U+2029, which end a line and a paragraph.
    has_separators: bool,
}

impl<'a> Lines<'a> {
    fn of(source: &'a str) -> Lines<'a> {
        let at = if source.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let has = |separator: &str| memmem::find(source.as_bytes(), separator.as_bytes()).is_some();
        Lines { source, at, has_separators: has("\u{2028}") || has("\u{2029}") }
    }

    /// Each line with the one before.
    fn with_line_before(self) -> impl Iterator<Item = (Line<'a>, Option<Line<'a>>)> {
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
