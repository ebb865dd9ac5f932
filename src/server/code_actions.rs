//! Fixes as the protocol offers them: plain edits, which every editor can apply.

use std::collections::HashMap;

use tower_lsp::ls_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, CodeActionResponse, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::document::Snapshot;
use crate::features::fixes;
use crate::rules::Fix;

/// The quick fixes for a range; none where the client wants other kinds only.
pub fn at(snapshot: &Snapshot, range: Range, context: &CodeActionContext) -> CodeActionResponse {
    let analysis = &snapshot.analysis;
    if !snapshot.session.actions || !context.only.as_ref().is_none_or(|only| only.iter().any(includes_quick_fixes)) {
        return Vec::new();
    }
    let place = analysis.content.span(range, snapshot.session.encoding);
    let offers = fixes::at(&analysis.article, &analysis.findings, place);
    let action = |offer: fixes::Offer<'_>| CodeAction {
        title: offer.fix.title.clone(),
        kind: Some(CodeActionKind::QUICKFIX),
        // Findings and diagnostics are in the same order.
        diagnostics: analysis.diagnostics.get(offer.finding).cloned().map(|diagnostic| vec![diagnostic]),
        edit: Some(edit(snapshot, offer.fix)),
        is_preferred: offer.preferred.then_some(true),
        ..CodeAction::default()
    };
    offers.into_iter().map(|offer| CodeActionOrCommand::CodeAction(action(offer))).collect()
}

/// Whether a kind is that of quick fixes or one above it: the kinds are paths with dots.
fn includes_quick_fixes(kind: &CodeActionKind) -> bool {
    matches!(kind.as_str(), "" | "quickfix")
}

fn edit(snapshot: &Snapshot, fix: &Fix) -> WorkspaceEdit {
    let content = &snapshot.analysis.content;
    let range = |edit: &crate::rules::Edit| content.range(edit.span, snapshot.session.encoding);
    let edits = fix.edits.iter().map(|edit| TextEdit::new(range(edit), edit.text.clone()));
    let uri = snapshot.uri.clone();
    if snapshot.session.versioned_edits {
        let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: Some(snapshot.version) };
        let edits = edits.map(OneOf::Left).collect();
        let changes = DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }]);
        return WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() };
    }
    WorkspaceEdit { changes: Some(HashMap::from([(uri, edits.collect())])), ..WorkspaceEdit::default() }
}
