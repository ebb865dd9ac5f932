//! Whose words a pronoun stands in: it does not mean them.

use super::context::DiscourseContext;
use super::site::Site;
use super::speech::SpokenBy;
use super::utterances::{self, Manner, Utterance};
use crate::entities::link::builder::PartialEntityId;
use crate::language::WordSet;
use crate::prose::{EachToken, TokenIndex, TokenKind, TokenRange};
use crate::quotations::Passage;

impl DiscourseContext<'_> {
    /// Everybody whom a pronoun cannot mean by its clause and by what is said around it: who says the words in which it
    /// stands, whom its own words name, and to whom it speaks.
    pub(super) fn barred(&self, site: &Site<'_>) -> Vec<PartialEntityId> {
        let mut barred = self.bound(site);
        barred.extend(self.labelled(site));
        let passage = site.passage.and_then(|passage| self.passages.passages.get(passage));
        barred.extend(passage.and_then(|passage| self.goes_on(site, passage)));
        if passage.is_none_or(|passage| passage.depth == 0) {
            let direct = site.inside.iter().filter(|(_, utterance)| utterance.manner == Manner::Direct);
            barred.extend(direct.filter_map(|(index, _)| self.speech.by(*index).person()));
        }
        let Some(says) = site.says else { return barred };
        barred.extend(self.asked_about(site));
        for content in says.contents.iter().cloned().chain(self.said_next(site)) {
            let first = self.names.partition_point(|name| name.tokens.start < content.start);
            let inside = self.names.iter().skip(first).take_while(|name| name.tokens.start < content.end);
            barred.extend(inside.filter(|name| name.form.is_named()).map(|name| name.person));
        }
        let told = self.names.partition_point(|name| name.tokens.start < says.cue.end);
        let told =
            self.names.get(told).filter(|name| name.tokens.start == says.cue.end && site.pronoun.at < says.cue.end);
        barred.extend(told.map(|name| name.person));
        barred
    }

    /// *Lopez left at noon, a clerk said.* ¶ *“He never came back,” he said.*: whether the only one with a name who may be
    /// meant has not spoken before and would speak of himself like that. The words are another's then, whom the article
    /// does not name.
    pub(super) fn would_speak_of_oneself(
        &self,
        site: &Site<'_>,
        candidates: impl Iterator<Item = PartialEntityId>,
    ) -> bool {
        let start = site.says.filter(|says| says.manner == Manner::Direct).and_then(Utterance::content_start);
        let own = self.text.word(site.pronoun.at);
        // Behind the mark.
        let opens_alike = |start: TokenIndex| {
            (start..site.pronoun.at).each().take(2).any(|at| self.text.word(at).eq_ignore_ascii_case(own))
        };
        if !start.is_some_and(opens_alike) {
            return false;
        }
        let (unnamed, named): (Vec<_>, Vec<_>) = candidates.partition(|person| self.is_unnamed(*person));
        let [only] = named[..] else { return false };
        let another_spoke = || match self.speech.latest().map(|latest| latest.by) {
            Some(SpokenBy::Person(person)) => self.is_unnamed(person),
            by => by == Some(SpokenBy::Unnamed),
        };
        !self.known[only.index()].reported && (unnamed.is_empty() || another_spoke())
    }

    /// *“We waited,” he said. “Lopez never came.”*: the words that go on right behind the pronoun's sentence.
    fn said_next(&self, site: &Site<'_>) -> Option<TokenRange> {
        let says = site.says.filter(|says| says.manner == Manner::Direct)?;
        let own = self.text.sentence_of(site.pronoun.at);
        let next = self.text.sentences().get(own + 1)?;
        let is_near = self.text.sentences().get(own)?.paragraph == next.paragraph
            && says.content_start().is_some_and(|start| start < site.pronoun.at);
        let index = self.passages.passages.partition_point(|passage| passage.first() < next.tokens.start);
        let passage = self.passages.passages.get(index).filter(|passage| passage.first() == next.tokens.start)?;
        (is_near && passage.depth == 0).then(|| passage.first()..passage.end())
    }

    /// *“We waited,” said Lopez. “He never came.”*: who goes on speaking in a passage that is no part of a report: it is a
    /// sentence behind somebody's words, or opens a paragraph behind one with them, or its marks go on from theirs.
    fn goes_on(&self, site: &Site<'_>, passage: &Passage) -> Option<PartialEntityId> {
        if passage.depth > 0 || site.inside.iter().any(|(_, utterance)| utterance.manner != Manner::Indirect) {
            return None;
        }
        let start = utterances::opening(self.passages, passage.first());
        let opened = if start < passage.first() { self.speech.utterances.holding(start) } else { Vec::new() };
        let told = opened.iter().find(|(_, utterance)| utterance.manner == Manner::Direct);
        if let Some((index, _)) = told {
            return self.speech.by(*index).person();
        }
        let latest = self.speech.latest().filter(|latest| latest.end <= start)?;
        let sentence = self.text.sentences().get(self.text.sentence_of(start))?;
        let paragraph = self.text.paragraphs().get(sentence.paragraph as usize)?;
        let follows = latest.paragraph == sentence.paragraph
            || latest.paragraph + 1 == sentence.paragraph && paragraph.tokens.start == start;
        latest.by.person().filter(|_| follows && sentence.tokens.start == start)
    }

    /// *Asked what he thought of Lopez, he said …*: whom the question in front of the sentence names.
    fn asked_about(&self, site: &Site<'_>) -> impl Iterator<Item = PartialEntityId> {
        let at = site.pronoun.at;
        let own = self.text.sentences().get(self.text.sentence_of(at));
        let start = own.map_or(at, |own| own.tokens.start);
        let is_question = |utterance: &Utterance| utterance.speaker.is_none() && utterance.cue.start == start;
        let answers = |utterance: &Utterance| utterance.speaker.is_some() && utterance.said_by < at;
        let mut said = self.speech.utterances.around(start).map(|(_, utterance)| utterance);
        let asks = self.text.token(start).is_in(WordSet::PutQuestions) && said.any(is_question);
        let answered = asks && self.speech.utterances.around(start).any(|(_, utterance)| answers(utterance));
        let end = if asks && !answered { at } else { start };
        let first = self.names.partition_point(|name| name.tokens.start < start);
        let inside = self.names.iter().skip(first).take_while(move |name| name.tokens.start < end);
        inside.map(|name| name.person)
    }

    /// *LOPEZ: He never came.*: whoever the label names that opens a paragraph of a transcript.
    fn labelled(&self, site: &Site<'_>) -> Option<PartialEntityId> {
        let start = self.text.paragraphs().get(self.text.paragraph_of(site.pronoun.at))?.tokens.start;
        let label = self.names.get(self.names.partition_point(|name| name.tokens.start < start))?;
        let colon = self.text.get(label.tokens.end)?;
        (label.tokens.start == start && colon.kind == TokenKind::Colon).then_some(label.person)
    }
}
