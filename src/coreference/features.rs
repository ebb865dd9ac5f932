//! What speaks for and against each candidate, as seen from a pronoun.

use std::ops::Deref;

use super::context::{DiscourseContext, NameMention, RecentMention, slot};
use super::feature_table::{self, Feature, Features, Speaking, SpokeLast, Topic, Words};
use super::site::Site;
use super::speech::{Latest, SpokenBy};
use super::utterances::Manner;
use super::values::{Between, Chain, First, Form, IsSubject, KnownGender, Marks};
use crate::entities::Gender;
use crate::entities::facts::pronoun::Pronoun;
use crate::entities::grammar::clause::Function;
use crate::entities::link::builder::PartialEntityId;
use crate::language::Classes;
use crate::prose::{TokenIndex, TokenKind, TokenRange};

/// A candidate as seen from a pronoun.
pub struct View<'v> {
    /// The pronoun and what is said around it.
    pub site: &'v Site<'v>,
    /// The candidate's latest mention.
    pub observed: &'v ObservedMention,
    /// Whether the candidate is only named behind the pronoun.
    pub is_ahead: bool,
    /// How many others were mentioned later, and how many of them in the same function.
    pub rank: usize,
    /// See [`View::rank`].
    pub function_rank: usize,
    /// How often the candidate most mentioned was mentioned so far.
    pub most: usize,
}

/// A mention as it is looked at from a pronoun.
#[derive(Debug, Clone)]
pub struct ObservedMention {
    /// The mention.
    pub mention: RecentMention,
    /// The passage in which it stands.
    pub passage: Option<usize>,
    /// Whether a bracket opens before it.
    pub brackets: bool,
    /// Whether a conjunction joins it to something.
    pub coordinated: bool,
}

impl Deref for ObservedMention {
    type Target = RecentMention;

    fn deref(&self) -> &RecentMention {
        &self.mention
    }
}

/// How many mentions back are looked at where all of a stretch would count.
const LATELY: usize = 24;

impl DiscourseContext<'_> {
    pub(super) fn features(&self, view: &View<'_>) -> Features {
        let View { site, observed, is_ahead, rank, function_rank, most } = *view;
        let Site { pronoun, from, passage, .. } = site;
        let (from, passage) = (*from, *passage);
        let Pronoun { at, gender, function, .. } = *pronoun;
        let mut all = Features::default();
        let (mine, theirs) = (feature_table::of_pronoun(function), feature_table::of_mention(observed.function));
        let back = self.sentence - observed.sentence;
        let known = &self.known[observed.person.index()];
        let gender_known =
            match (known.stated, known.pronouns[slot(gender)], known.pronouns[1 - slot(gender)], known.likely) {
                (stated, ..) if stated == gender => KnownGender::Stated,
                (_, own, other, _) if own > other => KnownGender::ByPronouns,
                (_, own, other, _) if own < other => KnownGender::Other,
                (.., likely) if likely == gender => KnownGender::Likely,
                (.., Gender::Unstated) => KnownGender::Unknown,
                _ => KnownGender::Other,
            };
        all.set(const { Feature::named("gender") }, gender_known as usize);
        let named = known.named_in_all * 4 / self.most_named.max(1);
        all.set(const { Feature::named("named") }, named.min(4).saturating_sub(1));
        all.set(const { Feature::named("coordinated") }, usize::from(observed.coordinated));
        all.set(const { Feature::named("brackets") }, usize::from(observed.brackets));
        let form = Form::of(observed.form) as usize;
        all.set(const { Feature::named("form") }, form);
        all.set(const { Feature::named("marks") }, self.marks(passage, observed) as usize);
        if !is_ahead {
            let speaks = usize::from(pronoun.speaks);
            let spoke = if self.speaker == Some(observed.person) { 2 } else { usize::from(known.spoke) };
            all.set(const { Feature::named("speaker") }, speaks * 3 + spoke);
        }
        all.set(const { Feature::named("own-relative") }, self.own_relative(at, &observed.tokens, function) as usize);
        all.set(const { Feature::named("words") }, self.words(site, observed.person) as usize * 4 + mine);
        let spoke_last = self.spoke_last(observed.person) as usize * Speaking::COUNT + site.speaking() as usize;
        all.set(const { Feature::named("spoke-last") }, spoke_last);
        let topic = self.topic(observed) as usize * Speaking::COUNT + site.speaking() as usize;
        all.set(const { Feature::named("topic") }, topic);
        if is_ahead {
            all.set(const { Feature::named("ahead") }, self.later(pronoun, observed.function, &observed.tokens));
            return all;
        }
        let acquaintance = known.acquaintance as usize * Form::COUNT + form;
        all.set(const { Feature::named("acquaintance") }, acquaintance);
        all.set(const { Feature::named("listed") }, self.listed(observed));
        all.set(const { Feature::named("between") }, self.between(from, observed) as usize * 4 + mine);
        all.set(const { Feature::named("dense") }, self.dense(observed.person) * 4 + mine);
        all.set(const { Feature::named("others-between") }, self.others_between(from, observed) * 4 + back.min(3));
        all.set(const { Feature::named("sentences-back") }, back.min(4) * 4 + mine);
        all.set(const { Feature::named("functions") }, (usize::from(back == 0) * 4 + mine) * 7 + theirs);
        all.set(const { Feature::named("far-functions") }, (back.min(2) * 4 + mine) * 7 + theirs);
        all.set(const { Feature::named("function-recency") }, function_rank.min(3) * 4 + mine);
        let infinitive = function == Function::Object
            && back == 0
            && at.checked_sub(2).is_some_and(|to| self.text.word(to) == "to")
            && self.clause_of(observed.tokens.start) == self.clause_of(at);
        if infinitive {
            all.set(const { Feature::named("infinitive") }, theirs.min(3));
        }
        all.set(const { Feature::named("recency") }, rank.min(5));
        all.set(
            const { Feature::named("mentioned") },
            self.mentions(observed.person).saturating_sub(1) * 4 / most.max(1),
        );
        all.set(const { Feature::named("chain") }, self.chain(gender, observed.person) as usize);
        let is = |person: Option<PartialEntityId>| match person {
            None => IsSubject::Nobody,
            Some(person) if person == observed.person => IsSubject::Candidate,
            Some(_) => IsSubject::Another,
        };
        all.set(const { Feature::named("subject-here") }, is(self.subject) as usize * 4 + mine);
        all.set(const { Feature::named("subject-before") }, is(self.subject_before) as usize * 4 + mine);
        if back == 0 {
            let same = usize::from(self.clause_of(observed.tokens.start) == self.clause_of(at));
            all.set(const { Feature::named("clause") }, (same * 4 + mine) * 4 + theirs.min(3));
        }
        let distance = from.distance_from(observed.tokens.end) as usize;
        all.set(
            const { Feature::named("distance") },
            feature_table::step(distance, &[1, 3, 6, 10, 16, 28, feature_table::FARTHEST as usize]),
        );
        if let Some(NameMention { tokens, context, .. }) = self.ahead(at).find(|name| name.person == observed.person) {
            all.set(const { Feature::named("named-later") }, self.later(pronoun, context.function, tokens));
        }
        let first = |person: Option<PartialEntityId>| person == Some(observed.person);
        let first = match (first(self.first_of_paragraph), first(self.first_of_all)) {
            (_, true) => First::OfArticle,
            (true, _) => First::OfParagraph,
            _ => First::No,
        };
        all.set(const { Feature::named("first") }, first as usize);
        all
    }

    /// Whose words the pronoun stands in.
    fn words(&self, site: &Site<'_>, person: PartialEntityId) -> Words {
        let by = |index: usize| self.speech.by(index) == SpokenBy::Person(person);
        let Some((index, utterance)) = site.inside.first() else {
            let maybe = self.speech.latest().is_some_and(|latest| latest.by == SpokenBy::Person(person));
            return match (site.passage, maybe) {
                (None, _) => Words::Nobodys,
                (Some(_), true) => Words::MaybeOwn,
                (Some(_), false) => Words::MaybeAnothers,
            };
        };
        match (utterance.manner, site.passage.is_some(), by(*index)) {
            (Manner::Direct, ..) => Words::AnothersDirect,
            (_, true, true) => Words::OwnMixed,
            (_, true, false) => Words::AnothersMixed,
            (_, false, true) => Words::OwnReported,
            (_, false, false) => Words::AnothersReported,
        }
    }

    /// When somebody was last said to speak.
    fn spoke_last(&self, person: PartialEntityId) -> SpokeLast {
        match self.speech.latest() {
            Some(Latest { by: SpokenBy::Person(latest), paragraph, .. }) if latest == person => {
                match self.paragraph.saturating_sub(paragraph) {
                    0 => SpokeLast::LastHere,
                    1 => SpokeLast::LastBefore,
                    _ => SpokeLast::LastFar,
                }
            }
            _ if self.known[person.index()].reported => SpokeLast::Earlier,
            _ => SpokeLast::Never,
        }
    }

    /// Whether the paragraph is about somebody so far.
    fn topic(&self, observed: &ObservedMention) -> Topic {
        let is = |person: Option<PartialEntityId>| person == Some(observed.person);
        let subject = self.subject.or(self.subject_before);
        match self.first_of_paragraph {
            None if is(subject) => Topic::SubjectBefore,
            None => Topic::Before,
            Some(_) if observed.sentence < self.paragraph_start => Topic::Absent,
            Some(_) if is(subject) => Topic::Subject,
            first if is(first) => Topic::First,
            Some(_) => Topic::Mentioned,
        }
    }

    /// How a name stands that follows the pronoun in its sentence.
    fn later(&self, pronoun: &Pronoun<TokenIndex>, name_function: Function, name: &TokenRange) -> usize {
        let Pronoun { at, function, .. } = *pronoun;
        let opening = usize::from(pronoun.is_in_opening);
        let subject = usize::from(name_function == Function::Subject);
        let first = usize::from(self.ahead(at).next().is_some_and(|first| first.tokens == *name));
        let mine = feature_table::of_pronoun(function).min(2);
        ((opening * 2 + subject) * 2 + first) * 3 + mine
    }

    /// How often somebody was mentioned lately in this sentence and the one before, up to 3.
    fn dense(&self, person: PartialEntityId) -> usize {
        let lately = self.seen.iter().rev().take(LATELY).take_while(|(_, sentence)| *sentence + 1 >= self.sentence);
        lately.filter(|(other, _)| *other == person).take(3).count()
    }

    /// How many other people are named between a candidate and the pronoun, up to 3.
    fn others_between(&self, at: TokenIndex, observed: &ObservedMention) -> usize {
        let names = self.names[..self.next_name].iter().rev().take(LATELY);
        let mut others = [None; 3];
        for NameMention { tokens, person, .. } in names.take_while(|name| name.tokens.start >= observed.tokens.end) {
            let is_other = tokens.end <= at
                && *person != observed.person
                && !self.is_unnamed(*person)
                && !others.contains(&Some(*person));
            if let Some(free) = others.iter_mut().find(|other| is_other && other.is_none()) {
                *free = Some(*person);
            }
        }
        others.iter().flatten().count()
    }

    /// Whether another name follows or precedes behind a comma.
    fn listed(&self, observed: &ObservedMention) -> usize {
        let token = |index: Option<TokenIndex>| index.and_then(|index| self.text.get(index));
        let (start, end) = (observed.tokens.start, observed.tokens.end);
        let comma = |index: Option<TokenIndex>| token(index).is_some_and(|token| token.kind == TokenKind::Comma);
        let capital = |index: Option<TokenIndex>| token(index).is_some_and(|token| token.kind == TokenKind::Capital);
        let after = comma(Some(end)) && capital(Some(end + 1));
        let before = comma(start.checked_sub(1)) && capital(start.checked_sub(2));
        usize::from(after) * 2 + usize::from(before)
    }

    /// What stands between a candidate and a pronoun close behind.
    fn between(&self, at: TokenIndex, observed: &ObservedMention) -> Between {
        let gap = at.distance_from(observed.tokens.end);
        if gap == 0 || gap > 2 || observed.sentence != self.sentence {
            return Between::Far;
        }
        let token = self.text.token(at - 1);
        if token.is(Classes::COORDINATOR) {
            Between::Conjunction
        } else if token.is(Classes::PREPOSITION) {
            Between::Preposition
        } else {
            Between::Other
        }
    }

    fn marks(&self, here: Option<usize>, observed: &ObservedMention) -> Marks {
        match (here, observed.passage) {
            (None, None) => Marks::Outside,
            (Some(_), None) if observed.sentence == self.sentence => Marks::IntoSame,
            (Some(_), None) => Marks::Into,
            (None, Some(_)) => Marks::OutOf,
            (Some(here), Some(there)) if here == there => Marks::Within,
            _ => Marks::Across,
        }
    }

    fn chain(&self, gender: Gender, person: PartialEntityId) -> Chain {
        let Some(last) = self.last_pronoun[slot(gender)] else { return Chain::None };
        let is_here = last.sentence == self.sentence;
        let Some(meant) = last.person else {
            return if is_here { Chain::NobodyHere } else { Chain::NobodyBefore };
        };
        match (meant == person, is_here, last.function == Function::Subject) {
            (false, false, _) => Chain::AnotherBefore,
            (false, true, _) => Chain::AnotherHere,
            (true, false, _) => Chain::SameBefore,
            (true, true, false) => Chain::SameHere,
            (true, true, true) => Chain::SameSubjectHere,
        }
    }
}
