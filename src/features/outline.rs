//! The article's people, organizations, places and quotations as a tree.

use super::snippet::one_line;
use crate::Article;
use crate::attribution::{Quotation, QuotationKind};
use crate::entities::{Entity, Mention};
use crate::names::NameKind;
use crate::text::{ProseSpan, SourceSpan};

/// A longer name or quotation is cut.
const LONGEST: usize = 60;
/// More lines than this no editor shows in reasonable time, and nobody reads: of longer lists the first are shown, and
/// their heading says so. An article has some hundred.
const MOST: usize = 20_000;
/// No list is longer than this.
const LONGEST_LIST: usize = 2_000;
/// So many bytes are shown on either side of a mention.
const AROUND: u32 = 40;

/// What a symbol stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SymbolKind {
    /// A heading of the outline.
    Group,
    /// A person.
    Person,
    /// An organization.
    Organization,
    /// A place.
    Place,
    /// A quotation.
    Quotation,
    /// A mention of somebody or something.
    Mention,
}

/// A line of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// What it is called.
    pub name: String,
    /// What is said of it beside its name.
    pub detail: Option<String>,
    /// What it stands for.
    pub kind: SymbolKind,
    /// Everything that belongs to it, in bytes of the source: it holds the ranges of all children, for editors find
    /// the symbol under the caret from the outside in.
    pub span: SourceSpan,
    /// Where to go; within `span`.
    pub selection: SourceSpan,
    /// What is below it.
    pub children: Vec<Symbol>,
}

/// The outline of an article: quotations that nobody says first, if there are any; then people with their mentions and
/// quotations, organizations, places, and all quotations in order. A group without members is left out.
pub fn of(article: &Article) -> Vec<Symbol> {
    let speech = || article.quotations().iter().filter(|quotation| quotation.kind != QuotationKind::Scare);
    let unattributed =
        speech().filter(|quotation| quotation.kind == QuotationKind::Direct && !quotation.is_attributed());
    let mut quotations_of: Vec<Vec<&Quotation>> = vec![Vec::new(); article.entities().all().len()];
    for quotation in speech() {
        if let Some(own) = quotation.speaker.and_then(|speaker| quotations_of.get_mut(speaker.0 as usize)) {
            own.push(quotation);
        }
    }
    let children = (MOST / quotations_of.len().max(1)).clamp(2, LONGEST_LIST);
    let entities = |kind: NameKind| {
        let of_kind = article.entities().all().iter().filter(move |entity| entity.kind == kind);
        let symbol = |entity| entity_symbol(article, entity, &quotations_of[entity.id.0 as usize], children);
        (of_kind.clone().take(LONGEST_LIST).filter_map(symbol).collect(), of_kind.count())
    };
    let quotations = |list: Vec<&Quotation>| -> (Vec<Symbol>, usize) {
        let symbol = |quotation: &&Quotation| quotation_symbol(article, quotation, true);
        (list.iter().take(LONGEST_LIST).map(symbol).collect(), list.len())
    };
    [
        group("Unattributed quotations", quotations(unattributed.collect())),
        group("People", entities(NameKind::Person)),
        group("Organizations", entities(NameKind::Organization)),
        group("Places", entities(NameKind::Place)),
        group("Quotations", quotations(speech().collect())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A heading with what is shown of its list, and how long the list is.
fn group(name: &str, (children, all): (Vec<Symbol>, usize)) -> Option<Symbol> {
    let first = children.first()?.selection;
    let span = children.iter().fold(first, |span, child| span.join(child.span));
    let detail = Some(shown(children.len(), all).unwrap_or_else(|| all.to_string()));
    Some(Symbol { name: name.to_owned(), detail, kind: SymbolKind::Group, span, selection: first, children })
}

/// Says that not all of a list is shown.
fn shown(shown: usize, all: usize) -> Option<String> {
    (shown < all).then(|| format!("the first {shown} of {all}"))
}

/// An entity with its mentions and what it says, in the order of the article; at most `most` of either.
fn entity_symbol(article: &Article, entity: &Entity, quotations: &[&Quotation], most: usize) -> Option<Symbol> {
    let (kind, detail) = match entity.kind {
        NameKind::Person => (SymbolKind::Person, entity.roles.first().map(|role| one_line(&role.text, LONGEST))),
        NameKind::Organization => (SymbolKind::Organization, entity.acronym.clone()),
        NameKind::Place => (SymbolKind::Place, None),
    };
    let mentions = entity.mentions.iter().take(most).map(|mention| mention_symbol(article, mention));
    let said = quotations.iter().take(most).map(|quotation| quotation_symbol(article, quotation, false));
    let mut children: Vec<Symbol> = mentions.chain(said).collect();
    children.sort_by_key(|child| (child.span.start, child.span.end));
    let detail = shown(children.len(), entity.mentions.len() + quotations.len()).or(detail);
    let selection = article.prose().to_source(entity.mentions.first()?.span);
    let span = children.iter().fold(selection, |span, child| span.join(child.span));
    Some(Symbol { name: one_line(&entity.name, LONGEST), detail, kind, span, selection, children })
}

fn mention_symbol(article: &Article, mention: &Mention) -> Symbol {
    let span = article.prose().to_source(mention.span);
    Symbol {
        name: one_line(mention.span.slice(article.prose().text()), LONGEST),
        detail: Some(around(article, mention.span)),
        kind: SymbolKind::Mention,
        span,
        selection: span,
        children: Vec::new(),
    }
}

fn quotation_symbol(article: &Article, quotation: &Quotation, with_speaker: bool) -> Symbol {
    let text = article.prose().text();
    let words: Vec<&str> = quotation.spans.iter().map(|span| span.slice(text)).collect();
    let speaker = quotation.speaker.and_then(|speaker| article.entity(speaker)).map(|speaker| speaker.name.as_str());
    let source = quotation.source.as_ref().map(|source| source.span.slice(text));
    let detail = speaker.or(source).filter(|_| with_speaker).map(|name| one_line(name, LONGEST));
    let first = quotation.spans.first().copied().unwrap_or(quotation.extent());
    Symbol {
        name: one_line(&words.join(" … "), LONGEST),
        detail,
        kind: SymbolKind::Quotation,
        span: article.prose().to_source(quotation.extent()),
        selection: article.prose().to_source(first),
        children: Vec::new(),
    }
}

/// The words around a mention, within its sentence.
fn around(article: &Article, span: ProseSpan) -> String {
    let text = article.text();
    let tokens = text.tokens_in(span);
    let Some(sentence) = text.sentences().get(text.sentence_of(tokens.start)) else { return String::new() };
    let sentence = text.span(sentence.tokens.clone());
    let start = span.start.saturating_sub(AROUND).max(sentence.start);
    let end = (span.end + AROUND).min(sentence.end);
    // Whole words only.
    let shown = text.span(text.tokens_in(ProseSpan::new(start, end)));
    let (before, after) = (shown.start > sentence.start, shown.end < sentence.end);
    let words = one_line(shown.slice(text.as_str()), 2 * LONGEST);
    format!("{}{words}{}", if before { "… " } else { "" }, if after { " …" } else { "" })
}
