//! Words that are typed inside a line of Markdown and are no markup: the shortest way to the prose after an edit.
//!
//! What a line is, its first characters say; what stands inside it, certain characters and those beside them. So where
//! neither what comes nor what goes nor what stands beside it is such a character, where letters before it in the line
//! show that the line's beginning is past, and letters behind it that its end is not reached, the prose changes as the
//! source does.

use memchr::{memchr, memrchr_iter};

use super::super::block::Block;
use super::super::change::Part;
use super::super::prose::{Piece, Prose};
use super::stretch::Outline;
use crate::text::{ProseSpan, Splice};

/// How far from the edit letters are looked for. A character reference is shorter, so `&` is too.
const NEAR: usize = 64;

/// The prose after an edit that exchanges words, if it surely does no more.
pub fn typed(old: &str, new: &str, edit: Splice, outline: &Outline, prose: &Prose) -> Option<Part> {
    if outline.has_tags || edit.start <= outline.body {
        return None;
    }
    let index = prose.pieces.partition_point(|piece| piece.source < edit.start).checked_sub(1)?;
    let piece = prose.pieces[index];
    let piece_end = piece.source + piece.source_len;
    if !piece.exact || edit.old_end >= piece_end {
        return None;
    }
    let (start, end) = (edit.start as usize, edit.old_end as usize);
    let with_neighbours = &old.as_bytes()[start - 1..=end];
    if !with_neighbours.iter().chain(&new.as_bytes()[edit.now()]).all(|byte| is_plain(*byte)) {
        return None;
    }
    let near = start.saturating_sub(NEAR);
    let before = &old.as_bytes()[near.max(piece.source as usize)..start];
    let behind = &old.as_bytes()[end..(end + NEAR).min(piece_end as usize)];
    let is_inside = before.iter().any(u8::is_ascii_alphabetic) && behind.iter().any(u8::is_ascii_alphanumeric);
    if !is_inside || old.as_bytes()[near..start].contains(&b'&') || may_end_markup(&old.as_bytes()[..start]) {
        return None;
    }
    let in_prose = |place: u32| piece.prose + (place - piece.source);
    let text = Splice {
        start: in_prose(edit.start),
        old_end: in_prose(edit.old_end),
        new_end: in_prose(edit.start) + edit.now().len() as u32,
    };
    let block_index = prose.blocks.partition_point(|block| block.span.start <= text.start).checked_sub(1)?;
    let block = prose.blocks[block_index];
    if text.old_end > block.span.end {
        return None;
    }
    let comment = prose.comments.partition_point(|comment| comment.span.start < edit.start) as u32;
    let one = |index: usize| Splice { start: index as u32, old_end: index as u32 + 1, new_end: index as u32 + 1 };
    Some(Part {
        now: Prose {
            text: new[edit.now()].to_owned(),
            blocks: vec![Block { span: ProseSpan::new(block.span.start, text.moved(block.span.end)), ..block }],
            comments: Vec::new(),
            pieces: vec![Piece { source_len: edit.moved(piece_end) - piece.source, ..piece }],
        },
        text,
        blocks: one(block_index),
        pieces: one(index),
        comments: Splice { start: comment, old_end: comment, new_end: comment },
        source: edit,
    })
}

/// Whether a byte inside a line is nothing but text, whatever stands beside it.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii() || b" ,.'\"();:?!-/%$+=@".contains(&byte)
}

/// Whether a link, a footnote or a tag in brackets may have been begun in the paragraph that `before` ends in; what they
/// hold is almost any text.
fn may_end_markup(before: &[u8]) -> bool {
    let ends_paragraph = |at: &usize| *at > 0 && before[at - 1] == b'\n';
    let paragraph = memrchr_iter(b'\n', before).find(ends_paragraph).unwrap_or(0);
    memchr(b'[', &before[paragraph..]).is_some()
}
