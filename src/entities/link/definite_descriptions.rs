//! Descriptions that mean somebody or something named in the article: *the minister*, *the Iranian security official*,
//! *the ministry*. Of several people the one mentioned last is meant; an
//! organization only where exactly one fits.

use rustc_hash::{FxHashMap, FxHashSet};

use super::builder::{EntityBuilder, PartialEntityId};
use super::roles::Roles;
use crate::entities::entity::MentionForm;
use crate::entities::facts::at::At;
use crate::entities::facts::definite::{self, Definite, DescriptionWord, Noun, Phrase, Sort};
use crate::entities::facts::person_mention::MentionContext;
use crate::entities::facts::sentence::SentenceFacts;
use crate::entities::grammar::clause::Function;
use crate::entities::symbols::interner::{Interner, Symbol};
use crate::language::{self, Classes, WordSet};
use crate::names::NameKind;
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// How many organizations that fit by their noun are looked at.
const COMPARED: usize = 24;
/// How many people that fit by a word are looked at, those named last before the description.
const PEOPLE_COMPARED: usize = 200;

/// How many of those who acted last a description may mean that names no role of theirs.
const ACTING: usize = 8;
/// How many tokens ago they may have acted.
const LATELY: TokenIndex = 250;

/// Whom a paragraph introduces stands no farther behind its first token than this.
const TO_SUBJECT: TokenIndex = 8;

/// A description where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Description {
    /// Its tokens.
    pub tokens: TokenRange,
    /// Whom or what it means.
    pub entity: PartialEntityId,
    /// How it means that.
    pub form: MentionForm,
}

/// Finds whom the descriptions of an article mean, in order. `roles` are those of each entity.
pub(crate) fn find(
    text: &Text,
    sentences: &[SentenceFacts],
    builder: &EntityBuilder,
    roles: &[Roles],
    words: &Interner,
) -> Vec<Description> {
    let mut known = Describable::of(text, builder, roles, words);
    let mut mentions: Vec<Named> = Vec::new();
    for (id, entity) in builder.entities().filter(|(_, entity)| entity.kind == NameKind::Person) {
        mentions.extend(entity.mentions.iter().map(|mention| Named {
            start: mention.tokens.start,
            id,
            context: mention.context,
        }));
    }
    mentions.sort_unstable_by_key(|named| (named.start, named.id));
    let mut mentions = mentions.into_iter().peekable();
    let mut protagonists = Protagonists::default();
    let mut found: Vec<Description> = Vec::new();
    for (facts, sentence) in sentences.iter().zip(text.sentences()) {
        for At { at, what: definite } in &facts.definites {
            let at = sentence.tokens.start + at;
            while let Some(named) = mentions.next_if(|named| named.start < at) {
                known.last[named.id.index()] = named.start;
                protagonists.see(named);
            }
            if definite.is_new {
                protagonists.bring_in(definite);
                continue;
            }
            let named = |token: TokenIndex| builder.named_entity_at(token).map(|id| builder[id].kind);
            // *Lopez's former aide*: that is not Lopez, nor anybody whom the article must have named.
            let owner = at.checked_sub(1).filter(|_| definite.owner.is_some());
            let is_persons = owner
                .and_then(|owner| builder.named_entity_at(owner))
                .is_some_and(|id| builder[id].kind == NameKind::Person);
            let speaks = definite.context.speaks && !is_persons;
            if !speaks && !definite.words.iter().any(|word| known.may_mean(*word)) {
                continue;
            }
            let Some(phrase) = definite.phrase(|behind| named(at + 1 + behind as TokenIndex)) else { continue };
            // *Lopez, the minister of trade*: it says what Lopez is.
            if known.role_tokens.contains(&(at + 1 + phrase.before.len() as TokenIndex)) {
                continue;
            }
            let is_plain = phrase.others.iter().all(Option::is_none) && phrase.free == 0;
            let here = Here {
                at,
                paragraph: sentence.paragraph,
                opens: facts.discourse.opens_paragraph && at == sentence.tokens.start,
            };
            let entity = match phrase.noun.noun {
                Some(Noun::Title | Noun::Role) => {
                    let known_by = known.person(&phrase, at);
                    let speaker =
                        || known.only_bearer(&phrase, at).or_else(|| protagonists.latest(text, &known, &phrase, here));
                    known_by.or_else(|| speaker().filter(|_| speaks))
                }
                Some(Noun::Organization) if is_plain => known.organization(phrase.noun, phrase.before, at),
                Some(Noun::Organization | Noun::Plural) | None => None,
            };
            let Some(entity) = entity else { continue };
            let form =
                if phrase.noun.noun == Some(Noun::Title) { MentionForm::Title } else { MentionForm::Description };
            // What is named in the description keeps its tokens.
            let open =
                if definite.owner.is_none() && phrase.free == 0 { at } else { at + 1 + phrase.free as TokenIndex };
            let tokens = open..at + 2 + phrase.before.len() as TokenIndex;
            known.last[entity.index()] = at;
            protagonists.see(Named { start: at, id: entity, context: Some(definite.context) });
            found.push(Description { tokens, entity, form });
        }
    }
    found
}

/// Whether a mention is one of whoever a clause is about.
fn acts(context: MentionContext) -> bool {
    context.speaks || matches!(context.function, Function::Subject | Function::Apposition)
}

/// A name of somebody where it stands.
struct Named {
    start: TokenIndex,
    id: PartialEntityId,
    context: Option<MentionContext>,
}

/// Who acts in the article, and who is in it without a name.
#[derive(Default)]
struct Protagonists {
    /// Whoever was named, in order.
    named: Vec<(TokenIndex, PartialEntityId)>,
    /// Whoever was said to speak, in order.
    speaking: Vec<(TokenIndex, PartialEntityId)>,
    /// Whoever a clause was about, in order.
    acting: Vec<(TokenIndex, PartialEntityId)>,
    /// The nouns that brought in somebody without a name (*a driver*).
    unnamed: FxHashSet<Symbol>,
}

impl Protagonists {
    fn see(&mut self, Named { start, id, context }: Named) {
        self.named.push((start, id));
        if context.is_some_and(|context| context.speaks) {
            self.speaking.push((start, id));
        }
        if context.is_some_and(acts) {
            self.acting.push((start, id));
        }
    }

    fn bring_in(&mut self, definite: &Definite) {
        self.unnamed.extend(definite.words.iter().filter(|word| word.noun.is_some()).map(|word| word.word));
    }

    /// Whom a description means that names no role of anybody (*the 40-year-old driver*): who spoke last, or else who acted
    /// last if the article is about them; nobody who is said to be something else.
    fn latest(&self, text: &Text, known: &Describable<'_>, phrase: &Phrase<'_>, here: Here) -> Option<PartialEntityId> {
        let at = here.at;
        let noun = phrase.noun.word;
        let is_nobodys = language::word(known.words.text(noun)).classes.any(Classes::ANONYMOUS);
        let is_bare = narrowing(phrase).next().is_none();
        if is_nobodys || is_bare && phrase.noun.noun != Some(Noun::Title) || self.unnamed.contains(&noun) {
            return None;
        }
        let agrees = |id: &PartialEntityId| {
            let person = &known.builder[*id];
            person.stated.or(person.likely).agrees(phrase.noun.gender)
        };
        let lately = |list: &[(TokenIndex, PartialEntityId)], fits: &dyn Fn(&PartialEntityId) -> bool| {
            let latest = list.iter().rev().take(ACTING).take_while(|(start, _)| start + LATELY > at);
            latest.map(|(_, id)| *id).find(fits)
        };
        let named = |id: &PartialEntityId| known.builder[*id].mentions.len();
        let is_protagonist = |id: &PartialEntityId| named(id) > 1 && 2 * named(id) >= known.most_named;
        let fits = |id: &PartialEntityId| agrees(id) && known.may_be_also(*id, phrase);
        if let Some(introduced) = self.introduced(text, known, here).filter(|id| !is_bare && fits(id)) {
            return Some(introduced);
        }
        if known.by_noun.contains_key(&noun) {
            return None;
        }
        let found = lately(&self.speaking, &fits).or_else(|| lately(&self.acting, &fits)).filter(is_protagonist)?;
        // Where nothing narrows it down, nobody else may be there.
        let is_other = |id: &PartialEntityId| agrees(id) && *id != found;
        let rival = if is_bare { lately(&self.named, &is_other) } else { lately(&self.named, &agrees) };
        rival.is_none_or(|rival| rival == found).then_some(found)
    }
}

/// What is past of what somebody is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Past {
    /// Nothing.
    None,
    /// Some of it.
    Some,
    /// All of it.
    All,
}

impl Protagonists {
    /// Whom the paragraph before introduced, as whoever its first clause is about, where nobody else was named since:
    /// *Ana Lopez, a baker, opened the shop.* ¶ *The Halstad native said …*
    fn introduced(&self, text: &Text, known: &Describable<'_>, here: Here) -> Option<PartialEntityId> {
        let (start, id) = *self.named.last()?;
        let opened = |start: TokenIndex| text.paragraph_of(start) + 1 == here.paragraph as usize;
        let first = known.first[id.index()];
        // Somebody whom marked words or a later sentence name is not whom the paragraph is about.
        let opens = || {
            let paragraph = text.paragraphs().get(text.paragraph_of(first)).map_or(first, |found| found.tokens.start);
            let is_mark = |at: TokenIndex| matches!(text.token(at).kind, TokenKind::Mark(_) | TokenKind::Stop);
            first - paragraph <= TO_SUBJECT && !(paragraph..first).any(is_mark)
        };
        if !here.opens || !opened(start) || !opened(first) || !opens() {
            return None;
        }
        let is_since = |(start, _): &&(TokenIndex, PartialEntityId)| *start >= first;
        let is_alone = self.named.iter().rev().take_while(is_since).all(|(_, other)| *other == id);
        let acts = self.acting.iter().rev().take_while(is_since).any(|acting| *acting == (first, id));
        (is_alone && acts).then_some(id)
    }
}

/// Where a description stands.
#[derive(Clone, Copy)]
struct Here {
    /// Its first token.
    at: TokenIndex,
    /// Its paragraph.
    paragraph: u32,
    /// Whether it is the first of that.
    opens: bool,
}

/// People with the first token of each one's first mention, in its order.
type People = Vec<(TokenIndex, PartialEntityId)>;

/// Who and what may be described.
struct Describable<'d> {
    builder: &'d EntityBuilder,
    roles: &'d [Roles],
    words: &'d Interner,
    /// The first token of each entity's first mention.
    first: Vec<TokenIndex>,
    /// The first token of each one's latest mention so far.
    last: Vec<TokenIndex>,
    /// The tokens of all roles.
    role_tokens: FxHashSet<TokenIndex>,
    /// What is past of what each one is said to be.
    past: Vec<Past>,
    /// People by the nouns of their roles.
    by_noun: FxHashMap<Symbol, People>,
    /// People by all words of their roles and of what these belong to.
    by_role: FxHashMap<Symbol, People>,
    /// Organizations by the nouns in their names.
    by_head: FxHashMap<Symbol, Vec<PartialEntityId>>,
    /// The people with roles.
    with_roles: People,
    /// People who sit in a parliament, by whatever name.
    legislators: People,
    /// People who may be the head of a state.
    heads_of_state: People,
    /// The nouns of each one's roles.
    nouns: Vec<Vec<Symbol>>,
    /// How often the person is named whom the article names most.
    most_named: usize,
}

impl<'d> Describable<'d> {
    fn of(text: &Text, builder: &'d EntityBuilder, roles: &'d [Roles], words: &'d Interner) -> Describable<'d> {
        let start = |(_, entity): (_, &super::builder::PartialEntity)| {
            // Nobody is described before there is a mention.
            entity.mentions.iter().map(|mention| mention.tokens.start).min().unwrap_or(TokenIndex::MAX)
        };
        let mut known = Describable {
            builder,
            roles,
            words,
            first: builder.entities().map(start).collect(),
            last: vec![0; builder.len()],
            role_tokens: roles.iter().flat_map(|roles| &roles.all).flat_map(|(tokens, _)| tokens.clone()).collect(),
            past: roles.iter().map(|roles| Past::of(text, roles)).collect(),
            by_noun: FxHashMap::default(),
            by_role: FxHashMap::default(),
            by_head: FxHashMap::default(),
            with_roles: Vec::new(),
            legislators: Vec::new(),
            heads_of_state: Vec::new(),
            nouns: vec![Vec::new(); builder.len()],
            most_named: builder
                .entities()
                .filter(|(_, entity)| entity.kind == NameKind::Person)
                .map(|(_, entity)| entity.mentions.len())
                .max()
                .unwrap_or(0),
        };
        for ((id, entity), roles) in builder.entities().zip(roles) {
            let first = known.first[id.index()];
            let tokens = roles.all.iter().flat_map(|(tokens, _)| tokens.clone().zip(heads(text, tokens.clone())));
            for (word, (token, is_head)) in roles.words.iter().zip(tokens) {
                let (_, classes) = definite::head_of_compound(text, token);
                if is_head && classes.any(Classes::ROLE | Classes::TITLE) && !classes.any(Classes::HONORIFIC) {
                    known.by_noun.entry(*word).or_default().push((first, id));
                    let noun = language::word(words.text(*word));
                    if noun.is_in(WordSet::SitsInParliament) {
                        known.legislators.push((first, id));
                    }
                    if noun.is_in(WordSet::HeadOfState) {
                        known.heads_of_state.push((first, id));
                    }
                    known.nouns[id.index()].push(*word);
                }
            }
            for word in &roles.words {
                known.by_role.entry(*word).or_default().push((first, id));
            }
            for word in &entity.heads {
                let list = known.by_head.entry(*word).or_default();
                if list.last() != Some(&id) {
                    list.push(id);
                }
            }
            if !roles.all.is_empty() {
                known.with_roles.push((first, id));
            }
        }
        let lists = known.by_noun.values_mut().chain(known.by_role.values_mut()).chain([
            &mut known.with_roles,
            &mut known.legislators,
            &mut known.heads_of_state,
        ]);
        for list in lists {
            list.sort_unstable();
            list.dedup();
        }
        known
    }

    /// Whether anybody or anything is known by a noun.
    fn may_mean(&self, noun: DescriptionWord) -> bool {
        noun.sort == Sort::General
            || self.by_noun.contains_key(&noun.word)
            || self.by_head.contains_key(&noun.word)
            || self.has_other_names(noun)
    }

    /// Whether a noun may be another name of an office.
    fn has_other_names(&self, noun: DescriptionWord) -> bool {
        let noun = language::word(self.words.text(noun.word));
        noun.is_in(WordSet::AnyLegislator) || noun.is_in(WordSet::Head)
    }

    /// The person who fits a description at a token: of several the one mentioned last.
    fn person(&self, phrase: &Phrase<'_>, at: TokenIndex) -> Option<PartialEntityId> {
        let Phrase { noun, .. } = phrase;
        if let Some(people) = self.by_noun.get(&noun.word) {
            return self.latest_person(people, phrase, at);
        }
        if let Some(known) = self.by_other_noun(phrase, at) {
            return Some(known);
        }
        if noun.sort != Sort::General || phrase.before.is_empty() && phrase.others.iter().all(Option::is_none) {
            return None;
        }
        // Whoever fits has the word in a role: cheaper than asking everybody.
        let telling = narrowing(phrase).find(|word| matches!(word.sort, Sort::Telling | Sort::General));
        match telling {
            Some(telling) => self.latest_person(self.by_role.get(&telling.word)?, phrase, at),
            None => self.latest_person(&self.with_roles, phrase, at),
        }
    }

    /// The person whom a description means that gives an office another name: *the lawmaker* for a senator, *the head of
    /// state* for the only king.
    fn by_other_noun(&self, phrase: &Phrase<'_>, at: TokenIndex) -> Option<PartialEntityId> {
        let noun = language::word(self.words.text(phrase.noun.word));
        if noun.is_in(WordSet::AnyLegislator) {
            return self.latest_person(&self.legislators, phrase, at);
        }
        let [None, Some(state)] = phrase.others else { return None };
        let is_head = noun.is_in(WordSet::Head) && language::word(self.words.text(state.word)).is_in(WordSet::State);
        let [(first, id)] = self.heads_of_state[..] else { return None };
        let agrees = self.builder[id].stated.agrees(phrase.noun.gender) && self.past[id.index()] != Past::All;
        (is_head && phrase.before.is_empty() && first < at && agrees).then_some(id)
    }

    /// Of some people who were named before a token and fit, the one mentioned last; one who is no longer what the role says
    /// only if nobody is.
    fn latest_person(&self, people: &People, phrase: &Phrase<'_>, at: TokenIndex) -> Option<PartialEntityId> {
        let before = &people[..people.partition_point(|(first, _)| *first < at)];
        let fits = |id: &PartialEntityId| {
            self.builder[*id].stated.agrees(phrase.noun.gender)
                && narrowing(phrase).all(|word| self.narrows(&self.roles[id.index()].words, word))
        };
        let fitting = before.iter().rev().take(PEOPLE_COMPARED).map(|(_, id)| *id).filter(fits);
        let wants_past = phrase.noun.is_past || phrase.before.iter().any(|word| word.is_past);
        let is_so = |id: &PartialEntityId| {
            let past = self.past[id.index()];
            if wants_past { past != Past::None } else { past != Past::All }
        };
        fitting.max_by_key(|id| (is_so(id), self.last[id.index()]))
    }

    /// The only person of the article with a role of that noun, be it stated behind the description (*the harbour minister
    /// said … Minister Maria Lopez …*), if the role itself says nothing else.
    fn only_bearer(&self, phrase: &Phrase<'_>, at: TokenIndex) -> Option<PartialEntityId> {
        let [(first, id)] = self.by_noun.get(&phrase.noun.word)?[..] else { return None };
        let roles = &self.roles[id.index()].words;
        let is_bare = roles.iter().all(|word| *word == phrase.noun.word);
        let fits = |word: &DescriptionWord| is_bare && word.sort == Sort::Telling || self.narrows(roles, word);
        let agrees = self.builder[id].stated.agrees(phrase.noun.gender) && self.past[id.index()] != Past::All;
        let is_past = phrase.noun.is_past || phrase.before.iter().any(|word| word.is_past);
        (first < at + LATELY && agrees && !is_past && narrowing(phrase).all(fits)).then_some(id)
    }

    /// Whether somebody may be what a description says beside what the article says of them: nothing is known that tells.
    fn may_be_also(&self, id: PartialEntityId, phrase: &Phrase<'_>) -> bool {
        let is_vague = |word: &str| language::word(word).is_in(WordSet::AnybodyMayBe);
        let has_other_office = || self.nouns[id.index()].iter().any(|noun| !is_vague(self.words.text(*noun)));
        let known = &self.roles[id.index()].words;
        let origin = Classes::DEMONYM | Classes::COUNTRY;
        let is_foreign = |word: &DescriptionWord| {
            let has_origin = || known.iter().any(|own| language::word(self.words.text(*own)).classes.any(origin));
            word.sort == Sort::Origin && !self.narrows(known, word) && has_origin()
        };
        (is_vague(self.words.text(phrase.noun.word)) || !has_other_office()) && !narrowing(phrase).any(is_foreign)
    }

    /// The only organization that fits a description at a token.
    fn organization(
        &self,
        noun: DescriptionWord,
        narrowing: &[DescriptionWord],
        at: TokenIndex,
    ) -> Option<PartialEntityId> {
        let fits = |id: &PartialEntityId| {
            self.first[id.index()] < at
                && narrowing.iter().all(|word| self.narrows(&self.builder[*id].name_words, word))
        };
        only(self.by_head.get(&noun.word)?.iter().rev().take(COMPARED).copied().filter(fits))
    }

    /// Whether a word that narrows a noun down fits what is known: the same word, or the adjective of a country (*Iranian*
    /// for *Iran*).
    fn narrows(&self, known: &[Symbol], DescriptionWord { word, sort, .. }: &DescriptionWord) -> bool {
        let is_of = |other: &Symbol| {
            let (word, other) = (self.words.text(*word), self.words.text(*other));
            let shared = word.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
            shared >= 4.min(other.chars().count().max(3))
        };
        *sort == Sort::Idle || known.contains(word) || *sort == Sort::Origin && known.iter().any(is_of)
    }
}

/// All that narrows the noun of a description down.
fn narrowing<'p>(phrase: &'p Phrase<'_>) -> impl Iterator<Item = &'p DescriptionWord> {
    phrase.before.iter().chain(phrase.others.iter().flatten())
}

/// Whether each word of a role may be what somebody is: not behind a preposition, nor in front of *'s* (*spokesman for the
/// mayor*, *the mayor's wife*).
fn heads(text: &Text, role: TokenRange) -> impl Iterator<Item = bool> {
    let owner = role.clone().rev().find(|at| text.token(*at).kind == TokenKind::Possessive);
    let is_end = |at: &TokenIndex| owner.is_none_or(|owner| *at > owner) && text.token(*at).is(Classes::PREPOSITION);
    let end = role.clone().find(is_end).unwrap_or(role.end);
    let is_owned = text.tokens().get(role.end as usize).is_some_and(|token| token.kind == TokenKind::Possessive);
    role.map(move |at| !is_owned && at < end && owner.is_none_or(|owner| at > owner))
}

impl Past {
    /// By a word in or before each role.
    fn of(text: &Text, roles: &Roles) -> Past {
        let is_past = |(tokens, _): &(TokenRange, String)| {
            (tokens.start.saturating_sub(1)..tokens.end).any(|at| definite::is_past(text, at))
        };
        match roles.all.iter().filter(|role| is_past(role)).count() {
            0 => Past::None,
            all if all == roles.all.len() => Past::All,
            _ => Past::Some,
        }
    }
}

/// The one entity of several that may be named more than once; nothing if there are two.
fn only(mut entities: impl Iterator<Item = PartialEntityId>) -> Option<PartialEntityId> {
    let first = entities.next()?;
    entities.all(|other| other == first).then_some(first)
}
