//! Who says what, as far as the text was read.

use super::utterances::{Speaker, Utterance, Utterances};
use crate::entities::NamedEntities;
use crate::entities::grammar::bearer;
use crate::entities::link::builder::PartialEntityId;
use crate::language::Classes;
use crate::names::NameKind;
use crate::prose::{EachToken, Text, TokenIndex, TokenRange};
use crate::reporting::SourceForm;

/// Whom the words beside an utterance mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpokenBy {
    /// Somebody with a name, or without one but mentioned before.
    Person(PartialEntityId),
    /// One person without a name.
    Unnamed,
    /// Several people, a body, a paper; or nobody is said to speak.
    Other,
}

impl SpokenBy {
    /// The person, if one is meant.
    pub fn person(self) -> Option<PartialEntityId> {
        match self {
            SpokenBy::Person(person) => Some(person),
            SpokenBy::Unnamed | SpokenBy::Other => None,
        }
    }
}

/// The latest utterance.
#[derive(Debug, Clone, Copy)]
pub struct Latest {
    /// Whose it is.
    pub by: SpokenBy,
    /// Its paragraph.
    pub paragraph: u32,
    /// The end of what is said and of the words that say so.
    pub end: TokenIndex,
}

/// Who says what, as far as the text was read.
#[derive(Debug)]
pub struct Speech<'t> {
    /// Everything that is said.
    pub utterances: &'t Utterances,
    /// Whose each utterance is; known for names from the beginning, for pronouns once they are resolved.
    by: Vec<SpokenBy>,
    next: usize,
    latest: Option<Latest>,
}

impl<'t> Speech<'t> {
    /// What is known of the utterances before any pronoun is. `unnamed` says who without a name is mentioned at a token.
    pub fn new(
        text: &Text,
        utterances: &'t Utterances,
        named: &NamedEntities,
        unnamed: impl Fn(TokenIndex) -> Option<PartialEntityId>,
    ) -> Speech<'t> {
        let by = utterances.all().iter().map(|utterance| match spoken_by(text, utterance, named) {
            SpokenBy::Unnamed => {
                let noun = utterance.speaker.as_ref().and_then(|speaker| speaker.head.end.checked_sub(1));
                noun.and_then(&unnamed).map_or(SpokenBy::Unnamed, SpokenBy::Person)
            }
            by => by,
        });
        let by = by.collect();
        Speech { utterances, by, next: 0, latest: None }
    }

    /// Whose an utterance is.
    pub fn by(&self, index: usize) -> SpokenBy {
        self.by.get(index).copied().unwrap_or(SpokenBy::Other)
    }

    /// The latest utterance that was read.
    pub fn latest(&self) -> Option<Latest> {
        self.latest
    }

    /// Takes down whom a pronoun means that is said to speak.
    pub fn resolve(&mut self, pronoun: TokenIndex, person: Option<PartialEntityId>) {
        for index in self.utterances.said_by_word(pronoun) {
            if let Some(by) = self.by.get_mut(index) {
                *by = person.map_or(SpokenBy::Unnamed, SpokenBy::Person);
            }
        }
    }

    /// Reads the utterances up to a token. Says who speaks in each.
    pub fn read(&mut self, end: TokenIndex, mut speaks: impl FnMut(PartialEntityId)) {
        while let Some(utterance) = self.utterances.all().get(self.next).filter(|next| next.said_by <= end) {
            let by = self.by(self.next);
            self.next += 1;
            if !utterance.is_speech || utterance.speaker.is_none() {
                continue;
            }
            if let SpokenBy::Person(person) = by {
                speaks(person);
            }
            // *Lopez said that Reyes denied it*: of the two, Lopez speaks here.
            let mut around = self.utterances.around(utterance.cue.start);
            let tells = |outer: &Utterance| outer.is_speech && outer.speaker.is_some();
            if !around.any(|(_, outer)| tells(outer) && outer.holds(utterance.cue.start)) {
                self.latest = Some(Latest { by, paragraph: utterance.paragraph, end: utterance.end() });
            }
        }
    }
}

/// Whom the words beside an utterance name or describe.
fn spoken_by(text: &Text, utterance: &Utterance, named: &NamedEntities) -> SpokenBy {
    let Some(speaker) = &utterance.speaker else { return SpokenBy::Other };
    let at_end = |tokens: &TokenRange| named.entity_at(tokens.end.checked_sub(1)?);
    // *police chief of Velmora Ann Lopez*: the name that ends the phrase, unless a preposition ties it to the noun before.
    let titled = || at_end(&speaker.phrase).filter(|id| !is_complement(text, named, &speaker.phrase, *id));
    let found = at_end(&speaker.head)
        .or_else(|| speaker.name_behind.as_ref().and_then(at_end))
        .or_else(titled)
        .or_else(|| bearer_of(named, speaker));
    match found {
        Some(id) if named.builder[id].kind == NameKind::Person => SpokenBy::Person(id),
        Some(_) => SpokenBy::Other,
        None => match speaker.form {
            SourceForm::Title | SourceForm::Description | SourceForm::Anonymous => SpokenBy::Unnamed,
            _ => SpokenBy::Other,
        },
    }
}

/// Whose role a phrase is that stands beside the name: *Ann Lopez, a nurse from Velmora, said*.
fn bearer_of(named: &NamedEntities, speaker: &Speaker) -> Option<PartialEntityId> {
    let person = |at| named.builder.named_entity_at(at).filter(|id| named.builder[*id].kind == NameKind::Person);
    let is_role = |id: PartialEntityId, at| {
        named.roles.get(id.index()).is_some_and(|roles| roles.all.iter().any(|(tokens, _)| tokens.contains(&at)))
    };
    bearer::find(&speaker.phrase, &speaker.head, person, is_role)
}

/// Whether a preposition, an article or an owner stands right before the name that ends a phrase.
fn is_complement(text: &Text, named: &NamedEntities, phrase: &TokenRange, person: PartialEntityId) -> bool {
    let is_own = |at: &TokenIndex| named.builder.named_entity_at(*at) == Some(person);
    let name = phrase.each().rev().take_while(is_own).last();
    let before = name.and_then(|name| name.checked_sub(1)).and_then(|before| text.get(before));
    before.is_some_and(|before| {
        before.is(Classes::PREPOSITION | Classes::DETERMINER | Classes::COORDINATOR | Classes::POSSESSIVE)
    })
}
