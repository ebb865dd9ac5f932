//! Front matter: what stands before an article, of whatever format, for the program that publishes it.
//!
//! It is mapped away, except its headlines: they are what a reader sees first. Only simple values are read, on one
//! line; that is how editors write them.

use super::elements::Element;
use super::flow::Flow;
use crate::text::SourceSpan;

/// The keys whose values a reader sees above the article.
const HEADLINES: [&str; 6] = ["title", "headline", "subtitle", "subhead", "dek", "description"];

/// Reads front matter, if the source begins with it, and says where the article begins.
pub(super) fn read_into(flow: &mut Flow, source: &str) -> usize {
    let start = if source.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let Some((values, end)) = find(source, start) else { return start };
    for value in headlines(source, values) {
        flow.open(Element::Title);
        copy_unquoted(flow, source, value);
        flow.close_to(0);
    }
    end
}

/// The headlines in the front matter of a plain text, without the quotation marks around them, and where the article
/// begins.
pub(super) fn read_plain(source: &str) -> (Vec<SourceSpan>, usize) {
    let start = if source.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let Some((values, end)) = find(source, start) else { return (Vec::new(), 0) };
    let bare = |value: SourceSpan| match value.slice(source).as_bytes() {
        [b'"' | b'\'', .., _] => SourceSpan::new(value.start + 1, value.end - 1),
        _ => value,
    };
    (headlines(source, values).map(bare).filter(|value| !value.slice(source).trim().is_empty()).collect(), end)
}

/// Whether a text may begin with front matter, or would if a line of it were another.
pub(super) fn may_begin(source: &str) -> bool {
    let source = source.strip_prefix('\u{FEFF}').unwrap_or(source);
    source.starts_with("---") || source.starts_with("+++")
}

/// The values a reader sees, their quotation marks included.
fn headlines(source: &str, values: SourceSpan) -> impl Iterator<Item = SourceSpan> + '_ {
    let lines = lines(source, values.start as usize).take_while(move |line| line.start < values.end);
    lines.filter_map(|line| headline(source, line))
}

/// The lines between the two fences, and where the line after the second begins.
fn find(source: &str, start: usize) -> Option<(SourceSpan, usize)> {
    let mut lines = lines(source, start);
    let first = lines.next()?;
    let fence = first.slice(source).trim_end();
    if fence != "---" && fence != "+++" {
        return None;
    }
    let after = |line: SourceSpan| {
        let rest = &source[line.end as usize..];
        line.end as usize + if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) }
    };
    let body = after(first) as u32;
    let mut is_first = true;
    for line in lines {
        let text = line.slice(source).trim_end();
        if text == fence || (fence == "---" && text == "...") {
            return Some((SourceSpan::new(body, line.start), after(line)));
        }
        // A thematic break at the top of an article is followed by a blank line or by prose, front matter by a key.
        if is_first && !begins_front_matter(text) {
            return None;
        }
        is_first = false;
    }
    None
}

/// Whether a line can be the first of front matter: `key: …`, `key = …`, `[table]`, a comment.
fn begins_front_matter(line: &str) -> bool {
    let key = line.trim_start_matches(|c: char| c.is_alphanumeric() || "_-.\"'".contains(c));
    let after = key.trim_start();
    let has_key = key.len() < line.len();
    line.starts_with('#') || line.starts_with('[') || (has_key && (after.starts_with(':') || after.starts_with('=')))
}

/// The lines of a text from an offset on, without their line ends.
fn lines(source: &str, start: usize) -> impl Iterator<Item = SourceSpan> + '_ {
    let mut at = start;
    source[start..].split_inclusive('\n').map(move |line| {
        let text = line.trim_end_matches('\n').trim_end_matches('\r');
        let span = SourceSpan::new(at as u32, (at + text.len()) as u32);
        at += line.len();
        span
    })
}

/// The value of a line `title: …` or `title = …`, its quotation marks included.
fn headline(source: &str, line: SourceSpan) -> Option<SourceSpan> {
    let text = line.slice(source);
    let (key, value) = text.split_once([':', '='])?;
    let key = key.trim_end().trim_matches(['"', '\'']);
    if !HEADLINES.iter().any(|known| known.eq_ignore_ascii_case(key)) {
        return None;
    }
    let value = value.trim();
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => &value[..closing(value, quote)?],
        // A value of another kind, or one on several lines.
        '|' | '>' | '[' | '{' | '&' | '*' | '!' | '#' => return None,
        _ => value.split(" #").next().unwrap_or(value).trim_end(),
    };
    let start = line.start + (value.as_ptr() as usize - text.as_ptr() as usize) as u32;
    Some(SourceSpan::new(start, start + value.len() as u32))
}

/// Where a quoted value ends, its closing mark included.
fn closing(value: &str, quote: char) -> Option<usize> {
    let bytes = value.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        let is_pair = match bytes[at] {
            b'\\' => quote == '"',
            b'\'' => quote == '\'' && bytes.get(at + 1) == Some(&b'\''),
            _ => false,
        };
        if !is_pair && bytes[at] == quote as u8 {
            return Some(at + 1);
        }
        at += if is_pair { 2 } else { 1 };
    }
    None
}

/// Copies a value without the quotation marks around it; of `\"`, `\\` and `''` the second byte is copied.
fn copy_unquoted(flow: &mut Flow, source: &str, value: SourceSpan) {
    let text = value.slice(source);
    let Some(quote) = text.bytes().next().filter(|byte| matches!(byte, b'"' | b'\'')) else {
        return flow.copy(value);
    };
    let bytes = text.as_bytes();
    let end = text.len() - 1;
    let (mut from, mut at) = (1, 1);
    let mut copy = |from: usize, to: usize| {
        flow.copy(SourceSpan::new(value.start + from as u32, value.start + to as u32));
    };
    while at + 1 < end {
        let escapes = match quote {
            b'"' => bytes[at] == b'\\' && matches!(bytes[at + 1], b'"' | b'\\' | b'/'),
            _ => bytes[at] == b'\'' && bytes[at + 1] == b'\'',
        };
        if escapes {
            copy(from, at);
            from = at + 1;
        }
        at += if escapes { 2 } else { 1 };
    }
    copy(from, end);
}
