//! The prose of a plain text that is being written.
//!
//! Whether a line goes on with the one before is decided by these two, what stands between them, and the width to which
//! the whole text is wrapped. So reading begins again at the last paragraph whose first line the edit does not touch,
//! ends before the second one behind it, and the width is counted anew from the lines between; where it is another,
//! all is read again.

use memchr::memrchr3;

use super::super::block::{Block, BlockKind, Emphasis, Nesting};
use super::super::change::{Change, Part};
use super::super::front_matter;
use super::super::prose::{Piece, Prose};
use super::lines::{Lines, ends_line};
use super::paragraphs::{Paragraphs, read_with};
use super::wrapping::Wrapping;
use crate::text::{ProseSpan, Splice};

/// What is remembered of a text for its next version. The text itself is its prose.
#[derive(Debug, Default)]
pub struct Memory {
    wrapping: Wrapping,
}

/// Where reading begins again or ends: at a paragraph, or at an end of the text.
#[derive(Clone, Copy)]
struct Edge {
    /// The index of the paragraph's block.
    block: usize,
    /// Where its first line begins.
    line: usize,
    /// Some place behind that line.
    behind: usize,
}

impl Memory {
    /// The prose of a text, read from its beginning.
    pub fn read(&mut self, source: &str) -> Prose {
        self.wrapping = Wrapping::default();
        self.wrapping.count(Lines::of(source), 1);
        read_with(source, self.wrapping.width())
    }

    /// What became of the prose now that the text is `source`.
    pub fn revise(&mut self, source: &str, prose: &Prose) -> Change {
        let old = prose.text();
        if front_matter::may_begin(old) || front_matter::may_begin(source) {
            return Change::whole(self.read(source));
        }
        let edit = Splice::between(old.as_bytes(), source.as_bytes());
        let (first, last) = (first_edge(prose, edit), last_edge(prose, edit));
        let moved = |place: usize| edit.moved(place as u32) as usize;
        let width = self.wrapping.width();
        // The line at the last edge may follow another one now.
        self.wrapping.count(Lines::between(old, first.line, last.behind), -1);
        self.wrapping.count(Lines::between(source, first.line, moved(last.behind)), 1);
        if self.wrapping.width() != width {
            return Change::whole(read_with(source, self.wrapping.width()));
        }
        let text =
            Splice { start: first.line as u32, old_end: last.line as u32, new_end: edit.moved(last.line as u32) };
        let paragraphs = Paragraphs::of(Lines::between(source, first.line, text.new_end as usize), width);
        let blocks: Vec<Block> = paragraphs.map(|paragraph| block(source, paragraph.start, paragraph.end)).collect();
        let len = source.len() as u32;
        let pieces: Vec<Piece> =
            (len > 0).then_some(Piece { prose: 0, source: 0, source_len: len, exact: true }).into_iter().collect();
        Change::part(Part {
            text,
            blocks: Splice {
                start: first.block as u32,
                old_end: last.block as u32,
                new_end: (first.block + blocks.len()) as u32,
            },
            pieces: Splice { start: 0, old_end: prose.pieces.len() as u32, new_end: pieces.len() as u32 },
            comments: Splice::default(),
            source: edit,
            now: Prose { text: source[text.now()].to_owned(), blocks, comments: Vec::new(), pieces },
        })
    }
}

/// The block of a paragraph, without blank space around.
fn block(source: &str, start: usize, end: usize) -> Block {
    let text = &source[start..end];
    let start = start + (text.len() - text.trim_start().len());
    let span = ProseSpan::new(start as u32, (start + text.trim().len()) as u32);
    Block { span, kind: BlockKind::Paragraph, nesting: Nesting::default(), emphasis: Emphasis::default() }
}

/// The last paragraph whose first line ends before an edit; the beginning of the text if there is none.
fn first_edge(prose: &Prose, edit: Splice) -> Edge {
    let beginning = Edge { block: 0, line: 0, behind: 0 };
    let before = &prose.text.as_bytes()[..edit.start as usize];
    let Some(line_end) = memrchr3(b'\n', b'\r', b'\x0C', before) else { return beginning };
    let behind = prose.blocks.partition_point(|block| block.span.start as usize <= line_end);
    behind.checked_sub(1).map_or(beginning, |block| Edge { block, line: line_of(prose, block), behind: line_end })
}

/// The second paragraph that begins behind an edit; the end of the text if there is none.
fn last_edge(prose: &Prose, edit: Splice) -> Edge {
    let behind = prose.blocks.partition_point(|block| block.span.start <= edit.old_end);
    let is_behind = |block: &usize| line_of(prose, *block) > edit.old_end as usize;
    let found = (behind..prose.blocks.len()).find(is_behind).map(|first| first + 1);
    let end = Edge { block: prose.blocks.len(), line: prose.text.len(), behind: prose.text.len() };
    let Some(second) = found.filter(|second| *second < prose.blocks.len()) else { return end };
    let block = prose.blocks[second];
    let text = &prose.text[block.span.range()];
    let line_len = text.find(ends_line).unwrap_or(text.len());
    Edge { block: second, line: line_of(prose, second), behind: block.span.start as usize + line_len }
}

/// Where the first line of a block begins.
fn line_of(prose: &Prose, block: usize) -> usize {
    let before = &prose.text[..prose.blocks[block].span.start as usize];
    before.trim_end_matches(|character: char| character.is_whitespace() && !ends_line(character)).len()
}
