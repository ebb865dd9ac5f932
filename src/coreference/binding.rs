//! Whom a pronoun cannot mean because of what else its clause says of them.

use super::context::DiscourseContext;
use super::site::Site;
use crate::entities::facts::pronoun::Pronoun;
use crate::entities::facts::relative;
use crate::entities::grammar::clause::Function;
use crate::entities::grammar::verb;
use crate::entities::link::builder::PartialEntityId;
use crate::language::Classes;
use crate::prose::{TokenIndex, TokenKind, TokenRange};

/// So many tokens back the subject of a pronoun's clause, or what opens the clause, is looked for.
const REACH: TokenIndex = 40;

impl DiscourseContext<'_> {
    /// Everybody whom a pronoun that is no reflexive cannot mean by its clause: *Lopez saw him*; *Lopez, who saw him*;
    /// *Lopez, whom he saw*.
    pub(super) fn bound(&self, site: &Site<'_>) -> Vec<PartialEntityId> {
        let Pronoun { at, function, .. } = site.pronoun;
        if self.text.token(at).is(Classes::REFLEXIVE) {
            return Vec::new();
        }
        let near = self.subjects.iter().rev().take_while(|(_, subject)| subject.end + REACH > at);
        let before = near.filter(|(_, subject)| function == Function::Object && subject.end <= at);
        let subjects = before.filter(|(_, subject)| self.acts_on_it(site, subject));
        subjects.map(|(person, _)| *person).chain(self.explained(&site.pronoun)).collect()
    }

    /// Whether a subject does what the clause of the object behind it says.
    fn acts_on_it(&self, site: &Site<'_>, subject: &TokenRange) -> bool {
        let at = site.pronoun.at;
        // *Lopez said police had seen him*
        let is_told = site.inside.iter().any(|(_, utterance)| !utterance.holds(subject.start));
        if is_told || self.clause_of(subject.start) != self.clause_of(at) {
            return false;
        }
        let is_comma = |index: &TokenIndex| self.text.token(*index).kind == TokenKind::Comma;
        // *Lopez, 40, saw him*
        let apposition = (subject.end..at).find(is_comma).filter(|opens| *opens == subject.end);
        let verb = match apposition {
            Some(opens) => (opens + 1..at).find(is_comma).map(|closes| closes + 1),
            None => Some(subject.end),
        };
        let Some(mut rest) = verb.map(|verb| verb..at).filter(|rest| !rest.clone().any(|index| is_comma(&index)))
        else {
            return false;
        };
        // *Lopez wants to see him* as well as *Lopez asked the mayor to see him*: the weights tell.
        if at.checked_sub(2).is_some_and(|to| self.text.word(to) == "to") {
            return false;
        }
        // *Lopez came and saw him*, but not *Lopez left and the mayor saw him*
        let joint = rest.rfind(|index| self.text.token(*index).is(Classes::COORDINATOR));
        joint.is_none_or(|joint| (joint + 1..at.min(joint + 3)).any(|index| verb::is_verb(self.text, index)))
    }

    /// Whom a relative clause explains that says of them what they do to the pronoun, or it to them.
    fn explained(&self, pronoun: &Pronoun) -> Option<PartialEntityId> {
        let Pronoun { at, function, .. } = *pronoun;
        let start = self.text.sentences().get(self.sentence)?.tokens.start;
        let own = self.clause_of(at);
        let near = start.max(at.saturating_sub(REACH))..at;
        let opens = near.rev().take_while(|index| self.clause_of(*index) == own).last()?;
        let relative = self.text.token(opens);
        let is_verb = |index| verb::is_verb(self.text, index);
        let fits = relative.is(Classes::RELATIVE)
            && match function {
                Function::Subject => self.text.word(opens) == "whom",
                Function::Object => self.text.word(opens) == "who" && (opens + 1..at.min(opens + 3)).any(is_verb),
                _ => false,
            };
        let name = relative::antecedent(self.text, opens).filter(|_| fits)?;
        let next = self.names.partition_point(|mention| mention.tokens.start <= name);
        let mention = self.names.get(next.checked_sub(1)?)?;
        mention.tokens.contains(&name).then_some(mention.person)
    }
}
