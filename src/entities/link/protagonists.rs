//! Whom a description means that names nobody's known role: by who acts and speaks in the article.

use rustc_hash::{FxHashMap, FxHashSet};

use super::builder::PartialEntityId;
use super::describable::{Describable, narrowing};
use crate::entities::facts::definite::{Noun, Phrase};
use crate::entities::facts::person_mention::MentionContext;
use crate::entities::grammar::clause::Function;
use crate::entities::symbols::interner::Symbol;
use crate::language::{self, Classes, WordSet};
use crate::prose::TokenIndex;

/// How many of those who acted last a description may mean that names no role of theirs.
const ACTING: usize = 8;
/// How many tokens ago they may have acted.
const LATELY: u32 = 250;

/// Whether a mention is one of whoever a clause is about.
fn acts(context: MentionContext) -> bool {
    context.speaks || matches!(context.function, Function::Subject | Function::Apposition)
}

/// A name of somebody where it stands.
pub(super) struct Named {
    pub start: TokenIndex,
    pub id: PartialEntityId,
    pub context: Option<MentionContext>,
}

/// Who acts in the article, and who is in it without a name.
#[derive(Default)]
pub(super) struct Protagonists {
    /// Whoever was named, in order.
    named: Vec<(TokenIndex, PartialEntityId)>,
    /// Whoever was said to speak, in order.
    speaking: Vec<(TokenIndex, PartialEntityId)>,
    /// Whoever a clause was about, in order.
    acting: Vec<(TokenIndex, PartialEntityId)>,
    /// The nouns that brought in somebody without a name (*a driver*).
    pub unnamed: FxHashSet<Symbol>,
    /// Whom descriptions were found to mean that name no known role, by their words.
    pub described: FxHashMap<Vec<Symbol>, PartialEntityId>,
}

impl Protagonists {
    pub fn see(&mut self, Named { start, id, context }: Named) {
        self.named.push((start, id));
        if context.is_some_and(|context| context.speaks) {
            self.speaking.push((start, id));
        }
        if context.is_some_and(acts) {
            self.acting.push((start, id));
        }
    }

    /// Whom a description meant before that is worded alike.
    pub fn described_before(&self, known: &Describable<'_>, phrase: &Phrase<'_>) -> Option<PartialEntityId> {
        let person = *self.described.get(&phrase.wording())?;
        (!known.is_anothers(phrase, person)).then_some(person)
    }

    /// Whom a description means that names no role of anybody (*the 40-year-old driver*): who spoke last, or else who acted
    /// last if the article is about them; nobody who is said to be something else.
    pub fn latest(&self, known: &Describable<'_>, phrase: &Phrase<'_>, here: Here) -> Option<PartialEntityId> {
        let at = here.at;
        let noun = phrase.noun.word;
        let known_noun = language::word(known.words.text(noun));
        let is_nobodys = known_noun.classes.any(Classes::ANONYMOUS);
        let is_bare = narrowing(phrase).next().is_none();
        let is_vague = is_bare && phrase.noun.noun != Some(Noun::Title) && phrase.noun.age.is_none();
        let is_trade = is_bare && known_noun.is_in(WordSet::Trade);
        if is_nobodys || is_vague && !is_trade || self.unnamed.contains(&noun) {
            return None;
        }
        let agrees = |id: &PartialEntityId| {
            let person = &known.builder[*id];
            person.stated.or(person.likely).agrees(phrase.noun.gender)
        };
        let lately = |list: &[(TokenIndex, PartialEntityId)], fits: &dyn Fn(&PartialEntityId) -> bool| {
            let latest = list.iter().rev().take(ACTING).take_while(|(start, _)| *start + LATELY > at);
            latest.map(|(_, id)| *id).find(fits)
        };
        let named = |id: &PartialEntityId| known.builder[*id].mentions.len();
        let is_protagonist = |id: &PartialEntityId| named(id) > 1 && 2 * named(id) >= known.most_named;
        let fits = |id: &PartialEntityId| {
            let id = *id;
            let may_be = known.may_be_also(id, phrase) && known.may_be_as_old(id, phrase);
            agrees(&id) && may_be && !known.holds_another(id, phrase)
        };
        let is_past = phrase.noun.is_past || phrase.before.iter().any(|word| word.is_past);
        let is_telling = !is_bare || phrase.noun.age.is_some();
        let is_office = phrase.noun.noun == Some(Noun::Title) || known_noun.is_in(WordSet::SitsInParliament);
        // Whoever was brought in right before may be something else, too; anybody may have been. Nobody gets another office
        // in one paragraph.
        let is_open = |id: PartialEntityId| {
            let since = (here.paragraph as usize).saturating_sub(known.text.paragraph_of(known.first[id.index()]));
            !is_office && (known.roles[id.index()].nouns.is_empty() || since == 0) || is_past || since == 1
        };
        // *Lopez denied that he fell. “Watch it again,” the striker said.*
        let is_here = |id: PartialEntityId| {
            is_trade
                && self
                    .named
                    .last()
                    .is_some_and(|(at, last)| *last == id && known.text.paragraph_of(*at) == here.paragraph as usize)
        };
        let is_meant = |id: &PartialEntityId| (is_telling && is_open(*id) || is_here(*id)) && fits(id);
        if let Some(in_focus) = self.in_focus(known, here).filter(is_meant) {
            return Some(in_focus);
        }
        if is_vague {
            return None;
        }
        let found = lately(&self.speaking, &fits).or_else(|| lately(&self.acting, &fits)).filter(is_protagonist)?;
        if known.is_anothers(phrase, found) {
            return None;
        }
        // Where nothing narrows it down, nobody else may be there.
        let is_other = |id: &PartialEntityId| agrees(id) && *id != found;
        let rival = if is_bare { lately(&self.named, &is_other) } else { lately(&self.named, &agrees) };
        rival.is_none_or(|rival| rival == found).then_some(found)
    }

    /// Whom a paragraph is about, as whoever its first clause is about, where nobody else was named since: in the
    /// description's paragraph, or in the one before if nobody is named in its own.
    /// *Ana Lopez, a baker, opened the shop.* ¶ *The Halstad native said …*
    fn in_focus(&self, known: &Describable<'_>, here: Here) -> Option<PartialEntityId> {
        let (latest, id) = *self.named.last()?;
        let text = known.text;
        let paragraph = text.paragraph_of(latest);
        if paragraph + 1 < here.paragraph as usize {
            return None;
        }
        let start = text.paragraphs().get(paragraph)?.tokens.start;
        let is_since = |(at, _): &&(TokenIndex, PartialEntityId)| *at >= start;
        let since = || self.named.iter().rev().take_while(is_since);
        let (first, _) = since().last()?;
        // Somebody whom marked words or a later sentence name is not whom the paragraph is about.
        let index = text.sentence_of(*first);
        let (facts, sentence) = known.sentences.get(index).zip(text.sentences().get(index))?;
        let discourse = &facts.discourse;
        let at = *first - sentence.tokens.start;
        let is_in_front = discourse.opens_paragraph && at <= u32::from(discourse.unmarked);
        let is_first = discourse.pronouns.iter().all(|pronoun| pronoun.at > at);
        let acts = self.acting.iter().rev().take_while(is_since).any(|acting| *acting == (*first, id));
        (is_in_front && is_first && acts && since().all(|(_, other)| *other == id)).then_some(id)
    }
}

/// Where a description stands.
#[derive(Clone, Copy)]
pub(super) struct Here {
    /// Its first token.
    pub at: TokenIndex,
    /// Its paragraph.
    pub paragraph: u32,
}
