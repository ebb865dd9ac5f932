//! What entities are called: the fullest name, other ways to name them, and other spellings.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::builder::PartialEntity;
use crate::entities::entity::{Mention, MentionForm};
use crate::entities::symbols::normalize::normalize;
use crate::prose::Text;

/// How an article names an entity.
#[derive(Debug, Default)]
pub struct DisplayName {
    /// The fullest name.
    pub name: String,
    /// Other ways to name it.
    pub aliases: Vec<String>,
    /// Other spellings of the name.
    pub variants: Vec<String>,
}

impl DisplayName {
    /// How an entity is named that has these mentions, in order.
    pub fn of(text: &Text, entity: &PartialEntity, mentions: &[Mention]) -> DisplayName {
        let words = |mention: &Mention| mention.span.slice(text.as_str());
        let mut named = mentions.iter().filter(|mention| mention.form.is_named());
        let Some(first) = named.next().map(words) else { return DisplayName::default() };
        // Most are named in one way only, and then that is the name.
        if named.all(|mention| words(mention) == first) {
            return DisplayName { name: one_line(first).into_owned(), ..DisplayName::default() };
        }
        let calls = call_names(text, mentions);
        let mut named = DisplayName { name: fullest(&calls), ..DisplayName::default() };
        let mut seen = FxHashSet::from_iter([normalize(&named.name)]);
        for call in &calls {
            if !seen.insert(normalize(&call.text)) {
                continue;
            }
            if entity.variants.contains(&*call.text) && call.form == MentionForm::Name {
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

/// Words parted by one blank each.
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
    let mut known: FxHashMap<Cow<str>, usize> = FxHashMap::default();
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
