//! Answers about an open `copydesk.toml`: what can be written there, and what stands there.

use std::path::{Path, PathBuf};

use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionResponse, CompletionTextEdit, DocumentLink, Documentation, Hover,
    HoverContents, MarkupContent, MarkupKind, Position, TextEdit, Uri,
};

use crate::features::configuration_help::{self, Offer};
use crate::server::document::Opened;
use crate::server::session::{Session, path_of};

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

/// The lists that it names, each a link to the file.
pub fn links(file: &Opened, session: &Session) -> Vec<DocumentLink> {
    let content = &file.content;
    let path = path_of(&file.uri);
    let Some(folder) = path.as_deref().and_then(Path::parent) else { return Vec::new() };
    let link = |(span, path): (_, PathBuf)| DocumentLink {
        range: content.range(span, session.encoding),
        target: Uri::from_file_path(&path),
        tooltip: None,
        data: None,
    };
    let links = configuration_help::files(content.text(), folder).into_iter().map(link);
    links.filter(|link| link.target.is_some()).collect()
}

fn markup(session: &Session, value: String) -> MarkupContent {
    MarkupContent { kind: if session.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText }, value }
}
