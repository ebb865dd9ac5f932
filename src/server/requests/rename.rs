//! Another name for somebody, as the protocol has it.

use std::collections::HashMap;

use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{
    AnnotatedTextEdit, ChangeAnnotation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Position,
    PrepareRenameResponse, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use crate::features::rename::{self, Change, Doubt};
use crate::server::document::Snapshot;

/// The protocol's number for a request that is sound and still cannot be done.
const REQUEST_FAILED: i64 = -32803;

/// The name at a position that can be changed.
pub fn prepare(snapshot: &Snapshot, position: Position) -> Option<PrepareRenameResponse> {
    let found = rename::renameable(snapshot.article(), snapshot.offset(position))?;
    Some(PrepareRenameResponse::RangeWithPlaceholder { range: snapshot.range(found.span), placeholder: found.name })
}

/// The changes that give the name at a position to whoever it names. What is doubtful the client must have confirmed; where it
/// cannot, it is left out. An error says why nothing can be changed.
pub fn edit(snapshot: &Snapshot, position: Position, name: &str) -> Result<Option<WorkspaceEdit>> {
    let source = snapshot.analysis.content.text();
    let offset = snapshot.offset(position);
    let mut changes =
        rename::changes(snapshot.article(), source, offset, name).map_err(|refusal| failed(refusal.to_string()))?;
    if changes.is_empty() {
        return Ok(None);
    }
    if !snapshot.session.annotates {
        changes.retain(|change| change.doubt.is_none());
        if changes.is_empty() {
            let text = "This name stands only in quotation marks or inside other names here: change it by hand.";
            return Err(failed(text.to_owned()));
        }
    }
    Ok(Some(workspace_edit(snapshot, changes)))
}

fn failed(message: String) -> Error {
    Error { code: ErrorCode::ServerError(REQUEST_FAILED), message: message.into(), data: None }
}

fn workspace_edit(snapshot: &Snapshot, changes: Vec<Change>) -> WorkspaceEdit {
    let mut annotations = HashMap::new();
    let uri = snapshot.uri.clone();
    let edit = |change: &Change| TextEdit::new(snapshot.range(change.span), change.text.clone());
    if !snapshot.session.versioned_edits {
        let edits = changes.iter().map(edit).collect();
        return WorkspaceEdit { changes: Some(HashMap::from([(uri, edits)])), ..WorkspaceEdit::default() };
    }
    let edits = changes.iter().map(|change| {
        let text_edit = edit(change);
        let Some(doubt) = change.doubt else { return OneOf::Left(text_edit) };
        let (id, annotation) = annotation(doubt);
        annotations.insert(id.to_owned(), annotation);
        OneOf::Right(AnnotatedTextEdit { text_edit, annotation_id: id.to_owned() })
    });
    let edits = edits.collect();
    let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: Some(snapshot.version) };
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }])),
        change_annotations: (!annotations.is_empty()).then_some(annotations),
        ..WorkspaceEdit::default()
    }
}

/// How a client asks about a doubtful change.
fn annotation(doubt: Doubt) -> (&'static str, ChangeAnnotation) {
    let (id, label, description) = match doubt {
        Doubt::Quoted => ("quoted", "Inside quotation marks", "Somebody’s own words are changed."),
        Doubt::InsideAnotherName => ("inside", "Inside another name", "Something else is called so."),
        Doubt::Unclear => ("unclear", "Unclear who is meant", "It may be somebody else."),
    };
    let annotation = ChangeAnnotation {
        label: label.to_owned(),
        needs_confirmation: Some(true),
        description: Some(description.to_owned()),
    };
    (id, annotation)
}
