//! What a block is to a reader, where it stands among others, and how it is set.

use crate::text::ProseSpan;

/// A stretch of prose that belongs together: what a reader sees as one paragraph, heading or item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Block {
    /// Its bytes in the prose, without blank space around.
    pub span: ProseSpan,
    /// What it is.
    pub kind: BlockKind,
    /// What holds it.
    pub nesting: Nesting,
    /// How much of it is bold or in italics.
    pub emphasis: Emphasis,
}

/// What a block is to a reader: the innermost thing that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A paragraph of running text.
    Paragraph,
    /// A headline or a heading inside the article.
    Heading,
    /// An item of a list.
    Item,
    /// A paragraph set off as a quotation by the format (Markdown `>`, HTML `blockquote`).
    BlockQuote,
    /// Who is quoted, set off by the format: `cite` or `footer` at the foot of a block quotation, the caption of a
    /// figure that holds one, the author that a shortcode names.
    Credit,
    /// A caption of a picture or a table.
    Caption,
    /// A cell of a table.
    Cell,
}

/// What holds a block. In plain text nothing does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Nesting {
    /// How many block quotations (255 stands for more, too).
    pub quotes: u8,
    /// How many lists (255 stands for more, too).
    pub lists: u8,
    /// Whether the block before stands in the same block quotation; the outermost counts.
    pub in_same_quote: bool,
    /// Whether the block before stands in the same item of a list; the innermost counts.
    pub in_same_item: bool,
    /// Whether it stands beside the article (`aside`): a pull quote, an advertisement, a box.
    pub is_aside: bool,
}

/// How much of a block is set apart from plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Emphasis {
    /// How much is bold.
    pub bold: Extent,
    /// How much is in italics.
    pub italic: Extent,
}

/// How much of the words of a block; marks and punctuation do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Extent {
    /// Not the first word (others may be).
    #[default]
    None,
    /// The first word, and perhaps more, but not all: a label, a lead.
    Start,
    /// All words.
    Whole,
}

impl Extent {
    /// The extent of text that goes on with words that are set so, or not.
    pub(super) fn with(before: Option<Extent>, is_set: bool) -> Extent {
        match (before, is_set) {
            (None | Some(Extent::Whole), true) => Extent::Whole,
            (Some(Extent::Whole | Extent::Start), _) => Extent::Start,
            (None | Some(Extent::None), _) => Extent::None,
        }
    }
}

/// What is known of a block when it begins.
#[derive(Debug, Clone, Copy)]
pub struct BlockStyle {
    /// What it is.
    pub kind: BlockKind,
    /// What holds it.
    pub nesting: Nesting,
}

impl From<BlockKind> for BlockStyle {
    fn from(kind: BlockKind) -> BlockStyle {
        BlockStyle { kind, nesting: Nesting::default() }
    }
}
