//! Where frames stand, and the passages and mentions that stand in them.
//!
//! A frame ends where a sentence ends outside the marks, or together with a passage that ends a sentence. That is found
//! from sentences and passages alone: no word is looked at, so it costs little to do it anew for every text.

use std::ops::Range;

use crate::entities::{Entities, EntityId, MentionForm};
use crate::language::Classes;
use crate::names::NameKind;
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};
use crate::quotations::{Passage, Quotations};

/// No sentence of news is longer than this, in units. What is (a megabyte without a stop) is read in pieces, since every
/// verb looks back and ahead in its frame.
const LONGEST_FRAME: u32 = 500;

/// A sentence with its passages folded: where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Its tokens; never empty.
    pub tokens: TokenRange,
    /// The paragraph it is in.
    pub paragraph: u32,
    /// Whether the frame behind it begins with marked words, which may lean on this one.
    pub awaited: bool,
    /// Its passages among the landmarks.
    passages: Range<u32>,
    /// Its mentions among the landmarks.
    mentions: Range<u32>,
}

/// Something that stands at a place of the text.
#[derive(Debug, Clone)]
pub struct Landmark<T> {
    /// Its tokens, its marks among them.
    pub tokens: TokenRange,
    /// What stands there.
    pub what: T,
}

/// An outermost passage.
#[derive(Debug, Clone, Copy)]
pub struct Marked {
    /// Its index among all passages.
    pub index: u32,
    /// Whether it is one unit of its frame; a marked name between names is not.
    pub folded: bool,
    /// Whether a mark opens it, and whether one closes it.
    marks: (bool, bool),
}

/// A mention of somebody or something.
#[derive(Debug, Clone, Copy)]
pub struct Mentioned {
    /// Who or what it is.
    pub entity: EntityId,
    form: MentionForm,
    kind: NameKind,
}

/// What reading a frame hangs on beside its words; each list in order, and nothing in it overlaps.
#[derive(Debug, Default)]
pub struct Landmarks {
    /// The outermost passages.
    pub passages: Vec<Landmark<Marked>>,
    /// The mentions.
    pub mentions: Vec<Landmark<Mentioned>>,
}

impl Landmarks {
    /// Collects what stands in a text.
    pub fn find(text: &Text, passages: &Quotations, entities: &Entities) -> Landmarks {
        let outermost = passages.passages.iter().enumerate().filter(|(_, passage)| passage.depth == 0);
        let passages = outermost.map(|(index, passage)| Landmark {
            tokens: passage.first()..passage.end(),
            what: Marked {
                index: index as u32,
                folded: !is_nickname(text, passage),
                marks: (passage.open.is_some(), passage.close.is_some()),
            },
        });
        let mentions = entities.mentions().map(|(entity, mention)| Landmark {
            tokens: mention.tokens.clone(),
            what: Mentioned { entity: entity.id, form: mention.form, kind: entity.kind },
        });
        Landmarks { passages: passages.collect(), mentions: mentions.collect() }
    }

    /// The outermost passages of a frame.
    pub fn passages_of(&self, frame: &Frame) -> &[Landmark<Marked>] {
        &self.passages[frame.passages.start as usize..frame.passages.end as usize]
    }

    /// The mentions of a frame. The first and the last may reach over its ends.
    pub fn mentions_of(&self, frame: &Frame) -> &[Landmark<Mentioned>] {
        &self.mentions[frame.mentions.start as usize..frame.mentions.end as usize]
    }

    /// Whether all that stands in `frame` stood in the frame `earlier` of other landmarks, as far from its beginning.
    /// Who the mentions are is not part of it.
    pub fn stand_as(&self, frame: &Frame, others: &Landmarks, earlier: &Frame) -> bool {
        let shift = frame.tokens.start.wrapping_sub(earlier.tokens.start);
        let marked = |one: &Marked, other: &Marked| (one.folded, one.marks) == (other.folded, other.marks);
        let mentioned = |one: &Mentioned, other: &Mentioned| (one.form, one.kind) == (other.form, other.kind);
        same(self.passages_of(frame), others.passages_of(earlier), shift, marked)
            && same(self.mentions_of(frame), others.mentions_of(earlier), shift, mentioned)
    }
}

/// Whether two lists are the same but for a shift of all places.
fn same<T>(now: &[Landmark<T>], before: &[Landmark<T>], shift: u32, equal: impl Fn(&T, &T) -> bool) -> bool {
    now.len() == before.len()
        && now.iter().zip(before).all(|(one, other)| {
            one.tokens.start == other.tokens.start.wrapping_add(shift)
                && one.tokens.end == other.tokens.end.wrapping_add(shift)
                && equal(&one.what, &other.what)
        })
}

/// A marked name between names is part of the name: *Marcia “Cia” Price*.
fn is_nickname(text: &Text, passage: &Passage) -> bool {
    if passage.words > 2 {
        return false;
    }
    let Some((before, after)) = passage.first().checked_sub(1).zip(text.tokens().get(passage.end() as usize)) else {
        return false;
    };
    let before = text.token(before);
    passage.inside.clone().all(|token| text.token(token).is_capitalized())
        && after.kind == TokenKind::Capital
        && before.kind == TokenKind::Capital
        && !before.is(Classes::CALENDAR)
        && !after.is(Classes::CALENDAR)
}

/// All frames of a text, in order.
pub fn frames(text: &Text, landmarks: &Landmarks) -> Vec<Frame> {
    let mut frames: Vec<Frame> = Vec::with_capacity(text.sentences().len());
    let mut sentences = text.sentences().iter().map(|sentence| sentence.tokens.end).peekable();
    let mut folded = landmarks.passages.iter().filter(|passage| passage.what.folded).peekable();
    let (mut passages, mut mentions) = (0, 0);
    for (paragraph, tokens) in (0..).zip(text.paragraphs().iter().map(|paragraph| &paragraph.tokens)) {
        let mut at = tokens.start;
        while at < tokens.end {
            let start = at;
            let mut units = 0;
            let begins_marked = folded.peek().is_some_and(|passage| passage.tokens.start == start);
            let ends = |at: TokenIndex, sentence: Option<&TokenIndex>| at >= tokens.end || sentence == Some(&at);
            while units == 0 || units < LONGEST_FRAME && !ends(at, sentences.peek()) {
                while sentences.next_if(|&end| end <= at).is_some() {}
                if let Some(passage) = folded.next_if(|passage| passage.tokens.start == at) {
                    at = passage.tokens.end;
                    units += 1;
                } else {
                    let passage = folded.peek().map_or(tokens.end, |passage| passage.tokens.start);
                    let sentence = sentences.peek().copied().unwrap_or(tokens.end);
                    let stop = passage.min(sentence).min(tokens.end).min(at + LONGEST_FRAME - units).max(at + 1);
                    units += stop - at;
                    at = stop;
                }
                while sentences.next_if(|&end| end < at).is_some() {}
            }
            if let Some(before) = frames.last_mut() {
                before.awaited = begins_marked;
            }
            frames.push(Frame {
                passages: within(&landmarks.passages, &mut passages, start..at),
                mentions: within(&landmarks.mentions, &mut mentions, start..at),
                tokens: start..at,
                paragraph,
                awaited: false,
            });
        }
    }
    frames
}

/// Which of a list share a token with `tokens`. `from` goes along with the frames.
fn within<T>(list: &[Landmark<T>], from: &mut usize, tokens: TokenRange) -> Range<u32> {
    *from += list[*from..].iter().take_while(|landmark| landmark.tokens.end <= tokens.start).count();
    let inside = list[*from..].iter().take_while(|landmark| landmark.tokens.start < tokens.end).count();
    *from as u32..(*from + inside) as u32
}
