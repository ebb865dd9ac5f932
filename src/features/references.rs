//! Where somebody is mentioned.

use super::caret;
use super::definition::introduction;
use super::sureness::is_clear;
use crate::Article;
use crate::entities::MentionForm;
use crate::text::SourceSpan;

/// Which mentions are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Those that are pronouns, too.
    pub pronouns: bool,
    /// The one that introduces, too.
    pub introduction: bool,
}

/// The mentions of whoever is mentioned at a byte of the source, in order, in bytes of the source. Mentions of which it is
/// unclear whom they mean are left out.
pub fn at(article: &Article, offset: u32, wanted: Wanted) -> Vec<SourceSpan> {
    let Some((entity, _)) = caret::mention_at(article, offset) else { return Vec::new() };
    let left_out = introduction(entity).filter(|_| !wanted.introduction).map(|mention| mention.span);
    let mentions = entity.mentions.iter().filter(|mention| is_clear(mention) && Some(mention.span) != left_out);
    let mentions = mentions.filter(|mention| wanted.pronouns || mention.form != MentionForm::Pronoun);
    mentions.map(|mention| article.prose().to_source(mention.span)).collect()
}
