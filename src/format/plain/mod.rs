//! Plain text: all of it is prose, and the map back is the identity. Only front matter stands in no block.
//!
//! What needs thought is where a paragraph ends. Copy pasted from the wires parts paragraphs with a blank line, copy
//! from a word processor with a single line break, and mail wraps its lines at some 72 columns without ending the
//! paragraph. So a line break between two lines of text is looked at: a line that breaks off in the middle of a
//! sentence has been wrapped; and in a text that has many such lines, so has every line whose next word would not have
//! fitted.

mod lines;
mod memory;
mod wrapping;

pub use memory::Memory;

use std::ops::Range;

use super::block::BlockKind;
use super::front_matter;
use super::prose::{Prose, ProseBuilder};
use lines::{Line, Lines};
use wrapping::{Wrapping, is_wrapped};

/// The prose of plain text: the text itself.
pub fn read(source: &str) -> Prose {
    Memory::default().read(source)
}

fn read_with(source: &str, width: Option<usize>) -> Prose {
    let mut builder = ProseBuilder::with_capacity(source.len());
    let mut done = 0;
    // What lies between two blocks is copied too, so that offsets in prose and source are equal.
    let mut add = |block: Range<usize>, kind: BlockKind| {
        builder.copy(&source[done..block.start], done as u32);
        builder.start_block_here(kind);
        builder.copy(&source[block.clone()], block.start as u32);
        builder.close_block();
        done = block.end;
    };
    let (headlines, start) = front_matter::read_plain(source);
    headlines.into_iter().for_each(|headline| add(headline.range(), BlockKind::Heading));
    let paragraphs = Paragraphs::of(Lines::between(source, start, source.len()), width);
    paragraphs.for_each(|paragraph| add(paragraph, BlockKind::Paragraph));
    builder.copy(&source[done..], done as u32);
    builder.finish()
}

/// The paragraphs that lines make; the first line begins one.
struct Paragraphs<'a> {
    lines: Lines<'a>,
    /// See [`Wrapping::width`].
    width: Option<usize>,
    /// The line after the last paragraph that was given.
    next: Option<Line<'a>>,
}

impl<'a> Paragraphs<'a> {
    fn of(mut lines: Lines<'a>, width: Option<usize>) -> Paragraphs<'a> {
        let next = lines.next();
        Paragraphs { lines, width, next }
    }
}

impl Iterator for Paragraphs<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let first = self.next.take()?;
        let mut last = first;
        for line in self.lines.by_ref() {
            if !is_wrapped(last, line, self.width) {
                self.next = Some(line);
                break;
            }
            last = line;
        }
        Some(first.start..last.end)
    }
}
