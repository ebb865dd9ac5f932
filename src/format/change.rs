//! What an edit of a source makes of its prose.

use super::block::Block;
use super::prose::{Comment, Piece, Prose};
use crate::text::Splice;

/// The prose of a source that was edited since, told by what differs.
#[derive(Debug)]
pub struct Change(Kind);

#[derive(Debug)]
enum Kind {
    /// All of it was read again.
    Whole(Prose),
    Part(Part),
}

/// A part of a source that was read again; in the rest, places differ only.
#[derive(Debug)]
pub(super) struct Part {
    /// What the part holds now, with all places counted in the whole.
    pub(super) now: Prose,
    /// Which bytes of the prose it takes the place of …
    pub(super) text: Splice,
    /// … and which entries.
    pub(super) blocks: Splice,
    pub(super) pieces: Splice,
    pub(super) comments: Splice,
    /// The bytes of the source.
    pub(super) source: Splice,
}

/// What a change has replaced in a prose.
#[derive(Debug)]
pub struct Edit {
    /// The bytes that differ. Either end may lie inside a character.
    pub text: Splice,
    /// The blocks that differ, or hold bytes that do.
    pub blocks: Splice,
    /// The blocks that are gone.
    pub gone: Vec<Block>,
}

impl Change {
    /// The prose as it is now, read from its beginning.
    pub fn whole(prose: Prose) -> Change {
        Change(Kind::Whole(prose))
    }

    pub(super) fn part(part: Part) -> Change {
        Change(Kind::Part(part))
    }
}

impl Prose {
    /// Makes this prose that of the source as it is now.
    pub fn change(&mut self, change: Change) -> Edit {
        match change.0 {
            Kind::Whole(now) => {
                let text = Splice::between(self.text.as_bytes(), now.text.as_bytes());
                let edit = Edit::of(text, 0, &self.blocks, &now.blocks);
                *self = now;
                edit
            }
            Kind::Part(part) => self.exchange(part),
        }
    }

    fn exchange(&mut self, part: Part) -> Edit {
        let Part { now, text, blocks, pieces, comments, source } = part;
        let differs = Splice::between(&self.text.as_bytes()[text.before()], now.text.as_bytes());
        let at = |place: u32| text.start + place;
        let differs = Splice { start: at(differs.start), old_end: at(differs.old_end), new_end: at(differs.new_end) };
        let edit = Edit::of(differs, blocks.start, &self.blocks[blocks.before()], &now.blocks);
        text.exchange_text(&mut self.text, &now.text);
        blocks.exchange(&mut self.blocks, now.blocks, |block: &mut Block| block.span = text.moved_span(block.span));
        pieces.exchange(&mut self.pieces, now.pieces, |piece: &mut Piece| {
            piece.prose = text.moved(piece.prose);
            piece.source = source.moved(piece.source);
        });
        comments.exchange(&mut self.comments, now.comments, |comment: &mut Comment| {
            comment.at = text.moved(comment.at);
            comment.span = source.moved_span(comment.span);
        });
        edit
    }
}

impl Edit {
    /// Finds which of the blocks, counted from `first`, differ where the bytes of `text` do.
    fn of(text: Splice, first: u32, before: &[Block], now: &[Block]) -> Edit {
        let in_front = |(one, other): &(&Block, &Block)| one == other && one.span.end <= text.start;
        let front = before.iter().zip(now).take_while(in_front).count();
        let moved = |block: Block| Block { span: text.moved_span(block.span), ..block };
        let behind = |(one, other): &(&Block, &Block)| one.span.start >= text.old_end && moved(**one) == **other;
        let rest = before[front..].iter().rev().zip(now[front..].iter().rev());
        let back = rest.take_while(behind).count();
        let place = |at: usize| first + at as u32;
        let (old_end, new_end) = (before.len() - back, now.len() - back);
        let blocks = Splice { start: place(front), old_end: place(old_end), new_end: place(new_end) };
        Edit { text, blocks, gone: before[front..old_end].to_vec() }
    }
}
