//! The text after an edit, made from the text before it.
//!
//! Tokens are read from left to right and look ahead no farther than the next word; sentences look ahead no farther
//! than a few tokens. So reading begins again a little before the edit, at a word that follows white space, and ends a
//! little behind it, where it meets a token of the old text in the same state. From there on all is as it was, and only
//! moves. The same holds for sentences. A text without an old one is the case in which nothing is met.

use std::ops::Range;

use super::sentences::{LOOK_AHEAD, Sentences};
use super::tokens::{Token, Tokens};
use super::{Paragraph, Sentence, Text, TokenIndex};
use crate::format::{Block, Prose};
use crate::text::ProseSpan;

/// The most bytes of a character: as much may a token look into the word that follows it.
const CHARACTER: u32 = 4;

/// What an edit of a text replaced. Everything else was taken over and differs in its place only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revision {
    /// The tokens that were read again.
    pub tokens: Splice,
    /// The sentences that were read again. Every token of the others was taken over.
    pub sentences: Splice,
}

/// In a list, which entries were replaced by how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Splice {
    /// The first that was replaced; all before it stand where they stood.
    pub start: u32,
    /// One past the last that was replaced, as counted before.
    pub old_end: u32,
    /// The same as counted now.
    pub new_end: u32,
}

impl Splice {
    /// What was replaced, as counted before.
    pub fn before(self) -> Range<usize> {
        self.start as usize..self.old_end as usize
    }

    /// What stands there now.
    pub fn now(self) -> Range<usize> {
        self.start as usize..self.new_end as usize
    }

    /// The place that an entry behind the replaced ones has now.
    pub fn moved(self, old: u32) -> u32 {
        old - self.old_end + self.new_end
    }
}

/// Makes the text of `prose` from that of an earlier prose.
pub fn revise(old: &Text, prose: Prose) -> (Text, Revision) {
    let edit = edit(old.as_str(), prose.text());
    let changed = ChangedBlocks::find(old, &prose, edit);
    let fresh = fresh_tokens(old, &prose, edit, &changed);
    let mut tokens = Vec::with_capacity(fresh.splice.moved(old.tokens.len() as u32) as usize);
    tokens.extend_from_slice(&old.tokens[..fresh.splice.start as usize]);
    tokens.extend_from_slice(&fresh.tokens);
    let behind = &old.tokens[fresh.splice.old_end as usize..];
    tokens.extend(behind.iter().map(|token| Token { span: moved(token.span, edit), ..*token }));
    let mut text = Text { prose, tokens, sentences: Vec::new(), paragraphs: Vec::new() };
    let sentences = part(old, &mut text, &fresh, &changed);
    (text, Revision { tokens: fresh.splice, sentences })
}

/// The bytes that differ between two texts. Either end may lie inside a character.
fn edit(old: &str, new: &str) -> Splice {
    let (old, new) = (old.as_bytes(), new.as_bytes());
    let shorter = old.len().min(new.len());
    let start = equal_bytes(shorter, |from, to| (&old[from..to], &new[from..to]));
    let behind = equal_bytes(shorter - start, |from, to| {
        (&old[old.len() - to..old.len() - from], &new[new.len() - to..new.len() - from])
    });
    Splice { start: start as u32, old_end: (old.len() - behind) as u32, new_end: (new.len() - behind) as u32 }
}

/// How many of `limit` bytes are equal; `pair` gives the same stretch of both sides, counted from where they meet.
fn equal_bytes<'t>(limit: usize, pair: impl Fn(usize, usize) -> (&'t [u8], &'t [u8])) -> usize {
    let mut equal = 0;
    // Long stretches are compared as a whole, and the one that differs byte by byte.
    for step in [4096, 64, 1] {
        while equal + step <= limit {
            let (one, other) = pair(equal, equal + step);
            if one != other {
                break;
            }
            equal += step;
        }
    }
    equal
}

/// A span behind an edit, moved along.
fn moved(span: ProseSpan, edit: Splice) -> ProseSpan {
    ProseSpan::new(edit.moved(span.start), edit.moved(span.end))
}

/// The blocks that an edit touched.
struct ChangedBlocks {
    old: Vec<Block>,
    new: Vec<Block>,
    /// The first old token that is in one of them or behind.
    first: TokenIndex,
    /// The first old token behind them.
    behind: TokenIndex,
    /// Whether the first of the old and of the new begin at the same place, and the last end at the same place.
    same_start: bool,
    same_end: bool,
}

impl ChangedBlocks {
    fn find(old: &Text, prose: &Prose, edit: Splice) -> ChangedBlocks {
        let (before, now) = (old.prose.blocks(), prose.blocks());
        let in_front = |(one, other): &(&Block, &Block)| one == other && one.span.end <= edit.start;
        let front = before.iter().zip(now).take_while(in_front).count();
        let behind = |(one, other): &(&Block, &Block)| {
            one.span.start >= edit.old_end && moved(one.span, edit) == other.span && one.kind == other.kind
        };
        let rest = before[front..].iter().rev().zip(now[front..].iter().rev());
        let back = rest.take_while(behind).count();
        let (before, now) = (&before[..before.len() - back], &now[..now.len() - back]);
        let token_at = |byte: Option<u32>| {
            old.tokens.partition_point(|token| byte.is_none_or(|byte| token.span.start < byte)) as TokenIndex
        };
        let front_end = front.checked_sub(1).map_or(0, |last| before[last].span.end);
        let (first_old, first_new) = (before.get(front), now.get(front));
        let (last_old, last_new) = (before[front..].last(), now[front..].last());
        ChangedBlocks {
            first: token_at(Some(front_end)),
            behind: token_at(old.prose.blocks().get(before.len()).map(|block| block.span.start)),
            same_start: first_old.zip(first_new).is_some_and(|(one, other)| one.span.start == other.span.start),
            same_end: last_old
                .zip(last_new)
                .is_some_and(|(one, other)| one.span.end >= edit.old_end && edit.moved(one.span.end) == other.span.end),
            old: before[front..].to_vec(),
            new: now[front..].to_vec(),
        }
    }
}

/// The tokens that were read again.
struct Fresh {
    tokens: Vec<Token>,
    splice: Splice,
    /// For each changed block that is new, one past its last token as counted now.
    ends: Vec<TokenIndex>,
}

fn fresh_tokens(old: &Text, prose: &Prose, edit: Splice, changed: &ChangedBlocks) -> Fresh {
    let start = restart(old, edit, changed);
    let mut fresh = Fresh { tokens: Vec::new(), splice: Splice { start, ..Splice::default() }, ends: Vec::new() };
    let mut met = changed.behind;
    for (index, block) in changed.new.iter().enumerate() {
        let from = match old.tokens.get(start as usize) {
            Some(token) if index == 0 && start > changed.first => token.span.start,
            _ => block.span.start,
        };
        let is_last = index + 1 == changed.new.len();
        let mut meeting = changed.old.last().filter(|_| is_last && changed.same_end).map(|last| {
            let reached = last.span.start.max(edit.old_end);
            old.tokens.partition_point(|token| token.span.start < reached)
        });
        for token in Tokens::of(prose.text(), ProseSpan::new(from, block.span.end)) {
            if let Some(at) = &mut meeting
                && token.span.start >= edit.new_end + CHARACTER
            {
                let place = token.span.start - edit.new_end + edit.old_end;
                let is_before = |token: &Token| token.span.start < place;
                while old.tokens[..changed.behind as usize].get(*at).is_some_and(is_before) {
                    *at += 1;
                }
                let same = |known: &&Token| known.span.start == place && known.spaced == token.spaced;
                if old.tokens[..changed.behind as usize].get(*at).filter(same).is_some() {
                    met = *at as TokenIndex;
                    break;
                }
            }
            fresh.tokens.push(token);
        }
        let taken_over = if is_last { changed.behind - met } else { 0 };
        fresh.ends.push(start + fresh.tokens.len() as TokenIndex + taken_over);
    }
    fresh.splice.old_end = met.max(start);
    fresh.splice.new_end = start + fresh.tokens.len() as TokenIndex;
    fresh
}

/// The old token at which reading begins again: in the first changed block, a word behind white space that stands
/// before the edit; else the block's first.
fn restart(old: &Text, edit: Splice, changed: &ChangedBlocks) -> TokenIndex {
    let (Some(before), Some(now)) = (changed.old.first(), changed.new.first()) else { return changed.first };
    if !changed.same_start {
        return changed.first;
    }
    // A token may look at the first character of the word behind it.
    let limit = edit.start.min(before.span.end).min(now.span.end);
    let candidates = old.tokens.partition_point(|token| token.span.start + CHARACTER <= limit) as TokenIndex;
    let found = (changed.first..candidates).rev().find(|&index| {
        let token = old.token(index);
        token.spaced && old.as_str()[..token.span.start as usize].ends_with(char::is_whitespace)
    });
    found.unwrap_or(changed.first)
}

/// Parts a text whose tokens are known into paragraphs and sentences.
fn part(old: &Text, text: &mut Text, fresh: &Fresh, changed: &ChangedBlocks) -> Splice {
    let tokens = fresh.splice;
    let front = old.paragraphs.partition_point(|paragraph| paragraph.tokens.end <= changed.first);
    let back = old.paragraphs.partition_point(|paragraph| paragraph.tokens.start < changed.behind);
    let sentence_of = |paragraph: usize| {
        old.paragraphs.get(paragraph).map_or(old.sentences.len(), |paragraph| paragraph.sentences.start as usize)
    };
    text.sentences.reserve(old.sentences.len());
    text.paragraphs.reserve(old.paragraphs.len());
    text.paragraphs.extend_from_slice(&old.paragraphs[..front]);
    // A sentence stays if nothing that decided on its end was read again.
    let first = sentence_of(front);
    let stays = |sentence: &&Sentence| sentence.tokens.end + LOOK_AHEAD <= tokens.start;
    let kept = first + old.sentences[first..].iter().take_while(stays).count();
    text.sentences.extend_from_slice(&old.sentences[..kept]);
    let mut met = sentence_of(back);
    let mut new_end = kept;
    let mut begin = changed.first;
    for (index, (block, &end)) in changed.new.iter().zip(&fresh.ends).enumerate() {
        let range = std::mem::replace(&mut begin, end)..end;
        if range.is_empty() {
            continue;
        }
        let paragraph = text.paragraphs.len() as u32;
        let sentences = if index == 0 { first } else { text.sentences.len() };
        let from = text.sentences[sentences..].last().map_or(range.start, |last| last.tokens.end);
        let is_last = index + 1 == changed.new.len();
        for found in Sentences::of(text.prose.text(), &text.tokens, from..range.end) {
            let begins_as_before = |sentence: &Sentence| tokens.moved(sentence.tokens.start) == found.start;
            if is_last && found.start >= tokens.new_end {
                let place = found.start - tokens.new_end + tokens.old_end;
                let at = old.sentences.partition_point(|sentence| sentence.tokens.start < place);
                if old.sentences[..met].get(at).is_some_and(begins_as_before) {
                    met = at;
                    break;
                }
            }
            text.sentences.push(Sentence { tokens: found, paragraph });
        }
        new_end = text.sentences.len();
        let taken_over = if is_last { sentence_of(back) - met } else { 0 };
        let sentences = sentences as u32..(new_end + taken_over) as u32;
        text.paragraphs.push(Paragraph { sentences, tokens: range, kind: block.kind });
    }
    let splice = Splice { start: kept as u32, old_end: met as u32, new_end: new_end as u32 };
    let taken_over = sentence_of(back) - met;
    let paragraphs = Splice { start: 0, old_end: back as u32, new_end: text.paragraphs.len() as u32 };
    let last = paragraphs.new_end.saturating_sub(1);
    text.sentences.extend(old.sentences[met..].iter().enumerate().map(|(index, sentence)| Sentence {
        tokens: tokens.moved(sentence.tokens.start)..tokens.moved(sentence.tokens.end),
        paragraph: if index < taken_over { last } else { paragraphs.moved(sentence.paragraph) },
    }));
    text.paragraphs.extend(old.paragraphs[back..].iter().map(|paragraph| Paragraph {
        sentences: splice.moved(paragraph.sentences.start)..splice.moved(paragraph.sentences.end),
        tokens: tokens.moved(paragraph.tokens.start)..tokens.moved(paragraph.tokens.end),
        kind: paragraph.kind,
    }));
    splice
}
