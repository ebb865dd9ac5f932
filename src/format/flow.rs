//! The flow of a marked-up text, written down as prose: which elements are open, what is hidden, where a block begins.
//!
//! Both readers of markup end here, so that HTML inside Markdown is read as HTML is. Nothing is parsed here; callers
//! say what stands where in the source, from left to right.

use memchr::memmem;

use super::block::BlockKind;
use super::elements::{Element, TagName};
use super::nesting::OpenElements;
use super::prose::{LINE_BREAK, Prose, ProseBuilder};
use super::templates::{self, Blotted, Turn, TurnKind};
use crate::text::SourceSpan;

/// Stands in the prose for something inside a sentence that is not text: code, a formula.
const OBJECT: &str = "\u{FFFC}";

/// [`LINE_BREAK`] as text.
const LINE_BREAK_TEXT: &str = "\u{B}";

/// What the words of a block quotation end with before a credit.
const ENDS_OF_WORDS: [char; 10] = ['.', '!', '?', '…', '”', '"', '’', '\'', '»', LINE_BREAK];

/// Prose that is being written.
pub(super) struct Flow<'a> {
    source: &'a str,
    /// The source with its template tags.
    original: &'a str,
    has_template_tags: bool,
    /// The quotations in template tags that are still to come, the next one last.
    turns: Vec<Turn>,
    builder: ProseBuilder,
    open: OpenElements,
    /// White space that is written when more text of the block follows.
    white: Option<White>,
    /// How many `q` are open.
    quotes: u32,
    /// Words inside a line that are not shown.
    hidden_words: Option<HiddenWords>,
    /// The tag that began the code that is open.
    code: Option<SourceSpan>,
    /// Where the last end tag of each element begins in the source; found when first asked for.
    last_close: Option<Box<[u32; Element::COUNT]>>,
}

/// Words inside a line that a page does not show: from a tag to its end tag.
struct HiddenWords {
    name: TagName,
    /// How many tags of that name are open inside.
    nested: u32,
}

/// White space between words.
#[derive(Clone, Copy)]
struct White {
    span: SourceSpan,
    text: &'static str,
}

impl<'a> Flow<'a> {
    /// A flow of a source whose template tags were blotted out, that goes on with what a builder holds.
    pub(super) fn behind(original: &'a str, blotted: &'a Blotted, builder: ProseBuilder) -> Flow<'a> {
        Flow {
            source: &blotted.text,
            original,
            has_template_tags: blotted.has_tags,
            turns: blotted.turns.iter().rev().cloned().collect(),
            builder,
            open: OpenElements::default(),
            white: None,
            quotes: 0,
            hidden_words: None,
            code: None,
            last_close: None,
        }
    }

    pub(super) fn finish(self) -> Prose {
        self.into_builder().finish()
    }

    /// The builder with all that was written.
    pub(super) fn into_builder(mut self) -> ProseBuilder {
        self.part();
        self.builder
    }

    /// Whether something was read in the light of what stands anywhere behind it.
    pub(super) fn looked_far(&self) -> bool {
        self.last_close.is_some()
    }

    /// Whether text that comes now is not read.
    pub(super) fn is_hidden(&self) -> bool {
        self.open.hides() || self.code.is_some() || self.hidden_words.is_some()
    }

    /// Whether a block is open and holds text.
    pub(super) fn in_block(&self) -> bool {
        self.builder.in_block()
    }

    /// Text that stands in the source byte by byte.
    pub(super) fn copy(&mut self, span: SourceSpan) {
        if span.is_empty() || self.is_hidden() {
            return;
        }
        if self.has_template_tags && span.slice(self.source).bytes().any(is_blot) {
            return self.copy_between_blots(span);
        }
        self.begin(span.start);
        self.builder.copy(span.slice(self.source), span.start);
    }

    /// Copies text that holds template tags.
    fn copy_between_blots(&mut self, span: SourceSpan) {
        let bytes = span.slice(self.source).as_bytes();
        let mut at = 0;
        for run in bytes.chunk_by(|one, other| blot_of(*one) == blot_of(*other)) {
            let start = span.start + at;
            at += run.len() as u32;
            let run_span = SourceSpan::new(start, span.start + at);
            match run.first().copied().and_then(blot_of) {
                None => {
                    let text = self.without_second_space(run_span);
                    if !text.is_empty() {
                        self.begin(text.start);
                        self.builder.copy(text.slice(self.source), text.start);
                    }
                }
                Some(templates::SPACE) => self.white(run_span),
                Some(templates::OBJECT) => self.object(run_span),
                Some(_) => {}
            }
        }
    }

    /// Comes to a place in the source: a quotation that a template tag holds may begin or end before it.
    pub(super) fn reach(&mut self, at: u32) {
        while let Some(turn) = self.turns.pop_if(|turn| turn.at <= at) {
            let credit = match turn.kind {
                TurnKind::Begins(credit) => {
                    self.open(Element::BlockQuote);
                    credit
                }
                TurnKind::Credits(credit) => Some(credit),
                TurnKind::Ends => {
                    self.end_tag(Element::BlockQuote, SourceSpan::empty(turn.at));
                    None
                }
            };
            if let Some(credit) = credit.filter(|_| !self.is_hidden()) {
                let depth = self.depth();
                self.open(Element::Cite);
                self.begin(credit.start);
                self.builder.copy(credit.slice(self.original), credit.start);
                self.close_to(depth);
            }
        }
    }

    /// Text that stands for a piece of source as a whole: a character reference.
    pub(super) fn decoded(&mut self, text: &str, span: SourceSpan) {
        if text.is_empty() || self.is_hidden() {
            return;
        }
        if text.bytes().all(|byte| byte.is_ascii_whitespace() || self.has_template_tags && is_blot(byte)) {
            return self.white(span);
        }
        self.begin(span.start);
        self.builder.replace(text, span);
    }

    /// Something in a sentence that is not text.
    pub(super) fn object(&mut self, span: SourceSpan) {
        self.decoded(OBJECT, span);
    }

    /// White space, or markup that a reader sees as such: one space, if text of the same block is on both sides.
    pub(super) fn white(&mut self, span: SourceSpan) {
        if self.white.is_none() && self.in_block() && !self.is_hidden() && !self.builder.ends_in_white_space() {
            self.white = Some(White { span, text: " " });
        }
    }

    /// A line that is broken by hand; two breaks without text between them part blocks.
    pub(super) fn line_break(&mut self, span: SourceSpan) {
        if !self.in_block() || self.is_hidden() {
            return;
        }
        match self.white {
            Some(white) if white.text == LINE_BREAK_TEXT => self.part(),
            Some(white) => self.white = Some(White { span: white.span.join(span), text: LINE_BREAK_TEXT }),
            None => self.white = Some(White { span, text: LINE_BREAK_TEXT }),
        }
    }

    /// Drops one space at the beginning of `span`, if a space stands before it already.
    pub(super) fn without_second_space(&self, span: SourceSpan) -> SourceSpan {
        let follows_white = self.white.is_some() || self.builder.ends_in_white_space() || !self.in_block();
        let is_apart = self.builder.source_end() != span.start;
        if follows_white && is_apart && span.slice(self.source).starts_with(' ') {
            return SourceSpan::new(span.start + 1, span.end);
        }
        span
    }

    /// Ends the block, if one is open: what follows is another.
    pub(super) fn part(&mut self) {
        if let Some(tag) = self.code.take() {
            // It was not closed in its block, so only its tag is surely code.
            self.object(tag);
        }
        self.white = None;
        self.quotes = 0;
        self.hidden_words = None;
        self.builder.close_block();
    }

    /// A comment of the source.
    pub(super) fn comment(&mut self, span: SourceSpan, text: &str) {
        self.builder.comment(span, text);
    }

    /// The start tag of an element that a page does not show. Says whether it lasts up to an end tag of its own.
    pub(super) fn start_hidden_tag(&mut self, element: Element, name: TagName, tag: SourceSpan) -> bool {
        let holds_blocks = element.is_block() && !matches!(element, Element::Paragraph | Element::Rule);
        if holds_blocks {
            // What is hidden and never closed would hide the rest of the article.
            let closes = self.closes_after(element, tag.end);
            self.open(element);
            if closes {
                self.open.hide_innermost();
            }
        } else if !self.is_hidden() {
            self.part_of_shown(element);
            self.hidden_words = Some(HiddenWords { name, nested: 0 });
        }
        true
    }

    /// Whether a tag stands among hidden words and means nothing. They end with their own end tag, or with the block.
    pub(super) fn is_among_hidden_words(&mut self, element: Element, name: TagName, is_end: bool) -> bool {
        let Some(words) = &mut self.hidden_words else { return false };
        match (words.name == name, is_end) {
            (true, true) if words.nested == 0 => self.hidden_words = None,
            (true, true) => words.nested -= 1,
            (true, false) if !element.is_block() => words.nested += 1,
            _ if element.is_block() => {
                self.hidden_words = None;
                return false;
            }
            _ => {}
        }
        true
    }

    /// The start tag of an element of HTML. Says whether the element lasts up to an end tag of its own.
    pub(super) fn start_tag(&mut self, element: Element, tag: SourceSpan) -> bool {
        match element {
            Element::Phrase => return true,
            Element::Break => self.line_break(tag),
            Element::Quote => self.quote(tag),
            Element::Code => {
                if !self.is_hidden() && self.closes_after(element, tag.end) {
                    self.code = Some(tag);
                    return true;
                }
            }
            // What is hidden and never closed would hide the rest of the article.
            _ if element.is_hidden() && !self.closes_after(element, tag.end) => self.part_of_shown(element),
            // A credit stands behind the words; inside a sentence it is the title of a work.
            Element::Cite if !self.begins_credit() => return true,
            Element::Title if !self.closes_after(element, tag.end) => self.part_if_shown(),
            _ => {
                self.open(element);
                return true;
            }
        }
        false
    }

    /// The end tag of an element of HTML. One that closes nothing is nothing.
    pub(super) fn end_tag(&mut self, element: Element, tag: SourceSpan) {
        match element {
            Element::Phrase => {}
            // As browsers take it.
            Element::Break => self.line_break(tag),
            Element::Quote => self.unquote(tag),
            Element::Code => {
                if let Some(start) = self.code.take() {
                    self.object(start.join(tag));
                }
            }
            Element::Paragraph | Element::Rule => self.part_if_shown(),
            Element::Bold | Element::Italic => {
                self.open.pop_phrase(element);
                self.mind_emphasis();
            }
            Element::Cite if self.open.count(element) == 0 => {}
            _ => {
                self.part_of_shown(element);
                if self.open.count(element) > 0 {
                    while self.pop() != Some(element) {}
                }
                self.part_of_shown(element);
            }
        }
    }

    /// How many elements are open, for [`Flow::close_to`].
    pub(super) fn depth(&self) -> usize {
        self.open.depth()
    }

    /// Opens an element here.
    pub(super) fn open(&mut self, element: Element) {
        self.part_of_shown(element);
        if element.is_block() {
            self.end_what_holds_no(element);
        }
        if matches!(element, Element::Paragraph | Element::Rule) {
            return;
        }
        self.open.push(element);
        self.mind_emphasis();
    }

    /// Ends an element that nobody closed and that cannot hold a block of that kind.
    fn end_what_holds_no(&mut self, element: Element) {
        let Some(holder) = self.open.holder() else { return };
        let ends = match holder {
            Element::Heading => matches!(element, Element::Heading | Element::Paragraph),
            _ => holder == element && holder.ends_at_its_like(),
        };
        if ends {
            while self.pop() != Some(holder) {}
        }
    }

    /// Closes all but the first `depth` elements.
    pub(super) fn close_to(&mut self, depth: usize) {
        while self.open.depth() > depth {
            let element = self.pop().unwrap_or(Element::Phrase);
            self.part_of_shown(element);
        }
    }

    fn pop(&mut self) -> Option<Element> {
        let element = self.open.pop();
        self.mind_emphasis();
        element
    }

    fn mind_emphasis(&mut self) {
        self.builder.set_emphasis(self.open.count(Element::Bold) > 0, self.open.count(Element::Italic) > 0);
    }

    /// Whether a `cite` that begins here says who is quoted.
    fn begins_credit(&self) -> bool {
        let in_quote = self.open.count(Element::BlockQuote) > 0 && self.open.kind() != BlockKind::Credit;
        in_quote && (!self.in_block() || self.builder.ends_with(&ENDS_OF_WORDS))
    }

    fn part_of_shown(&mut self, element: Element) {
        if element.is_block() {
            self.part_if_shown();
        }
    }

    fn part_if_shown(&mut self) {
        if !self.open.hides() {
            self.part();
        }
    }

    /// Makes ready for text at `at`: writes the white space before it, or begins a block.
    fn begin(&mut self, at: u32) {
        if !self.builder.in_block() {
            let style = self.open.begin_block();
            self.builder.open_block(style, at);
            self.white = None;
            return;
        }
        let Some(White { span, text }) = self.white.take() else { return };
        if span.slice(self.source) == text {
            self.builder.copy(text, span.start);
        } else {
            self.builder.replace(text, span);
        }
    }

    /// `<q>`: marks as a browser shows them, double outside and single inside.
    fn quote(&mut self, tag: SourceSpan) {
        if self.is_hidden() {
            return;
        }
        self.decoded(if self.quotes.is_multiple_of(2) { "“" } else { "‘" }, tag);
        self.quotes += 1;
    }

    fn unquote(&mut self, tag: SourceSpan) {
        if self.is_hidden() || self.quotes == 0 {
            return;
        }
        self.quotes -= 1;
        self.decoded(if self.quotes.is_multiple_of(2) { "”" } else { "’" }, tag);
    }

    /// Whether an end tag of the element stands anywhere behind `at`.
    fn closes_after(&mut self, element: Element, at: u32) -> bool {
        let source = self.source;
        let last_close = self.last_close.get_or_insert_with(|| Box::new(last_end_tags(source)));
        last_close[element as usize] >= at && last_close[element as usize] > 0
    }
}

/// The byte that blots out a template tag, if it is one.
fn blot_of(byte: u8) -> Option<u8> {
    is_blot(byte).then_some(byte)
}

fn is_blot(byte: u8) -> bool {
    matches!(byte, templates::NOTHING | templates::SPACE | templates::OBJECT)
}

/// Where the last end tag of each element begins, or 0.
fn last_end_tags(source: &str) -> [u32; Element::COUNT] {
    let mut last = [0; Element::COUNT];
    let bytes = source.as_bytes();
    for at in memmem::find_iter(bytes, b"</") {
        if let Some(element) = Element::of(&TagName::at_start_of(&bytes[at + 2..])) {
            last[element as usize] = at as u32;
        }
    }
    last
}
