//! How much an article makes of a person, above the first mention.

use super::definition::introduction;
use super::said::{Counter, Said};
use super::sureness::{is_clear, is_unclear};
use crate::Article;
use crate::entities::Entity;
use crate::names::NameKind;
use crate::text::SourceSpan;

/// What is counted of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lens {
    /// The mention that introduces the person, in bytes of the source.
    pub span: SourceSpan,
    /// How often the person is mentioned.
    pub mentions: usize,
    /// What is given as the person's words.
    pub said: Said,
}

/// A lens for each person that has a name, in order of introduction. What is unclear is not counted.
pub fn of(article: &Article) -> Vec<Lens> {
    let counter = Counter::new(article);
    let mut said = vec![Said::default(); article.entities().all().len()];
    for quotation in article.quotations().iter().filter(|one| !is_unclear(article, one)) {
        if let Some(said) = quotation.speaker.and_then(|speaker| said.get_mut(speaker.0 as usize)) {
            *said += counter.count(quotation);
        }
    }
    let people = article.entities().all().iter().zip(said).filter(|(entity, _)| entity.kind == NameKind::Person);
    let lens = |(entity, said): (&Entity, Said)| {
        let first = introduction(entity).filter(|mention| mention.form.is_named())?;
        let mentions = entity.mentions.iter().filter(|mention| is_clear(mention)).count();
        Some(Lens { span: article.prose().to_source(first.span), mentions, said })
    };
    let mut lenses: Vec<Lens> = people.filter_map(lens).collect();
    lenses.sort_by_key(|lens| lens.span);
    lenses
}

impl Lens {
    /// The counts as a line for a reader.
    pub fn line(&self) -> String {
        let counted = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{count} {many}")),
        };
        let parts = [
            counted(self.mentions, "mention", "mentions"),
            counted(self.said.quoted, "quotation", "quotations"),
            counted(self.said.paraphrased, "paraphrase", "paraphrases"),
            counted(self.said.words, "word quoted", "words quoted"),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}
