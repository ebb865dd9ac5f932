//! The paragraphs of plain text.

use std::ops::Range;

use super::super::block::BlockKind;
use super::super::front_matter;
use super::super::prose::{Prose, ProseBuilder};
use super::lines::{Line, Lines};
use super::wrapping::is_wrapped;

/// The prose of a source whose lines are wrapped at a width, if they are.
pub fn read_with(source: &str, width: Option<usize>) -> Prose {
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
pub struct Paragraphs<'a> {
    lines: Lines<'a>,
    /// See [`Wrapping::width`].
    width: Option<usize>,
    /// The line after the last paragraph that was given.
    next: Option<Line<'a>>,
}

impl<'a> Paragraphs<'a> {
    /// The paragraphs of some lines.
    pub fn of(mut lines: Lines<'a>, width: Option<usize>) -> Paragraphs<'a> {
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
