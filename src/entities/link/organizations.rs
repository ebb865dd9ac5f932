//! Joins the names of organizations: full name, short form, acronym.

use super::builder::{EntityBuilder, PartialEntityId, PartialMention};
use super::kinds::Named;
use crate::entities::entity::MentionForm;
use crate::entities::facts::at::At;
use crate::entities::facts::name_form::NameForms;
use crate::entities::facts::organization_name::{Acronym, OrganizationName};
use crate::entities::facts::sentence::SentenceFacts;
use crate::entities::symbols::interner::{BySymbol, Interner, Symbol, SymbolLists};
use crate::language::{self, Classes};
use crate::names::NameKind;
use crate::prose::{EachToken, Text, TokenIndex};

/// By how many of its names a body may be described.
const DESCRIBED_BY: usize = 4;

/// How many organizations with a first or a last word in common a shorter name is compared with.
const COMPARED: usize = 16;

/// A body of the article that is named by more than its acronym.
#[derive(Clone, Copy)]
struct Known<'s> {
    entity: PartialEntityId,
    body: &'s OrganizationName,
    first: TokenIndex,
}

struct Bodies<'s> {
    all: Vec<Known<'s>>,
    by_name: BySymbol<Option<u32>>,
    by_first: SymbolLists<u32>,
    by_last: SymbolLists<u32>,
    by_letters: SymbolLists<u32>,
    /// Acronyms that the article defines, or uses without a definition.
    by_acronym: BySymbol<Option<PartialEntityId>>,
}

/// Joins the organizations of the article. Words that look like an acronym which the article defines are names of them,
/// too, tagged or not.
pub fn join(
    text: &Text,
    sentences: &[SentenceFacts],
    names: &[Named<'_>],
    name_forms: &NameForms,
    words: &Interner,
    builder: &mut EntityBuilder,
) {
    let mut short = Vec::new();
    let mut full = Vec::new();
    for name in names.iter().filter(|name| name.kind == NameKind::Organization) {
        let Some(body) = name_forms.organization(name.fact.name_form) else { continue };
        match body.letters {
            Some(letters) => short.push((name.tokens.clone(), letters)),
            None => full.push((name, body)),
        }
    }
    let mut bodies = Bodies::new(words);
    // Longer names first, so that a short form finds what it shortens wherever that stands.
    full.sort_by_key(|(name, _)| std::cmp::Reverse(name.tokens.len()));
    for (name, body) in full {
        let entity = bodies.entity_of(words, body, name.tokens.start, builder);
        let known = builder[entity].mentions.iter().filter(|mention| mention.form == MentionForm::Name);
        let is_one_of_first = known.take(DESCRIBED_BY).count() < DESCRIBED_BY;
        let mention = PartialMention::new(name.tokens.clone(), MentionForm::Name, 1.0);
        if builder.mention(entity, mention) && is_one_of_first {
            builder[entity].name_words.extend_from_slice(&body.spelled);
            builder[entity].heads.extend_from_slice(&body.heads);
        }
        if let Some(At { at, what }) = name.fact.acronym {
            bodies.define_acronym(entity, name.base + at, what, builder);
        }
    }
    for (tokens, letters) in short {
        let entity = bodies.of_acronym(letters, tokens.start, builder);
        builder.mention(entity, PartialMention::new(tokens, MentionForm::Acronym, 1.0));
    }
    // Acronyms that the article defines are names wherever they stand.
    for (facts, sentence) in sentences.iter().zip(text.sentences()) {
        for &At { at, what } in &facts.naming.acronyms {
            let at = sentence.tokens.start + at;
            if let Some(entity) = bodies.by_acronym.get(what) {
                builder.mention(entity, PartialMention::new(at..at + 1, MentionForm::Acronym, 0.95));
            }
        }
    }
}

impl<'s> Bodies<'s> {
    fn new(words: &Interner) -> Bodies<'s> {
        Bodies {
            all: Vec::new(),
            by_name: BySymbol::new(words),
            by_first: SymbolLists::new(words),
            by_last: SymbolLists::new(words),
            by_letters: SymbolLists::new(words),
            by_acronym: BySymbol::new(words),
        }
    }

    /// The organization of a name: the same name, one that it shortens, else a new one.
    fn entity_of(
        &mut self,
        words: &Interner,
        body: &'s OrganizationName,
        at: TokenIndex,
        builder: &mut EntityBuilder,
    ) -> PartialEntityId {
        let known = self.by_name.get(body.key).or_else(|| self.longer(words, body, at));
        if let Some(index) = known {
            *self.by_name.entry(body.key) = known;
            return self.all[index as usize].entity;
        }
        let index = self.all.len() as u32;
        let entity = builder.add(NameKind::Organization);
        *self.by_name.entry(body.key) = Some(index);
        self.by_first.put(body.words[body.origin.min(body.words.len() - 1)], index);
        if let Some(last) = body.words.last() {
            self.by_last.put(*last, index);
        }
        for letters in &body.initials {
            self.by_letters.put(*letters, index);
        }
        self.all.push(Known { entity, body, first: at });
        entity
    }

    /// The one organization of which this is a short form: its first words without the head noun behind them (*Mehr*
    /// for *Mehr News Agency*), or the name without its origin (*Health Ministry* for *Iranian Health Ministry*).
    fn longer(&self, words: &Interner, name: &OrganizationName, at: TokenIndex) -> Option<u32> {
        let (origin, own) = name.words.split_at(name.origin);
        let mut found: Vec<(TokenIndex, u32)> = Vec::new();
        let mut take = |index: u32| found.push((self.all[index as usize].first, index));
        if !own.is_empty() && !name.is_general {
            let is_longer = |index: &u32| {
                let body = self.all[*index as usize].body;
                let (its_origin, named) = body.words.split_at(body.origin);
                named.len() > own.len()
                    && named.starts_with(own)
                    && (origin.is_empty() || its_origin == origin)
                    && named[own.len()..].iter().any(|word| {
                        let classes = language::word(words.text(*word)).classes;
                        classes.any(Classes::ORGANIZATION_HEAD | Classes::ORGANIZATION_SUFFIX)
                    })
            };
            self.by_first.latest(own[0]).take(COMPARED).filter(is_longer).for_each(&mut take);
        }
        if origin.is_empty()
            && let Some(last) = name.words.last()
        {
            let is_ours = |index: &u32| {
                let body = self.all[*index as usize].body;
                body.origin > 0 && body.words[body.origin..] == *name.words
            };
            self.by_last.latest(*last).take(COMPARED).filter(is_ours).for_each(&mut take);
        }
        // The latest one before this place; without one, the first behind it.
        let before = found.iter().filter(|(first, _)| *first <= at).max();
        before.or(found.iter().min()).map(|(_, index)| *index)
    }

    /// Notes the acronym of a body, which stands at a token.
    fn define_acronym(
        &mut self,
        entity: PartialEntityId,
        at: TokenIndex,
        acronym: Acronym,
        builder: &mut EntityBuilder,
    ) {
        self.by_acronym.entry(acronym.letters).get_or_insert(entity);
        builder[entity].acronym.get_or_insert(acronym.written);
        builder.mention(entity, PartialMention::new(at..at + 1, MentionForm::Acronym, 1.0));
    }

    fn of_acronym(&mut self, letters: Symbol, at: TokenIndex, builder: &mut EntityBuilder) -> PartialEntityId {
        if let Some(entity) = self.by_acronym.get(letters) {
            return entity;
        }
        let fitting = || self.by_letters.latest(letters).map(|index| &self.all[index as usize]);
        let before = fitting().filter(|body| body.first < at).max_by_key(|body| body.first);
        let entity = match before.or_else(|| fitting().last()) {
            Some(body) => body.entity,
            None => builder.add(NameKind::Organization),
        };
        *self.by_acronym.entry(letters) = Some(entity);
        builder[entity].acronym.get_or_insert(letters);
        entity
    }
}
