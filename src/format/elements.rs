//! The elements of HTML, as far as they matter to a reader of text.

use super::block::BlockKind;

/// What an element is to the text. Elements that act alike are one: all six headings are `Heading`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Element {
    /// A box that holds blocks: `div`, `section`, `article` …
    Container,
    /// `aside`: what stands beside the article.
    Aside,
    /// `figure`, which may hold a block quotation.
    Figure,
    /// `footer`: in a block quotation, who is quoted.
    Footer,
    /// `cite` behind the words of a block quotation.
    Cite,
    /// A list with its items in it.
    List,
    /// A table, and its rows.
    Table,
    Row,
    /// `p`: parts text, and holds no other block.
    Paragraph,
    /// `hr`: parts text.
    Rule,
    /// `br`.
    Break,
    /// `h1` to `h6`.
    Heading,
    /// The page's own title, in its head.
    Title,
    /// `li`, `dt`, `dd`.
    Item,
    /// `blockquote`.
    BlockQuote,
    /// `figcaption`, `caption`.
    Caption,
    /// `td`, `th`.
    Cell,
    /// `q`, which a browser shows with quotation marks.
    Quote,
    /// Code inside a line: it stands in a sentence like a word, but is none.
    Code,
    /// Code as a block.
    Pre,
    /// Menus: words that lead elsewhere and are no part of the article.
    Nav,
    // What a browser never shows as text of the page.
    Script,
    Style,
    Template,
    NoScript,
    // Graphics, controls and media, with text that is no running text.
    Svg,
    Math,
    Select,
    Button,
    TextArea,
    Frame,
    Media,
    Unparsed,
    /// `b`, `strong`.
    Bold,
    /// `i`, `em`.
    Italic,
    /// `a`, `span`, `u` …: marks words inside a line.
    Phrase,
}

impl Element {
    /// How many elements there are.
    pub(super) const COUNT: usize = Element::Phrase as usize + 1;

    /// The element of that name, in lower case; nothing if HTML knows no such element.
    pub(super) fn of(name: &[u8]) -> Option<Element> {
        Some(match name {
            b"div" | b"section" | b"article" | b"main" | b"header" | b"hgroup" | b"address" | b"details"
            | b"summary" | b"fieldset" | b"legend" | b"form" | b"body" | b"html" | b"head" | b"center" | b"dialog"
            | b"search" => Element::Container,
            b"aside" => Element::Aside,
            b"figure" => Element::Figure,
            b"footer" => Element::Footer,
            b"cite" => Element::Cite,
            b"b" | b"strong" => Element::Bold,
            b"i" | b"em" => Element::Italic,
            b"ul" | b"ol" | b"menu" | b"dl" | b"dir" => Element::List,
            b"table" => Element::Table,
            b"tr" | b"thead" | b"tbody" | b"tfoot" | b"colgroup" => Element::Row,
            b"p" => Element::Paragraph,
            b"hr" => Element::Rule,
            b"br" => Element::Break,
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Element::Heading,
            b"title" => Element::Title,
            b"li" | b"dt" | b"dd" => Element::Item,
            b"blockquote" => Element::BlockQuote,
            b"figcaption" | b"caption" => Element::Caption,
            b"td" | b"th" => Element::Cell,
            b"q" => Element::Quote,
            b"code" | b"kbd" | b"samp" | b"tt" => Element::Code,
            b"pre" | b"listing" => Element::Pre,
            b"nav" => Element::Nav,
            b"script" => Element::Script,
            b"style" => Element::Style,
            b"template" => Element::Template,
            b"noscript" => Element::NoScript,
            b"svg" => Element::Svg,
            b"math" => Element::Math,
            b"select" | b"datalist" => Element::Select,
            b"button" => Element::Button,
            b"textarea" => Element::TextArea,
            b"iframe" => Element::Frame,
            b"audio" | b"video" | b"canvas" | b"object" => Element::Media,
            b"xmp" | b"noembed" | b"noframes" => Element::Unparsed,
            b"a" | b"abbr" | b"acronym" | b"area" | b"base" | b"bdi" | b"bdo" | b"big" | b"col" | b"data" | b"del"
            | b"dfn" | b"embed" | b"font" | b"img" | b"input" | b"ins" | b"label" | b"link" | b"map" | b"mark"
            | b"meta" | b"meter" | b"optgroup" | b"option" | b"output" | b"param" | b"picture" | b"progress"
            | b"rp" | b"rt" | b"ruby" | b"s" | b"small" | b"source" | b"span" | b"strike" | b"sub" | b"sup"
            | b"time" | b"track" | b"u" | b"var" | b"wbr" => Element::Phrase,
            _ => return None,
        })
    }

    /// The kind of the blocks in it, if it says so.
    pub(super) fn kind(self) -> Option<BlockKind> {
        match self {
            Element::Heading | Element::Title => Some(BlockKind::Heading),
            Element::Item => Some(BlockKind::Item),
            Element::BlockQuote => Some(BlockKind::BlockQuote),
            Element::Caption => Some(BlockKind::Caption),
            Element::Cell => Some(BlockKind::Cell),
            _ => None,
        }
    }

    /// Whether its text is not read.
    pub(super) fn is_hidden(self) -> bool {
        use Element::*;
        matches!(
            self,
            Pre | Nav
                | Script
                | Style
                | Template
                | NoScript
                | Svg
                | Math
                | Select
                | Button
                | TextArea
                | Frame
                | Media
                | Unparsed
        )
    }

    /// Whether what is in it is not even HTML, so that it is hidden though its end tag is missing.
    pub(super) fn is_raw(self) -> bool {
        matches!(self, Element::Script | Element::Style)
    }

    /// Whether text before and after its tags lies in different blocks.
    pub(super) fn is_block(self) -> bool {
        use Element::*;
        matches!(
            self,
            Container
                | Aside
                | Figure
                | Footer
                | Cite
                | List
                | Table
                | Row
                | Paragraph
                | Rule
                | Heading
                | Title
                | Item
                | BlockQuote
                | Caption
                | Cell
                | Pre
                | Nav
        )
    }

    /// Whether it only says how words are set.
    pub(super) fn marks_words(self) -> bool {
        matches!(self, Element::Bold | Element::Italic)
    }

    /// Whether it ends where its like begins, though nobody closed it: `<li>one<li>two`.
    pub(super) fn ends_at_its_like(self) -> bool {
        matches!(self, Element::Row | Element::Heading | Element::Item | Element::Caption | Element::Cell)
    }
}

/// More than the longest name that [`Element::of`] knows.
const MAX_NAME: usize = 15;

/// The name of a tag, in lower case. One that does not fit is cut: it is none that we know.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct TagName {
    bytes: [u8; MAX_NAME],
    len: u8,
}

impl TagName {
    /// The name at the start of what follows `<` or `</`.
    pub(super) fn at_start_of(bytes: &[u8]) -> TagName {
        let len = bytes.iter().take(MAX_NAME).take_while(|byte| !b" \t\n\x0C\r/>".contains(byte)).count();
        let mut name = TagName::default();
        name.push(&bytes[..len]);
        name
    }

    /// Adds to the name.
    pub(super) fn push(&mut self, more: &[u8]) {
        for byte in more.iter().take(MAX_NAME - usize::from(self.len)) {
            self.bytes[usize::from(self.len)] = byte.to_ascii_lowercase();
            self.len += 1;
        }
    }
}

impl std::ops::Deref for TagName {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }
}
