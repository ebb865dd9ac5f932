//! Who is present where a pronoun stands: the people mentioned lately, and how.

use super::speech::Speech;
use super::utterances::{Manner, Utterances};
use super::values::Acquaintance;
use crate::entities::facts::person_mention::MentionContext;
use crate::entities::facts::pronoun::Pronoun;
use crate::entities::facts::sentence::SentenceFacts;
use crate::entities::facts::unnamed::UnnamedMention;
use crate::entities::grammar::clause::Function;
use crate::entities::link::builder::{PartialEntity, PartialEntityId, PartialMention};
use crate::entities::{Gender, MentionForm, NamedEntities};
use crate::language::Classes;
use crate::names::NameKind;
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenRange};
use crate::quotations::Quotations;

/// What pronouns are resolved from.
#[derive(Clone, Copy)]
pub struct Reader<'r> {
    /// The text.
    pub text: &'r Text,
    /// Its marked passages.
    pub passages: &'r Quotations,
    /// The facts of its sentences.
    pub facts: &'r [SentenceFacts],
    /// Its entities.
    pub named: &'r NamedEntities,
    /// What is said in it.
    pub utterances: &'r Utterances,
}

/// How many people are remembered, the latest ones.
const REMEMBERED: usize = 12;
/// How many sentences back a mention is remembered.
const SENTENCES: usize = 8;
/// How many people named behind a pronoun in its sentence are candidates.
const AHEAD: usize = 3;

/// A mention as it is remembered.
#[derive(Debug, Clone)]
pub struct RecentMention {
    /// Whom it mentions.
    pub person: PartialEntityId,
    /// Its tokens.
    pub tokens: TokenRange,
    /// Its sentence.
    pub sentence: usize,
    /// What it does in its clause.
    pub function: Function,
    /// How it refers.
    pub form: MentionForm,
}

/// A mention by name or description.
#[derive(Debug, Clone)]
pub struct NameMention {
    /// Its tokens.
    pub tokens: TokenRange,
    /// Whom it mentions.
    pub person: PartialEntityId,
    /// How it refers.
    pub form: MentionForm,
    /// How it stands in its sentence.
    pub context: MentionContext,
}

/// What is known of a person so far.
#[derive(Debug, Clone, Default)]
pub struct Known {
    pub(super) mentions: usize,
    pub(super) spoke: bool,
    /// Whether words were given as the person's.
    pub(super) reported: bool,
    pub(super) named_in_all: usize,
    /// How the article names the person.
    pub(super) acquaintance: Acquaintance,
    /// How surely pronouns of each gender meant the person so far, in sum.
    pub(super) pronouns: [f32; 2],
    pub(super) stated: Gender,
    pub(super) likely: Gender,
    /// What a given name says that stands first and that only one gender bears.
    pub(super) given: Gender,
}

/// The latest pronoun of a gender.
#[derive(Debug, Clone, Copy)]
pub struct LastPronoun {
    pub(super) at: TokenIndex,
    pub(super) person: Option<PartialEntityId>,
    pub(super) sentence: usize,
    pub(super) function: Function,
}

/// Everything that the features ask about.
pub struct DiscourseContext<'t> {
    pub(super) text: &'t Text,
    pub(super) passages: &'t Quotations,
    /// Mentions of people by name or description, and of those without a name who act, in order.
    pub(super) names: Vec<NameMention>,
    /// How many entities the article has; whoever has a higher number has no name.
    named_count: usize,
    pub(super) next_name: usize,
    /// The people mentioned lately, the latest last, each once.
    pub(super) recent: Vec<RecentMention>,
    /// By the number of the entity.
    pub(super) known: Vec<Known>,
    pub(super) most_named: usize,
    /// Whether nobody may be called by pronouns of both genders.
    pub(super) is_strict: bool,
    /// Every mention so far, with its sentence.
    pub(super) seen: Vec<(PartialEntityId, usize)>,
    pub(super) sentence: usize,
    /// The clause of each token of the sentence, for sentences with pronouns.
    clauses: &'t [u8],
    /// The subjects of this sentence's clauses, as far as they are people.
    pub(super) subjects: Vec<(PartialEntityId, TokenRange)>,
    /// The first subject of this sentence and of the one before, as far as they are people.
    pub(super) subject: Option<PartialEntityId>,
    pub(super) subject_before: Option<PartialEntityId>,
    pub(super) last_pronoun: [Option<LastPronoun>; 2],
    pub(super) first_of_paragraph: Option<PartialEntityId>,
    pub(super) first_of_all: Option<PartialEntityId>,
    /// Who was said to speak last by the words right beside their name.
    pub(super) speaker: Option<PartialEntityId>,
    /// Who says what.
    pub(super) speech: Speech<'t>,
    pub(super) paragraph: u32,
    /// The first sentence of the paragraph.
    pub(super) paragraph_start: usize,
}

impl<'t> DiscourseContext<'t> {
    /// What is known before the first sentence.
    pub fn new(reader: Reader<'t>) -> DiscourseContext<'t> {
        let Reader { text, passages, named, utterances, .. } = reader;
        let mut names = Vec::new();
        let mut known = vec![Known::default(); named.builder.len()];
        let mut most_named = 1;
        let people = named.builder.entities().filter(|(_, entity)| entity.kind == NameKind::Person);
        for (person, entity) in people {
            let count = entity.mentions.len();
            most_named = most_named.max(count);
            let known = &mut known[person.index()];
            (known.named_in_all, known.stated, known.likely) = (count, entity.stated, entity.likely);
            known.given = gender_of_given_name(text, entity);
            let is_full = |mention: &&PartialMention| mention.form == MentionForm::Name && mention.tokens.len() > 1;
            known.acquaintance = match (entity.mentions.iter().filter(is_full).count(), count) {
                (0, 1) => Acquaintance::Once,
                (0, _) => Acquaintance::NeverInFull,
                (full, count) if full == count => Acquaintance::InFull,
                _ => Acquaintance::Both,
            };
            names.extend(entity.mentions.iter().filter_map(|mention| {
                let (tokens, form, context) = (mention.tokens.clone(), mention.form, mention.context?);
                Some(NameMention { tokens, person, form, context })
            }));
        }
        for (description, context) in &named.descriptions {
            let person = description.entity;
            if named.builder[person].kind == NameKind::Person {
                let (tokens, form, context) = (description.tokens.clone(), description.form, *context);
                names.push(NameMention { tokens, person, form, context });
            }
        }
        names.retain(|mention: &NameMention| mention.context.function != Function::Byline);
        let named_count = known.len();
        for (noun, unnamed) in unnamed_in(reader) {
            let person = PartialEntityId(known.len() as u32);
            known.push(Known { stated: unnamed.gender, named_in_all: 1, ..Known::default() });
            let context = MentionContext { function: Function::Subject, speaks: unnamed.speaks };
            names.push(NameMention { tokens: noun..noun + 1, person, form: MentionForm::Description, context });
        }
        names.sort_by_key(|mention| mention.tokens.start);
        let unnamed = |noun: TokenIndex| {
            let next = names.get(names.partition_point(|mention| mention.tokens.end <= noun))?;
            (next.tokens.contains(&noun) && next.person.index() >= named_count).then_some(next.person)
        };
        let speech = Speech::new(text, utterances, named, unnamed);
        DiscourseContext {
            text,
            passages,
            names,
            named_count,
            next_name: 0,
            recent: Vec::new(),
            known,
            most_named,
            is_strict: false,
            seen: Vec::new(),
            sentence: 0,
            clauses: &[],
            subjects: Vec::new(),
            subject: None,
            subject_before: None,
            last_pronoun: [None, None],
            first_of_paragraph: None,
            first_of_all: None,
            speaker: None,
            speech,
            paragraph: u32::MAX,
            paragraph_start: 0,
        }
    }

    /// The same where a person may not be both *he* and *she*, and those of `gender` are what it says.
    pub fn strict(reader: Reader<'t>, gender: &[(PartialEntityId, Gender)]) -> DiscourseContext<'t> {
        let mut context = DiscourseContext { is_strict: true, ..DiscourseContext::new(reader) };
        for (person, gender) in gender {
            context.known[person.index()].stated = *gender;
        }
        context
    }

    /// Everybody to whom pronouns of both genders were given, with the gender of the likelier ones.
    pub fn contradictions(&self) -> Vec<(PartialEntityId, Gender)> {
        let both = |known: &Known| known.pronouns.iter().all(|sum| *sum > 0.0);
        let people = (0..).map(PartialEntityId).zip(&self.known).filter(|(_, known)| both(known));
        let heavier = |known: &Known| {
            let [male, female] = known.pronouns;
            if male >= female { Gender::Male } else { Gender::Female }
        };
        people.map(|(person, known)| (person, heavier(known))).collect()
    }

    /// Goes on to a sentence with its facts.
    pub fn enter(&mut self, sentence: usize, facts: &'t SentenceFacts) {
        self.sentence = sentence;
        self.clauses = &facts.discourse.clauses;
        let place = &self.text.sentences()[sentence];
        self.subject_before = self.subject.take();
        self.subjects.clear();
        if place.paragraph != self.paragraph {
            self.paragraph = place.paragraph;
            self.paragraph_start = sentence;
            self.first_of_paragraph = None;
        }
        self.recent.retain(|mention| mention.sentence + SENTENCES >= sentence);
    }

    /// Reads the names that begin before a token.
    pub fn read_names(&mut self, end: TokenIndex) {
        while let Some(mention) = self.names.get(self.next_name).filter(|mention| mention.tokens.start < end) {
            let NameMention { tokens, person, form, context } = mention.clone();
            self.next_name += 1;
            self.see(person, tokens, context.function, context.speaks, form);
        }
    }

    /// Reads who speaks up to a token.
    pub fn read_speech(&mut self, end: TokenIndex) {
        let known = &mut self.known;
        self.speech.read(end, |person| known[person.index()].reported = true);
    }

    /// Reads whom a pronoun means.
    pub fn read_pronoun(&mut self, pronoun: &Pronoun<TokenIndex>, person: Option<PartialEntityId>, chance: f32) {
        let Pronoun { at, gender, function, speaks, .. } = *pronoun;
        self.last_pronoun[slot(gender)] = Some(LastPronoun { at, person, sentence: self.sentence, function });
        let Some(person) = person else {
            return;
        };
        self.see(person, at..at + 1, function, speaks, MentionForm::Pronoun);
        self.known[person.index()].pronouns[slot(gender)] += chance;
    }

    fn see(&mut self, person: PartialEntityId, tokens: TokenRange, function: Function, spoke: bool, form: MentionForm) {
        let known = &mut self.known[person.index()];
        known.mentions += 1;
        known.spoke |= spoke;
        if spoke {
            self.speaker = Some(person);
        }
        if function == Function::Subject {
            self.subject.get_or_insert(person);
            self.subjects.push((person, tokens.clone()));
        }
        if !self.is_unnamed(person) {
            self.first_of_paragraph.get_or_insert(person);
            self.first_of_all.get_or_insert(person);
        }
        self.seen.push((person, self.sentence));
        self.recent.retain(|known| known.person != person);
        self.recent.push(RecentMention { person, tokens, sentence: self.sentence, function, form });
        if self.recent.len() > REMEMBERED {
            self.recent.remove(0);
        }
    }

    pub(super) fn clause_of(&self, at: TokenIndex) -> u8 {
        let start = self.text.sentences()[self.sentence].tokens.start;
        self.clauses.get(at.distance_from(start) as usize).copied().unwrap_or(0)
    }

    /// Whether somebody was mentioned last by more than a pronoun, and not before a token.
    pub(super) fn is_mentioned_since(&self, person: PartialEntityId, since: TokenIndex) -> bool {
        let latest = self.recent.iter().rev().find(|mention| mention.person == person);
        latest.is_some_and(|latest| latest.tokens.start >= since && latest.form != MentionForm::Pronoun)
    }

    pub(super) fn mentions(&self, person: PartialEntityId) -> usize {
        self.known[person.index()].mentions
    }

    /// Whether somebody has no name in the article.
    pub(super) fn is_unnamed(&self, person: PartialEntityId) -> bool {
        person.index() >= self.named_count
    }

    /// The names behind a pronoun in its sentence.
    pub(super) fn ahead(&self, at: TokenIndex) -> impl Iterator<Item = &NameMention> {
        let end = self.text.sentences()[self.sentence].tokens.end;
        let names = self.names[self.next_name..].iter().filter(|mention| !self.is_unnamed(mention.person));
        names.take_while(move |mention| mention.tokens.start < end && mention.tokens.start > at).take(AHEAD)
    }

    /// Whether a possessive pronoun and a noun behind it describe somebody.
    pub(super) fn own_relative(&self, at: TokenIndex, name: &TokenRange, function: Function) -> OwnRelative {
        if function != Function::Possessor {
            return OwnRelative::No;
        }
        let noun = |range: TokenRange| {
            range.each().all(|index| {
                let token = self.text.token(index);
                (token.is_word()
                    && !token.is(Classes::PREPOSITION | Classes::COORDINATOR | Classes::BE | Classes::HAVE))
                    || (token.kind == TokenKind::Comma && index + 1 == name.start)
            })
        };
        if name.start > at + 1 && name.start - at <= 5 && noun(at + 1..name.start) {
            return OwnRelative::Before;
        }
        let token = |index: TokenIndex| self.text.get(index);
        let is_comma = token(name.end).is_some_and(|token| token.kind == TokenKind::Comma);
        if !is_comma || at != name.end + 1 {
            return OwnRelative::No;
        }
        // The first noun for a person behind the pronoun, up to the next comma.
        let words = (at + 1..at + 6).each().map_while(token).take_while(|token| token.is_word());
        let describes = words.into_iter().any(|token| token.is(Classes::ROLE | Classes::KIN | Classes::TITLE));
        if describes { OwnRelative::Behind } else { OwnRelative::No }
    }
}

/// How a possessive pronoun and a noun behind it describe somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnRelative {
    /// They do not.
    No,
    /// *his brother Elias*.
    Before,
    /// *Elias, his brother*.
    Behind,
}

/// Those whom an article is about without a name, with their nouns. Whoever stands in what is reported of somebody's words
/// without marks (*Lopez thinks a mayor who …*) is nobody whom the article goes on about.
fn unnamed_in<'r>(reader: Reader<'r>) -> impl Iterator<Item = (TokenIndex, &'r UnnamedMention)> + 'r {
    let Reader { text, facts, named, utterances, .. } = reader;
    let all = text.sentences().iter().zip(facts).flat_map(|(sentence, facts)| {
        facts.discourse.unnamed.iter().map(|unnamed| (sentence.tokens.start + unnamed.noun, unnamed))
    });
    let is_reported = move |noun: TokenIndex| {
        let mut around = utterances.around(noun);
        around.any(|(_, utterance)| utterance.manner != Manner::Direct && utterance.holds(noun))
    };
    all.filter(move |(noun, _)| named.entity_at(*noun).is_none() && !is_reported(*noun))
}

/// What the first word of somebody's full name says, if only one gender bears it and nothing of the name says otherwise.
/// That it is a family name, too, says nothing: in gold articles 205 of 207 such people were of that gender, and 580 of 583
/// of those whose given name is nobody's family name.
fn gender_of_given_name(text: &Text, entity: &PartialEntity) -> Gender {
    let full = entity.mentions.iter().find(|mention| mention.tokens.len() > 1);
    let Some(named) = full.or(entity.mentions.first()) else { return Gender::Unstated };
    let Some(first) = text.get(named.tokens.start) else { return Gender::Unstated };
    // Somebody who is only ever called by one word: it may be the family name.
    if full.is_none() && first.is(Classes::SURNAME) {
        return Gender::Unstated;
    }
    let own = match (first.is(Classes::GIVEN_MALE), first.is(Classes::GIVEN_FEMALE)) {
        (true, false) => Gender::Male,
        (false, true) => Gender::Female,
        _ => Gender::Unstated,
    };
    if own == entity.likely { own } else { Gender::Unstated }
}

/// The place of a gender in a list of two.
pub(super) fn slot(gender: Gender) -> usize {
    usize::from(gender == Gender::Female)
}
