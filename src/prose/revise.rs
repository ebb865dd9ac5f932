//! The text after an edit, made from the text before it.
//!
//! Tokens are read from left to right and look ahead no farther than the next word; sentences look ahead no farther
//! than a few tokens. So reading begins again a little before the edit, at a word that follows white space, and ends a
//! little behind it, where it meets a token of the old text in the same state. From there on all is as it was, and only
//! moves. The same holds for sentences. A text without an old one is the case in which nothing is met.

use std::ops::Range;

use super::paragraph::{Paragraph, Sentence};
use super::sentences::{Sentences, decided_by};
use super::text::Text;
use super::token::Token;
use super::token_index::{EachToken, TokenIndex};
use super::tokens::Tokens;
use crate::format::{Block, Change, Edit};
use crate::text::{ProseSpan, Splice, in_parts};

/// The most bytes of a character: as much may a token look into the word that follows it.
const CHARACTER: u32 = 4;

/// Few texts have shorter words than these, with the space behind them: room for their tokens is made at once.
const BYTES_A_TOKEN: u32 = 5;

/// How many blocks are worth a thread.
const WORTH_A_THREAD: usize = 300;

/// What an edit of a text replaced. Everything else was taken over and differs in its place only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revision {
    /// The bytes of the prose that differ. Either end may lie inside a character.
    pub text: Splice,
    /// The tokens that came and went.
    pub tokens: Splice<TokenIndex>,
    /// The sentences that were read again. Every token of the others is as it was.
    pub sentences: Splice,
    /// The paragraphs that hold what was read again, or have other neighbours.
    pub paragraphs: Splice,
}

/// Makes of a text that of its prose after a change.
pub fn revise(text: &mut Text, change: Change) -> Revision {
    let edit = text.prose.change(change);
    let changed = ChangedBlocks::find(text, edit);
    let Fresh { tokens: fresh, splice, ends } = fresh_tokens(text, &changed);
    let tokens = differing(&text.tokens, &fresh, splice, changed.edit);
    splice.exchange(&mut text.tokens, fresh, |token| token.span = changed.edit.moved_span(token.span));
    let (sentences, paragraphs) = part(text, splice, &ends, &changed);
    Revision { text: changed.edit, tokens, sentences, paragraphs }
}

/// Of the tokens that were read again, those that are not the same on either side of the edit.
fn differing(old: &[Token], fresh: &[Token], splice: Splice<TokenIndex>, edit: Splice) -> Splice<TokenIndex> {
    let old = &old[splice.before()];
    let is_same = |(old, new): &(&Token, &Token)| old.span.end <= edit.start && old == new;
    let front = old.iter().zip(fresh).take_while(is_same).count();
    let moves = |(old, new): &(&Token, &Token)| {
        old.span.start >= edit.old_end && Token { span: edit.moved_span(old.span), ..**old } == **new
    };
    let back = old[front..].iter().rev().zip(fresh[front..].iter().rev()).take_while(moves).count() as u32;
    Splice { start: splice.start + front as u32, old_end: splice.old_end - back, new_end: splice.new_end - back }
}

/// The blocks that an edit touched. Tokens are counted as before the edit.
struct ChangedBlocks {
    /// The bytes that differ.
    edit: Splice,
    old: Vec<Block>,
    /// The indexes of the new ones.
    new: Range<usize>,
    /// The first old token that is in one of them or behind.
    first: TokenIndex,
    /// The first old token behind them.
    behind: TokenIndex,
    /// Whether the first of the old and of the new begin at the same place, and the last end at the same place.
    same_start: bool,
    same_end: bool,
}

impl ChangedBlocks {
    /// Finds them in a text that has its new prose and still its old tokens.
    fn find(text: &Text, edit: Edit) -> ChangedBlocks {
        let Edit { text: bytes, blocks, gone: old } = edit;
        let all = text.prose.blocks();
        let now = &all[blocks.now()];
        let token_at = |byte: Option<u32>| {
            place(text.tokens.partition_point(|token| byte.is_none_or(|byte| token.span.start < byte)))
        };
        let front_end = blocks.now().start.checked_sub(1).map_or(0, |last| all[last].span.end);
        let ends_alike =
            |one: &Block, other: &Block| one.span.end >= bytes.old_end && bytes.moved(one.span.end) == other.span.end;
        ChangedBlocks {
            edit: bytes,
            first: token_at(Some(front_end)),
            behind: token_at(all.get(blocks.now().end).map(|block| bytes.was(block.span.start))),
            same_start: old.first().zip(now.first()).is_some_and(|(one, other)| one.span.start == other.span.start),
            same_end: old.last().zip(now.last()).is_some_and(|(one, other)| ends_alike(one, other)),
            old,
            new: blocks.now(),
        }
    }
}

/// The tokens that were read again.
#[derive(Default)]
struct Fresh {
    tokens: Vec<Token>,
    splice: Splice<TokenIndex>,
    /// For each changed block that is new, one past its last token as counted now.
    ends: Vec<TokenIndex>,
}

/// Reads the changed blocks of a text that still has its old tokens.
fn fresh_tokens(text: &Text, changed: &ChangedBlocks) -> Fresh {
    let (edit, old) = (changed.edit, &text.tokens);
    if old.is_empty() {
        return all_tokens(text, &text.prose.blocks()[changed.new.clone()]);
    }
    let start = restart(text, changed);
    let mut fresh = Fresh { tokens: Vec::new(), splice: Splice { start, ..Splice::default() }, ends: Vec::new() };
    let mut met = changed.behind;
    for (index, block) in text.prose.blocks()[changed.new.clone()].iter().enumerate() {
        let from = match old.get(start.number()) {
            Some(token) if index == 0 && start > changed.first => token.span.start,
            _ => block.span.start,
        };
        let is_last = index + 1 == changed.new.len();
        let mut meeting = changed.old.last().filter(|_| is_last && changed.same_end).map(|last| {
            let reached = last.span.start.max(edit.old_end);
            old.partition_point(|token| token.span.start < reached)
        });
        for token in Tokens::of(text.as_str(), ProseSpan::new(from, block.span.end)) {
            if let Some(at) = &mut meeting
                && token.span.start >= edit.new_end + CHARACTER
            {
                let start = edit.was(token.span.start);
                let is_before = |token: &Token| token.span.start < start;
                while old[..changed.behind.number()].get(*at).is_some_and(is_before) {
                    *at += 1;
                }
                let same = |known: &&Token| known.span.start == start && known.spaced == token.spaced;
                if old[..changed.behind.number()].get(*at).filter(same).is_some() {
                    met = place(*at);
                    break;
                }
            }
            fresh.tokens.push(token);
        }
        let taken_over = if is_last { changed.behind - met } else { 0 };
        fresh.ends.push(start + fresh.tokens.len() as u32 + taken_over);
    }
    fresh.splice.old_end = met.max(start);
    fresh.splice.new_end = start + fresh.tokens.len() as u32;
    fresh
}

/// Reads all blocks of a text that has no tokens yet.
fn all_tokens(text: &Text, blocks: &[Block]) -> Fresh {
    let read = |blocks: &[Block]| {
        let mut part = Fresh::default();
        let bytes: u32 = blocks.iter().map(|block| block.span.len()).sum();
        part.tokens.reserve((bytes / BYTES_A_TOKEN) as usize);
        for block in blocks {
            part.tokens.extend(Tokens::of(text.as_str(), block.span));
            part.ends.push(place(part.tokens.len()));
        }
        vec![part]
    };
    let mut parts = in_parts(blocks, WORTH_A_THREAD, read).into_iter();
    let mut all = parts.next().unwrap_or_default();
    for part in parts {
        let before = all.tokens.len() as u32;
        all.tokens.extend(part.tokens);
        all.ends.extend(part.ends.into_iter().map(|end| end + before));
    }
    all.splice.new_end = place(all.tokens.len());
    all
}

/// The token in front of which so many stand.
fn place(tokens: usize) -> TokenIndex {
    TokenIndex::from(tokens as u32)
}

/// The old token at which reading begins again: in the first changed block, a word behind white space that stands
/// before the edit; else the block's first.
fn restart(text: &Text, changed: &ChangedBlocks) -> TokenIndex {
    let now = text.prose.blocks()[changed.new.clone()].first();
    let (Some(before), Some(now)) = (changed.old.first(), now) else { return changed.first };
    if !changed.same_start {
        return changed.first;
    }
    // A token may look at the first character of the word behind it.
    let limit = changed.edit.start.min(before.span.end).min(now.span.end);
    let candidates = text.tokens.partition_point(|token| token.span.start + CHARACTER <= limit);
    let found = (changed.first..place(candidates)).each().rev().find(|&at| {
        let token = text.token(at);
        token.spaced && text.as_str()[..token.span.start as usize].ends_with(char::is_whitespace)
    });
    found.unwrap_or(changed.first)
}

/// Parts a text whose tokens are new into paragraphs and sentences; it still has the old ones. `ends` says for each
/// changed block where its tokens end.
fn part(text: &mut Text, tokens: Splice<TokenIndex>, ends: &[TokenIndex], changed: &ChangedBlocks) -> (Splice, Splice) {
    let front = text.paragraphs.partition_point(|paragraph| paragraph.tokens.end <= changed.first);
    let back = text.paragraphs.partition_point(|paragraph| paragraph.tokens.start < changed.behind);
    let sentence_of = |paragraph: usize| {
        text.paragraphs.get(paragraph).map_or(text.sentences.len(), |paragraph| paragraph.sentences.start as usize)
    };
    let (first, behind) = (sentence_of(front), sentence_of(back));
    // A sentence stays if nothing that decided on its end was read again.
    let stays = |sentence: &Sentence| decided_by(&sentence.tokens) <= tokens.start;
    let kept = first + text.sentences[first..].partition_point(stays);
    let mut met = behind;
    let (mut sentences, mut paragraphs): (Vec<Sentence>, Vec<Paragraph>) = (Vec::new(), Vec::new());
    let mut begin = changed.first;
    for (index, (block, &end)) in text.prose.blocks()[changed.new.clone()].iter().zip(ends).enumerate() {
        let range = std::mem::replace(&mut begin, end)..end;
        if range.is_empty() {
            continue;
        }
        let paragraph = (front + paragraphs.len()) as u32;
        let known = if index == 0 { &text.sentences[first..kept] } else { &[] };
        let first_sentence = kept + sentences.len() - known.len();
        let from = known.last().map_or(range.start, |last| last.tokens.end);
        let is_last = index + 1 == ends.len();
        for found in Sentences::of(text.prose.text(), &text.tokens, from..range.end) {
            if is_last && found.start >= tokens.new_end {
                let place = tokens.was(found.start);
                let at = text.sentences.partition_point(|sentence| sentence.tokens.start < place);
                if text.sentences[..met].get(at).is_some_and(|sentence| sentence.tokens.start == place) {
                    met = at;
                    break;
                }
            }
            sentences.push(Sentence { tokens: found, paragraph });
        }
        let taken_over = if is_last { behind - met } else { 0 };
        let held = first_sentence as u32..(kept + sentences.len() + taken_over) as u32;
        let Block { kind, nesting, emphasis, .. } = *block;
        paragraphs.push(Paragraph { sentences: held, tokens: range, kind, nesting, emphasis });
    }
    let splice = |start: usize, end: usize, count: usize| Splice {
        start: start as u32,
        old_end: end as u32,
        new_end: (start + count) as u32,
    };
    let of_sentences = splice(kept, met, sentences.len());
    let of_paragraphs = splice(front, back, paragraphs.len());
    let last = of_paragraphs.new_end.saturating_sub(1);
    of_sentences.exchange(&mut text.sentences, sentences, |sentence| {
        sentence.tokens = tokens.moved_range(&sentence.tokens);
        let stays_in_last = sentence.paragraph < of_paragraphs.old_end;
        sentence.paragraph = if stays_in_last { last } else { of_paragraphs.moved(sentence.paragraph) };
    });
    of_paragraphs.exchange(&mut text.paragraphs, paragraphs, |paragraph| {
        paragraph.sentences = of_sentences.moved_range(&paragraph.sentences);
        paragraph.tokens = tokens.moved_range(&paragraph.tokens);
    });
    (of_sentences, of_paragraphs)
}
