//! What programs that publish put into an article: tags of Hugo, Jekyll and Liquid, shortcodes of WordPress, attribute
//! lists of kramdown, wiki links and codes of a site's own. They are no words of the article.
//!
//! They are blotted out before the markup is read: byte for byte, so that every place stays what it is. What blots them
//! out says how they are to be taken: a line of its own becomes blank, a tag inside a line is nothing or something that
//! stands in a sentence like a word, and what tags hide is white space. A tag never reaches over a blank line. Tags that hold a quotation
//! say so, and whose it is.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr_iter, memmem};

use crate::text::SourceSpan;

/// Blots out what is nothing at all …
pub(super) const NOTHING: u8 = b'\x19';
/// … what is white space to a reader …
pub(super) const SPACE: u8 = b'\x1A';
/// … and what stands for a word.
pub(super) const OBJECT: u8 = b'\x1B';

/// The longest tag, in bytes.
const LONGEST: usize = 2000;

/// The names of tags that hold a quotation.
const QUOTES: [&str; 7] = ["quote", "blockquote", "pullquote", "pull-quote", "pull_quote", "quotation", "bquote"];
/// The parameters that say whose it is.
const AUTHORS: [&str; 7] = ["author", "by", "attribution", "name", "speaker", "credit", "source"];
/// The names of tags that hold what is no prose.
const HIDDEN: [&str; 7] = ["comment", "highlight", "raw", "code", "gallery", "mermaid", "math"];

/// A source without its template tags.
#[derive(Debug)]
pub(super) struct Blotted<'s> {
    /// Every byte stands where it stood.
    pub text: Cow<'s, str>,
    /// Whether there were any tags.
    pub has_tags: bool,
    /// The quotations that tags hold, in order.
    pub turns: Vec<Turn>,
    /// Whether tags belong together that may stand in different paragraphs.
    pub reaches_far: bool,
}

/// A place where a quotation that a tag holds begins or ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Turn {
    pub at: u32,
    pub kind: TurnKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TurnKind {
    /// It begins; whose it is, if the tag says so.
    Begins(Option<SourceSpan>),
    /// It ends.
    Ends,
    /// It stands in a block quotation already, and this says whose it is.
    Credits(SourceSpan),
}

/// A tag.
#[derive(Debug, Clone)]
struct Tag {
    span: Range<usize>,
    filler: u8,
    name: Range<usize>,
    closes: bool,
    /// Whether the rest of it says whose words the block quotation holds that it stands in.
    is_callout: bool,
}

impl Tag {
    fn without_name(span: Range<usize>) -> Tag {
        Tag { name: span.start..span.start, closes: false, is_callout: false, filler: NOTHING, span }
    }
}

/// Blots out the tags in a stretch of a source that begins and ends where a line does.
pub(super) fn blot(source: &str, stretch: Range<usize>) -> Blotted<'_> {
    let tags = tags(source, stretch);
    let mut blotted = Blotted { text: Cow::Borrowed(source), has_tags: false, turns: Vec::new(), reaches_far: false };
    if tags.is_empty() {
        return blotted;
    }
    blotted.has_tags = true;
    let mut bytes = source.as_bytes().to_vec();
    for tag in &tags {
        let filler = if stands_alone(source, &tag.span, &tags) { b' ' } else { tag.filler };
        fill(&mut bytes, tag.span.clone(), filler);
    }
    // The tag of each name that is open.
    let mut open: Vec<&Tag> = Vec::new();
    for tag in &tags {
        if tag.is_callout {
            let line = source.get(tag.name.end + 1..tag.span.end).unwrap_or_default();
            let whose = line.trim_start_matches(['+', '-', ' ']).trim();
            let start = (tag.span.end - line.len()) + line.find(whose).unwrap_or_default();
            let span = SourceSpan::new(start as u32, (start + whose.len()) as u32);
            if !span.is_empty() {
                blotted.turns.push(Turn { at: tag.span.start as u32, kind: TurnKind::Credits(span) });
            }
            continue;
        }
        let name = source.get(tag.name.clone()).unwrap_or_default();
        let is_hidden = HIDDEN.contains(&name);
        if !is_hidden && !QUOTES.contains(&name) {
            continue;
        }
        blotted.reaches_far = true;
        let name_of = |tag: &Tag| source.get(tag.name.clone()) == Some(name);
        match open.last() {
            Some(start) if tag.closes && name_of(start) => {
                let start = open.pop().map_or(0..0, |start| start.span.clone());
                if is_hidden {
                    fill(&mut bytes, start.end..tag.span.start, SPACE);
                } else {
                    let author = author(source, start.clone());
                    blotted.turns.push(Turn { at: start.start as u32, kind: TurnKind::Begins(author) });
                    blotted.turns.push(Turn { at: tag.span.start as u32, kind: TurnKind::Ends });
                }
            }
            _ if tag.closes => {}
            _ => {
                // One that was never closed hides nothing.
                open.clear();
                open.push(tag);
            }
        }
    }
    if let Ok(text) = String::from_utf8(bytes) {
        blotted.text = Cow::Owned(text);
    }
    blotted
}

/// Writes `filler` over a range; line ends stay.
fn fill(bytes: &mut [u8], range: Range<usize>, filler: u8) {
    for byte in bytes.get_mut(range).unwrap_or_default() {
        if !matches!(*byte, b'\n' | b'\r') {
            *byte = filler;
        }
    }
}

/// Whether nothing but tags and white space stands in the lines of a tag.
fn stands_alone(source: &str, span: &Range<usize>, tags: &[Tag]) -> bool {
    let bytes = source.as_bytes();
    let first = tags.partition_point(|tag| tag.span.start < span.start);
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r');
    let mut start = span.start;
    for tag in tags[..first].iter().rev().map(Some).chain([None]).take(4) {
        start -= bytes[..start].iter().rev().take_while(|byte| is_blank(byte)).count();
        if start == 0 || bytes[start - 1] == b'\n' {
            break;
        }
        match tag {
            Some(tag) if tag.span.end == start => start = tag.span.start,
            _ => return false,
        }
    }
    let mut end = span.end;
    for tag in tags[first + 1..].iter().map(Some).chain([None]).take(4) {
        end += bytes[end..].iter().take_while(|byte| is_blank(byte)).count();
        if end == bytes.len() || bytes[end] == b'\n' {
            return start == 0 || bytes[start - 1] == b'\n';
        }
        match tag {
            Some(tag) if tag.span.start == end => end = tag.span.end,
            _ => return false,
        }
    }
    false
}

/// Where the next end of a tag of each kind stands. Each is looked for once between two of them, so that a text full of
/// beginnings costs no more than any other.
struct Ends<'b> {
    bytes: &'b [u8],
    next: Vec<(&'static [u8], usize)>,
}

impl Ends<'_> {
    /// The first `closing` from a place on.
    fn next(&mut self, closing: &'static [u8], from: usize) -> Option<usize> {
        let bytes = self.bytes;
        let find = || {
            let rest = bytes.get(from..).unwrap_or_default();
            memmem::find(rest, closing).map_or(usize::MAX, |at| from + at)
        };
        let at = match self.next.iter_mut().find(|(known, _)| *known == closing) {
            Some((_, at)) if *at >= from => *at,
            Some((_, at)) => {
                *at = find();
                *at
            }
            None => {
                let at = find();
                self.next.push((closing, at));
                at
            }
        };
        (at != usize::MAX && at - from <= LONGEST).then_some(at)
    }
}

/// The tags in a stretch, in order and apart.
fn tags(source: &str, stretch: Range<usize>) -> Vec<Tag> {
    let bytes = source.as_bytes().get(..stretch.end).unwrap_or_default();
    let mut ends = Ends { bytes, next: Vec::new() };
    let mut tags: Vec<Tag> = Vec::new();
    let mut add = |tag: Tag| {
        if tags.last().is_none_or(|last| last.span.end <= tag.span.start) {
            tags.push(tag);
        }
    };
    let mut at = stretch.start;
    while let Some(found) = memchr::memchr3(b'{', b'[', b'=', &bytes[at.min(bytes.len())..]) {
        let start = at + found;
        let found = match bytes[start] {
            b'{' => braces(source, &mut ends, start),
            b'[' => brackets(source, &mut ends, start),
            _ => site_code(bytes, start),
        };
        at = start + 1;
        for tag in found {
            at = at.max(tag.span.end);
            add(tag);
        }
    }
    tags
}

/// `{{< … >}}`, `{{% … %}}`, `{{ … }}`, `{% … %}`, `{: … }`.
fn braces(source: &str, ends: &mut Ends, start: usize) -> Vec<Tag> {
    let rest = &ends.bytes[start..];
    let (opening, closing, filler): (usize, &'static [u8], u8) = match rest {
        [b'{', b'{', b'<', ..] => (3, b">}}", NOTHING),
        [b'{', b'{', b'%', ..] => (3, b"%}}", NOTHING),
        [b'{', b'{', b'#' | b'/', ..] => (3, b"}}", NOTHING),
        [b'{', b'{', ..] => (2, b"}}", OBJECT),
        [b'{', b'%', ..] => (2, b"%}", NOTHING),
        [b'{', b':', ..] => (2, b"}", NOTHING),
        _ => return Vec::new(),
    };
    let Some(end) = ends.next(closing, start + opening).filter(|end| !has_blank_line(&rest[opening..end - start]))
    else {
        return Vec::new();
    };
    vec![named(source, start..end + closing.len(), start + opening, filler)]
}

fn has_blank_line(text: &[u8]) -> bool {
    let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r');
    memchr_iter(b'\n', text).any(|at| text[at + 1..].iter().find(|byte| !is_blank(byte)) == Some(&b'\n'))
}

/// A tag with the name that stands in it behind `from`.
fn named(source: &str, span: Range<usize>, from: usize, filler: u8) -> Tag {
    let inside = source.get(from..span.end).unwrap_or_default();
    let blank = inside.len() - inside.trim_start_matches([' ', '-', '\t', '\n', '\r']).len();
    let slash = inside[blank..].strip_prefix(['/', '#']);
    let name = slash.map_or(&inside[blank..], str::trim_start);
    let start = from + inside.len() - name.len();
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let name = &name[..name.find(|c| !is_name(c)).unwrap_or(name.len())];
    let slashed = inside[blank..].starts_with('/');
    match name.strip_prefix("end").filter(|rest| !rest.is_empty()) {
        Some(rest) => Tag { name: start + 3..start + 3 + rest.len(), closes: true, is_callout: false, span, filler },
        None => Tag { name: start..start + name.len(), closes: slashed, is_callout: false, span, filler },
    }
}

/// `[gallery ids="1"]`, `[/caption]`, `[[page|words]]`, `![[file]]`.
fn brackets(source: &str, ends: &mut Ends, start: usize) -> Vec<Tag> {
    let rest = &ends.bytes[start..];
    match rest {
        [b'[', b'[', ..] => return wiki_link(source, ends, start),
        [b'[', b'!', ..] => return callout(source, ends.bytes, start),
        _ => {}
    }
    let line = &rest[..rest.len().min(LONGEST)];
    let Some(end) = line.iter().skip(1).position(|byte| matches!(byte, b']' | b'[' | b'\n')).map(|at| at + 1) else {
        return Vec::new();
    };
    let is_link = matches!(line.get(end + 1), Some(b'(' | b'[' | b':'));
    if line[end] != b']' || is_link {
        return Vec::new();
    }
    let tag = named(source, start..start + end + 1, start + 1, NOTHING);
    let has_parameter = memmem::find(&line[..end], b"=\"").or_else(|| memmem::find(&line[..end], b"='")).is_some();
    let is_name = !tag.name.is_empty() && source[tag.name.clone()].starts_with(|c: char| c.is_ascii_lowercase());
    let is_whole = tag.name.end == start + end;
    let is_tag = if line.get(1) == Some(&b'/') { is_name && is_whole } else { is_name && has_parameter };
    let is_known = is_name && is_whole && line.get(1) != Some(&b'/') && QUOTES.contains(&&source[tag.name.clone()]);
    if is_tag || is_known { vec![tag] } else { Vec::new() }
}

/// What of a wiki link is no word: the marks, and the page before the words. Of a file that is shown, all.
fn wiki_link(source: &str, ends: &mut Ends, start: usize) -> Vec<Tag> {
    let Some(end) = ends.next(b"]]", start + 2) else { return Vec::new() };
    let inside = source.get(start + 2..end).unwrap_or("[");
    if inside.contains(['[', '\n']) {
        return Vec::new();
    }
    let tag = Tag::without_name;
    if source[..start].ends_with('!') {
        return vec![tag(start - 1..end + 2)];
    }
    let words = start + 2 + inside.find('|').map_or(0, |bar| bar + 1);
    vec![tag(start..words), tag(end..end + 2)]
}

/// `[!quote] Ada Quill`, which begins a block quotation: the line says what it is and whose.
fn callout(source: &str, bytes: &[u8], start: usize) -> Vec<Tag> {
    let line_start = memchr::memrchr(b'\n', &bytes[..start]).map_or(0, |at| at + 1);
    let leads = bytes[line_start..start].iter().all(|byte| matches!(byte, b' ' | b'>'));
    let rest = &bytes[start..];
    let line = &rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len()).min(LONGEST)];
    let Some(end) = line.iter().position(|byte| *byte == b']').filter(|_| leads) else { return Vec::new() };
    let name = start + 2..start + end;
    let is_name = source.get(name.clone()).is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let holds_quote = source.get(name.clone()).is_some_and(|name| name == "quote" || name == "cite");
    match is_name {
        true if holds_quote && start > line_start => {
            vec![Tag { span: start..start + line.len(), filler: b' ', name, is_callout: true, closes: false }]
        }
        true => vec![Tag::without_name(start..start + end + 1)],
        false => Vec::new(),
    }
}

/// `=CODE=`, `==CODE==` at the beginning of a line: a site's own codes, in capitals.
fn site_code(bytes: &[u8], start: usize) -> Vec<Tag> {
    if start > 0 && bytes[start - 1] != b'\n' {
        return Vec::new();
    }
    let rest = &bytes[start..];
    let signs = rest.iter().take_while(|byte| **byte == b'=').count();
    let name = rest[signs..].iter().take_while(|byte| byte.is_ascii_uppercase() || **byte == b'_').count();
    let behind = signs + name;
    if name < 2 || !rest[behind..].starts_with(&rest[..signs]) {
        return Vec::new();
    }
    let tag = Tag::without_name;
    let line_end = start + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    let mut tags = vec![tag(start..start + behind + signs)];
    let text_end = line_end - bytes[start..line_end].iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
    if text_end > start + behind + signs && bytes[..text_end].ends_with(&rest[..signs]) {
        tags.push(tag(text_end - signs..text_end));
    }
    tags
}

/// Whose words a tag says that it holds.
fn author(source: &str, tag: Range<usize>) -> Option<SourceSpan> {
    let text = source.get(tag.clone())?;
    AUTHORS.iter().find_map(|key| {
        let at = memmem::find_iter(text.as_bytes(), key.as_bytes()).find(|at| {
            let before = text[..*at].chars().next_back();
            before.is_some_and(char::is_whitespace) && text[at + key.len()..].trim_start().starts_with('=')
        })?;
        let behind = text[at + key.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = behind.chars().next().filter(|quote| matches!(quote, '"' | '\'' | '“' | '”'))?;
        let value = behind.strip_prefix(quote)?;
        let end = value.find(|c| c == quote || (quote == '“' && c == '”'))?;
        let start = tag.start + (value.as_ptr() as usize - text.as_ptr() as usize);
        let trimmed = value[..end].trim();
        (!trimmed.is_empty() && trimmed.len() == end).then(|| SourceSpan::new(start as u32, (start + end) as u32))
    })
}
