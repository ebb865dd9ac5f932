//! What entities are called: the fullest name, other ways to name them, and other spellings.

use std::borrow::Cow;

use super::drafts::Draft;
use super::fold::fold;
use super::quick::{Map, Set};
use super::{Entities, Entity, Mention, MentionForm};
use crate::prose::{Text, TokenIndex};
use crate::text::Splice;

/// The entities of the text before an edit, whose names may be taken over.
#[derive(Default)]
pub struct Before {
    /// In order of first mention.
    all: Vec<Entity>,
    /// The first that may still be asked for.
    next: usize,
    /// The tokens that were read again.
    tokens: Splice,
}

impl Before {
    /// The entities of a text that an edit has changed, with the tokens that were read again.
    pub fn new(entities: Entities, tokens: Splice) -> Before {
        Before { all: entities.all, next: 0, tokens }
    }

    /// What an entity was called that is named in the same places and forms as the draft with these mentions, none of which
    /// was read again. Drafts must be asked for in order of first mention.
    pub fn naming_of(&mut self, draft: &Draft, mentions: &[Mention]) -> Option<Naming> {
        let first = mentions.first()?.tokens.start;
        let place = |entity: &Entity| entity.mentions.first().and_then(|mention| self.moved(mention.tokens.start));
        let is_past = |entity: &Entity| place(entity).is_none_or(|place| place < first);
        let next = self.next + self.all[self.next..].iter().take_while(|entity| is_past(entity)).count();
        let mut same_place = self.all[next..].iter().take_while(|entity| place(entity) == Some(first));
        let found =
            same_place.position(|entity| entity.kind == draft.kind && self.is_named_as(entity, draft, mentions));
        self.next = next;
        let entity = &mut self.all[next + found?];
        let (name, aliases) = (std::mem::take(&mut entity.name), std::mem::take(&mut entity.aliases));
        Some(Naming { name, aliases, variants: Vec::new() })
    }

    fn is_named_as(&self, entity: &Entity, draft: &Draft, mentions: &[Mention]) -> bool {
        let named = |mention: &&Mention| mention.form.is_named();
        let (mut before, mut now) = (entity.mentions.iter().filter(named), mentions.iter().filter(named));
        // Whether a spelling is a variant is asked anew.
        entity.variants.is_empty()
            && draft.variants.is_empty()
            && loop {
                match (before.next(), now.next()) {
                    (None, None) => break true,
                    (Some(one), Some(other)) if self.is_moved(one, other) => {}
                    _ => break false,
                }
            }
    }

    /// Whether a mention is another one that only moved.
    fn is_moved(&self, before: &Mention, now: &Mention) -> bool {
        before.form == now.form
            && before.span.len() == now.span.len()
            && self.moved(before.tokens.start) == Some(now.tokens.start)
            && self.moved(before.tokens.end - 1) == Some(now.tokens.end - 1)
            && (before.tokens.start < self.tokens.start) == (before.tokens.end - 1 < self.tokens.start)
    }

    /// The place that a token has now; nothing if it was read again.
    fn moved(&self, token: TokenIndex) -> Option<TokenIndex> {
        match token {
            token if token < self.tokens.start => Some(token),
            token if token >= self.tokens.old_end => Some(self.tokens.moved(token)),
            _ => None,
        }
    }
}

/// How an article names an entity.
#[derive(Debug, Default)]
pub struct Naming {
    /// The fullest name.
    pub name: String,
    /// Other ways to name it.
    pub aliases: Vec<String>,
    /// Other spellings of the name.
    pub variants: Vec<String>,
}

impl Naming {
    /// How a draft is named that has these mentions, in order.
    pub fn of(text: &Text, draft: &Draft, mentions: &[Mention]) -> Naming {
        let words = |mention: &Mention| mention.span.slice(text.as_str());
        let mut named = mentions.iter().filter(|mention| mention.form.is_named());
        let Some(first) = named.next().map(words) else { return Naming::default() };
        // Most are named in one way only, and then that is the name.
        if named.all(|mention| words(mention) == first) {
            return Naming { name: one_line(first).into_owned(), ..Naming::default() };
        }
        let calls = call_names(text, mentions);
        let mut named = Naming { name: fullest(&calls), ..Naming::default() };
        let mut seen = Set::from_iter([fold(&named.name)]);
        for call in &calls {
            if !seen.insert(fold(&call.text)) {
                continue;
            }
            if draft.variants.contains(&*call.text) && call.form == MentionForm::Name {
                named.variants.push(call.text.to_string());
            } else {
                named.aliases.push(call.text.to_string());
            }
        }
        named
    }
}

/// A way in which the article names an entity.
struct Call<'t> {
    text: Cow<'t, str>,
    form: MentionForm,
    count: usize,
}

/// The words parted by one blank each.
pub fn one_line(words: &str) -> Cow<'_, str> {
    // A blank between two other characters that are no white space; the words of a mention begin and end with none.
    let is_plain = words.is_ascii()
        && !words.bytes().any(|byte| byte < b' ')
        && !words.as_bytes().windows(2).any(|pair| pair == b"  ")
        && words == words.trim_ascii();
    if is_plain { Cow::Borrowed(words) } else { Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" ")) }
}

/// The distinct names in order of first use.
fn call_names<'t>(text: &'t Text, mentions: &[Mention]) -> Vec<Call<'t>> {
    let mut calls: Vec<Call> = Vec::new();
    let mut known: Map<Cow<str>, usize> = Map::default();
    let named = mentions.iter().filter(|mention| mention.form.is_named());
    for mention in named {
        // A line break inside a name is a blank to a reader.
        let words = one_line(mention.span.slice(text.as_str()));
        let index = *known.entry(words.clone()).or_insert(calls.len());
        match calls.get_mut(index) {
            Some(call) => call.count += 1,
            None => calls.push(Call { text: words, form: mention.form, count: 1 }),
        }
    }
    calls
}

/// The name with the most words; of several, the one that the article uses most; of these, the first. Headlines in
/// capitals only count if there is nothing else, and so do acronyms.
fn fullest(calls: &[Call]) -> String {
    let is_shouted = |call: &Call| !call.text.chars().any(char::is_lowercase);
    let rank = |call: &Call| {
        let words = call.text.split(' ').count();
        (call.form != MentionForm::Acronym, call.form == MentionForm::Name, !is_shouted(call), words, call.count)
    };
    let mut best: Option<&Call> = None;
    for call in calls {
        if best.is_none_or(|best| rank(call) > rank(best)) {
            best = Some(call);
        }
    }
    best.map_or_else(String::new, |call| call.text.to_string())
}
