//! What the words around a pronoun all but say: whom it means, whatever the weights make of it.

use super::context::{DiscourseContext, NameMention, RecentMention};
use super::site::Site;
use super::speech::{Latest, SpokenBy};
use super::utterances::{self, Manner};
use crate::entities::Gender;
use crate::entities::facts::extract::SOMEBODY;
use crate::entities::facts::pronoun::Pronoun;
use crate::entities::facts::relative;
use crate::entities::grammar::clause::Function;
use crate::entities::link::builder::PartialEntityId;
use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, TokenIndex, TokenKind, TokenRange};

/// So many tokens may stand before the name with which a sentence begins.
const LONGEST_TITLE: u32 = 2;

/// Somebody without a name who stands so many tokens before a pronoun is rather meant than who is named behind it.
const SOMEBODY_WITHIN: u32 = 60;

/// Between an article and its noun stand fewer tokens than this.
const LONGEST_NOUN_PHRASE: u32 = 6;

/// So many sentences behind a pronoun a name is looked for that it may be ahead of.
const SENTENCES_AHEAD: usize = 2;

impl DiscourseContext<'_> {
    /// Whoever the words around a pronoun all but name.
    pub fn certain(&self, site: &Site<'_>) -> Option<PartialEntityId> {
        self.goes_on_speaking(site)
            .or_else(|| self.speaks_on(site))
            .or_else(|| self.spoke_in_sentence_before(site))
            .or_else(|| self.acts_on_alone(site))
            .or_else(|| self.says_more(site))
            .or_else(|| self.takes_part(site))
            .or_else(|| self.is_joined_to(site))
            .or_else(|| self.owns_in_relative(site))
            .or_else(|| self.named_here(site))
            .or_else(|| self.named_before(site))
    }

    /// *“We waited,” she said. Her neighbour nodded. “He knows,” she added.*: whoever spoke last in the paragraph goes on, if
    /// nobody else who has a name was mentioned since.
    fn goes_on_speaking(&self, site: &Site<'_>) -> Option<PartialEntityId> {
        let says = site.says.filter(|says| says.goes_on && says.manner == Manner::Direct)?;
        let start = utterances::opening(self.passages, says.content_start()?).min(site.pronoun.at);
        let Latest { by: SpokenBy::Person(person), paragraph, end } = self.speech.latest()? else { return None };
        let is_here = paragraph as usize == self.text.paragraph_of(start);
        let fits = is_here && !self.is_unnamed(person) && self.may_be(person, site.pronoun.gender);
        (fits && !self.is_other_between(person, end..start, site.pronoun.gender)).then_some(person)
    }

    /// *Lopez said that the driver never came. “We waited,” she said.* · *… According to her, …*: whoever spoke in the sentence
    /// right before the words.
    fn spoke_in_sentence_before(&self, site: &Site<'_>) -> Option<PartialEntityId> {
        let says = site.says.filter(|says| says.manner != Manner::Elsewhere)?;
        let start = says.content_start().filter(|_| says.manner == Manner::Direct).unwrap_or(site.pronoun.at);
        let start = utterances::opening(self.passages, start).min(says.cue.start).min(site.pronoun.at);
        let Latest { by: SpokenBy::Person(person), paragraph, end } = self.speech.latest()? else { return None };
        let index = self.text.sentence_of(start);
        let (own, before) = (self.text.sentences().get(index)?, self.text.sentences().get(index.checked_sub(1)?)?);
        let follows = own.tokens.start == start && before.tokens.start < end && end <= start;
        let fits = follows && paragraph == own.paragraph && self.may_be(person, site.pronoun.gender);
        (fits && !self.is_other_between(person, end..start, site.pronoun.gender)).then_some(person)
    }

    /// *President Lopez, chairing, called for order. She later left.*: whoever opens the paragraph and is the only one of a
    /// gender in it acts in the next sentence, too.
    fn acts_on_alone(&self, site: &Site<'_>) -> Option<PartialEntityId> {
        let Pronoun { at, gender, function, .. } = site.pronoun;
        let own = self.text.sentence_of(at);
        let start = self.text.sentences().get(own)?.tokens.start;
        let paragraph = self.text.paragraphs().get(self.text.paragraph_of(at))?.tokens.start;
        let opens = start == at && paragraph < start && function == Function::Subject;
        let first = self.names.get(self.names.partition_point(|name| name.tokens.start < paragraph))?;
        let end = self.text.sentences().get(self.text.sentence_of(paragraph))?.tokens.end;
        let in_front = first.tokens.start <= paragraph + LONGEST_TITLE && first.tokens.start < end;
        let person = first.person;
        let fits = in_front && first.form.is_named() && !self.is_unnamed(person) && self.may_be(person, gender);
        let is_other = |mention: &RecentMention| {
            let is_here = mention.tokens.start >= paragraph && mention.tokens.start < start;
            is_here && mention.person != person && self.may_be(mention.person, gender)
        };
        (opens && fits && !self.recent.iter().any(is_other)).then_some(person)
    }

    /// Whether somebody other than a person who may be of a gender has been mentioned by name between two tokens.
    fn is_other_between(&self, person: PartialEntityId, between: TokenRange, gender: Gender) -> bool {
        self.recent.iter().any(|mention| {
            between.contains(&mention.tokens.start)
                && mention.person != person
                && !self.is_unnamed(mention.person)
                && self.may_be(mention.person, gender)
        })
    }

    /// *Lopez said that nobody came.* ¶ *“We waited,” she said.*: whoever spoke at the end of the paragraph before the words,
    /// if nobody else was mentioned since.
    fn speaks_on(&self, site: &Site<'_>) -> Option<PartialEntityId> {
        let start = site.says.filter(|says| says.manner == Manner::Direct)?.content_start()?;
        let start = utterances::opening(self.passages, start);
        self.spoke_before(start, site.pronoun.gender).filter(|_| start < site.pronoun.at)
    }

    /// *Lopez said that nobody came.* ¶ *She added that …*: the same for a pronoun that opens the paragraph.
    fn says_more(&self, site: &Site<'_>) -> Option<PartialEntityId> {
        let says = site.says.filter(|says| says.is_speech && says.manner != Manner::Elsewhere)?;
        // *According to her, …*
        self.spoke_before(says.cue.start.min(site.pronoun.at), site.pronoun.gender)
    }

    /// Whoever spoke last in the paragraph before the one that begins at `start`, if nobody else who may be of `gender` was
    /// mentioned since.
    fn spoke_before(&self, start: TokenIndex, gender: Gender) -> Option<PartialEntityId> {
        let paragraph = self.text.paragraph_of(start);
        let opens = self.text.paragraphs().get(paragraph).is_some_and(|found| found.tokens.start == start);
        let Latest { by: SpokenBy::Person(person), paragraph: spoken, end } = self.speech.latest()? else {
            return None;
        };
        let is_other = |mention: &RecentMention| {
            let is_between = mention.tokens.start >= end && mention.tokens.start < start;
            is_between && mention.person != person && self.may_be(mention.person, gender)
        };
        let follows = opens && spoken as usize + 1 == paragraph;
        (follows && !self.recent.iter().any(is_other)).then_some(person)
    }

    /// *“I never saw it,” she said. Lopez, 40, was on the bridge.*: whoever is named first behind a pronoun, right where one
    /// of the next sentences begins.
    pub(super) fn named_next(&self, site: &Site<'_>) -> Option<PartialEntityId> {
        let Pronoun { at, gender, .. } = site.pronoun;
        if site.says.is_none() && self.first_of_all.is_some() {
            return None;
        }
        let named = self.names.get(self.next_name..)?.iter().filter(|name| !self.is_unnamed(name.person));
        let mut behind = named.filter(|name| name.tokens.start > at);
        let name = behind.next().filter(|name| name.form.is_named() && self.may_be(name.person, gender))?;
        let sentence = self.text.sentence_of(name.tokens.start);
        let start = self.text.sentences().get(sentence)?.tokens.start;
        let leads = name.context.function == Function::Subject && name.tokens.start - start <= LONGEST_TITLE;
        let near = (1..=SENTENCES_AHEAD).contains(&(sentence - self.text.sentence_of(at).min(sentence)));
        let outside = self.passages.innermost(name.tokens.start).is_none();
        (leads && near && outside && !self.is_somebody_before(site.from.min(at))).then_some(name.person)
    }

    /// Whether a noun shortly before a token means somebody without a name (*The sailor came to the window. He said: “…”*);
    /// one behind *a* brings in whoever is named later (*A nurse told of her ward.* ¶ *Ana Roe …*).
    fn is_somebody_before(&self, at: TokenIndex) -> bool {
        let is_new = |noun: TokenIndex| {
            let article = (noun.saturating_sub(LONGEST_NOUN_PHRASE)..noun)
                .each()
                .rev()
                .find(|token| self.text.token(*token).is(Classes::DETERMINER));
            article.is_some_and(|article| self.text.token(article).is_in(WordSet::AAn))
        };
        let before = at.saturating_sub(SOMEBODY_WITHIN)..at;
        before.each().any(|token| {
            self.text.token(token).is(SOMEBODY) && self.passages.innermost(token).is_none() && !is_new(token)
        })
    }

    /// *The choir is led by Lopez. “It is slow,” he said.*: whoever alone of all who may be meant was mentioned in the
    /// paragraph before the words.
    fn named_here(&self, site: &Site<'_>) -> Option<PartialEntityId> {
        let start = site.says.filter(|says| says.manner == Manner::Direct)?.content_start()?;
        let start = utterances::opening(self.passages, start);
        let here = self.text.paragraphs().get(self.text.paragraph_of(start))?.tokens.start;
        let gender = site.pronoun.gender;
        let nobody = self.last_pronoun.iter().flatten().any(|last| last.person.is_none() && last.at >= here);
        let is_here = |mention: &&RecentMention| {
            mention.tokens.start >= here && mention.tokens.start < start && self.may_be(mention.person, gender)
        };
        let mut present = self.recent.iter().filter(is_here);
        let only = present.next().filter(|_| present.next().is_none() && start < site.pronoun.at && !nobody)?;
        let outside = self.passages.innermost(only.tokens.start).is_none();
        (outside && only.form.is_named()).then_some(only.person)
    }

    /// *Lopez hopes that it will be heard.* ¶ *“…,” he said.*: whoever alone of all who may be meant was mentioned since the
    /// paragraph before the words began, and is no object there. In world news right 71 times of 72.
    fn named_before(&self, site: &Site<'_>) -> Option<PartialEntityId> {
        let Pronoun { at, gender, .. } = site.pronoun;
        let says = site.says.filter(|says| says.is_speech && says.manner != Manner::Elsewhere)?;
        let direct = says.content_start().filter(|start| says.manner == Manner::Direct && *start < at);
        let start = direct.map_or(at, |start| utterances::opening(self.passages, start));
        let paragraph = self.text.paragraph_of(start);
        let opens = self.text.paragraphs().get(paragraph)?.tokens.start == start;
        let before = self.text.paragraphs().get(paragraph.checked_sub(1)?)?.tokens.start;
        let is_behind_verb =
            |function: Function| matches!(function, Function::Object | Function::Oblique | Function::Possessor);
        let is_here = |mention: &&RecentMention| {
            mention.tokens.start >= before && mention.tokens.start < start && self.may_be(mention.person, gender)
        };
        let mut present = self.recent.iter().filter(is_here);
        let only = present.next().filter(|_| present.next().is_none() && opens)?.person;
        let nobody = self.last_pronoun.iter().flatten().any(|last| last.person.is_none() && last.at >= before);
        // Somebody else spoke there whom the article does not name.
        let others = self
            .speech
            .latest()
            .is_some_and(|latest| latest.paragraph as usize + 1 >= paragraph && latest.by != SpokenBy::Person(only));
        let first = self.names.partition_point(|name| name.tokens.start < before);
        let names = self.names.get(first..self.next_name)?.iter().filter(|name| name.person == only);
        let mut acting = names.filter(|name| name.form.is_named() && !is_behind_verb(name.context.function));
        let acts = acting.any(|name| self.passages.innermost(name.tokens.start).is_none());
        (acts && !nobody && !others).then_some(only)
    }

    /// *For her part, Lopez said*: whoever the sentence names next.
    fn takes_part(&self, site: &Site<'_>) -> Option<PartialEntityId> {
        let Pronoun { at, function, gender, is_in_opening, .. } = site.pronoun;
        let token = |at: Option<TokenIndex>| at.and_then(|at| self.text.get(at));
        let is_phrase = token(at.checked_sub(1)).is_some_and(|token| token.is_in(WordSet::BeforePart))
            && token(Some(at + 1)).is_some_and(|token| token.is_in(WordSet::Part))
            && token(Some(at + 2)).is_some_and(|token| token.kind == TokenKind::Comma);
        let next = self.ahead(at).next().filter(|_| is_phrase && is_in_opening && function == Function::Possessor)?;
        self.may_be(next.person, gender).then_some(next.person)
    }

    /// *Lopez and her brother*: whoever is named right before *and* and a possessive.
    fn is_joined_to(&self, site: &Site<'_>) -> Option<PartialEntityId> {
        let Pronoun { at, function, gender, .. } = site.pronoun;
        let joint = at.checked_sub(1).filter(|&joint| self.text.token(joint).is(Classes::COORDINATOR))?;
        let last = self.recent.iter().rev().find(|mention| mention.tokens.end <= joint)?;
        let fits = last.tokens.end == joint && last.form.is_named() && function == Function::Possessor;
        (fits && self.may_be(last.person, gender)).then_some(last.person)
    }

    /// *with Lopez, who sold his catch there*: whoever a relative clause explains owns what it speaks of. In world news right
    /// 18 times of 19.
    fn owns_in_relative(&self, site: &Site<'_>) -> Option<PartialEntityId> {
        let Pronoun { at, function, gender, .. } = site.pronoun;
        if function != Function::Possessor {
            return None;
        }
        let start = self.text.sentences().get(self.sentence)?.tokens.start;
        let own = self.clause_of(at);
        let clause = (start..at).each().rev().take_while(|index| self.clause_of(*index) == own);
        let opens = clause.take_while(|index| self.text.token(*index).is_word()).last()?;
        let name = relative::antecedent(self.text, opens).filter(|_| self.text.word(opens) == "who")?;
        let next = self.names.partition_point(|mention| mention.tokens.start <= name);
        let mention = self.names.get(next.checked_sub(1)?).filter(|mention| mention.tokens.contains(&name))?;
        let is_other = |other: &NameMention| other.tokens.start < at && self.may_be(other.person, gender);
        let others = self.names.get(next..)?.iter().take_while(|other| other.tokens.start < at);
        (self.may_be(mention.person, gender) && !others.into_iter().any(is_other)).then_some(mention.person)
    }
}
