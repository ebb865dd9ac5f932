//! Direct speech beside which nobody is named, and what a reader has instead.

use crate::Article;
use crate::attribution::{Evidence, Quotation, QuotationKind, voices};
use crate::format::{BlockKind, Extent};
use crate::prose::{ParagraphView, TokenIndex, TokenOffset};
use crate::text::ProseSpan;

/// Fewer marked words than this may be a term or a title; they are never reported.
const SPEECH_WORDS: usize = 4;

/// More quotations than this without a speaker are how an article is written: where an attribution was lost, nearly all
/// others are there.
const MOST_SLIPS: usize = 2;

/// A writer who says *I* so often, outside of quotations, …
const LEAST_PERSONAL: usize = 3;
/// … and once in so many words, writes of themselves.
const WORDS_A_WRITER: usize = 170;

/// Direct speech without a speaker beside it.
#[derive(Debug, Clone, Copy)]
pub struct MissingSpeaker<'a> {
    /// The quotation.
    pub quotation: &'a Quotation,
    /// Those of its words that nobody is named for, in bytes of the prose.
    pub words: ProseSpan,
    /// What tells whose they are.
    pub clue: Clue,
}

/// What tells a reader who speaks where nobody is named beside the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clue {
    /// The context does: somebody spoke right before, or acts right behind the words, or acts before words that run over
    /// paragraphs.
    Context,
    /// Somebody spoke right before, but more than one person may be meant.
    Voices,
    /// Nothing does.
    None,
    /// Nothing does, but a reader expects the words: a colon or a comma introduces them, or the writer asks and answers.
    Introduced,
    /// Nothing does, but speakers are left out throughout the article: a story, a dialogue, a page of readers' letters,
    /// a writer's own tale.
    Style,
    /// Nothing does, but the layout sets the words apart: a pull quote, a motto, a heading, a caption, an answer in an
    /// interview.
    Layout,
}

/// All direct speech of an article that nobody says in so many words, in order.
pub fn find(article: &Article) -> Vec<MissingSpeaker<'_>> {
    let direct = article.quotations().iter().filter(|quotation| quotation.kind == QuotationKind::Direct);
    let mut found: Vec<MissingSpeaker<'_>> = direct.flat_map(|quotation| of_quotation(article, quotation)).collect();
    found.retain(|missing| is_long(article, missing.words));
    let slips = found.iter().filter(|missing| missing.clue == Clue::None).count();
    if slips > MOST_SLIPS || slips > 0 && is_personal(article) {
        found.iter_mut().filter(|missing| missing.clue == Clue::None).for_each(|missing| missing.clue = Clue::Style);
    }
    found
}

/// Whether the writer tells of things that happened to them. Such pieces give words as they were heard.
fn is_personal(article: &Article) -> bool {
    let text = article.text();
    let mut passages = article.passages().passages.iter().filter(|passage| passage.depth == 0).peekable();
    let mut said = 0;
    for (first, writer) in text.in_each_paragraph(first_persons).iter() {
        let token = first + *writer;
        while passages.next_if(|passage| passage.end() <= token).is_some() {}
        let marked = passages.peek().is_some_and(|passage| passage.first() <= token);
        said += usize::from(!marked);
    }
    said >= LEAST_PERSONAL && said * WORDS_A_WRITER >= text.tokens().len()
}

/// Every *I* of a paragraph.
fn first_persons(paragraph: ParagraphView<'_>) -> Vec<TokenOffset> {
    let words =
        paragraph.tokens_that(|kind, _| kind.is_capitalized()).filter(|(_, token)| paragraph.word(token) == "I");
    words.map(|(index, _)| index).collect()
}

/// The words of a quotation beside which nobody is named, and what tells their speaker.
fn of_quotation<'a>(article: &'a Article, quotation: &'a Quotation) -> Vec<MissingSpeaker<'a>> {
    let clue = match quotation.evidence.first() {
        Some(evidence) if evidence.is_context() => Clue::Context,
        Some(Evidence::SubjectBefore) if quotation.evidence.contains(&Evidence::ParagraphContinuation) => Clue::Context,
        Some(_) => return ran_on(article, quotation),
        None if is_set_apart(article, quotation) => Clue::Layout,
        None if is_introduced(article, quotation) || asks_itself(article, quotation) => Clue::Introduced,
        None if follows_voice(article, quotation) => Clue::Voices,
        None => Clue::None,
    };
    vec![MissingSpeaker { quotation, words: quotation.extent(), clue }]
}

/// The paragraphs with which a quotation goes on behind its attribution, though it was closed before.
fn ran_on<'a>(article: &'a Article, quotation: &'a Quotation) -> Vec<MissingSpeaker<'a>> {
    let ran_on = [Evidence::RunsOn, Evidence::SpeakerBefore];
    if !ran_on.iter().any(|evidence| quotation.evidence.contains(evidence)) {
        return Vec::new();
    }
    let (text, passages) = (article.text(), &article.passages().passages);
    let runs_on = |words: &&ProseSpan| {
        let at = passages.partition_point(|passage| passage.span.start < words.start);
        let passage = passages.get(at).filter(|passage| passage.span.start == words.start);
        passage.is_some_and(|passage| {
            let paragraph = text.paragraphs().get(text.paragraph_of(passage.first()));
            passage.continues.is_none() && paragraph.is_some_and(|found| found.tokens.start == passage.first())
        })
    };
    let behind = quotation.spans.iter().skip(1).filter(runs_on);
    behind.map(|&words| MissingSpeaker { quotation, words, clue: Clue::Context }).collect()
}

/// Whether the layout says that the words are no part of the running text.
fn is_set_apart(article: &Article, quotation: &Quotation) -> bool {
    let text = article.text();
    let first = text.tokens_in(quotation.extent()).start;
    let Some(paragraph) = text.paragraphs().get(text.paragraph_of(first)) else { return false };
    let running = matches!(paragraph.kind, BlockKind::Paragraph | BlockKind::Item);
    let emphasis = [paragraph.emphasis.bold, paragraph.emphasis.italic].contains(&Extent::Whole);
    !running
        || emphasis
        || paragraph.nesting.quotes > 0
        || paragraph.nesting.is_aside
        || answers_question(article, first)
}

/// Whether a reader just heard somebody speak. Whoever it was may speak on, and so may others.
fn follows_voice(article: &Article, quotation: &Quotation) -> bool {
    let words = quotation.extent();
    let here = article.quotations().partition_point(|other| other.extent().start < words.start);
    let earlier = article.quotations().get(..here).unwrap_or_default();
    let (text, entities) = (article.text(), article.entities());
    voices::before(text.paragraphs(), entities, earlier, text.tokens_in(words)).is_some()
}

/// Whether the text before the words leads up to them.
fn is_introduced(article: &Article, quotation: &Quotation) -> bool {
    let before = article.prose().text().get(..quotation.extent().start as usize).unwrap_or_default();
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—'));
    before.ends_with([':', ',', ';'])
}

/// Whether the words are a question or a cry to which the text goes on at once: *“But can I afford it?” You can.*
fn asks_itself(article: &Article, quotation: &Quotation) -> bool {
    let (text, words) = (article.text(), quotation.extent());
    let asks = words.slice(text.as_str()).trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '?' | '!'));
    let behind = text.tokens_in(words).end;
    let goes_on = behind.checked_sub(1).is_some_and(|last| {
        let paragraph = text.paragraphs().get(text.paragraph_of(last));
        paragraph.is_some_and(|paragraph| behind < paragraph.tokens.end)
    });
    asks.ends_with(['?', '!']) && goes_on
}

/// Whether the paragraph before is a question in bold or italics, as interviews have them.
fn answers_question(article: &Article, first: TokenIndex) -> bool {
    let text = article.text();
    let before = text.paragraph_of(first).checked_sub(1).and_then(|before| text.paragraphs().get(before));
    before.is_some_and(|question| {
        let set_apart = question.emphasis.bold == Extent::Whole || question.emphasis.italic == Extent::Whole;
        set_apart && text.slice(question.tokens.clone()).trim_end().ends_with('?')
    })
}

fn is_long(article: &Article, words: ProseSpan) -> bool {
    words.slice(article.prose().text()).split_whitespace().nth(SPEECH_WORDS - 1).is_some()
}
