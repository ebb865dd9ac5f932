//! How much an article makes of a person, above the first mention.

use super::definition::introduction;
use super::sureness::{Sureness, is_clear};
use crate::Article;
use crate::attribution::QuotationKind;
use crate::entities::Entity;
use crate::names::NameKind;
use crate::quotations::Passage;
use crate::text::{ProseSpan, SourceSpan};

/// What is counted of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lens {
    /// The mention that introduces the person, in bytes of the source.
    pub span: SourceSpan,
    /// How often the person is mentioned.
    pub mentions: usize,
    /// How often quoted in marks.
    pub quotations: usize,
    /// How often paraphrased.
    pub paraphrases: usize,
    /// How many words are quoted.
    pub words: usize,
}

/// A person's quotations, counted.
#[derive(Debug, Clone, Copy, Default)]
struct Said {
    quotations: usize,
    paraphrases: usize,
    words: usize,
}

/// A lens for each person that has a name, in order of introduction. What is unclear is not counted.
pub fn of(article: &Article) -> Vec<Lens> {
    let outer: Vec<&Passage> = article.passages().passages.iter().filter(|passage| passage.depth == 0).collect();
    let mut said = vec![Said::default(); article.entities().all().len()];
    for quotation in article.quotations().iter().filter(|one| Sureness::of(one.confidence) != Sureness::Unclear) {
        let Some(said) = quotation.speaker.and_then(|speaker| said.get_mut(speaker.0 as usize)) else { continue };
        match quotation.kind {
            QuotationKind::Scare => {}
            QuotationKind::Indirect => said.paraphrases += 1,
            QuotationKind::Direct | QuotationKind::Mixed => {
                said.quotations += 1;
                said.words += quotation.spans.iter().map(|span| words_in_marks(&outer, *span)).sum::<usize>();
            }
        }
    }
    let people = article.entities().all().iter().zip(said).filter(|(entity, _)| entity.kind == NameKind::Person);
    let lens = |(entity, said): (&Entity, Said)| {
        let first = introduction(entity).filter(|mention| mention.form.is_named())?;
        Some(Lens {
            span: article.prose().to_source(first.span),
            mentions: entity.mentions.iter().filter(|mention| is_clear(mention)).count(),
            quotations: said.quotations,
            paraphrases: said.paraphrases,
            words: said.words,
        })
    };
    let mut lenses: Vec<Lens> = people.filter_map(lens).collect();
    lenses.sort_by_key(|lens| lens.span);
    lenses
}

/// How many words of a span stand inside marks. `outer` are the outer passages, in order and apart.
fn words_in_marks(outer: &[&Passage], span: ProseSpan) -> usize {
    let first = outer.partition_point(|passage| passage.span.end <= span.start);
    let within = outer.iter().skip(first).take_while(|passage| passage.span.start < span.end);
    within.map(|passage| passage.words as usize).sum()
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
            counted(self.quotations, "quotation", "quotations"),
            counted(self.paraphrases, "paraphrase", "paraphrases"),
            counted(self.words, "word quoted", "words quoted"),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}
