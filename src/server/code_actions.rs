//! Fixes as the protocol offers them: plain edits, which every editor can apply.

use std::collections::HashMap;

use tower_lsp::ls_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, CodeActionResponse, Diagnostic,
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::analysis::Analysis;
use super::document::{Opened, Snapshot};
use super::ignore_finding;
use crate::features::fixes;
use crate::rules::Fix;

/// The quick fixes for a range; none where the client wants other kinds only. First come the fixes of all findings,
/// then, for each finding, the way to ignore it. `configurations` are the `copydesk.toml` files that are open.
pub fn at(
    snapshot: &Snapshot,
    range: Range,
    context: &CodeActionContext,
    configurations: &[Opened],
) -> CodeActionResponse {
    let analysis = &snapshot.analysis;
    if !snapshot.session.actions || !context.only.as_ref().is_none_or(|only| only.iter().any(includes_quick_fixes)) {
        return Vec::new();
    }
    let place = analysis.content.span(range, snapshot.session.encoding);
    let action = |finding: usize, title: String, edit: WorkspaceEdit, preferred: bool| {
        CodeActionOrCommand::CodeAction(CodeAction {
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: diagnostic_of(analysis, finding).map(|diagnostic| vec![diagnostic]),
            edit: Some(edit),
            is_preferred: preferred.then_some(true),
            ..CodeAction::default()
        })
    };
    let mut touched = fixes::touched(&analysis.article, &analysis.findings, place);
    touched.retain(|&finding| diagnostic_of(analysis, finding).is_some());
    let fixes = fixes::of_all(&analysis.findings, &touched)
        .into_iter()
        .map(|offer| action(offer.finding, offer.fix.title.clone(), edit(snapshot, offer.fix), offer.preferred));
    let ignoring = ignore_finding::of(snapshot, &touched, configurations).into_iter().map(|(finding, edit)| {
        let title = match &touched[..] {
            [_] => "Ignore this finding".to_owned(),
            _ => format!("Ignore this finding ({})", analysis.findings[finding].rule),
        };
        action(finding, title, edit, false)
    });
    fixes.chain(ignoring).collect()
}

/// What the client was shown of a finding; nothing if it is held back.
fn diagnostic_of(analysis: &Analysis, finding: usize) -> Option<Diagnostic> {
    // Both are in the same order.
    let index = analysis.view.shown.iter().position(|shown| shown.finding == Some(finding))?;
    analysis.diagnostics.list.get(index).cloned()
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
