//! What is remembered of frames, for the text after the next edit.
//!
//! What a frame tells is read from its own words, the token behind it, its passages, and the place, kind and form of the
//! mentions in it. A frame in which all of these are as they were tells what it told. Where frames stand, and what stands
//! in them, is found anew for each text and held against what was there: that is a walk over numbers, and no word is
//! read for it. Frames are joined to quotations anew, too.

use std::iter::Peekable;
use std::vec::IntoIter;

use super::Quotation;
use super::assemble::assemble;
use super::frames::{Scene, Unit, units};
use super::outline::{Frame, Landmarks, frames};
use super::told::{self, Telling};
use super::transcript::Turns;
use crate::entities::Entities;
use crate::prose::{Revision, Text, TokenIndex};
use crate::quotations::Quotations;
use crate::text::{Splice, in_parts};

/// How many frames are worth a thread.
const WORTH_A_THREAD: usize = 2_000;

/// The frames of a text.
#[derive(Debug, Default)]
pub struct Memory {
    frames: Vec<Known>,
    landmarks: Landmarks,
    turns: Turns,
    /// One past the last byte of the last token.
    end: u32,
}

/// A frame of which something is known.
#[derive(Debug)]
pub struct Known {
    /// Where it stands.
    pub frame: Frame,
    /// Its first byte.
    pub first_byte: u32,
    /// What it tells.
    pub telling: Telling,
}

impl Memory {
    /// All quotations of a text. Where it is the text before after a `revision`, frames that stayed as they were are not
    /// read again.
    pub fn find(
        &mut self,
        text: &Text,
        passages: &Quotations,
        entities: &Entities,
        revision: Option<&Revision>,
    ) -> Vec<Quotation> {
        let memory = revision.map_or_else(Memory::default, |_| std::mem::take(self));
        let landmarks = Landmarks::find(text, passages, entities);
        let turns = match revision {
            Some(revision) => memory.turns.revise(text, revision),
            None => Turns::find(text),
        };
        let whole = Splice { start: 0, old_end: 0, new_end: text.tokens().len() as u32 };
        let edit = revision.map_or(whole, |revision| revision.tokens);
        // Where sentences end may be read from words behind them.
        let first_sentence = revision.and_then(|revision| text.sentences().get(revision.sentences.start as usize));
        let start = first_sentence.map_or(edit.start, |sentence| sentence.tokens.start.min(edit.start));
        let end = text.tokens().last().map_or(0, |token| token.span.end);
        let reader = FrameReader { text, passages, entities, landmarks: &landmarks, turns: &turns };
        let outlined = frames(text, &landmarks);
        let frames = if revision.is_none() {
            in_parts(&outlined, WORTH_A_THREAD, |part| {
                let mut buffer = Vec::new();
                part.iter().map(|frame| reader.read(frame.clone(), &mut buffer)).collect()
            })
        } else {
            let mut earlier = Earlier {
                frames: memory.frames.into_iter().peekable(),
                landmarks: memory.landmarks,
                start,
                edit,
                moved: end.wrapping_sub(memory.end),
            };
            let mut buffer = Vec::new();
            let known = outlined.into_iter().map(|frame| match earlier.telling(&frame, &landmarks) {
                Some((first_byte, telling)) if !reader.is_turn(&frame) => Known { frame, first_byte, telling },
                _ => reader.read(frame, &mut buffer),
            });
            known.collect()
        };
        let quotations = assemble(text, passages, entities, &landmarks, &frames, turns.all());
        *self = Memory { frames, landmarks, turns, end };
        quotations
    }
}

/// Reads frames.
struct FrameReader<'r> {
    text: &'r Text,
    passages: &'r Quotations,
    entities: &'r Entities,
    landmarks: &'r Landmarks,
    turns: &'r Turns,
}

impl FrameReader<'_> {
    /// Whether a frame is in a turn, which speaks for all of its paragraph.
    fn is_turn(&self, frame: &Frame) -> bool {
        self.turns.all().binary_search_by_key(&(frame.paragraph as usize), |turn| turn.paragraph).is_ok()
    }

    /// Reads a frame; the buffer is kept between frames to save memory.
    fn read(&self, frame: Frame, buffer: &mut Vec<Unit>) -> Known {
        if self.is_turn(&frame) {
            return Known { frame, first_byte: 0, telling: Telling::Unread };
        }
        buffer.clear();
        buffer.extend(units(&frame, self.landmarks));
        let scene = Scene { text: self.text, passages: self.passages, units: buffer };
        let first_byte = self.text.token(frame.tokens.start).span.start;
        let telling = told::read(scene, self.entities, self.landmarks, &frame);
        Known { frame, first_byte, telling }
    }
}

/// The frames of the text before an edit, in order.
struct Earlier {
    frames: Peekable<IntoIter<Known>>,
    landmarks: Landmarks,
    /// The first token that the edit replaced, or of the sentences that it parted in another way.
    start: TokenIndex,
    /// The tokens that the edit replaced.
    edit: Splice,
    /// How many bytes all behind the edit has moved.
    moved: u32,
}

impl Earlier {
    /// The first byte of a frame and what it told before the edit, if it was the same frame. Frames are asked for in
    /// order.
    fn telling(&mut self, frame: &Frame, landmarks: &Landmarks) -> Option<(u32, Telling)> {
        // A mention may reach over the end, and the token behind tells whether it owns something.
        let mentioned = landmarks.mentions_of(frame).last().map_or(0, |mention| mention.tokens.end);
        let (start, moved) = if frame.tokens.end.max(mentioned) < self.start {
            (frame.tokens.start, 0)
        } else if frame.tokens.start >= self.edit.new_end {
            (frame.tokens.start - self.edit.new_end + self.edit.old_end, self.moved)
        } else {
            return None;
        };
        while self.frames.next_if(|known| known.frame.tokens.start < start).is_some() {}
        let Known { frame: earlier, first_byte, telling } =
            self.frames.next_if(|known| known.frame.tokens.start == start)?;
        let same = earlier.tokens.len() == frame.tokens.len()
            && earlier.awaited == frame.awaited
            && !matches!(telling, Telling::Unread)
            && landmarks.stand_as(frame, &self.landmarks, &earlier);
        same.then_some((first_byte.wrapping_add(moved), telling))
    }
}
