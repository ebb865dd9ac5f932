//! How often words are given as somebody's, and how many of them stand in marks: what the code lens and the ledger count.

use std::ops::AddAssign;

use crate::Article;
use crate::attribution::{Quotation, QuotationKind};
use crate::prose::{EachToken, Text, TokenRange};
use crate::quotations::Passage;
use crate::text::ProseSpan;

/// How often, and how many words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Said {
    /// Quotations in marks, wholly or partly, and turns of a transcript.
    pub quoted: usize,
    /// Reports without marks.
    pub paraphrased: usize,
    /// The words that stand in marks or in such a turn.
    pub words: usize,
}

impl AddAssign for Said {
    fn add_assign(&mut self, other: Said) {
        self.quoted += other.quoted;
        self.paraphrased += other.paraphrased;
        self.words += other.words;
    }
}

/// Counts the quotations of an article.
pub struct Counter<'a> {
    /// The outer passages, in order and apart.
    outer: Vec<&'a Passage>,
    text: &'a Text,
}

impl<'a> Counter<'a> {
    /// For the quotations of this article.
    pub fn new(article: &'a Article) -> Counter<'a> {
        let outer = article.passages().passages.iter().filter(|passage| passage.depth == 0).collect();
        Counter { outer, text: article.text() }
    }

    /// What one quotation adds; nothing for words in marks that are nobody's speech.
    pub fn count(&self, quotation: &Quotation) -> Said {
        match quotation.kind {
            QuotationKind::Scare => Said::default(),
            QuotationKind::Indirect if quotation.is_paraphrase() => Said { paraphrased: 1, ..Said::default() },
            QuotationKind::Indirect => Said { quoted: 1, paraphrased: 0, words: self.words_of(quotation) },
            QuotationKind::Direct | QuotationKind::Mixed => {
                let words = quotation.spans.iter().map(|span| self.words_in_marks(*span)).sum();
                Said { quoted: 1, paraphrased: 0, words }
            }
        }
    }

    fn words_of(&self, quotation: &Quotation) -> usize {
        let tokens = quotation.parts.iter().flat_map(TokenRange::each);
        tokens.filter(|&token| self.text.token(token).is_word()).count()
    }

    fn words_in_marks(&self, span: ProseSpan) -> usize {
        let first = self.outer.partition_point(|passage| passage.span.end <= span.start);
        let within = self.outer.iter().skip(first).take_while(|passage| passage.span.start < span.end);
        within.map(|passage| passage.words as usize).sum()
    }
}
