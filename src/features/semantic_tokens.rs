//! Names, pronouns and reporting verbs, for an editor to colour.

use super::definition::introduction;
use super::sureness::is_clear;
use crate::Article;
use crate::entities::MentionForm;
use crate::names::NameKind;
use crate::text::{ProseSpan, SourceSpan};

/// What some words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordKind {
    /// A person's name or description.
    Person,
    /// An organization's.
    Organization,
    /// A place's.
    Place,
    /// A pronoun.
    Pronoun,
    /// The words that introduce a quotation.
    Cue,
}

/// Words that are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    /// Where they stand, in bytes of the source.
    pub span: SourceSpan,
    /// What they are.
    pub kind: WordKind,
    /// Whether somebody is introduced by them.
    pub introduces: bool,
}

/// The words to colour in a place of the source, in order and apart.
pub fn within(article: &Article, place: SourceSpan) -> Vec<Marked> {
    let introductions: Vec<Option<ProseSpan>> =
        article.entities().all().iter().map(|entity| Some(introduction(entity)?.span)).collect();
    let mentions = article.entities().mentions().filter(|(_, mention)| is_clear(mention)).map(|(entity, mention)| {
        let kind = match entity.kind {
            _ if mention.form == MentionForm::Pronoun => WordKind::Pronoun,
            NameKind::Person => WordKind::Person,
            NameKind::Organization => WordKind::Organization,
            NameKind::Place => WordKind::Place,
        };
        let first = introductions.get(entity.id.0 as usize).copied().flatten();
        (mention.span, kind, first == Some(mention.span))
    });
    let cues = article.quotations().iter().filter_map(|quotation| quotation.cue.as_ref());
    let words = mentions.chain(cues.map(|cue| (cue.span, WordKind::Cue, false)));
    let mut words: Vec<Marked> = words
        .map(|(span, kind, introduces)| Marked { span: article.prose().to_source(span), kind, introduces })
        .filter(|marked| marked.span.overlaps(place))
        .collect();
    words.sort_by_key(|marked| marked.span);
    let mut end = 0;
    words.retain(|marked| {
        let is_apart = marked.span.start >= end && !marked.span.is_empty();
        if is_apart {
            end = marked.span.end;
        }
        is_apart
    });
    words
}
