//! *Add … to the people file*: somebody of the article becomes a row of the newsroom's own table.

use std::collections::HashMap;

use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier,
    Position, Range, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::document::Snapshot;
use super::session::path_of;
use super::target::Surroundings;
use crate::features::{caret, listed};
use crate::people::new_row;
use crate::text::Encoding;

/// The offer at a place where somebody is named in full who is not on the first table of people.
pub fn offer(snapshot: &Snapshot, at: Position, around: &Surroundings) -> Option<CodeActionOrCommand> {
    let article = snapshot.article();
    let lists = article.people().lists();
    let list = lists.iter().find(|list| !list.is_json())?;
    let (person, mention) = caret::mention_at(article, snapshot.offset(at))?;
    if !mention.form.is_named() || !listed::may_be_added(article, person) {
        return None;
    }
    // What the editor has of the file counts, if it is open.
    let open = around.open.iter().find(|open| path_of(&open.uri).is_some_and(|open| open == list.path()));
    let text = open.map_or(list.text(), |open| open.content.text());
    let (role, affiliation) = listed::position(person);
    let row = new_row(text, &person.name, role, affiliation)?;
    let end = end_of(text, snapshot.session.encoding)?;
    let uri = open.map_or_else(|| Uri::from_file_path(list.path()), |open| Some(open.uri.clone()))?;
    let edit = TextEdit::new(Range::new(end, end), row);
    let edit = match snapshot.session.versioned_edits {
        true => {
            let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: open.map(|open| open.version) };
            let edits = vec![TextDocumentEdit { text_document, edits: vec![OneOf::Left(edit)] }];
            WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(edits)), ..WorkspaceEdit::default() }
        }
        false => WorkspaceEdit { changes: Some(HashMap::from([(uri, vec![edit])])), ..WorkspaceEdit::default() },
    };
    Some(CodeActionOrCommand::CodeAction(CodeAction {
        title: format!("Add {} to the people file", person.name),
        kind: Some(CodeActionKind::REFACTOR),
        edit: Some(edit),
        ..CodeAction::default()
    }))
}

/// The end of a file; nothing for a file of which not all is known, for it is in another encoding or has other line ends.
fn end_of(text: &str, encoding: Encoding) -> Option<Position> {
    // An editor does not count the mark as a character.
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut breaks = memchr::memchr_iter(b'\r', text.as_bytes());
    let is_alone = |at: usize| text.as_bytes().get(at + 1) != Some(&b'\n');
    if text.contains(char::REPLACEMENT_CHARACTER) || breaks.any(is_alone) {
        return None;
    }
    let last = text.rsplit('\n').next().unwrap_or_default();
    let line = memchr::memchr_iter(b'\n', text.as_bytes()).count();
    Some(Position::new(line as u32, encoding.units(last) as u32))
}
