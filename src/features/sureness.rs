//! A confidence as a reader needs it.

use crate::article::Article;
use crate::attribution::Quotation;
use crate::entities::{Entity, Mention};

/// What is said of a confidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sureness {
    /// Nothing need be said.
    Sure,
    /// So many in a hundred.
    Likely(u32),
    /// It may as well be somebody else.
    Unclear,
}

impl Sureness {
    /// What is said of a confidence from 0 to 1.
    pub fn of(confidence: f32) -> Sureness {
        match confidence {
            0.9.. => Sureness::Sure,
            0.6.. => Sureness::Likely((confidence * 100.0).round() as u32),
            _ => Sureness::Unclear,
        }
    }
}

/// Whether it is clear whom a mention means. One of which it is not counts nowhere.
pub fn is_clear(mention: &Mention) -> bool {
    Sureness::of(mention.confidence) != Sureness::Unclear
}

/// Whether only the context tells who says a quotation.
pub fn is_guessed(quotation: &Quotation) -> bool {
    quotation.evidence.first().is_some_and(|evidence| evidence.is_context())
}

/// Who else could be meant by the words that name the speaker.
pub fn rival<'a>(article: &'a Article, quotation: &Quotation) -> Option<&'a Entity> {
    article.entity(speaker_mention(article, quotation)?.rival?)
}

/// Whether it may as well be somebody else who says a quotation. It counts for nobody.
pub fn is_unclear(article: &Article, quotation: &Quotation) -> bool {
    let names_either = |mention: &Mention| mention.rival.is_some() && !is_clear(mention);
    Sureness::of(quotation.confidence) == Sureness::Unclear
        || speaker_mention(article, quotation).is_some_and(names_either)
}

fn speaker_mention<'a>(article: &'a Article, quotation: &Quotation) -> Option<&'a Mention> {
    let source = quotation.source.as_ref()?;
    article.entities().mention_in(source.tokens.clone()).map(|(_, mention)| mention)
}
