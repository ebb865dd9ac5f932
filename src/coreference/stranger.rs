//! *Her neighbour nodded. “They want everything,” he said.*: somebody without a name acts right before the words, so the
//! pronoun beside them means nobody whom the article named before.

use super::context::DiscourseContext;
use super::site::Site;
use super::utterances::{self, Manner};
use crate::entities::Gender;
use crate::entities::facts::extract::SOMEBODY;
use crate::entities::grammar::gender;
use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, Token, TokenIndex, TokenKind, TokenRange};

/// Somebody whom marked words bring in is looked for so many tokens before a pronoun.
const LONGEST_INSIDE: u32 = 30;

/// What names somebody behind a noun and a comma begins no more tokens behind the noun than this.
const LONGEST_EXPLANATION: u32 = 6;

/// A noun phrase has no more tokens than this in front of its noun.
const LONGEST_BEFORE_NOUN: u32 = 5;

impl DiscourseContext<'_> {
    /// The first token of the sentence in which somebody without a name acts, right before the words that a pronoun says.
    /// Whom the pronoun means cannot have been mentioned before it alone.
    pub fn stranger_acts(&self, site: &Site<'_>) -> Option<TokenIndex> {
        // *“He is kind,” she adds*: whoever goes on has spoken before.
        let says = site.says.filter(|says| says.manner == Manner::Direct && !says.goes_on)?;
        let words = utterances::opening(self.passages, says.content_start()?).min(site.pronoun.at);
        let own = self.text.sentences().get(self.text.sentence_of(words))?.tokens.start;
        let from = if words < site.pronoun.at { words } else { own };
        let sentence = self.text.sentences().get(self.text.sentence_of(from.checked_sub(1)?))?;
        let is_here = sentence.paragraph as usize == self.text.paragraph_of(site.pronoun.at);
        let tokens = sentence.tokens.start..sentence.tokens.end.min(from);
        (is_here && self.is_about_stranger(&tokens, site.pronoun.gender)).then_some(tokens.start)
    }

    /// *Lopez said her son had left school.* ¶ *“He cried when I told him,” said Lopez.*: the first token of a sentence that
    /// speaks of a relative without a name, or is about somebody without one, right before marked words that open with a
    /// pronoun. It means nobody who was mentioned before that sentence alone.
    pub fn stranger_before(&self, site: &Site<'_>) -> Option<TokenIndex> {
        let passage = self.passages.passages.get(site.passage?)?;
        let start = utterances::opening(self.passages, passage.first());
        let own = self.text.sentence_of(start);
        let opens = passage.inside.start == site.pronoun.at && self.text.sentences().get(own)?.tokens.start == start;
        let before = self.text.sentences().get(own.checked_sub(1)?).filter(|_| opens)?.tokens.clone();
        let gender = site.pronoun.gender;
        let is_relative = |at: TokenIndex| self.is_relative_unnamed(at, gender, before.end);
        (before.each().any(is_relative) || self.is_about_stranger(&before, gender)).then_some(before.start)
    }

    /// *“My boss took me to lunch. He was right,” Lopez said.*: the token of somebody without a name whom marked words bring in
    /// before a pronoun in them. It means nobody who was mentioned before that alone.
    pub fn stranger_inside(&self, site: &Site<'_>) -> Option<TokenIndex> {
        let inside = self.passages.passages.get(site.passage?)?.inside.clone();
        let end = site.pronoun.at;
        let near = inside.start.max(end.saturating_sub(LONGEST_INSIDE))..end;
        near.each().rev().find(|at| self.is_brought_in(*at, near.start, end, site.pronoun.gender))
    }

    /// *my boss*, *our neighbour*: whether a noun brings in somebody of a gender who has no name; one with a title may be
    /// named elsewhere.
    fn is_brought_in(&self, at: TokenIndex, limit: TokenIndex, end: TokenIndex, gender: Gender) -> bool {
        let text = self.text;
        let token = text.token(at);
        let is_own = |token: &Token| token.is(Classes::FIRST_PERSON) && token.is(Classes::POSSESSIVE);
        let Some(opener) = (limit..at).each().rev().take(2).find(|index| is_own(text.token(*index))) else {
            return false;
        };
        let is_told_of = opener.checked_sub(1).is_some_and(|verb| {
            let verb = text.token(verb);
            let links = verb.is_in(WordSet::As) || verb.is_in(WordSet::LinksNoun);
            verb.is(Classes::BE) || verb.kind == TokenKind::Possessive || links
        });
        let is_joined = (opener + 1..at).each().any(|index| text.token(index).is(Classes::PREPOSITION | Classes::BE));
        let next = text.token(at + 1);
        let is_part = next.kind == TokenKind::Possessive || next.is(SOMEBODY) || next.is_capitalized();
        token.kind == TokenKind::Lower
            && token.is(SOMEBODY)
            && !token.is(Classes::TITLE)
            && gender::of_noun(token.classes()).agrees(gender)
            && !is_part
            && !is_told_of
            && !is_joined
            && !self.is_anybody_in(at, end, gender)
    }

    /// *her son*: whether a noun is that of a relative of a gender who has no name there.
    fn is_relative_unnamed(&self, at: TokenIndex, gender: Gender, end: TokenIndex) -> bool {
        let token = self.text.token(at);
        let is_owned = || at.checked_sub(1).is_some_and(|owner| self.text.token(owner).is(Classes::POSSESSIVE));
        // *her son Tom*, *her son, Tom*
        let is_comma = |at: TokenIndex| self.text.token(at).kind == TokenKind::Comma;
        let name = if at + 1 < end && is_comma(at + 1) { at + 2 } else { at + 1 };
        let is_named = name < end && self.text.token(name).is_capitalized();
        token.is(Classes::KIN)
            && gender::of_noun(token.classes()) == gender
            && is_owned()
            && !is_named
            && !self.is_anybody_in(at, end, gender)
    }

    /// Whether a sentence is about somebody of a gender who has no name.
    fn is_about_stranger(&self, sentence: &TokenRange, gender: Gender) -> bool {
        let text = self.text;
        let opens = text.get(sentence.start).is_some_and(|first| first.is(Classes::DETERMINER));
        let reach = sentence.start + 1..sentence.end.min(sentence.start + 1 + LONGEST_BEFORE_NOUN);
        let in_phrase = |at: &TokenIndex| {
            let token = text.token(*at);
            token.is_word() && !token.is(Classes::PREPOSITION | Classes::COORDINATOR | Classes::BE | Classes::HAVE)
        };
        let mut phrase = reach.each().take_while(in_phrase).skip_while(|at| !text.token(*at).is(SOMEBODY));
        // *A fire captain*: the last noun of several tells.
        let Some(noun) = phrase.next() else { return false };
        let noun = phrase.take_while(|at| text.token(*at).is(SOMEBODY)).last().unwrap_or(noun);
        let owns = text.get(noun + 1).is_some_and(|next| next.kind == TokenKind::Possessive);
        let outside = self.passages.innermost(noun).is_none();
        opens
            && !owns
            && outside
            && gender::of_noun(text.token(noun).classes()).agrees(gender)
            && !self.is_anybody_in(noun, sentence.end, gender)
    }

    /// Whether a noun stands for somebody whom the article names, or somebody of a gender is named behind it.
    fn is_anybody_in(&self, noun: TokenIndex, end: TokenIndex, gender: Gender) -> bool {
        let first = self.names.partition_point(|mention| mention.tokens.end <= noun);
        let behind = self.names.iter().skip(first).take_while(|mention| mention.tokens.start < end);
        let mut behind = behind.filter(|mention| !self.is_unnamed(mention.person));
        // *Her guest, a student named Lopez, left*
        let comma = self.text.get(noun + 1).is_some_and(|next| next.kind == TokenKind::Comma);
        let near = noun + if comma { LONGEST_EXPLANATION } else { 1 };
        behind.any(|mention| mention.tokens.start <= near || self.may_be(mention.person, gender))
    }
}
