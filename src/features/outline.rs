//! The article's people, organizations, places and quotations as a tree. Each quotation stands in it once.

use super::snippet::one_line;
use crate::Article;
use crate::attribution::{Quotation, QuotationKind};
use crate::entities::Entity;
use crate::names::NameKind;
use crate::text::SourceSpan;

/// A longer name or quotation is cut.
const LONGEST: usize = 60;
/// More lines than this no editor shows in reasonable time, and nobody reads: of longer lists the first are shown, and
/// their heading says so. An article has some hundred.
const MOST: usize = 20_000;
/// No list is longer than this.
const LONGEST_LIST: usize = 2_000;

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
    /// Where it stands, in bytes of the source. It does not reach over what is below it: an editor that has another outline
    /// too, such as that of Markdown's headings, shows the one that covers most, and ours must not hide it.
    pub span: SourceSpan,
    /// Where to go; within `span`.
    pub selection: SourceSpan,
    /// What is below it.
    pub children: Vec<Symbol>,
}

/// The outline of an article: quotations that nobody says first, if there are any; then people and organizations with
/// what they say, places, and what somebody says whom the article does not name. A group without members is left out.
pub fn of(article: &Article) -> Vec<Symbol> {
    let mut said_by: Vec<Vec<&Quotation>> = vec![Vec::new(); article.entities().all().len()];
    let (mut unattributed, mut others) = (Vec::new(), Vec::new());
    for quotation in article.quotations().iter().filter(|quotation| quotation.kind != QuotationKind::Scare) {
        match quotation.speaker.and_then(|speaker| said_by.get_mut(speaker.0 as usize)) {
            Some(said) => said.push(quotation),
            None if quotation.kind == QuotationKind::Direct && !quotation.is_attributed() => {
                unattributed.push(quotation);
            }
            None => others.push(quotation),
        }
    }
    let children = (MOST / said_by.len().max(1)).clamp(2, LONGEST_LIST);
    let entities = |kind: NameKind| {
        let of_kind = article.entities().all().iter().filter(move |entity| entity.kind == kind);
        let said = |entity: &Entity| said_by.get(entity.id.0 as usize).map_or(&[][..], Vec::as_slice);
        let symbol = |entity| entity_symbol(article, entity, said(entity), children);
        (of_kind.clone().take(LONGEST_LIST).filter_map(symbol).collect(), of_kind.count())
    };
    let quotations = |list: Vec<&Quotation>| -> (Vec<Symbol>, usize) {
        let symbol = |quotation: &&Quotation| quotation_symbol(article, quotation);
        (list.iter().take(LONGEST_LIST).map(symbol).collect(), list.len())
    };
    [
        group("Unattributed quotations", quotations(unattributed)),
        group("People", entities(NameKind::Person)),
        group("Organizations", entities(NameKind::Organization)),
        group("Places", entities(NameKind::Place)),
        group("Other quotations", quotations(others)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A heading with what is shown of its list, and how long the list is.
fn group(name: &str, (children, all): (Vec<Symbol>, usize)) -> Option<Symbol> {
    let first = children.first()?.selection;
    let detail = Some(shown(children.len(), all).unwrap_or_else(|| all.to_string()));
    Some(Symbol { name: name.to_owned(), detail, kind: SymbolKind::Group, span: first, selection: first, children })
}

/// Says that not all of a list is shown.
fn shown(shown: usize, all: usize) -> Option<String> {
    (shown < all).then(|| format!("the first {shown} of {all}"))
}

/// An entity with what it says, in the order of the article; at most `most` of it.
fn entity_symbol(article: &Article, entity: &Entity, said: &[&Quotation], most: usize) -> Option<Symbol> {
    let (kind, detail) = match entity.kind {
        NameKind::Person => (SymbolKind::Person, entity.roles.first().map(|role| one_line(&role.text, LONGEST))),
        NameKind::Organization => (SymbolKind::Organization, entity.acronym.clone()),
        NameKind::Place => (SymbolKind::Place, None),
    };
    let children: Vec<Symbol> = said
        .iter()
        .take(most)
        .map(|quotation| Symbol { detail: None, ..quotation_symbol(article, quotation) })
        .collect();
    let detail = shown(children.len(), said.len()).or(detail);
    let span = article.prose().to_source(entity.mentions.first()?.span);
    Some(Symbol { name: one_line(&entity.name, LONGEST), detail, kind, span, selection: span, children })
}

/// A quotation, with the words that name its source if there are any.
fn quotation_symbol(article: &Article, quotation: &Quotation) -> Symbol {
    let text = article.prose().text();
    let words: Vec<&str> = quotation.spans.iter().map(|span| span.slice(text)).collect();
    let source = quotation.source.as_ref().map(|source| one_line(source.span.slice(text), LONGEST));
    let first = article.prose().to_source(quotation.spans.first().copied().unwrap_or(quotation.extent()));
    Symbol {
        name: one_line(&words.join(" … "), LONGEST),
        detail: source,
        kind: SymbolKind::Quotation,
        span: first,
        selection: first,
        children: Vec::new(),
    }
}
