//! Who is present where a pronoun stands: the people mentioned lately, and how.

use crate::entities::facts::person_mention::MentionContext;
use crate::entities::facts::pronoun::Pronoun;
use crate::entities::facts::sentence::SentenceFacts;
use crate::entities::grammar::clause::Function;
use crate::entities::link::builder::{PartialEntityId, PartialMention};
use crate::entities::{Gender, MentionForm, NamedEntities};
use crate::language::Classes;
use crate::names::NameKind;
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};
use crate::quotations::Quotations;
use crate::reporting::Reporting;

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
    /// What its sentences report.
    pub reporting: &'r Reporting,
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
    pub(super) named_in_all: usize,
    /// 0: in full only, 1: in full and otherwise, 2: never in full, 3: never in full and more than once.
    pub(super) bare_only: usize,
    /// The gender of the pronouns that were given to the person.
    pub(super) pronouns: Gender,
    pub(super) stated: Gender,
    pub(super) likely: Gender,
}

/// The latest pronoun of a gender.
#[derive(Debug, Clone, Copy)]
pub struct LastPronoun {
    pub(super) person: Option<PartialEntityId>,
    pub(super) sentence: usize,
    pub(super) function: Function,
}

/// Everything that the features ask about.
pub struct DiscourseContext<'t> {
    pub(super) text: &'t Text,
    pub(super) passages: &'t Quotations,
    /// Mentions of people by name, in order.
    pub(super) names: Vec<NameMention>,
    pub(super) next_name: usize,
    /// The people mentioned lately, the latest last, each once.
    pub(super) recent: Vec<RecentMention>,
    /// By the number of the entity.
    pub(super) known: Vec<Known>,
    pub(super) most_named: usize,
    /// Every mention so far, with its sentence.
    pub(super) seen: Vec<(PartialEntityId, usize)>,
    pub(super) sentence: usize,
    /// The clause of each token of the sentence, for sentences with pronouns.
    clauses: &'t [u8],
    /// The first subject of this sentence and of the one before, as far as they are people.
    pub(super) subject: Option<PartialEntityId>,
    pub(super) subject_before: Option<PartialEntityId>,
    pub(super) last_pronoun: [Option<LastPronoun>; 2],
    pub(super) first_of_paragraph: Option<PartialEntityId>,
    pub(super) first_of_all: Option<PartialEntityId>,
    /// Who was said to speak last.
    pub(super) speaker: Option<PartialEntityId>,
    paragraph: u32,
}

impl<'t> DiscourseContext<'t> {
    /// What is known before the first sentence.
    pub fn new(reader: Reader<'t>) -> DiscourseContext<'t> {
        let Reader { text, passages, named, .. } = reader;
        let mut names = Vec::new();
        let mut known = vec![Known::default(); named.builder.len()];
        let mut most_named = 1;
        let people = named.builder.entities().filter(|(_, entity)| entity.kind == NameKind::Person);
        for (person, entity) in people {
            let count = entity.mentions.len();
            most_named = most_named.max(count);
            let known = &mut known[person.index()];
            (known.named_in_all, known.stated, known.likely) = (count, entity.stated, entity.likely);
            let is_full = |mention: &&PartialMention| mention.form == MentionForm::Name && mention.tokens.len() > 1;
            known.bare_only = match (entity.mentions.iter().filter(is_full).count(), count) {
                (0, 1) => 2,
                (0, _) => 3,
                (full, count) if full == count => 0,
                _ => 1,
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
        names.sort_by_key(|mention| mention.tokens.start);
        DiscourseContext {
            text,
            passages,
            names,
            next_name: 0,
            recent: Vec::new(),
            known,
            most_named,
            seen: Vec::new(),
            sentence: 0,
            clauses: &[],
            subject: None,
            subject_before: None,
            last_pronoun: [None, None],
            first_of_paragraph: None,
            first_of_all: None,
            speaker: None,
            paragraph: u32::MAX,
        }
    }

    /// Goes on to a sentence, of which `clauses` are the clauses of its tokens if it has a pronoun.
    pub fn enter(&mut self, sentence: usize, clauses: &'t [u8]) {
        self.sentence = sentence;
        self.clauses = clauses;
        let place = &self.text.sentences()[sentence];
        self.subject_before = self.subject.take();
        if place.paragraph != self.paragraph {
            self.paragraph = place.paragraph;
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

    /// Reads whom a pronoun means.
    pub fn read_pronoun(&mut self, pronoun: &Pronoun, person: Option<PartialEntityId>, chance: f32) {
        let Pronoun { at, gender, function, speaks, .. } = *pronoun;
        self.last_pronoun[slot(gender)] = Some(LastPronoun { person, sentence: self.sentence, function });
        let Some(person) = person else {
            return;
        };
        self.see(person, at..at + 1, function, speaks, MentionForm::Pronoun);
        if chance > 0.5 {
            self.known[person.index()].pronouns = gender;
        }
    }

    fn see(&mut self, person: PartialEntityId, tokens: TokenRange, function: Function, spoke: bool, form: MentionForm) {
        let known = &mut self.known[person.index()];
        known.mentions += 1;
        known.spoke |= spoke;
        if spoke {
            self.speaker = Some(person);
        }
        if function == Function::Subject && self.subject.is_none() {
            self.subject = Some(person);
        }
        self.first_of_paragraph.get_or_insert(person);
        self.first_of_all.get_or_insert(person);
        self.seen.push((person, self.sentence));
        self.recent.retain(|known| known.person != person);
        self.recent.push(RecentMention { person, tokens, sentence: self.sentence, function, form });
        if self.recent.len() > REMEMBERED {
            self.recent.remove(0);
        }
    }

    pub(super) fn clause_of(&self, at: TokenIndex) -> u8 {
        let start = self.text.sentences()[self.sentence].tokens.start;
        self.clauses.get(at.saturating_sub(start) as usize).copied().unwrap_or(0)
    }

    pub(super) fn mentions(&self, person: PartialEntityId) -> usize {
        self.known[person.index()].mentions
    }

    /// The names behind a pronoun in its sentence.
    pub(super) fn ahead(&self, at: TokenIndex) -> impl Iterator<Item = &NameMention> {
        let end = self.text.sentences()[self.sentence].tokens.end;
        let names = self.names[self.next_name..].iter();
        names.take_while(move |mention| mention.tokens.start < end && mention.tokens.start > at).take(AHEAD)
    }

    /// 1: *his brother Elias*; 2: *Elias, his brother*.
    pub(super) fn is_own_relative(&self, at: TokenIndex, name: &TokenRange, function: Function) -> usize {
        if function != Function::Possessor {
            return 0;
        }
        let noun = |range: TokenRange| {
            range.into_iter().all(|index| {
                let token = self.text.token(index);
                (token.is_word()
                    && !token.is(Classes::PREPOSITION | Classes::COORDINATOR | Classes::BE | Classes::HAVE))
                    || (token.kind == TokenKind::Comma && index + 1 == name.start)
            })
        };
        if name.start > at + 1 && name.start - at <= 5 && noun(at + 1..name.start) {
            return 1;
        }
        let comma = name.end;
        let is_comma = self.text.tokens().get(comma as usize).is_some_and(|token| token.kind == TokenKind::Comma);
        if is_comma && at == comma + 1 {
            return 2;
        }
        0
    }
}

/// The place of a gender in a list of two.
pub(super) fn slot(gender: Gender) -> usize {
    usize::from(gender == Gender::Female)
}
