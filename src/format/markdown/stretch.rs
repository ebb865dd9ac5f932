//! A stretch of a Markdown file, read from the events of the parser.

use std::ops::Range;

use memchr::{memchr2, memmem};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::super::elements::Element;
use super::super::flow::Flow;
use super::super::html::{self, Markup};
use super::super::prose::ProseBuilder;
use super::super::{front_matter, templates};
use crate::text::SourceSpan;

/// What reading shows of a file beside its prose.
#[derive(Debug, Default)]
pub struct Outline {
    /// Where paragraphs and headings begin that stand in nothing else.
    pub starts: Vec<u32>,
    /// Where the article begins, behind front matter.
    pub body: u32,
    /// Whether what was read ends with something that does not go on over a blank line to text at a line's beginning.
    pub ends_closed: bool,
    /// Whether something may be read otherwise because of what stands anywhere else: a reference because of its
    /// definition, a tag because of its end tag, a line at the top because of one that makes it front matter.
    pub reaches_far: bool,
    /// Whether there may be tags, of HTML or of a program that publishes.
    pub has_tags: bool,
}

/// Reads a stretch of a file that begins and ends where nothing is open, and goes on with a flow.
pub fn read_stretch(builder: ProseBuilder, original: &str, stretch: Range<usize>) -> (ProseBuilder, Outline) {
    let blotted = templates::blot(original, stretch.clone());
    let source = &*blotted.text;
    let mut flow = Flow::behind(original, &blotted, builder);
    let start = if stretch.start == 0 { front_matter::read_into(&mut flow, original) } else { stretch.start };
    let text = source.get(start..stretch.end).unwrap_or_default();
    let original_text = original.as_bytes().get(start..stretch.end).unwrap_or_default();
    let may_be_front_matter = stretch.start == 0 && (text.starts_with("---") || text.starts_with("+++"));
    let mut reader = Reader::new(&mut flow, source);
    // Front matter is read here because the parser takes any `---` … `---` for it, wherever it stands.
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(event, span_of(range, start));
    }
    let (starts, ends_closed) = (reader.starts, reader.ends_closed);
    let outline = Outline {
        starts,
        body: start as u32,
        ends_closed: ends_closed && flow.depth() == 0,
        reaches_far: blotted.reaches_far
            || flow.looked_far()
            || memmem::find(text.as_bytes(), b"]:").is_some()
            || may_be_front_matter,
        has_tags: memchr2(b'<', b'{', original_text).is_some() || begins_code(original_text),
    };
    (flow.into_builder(), outline)
}

/// Whether a line may begin with a code of the site (`=CODE=`).
fn begins_code(text: &[u8]) -> bool {
    text.starts_with(b"=") || memmem::find(text, b"\n=").is_some()
}

fn span_of(range: Range<usize>, base: usize) -> SourceSpan {
    SourceSpan::new((range.start + base) as u32, (range.end + base) as u32)
}

/// Takes the parser's events and gives them to the flow.
struct Reader<'r, 's> {
    flow: &'r mut Flow<'s>,
    source: &'s str,
    /// For each open tag that opened an element: how many elements were open before.
    depths: Vec<usize>,
    /// A line break that ends where the next event begins.
    line_end: Option<LineEnd>,
    /// The lines of the HTML block that is being read.
    html: Option<Vec<SourceSpan>>,
    /// See [`Outline`].
    starts: Vec<u32>,
    ends_closed: bool,
}

struct LineEnd {
    start: u32,
    is_hard: bool,
}

impl<'r, 's> Reader<'r, 's> {
    fn new(flow: &'r mut Flow<'s>, source: &'s str) -> Self {
        Reader { flow, source, depths: Vec::new(), line_end: None, html: None, starts: Vec::new(), ends_closed: false }
    }

    fn event(&mut self, event: Event, span: SourceSpan) {
        // The range of an end is that of the whole it ends, so it does not tell where the next line begins.
        let begins_something = !matches!(event, Event::End(_));
        if let Some(line_end) = self.line_end.take_if(|_| begins_something) {
            let white = SourceSpan::new(line_end.start, span.start);
            if line_end.is_hard { self.flow.line_break(white) } else { self.flow.white(white) }
        }
        if begins_something && self.html.is_none() {
            self.flow.reach(span.start);
        }
        if begins_something && self.depths.is_empty() && self.html.is_none() {
            self.begins_at_top(&event, span);
        }
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, span),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.flow.object(span),
            Event::Html(_) => self.html_line(span),
            Event::InlineHtml(raw) => html::inline_into(self.flow, &raw, span),
            Event::SoftBreak => self.line_end = Some(LineEnd { start: span.start, is_hard: false }),
            Event::HardBreak => self.line_end = Some(LineEnd { start: span.start, is_hard: true }),
            Event::Rule => self.flow.part(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    /// Notes what begins where the parser has nothing open.
    fn begins_at_top(&mut self, event: &Event, span: SourceSpan) {
        self.ends_closed = !matches!(event, Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock));
        let is_text = matches!(event, Event::Start(Tag::Paragraph | Tag::Heading { .. }));
        if is_text && self.flow.depth() == 0 {
            self.starts.push(span.start);
        }
    }

    fn start(&mut self, tag: &Tag) {
        match tag {
            // A tag inside a paragraph has no effect behind it.
            Tag::Paragraph => {
                self.flow.part();
                self.depths.push(self.flow.depth());
            }
            Tag::HtmlBlock => self.html = Some(Vec::new()),
            Tag::Image { .. } => {
                // A picture at the start of a paragraph has a caption; one inside a sentence is nothing to read.
                let element = if self.flow.in_block() { Element::Media } else { Element::Caption };
                self.open(element);
            }
            Tag::Heading { .. } => self.open(Element::Heading),
            Tag::BlockQuote(_) => self.open(Element::BlockQuote),
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => self.open(Element::Pre),
            Tag::List(_) | Tag::DefinitionList => self.open(Element::List),
            Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => self.open(Element::Item),
            Tag::FootnoteDefinition(_) => self.open(Element::Container),
            Tag::Table(_) => self.open(Element::Table),
            Tag::TableHead | Tag::TableRow => self.open(Element::Row),
            Tag::TableCell => self.open(Element::Cell),
            Tag::Emphasis => self.open(Element::Italic),
            Tag::Strong => self.open(Element::Bold),
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Link { .. } => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.flow.part();
                self.close();
            }
            TagEnd::HtmlBlock => {
                let lines = self.html.take().unwrap_or_default();
                html::read_into(self.flow, &Markup::in_markdown(self.source, &lines));
            }
            TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript | TagEnd::Link => {}
            _ => self.close(),
        }
    }

    fn open(&mut self, element: Element) {
        self.depths.push(self.flow.depth());
        self.flow.open(element);
    }

    fn close(&mut self) {
        let depth = self.depths.pop().unwrap_or_default();
        self.flow.close_to(depth);
    }

    fn text(&mut self, text: &str, span: SourceSpan) {
        if self.html.is_some() {
            // The parser's own filling in place of a tab.
            return;
        }
        if span.slice(self.source) == text {
            self.flow.copy(self.flow.without_second_space(span));
        } else {
            self.flow.decoded(text, span);
        }
    }

    fn html_line(&mut self, span: SourceSpan) {
        let Some(lines) = &mut self.html else { return };
        let source = self.source;
        // The parser leaves out the CR of a CRLF.
        let goes_on =
            |last: &SourceSpan| SourceSpan::new(last.end, span.start).slice(source).bytes().all(|byte| byte == b'\r');
        match lines.last_mut() {
            Some(last) if goes_on(last) => *last = last.join(span),
            _ => lines.push(span),
        }
    }
}
