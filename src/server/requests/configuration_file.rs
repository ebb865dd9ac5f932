//! Answers about an open `copydesk.toml`: what can be written there, and what stands there.

use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionResponse, CompletionTextEdit, Documentation, Hover, HoverContents,
    MarkupContent, MarkupKind, Position, TextEdit,
};

use crate::features::configuration_help::{self, Offer};
use crate::server::document::Opened;
use crate::server::session::Session;

/// What can be written at a position.
pub fn completion(file: &Opened, session: &Session, position: Position) -> Option<CompletionResponse> {
    let content = &file.content;
    let offers = configuration_help::offers(content.text(), content.offset(position, session.encoding));
    let item = |offer: Offer| CompletionItem {
        kind: Some(if offer.is_key { CompletionItemKind::PROPERTY } else { CompletionItemKind::ENUM_MEMBER }),
        documentation: offer.page.map(|page| Documentation::MarkupContent(markup(session, page.to_owned()))),
        detail: Some(offer.about).filter(|about| !about.is_empty()),
        filter_text: Some(offer.name.clone()),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(
            content.range(offer.span, session.encoding),
            offer.text,
        ))),
        label: offer.name,
        ..CompletionItem::default()
    };
    let items: Vec<CompletionItem> = offers.into_iter().map(item).collect();
    (!items.is_empty()).then_some(CompletionResponse::Array(items))
}

/// What stands at a position.
pub fn hover(file: &Opened, session: &Session, position: Position) -> Option<Hover> {
    let content = &file.content;
    let (span, text) = configuration_help::about(content.text(), content.offset(position, session.encoding))?;
    let contents = HoverContents::Markup(markup(session, text));
    Some(Hover { contents, range: Some(content.range(span, session.encoding)) })
}

fn markup(session: &Session, value: String) -> MarkupContent {
    MarkupContent { kind: if session.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText }, value }
}
