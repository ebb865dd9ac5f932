//! The prose of a Markdown file that is being written.
//!
//! A paragraph or a heading that begins at a line's first column behind a blank line, and stands in nothing else, is
//! read the same whatever stands before it, unless that is code or HTML that goes on over blank lines. So reading
//! begins again at the last of these whose first line the edit does not touch, and ends at the second one behind the
//! edit, or a later one, provided that no code and no HTML comes right before it. Where a thing may be read in the
//! light of another that stands anywhere, all is read.

use std::ops::Range;

use memchr::memrchr;

use super::super::block::BlockKind;
use super::super::change::{Change, Part};
use super::super::prose::{Prose, ProseBuilder};
use super::stretch::{Outline, read_stretch};
use super::words;
use crate::text::Splice;

/// At how many places behind an edit we try to end.
const ENDS_TRIED: usize = 3;

/// What is remembered of a file for its next version.
#[derive(Debug, Default)]
pub struct State {
    source: String,
    outline: Outline,
}

impl State {
    /// The prose of a file, read from its beginning.
    pub fn read(&mut self, source: &str) -> Prose {
        let prose = self.read_whole(source);
        source.clone_into(&mut self.source);
        prose
    }

    /// What became of the prose now that the source is `source`.
    pub fn revise(&mut self, source: &str, prose: &Prose) -> Change {
        let edit = Splice::between(self.source.as_bytes(), source.as_bytes()).of_characters(&self.source);
        let change = match self.reread(source, prose, edit) {
            Some(part) => Change::part(part),
            None => Change::whole(self.read_whole(source)),
        };
        edit.exchange_text(&mut self.source, &source[edit.now()]);
        change
    }

    fn read_whole(&mut self, source: &str) -> Prose {
        let (builder, outline) = read_stretch(ProseBuilder::with_capacity(source.len()), source, 0..source.len());
        self.outline = outline;
        builder.finish()
    }

    fn reread(&mut self, source: &str, prose: &Prose, edit: Splice) -> Option<Part> {
        if self.outline.reaches_far {
            return None;
        }
        if let Some(part) = words::typed(&self.source, source, edit, &self.outline, prose) {
            let behind = self.outline.starts.partition_point(|start| *start < edit.start);
            self.outline.starts[behind..].iter_mut().for_each(|start| *start = edit.moved(*start));
            return Some(part);
        }
        let from = self.last_before(edit);
        self.ends_behind(edit).into_iter().find_map(|to| self.reread_between(source, prose, edit, from..to))
    }

    /// Reads a stretch again; `old` is where it stood.
    fn reread_between(&mut self, source: &str, prose: &Prose, edit: Splice, old: Range<u32>) -> Option<Part> {
        let Range { start: from, end: to } = old;
        let new_to = edit.moved(to);
        let stretch = Stretch::of(prose, from, to, self.source.len() as u32)?;
        let builder = ProseBuilder::behind(prose, stretch.kept);
        let (builder, outline) = read_stretch(builder, source, from as usize..new_to as usize);
        let is_whole = outline.body <= new_to && (outline.ends_closed || new_to as usize == source.len());
        if outline.reaches_far || !is_whole {
            return None;
        }
        let part = stretch.part(prose, builder, edit)?;
        if from == 0 {
            self.outline.body = outline.body;
        }
        self.outline.has_tags |= outline.has_tags;
        let place = |at: u32| self.outline.starts.partition_point(|start| *start < at) as u32;
        let start = place(from);
        let old_end = if to as usize == self.source.len() { self.outline.starts.len() as u32 } else { place(to) };
        let starts = Splice { start, old_end, new_end: start + outline.starts.len() as u32 };
        starts.exchange(&mut self.outline.starts, outline.starts, |start| *start = edit.moved(*start));
        Some(part)
    }

    /// Where reading may begin again before an edit; the beginning of the file if nowhere else.
    fn last_before(&self, edit: Splice) -> u32 {
        let source = &self.source;
        let Some(line_end) = memrchr(b'\n', &source.as_bytes()[..edit.start as usize]) else { return 0 };
        let starts = &self.outline.starts;
        let before = &starts[..starts.partition_point(|start| *start as usize <= line_end)];
        // The parser takes this mark away from the beginning of what it reads.
        let may_begin = |start: &u32| is_apart(source, *start) && !source[*start as usize..].starts_with('\u{FEFF}');
        before.iter().copied().rfind(may_begin).unwrap_or(0)
    }

    /// Where reading may end behind an edit; the end of the file if nowhere else.
    fn ends_behind(&self, edit: Splice) -> Vec<u32> {
        let starts = &self.outline.starts;
        let behind = &starts[starts.partition_point(|start| *start < edit.old_end)..];
        let apart = behind.iter().copied().skip(1).filter(|start| is_apart(&self.source, *start));
        let ends: Vec<u32> = apart.take(ENDS_TRIED).collect();
        if ends.is_empty() { vec![self.source.len() as u32] } else { ends }
    }
}

/// Whether a place is at a line's first column, behind a blank line.
fn is_apart(source: &str, place: u32) -> bool {
    let Some(before) = source[..place as usize].strip_suffix('\n') else { return false };
    before.trim_end_matches([' ', '\t', '\r']).ends_with('\n')
}

/// A stretch of a source, and what of its prose came from it.
struct Stretch {
    source: Range<u32>,
    /// How many pieces of the prose stay before it, without the line breaks between two blocks.
    kept: usize,
    /// The first piece behind it.
    behind: usize,
}

impl Stretch {
    /// The stretch `from..to` of a source of `len` bytes.
    fn of(prose: &Prose, from: u32, to: u32, len: u32) -> Option<Stretch> {
        let piece_at = |place: u32| prose.pieces.partition_point(|piece| piece.source < place);
        let first = if from == 0 { 0 } else { piece_at(from) };
        let behind = if to == len { prose.pieces.len() } else { piece_at(to) };
        let kept = if first == prose.pieces.len() { Some(first) } else { before_break(prose, first) }?;
        Some(Stretch { source: from..to, kept, behind })
    }

    /// What `builder` has written in its place.
    fn part(&self, prose: &Prose, mut builder: ProseBuilder, edit: Splice) -> Option<Part> {
        let mut text_end = prose.text.len() as u32;
        if let Some(next) = prose.pieces.get(self.behind) {
            text_end = next.prose;
            // The line breaks before what follows stand for all source since the last text, so they are new.
            let had_break = before_break(prose, self.behind)? < self.behind;
            let before = builder.len();
            builder.open_block(BlockKind::Paragraph, edit.moved(next.source));
            builder.close_block();
            if had_break != (builder.len() > before) {
                return None;
            }
        }
        let cut = self.kept.checked_sub(1).map_or(0, |last| prose.prose_end(last));
        let text = Splice { start: builder.before(), old_end: text_end, new_end: builder.len() };
        let now = builder.finish();
        let splice = |start: usize, end: usize, count: usize| Splice {
            start: start as u32,
            old_end: end as u32,
            new_end: (start + count) as u32,
        };
        let block_at = |place: u32| prose.blocks.partition_point(|block| block.span.start < place);
        let comment_at = |place: u32| prose.comments.partition_point(|comment| comment.span.start < place);
        Some(Part {
            text,
            blocks: splice(block_at(cut), block_at(text_end), now.blocks.len()),
            // The builder began with the last that stays.
            pieces: splice(self.kept.saturating_sub(1), self.behind, now.pieces.len()),
            comments: splice(comment_at(self.source.start), comment_at(self.source.end), now.comments.len()),
            source: edit,
            now,
        })
    }
}

/// How many pieces stand before the line breaks that part a piece from the block before.
fn before_break(prose: &Prose, piece: usize) -> Option<usize> {
    let Some(index) = piece.checked_sub(1) else { return Some(0) };
    let (line_breaks, next) = (prose.pieces[index], prose.pieces[piece]);
    let text = &prose.text[line_breaks.prose as usize..next.prose as usize];
    let parts = !line_breaks.exact && text == "\n\n" && line_breaks.source + line_breaks.source_len == next.source;
    parts.then_some(index)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which part of a source is read again when `old` becomes `new`; nothing if all of it is.
    fn reread(old: &str, new: &str) -> Option<String> {
        let mut state = State::default();
        let prose = state.read(old);
        let edit = Splice::between(old.as_bytes(), new.as_bytes()).of_characters(old);
        state.reread(new, &prose, edit).map(|part| part.now.text)
    }

    #[test]
    fn an_edit_costs_the_paragraphs_around_it() {
        let source = "# One\n\nTwo *is* here.\n\nThree.\n\nFour.\n\n- Five\n\nSix.\n\nSeven more.\n\nEight.\n";
        let part = |old: &str, new: &str| reread(source, &source.replace(old, new));
        assert_eq!(part("Three", "Th*r*ee").as_deref(), Some("ne\n\nTwo is here.\n\nThree.\n\nFour.\n\nFive\n\n"));
        assert_eq!(part("Five", "Fi*v*e").as_deref(), Some("e.\n\nFour.\n\nFive\n\nSix.\n\n"));
        assert_eq!(part("Seven", "Seventeen").as_deref(), Some("teen"), "words alone are exchanged");
        assert_eq!(part("Three", "```\nThree"), None, "the code does not end");
        assert_eq!(part("Three", "[x]: Three"), None, "a definition may be used anywhere");
        assert_eq!(part("Three", "<div>Three"), None, "what follows stands in it");
    }
}
