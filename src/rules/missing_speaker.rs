//! Direct speech beside which nobody is named, and what a reader has instead.

use crate::Article;
use crate::attribution::{Quotation, QuotationKind};
use crate::format::BlockKind;

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
    /// The context does: somebody spoke right before, or acts right behind the words.
    Context,
    /// Nothing does.
    None,
    /// Nothing does, but speakers are left out throughout the article: a story, a dialogue, a page of readers' letters.
    Style,
    /// Nothing does, but the layout sets the words apart: a pull quote, a motto, a heading, a caption.
    Layout,
}

/// All direct speech of an article that nobody says in so many words, in order.
pub fn find(article: &Article) -> Vec<MissingSpeaker<'_>> {
    let direct = article.quotations().iter().filter(|quotation| quotation.kind == QuotationKind::Direct);
    let unnamed = direct.filter(|quotation| is_long(article, quotation));
    let mut found: Vec<MissingSpeaker<'_>> =
        unnamed.filter_map(|quotation| Some(MissingSpeaker { quotation, clue: clue(article, quotation)? })).collect();
    let slips = found.iter().filter(|missing| missing.clue == Clue::None).count();
    if slips > MOST_SLIPS {
        found.iter_mut().filter(|missing| missing.clue == Clue::None).for_each(|missing| missing.clue = Clue::Style);
    }
    found
}

/// What tells the speaker of a quotation beside which nobody is named.
fn clue(article: &Article, quotation: &Quotation) -> Option<Clue> {
    match quotation.evidence.first() {
        Some(evidence) if evidence.is_context() => Some(Clue::Context),
        Some(_) => None,
        None if is_set_apart(article, quotation) => Some(Clue::Layout),
        None => Some(Clue::None),
    }
}

/// Whether the layout says that the words are no part of the running text.
fn is_set_apart(article: &Article, quotation: &Quotation) -> bool {
    let text = article.text();
    let first = text.tokens_in(quotation.extent()).start;
    let Some(paragraph) = text.paragraphs().get(text.paragraph_of(first)) else { return false };
    let running = matches!(paragraph.kind, BlockKind::Paragraph | BlockKind::Item);
    !running || paragraph.nesting.quotes > 0 || paragraph.nesting.is_aside
}

fn is_long(article: &Article, quotation: &Quotation) -> bool {
    quotation.extent().slice(article.prose().text()).split_whitespace().count() >= SPEECH_WORDS
}
