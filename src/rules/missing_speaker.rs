//! Direct speech beside which nobody is named, and what a reader has instead.

use crate::Article;
use crate::attribution::{Quotation, QuotationKind};

/// Fewer marked words than this may be a term or a title; they are never reported.
const SPEECH_WORDS: usize = 4;

/// More quotations than this without a speaker are how an article is written: where an attribution was lost, nearly all
/// others are there.
const MOST_SLIPS: usize = 2;

/// Direct speech without a speaker beside it.
#[derive(Debug, Clone, Copy)]
pub struct MissingSpeaker<'a> {
    /// The words.
    pub quotation: &'a Quotation,
    /// What tells whose they are.
    pub clue: Clue,
}

/// What tells a reader who speaks where nobody is named beside the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clue {
    /// Nothing does.
    None,
    /// Nothing does, but speakers are left out throughout the article: a story, a dialogue, a page of readers' letters.
    Style,
}

/// All direct speech of an article that nobody says in so many words, in order.
pub fn find(article: &Article) -> Vec<MissingSpeaker<'_>> {
    let direct = article.quotations().iter().filter(|quotation| quotation.kind == QuotationKind::Direct);
    let unnamed = direct.filter(|quotation| !quotation.is_attributed() && is_long(article, quotation));
    let unnamed: Vec<&Quotation> = unnamed.collect();
    let clue = if unnamed.len() > MOST_SLIPS { Clue::Style } else { Clue::None };
    unnamed.into_iter().map(|quotation| MissingSpeaker { quotation, clue }).collect()
}

fn is_long(article: &Article, quotation: &Quotation) -> bool {
    quotation.extent().slice(article.prose().text()).split_whitespace().count() >= SPEECH_WORDS
}
