//! Which words of an article are somebody's.

use crate::Article;
use crate::attribution::{Quotation, QuotationKind};
use crate::prose::TokenIndex;
use crate::quotations::Passage;
use crate::text::ProseSpan;

/// So many quotations back the one that holds some words is looked for: those inside it come behind it.
const LOOKED_BACK: usize = 8;

/// The quotation that marked words belong to, unless they are nobody's.
pub fn said_in<'a>(article: &'a Article, passage: &Passage) -> Option<&'a Quotation> {
    let quotations = article.quotations();
    let behind = quotations.partition_point(|quotation| quotation.extent().start <= passage.span.start);
    let near = quotations.iter().take(behind).rev().take(LOOKED_BACK);
    let mut holding = near.filter(|quotation| quotation.spans.iter().any(|span| span.contains(passage.span)));
    holding.find(|quotation| quotation.kind != QuotationKind::Scare)
}

/// All words that somebody is named for, marked or not: in order and apart.
pub struct Attributed(Vec<ProseSpan>);

impl Attributed {
    /// Those of an article.
    pub fn of(article: &Article) -> Attributed {
        let said = article.quotations().iter().filter(|quotation| quotation.is_attributed());
        let mut spans: Vec<ProseSpan> = said.flat_map(|quotation| quotation.spans.iter().copied()).collect();
        spans.sort_unstable();
        let mut apart: Vec<ProseSpan> = Vec::with_capacity(spans.len());
        for span in spans {
            match apart.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => apart.push(span),
            }
        }
        Attributed(apart)
    }

    /// Whether a token is among them.
    pub fn hold(&self, article: &Article, token: TokenIndex) -> bool {
        let at = article.text().token(token).span.start;
        let behind = self.0.partition_point(|span| span.start <= at);
        behind.checked_sub(1).and_then(|last| self.0.get(last)).is_some_and(|span| at < span.end)
    }

    /// Whether any of them stand in a span.
    pub fn reach_into(&self, span: ProseSpan) -> bool {
        let first = self.0.partition_point(|words| words.end <= span.start);
        self.0.get(first).is_some_and(|words| words.start < span.end)
    }
}
