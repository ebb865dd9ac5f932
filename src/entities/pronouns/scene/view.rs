//! What speaks for and against each candidate, as seen from a pronoun.

use super::super::traits::{self, Trait, Traits};
use super::{Pronoun, Scene, Sighting, View, slot};
use crate::entities::drafts::DraftId;
use crate::entities::syntax::Function;
use crate::entities::{Gender, MentionForm};
use crate::language::Classes;
use crate::prose::{TokenIndex, TokenKind, TokenRange};

/// How many mentions back are looked at where all of a stretch would count.
const LATELY: usize = 24;

impl Scene<'_> {
    pub(super) fn traits(&self, view: &View<'_>) -> Traits {
        let View { pronoun, passage, sighting, is_ahead, rank, function_rank, most } = *view;
        let Pronoun { at, gender, function, .. } = *pronoun;
        let mut all = Traits::default();
        let (mine, theirs) = (traits::of_pronoun(function), traits::of_mention(sighting.function));
        let back = self.sentence - sighting.sentence;
        let known = &self.known[sighting.person];
        let unsure = Gender::Unstated;
        all.set(
            const { Trait::named("gender") },
            match (known.stated, known.pronouns, known.likely) {
                (stated, _, _) if stated == gender => 0,
                (_, pronouns, _) if pronouns == gender => 1,
                (_, pronouns, _) if pronouns != unsure => 4,
                (_, _, likely) if likely == gender => 2,
                (_, _, likely) if likely == unsure => 3,
                _ => 4,
            },
        );
        let named = known.named_in_all * 4 / self.most_named.max(1);
        all.set(const { Trait::named("named") }, named.min(4).saturating_sub(1));
        all.set(const { Trait::named("coordinated") }, usize::from(sighting.coordinated));
        all.set(const { Trait::named("brackets") }, usize::from(sighting.brackets));
        all.set(
            const { Trait::named("form") },
            match sighting.form {
                MentionForm::Name => 0,
                MentionForm::Surname => 1,
                MentionForm::Given => 2,
                MentionForm::Pronoun => 3,
                _ => 4,
            },
        );
        all.set(const { Trait::named("marks") }, self.marks(passage, sighting));
        if !is_ahead {
            let speaks = usize::from(pronoun.speaks);
            let spoke = if self.speaker == Some(sighting.person) { 2 } else { usize::from(known.spoke) };
            all.set(const { Trait::named("speaker") }, speaks * 3 + spoke);
        }
        all.set(const { Trait::named("own-relative") }, self.is_own_relative(at, &sighting.tokens, function));
        if is_ahead {
            all.set(const { Trait::named("ahead") }, self.later(pronoun, &sighting.tokens));
            return all;
        }
        let bare = known.bare_only;
        let form = match sighting.form {
            MentionForm::Name => 0,
            MentionForm::Surname => 1,
            MentionForm::Given => 2,
            MentionForm::Pronoun => 3,
            _ => 4,
        };
        all.set(const { Trait::named("acquaintance") }, bare * 5 + form);
        all.set(const { Trait::named("listed") }, self.listed(sighting));
        all.set(const { Trait::named("between") }, self.between(at, sighting) * 4 + mine);
        all.set(const { Trait::named("dense") }, self.dense(sighting.person) * 4 + mine);
        all.set(const { Trait::named("others-between") }, self.others_between(at, sighting) * 4 + back.min(3));
        all.set(const { Trait::named("sentences-back") }, back.min(4) * 4 + mine);
        all.set(const { Trait::named("functions") }, (usize::from(back == 0) * 4 + mine) * 7 + theirs);
        all.set(const { Trait::named("far-functions") }, (back.min(2) * 4 + mine) * 7 + theirs);
        all.set(const { Trait::named("function-recency") }, function_rank.min(3) * 4 + mine);
        let infinitive = function == Function::Object
            && back == 0
            && at >= 2
            && self.text.word(at - 2) == "to"
            && self.clause_of(sighting.tokens.start) == self.clause_of(at);
        if infinitive {
            all.set(const { Trait::named("infinitive") }, theirs.min(3));
        }
        all.set(const { Trait::named("recency") }, rank.min(5));
        all.set(
            const { Trait::named("mentioned") },
            self.mentions(sighting.person).saturating_sub(1) * 4 / most.max(1),
        );
        all.set(const { Trait::named("chain") }, self.chain(gender, sighting.person));
        let is = |person: Option<DraftId>| match person {
            None => 2,
            Some(person) => usize::from(person == sighting.person),
        };
        all.set(const { Trait::named("subject-here") }, is(self.subject) * 4 + mine);
        all.set(const { Trait::named("subject-before") }, is(self.subject_before) * 4 + mine);
        if back == 0 {
            let same = usize::from(self.clause_of(sighting.tokens.start) == self.clause_of(at));
            all.set(const { Trait::named("clause") }, (same * 4 + mine) * 4 + theirs.min(3));
        }
        let distance = (at - sighting.tokens.end.min(at)) as usize;
        all.set(
            const { Trait::named("distance") },
            traits::step(distance, &[1, 3, 6, 10, 16, 28, traits::FARTHEST as usize]),
        );
        if let Some((tokens, ..)) = self.ahead(at).find(|(_, person, _)| *person == sighting.person) {
            all.set(const { Trait::named("named-later") }, self.later(pronoun, &tokens));
        }
        let first = |person: Option<DraftId>| person == Some(sighting.person);
        all.set(
            const { Trait::named("first") },
            match (first(self.first_of_paragraph), first(self.first_of_all)) {
                (_, true) => 2,
                (true, _) => 1,
                _ => 0,
            },
        );
        all
    }

    /// How a name stands that follows the pronoun in its sentence.
    fn later(&self, pronoun: &Pronoun, name: &TokenRange) -> usize {
        let Pronoun { at, function, .. } = *pronoun;
        let opening = usize::from(pronoun.is_in_opening);
        let subject = usize::from(self.function_ahead(name) == Function::Subject);
        let first = usize::from(self.ahead(at).next().is_some_and(|(tokens, ..)| tokens == *name));
        let mine = traits::of_pronoun(function).min(2);
        ((opening * 2 + subject) * 2 + first) * 3 + mine
    }

    /// How often somebody was mentioned lately in this sentence and the one before, up to 3.
    fn dense(&self, person: DraftId) -> usize {
        let lately = self.seen.iter().rev().take(LATELY);
        let own = lately.filter(|(other, sentence)| *other == person && *sentence + 1 >= self.sentence);
        own.take(3).count()
    }

    /// How many other people are named between a candidate and the pronoun, up to 3.
    fn others_between(&self, at: TokenIndex, sighting: &Sighting) -> usize {
        let names = self.names[..self.next_name].iter().rev().take(LATELY);
        let mut others: Vec<DraftId> = Vec::with_capacity(3);
        for (tokens, person, _) in names.take_while(|(tokens, ..)| tokens.start >= sighting.tokens.end) {
            if tokens.end <= at && *person != sighting.person && !others.contains(person) && others.len() < 3 {
                others.push(*person);
            }
        }
        others.len()
    }

    /// Whether another name follows or precedes behind a comma.
    fn listed(&self, sighting: &Sighting) -> usize {
        let token = |index: Option<TokenIndex>| index.and_then(|index| self.text.tokens().get(index as usize));
        let (start, end) = (sighting.tokens.start, sighting.tokens.end);
        let comma = |index: Option<TokenIndex>| token(index).is_some_and(|token| token.kind == TokenKind::Comma);
        let capital = |index: Option<TokenIndex>| token(index).is_some_and(|token| token.kind == TokenKind::Capital);
        let after = comma(Some(end)) && capital(Some(end + 1));
        let before = comma(start.checked_sub(1)) && capital(start.checked_sub(2));
        usize::from(after) * 2 + usize::from(before)
    }

    /// What stands between a candidate and a pronoun close behind.
    fn between(&self, at: TokenIndex, sighting: &Sighting) -> usize {
        let gap = at.saturating_sub(sighting.tokens.end);
        if gap == 0 || gap > 2 || sighting.sentence != self.sentence {
            return 0;
        }
        let token = self.text.token(at - 1);
        if token.is(Classes::COORDINATOR) {
            1
        } else if token.is(Classes::PREPOSITION) {
            2
        } else {
            3
        }
    }

    fn marks(&self, here: Option<usize>, sighting: &Sighting) -> usize {
        match (here, sighting.passage) {
            (None, None) => 0,
            (Some(_), None) if sighting.sentence == self.sentence => 1,
            (Some(_), None) => 2,
            (None, Some(_)) => 3,
            (Some(here), Some(there)) if here == there => 4,
            _ => 5,
        }
    }

    fn chain(&self, gender: Gender, person: DraftId) -> usize {
        let Some(last) = self.last_pronoun[slot(gender)] else { return 0 };
        let is_here = last.sentence == self.sentence;
        let Some(meant) = last.person else { return 1 + usize::from(is_here) };
        match (meant == person, is_here, last.function == Function::Subject) {
            (false, false, _) => 3,
            (false, true, _) => 4,
            (true, false, _) => 5,
            (true, true, false) => 6,
            (true, true, true) => 7,
        }
    }
}
