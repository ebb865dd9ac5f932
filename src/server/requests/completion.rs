//! Names to complete what is being typed, as the protocol has them.

use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, Documentation, MarkupContent, Position, TextEdit, Uri,
};

use crate::entities::EntityId;
use crate::features::completion::{self, Offer, Offers};
use crate::features::{hover, listed};
use crate::names::NameKind;
use crate::server::document::Snapshot;
use crate::server::hover::markup;

/// What an item is about, for when the client asks for more.
#[derive(Debug, Serialize, Deserialize)]
pub struct About {
    /// The document.
    pub uri: Uri,
    /// Absent for somebody whom only the newsroom's lists have.
    entity: Option<u32>,
    /// An edit may have given the number to somebody else.
    name: String,
}

/// What the article and the newsroom's lists offer.
pub struct Items {
    /// The likeliest first.
    pub all: Vec<CompletionItem>,
    /// Whether the lists have more that fit.
    pub are_more: bool,
}

/// The names that what was typed before a position may become.
pub fn at(snapshot: &Snapshot, position: Position) -> Items {
    let source = snapshot.analysis.content.text();
    let Offers { all, are_more } = completion::at(snapshot.article(), source, snapshot.offset(position));
    Items { all: all.into_iter().enumerate().map(|(rank, offer)| item(snapshot, rank, offer)).collect(), are_more }
}

fn item(snapshot: &Snapshot, rank: usize, offer: Offer) -> CompletionItem {
    let entity = offer.entity.and_then(|entity| snapshot.article().entity(entity));
    let name = entity.map_or(&offer.name, |entity| &entity.name).clone();
    let about = About { uri: snapshot.uri.clone(), entity: entity.map(|entity| entity.id.0), name };
    CompletionItem {
        label: offer.name,
        kind: Some(match offer.kind {
            NameKind::Person => CompletionItemKind::CLASS,
            NameKind::Organization => CompletionItemKind::MODULE,
            NameKind::Place => CompletionItemKind::CONSTANT,
        }),
        detail: offer.role,
        // Clients sort by it as a text.
        sort_text: Some(format!("{rank:05}")),
        filter_text: Some(offer.matches),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(snapshot.range(offer.span), offer.text))),
        data: serde_json::to_value(about).ok(),
        ..CompletionItem::default()
    }
}

/// What an item is about; `None` if it is none of ours.
pub fn about(item: &CompletionItem) -> Option<About> {
    About::deserialize(item.data.as_ref()?).ok()
}

/// What is known of whoever an item names; nothing if the article has changed and another has the number.
pub fn documentation(snapshot: &Snapshot, about: &About) -> Option<Documentation> {
    let (article, content) = (snapshot.article(), &snapshot.analysis.content);
    let card = match about.entity {
        Some(entity) => {
            let entity = article.entity(EntityId(entity)).filter(|entity| entity.name == about.name)?;
            hover::dossier(article, entity, &|byte| content.line_number(byte))
        }
        None => listed::card(article.people(), &about.name),
    };
    let documentation: MarkupContent = markup(snapshot, &card);
    Some(Documentation::MarkupContent(documentation))
}
