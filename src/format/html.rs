//! HTML: whole pages and fragments, well-formed or not.
//!
//! The tokenizer is the one of the HTML standard, so tags, comments and character references are found as a browser
//! finds them, at exact offsets. No tree is built: what matters of it to a reader (which block, which kind, hidden or
//! not) is kept in [`Flow`]. Where a browser would swallow text up to the end of the page, because a comment or a tag
//! was never closed, the text is kept: the page is being written.
//!
//! What is read: the headlines of front matter, the page's title and all text that a browser shows, except menus (`nav`), controls, preformatted
//! text and graphics. What stands in attributes (`alt`, `title`) is not read. Code inside a line is U+FFFC.

use std::borrow::Cow;

use html5gum::{Emitter, State, Tokenizer};
use memchr::{memchr2, memmem};

use super::elements::{Element, TagName};
use super::flow::Flow;
use super::prose::{Prose, ProseBuilder};
use super::{front_matter, templates};
use crate::text::SourceSpan;

/// The prose of a page.
pub fn read(source: &str) -> Prose {
    let blotted = templates::blot(source, 0..source.len());
    let mut flow = Flow::behind(source, &blotted, ProseBuilder::with_capacity(source.len()));
    let start = front_matter::read_into(&mut flow, source);
    let markup = Markup::of(&blotted.text, SourceSpan::new(start as u32, source.len() as u32));
    read_into(&mut flow, &markup);
    flow.finish()
}

/// Text to be read as HTML, and where it stands in the source. In Markdown it may stand there in pieces: in a block
/// quote every line begins with a mark that is no HTML.
pub(super) struct Markup<'a> {
    text: Cow<'a, str>,
    /// Offset in the text and offset in the source of each piece; never empty, the first at 0 of the text.
    pieces: Vec<(u32, u32)>,
    /// Whether it stands in Markdown, where blank lines part paragraphs.
    is_in_markdown: bool,
}

impl<'a> Markup<'a> {
    /// A piece of the source.
    fn of(source: &'a str, span: SourceSpan) -> Markup<'a> {
        Markup { text: Cow::Borrowed(span.slice(source)), pieces: vec![(0, span.start)], is_in_markdown: false }
    }

    /// HTML in Markdown, in pieces in order.
    pub(super) fn in_markdown(source: &'a str, spans: &[SourceSpan]) -> Markup<'a> {
        let markup = match spans {
            [] => Markup::of(source, SourceSpan::empty(0)),
            [span] => Markup::of(source, *span),
            spans => {
                let mut text = String::new();
                let mut pieces = Vec::with_capacity(spans.len());
                for span in spans {
                    pieces.push((text.len() as u32, span.start));
                    text.push_str(span.slice(source));
                }
                Markup { text: Cow::Owned(text), pieces, is_in_markdown: false }
            }
        };
        Markup { is_in_markdown: true, ..markup }
    }

    fn piece_of(&self, offset: usize) -> usize {
        self.pieces.partition_point(|&(in_text, _)| in_text as usize <= offset).saturating_sub(1)
    }

    fn in_source(&self, offset: usize) -> u32 {
        let (in_text, in_source) = self.pieces[self.piece_of(offset)];
        in_source + (offset as u32 - in_text)
    }

    /// The source from the first to the last byte of a stretch.
    fn span(&self, start: usize, end: usize) -> SourceSpan {
        if start >= end {
            return SourceSpan::empty(self.in_source(start));
        }
        SourceSpan::new(self.in_source(start), self.in_source(end - 1) + 1)
    }
}

/// Reads HTML into a flow.
pub(super) fn read_into(flow: &mut Flow, markup: &Markup) {
    let text = &*markup.text;
    // Each thing that is never closed costs another look at all that follows it; when that has cost as much as this,
    // the rest is read without tags.
    let mut looks_left = 4 * text.len() + 10_000;
    let mut at = 0;
    while at < text.len() {
        let mut tokenizer = Tokenizer::new_with_emitter(&text[at..], Events::new(flow, markup, at));
        match looks_left.checked_sub(text.len() - at) {
            Some(left) => looks_left = left,
            None => tokenizer.set_state(State::RcData),
        }
        // Its one token is how far it came.
        let end = tokenizer.next().map_or(text.len(), |Ok(end)| end);
        at = if end < text.len() { skip_unclosed(flow, markup, end) } else { end };
    }
}

/// Goes on behind the beginning of something that is never closed. A reporter who is just typing `<!--` or `<p class=`
/// loses no more than that; a `<` that begins no tag that we know is text.
fn skip_unclosed(flow: &mut Flow, markup: &Markup, at: usize) -> usize {
    let rest = &markup.text.as_bytes()[at..];
    if rest.starts_with(b"<!--") {
        return at + 4;
    }
    let name = rest.get(1..).map(|name| name.strip_prefix(b"/").unwrap_or(name)).unwrap_or_default();
    let is_markup = matches!(name.first(), Some(b'!' | b'?')) || Element::of(&TagName::at_start_of(name)).is_some();
    if !is_markup {
        flow.copy(markup.span(at, at + 1));
        return at + 1;
    }
    let len = memchr2(b'<', b'\n', &rest[1..]).map_or(rest.len(), |len| len + 1);
    at + len
}

/// Takes what the tokenizer finds and gives it to the flow.
///
/// The tokenizer says how far it has read when it reports something, so whatever it reports stands between the end of
/// what came before and there. Text is taken from the source; what the tokenizer says of it only tells whether it was
/// decoded.
struct Events<'e, 'f, 's> {
    flow: &'e mut Flow<'f>,
    markup: &'e Markup<'s>,
    /// How far the tokenizer has read, in the markup's text.
    position: usize,
    /// How far everything has been reported.
    done: usize,
    /// Text that was reported and is not yet in the flow.
    run: (usize, usize),
    /// Where the last `<` stands.
    opened: usize,
    name: TagName,
    is_end: bool,
    is_self_closing: bool,
    last_start: TagName,
    /// Set at the end: how far everything was reported.
    end: Option<usize>,
}

impl<'e, 'f, 's> Events<'e, 'f, 's> {
    fn new(flow: &'e mut Flow<'f>, markup: &'e Markup<'s>, at: usize) -> Self {
        Events {
            flow,
            markup,
            position: at,
            done: at,
            run: (at, at),
            opened: at,
            name: TagName::default(),
            is_end: false,
            is_self_closing: false,
            last_start: TagName::default(),
            end: None,
        }
    }

    /// Text as it stands in the source.
    fn add_to_run(&mut self, start: usize, end: usize) {
        if self.run.1 != start {
            self.flush_run();
            self.run.0 = start;
        }
        self.run.1 = end;
    }

    /// Writes the text that was gathered, with its white space collapsed as a browser does.
    fn flush_run(&mut self) {
        let (start, end) = self.run;
        self.run.0 = end;
        if start == end || self.flow.is_hidden() {
            return;
        }
        self.flow.reach(self.markup.in_source(start));
        let bytes = self.markup.text.as_bytes();
        let (mut from, mut at) = (start, start);
        while at < end {
            if !is_white(bytes[at]) {
                at += 1;
                continue;
            }
            let stop = at + bytes[at..end].iter().take_while(|byte| is_white(**byte)).count();
            let between_words = from < at && stop < end;
            if !(bytes[at] == b' ' && stop == at + 1 && between_words) {
                self.copy(from, at);
                self.white(at, stop);
                from = stop;
            }
            at = stop;
        }
        self.copy(from, end);
    }

    fn copy(&mut self, start: usize, end: usize) {
        // Pieces part at line ends, which are white space; should one not, the text is still copied exactly.
        let mut from = start;
        for piece in self.markup.piece_of(start)..self.markup.pieces.len() {
            let piece_end = self.markup.pieces.get(piece + 1).map_or(end, |next| end.min(next.0 as usize));
            self.flow.copy(self.markup.span(from, piece_end));
            from = piece_end;
            if from >= end {
                return;
            }
        }
    }

    fn white(&mut self, start: usize, end: usize) {
        let span = self.markup.span(start, end);
        let is_blank_line = || self.markup.text[start..end].bytes().filter(|byte| *byte == b'\n').count() > 1;
        if self.markup.is_in_markdown && is_blank_line() {
            self.flow.part();
        } else {
            self.flow.white(span);
        }
    }

    /// What was read since `<` is markup.
    fn markup_ends(&mut self) -> SourceSpan {
        self.flush_run();
        self.done = self.position;
        self.run = (self.position, self.position);
        self.markup.span(self.opened, self.position)
    }

    fn start_tag(&mut self, element: Element, tag: SourceSpan) -> Option<State> {
        // `<script/>` is not closed in HTML, but in XHTML it is, and nobody means anything else.
        if self.is_self_closing && (element.is_hidden() || matches!(element, Element::Code | Element::Title)) {
            return None;
        }
        // A page that ends inside a script has been cut off there: a script is no article. In Markdown the name of a
        // tag is easily typed without a thought of HTML.
        let closes = if element.is_raw() && !self.markup.is_in_markdown {
            self.flow.open(element);
            true
        } else {
            self.flow.start_tag(element, tag)
        };
        match element {
            Element::Title | Element::TextArea if closes => Some(State::RcData),
            Element::Script if closes => Some(State::ScriptData),
            Element::Style | Element::Frame | Element::Unparsed if closes => Some(State::RawText),
            _ => None,
        }
    }
}

impl Emitter for Events<'_, '_, '_> {
    /// How far everything was reported, once, at the end.
    type Token = usize;

    fn pop_token(&mut self) -> Option<usize> {
        self.end.take()
    }

    fn emit_eof(&mut self) {
        self.flush_run();
        self.end = Some(self.done);
    }

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }

    fn init_string(&mut self) {
        // What lies before and was not reported is nothing (`</>`).
        self.done = self.done.max(self.position);
    }

    fn emit_string(&mut self, text: &[u8]) {
        let (start, end) = (self.done, self.position);
        if start >= end {
            return;
        }
        self.done = end;
        let raw = &self.markup.text.as_bytes()[start..end];
        if raw[0] != b'&' || raw == text {
            return self.add_to_run(start, end);
        }
        self.flush_run();
        self.run = (end, end);
        let span = self.markup.span(start, end);
        self.flow.decoded(&String::from_utf8_lossy(text), span);
    }

    fn start_open_tag(&mut self) {
        self.opened = self.position.saturating_sub(1);
    }

    fn init_start_tag(&mut self) {
        self.name = TagName::default();
        self.is_end = false;
        self.is_self_closing = false;
    }

    fn init_end_tag(&mut self) {
        self.init_start_tag();
        self.is_end = true;
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.name.push(name);
    }

    fn set_self_closing(&mut self) {
        self.is_self_closing = true;
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        let span = self.markup_ends();
        self.flow.reach(span.start);
        if !self.is_end {
            self.last_start = self.name;
        }
        let element = Element::of(&self.name)?;
        if !element.is_raw() && self.flow.is_among_hidden_words(element, self.name, self.is_end) {
            return None;
        }
        if self.is_end {
            self.flow.end_tag(element, span);
            return None;
        }
        let raw = self.markup.text.get(self.opened..self.position).unwrap_or_default();
        if !self.is_self_closing && is_hidden(raw, self.name) {
            self.flow.start_hidden_tag(element, self.name, span);
            return None;
        }
        self.start_tag(element, span)
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end && self.name == self.last_start
    }

    fn emit_current_comment(&mut self) {
        let raw = &self.markup.text[self.opened..self.position];
        let is_comment = raw.starts_with("<!--");
        let is_closed = if is_comment { raw.ends_with("-->") || raw.ends_with("--!>") } else { raw.ends_with('>') };
        if !is_closed {
            return;
        }
        let span = self.markup_ends();
        if is_comment {
            let marks_behind = if raw.ends_with("-->") { 3 } else { 4 };
            // `<!-->` and `<!--->` are comments too.
            self.flow.comment(span, raw.get(4..raw.len() - marks_behind).unwrap_or_default());
        }
    }

    fn emit_current_doctype(&mut self) {
        if self.markup.text[..self.position].ends_with('>') {
            self.markup_ends();
        }
    }

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start = TagName::default();
        self.last_start.push(name.unwrap_or_default());
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    // What is of no interest here: errors, the text of comments (it is taken from the source), attributes, doctypes.
    fn emit_error(&mut self, _: html5gum::Error) {}
    fn init_comment(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn init_attribute(&mut self) {}
    fn push_attribute_name(&mut self, _: &[u8]) {}
    fn push_attribute_value(&mut self, _: &[u8]) {}
    fn init_doctype(&mut self) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn set_force_quirks(&mut self) {}
}

/// A tag or a comment that Markdown has found inside a line: the whole of `raw`, which stands at `span`. (In a block
/// quote it may hold marks of the quote, so `raw` is not always the source.)
pub(super) fn inline_into(flow: &mut Flow, raw: &str, span: SourceSpan) {
    if let Some(comment) = raw.strip_prefix("<!--") {
        let body = comment.strip_suffix("-->").unwrap_or(comment.trim_end_matches('>'));
        return flow.comment(span, body);
    }
    let tag = raw.strip_prefix('<').unwrap_or(raw);
    let (name, is_end) = tag.strip_prefix('/').map_or((tag, false), |name| (name, true));
    let name = TagName::at_start_of(name.as_bytes());
    let Some(element) = Element::of(&name) else { return };
    if flow.is_among_hidden_words(element, name, is_end) {
        return;
    }
    if !is_end && !raw.ends_with("/>") && is_hidden(raw, name) {
        flow.start_hidden_tag(element, name, span);
    } else if is_end {
        flow.end_tag(element, span);
    } else if !raw.ends_with("/>") || matches!(element, Element::Break | Element::Rule) {
        flow.start_tag(element, span);
    }
}

/// Elements without an end tag.
const VOID: [&[u8]; 14] = [
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param", b"source",
    b"track", b"wbr",
];

/// Whether a start tag says that its element is not shown: `hidden`, `style="display: none"`.
fn is_hidden(raw: &str, name: TagName) -> bool {
    let may = |words: &str| memmem::find(raw.as_bytes(), words.as_bytes()).is_some();
    if !(may("hidden") || may("none")) || VOID.contains(&&*name) {
        return false;
    }
    let mut rest = raw.trim_start_matches('<').trim_end_matches('>').get(name.len()..).unwrap_or_default();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/')).unwrap_or(rest.len());
        let (key, behind) = rest.split_at(end);
        let value = behind.trim_start().strip_prefix('=').map(str::trim_start);
        if key.eq_ignore_ascii_case("hidden") {
            return true;
        }
        let Some(value) = value else {
            if key.is_empty() {
                return false;
            }
            rest = behind;
            continue;
        };
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        let (value, behind) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        if key.eq_ignore_ascii_case("style") {
            let style: String = value.chars().filter(|c| !c.is_whitespace()).collect();
            if style.to_ascii_lowercase().contains("display:none") {
                return true;
            }
        }
        rest = behind;
    }
}

const fn is_white(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C')
}
