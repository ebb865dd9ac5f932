//! Whom a pronoun cannot mean because of what else its clause says of them.

use super::context::DiscourseContext;
use super::site::Site;
use crate::entities::facts::pronoun::Pronoun;
use crate::entities::facts::relative;
use crate::entities::grammar::clause::{self, Function};
use crate::entities::grammar::verb;
use crate::entities::link::builder::PartialEntityId;
use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, TokenIndex, TokenKind, TokenRange};

/// So many tokens back the subject of a pronoun's clause, or what opens the clause, is looked for.
const REACH: u32 = 40;

impl DiscourseContext<'_> {
    /// Everybody whom a pronoun that is no reflexive cannot mean by its clause: *Lopez saw him*; *Lopez, who saw him*;
    /// *Lopez, whom he saw*.
    pub(super) fn bound(&self, site: &Site<'_>) -> Vec<PartialEntityId> {
        let Pronoun { at, function, .. } = site.pronoun;
        if self.text.token(at).is(Classes::REFLEXIVE) {
            return Vec::new();
        }
        let near = self.subjects.iter().rev().take_while(|(_, subject)| subject.end + REACH > at);
        let is_another = function == Function::Object || self.is_partner(at);
        let before = near.filter(|(_, subject)| is_another && subject.end <= at);
        let subjects = before.filter(|(_, subject)| self.acts_on_it(site, subject));
        let near = self.subjects.iter().rev().take_while(|(_, subject)| subject.end + REACH > at);
        let predicate = near.filter(|(_, subject)| function == Function::Possessor && self.is_what(subject, at));
        let barred = subjects.chain(predicate).map(|(person, _)| *person);
        barred.chain(self.explained(&site.pronoun)).collect()
    }

    /// *Lopez replied to him*, *Lopez agreed with her*: somebody with whom the subject has to do, who is another.
    fn is_partner(&self, at: TokenIndex) -> bool {
        let joins = |at: TokenIndex| matches!(self.text.word(at), "to" | "with" | "at");
        let verb = at.checked_sub(2).filter(|_| joins(at - 1));
        verb.is_some_and(|verb| self.text.token(verb).word.is_in(WordSet::WithAnother))
    }

    /// *Lopez was his teacher*: whether a subject is what a pronoun in front of a noun for people owns.
    fn is_what(&self, subject: &TokenRange, at: TokenIndex) -> bool {
        let Some(be) = at.checked_sub(1).filter(|be| self.text.token(*be).is(Classes::BE)) else { return false };
        // *Lopez, a baker, was his teacher*: what stands between commas.
        let is_comma = |index: TokenIndex| self.text.token(index).kind == TokenKind::Comma;
        let is_next = subject.end == be || subject.end < be && is_comma(subject.end) && is_comma(be - 1);
        let sentence = self.text.sentences().get(self.sentence).map(|sentence| &sentence.tokens);
        let is_inside = sentence.is_some_and(|sentence| at + 1 < sentence.end);
        let noun = self.text.get(at + 1).filter(|_| is_inside);
        let is_somebody =
            noun.is_some_and(|noun| noun.kind == TokenKind::Lower && noun.is(Classes::KIN | Classes::ROLE));
        is_next && is_somebody && self.clause_of(subject.start) == self.clause_of(at)
    }

    /// Whether a subject does what the clause of the object behind it says.
    fn acts_on_it(&self, site: &Site<'_>, subject: &TokenRange) -> bool {
        let at = site.pronoun.at;
        // *Lopez said police had seen him*, but not *Lopez promised her a house*
        let is_object = |at| {
            let token = self.text.token(at);
            token.is(Classes::OBJECT) && clause::pronoun_function(self.text, at) == Function::Object
        };
        let opens = |content: &TokenRange| content.start <= at && is_object(content.start);
        let is_told = site
            .inside
            .iter()
            .any(|(_, utterance)| !utterance.holds(subject.start) && !utterance.contents.iter().any(opens));
        if is_told || self.clause_of(subject.start) != self.clause_of(at) {
            return false;
        }
        let is_comma = |index: &TokenIndex| self.text.token(*index).kind == TokenKind::Comma;
        // *Lopez, 40, saw him*
        let apposition = (subject.end..at).each().find(is_comma).filter(|opens| *opens == subject.end);
        let verb = match apposition {
            Some(opens) => (opens + 1..at).each().find(is_comma).map(|closes| closes + 1),
            None => Some(subject.end),
        };
        let Some(rest) = verb.map(|verb| verb..at).filter(|rest| !rest.each().any(|index| is_comma(&index))) else {
            return false;
        };
        // *Lopez wants to see him* as well as *Lopez asked the mayor to see him*: the weights tell.
        if at.checked_sub(2).is_some_and(|to| self.text.word(to) == "to") {
            return false;
        }
        // *Lopez came and saw him*, but not *Lopez left and the mayor saw him*
        let joint = rest.each().rfind(|index| self.text.token(*index).is(Classes::COORDINATOR));
        joint.is_none_or(|joint| (joint + 1..at.min(joint + 3)).each().any(|index| verb::is_verb(self.text, index)))
    }

    /// Whom a relative clause explains that says of them what they do to the pronoun, or it to them.
    fn explained(&self, pronoun: &Pronoun<TokenIndex>) -> Option<PartialEntityId> {
        let Pronoun { at, function, .. } = *pronoun;
        let start = self.text.sentences().get(self.sentence)?.tokens.start;
        let own = self.clause_of(at);
        let near = start.max(at.saturating_sub(REACH))..at;
        let opens = near.each().rev().take_while(|index| self.clause_of(*index) == own).last()?;
        let relative = self.text.token(opens);
        let is_verb = |index| verb::is_verb(self.text, index);
        let fits = relative.is(Classes::RELATIVE)
            && match function {
                Function::Subject => self.text.word(opens) == "whom",
                Function::Object => {
                    self.text.word(opens) == "who" && (opens + 1..at.min(opens + 3)).each().any(is_verb)
                }
                // *who will go with him*, but not *who had a dog with him*
                Function::Oblique => {
                    let auxiliary = Classes::MODAL | Classes::BE | Classes::HAVE | Classes::ADVERB;
                    let verb = opens + 1..at - 1;
                    let leads = |index: TokenIndex| self.text.token(index).is(auxiliary);
                    let last = verb.each().next_back();
                    self.text.word(opens) == "who"
                        && (1..=3).contains(&verb.len())
                        && last.is_some_and(|last| {
                            !leads(last)
                                && self.text.token(last).kind == TokenKind::Lower
                                && verb.each().all(|index| index == last || leads(index))
                        })
                }
                _ => false,
            };
        let name = relative::antecedent(self.text, opens).filter(|_| fits)?;
        let next = self.names.partition_point(|mention| mention.tokens.start <= name);
        let mention = self.names.get(next.checked_sub(1)?)?;
        mention.tokens.contains(&name).then_some(mention.person)
    }
}
