//! The prose of a file, and the way back to the file: the one place where the two kinds of span meet.

use super::block::{Block, BlockStyle, Emphasis, Extent};
use crate::text::{ProseSpan, SourceSpan};

/// Stands in prose where the writer broke a line by hand (`<br>`, two spaces at the end of a line of Markdown): the
/// vertical tab, as in word processors.
pub const LINE_BREAK: char = '\u{B}';

/// What is left of a file when its format is mapped away.
///
/// Blocks lie in order, do not overlap, and are separated in `text` by at least one line break, so that no word and no
/// sentence runs from one into the next.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prose {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    pub(super) comments: Vec<Comment>,
    /// Runs of prose that were copied or replaced, in order, without gaps in the prose.
    pub(super) pieces: Vec<Piece>,
}

/// A comment in the source (`<!-- … -->`), which is no prose but may speak to copydesk.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Comment {
    /// Where the comment would stand in the prose, in bytes.
    pub at: u32,
    /// The comment in the source, its marks included.
    pub span: SourceSpan,
    /// What stands between the marks, trimmed.
    pub text: String,
}

/// A run of prose and the source it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Piece {
    pub(super) prose: u32,
    pub(super) source: u32,
    pub(super) source_len: u32,
    /// Copied byte by byte; otherwise the run stands for the source as a whole (an entity, a line break, a picture).
    pub(super) exact: bool,
}

impl Prose {
    /// The text, to which every [`ProseSpan`] refers.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The blocks in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The source's comments in order.
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// The source that a span of prose came from. Where an end falls inside a replaced run, the whole run counts, so
    /// the answer is never smaller than what it stands for.
    pub fn to_source(&self, span: ProseSpan) -> SourceSpan {
        if span.is_empty() {
            return SourceSpan::empty(self.start_in_source(span.start));
        }
        SourceSpan::new(self.start_in_source(span.start), self.end_in_source(span.end))
    }

    /// The source of a span that maps back exactly: both ends fall on copied text or between runs, and all between
    /// them is copied without a gap. Only there may a fix be offered.
    pub fn to_source_exact(&self, span: ProseSpan) -> Option<SourceSpan> {
        let first = self.piece_at(span.start)?;
        let piece = self.pieces[first];
        let into = span.start - piece.prose;
        // Nearly all spans lie inside one piece.
        if piece.exact && !span.is_empty() && span.end <= self.prose_end(first) && into + span.len() <= piece.source_len
        {
            return Some(SourceSpan::new(piece.source + into, piece.source + into + span.len()));
        }
        let found = self.to_source(span);
        if span.is_empty() {
            let at_edge = piece.prose == span.start || self.prose_end(first) == span.start;
            return (piece.exact || at_edge).then_some(found);
        }
        let last = self.piece_at(span.end - 1)?;
        let exact = self.pieces[first..=last].iter().all(|piece| piece.exact);
        (exact && found.len() == span.len()).then_some(found)
    }

    /// The place in the prose of a byte of the source; for source that is no prose, the next prose after it.
    pub fn from_source(&self, offset: u32) -> u32 {
        let next = self.pieces.partition_point(|piece| piece.source <= offset);
        let Some(index) = next.checked_sub(1) else { return 0 };
        let piece = self.pieces[index];
        let into = offset - piece.source;
        if into >= piece.source_len {
            return self.prose_end(index);
        }
        if piece.exact { piece.prose + into } else { piece.prose }
    }

    fn piece_at(&self, offset: u32) -> Option<usize> {
        self.pieces.partition_point(|piece| piece.prose <= offset).checked_sub(1)
    }

    /// Where a piece ends in the prose.
    pub(super) fn prose_end(&self, index: usize) -> u32 {
        self.pieces.get(index + 1).map_or(self.text.len() as u32, |next| next.prose)
    }

    fn start_in_source(&self, offset: u32) -> u32 {
        let Some(index) = self.piece_at(offset) else { return 0 };
        let piece = self.pieces[index];
        let into = offset - piece.prose;
        if piece.exact {
            return piece.source + into.min(piece.source_len);
        }
        // At the very end of the text after a replaced run, the place is behind the run.
        if into > 0 && into >= self.prose_end(index) - piece.prose {
            return piece.source + piece.source_len;
        }
        piece.source
    }

    fn end_in_source(&self, offset: u32) -> u32 {
        let Some(index) = offset.checked_sub(1).and_then(|last| self.piece_at(last)) else { return 0 };
        let piece = self.pieces[index];
        if piece.exact {
            piece.source + (offset - piece.prose).min(piece.source_len)
        } else {
            piece.source + piece.source_len
        }
    }
}

/// Builds a [`Prose`] from left to right.
#[derive(Debug, Default)]
pub struct ProseBuilder {
    prose: Prose,
    /// How many bytes of prose stand before those that are held here.
    before: u32,
    open: Option<OpenBlock>,
    /// How text that comes now is set.
    is_bold: bool,
    is_italic: bool,
}

/// A block that is being written.
#[derive(Debug)]
struct OpenBlock {
    start: u32,
    style: BlockStyle,
    /// Unknown before the first word.
    bold: Option<Extent>,
    italic: Option<Extent>,
}

impl OpenBlock {
    /// Minds how text is set that is added; punctuation does not count.
    fn add(&mut self, text: &str, is_bold: bool, is_italic: bool) {
        let is_settled = |extent: Option<Extent>, is_set: bool| match extent {
            None | Some(Extent::Whole) => is_set && extent.is_some(),
            Some(_) => true,
        };
        if is_settled(self.bold, is_bold) && is_settled(self.italic, is_italic) {
            return;
        }
        if text.contains(char::is_alphanumeric) {
            self.bold = Some(Extent::with(self.bold, is_bold));
            self.italic = Some(Extent::with(self.italic, is_italic));
        }
    }
}

impl ProseBuilder {
    /// An empty prose, with room for what `source_len` bytes of source may give.
    pub fn with_capacity(source_len: usize) -> ProseBuilder {
        let mut builder = ProseBuilder::default();
        builder.prose.text.reserve(source_len);
        builder
    }

    /// A builder that goes on behind the first `pieces` pieces of a prose as the one would that wrote them. It begins
    /// with the last of them and with the last bytes of their text; those before are in `before`.
    pub(super) fn behind(prose: &Prose, pieces: usize) -> ProseBuilder {
        let mut builder = ProseBuilder::default();
        let Some(last) = pieces.checked_sub(1) else { return builder };
        let text = &prose.text[..prose.prose_end(last) as usize];
        // As far back as anybody looks: two line breaks.
        let start = (0..=text.len().saturating_sub(2)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        builder.before = start as u32;
        builder.prose.text.push_str(&text[start..]);
        builder.prose.pieces.push(prose.pieces[last]);
        builder
    }

    /// How many bytes of prose there are so far.
    pub fn len(&self) -> u32 {
        self.before + self.prose.text.len() as u32
    }

    /// How many of them are not held here.
    pub(super) fn before(&self) -> u32 {
        self.before
    }

    /// Whether there is no prose yet.
    pub fn is_empty(&self) -> bool {
        self.prose.text.is_empty()
    }

    /// Adds text that stands at `source_start` in the source byte by byte.
    pub fn copy(&mut self, text: &str, source_start: u32) {
        if text.is_empty() {
            return;
        }
        let prose = self.len();
        self.prose.text.push_str(text);
        self.note_emphasis(text);
        if let Some(last) = self.prose.pieces.last_mut()
            && last.exact
            && last.source + last.source_len == source_start
        {
            last.source_len += text.len() as u32;
            return;
        }
        self.prose.pieces.push(Piece { prose, source: source_start, source_len: text.len() as u32, exact: true });
    }

    /// Adds text that stands for the bytes `source` as a whole: a decoded entity, a space for a line break or a tag.
    pub fn replace(&mut self, text: &str, source: SourceSpan) {
        if text.is_empty() {
            return;
        }
        let prose = self.len();
        self.prose.text.push_str(text);
        self.note_emphasis(text);
        self.prose.pieces.push(Piece { prose, source: source.start, source_len: source.len(), exact: false });
    }

    /// Says how text that comes now is set.
    pub(super) fn set_emphasis(&mut self, is_bold: bool, is_italic: bool) {
        (self.is_bold, self.is_italic) = (is_bold, is_italic);
    }

    fn note_emphasis(&mut self, text: &str) {
        let (is_bold, is_italic) = (self.is_bold, self.is_italic);
        if let Some(open) = &mut self.open {
            open.add(text, is_bold, is_italic);
        }
    }

    /// Whether the open block ends with one of these characters, white space aside.
    pub(super) fn ends_with(&self, characters: &[char]) -> bool {
        self.open.is_some() && self.prose.text.trim_end().ends_with(characters)
    }

    /// Where the source ends that was written last.
    pub fn source_end(&self) -> u32 {
        self.prose.pieces.last().map_or(0, |piece| piece.source + piece.source_len)
    }

    /// Whether white space was written last (ASCII: a no-break space is none).
    pub fn ends_in_white_space(&self) -> bool {
        self.prose.text.as_bytes().last().is_some_and(u8::is_ascii_whitespace)
    }

    /// Begins a block with the text at `source_at`; an open one ends first. The line breaks between the two stand for
    /// all source between them.
    pub fn open_block(&mut self, style: impl Into<BlockStyle>, source_at: u32) {
        self.close_block();
        if !self.prose.text.is_empty() && !self.prose.text.ends_with("\n\n") {
            self.replace("\n\n", SourceSpan::new(self.source_end(), source_at));
        }
        self.start_block_here(style);
    }

    /// Begins a block right here, for a format that copies its own white space.
    pub fn start_block_here(&mut self, style: impl Into<BlockStyle>) {
        self.close_block();
        self.open = Some(OpenBlock { start: self.len(), style: style.into(), bold: None, italic: None });
    }

    /// Ends the open block, if there is one. A block of blank space only is none.
    pub fn close_block(&mut self) {
        let Some(OpenBlock { start, style, bold, italic }) = self.open.take() else { return };
        let text = &self.prose.text[(start - self.before) as usize..];
        let body = text.trim();
        if body.is_empty() {
            return;
        }
        let lead = (text.len() - text.trim_start().len()) as u32;
        let span = ProseSpan::new(start + lead, start + lead + body.len() as u32);
        let emphasis = Emphasis { bold: bold.unwrap_or_default(), italic: italic.unwrap_or_default() };
        self.prose.blocks.push(Block { span, kind: style.kind, nesting: style.nesting, emphasis });
    }

    /// Whether a block is open.
    pub fn in_block(&self) -> bool {
        self.open.is_some()
    }

    /// Notes a comment of the source at the present place.
    pub fn comment(&mut self, span: SourceSpan, text: &str) {
        let at = self.len();
        self.prose.comments.push(Comment { at, span, text: text.trim().to_owned() });
    }

    /// The finished prose.
    pub fn finish(mut self) -> Prose {
        self.close_block();
        self.prose
    }
}

#[cfg(test)]
mod tests {
    use super::super::BlockKind;
    use super::*;

    /// `one &amp; <b>two</b>` read by hand.
    fn sample() -> (&'static str, Prose) {
        let source = "one &amp; <b>two</b>";
        let mut builder = ProseBuilder::with_capacity(source.len());
        builder.open_block(BlockKind::Paragraph, 0);
        builder.copy("one ", 0);
        builder.replace("&", SourceSpan::new(4, 9));
        builder.copy(" ", 9);
        builder.copy("two", 13);
        (source, builder.finish())
    }

    #[test]
    fn spans_map_back_to_what_they_stand_for() {
        let (source, prose) = sample();
        assert_eq!(prose.text(), "one & two");
        for (words, in_source) in
            [("one", "one"), ("&", "&amp;"), ("one &", "one &amp;"), ("two", "two"), ("& two", "&amp; <b>two")]
        {
            let start = prose.text().find(words).unwrap() as u32;
            let span = ProseSpan::new(start, start + words.len() as u32);
            assert_eq!(prose.to_source(span).slice(source), in_source, "{words}");
        }
    }

    #[test]
    fn only_copied_text_maps_exactly() {
        let (_, prose) = sample();
        let exact = |start, end| prose.to_source_exact(ProseSpan::new(start, end));
        assert_eq!(exact(0, 3), Some(SourceSpan::new(0, 3)));
        assert_eq!(exact(6, 9), Some(SourceSpan::new(13, 16)));
        assert_eq!(exact(0, 5), None, "holds an entity");
        assert_eq!(exact(5, 9), None, "holds a tag");
    }

    #[test]
    fn source_offsets_find_their_prose() {
        let (source, prose) = sample();
        let at = |needle: &str| prose.from_source(source.find(needle).unwrap() as u32);
        assert_eq!(at("one"), 0);
        assert_eq!(at("amp"), 4, "inside an entity");
        assert_eq!(at("<b>"), 6);
        assert_eq!(at("two"), 6);
        assert_eq!(prose.from_source(999), 9);
    }
}
