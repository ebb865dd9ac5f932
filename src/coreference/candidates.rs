//! Who may be meant where a pronoun stands.

use super::context::{DiscourseContext, NameMention, RecentMention};
use super::feature_table::{self, Feature, Features};
use super::features::{ObservedMention, View};
use crate::entities::MentionForm;
use crate::entities::facts::pronoun::Pronoun;
use crate::entities::grammar::clause::Function;
use crate::entities::link::builder::PartialEntityId;
use crate::language::Classes;
use crate::prose::{TokenIndex, TokenKind, TokenRange};

impl DiscourseContext<'_> {
    /// Finds everybody whom a pronoun may mean, with features; the last one is nobody.
    pub fn find_candidates(&self, pronoun: &Pronoun, found: &mut Vec<(Option<PartialEntityId>, Features)>) {
        let present = self.find_present(pronoun);
        found.clear();
        let most = present.iter().map(|(observed, _)| self.mentions(observed.person)).max().unwrap_or(1).max(1);
        let passage = self.passages.innermost(pronoun.at);
        for (rank, (observed, is_ahead)) in present.iter().enumerate() {
            let function_rank =
                present[..rank].iter().filter(|(other, ahead)| !ahead && other.function == observed.function).count();
            let view = View { pronoun, passage, observed, is_ahead: *is_ahead, rank, function_rank, most };
            found.push((Some(observed.person), self.features(&view)));
        }
        let mut nobody = Features::default();
        nobody.set(const { Feature::named("nobody") }, feature_table::of_pronoun(pronoun.function));
        found.push((None, nobody));
    }

    /// Finds who is there where a pronoun stands, and whether they are only named behind it.
    fn find_present(&self, pronoun: &Pronoun) -> Vec<(ObservedMention, bool)> {
        let Pronoun { at, gender, function, ref said, .. } = *pronoun;
        let may_be = |person: PartialEntityId| self.known[person.index()].stated.agrees(gender);
        let mut present = Vec::with_capacity(self.recent.len() + 1);
        for mention in self.recent.iter().rev().filter(|mention| may_be(mention.person)) {
            present.push((self.look_at(mention.clone()), false));
        }
        for NameMention { tokens, person, form, context } in self.ahead(at) {
            let is_there = present.iter().any(|(observed, _)| observed.person == *person);
            if is_there || !may_be(*person) || self.is_own_relative(at, tokens, function) == 1 {
                continue;
            }
            let (person, tokens, form, function) = (*person, tokens.clone(), *form, context.function);
            let mention = RecentMention { person, tokens, sentence: self.sentence, function, form };
            present.push((self.look_at(mention), true));
        }
        let is_spoken_of =
            |observed: &ObservedMention| observed.form != MentionForm::Pronoun && said.contains(&observed.tokens.start);
        present.retain(|(observed, is_ahead)| {
            *is_ahead || !(self.is_barred(at, function, observed) || is_spoken_of(observed))
        });
        present
    }

    /// *he saw him*: a pronoun that is no reflexive does not mean the subject of its own clause.
    fn is_barred(&self, at: TokenIndex, function: Function, observed: &ObservedMention) -> bool {
        let same_clause =
            observed.sentence == self.sentence && self.clause_of(observed.tokens.start) == self.clause_of(at);
        let reflexive = self.text.token(at).is(Classes::REFLEXIVE);
        same_clause
            && !reflexive
            && function == Function::Object
            && observed.function == Function::Subject
            && !(observed.tokens.end..at).any(|index| self.text.token(index).kind == TokenKind::Comma)
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
