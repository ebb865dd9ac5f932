//! Who may be meant where a pronoun stands.

use super::context::{DiscourseContext, NameMention, OwnRelative, RecentMention, slot};
use super::feature_table::{self, Feature, Features, Speaking, UnnamedSpeaker};
use super::features::{ObservedMention, View};
use super::site::Site;
use super::speech::{Latest, SpokenBy};
use super::utterances::{self, Manner};
use crate::entities::facts::extract::SOMEBODY;
use crate::entities::facts::pronoun::Pronoun;
use crate::entities::grammar::clause::Function;
use crate::entities::link::builder::PartialEntityId;
use crate::entities::{Gender, MentionForm};
use crate::language::{Classes, WordSet};
use crate::prose::{TokenIndex, TokenKind, TokenRange};

/// So many tokens may stand before the name with which a sentence begins.
const LONGEST_TITLE: TokenIndex = 2;

/// Somebody without a name who stands so many tokens before a pronoun is rather meant than who is named behind it.
const SOMEBODY_WITHIN: TokenIndex = 60;

/// Between an article and its noun stand fewer tokens than this.
const LONGEST_NOUN_PHRASE: TokenIndex = 6;

/// So many sentences behind a pronoun a name is looked for that it may be ahead of.
const SENTENCES_AHEAD: usize = 2;

impl<'t> DiscourseContext<'t> {
    /// A pronoun as it is looked back from at `from`.
    pub fn site(&self, pronoun: Pronoun, from: TokenIndex) -> Site<'t> {
        let utterances = self.speech.utterances;
        Site {
            from,
            passage: self.passages.innermost(pronoun.at),
            says: utterances.said_at(pronoun.at),
            inside: utterances.holding(pronoun.at),
            pronoun,
        }
    }

    /// Finds everybody whom a pronoun may mean, with features; the last one is nobody.
    pub fn find_candidates(&self, site: &Site<'_>, found: &mut Vec<(Option<PartialEntityId>, Features)>) {
        let present = self.find_present(site);
        found.clear();
        let most = present.iter().map(|(observed, _)| self.mentions(observed.person)).max().unwrap_or(1).max(1);
        for (rank, (observed, is_ahead)) in present.iter().enumerate() {
            let function_rank =
                present[..rank].iter().filter(|(other, ahead)| !ahead && other.function == observed.function).count();
            let view = View { site, observed, is_ahead: *is_ahead, rank, function_rank, most };
            found.push((Some(observed.person), self.features(&view)));
        }
        let mut nobody = Features::default();
        nobody.set(const { Feature::named("nobody") }, feature_table::of_pronoun(site.pronoun.function));
        let unnamed = self.unnamed_speaker() as usize * Speaking::COUNT + site.speaking() as usize;
        nobody.set(const { Feature::named("unnamed-speaker") }, unnamed);
        found.push((None, nobody));
    }

    /// *Lopez said that nobody came.* ¶ *“We waited,” she said.*: whoever spoke at the end of the paragraph before the words,
    /// if nobody else was mentioned since.
    pub fn speaks_on(&self, site: &Site<'_>) -> Option<PartialEntityId> {
        let start = site.says.filter(|says| says.manner == Manner::Direct)?.content_start()?;
        let start = utterances::opening(self.passages, start);
        self.spoke_before(start, site.pronoun.gender).filter(|_| start < site.pronoun.at)
    }

    /// *Lopez said that nobody came.* ¶ *She added that …*: the same for a pronoun that opens the paragraph.
    pub fn says_more(&self, site: &Site<'_>) -> Option<PartialEntityId> {
        site.says.filter(|says| says.is_speech && says.manner != Manner::Elsewhere)?;
        self.spoke_before(site.pronoun.at, site.pronoun.gender)
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
    pub fn named_next(&self, site: &Site<'_>) -> Option<PartialEntityId> {
        let Pronoun { at, gender, .. } = site.pronoun;
        if site.says.is_none() && self.first_of_all.is_some() {
            return None;
        }
        let mut behind = self.names.get(self.next_name..)?.iter().filter(|name| name.tokens.start > at);
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
                .rev()
                .find(|token| self.text.token(*token).is(Classes::DETERMINER));
            article.is_some_and(|article| self.text.token(article).is_in(WordSet::AAn))
        };
        let mut before = at.saturating_sub(SOMEBODY_WITHIN)..at;
        before.any(|token| {
            self.text.token(token).is(SOMEBODY) && self.passages.innermost(token).is_none() && !is_new(token)
        })
    }

    /// *The choir is led by Lopez. “It is slow,” he said.*: whoever alone of all who may be meant was mentioned in the
    /// paragraph before the words.
    pub fn named_here(&self, site: &Site<'_>) -> Option<PartialEntityId> {
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

    /// *For her part, Lopez said*: whoever the sentence names next.
    pub fn takes_part(&self, site: &Site<'_>) -> Option<PartialEntityId> {
        let Pronoun { at, function, gender, is_in_opening, .. } = site.pronoun;
        let token = |at: Option<TokenIndex>| at.and_then(|at| self.text.tokens().get(at as usize));
        let is_phrase = token(at.checked_sub(1)).is_some_and(|token| token.is_in(WordSet::BeforePart))
            && token(Some(at + 1)).is_some_and(|token| token.is_in(WordSet::Part))
            && token(Some(at + 2)).is_some_and(|token| token.kind == TokenKind::Comma);
        let next = self.ahead(at).next().filter(|_| is_phrase && is_in_opening && function == Function::Possessor)?;
        self.may_be(next.person, gender).then_some(next.person)
    }

    /// *Lopez and her brother*: whoever is named right before *and* and a possessive.
    pub fn is_joined_to(&self, site: &Site<'_>) -> Option<PartialEntityId> {
        let Pronoun { at, function, gender, .. } = site.pronoun;
        let joint = at.checked_sub(1).filter(|&joint| self.text.token(joint).is(Classes::COORDINATOR))?;
        let last = self.recent.iter().rev().find(|mention| mention.tokens.end <= joint)?;
        let fits = last.tokens.end == joint && last.form.is_named() && function == Function::Possessor;
        (fits && self.may_be(last.person, gender)).then_some(last.person)
    }

    /// Who was said to speak last, if nobody with a name.
    fn unnamed_speaker(&self) -> UnnamedSpeaker {
        match self.speech.latest() {
            None | Some(Latest { by: SpokenBy::Person(_), .. }) => UnnamedSpeaker::None,
            Some(Latest { by: SpokenBy::Unnamed, paragraph, .. }) if paragraph == self.paragraph => {
                UnnamedSpeaker::Here
            }
            Some(Latest { by: SpokenBy::Unnamed, .. }) => UnnamedSpeaker::Before,
            Some(Latest { by: SpokenBy::Other, .. }) => UnnamedSpeaker::Others,
        }
    }

    /// Finds who is there where a pronoun stands, and whether they are only named behind it.
    fn find_present(&self, site: &Site<'_>) -> Vec<(ObservedMention, bool)> {
        let Pronoun { at, gender, function, .. } = site.pronoun;
        let barred = self.barred(site);
        let may_be = |person: PartialEntityId| self.may_be(person, gender) && !barred.contains(&person);
        let mut present = Vec::with_capacity(self.recent.len() + 1);
        for mention in self.recent.iter().rev().filter(|mention| may_be(mention.person)) {
            present.push((self.look_at(mention.clone()), false));
        }
        for NameMention { tokens, person, form, context } in self.ahead(at) {
            let is_there = present.iter().any(|(observed, _)| observed.person == *person);
            let own = self.own_relative(at, tokens, function) == OwnRelative::Before;
            if is_there || own || !may_be(*person) || self.is_behind_subject(&site.pronoun, tokens) {
                continue;
            }
            let (person, tokens, form, function) = (*person, tokens.clone(), *form, context.function);
            let mention = RecentMention { person, tokens, sentence: self.sentence, function, form };
            present.push((self.look_at(mention), true));
        }
        present.retain(|(observed, is_ahead)| *is_ahead || !self.is_forbidden(site, observed));
        present
    }

    /// Whether somebody may be called *he* or *she*: by what the text states, by a given name that only one gender bears, and
    /// by the pronouns that meant the person before.
    pub(super) fn may_be(&self, person: PartialEntityId, gender: Gender) -> bool {
        let known = &self.known[person.index()];
        let fixed = known.stated.or(known.given);
        let (own, other) = (known.pronouns[slot(gender)], known.pronouns[1 - slot(gender)]);
        fixed.agrees(gender) && (fixed == gender || !self.is_strict || own >= other)
    }

    /// Everybody whom a pronoun cannot mean by its clause and by what is said around it: who says the words in which it
    /// stands, whom its own words name, and to whom it speaks.
    fn barred(&self, site: &Site<'_>) -> Vec<PartialEntityId> {
        let mut barred = self.bound(site);
        let passage = site.passage.and_then(|passage| self.passages.passages.get(passage));
        if passage.is_none_or(|passage| passage.depth == 0) {
            let direct = site.inside.iter().filter(|(_, utterance)| utterance.manner == Manner::Direct);
            barred.extend(direct.filter_map(|(index, _)| match self.speech.by(*index) {
                SpokenBy::Person(person) => Some(person),
                SpokenBy::Unnamed | SpokenBy::Other => None,
            }));
        }
        let Some(says) = site.says else { return barred };
        for content in &says.contents {
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

    /// *Lopez, his coach*: a pronoun does not mean whom it describes.
    fn is_forbidden(&self, site: &Site<'_>, observed: &ObservedMention) -> bool {
        let Pronoun { at, function, ref said, .. } = site.pronoun;
        let is_spoken_of = observed.form != MentionForm::Pronoun && said.contains(&observed.tokens.start);
        let describes = self.own_relative(at, &observed.tokens, function) == OwnRelative::Behind;
        is_spoken_of || describes || self.acts_on(site, observed)
    }

    /// *with Lopez joining him*: nor does one mean who does something to him.
    fn acts_on(&self, site: &Site<'_>, observed: &ObservedMention) -> bool {
        let at = site.pronoun.at;
        let verb = observed.tokens.end;
        site.pronoun.function == Function::Object
            && verb + 1 == at
            && self.text.token(verb).kind == TokenKind::Lower
            && self.text.word(verb).ends_with("ing")
            && !self.text.token(at).is(Classes::REFLEXIVE)
    }

    /// *He praised Lopez*: a subject does not mean who is named behind it in its clause.
    fn is_behind_subject(&self, pronoun: &Pronoun, name: &TokenRange) -> bool {
        pronoun.function == Function::Subject
            && !pronoun.is_in_opening
            && self.clause_of(pronoun.at) == self.clause_of(name.start)
            && !(pronoun.at..name.start).any(|index| self.text.token(index).kind == TokenKind::Comma)
    }

    fn look_at(&self, mention: RecentMention) -> ObservedMention {
        let kind = |index: Option<TokenIndex>| index.and_then(|index| self.text.tokens().get(index as usize));
        let joins = |index: Option<TokenIndex>| kind(index).is_some_and(|token| token.is(Classes::COORDINATOR));
        let TokenRange { start, end } = mention.tokens;
        ObservedMention {
            passage: self.passages.innermost(start),
            brackets: kind(start.checked_sub(1)).is_some_and(|token| token.kind == TokenKind::Open),
            coordinated: mention.form != MentionForm::Pronoun && (joins(start.checked_sub(1)) || joins(Some(end))),
            mention,
        }
    }
}

impl Site<'_> {
    /// Whether the pronoun is said to speak.
    pub fn speaking(&self) -> Speaking {
        match self.says {
            None => Speaking::No,
            Some(says) if says.goes_on => Speaking::GoesOn,
            Some(says) if says.content_start().is_some_and(|start| start < self.pronoun.at) => Speaking::Behind,
            Some(_) => Speaking::Ahead,
        }
    }
}
