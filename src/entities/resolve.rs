//! The steps from facts to entities, and which of them an edit makes run again.
//!
//! Each step is a plain function of what the steps before it gave. It runs again, for the whole article, if one of these
//! says something else than before; the facts of the sentences near an edit are read anew and compared to tell. What is kept
//! moves along with the tokens first, so all that is compared counts the tokens of the text after the edit.

use std::ops::Range;
use std::sync::Arc;

use super::entity::MentionForm;
use super::facts::extract::Extractor;
use super::facts::lookups::Lookups;
use super::facts::name_form::NameForms;
use super::facts::person_mention::MentionContext;
use super::facts::sentence::{REACH, SentenceFacts};
use super::grammar::role_phrase;
use super::link::builder::{EntityBuilder, PartialEntityId};
use super::link::definite_descriptions::{self, Description};
use super::link::description_index::DescriptionIndex;
use super::link::role_phrases::{KnownRoles, RolePhrases};
use super::link::roles::Roles;
use super::link::{kinds, listed, organizations, people, places};
use super::person_name::table::PersonNameTable;
use crate::names::{Name, NameKind, RevisedNames};
use crate::people::People;
use crate::prose::{Revision, Text, TokenIndex, TokenRange};
use crate::text::Splice;

/// How many words more than the text had may be known before all is read anew: typing leaves the beginnings of words
/// behind.
const WORDS_LEFT_BEHIND: usize = 200;

/// The entities of an article without pronouns.
#[derive(Debug, Default)]
pub(crate) struct NamedEntities {
    /// Everybody and everything that has a name.
    pub builder: EntityBuilder,
    /// The roles of each.
    pub roles: Vec<Roles>,
    /// What these were made from.
    role_phrases: Vec<RolePhrases>,
    /// Who and what may be described, by the names and the roles.
    pub described: DescriptionIndex,
    /// The descriptions that mean one of them, in order, each with how it stands in its sentence.
    pub descriptions: Vec<(Description, MentionContext)>,
}

impl NamedEntities {
    /// Moves all to where it stands after an edit, which replaced these tokens.
    fn follow(&mut self, tokens: Splice<TokenIndex>) {
        if tokens.moves() {
            // Where they stood, a name of the same length may stand now that has other roles beside it.
            for gone in self.builder.named_in(tokens.start..tokens.old_end) {
                self.role_phrases[gone.index()] = RolePhrases::default();
            }
            self.builder.follow(tokens);
            self.roles.iter_mut().for_each(|roles| roles.follow(tokens));
            self.role_phrases.iter_mut().for_each(|phrases| phrases.follow(tokens));
            let descriptions = self.descriptions.iter_mut();
            descriptions.for_each(|(description, _)| description.tokens = tokens.range_now(&description.tokens));
        }
    }

    /// The entity that a name or a description at a token mentions.
    pub fn entity_at(&self, token: TokenIndex) -> Option<PartialEntityId> {
        let described = || {
            let next = self.descriptions.partition_point(|(description, _)| description.tokens.end <= token);
            let (description, _) = self.descriptions.get(next)?;
            (description.tokens.start <= token).then_some(description.entity)
        };
        self.builder.named_entity_at(token).or_else(described)
    }
}

/// A name where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedMention {
    /// Its tokens.
    pub tokens: TokenRange,
    /// How it names.
    pub form: MentionForm,
    /// What it names.
    pub kind: NameKind,
}

/// What this room knows of one text: its entities, and what they were made from.
#[derive(Debug, Default)]
pub struct State {
    sentences: Vec<SentenceFacts>,
    /// One for each sentence.
    lookups: Vec<Lookups>,
    name_forms: NameForms,
    table: PersonNameTable,
    /// How many words there were when all was read.
    words: usize,
    named: NamedEntities,
    /// See [`State::mentions`].
    mentions: Vec<NamedMention>,
    runs: Runs,
    /// Whom the newsroom knows.
    people: Arc<People>,
}

/// How often each step ran.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Runs {
    /// Joining names.
    pub names: usize,
    /// Collecting roles.
    pub roles: usize,
    /// Finding whom descriptions mean.
    pub descriptions: usize,
}

/// What an edit has changed for the steps behind this room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Changes {
    /// The entities.
    pub entities: bool,
    /// What pronouns are resolved by in their sentences.
    pub discourse: bool,
}

/// Sentences near an edit.
struct Edited {
    /// As they were counted before.
    old: Range<usize>,
    /// As they are counted now.
    new: Range<usize>,
}

impl State {
    /// What is known of no text yet, where the newsroom knows these people.
    pub fn knowing(people: Arc<People>) -> State {
        State { people, ..State::default() }
    }

    /// The entities of the text that was read last.
    pub(crate) fn named(&self) -> &NamedEntities {
        &self.named
    }

    /// The text's facts, a list for each sentence.
    pub(crate) fn facts(&self) -> &[SentenceFacts] {
        &self.sentences
    }

    /// The names of the text that was read last, in order; of names inside each other the outer one.
    pub fn mentions(&self) -> &[NamedMention] {
        &self.mentions
    }

    /// The text of a symbol.
    pub(crate) fn word(&self, symbol: super::symbols::interner::Symbol) -> &str {
        self.table.words.text(symbol)
    }

    /// How often each step ran since the state was made.
    pub fn runs(&self) -> Runs {
        self.runs
    }

    /// Reads a text whose tagged names are `names`.
    pub fn find(&mut self, text: &Text, names: &[Name]) {
        *self = State { runs: self.runs, people: self.people.clone(), ..State::default() };
        self.sentences = self.extract(text, names, 0..text.sentences().len());
        self.lookups.resize_with(self.sentences.len(), Lookups::default);
        self.words = self.table.words.len();
        self.join_names(text);
        self.read_all_roles(text, KnownRoles::default());
        self.named.described = DescriptionIndex::new(&self.named.builder, &self.named.roles, &self.table.words);
        self.named.descriptions = self.describe(text);
    }

    /// The same after an edit: `revision` leads from the text that was read last to this one.
    pub(crate) fn revise(&mut self, text: &Text, names: RevisedNames<'_>, revision: &Revision) -> Changes {
        let RevisedNames { all: names, renamed } = names;
        if self.table.words.len() > 2 * self.words + WORDS_LEFT_BEHIND {
            self.find(text, names);
            return Changes { entities: true, discourse: true };
        }
        self.named.follow(revision.tokens);
        let Edited { old, new } = self.edited(text, revision);
        let fresh = self.extract(text, names, new.clone());
        let before = &self.sentences[old.clone()];
        let pairs = || before.iter().zip(&fresh);
        let as_many = before.len() == fresh.len();
        let same_names = as_many && pairs().all(|(before, now)| before.naming == now.naming);
        let discourse = !as_many || pairs().any(|(before, now)| before.discourse != now.discourse);
        let before: Vec<SentenceFacts> = self.sentences.splice(old.clone(), fresh).collect();
        let still_hold = same_names && new.clone().all(|sentence| self.look_again(text, sentence));
        if !still_hold {
            self.lookups.splice(old, new.clone().map(|_| Lookups::default()));
        }
        let is_retagged = self.retag(text, names, renamed.into_iter().filter(|sentence| !new.contains(sentence)));
        let tokens = tokens_of(text, &new);
        let names = !still_hold || is_retagged;
        // Words with a capital that are typed seldom make anybody somebody else.
        let joined_before = names.then(|| {
            let before = std::mem::take(&mut self.named.builder);
            self.join_names(text);
            before
        });
        let joined_before =
            joined_before.filter(|before| is_retagged || self.touches_name(revision) || *before != self.named.builder);
        let who = joined_before.is_some();
        let contexts = !names && self.read_contexts(text, &tokens);
        let roles = match joined_before {
            Some(before) => {
                let phrases = std::mem::take(&mut self.named.role_phrases);
                let known = KnownRoles::of(text, &before, phrases, &self.named.builder, &tokens);
                self.read_all_roles(text, known)
            }
            None => self.read_roles(text, tokens),
        };
        // It is cheaper to make than to move.
        if who || roles || revision.tokens.moves() {
            self.named.described = DescriptionIndex::new(&self.named.builder, &self.named.roles, &self.table.words);
        }
        let mut descriptions = false;
        if names || roles || contexts || discourse || !self.has_same_descriptions(text, new.start, &before) {
            let before = std::mem::take(&mut self.named.descriptions);
            self.named.descriptions = self.describe(text);
            descriptions = before != self.named.descriptions;
        }
        Changes { entities: who || roles || descriptions, discourse: discourse || contexts }
    }

    /// Whether an edit may have changed how a name is written: a word of it, or what stands between two.
    pub(crate) fn touches_name(&self, revision: &Revision) -> bool {
        let edited = revision.tokens.start.saturating_sub(1)..revision.tokens.new_end + 1;
        !self.named.builder.named_in(edited).is_empty()
    }

    /// The sentences of which an edit may have changed the facts.
    fn edited(&self, text: &Text, revision: &Revision) -> Edited {
        let (tokens, sentences) = (revision.tokens, text.sentences());
        let start = text.sentence_of(tokens.start.saturating_sub(REACH)).min(revision.sentences.now().start);
        let end = sentences.partition_point(|sentence| sentence.tokens.start < tokens.new_end + REACH);
        let end = end.max(revision.sentences.now().end);
        Edited { old: start..end + self.sentences.len() - sentences.len(), new: start..end }
    }

    fn extract(&mut self, text: &Text, names: &[Name], sentences: Range<usize>) -> Vec<SentenceFacts> {
        let mut extractor = Extractor { text, name_forms: &mut self.name_forms, table: &mut self.table };
        let read = |sentence: usize| extractor.read(sentence, names_in(names, &text.sentences()[sentence].tokens));
        sentences.map(read).collect()
    }

    /// Reads sentences again that have other names than before. Says whether there are any of which the facts do not hold
    /// any more.
    fn retag(&mut self, text: &Text, names: &[Name], renamed: impl Iterator<Item = usize>) -> bool {
        let mut is_any = false;
        for index in renamed {
            let fresh = self.extract(text, names, index..index + 1);
            for (known, fresh) in self.sentences[index..].iter_mut().zip(fresh) {
                if known.naming != fresh.naming {
                    *known = fresh;
                    self.lookups[index] = Lookups::default();
                    is_any = true;
                }
            }
        }
        is_any
    }

    /// Looks again what was looked up in a sentence. Says whether it still says the same.
    fn look_again(&mut self, text: &Text, sentence: usize) -> bool {
        let base = text.sentences()[sentence].tokens.start;
        self.lookups[sentence].read_again(text, base, &mut self.table)
    }

    /// Joins the names of all sentences.
    fn join_names(&mut self, text: &Text) {
        self.runs.names += 1;
        let State { sentences, lookups, name_forms, table, people, .. } = self;
        let mut builder = EntityBuilder::new(text);
        let names = kinds::of_article(text, sentences, lookups, name_forms, table);
        organizations::join(text, sentences, &names, name_forms, &table.words, &mut builder);
        places::join(&names, name_forms, &table.words, &mut builder);
        people::join(text, sentences, lookups, &names, table, &mut builder);
        listed::note(text, people, &mut builder);
        self.named.builder = builder;
        for entity in self.named.builder.entities_mut().filter(|entity| entity.kind == NameKind::Person) {
            for mention in entity.mentions.iter_mut().filter(|mention| mention.context.is_none()) {
                mention.context = Some(MentionContext::of_mention(text, mention.tokens.clone()));
            }
        }
        let mentions = self.named.builder.entities().flat_map(|(_, entity)| {
            let outer = entity.mentions.iter().filter(|mention| !mention.inside);
            outer.map(|mention| NamedMention { tokens: mention.tokens.clone(), form: mention.form, kind: entity.kind })
        });
        self.mentions.clear();
        self.mentions.extend(mentions);
        self.mentions.sort_unstable_by_key(|mention| mention.tokens.start);
    }

    /// Reads again how the mentions in some tokens stand in their sentences. Says whether one stands otherwise now.
    fn read_contexts(&mut self, text: &Text, tokens: &TokenRange) -> bool {
        let NamedEntities { builder, descriptions, .. } = &mut self.named;
        let mut changed = false;
        for id in builder.named_in(tokens.clone()) {
            let entity = &mut builder[id];
            let mentions = entity.mentions.iter_mut().filter(|mention| tokens.contains(&mention.tokens.start));
            for mention in mentions.filter(|_| entity.kind == NameKind::Person) {
                let now = Some(MentionContext::of_mention(text, mention.tokens.clone()));
                changed |= mention.context != now;
                mention.context = now;
                mention.may_have_role = role_phrase::may_have_role(text, mention.tokens.clone());
            }
        }
        for (description, context) in descriptions {
            if tokens.contains(&description.tokens.start) {
                let now = MentionContext::of_mention(text, description.tokens.clone());
                changed |= *context != now;
                *context = now;
            }
        }
        changed
    }

    /// Reads the roles of everybody, but for those that are known. Says that they are others, as names are.
    fn read_all_roles(&mut self, text: &Text, mut known: KnownRoles) -> bool {
        self.runs.roles += 1;
        let NamedEntities { builder, roles, role_phrases, .. } = &mut self.named;
        let ids = || (0..builder.len() as u32).map(PartialEntityId);
        *role_phrases = ids().map(|id| RolePhrases::read(text, builder, id, &mut known)).collect();
        let words = &mut self.table.words;
        *roles = ids().zip(&*role_phrases).map(|(id, found)| Roles::read(text, words, builder, id, found)).collect();
        true
    }

    /// Reads the roles of those again who are named in some tokens. Says whether one of them has others now.
    fn read_roles(&mut self, text: &Text, tokens: TokenRange) -> bool {
        let NamedEntities { builder, roles, role_phrases, .. } = &mut self.named;
        let mut changed = false;
        for id in builder.named_in(tokens.clone()) {
            let phrases = &mut role_phrases[id.index()];
            *phrases = std::mem::take(phrases).read_again(text, builder, id, &tokens);
            let now = Roles::read(text, &mut self.table.words, builder, id, phrases);
            changed |= now != roles[id.index()];
            roles[id.index()] = now;
        }
        self.runs.roles += usize::from(changed);
        changed
    }

    /// Whether what may be a description in sentences from `first` on is what it was in `before`, their facts before an edit
    /// that changed no names and roles and moved no token.
    fn has_same_descriptions(&self, text: &Text, first: usize, before: &[SentenceFacts]) -> bool {
        let NamedEntities { builder, described, .. } = &self.named;
        let now = self.sentences[first..].iter().zip(&text.sentences()[first..]);
        before.iter().zip(now).all(|(before, (now, sentence))| {
            let (start, words) = (sentence.tokens.start, &self.table.words);
            let [before, now] = [&before.definites, &now.definites]
                .map(|definites| definite_descriptions::possible(definites, start, builder, described, words));
            before.eq(now)
        })
    }

    fn describe(&mut self, text: &Text) -> Vec<(Description, MentionContext)> {
        self.runs.descriptions += 1;
        let NamedEntities { builder, roles, described, .. } = &self.named;
        let found = definite_descriptions::find(text, &self.sentences, builder, roles, described, &self.table.words);
        let with_context = |found: Description| {
            let context = MentionContext::of_mention(text, found.tokens.clone());
            (found, context)
        };
        found.into_iter().map(with_context).collect()
    }
}

/// The names in some tokens.
fn names_in<'n>(names: &'n [Name], tokens: &TokenRange) -> &'n [Name] {
    let start = names.partition_point(|name| name.tokens.start < tokens.start);
    let rest = &names[start..];
    &rest[..rest.partition_point(|name| name.tokens.start < tokens.end)]
}

/// The tokens of some sentences.
fn tokens_of(text: &Text, sentences: &Range<usize>) -> TokenRange {
    match text.sentences().get(sentences.clone()) {
        Some([first, .., last]) => first.tokens.start..last.tokens.end,
        Some([only]) => only.tokens.clone(),
        _ => TokenRange::default(),
    }
}
