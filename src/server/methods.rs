//! Methods that the framework knows here under names of our own.
//!
//! Answers that are written as JSON where they are made (see [`super::parcels`]) cannot have the types that the framework
//! gives a method, and a notification that it cannot decode it drops without a word. So these methods are ours.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use tower_lsp::jsonrpc::Request;
use tower_lsp::ls_types::CodeActionKind;

/// The outline, as the protocol calls it and as the framework knows it here.
pub const OUTLINE: (&str, &str) = ("textDocument/documentSymbol", "copydesk/documentSymbol");
/// The diagnostics of a document, likewise.
pub const DIAGNOSTICS: (&str, &str) = ("textDocument/diagnostic", "copydesk/diagnostic");
/// The diagnostics of all articles of the workspace, likewise.
pub const WORKSPACE_DIAGNOSTICS: (&str, &str) = ("workspace/diagnostic", "copydesk/workspaceDiagnostic");
/// A document was opened.
pub const OPENED: (&str, &str) = ("textDocument/didOpen", "copydesk/didOpen");
/// A document was edited.
pub const CHANGED: (&str, &str) = ("textDocument/didChange", "copydesk/didChange");
/// A document was saved.
pub const SAVED: (&str, &str) = ("textDocument/didSave", "copydesk/didSave");
/// A document was closed.
pub const CLOSED: (&str, &str) = ("textDocument/didClose", "copydesk/didClose");
/// The editor's settings changed.
pub const CONFIGURATION: (&str, &str) = ("workspace/didChangeConfiguration", "copydesk/didChangeConfiguration");
/// Files changed.
pub const FILES: (&str, &str) = ("workspace/didChangeWatchedFiles", "copydesk/didChangeWatchedFiles");
/// Folders of the workspace came or went.
pub const FOLDERS: (&str, &str) = ("workspace/didChangeWorkspaceFolders", "copydesk/didChangeWorkspaceFolders");

/// A message about a document was too long to be read; only this server says so to itself.
pub const PASSED_OVER: &str = "copydesk/passedOver";
/// The user called off something that takes long; the framework does not know it.
pub const PROGRESS_CANCEL: &str = "window/workDoneProgress/cancel";

/// The outline for a view of the editor's own; it is no method of the protocol.
pub const OUTLINE_VIEW: &str = "copydesk/outline";

/// The kind of the action that makes all safe fixes, as editors run it when a file is saved.
pub const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.copydesk");

const ALL: [(&str, &str); 10] =
    [OUTLINE, DIAGNOSTICS, WORKSPACE_DIAGNOSTICS, OPENED, CHANGED, SAVED, CLOSED, CONFIGURATION, FILES, FOLDERS];

/// The command that has findings ignored.
pub const IGNORE: &str = "copydesk.ignore";
/// The command that has them reported again.
pub const REPORT: &str = "copydesk.report";

/// A request under the name by which the framework knows its method here.
pub fn renamed(request: Request) -> Request {
    let Some((_, name)) = ALL.into_iter().find(|(name, _)| *name == request.method()) else { return request };
    let (_, id, params) = request.into_parts();
    // Without parameters the framework would drop it.
    let request = Request::build(name).params(params.unwrap_or_default());
    match id {
        Some(id) => request.id(id).finish(),
        None => request.finish(),
    }
}

/// The parameters of a notification, or what is wrong with them.
pub type Sent<T> = Result<T, Misread>;

/// Parameters that cannot be decoded.
#[derive(Debug)]
pub struct Misread {
    /// The document that they speak of, if they name one.
    pub uri: Option<String>,
    /// What is wrong.
    pub error: String,
}

/// Decodes the parameters of a notification.
#[derive(Debug)]
pub struct Notified<T>(pub Sent<T>);

impl<'de, T: DeserializeOwned> Deserialize<'de> for Notified<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Notified<T>, D::Error> {
        let value = Value::deserialize(from)?;
        let uri = value.pointer("/textDocument/uri").and_then(Value::as_str).map(str::to_owned);
        let decoded = serde_json::from_value(value);
        Ok(Notified(decoded.map_err(|error| Misread { uri, error: error.to_string() })))
    }
}

/// What is known of a message that was too long to be read.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PassedOver {
    /// Its method.
    pub method: String,
    /// The document that it is about.
    pub text_document: PassedOverDocument,
}

/// A document, as far as a message that was too long tells.
#[derive(Debug, Serialize, Deserialize)]
pub struct PassedOverDocument {
    /// Its address.
    pub uri: Option<String>,
    /// Its version.
    pub version: Option<i32>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use tower_lsp::jsonrpc::Id;
    use tower_lsp::ls_types::DidCloseTextDocumentParams;

    #[test]
    fn only_methods_that_are_named_here_are_renamed() {
        let request = |method: &'static str| Request::build(method).id(3).params(json!({"a": 1})).finish();
        let outline = renamed(request(OUTLINE.0));
        assert_eq!(
            (outline.method(), outline.id(), outline.params().is_some()),
            (OUTLINE.1, Some(&Id::Number(3)), true)
        );
        assert_eq!(renamed(request("textDocument/hover")).method(), "textDocument/hover");
    }

    #[test]
    fn what_cannot_be_decoded_keeps_its_document() {
        let read = |value| serde_json::from_value::<Notified<DidCloseTextDocumentParams>>(value).unwrap().0;
        assert!(read(json!({"textDocument": {"uri": "file:///a.md"}})).is_ok());
        let misread = read(json!({"textDocument": {"uri": "a b"}})).unwrap_err();
        assert_eq!(misread.uri.as_deref(), Some("a b"));
        assert_eq!(read(Value::Null).unwrap_err().uri, None);
    }
}
