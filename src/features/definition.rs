//! Where somebody is introduced, and who says a quotation.

use super::caret;
use super::sureness::is_clear;
use crate::Article;
use crate::entities::{Entity, Mention, MentionForm};
use crate::text::SourceSpan;

/// Where the words under the caret lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// The words under the caret, in bytes of the source.
    pub from: SourceSpan,
    /// The words that tell, in bytes of the source.
    pub to: SourceSpan,
}

/// Where the words at a byte of the source lead: a mention to where its person, organization or place is introduced, a
/// quotation to the words that name its source, or where there are none to the introduction of who probably says it.
/// Where it is unclear whom a mention means, both are given. Empty where nothing is known.
pub fn at(article: &Article, offset: u32) -> Vec<Definition> {
    let source = |span| article.prose().to_source(span);
    if let Some((entity, mention)) = caret::mention_at(article, offset) {
        let other = mention.rival.filter(|_| !is_clear(mention)).and_then(|other| article.entity(other));
        let introductions = [Some(entity), other].into_iter().flatten().filter_map(introduction);
        return introductions.map(|to| Definition { from: source(mention.span), to: source(to.span) }).collect();
    }
    let Some((quotation, piece)) = caret::quotation_at(article, offset) else { return Vec::new() };
    let named = quotation.source.as_ref().map(|source| source.span);
    let speaker = || introduction(article.entity(quotation.speaker?)?).map(|mention| mention.span);
    let to = named.or_else(speaker);
    to.map(|to| Definition { from: source(piece), to: source(to) }).into_iter().collect()
}

/// The mention that introduces somebody: the first with the full name, else the first with any name, else the first.
pub fn introduction(entity: &Entity) -> Option<&Mention> {
    let first = |wanted: fn(MentionForm) -> bool| entity.mentions.iter().find(move |mention| wanted(mention.form));
    first(|form| form == MentionForm::Name).or_else(|| first(MentionForm::is_named)).or(entity.mentions.first())
}
