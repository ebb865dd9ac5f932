//! Direct speech beside which nobody is named, and what a reader has instead.

use crate::Article;
use crate::attribution::{Quotation, QuotationKind};

/// Fewer marked words than this may be a term or a title; they are never reported.
const SPEECH_WORDS: usize = 4;

/// More quotations than this without a speaker are no slip.
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
    let (named, unnamed): (Vec<&Quotation>, Vec<&Quotation>) = direct.partition(|quotation| quotation.is_attributed());
    let unnamed: Vec<&Quotation> = unnamed.into_iter().filter(|quotation| is_long(article, quotation)).collect();
    let clue = if is_style(unnamed.len(), named.len()) { Clue::Style } else { Clue::None };
    unnamed.into_iter().map(|quotation| MissingSpeaker { quotation, clue }).collect()
}

/// Whether so many quotations without a speaker, beside so many with one, are how the article is written. Where an
/// attribution was lost, nearly all other quotations have theirs.
fn is_style(unnamed: usize, named: usize) -> bool {
    unnamed > MOST_SLIPS || unnamed > 1 && unnamed > named
}

fn is_long(article: &Article, quotation: &Quotation) -> bool {
    quotation.extent().slice(article.prose().text()).split_whitespace().count() >= SPEECH_WORDS
}
