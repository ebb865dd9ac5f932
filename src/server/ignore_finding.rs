//! The quick fix *Ignore this finding*: an edit that adds an entry of `ignore` to `copydesk.toml`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use tower_lsp::ls_types::{
    CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, ResourceOp, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::content::Content;
use super::document::{Opened, Snapshot};
use super::session::{Session, path_of};
use crate::config::{self, FILE_NAME, NewIgnore};
use crate::rules;
use crate::text::SourceSpan;

/// The `copydesk.toml` that an entry goes into.
struct Target {
    path: PathBuf,
    uri: Uri,
    /// The client's number for its text, if it is open.
    version: Option<i32>,
    /// Its text, if there is such a file.
    content: Option<Arc<Content>>,
}

/// The edits by which findings are ignored, each with the index of its finding. A finding for which no edit would do
/// that has none; nor has any in a document without a file, or in a `copydesk.toml`.
pub fn of(snapshot: &Snapshot, findings: &[usize], configurations: &[Opened]) -> Vec<(usize, WorkspaceEdit)> {
    let document = path_of(&snapshot.uri).filter(|path| path.file_name().is_some_and(|name| name != FILE_NAME));
    let Some(document) = document.filter(|_| !findings.is_empty()) else { return Vec::new() };
    let Some(target) = Target::find(&document, &snapshot.session, configurations) else { return Vec::new() };
    let edit = |&finding: &usize| Some((finding, target.edit(snapshot, &document, finding)?));
    findings.iter().filter_map(edit).collect()
}

impl Target {
    /// The nearest file above the document; else a new one in the folder of the workspace that holds the document, or
    /// beside it. `None` where the file cannot be read, or not be made by the client.
    fn find(document: &Path, session: &Session, configurations: &[Opened]) -> Option<Target> {
        let path = match config::find_for(document) {
            Some(path) => path,
            None => {
                let holding = session.folders.iter().filter(|folder| document.starts_with(folder));
                // Of folders in one another the innermost.
                let folder = holding.max_by_key(|folder| folder.components().count());
                folder.map(PathBuf::as_path).or(document.parent())?.join(FILE_NAME)
            }
        };
        if let Some(open) = configurations.iter().find(|open| path_of(&open.uri).is_some_and(|open| open == path)) {
            let (uri, content) = (open.uri.clone(), Some(open.content.clone()));
            return Some(Target { path, uri, version: Some(open.version), content });
        }
        let content = match fs::read_to_string(&path) {
            // An editor does not count the mark as a character.
            Ok(text) => Some(Arc::new(Content::new(text.trim_start_matches('\u{FEFF}').to_owned()))),
            Err(error) if error.kind() == io::ErrorKind::NotFound && session.makes_files => None,
            Err(_) => return None,
        };
        Some(Target { uri: Uri::from_file_path(&path)?, path, version: None, content })
    }

    fn edit(&self, snapshot: &Snapshot, document: &Path, finding: usize) -> Option<WorkspaceEdit> {
        let analysis = &snapshot.analysis;
        let words = rules::words_for(&analysis.article, analysis.content.text(), &analysis.findings, finding);
        let file = document.strip_prefix(self.path.parent()?).ok()?;
        let entry = NewIgnore { file, rule: analysis.findings.get(finding)?.rule, words: &words };
        let nothing = Content::new(String::new());
        let content = self.content.as_deref().unwrap_or(&nothing);
        let insertion = entry.insertion(content.text(), &rules::names())?;
        let at = SourceSpan::empty(u32::try_from(insertion.at).ok()?);
        let edit = TextEdit::new(content.range(at, snapshot.session.encoding), insertion.text);
        let uri = self.uri.clone();
        if !snapshot.session.versioned_edits {
            return Some(WorkspaceEdit {
                changes: Some(HashMap::from([(uri, vec![edit])])),
                ..WorkspaceEdit::default()
            });
        }
        let text_document = OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version: self.version };
        let edit = TextDocumentEdit { text_document, edits: vec![OneOf::Left(edit)] };
        let changes = if self.content.is_some() {
            DocumentChanges::Edits(vec![edit])
        } else {
            let options = CreateFileOptions { overwrite: None, ignore_if_exists: Some(true) };
            let create = CreateFile { uri, options: Some(options), annotation_id: None };
            DocumentChanges::Operations(vec![
                DocumentChangeOperation::Op(ResourceOp::Create(create)),
                DocumentChangeOperation::Edit(edit),
            ])
        };
        Some(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() })
    }
}
