//! The `copydesk.toml` that entries of `ignore` go into, and changes of it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use tower_lsp::ls_types::{
    CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, ResourceOp, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::content::Content;
use super::document::Opened;
use super::session::{Session, path_of};
use super::settings::Sources;
use crate::config::{self, FILE_NAME, WriteError};
use crate::text::SourceSpan;

/// What it takes to find the file for a document.
#[derive(Clone)]
pub struct Surroundings {
    pub session: Arc<Session>,
    pub sources: Arc<Sources>,
    /// The `copydesk.toml` files and the newsroom's lists that are open in the editor.
    pub open: Vec<Opened>,
}

/// The file for a document.
pub struct Target {
    /// Where it is, or will be.
    path: PathBuf,
    uri: Uri,
    /// The client's number for its text, if it is open there.
    version: Option<i32>,
    /// Its text; empty if there is no such file yet.
    content: Arc<Content>,
    /// What is on the disk, if there is such a file.
    bytes: Option<Vec<u8>>,
    /// The document as seen from its folder; `None` for one that is no file.
    pub file: Option<PathBuf>,
}

/// A change of the file.
#[derive(Debug, Clone)]
pub struct Change {
    /// What to replace.
    pub span: SourceSpan,
    /// What to put there.
    pub text: String,
}

impl Target {
    /// The nearest file above the document; else a new one in the folder of the workspace that holds the document, or
    /// beside it. A document that is no file has that of the first folder. `None` where there is no folder, or where the
    /// file cannot be read.
    pub fn find(document: &Uri, around: &Surroundings) -> Option<Target> {
        let folders = &around.session.folders;
        let document = path_of(document);
        let near = document.as_deref().or(folders.first().map(PathBuf::as_path))?;
        let nearest = around.sources.nearest(near);
        let is_in_use = nearest.is_some();
        let path = match nearest {
            Some(path) => path,
            None => {
                let holding = folders.iter().filter(|folder| near.starts_with(folder));
                // Of folders in one another the innermost.
                let folder = holding.max_by_key(|folder| folder.components().count());
                folder.map(PathBuf::as_path).or(near.parent())?.join(FILE_NAME)
            }
        };
        let file = match &document {
            Some(document) => Some(document.strip_prefix(path.parent()?).ok()?.to_owned()),
            None => None,
        };
        let bytes = match path.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            // What stands there and is not in use is a link that leads out of the workspace, or no configuration.
            _ if is_in_use && is_ours(&path) => Some(fs::read(&path).ok()?),
            _ => return None,
        };
        if let Some(open) = around.open.iter().find(|open| path_of(&open.uri).is_some_and(|open| open == path)) {
            let (uri, content) = (open.uri.clone(), open.content.clone());
            return Some(Target { path, uri, version: Some(open.version), content, bytes, file });
        }
        let text = String::from_utf8(bytes.clone().unwrap_or_default()).ok()?;
        // An editor does not count the mark as a character.
        let content = Arc::new(Content::new(text.trim_start_matches(MARK).to_owned()));
        Some(Target { uri: Uri::from_file_path(&path)?, path, version: None, content, bytes, file })
    }

    /// Its text.
    pub fn text(&self) -> &str {
        self.content.text()
    }

    /// Whether it is open in the editor, so that only the editor can change it.
    pub fn is_open(&self) -> bool {
        self.version.is_some()
    }

    /// The change as an edit of the editor; `None` where the client would have to make the file and cannot.
    pub fn edit(&self, change: &Change, session: &Session) -> Option<WorkspaceEdit> {
        let exists = self.bytes.is_some() || self.is_open();
        if !exists && !session.makes_files {
            return None;
        }
        let edit = TextEdit::new(self.content.range(change.span, session.encoding), change.text.clone());
        let uri = self.uri.clone();
        if !session.versioned_edits {
            let changes = Some(HashMap::from([(uri, vec![edit])]));
            return Some(WorkspaceEdit { changes, ..WorkspaceEdit::default() });
        }
        let text_document = OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version: self.version };
        let edit = TextDocumentEdit { text_document, edits: vec![OneOf::Left(edit)] };
        let changes = if exists {
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

    /// Makes the change on the disk. A file of which nothing is left is taken away.
    pub fn write(&self, change: &Change) -> Result<(), WriteError> {
        let mut text = self.text().to_owned();
        let range = change.span.range();
        if text.get(range.clone()).is_none() {
            return Err(WriteError::Changed);
        }
        text.replace_range(range, &change.text);
        if text.is_empty() && self.bytes.is_some() {
            return Ok(fs::remove_file(&self.path)?);
        }
        let marked = self.bytes.as_deref().is_some_and(|bytes| bytes.starts_with(MARK.as_bytes()));
        let after = format!("{}{text}", if marked { MARK } else { "" });
        config::write(&self.path, self.bytes.as_deref(), after.as_bytes())
    }

    /// The file, for a message.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Whether what stands at the path of a `copydesk.toml` is one, and no pipe, device, or link to a file that has nothing to do with
/// copydesk: a folder that somebody else made may hold those.
fn is_ours(path: &Path) -> bool {
    config::is_configuration(path) && path.metadata().is_ok_and(|about| about.len() <= config::LARGEST)
}

/// The byte order mark.
const MARK: &str = "\u{FEFF}";
