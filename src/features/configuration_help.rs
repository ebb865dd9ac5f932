//! What can be written at a place of a `copydesk.toml`, and what stands there means.

use std::path::{Path, PathBuf};

use crate::config::{Choice, Config, Holds, NamedFile, Place, help};
use crate::rules::{self, Rule};
use crate::text::SourceSpan;

/// Something that can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it is called in a list.
    pub name: String,
    /// What it means, in a sentence.
    pub about: String,
    /// What is written.
    pub text: String,
    /// What is replaced, in bytes of the text.
    pub span: SourceSpan,
    /// Whether it is a key, and not a value.
    pub is_key: bool,
    /// The page of the rule that it names, in Markdown.
    pub page: Option<&'static str>,
}

/// What can be written at a byte of the text, in order of its names.
pub fn offers(text: &str, offset: u32) -> Vec<Offer> {
    let Some(place) = Place::at(text, offset as usize) else { return Vec::new() };
    let span = SourceSpan::new(place.word.start as u32, place.word.end as u32);
    let is_key = place.key.is_none();
    let behind = text.as_bytes().get(place.word.end).copied();
    let offer = |choice: Choice| {
        let text = match (place.is_heading, is_key) {
            (true, _) => choice.name.clone(),
            (false, true) => key_text(&choice, &place, behind),
            (false, false) => value_text(&choice.name, &place, behind),
        };
        let page = rule_named(&place, &choice.name).map(|rule| rule.page);
        Offer { name: choice.name, about: choice.about, text, span, is_key, page }
    };
    let mut offers: Vec<Offer> = choices(&place).into_iter().map(offer).collect();
    offers.sort_by(|one, other| one.name.cmp(&other.name));
    offers
}

/// What stands at a byte of the text means: the words, and a page or a sentence in Markdown. `None` where nothing is known.
pub fn about(text: &str, offset: u32) -> Option<(SourceSpan, String)> {
    // The word's beginning and all of it tell what it is, wherever in it the caret stands.
    let place = Place::at(text, offset as usize)?;
    let word = text.get(place.word.clone())?;
    let span = SourceSpan::new(place.word.start as u32, place.word.end as u32);
    if let Some(rule) = rule_named(&place, word) {
        return Some((span, rule.page.to_owned()));
    }
    let choice = choices(&place).into_iter().find(|choice| choice.name == word && !choice.about.is_empty())?;
    Some((span, format!("`{}`: {}", choice.name, choice.about)))
}

/// The lists of people and of terms that the text names, in order: where each is named, without its quotation marks, and where it
/// is. `folder` is that of the file.
pub fn files(text: &str, folder: &Path) -> Vec<(SourceSpan, PathBuf)> {
    let (config, _) = Config::parse(text, &[]);
    let named = |file: &NamedFile| {
        let span = file.span;
        let inside = SourceSpan::new(span.start + 1, span.end.saturating_sub(1));
        // Marks of three, or letters that are escaped, are linked with all that stands there.
        let place = if text.get(inside.range()) == Some(file.name.as_str()) { inside } else { span };
        Some((place, file.path(folder)?))
    };
    let mut files: Vec<_> = config.people.iter().chain(config.terms.files()).filter_map(named).collect();
    files.sort_unstable();
    files
}

fn choices(place: &Place<'_>) -> Vec<Choice> {
    let rules = || {
        let choice =
            |rule: &&Rule| Choice { name: rule.name.to_owned(), about: rule.summary.to_owned(), holds: Holds::Value };
        rules::ALL.iter().map(choice).collect()
    };
    match (place.table, place.key) {
        _ if place.is_heading => {
            help::keys(None).into_iter().filter(|key| matches!(key.holds, Holds::Keys | Holds::Entries)).collect()
        }
        (Some("rules"), None) | (Some("ignore"), Some("rule")) => rules(),
        (table, None) => help::keys(table),
        (table, Some(key)) => help::values(table, key),
    }
}

/// The rule that a word names where rules are named.
fn rule_named(place: &Place<'_>, word: &str) -> Option<&'static Rule> {
    let names_rules = matches!((place.table, place.key), (Some("rules"), None) | (Some("ignore"), Some("rule")));
    Rule::named(word).filter(|_| names_rules && !place.is_heading)
}

/// A key with what must follow it; a table is begun with its heading.
fn key_text(choice: &Choice, place: &Place<'_>, behind: Option<u8>) -> String {
    let is_written = matches!(behind, Some(b' ' | b'=' | b'"' | b'\'')) || place.quote.is_some();
    match choice.holds {
        _ if is_written => choice.name.clone(),
        Holds::Keys => format!("[{}]\n", choice.name),
        Holds::Entries => format!("[[{}]]\n", choice.name),
        Holds::List => format!("{} = []", choice.name),
        Holds::Value => format!("{} = ", choice.name),
    }
}

/// A value in quotation marks, as far as these are not there.
fn value_text(name: &str, place: &Place<'_>, behind: Option<u8>) -> String {
    match place.quote {
        None => format!("\"{name}\""),
        Some(quote) if behind == Some(quote) => name.to_owned(),
        Some(quote) => format!("{name}{}", char::from(quote)),
    }
}
