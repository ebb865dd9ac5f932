//! Who may be meant where a pronoun stands.

use super::context::{DiscourseContext, NameMention, OwnRelative, RecentMention, slot};
use super::feature_table::{self, Feature, Features, Speaking, UnnamedSpeaker};
use super::features::{ObservedMention, View};
use super::site::Site;
use super::speech::{Latest, SpokenBy};
use crate::entities::facts::pronoun::Pronoun;
use crate::entities::grammar::clause::Function;
use crate::entities::link::builder::PartialEntityId;
use crate::entities::{Gender, MentionForm};
use crate::language::Classes;
use crate::prose::{EachToken, TokenIndex, TokenKind, TokenRange};

impl<'t> DiscourseContext<'t> {
    /// A pronoun as it is looked back from at `from`.
    pub fn site(&self, pronoun: Pronoun<TokenIndex>, from: TokenIndex) -> Site<'t> {
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

    /// Who was said to speak last, if nobody with a name.
    fn unnamed_speaker(&self) -> UnnamedSpeaker {
        match self.speech.latest() {
            None => UnnamedSpeaker::None,
            Some(Latest { by: SpokenBy::Person(person), .. }) if !self.is_unnamed(person) => UnnamedSpeaker::None,
            Some(Latest { by: SpokenBy::Unnamed | SpokenBy::Person(_), paragraph, .. }) => {
                if paragraph == self.paragraph { UnnamedSpeaker::Here } else { UnnamedSpeaker::Before }
            }
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
    fn is_behind_subject(&self, pronoun: &Pronoun<TokenIndex>, name: &TokenRange) -> bool {
        pronoun.function == Function::Subject
            && !pronoun.is_in_opening
            && self.clause_of(pronoun.at) == self.clause_of(name.start)
            && !(pronoun.at..name.start).each().any(|index| self.text.token(index).kind == TokenKind::Comma)
    }

    fn look_at(&self, mention: RecentMention) -> ObservedMention {
        let kind = |index: Option<TokenIndex>| index.and_then(|index| self.text.get(index));
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
